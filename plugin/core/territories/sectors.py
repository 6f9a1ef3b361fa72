"""Sectors of psychiatry: their population against about 70,000 (R15), their parts told, IRIS allowed."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pandas as pd

from ..findings import Report, Severity
from .codes import commune_of

REFERENCE = 70_000
TOLERANCE = 0.5  # of the reference; the source says "environ" and no more
# Département, G for general or I for child and adolescent psychiatry (P in prison), number: 12G05, 78-I-03.
_CODE = re.compile(r"(?P<dep>\d{2}|2[AB]|97\d)[\s-]?(?P<kind>[GIP])[\s-]?(?P<number>\d{1,2})", re.IGNORECASE)


def sector_code(text: str) -> tuple[str, str, int] | None:
    """Département, kind ("G", "I", "P") and number of a sector's code in any usual spelling; None where it is none."""
    match = _CODE.fullmatch(text.strip())
    return (match["dep"].upper(), match["kind"].upper(), int(match["number"])) if match else None


def sector_population(
    composition: pd.DataFrame, population: Mapping[str, float], iris_population: Mapping[str, float] | None = None
) -> tuple[pd.DataFrame, Report]:
    """Inhabitants of each sector.

    Args:
        composition: rows of one type, ``commune`` holding communes or IRIS.
        population: inhabitants of the communes.
        iris_population: inhabitants of the IRIS. Without it a commune's inhabitants are shared equally among its
            IRIS that stand in the table, and that is told (TER23).

    Returns:
        ``id_territoire``, ``population``, ``unites``, by code; TER24 for units without a known population, which
        count none.
    """
    report = Report()
    rows = composition.reset_index(drop=True)
    is_part = rows["commune"].str.len() > 5
    counts = rows["commune"].map(population).astype(float)
    if is_part.any():
        counts[is_part] = _iris_counts(rows.loc[is_part, "commune"], population, iris_population, report)
    for code in rows.loc[counts.isna(), "commune"]:
        report.add("TER24", Severity.WARNING, column="commune", value=code, insee=code)
    totals = rows.assign(population=counts.fillna(0.0)).groupby("id_territoire", as_index=False).agg(
        population=("population", "sum"), unites=("commune", "nunique")
    )
    return totals.sort_values("id_territoire").reset_index(drop=True), report


def _iris_counts(
    parts: pd.Series, population: Mapping[str, float], iris_population: Mapping[str, float] | None, report: Report
) -> pd.Series:
    known = parts.map(iris_population).astype(float) if iris_population is not None else parts.map({}).astype(float)
    owner = commune_of(parts)
    shared = owner.map(population).astype(float) / owner.map(parts.groupby(owner).nunique())
    estimated = known.isna() & shared.notna()
    for commune in sorted(owner[estimated].unique()):
        report.add("TER23", Severity.WARNING, column="commune", value=commune, insee=commune)
    return known.where(known.notna(), shared)


def check_sectors(
    sectors: pd.DataFrame, reference: float = REFERENCE, tolerance: float = TOLERANCE
) -> Report:
    """TER07 for sectors far from the reference: a warning beyond the tolerance (a share), an information beyond half.

    ``sectors`` has ``id_territoire``, ``population`` and, if known, ``libelle``.
    """
    report = Report()
    names = sectors["libelle"] if "libelle" in sectors else sectors["id_territoire"]
    for code, name, inhabitants in zip(sectors["id_territoire"], names, sectors["population"], strict=True):
        gap = abs(inhabitants - reference) / reference
        if gap > tolerance / 2:
            report.add(
                "TER07", Severity.WARNING if gap > tolerance else Severity.INFO, column="population", value=code,
                s=name or code, pop=round(inhabitants), id_territoire=code,
            )
    return report
