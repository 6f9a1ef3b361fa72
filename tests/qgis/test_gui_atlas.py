"""The page of the atlas, used as a person would: states, drawing, check, what is held by hand."""

from __future__ import annotations

import shutil

import pytest
from demo_tables import WORKSPACE
from gui_window import Window, at_rest, nameless, wait_for
from qgis.core import QgsApplication, QgsLayoutPoint, QgsProject
from qgis.PyQt.QtCore import QCoreApplication, Qt

from plugin.gui.atlas_designer import drawn_layouts
from plugin.gui.atlas_page import AtlasPage
from plugin.gui.session import Session
from plugin.processing.provider import AtlasProvider


class Desk(Window):
    """A window that remembers the layouts whose designer was opened."""

    def __init__(self):
        super().__init__()
        self.opened = []

    def openLayoutDesigner(self, layout):  # noqa: N802
        self.opened.append(layout)


@pytest.fixture(scope="module")
def provider(qgis_app):
    """Our algorithms, as in QGIS."""
    provider = AtlasProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    yield provider
    QgsApplication.processingRegistry().removeProvider(provider)


@pytest.fixture(scope="module")
def desk(provider, tmp_path_factory):
    """The page over a copy of the demo, one sheet drawn."""
    folder = tmp_path_factory.mktemp("atlas")
    shutil.copy(WORKSPACE, folder / "bretagne.gpkg")
    QgsProject.instance().clear()
    window = Desk()
    session = Session(window)
    session.open(folder / "bretagne.gpkg")
    page = AtlasPage(session)
    page.resize(360, 800)
    wait_for(lambda: not page.sheets_tab.reading.busy)
    assert len(page.sheets_tab.states) == len(page.items()) > 0
    select(page, "T02")
    page.sheets_tab.open_current()
    wait_for(lambda: page.run is None)
    yield window, page
    page.deleteLater()
    session.close()
    QgsProject.instance().clear()


def select(page, sheet):
    """Put the cursor on a sheet."""
    page.sheets_tab.tree.setCurrentItem(next(one for one in page.items() if one.text(0).startswith(sheet)))


def pictured(page):
    """Whether a picture of a sheet is shown."""
    pixmap = page.sheets_tab.picture.pixmap()
    return pixmap is not None and not pixmap.isNull()


def test_every_sheet_has_a_state_in_words_and_shape(desk):
    _, page = desk
    assert all(item.text(1) and not item.icon(1).isNull() for item in page.items())
    ready, waiting, drawn = page.sheets_tab.counts()
    assert ready + waiting == len(page.items()) and drawn == 1
    assert str(ready) in page.state.text()


def test_a_sheet_is_drawn_and_its_designer_opened(desk):
    window, page = desk
    assert [layout.name()[:3] for layout in window.opened[:1]] == ["T02"]
    select(page, "T02")
    page.sheets_tab.open_current()  # drawn already: opened at once
    assert page.run is None and window.opened[-1] is drawn_layouts()["T02"]


