"""Small pictures of drawn sheets, each made once for the data and the retouches it shows.

As the designer does, the page is painted with what its maps show already, and QGIS draws these in other threads.
"""

from __future__ import annotations

from collections.abc import Generator

from qgis.core import QgsLayoutItemMap, QgsPrintLayout
from qgis.PyQt.QtCore import QObject, QRectF, QSize, QSizeF, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtGui import QPainter, QPixmap
from qgis.PyQt.QtWidgets import QWidget

from .atlas_designer import drawn_layouts, layout_named
from .session import Session
from .turns import Turns

_WIDTH, _STRIPS = 420, 4  # pixels; between two strips the window has its turn
_SPOT = 4  # pixels of a map, enough to have it drawn
_SETTLED = 150  # milliseconds without a map under way
_BEGINNING = 1000  # milliseconds until QGIS has begun a map, if it must draw one at all


class Thumbnails(QObject):
    """Pictures by sheet; one is forgotten when its layout changes. ``made`` tells the sheet whose picture is there."""

    made = pyqtSignal(str)

    def __init__(self, page: QWidget, session: Session):
        super().__init__(page)
        self._made: dict[str, QPixmap] = {}
        self._sheet = ""  # the one whose picture is under way
        self._maps: _Maps | None = None
        self._turns = Turns(page, session)

    def of(self, sheet: str) -> QPixmap | None:
        """The picture of a drawn sheet's first page; None while it is made, in place of another one under way."""
        if sheet not in self._made and sheet != self._sheet:
            self._let_go()
            self._begin(sheet)
        return self._made.get(sheet)

    def forget(self, sheet: str | None = None) -> None:
        """Make the picture of a sheet, or all of them, anew when next asked."""
        if sheet in (None, self._sheet):
            self._let_go()
        if sheet is None:
            self._made.clear()
        else:
            self._made.pop(sheet, None)

    def _begin(self, sheet: str) -> None:
        layout = drawn_layouts()[sheet]
        name = layout.name()
        self._sheet, self._maps = sheet, _Maps(self, layout)
        self._maps.settled.connect(lambda: self._turns.start(_painting(name), lambda made: self._take(name, made)))
        self._turns.start(_asking(name), lambda _: self._maps.wait())

    def _let_go(self) -> None:
        self._turns.stop()
        if self._maps is not None:
            self._maps.blockSignals(True)
            self._maps.deleteLater()
        self._sheet, self._maps = "", None

    def _take(self, name: str, picture: QPixmap | None) -> None:
        sheet = self._sheet
        self._let_go()
        if picture is None:
            return
        self._made[sheet] = picture
        for item in layout_named(name).items():
            if isinstance(item, QgsLayoutItemMap):
                item.invalidateCache()  # the designer draws it anew at its own, larger scale
        self.made.emit(sheet)


class _Maps(QObject):
    """Tells when no map of a layout is being drawn; touches the layout no more, so that it may be removed."""

    settled = pyqtSignal()

    def __init__(self, parent: QObject, layout: QgsPrintLayout):
        super().__init__(parent)
        self._under_way, self._begun, self._waiting = 0, False, False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.settled)
        layout.backgroundTaskCountChanged.connect(self._count)

    def wait(self) -> None:
        """Maps have been asked for: QGIS begins them in a moment."""
        self._waiting = True
        if not self._under_way:
            self._timer.start(_SETTLED if self._begun else _BEGINNING)

    def _count(self, under_way: int) -> None:
        self._under_way = under_way
        if under_way:
            self._begun = True
            self._timer.stop()
        elif self._waiting and self._begun:
            self._timer.start(_SETTLED)


def _asking(name: str) -> Generator[bool, None, None]:
    """Has QGIS begin the picture of each map of a layout that has none, at our scale: one map a turn."""
    layout = layout_named(name)
    maps = [item.uuid() for item in layout.items() if isinstance(item, QgsLayoutItemMap)] if layout is not None else []
    for uuid in maps:
        layout = layout_named(name)
        item = layout.itemByUuid(uuid) if layout is not None else None
        if item is not None:
            corner = item.mapRectToScene(item.rect()).topLeft()
            side = _SPOT * _place(layout).width() / _WIDTH
            _render(layout, QRectF(corner, QSizeF(side, side)), QSize(_SPOT, _SPOT))
        yield True


def _painting(name: str) -> Generator[None, None, QPixmap | None]:
    """The first page of a layout as the designer would show it now, strip by strip; None where it was removed."""
    picture = None
    for strip in range(_STRIPS):
        layout = layout_named(name)
        if layout is None:
            return None
        place = _place(layout)
        if picture is None:
            picture = QPixmap(_WIDTH, round(_WIDTH * place.height() / place.width()))
        size, part = QSize(_WIDTH // _STRIPS, picture.height()), place.width() / _STRIPS
        source = QRectF(place.left() + strip * part, place.top(), part, place.height())
        painter = QPainter(picture)
        painter.drawPixmap(strip * size.width(), 0, _render(layout, source, size))
        painter.end()
        yield
    return picture


def _place(layout: QgsPrintLayout) -> QRectF:
    """Where the first page lies in its layout."""
    page = layout.pageCollection().page(0)
    return page.mapRectToScene(page.rect())


def _render(layout: QgsPrintLayout, source: QRectF, size: QSize) -> QPixmap:
    """A part of a page as a picture of its own: a map paints over all of its frame, whatever part is asked for."""
    picture = QPixmap(size)
    picture.fill(Qt.GlobalColor.white)
    painter = QPainter(picture)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    layout.render(painter, QRectF(picture.rect()), source, Qt.AspectRatioMode.IgnoreAspectRatio)
    painter.end()
    return picture
