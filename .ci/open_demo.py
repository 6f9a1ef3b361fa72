"""Runs inside QGIS Desktop (``qgis --code``): opens the embedded region; takes a picture and quits when asked to.

The environment says what: ATLAS_SOINS_DEMO is the folder of the copy, ATLAS_SOINS_SCREENSHOT the picture.
"""

import os
from pathlib import Path

from atlas_soins.plugin.gui.dock import PAGES, AtlasDock
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.utils import iface, plugins

_WAIT_MS = 4000  # the map is drawn in the background
_DOCK_WIDTH = 540


def start() -> None:
    """Show the dock and the region; the window gets a fixed size only where a picture is taken."""
    picture = os.environ.get("ATLAS_SOINS_SCREENSHOT")
    window = iface.mainWindow()
    if picture:
        window.showNormal()
        window.setGeometry(0, 0, 1400, 900)
    dock = plugins["atlas_soins"].dock
    dock.show()
    dock.raise_()
    if picture:
        window.resizeDocks([dock], [_DOCK_WIDTH], Qt.Orientation.Horizontal)
    dock.show_job("home").open_demo(Path(os.environ["ATLAS_SOINS_DEMO"]))
    if picture:
        QTimer.singleShot(_WAIT_MS, lambda: finish(picture, dock))


def finish(picture: str, dock: AtlasDock) -> None:
    """Take the picture of the window, one of each page beside it, and leave without being asked to save."""
    path = Path(picture)
    path.parent.mkdir(parents=True, exist_ok=True)
    iface.mainWindow().grab().save(picture)
    for entry in PAGES:
        dock.show_job(entry.key)
        while dock.session.tasks:  # the page reads the atlas
            QgsApplication.processEvents()
        QgsApplication.processEvents()  # a page just made has not its size yet
        dock.grab().save(str(path.with_stem(f"{path.stem}_{entry.key}")))
    QgsProject.instance().clear()  # QGIS asks before it closes layers that lie under /tmp
    iface.actionExit().trigger()


QTimer.singleShot(500, start)