def test_a_picture_of_a_drawn_sheet_only(desk):
    _, page = desk
    page.show()
    select(page, "T02")
    assert not page.sheets_tab.picture.isHidden()
    wait_for(lambda: pictured(page))
    shown = page.sheets_tab.picture.pixmap().toImage()
    assert shown.height() > 100
    # maps are drawn, not announced: their colours are no greys
    middle = [shown.pixelColor(x, shown.height() // 2) for x in range(20, shown.width() // 2)]
    assert sum(colour.hsvSaturation() > 8 for colour in middle) > len(middle) / 2
    select(page, "H22")
    assert page.sheets_tab.picture.isHidden()
    page.hide()


def test_what_a_sheet_waits_for_is_said_with_its_template(desk):
    _, page = desk
    waiting = next((one for one in page.sheets_tab.states.values() if one.templates), None)
    if waiting is None:
        pytest.skip("the demo has data for every sheet")
    select(page, waiting.id)
    assert waiting.templates[0] in page.sheets_tab.detail.text()
    assert not page.sheets_tab.template_button.isHidden()
    assert not page.sheets_tab.open_button.isEnabled()


def test_the_check_leads_to_the_item(desk, tmp_path):
    window, page = desk
    layout = drawn_layouts()["T02"]
    label = layout.itemById("sous_titre")
    home = label.positionWithUnits()
    label.attemptMove(QgsLayoutPoint(290, 15))
    page.preflight_tab.save_report(tmp_path / "controle.html")
    wait_for(lambda: page.run is None)
    table = page.preflight_tab.findings
    row = next(row for row, one in enumerate(table.shown()) if one.code == "PRE10")
    assert table.shown()[row].params["item"] == "sous_titre"
    table.view.setCurrentIndex(table.proxy.index(row, 0))
    window.opened.clear()
    table.zoom()
    assert window.opened == [layout]
    assert [item.id() for item in layout.selectedLayoutItems()] == ["sous_titre"]
    assert "sous_titre" in (tmp_path / "controle.html").read_text(encoding="utf-8")
    label.attemptMove(home)


def test_what_is_held_by_hand_is_listed_and_let_go(desk):
    _, page = desk
    layout = drawn_layouts()["T02"]
    layout.itemById("legende").attemptMove(QgsLayoutPoint(228, 40))
    page.retouches_tab.refresh()
    assert not page.retouches_tab.refresh_button.isEnabled(), "while it looks"
    at_rest(page)
    rows = page.retouches_tab.list
    held = [rows.topLevelItem(row) for row in range(rows.topLevelItemCount())]
    mine = [item for item in held if item.text(2) == "legende"]
    assert len(mine) == 1 and mine[0].text(0) == "T02"
    mine[0].setSelected(True)
    assert page.retouches_tab.release_button.isEnabled()
    page.retouches_tab.release()
    at_rest(page)
    left = [rows.topLevelItem(row).text(2) for row in range(rows.topLevelItemCount())]
    assert "legende" not in left


def test_what_is_looked_at_may_be_taken_out_of_the_project(desk):
    _, page = desk
    tab = page.retouches_tab
    project = QgsProject.instance()
    copy = drawn_layouts()["T02"].clone()
    copy.setName("autre feuille")
    copy.setCustomProperty("atlas_soins/feuille", "T02_essai")
    project.layoutManager().addLayout(copy)
    tab.refresh()
    QCoreApplication.processEvents()
    assert tab.turns.busy
    project.layoutManager().removeLayout(copy)
    wait_for(tab.refresh_button.isEnabled)
    assert "T02_essai" not in [tab.list.topLevelItem(row).text(0) for row in range(tab.list.topLevelItemCount())]


def test_families_tick_their_sheets(desk):
    _, page = desk
    family = page.sheets_tab.tree.topLevelItem(0)
    family.setCheckState(0, Qt.CheckState.Unchecked)
    assert not any(sheet.startswith("T") for sheet in page.chosen())
    assert page.export_button.isEnabled()
    family.setCheckState(0, Qt.CheckState.Checked)
    assert len(page.chosen()) == len(page.items())


def test_the_type_of_territories_goes_with_its_part(desk, monkeypatch):
    """Each territory of a type has its page when that part is ticked; the list is that of the atlas."""
    _, page = desk
    tab = page.export_tab
    wait_for(lambda: not tab.reading.busy)
    number = next(row for row in range(tab.parts.count()) if "territor" in tab.parts.item(row).text().lower())
    part = tab.parts.item(number)
    part.setCheckState(Qt.CheckState.Unchecked)
    assert not tab.territories.isEnabled() and tab.territories.type_code() is None
    part.setCheckState(Qt.CheckState.Checked)
    assert tab.territories.isEnabled()
    tab.territories.setCurrentIndex(tab.territories.findData("epci"))
    asked = []
    monkeypatch.setattr(tab.bar, "start", lambda _algorithm, parameters, *_: asked.append(parameters))
    for item in page.items():
        item.setCheckState(0, Qt.CheckState.Checked)
    tab.export()
    assert asked[0]["TERRITORIES"] == "epci"
    assert number in asked[0]["PARTS"]


def test_a_catalogue_that_is_not_right_is_told_and_the_page_does_not_wait(provider, tmp_path):
    """The state line says no more that something is being read once the reading has failed."""
    shutil.copy(WORKSPACE, tmp_path / "bretagne.gpkg")
    folder = tmp_path / "bretagne_catalogue"
    folder.mkdir()
    (folder / "x.yaml").write_text("feuilles:\n  - {id: X01, titr: Faute}\n", encoding="utf-8")
    window = Window()
    session = Session(window)
    session.open(tmp_path / "bretagne.gpkg")
    page = AtlasPage(session)
    assert "being read" in page.state.text()
    wait_for(lambda: not page.sheets_tab.reading.busy)
    assert "being read" not in page.state.text()
    assert "x.yaml, sheet X01" in window.said()  # the bar shows the first line, the others stand behind its button
    page.deleteLater()
    session.close()


def test_every_control_has_a_name(desk):
    assert nameless(desk[1]) == []
