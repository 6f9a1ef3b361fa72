"""DREES's APL read from made-up files in the layouts the domain notes describe, and held against a computed one."""

from __future__ import annotations

import math

import openpyxl
import pandas as pd
import pytest
from made_up_region import communes_at, make_workspace, run, straight_road
from qgis.core import QgsProcessingException

from plugin.core.access.drees import compare_indicators, read_apl
from plugin.core.findings import InputError
from plugin.processing.apl import Apl
from plugin.processing.compare_apl import CompareApl
from plugin.processing.import_apl import ImportApl

HEADINGS = [
    "Code commune INSEE",
    "Commune",
    "APL aux médecins généralistes",
    "APL aux médecins généralistes de 65 ans et moins",
    "APL aux médecins généralistes de 62 ans et moins",
    "APL aux médecins généralistes de 60 ans et moins",
    "Population standardisée 2020 pour la médecine générale",
    "Population totale 2020",
]
UNITS = [None, None, *["consultations par an et par habitant"] * 4, "habitants", "habitants"]
# communes 12 minutes apart; A has the doctors: 5400 / (1000 + 0.3 * 1000) by the formula
PLACES = {"01001": (0.0, 0.0, 1000), "01002": (12.0, 0.0, 1000), "01003": (70.0, 0.0, 500)}


@pytest.fixture
def workbook(tmp_path):
    """Three years: the old layout with eight rows of title, and two of the new one."""
    book = openpyxl.Workbook()
    notes = book.active
    notes.title = "Lisez-moi"
    notes.append(["Accessibilité potentielle localisée"])
    old = book.create_sheet("APL_2019")
    for number in range(8):
        old.append([f"Titre {number}" if number % 2 == 0 else None])
    rows = [["01001", "A", 4.0, 3.0, 2.5, 2.0, 1100, 1000], ["01002", "B", 1.5, 1.0, 0.5, 0.25, 900, 1000]]
    for sheet in (old, book.create_sheet("APL 2022"), book.create_sheet("APL 2021")):
        sheet.append(HEADINGS)
        sheet.append(UNITS)
        shift = {"APL_2019": 1.0, "APL 2021": 0.5, "APL 2022": 0.0}[sheet.title]
        for code, name, value, *rest in rows:
            sheet.append([code, name, value + shift, *rest])
        sheet.append([99999, "ailleurs", 1, 1, 1, 1, 1, 1])
    path = tmp_path / "Indicateur d'accessibilité.xlsx"
    book.save(path)
    return path


@pytest.fixture
def workspace(tmp_path, qgis_app):
    members = [{"commune": code, "type": "epci", "id_territoire": "E"} for code in PLACES]
    return make_workspace(
        tmp_path / "a.gpkg",
        commune=communes_at(PLACES),
        composition=pd.DataFrame(members),
        praticien=pd.DataFrame([{"insee": "01001", "profession": "medecin_generaliste", "nombre": 1, "annee": 2022}]),
    )


@pytest.mark.parametrize(("year", "expected"), [(None, 4.0), (2022, 4.0), (2021, 4.5), (2019, 5.0)])
def test_the_sheet_of_each_year_is_read_under_its_titles_and_units(workbook, year, expected):
    table, report = read_apl(workbook, year)
    assert table.year == (year or 2022)
    assert table.variants == ["apl", "apl_65", "apl_62", "apl_60"]
    row = table.frame.set_index("insee").loc["01001"]
    assert row[["apl", "apl_65", "apl_62", "apl_60", "population"]].tolist() == [expected, 3, 2.5, 2, 1100]
    assert table.frame["insee"].tolist() == ["01001", "01002", "99999"]
    assert report.codes() == []


def test_a_csv_says_no_year_and_its_faults_are_all_named(tmp_path):
    path = tmp_path / "apl.csv"
    path.write_text(
        "Code commune INSEE;Commune;APL aux sages-femmes;Population totale\n"
        ";;nombre;habitants\n01001;A;2,5;1000\n1002;B;3;1000\n01001;A;9;1000\n01003;C;beaucoup;10\n01004;D;ND;10\n",
        encoding="utf-8",
    )
    table, report = read_apl(path, 2023)
    assert table.variants == ["apl"]
    assert table.frame["insee"].tolist() == ["01001", "01003", "01004"]
    assert table.frame["apl"].tolist() == pytest.approx([2.5, float("nan"), float("nan")], nan_ok=True)
    assert {finding.code: finding.row for finding in report} == {"COM01": 4, "FIC05": 6, "APL06": 5}
    with pytest.raises(InputError) as caught:
        read_apl(path)
    assert caught.value.findings[0].code == "APL04"


