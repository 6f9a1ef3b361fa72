"""The part of QgisInterface that loading the plugin uses, with a real main window; for a process of its own."""

from __future__ import annotations

from qgis.gui import QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtWidgets import QMainWindow


class Interface:
    """Keeps what the plugin adds, so that a test can count it."""

    def __init__(self):
        self.window = QMainWindow()
        self.bar = self.window.addToolBar("plugins")
        self.menu = self.window.menuBar().addMenu("plugins")
        self.filters = []
        self.options = []
        self.message_bar = QgsMessageBar(self.window)
        self.canvas = QgsMapCanvas(self.window)

    def mapCanvas(self):  # noqa: N802
        return self.canvas

    def messageBar(self):  # noqa: N802
        return self.message_bar

    def registerOptionsWidgetFactory(self, one):  # noqa: N802
        self.options.append(one)

    def unregisterOptionsWidgetFactory(self, one):  # noqa: N802
        self.options.remove(one)

    def mainWindow(self):  # noqa: N802
        return self.window

    def addDockWidget(self, area, dock):  # noqa: N802
        self.window.addDockWidget(area, dock)

    def removeDockWidget(self, dock):  # noqa: N802
        self.window.removeDockWidget(dock)

    def addToolBarIcon(self, action):  # noqa: N802
        self.bar.addAction(action)

    def removeToolBarIcon(self, action):  # noqa: N802
        self.bar.removeAction(action)

    def addPluginToMenu(self, name, action):  # noqa: N802
        self.menu.addAction(action)

    def removePluginMenu(self, name, action):  # noqa: N802
        self.menu.removeAction(action)

    def registerLocatorFilter(self, one):  # noqa: N802
        self.filters.append(one)

    def deregisterLocatorFilter(self, one):  # noqa: N802
        self.filters.remove(one)
