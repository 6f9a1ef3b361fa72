"""Every reader of a user's file, each with a file it reads without complaint."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from shared_data import SHARED

from plugin.core.access.drees import read_apl
from plugin.core.access.imported import read_times
from plugin.core.access.time_table import read_time_table
from plugin.core.cooperations.matching import read_decisions
from plugin.core.cooperations.survey import Context, read_survey
from plugin.core.establishments.agency_tables import read_agency_table, templates
from plugin.core.establishments.authorisations import read_authorisations
from plugin.core.establishments.equipment import read_equipment
from plugin.core.establishments.finess import read_establishments, read_legal_entities
from plugin.core.establishments.medico_social import read_places
from plugin.core.establishments.practitioners import read_practitioners
from plugin.core.establishments.sae import read_sae
from plugin.core.establishments.sites import read_sites
from plugin.core.indicators.oqos import read_oqos
from plugin.core.indicators.series import Places, read_indicators
from plugin.core.territories.composition import read_composition
from plugin.core.territories.flows import read_flows, read_services
from plugin.core.territories.movements import read_movements

_SITES = pd.DataFrame(
    [
        ("290000017", "CHU de Brest", "Brest", "public", True, "TS1", None),
        ("350000022", "CHU de Rennes", "Rennes", "public", True, "TS5", None),
    ],
    columns=["finess_et", "rs", "commune", "statut", "ch_referent", "territoire_sante", "nom_court"],
)
_PLACES = Places.of(
    pd.DataFrame({"insee": ["29019", "29232"], "nom": ["Brest", "Quimper"]}),
    pd.DataFrame({"id_territoire": ["29", "12"], "type": "departement", "libelle": ["Finistère", "Aveyron"]}),
)


@dataclass(frozen=True)
class Reader:
    """``read`` takes a path whose name ends in ``suffix``; ``sample`` is a file it reads."""

    name: str
    suffix: str
    sample: bytes
    read: Callable[[Path], object]
    file_name: str = ""


def readers() -> Iterator[Reader]:
    """All of them; those whose sample is real data of ``../shared`` only where it is there."""
    for key, template in templates().items():
        rows = [[column.name for column in template.columns]] + [
            [str(column.example or "") for column in template.columns] for _ in range(4)
        ]

        def read(path: Path, key: str = key) -> object:
            return read_agency_table(path, key)

        yield Reader(key, ".csv", _csv(rows), read)
        if key in ("msp", "zonages", "contrats"):
            yield Reader(f"{key} (xlsx)", ".xlsx", _xlsx(rows), read)
            yield Reader(f"{key} (ods)", ".ods", _ods(rows), read)
    yield from _tables()
    yield from _registers()
    yield from _real()


def _tables() -> Iterator[Reader]:
    survey = [
        "theme;finess_a;finess_b;modalite;etp;pdses;premier_atlas;objet;type;date_etat;edition".split(";"),
        ["urgences", "290000017", "350000022", "B", "0,2", "oui", "non", "", "temps_medical", "2015-06-01", "2015"],
        ["cardiologie", "350000022", "290000017", "ND", "1", "ND", "oui", "", "temps_medical", "01/06/2015", "2015"],
    ]
    context = Context(_SITES)
    yield Reader("survey", ".csv", _csv(survey), lambda path: read_survey(path, context))
    yield Reader("survey (xlsx)", ".xlsx", _xlsx(survey), lambda path: read_survey(path, context))
    yield Reader(
        "decisions", ".csv", _csv([["nom", "commune", "finess"], ["CHU", "Brest", "290000017"]]), read_decisions
    )
    yield Reader(
        "composition",
        ".csv",
        _csv([["commune", "type", "id_territoire", "libelle"], ["29019", "pays", "P1", "Brest"]]),
        lambda path: read_composition(path, "pays", 2024),
    )
    yield Reader("flows", ".csv", _csv([["origine", "destination", "actifs"], ["29019", "29232", "12"]]), read_flows)
    yield Reader("services", ".csv", _csv([["insee", "service"], ["29019", "boulangerie"]]), read_services)
    yield Reader(
        "times",
        ".csv",
        _csv([["origine", "destination", "minutes"], ["29019", "29232", "12,5"], ["22001", "29019", "80"]]),
        lambda path: read_times(path, "SU"),
    )
    pairs = _csv([["origine", "destination", "minutes"], ["29019", "29232", "12,5"], ["22001", "29019", "80"]])
    yield Reader("table of times", ".csv", pairs, read_time_table)
    values = [["territoire", "type", "indicateur", "periode", "valeur", "statut", "unite", "source"]]
    values += [["29", "departement", "MSP", "2016", "80", "valeur", "sites", "ARS"]]
    yield Reader("indicators", ".csv", _csv(values), lambda path: read_indicators(path, _PLACES))
    yield Reader("indicators (xlsx)", ".xlsx", _xlsx(values), lambda path: read_indicators(path, _PLACES))
    apl = [["Code commune INSEE", "Commune", "APL aux médecins généralistes"], ["29019", "Brest", "3,2"]]
    yield Reader("APL", ".xlsx", _xlsx(apl), read_apl)
    yield Reader("APL (csv)", ".csv", _csv(apl), read_apl)


def _registers() -> Iterator[Reader]:
    site = (
        "structureet;220000012;220000020;CH;CENTRE HOSPITALIER;;;;;;;;113;22;COTES D'ARMOR;22300 LANNION;;;355;CH;1102;"
        "CH;;;;;1;Public;1956-11-16;1956-11-16;2020-01-01;"
    )
    place = "geolocalisation;220000012;222222.2;6866666.6;1,ATLASANTE,100,IGN,BD_ADRESSE,V2.2,LAMBERT_93;2020-01-01"
    register = f"finess;etalab;93;2024-01-10\n{site}\n{place}\n".encode()
    yield Reader("FINESS", ".csv", register, read_establishments)
    legal = (
        "finess;etalab;92;2024-01-10\nstructureej;220000020;CH;CENTRE HOSPITALIER;;;;;;113;22;;22300 LANNION;;13;;355;;"
        "262200012;8610Z;1956-01-01;;\n"
    )
    yield Reader("legal entities", ".csv", legal.encode(), read_legal_entities)
    header = ["finess", "etat", "type", "rs", "categ_code", "com_code", "geoloc_4326_long", "geoloc_4326_lat"]
    yield Reader(
        "t_finess", ".csv",
        _csv([header, ["220000012", "ACTUEL", "ET", "CH", "355", "22113", "-3.4", "48.7"]], ","),
        read_establishments,
    )  # fmt: skip
    document = {
        "generatedAt": "2026-03-09T15:49:37Z",
        "pmej": [
            {
                "informationsGeneralesPMEJ": {"numFinessPm": "010000156"},
                "ege": [
                    {
                        "informationsGeneralesEGE": {"numFinessEge": "010780195", "nomEgeLong": "CLINIQUE"},
                        "categorieentiteGeographiqueExercice": "365",
                        "adresse": [
                            {
                                "usageAdresse": "03",
                                "cogCommune": "01053",
                                "coordonneesGeographique": {"coordonneeX": "46.2", "coordonneeY": "5.2"},
                            }
                        ],
                    }
                ],
            }
        ],
    }
    yield Reader("FINESS+", ".json", json.dumps(document).encode(), read_establishments)


def _real() -> Iterator[Reader]:
    """The first lines of the files of ``../shared``."""
    data = SHARED / "data"
    if not data.exists():
        return
    finess = data / "finess"
    yield Reader("OQOS", ".csv", _head(SHARED / "domain" / "oqos_aveyron.csv", 60), read_oqos)
    yield Reader(
        "indicators, real",
        ".csv",
        _head(SHARED / "domain" / "indicateurs_seeds.csv", 60),
        lambda path: read_indicators(path, _PLACES),
    )
    yield Reader(
        "FINESS, real", ".csv", _head(finess / "etalab-cs1100507-stock-20240110-occitanie.csv"), read_establishments
    )
    yield Reader("authorisations", ".csv", _head(finess / "finess_activites_soin.csv"), read_authorisations)
    yield Reader("equipment", ".csv", _head(finess / "finess_equipements_lourds.csv"), read_equipment)
    yield Reader("sites", ".csv", _head(finess / "sites_hospitaliers_bretagne.csv"), read_sites)
    for path in sorted((data / "sae2023").glob("*.csv")):
        yield Reader(path.stem, ".csv", _head(path, 40), lambda path: read_sae([path]), path.name)
    yield Reader("places", ".csv", _head(finess / "finess_activites_soin.csv"), lambda path: read_places(path, 2024))
    hospitals = _head(finess / "sites_hospitaliers_bretagne.csv")
    yield Reader("practitioners", ".csv", hospitals, lambda path: read_practitioners(path, 2024))
    moved = b"MOD,DATE_EFF,TYPECOM_AV,COM_AV,TYPECOM_AP,COM_AP\n32,2019-01-01,COM,22043,COM,22241\n"
    yield Reader("movements", ".csv", moved, read_movements)


def _head(path: Path, lines: int = 120) -> bytes:
    return b"\n".join(path.read_bytes().split(b"\n")[:lines])


def _csv(rows: list[list[str]], delimiter: str = ";") -> bytes:
    return "\n".join(delimiter.join(row) for row in rows).encode() + b"\n"


def _xlsx(rows: list[list[str]]) -> bytes:
    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append([float(cell.replace(",", ".")) if cell.replace(",", "").isdigit() else cell for cell in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _ods(rows: list[list[str]]) -> bytes:
    content = io.BytesIO()
    pd.DataFrame(rows[1:], columns=rows[0]).to_excel(content, engine="odf", index=False)
    return content.getvalue()
