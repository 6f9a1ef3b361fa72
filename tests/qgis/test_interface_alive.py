"""The window answers while the longest jobs run, pages behind read no atlas, cancel leaves it whole."""

from __future__ import annotations

import shutil

import pytest
from gui_window import Window, at_rest, reads, wait_for
from loop_watch import watched
from own_qgis import ROOT
from qgis.core import QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtTest import QTest

from plugin.gis.question_store import forget_region
from plugin.gis.workspace import Workspace
from plugin.gui.dock import PAGES, AtlasDock
from plugin.gui.questions_page import QuestionsPage
from plugin.gui.runner import AlgorithmRun
from plugin.gui.session import Session
from plugin.gui.site_activities import symbol_images
from plugin.gui.territories_page import TerritoriesPage
from plugin.gui.warm_up import warm_up

LONGEST = 0.1  # seconds of this thread's own work between two turns of the event loop


@pytest.fixture(scope="module")
def dock(provider, tmp_path_factory):
    folder = tmp_path_factory.mktemp("alive")
    for name in ("bretagne.gpkg", "routes.gpkg"):
        shutil.copy(ROOT / "data" / "demo" / name, folder / name)
    shutil.copy(ROOT / "data" / "demo" / "bretagne.gpkg", folder / "communes.gpkg")
    session = Session(Window())
    dock = AtlasDock(session)
    session.open(folder / "bretagne.gpkg")
    yield dock
    session.close()
    dock.deleteLater()


def jobs(path):
    roads = {"WORKSPACE": str(path), "ROADS": str(path.with_name("routes.gpkg"))}
    given = path.with_name("communes.gpkg")
    communes = {"WORKSPACE": str(path), "LAYER": f"{given}|layername=commune", "MENTION": "IGN"}
    links = {"WORKSPACE": str(path), "OUTPUT": "TEMPORARY_OUTPUT"}
    built = {"WORKSPACE": str(path), "TYPE": "epci", "MENTION": "Insee"}
    return {
        "import_communes": communes, "access_times": roads, "access_zones": roads, "build_territories": built,
        "cooperation_lines": links
    }


# What a page shows when it has read the atlas.
READ = {
    "home": lambda page: page.table.topLevelItemCount() > 10,
    "territories": lambda page: page.draw.type.count() > 5 and page.moves.territory.count() > 1,
    "establishments": lambda page: page.find.categories.count() > 5 and page.theme.theme.count() > 10,
    "cooperations": lambda page: page.links.table.topLevelItemCount() > 5,
    "access": lambda page: page.results.classes.topLevelItemCount() > 2 and page.setup.roads.value(),
    "questions": lambda page: page.profile.choice.type.count() > 1 and page.ask.activity.count() > 1,
    "atlas": lambda page: len(page.sheets_tab.states) == len(page.items()) > 0,
}


@pytest.mark.parametrize("key", [entry.key for entry in PAGES])
def test_a_page_shows_and_reads_again_behind_the_window(dock, key):
    # as after the dock was shown a moment ago: the modules are in
    task = warm_up(tuple(entry.key for entry in PAGES))
    wait_for(lambda: sip.isdeleted(task) or task.status() == QgsTask.TaskStatus.Complete)
    forget_region()
    symbol_images.cache_clear()
    pages = {}

    def first_show():
        dock.show()
        pages[key] = dock.show_job(key)

    watch = watched(first_show, lambda: not reads(dock), wait_for)
    page = pages[key]
    assert READ[key](page)
    assert watch.own < LONGEST
    watch = watched(dock.session.workspace_changed.emit, lambda: not reads(dock), wait_for)
    assert READ[key](page)
    assert watch.own < LONGEST


@pytest.fixture
def session(provider, tmp_path):
    shutil.copy(ROOT / "data" / "demo" / "bretagne.gpkg", tmp_path / "bretagne.gpkg")
    session = Session(Window())
    session.open(tmp_path / "bretagne.gpkg")
    yield session
    session.close()


