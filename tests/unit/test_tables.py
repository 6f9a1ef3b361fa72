"""Reading tables: encodings, delimiters, headers, numbers, dates."""

import datetime
import zipfile
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from shared_data import shared_file

from plugin.core.findings import InputError
from plugin.core.tables import lost_zeros, read_table, to_date, to_flag, to_number


def write(folder: Path, content: bytes | str, name: str = "t.csv") -> Path:
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path


def codes(error: pytest.ExceptionInfo[InputError]) -> list[str]:
    return [finding.code for finding in error.value.findings]


def test_encodings_mixed_inside_one_file_are_decoded_line_by_line(tmp_path):
    content = b"fi;nom\n" + "1;Hôpital\n".encode() + "2;Hôpital\n".encode("cp1252") + b"3;Clinique\n"
    table = read_table(write(tmp_path, content))
    assert table.frame["nom"].tolist() == ["Hôpital", "Hôpital", "Clinique"]
    assert table.encoding == "mixte"


@pytest.mark.parametrize(
    ("encoding", "named"), [("utf-8", "utf-8"), ("utf-8-sig", "utf-8"), ("cp1252", "cp1252"), ("utf-16", "utf-16")]
)
def test_hopital_is_read_whatever_the_encoding(tmp_path, encoding, named):
    """Truth V091, and the two other ways Excel writes text."""
    table = read_table(write(tmp_path, "fi;nom\r\n1;Hôpital\r\n".encode(encoding)))
    assert (table.frame.loc[0, "nom"], table.encoding, list(table.frame.columns)) == ("Hôpital", named, ["fi", "nom"])


def test_bytes_of_no_known_encoding_name_their_line(tmp_path):
    with pytest.raises(InputError) as error:
        read_table(write(tmp_path, b"a;b\n1;\xe9\n2;\x81\n"))
    assert codes(error) == ["FIC02"]
    assert error.value.findings[0].params["ligne"] == 3


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
def test_the_delimiter_is_found(tmp_path, delimiter):
    text = "\n".join(delimiter.join(row) for row in [["code", "valeur", "nom"], ["01", "12", "x y"], ["02", "3", "z"]])
    table = read_table(write(tmp_path, text))
    assert table.delimiter == delimiter
    assert table.frame["code"].tolist() == ["01", "02"]


def test_decimal_commas_do_not_pass_for_delimiters(tmp_path):
    table = read_table(write(tmp_path, "nom;x;y\nA, b;1,5;2,5\nC, d;1,5;2,5\n"))
    assert table.delimiter == ";"
    assert table.frame.loc[0].tolist() == ["A, b", "1,5", "2,5"]


def test_quoted_line_ends_keep_the_line_numbers_of_the_file(tmp_path):
    table = read_table(write(tmp_path, 'id;note\n1;"deux\nlignes"\n\n2;fin\n'))
    assert table.frame["note"].tolist() == ["deux\nlignes", "fin"]
    assert table.rows.tolist() == [2, 5]


def test_an_unclosed_quote_does_not_swallow_rows(tmp_path):
    table = read_table(write(tmp_path, 'id;rs;dep\n1;"LES LILAS;12\n2;B;13\n3;C;14\n'))
    assert table.frame["dep"].tolist() == ["12", "13", "14"]


def test_blank_cells_are_none_and_names_are_trimmed(tmp_path):
    frame = read_table(write(tmp_path, " Code ;\u00a0Nom du site ;\n 01 ;  ;\n")).frame
    assert list(frame.columns) == ["Code", "Nom du site"]
    assert frame.loc[0].tolist() == ["01", None]


def test_the_header_is_found_under_a_title(tmp_path):
    path = write(tmp_path, "Enquête 2023;;\n\nFinessA;finess b;ETP\n1;2;0,5\n")
    table = read_table(path, required=("finess_a", "finess_b"))
    assert list(table.frame.columns) == ["finess_a", "finess_b", "ETP"]
    assert table.rows.tolist() == [4]


def test_required_names_ignore_case_and_accents(tmp_path):
    table = read_table(write(tmp_path, "FINESS ET;Modalité\n1;A\n"), required=("finess_et", "modalite"))
    assert list(table.frame.columns) == ["finess_et", "modalite"]


def test_all_missing_columns_are_reported_with_a_close_name(tmp_path):
    with pytest.raises(InputError) as error:
        read_table(write(tmp_path, "finess;modalitee\n1;A\n"), required=("modalite", "etp"))
    assert codes(error) == ["FIC04", "FIC04"]
    first, second = (finding.params for finding in error.value.findings)
    assert (first["col"], first["proche"], first["liste"]) == ("modalite", "modalitee", ["finess", "modalitee"])
    assert (second["col"], second["proche"]) == ("etp", None)


def test_a_mapping_renames_columns(tmp_path):
    path = write(tmp_path, "N° FINESS;Nom\n1;A\n")
    table = read_table(path, columns={"finess_et": "N° FINESS"}, required=("finess_et",))
    assert list(table.frame.columns) == ["finess_et", "Nom"]


def test_a_list_of_columns_keeps_only_those(tmp_path):
    assert list(read_table(write(tmp_path, "a;b;c\n1;2;3\n"), columns=["c", "a", "z"]).frame.columns) == ["c", "a"]


def test_a_row_too_long_is_a_finding_and_a_trailing_delimiter_is_not(tmp_path):
    table = read_table(write(tmp_path, "a;b\n1;2;\n3;4;5\n6\n"))
    assert table.frame.values.tolist() == [["1", "2"], ["3", "4"], ["6", None]]
    assert [(finding.code, finding.row, finding.value) for finding in table.report] == [("FIC05", 3, "5")]


