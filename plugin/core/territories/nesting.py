"""Territories inside others (R16): action inside concertation, observation the same ground as concertation."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import shapely

from ..findings import Report
from ..pause import pause
from .types import ACTION, CONCERTATION, OBSERVATION, TerritoryType

# Two layers of the same borders differ by their drawing: less than this is not told (hectares).
TOLERANCE_HA = 5.0
_M2_PER_HA = 10_000.0
WITHIN, ACROSS = "interne", "inter"


def overhangs(inner: pd.DataFrame, outer: pd.DataFrame) -> pd.DataFrame:
    """For each inner territory the outer one that holds most of it, and what lies outside of that.

    Args:
        inner: ``id_territoire``, ``libelle``, ``geom``, in a projected system in metres.
        outer: the same.

    Returns:
        A row an inner territory: ``id_territoire``, ``libelle``, ``dans`` (code), ``dans_libelle`` (None where no
        ground is shared), ``ha`` outside, ``geom`` of what lies outside.
    """
    pause()
    small, large = inner["geom"].to_numpy(dtype=object), outer["geom"].to_numpy(dtype=object)
    one, other = shapely.STRtree(large).query(small, predicate="intersects")
    shared = shapely.area(shapely.intersection(small[one], large[other]))
    best = np.full(len(inner), -1, dtype=np.int64)
    order = np.lexsort((-other, shared, one))
    best[one[order]] = other[order]  # the last one written has most ground; the first outer one among equals
    found = best >= 0
    outside = small.copy()
    outside[found] = shapely.difference(small[found], large[best[found]])
    codes = np.array([*outer["id_territoire"], None], dtype=object)
    labels = np.array([*outer["libelle"], None], dtype=object)
    return pd.DataFrame({
        "id_territoire": inner["id_territoire"].to_numpy(dtype=object),
        "libelle": inner["libelle"].to_numpy(dtype=object),
        "dans": codes[best],
        "dans_libelle": labels[best],
        "ha": shapely.area(outside) / _M2_PER_HA,
        "geom": outside,
    })


def check_nesting(
    territories: pd.DataFrame, types: Mapping[str, TerritoryType], tolerance_ha: float = TOLERANCE_HA
) -> Report:
    """TER06: territories of action that leave their territory of concertation; TER10: observation on other ground.

    ``territories`` are rows of the table ``territoire`` with ``geom`` (projected, metres). Types play the roles
    ``types`` gives them. One type may be both concertation and observation.
    """
    report = Report()
    for outer_code in _present(territories, types, CONCERTATION):
        outer = territories[territories["type"] == outer_code]
        for inner_code in _present(territories, types, ACTION):
            _tell_overhangs(territories[territories["type"] == inner_code], outer, tolerance_ha, report)
        for other_code in _present(territories, types, OBSERVATION):
            if other_code != outer_code:
                _tell_other_ground(territories[territories["type"] == other_code], outer, tolerance_ha, report)
    return report


def _present(territories: pd.DataFrame, types: Mapping[str, TerritoryType], role: str) -> list[str]:
    there = set(territories["type"])
    return [code for code, kind in types.items() if role in kind.roles and code in there]


def _tell_overhangs(inner: pd.DataFrame, outer: pd.DataFrame, tolerance_ha: float, report: Report) -> None:
    found = overhangs(inner, outer)
    for row in found[found["ha"] > tolerance_ha].to_dict("records"):
        _tell("TER06", row, row["ha"], str(inner["type"].iloc[0]), report)


def _tell_other_ground(observed: pd.DataFrame, outer: pd.DataFrame, tolerance_ha: float, report: Report) -> None:
    """TER10: an observed territory must be one territory of concertation, no more and no less."""
    areas = dict(zip(outer["id_territoire"], shapely.area(outer["geom"].to_numpy(dtype=object)), strict=True))
    own = shapely.area(observed["geom"].to_numpy(dtype=object))
    for row, area in zip(overhangs(observed, outer).to_dict("records"), own, strict=True):
        covered = area - row["ha"] * _M2_PER_HA
        missing = max((areas.get(row["dans"], 0.0) - covered) / _M2_PER_HA, 0.0)
        if row["ha"] + missing > tolerance_ha:
            _tell("TER10", row, row["ha"] + missing, str(observed["type"].iloc[0]), report)


def _tell(finding: str, row: Mapping[Hashable, Any], hectares: float, kind: str, report: Report) -> None:
    report.add(
        finding, column="geom", value=row["id_territoire"], a=row["libelle"], b=row["dans_libelle"] or "aucun",
        ha=round(hectares, 1), type=kind, id_territoire=row["id_territoire"],
    )


def check_hierarchy(children: pd.DataFrame, parents: pd.DataFrame, child_kind: str, parent_kind: str) -> Report:
    """TER19 for each child territory whose communes lie in several parents (strict nesting by composition).

    Both are rows of ``composition`` of one type. Communes without a parent are TER04's business.
    """
    report = Report()
    joined = children.merge(parents, on="commune", suffixes=("", "_parent"))
    for code, rows in joined.groupby("id_territoire", sort=True):
        counts = rows["id_territoire_parent"].value_counts()
        if len(counts) > 1:
            strays = rows[rows["id_territoire_parent"] != counts.index[0]]
            report.add(
                "TER19", column="id_territoire", value=code, id_territoire=code, type=child_kind,
                parent=parent_kind, a=counts.index[0], b=counts.index[1:].tolist(), communes=sorted(strays["commune"]),
            )
    return report


def parents_of(children: pd.DataFrame, parents: pd.DataFrame) -> pd.Series:
    """The parent that holds most communes of each child (code -> code); the lower code among equals."""
    joined = children.merge(parents, on="commune", suffixes=("", "_parent"))
    counts = joined.groupby(["id_territoire", "id_territoire_parent"], as_index=False).agg(n=("commune", "size"))
    counts = counts.sort_values(["id_territoire", "n", "id_territoire_parent"], ascending=[True, False, True])
    return counts.drop_duplicates("id_territoire").set_index("id_territoire")["id_territoire_parent"]


def scope(a: str | None, b: str | None, parent: Mapping[str, str]) -> str | None:
    """Whether a link between two territories stays in one parent (R17): "interne", "inter", None if one is unknown."""
    if a is None or b is None or a not in parent or b not in parent:
        return None
    return WITHIN if parent[a] == parent[b] else ACROSS
