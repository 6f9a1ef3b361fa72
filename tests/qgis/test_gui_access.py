"""The page of access times on a copy of the demo region: computation, results, what if."""

from __future__ import annotations

import shutil
import sqlite3
import time

import numpy as np
import pandas as pd
import pytest
from gui_window import Window, at_rest, nameless, wait_for
from own_qgis import ROOT
from qgis.core import NULL, QgsApplication, QgsPointXY, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt

from plugin.core.access.times import AccessOptions, commune_times
from plugin.core.findings import Finding, Severity
from plugin.core.schema import Source
from plugin.gis.road_cache import road_graph
from plugin.gis.roads import load_profile
from plugin.gis.what_if_store import saved_scenarios
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
    page = AccessPage(session)
    at_rest(page)
    return page


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
    at_rest(page)
    assert classes(page)["> 30 - 35 min"] == counted(workspace, "SU", 30, 35)
    page.setup.bounds.setText("10 20 45")
    page.setup.bounds.editingFinished.emit()
    at_rest(page)
    assert classes(page)["> 20 - 45 min"] == counted(workspace, "SU", 20, 45)


def test_computing_times_and_zones(page, session):
    page.setup.zones.setChecked(True)
    page.setup.bounds.setText("20 40")
    page.setup.kinds.item(0).setCheckState(Qt.CheckState.Checked)
    page.setup.run_button.click()
    assert not page.setup.run_button.isEnabled()
    at_rest(page)
    workspace = Workspace.open(session.path)
    # Emergency kinds left out of a run go; the demo’s times to maternities stay.
    assert set(workspace.read("temps_acces")["type_effecteur"]) == {"SU", "tous", "maternites"}
    assert sorted(workspace.read("zone_acces")["borne_max"].dropna()) == [20, 40]
    assert page.tabs.currentWidget() is page.results
    assert "TPS03" in {finding.code for finding in page.results.findings.shown()}
    assert classes(page)["0 - 20 min"] == counted(workspace, "tous", -1, 20)
    assert page.results.zones_button.isEnabled()


def test_responders_are_taken_from_the_establishments(page, session):
    """Sites that practise su or smur are listed anew; the agency's doctors and helicopters stay as they were."""
    own = ["HELISMUR", "HELI_SC", "MCS"]
    kept = "select id from effecteur_urgence where type in (?, ?, ?) order by id"
    with sqlite3.connect(session.path) as raw:
        before = raw.execute(kept, own).fetchall()
        raw.execute("delete from effecteur_urgence where type = 'SU'")
    page.setup.responders_button.click()
    at_rest(page)
    with sqlite3.connect(session.path) as raw:
        emergency = raw.execute("select count(*) from effecteur_urgence where type = 'SU'").fetchone()[0]
        assert raw.execute(kept, own).fetchall() == before
    assert 0 < emergency <= 60
    assert "emergency responders" in session.iface.said()


def test_communes_a_finding_lists_are_brought_into_the_map(page, session):
    codes = ["29083", "29084"]  # Sein and Molène
    page.results.findings.set_findings([Finding("TPS03", Severity.WARNING, params={"n": 2, "liste": codes})])
    page.results.findings.view.selectAll()
    page.results.findings.zoom_button.click()
    communes = Workspace.open(session.path).read("commune").set_index("insee").loc[codes]
    seen = session.iface.canvas.extent()
    for commune in communes.itertuples():
        assert seen.contains(QgsPointXY(commune.x_mairie, commune.y_mairie))
    assert min(seen.width(), seen.height()) < 100_000  # the canvas keeps its own proportions


def test_bad_bounds_are_told_and_nothing_is_written(page, session):
    before = Workspace.open(session.path).read("temps_acces")
    page.setup.bounds.setText("40 20")
    page.setup.run_button.click()
    at_rest(page)
    assert "40 20" in session.iface.said()
    assert Workspace.open(session.path).read("temps_acces").equals(before)


def test_a_run_can_be_stopped(page, session):
    before = Workspace.open(session.path).read("temps_acces")
    page.setup.run_button.click()
    page.bar.cancel_button.click()
    at_rest(page)
    assert Workspace.open(session.path).read("temps_acces").equals(before)


def test_communes_in_the_map_are_filled_by_class(page, session):
    page.results.communes_button.click()
    at_rest(page)
    page.results.communes_button.click()
    at_rest(page)
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


def reference_minutes(session, sites=None):
    """Minutes of every commune by the core itself, with the atlas's responders or with others."""
    workspace = Workspace.open(session.path)
    graph, _ = road_graph(f"{session.path.with_name('routes.gpkg')}|layername=troncon", load_profile("generique"))
    responders = workspace.read("effecteur_urgence") if sites is None else sites
    frame, _ = commune_times(workspace.read("commune"), responders, graph, AccessOptions())
    return frame[frame["type_effecteur"] == "tous"].set_index("origine")["minutes"]


def tick(page, name, is_open):
    (item,) = [item for item in page.what_if.sites.items() if item.data(0, Qt.ItemDataRole.UserRole) == name]
    item.setCheckState(0, Qt.CheckState.Checked if is_open else Qt.CheckState.Unchecked)
    wait_for(lambda: not page.what_if._later.isActive())


def shown_minutes(page):
    """Minutes in the layer of the map, by commune."""
    read = {commune["insee"]: commune["minutes"] for commune in page.what_if.effect.communes.layer.getFeatures()}
    return pd.Series({code: np.nan if value == NULL else value for code, value in read.items()})


@pytest.fixture
def tried(page):
    page.what_if.prepare_button.click()
    at_rest(page)
    yield page
    page.what_if.effect.communes.bind(None)


