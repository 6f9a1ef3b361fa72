"""Small pictures of drawn sheets, each made once for the data and the retouches it shows."""

from __future__ import annotations

from qgis.core import QgsLayoutExporter, QgsPrintLayout
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QPixmap

_WIDTH = 420


class Thumbnails:
    """Pictures by layout; one is forgotten when its layout changes."""

    def __init__(self):
        self._made: dict[str, QPixmap] = {}

    def of(self, sheet: str, layout: QgsPrintLayout) -> QPixmap:
        """The picture of a sheet's first page."""
        if sheet not in self._made:
            page = layout.pageCollection().page(0).rect()
            size = QSize(_WIDTH, round(_WIDTH * page.height() / page.width()))
            self._made[sheet] = QPixmap.fromImage(QgsLayoutExporter(layout).renderPageToImage(0, size))
        return self._made[sheet]

    def forget(self, sheet: str | None = None) -> None:
        """Make the picture of a sheet, or all of them, anew when next asked."""
        if sheet is None:
            self._made.clear()
        else:
            self._made.pop(sheet, None)
