"""What is published can tell no hidden number."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugin.core.findings import InputError
from plugin.core.questions.export import neutralised, write_answer
from plugin.core.questions.secrecy import hidden, threshold_of
from plugin.core.tables import read_table


@settings(deadline=None)
@given(st.lists(st.integers(0, 60), min_size=1, max_size=8), st.integers(0, 30))
def test_no_small_cell_and_no_subtraction(counts, threshold):
    """Knowing the whole and every published cell, what is hidden is never one cell nor fewer people than allowed."""
    secret = hidden(np.array(counts, dtype=float), threshold, ["a"] * len(counts))
    for count, gone in zip(counts, secret, strict=True):
        assert gone or not 0 < count < threshold
        assert count > 0 or not gone
    rest = sum(counts) - sum(count for count, gone in zip(counts, secret, strict=True) if not gone)
    if secret.any():
        everything = secret.sum() == sum(count > 0 for count in counts)
        assert everything or (secret.sum() >= 2 and rest >= threshold)
    assert secret.any() == any(0 < count < threshold for count in counts)


def test_cells_of_no_partition_stand_alone():
    secret = hidden(np.array([5.0, 500.0, np.nan, 0.0]), 11, ["", "", "", ""])
    assert secret.tolist() == [True, False, False, False]


@pytest.mark.parametrize(
    ("settings", "expected"),
    [({}, 11), ({"seuil_secret": "5"}, 5), ({"seuil_secret": "0"}, 0), ({"seuil_secret": "x"}, 11)],
)
def test_threshold_of_an_edition(settings, expected):
    assert threshold_of(settings) == expected


@settings(deadline=None)
@given(st.text())
def test_no_cell_is_a_formula(text):
    safe = neutralised(text)
    assert safe.removeprefix("'") == text.removeprefix("'") or safe == f"'{text}"
    if safe[:1] in ("=", "+", "-", "@", "\t", "\r"):
        assert safe == "-" or safe.strip("+- \u202f\u00a0").replace(",", ".").replace("\u202f", "").split()
        assert not any(character in safe for character in "=@()!|")


ANSWER = pd.DataFrame(
    {
        "nom": ["=1+1", "@SUM(A1)", "+33 2 99", "-2+3", "Saint-Malo", None],
        "valeur": [1.5, -2.0, np.nan, 4.0, 5.25, 6.0],
        "rang": pd.array([1, 2, None, 4, 5, 6], "Int64"),
    }
)


def test_csv_opens_without_running_anything(tmp_path):
    path = write_answer(ANSWER, tmp_path / "réponse.csv")
    rows = path.read_text(encoding="utf-8-sig").splitlines()
    assert rows[0] == "nom;valeur;rang"
    assert rows[1] == "'=1+1;1,5;1"
    assert rows[2] == "'@SUM(A1);-2;2"
    assert rows[3].startswith("+33 2 99;;")  # digits and spaces: a number, no formula
    assert rows[4].startswith("'-2+3;")


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_workbooks_hold_texts_and_numbers(tmp_path, suffix):
    path = write_answer(ANSWER, tmp_path / f"réponse{suffix}")
    frame = read_table(path).frame
    assert frame["nom"].tolist()[:5] == ANSWER["nom"].tolist()[:5]
    assert [float(text) for text in frame["valeur"].dropna()] == [1.5, -2.0, 4.0, 5.25, 6.0]
    if suffix == ".xlsx":
        import openpyxl

        assert openpyxl.load_workbook(path).active["A2"].data_type == "s"


def test_other_formats_and_missing_packages_are_told(tmp_path, monkeypatch):
    with pytest.raises(InputError) as unknown:
        write_answer(ANSWER, tmp_path / "a.doc")
    assert unknown.value.findings[0].code == "QST06"
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    with pytest.raises(InputError) as missing:
        write_answer(ANSWER, tmp_path / "a.xlsx")
    assert missing.value.findings[0].code == "QST07"
    assert missing.value.findings[0].params["paquet"] == "openpyxl"
