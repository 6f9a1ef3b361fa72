"""The parts every chart has: title, key of its series, the room left for the plot, axes and notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ...core.charts import (
    CURVE,
    EXISTING,
    LINES,
    PYRAMID,
    RANKS,
    SCATTER,
    TARGET_MIN,
    TARGETS,
    Chart,
    Series,
)
from ...core.french import french_number, typeset
from ..charter import Charter
from .canvas import Canvas
from .looks import Look, look

TITLE, KEY, TEXT, SMALL = "legende_titre", "legende", "notes", "source"
INK, GRID, PAPER = "#2b3244", "#d5d9df", "#ffffff"
_SWATCH, _GAP = 4.0, 1.4


@dataclass(frozen=True)
class Room:
    """A rectangle in millimetres."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True)
class Scale:
    """Numbers along an axis: ``low`` at ``start``, ``high`` at ``end`` (mm); ``ticks`` are round numbers between."""

    low: float
    high: float
    start: float
    end: float
    ticks: tuple[float, ...]

    def __call__(self, value: float) -> float:
        """Where a value stands, in millimetres."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def words(self, value: float) -> str:
        """A tick in French, with the decimals its step needs."""
        step = self.ticks[1] - self.ticks[0] if len(self.ticks) > 1 else 1.0
        decimals = next((number for number in range(3) if abs(step - round(step, number)) < 1e-9), 3)
        return french_number(value, decimals)


def scale(values: Sequence[float], start: float, end: float, zero: bool = True, about: int = 5) -> Scale:
    """An axis that holds the values: from zero where asked, its ends on round steps (1, 2, 2.5 or 5 times 10, 100…)."""
    known = np.array([value for value in values if np.isfinite(value)] or [0.0, 1.0])
    low, high = float(known.min()), float(known.max())
    if zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high == low:
        high = low + 1.0
    raw = (high - low) / about
    power = 10.0 ** np.floor(np.log10(raw))
    step = float(next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= raw * 0.999))
    first, last = np.floor(low / step + 1e-9), np.ceil(high / step - 1e-9)
    ticks = tuple(float(number * step) for number in np.arange(first, last + 1))
    return Scale(ticks[0], ticks[-1], start, end, ticks)


def numbers(series: Sequence[Series]) -> list[float]:
    """The values there are."""
    return [value for one in series for value in one.values if value is not None]


class Sheet:
    """A canvas with the head and foot of a chart drawn; ``room`` is what is left."""

    def __init__(self, canvas: Canvas, chart: Chart, charter: Charter, width: float, height: float):
        self.canvas, self.chart, self.charter = canvas, chart, charter
        top = 0.0
        step = canvas.line_height(TITLE)
        for line in canvas.lines(typeset(chart.title), TITLE, width, 2):
            canvas.text(0, top, width, step, line, TITLE)
            top += step
        if chart.unit and chart.form != SCATTER:
            step = canvas.line_height(TEXT)
            canvas.text(0, top, width, step, unit_words(chart.unit), TEXT)
            top += step
        if chart.form == TARGETS:
            top = self._target_key(top + 0.6)
        elif len(chart.series) > 1 and chart.form not in (RANKS, PYRAMID):
            top = self._key(top + 0.6, width)
        bottom = height
        small = canvas.line_height(SMALL)
        lines = [line for note in chart.notes for line in canvas.lines(typeset(note), SMALL, width)]
        for number, line in enumerate(lines):
            canvas.text(0, height - (len(lines) - number) * small, width, small, line, SMALL)
        bottom -= len(lines) * small + (1.0 if lines else 0.0)
        self.room = Room(0, top + 1.2, width, bottom - top - 1.2)

    def look(self, role: str) -> Look:
        """How marks of a role look in this charter."""
        return look(role, self.charter)

    def _key(self, top: float, width: float) -> float:
        """The series' swatches and names, in as many rows as they need; returns the y under them."""
        canvas, step, left = self.canvas, self.canvas.line_height(TEXT) + 0.5, 0.0
        for series in self.chart.series:
            name = canvas.shortened(typeset(series.name), TEXT, width - _SWATCH - _GAP)
            wide = _SWATCH + _GAP + canvas.width_of(name, TEXT) + 4
            if left and left + wide - 4 > width:
                left, top = 0.0, top + step
            self._swatch(left, top + step / 2, self.look(series.role))
            canvas.text(left + _SWATCH + _GAP, top, width, step, name, TEXT)
            left += wide
        return top + step

    def _target_key(self, top: float) -> float:
        """What exists is a bar, the target the span between its two ends."""
        canvas, step = self.canvas, self.canvas.line_height(TEXT) + 0.5
        middle, left = top + step / 2, _SWATCH + _GAP
        canvas.area(0, middle - 1.1, _SWATCH, 2.2, self.look(EXISTING))
        canvas.text(left, top, 20, step, "Existant", TEXT)
        left += canvas.width_of("Existant", TEXT) + 4
        self.span(left, left + _SWATCH, middle, 2.4)
        canvas.text(left + _SWATCH + _GAP, top, 60, step, "Cible, du minimum au maximum", TEXT)
        return top + step

    def span(self, low: float, high: float, y: float, tall: float) -> None:
        """The span of a target: a line between two strokes, one stroke where both ends are the same."""
        self.canvas.line([(low, y), (high, y)], self.look(TARGET_MIN).colour, 0.6)
        for end in {low, high}:
            self.canvas.line([(end, y - tall / 2), (end, y + tall / 2)], INK, 0.35)

    def _swatch(self, x: float, y: float, shown: Look) -> None:
        if self.chart.form in (LINES, CURVE):
            self.canvas.line([(x, y), (x + _SWATCH, y)], shown.colour, 0.5, shown.dash)
            if self.chart.form == LINES:
                self.canvas.point(x + _SWATCH / 2, y, 1.8, shown)
        else:
            self.canvas.area(x, y - 1.1, _SWATCH, 2.2, shown)

    def value_axis(self, room: Room, values: Sequence[float], zero: bool = True) -> tuple[Scale, Room]:
        """An upright axis with grid lines at the left of a room; returns it and the room right of its words."""
        half = self.canvas.line_height(TEXT) / 2
        if not values:
            # Numbers along an axis would make believe that there are values.
            axis = scale([], room.bottom, room.y + half)
            self.canvas.line([(room.x, room.bottom), (room.right, room.bottom)], INK, 0.15)
            return axis, room
        axis = scale(values, room.bottom, room.y + half, zero, max(2, int(room.height // 9)))
        wide = max(self.canvas.width_of(axis.words(tick), TEXT) for tick in axis.ticks) + 1.2
        inner = Room(room.x + wide, room.y + half, room.width - wide, room.height - half)
        for tick in axis.ticks:
            y = axis(tick)
            self.canvas.line([(inner.x, y), (inner.right, y)], INK if tick == 0 else GRID, 0.15)
            self.canvas.text(room.x, y - half, wide - 1.2, 2 * half, axis.words(tick), TEXT, right=True)
        return axis, inner

    def no_value(self, x: float, bottom: float, width: float, words: str, status: str) -> None:
        """What stands where a value is not: words over a stub, hatched where it is hidden, dashed where unknown."""
        step = self.canvas.line_height(TEXT)
        if status == "secret":
            self.canvas.area(x, bottom - 1.6, width, 1.6, Look("#5b6475", "croise"))
        else:
            self.canvas.line([(x, bottom - 0.6), (x + width, bottom - 0.6)], "#5b6475", 0.25, "courts")
        short = self.canvas.shortened(words, TEXT, max(width * 1.6, 7))
        self.canvas.text(x, bottom - 1.9 - step, width, step, short, TEXT, centred=True)


def unit_words(unit: str) -> str:
    """A unit as it is printed over an axis: "En %", "En minutes", "Contrats"."""
    words = {"min": "En minutes", "minutes": "En minutes", "%": "En %", "€": "En €", "km²": "En km²"}
    return typeset(words.get(unit, f"{unit[:1].upper()}{unit[1:]}"))
