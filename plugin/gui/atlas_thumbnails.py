"""Small pictures of drawn sheets, each made once for the data and the retouches it shows.

As the designer does, the page is painted with what its maps show already, and QGIS draws these in other threads.
"""

from __future__ import annotations

from qgis.core import QgsLayoutItemMap, QgsPrintLayout
from qgis.PyQt.QtCore import QObject, QRectF, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QPainter, QPixmap

from .atlas_designer import drawn_layouts

_WIDTH = 420
_SETTLED = 50  # milliseconds without a map under way


class Thumbnails(QObject):
    """Pictures by sheet; one is forgotten when its layout changes. ``made`` tells the sheet whose picture is there."""

    made = pyqtSignal(str)

    def __init__(self, parent: QObject):
        super().__init__(parent)
        self._made: dict[str, QPixmap] = {}
        self._under_way: _Painting | None = None

    def of(self, sheet: str) -> QPixmap | None:
        """The picture of a drawn sheet's first page; None while it is made, in place of another one under way."""
        if sheet not in self._made and (self._under_way is None or self._under_way.sheet != sheet):
            self._let_go()
            self._under_way = _Painting(self, sheet, drawn_layouts()[sheet])
            self._under_way.settled.connect(self._take)
        return self._made.get(sheet)

    def forget(self, sheet: str | None = None) -> None:
        """Make the picture of a sheet, or all of them, anew when next asked."""
        if self._under_way is not None and sheet in (None, self._under_way.sheet):
            self._let_go()
        if sheet is None:
            self._made.clear()
        else:
            self._made.pop(sheet, None)

    def _let_go(self) -> None:
        if self._under_way is not None:
            self._under_way.deleteLater()
            self._under_way.blockSignals(True)
        self._under_way = None

    def _take(self) -> None:
        sheet = self._under_way.sheet
        self._let_go()
        layout = drawn_layouts().get(sheet)  # it may have been removed meanwhile
        if layout is None:
            return
        self._made[sheet] = _painted(layout)
        for item in layout.items():
            if isinstance(item, QgsLayoutItemMap):
                item.invalidateCache()  # the designer draws it anew at its own, larger scale
        self.made.emit(sheet)


class _Painting(QObject):
    """Has the maps of a layout drawn, and waits for them; touches the layout no more, so that it may be removed."""

    settled = pyqtSignal()

    def __init__(self, parent: QObject, sheet: str, layout: QgsPrintLayout):
        super().__init__(parent)
        self.sheet = sheet
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_SETTLED)
        self._timer.timeout.connect(self.settled)
        layout.backgroundTaskCountChanged.connect(self._count)
        _painted(layout)  # maps that have no picture yet begin one
        self._timer.start()

    def _count(self, under_way: int) -> None:
        if under_way:
            self._timer.stop()
        else:
            self._timer.start()


def _painted(layout: QgsPrintLayout) -> QPixmap:
    """The first page as the designer would show it now."""
    page = layout.pageCollection().page(0)
    place = page.mapRectToScene(page.rect())
    picture = QPixmap(_WIDTH, round(_WIDTH * place.height() / place.width()))
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    layout.render(painter, QRectF(picture.rect()), place)
    painter.end()
    return picture
