"""The algorithm of charts: data that reads back, files that hide small numbers, errors that name what there is."""

from __future__ import annotations

import csv

import pytest
from chart_samples import samples
from demo_tables import WORKSPACE, read_table
from made_up_region import run
from qgis.core import QgsProcessingException
from qgis.PyQt.QtGui import QImage

from plugin.core.questions.chart_kinds import KINDS
from plugin.core.questions.territory_charts import chart_text, read_chart
from plugin.processing.territory_chart import TerritoryChart


def chart_of(kind: str, **more):
    return run(TerritoryChart, WORKSPACE=str(WORKSPACE), CHART=KINDS.index(kind), **more)


@pytest.mark.parametrize("name", samples())
def test_a_chart_as_text_reads_back(name):
    chart = samples()[name][0]
    assert read_chart(chart_text(chart)) == chart


def test_a_file_hides_what_the_screen_shows(qgis_app, tmp_path):
    path = tmp_path / "ages.csv"
    done = chart_of("ages", TYPE="departement", TERRITORIES="29", FILE=str(path), SECRET="10000000")
    communes = read_table("commune").query("dep == '29'")
    shown = read_chart(done["RESULT"]).series[0].values
    bands = communes[["pop_0_19", "pop_20_64", "pop_65p"]].sum()
    assert shown == pytest.approx((100 * bands / bands.sum()).tolist())
    rows = list(csv.DictReader(path.open(encoding="utf-8-sig"), delimiter=";"))
    assert {row["Finistère"] for row in rows} == {""} and {row["Finistère (statut)"] for row in rows} == {"secret"}


def test_ranks_hide_few_people_in_a_file(qgis_app, tmp_path):
    path = tmp_path / "rangs.csv"
    kind = {"TYPE": "departement", "TERRITORIES": "22", "MEASURE": "pop_65p"}
    done = chart_of("rangs", FILE=str(path), SECRET="180000", **kind)
    older = read_table("commune").groupby("dep")["pop_65p"].sum()
    assert read_chart(done["RESULT"]).keys == tuple(older.sort_values(ascending=False).index)
    rows = list(csv.DictReader(path.open(encoding="utf-8-sig"), delimiter=";"))
    columns = ("Territoires (statut)", "Territoire choisi (statut)")
    hidden = {row["cle"] for row in rows if "secret" in [row.get(name) for name in columns]}
    assert hidden == set(older.index[older < 180_000])


def test_a_png_at_print_size(qgis_app, tmp_path):
    path = tmp_path / "acces.png"
    chart_of("acces", TYPE="epci", TERRITORIES="243500139", MEASURE="tous", FILE=str(path))
    image = QImage(str(path))
    assert image.width() == round(120 * 300 / 25.4) and len(list(tmp_path.iterdir())) == 1


@pytest.mark.parametrize(
    ("kind", "more", "said"),
    [
        ("rangs", {"TYPE": "epci", "TERRITORIES": "243500139", "MEASURE": "rien"}, "has the key"),
        ("rangs", {"MEASURE": "densite"}, "no peers"),
        ("acces", {"TYPE": "departement", "TERRITORIES": "29", "MEASURE": "lune"}, "no times to"),
        ("evolution", {"TYPE": "departement", "TERRITORIES": "29", "MEASURE": "lune"}, "No indicator"),
        ("oqos", {"TYPE": "departement", "TERRITORIES": "29", "MEASURE": "lune"}, "no objectives"),
    ],
)
def test_what_is_not_there_is_named(qgis_app, kind, more, said):
    with pytest.raises(QgsProcessingException, match=said):
        chart_of(kind, **more)