def test_a_year_or_a_column_that_is_not_there_is_refused_by_name(workbook, tmp_path):
    with pytest.raises(InputError) as caught:
        read_apl(workbook, 2015)
    assert (caught.value.findings[0].code, caught.value.findings[0].params["liste"]) == ("APL03", [2019, 2021, 2022])
    path = tmp_path / "autre.csv"
    path.write_text("Code commune INSEE;valeur\n01001;2\n", encoding="utf-8")
    with pytest.raises(InputError) as caught:
        read_apl(path, 2023)
    assert caught.value.findings[0].code == "FIC04"
    assert read_apl(path, 2023, {"apl": "valeur"})[0].frame["apl"].tolist() == [2]


def test_import_keeps_the_region_and_other_years_and_weighs_territories(workspace, workbook):
    assert run(ImportApl, WORKSPACE=workspace.path, FILE=str(workbook), YEAR=2021)["COMMUNES"] == 2
    found = run(ImportApl, WORKSPACE=workspace.path, FILE=str(workbook), MENTION="DREES, APL")
    assert found["INDICATORS"].split(", ")[0] == "apl_medecin_generaliste_drees"
    assert "01003" in found["LOG"]  # a commune of the workspace the table lacks
    rows = workspace.read("indicateur", where={"indicateur": "apl_medecin_generaliste_drees"})
    assert rows.groupby("periode").size().to_dict() == {"2021": 3, "2022": 3}
    latest = rows[rows["periode"] == "2022"].set_index("territoire")["valeur"]
    assert latest.to_dict() == {"01001": 4, "01002": 1.5, "E": pytest.approx((4 * 1100 + 1.5 * 900) / 2000)}
    young = workspace.read("indicateur", where={"indicateur": "apl_medecin_generaliste_60_drees"})
    assert young[young["territoire"] == "01002"]["valeur"].tolist() == [0.25, 0.25]
    assert "DREES, APL" in workspace.sources("indicateur")["mention"].tolist()


def test_the_computed_apl_beside_that_of_drees(workspace, workbook, tmp_path):
    run(Apl, WORKSPACE=workspace.path, ROADS=straight_road(tmp_path / "routes.gpkg"))
    run(ImportApl, WORKSPACE=workspace.path, FILE=str(workbook))
    found = run(CompareApl, WORKSPACE=workspace.path, OUTPUT="memory:")
    # computed: 5400 / 1300 and 0.3 times that; published: 4 and 1.5
    own, other = 5400 / 1300, 0.3 * 5400 / 1300
    assert [(row["insee"], row["premier"], row["second"]) for row in found["OUTPUT"]] == [
        ("01002", pytest.approx(other), 1.5),
        ("01001", pytest.approx(own), 4.0),
    ]
    assert found["OUTPUT"][0]["ecart"] == pytest.approx(1.5 - other)
    assert found["COMMUNES"] == 2
    assert found["CORRELATION"] == pytest.approx(1)
    assert found["MEAN_FIRST"] == pytest.approx((own + other) / 2)
    assert found["MEAN_SECOND"] == pytest.approx(2.75)
    assert "1.25 and 1.50" in found["LOG"] or "1.25 et 1.50" in found["LOG"]
    with pytest.raises(QgsProcessingException, match="apl_medecin_generaliste_drees"):
        run(CompareApl, WORKSPACE=workspace.path, SECOND="absent", OUTPUT="memory:")


def test_correlations_are_those_of_scipy():
    from scipy.stats import pearsonr, spearmanr

    first = pd.Series([1.0, 2.0, 4.0, 8.0, 3.0], index=list("abcde"))
    second = pd.Series([1.5, 1.0, 5.0, 30.0], index=list("abcd"))
    people = pd.Series([10.0, 0.0, 10.0, 20.0, 99.0], index=list("abcde"))
    found = compare_indicators(first, second, people)
    assert found.correlation == pytest.approx(pearsonr(first[:4], second)[0])
    assert found.rank_correlation == pytest.approx(spearmanr(first[:4], second)[0])
    assert found.rows["insee"].tolist() == ["d", "b", "c", "a"]
    assert found.mean_first == pytest.approx((10 * 1 + 10 * 4 + 20 * 8) / 40)
    assert math.isnan(compare_indicators(first, first * 0, people).correlation)
