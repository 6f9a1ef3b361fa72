"""Pointing in the map: a place by a click, an area by its corners."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsGeometry, QgsPointXY, QgsWkbTypes
from qgis.gui import QgsMapCanvas, QgsMapTool, QgsRubberBand
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor


class PlaceTool(QgsMapTool):
    """Calls ``found`` with the point clicked and whether Ctrl was held."""

    def __init__(self, canvas: QgsMapCanvas, found: Callable[[QgsPointXY, bool], None]):
        super().__init__(canvas)
        self._found = found
        self.setCursor(Qt.CursorShape.CrossCursor)

    def canvasReleaseEvent(self, event) -> None:
        """A click."""
        self._found(event.mapPoint(), bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))


class AreaTool(QgsMapTool):
    """Left clicks set corners, Backspace takes the last away, a right click or Enter ends, Escape gives up."""

    def __init__(self, canvas: QgsMapCanvas, found: Callable[[QgsGeometry], None]):
        super().__init__(canvas)
        self._found = found
        self._corners: list[QgsPointXY] = []
        self._band = QgsRubberBand(canvas, QgsWkbTypes.GeometryType.PolygonGeometry)
        self._band.setColor(QColor(31, 78, 121, 70))
        self._band.setStrokeColor(QColor(31, 78, 121))
        self._band.setWidth(2)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def canvasReleaseEvent(self, event) -> None:
        """A corner, or the end."""
        if event.button() == Qt.MouseButton.RightButton:
            self._end()
            return
        self._corners.append(event.mapPoint())
        self._show()

    def canvasMoveEvent(self, event) -> None:
        """The next corner follows the pointer."""
        if self._corners:
            self._show(event.mapPoint())

    def keyPressEvent(self, event) -> None:
        """Backspace, Enter, Escape."""
        if event.key() == Qt.Key.Key_Backspace:
            event.accept()
            del self._corners[-1:]
            self._show()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._end()
        elif event.key() == Qt.Key.Key_Escape:
            self._corners = []
            self.canvas().unsetMapTool(self)

    def deactivate(self) -> None:
        """Another tool: what was drawn goes."""
        self._corners = []
        self._band.reset(QgsWkbTypes.GeometryType.PolygonGeometry)
        super().deactivate()

    def _end(self) -> None:
        corners = self._corners
        self.canvas().unsetMapTool(self)
        if len(corners) > 2:
            self._found(QgsGeometry.fromPolygonXY([corners]))

    def _show(self, pointer: QgsPointXY | None = None) -> None:
        corners = [*self._corners, *([pointer] if pointer else [])]
        self._band.setToGeometry(QgsGeometry.fromPolygonXY([corners]) if len(corners) > 1 else QgsGeometry())
