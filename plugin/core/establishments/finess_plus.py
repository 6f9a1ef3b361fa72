"""FINESS+ (JSON of the Agence du numérique en santé): structures and activities, successors of flows 1100501-507."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ..findings import InputError, Report, Severity
from .activities import AFTER, BEFORE
from .coordinates import locate
from .json_shape import TEXT, shaped
from .sae import ESPIC, NON_PROFIT, PUBLIC

_SITE_ADDRESS = "03"  # usageAdresse of a place of practice
_ACTIVE = "A"
# espic of an establishment, as in codesph.
_ESPIC = {"1": PUBLIC, "6": ESPIC, "7": NON_PROFIT}
# Block of each nature of activity that is an authorisation, and its fields; the others are not care activities.
_TRIPLETS = {
    "AMF": ("typeActiviteAMF", "activiteAMF"),
    "ASR": ("typeActiviteASR", "activiteSanitaireRegulee"),
    "ASRC": ("typeActiviteASR", "activiteSanitaireRegulee"),
    "AASA": ("typeActiviteAASA", "activiteSanitaireRegulee"),
}

# What is read of the two files.
_DATED = {"generatedAt": TEXT, "metadata": {"generatedAt": TEXT}}
_PLACE = dict.fromkeys(
    ("coordonneeX", "coordonneeY", "directionLatitude", "directionLongitude", "scoreBAN"), TEXT
)
_ADDRESS = {
    **dict.fromkeys(("usageAdresse", "cogCommune", "ligneAcheminement"), TEXT),
    "coordonneesGeographique": _PLACE,
}
_STRUCTURES = {
    **_DATED,
    "pmej": [
        {
            "informationsGeneralesPMEJ": dict.fromkeys(
                ("numFinessPm", "denominationLonguePmSmsse", "statutJuridique", "siren"), TEXT
            ),
            "ege": [
                {
                    "informationsGeneralesEGE": {
                        **dict.fromkeys(("numFinessEge", "nomEgeLong", "nomEgeCourt", "dateOuverture"), TEXT),
                        "dateFermeture": TEXT,
                        "espic": [TEXT],
                    },
                    "categorieentiteGeographiqueExercice": TEXT,
                    "adresse": [_ADDRESS],
                }
            ],
        }
    ],
}
_KINDS = {
    **{
        block: dict.fromkeys((field, "modaliteActivite", "formeActivite"), TEXT) for block, field in _TRIPLETS.values()
    },
    "typeActiviteAMM": dict.fromkeys(("activiteAMM", "modaliteAMM", "declarationAMM", "mentionAMM"), TEXT),
    "typeActiviteEML": {"typeEmlId": TEXT},
}
_ACTIVITIES = {
    "pmej": [
        {
            "ege": [
                {
                    "numFinessEge": TEXT,
                    "activitesExercees": [
                        {
                            "caracteristiquesGeneriques": dict.fromkeys(
                                (
                                    "etatObjet",
                                    "dateDebutActiviteAutorisee",
                                    "dateFinEffectiveActivite",
                                    "dateFinActiviteAutorisee",
                                ),
                                TEXT,
                            ),
                            "nature": {"codeNature": TEXT, "caracteristiquesSpecifiques": _KINDS},
                        }
                    ],
                }
            ]
        }
    ]
}


def is_finess_plus(content: bytes) -> bool:
    """Whether a file's content is a JSON object with the legal entities of FINESS+."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and b'"pmej"' in content


def read_structures(content: bytes, path: Path, report: Report) -> tuple[pd.DataFrame, np.ndarray, str | None]:
    """Establishments of a "structures" file in the workspace's columns, their ranks in the file and its date.

    The two coordinate pairs of an address are often swapped, and their fields misnamed: values decide (truth V090).
    One ETA18 says how many were turned round.
    """
    document = _document(content, path, _STRUCTURES, report)
    records, swapped = [], []
    for entity in document["pmej"]:
        number = entity["informationsGeneralesPMEJ"]["numFinessPm"]
        for site in entity["ege"]:
            record, turned = _site(site, number)
            records.append(record)
            if turned:
                swapped.append(record["finess_et"])
    if swapped:
        report.add("ETA18", Severity.INFO, column="coordonneesGeographique", n=len(swapped), finess=swapped[:50])
    frame = pd.DataFrame.from_records(records, columns=_SITE_COLUMNS)
    for name in ("srid", "score_geocodage"):
        frame[name] = frame[name].astype("Int64")
    return frame, np.arange(len(frame)) + 1, _generated(document)


def read_legal_persons(text: str, path: Path, report: Report) -> pd.DataFrame:
    """Legal entities of a "structures" file: finess_ej, rs, statut (code of the legal status), siren."""
    names = {
        "finess_ej": "numFinessPm", "rs": "denominationLonguePmSmsse", "statut": "statutJuridique", "siren": "siren",
    }
    document = _document(text.encode(), path, _STRUCTURES, report)
    persons = [entity["informationsGeneralesPMEJ"] for entity in document["pmej"]]
    records = [{ours: person[theirs] for ours, theirs in names.items()} for person in persons]
    return pd.DataFrame.from_records(records, columns=list(names))


