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


def is_finess_plus(content: bytes) -> bool:
    """Whether a file's content is a JSON object with the legal entities of FINESS+."""
    return content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{" and b'"pmej"' in content


def read_structures(content: bytes, path: Path, report: Report) -> tuple[pd.DataFrame, np.ndarray, str | None]:
    """Establishments of a "structures" file in the workspace's columns, their ranks in the file and its date.

    The two coordinate pairs of an address are often swapped, and their fields misnamed: values decide (truth V090).
    One ETA18 says how many were turned round.
    """
    document = _document(content, path)
    records, swapped = [], []
    for entity in document["pmej"]:
        number = (entity.get("informationsGeneralesPMEJ") or {}).get("numFinessPm")
        for site in entity.get("ege") or ():
            record, turned = _site(site, number)
            records.append(record)
            if turned:
                swapped.append(record["finess_et"])
    if swapped:
        report.add("ETA18", Severity.INFO, column="coordonneesGeographique", n=len(swapped), finess=swapped[:50])
    frame = pd.DataFrame.from_records(records, columns=list(_site({}, None)[0]))
    for name in ("srid", "score_geocodage"):
        frame[name] = frame[name].astype("Int64")
    return frame, np.arange(len(frame)) + 1, (_generated(document) or None)


def read_legal_persons(text: str, path: Path) -> pd.DataFrame:
    """Legal entities of a "structures" file: finess_ej, rs, statut (code of the legal status), siren."""
    names = {
        "finess_ej": "numFinessPm", "rs": "denominationLonguePmSmsse", "statut": "statutJuridique", "siren": "siren",
    }
    persons = [entity.get("informationsGeneralesPMEJ") or {} for entity in _document(text.encode(), path)["pmej"]]
    records = [{ours: _text(person.get(theirs)) for ours, theirs in names.items()} for person in persons]
    return pd.DataFrame.from_records(records, columns=list(names))


def read_activities(path: str | Path, content: bytes) -> tuple[pd.DataFrame, pd.DataFrame, Report]:
    """Authorisations and heavy equipment of an "activities" file, site by site.

    AMF, ASR and AASA rows carry activity, modality, form (before the reform); AMM rows activity, modality, mention and
    declaration (after it; the declaration stands in ``forme``). Inactive rows are left out.

    Returns:
        ``autorisation``, ``equipement`` and the findings (FPL02: natures that are not care activities, with counts).
    """
    document, report = _document(content, Path(path)), Report()
    authorisations: list[dict[str, Any]] = []
    equipment: list[dict[str, Any]] = []
    skipped: dict[str, int] = {}
    for number, activity in _practised(document):
        general = activity.get("caracteristiquesGeneriques") or {}
        nature = activity.get("nature") or {}
        code, block = nature.get("codeNature"), nature.get("caracteristiquesSpecifiques") or {}
        dates = {
            "date_autor": general.get("dateDebutActiviteAutorisee"),
            "date_fin": general.get("dateFinEffectiveActivite") or general.get("dateFinActiviteAutorisee"),
        }
        if code in _TRIPLETS:
            name, field = _TRIPLETS[code]
            kind = block.get(name) or {}
            authorisations.append(
                {
                    "finess_et": number,
                    "activite": kind.get(field),
                    "modalite": kind.get("modaliteActivite"),
                    "forme": kind.get("formeActivite"),
                    "mention": None,
                    "reforme": BEFORE,
                    **dates,
                }
            )
        elif code == "AMM":
            kind = block.get("typeActiviteAMM") or {}
            authorisations.append(
                {
                    "finess_et": number,
                    "activite": kind.get("activiteAMM"),
                    "modalite": kind.get("modaliteAMM"),
                    "forme": kind.get("declarationAMM"),
                    "mention": kind.get("mentionAMM"),
                    "reforme": AFTER,
                    **dates,
                }
            )
        elif code == "EML":
            kind = block.get("typeActiviteEML") or {}
            equipment.append(
                {"finess_et": number, "code": kind.get("typeEmlId"), "nombre": 1, "date_meo": dates["date_autor"]}
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
        for site in entity.get("ege") or ():
            for activity in site.get("activitesExercees") or ():
                if (activity.get("caracteristiquesGeneriques") or {}).get("etatObjet", _ACTIVE) == _ACTIVE:
                    yield site.get("numFinessEge"), activity


def _document(content: bytes, path: Path) -> dict[str, Any]:
    try:
        document = json.loads(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise InputError.of("FPL01", chemin=str(path), cause=str(error)) from error
    if not isinstance(document, dict) or not isinstance(document.get("pmej"), list):
        raise InputError.of("FPL01", chemin=str(path), cause="pmej")
    return document


def _generated(document: dict[str, Any]) -> str:
    return str(document.get("generatedAt") or (document.get("metadata") or {}).get("generatedAt") or "")[:10]


def _site(site: dict[str, Any], legal_entity: str | None) -> tuple[dict[str, Any], bool]:
    """An establishment as a row, and whether its coordinates stood in the wrong fields."""
    general = site.get("informationsGeneralesEGE") or {}
    addresses = site.get("adresse") or [{}]
    address = next((item for item in addresses if item.get("usageAdresse") == _SITE_ADDRESS), addresses[0])
    insee = address.get("cogCommune")
    place = address.get("coordonneesGeographique") or {}
    srid, x, y, turned = _pair(place, insee)
    score = _real(place.get("scoreBAN"))
    return {
        "finess_et": general.get("numFinessEge"),
        "finess_ej": legal_entity,
        "rs": _text(general.get("nomEgeLong") or general.get("nomEgeCourt")),
        "categ": site.get("categorieentiteGeographiqueExercice"),
        "insee": insee,
        "commune": _text(address.get("ligneAcheminement")),
        "x": x,
        "y": y,
        "srid": srid,
        "score_geocodage": None if np.isnan(score) else round(100 * score),
        "date_ouv": general.get("dateOuverture"),
        "date_ferm": general.get("dateFermeture"),
        "statut": next((_ESPIC[code] for code in general.get("espic") or () if code in _ESPIC), None),
    }, turned


def _pair(place: dict[str, Any], insee: str | None) -> tuple[int | None, float, float, bool]:
    """The first pair that lies in the commune's territory: ``coordonnee*`` holds metres, ``direction*`` degrees."""
    pairs = (("coordonneeX", "coordonneeY"), ("directionLongitude", "directionLatitude"))
    for rank, (first, second) in enumerate(pairs):
        found = locate(_real(place.get(first)), _real(place.get(second)), insee)
        if found is not None:
            epsg, x, y, swapped = found
            return epsg, x, y, swapped or (epsg == 4326) != (rank == 1)
    # A half of each pair may have been exchanged: one coordinate in metres, the other in degrees.
    mixed = locate(_real(place.get("directionLongitude")), _real(place.get("coordonneeY")), insee) or locate(
        _real(place.get("coordonneeX")), _real(place.get("directionLatitude")), insee
    )
    return (mixed[0], mixed[1], mixed[2], True) if mixed else (None, float("nan"), float("nan"), False)


def _real(value: Any) -> float:
    try:
        return float(str(value).replace(",", "."))
    except ValueError:
        return float("nan")


def _text(value: Any) -> str | None:
    return str(value).strip() or None if value is not None else None
