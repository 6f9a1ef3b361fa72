"""A frame made to fit a table: what becomes what, and every finding with its line."""

from datetime import date, datetime

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import MultiPolygon, Point, box

from plugin.core.conform import conform, to_geometry, to_kind
from plugin.core.findings import InputError
from plugin.core.schema import BOOLEAN, DATE, INTEGER, REAL, TABLES, TEXT, Table


def converted(values, kind):
    result, wrong = to_kind(values if isinstance(values, pd.Series) else pd.Series(values, dtype=object), kind)
    plain = result.astype(object)
    return plain.where(plain.notna(), None).tolist(), wrong.tolist()


@pytest.mark.parametrize(("kind", "given_values", "kept", "refused"), [
    (TEXT, ["01004", "", None, np.nan, pd.NA, 1004, " "], ["01004", None, None, None, None, None, " "], [5]),
    (INTEGER, [3, 3.0, "3", "3.5", 2.5, "trois", None, "", -1], [3, 3, 3, None, None, None, None, None, -1], [3, 4, 5]),
    (REAL, [1, "2.5", np.nan, "", "1,5", np.inf, True], [1.0, 2.5, None, None, None, None, 1.0], [4, 5]),
    (BOOLEAN, [True, 0, 1.0, np.bool_(False), None, np.nan, "oui", 2],
     [True, False, True, False, None, None, None, None], [6, 7]),
    (DATE, ["2024-02-29", "2023-02-29", "29/02/2024", date(1900, 1, 2), datetime(2020, 5, 6, 7),
            pd.Timestamp("2021-01-01"), pd.NaT, None, "9999-12-31", 2020],
     ["2024-02-29", None, None, "1900-01-02", "2020-05-06", "2021-01-01", None, None, "9999-12-31", None], [1, 2, 9]),
])
def test_kinds(kind, given_values, kept, refused):
    values, wrong = converted(given_values, kind)
    assert values == kept
    assert np.flatnonzero(wrong).tolist() == refused


@pytest.mark.parametrize("dtype", ["int8", "uint32", "Int64", "float32", "Float64"])
def test_numeric_types_of_pandas_fit(dtype):
    assert converted(pd.Series([1, 0], dtype=dtype), INTEGER) == ([1, 0], [False, False])
    assert converted(pd.Series([1, 0], dtype=dtype), REAL) == ([1.0, 0.0], [False, False])
    assert converted(pd.Series([1, 0], dtype=dtype), BOOLEAN) == ([True, False], [False, False])


def test_other_types_of_pandas_fit():
    assert converted(pd.Series(["a", None], dtype="string"), TEXT) == (["a", None], [False, False])
    assert converted(pd.Series(["a", "b", "a"], dtype="category"), TEXT) == (["a", "b", "a"], [False] * 3)
    assert converted(pd.Series([True, None], dtype="boolean"), BOOLEAN) == ([True, None], [False, False])
    assert converted(pd.Series([True, False]), BOOLEAN) == ([True, False], [False, False])
    assert converted(pd.to_datetime(pd.Series(["2020-01-02", None])), DATE) == (["2020-01-02", None], [False, False])
    assert converted(pd.Series([2**62, 5], dtype="int64"), INTEGER) == ([2**62, 5], [False, False])


VALUES = st.one_of(
    st.none(), st.integers(-2**40, 2**40), st.floats(allow_infinity=False), st.text(), st.booleans()
)


@given(st.lists(VALUES))
def test_nothing_is_lost_without_being_told(values):
    series = pd.Series(values, dtype=object)
    for kind in (TEXT, INTEGER, REAL, BOOLEAN, DATE):
        result, wrong = to_kind(series, kind)
        missing = [value is None or value == "" or value != value for value in values]
        assert (result.isna().to_numpy() == (np.array(missing, dtype=bool) | wrong)).all()
        assert not (wrong & np.array(missing, dtype=bool)).any()


def test_geometries():
    shapes = np.array([
        box(0, 0, 1, 1), MultiPolygon([box(0, 0, 1, 1)]), None, np.nan, shapely.from_wkt("POLYGON EMPTY"), Point(1, 1),
        "POINT (1 1)", shapely.from_wkt("POLYGON Z ((0 0 1, 1 0 1, 1 1 1, 0 0 1))"),
    ], dtype=object)
    result, wrong = to_geometry(shapes, "MultiPolygon")
    assert [None if g is None else g.geom_type for g in result] == [
        "MultiPolygon", "MultiPolygon", None, None, None, None, None, "MultiPolygon"]
    assert np.flatnonzero(wrong).tolist() == [5, 6]
    assert not shapely.has_z(result[7])
    anything, wrong = to_geometry(shapes, "Geometry")
    assert anything[0].geom_type == "Polygon" and anything[5].equals(Point(1, 1))
    assert np.flatnonzero(wrong).tolist() == [6]


def test_columns_come_in_the_order_of_the_table_whatever_the_index():
    frame = pd.DataFrame({"nom": ["A", "B"], "insee": ["01001", "01002"]}, index=[7, 7])
    result = conform(frame, TABLES["commune"])
    assert list(result.columns) == [*TABLES["commune"].columns, "geom"]
    assert result["insee"].tolist() == ["01001", "01002"]
    assert result["population"].dtype == "Int64"
    assert result["geom"].isna().all()


def test_every_finding_is_told_with_its_line():
    table = Table("t", {"code": TEXT, "n": INTEGER}, required=("code", "n"), geometry="Point")
    frame = pd.DataFrame({"code": ["a", None, 3], "n": [1, "x", None], "geom": [Point(0, 0), box(0, 0, 1, 1), None]})
    with pytest.raises(InputError) as error:
        conform(frame, table)
    assert {(f.code, f.row, f.column) for f in error.value.findings} == {
        ("ESP07", 3, "code"), ("FIC05", 4, "code"), ("FIC05", 3, "n"), ("ESP07", 4, "n"), ("ESP08", 3, "geom")}
    with pytest.raises(InputError) as error:
        conform(pd.DataFrame({"Code": ["a"], "n": [1]}), table)
    assert [(f.code, f.column) for f in error.value.findings] == [("ESP05", "Code"), ("ESP06", "code")]


def test_an_empty_frame_fits():
    assert conform(pd.DataFrame({"insee": [], "nom": []}), TABLES["commune"]).empty
