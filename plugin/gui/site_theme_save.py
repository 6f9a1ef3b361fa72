"""Keeps the theme drawn as a sheet of a catalogue of one's own, so that it prints."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from qgis.gui import QgsCollapsibleGroupBox, QgsFileWidget
from qgis.PyQt.QtWidgets import QCheckBox, QFormLayout, QLabel, QLineEdit, QPushButton

from .run_bar import RunBar
from .session import Session
from .source_fields import ChoiceBox, tab_order


class ThemeSaveBox(QgsCollapsibleGroupBox):
    """Id, title, family and folder of the sheet; runs ``save_theme``. ``parameters`` gives the theme."""

    def __init__(self, session: Session, bar: RunBar, parameters: Callable[[], dict[str, object]]):
        super().__init__()
        self.setTitle(self.tr("Keep this theme as a sheet"))
        self.setAccessibleName(self.title())
        self.session, self.bar, self._parameters = session, bar, parameters
        self._idle = False
        self.sheet = QLineEdit()
        self.sheet.setPlaceholderText("H40")
        self.sheet_title = QLineEdit()
        self.family = ChoiceBox()
        self.folder = QgsFileWidget()
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setAccessibleName(self.tr("Folder of your catalogue"))
        self.replace = QCheckBox(self.tr("&Replace a sheet of this id"))
        self.save_button = QPushButton(self.tr("&Keep as a sheet"))
        self.hint = QLabel(self.tr("The atlas prints it when it is given this folder as your catalogue."))
        self.hint.setWordWrap(True)
        form = QFormLayout(self)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.tr("Id of the s&heet:"), self.sheet)
        form.addRow(self.tr("T&itle of the sheet:"), self.sheet_title)
        form.addRow(self.tr("Famil&y:"), self.family)
        form.addRow(self.tr("F&older:"), self.folder)
        form.addRow(self.replace)
        form.addRow(self.hint)
        form.addRow(self.save_button)
        tab_order(self.sheet, self.sheet_title, self.family, self.folder, self.replace, self.save_button)
        self.setCollapsed(True)
        for signal in (self.sheet.textChanged, self.sheet_title.textChanged, self.folder.fileChanged):
            signal.connect(lambda *_: self.update_state(self._idle))
        self.save_button.clicked.connect(self.save)

    def refresh(self, families: Mapping[str, str], folder: str) -> None:
        """Offer the families of the catalogue (id, title); ``folder`` where the user has chosen none."""
        chosen = self.family.currentData() or "H"
        self.family.clear()
        for key, title in families.items():
            self.family.addItem(title, key)
        self.family.setCurrentIndex(max(self.family.findData(chosen), 0))
        if not self.folder.filePath():
            self.folder.setFilePath(folder)

    def update_state(self, idle: bool) -> None:
        """Enable what can be done; ``idle``: a theme is there and nothing runs."""
        self._idle = idle
        given = self.sheet.text().strip() and self.sheet_title.text().strip() and self.folder.filePath()
        self.save_button.setEnabled(idle and bool(given))

    def save(self) -> None:
        """Run ``save_theme``."""
        parameters = self._parameters() | {
            "SHEET": self.sheet.text().strip(),
            "SHEET_TITLE": self.sheet_title.text().strip(),
            "FAMILY": self.family.currentData(),
            "FOLDER": self.folder.filePath(),
            "REPLACE": self.replace.isChecked(),
        }
        self.bar.start("atlas_soins:save_theme", parameters, self.tr("Writing the sheet…"), self._saved)

    def _saved(self, _run, outputs: dict) -> None:
        self.session.say(self.tr("Sheet written: {file}").format(file=outputs["OUTPUT"]))
