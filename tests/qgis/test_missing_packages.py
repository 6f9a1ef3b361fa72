"""Where QGIS lacks a Python package the plugin loads, shows its pages, says what is off and how to install it."""

from __future__ import annotations

import json

import own_qgis
import pytest

# In an interpreter of its own, where the packages named cannot be found.
SCRIPT = """
import importlib.util, json, sys
absent = set(sys.argv[1].split(","))


class Blocker:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in absent:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


# QGIS's own modules may have taken a package already: what counts is what the plugin finds
from qgis.core import QgsApplication
from qgis.PyQt.QtWidgets import QLabel
for name in [name for name in sys.modules if name.partition(".")[0] in absent]:
    del sys.modules[name]
sys.meta_path.insert(0, Blocker())
found = importlib.util.find_spec
importlib.util.find_spec = lambda name, package=None: None if name in absent else found(name, package)

application = QgsApplication([], True)
application.initQgis()
from load_window import Interface
import atlas_soins

interface = Interface()
plugin = atlas_soins.classFactory(interface)
plugin.initGui()
from atlas_soins.plugin.gui.dock import PAGES
from pathlib import Path

pages = {entry.key: type(plugin.dock.show_job(entry.key)).__name__ for entry in PAGES}
label = plugin.dock.stack.currentWidget().widget()
said = label.text() if isinstance(label, QLabel) else ""
with plugin.dock.session.errors_told():
    plugin.dock.session.open(Path(sys.argv[2]))
told = "\\n".join(item.text() for item in interface.message_bar.items())
reasons = {}
for algorithm in plugin.provider.algorithms():
    possible, reason = algorithm.canExecute()
    reasons[algorithm.name()] = reason
plugin.unload()
print("RESULT" + json.dumps({"pages": pages, "said": said, "told": told, "reasons": reasons}))
application.exitQgis()
"""


def seen_without(tmp_path, *absent: str) -> dict:
    environ = own_qgis.environment(tmp_path)
    environ["PYTHONPATH"] += f":{environ['QGIS_PLUGINPATH']}:{own_qgis.ROOT / 'tests'}"
    demo = own_qgis.ROOT / "data" / "demo" / "bretagne.gpkg"
    copy = tmp_path / "bretagne.gpkg"
    copy.write_bytes(demo.read_bytes())
    run = own_qgis.run(["/usr/bin/python3", "-c", SCRIPT, ",".join(absent), str(copy)], environ)
    assert run.returncode == 0, run.stdout[-3000:]
    assert "Traceback" not in run.stdout, run.stdout[-3000:]
    return json.loads(run.stdout.rpartition("RESULT")[2].splitlines()[0])


@pytest.mark.parametrize(("package", "pip"), [("pandas", "pandas"), ("shapely", "shapely"), ("yaml", "PyYAML")])
def test_without_what_an_atlas_needs_every_page_says_why(tmp_path, package, pip):
    seen = seen_without(tmp_path, package)
    assert set(seen["pages"].values()) == {"QLabel"}
    for text in (seen["said"], seen["told"]):
        assert f"lacks here: {package}." in text
        assert f"pip install --user {pip}" in text
        assert f"apt install python3-{package}" in text
        assert "QPIP" in text
    assert package in seen["reasons"]["export_atlas"]


def test_without_scipy_pages_stand_and_its_algorithms_say_why(tmp_path):
    seen = seen_without(tmp_path, "scipy")
    assert "QLabel" not in seen["pages"].values()
    assert seen["told"] == ""
    assert "scipy" in seen["reasons"]["access_times"]
    assert seen["reasons"]["create_workspace"] == ""


def test_without_what_is_optional_everything_else_is_there(tmp_path):
    seen = seen_without(tmp_path, "pyqtgraph", "contourpy", "openpyxl", "odf", "pypdf")
    assert "QLabel" not in seen["pages"].values()
    assert seen["told"] == ""
    assert seen["reasons"]["export_atlas"] == ""
