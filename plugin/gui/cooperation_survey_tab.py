"""The tab that takes in the survey of cooperations: its file, how to read it, and what was found in it."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from .algorithm_window import open_algorithm
from .findings_table import FindingsTable
from .import_preview import ImportPreview, as_text
from .run_bar import RunBar
from .runner import AlgorithmRun
from .session import Session

if TYPE_CHECKING:
    from .import_preview import Previewed

_FIRST_YEAR, _NO_YEAR = 1990, 1989


class SurveyTab(QWidget):
    """Runs ``import_cooperations``."""

    def __init__(self, session: Session, bar: RunBar):
        super().__init__()
        self.session, self.bar = session, bar
        self._idle = False
        self.file = QgsFileWidget()
        self.file.setFilter(self.tr("Tables") + " (*.csv *.txt *.xlsx *.ods)")
        self.file.setAccessibleName(self.tr("File of the survey"))
        self.edition = QSpinBox()
        self.edition.setRange(_NO_YEAR, 2100)
        self.edition.setSpecialValueText(self.tr("as each row says"))
        self.date = QLineEdit()
        self.date.setPlaceholderText(self.tr("DD/MM/YYYY, as each row says if empty"))
        self.decisions = QgsFileWidget()
        self.decisions.setFilter("CSV (*.csv)")
        self.decisions.setAccessibleName(self.tr("Sites decided by hand"))
        self.keep_valid = QCheckBox(self.tr("Import the &valid rows although others have errors"))
        self.import_button = QPushButton(self.tr("&Import the survey"))
        self.workbooks_button = QPushButton(self.tr("&Workbooks to send…"))
        self.workbooks_button.setToolTip(self.tr("One workbook a reference hospital, filled with what is known"))
        self.returns_button = QPushButton(self.tr("Workbooks &returned…"))
        self.returns_button.setToolTip(
            self.tr("Reads all workbooks of a folder together, and sets differences side by side")
        )
        self.findings = FindingsTable(session, self.tr("Findings of the import"))

        self.preview = ImportPreview(session, self.tr("First rows of the survey"))
        self.note = QLabel()
        self.note.setWordWrap(True)
        self.note.hide()
        self.note.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)

        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.tr("&File of the survey:"), self.file)
        form.addRow(self.tr("&Edition:"), self.edition)
        form.addRow(self.tr("State &date:"), self.date)
        form.addRow(self.tr("&Sites decided by hand:"), self.decisions)
        form.addRow(self.keep_valid)
        layout = QVBoxLayout(self)
        collecting = QVBoxLayout()  # side by side they are wider than a narrow dock
        collecting.addWidget(self.workbooks_button)
        collecting.addWidget(self.returns_button)
        layout.addLayout(collecting)
        layout.addLayout(form)
        layout.addWidget(self.preview, 1)
        layout.addWidget(self.import_button)
        layout.addWidget(self.note)
        layout.addWidget(self.findings, 1)
        order = (
            self.workbooks_button,
            self.returns_button,
            self.file,
            self.edition,
            self.date,
            self.decisions,
            self.keep_valid,
            self.import_button,
            self.findings.view,
        )
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self.workbooks_button.clicked.connect(lambda: open_algorithm(session, "atlas_soins:cooperation_workbooks"))
        self.returns_button.clicked.connect(lambda: open_algorithm(session, "atlas_soins:import_cooperation_returns"))
        self.file.fileChanged.connect(self.show_preview)
        self.preview.changed.connect(lambda: self.update_state(self._idle))
        self.import_button.clicked.connect(self.import_survey)

    def show_preview(self) -> None:
        """Show the first rows of the file and the column taken for each thing the survey says."""
        path = self.file.filePath()
        if path and Path(path).is_file():
            self.preview.read(lambda: _read_head(path))
        else:
            self.preview.clear()
        self.update_state(self._idle)

    def import_survey(self) -> None:
        """Run ``import_cooperations`` on the file."""
        path = self.session.path
        self._candidates = path.with_name(f"{path.stem}_sites_a_decider.csv")
        self._candidates.unlink(missing_ok=True)
        parameters = {
            "WORKSPACE": str(path),
            "INPUT": self.file.filePath(),
            "MAPPING": as_text(self.preview.corrections()),
            "KEEP_VALID": self.keep_valid.isChecked(),
            "STATE_DATE": self.date.text(),
            "DECISIONS": self.decisions.filePath() or None,
            "UNDECIDED": str(self._candidates),
        }
        if self.edition.value() >= _FIRST_YEAR:
            parameters["EDITION"] = self.edition.value()
        self.findings.set_findings([])
        self.note.hide()
        words = self.tr("The survey is being read…")
        self.bar.start("atlas_soins:import_cooperations", parameters, words, self._imported, self._show_findings)

    def update_state(self, idle: bool) -> None:
        """Enable what can be done; ``idle``: an atlas is open and nothing runs."""
        self._idle = idle
        for button in (self.workbooks_button, self.returns_button):
            button.setEnabled(idle)
        self.import_button.setEnabled(idle and bool(self.file.filePath()) and self.preview.ready())

    def _imported(self, run: AlgorithmRun, outputs: dict) -> None:
        self._show_findings(run, outputs)
        text = self.tr("{written} of {read} rows imported, {shown} of them shown on the sheets.")
        self.session.say(text.format(written=outputs["WRITTEN"], read=outputs["READ"], shown=outputs["SHOWN"]))
        self.session.workspace_changed.emit()

    def _show_findings(self, run: AlgorithmRun, _outputs: dict) -> None:
        self.findings.set_findings(run.feedback.findings)
        if self._candidates.exists():
            self._offer_candidates()

    def _offer_candidates(self) -> None:
        """A file with more than its header names sites that a person must decide; an empty one is not kept."""
        with self._candidates.open(encoding="utf-8-sig") as lines:
            rows = sum(1 for _ in lines) - 1
        if rows <= 0:
            self._candidates.unlink()
            return
        text = self.tr(
            "Uncertain sites are listed in {file}: keep one line a name, and give the file as “Sites decided by hand”."
        )
        self.note.setText(text.format(file=self._candidates))
        self.note.show()


def _read_head(path: str) -> Previewed:
    """The first rows of a survey and the columns guessed."""
    from ..core.column_guesses import Wanted, head
    from ..core.cooperations.columns import HEADINGS, guess_columns
    from ..core.territories.columns import ColumnGuess

    frame = head(path)
    found = guess_columns([str(name) for name in frame.columns])
    # An end is told by its FINESS number or its name: neither is required alone.
    wanted = {name: Wanted(name, required=name == "theme") for name in HEADINGS}
    return frame, {column: ColumnGuess(name, found.get(name)) for name, column in wanted.items()}, None
