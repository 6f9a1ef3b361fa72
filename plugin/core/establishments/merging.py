"""A new extract beside what the workspace holds: what the agency wrote stays, hand corrections are applied last."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import pandas as pd

from ..findings import Report, Severity
from ..schema import BOOLEAN, DATE, INTEGER, REAL, TABLES
from ..tables import to_number

# Columns of ``etablissement`` that no register gives: a re-import must not lose them.
AGENCY_COLUMNS = ("nom_court", "ght", "ch_referent", "territoire_sante")


def replace_register(existing: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """A fresh register in place of the old: the agency's columns, and a status the new one lacks, are carried over.

    Args:
        existing: ``etablissement`` as it was (may be empty).
        new: the new extract; any of its columns may be absent.
    """
    old = existing.drop_duplicates("finess_et").set_index("finess_et")
    result = new.copy()
    for name in (*AGENCY_COLUMNS, "statut"):
        missing = pd.Series(None, index=result.index, dtype=object)
        before = result["finess_et"].map(old[name]) if name in old else missing
        result[name] = result[name].where(result[name].notna(), before) if name in result else before
    return result


def complete_register(existing: pd.DataFrame, extra: pd.DataFrame) -> pd.DataFrame:
    """The register with blanks filled from ``extra`` (SAE identity, a list of sites), its further sites added below."""
    columns = list(dict.fromkeys([*existing.columns, *extra.columns]))
    known = existing.drop_duplicates("finess_et").set_index("finess_et")
    more = extra.drop_duplicates("finess_et").set_index("finess_et")
    filled = known.copy()
    if {"x", "localisation"} <= set(more.columns) & set(known.columns):
        found = known["x"].isna() & more["x"].reindex(known.index).notna()
        filled["localisation"] = filled["localisation"].mask(found, None)  # the place and how it was found go together
    for name in more.columns:
        given = more[name].reindex(filled.index)
        filled[name] = filled[name].where(filled[name].notna(), given) if name in filled else given
    added = more[~more.index.isin(known.index)]
    return pd.concat([filled, added]).reset_index()[columns]


def overwrite_columns(existing: pd.DataFrame, rows: pd.DataFrame, report: Report) -> pd.DataFrame:
    """The register with the filled cells of an agency's list in place of its own; AUT05 for sites it lacks."""
    given = rows.drop_duplicates("finess_et").set_index("finess_et")
    result = existing.copy()
    for number in sorted(set(given.index) - set(existing["finess_et"])):
        report.add("AUT05", Severity.WARNING, column="finess_et", value=number)
    for name in given.columns:
        values = existing["finess_et"].map(given[name])
        result[name] = values.where(values.notna(), existing[name])
    return result


def keep_departments(sites: pd.DataFrame, departments: Collection[str], report: Report) -> pd.DataFrame:
    """The rows of some departments (``35``, ``2A``, ``971``), all where none is named; ETA19 counts the others."""
    if not departments:
        return sites
    wanted = tuple(departments)
    inside = sites["insee"].fillna("").str.startswith(wanted)
    if not inside.all():
        report.add("ETA19", Severity.INFO, n=int((~inside).sum()), departements=sorted(wanted))
    return sites[inside].reset_index(drop=True)


def apply_corrections(
    frame: pd.DataFrame, corrections: pd.DataFrame, table: str, key: str, report: Report
) -> pd.DataFrame:
    """The frame with the hand corrections of ``correction`` that concern its table; they survive every re-import.

    COR01 (info) counts those applied; COR02 (warning) names one whose row or column is no longer there, or whose
    value does not fit its column.

    Args:
        frame: rows of ``table``.
        corrections: ``table_nom``, ``cle``, ``champ``, ``valeur``, in the order they were written.
        table: the workspace table.
        key: its key column.
        report: where the findings go.
    """
    concerned = corrections.loc[corrections["table_nom"] == table, ["cle", "champ", "valeur"]]
    result, applied = frame.copy(), 0
    for row_key, column, text in concerned.to_numpy(dtype=object):
        rows = result[key] == row_key
        value, good = _typed(text, TABLES[table].columns.get(column, ""))
        if not rows.any() or column not in result or not good:
            report.add("COR02", Severity.WARNING, column=column, value=text, cle=row_key)
            continue
        result[column] = result[column].mask(rows, value)
        applied += 1
    if applied:
        report.add("COR01", Severity.INFO, n=applied)
    return result


def _typed(text: str | None, kind: str) -> tuple[Any, bool]:
    if not kind:
        return None, False
    if text is None or kind not in (REAL, INTEGER, BOOLEAN, DATE):
        return text, True
    if kind == BOOLEAN:
        return text in ("1", "oui", "vrai"), text in ("1", "0", "oui", "non", "vrai", "faux")
    if kind == DATE:
        return text, len(text) == 10
    values, bad = to_number(pd.Series([text]))
    return values.iloc[0], not len(bad)