def test_only_the_newest_atlas_is_shown_and_no_job_starts_before(session, tmp_path):
    Workspace.create(tmp_path / "new.gpkg")
    page = TerritoriesPage(session)
    assert "being read" in page.state.text()
    assert not page.check.check_button.isEnabled()
    at_rest(page)
    assert page.check.check_button.isEnabled()
    shown = []
    page.load.refresh = lambda state: shown.append(state.communes)
    session.workspace_changed.emit()
    session.open(tmp_path / "new.gpkg")
    assert not page.check.check_button.isEnabled()
    at_rest(page)
    QTest.qWait(200)  # the reading that was let go may still end
    assert shown == [0]
    assert "load the communes" in page.state.text()
    page.deleteLater()


@pytest.mark.parametrize("made", [TerritoriesPage, QuestionsPage])
def test_an_atlas_that_cannot_be_read_is_told_once(session, made):
    page = made(session)
    at_rest(page)
    whole = session.path.rename(session.path.with_suffix(".aside"))
    session.workspace_changed.emit()
    at_rest(page)
    assert len(session.iface.messageBar().items()) == 1
    assert "bretagne.gpkg" in session.iface.said()
    if made is TerritoriesPage:
        assert "could not be read" in page.state.text()
        assert not page.check.check_button.isEnabled()
        whole.rename(session.path)
        page.state.linkActivated.emit("again")
        at_rest(page)
        assert page.check.check_button.isEnabled()
    page.deleteLater()


@pytest.mark.parametrize(
    "job", ["access_times", "access_zones", "cooperation_lines", "build_territories", "import_communes"]
)
def test_the_longest_jobs_leave_the_window_its_turns(dock, job):
    # the processor's time of this thread, not the clock's: other programs on the machine do not count
    ended = []
    run = AlgorithmRun(f"atlas_soins:{job}", jobs(dock.session.path)[job])
    run.finished.connect(lambda succeeded, outputs: ended.append(succeeded))
    watch = watched(run.start, lambda: bool(ended), wait_for)
    assert ended == [True], run.feedback.errors
    assert watch.own < LONGEST


def test_cancel_stops_and_leaves_the_atlas_as_it_was(dock):
    path = dock.session.path
    before = Workspace.open(path).read("temps_acces")
    ended = []
    run = AlgorithmRun("atlas_soins:access_times", jobs(path)["access_times"])
    run.finished.connect(lambda succeeded, outputs: ended.append(succeeded))
    run.start()
    run.cancel()
    wait_for(lambda: bool(ended))
    assert run.feedback.isCanceled()
    assert Workspace.open(path).read("temps_acces").equals(before)
    assert not list(path.parent.glob("*.part"))


def test_pages_behind_wait_until_they_are_in_front(dock):
    dock.show()
    rows = {entry.key: row for row, entry in enumerate(PAGES)}
    territories, home = dock.show_job("territories"), dock.show_job("home")
    seen = []
    dock.session.workspace_changed.connect(lambda: seen.append("nobody's page"))
    wait_for(lambda: not reads(dock))
    home.title.clear()
    territories.state.clear()
    dock.session.workspace_changed.emit()
    dock.session.workspace_changed.emit()
    assert seen == ["nobody's page"] * 2
    assert home.title.text()
    assert not territories.state.text()
    dock.list.setCurrentRow(rows["territories"])
    assert territories.state.text()
    dock.hide()
    territories.state.clear()
    dock.session.workspace_changed.emit()
    assert not territories.state.text()
    dock.show()
    wait_for(lambda: bool(territories.state.text()), 5)


def test_the_end_of_a_job_leads_to_what_it_made(dock, tmp_path):
    session = dock.session
    made = tmp_path / "réponse <b>.csv"
    made.write_text("a;b", encoding="utf-8")
    session.iface.messageBar().clearWidgets()
    session.say_results({"WORKSPACE": str(session.path), "FILE": str(made), "ROWS": 3, "TEXT": "x" * 5000})
    (message,) = session.iface.messageBar().items()
    assert 'href="file:///' in message.text()
    assert "&lt;b&gt;" in message.text()
    session.say_results({"FILE": str(made)})
    assert len(session.iface.messageBar().items()) == 1  # told once
