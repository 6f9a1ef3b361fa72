"""Workbooks out to the reference hospitals, and their returns in together."""

import openpyxl
import pandas as pd
import pytest

from plugin.core.cooperations.collect import SHEET, read_returns, write_workbooks
from plugin.core.cooperations.survey import Context

BREST, LANDERNEAU, RENNES, VITRE = "290000017", "010000024", "350000022", "350000030"


@pytest.fixture
def establishments():
    rows = [
        (BREST, "CHU Brest", "Brest", True, "TS1"),
        (LANDERNEAU, "CH Landerneau", "Landerneau", False, "TS1"),
        (RENNES, "CHU Rennes", "Rennes", True, "TS5"),
        (VITRE, "CH Vitré", "Vitré", False, "TS5"),
    ]
    columns = ["finess_et", "rs", "commune", "ch_referent", "territoire_sante"]
    return pd.DataFrame(rows, columns=columns).assign(nom_court=None, statut="public")


@pytest.fixture
def known():
    rows = [
        ("a", BREST, LANDERNEAU, "B", 0.8, False, "oui"),
        ("b", RENNES, VITRE, "ND", None, True, "ND"),
        ("c", BREST, RENNES, "A", 0.25, False, "non"),
    ]
    table = pd.DataFrame(rows, columns=["id", "finess_a", "finess_b", "modalite", "etp", "etp_nd", "pdses"])
    return table.assign(
        edition=2014,
        theme="urgences",
        objet="renfort",
        premier_atlas=True,
        sens="reciproque",
        cas_deux_non_referents=False,
    )


def test_each_reference_hospital_gets_the_links_of_its_territory(tmp_path, known, establishments):
    files = write_workbooks(known, establishments, 2015, tmp_path)
    assert set(files) == {BREST, RENNES}
    sheet = openpyxl.load_workbook(files[BREST])[SHEET]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    header = [cell.value for cell in sheet[1]]
    finess_b, etp = header.index("finess_b"), header.index("etp")
    assert [(row[finess_b], row[etp]) for row in rows] == [(LANDERNEAU, "0,8"), (RENNES, "0,25")]
    assert len(sheet.data_validations.dataValidation) == 6
    other = openpyxl.load_workbook(files[RENNES])[SHEET]
    assert [other.cell(row, etp + 1).value for row in (2, 3)] == ["ND", "0,25"]


def test_untouched_workbooks_come_back_as_they_went(tmp_path, known, establishments):
    files = write_workbooks(known, establishments, 2015, tmp_path)
    back = read_returns(files.values(), Context(establishments), date_etat="2015-06-01")
    assert all(not report.errors for report in back.reports.values())
    # The link between the two territories was asked twice and answered alike: kept once, and said.
    assert [finding.code for finding in back.reports[""]] == ["COO29"]
    assert len(back.mirrors) == 0
    table = back.table.sort_values("finess_b").reset_index(drop=True)
    assert table.finess_a.tolist() == [BREST, BREST, RENNES]
    assert sorted(table.etp.dropna()) == [0.25, 0.8]
    assert table.etp_nd.sum() == 1
    assert set(table.edition) == {2015}


def change(path, column, value):
    book = openpyxl.load_workbook(path)
    sheet = book[SHEET]
    header = [cell.value for cell in sheet[1]]
    for row in range(2, sheet.max_row + 1):
        if {sheet.cell(row, header.index(name) + 1).value for name in ("finess_a", "finess_b")} == {BREST, RENNES}:
            sheet.cell(row, header.index(column) + 1).value = value
    book.save(path)


def test_mirrored_declarations_that_differ_are_never_merged(tmp_path, known, establishments):
    files = write_workbooks(known, establishments, 2015, tmp_path)
    change(files[RENNES], "etp", "0,5")
    back = read_returns(files.values(), Context(establishments))
    assert [finding.code for finding in back.reports[""]] == ["COO30"]
    assert len(back.mirrors) == 1
    mirror = back.mirrors.iloc[0]
    assert (mirror.etp_1, mirror.etp_2) == (0.25, 0.5)
    assert files[BREST].name in mirror.declaration_1
    assert len(back.table) == 2
    settled = back.mirrors.assign(retenir=2)
    again = read_returns(files.values(), Context(establishments), settled=settled)
    assert len(again.table) == 3
    assert 0.5 in again.table.etp.to_list()
    assert 0.25 not in again.table.etp.to_list()
    assert not again.reports[""].errors


def test_an_error_in_one_return_is_told_under_its_name(tmp_path, known, establishments):
    files = write_workbooks(known, establishments, 2015, tmp_path)
    change(files[RENNES], "modalite", "Z")
    back = read_returns(files.values(), Context(establishments))
    assert [finding.code for finding in back.reports[files[RENNES].name].errors] == ["COO01"]
    assert not back.reports[files[BREST].name].errors
