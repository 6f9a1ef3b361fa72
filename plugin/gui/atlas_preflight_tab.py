"""The check before printing: runs ``atlas_soins:preflight`` and leads from each finding to its item."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QDir
from qgis.PyQt.QtGui import QStandardItem
from qgis.PyQt.QtWidgets import QFileDialog, QFormLayout, QPushButton, QSpinBox, QVBoxLayout, QWidget

from ..core.findings import Finding
from .atlas_designer import drawn_layouts, layout_named, open_designer
from .findings_table import FindingsTable
from .run_bar import RunBar
from .runner import AlgorithmRun
from .session import Session
from .source_fields import tab_order

_ALGORITHM = "atlas_soins:preflight"
_MESSAGE = 1  # the column of the words
_FOLDER_KEY = "atlas_soins/last_folder"


class PreflightTab(QWidget):
    """One button, the threshold of secrecy, and the findings; Enter or a double click opens the designer."""

    def __init__(self, session: Session, bar: RunBar):
        super().__init__()
        self.session = session
        self.bar = bar
        self.threshold = QSpinBox()
        self.threshold.setRange(-1, 1000)
        self.threshold.setSpecialValueText(self.tr("the atlas’s own"))
        self.threshold.setValue(-1)
        self.threshold.setToolTip(self.tr("Counts of persons smaller than this are a statistical secret"))
        self.check_button = QPushButton(self.tr("&Check the drawn sheets"))
        self.save_button = QPushButton(self.tr("&Save the report…"))
        self.findings = PreflightTable(session, self.tr("Findings of the check"))
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.tr("Secrec&y under:"), self.threshold)
        buttons = QVBoxLayout()  # side by side they are wider than a narrow dock
        buttons.addWidget(self.check_button)
        buttons.addWidget(self.save_button)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addLayout(buttons)
        layout.addWidget(self.findings, 1)
        tab_order(self.threshold, self.check_button, self.save_button, self.findings.view)
        self.check_button.clicked.connect(self.check)
        self.save_button.clicked.connect(self._choose_report)
        self.update_state()

    def check(self) -> None:
        """Run every check over the sheets drawn in the project."""
        self._run({})

    def save_report(self, path: Path) -> None:
        """Check, and write the findings as a page (.html) or a table (.csv)."""
        self._run({"FINDINGS" if path.suffix.lower() == ".csv" else "REPORT": str(path)})

    def refresh(self) -> None:
        """Forget the findings of another atlas."""
        self.findings.set_findings([])
        self.update_state()

    def update_state(self) -> None:
        """What can be done now."""
        ready = self.session.path is not None and self.bar.run is None and bool(drawn_layouts())
        self.check_button.setEnabled(ready)
        self.save_button.setEnabled(ready)
        self.check_button.setToolTip("" if ready else self.tr("Draw a sheet first: open it in the designer"))

    def _run(self, more: dict[str, str]) -> None:
        if self.session.path is None or self.bar.run is not None:
            return
        parameters: dict[str, object] = {"WORKSPACE": str(self.session.path)} | more
        if self.threshold.value() >= 0:
            parameters["SMALL_COUNT"] = self.threshold.value()
        self.bar.start(_ALGORITHM, parameters, self.tr("Checking the sheets…"), self._show)

    def _show(self, run: AlgorithmRun, outputs: dict) -> None:
        self.findings.set_findings(run.feedback.findings)
        written = outputs.get("REPORT") or outputs.get("FINDINGS")
        if written:
            self.session.say(self.tr("Report written: {path}").format(path=QDir.toNativeSeparators(str(written))))

    def _choose_report(self) -> None:
        folder = str(self.session.path.parent / "controle.html")
        path, _ = QFileDialog.getSaveFileName(self, self.tr("Save the report"), folder, "HTML (*.html);;CSV (*.csv)")
        if path:
            QgsSettings().setValue(_FOLDER_KEY, str(Path(path).parent))
            self.save_report(Path(path))


class PreflightTable(FindingsTable):
    """Findings of layouts: each begins with its sheet, and leads to its item in the designer."""

    def __init__(self, session: Session, name: str):
        super().__init__(session, name)
        self.zoom_button.setText(self.tr("Sho&w the item"))

    def tr(self, text: str) -> str:
        """The text in the language of QGIS; the words of the table stand under the class that holds them."""
        words = QCoreApplication.translate("PreflightTable", text)
        return words if words != text else QCoreApplication.translate("FindingsTable", text)

    def zoom(self) -> None:
        """Open the layout of the first row chosen, its item selected."""
        for finding in self.selected()[:1]:
            layout = layout_named(str(finding.params.get("mise_en_page", "")))
            if layout is not None:
                open_designer(self.session, layout, str(finding.params.get("uuid", "")))

    def _row(self, number: int, finding: Finding, reason: str) -> list[QStandardItem]:
        row = super()._row(number, finding, reason)
        sheet = finding.params.get("feuille") or finding.params.get("mise_en_page") or ""
        row[_MESSAGE].setText(f"{sheet}  {row[_MESSAGE].text()}".strip())
        return row

    def _update_state(self) -> None:
        super()._update_state()
        self.zoom_button.setEnabled(bool(self.selected()))
