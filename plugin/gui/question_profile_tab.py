"""The tab that shows a territory: its measures beside a reference, with their ranks."""

from __future__ import annotations

import math
from pathlib import Path

from qgis.core import QgsApplication, QgsProcessingUtils
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog, QFormLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ..core.french import french_number, typeset
from .figure_table import FigureTable
from .run_bar import RunBar
from .session import Session
from .source_fields import ChoiceBox, TypeBox, tab_order
from .territory_choice import TerritoryChoice

ANSWER_FILES = "XLSX (*.xlsx);;CSV (*.csv);;ODS (*.ods)"


class ProfileTab(QWidget):
    """Runs ``territory_profile``. ``shown`` tells a new profile, ``ranked`` the measure whose ranks are asked for."""

    shown = pyqtSignal()
    ranked = pyqtSignal(str)

    def __init__(self, session: Session, bar: RunBar, show_findings):
        super().__init__()
        self.session, self.bar, self._show_findings = session, bar, show_findings
        self._text = ""
        self.choice = TerritoryChoice(session)
        self.reference_type = TypeBox(self.tr("the whole region"))
        self.reference = ChoiceBox()
        self.reference.setAccessibleName(self.tr("Reference territory"))
        self.show_button = QPushButton(self.tr("S&how"))
        self.show_button.setDefault(True)
        self.sentences = QLabel()
        self.sentences.setWordWrap(True)
        self.table = FigureTable(self.tr("Measures of the territory"))
        self.table.setToolTip(self.tr("Enter or a double click: the ranks of a measure as a chart"))
        self.copy_button = QPushButton(self.tr("Cop&y"))
        self.save_button = QPushButton(self.tr("Sa&ve…"))
        for button in (self.copy_button, self.save_button):
            button.setToolTip(self.tr("Small numbers of persons are hidden"))
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.tr("Besid&e:"), self.reference_type)
        form.addRow("", self.reference)
        row = QHBoxLayout()
        row.addWidget(self.copy_button)
        row.addWidget(self.save_button)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.addWidget(self.choice)
        layout.addLayout(form)
        for widget in (self.show_button, self.sentences, self.table):
            layout.addWidget(widget)
        layout.addLayout(row)
        tab_order(
            self.choice.selection_button, self.reference_type, self.reference, self.show_button, self.table,
            self.copy_button, self.save_button,
        )
        self.choice.offered.connect(self._offer_references)
        self.reference_type.currentIndexChanged.connect(self._fill_reference)
        self.show_button.clicked.connect(self.show_profile)
        self.copy_button.clicked.connect(lambda: QgsApplication.clipboard().setText(self._text))
        self.save_button.clicked.connect(self.save)
        self.table.itemActivated.connect(lambda *_: self.ranked.emit(self.table.key()))
        self._clear()

    def refresh(self) -> None:
        """Offer what the open atlas holds."""
        self._clear()
        self.choice.refresh()

    def _offer_references(self) -> None:
        box = self.choice.type
        self.reference_type.set_types({box.itemData(row): box.itemText(row) for row in range(1, box.count())})
        self._fill_reference()

    def update_state(self, idle: bool) -> None:
        """Enable what can be done; ``idle``: an atlas is open and nothing runs."""
        self.show_button.setEnabled(idle)
        self.save_button.setEnabled(idle and bool(self._text))
        self.copy_button.setEnabled(bool(self._text))

    def territory(self) -> dict[str, object]:
        """The territory and its reference as the algorithms take them."""
        kind, code = self.reference_type.type_code(), self.reference.currentData()
        return {**self.choice.parameters(), "REFERENCE": f"{kind}:{code}" if kind and code else ""}

    def show_profile(self) -> None:
        """Run the algorithm."""
        parameters = {**self.territory(), "OUTPUT": "memory:"}
        self.bar.start("atlas_soins:territory_profile", parameters, self.tr("Measuring…"), self._measured, self._failed)

    def save(self) -> None:
        """The profile as a file, masked."""
        path, kind = QFileDialog.getSaveFileName(self, self.tr("Save the profile"), "", ANSWER_FILES)
        if path:
            suffix = f".{kind.rpartition('.')[2].rstrip(')')}"
            self.write(path if Path(path).suffix else f"{path}{suffix}")

    def write(self, path: str) -> None:
        """Run the algorithm with a file."""
        parameters = {**self.territory(), "OUTPUT": "memory:", "FILE": path}
        words = self.tr("Writing the profile…")
        self.bar.start("atlas_soins:territory_profile", parameters, words, self._written, self._failed)

    def _measured(self, run, outputs: dict) -> None:
        self._show_findings(run)
        self._text = outputs["TEXT"]
        self.sentences.setText(outputs["SENTENCES"])
        layer = QgsProcessingUtils.mapLayerFromString(outputs["OUTPUT"], run.context)
        lines = list(layer.getFeatures())
        ranked = any(line["rang"] for line in lines)
        name = self.choice.names()
        headings = [self.tr("Measure"), name, self.tr("Reference")] + ([self.tr("Rank")] if ranked else [])
        rows = []
        for line in lines:
            unit = f" ({line['unite']})" if line["unite"] else ""
            cells = [
                (typeset(f"{line['mesure']}{unit}"), f"{line['rubrique']} {line['mesure']}"),
                _figure(line["valeur"]), _figure(line["reference"]),
            ]
            if ranked:
                cells.append((f"{line['rang']} / {line['pairs']}", line["rang"]) if line["rang"] else ("", None))
            rows.append((line["cle"], cells, False))
        self.table.fill(headings, rows)
        self.table.setVisible(True)
        self.update_state(True)
        self.shown.emit()

    def _written(self, run, outputs: dict) -> None:
        self._show_findings(run)
        self.session.say(self.tr("Written: {path}").format(path=outputs["FILE"]))

    def _failed(self, run, _outputs: dict) -> None:
        self._show_findings(run)

    def _clear(self) -> None:
        self._text = ""
        self.sentences.clear()
        self.table.clear()
        self.table.setVisible(False)
        self.update_state(False)

    def _fill_reference(self, *_: object) -> None:
        kind = self.reference_type.type_code()
        self.reference.clear()
        for code, name in self.choice.known(kind).items():
            self.reference.addItem(name, code)
        self.reference.setVisible(kind is not None)


def _figure(value: object) -> tuple[str, object]:
    """A figure in French and what it sorts by."""
    if not isinstance(value, int | float) or not math.isfinite(value):
        return "n. d.", None
    return french_number(value, 0 if float(value).is_integer() else 1), float(value)
