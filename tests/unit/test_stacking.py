"""Tables one below the other."""

import warnings

import numpy as np
import pandas as pd

from plugin.core.stacking import stacked


def test_a_table_without_rows_gives_columns_and_no_types():
    nothing = pd.DataFrame(columns=["id", "x", "motif"])
    numbers = pd.DataFrame({"id": ["a", "b"], "x": [1.5, 2.5]}, index=[7, 7])
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        found = stacked([nothing, numbers, numbers.iloc[:0], numbers])
    assert found.columns.tolist() == ["id", "x", "motif"]
    assert found.index.tolist() == [0, 1, 2, 3]
    assert found["x"].dtype == np.float64 and found["x"].tolist() == [1.5, 2.5, 1.5, 2.5]
    assert found["motif"].isna().all()


def test_tables_without_rows_stay_a_table():
    found = stacked(part for part in [pd.DataFrame(columns=["id"]), pd.DataFrame(columns=["x"])])
    assert found.columns.tolist() == ["id", "x"] and found.empty
