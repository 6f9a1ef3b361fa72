"""Compositions read and checked."""

import pandas as pd
import pytest
import shapely
from territory_samples import bretagne_communes

from plugin.core.findings import InputError, Severity
from plugin.core.territories.checks import check_composition, check_duplicates, check_geometries, check_types
from plugin.core.territories.composition import read_composition
from plugin.core.territories.types import KNOWN, registry


def written(tmp_path, text, name="composition.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_our_own_template(tmp_path):
    path = written(tmp_path, "commune;type;id_territoire;libelle;cog_annee\n35238;pays;R;Pays de Rennes;2025\n"
                             "35051;pays;R;;2025\n22278;epci;x;y;2025\n1001;pays;B;Bresse;\n")
    read = read_composition(path, "pays", cog_annee=2024)
    rows = read.rows[["commune", "type", "id_territoire", "cog_annee"]]
    assert rows.values.tolist() == [["35238", "pays", "R", 2025], ["35051", "pays", "R", 2025]]
    assert read.rows["ligne"].tolist() == [2, 3]
    assert read.territories[["id_territoire", "libelle"]].values.tolist() == [["R", "Pays de Rennes"]]
    assert [(f.code, f.row, f.params["propose"]) for f in read.report] == [("COM01", 5, "01001")]
    agreed = read_composition(path, "pays", cog_annee=2024, accept_proposals=True)
    assert agreed.rows.iloc[-1].tolist() == ["01001", "pays", "B", 2024, 5]


def test_an_insee_table_of_belonging_in_a_workbook_with_titles(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "COM"
    rows = [["Table d'appartenance géographique des communes"], [], ["Mise en ligne"], [],
            ["Code géographique", "Libellé", "Département", "Bassin de vie 2022"],
            ["CODGEO", "LIBGEO", "DEP", "BV2022"], ["01001", "L'Abergement-Clémenciat", "01", "01093"],
            ["35238", "Rennes", "35", "35238"]]
    for row in rows:
        sheet.append(row)
    path = tmp_path / "table-appartenance-geo-communes-2025.xlsx"
    book.save(path)
    read = read_composition(path, "bassin_vie", cog_annee=2025, sheet="COM")
    assert read.columns == {"commune": "CODGEO", "id_territoire": "BV2022"}
    assert read.rows[["commune", "id_territoire"]].values.tolist() == [["01001", "01093"], ["35238", "35238"]]


def test_the_user_chooses_the_columns(tmp_path):
    path = written(tmp_path, "Ville;Zone;Autre\n35238;7;x\n")
    read = read_composition(path, "zone_had", corrections={"commune": "Ville", "id_territoire": "Zone"})
    assert read.rows[["commune", "id_territoire"]].values.tolist() == [["35238", "7"]]
    with pytest.raises(InputError) as caught:
        read_composition(written(tmp_path, "a;b\n1;2\n", "b.csv"), "zone_had")
    assert [finding.params["col"] for finding in caught.value.findings] == ["commune", "id_territoire"]


def test_a_blank_territory_is_told_not_kept(tmp_path):
    read = read_composition(written(tmp_path, "CODGEO;EPCI\n35238;243500139\n29155;\n"), "epci")
    assert read.rows["commune"].tolist() == ["35238"]
    assert [(f.code, f.severity, f.row) for f in read.report] == [("TER16", Severity.INFO, 3)]


def composition(*rows):
    frame = pd.DataFrame(rows, columns=["commune", "id_territoire"])
    return frame.assign(ligne=range(2, len(frame) + 2))


def test_all_findings_of_a_composition_at_once():
    rows = composition(("35238", "A"), ("35051", "A"), ("35238", "B"), ("99999", "A"), ("35051", "A"))
    report = check_composition(rows, ["35238", "35051", "22278"], KNOWN["territoire_sante"], 2025)
    assert [(f.code, f.row, f.value) for f in report] == [
        ("TER02", 5, "99999"), ("TER17", 6, "35051"), ("TER03", 4, "35238"), ("TER04", None, "22278"),
    ]
    told = {f.code: f.params for f in report}
    assert told["TER02"]["annee"] == 2025
    assert (told["TER03"]["a"], told["TER03"]["b"], told["TER03"]["ligne_a"]) == ("A", "B", 2)  # V041


def test_overlapping_types_may_hold_a_commune_twice():
    rows = composition(("35238", "A"), ("35238", "B"))
    assert check_composition(rows, ["35238"], KNOWN["zone_had"]).codes() == []


def test_iris_share_a_commune_but_not_with_the_whole_of_it():
    rows = composition(("352380101", "A"), ("352380102", "B"), ("35051", "A"), ("350510101", "B"))
    report = check_composition(rows, ["35238", "35051"], KNOWN["secteur_psy_g"])
    assert [(f.code, f.row, f.params["a"], f.params["b"]) for f in report] == [("TER03", 5, "A", "B")]


def test_island_communes_without_epci_are_warnings():
    communes = bretagne_communes()
    rows = communes[["code", "epci"]].dropna().set_axis(["commune", "id_territoire"], axis=1)
    report = check_composition(rows, communes["code"], KNOWN["epci"], 2025)
    assert [(f.code, f.severity, f.value) for f in report] == [
        ("TER04", Severity.WARNING, code) for code in ("22016", "29083", "29155")
    ]


def test_unknown_types_and_duplicate_codes():
    frame = pd.DataFrame({"type": ["epci", "epcii", "epci", "pays"], "id_territoire": ["1", "2", "1", "1"]})
    assert [(f.code, f.row, f.value) for f in check_types(frame, registry())] == [("TER09", 3, "epcii")]
    assert [(f.code, f.row, f.value, f.params["premiere"]) for f in check_duplicates(frame)] == [("TER01", 4, "1", 2)]


def test_outlines_are_checked():
    bow_tie = shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)])
    islands = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(5, 0, 6, 1)])
    touching = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)])
    frame = pd.DataFrame({
        "id_territoire": list("abcd"), "type": "cls", "libelle": ["Nœud", "Îles", "Deux moitiés", "Vide"],
        "geom": [bow_tie, islands, touching, None],
    })
    found = [(f.code, f.params["id"]) for f in check_geometries(frame)]
    assert ("TER05", "Nœud") in found
    assert ("TER05", "Vide") in found
    assert ("TER08", "Îles") in found
    assert ("TER08", "Deux moitiés") not in found
