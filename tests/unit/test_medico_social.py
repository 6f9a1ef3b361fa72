"""Places of medico-social establishments: both layouts of flow 1100505, and whom they are for."""

import pandas as pd
import pytest

from plugin.core.establishments.medico_social import read_places, with_publics
from plugin.core.findings import InputError
from plugin.core.schema import TABLES


# Section, FINESS, then 30 columns: discipline 2, mode 5, public 8, installed 13, authorised 22.
def record(finess, discipline, mode, client, installed, authorised, trailing=""):
    cells = [""] * 31
    cells[0], cells[1], cells[4], cells[7], cells[12], cells[21] = (
        finess, discipline, mode, client, installed, authorised
    )
    return ";".join(["equipementsocial", *cells]) + trailing


def test_installed_and_authorised_places_become_capacities(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text(
        "nofinesset;de;ta;client;capinstot;capautot\n120000039;924;11;711;80;84\n120000039;924;21;711;;6\n12;9;1;1;5;\n",
        encoding="utf-8",
    )
    frame, report = read_places(path, 2023)
    assert frame[["unite", "variable", "valeur"]].values.tolist() == [
        ["924/11/711", "CAPINSTOT", 80],
        ["924/11/711", "CAPAUTOT", 84],
        ["924/21/711", "CAPAUTOT", 6],
    ]
    assert set(frame.columns) == set(TABLES["capacite"].columns)
    assert [(finding.code, finding.row) for finding in report] == [("ETA01", 4), ("MSO01", None)]


@pytest.mark.parametrize("trailing", ["", ";"])
@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_the_national_file_in_sections(tmp_path, trailing, encoding):
    lines = [
        "finess;etalab;97;2024-01-10",
        record("120000039", "924", "11", "711", "80", "84", trailing),
        record("990000039", "924", "11", "711", "1", "1", trailing),
        record("120000054", "924", "11", "711", "9", "", trailing),
        "equipementsocial;120000039;é",
    ]
    path = tmp_path / "t.csv"
    path.write_text("\n".join(lines) + "\n", encoding=encoding)
    frame, report = read_places(path, 2024, sites={"120000039"})
    assert frame[["finess_et", "unite", "variable", "valeur"]].values.tolist() == [
        ["120000039", "924/11/711", "CAPINSTOT", 80],
        ["120000039", "924/11/711", "CAPAUTOT", 84],
    ]
    assert [(finding.code, finding.row) for finding in report] == [("FIC05", 5), ("AUT05", 4), ("AUT06", None)]


def test_a_table_of_other_names_by_mapping_and_one_without_places(tmp_path):
    path = tmp_path / "t.csv"
    path.write_text("Numéro;Places\n120000039;12\n", encoding="utf-8")
    frame, _ = read_places(path, 2024, {"finess_et": "Numéro", "capinstot": "Places"})
    assert frame[["finess_et", "unite", "valeur"]].values.tolist() == [["120000039", "//", 12]]
    with pytest.raises(InputError, match="FIC04"):
        read_places(path, 2024)


def test_the_public_is_that_of_the_discipline_then_the_clientele_then_the_category(tmp_path):
    rows = [
        ("120000039", "844", "11", "110", "40", ""),
        ("120000039", "964", "11", "437", "10", ""),  # any age: the category says which
        ("120000054", "964", "11", "437", "20", ""),
        ("120000062", "358", "16", "700", "30", ""),
        ("120000070", "964", "11", "010", "5", ""),
    ]
    path = tmp_path / "t.csv"
    path.write_text("finess;etalab;97;2024-01-10\n" + "\n".join(record(*row) for row in rows), encoding="utf-8")
    register = pd.DataFrame(
        [["120000039", "183"], ["120000054", "255"], ["120000062", "354"], ["120000070", "999"]],
        columns=["finess_et", "categ"],
    )
    frame = with_publics(read_places(path, 2024)[0], register)
    sums = frame.groupby("variable")["valeur"].sum().to_dict()
    assert sums == {
        "CAPINSTOT": 105, "PLACES_ENFANTS": 50, "PLACES_ADULTES": 20, "PLACES_AGEES": 30, "PLACES_AUTRES": 5
    }
