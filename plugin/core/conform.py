"""A frame made to fit a table of the workspace: columns known, required values filled, every value of its kind."""

from __future__ import annotations

import re
from datetime import date

import numpy as np
import pandas as pd
import shapely

from .findings import Finding, InputError
from .pause import pause
from .schema import BOOLEAN, DATE, INTEGER, REAL, TEXT, Table

EXPECTED = {
    TEXT: "texte",
    INTEGER: "nombre entier",
    REAL: "nombre",
    BOOLEAN: "vrai ou faux",
    DATE: "date AAAA-MM-JJ",
}
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MULTI_OF = {"MultiPolygon": "Polygon", "MultiLineString": "LineString", "MultiPoint": "Point"}
_TYPE_IDS = {
    "Point": 0, "LineString": 1, "Polygon": 3, "MultiPoint": 4, "MultiLineString": 5, "MultiPolygon": 6,
    "GeometryCollection": 7,
}
_BUILDERS = {
    "MultiPolygon": shapely.multipolygons,
    "MultiLineString": shapely.multilinestrings,
    "MultiPoint": shapely.multipoints,
}


def conform(frame: pd.DataFrame, table: Table) -> pd.DataFrame:
    """The frame as the workspace stores it: all columns of the table, in its order, ``geom`` last where it has one.

    Kinds become: text ``object`` with None, integer ``Int64``, real ``float64``, boolean ``boolean``, date ISO text in
    ``object``; geometries are two-dimensional and of the table's type (a Polygon becomes a MultiPolygon).

    Raises:
        InputError: with every finding at once: ESP05 unknown column, ESP06 required column absent, ESP07 required value
            empty, FIC05 value not of its kind, ESP08 geometry of another type. ``row`` counts the frame's rows with the
            header as line 1.
    """
    findings = _column_findings(frame, table)
    if findings:
        raise InputError(*findings)
    result = {}
    for column, kind in table.columns.items():
        pause()
        if column not in frame:
            result[column] = to_kind(pd.Series([None] * len(frame), dtype=object), kind)[0]
            continue
        values, wrong = to_kind(frame[column].reset_index(drop=True), kind)
        result[column] = values
        findings += [
            Finding("FIC05", row=row + 2, column=column, value=frame[column].iloc[row], params={
                "table": table.name, "attendu": EXPECTED[kind]})
            for row in np.flatnonzero(wrong)
        ]
        if column in table.required:
            findings += [
                Finding("ESP07", row=row + 2, column=column, params={"table": table.name})
                for row in np.flatnonzero(values.isna().to_numpy() & ~wrong)
            ]
    if table.geometry is not None:
        given = frame["geom"].to_numpy() if "geom" in frame else np.full(len(frame), None)
        geometries, wrong = to_geometry(given, table.geometry)
        result["geom"] = pd.Series(geometries, dtype=object)
        findings += [
            Finding("ESP08", row=row + 2, column="geom", value=getattr(given[row], "geom_type", given[row]), params={
                "table": table.name, "attendu": table.geometry})
            for row in np.flatnonzero(wrong)
        ]
    if findings:
        raise InputError(*findings)
    return pd.DataFrame(result)


def to_kind(values: pd.Series, kind: str) -> tuple[pd.Series, np.ndarray]:
    """The values as one of the schema's kinds, and which of them (bool mask) could not become it and are now missing.

    An empty text is a missing value. A number is not a text: a code read as a number has lost its leading zeros.
    """
    values = values.astype(object) if not pd.api.types.is_numeric_dtype(values) or values.dtype == bool else values
    if values.dtype == object:
        values = values.where(values.notna() & (values != ""), None)
    missing = values.isna().to_numpy()
    converted = _CONVERTERS[kind](values)
    return converted, converted.isna().to_numpy() & ~missing


def to_geometry(geometries: np.ndarray, geometry_type: str) -> tuple[np.ndarray, np.ndarray]:
    """Two-dimensional geometries of one type, and which (bool mask) are of another one or no geometry.

    Single geometries are made multi where the type is, empty ones None.
    """
    result = np.full(len(geometries), None, dtype=object)
    proper = shapely.is_geometry(geometries)
    foreign = ~proper & ~pd.isna(geometries)
    present = np.flatnonzero(proper)
    flat = shapely.force_2d(geometries[present])
    filled = ~shapely.is_empty(flat)
    present, flat = present[filled], flat[filled]
    if geometry_type == "Geometry":
        result[present] = flat
        return result, foreign
    kinds = shapely.get_type_id(flat)
    single = kinds == _TYPE_IDS.get(_MULTI_OF.get(geometry_type, ""), -99)
    if single.any():
        flat[single] = _BUILDERS[geometry_type](flat[single], indices=np.arange(single.sum()))
    fits = single | (kinds == _TYPE_IDS[geometry_type])
    result[present[fits]] = flat[fits]
    foreign[present[~fits]] = True
    return result, foreign


def _column_findings(frame: pd.DataFrame, table: Table) -> list[Finding]:
    known = [*table.columns, *(["geom"] if table.geometry else [])]
    findings = [
        Finding("ESP05", column=str(column), params={"table": table.name, "liste": ", ".join(known)})
        for column in frame.columns if column not in known
    ]
    return findings + [
        Finding("ESP06", column=column, params={"table": table.name, "liste": ", ".join(map(str, frame.columns))})
        for column in table.required if column not in frame
    ]


def _text(values: pd.Series) -> pd.Series:
    return pd.Series([value if isinstance(value, str) else None for value in values], dtype=object)


def _real(values: pd.Series) -> pd.Series:
    numbers = pd.to_numeric(values, errors="coerce").astype("Float64").astype("float64")
    return numbers.where(np.isfinite(numbers))


def _integer(values: pd.Series) -> pd.Series:
    if pd.api.types.is_integer_dtype(values.dtype):
        return values.astype("Int64")
    numbers = _real(values)
    whole = numbers.where((numbers % 1 == 0) & (numbers.abs() < 2**53))
    return whole.astype("Int64")


def _boolean(values: pd.Series) -> pd.Series:
    # 1 and 0 equal True and False, a text does not.
    flags = [bool(value) if value is not pd.NA and value in (0, 1) else None for value in values]
    return pd.Series(flags, dtype="boolean")


def _date(values: pd.Series) -> pd.Series:
    objects = values.astype(object)
    iso = {value: _iso_date(value) for value in objects.dropna().unique()}
    known = [None if missing else iso[value] for value, missing in zip(objects, objects.isna(), strict=True)]
    return pd.Series(known, dtype=object)


def _iso_date(value: object) -> str | None:
    if isinstance(value, date):  # a datetime or a Timestamp is one too
        return f"{value:%Y-%m-%d}"
    if not isinstance(value, str) or not _ISO_DATE.fullmatch(value):
        return None
    try:
        date.fromisoformat(value)
    except ValueError:
        return None
    return value


_CONVERTERS = {TEXT: _text, INTEGER: _integer, REAL: _real, BOOLEAN: _boolean, DATE: _date}
