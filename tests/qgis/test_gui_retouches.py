"""The list of what is held by hand: read from the project, let go by a tick."""

from __future__ import annotations

import pytest
from gui_window import Window, nameless, wait_for
from qgis.core import QgsApplication, QgsLayoutPoint, QgsProject
from qgis.PyQt.QtCore import Qt
from sheet_region import sheet_region

from plugin.atlas.retouch.record import layout_of
from plugin.gui.retouches import open_retouches
from plugin.gui.session import Session
from plugin.processing.provider import AtlasProvider


@pytest.fixture
def dialog(qgis_app, tmp_path):
    QgsProject.instance().clear()
    sheet_region(tmp_path / "essai.gpkg")
    registry = QgsApplication.processingRegistry()
    provider = AtlasProvider()
    registry.addProvider(provider)
    session = Session(Window())
    session.path = tmp_path / "essai.gpkg"
    dialog = open_retouches(session)
    yield dialog
    dialog.close()
    session.close()
    registry.removeProvider(provider)
    QgsProject.instance().clear()


def test_a_legend_moved_is_listed_and_goes_back_when_let_go(dialog, tmp_path):
    assert dialog.table.rowCount() == 0 and "Nothing is held" in dialog.said.text()
    assert nameless(dialog) == []
    dialog.bar.start(
        "atlas_soins:draw_sheets", {"WORKSPACE": str(dialog.session.path), "SHEETS": "C09"}, "", lambda *_: None
    )
    wait_for(lambda: dialog.bar.run is None)
    project = QgsProject.instance()
    legend = layout_of(project, "C09").itemById("legende")
    before = legend.positionWithUnits().x()
    legend.attemptMove(QgsLayoutPoint(230, 80))
    dialog.refresh()
    shown = [dialog.table.item(0, column).text() for column in range(4)]
    assert shown == ["C09", "Item", "legende", "place"]
    assert not dialog.release_button.isEnabled()
    dialog.table.item(0, 0).setCheckState(Qt.CheckState.Checked)
    dialog.grab().save(str(tmp_path / "liste.png"))
    dialog.release_button.click()
    wait_for(lambda: dialog.bar.run is None)
    assert dialog.table.rowCount() == 0, dialog.session.iface.said()
    assert layout_of(project, "C09").itemById("legende").positionWithUnits().x() == before
