"""The dialog that asks where a new atlas goes and in which reference system its maps are drawn."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsCoordinateReferenceSystem
from qgis.gui import QgsFileWidget, QgsProjectionSelectionWidget
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLabel, QWidget

_LAMBERT_93 = "EPSG:2154"


class NewAtlasDialog(QDialog):
    """Accepted only with a file and a projected reference system."""

    def __init__(self, folder: str, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle(self.tr("New atlas"))
        self.file = QgsFileWidget()
        self.file.setStorageMode(QgsFileWidget.StorageMode.SaveFile)
        self.file.setFilter("GeoPackage (*.gpkg)")
        self.file.setDefaultRoot(folder)
        self.file.setConfirmOverwrite(False)
        self.reference = QgsProjectionSelectionWidget()
        self.reference.setCrs(QgsCoordinateReferenceSystem(_LAMBERT_93))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.remark = QLabel(self.tr("Lambert-93 in metropolitan France; overseas, the legal system of the region."))
        self.remark.setWordWrap(True)

        form = QFormLayout(self)
        form.addRow(self.tr("&File:"), self.file)
        form.addRow(self.tr("&Reference system:"), self.reference)
        form.addRow(self.remark)
        form.addRow(self.buttons)
        self.file.fileChanged.connect(self._enable)
        self.reference.crsChanged.connect(self._enable)
        self._enable()
        self.resize(520, self.sizeHint().height())

    def path(self) -> Path:
        """The file to make, always ``.gpkg``."""
        return Path(self.file.filePath()).with_suffix(".gpkg")

    def crs(self) -> str:
        """The identifier of the reference system chosen."""
        return self.reference.crs().authid()

    def _enable(self) -> None:
        crs = self.reference.crs()
        ready = bool(self.file.filePath()) and crs.isValid() and not crs.isGeographic()
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(ready)
