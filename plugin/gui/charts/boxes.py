"""Bars whose patterns keep the size they have on screen, whatever the scale of the axes."""

from __future__ import annotations

from functools import cache

from qgis.PyQt.QtCore import QRectF
from qgis.PyQt.QtGui import QPainter

from .library import pyqtgraph
from .marks import Mark


@cache
def boxes_class() -> type:
    """The class, made once pyqtgraph is wanted."""
    graph = pyqtgraph()

    class Boxes(graph.GraphicsObject):
        """Rectangles in the units of the axes, painted in those of the screen."""

        def __init__(self, marks: list[Mark], brush, pen):
            super().__init__()
            self.rectangles = [
                QRectF(mark.left, mark.bottom, mark.right - mark.left, mark.top - mark.bottom) for mark in marks
            ]
            self.opts = {"brush": brush, "pen": pen}

        def boundingRect(self) -> QRectF:
            whole = QRectF()
            for rectangle in self.rectangles:
                whole = whole.united(rectangle)
            return whole

        def paint(self, painter: QPainter, *_: object) -> None:
            to_screen = painter.transform()
            painter.save()
            painter.resetTransform()
            painter.setBrush(self.opts["brush"])
            painter.setPen(self.opts["pen"])
            for rectangle in self.rectangles:
                painter.drawRect(to_screen.mapRect(rectangle))
            painter.restore()

    return Boxes
