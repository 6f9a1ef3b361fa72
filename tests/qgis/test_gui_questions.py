"""The page "Questions": a territory picked, its profile and charts, free questions, exports, panels of their own."""

from __future__ import annotations

import csv
import shutil

import pytest
from chart_samples import samples
from demo_tables import WORKSPACE, read_table
from gui_window import Window, at_rest, nameless, wait_for
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
    QgsSettings,
)
from qgis.PyQt.QtCore import QPointF, Qt
from qgis.PyQt.QtTest import QTest

from plugin.gis.question_store import forget_region, saved_questions
from plugin.gis.workspace import Workspace
from plugin.gui.charts import plot as plot_module
from plugin.gui.charts.plot import ChartPlot
from plugin.gui.questions_page import QuestionsPage
from plugin.gui.session import Session
from plugin.processing.provider import AtlasProvider

COMMUNES = read_table("commune")


@pytest.fixture(scope="module")
def provider(qgis_app):
    made = AtlasProvider()
    QgsApplication.processingRegistry().addProvider(made)
    yield made
    QgsApplication.processingRegistry().removeProvider(made)
    forget_region()


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return shutil.copy(WORKSPACE, tmp_path_factory.mktemp("questions") / "atlas.gpkg")


@pytest.fixture
def page(provider, path):
    QgsProject.instance().clear()
    QgsSettings().remove("atlas_soins/panels")
    session = Session(Window())
    session.open(path)
    canvas = session.iface.mapCanvas()
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:2154"))
    canvas.setExtent(QgsRectangle(90_000, 6_700_000, 400_000, 6_880_000))
    page = QuestionsPage(session)
    at_rest(page)
    yield page
    session.close()
    page.deleteLater()
    QgsSettings().remove("atlas_soins/panels")
    QgsProject.instance().clear()


def pick(page, kind, *codes):
    choice = page.profile.choice
    choice.type.setCurrentIndex(choice.type.findData(kind))
    choice.select(list(codes))


def test_nothing_is_nameless(page):
    assert nameless(page) == []


def test_search_and_profile_of_a_department(page, tmp_path):
    pick(page, "departement", "29")
    choice = page.profile.choice
    choice.search.setText("finis")
    assert [choice.list.item(row).isHidden() for row in range(choice.list.count())].count(False) == 1
    page.profile.show_button.click()
    at_rest(page)
    people = COMMUNES.loc[COMMUNES["dep"] == "29", "population"].sum()
    table = page.profile.table
    rows = {table.topLevelItem(row).data(0, Qt.ItemDataRole.UserRole): row for row in range(table.topLevelItemCount())}
    shown = table.topLevelItem(rows["population"]).text(1)
    assert shown.replace("\u202f", "") == str(people)
    assert table.columnCount() == 4 and " / 4" in table.topLevelItem(rows["population"]).text(3)
    table.sortItems(1, Qt.SortOrder.DescendingOrder)
    assert table.topLevelItem(0).data(0, Qt.ItemDataRole.UserRole) == "population"
    page.profile.write(str(tmp_path / "profil.csv"))
    at_rest(page)
    assert (tmp_path / "profil.csv").read_text(encoding="utf-8-sig").startswith("rubrique;")
    page.profile.copy_button.click()
    assert "Finistère" in QgsApplication.clipboard().text()


def test_a_click_and_a_drawn_area(page):
    pick(page, "departement")
    choice = page.profile.choice
    choice.choose_at(QgsPointXY(171_000, 6_789_000), False)
    assert choice.codes() == ["29"]
    choice.choose_area(QgsGeometry.fromRect(QgsRectangle(150_000, 6_750_000, 200_000, 6_830_000)))
    assert choice.codes() == [] and choice.parameters()["AREA"].endswith("zone.gpkg")
    page.profile.show_profile()
    at_rest(page)
    across, up = COMMUNES["x_mairie"].between(150_000, 200_000), COMMUNES["y_mairie"].between(6_750_000, 6_830_000)
    inside = COMMUNES[across & up]
    table = page.profile.table
    found = [table.topLevelItem(row).text(1) for row in range(table.topLevelItemCount())]
    assert found[0].replace("\u202f", "") == str(inside["population"].sum())
    assert [page.charts.kind.itemData(row) for row in range(page.charts.kind.count())][:2] == ["ages", "acces"]


