"""Liberal practitioners by commune and profession: open extract of the Annuaire santé, or a table already counted."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from ..decoding import fold
from ..findings import InputError, Report, Severity
from ..tables import Table, read_table, to_number
from .codes import INSEE_PATTERN, insee_code

GENERAL, CARDIOLOGIST, OPHTHALMOLOGIST = "medecin_generaliste", "cardiologue", "ophtalmologue"
# What each profession's label holds ("libellé savoir-faire", else "libellé profession"), without case or accents.
_WORDS = {CARDIOLOGIST: "cardiologie", OPHTHALMOLOGIST: "ophtalmologie", GENERAL: "medecinegenerale"}
_LIBERAL = "L"
# Columns of the extract "PS_LibreAcces_Personne_activite".
_ANNUAIRE = {
    "personne": "Identification nationale PP", "savoir_faire": "Libellé savoir-faire",
    "profession": "Libellé profession", "mode": "Code mode exercice", "mode_libelle": "Libellé mode exercice",
    "insee": "Code commune (coord. structure)",
}


def read_practitioners(
    path: str | Path, year: int, mapping: Mapping[str, str] | None = None
) -> tuple[pd.DataFrame, Report]:
    """Count the liberal cardiologists, ophthalmologists and general practitioners of each commune.

    Args:
        path: the Annuaire santé extract (one row a person and place of practice), or a table with the columns insee,
            profession, nombre.
        year: the year they are counted in.
        mapping: other names of the extract's columns, ``{personne, savoir_faire, profession, mode, insee: their
            column}``.

    Returns:
        ``insee``, ``profession``, ``nombre``, ``annee``: a person counts once a commune. Findings: PRA01 (rows of a
        practitioner without a commune, counted once), COM01.

    Raises:
        InputError: as ``read_table``; PRA02 where the columns are those of neither layout.
    """
    table = read_table(path)
    names = {fold(name) for name in table.frame.columns}
    if {"insee", "profession", "nombre"} <= names:
        return _counted(read_table(path, required=("insee", "profession", "nombre")), year)
    columns = {**_ANNUAIRE, **(mapping or {})}
    if not {fold(columns[name]) for name in ("personne", "insee")} <= names:
        raise InputError.of("PRA02", chemin=str(path), colonnes=list(table.frame.columns)[:12])
    table = read_table(path, columns=columns, required=("personne", "insee", *(mapping or ())))
    report = Report(table.report)
    frame = table.frame.reindex(columns=list(_ANNUAIRE))
    kept = frame[_liberal(frame)]
    labels = zip(kept["savoir_faire"], kept["profession"], strict=True)
    kept = kept.assign(metier=[_profession(skill, profession) for skill, profession in labels])
    kept = kept[kept["metier"].notna()]
    nowhere = kept["insee"].isna()
    if nowhere.any():
        report.add("PRA01", Severity.WARNING, n=int(nowhere.sum()))
    people = kept[~nowhere].assign(insee=insee_code(kept.loc[~nowhere, "insee"]))
    people = people.drop_duplicates(["personne", "insee", "metier"])
    counts = people.groupby(["insee", "metier"], as_index=False).agg(nombre=("personne", "size"))
    return counts.rename(columns={"metier": "profession"}).assign(annee=year), report


def _counted(table: Table, year: int) -> tuple[pd.DataFrame, Report]:
    report = Report(table.report)
    counts, bad = to_number(table.frame["nombre"], table.rows, minimum=0)
    report.extend(bad)
    codes = insee_code(table.frame["insee"])
    valid = codes.astype("string").str.fullmatch(INSEE_PATTERN).fillna(value=False).to_numpy(dtype=bool)
    for position in np.flatnonzero(~valid):
        report.add("COM01", row=int(table.rows[position]), column="insee", value=table.frame["insee"].iloc[position])
    frame = pd.DataFrame({"insee": codes, "profession": table.frame["profession"], "nombre": counts, "annee": year})
    return frame[valid & counts.notna().to_numpy()].astype({"nombre": "Int64"}).reset_index(drop=True), report


def _liberal(frame: pd.DataFrame) -> pd.Series:
    by_label = frame["mode_libelle"].fillna("").map(fold).str.startswith("lib")
    return (frame["mode"] == _LIBERAL) | by_label


def _profession(skill: str | None, profession: str | None) -> str | None:
    """A physician's specialty decides; without one, the label of the profession."""
    text = fold(skill) if isinstance(skill, str) else fold(profession or "")
    return next((name for name, word in _WORDS.items() if word in text), None)
