"""A window for the tests of pages: the part of QgisInterface they use, and what a screen reader would find nameless."""

from __future__ import annotations

import time

from qgis.gui import QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractButton, QLabel, QMainWindow, QWidget


class Window:
    """A main window with a real canvas and a real message bar."""

    def __init__(self):
        self.window = QMainWindow()
        self.canvas = QgsMapCanvas(self.window)
        self.bar = QgsMessageBar(self.window)

    def mainWindow(self) -> QMainWindow:  # noqa: N802
        return self.window

    def mapCanvas(self) -> QgsMapCanvas:  # noqa: N802
        return self.canvas

    def messageBar(self) -> QgsMessageBar:  # noqa: N802
        return self.bar

    def said(self) -> str:
        """Every message still in the bar."""
        return "\n".join(item.text() for item in self.bar.items())


def wait_for(condition, seconds: float = 60) -> None:
    """Let QGIS work until the condition holds."""
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        QTest.qWait(20)
    assert condition()


def reads(page: QWidget) -> bool:
    """Whether the page, or another of its session, is reading the atlas."""
    return bool(page.session.tasks)


def at_rest(page: QWidget, seconds: float = 120) -> None:
    """Let QGIS work until the page runs no job and has read the atlas."""
    wait_for(lambda: page.bar.run is None and not reads(page), seconds)


def nameless(page: QWidget) -> list[str]:
    """The controls that are attributes of a page or of its parts, and have neither name, text nor label."""
    labelled = {label.buddy() for label in page.findChildren(QLabel) if label.buddy() is not None}
    parts = [page, *(part for part in page.findChildren(QWidget) if type(part).__module__.startswith("plugin.gui"))]
    controls = [(name, widget) for part in parts for name, widget in vars(part).items() if isinstance(widget, QWidget)]
    return [
        name
        for name, widget in controls
        if page.isAncestorOf(widget)
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not isinstance(widget, QLabel)
        and not widget.accessibleName()
        and not (isinstance(widget, QAbstractButton) and widget.text())
        and widget not in labelled
    ]
