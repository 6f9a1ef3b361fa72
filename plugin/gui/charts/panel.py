"""The chart of a territory on screen, with the choice of what it shows and its exports."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ...core.questions.chart_kinds import ACCESS, AGE, EVOLUTION, KINDS, LINKS, OBJECTIVES, POINTS, RANK
from ..run_bar import RunBar
from ..source_fields import ChoiceBox, show_row, tab_order
from .plot import ChartPlot


class ChartPanel(QWidget):
    """Runs ``territory_chart`` for the territory that ``territory()`` gives as parameters. ``chosen`` tells keys."""

    chosen = pyqtSignal(list)

    def __init__(self, session, bar: RunBar, territory):
        super().__init__()
        self.session, self.bar, self._territory = session, bar, territory
        self._choices: dict[str, dict[str, str]] = {}
        self._parameters: dict[str, Any] = {}
        self._again = False
        self.kind = ChoiceBox()
        self.measure, self.other = ChoiceBox(), ChoiceBox()
        self.plot = ChartPlot(self.tr("Chart"))
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.said.setMinimumHeight(self.said.fontMetrics().height() * 2)
        self.export_button = QPushButton(self.tr("&Save the chart…"))
        self.export_button.setToolTip(self.tr("PNG, SVG, CSV, XLSX or ODS; small numbers of persons are hidden"))
        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for label, field in (
            (self.tr("C&hart:"), self.kind), (self.tr("&Measure:"), self.measure), (self.tr("An&d:"), self.other),
        ):
            self.form.addRow(label, field)
        row = QHBoxLayout()
        row.addWidget(self.export_button)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.addLayout(self.form)
        layout.addWidget(self.plot, 1)
        layout.addWidget(self.said)
        layout.addLayout(row)
        tab_order(self.kind, self.measure, self.other, self.plot, self.export_button)
        self.kind.currentIndexChanged.connect(self._fill_measures)
        self.measure.currentIndexChanged.connect(self.draw)
        self.other.currentIndexChanged.connect(self.draw)
        self.export_button.clicked.connect(self.export)
        self.plot.said.connect(self.said.setText)
        self.plot.chosen.connect(self.chosen)
        self.offer({})

    def offer(self, choices: dict[str, dict[str, str]]) -> None:
        """What each kind of chart can be of; kinds that have nothing are not offered."""
        self._choices = {kind: found for kind, found in choices.items() if found}
        words = {
            AGE: self.tr("Population by age"), ACCESS: self.tr("Population by access time"),
            LINKS: self.tr("Cooperations by modality"), RANK: self.tr("Ranks by a measure"),
            POINTS: self.tr("Two measures against each other"), EVOLUTION: self.tr("Indicators over time"),
            OBJECTIVES: self.tr("Existing against target (OQOS)"),
        }
        before = self.kind.currentData()
        blocked = self.kind.blockSignals(True)
        self.kind.clear()
        for kind in KINDS:
            if kind in self._choices:
                self.kind.addItem(words[kind], kind)
        self.kind.setCurrentIndex(max(self.kind.findData(before), 0))
        self.kind.blockSignals(blocked)
        self._fill_measures()

    def show_ranks(self, measure: str) -> None:
        """The rank plot of a measure of the profile."""
        for box, value in ((self.kind, RANK), (self.measure, measure)):
            box.setCurrentIndex(max(box.findData(value), 0))

    def update_state(self, idle: bool) -> None:
        """Enable what can be done; a chart asked for while something ran is drawn now."""
        self.export_button.setEnabled(idle and self.plot.chart is not None)
        if idle and self._again:
            self._again = False
            self.draw()

    def parameters(self) -> dict[str, Any]:
        """What the algorithm is given."""
        kind = self.kind.currentData()
        return {
            **self._territory(), "CHART": KINDS.index(kind), "MEASURE": self.measure.currentData() or "",
            "OTHER": (self.other.currentData() or "") if kind in (POINTS, EVOLUTION) else "",
        }

    def draw(self, *_: object) -> None:
        """Run the algorithm for what is chosen."""
        if self.session.path is None or self.kind.currentData() is None:
            self.plot.show_chart(None)
            return
        if self.bar.run is not None:
            self._again = True
            return
        self._parameters = self.parameters()
        self.bar.start("atlas_soins:territory_chart", self._parameters, self.tr("Drawing the chart…"), self._drawn)

    def export(self) -> None:
        """Write what is shown, masked, to a file."""
        kinds = "PNG (*.png);;SVG (*.svg);;CSV (*.csv);;XLSX (*.xlsx);;ODS (*.ods)"
        path, chosen = QFileDialog.getSaveFileName(self, self.tr("Save the chart"), "", kinds)
        if path:
            suffix = f".{chosen.rpartition('.')[2].rstrip(')')}"
            self.write(path if Path(path).suffix else f"{path}{suffix}")

    def write(self, path: str) -> None:
        """Run the algorithm with a file."""
        words = self.tr("Writing the chart…")
        self.bar.start("atlas_soins:territory_chart", {**self._parameters, "FILE": path}, words, self._written)

    def _drawn(self, _run, outputs: dict) -> None:
        from ...core.questions.territory_charts import read_chart

        chart = read_chart(outputs["RESULT"])
        self.plot.show_chart(chart)
        self.said.setText("\n".join(chart.notes))

    def _written(self, _run, outputs: dict) -> None:
        self.session.say(self.tr("Written: {path}").format(path=outputs["FILE"]))

    def _fill_measures(self, *_: object) -> None:
        kind = self.kind.currentData()
        found = self._choices.get(kind, {})
        single = set(found) == {""}
        second = {**({"": self.tr("none")} if kind == EVOLUTION else {}), **found}
        for box, items in ((self.measure, found), (self.other, second)):
            before = box.currentData()
            blocked = box.blockSignals(True)
            box.clear()
            for value, words in items.items():
                box.addItem(words, value)
            box.setCurrentIndex(max(box.findData(before), 0))
            if kind == POINTS and box is self.other and box.currentData() == self.measure.currentData():
                box.setCurrentIndex(min(3, box.count() - 1))  # a measure against itself says nothing
            box.blockSignals(blocked)
        show_row(self.form, self.measure, not single and bool(found))
        show_row(self.form, self.other, kind in (POINTS, EVOLUTION))
        self.draw()
