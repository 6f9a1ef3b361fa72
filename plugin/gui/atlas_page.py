"""The page that prints: which sheets, where to, and the run of ``atlas_soins:export_atlas``."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from qgis.core import Qgis
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from .runner import AlgorithmRun
from .session import Session

_ID_ROLE = Qt.ItemDataRole.UserRole


class AtlasPage(QWidget):
    """Sheets by family with a box each, the folder, and one button."""

    def __init__(self, session: Session):
        super().__init__()
        self.session = session
        self.run: AlgorithmRun | None = None
        self.workspace = QLabel()
        self.workspace.setWordWrap(True)
        self.sheets = QTreeWidget()
        self.sheets.setHeaderHidden(True)
        self.sheets.setAccessibleName(self.tr("Sheets to print"))
        sheets_label = QLabel(self.tr("&Sheets to print:"))
        sheets_label.setBuddy(self.sheets)
        self.folder = QgsFileWidget()
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setAccessibleName(self.tr("Folder for the PDF"))
        folder_label = QLabel(self.tr("&Folder for the PDF:"))
        folder_label.setBuddy(self.folder)
        self.export_button = QPushButton(self.tr("&Export the atlas"))
        self.cancel_button = QPushButton(self.tr("&Cancel"))
        self.progress = QProgressBar()
        self.progress.setAccessibleName(self.tr("Progress of the export"))

        layout = QVBoxLayout(self)
        for widget in (self.workspace, sheets_label, self.sheets, folder_label, self.folder, self.progress):
            layout.addWidget(widget)
        buttons = QHBoxLayout()
        buttons.addStretch()
        buttons.addWidget(self.cancel_button)
        buttons.addWidget(self.export_button)
        layout.addLayout(buttons)
        order = (self.sheets, self.folder, self.export_button, self.cancel_button)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

        self.export_button.clicked.connect(self.export)
        self.cancel_button.clicked.connect(self._cancel)
        self.sheets.itemChanged.connect(self._update_state)
        self.folder.fileChanged.connect(self._update_state)
        session.workspace_changed.connect(self._read_workspace)
        self._read_workspace()

    def chosen(self) -> list[str]:
        """The ids of the ticked sheets, in the order of the book."""
        return [item.data(0, _ID_ROLE) for item in self.items() if item.checkState(0) == Qt.CheckState.Checked]

    def export(self) -> None:
        """Start printing the ticked sheets of the open atlas."""
        parameters = {
            "WORKSPACE": str(self.session.path),
            "SHEETS": ",".join(self.chosen()),
            "OUTPUT_FOLDER": self.folder.filePath(),
        }
        self.run = AlgorithmRun("atlas_soins:export_atlas", parameters, self)
        self.run.progressed.connect(lambda percent: self.progress.setValue(int(percent)))
        self.run.finished.connect(self._tell)
        self._update_state()
        self.run.start()

    def _cancel(self) -> None:
        if self.run is not None:
            self.run.cancel()

    def _tell(self, succeeded: bool, outputs: dict) -> None:
        run, self.run = self.run, None
        self._update_state()
        if run.feedback.isCanceled():
            self.session.say(self.tr("The export was cancelled."))
        elif not succeeded:
            self.session.complain("\n".join(dict.fromkeys(run.feedback.errors)))
        else:
            path = Path(outputs["PDF"])
            link = f'<a href="{QUrl.fromLocalFile(str(path)).toString()}">{path.name}</a>'
            self.session.say(self.tr("The atlas is printed: {link}").format(link=link), Qgis.MessageLevel.Success)

    def _fill_sheets(self) -> None:
        from ..atlas.own_catalogue import catalogue_at

        catalogue = catalogue_at(self.session.path)
        unticked = {item.data(0, _ID_ROLE) for item in self.items()} - set(self.chosen())
        self.sheets.blockSignals(True)
        self.sheets.clear()
        for family in catalogue.families:
            of_family = [sheet for sheet in catalogue.sheets if sheet.family.id == family.id]
            if not of_family:
                continue
            parent = QTreeWidgetItem(self.sheets, [family.title])
            parent.setFlags(parent.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
            for sheet in of_family:
                item = QTreeWidgetItem(parent, [f"{sheet.id}  {sheet.title}"])
                item.setToolTip(0, sheet.title)
                item.setData(0, _ID_ROLE, sheet.id)
                item.setCheckState(0, Qt.CheckState.Unchecked if sheet.id in unticked else Qt.CheckState.Checked)
            parent.setExpanded(True)
        self.sheets.blockSignals(False)

    def items(self) -> list[QTreeWidgetItem]:
        """The rows of the sheets, in the order of the book."""
        parents = [self.sheets.topLevelItem(row) for row in range(self.sheets.topLevelItemCount())]
        return [parent.child(row) for parent in parents for row in range(parent.childCount())]

    def _read_workspace(self) -> None:
        path = self.session.path
        with self.session.errors_told():
            self._fill_sheets()
        if path is None:
            self.workspace.setText(self.tr("No atlas is open: open one on the page “Home”."))
        else:
            self.workspace.setText(self.tr("Atlas: {name}").format(name=f"<b>{path.stem}</b>"))
            if not self.folder.filePath():
                self.folder.setFilePath(str(path.parent / f"{path.stem}_pdf"))
        self._update_state()

    def _update_state(self) -> None:
        running = self.run is not None
        ready = self.session.path is not None and bool(self.chosen()) and bool(self.folder.filePath())
        self.export_button.setEnabled(ready and not running)
        self.cancel_button.setEnabled(running)
        self.progress.setVisible(running)
        if not running:
            self.progress.setValue(0)
