"""A road layer of the project, a file of roads, or a table of times that stands in for roads."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import Qgis, QgsMapLayerProxyModel, QgsProviderRegistry
from qgis.gui import QgsMapLayerComboBox
from qgis.PyQt.QtWidgets import QFileDialog, QHBoxLayout, QToolButton, QWidget

from .session import Session

if TYPE_CHECKING:
    from ..gis.workspace import Workspace

_TABLES = (".csv", ".txt", ".xlsx", ".ods")


class RoadPicker(QWidget):
    """A list of the line layers of the project, and a button for files."""

    def __init__(self, session: Session, name: str):
        super().__init__()
        self.session = session
        self.layers = QgsMapLayerComboBox()
        filters = Qgis.LayerFilter if hasattr(Qgis, "LayerFilter") else QgsMapLayerProxyModel
        self.layers.setFilters(filters.LineLayer)
        self.layers.setAllowEmptyLayer(True)
        self.layers.setLayer(None)  # any line layer of the project is not a road layer
        self.layers.setAccessibleName(name)
        self.layers.setSizeAdjustPolicy(QgsMapLayerComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.layers.setMinimumContentsLength(14)
        self.button = QToolButton()
        self.button.setText("…")
        self.button.setAccessibleName(self.tr("Choose a file of roads, or a table of times"))
        self.button.setToolTip(self.tr("Choose a file of roads, or a table of times"))
        self.changed = self.layers.currentIndexChanged
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.layers, 1)
        row.addWidget(self.button)
        self.setFocusProxy(self.layers)
        self.button.clicked.connect(self._choose)

    def value(self) -> str:
        """What the parameter of an algorithm takes: a layer's id, or the path of a file; empty where none."""
        layer = self.layers.currentLayer()
        return layer.id() if layer is not None else self.layers.currentText()

    def is_table(self) -> bool:
        """Whether a table of times is chosen in place of roads."""
        return self.layers.currentLayer() is None and Path(self.value()).suffix.lower() in _TABLES

    def parameters(self) -> dict[str, str]:
        """The parameter of an algorithm that is given: its roads, or its table of times."""
        return {"TIMES_TABLE" if self.is_table() else "ROADS": self.value()}

    def set_file(self, path: str) -> None:
        """Offer a file and choose it."""
        offered = list(dict.fromkeys([*self.layers.additionalItems(), path]))
        self.layers.setAdditionalItems(offered)
        self.layers.setCurrentIndex(self.layers.findText(path))

    def offer(self, roads: str) -> None:
        """Choose the roads the open atlas names, unless others are chosen."""
        if roads and not self.value():
            self.set_file(roads)

    def _choose(self) -> None:
        folder = str(self.session.path.parent if self.session.path is not None else Path.home())
        tables = self.tr("Tables of times ({suffixes})").format(suffixes=" ".join(f"*{name}" for name in _TABLES))
        filters = f"{QgsProviderRegistry.instance().fileVectorFilters()};;{tables}"
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Roads"), folder, filters)
        if path:
            self.set_file(path)


def own_roads(workspace: Workspace) -> str:
    """The roads that the settings of an atlas name, where the file lies beside it; else nothing."""
    settings = workspace.settings()
    name, layer = settings.get("reseau_fichier"), settings.get("reseau_couche")
    file = Path(workspace.path).with_name(name) if name else None
    if file is None or not file.is_file():
        return ""
    return f"{file}|layername={layer}" if layer else str(file)
