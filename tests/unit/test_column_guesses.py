"""What is shown of a table before it is imported: its first rows, and which column seems to hold what."""

import pandas as pd
import pytest

from plugin.core.column_guesses import AGENCY, AUTHORISATIONS, COMPOSITION, SITES, guesses, head


def columns(found):
    return {wanted.name: guess.column for wanted, guess in found.items() if guess.column}


def test_the_head_of_a_large_file_is_its_beginning(tmp_path):
    path = tmp_path / "grand.csv"
    with path.open("w", encoding="cp1252") as stream:
        stream.write("insee;nom\n")
        stream.writelines(f"{35001 + row % 300};Saint-Éloi n° {row}\n" for row in range(60_000))
    frame = head(path, rows=40)
    assert list(frame.columns) == ["insee", "nom"]
    assert len(frame) == 40
    assert frame["nom"].iloc[39] == "Saint-Éloi n° 39"


@pytest.mark.parametrize("suffix", [".xlsx", ".ods"])
def test_the_head_of_a_workbook_is_its_beginning(tmp_path, suffix):
    path = tmp_path / f"grand{suffix}"
    rows = pd.DataFrame({"insee": [f"{35001 + row}" for row in range(300)], "nom": [f"n° {row}" for row in range(300)]})
    rows.to_excel(str(path), index=False)  # pandas takes the kind from a text alone
    pd.testing.assert_frame_equal(head(path, rows=40), rows.head(40))
    pd.testing.assert_frame_equal(head(path, rows=400), rows)


def test_a_composition_in_the_columns_of_insee():
    frame = pd.DataFrame({"CODGEO": ["35001", "35002"], "LIBGEO": ["a", "b"], "BV2022": ["35238", "35238"]})
    found = guesses(COMPOSITION, frame, "bassin_vie")
    assert columns(found)["commune"] == "CODGEO"
    assert columns(found)["id_territoire"] == "BV2022"
    assert {wanted.name for wanted in found if wanted.required} == {"commune", "id_territoire"}


def test_a_list_of_sites_by_the_usual_names():
    frame = pd.DataFrame({"nofinesset": ["1"], "Raison sociale": ["CH"], "Longitude": ["-2"], "Latitude": ["48"]})
    assert columns(guesses(SITES, frame)) == {
        "finess_et": "nofinesset",
        "rs": "Raison sociale",
        "lon": "Longitude",
        "lat": "Latitude",
    }


def test_national_authorisations():
    frame = pd.DataFrame({"nofinesset": ["1"], "activite": ["16"], "dateautor": ["2020-01-01"], "libactivite": ["x"]})
    assert columns(guesses(AUTHORISATIONS, frame)) == {
        "finess_et": "nofinesset",
        "activite": "activite",
        "date_autor": "dateautor",
    }


def test_a_table_of_the_agency_by_name_or_by_label():
    frame = pd.DataFrame({"Identifiant du site": ["a"], "TYPE": ["mono_site"], "autre": ["x"]})
    found = guesses(AGENCY, frame, "msp")
    assert columns(found) == {"id": "Identifiant du site", "type": "TYPE"}
    assert {wanted.name for wanted in found if wanted.required} == {"id", "type"}
