"""Pages at 200 % and in QGIS's dark theme, each in a process of its own: nothing cut, every text readable."""

from __future__ import annotations

import json

import own_qgis
import pytest
from own_qgis import ROOT

SCRIPT = """
import json, shutil, sys
from pathlib import Path
folder, theme = Path(sys.argv[1]), sys.argv[2]
sys.path[:0] = [sys.argv[3], sys.argv[3] + "/tests"]
from qgis.core import QgsApplication
application = QgsApplication([], True)
application.initQgis()
from qgis.PyQt.QtCore import QCoreApplication, QTranslator
from qgis.PyQt.QtGui import QColor, QImage, QPalette
from qgis.PyQt.QtWidgets import QAbstractButton, QLabel, QTabWidget, QToolButton
translator = QTranslator()
translator.load(sys.argv[3] + "/resources/i18n/atlas_soins_fr.qm")
QCoreApplication.installTranslator(translator)
if theme:
    application.setUITheme(theme)
from gui_window import reads, wait_for
from load_window import Interface
from plugin.gui.dock import PAGES, AtlasDock
from plugin.gui.edition_dialog import EditionDialog
from plugin.gui.session import Session
from plugin.gui.settings_page import SettingsFactory
from plugin.processing.provider import AtlasProvider

provider = AtlasProvider()
QgsApplication.processingRegistry().addProvider(provider)
session = Session(Interface())
dock = AtlasDock(session)
dock.resize(620, 1000)
dock.show()
session.open(folder / "bretagne.gpkg")


def light(colour):
    parts = [value / 12.92 if value <= 0.03928 else ((value + 0.055) / 1.055) ** 2.4 for value in colour.getRgbF()[:3]]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def faults(page):
    for widget in page.findChildren((QLabel, QAbstractButton)):
        if not widget.isVisible() or not widget.text() or (isinstance(widget, QLabel) and widget.wordWrap()):
            continue
        internal = isinstance(widget, QToolButton) and widget.objectName() != "" or widget.minimumSizeHint().width() < 0
        if not internal and widget.width() < widget.minimumSizeHint().width() - 1:
            yield f"cut: {widget.text()}"
        if widget.isEnabled() and contrast(widget) < 3:
            yield f"pale: {widget.text()}"


def contrast(widget):
    # as drawn: a theme colours by style sheet what the palette knows nothing of
    picture = widget.grab().toImage().convertToFormat(QImage.Format_Grayscale8)
    row = picture.bytesPerLine()
    greys = bytes(picture.constBits().asarray(picture.sizeInBytes()))
    inside = [grey for y in range(picture.height()) for grey in greys[y * row:y * row + picture.width()]]
    least, most = (light(QColor(grey, grey, grey)) for grey in (min(inside), max(inside)))
    return (most + 0.05) / (least + 0.05)


found = {}
for entry in PAGES:
    page = dock.show_job(entry.key)
    wait_for(lambda: not reads(page))
    tabs = page.findChildren(QTabWidget)[:1]
    for index in range(tabs[0].count() if tabs else 1):
        if tabs:
            tabs[0].setCurrentIndex(index)
        QCoreApplication.processEvents()
        found[f"{entry.key} {index + 1}"] = list(faults(page))
settings = SettingsFactory(session).createWidget()
edition = EditionDialog("bretagne", {}, folder)
for name, widget in (("settings", settings), ("edition", edition)):
    widget.show()
    QCoreApplication.processEvents()
    found[name] = list(faults(widget))
print("RESULT" + json.dumps({"found": found, "ratio": dock.devicePixelRatioF(), "dark": light(dock.palette().color(
    QPalette.Window)) < 0.2}))
sys.stdout.flush()
import os
os._exit(0)
"""


@pytest.mark.parametrize(("scale", "theme"), [("2", ""), ("1", "Night Mapping")])
def test_nothing_is_cut_and_every_text_is_readable(tmp_path, scale, theme):
    for name in ("bretagne.gpkg", "routes.gpkg"):
        (tmp_path / name).write_bytes((ROOT / "data" / "demo" / name).read_bytes())
    environ = own_qgis.environment(tmp_path, QT_SCALE_FACTOR=scale)
    run = own_qgis.run(["/usr/bin/python3", "-c", SCRIPT, str(tmp_path), theme, str(ROOT)], environ)
    assert run.returncode == 0, run.stdout[-3000:]
    seen = json.loads(run.stdout.rpartition("RESULT")[2].splitlines()[0])
    assert seen["ratio"] == float(scale)
    assert seen["dark"] == bool(theme)
    assert {page: faults for page, faults in seen["found"].items() if faults} == {}
    assert len(seen["found"]) > 15
