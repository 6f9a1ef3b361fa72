"""Imported tables of times: the nearest kept, every remark at once."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from plugin.core.access.imported import IMPORT, read_times
from plugin.core.access.methods import chosen_method, chosen_times
from plugin.core.findings import InputError


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def test_the_nearest_of_several_destinations_and_the_remarks(tmp_path):
    path = write(
        tmp_path / "metric.csv",
        "codgeo;destination;duree\n35238;35238;0\n29019;35238;140,5\n29019;29232;52\n"
        "1001;01001;3\n56009;29232;-4\n56010;29232;abc\n56011;;\n56012;56012;2\n",
    )
    frame, report = read_times(path, "SU", date="2024-01-01")
    assert frame["origine"].tolist() == ["35238", "29019", "56011", "56012"]
    np.testing.assert_allclose(frame["minutes"], [0, 52, np.nan, 2])
    assert frame.loc[1, ["site", "type_effecteur", "methode", "date"]].tolist() == [
        "29232",
        "SU",
        "metric",
        "2024-01-01",
    ]
    assert sorted(report.codes()) == ["COM01", "FIC05", "TPS01", "TPS02"]
    assert {finding.code: finding.row for finding in report} == {"TPS02": 9, "TPS01": 6, "FIC05": 7, "COM01": 5}


def test_columns_by_mapping_and_refusal_by_name(tmp_path):
    path = write(tmp_path / "t.csv", "lieu;t_min\n35238;12\n")
    frame, report = read_times(path, "tous", IMPORT, {"origine": "lieu", "minutes": "t_min"})
    assert frame["minutes"].tolist() == [12]
    assert not len(report)
    with pytest.raises(InputError) as caught:
        read_times(path, "tous")
    assert caught.value.findings[0].code == "FIC04"
    assert "lieu" in caught.value.findings[0].params["liste"]


def test_a_kind_by_row_keeps_both(tmp_path):
    path = write(tmp_path / "t.csv", "insee;minutes;type_effecteur\n35238;12;SU\n35238;9;SMUR\n")
    frame, _ = read_times(path, "tous", IMPORT)
    assert frame[["type_effecteur", "minutes"]].to_dict("records") == [
        {"type_effecteur": "SU", "minutes": 12},
        {"type_effecteur": "SMUR", "minutes": 9},
    ]
    assert pd.isna(frame["site"]).all()


def test_of_several_methods_one_counts():
    times = pd.DataFrame(
        [("29019", "SU", 10.0, "metric"), ("29019", "SU", 12.0, "reseau"), ("29019", "MCS", 3.0, "metric"),
         ("29019", "tous", 1.0, "metric"), ("29019", "tous", 2.0, "import")],
        columns=["origine", "type_effecteur", "minutes", "methode"],
    )
    assert chosen_method(times, "SU") == "reseau"
    assert chosen_method(times, "SU", "metric") == "metric"
    assert chosen_method(times, "SU", "import") is None
    assert chosen_method(times, "MCS") == "metric"
    assert chosen_method(times, "tous") is None  # nobody chose between two imports
    assert chosen_method(times, "absent") is None
    assert chosen_times(times, "SU", "metric")["minutes"].tolist() == [10]
    assert chosen_times(times, "tous").empty
