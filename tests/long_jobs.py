"""The jobs that may take long, each on a copy of the demo region: their parameters, and files made for imports."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

from demo_tables import ROADS, WORKSPACE, read_table
from qgis.core import QgsFeature, QgsGeometry, QgsRectangle, QgsVectorLayer

Parameters = dict[str, object]

SOURCE = {"MENTION": "essai"}


def region(folder: Path) -> Path:
    """A folder of its own with a copy of the demo; the workspace."""
    folder.mkdir()
    shutil.copy(ROADS, folder)
    return Path(shutil.copy(WORKSPACE, folder))


def table(path: Path, columns: str, rows: list[tuple[object, ...]]) -> str:
    """A CSV file with semicolons; its path."""
    path.parent.mkdir(exist_ok=True)
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(columns.split())
        writer.writerows(rows)
    return str(path)


def jobs(path: Path) -> dict[str, Callable[[], Parameters]]:
    """What makes the parameters of each algorithm for a workspace made by `region`; files go to a folder beside it."""
    files = path.parent.with_name("fichiers")
    out = path.parent / "sorties"
    roads = {"ROADS": f"{path.with_name('routes.gpkg')}|layername=troncon"}
    here = {"WORKSPACE": str(path)}
    kept = here | {"OUTPUT": "TEMPORARY_OUTPUT"}

    def given(name: str, more: str = "") -> str:
        return f"{WORKSPACE}|layername={name}{more}"

    def communes() -> list[str]:
        return list(read_table("commune")["insee"])

    def sites() -> list[tuple[str, str]]:
        frame = read_table("etablissement")
        return list(zip(frame["finess_et"], frame["rs"], strict=True))

    def composition() -> Parameters:
        rows = [(insee, insee[:2], f"Zone {insee[:2]}") for insee in communes()]
        made = table(files / "c.csv", "code_insee id_territoire libelle", rows)
        return here | SOURCE | {"TYPE": "epci", "TABLE": made}

    def register() -> Parameters:
        rows = [(number, name, -2.0 - place / 1000, 48.0) for place, (number, name) in enumerate(sites())]
        return here | SOURCE | {"LAYOUT": 1, "FILE": table(files / "s.csv", "finess rs lon lat", rows)}

    def survey() -> Parameters:
        numbers = [number for number, _ in sites()]
        pairs = zip(numbers[: len(numbers) // 3], reversed(numbers), strict=False)
        rows = [("urgences", *pair, "A", "0,3", "oui", "oui") for pair in pairs]
        columns = "theme finess_a finess_b modalite etp pdses premier_atlas"
        return here | SOURCE | {"INPUT": table(files / "e.csv", columns, rows), "EDITION": 2016}

    def indicators() -> Parameters:
        rows = [(insee, number) for number, insee in enumerate(communes())]
        return here | SOURCE | {"FILE": table(files / "i.csv", "code_insee valeur", rows), "TYPE": "commune",
                                "PERIOD": "2024", "UNIT": "%"}

    def flows() -> list[tuple[object, ...]]:
        codes = communes()
        return [(one, codes[(place * 7) % len(codes)], 10 + place % 5) for place, one in enumerate(codes)]

    def commuting() -> Parameters:
        return here | SOURCE | {"FLOWS": table(files / "f.csv", "origine destination flux", flows())}

    def arrows() -> Parameters:
        numbers = [number for number, _ in sites()]
        rows = [(one, other, 12) for one, other in pairwise(numbers)]
        return kept | {"INPUT": table(files / "g.csv", "origine destination valeur", rows)}

    def times() -> Parameters:
        rows = [(insee, 12.5) for insee in communes()]
        return here | SOURCE | {"FILE": table(files / "t.csv", "insee minutes", rows), "KIND": "SU", "METHOD": 0}

    def area() -> Parameters:
        layer = QgsVectorLayer("Polygon?crs=EPSG:2154", "zone", "memory")
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(330_000, 6_780_000, 380_000, 6_830_000)))
        layer.dataProvider().addFeature(feature)
        return kept | {"AREA": layer}

    return {
        "import_communes": lambda: here | SOURCE | {"LAYER": given("commune")},
        "import_territories": lambda: (
            here | SOURCE | {"TYPE": "epci", "LAYER": given("territoire", "|subset=type='epci'")}
        ),
        "import_composition": composition,
        "build_territories": lambda: here | SOURCE | {"TYPE": "epci"},
        "check_territories": lambda: dict(here),
        "sector_population": lambda: kept | {"TYPE": "secteur_psy_g"},
        "territoires_de_vie": commuting,
        "premier_recours": lambda: here | SOURCE | roads | {"POLES": "22113 35238 29019 56260 29232"},
        "import_establishments": register,
        "check_establishments": lambda: dict(here),
        "select_establishments": lambda: kept | {"ACTIVITIES": "maternites"},
        "draw_sites": lambda: here | {"ACTIVITIES": "maternites"},
        "draw_territories": lambda: here | {"TYPE": "epci"},
        "import_cooperations": survey,
        "cooperation_lines": lambda: dict(kept),
        "cooperation_difference": lambda: kept | {"BEFORE": 2014, "AFTER": 2015},
        "flow_lines": arrows,
        "access_times": lambda: here | roads,
        "access_zones": lambda: here | roads,
        "access_scenario": lambda: here | roads | {"NAME": "essai", "NEW_SITES": "SMUR 35238"},
        "access_shares": lambda: dict(kept),
        "site_minutes": lambda: here | roads | {"OUTPUT": str(path.with_name("minutes.csv"))},
        "apl": lambda: here | roads | {"PROFESSION": "cardiologue"},
        "import_access_times": times,
        "import_indicators": indicators,
        "territory_profile": area,
        "query_territory": lambda: kept | roads | {"QUESTION": "communes de departement:29 à plus de 30 min de SU"},
        "draw_sheets": lambda: here | {"SHEETS": "T01,T03"},
        "preflight": lambda: dict(here),
        "express_map": lambda: here | {"THEME": "T01", "TERRITORY_TYPE": "departement", "TERRITORY": "29",
                                       "OUTPUT_FOLDER": str(out)},
        "export_atlas": lambda: here | {"SHEETS": "T01,T03", "OUTPUT_FOLDER": str(out), "PROCESSES": 1},
        "export_web": lambda: here | {"SHEETS": "T01,T03", "OUTPUT_FOLDER": str(out)},
    }
