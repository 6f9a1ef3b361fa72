"""A painter on an SVG file in millimetres, within what Qt's own SVG reader can draw again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF
from qgis.PyQt.QtSvg import QSvgGenerator

from ...core.french import NARROW_SPACE, typeset
from ..charter import Charter
from .looks import CROSSED, DASHES, DIAMOND, EMPTY, FALLING, LEVEL, RISING, SOLID, SQUARE, TRIANGLE, Look

_UNITS_PER_MM = 10
_POINT_MM = 25.4 / 72
_HATCH_MM = 1.0
_LINE_HEIGHT = 1.25


class Canvas:
    """A painter on an SVG file, in millimetres."""

    def __init__(self, path: Path, width_mm: float, height_mm: float, charter: Charter):
        self._charter = charter
        self._path = path
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
        # Qt 5 writes its half-bold as 630 and reads that as plain.
        drawn = self._path.read_text(encoding="utf-8")
        self._path.write_text(drawn.replace('font-weight="630"', 'font-weight="600"'), encoding="utf-8")

    def area(self, x: float, y: float, width: float, height: float, look: Look) -> None:
        """A rectangle filled as its look says, with a fine edge; none where nothing is counted."""
        if width <= 0 or height <= 0:
            return
        colour, box = QColor(look.colour), _box(x, y, width, height)
        self.painter.setPen(QPen(colour.darker(125), 0.1 * _UNITS_PER_MM))
        self.painter.setBrush(QBrush(colour if look.pattern == SOLID else QColor("#ffffff")))
        self.painter.drawRect(box)
        if look.pattern not in (SOLID, EMPTY):
            self.painter.setPen(QPen(colour, (0.12 if look.pattern == CROSSED else 0.2) * _UNITS_PER_MM))
            self._hatch(box, look.pattern)

    def patch(self, x: float, y: float, width: float, height: float) -> None:
        """Paper under a text that lines would cross."""
        self.painter.setPen(QPen(Qt.PenStyle.NoPen))
        self.painter.setBrush(QBrush(QColor("#ffffff")))
        self.painter.drawRect(_box(x, y, width, height))

    def _hatch(self, box: QRectF, pattern: str) -> None:
        # Lines cut to the box: Qt's SVG reader knows neither pattern fills nor clips.
        step = round(_HATCH_MM * _UNITS_PER_MM)
        if pattern == LEVEL:
            for down in range(step // 2, int(box.height()), step):
                self._segment(box.left(), box.top() + down, box.right(), box.top() + down)
            return
        for start in range(step, int(box.width() + box.height()), step):
            below, above = max(start - box.height(), 0.0), min(float(start), box.width())
            if pattern in (RISING, CROSSED):
                self._segment(
                    box.left() + below, box.top() + start - below, box.left() + above, box.top() + start - above
                )
            if pattern in (FALLING, CROSSED):
                self._segment(
                    box.left() + below, box.bottom() - start + below, box.left() + above, box.bottom() - start + above
                )

    def _segment(self, x1: float, y1: float, x2: float, y2: float) -> None:
        self.painter.drawLine(QPointF(x1, y1), QPointF(x2, y2))

    def line(
        self, points: Sequence[tuple[float, float]], colour: str, width: float = 0.2, dash: str = "continu"
    ) -> None:
        """A line through points."""
        pen = QPen(QColor(colour), width * _UNITS_PER_MM)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        if DASHES[dash]:
            pen.setDashPattern(list(DASHES[dash]))
        self.painter.setPen(pen)
        self.painter.setBrush(QBrush(Qt.BrushStyle.NoBrush))
        self.painter.drawPolyline(QPolygonF([QPointF(x * _UNITS_PER_MM, y * _UNITS_PER_MM) for x, y in points]))

    def point(self, x: float, y: float, size: float, look: Look, filled: bool = True) -> None:
        """A mark of the look's shape with a white edge; not ``filled``, its outline alone."""
        colour, half = QColor(look.colour), size / 2 * _UNITS_PER_MM
        edge = QColor("#ffffff") if filled else colour
        self.painter.setPen(QPen(edge, (0.15 if filled else 0.3) * _UNITS_PER_MM))
        self.painter.setBrush(QBrush(colour if filled else QColor("#ffffff")))
        middle = QPointF(x * _UNITS_PER_MM, y * _UNITS_PER_MM)
        if look.shape == SQUARE:
            self.painter.drawRect(QRectF(middle.x() - 0.85 * half, middle.y() - 0.85 * half, 1.7 * half, 1.7 * half))
        elif look.shape in (TRIANGLE, DIAMOND):
            around = [(0, -1), (1, 0.8), (-1, 0.8)] if look.shape == TRIANGLE else [(0, -1), (1, 0), (0, 1), (-1, 0)]
            self.painter.drawPolygon(QPolygonF([middle + QPointF(half * dx, half * dy) for dx, dy in around]))
        else:
            self.painter.drawEllipse(middle, half, half)

    def text(
        self, x: float, y: float, width: float, height: float, text: str, role: str, right: bool = False,
        centred: bool = False, colour: str = "",
    ) -> None:
        """A line of text in a role of the charter, centred in height."""
        self.painter.setFont(self._font(role))
        self.painter.setPen(QColor(colour or self._charter.values["texte"][role]["couleur"]))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        side = Qt.AlignmentFlag.AlignHCenter if centred else side
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        self.painter.drawText(_box(x, y, width, height), int(flags), _printable(text))

    def width_of(self, text: str, role: str) -> float:
        """The width of a text, in millimetres."""
        return float(QFontMetricsF(self._font(role)).horizontalAdvance(_printable(text))) / _UNITS_PER_MM

    def line_height(self, role: str) -> float:
        """From one line of a text to the next, in millimetres."""
        return float(self._charter.values["texte"][role]["taille"]) * _POINT_MM * _LINE_HEIGHT

    def lines(self, text: str, role: str, width: float, most: int = 0) -> list[str]:
        """A text broken into lines of a width, at most ``most`` of them (0: all), the last then ending in "…"."""
        lines: list[str] = []
        for word in text.split(" "):
            joined = f"{lines[-1]} {word}" if lines else word
            if lines and self.width_of(joined, role) <= width:
                lines[-1] = joined
            else:
                lines.append(word)
        if most and len(lines) > most:
            lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
        return [self.shortened(line, role, width) for line in lines]

    def shortened(self, text: str, role: str, width: float) -> str:
        """The text, cut with "…" where it is wider than it may be."""
        if self.width_of(text, role) <= width:
            return text
        while text and self.width_of(f"{text}…", role) > width:
            text = text[:-1]
        return f"{text.rstrip()}…"

    def _font(self, role: str) -> QFont:
        spec = self._charter.values["texte"][role]
        font = QFont(self._charter.family)
        font.setPixelSize(round(float(spec["taille"]) * _POINT_MM * _UNITS_PER_MM))
        if spec.get("gras"):
            font.setWeight(QFont.Weight.DemiBold)  # as the page's own headings are
        return font


def _printable(text: str) -> str:
    # A space the font has: with the narrow one Qt would draw the numbers as outlines.
    return typeset(text).replace(NARROW_SPACE, "\u00a0")


def _box(x: float, y: float, width: float, height: float) -> QRectF:
    return QRectF(x * _UNITS_PER_MM, y * _UNITS_PER_MM, width * _UNITS_PER_MM, height * _UNITS_PER_MM)
