"""The window answers while the longest jobs run, pages behind read no atlas, cancel leaves it whole."""

from __future__ import annotations

import shutil

import openpyxl
import pytest
from gui_window import Window, at_rest, reads, wait_for
from loop_watch import watched
from own_qgis import ROOT
from qgis.core import QgsLayoutPoint, QgsProject, QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtTest import QTest

from plugin.core.questions.chart_kinds import POINTS, RANK
from plugin.gis.question_store import forget_region
from plugin.gis.workspace import Workspace
from plugin.gui.atlas_designer import drawn_layouts
from plugin.gui.dock import PAGES, AtlasDock
from plugin.gui.questions_page import QuestionsPage
from plugin.gui.runner import AlgorithmRun
from plugin.gui.session import Session
from plugin.gui.site_activities import symbol_images
from plugin.gui.site_import_tab import SITES
from plugin.gui.territories_page import TerritoriesPage
from plugin.gui.territory_load_tab import COMPOSITION
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
    QgsProject.instance().clear()


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


@pytest.mark.long
def test_sheets_and_maps_are_drawn_behind_the_window(dock, tmp_path):
    """The sheet with the most layers and insets, drawn and then drawn anew over itself; a map of one territory."""
    path = dock.session.path
    sheet = {"WORKSPACE": str(path), "SHEETS": "H22"}
    commune = {"WORKSPACE": sheet["WORKSPACE"], "THEME": "H22", "TERRITORY_TYPE": "departement", "TERRITORY": "29"}
    for job, parameters in (
        ("draw_sheets", sheet), ("draw_sheets", sheet), ("express_map", commune | {"OUTPUT_FOLDER": str(tmp_path)}),
    ):  # fmt: skip
        ended = []
        run = AlgorithmRun(f"atlas_soins:{job}", parameters)
        run.finished.connect(lambda succeeded, outputs, ended=ended: ended.append(succeeded))
        watch = watched(run.start, lambda ended=ended: bool(ended), wait_for)
        assert ended == [True], run.feedback.errors
        assert watch.own < LONGEST, job
    QgsProject.instance().clear()  # which closes the atlas
    dock.session.open(path)


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


# What a page shows in the map or of a file, and the checks and pictures of drawn sheets.

SHEETS = "H22,A05"  # many insets; many names


def in_front(dock, key):
    """A page that has read the atlas."""
    dock.show()
    page = dock.show_job(key)
    wait_for(lambda: not reads(dock))
    return page


def at_work(dock, page, start):
    """The watch over what a page does until it rests."""
    return watched(start, lambda: page.bar.run is None and not reads(dock), wait_for)


def test_the_layers_of_the_atlas_come_into_the_map(dock):
    home = in_front(dock, "home")
    for _ in range(2):
        watch = at_work(dock, home, home.layers_button.click)
        assert len(QgsProject.instance().mapLayers()) > 10
        assert watch.own < LONGEST


def test_access_in_the_map_and_what_if(dock):
    page = in_front(dock, "access")
    before = len(QgsProject.instance().mapLayers())
    watch = at_work(dock, page, page.results.communes_button.click)
    assert len(QgsProject.instance().mapLayers()) == before + 1
    assert watch.own < LONGEST
    watch = at_work(dock, page, page.what_if.prepare_button.click)
    assert page.what_if.effect.shares.topLevelItemCount() > 2
    assert watch.own < LONGEST


def test_a_profile_and_its_charts(dock):
    page = in_front(dock, "questions")
    choice = page.profile.choice
    choice.type.setCurrentIndex(choice.type.findData("departement"))
    choice.select(["29"])
    watch = at_work(dock, page, page.profile.show_button.click)
    assert page.charts.plot.chart is not None
    assert watch.own < LONGEST
    for kind in (RANK, POINTS):
        row = page.charts.kind.findData(kind)
        watch = at_work(dock, page, lambda row=row: page.charts.kind.setCurrentIndex(row))
        assert len(page.charts.plot.chart.keys) > 2
        assert watch.own < LONGEST


@pytest.fixture(scope="module")
def workbook(tmp_path_factory):
    """A workbook whose reading to the end takes a second."""
    path = tmp_path_factory.mktemp("classeur") / "grand.xlsx"
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    sheet.append(["finess_et", "rs", "insee", "theme", "epci", "lon", "lat"])
    for row in range(12_000):
        sheet.append([f"29{row:07}", f"Site {row}", "29019", "urgences", "200000001", -4.4, 48.4])
    book.save(path)
    return path


@pytest.mark.parametrize(
    ("key", "tab", "kind"), [("establishments", "imports", SITES), ("cooperations", "survey", None),
                             ("territories", "load", COMPOSITION)]
)  # fmt: skip
def test_a_file_to_import_is_looked_at(dock, workbook, key, tab, kind):
    page = in_front(dock, key)
    part = getattr(page, tab)
    if kind is not None:
        part.kind.setCurrentIndex(kind)
    watch = at_work(dock, page, lambda: part.file.setFilePath(str(workbook)))
    assert part.preview.rows.rowCount() == 5
    assert part.preview.choices and not part.preview.busy
    assert watch.own < LONGEST


@pytest.fixture(scope="module")
def drawn(dock):
    """The page of the atlas, with two sheets drawn in the project."""
    page = in_front(dock, "atlas")
    parameters = {"WORKSPACE": str(dock.session.path), "SHEETS": SHEETS}
    page.bar.start("atlas_soins:draw_sheets", parameters, "…", lambda *_: None)
    at_rest(page, 240)
    assert {"H22", "A05"} <= set(drawn_layouts())
    return page


def test_a_picture_of_a_drawn_sheet(dock, drawn):
    tab = drawn.sheets_tab
    for sheet in SHEETS.split(","):
        item = next(item for item in tab.items() if item.text(0).startswith(sheet))
        watch = watched(lambda item=item: tab.tree.setCurrentItem(item), lambda: bool(tab.picture.pixmap()), wait_for)
        assert watch.own < LONGEST


def test_what_is_held_by_hand_is_looked_for(dock, drawn):
    tab = drawn.retouches_tab
    layout = drawn_layouts()["H22"]
    layout.itemById("legende").attemptMove(QgsLayoutPoint(228, 40))
    watch = at_work(dock, drawn, lambda: drawn.tabs.setCurrentWidget(tab))
    assert "legende" in [tab.list.topLevelItem(row).text(2) for row in range(tab.list.topLevelItemCount())]
    assert tab.refresh_button.isEnabled()
    assert watch.own < LONGEST


def test_drawn_sheets_are_checked(dock, drawn):
    tab = drawn.preflight_tab
    watch = at_work(dock, drawn, tab.check_button.click)
    assert "PRE19" in [finding.code for finding in tab.findings.shown()]
    assert watch.own < LONGEST


def test_a_check_stops_after_the_one_under_way(dock, drawn):
    ended, told = [], []
    run = AlgorithmRun("atlas_soins:preflight", {"WORKSPACE": str(dock.session.path)})
    run.finished.connect(lambda succeeded, outputs: ended.append(outputs))

    def heard(_percent):
        told.append(run.feedback.isCanceled())
        if len(told) == 5:  # within the first sheet: there are two, and more checks than that
            run.cancel()

    run.progressed.connect(heard)
    run.start()
    wait_for(lambda: bool(ended))
    assert ended == [{}]
    assert told == [False] * 5
