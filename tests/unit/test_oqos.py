"""OQOS: four things that differ, sums, and two nomenclatures that do not compare."""

from __future__ import annotations

import csv

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shared_data import shared_file

from plugin.core.findings import InputError
from plugin.core.indicators.oqos import BLANK, DASH, RANGE, VALUE, gaps, read_cell, read_oqos, totals


@pytest.mark.parametrize(
    ("text", "low", "high", "status"),
    [
        ("2/3", 2, 3, RANGE), ("2 / 5", 2, 5, RANGE), ("0/1", 0, 1, RANGE), ("-", None, None, DASH),
        ("", None, None, BLANK), (None, None, None, BLANK), ("0", 0, 0, VALUE), ("1 / 4 *", 1, 4, RANGE),
    ],
)
def test_v053_to_v055_cells(text, low, high, status):
    cell = read_cell(text)
    assert (cell.low, cell.high, cell.status) == (low, high, status)


@settings(deadline=None)
@given(st.integers(0, 99), st.integers(0, 99), st.sampled_from(["/", " / ", "\u202f/ ", "\u00a0/\u00a0"]))
def test_a_range_is_read_whatever_its_spaces(low, high, slash):
    cell = read_cell(f"{low}{slash}{high}")
    assert (cell.low, cell.high, cell.status) == (low, high, RANGE)


@settings(deadline=None)
@given(st.text(max_size=6))
def test_no_other_text_becomes_a_number(text):
    cell = read_cell(text)
    if cell is not None and cell.low is not None:
        assert text.strip().rstrip("* ")[:1].isdigit()


@pytest.fixture(scope="module")
def aveyron() -> pd.DataFrame:
    rows, report = read_oqos(shared_file("../domain/oqos_aveyron.csv"))
    assert not report.codes()
    return rows


def test_aveyron_imports_whole_as_its_own_columns_say(aveyron):
    with shared_file("../domain/oqos_aveyron.csv").open(encoding="utf-8") as file:
        raw = list(csv.DictReader(file, delimiter=";"))
    assert len(aveyron) == len(raw) == 151
    for line, row in zip(raw, aveyron.to_dict("records"), strict=True):
        same = {"cible_min": "cible_min", "cible_max": "cible_max", "existant_appareils": "existant2"}
        for ours, theirs in same.items():
            assert (line[theirs] or None) == (None if pd.isna(row[ours]) else str(row[ours]))
        assert (row["statut_existant"], row["statut_cible"]) == (line["existant_statut"], line["cible_statut"])
    assert aveyron.loc[0, "date_etat"] == "2023-06-01"


def test_statuses_follow_without_the_columns_that_say_them(tmp_path, aveyron):
    """The same table without its columns of statuses, bounds and notes tells the same."""
    frame = pd.read_csv(shared_file("../domain/oqos_aveyron.csv"), sep=";", dtype=str, keep_default_na=False)
    bare = frame.drop(columns=["existant_statut", "cible_statut", "cible_min", "cible_max"])
    bare.to_csv(tmp_path / "bare.csv", sep=";", index=False)
    rows, _ = read_oqos(tmp_path / "bare.csv")
    pd.testing.assert_frame_equal(rows, aveyron)


def test_bad_cells_are_told_together_and_left_out(tmp_path):
    path = tmp_path / "oqos.csv"
    path.write_text(
        "zone;filiere;nomenclature;modalite;existant;cible\n12;Médecine;identique;HC;7;5/3\n"
        "12;Médecine;identique;HTP;beaucoup;3\n12;Médecine;;HAD;2;\n12;Médecine;identique;HDJ;-;2\n",
        encoding="utf-8",
    )
    rows, report = read_oqos(path)
    told = [(finding.code, finding.row, finding.value) for finding in report]
    assert told == [("OQO01", 2, "5/3"), ("OQO02", 3, "beaucoup"), ("OQO04", 4, "")]
    assert rows["modalite"].tolist() == ["HDJ"] and rows["statut_existant"].tolist() == [DASH]
    with pytest.raises(InputError) as error:
        read_oqos(path, mapping={"cible": "OQOS 2030"})
    assert error.value.findings[0].code == "FIC04"


def test_two_nomenclatures_compare_only_by_a_correspondence(aveyron):
    compared, report = gaps(aveyron)
    assert not compared["filiere"].isin(["Traitement du cancer", "Hospitalisation à domicile"]).any()
    assert "Traitement du cancer" in [finding.value for finding in report]
    assert {finding.code for finding in report} == {"OQO03"}
    ties = pd.DataFrame(
        [
            ("Traitement du cancer", "Chirurgie mammaire", None, "Chirurgie oncologique",
             "A6 - chirurgie oncologique mammaire"),
            ("Équipements matériels lourds", "Scanner", None,
             "Équipements d'imagerie en coupes (radiologie diagnostique)", None),
            ("Équipements matériels lourds", "IRM", None,
             "Équipements d'imagerie en coupes (radiologie diagnostique)", None),
        ],
        columns=["filiere", "modalite_avant", "mention_avant", "modalite_apres", "mention_apres"],
    )
    compared, report = gaps(aveyron, ties)
    breast = compared[compared["filiere"] == "Traitement du cancer"].iloc[0]
    assert (breast["existant"], breast["ecart_min"], breast["ecart_max"]) == (3, -2, -1)  # V065
    imaging = compared[compared["filiere"] == "Équipements matériels lourds"]
    assert imaging[["existant", "cible_min", "ecart_min"]].values.tolist() == [[11, 9, -2]]
    assert "Équipements matériels lourds" not in [finding.value for finding in report]


def test_a_dash_and_a_blank_are_no_zero():
    rows = pd.DataFrame(
        {
            "zone": "1", "filiere": "F", "nomenclature": "identique", "modalite": list("abc"), "mention": None,
            "existant": pd.array([None, None, 0], "Int64"), "existant_appareils": pd.array([None] * 3, "Int64"),
            "statut_existant": [DASH, BLANK, VALUE], "cible_min": pd.array([1, 1, 1], "Int64"),
            "cible_max": pd.array([2, 2, 2], "Int64"), "statut_cible": [RANGE] * 3,
        }
    )
    compared, _ = gaps(rows)
    assert compared["ecart_min"].isna().tolist() == [True, True, False]
    sums = totals(rows).iloc[0]
    assert (sums["existant"], sums["cible_max"], sums["tirets"], sums["vides"], sums["lignes"]) == (0, 6, 1, 1, 3)
