"""The tables an agency keeps itself: their documented columns (``data/templates``) and one reader for all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ..decoding import fold
from ..findings import InputError, Report, Severity
from ..tables import lost_zeros, read_table, to_date, to_flag, to_number
from ..yaml_text import read_yaml
from .codes import FINESS_PATTERN, INSEE_PATTERN, insee_code

FOLDER = Path(__file__).resolve().parents[3] / "data" / "templates"
WGS84 = 4326


@dataclass(frozen=True)
class Column:
    """A column of a template; ``kind`` is text, finess, insee, number, integer, date or flag."""

    name: str
    kind: str
    label: str
    example: str
    required: bool = False
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Template:
    """A table of an agency: ``target`` is the workspace's table, ``fixed`` the values each of its rows gets there."""

    key: str
    title: str
    target: str
    columns: tuple[Column, ...]
    sheets: tuple[str, ...] = ()
    fixed: dict[str, str] = field(default_factory=dict)
    rename: dict[str, str] = field(default_factory=dict)
    recode: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        """The empty CSV a user fills in."""
        return FOLDER / f"{self.key}.csv"


@cache
def templates() -> dict[str, Template]:
    """The templates by key, from ``data/templates/modeles.yaml``."""
    entries = read_yaml((FOLDER / "modeles.yaml").read_text(encoding="utf-8"))
    return {key: _template(key, entry) for key, entry in entries.items()}


def templates_for_sheet(sheet: str) -> list[Template]:
    """The templates whose table a sheet of the catalogue (``A05``) draws."""
    return [template for template in templates().values() if sheet in template.sheets]


def read_agency_table(
    path: str | Path, key: str, mapping: Mapping[str, str] | None = None
) -> tuple[pd.DataFrame, Report]:
    """Read a table kept by an agency, in the columns of its template.

    Args:
        path: CSV, XLSX or ODS.
        key: the template's key.
        mapping: other names of the columns, ``{ours: theirs}``.

    Returns:
        A frame in the columns of the workspace table ``template.target``. Where the template has longitude and
        latitude, ``x``, ``y`` and ``srid`` (4326) for ``gis.projection``. A row with a bad required cell is left out;
        every bad cell is FIC05, a bad FINESS number ETA01, a bad commune COM01, a value outside the list AGE01
        (kept out of its column).

    Raises:
        InputError: AGE02 unknown template; as ``read_table``.
    """
    if key not in templates():
        raise InputError.of("AGE02", cle=key, liste=list(templates()))
    template = templates()[key]
    needed = tuple(column.name for column in template.columns if column.required)
    table = read_table(path, columns=mapping or {}, required=(*needed, *(mapping or ())))
    report = Report(table.report)
    frame = table.frame.reindex(columns=[column.name for column in template.columns])
    filled = ~frame.isna().all(axis=1).to_numpy()
    frame, rows = frame[filled].reset_index(drop=True), table.rows[filled]
    good = np.ones(len(frame), dtype=bool)
    for column in template.columns:
        blank = frame[column.name].isna().to_numpy()
        frame[column.name] = _convert(frame[column.name], column, rows, report)
        if column.required:
            for position in np.flatnonzero(blank):
                report.add("FIC05", row=int(rows[position]), column=column.name, value="", attendu="une valeur")
            good &= frame[column.name].notna().to_numpy()
    frame = frame[good].reset_index(drop=True)
    for name, codes in template.recode.items():
        frame[name] = frame[name].map(codes)
    frame = frame.rename(columns=template.rename).assign(**template.fixed)
    return _with_system(frame), report


def _with_system(frame: pd.DataFrame) -> pd.DataFrame:
    if not {"longitude", "latitude"} <= set(frame.columns):
        return frame
    located = frame[["longitude", "latitude"]].notna().all(axis=1)
    frame = frame.rename(columns={"longitude": "x", "latitude": "y"})
    frame.loc[~located, ["x", "y"]] = np.nan
    return frame.assign(srid=pd.Series(WGS84, index=frame.index, dtype="Int64").where(located))


def _convert(values: pd.Series, column: Column, rows: np.ndarray, report: Report) -> pd.Series:
    if column.kind in ("number", "integer"):
        converted, bad = to_number(values, rows)
        report.extend(bad)
        if column.kind == "integer":
            whole = converted.isna() | (converted % 1 == 0)
            for position in np.flatnonzero(~whole):
                value = values.iloc[position]
                report.add("FIC05", row=int(rows[position]), column=column.name, value=value, attendu="un entier")
            return converted.where(whole).astype("Int64")
        return converted
    if column.kind == "date":
        converted, bad = to_date(values, rows)
        report.extend(bad)
        return converted
    if column.kind == "flag":
        converted, bad = to_flag(values, rows)
        report.extend(bad)
        return converted
    if column.kind == "finess":
        return _matching(values, FINESS_PATTERN, "ETA01", column, rows, report)
    if column.kind == "insee":
        return _matching(insee_code(values), INSEE_PATTERN, "COM01", column, rows, report)
    if column.values:
        return _listed(values, column, rows, report)
    return values


def _matching(
    values: pd.Series, pattern: str, code: str, column: Column, rows: np.ndarray, report: Report
) -> pd.Series:
    good = values.isna() | values.astype("string").str.fullmatch(pattern).fillna(value=False)
    proposals = lost_zeros(values, 5 if column.kind == "insee" else 9)
    for position in np.flatnonzero(~good.astype(bool)):
        report.add(
            code, row=int(rows[position]), column=column.name, value=values.iloc[position],
            propose=proposals.iloc[position],
        )
    return values.where(good.astype(bool), None)


def _listed(values: pd.Series, column: Column, rows: np.ndarray, report: Report) -> pd.Series:
    """The spelling of the list for each value, whatever its case, accents and separators."""
    known = {fold(value): value for value in column.values}
    spelled = [known.get(fold(value)) if isinstance(value, str) else None for value in values]
    found = pd.Series(spelled, index=values.index, dtype=object)
    for position in np.flatnonzero(values.notna() & found.isna()):
        report.add(
            "AGE01", Severity.ERROR, row=int(rows[position]), column=column.name, value=values.iloc[position],
            liste=list(column.values),
        )
    return found


def _template(key: str, entry: dict[str, Any]) -> Template:
    columns = tuple(
        Column(
            name, str(described.get("genre", "text")), str(described["libelle"]), str(described.get("exemple", "")),
            bool(described.get("obligatoire", False)), tuple(map(str, described.get("valeurs", ()))),
        )
        for name, described in entry["colonnes"].items()
    )
    return Template(
        key, entry["titre"], entry["table"], columns, tuple(entry.get("feuilles", ())),
        {name: str(value) for name, value in entry.get("fixe", {}).items()}, dict(entry.get("renomme", {})),
        {name: {str(old): str(new) for old, new in codes.items()} for name, codes in entry.get("recode", {}).items()},
    )
