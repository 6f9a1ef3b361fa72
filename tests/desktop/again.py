"""Runs inside a second QGIS on the same profile, which opened the project the first one saved: is everything there?"""

import json
import os
import traceback
from pathlib import Path

from atlas_soins.plugin.gui.dock import PAGES
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtTest import QTest
from qgis.utils import iface, plugins

FACTS = Path(os.environ["ATLAS_SOINS_FACTS"])
PICTURES = Path(os.environ["ATLAS_SOINS_PICTURES"])
facts = {}


def look() -> None:
    """The atlas, its layers and every page, as they were left."""
    window = iface.mainWindow()
    window.showNormal()
    window.setGeometry(0, 0, 1400, 900)
    plugin = plugins["atlas_soins"]
    plugin.dock.show()
    facts["atlas"] = str(plugin.dock.session.path)
    layers = QgsProject.instance().mapLayers().values()
    facts["layers"] = sorted(layer.name() for layer in layers)
    facts["invalid"] = [layer.name() for layer in layers if not layer.isValid()]
    facts["layouts"] = [layout.name() for layout in QgsProject.instance().layoutManager().printLayouts()]
    facts["states"] = {}
    for entry in PAGES:
        page = plugin.dock.show_job(entry.key)
        while plugin.dock.session.tasks:
            QTest.qWait(50)
        if hasattr(page, "state"):
            facts["states"][entry.key] = page.state.text()
    home = plugin.dock.show_job("home")
    facts["steps"] = {key: label.text() for key, label in home.steps.states.items()}
    QTest.qWait(1500)
    window.grab().save(str(PICTURES / "again.png"))


def leave() -> None:
    """Write the facts and quit without being asked to save."""
    FACTS.write_text(json.dumps(facts), encoding="utf-8")
    QgsProject.instance().clear()
    iface.actionExit().trigger()


def guarded() -> None:
    """Look and leave; an exception becomes a fact."""
    try:
        look()
    except Exception:
        facts["traceback"] = traceback.format_exc()
    leave()


QTimer.singleShot(1000, guarded)
