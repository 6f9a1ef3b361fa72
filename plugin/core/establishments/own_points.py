"""A table of points in any columns becomes rows of the workspace that a sheet of one's own draws."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from ..findings import InputError, Report
from ..tables import to_number

WGS84 = 4326


@dataclass(frozen=True)
class PointColumns:
    """Which columns hold longitude and latitude, the name and the kind; empty where there is none."""

    x: str = ""
    y: str = ""
    name: str = ""
    kind: str = ""


def points_table(frame: pd.DataFrame, columns: PointColumns, code: str) -> tuple[pd.DataFrame, Report]:
    """Rows of the table ``dispositif`` (``x``, ``y`` in degrees, ``srid`` 4326): one a row, numbered in their order.

    A decimal comma is read as such. Rows without coordinates are kept without a point.

    Raises:
        InputError: FIC04 with the columns that are not there.
    """
    _require(frame, (columns.x, columns.y, columns.name, columns.kind))
    report = Report()
    rows = pd.DataFrame({"id": [f"{code}-{number}" for number in range(1, len(frame) + 1)], "type": code})
    rows["libelle"] = _text(frame, columns.name)
    rows["commentaire"] = _text(frame, columns.kind)
    for axis, column in (("x", columns.x), ("y", columns.y)):
        values, bad = to_number(frame[column].astype("string").astype(object).reset_index(drop=True))
        rows[axis] = values
        report.extend(bad)
    rows["srid"] = WGS84
    for column in ("finess_et", "insee", "date_debut", "date_fin"):
        rows[column] = None
    return rows, report


def _text(frame: pd.DataFrame, column: str) -> pd.Series | None:
    if not column:
        return None
    values = frame[column].astype("string").str.strip().reset_index(drop=True)
    return values.where(values.notna() & (values != ""), None).astype(object)


def _require(frame: pd.DataFrame, columns: Iterable[str]) -> None:
    missing = [name for name in columns if name and name not in frame.columns]
    if missing:
        raise InputError.of("FIC04", col=", ".join(missing), liste=list(frame.columns))