def test_a_closed_site_changes_communes_shares_and_map_at_once(tried, session):
    assert_minutes(shown_minutes(tried), reference_minutes(session))
    assert tried.what_if.effect.communes.topLevelItemCount() == 0
    responders = Workspace.open(session.path).read("effecteur_urgence")
    closed = responders[responders["insee"] == "29232"]["id"]  # Quimper
    for name in closed:
        if name in tried.what_if.state.sites.ids:
            tick(tried, name, False)
    after = reference_minutes(session, responders[~responders["id"].isin(closed)])
    before = reference_minutes(session)
    assert_minutes(shown_minutes(tried), after)
    changed = set(before.index[(after - before).abs() >= 0.05])
    assert len(changed) > 10
    assert set(tried.what_if.effect.communes.identifiers()) == changed
    assert f"<b>{len(changed)}</b> communes farther" in tried.what_if.effect.summary.text()

    people = Workspace.open(session.path).read("commune").set_index("insee")["population"].astype(float)
    parts = [100 * people[minutes[minutes <= 30].index].sum() / people.sum() for minutes in (before, after)]
    row = tried.what_if.effect.shares.topLevelItem(0)
    assert [float(row.text(column).replace(",", ".")) for column in (1, 2)] == pytest.approx(parts, abs=0.06)

    tried.what_if.effect.reset_button.click()
    assert_minutes(shown_minutes(tried), before)
    assert not tried.what_if.effect.reset_button.isEnabled()


def test_a_new_site_is_opened_at_a_town_hall(tried, session):
    what_if = tried.what_if
    what_if.sites.new_kind.setCurrentText("SMUR")
    what_if.sites.new_commune.setCurrentIndex(what_if.sites.new_commune.findData("22046"))
    what_if.sites.add_button.click()
    at_rest(tried)
    commune = Workspace.open(session.path).read("commune").set_index("insee").loc["22046"]
    new = {"id": "essai", "type": "SMUR", "insee": "22046", "x": commune["x_mairie"], "y": commune["y_mairie"]}
    responders = Workspace.open(session.path).read("effecteur_urgence")
    more = pd.concat([responders, pd.DataFrame([new])], ignore_index=True)
    assert_minutes(shown_minutes(tried), reference_minutes(session, more))
    assert what_if.state.opened() == ("SMUR 22046",)
    what_if.scenarios.names.setEditText("Ouverture")
    what_if.scenarios.save_button.click()
    at_rest(tried)
    (kept,) = saved_scenarios(Workspace.open(session.path))
    assert (kept.name, kept.activity, kept.closed, kept.opened) == ("Ouverture", "", (), ("SMUR 22046",))


def test_a_scenario_is_kept_and_opened_again(tried, session):
    what_if = tried.what_if
    first = what_if.state.sites.ids[0]
    tick(tried, first, False)
    assert not what_if.scenarios.save_button.isEnabled()
    what_if.scenarios.names.setEditText("Fermeture")
    what_if.scenarios.save_button.click()
    at_rest(tried)
    rows = Workspace.open(session.path).read("scenario").set_index("origine")
    assert_minutes(shown_minutes(tried), rows["minutes"])
    assert_minutes(reference_minutes(session), rows["minutes_reference"])
    before = shown_minutes(tried)
    again = AccessPage(session)
    at_rest(again)
    again.what_if.scenarios.names.setEditText("Fermeture")
    again.what_if.scenarios.open_button.click()
    at_rest(again)
    assert again.what_if.state.closed() == (first,)
    assert_minutes(shown_minutes(again), before)
    again.what_if.effect.communes.bind(None)


def test_another_activity_has_its_own_sites(page):
    page.setup.sites.setCurrentIndex(page.setup.sites.findData("maternites"))
    page.what_if.prepare_button.click()
    at_rest(page)
    assert set(page.what_if.state.kinds) == {"maternites"}
    assert len(page.what_if.sites.items()) == len(page.what_if.state.sites.ids) > 3


def test_a_tick_is_answered_without_a_pause(tried):
    names = list(tried.what_if.state.sites.ids)
    times = []
    for name in names[:10]:
        tried.what_if.state.set_open(name, False)
        start = time.perf_counter()
        tried.what_if.answer()
        times.append(time.perf_counter() - start)
    print(f"what if: median {np.median(times) * 1000:.0f} ms")
    assert np.median(times) < 0.5


def assert_minutes(ours, expected):
    assert sorted(ours.index) == sorted(expected.index)
    np.testing.assert_allclose(ours.loc[expected.index], expected, atol=2e-4)


def test_imported_times_stand_beside_and_are_chosen_for_the_sheets(page, session):
    workspace = Workspace.open(session.path)
    assert not page.results.method.isEnabled()
    communes = workspace.read("commune")
    imported = pd.DataFrame(
        {"origine": communes["insee"], "type_effecteur": "tous", "minutes": 12.0, "site": None, "methode": "metric"}
    )
    with workspace.writing() as write:
        write.append("temps_acces", imported, Source(fichier="m.csv", mention="METRIC 2024"))
    session.workspace_changed.emit()
    at_rest(page)
    assert page.results.method.currentData() == "reseau"
    page.results.method.setCurrentIndex(page.results.method.findData("metric"))
    page.results.method.activated.emit(page.results.method.currentIndex())
    at_rest(page)
    assert classes(page)["0 - 30 min"] == len(communes)
    assert workspace.settings()["temps_methode"] == "metric"
    again = AccessPage(session)
    at_rest(again)
    assert again.results.method.currentData() == "metric"


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
