"""The page of access times on a copy of the demo region: computation, results, what if."""

from __future__ import annotations

import shutil

import numpy as np
import pytest
from gui_window import Window, nameless, wait_for
from own_qgis import ROOT
from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt

from plugin.gis.workspace import Workspace
from plugin.gui.access_page import AccessPage
from plugin.gui.session import Session
from plugin.processing.provider import AtlasProvider

DEMO = ROOT / "data" / "demo"


@pytest.fixture(scope="module")
def provider(qgis_app):
    ours = AtlasProvider()
    QgsApplication.processingRegistry().addProvider(ours)
    yield ours
    QgsApplication.processingRegistry().removeProvider(ours)


@pytest.fixture
def session(provider, tmp_path):
    QgsProject.instance().clear()
    for name in ("bretagne.gpkg", "routes.gpkg"):
        shutil.copy(DEMO / name, tmp_path / name)
    made = Session(Window())
    made.open(tmp_path / "bretagne.gpkg")
    yield made
    made.close()
    QgsProject.instance().clear()


@pytest.fixture
def page(session):
    return AccessPage(session)


def wait(page):
    wait_for(lambda: page.bar.run is None, 120)


def classes(page) -> dict[str, int]:
    """The number of communes in each row of the table of classes."""
    table = page.results.classes
    rows = [table.topLevelItem(row) for row in range(table.topLevelItemCount())]
    return {row.text(0): int("".join(filter(str.isdigit, row.text(1)))) for row in rows}


def counted(workspace, kind, low, high) -> int:
    """Communes above ``low`` and up to ``high`` minutes, straight from the table."""
    times = workspace.read("temps_acces", where={"type_effecteur": kind})["minutes"]
    return int(((times > low) & (times <= high)).sum())


def test_the_roads_of_the_atlas_are_offered(page, session):
    assert page.setup.roads.value() == f"{session.path.with_name('routes.gpkg')}|layername=troncon"
    assert page.setup.run_button.isEnabled()


def test_a_layer_of_the_project_can_be_chosen(page):
    layer = QgsVectorLayer(str(DEMO / "routes.gpkg"), "troncon", "ogr")
    QgsProject.instance().addMapLayer(layer)
    page.setup.roads.layers.setLayer(layer)
    assert page.setup.road_parameters()["ROADS"] == layer.id()


def test_the_times_in_the_atlas_are_shown_by_class(page, session):
    workspace = Workspace.open(session.path)
    table = classes(page)
    assert list(table) == ["0 - 30 min", "> 30 - 35 min", "> 35 min", "non accessible"]
    assert table["0 - 30 min"] == counted(workspace, "tous", -1, 30)
    page.results.kind.setCurrentIndex(page.results.kind.findData("SU"))
    assert classes(page)["> 30 - 35 min"] == counted(workspace, "SU", 30, 35)
    page.setup.bounds.setText("10 20 45")
    page.setup.bounds.editingFinished.emit()
    assert classes(page)["> 20 - 45 min"] == counted(workspace, "SU", 20, 45)


def test_computing_times_and_zones(page, session):
    page.setup.zones.setChecked(True)
    page.setup.bounds.setText("20 40")
    page.setup.kinds.item(0).setCheckState(Qt.CheckState.Checked)
    page.setup.run_button.click()
    assert not page.setup.run_button.isEnabled()
    wait(page)
    workspace = Workspace.open(session.path)
    assert set(workspace.read("temps_acces")["type_effecteur"]) == {"SU", "tous"}
    assert sorted(workspace.read("zone_acces")["borne_max"].dropna()) == [20, 40]
    assert page.tabs.currentWidget() is page.results
    assert "TPS03" in {finding.code for finding in page.results.findings.shown()}
    assert classes(page)["0 - 20 min"] == counted(workspace, "tous", -1, 20)
    assert page.results.zones_button.isEnabled()


def test_bad_bounds_are_told_and_nothing_is_written(page, session):
    before = Workspace.open(session.path).read("temps_acces")
    page.setup.bounds.setText("40 20")
    page.setup.run_button.click()
    wait(page)
    assert "40 20" in session.iface.said()
    assert Workspace.open(session.path).read("temps_acces").equals(before)


def test_a_run_can_be_stopped(page, session):
    before = Workspace.open(session.path).read("temps_acces")
    page.setup.run_button.click()
    page.bar.cancel_button.click()
    wait(page)
    assert Workspace.open(session.path).read("temps_acces").equals(before)


def test_communes_in_the_map_are_filled_by_class(page, session):
    page.results.communes_button.click()
    page.results.communes_button.click()
    (layer,) = QgsProject.instance().mapLayers().values()
    times = Workspace.open(session.path).read("temps_acces", where={"type_effecteur": "tous"})
    expected = dict(zip(times["origine"], times["minutes"], strict=True))
    assert layer.featureCount() == len(expected)
    for commune in layer.getFeatures():
        minutes = expected[commune["insee"]]
        if np.isnan(minutes):
            assert commune["classe"] == -1
        else:
            assert commune["minutes"] == pytest.approx(minutes, abs=1e-4)
            assert commune["classe"] == (minutes > 30) + (minutes > 35)
    assert session.iface.canvas.extent().contains(layer.extent())


def test_without_an_atlas_nothing_can_be_started(provider):
    QgsProject.instance().clear()
    session = Session(Window())
    page = AccessPage(session)
    assert not page.setup.run_button.isEnabled()
    assert not page.results.communes_button.isEnabled()
    assert "Home" in page.state.text()
    session.close()


def test_every_control_has_a_name(page):
    assert nameless(page) == []