def read_activities(path: str | Path, content: bytes) -> tuple[pd.DataFrame, pd.DataFrame, Report]:
    """Authorisations and heavy equipment of an "activities" file, site by site.

    AMF, ASR and AASA rows carry activity, modality, form (before the reform); AMM rows activity, modality, mention and
    declaration (after it; the declaration stands in ``forme``). Inactive rows are left out.

    Returns:
        ``autorisation``, ``equipement`` and the findings (FPL02: natures that are not care activities, with counts).
    """
    report = Report()
    document = _document(content, Path(path), _ACTIVITIES, report)
    authorisations: list[dict[str, Any]] = []
    equipment: list[dict[str, Any]] = []
    skipped: dict[str, int] = {}
    for number, activity in _practised(document):
        general = activity["caracteristiquesGeneriques"]
        code, block = activity["nature"]["codeNature"], activity["nature"]["caracteristiquesSpecifiques"]
        dates = {
            "date_autor": general["dateDebutActiviteAutorisee"],
            "date_fin": general["dateFinEffectiveActivite"] or general["dateFinActiviteAutorisee"],
        }
        if code in _TRIPLETS:
            name, field = _TRIPLETS[code]
            kind = block[name]
            authorisations.append(
                {
                    "finess_et": number,
                    "activite": kind[field],
                    "modalite": kind["modaliteActivite"],
                    "forme": kind["formeActivite"],
                    "mention": None,
                    "reforme": BEFORE,
                    **dates,
                }
            )
        elif code == "AMM":
            kind = block["typeActiviteAMM"]
            authorisations.append(
                {
                    "finess_et": number,
                    "activite": kind["activiteAMM"],
                    "modalite": kind["modaliteAMM"],
                    "forme": kind["declarationAMM"],
                    "mention": kind["mentionAMM"],
                    "reforme": AFTER,
                    **dates,
                }
            )
        elif code == "EML":
            kind = block["typeActiviteEML"]
            equipment.append(
                {"finess_et": number, "code": kind["typeEmlId"], "nombre": 1, "date_meo": dates["date_autor"]}
            )
        else:
            skipped[str(code)] = skipped.get(str(code), 0) + 1
    if skipped:
        report.add("FPL02", Severity.INFO, chemin=str(path), natures=skipped)
    columns = ["finess_et", "activite", "modalite", "forme", "date_autor", "date_fin", "reforme", "mention"]
    return (
        pd.DataFrame.from_records(authorisations, columns=columns),
        pd.DataFrame.from_records(equipment, columns=["finess_et", "code", "nombre", "date_meo"]),
        report,
    )


def _practised(document: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for entity in document["pmej"]:
        for site in entity["ege"]:
            for activity in site["activitesExercees"]:
                if (activity["caracteristiquesGeneriques"]["etatObjet"] or _ACTIVE) == _ACTIVE:
                    yield site["numFinessEge"], activity


def _document(content: bytes, path: Path, shape: dict[str, Any], report: Report) -> dict[str, Any]:
    """The file in the shape it should have; one FPL03 says how much of it is of another kind, and where first."""
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise InputError.of("FPL01", chemin=str(path), cause=str(error)) from error
    if not isinstance(document, dict) or not isinstance(document.get("pmej"), list):
        raise InputError.of("FPL01", chemin=str(path), cause="pmej")
    faults: list[str] = []
    document = shaped(document, shape, faults)
    if faults:
        report.add("FPL03", Severity.WARNING, chemin=str(path), n=len(faults), endroit=faults[0])
    return document


def _generated(document: dict[str, Any]) -> str | None:
    return (document["generatedAt"] or document["metadata"]["generatedAt"] or "")[:10] or None


_NO_ADDRESS = shaped(None, _ADDRESS, [])
_SITE_COLUMNS = [
    "finess_et", "finess_ej", "rs", "categ", "insee", "commune", "x", "y", "srid", "score_geocodage", "date_ouv",
    "date_ferm", "statut",
]


def _site(site: dict[str, Any], legal_entity: str | None) -> tuple[dict[str, Any], bool]:
    """An establishment as a row, and whether its coordinates stood in the wrong fields."""
    general = site["informationsGeneralesEGE"]
    addresses = site["adresse"] or [_NO_ADDRESS]
    address = next((item for item in addresses if item["usageAdresse"] == _SITE_ADDRESS), addresses[0])
    insee = address["cogCommune"]
    place = address["coordonneesGeographique"]
    srid, x, y, turned = _pair(place, insee)
    score = _real(place["scoreBAN"])
    return {
        "finess_et": general["numFinessEge"],
        "finess_ej": legal_entity,
        "rs": general["nomEgeLong"] or general["nomEgeCourt"],
        "categ": site["categorieentiteGeographiqueExercice"],
        "insee": insee,
        "commune": address["ligneAcheminement"],
        "x": x,
        "y": y,
        "srid": srid,
        "score_geocodage": None if np.isnan(score) else round(100 * score),
        "date_ouv": general["dateOuverture"],
        "date_ferm": general["dateFermeture"],
        "statut": next((_ESPIC[code] for code in general["espic"] if code in _ESPIC), None),
    }, turned


def _pair(place: dict[str, Any], insee: str | None) -> tuple[int | None, float, float, bool]:
    """The first pair that lies in the commune's territory: ``coordonnee*`` holds metres, ``direction*`` degrees."""
    pairs = (("coordonneeX", "coordonneeY"), ("directionLongitude", "directionLatitude"))
    for rank, (first, second) in enumerate(pairs):
        found = locate(_real(place[first]), _real(place[second]), insee)
        if found is not None:
            epsg, x, y, swapped = found
            return epsg, x, y, swapped or (epsg == 4326) != (rank == 1)
    # A half of each pair may have been exchanged: one coordinate in metres, the other in degrees.
    mixed = locate(_real(place["directionLongitude"]), _real(place["coordonneeY"]), insee) or locate(
        _real(place["coordonneeX"]), _real(place["directionLatitude"]), insee
    )
    return (mixed[0], mixed[1], mixed[2], True) if mixed else (None, float("nan"), float("nan"), False)


def _real(value: str | None) -> float:
    try:
        number = float((value or "").replace(",", "."))
    except ValueError:
        return float("nan")
    return number if np.isfinite(number) else float("nan")
