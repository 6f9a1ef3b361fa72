"""Runs under PyQt6, apart from QGIS: paints every chart, shows and uses the plain-Qt widgets; facts as JSON on stdout.

Started with `tests/qt6` (a stand-in for `qgis`) before everything else on the path. The argument is the folder for the
pictures.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from chart_samples import samples
from PyQt6.QtTest import QTest
from qgis.PyQt.QtCore import QT_VERSION_STR, Qt
from qgis.PyQt.QtWidgets import QApplication, QLabel, QWidget

from plugin.core.charts import Chart
from plugin.gis.atlas_steps import Step
from plugin.gis.charter import Charter
from plugin.gis.charts.files import write_chart
from plugin.gui.charts.library import available
from plugin.gui.charts.plot import ChartPlot
from plugin.gui.figure_table import FigureTable
from plugin.gui.region_steps import RegionSteps
from plugin.gui.step_tabs import StepTabs, break_texts

OUT = Path(sys.argv[1])
application = QApplication([])
facts: dict[str, object] = {"qt": QT_VERSION_STR, "pyqtgraph": available()}


def painted() -> list[str]:
    """Every form of chart as SVG and, one of them, as PNG."""
    charter = Charter.load()
    for name, (chart, width, height) in samples().items():
        write_chart(chart, OUT / f"{name}.svg", charter, width, height)
    chart, width, height = samples()["barres"]
    write_chart(chart, OUT / "barres_300.png", charter, width, height)
    return sorted(samples())


def on_screen(chart: Chart) -> dict[str, object]:
    """A chart shown, walked through by keyboard and chosen from."""
    plot = ChartPlot("Chart")
    said, chosen = [], []
    plot.said.connect(said.append)
    plot.chosen.connect(chosen.append)
    plot.resize(640, 420)
    plot.show_chart(chart)
    plot.show()
    QTest.qWait(20)
    QTest.keyClick(plot, Qt.Key.Key_Right)
    QTest.keyClick(plot, Qt.Key.Key_Return)
    plot.grab().save(str(OUT / f"ecran_{chart.form}.png"))
    plot.show_chart(None)
    return {"said": said, "chosen": chosen}


def table() -> list[str]:
    """The rows of a table sorted by its figures, the missing one last or first, the key of the current one."""
    figures = FigureTable("Figures")
    figures.fill(["Name", "Value"], [("a", [("A", "A"), ("9", 9.0)], False), ("b", [("B", "B"), ("10", 10.0)], True)])
    figures.show()
    figures.sortItems(1, Qt.SortOrder.DescendingOrder)
    figures.setCurrentItem(figures.topLevelItem(0))
    return [figures.key(), *(figures.topLevelItem(row).text(1) for row in range(2))]


def steps() -> dict[str, object]:
    """The steps of a region, a button pressed, in tabs."""
    shown, wanted = RegionSteps(), []
    shown.wanted.connect(wanted.append)
    shown.show_steps([Step("communes", 1202), Step("sites", 0)], "sites")
    label = QLabel("a long text " * 20)
    other = QWidget()
    label.setParent(other)
    break_texts(other)
    tabs = StepTabs("Steps", [(shown, "One"), (other, "Two")])
    tabs.show()
    shown.buttons["sites"].click()
    tabs.setCurrentIndex(1)
    tabs.grab().save(str(OUT / "onglets.png"))
    states = [state.text() for state in shown.states.values()]
    return {"wanted": wanted, "states": states[1:4], "wraps": label.wordWrap()}


facts["painted"] = painted()
facts["plots"] = {name: on_screen(chart) for name, (chart, _, _) in samples().items()} if available() else {}
facts["table"] = table()
facts["steps"] = steps()
print(json.dumps(facts))
