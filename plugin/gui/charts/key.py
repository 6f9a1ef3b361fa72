"""The key of a chart's series, over the plot: as many rows as its width asks for."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QBrush, QPainter, QPalette, QPen
from qgis.PyQt.QtWidgets import QWidget

_SWATCH, _GAP, _BETWEEN = 18, 5, 14


@dataclass(frozen=True)
class Entry:
    """A series: its words, and the brush and pen of its bars, or the pen of its line (no brush)."""

    words: str
    pen: QPen
    brush: QBrush | None = None


class Key(QWidget):
    """Paints swatches and words; hidden where there is one series only."""

    def __init__(self):
        super().__init__()
        self.entries: list[Entry] = []

    def show_entries(self, entries: list[Entry]) -> None:
        """Show these series."""
        self.entries = entries
        self.setAccessibleName(", ".join(entry.words for entry in entries))
        self.setVisible(len(entries) > 1)
        self._fit()

    def resizeEvent(self, event) -> None:
        """Another width may need another number of rows."""
        super().resizeEvent(event)
        self._fit()

    def paintEvent(self, _event) -> None:
        """The swatches and their words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        row = self._row()
        for entry, (left, top) in zip(self.entries, self._places(), strict=True):
            middle = top + row / 2
            painter.setPen(entry.pen)
            if entry.brush is None:
                painter.drawLine(QPointF(left, middle), QPointF(left + _SWATCH, middle))
            else:
                painter.setBrush(entry.brush)
                painter.drawRect(QRectF(left, middle - 5, _SWATCH, 10))
            painter.setPen(self.palette().color(QPalette.ColorRole.Text))
            words = QRectF(left + _SWATCH + _GAP, top, max(self.width() - left - _SWATCH - _GAP, 10), row)
            shown = self.fontMetrics().elidedText(entry.words, Qt.TextElideMode.ElideRight, int(words.width()))
            painter.drawText(words, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)
        painter.end()

    def _row(self) -> int:
        return self.fontMetrics().height() + 4

    def _places(self) -> list[tuple[int, int]]:
        places, left, top = [], 2, 0
        for entry in self.entries:
            wide = _SWATCH + _GAP + self.fontMetrics().horizontalAdvance(entry.words)
            if left > 2 and left + wide > self.width():
                left, top = 2, top + self._row()
            places.append((left, top))
            left += wide + _BETWEEN
        return places

    def _fit(self) -> None:
        places = self._places()
        self.setFixedHeight(places[-1][1] + self._row() if places else 0)
