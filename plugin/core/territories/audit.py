"""All checks of the territories of a workspace in one report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..findings import Report, Severity
from ..pause import pause
from .checks import check_composition, check_duplicates, check_geometries, check_types
from .coverage import Coverage, clean
from .nesting import TOLERANCE_HA, check_hierarchy, check_nesting
from .sectors import REFERENCE, TOLERANCE, check_sectors, sector_population
from .types import TerritoryType

_SECTORS = ("secteur_psy_g", "secteur_psy_i")
# Strict nesting by composition (seed 004: territoires de santé are unions of territoires de vie).
_HIERARCHIES = (
    ("territoire_vie", "territoire_sante"), ("territoire_vie", "ensemble_cooperation"),
    ("zone_recours", "territoire_premier_recours"),
)
_M2_PER_HA = 10_000.0


@dataclass(frozen=True)
class AuditTables:
    """The tables checked: ``communes`` (insee, nom, population, geom), ``territories`` and ``composition``."""

    communes: pd.DataFrame
    territories: pd.DataFrame
    composition: pd.DataFrame

    def places(self) -> pd.DataFrame:
        """Where to zoom: ``type`` (None for communes), ``code``, ``geom``."""
        communes = pd.DataFrame({"type": None, "code": self.communes["insee"], "geom": self.communes["geom"]})
        renamed = self.territories.rename(columns={"id_territoire": "code"})
        return pd.concat([communes, renamed[["type", "code", "geom"]]], ignore_index=True)


@dataclass(frozen=True)
class AuditOptions:
    """``types``: codes to check (none: all there are); overhang not told (ha); size of a sector, tolerance (share)."""

    types: tuple[str, ...] = ()
    tolerance_ha: float = TOLERANCE_HA
    reference: float = REFERENCE
    tolerance: float = TOLERANCE


def audit(tables: AuditTables, types: Mapping[str, TerritoryType], options: AuditOptions | None = None) -> Report:
    """Every finding TER01 to TER10, TER17 and TER19 to TER27 on the tables of a workspace."""
    options = options or AuditOptions()
    wanted = set(options.types or (*tables.territories["type"], *tables.composition["type"]))
    territories = tables.territories[tables.territories["type"].isin(wanted)].reset_index(drop=True)
    composition = tables.composition[tables.composition["type"].isin(wanted)].reset_index(drop=True)
    report = Report()
    report.extend(check_types(territories, types))
    report.extend(check_duplicates(territories))
    report.extend(check_geometries(territories))
    for code, rows in composition.groupby("type", sort=True):
        pause()
        if code in types:
            years = rows["cog_annee"].dropna()
            year = int(years.iloc[0]) if len(years) else None
            report.extend(check_composition(rows, tables.communes["insee"], types[str(code)], year))
    outlined = territories[territories["geom"].notna()]
    for code, rows in outlined.groupby("type", sort=True):
        pause()
        if code in types and types[str(code)].partition:
            report.extend(coverage_report(clean(rows["geom"].to_numpy(dtype=object)), rows, str(code)))
    report.extend(check_nesting(outlined, types, options.tolerance_ha))
    for child, parent in _HIERARCHIES:
        children, parents = composition[composition["type"] == child], composition[composition["type"] == parent]
        if len(children) and len(parents):
            report.extend(check_hierarchy(children, parents, child, parent))
    population = dict(zip(tables.communes["insee"], tables.communes["population"], strict=True))
    for code in _SECTORS:
        rows = composition[composition["type"] == code]
        if len(rows):
            sectors, told = sector_population(rows, population)
            report.extend(told)
            report.extend(check_sectors(sectors, options.reference, options.tolerance))
    return report


def coverage_report(coverage: Coverage, rows: pd.DataFrame, kind: str) -> Report:
    """TER25 for overlapping outlines, TER26 for gaps that are filled when the type is drawn, TER27 for larger gaps.

    ``rows`` are the territories the coverage was made of, in its order.
    """
    report = Report()
    labels = np.array([*rows["libelle"], None], dtype=object)
    codes = np.array([*rows["id_territoire"], None], dtype=object)
    for kept, other, area in coverage.overlaps[["kept", "b", "area"]].itertuples(index=False):
        report.add(
            "TER25", Severity.WARNING, column="geom", a=labels[kept], b=labels[other], ha=round(area / _M2_PER_HA, 2),
            type=kind, id_territoire=codes[kept],
        )
    for neighbour, filled, area in coverage.gaps[["neighbour", "filled", "area"]].itertuples(index=False):
        report.add(
            "TER26" if filled else "TER27", Severity.INFO if filled else Severity.WARNING, column="geom",
            a=labels[neighbour], ha=round(area / _M2_PER_HA, 2), type=kind, id_territoire=codes[neighbour],
        )
    return report