def test_ranks_of_a_measure_are_chosen_with_the_map(page, tmp_path):
    pick(page, "epci", "243500139")
    page.profile.show_profile()
    at_rest(page)
    page.profile.ranked.emit("densite")
    at_rest(page)
    wait_for(lambda: page.charts.plot.chart is not None and page.charts.plot.chart.form == "rangs")
    chart = page.charts.plot.chart
    assert len(chart.keys) == read_table("composition").query("type == 'epci'")["id_territoire"].nunique()
    assert chart.series[1].values[list(chart.keys).index("243500139")] is not None
    page.linked.setChecked(True)
    page.charts.plot.setFocus()
    QTest.keyClick(page.charts.plot, Qt.Key.Key_Right)
    QTest.keyClick(page.charts.plot, Qt.Key.Key_Space)
    assert page.charts.plot.keys == [chart.keys[0]]
    assert [one["id_territoire"] for one in page._outlines.getSelectedFeatures()] == [chart.keys[0]]
    other = next(one for one in page._outlines.getFeatures() if one["id_territoire"] == chart.keys[5])
    page._outlines.selectByIds([other.id()])
    assert page.charts.plot.keys == [chart.keys[5]]
    for suffix in ("png", "svg", "csv"):
        page.charts.write(str(tmp_path / f"rangs.{suffix}"))
        at_rest(page)
        assert (tmp_path / f"rangs.{suffix}").stat().st_size > 1000
    rows = list(csv.DictReader((tmp_path / "rangs.csv").open(encoding="utf-8-sig"), delimiter=";"))
    assert [row["cle"] for row in rows] == list(chart.keys)


def test_a_question_is_written_kept_shared_and_asked(page, path, tmp_path):
    pick(page, "departement", "29")
    ask = page.ask
    ask.condition.setCurrentIndex(ask.condition.findText("with more inhabitants than"))
    ask.amount.setValue(20_000)
    ask.add_condition()
    assert ask.question.toPlainText() == "communes de departement:29 de plus de 20000 habitants"
    ask.name.setText("Villes du Finistère")
    ask.keep()
    at_rest(page)
    wanted = COMMUNES[(COMMUNES["dep"] == "29") & (COMMUNES["population"] > 20_000)]
    assert sorted(ask.table.identifiers()) == sorted(wanted["insee"])
    assert saved_questions(Workspace.open(path))["nom"].tolist() == ["Villes du Finistère"]
    ask.share_button.click()
    assert QgsApplication.clipboard().text() == ask.question.toPlainText()
    ask.table.topLevelItem(0).setSelected(True)
    assert [one["insee"] for one in ask.table.layer.getSelectedFeatures()] == ask.table.selected()
    ask.write(str(tmp_path / "villes.xlsx"))
    at_rest(page)
    assert (tmp_path / "villes.xlsx").stat().st_size > 1000
    ask.question.setPlainText("communes de")
    ask.ask()
    at_rest(page)
    assert "not understood" in page.session.iface.said()


def test_panels_of_their_own_come_back(page):
    place = page.chart_place
    place.button.click()
    assert place.panel is not None and place.panel.widget() is page.charts
    again = QuestionsPage(page.session)
    assert again.chart_place.panel is not None and again.answer_place.panel is None
    again.deleteLater()
    place.redock()
    assert place.panel is None and page.charts.parent() is place


@pytest.mark.parametrize("name", samples())
def test_every_form_is_shown_and_tells_its_values(qgis_app, name):
    chart, _, _ = samples()[name]
    plot = ChartPlot("Chart")
    plot.resize(520, 340)
    plot.show()
    plot.show_chart(chart)
    QgsApplication.processEvents()
    mark = max(plot._marks, key=lambda one: one.right - one.left + one.top - one.bottom)
    middle = plot.view.getPlotItem().vb.mapViewToScene(QPointF(*mark.middle))
    found = plot.mark_at(middle)
    assert found is not None and chart.categories[found.place] in plot.words_of(found).replace("\u202f", " ")
    plot.deleteLater()


def test_without_pyqtgraph_the_rest_works(page, monkeypatch):
    monkeypatch.setattr(plot_module, "available", lambda: False)
    plot = ChartPlot("Chart")
    plot.show_chart(samples()["barres"][0])
    assert plot.view is None and "pyqtgraph" in plot.notice.text()
    plot.select(["2012"])
    assert plot.keys == ["2012"]
