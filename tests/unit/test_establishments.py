"""Establishments: sites and their checks, places, authorisations, equipment; changes between two extracts."""

import csv

import numpy as np
import openpyxl
import pandas as pd
import shapely
from establishment_samples import authorisations, found, write
from shared_data import shared_file

from plugin.core.establishments.authorisations import of_register, read_authorisations
from plugin.core.establishments.checks import (
    check_closed,
    check_distance,
    check_legal_entities,
    check_reference_hospitals,
    check_scatter,
)
from plugin.core.establishments.equipment import read_equipment
from plugin.core.establishments.extract_diff import compare_authorisations, compare_establishments
from plugin.core.establishments.places import group_sites, place_at_town_halls
from plugin.core.establishments.sites import read_sites
from plugin.core.findings import Report

# Sites and checks


def test_the_real_list_of_sites_of_bretagne():
    path = shared_file("finess/sites_hospitaliers_bretagne.csv")
    with path.open(encoding="utf-8", newline="") as file:
        raw = {row["fi"]: row for row in csv.DictReader(file)}
    frame, report = read_sites(path)
    assert set(frame["finess_et"]) == set(raw)
    for row in frame.itertuples():
        expected = raw[row.finess_et]
        assert (row.rs, row.insee) == (expected["rs"], expected["COMINSEE"])
        assert (row.localisation == "géocodé") == bool(expected["lat"])
        if expected["lat"]:
            assert (row.x, row.y, row.srid) == (float(expected["lon"]), float(expected["lat"]), 4326)
    assert [(finding.code, finding.params["n"]) for finding in report] == [("ETA04", 76)]


def test_a_point_more_than_five_km_from_its_commune_is_a_finding():
    commune = shapely.box(0, 0, 10_000, 10_000)
    sites = pd.DataFrame(
        {
            "finess_et": ["a", "b", "c", "d", "e"],
            "rs": ["in", "near", "far", "nowhere", "unknown commune"],
            "insee": ["35238", "35238", "35238", "35238", "99999"],
            "x": [5_000.0, 14_999.0, 16_000.0, np.nan, 5_000.0],
            "y": [5_000.0, 5_000.0, 5_000.0, np.nan, 5_000.0],
        }
    )
    report = Report()
    distances = check_distance(sites, pd.DataFrame({"insee": ["35238"], "geom": [commune]}), report)
    assert distances[:3].tolist() == [0, 4_999, 6_000]
    assert distances[3:].isna().all()
    assert [(finding.code, finding.value) for finding in report] == [("ETA05", "c"), ("ETA11", None)]
    assert report.findings[0].params == {"rs": "far", "d": 6.0, "insee": "35238"}
    assert report.findings[1].params == {"n": 1, "communes": ["99999"]}


def test_a_site_far_from_the_others_of_its_commune_is_a_finding():
    sites = pd.DataFrame(
        {
            "finess_et": list("abcd"),
            "rs": list("abcd"),
            "insee": ["35238"] * 3 + ["35001"],
            "x": [0.0, 100.0, 30_000.0, 9e5],
            "y": [0.0, 0.0, 0.0, 0.0],
        }
    )
    report = Report()
    assert check_scatter(sites, report)[:3].tolist() == [100, 0, 29_900]
    assert [(finding.code, finding.value) for finding in report] == [("ETA17", "c")]


def test_closed_sites_legal_entities_and_reference_hospitals():
    sites = pd.DataFrame(
        {
            "finess_et": ["1", "2", "3"],
            "finess_ej": ["10", "20", None],
            "rs": ["A", "B", "C"],
            "date_ferm": ["2020-01-01", None, "2030-01-01"],
            "ch_referent": [True, True, False],
            "territoire_sante": ["1", "1", "2"],
        }
    )
    report = Report()
    check_closed(sites, "2023-12-31", report)
    check_legal_entities(sites, np.array([2, 3, 4]), ["10"], report)
    check_reference_hospitals(sites, ["1", "2"], report)
    assert [(finding.code, finding.row) for finding in report] == [
        ("ETA07", None),
        ("ETA08", 3),
        ("ETA09", None),
        ("ETA10", None),
    ]
    assert report.findings[2].params == {"t": "1", "liste": ["A", "B"]}


# Places


def test_numbers_at_one_address_form_one_site():
    sites = pd.DataFrame(
        {
            "finess_et": ["3", "1", "2", "5", "4"],
            "x": [0.0, 20.0, 40.0, 500.0, np.nan],
            "y": [0.0, 0.0, 0.0, 0.0, np.nan],
        }
    )
    assert group_sites(sites).tolist() == ["1", "1", "1", "5", "4"]


def test_town_halls_are_used_on_request_and_marked():
    sites = pd.DataFrame(
        {
            "finess_et": ["1", "2", "3"],
            "insee": ["35238", "35238", "35001"],
            "x": [np.nan, 5.0, np.nan],
            "y": [np.nan, 6.0, np.nan],
            "localisation": ["absente", "géocodé", "absente"],
        }
    )
    communes = pd.DataFrame({"insee": ["35238", "35001"], "x_mairie": [100.0, np.nan], "y_mairie": [200.0, np.nan]})
    report = Report()
    placed = place_at_town_halls(sites, communes, report)
    assert placed[["x", "y"]].iloc[:2].values.tolist() == [[100, 200], [5, 6]]
    assert placed["localisation"].tolist() == ["mairie", "géocodé", "absente"]
    assert [(finding.code, finding.params["n"]) for finding in report] == [("ETA16", 1)]


# Authorisations and equipment


