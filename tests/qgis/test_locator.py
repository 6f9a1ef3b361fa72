"""The locator: ``fin `` and ``ter `` answer from the open atlas, in QGIS's own search, and lead to the place."""

from __future__ import annotations

import shutil

import pytest
from demo_tables import WORKSPACE, read_table
from gui_window import Window, wait_for
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsLocator,
    QgsLocatorContext,
    QgsLocatorResult,
    QgsPointXY,
    QgsProject,
)

from plugin.core.schema import Source
from plugin.gis.workspace import Workspace
from plugin.gui.locator import add_filters
from plugin.gui.session import Session


@pytest.fixture
def session(qgis_app, tmp_path):
    QgsProject.instance().clear()
    shutil.copy(WORKSPACE, tmp_path / "atlas.gpkg")
    made = Session(Window())
    made.open(tmp_path / "atlas.gpkg")
    made.iface.mapCanvas().setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:2154"))
    yield made
    made.close()
    QgsProject.instance().clear()


@pytest.fixture
def search(session):
    """Types into a locator that has our filters; gives the results."""
    locator = QgsLocator()
    session.iface.registerLocatorFilter = locator.registerFilter
    filters = add_filters(session.iface, session)

    def ask(text):
        found = []

        def keep(result):
            found.append(QgsLocatorResult(result))  # the one of the signal does not outlive it

        locator.foundResult.connect(keep)
        locator.fetchResults(text, QgsLocatorContext())
        wait_for(lambda: not locator.isRunning(), 30)
        locator.foundResult.disconnect(keep)
        return sorted(found, key=lambda result: -result.score)

    yield ask
    for one in filters:
        locator.deregisterFilter(one)


def test_a_site_by_its_number_goes_there(search, session):
    site = read_table("etablissement").dropna(subset=["x"]).iloc[3]
    results = search(f"fin {site['finess_et']}")
    assert [result.userData[1] for result in results] == [site["finess_et"]]
    assert site["finess_et"] in results[0].description
    results[0].filter.triggerResult(results[0])
    extent = session.iface.mapCanvas().extent()
    assert extent.contains(QgsPointXY(site["x"], site["y"]))
    assert extent.width() < 50_000


def test_sites_by_name_and_commune_without_accents_or_case(search):
    sites = read_table("etablissement")
    names = read_table("commune").set_index("insee")["nom"]
    there = set(sites.loc[sites["insee"].map(names) == "Quimperlé", "finess_et"])
    assert there
    found = {result.userData[1] for result in search("fin QUIMPERLE")}
    assert there <= found


def test_territories_and_communes(search, session):
    results = search("ter rennes")
    kinds = {result.userData[0] for result in results}
    assert kinds == {"territoire", "commune"}
    by_code = search("ter TS5")[0]
    assert by_code.userData == ["territoire", "TS5", "territoire_sante"]
    by_code.filter.triggerResult(by_code)
    outline = read_table("territoire").set_index("id_territoire").loc["TS5", "geom"]
    extent = session.iface.mapCanvas().extent()
    assert extent.xMinimum() <= outline.bounds[0]
    assert extent.xMaximum() >= outline.bounds[2]


def test_one_letter_or_no_atlas_answers_nothing(search, session):
    assert search("fin a") == []
    session.path = None
    assert search("fin rennes") == []


def test_an_import_is_seen_by_the_next_search(search, session):
    assert search("fin Kermarrec") == []
    workspace = Workspace.open(session.path)
    sites = workspace.read("etablissement")
    sites.loc[0, "nom_court"] = "CH de Kermarrec"
    with workspace.writing() as write:
        write.replace("etablissement", sites, Source("", "x"))
    assert [result.displayString for result in search("fin Kermarrec")] == ["CH de Kermarrec"]