@pytest.mark.parametrize(("content", "code"), [(b"", "FIC06"), (b" \n\n", "FIC06"), (b"a\x00b;c\n", "FIC02")])
def test_files_that_hold_no_table(tmp_path, content, code):
    with pytest.raises(InputError) as error:
        read_table(write(tmp_path, content))
    assert codes(error) == [code]


def test_a_missing_file_and_a_missing_delimiter(tmp_path):
    with pytest.raises(InputError) as error:
        read_table(tmp_path / "rien.csv")
    assert codes(error) == ["FIC01"]
    with pytest.raises(InputError) as error:
        read_table(write(tmp_path, "texte libre\nsans colonne\n"), required=("a", "b"))
    assert codes(error) == ["FIC03"]


def test_numbers_of_french_files():
    good = ["1 234,5", "1\u202f234", "1\u00a0234\u00a0567", "1.234,5", ".5", "\u22122"]
    cells = pd.Series([*good, None, " ", "ND", "12 34", "12x"], name="etp")
    values, report = to_number(cells, rows=range(10, 21), missing=("nd",))
    assert values[:6].tolist() == [1234.5, 1234.0, 1234567.0, 1234.5, 0.5, -2.0]
    assert values[6:].isna().all()
    found = [(finding.row, finding.column, finding.value) for finding in report]
    assert found == [(19, "etp", "12 34"), (20, "etp", "12x")]


def test_a_number_below_the_minimum_is_a_bad_cell():
    values, report = to_number(pd.Series(["-1", "0"], name="lits"), minimum=0)
    assert values.isna().tolist() == [True, False]
    assert [finding.row for finding in report] == [2]


def test_dates_and_flags():
    cells = ["10/01/2024", "2024-01-10", "20240110", "2024-01-10 08:30:00", "29/02/2023", "9999-12-31"]
    dates, report = to_date(pd.Series(cells))
    assert dates.tolist() == ["2024-01-10"] * 4 + [None, "9999-12-31"]
    assert [finding.row for finding in report] == [6]
    flags, report = to_flag(pd.Series(["Oui", "n", "1", "VRAI", None, "peut-être"]))
    assert flags[:4].tolist() == [True, False, True, True]
    assert flags[4:].isna().all()
    assert report.codes() == ["FIC05"]


def test_lost_zeros_are_proposed_only_for_short_numbers():
    proposals = lost_zeros(pd.Series(["1001", "01001", "2A004", None, "1001.0", "12"]), 5)
    assert proposals.tolist() == ["01001", None, None, None, "01001", None]


def workbook(path: Path, rows: list[list[object]], title: str = "Feuil1") -> Path:
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


def test_a_workbook_reads_as_text(tmp_path):
    rows = [["Code", "Date", "Lits"], [1001, datetime.date(2024, 1, 10), 2.5], [None, None, None], ["x", None, 3.0]]
    path = workbook(tmp_path / "t.xlsx", rows)
    table = read_table(path)
    assert table.frame.values.tolist() == [["1001", "2024-01-10", "2.5"], ["x", None, "3"]]
    assert table.rows.tolist() == [2, 4]


def test_a_formula_is_not_evaluated_but_reported(tmp_path):
    table = read_table(workbook(tmp_path / "t.xlsx", [["a", "b"], [1, "=1+1"]]))
    assert table.frame.loc[0].tolist() == ["1", None]
    assert [(finding.code, finding.row, finding.column) for finding in table.report] == [("FIC05", 2, "B")]


def test_an_unknown_sheet_and_a_false_workbook(tmp_path):
    with pytest.raises(InputError) as error:
        read_table(workbook(tmp_path / "t.xlsx", [["a"]]), sheet="B")
    assert codes(error) == ["FIC09"]
    with pytest.raises(InputError) as error:
        read_table(write(tmp_path, "a;b", "faux.xlsx"))
    assert codes(error) == ["FIC08"]


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path):
    path = tmp_path / "bombe.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 50_000_000)
    with pytest.raises(InputError) as error:
        read_table(path)
    assert codes(error) == ["FIC07"]


def test_ods_reads_like_xlsx(tmp_path):
    path = tmp_path / "t.ods"
    pd.DataFrame({"code": ["01", "02"], "lits": [3, 2.5]}).to_excel(path, index=False, engine="odf")
    table = read_table(path)
    assert table.frame.values.tolist() == [["01", "3"], ["02", "2.5"]]
    assert table.rows.tolist() == [2, 3]


def test_a_real_sae_table_keeps_every_line_and_its_accents():
    path = shared_file("sae2023/ID_2023r.csv")
    table = read_table(path, required=("FI", "RS"))
    assert len(table.frame) == sum(1 for line in path.read_bytes().splitlines() if line.strip()) - 1
    assert not table.frame["RS"].str.contains("\ufffd|Ã", regex=True).any()


def test_a_column_chosen_instead_of_the_one_of_that_name_takes_its_place(tmp_path):
    path = tmp_path / "sites.csv"
    path.write_text("rs;Enseigne;x\nA;Hôpital;1\n", encoding="utf-8")
    assert read_table(path, columns={"rs": "Enseigne"}, required=("rs",)).frame.to_dict("list") == {
        "rs": ["Hôpital"],
        "x": ["1"],
    }
    swapped = read_table(path, columns={"rs": "Enseigne", "Enseigne": "rs"}).frame
    assert swapped.to_dict("list") == {"Enseigne": ["A"], "rs": ["Hôpital"], "x": ["1"]}
