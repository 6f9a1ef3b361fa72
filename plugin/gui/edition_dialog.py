"""The dialog of an edition: what its pages say and how they look, stored in the workspace by ``edit_settings``."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from pathlib import Path

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QCoreApplication
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGroupBox,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ..atlas.edition_settings import CHOICE, DATE, FILE, FOLDER, SETTINGS, EditionSetting
from .help_window import add_help
from .scrolling import scrolling


class EditionDialog(QDialog):
    """One field a setting, filled with those of the workspace; ``changes`` is what the user made different."""

    def __init__(self, name: str, settings: Mapping[str, str], folder: Path, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle(self.tr("Edition of the atlas “{name}”").format(name=name))
        self._before = {setting.key: settings.get(setting.key) or "" for setting in SETTINGS}
        self._folder = folder
        self.fields = {setting.key: self._field(setting) for setting in SETTINGS}
        inside = QWidget()
        groups = QVBoxLayout(inside)
        for title in dict.fromkeys(setting.group for setting in SETTINGS):
            box = QGroupBox(QCoreApplication.translate("EditionSettings", title))
            form = QFormLayout(box)
            form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
            for setting in SETTINGS:
                if setting.group == title:
                    self._add(form, setting)
            groups.addWidget(box)
        groups.addStretch()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        add_help(self.buttons, "edit_settings")
        layout = QVBoxLayout(self)
        layout.addWidget(scrolling(inside))
        layout.addWidget(self.buttons)
        for before, after in pairwise([*self.fields.values(), self.buttons]):
            QWidget.setTabOrder(before, after)
        self.resize(620, 640)

    def changes(self) -> dict[str, str]:
        """The settings that differ from those of the workspace."""
        values = {key: self.value(key) for key in self.fields}
        return {key: value for key, value in values.items() if value != self._before[key]}

    def value(self, key: str) -> str:
        """What a field holds; a path inside the folder of the workspace is named from there."""
        field = self.fields[key]
        if isinstance(field, QComboBox):
            return field.currentData()
        if isinstance(field, QgsFileWidget):
            return _from(self._folder, field.filePath().strip())
        return field.text().strip()

    def _add(self, form: QFormLayout, setting: EditionSetting) -> None:
        form.addRow(QCoreApplication.translate("EditionSettings", setting.label), self.fields[setting.key])

    def _field(self, setting: EditionSetting) -> QWidget:
        value = self._before[setting.key]
        label = QCoreApplication.translate("EditionSettings", setting.label)
        if setting.kind == CHOICE:
            field = QComboBox()
            for choice in dict.fromkeys((*setting.choices(), value)):
                field.addItem(choice or self.tr("as the plugin has it"), choice)
            field.setCurrentIndex(field.findData(value))
        elif setting.kind in (FILE, FOLDER):
            field = QgsFileWidget()
            mode = QgsFileWidget.StorageMode
            field.setStorageMode(mode.GetFile if setting.kind == FILE else mode.GetDirectory)
            field.setFilter(setting.filter)
            field.setDefaultRoot(str(self._folder))
            field.setFilePath(value)
        else:
            field = QLineEdit(value)
            field.setCursorPosition(0)
            if setting.kind == DATE:
                field.setPlaceholderText(self.tr("YYYY-MM-DD"))
        field.setAccessibleName(label)
        return field


def _from(folder: Path, text: str) -> str:
    """A path as the workspace keeps it: relative where it lies inside the folder, so that both move together."""
    path = Path(text)
    if not text or not path.is_absolute():
        return text
    try:
        return path.relative_to(folder.absolute()).as_posix()
    except ValueError:
        return text
