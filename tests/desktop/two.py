"""Runs inside each of two QGIS Desktops on one atlas: the first has it open, the second imports; then the other way.

ATLAS_SOINS_ROLE says which; what both must know of each other lies as empty files in ATLAS_SOINS_FOLDER.
"""

import json
import os
import traceback
from pathlib import Path

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtTest import QTest
from qgis.utils import iface, plugins

FACTS = Path(os.environ["ATLAS_SOINS_FACTS"])
FOLDER = Path(os.environ["ATLAS_SOINS_FOLDER"])
PICTURES = Path(os.environ["ATLAS_SOINS_PICTURES"])
ROLE = os.environ["ATLAS_SOINS_ROLE"]
ATLAS = FOLDER / "bretagne.gpkg"
facts = {"heard": []}


def until(condition, seconds: int = 90) -> None:
    """Let QGIS work until something is so."""
    for _ in range(seconds * 10):
        if condition():
            return
        QTest.qWait(100)
    raise TimeoutError(f"{ROLE} waited in vain")


def say(word: str) -> None:
    (FOLDER / word).touch()


def hear(word: str) -> None:
    until((FOLDER / word).exists)


def told() -> bool:
    """Whether QGIS says that the other one wrote; the message is taken away."""
    for item in iface.messageBar().items():
        if "Un autre programme" in item.text():
            facts["heard"].append(item.text())
            window = iface.mainWindow()
            window.grab().save(str(PICTURES / f"two_{ROLE}.png"))
            iface.messageBar().clearWidgets()
            return True
    return False


def held(home) -> dict[str, str]:
    """The tables as the page shows them, once it has read them."""
    until(lambda: not home.session.tasks)
    rows = [home.table.topLevelItem(row) for row in range(home.table.topLevelItemCount())]
    return {row.text(0): row.text(1) for row in rows}


def drawn() -> dict[str, int]:
    """The rows that the layers of the map hand out."""
    layers = QgsProject.instance().mapLayers().values()
    return {layer.name(): sum(1 for _ in layer.getFeatures()) for layer in layers}


def run(home, algorithm: str, **parameters: object) -> None:
    """A job of a page, to its end."""
    home.bar.start(f"atlas_soins:{algorithm}", {"WORKSPACE": str(ATLAS), **parameters}, "…", home._stored)
    until(lambda: home.bar.run is None)


def both() -> None:
    """The two of them, each in its turn."""
    window = iface.mainWindow()
    window.showNormal()
    window.setGeometry(0, 0, 1400, 900)
    PICTURES.mkdir(parents=True, exist_ok=True)
    plugin = plugins["atlas_soins"]
    plugin.dock.show()
    home = plugin.dock.show_job("home")
    if ROLE == "first":
        home.open_demo(FOLDER)
        facts["before"] = held(home)
        say("open")
        until(told)
        facts["after"], facts["drawn"] = held(home), drawn()
        run(home, "edit_settings", SETTINGS="agence=ARS du premier")
        say("wrote")
        hear("seen")
    else:
        hear("open")
        plugin.dock.session.open(ATLAS)
        home.show_layers()
        run(home, "import_establishments", FILE=str(FOLDER / "sites.csv"), LAYOUT=1, DEPARTMENTS="29", MENTION="essai")
        facts["after"], facts["drawn"] = held(home), drawn()
        hear("wrote")
        until(told)
        say("seen")
    facts["messages"] = [item.text() for item in iface.messageBar().items()]


def guarded() -> None:
    """Do it and leave; an exception becomes a fact."""
    try:
        both()
    except Exception:
        facts["traceback"] = traceback.format_exc()
    FACTS.write_text(json.dumps(facts), encoding="utf-8")
    QgsProject.instance().clear()
    iface.actionExit().trigger()


QTimer.singleShot(1000, guarded)
