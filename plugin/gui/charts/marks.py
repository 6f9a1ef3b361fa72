"""Where each value of a chart stands on screen: rectangles and points in the units of its axes."""

from __future__ import annotations

from dataclasses import dataclass

from ...core import charts
from ...core.charts import Chart

_FLAT = (charts.STACKED, charts.PYRAMID, charts.TARGETS)


@dataclass(frozen=True)
class Mark:
    """A value: its series and category by position, and its box (a point has no extent)."""

    series: int
    place: int
    left: float
    bottom: float
    right: float
    top: float

    @property
    def middle(self) -> tuple[float, float]:
        """Its middle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2


def is_flat(chart: Chart) -> bool:
    """Whether categories stand along the upright axis."""
    return chart.form in _FLAT


def marks_of(chart: Chart) -> list[Mark]:
    """The marks of a chart; a value that is not has none."""
    if chart.form == charts.STACKED:
        return _stacked(chart)
    return [
        _mark(chart, number, place, value)
        for number, series in enumerate(chart.series)
        for place, value in enumerate(series.values)
        if value is not None
    ]


def _mark(chart: Chart, number: int, place: int, value: float) -> Mark:
    low, high = min(0.0, value), max(0.0, value)
    if chart.form in (charts.CURVE, charts.SCATTER):
        return Mark(number, place, chart.x[place], value, chart.x[place], value)
    if chart.form == charts.LINES:
        return Mark(number, place, float(place), value, float(place), value)
    if chart.form == charts.PYRAMID:
        low, high = (-value, 0.0) if number == 0 else (0.0, value)
        return Mark(number, place, low, place - 0.36, high, place + 0.36)
    if chart.form == charts.TARGETS:
        row = len(chart.categories) - 1 - place
        if number == 0:
            return Mark(number, place, low, row, high, row + 0.34)
        return Mark(number, place, value, row - 0.3, value, row - 0.04)
    if chart.form == charts.RANKS:
        return Mark(number, place, place - 0.42, low, place + 0.42, high)
    inside = [series.role for series in chart.series] == [charts.TOTAL, charts.SUBSET]
    if inside:
        half = 0.36 if number == 0 else 0.23
        return Mark(number, place, place - half, low, place + half, high)
    wide = 0.76 / max(len(chart.series), 1)
    left = place - 0.38 + number * wide
    return Mark(number, place, left, low, left + wide, high)


def _stacked(chart: Chart) -> list[Mark]:
    found = []
    for place in range(len(chart.categories)):
        left, row = 0.0, len(chart.categories) - 1 - place
        for number, series in enumerate(chart.series):
            value = series.values[place] or 0.0
            if value > 0:
                found.append(Mark(number, place, left, row - 0.33, left + value, row + 0.33))
                left += value
    return found
