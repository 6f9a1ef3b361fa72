"""The plugin comes and goes without a trace, and starts light."""

from __future__ import annotations

import json
import sys

import own_qgis
import pytest

# Run by an interpreter of its own, with a real main window behind the part of QgisInterface that the plugin uses.
SCRIPT = """
import json, sys
from load_window import Interface
from qgis.core import QgsApplication, QgsProject, check
from qgis.PyQt.QtCore import QCoreApplication, QEvent
from qgis.PyQt.QtWidgets import QDockWidget

application = QgsApplication([], True)
application.initQgis()


interface = Interface()


def state():
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    project = QgsProject.instance()
    return {
        "docks": [dock.objectName() for dock in interface.window.findChildren(QDockWidget)],
        "buttons": len(interface.bar.actions()),
        "menu": len(interface.menu.actions()),
        "filters": sorted(one.prefix() for one in interface.filters),
        "options": [one.title() for one in interface.options],
        "told": [item.text() for item in interface.message_bar.items()],
        "providers": [provider.id() for provider in QgsApplication.processingRegistry().providers()],
        "checks": [one.id() for one in QgsApplication.validityCheckRegistry().checks()],
        "kept_checks": len(check.checks),
        "listeners": [project.receivers(project.readProject), project.receivers(project.cleared)],
        "icon_drawn": all(not action.icon().pixmap(24, 24).isNull() for action in interface.bar.actions()),
    }


brought_by_qgis = set(sys.modules)  # qgis.core itself takes shapely where there is one
import atlas_soins

states = [state()]
heavy = None
for _ in range(2):
    plugin = atlas_soins.classFactory(interface)
    plugin.initGui()
    states.append(state())
    if heavy is None:
        named = {"pandas", "scipy", "pyqtgraph", "shapely", "yaml", "contourpy", "openpyxl", "pypdf"}
        heavy = sorted(named & (set(sys.modules) - brought_by_qgis))
    plugin.unload()
    del plugin
    states.append(state())
print("RESULT" + json.dumps({"states": states, "heavy": heavy}))
"""


@pytest.fixture(scope="module")
def result(tmp_path_factory) -> dict:
    """What a process that loads, unloads and loads the plugin again saw."""
    folder = tmp_path_factory.mktemp("load")
    environ = own_qgis.environment(folder)
    environ["PYTHONPATH"] += f":{environ['QGIS_PLUGINPATH']}:{own_qgis.ROOT / 'tests'}"
    run = own_qgis.run(["/usr/bin/python3", "-c", SCRIPT], environ)
    assert run.returncode == 0, run.stdout
    return json.loads(run.stdout.rpartition("RESULT")[2].splitlines()[0])


def test_loads_unloads_and_loads_again(result):
    before, first, between, second, after = result["states"]
    assert before["docks"] == []
    assert first["docks"] == ["AtlasSoinsDock"]
    assert (first["buttons"], first["menu"]) == (1, 1)
    assert first["filters"] == ["fin", "ter"]
    assert first["options"] == ["Atlas Soins"]
    assert first["told"] == []
    assert "atlas_soins" in first["providers"]
    assert {"atlas_soins_source", "atlas_soins_secrecy", "atlas_soins_colours"} <= set(first["checks"])
    assert len(first["checks"]) == len(set(first["checks"])) == first["kept_checks"]
    assert before["checks"] == []
    assert first["icon_drawn"]
    assert second == first
    assert between == before
    assert after == before


def test_starts_without_the_heavy_packages(result):
    assert result["heavy"] == []


def test_qgis_and_pytest_see_the_same_libraries(tmp_path):
    versions = "import numpy, pandas, scipy, shapely; print(*(m.__version__ for m in (numpy, pandas, scipy, shapely)))"
    ours = own_qgis.run([sys.executable, "-c", versions], own_qgis.environment(tmp_path)).stdout
    theirs = own_qgis.run(["/usr/bin/python3", "-c", versions], own_qgis.environment(tmp_path)).stdout
    assert ours.split() == theirs.split()
    assert len(ours.split()) == 4
