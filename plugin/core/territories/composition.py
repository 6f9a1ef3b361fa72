"""Compositions: tables commune -> territory for any zoning, read from CSV, XLSX or ODS and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from ..findings import Report, Severity
from ..tables import read_table, to_number
from .codes import check_codes
from .columns import chosen_columns, guess_composition_columns

COLUMNS = ["commune", "type", "id_territoire", "cog_annee"]


@dataclass(frozen=True)
class Composition:
    """A composition as read.

    ``rows`` has the columns of the table ``composition`` and ``ligne`` (line of the file), ``territories`` those
    territories with ``id_territoire``, ``type``, ``libelle``; ``columns`` the mapping used, ``lines`` how many
    lines the file holds.
    """

    rows: pd.DataFrame
    territories: pd.DataFrame
    columns: dict[str, str]
    lines: int
    report: Report


def read_composition(
    path: str | Path,
    kind: str,
    cog_annee: int | None = None,
    corrections: Mapping[str, str] | None = None,
    sheet: str | None = None,
    accept_proposals: bool = False,
    units: bool = False,
) -> Composition:
    """Read a table commune -> territory.

    Args:
        path: CSV, XLSX or ODS; INSEE's tables of belonging and our own template among them.
        kind: the type of the territories; where the table has a column ``type``, only its rows of this type are kept.
        cog_annee: the year of the communes; a column ``cog_annee`` of the table comes first.
        corrections: columns the user chose, ``{"commune": "CODGEO", …}``.
        sheet: sheet of a workbook.
        accept_proposals: apply the corrections proposed for malformed codes.
        units: the first column holds codes of other territories, not of communes: they are taken as they stand.

    Raises:
        InputError: FIC01 to FIC09; FIC04 where no column gives the commune or the territory.
    """
    corrections = corrections or {}
    frame = read_table(path, sheet=sheet).frame
    # INSEE's tables have titles above the header: the header is the first row that holds the columns.
    required = _required_names(frame, kind, corrections)
    table = read_table(path, sheet=sheet, required=required)
    guesses = guess_composition_columns(table.frame, kind)
    columns = chosen_columns(guesses, corrections, ("commune", "id_territoire"), list(table.frame.columns))
    picked = table.frame[list(columns.values())].set_axis(list(columns), axis=1).assign(ligne=table.rows)
    if "type" in picked:
        picked = picked[picked["type"] == kind]
    report = Report(table.report)
    picked = picked.reset_index(drop=True)
    if units:
        codes = picked["commune"]
    else:
        named = picked["commune"].rename(columns["commune"])
        codes, wrong = check_codes(named, picked["ligne"].to_numpy(), accept_proposals, iris=True)
        report.extend(wrong)
    return _compose(picked, codes, kind, cog_annee, columns, report)


def _required_names(frame: pd.DataFrame, kind: str, corrections: Mapping[str, str]) -> tuple[str, ...]:
    """Names that tell the header line: the user's, else INSEE's where the first line is a title."""
    if corrections:
        return tuple(name for name in corrections.values() if name)
    guesses = guess_composition_columns(frame, kind)
    if guesses["commune"].column is not None and guesses["commune"].par == "nom":
        return ()
    titles = frame.head(25).astype(str).apply(lambda row: "CODGEO" in set(row), axis=1)
    return ("CODGEO",) if titles.any() else ()


def _compose(
    picked: pd.DataFrame,
    codes: pd.Series,
    kind: str,
    cog_annee: int | None,
    columns: dict[str, str],
    report: Report,
) -> Composition:
    lines = picked["ligne"].to_numpy()
    empty = picked["id_territoire"].isna() & codes.notna()
    for line in lines[empty.to_numpy()]:
        # A blank cell is no error: EPCI tables leave communes without an EPCI blank; TER04 tells the hole where it
        # is one.
        report.add("TER16", Severity.INFO, row=int(line), column=columns["id_territoire"])
    year = _years(picked, cog_annee, report)
    rows = pd.DataFrame({
        "commune": codes, "type": kind, "id_territoire": picked["id_territoire"], "cog_annee": year, "ligne": lines,
    })
    kept = rows[rows["commune"].notna() & rows["id_territoire"].notna()]
    labels = picked["libelle"] if "libelle" in picked else pd.Series(None, index=picked.index, dtype=object)
    named = kept.assign(libelle=labels).drop_duplicates("id_territoire").sort_values("id_territoire")
    named["libelle"] = named["libelle"].where(named["libelle"].notna(), named["id_territoire"])
    territories = named[["id_territoire", "type", "libelle", "cog_annee"]].reset_index(drop=True)
    return Composition(kept.reset_index(drop=True), territories, columns, len(picked), report)


def _years(picked: pd.DataFrame, cog_annee: int | None, report: Report) -> pd.Series:
    given = pd.Series(np.nan, index=picked.index)
    if "cog_annee" in picked:
        given, wrong = to_number(picked["cog_annee"], picked["ligne"].to_numpy(), minimum=1943)
        report.extend(wrong)
    return given.fillna(cog_annee if cog_annee is not None else np.nan).astype("Int64")
