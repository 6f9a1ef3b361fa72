"""Communes through the years."""

import pandas as pd
import pytest
import shapely
from territory_samples import bretagne_communes, bretagne_communes_2018, squares

from plugin.core.findings import InputError, Severity
from plugin.core.territories.movements import follow, overlaps, read_movements, reconcile, transfer

HEADER = (
    "MOD,DATE_EFF,TYPECOM_AV,COM_AV,TNCC_AV,NCC_AV,NCCENR_AV,LIBELLE_AV,"
    "TYPECOM_AP,COM_AP,TNCC_AP,NCC_AP,NCCENR_AP,LIBELLE_AP"
)


def event(mod, date, before, after, kinds=("COM", "COM")):
    return f"{mod},{date},{kinds[0]},{before},0,X,X,X,{kinds[1]},{after},0,X,X,X"


@pytest.fixture
def movements(tmp_path):
    """Real events of Bretagne and a made-up split, in INSEE's layout."""
    lines = [
        HEADER,
        # Tremblay and Saint-Ouen-la-Rouërie -> Val-Couesnon (35004, already Antrain), 2019-01-01.
        event(32, "2019-01-01", "35341", "35004"), event(32, "2019-01-01", "35303", "35004"),
        event(32, "2019-01-01", "35004", "35004"), event(32, "2019-01-01", "35341", "35341", ("COM", "COMD")),
        # An event before the year asked for, and a commune that moves twice.
        event(31, "2016-01-01", "22999", "22001"),
        event(41, "2019-01-01", "44060", "35900"), event(32, "2020-01-01", "35900", "35238"),
        # Two communes exchange their codes on one day: neither is moved twice.
        event(50, "2021-01-01", "29001", "29002"), event(50, "2021-01-01", "29002", "29001"),
        # A commune restored out of another.
        event(21, "2022-01-01", "56001", "56001"), event(21, "2022-01-01", "56001", "56300"),
    ]
    path = tmp_path / "mvtcommune2025.csv"
    path.write_text("\n".join(lines), encoding="utf-8")
    table, report = read_movements(path)
    assert len(report) == 0
    return table


def test_only_events_between_communes_are_read(movements):
    assert len(movements) == 10
    assert movements["ligne"].tolist()[3] == 6


def test_following_communes(movements):
    codes = ["35341", "35303", "35004", "44060", "29001", "29002", "56001", "35238", "22999"]
    assert follow(codes, movements, 2018) == {
        "35341": {"35004"}, "35303": {"35004"}, "35004": {"35004"}, "44060": {"35238"}, "29001": {"29002"},
        "29002": {"29001"}, "56001": {"56001", "56300"}, "35238": {"35238"}, "22999": {"22999"},
    }
    assert follow(["44060", "35900"], movements, 2019) == {"44060": {"44060"}, "35900": {"35238"}}


def test_a_table_that_is_not_insees_is_refused(tmp_path):
    path = tmp_path / "x.csv"
    path.write_text("MOD;COM_AV\n1;2\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_movements(path)
    assert {finding.code for finding in caught.value.findings} == {"FIC04"}
    assert len(caught.value.findings) == 4


def test_shares_of_overlapping_squares():
    old = squares(2, 1)  # two squares of 1000 m side by side
    new = shapely.box([0, 1500], [0, 0], [1500, 2000], [1000, 1000])
    table = overlaps(["a", "b"], old, ["x", "y"], new)
    assert table[["ancien", "nouveau"]].values.tolist() == [["a", "x"], ["b", "x"], ["b", "y"]]
    assert table["part_ancien"].tolist() == pytest.approx([1.0, 0.5, 0.5])
    assert table["part_nouveau"].tolist() == pytest.approx([2 / 3, 1 / 3, 1.0])


def test_what_no_movement_explains_is_proposed_by_overlap():
    old = pd.DataFrame({"insee": ["1", "2", "3", "4"], "nom": list("abcd"), "geom": squares(4, 1)})
    new = pd.DataFrame({"insee": ["1", "5"], "geom": [old["geom"][0], shapely.box(1000, 0, 3000, 1000)]})
    moved = pd.DataFrame({"date": ["2020-01-01"], "ancien": ["2"], "nouveau": ["5"]})
    links, report = reconcile(old, new, 2018, moved)
    assert links[["ancien", "nouveau", "origine"]].values.tolist() == [
        ["1", "1", "inchangée"], ["2", "5", "mouvement"], ["3", "5", "recouvrement"], ["4", None, "aucun"],
    ]
    assert [(f.code, f.value, f.severity) for f in report] == [
        ("TER11", "2", Severity.INFO), ("TER12", "3", Severity.WARNING), ("TER02", "4", Severity.ERROR),
    ]


def test_a_commune_that_kept_its_code_but_not_its_ground_is_told():
    old = pd.DataFrame({"insee": ["1"], "geom": [shapely.box(0, 0, 10, 10)]})
    new = pd.DataFrame({"insee": ["1", "2"], "geom": [shapely.box(0, 0, 5, 10), shapely.box(5, 0, 10, 10)]})
    _, report = reconcile(old, new, 2018)
    assert [(f.code, f.params["part"]) for f in report] == [("TER18", 50)]


def test_a_composition_follows_its_communes_and_a_conflict_is_told():
    links = pd.DataFrame({
        "ancien": ["1", "2", "3", "4", "4"], "nouveau": ["1", "9", "9", "7", "8"], "origine": "mouvement",
        "part_ancien": [1, 1, 1, 0.5, 0.5], "part_nouveau": [1, 0.3, 0.7, 1, 1],
    })
    rows = pd.DataFrame({"commune": ["1", "2", "3", "4"], "type": "pays", "id_territoire": list("ABCD")})
    moved, report = transfer(rows, links, "pays", 2025)
    assert moved[["commune", "id_territoire"]].values.tolist() == [["1", "A"], ["7", "D"], ["8", "D"], ["9", "C"]]
    assert [(f.code, f.params["insee"], f.params["a"], f.params["b"]) for f in report] == [("TER13", "9", "C", "B")]


def test_every_code_of_2018_without_outlines_is_accounted_for_or_told():
    old, new = bretagne_communes_2018(), bretagne_communes()
    links, report = reconcile(
        pd.DataFrame({"insee": old["code"], "nom": old["nom"]}), pd.DataFrame({"insee": new["code"]}), 2018
    )
    assert set(links["ancien"]) == set(old["code"])
    gone = set(old["code"]) - set(new["code"])
    assert len(old) == 1232
    assert len(gone) == 30
    assert {f.value for f in report if f.code == "TER02"} == gone
