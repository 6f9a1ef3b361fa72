"""A list of links between sites, selected together with the lines that show them in the map."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qgis.core import QgsCoordinateTransform, QgsProject, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QItemSelectionModel, Qt
from qgis.PyQt.QtGui import QBrush, QPalette
from qgis.PyQt.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem

_ID_ROLE = Qt.ItemDataRole.UserRole
_WIDEST = 140  # pixels: a long name leaves room for the others
_ROOM = 1.3  # of the selected lines' extent, when the map goes to them


class LinkTable(QTreeWidget):
    """Rows carry the ``id`` of a link; a bound layer has it in its field ``key``. Double click or Enter goes there."""

    def __init__(self, canvas: QgsMapCanvas, name: str, headings: Sequence[str], key: str = "id"):
        super().__init__()
        self.canvas = canvas
        self.key = key
        self.layer: QgsVectorLayer | None = None
        self._following = False
        self.setAccessibleName(name)
        self.setRootIsDecorated(False)
        self.setAlternatingRowColors(True)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHeaderLabels(list(headings))
        self.setSortingEnabled(True)
        self.setMinimumHeight(190)
        self.itemSelectionChanged.connect(self._select_in_map)
        self.itemActivated.connect(lambda *_: self.go_to_selected())

    def fill(self, rows: Iterable[tuple[str, Sequence[object], str, bool]]) -> None:
        """Replace the rows: id of the link, its cells (numbers stay numbers), a tool tip, and whether it is drawn."""
        chosen = set(self.selected())
        self._following = True
        self.clear()
        self.setSortingEnabled(False)  # rows keep the order they come in until a heading is clicked
        self.header().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        quiet = QBrush(self.palette().color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.Text))
        for identifier, cells, tip, drawn in rows:
            item = QTreeWidgetItem(self)
            item.setData(0, _ID_ROLE, identifier)
            for column, cell in enumerate(cells):
                item.setData(column, Qt.ItemDataRole.DisplayRole, cell)
                item.setToolTip(column, tip)
                if isinstance(cell, float):
                    item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                if not drawn:
                    item.setForeground(column, quiet)
            item.setSelected(identifier in chosen)
        self.setSortingEnabled(True)
        for column in range(self.columnCount()):
            self.resizeColumnToContents(column)
            self.setColumnWidth(column, min(self.columnWidth(column), _WIDEST))
        self._following = False

    def selected(self) -> list[str]:
        """The ids of the links chosen."""
        return [item.data(0, _ID_ROLE) for item in self.selectedItems()]

    def identifiers(self) -> list[str]:
        """The ids of all rows, from the top."""
        return [self.topLevelItem(row).data(0, _ID_ROLE) for row in range(self.topLevelItemCount())]

    def bind(self, layer: QgsVectorLayer | None) -> None:
        """Follow the selection of a layer, and lead it; None lets go."""
        if self.layer is not None:
            self.layer.selectionChanged.disconnect(self._select_in_list)
            self.layer.willBeDeleted.disconnect(self._forget)
        self.layer = layer
        if layer is not None:
            layer.selectionChanged.connect(self._select_in_list)
            layer.willBeDeleted.connect(self._forget)
            self._select_in_map()

    def go_to_selected(self) -> None:
        """Bring the selected lines to the middle of the map."""
        if self.layer is None or not self.layer.selectedFeatureCount():
            return
        transform = QgsCoordinateTransform(
            self.layer.crs(), self.canvas.mapSettings().destinationCrs(), QgsProject.instance()
        )
        extent: QgsRectangle = transform.transformBoundingBox(self.layer.boundingBoxOfSelected())
        extent.scale(_ROOM)
        self.canvas.setExtent(extent)
        self.canvas.refresh()

    def _select_in_map(self) -> None:
        if self.layer is None or self._following:
            return
        chosen = set(self.selected())
        self._following = True
        self.layer.selectByIds([line.id() for line in self.layer.getFeatures() if line[self.key] in chosen])
        self._following = False

    def _select_in_list(self) -> None:
        if self.layer is None or self._following:
            return
        chosen = {line[self.key] for line in self.layer.getSelectedFeatures()}
        self._following = True
        self.clearSelection()
        first = None
        for row in range(self.topLevelItemCount()):
            item = self.topLevelItem(row)
            if item.data(0, _ID_ROLE) in chosen:
                item.setSelected(True)
                first = first or item
        if first is not None:
            self.scrollToItem(first)
            self.selectionModel().setCurrentIndex(self.indexFromItem(first), QItemSelectionModel.SelectionFlag.NoUpdate)
        self._following = False

    def _forget(self) -> None:
        self.layer = None
