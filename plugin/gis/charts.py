"""Charts as vector pictures for the printed page: plain QPainter on SVG, so that they print wherever QGIS does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QFont, QPainter, QPen
from qgis.PyQt.QtSvg import QSvgGenerator

from .charter import Charter

_UNITS_PER_MM = 10
_POINT_MM = 25.4 / 72
_HATCH_MM = 1.0


@dataclass(frozen=True)
class Bar:
    """A bar: its name, its value, the text printed after it and its fill; ``hatched`` for classes that are no value."""

    label: str
    value: float
    text: str
    colour: str
    hatched: bool = False


class Canvas:
    """A painter on an SVG file, in millimetres."""

    def __init__(self, path: Path, width_mm: float, height_mm: float, charter: Charter):
        self._charter = charter
        self._generator = QSvgGenerator()
        self._generator.setFileName(str(path))
        size = QSize(round(width_mm * _UNITS_PER_MM), round(height_mm * _UNITS_PER_MM))
        self._generator.setResolution(round(25.4 * _UNITS_PER_MM))
        self._generator.setSize(size)
        self._generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
        self.painter = QPainter(self._generator)
        self.painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def __enter__(self) -> Canvas:
        return self

    def __exit__(self, *_: object) -> None:
        self.painter.end()

    def rectangle(self, x: float, y: float, width: float, height: float, bar: Bar) -> None:
        """A filled bar with a fine edge, hatched where it stands for no value."""
        colour, area = QColor(bar.colour), self._rectangle(x, y, width, height)
        self.painter.setPen(QPen(colour.darker(125), 0.1 * _UNITS_PER_MM))
        self.painter.setBrush(QBrush(QColor("#ffffff") if bar.hatched else colour))
        self.painter.drawRect(area)
        if bar.hatched:
            # Lines cut to the bar: Qt's SVG reader knows neither pattern fills nor clips.
            step = round(_HATCH_MM * _UNITS_PER_MM)
            for start in range(step, int(area.width() + area.height()), step):
                below, above = max(start - area.height(), 0.0), min(float(start), area.width())
                self.painter.drawLine(
                    QPointF(area.left() + below, area.top() + start - below),
                    QPointF(area.left() + above, area.top() + start - above),
                )

    def text(self, x: float, y: float, width: float, height: float, text: str, role: str, right: bool = False) -> None:
        """A line of text in a role of the charter, centred in height."""
        spec = self._charter.values["texte"][role]
        font = QFont(self._charter.family)
        font.setPixelSize(round(float(spec["taille"]) * _POINT_MM * _UNITS_PER_MM))
        font.setBold(bool(spec.get("gras")))
        self.painter.setFont(font)
        self.painter.setPen(QColor(spec["couleur"]))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        self.painter.drawText(self._rectangle(x, y, width, height), int(side | Qt.AlignmentFlag.AlignVCenter), text)

    @staticmethod
    def _rectangle(x: float, y: float, width: float, height: float) -> QRectF:
        return QRectF(x * _UNITS_PER_MM, y * _UNITS_PER_MM, width * _UNITS_PER_MM, height * _UNITS_PER_MM)


def draw_bars(path: Path, title: str, bars: Sequence[Bar], width_mm: float, charter: Charter) -> float:
    """Horizontal bars from zero on one scale, under a title; returns the picture's height in millimetres."""
    title_mm, row_mm, bar_mm, text_mm = 6.0, 7.4, 3.0, 15.0
    height = title_mm + row_mm * len(bars)
    longest = max((bar.value for bar in bars), default=0.0) or 1.0
    with Canvas(path, width_mm, height, charter) as canvas:
        canvas.text(0, 0, width_mm, 5, title, "legende_titre")
        for row, bar in enumerate(bars):
            top = title_mm + row * row_mm
            length = max((width_mm - text_mm) * bar.value / longest, 0.3)
            canvas.rectangle(0, top, length, bar_mm, bar)
            canvas.text(length + 1.5, top - 0.6, text_mm, bar_mm + 1.2, bar.text, "legende")
            canvas.text(0, top + bar_mm + 0.2, width_mm, 3.6, bar.label, "notes")
    return height


def draw_bar_pairs(
    path: Path, title: str, pairs: Sequence[tuple[Bar, Bar]], words: tuple[str, str], width_mm: float, charter: Charter
) -> float:
    """Two bars a class on one scale, the earlier one an empty outline; returns the picture's height in millimetres.

    Args:
        path: the SVG to write.
        title: above the bars.
        pairs: before and after, of one label.
        words: what the two are ("référence", "scénario"), written after their values.
        width_mm: of the picture.
        charter: text and colours.
    """
    title_mm, row_mm, bar_mm, text_mm = 5.6, 9.2, 2.2, 27.0
    height = title_mm + row_mm * len(pairs)
    longest = max((bar.value for pair in pairs for bar in pair), default=0.0) or 1.0
    with Canvas(path, width_mm, height, charter) as canvas:
        canvas.text(0, 0, width_mm, 5, title, "legende_titre")
        for row, pair in enumerate(pairs):
            top = title_mm + row * row_mm
            canvas.text(0, top, width_mm, 3.4, pair[0].label, "notes")
            for place, (bar, word) in enumerate(zip(pair, words, strict=True)):
                length = max((width_mm - text_mm) * bar.value / longest, 0.3)
                below = top + 3.5 + place * (bar_mm + 0.5)
                shown = bar if place else replace(bar, colour="#ffffff", hatched=False)
                canvas.rectangle(0, below, length, bar_mm, shown)
                canvas.text(length + 1.5, below - 0.5, text_mm, bar_mm + 1.0, f"{bar.text} {word}", "notes")
    return height