def test_the_national_file_of_authorisations():
    path = shared_file("finess/finess_activites_soin.csv")
    with path.open(encoding="utf-8", newline="") as file:
        raw = list(csv.DictReader(file, delimiter=";"))
    frame, report = read_authorisations(path, state="2024-01-10")
    columns = ["finess_et", "activite", "modalite", "forme"]
    assert frame[columns].values.tolist() == [
        [row["nofinesset"], row["activite"], row["modalite"], row["forme"]] for row in raw
    ]
    counts = pd.Series(report.codes()).value_counts()
    assert counts["AUT03"] == sum(1 for row in raw if row["datefin"] and row["datefin"] < "2024-01-10")
    assert counts["AUT04"] == sum(1 for row in raw if not row["datemeo"])
    assert counts["AUT02"] == sum(
        1 for row in raw if row["datefin"] and row["dateautor"] and row["datefin"] < row["dateautor"]
    )
    assert set(frame["reforme"]) == {"avant"}
    assert "AUT01" not in counts


def test_an_activity_without_a_row_is_said(tmp_path):
    path = write(tmp_path, "nofinesset;activite;modalite;forme\n120000039;14;23;14\n120000039;ZZ;23;14\n;14;23;14\n")
    frame, report = read_authorisations(path)
    assert len(frame) == 2
    assert found(report) == [("FIC05", 4), ("AUT01", 3), ("AUT07", None)]
    assert "14 Médecine d’urgence" not in report.findings[2].params["liste"]
    assert "15 Réanimation" in report.findings[2].params["liste"]


def test_the_flow_without_a_header_and_an_arhgos_workbook_by_mapping(tmp_path):
    record = [
        "activiteoffresoin",
        "120780044",
        "CH",
        "14",
        "Urgences",
        "23",
        "SU",
        "14",
        "Non saisonnier",
        "1",
        "2010-01-02",
    ]
    record += ["120000039", "CH RODEZ", "", "", "", "", "", "", "2011-01-01", "2030-01-01"]
    path = write(tmp_path, "finess;etalab;98;2025-07-03\n" + ";".join(record) + "\n")
    expected = ["120000039", "14", "23", "14", "2010-01-02", "2011-01-01", "2030-01-01", "avant"]
    assert read_authorisations(path)[0].iloc[0, :8].tolist() == expected
    book = openpyxl.Workbook()
    book.active.append(["N° FINESS ET", "Activité", "Modalité", "Mention"])
    book.active.append(["120000039", "QA015", "MO006", "ME016"])
    book.save(tmp_path / "arhgos.xlsx")
    mapping = {"finess_et": "N° FINESS ET", "activite": "Activité", "modalite": "Modalité", "mention": "Mention"}
    frame, report = read_authorisations(tmp_path / "arhgos.xlsx", mapping)
    assert frame.loc[0, ["activite", "mention", "reforme"]].tolist() == ["QA015", "ME016", "apres"]
    assert "AUT01" not in report.codes()


def test_sites_of_other_departments_are_counted_and_unknown_ones_named():
    numbers = pd.Series(["120000039", "120000054", "750000001", "750000001"])
    report = Report()
    kept = of_register(numbers, ["120000039"], report, np.array([2, 3, 5, 6]))
    assert kept.tolist() == [True, False, False, False]
    assert [(finding.code, finding.value, finding.row, finding.params.get("n")) for finding in report] == [
        ("AUT05", "120000054", 3, None),
        ("AUT06", None, None, 2),
    ]


def test_columns_beside_their_header_are_put_right_by_content():
    path = shared_file("finess/finess_equipements_lourds.csv")
    raw = [line.split(";") for line in path.read_text("utf-8").splitlines()[1:]]
    frame, report = read_equipment(path)
    assert frame[["finess_et", "code"]].values.tolist() == [[row[7], row[1]] for row in raw]
    assert frame["date_meo"].tolist() == [row[8] or None for row in raw]
    assert [(finding.code, finding.params["decalage"]) for finding in report] == [("FIC11", -1)]


def test_equipment_under_its_own_header_is_left_alone(tmp_path):
    path = write(
        tmp_path, "nofinessej;eml;nofinesset;datemeo\n120780044;05602;120000039;2020-01-01\n120780044;99999;;\n"
    )
    frame, report = read_equipment(path)
    assert frame[["finess_et", "code", "nombre"]].values.tolist() == [["120000039", "05602", 1]]
    assert found(report) == [("EQU02", 3)]


# Two extracts


def test_what_opened_closed_moved():
    names = ["finess_et", "rs", "x", "y", "date_ferm"]
    old = pd.DataFrame(
        [["1", "A", 0.0, 0.0, None], ["2", "B", 0.0, 0.0, None], ["3", "C", 0.0, 0.0, None], ["4", "D", 0, 0, None]],
        columns=names,
    )
    new = pd.DataFrame(
        [
            ["1", "A", 0.0, 50.0, None],
            ["2", "B2", 300.0, 400.0, None],
            ["4", "D", 0, 0, "2023-01-01"],
            ["5", "E", 1, 1, None],
        ],
        columns=names,
    )
    changes = compare_establishments(old, new)
    assert changes[["finess_et", "changement", "detail"]].values.tolist() == [
        ["5", "ouvert", None],
        ["3", "fermé", None],
        ["4", "fermé", "2023-01-01"],
        ["2", "déplacé", "500 m"],
        ["2", "renommé", "B"],
    ]


def test_authorisations_gained_and_lost():
    old = authorisations(("1", "14", "23", "14"), ("1", "01", None, "01"))
    new = authorisations(("1", "01", "00", "01"), ("2", "14", "23", "14"))
    changes = compare_authorisations(old, new)
    assert changes[["finess_et", "activite", "changement"]].values.tolist() == [
        ["1", "14", "autorisation perdue"],
        ["2", "14", "autorisation obtenue"],
    ]
