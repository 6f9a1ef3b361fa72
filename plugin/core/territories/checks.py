"""Checks of territories and compositions: TER01 to TER05, TER08 and TER09, all at once, each with its row."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np
import pandas as pd
import shapely

from ..findings import Report, Severity
from .codes import commune_of
from .types import TerritoryType


def check_types(frame: pd.DataFrame, types: Mapping[str, TerritoryType]) -> Report:
    """TER09 for each row whose ``type`` is not known."""
    report = Report()
    unknown = ~frame["type"].isin(list(types))
    for line, value in zip(_lines(frame)[unknown], frame.loc[unknown, "type"], strict=True):
        report.add("TER09", row=line, column="type", value=value)
    return report


def check_duplicates(territories: pd.DataFrame) -> Report:
    """TER01 for each row of ``territoire`` whose code already stands in the same type."""
    report = Report()
    repeated = territories.duplicated(["type", "id_territoire"])
    lines = _lines(territories)
    keys = list(zip(territories["type"], territories["id_territoire"], strict=True))
    first = dict(reversed(list(zip(keys, lines, strict=True))))
    for line, row in zip(lines[repeated], territories[repeated].itertuples(), strict=True):
        report.add(
            "TER01", row=line, column="id_territoire", value=row.id_territoire, type=row.type, id=row.id_territoire,
            premiere=first[row.type, row.id_territoire],
        )
    return report


def check_composition(
    composition: pd.DataFrame,
    communes: Iterable[str],
    kind: TerritoryType,
    annee: int | None = None,
) -> Report:
    """TER02, TER03 and TER04 of the rows of one type.

    Args:
        composition: columns of the table ``composition`` and, if known, ``ligne``; communes or IRIS.
        communes: the INSEE codes of the region.
        kind: its type; a partition may hold a commune once, a covering type must hold all.
        annee: year of the communes, for the message.

    A commune given in IRIS parts may lie in several territories; the same IRIS may not. A row repeated as it stands
    is told once, as an information (TER17).
    """
    report = Report()
    known = pd.Index(communes)
    rows = composition.reset_index(drop=True)
    owner = commune_of(rows["commune"])
    unknown = ~owner.isin(known).to_numpy()
    for line, code in zip(_lines(rows)[unknown], rows.loc[unknown, "commune"], strict=True):
        report.add("TER02", row=line, column="commune", value=code, insee=code, annee=annee or "?", type=kind.code)
    repeated = rows.duplicated(["commune", "id_territoire"]).to_numpy()
    for line, code in zip(_lines(rows)[repeated], rows.loc[repeated, "commune"], strict=True):
        report.add("TER17", Severity.INFO, row=line, column="commune", value=code, insee=code, type=kind.code)
    if kind.partition:
        report.extend(_assigned_twice(rows[~repeated], kind))
    if kind.couvrant:
        severity = Severity.WARNING if kind.exceptions else Severity.ERROR
        for code in known.difference(pd.Index(owner.dropna())):
            report.add("TER04", severity, column="commune", value=code, insee=code, type=kind.code)
    return report


def _assigned_twice(rows: pd.DataFrame, kind: TerritoryType) -> Report:
    """TER03: units that stand in two territories; a whole commune and one of its IRIS are the same ground."""
    report = Report()
    lines = pd.Series(_lines(rows), index=rows.index)
    first: dict[str, tuple[str, int]] = {}
    whole = dict(zip(rows["commune"], zip(rows["id_territoire"], lines, strict=True), strict=True))
    for index, code, territory in zip(rows.index, rows["commune"], rows["id_territoire"], strict=True):
        before = first.get(code)
        if before is None and len(code) > 5 and code[:5] in whole and whole[code[:5]][0] != territory:
            before = whole[code[:5]]
        if before is not None:
            report.add(
                "TER03", row=lines[index], column="commune", value=code, insee=code, a=before[0], b=territory,
                type=kind.code, ligne_a=before[1],
            )
        else:
            first[code] = (territory, lines[index])
    return report


def check_geometries(territories: pd.DataFrame) -> Report:
    """TER05 (invalid or empty outline) and TER08 (disjoint parts, an information) of territories with ``geom``."""
    report = Report()
    outlines = territories["geom"].to_numpy(dtype=object)
    absent = shapely.is_missing(outlines) | shapely.is_empty(outlines)
    valid = shapely.is_valid(outlines)
    parts = shapely.get_num_geometries(outlines)
    for position, row in enumerate(territories.itertuples()):
        name = row.libelle or row.id_territoire
        named: dict[str, Any] = {"id": name, "type": row.type, "id_territoire": row.id_territoire}
        line = int(_lines(territories)[position])
        if absent[position]:
            report.add("TER05", row=line, column="geom", cause="contour absent", **named)
        elif not valid[position]:
            report.add("TER05", row=line, column="geom", cause=shapely.is_valid_reason(outlines[position]), **named)
        elif parts[position] > 1:
            count = len(separate_parts(outlines[position]))
            if count > 1:
                report.add("TER08", Severity.INFO, row=line, column="geom", parts=count, **named)
    return report


def separate_parts(outline: shapely.Geometry) -> np.ndarray:
    """The parts of an outline that do not touch each other, as polygons or multipolygons."""
    return shapely.get_parts(shapely.union_all(shapely.get_parts(outline)))


def _lines(frame: pd.DataFrame) -> np.ndarray:
    """The line of each row in the file, or as a person counts the table (header = 1), as Python's own integers."""
    return (frame["ligne"].to_numpy() if "ligne" in frame else np.arange(len(frame)) + 2).astype(object)
