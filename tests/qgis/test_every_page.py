"""What holds for every page of the dock and every dialog: names, labels, the order of the keyboard, help."""

from __future__ import annotations

import shutil
from itertools import pairwise

import pytest
from gui_window import Window, reads, wait_for
from own_qgis import ROOT
from qgis.gui import QgsFileWidget, QgsMapLayerComboBox, QgsProjectionSelectionWidget
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QComboBox,
    QGroupBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QTabBar,
    QTabWidget,
    QWidget,
)

from plugin.gis.workspace import Workspace
from plugin.gui.dock import PAGES, AtlasDock
from plugin.gui.edition_dialog import EditionDialog
from plugin.gui.new_atlas import NewAtlasDialog
from plugin.gui.session import Session
from plugin.gui.settings_page import SettingsFactory
from plugin.gui.territory_type_dialog import TerritoryTypeDialog

KEYS = [entry.key for entry in PAGES]
DIALOGS = ["settings", "edition", "new_atlas", "territory_type"]
# Widgets made of others: the name of the whole is the name of its parts.
WHOLES = (QAbstractSpinBox, QComboBox, QgsFileWidget, QgsProjectionSelectionWidget, QgsMapLayerComboBox)


@pytest.fixture(scope="module")
def widgets(provider, tmp_path_factory):
    folder = tmp_path_factory.mktemp("pages")
    for name in ("bretagne.gpkg", "routes.gpkg"):
        shutil.copy(ROOT / "data" / "demo" / name, folder / name)
    session = Session(Window())
    dock = AtlasDock(session)
    dock.resize(620, 1400)
    dock.show()
    session.open(folder / "bretagne.gpkg")
    workspace = Workspace.open(session.path)
    made = {key: dock.show_job(key) for key in KEYS}
    wait_for(lambda: not reads(dock))
    made["settings"] = SettingsFactory(session).createWidget()
    made["edition"] = EditionDialog(workspace.name, workspace.settings(), folder)
    made["new_atlas"] = NewAtlasDialog(str(folder))
    made["territory_type"] = TerritoryTypeDialog()
    made["edition"].resize(620, 1600)  # without scrolling: a place is a place
    yield made | {"dock": dock}
    session.close()
    dock.deleteLater()


def controls(page: QWidget) -> list[QWidget]:
    """Everything the keyboard can reach on a page, wholes in place of their parts."""
    return [widget for widget in page.findChildren(QWidget) if _is_control(widget, page)]


def _is_control(widget: QWidget, page: QWidget) -> bool:
    if widget.focusPolicy() == Qt.FocusPolicy.NoFocus and not isinstance(widget, WHOLES):
        return False
    if isinstance(widget, QLabel | QScrollArea | QScrollBar | QHeaderView | QTabBar):
        return False
    parent = widget.parentWidget()
    while parent is not None and parent is not page:
        if isinstance(parent, WHOLES):
            return False
        parent = parent.parentWidget()
    return not widget.objectName().startswith("qt_")


def _called(widget: QWidget, labelled: set[QWidget]) -> bool:
    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    title = widget.title() if isinstance(widget, QGroupBox) else ""
    if widget.accessibleName() or text or title or widget in labelled:
        return True
    whole = widget.parentWidget()
    return whole is not None and whole.focusProxy() is widget and _called(whole, labelled)


def shown(widget: QWidget) -> str:
    return f"{type(widget).__name__} {widget.objectName() or widget.toolTip()}"


@pytest.mark.parametrize("key", [*KEYS, *DIALOGS, "dock"])
def test_every_control_has_a_name(widgets, key):
    page = widgets[key]
    labelled = {label.buddy() for label in page.findChildren(QLabel) if label.buddy() is not None}
    assert [shown(one) for one in controls(page) if not _called(one, labelled)] == []


@pytest.mark.parametrize("key", [*KEYS, *DIALOGS])
def test_a_letter_underlined_in_a_label_leads_somewhere(widgets, key):
    labels = [label for label in widgets[key].findChildren(QLabel) if _letter(label.text())]
    assert [label.text() for label in labels if label.buddy() is None] == []


def _letter(text: str) -> str:
    return QKeySequence.mnemonic(text).toString()


@pytest.mark.parametrize("key", [*KEYS, *DIALOGS])
def test_the_keyboard_goes_from_top_to_bottom(widgets, key):
    page = widgets[key]
    if key in KEYS:
        widgets["dock"].show_job(key)
    else:
        page.show()
    tabs = page.findChildren(QTabWidget)
    for index in range(tabs[0].count() if tabs else 1):
        if tabs:
            tabs[0].setCurrentIndex(index)
        area = tabs[0].currentWidget() if tabs else page
        places = [
            (widget, widget.mapTo(area, QPoint(0, 0)).y())
            for widget in _chain(area)
            if widget.isVisibleTo(area) and widget.isEnabled()
        ]
        ups = [
            f"{shown(before)} at {high} before {shown(after)} at {low}"
            for (before, high), (after, low) in pairwise(places)
            if low < high - 24  # one row of fields side by side is level
        ]
        assert ups == []


def _chain(area: QWidget) -> list[QWidget]:
    """The controls of an area in the order of the Tab key."""
    wanted, chain = set(controls(area)), []
    widget = area.nextInFocusChain()
    while widget is not area:
        if widget in wanted and widget.focusPolicy() & Qt.FocusPolicy.TabFocus:
            chain.append(widget)
        widget = widget.nextInFocusChain()
    return chain


@pytest.mark.parametrize("key", KEYS)
def test_f1_opens_the_help_of_the_page(widgets, key):
    dock = widgets["dock"]
    dock.show_job(key)
    window = dock.show_help()
    assert len(window.text.toPlainText()) > 100
    window.close()
    for language in ("", ".fr"):
        assert (ROOT / "resources" / "help" / f"page_{key}{language}.md").is_file()


def test_a_field_can_be_left_by_the_keyboard(widgets):
    for key in [*KEYS, *DIALOGS]:
        for field in widgets[key].findChildren(QLineEdit):
            assert field.focusPolicy() & Qt.FocusPolicy.TabFocus, (key, shown(field))
