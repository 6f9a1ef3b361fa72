"""Charts with an upright axis of values: bars by period, lines, curves, points."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ...core.charts import SUBSET, TOTAL, Series
from ...core.french import typeset
from .looks import Look
from .sheet import INK, PAPER, TEXT, Room, Scale, Sheet, numbers, scale, unit_words

_POINT, _LINE = 2.2, 0.55


def bars(sheet: Sheet) -> None:
    """A group of bars a category; a subset stands inside its total."""
    chart, canvas = sheet.chart, sheet.canvas
    step = canvas.line_height(TEXT)
    foot, words = _category_words(sheet, sheet.room.width)
    room = Room(sheet.room.x, sheet.room.y + step * 0.6, sheet.room.width, sheet.room.height - foot - step * 0.6)
    axis, inner = sheet.value_axis(room, numbers(chart.series))
    slot = inner.width / max(len(chart.categories), 1)
    inside = [series.role for series in chart.series] == [TOTAL, SUBSET]
    groups = 1 if inside else max(len(chart.series), 1)
    wide = min(slot * 0.72 / groups, 14.0)
    for place in range(len(chart.categories)):
        middle = inner.x + (place + 0.5) * slot
        for rank, series in enumerate(chart.series):
            x = middle - wide * groups / 2 + (0 if inside else rank * wide)
            _bar(sheet, series, place, x, wide, axis, inset=inside and rank > 0)
        _words(sheet, middle, inner.bottom + 0.6, words[place], slot)
    canvas.line([(inner.x, axis(0)), (inner.right, axis(0))], INK, 0.2)


def _bar(sheet: Sheet, series: Series, place: int, x: float, wide: float, axis: Scale, inset: bool) -> None:
    canvas, step, value = sheet.canvas, sheet.canvas.line_height(TEXT), series.values[place]
    if value is None:
        # Within its total there is no room for a stub: the words alone say it.
        if inset:
            canvas.text(x, axis(0) - step - 0.3, wide, step, series.texts[place], TEXT, centred=True)
        else:
            sheet.no_value(x, axis(0), wide, series.texts[place], series.statuses[place])
        return
    margin = wide * 0.18 if inset else 0.0
    top, shown = axis(value), sheet.look(series.role)
    canvas.area(x + margin, min(top, axis(0)), wide - 2 * margin, abs(axis(0) - top), shown)
    if inset and axis(0) - top > step + 0.6:
        canvas.text(x, top + 0.3, wide, step, series.texts[place], TEXT, centred=True, colour=PAPER)
    else:
        canvas.text(x, top - step - 0.2, wide, step, series.texts[place], TEXT, centred=True)


def lines(sheet: Sheet) -> None:
    """A line a series through its periods, broken where a value is not; the last value is written."""
    chart, canvas = sheet.chart, sheet.canvas
    foot, words = _category_words(sheet, sheet.room.width)
    # Values that are not stand in rows of their own under the axis.
    lost = [_lost(chart.series, place) for place in range(len(chart.categories))]
    under = max((len(one) for one in lost), default=0) * canvas.line_height(TEXT)
    room = Room(sheet.room.x, sheet.room.y, sheet.room.width - 9, sheet.room.height - foot - under)
    axis, inner = sheet.value_axis(room, numbers(chart.series))
    slot = inner.width / max(len(chart.categories), 1)
    across = [inner.x + (place + 0.5) * slot for place in range(len(chart.categories))]
    ends: list[tuple[float, float, str]] = []
    for series in chart.series:
        shown = sheet.look(series.role)
        for run in _runs(series):
            canvas.line([(across[place], axis(series.values[place])) for place in run], shown.colour, _LINE, shown.dash)
        for place, value in enumerate(series.values):
            if value is not None:
                canvas.point(across[place], axis(value), _POINT, shown)
        known = [place for place, value in enumerate(series.values) if value is not None]
        if known:
            ends.append((across[known[-1]], axis(series.values[known[-1]]), series.texts[known[-1]]))
    for x, y, text in _apart(ends, canvas.line_height(TEXT) * 0.85):
        step = canvas.line_height(TEXT)
        canvas.text(x + 1.8, y - step / 2, 12, step, text, TEXT)
    for place, x in enumerate(across):
        for rank, series in enumerate(lost[place]):
            _lost_mark(sheet, x, inner.bottom + rank * canvas.line_height(TEXT), series, place)
        _words(sheet, x, inner.bottom + under + 0.6, words[place], slot)


def _lost(series: Sequence[Series], place: int) -> list[Series]:
    return [one for one in series if one.values[place] is None and one.statuses[place]]


def _lost_mark(sheet: Sheet, x: float, top: float, series: Series, place: int) -> None:
    """An empty mark with "n. d." or "secret": the period is there, the value is not."""
    step = sheet.canvas.line_height(TEXT)
    words = series.texts[place]
    wide = sheet.canvas.width_of(words, TEXT) + 2.4
    sheet.canvas.point(x - wide / 2 + 0.8, top + step / 2 + 0.3, 1.6, sheet.look(series.role), filled=False)
    sheet.canvas.text(x - wide / 2 + 2.4, top + 0.3, wide, step, words, TEXT)


def curve(sheet: Sheet) -> None:
    """Shares from 0 to 100 along a number; where the first series crosses a half is marked."""
    chart, canvas = sheet.chart, sheet.canvas
    step = canvas.line_height(TEXT)
    room = Room(sheet.room.x, sheet.room.y, sheet.room.width - 2, sheet.room.height - 2 * step - 0.8)
    axis, inner = sheet.value_axis(room, [0.0, 100.0] if chart.unit == "%" else numbers(chart.series))
    along = _number_axis(sheet, inner, chart.x, chart.x_unit)
    for series in reversed(chart.series):
        shown = sheet.look(series.role)
        points = [
            (along(x), axis(value)) for x, value in zip(chart.x, series.values, strict=True) if value is not None
        ]
        if len(points) > 1:
            canvas.line(points, shown.colour, _LINE, shown.dash)


def scatter(sheet: Sheet) -> None:
    """A point a territory, those far from the middle named, the region's values as dashed lines."""
    chart, canvas = sheet.chart, sheet.canvas
    step = canvas.line_height(TEXT)
    top = sheet.room.y + step
    canvas.text(sheet.room.x, sheet.room.y - 0.6, sheet.room.width, step, unit_words(chart.unit), TEXT)
    room = Room(sheet.room.x, top, sheet.room.width - 2, sheet.room.height - step - 2 * step - 0.8)
    marks_y = [y for _, _, y in chart.marks if y is not None]
    marks_x = [x for _, x, _ in chart.marks if x is not None]
    axis, inner = sheet.value_axis(room, [*numbers(chart.series), *marks_y], zero=False)
    along = _number_axis(sheet, inner, [*chart.x, *marks_x], chart.x_unit, zero=False)
    for words, x, y in chart.marks:
        if x is not None:
            canvas.line([(along(x), inner.y), (along(x), inner.bottom)], INK, 0.25, "tirets")
            canvas.text(along(x) + 0.8, inner.y, inner.right - along(x), step, words, TEXT)
        if y is not None:
            canvas.line([(inner.x, axis(y)), (inner.right, axis(y))], INK, 0.25, "tirets")
            canvas.text(inner.x, axis(y) - step, inner.width, step, words, TEXT, right=True)
    taken: list[tuple[float, float, float, float]] = []
    for series in chart.series:
        shown = Look("#3f6d96", shape=sheet.look(series.role).shape)
        spots = [
            (along(x), axis(value), name)
            for x, value, name in zip(chart.x, series.values, chart.categories, strict=True)
            if value is not None
        ]
        for x, y, _ in spots:
            canvas.point(x, y, 1.7, shown)
        _name_outliers(sheet, spots, inner, taken)


def _name_outliers(
    sheet: Sheet, spots: list[tuple[float, float, str]], inner: Room, taken: list[tuple[float, float, float, float]]
) -> None:
    """Names beside the points farthest from the middle, while they touch no other."""
    if not spots:
        return
    canvas, step = sheet.canvas, sheet.canvas.line_height("source")
    xy = np.array([(x, y) for x, y, _ in spots])
    spread = np.where(xy.std(axis=0) > 0, xy.std(axis=0), 1.0)
    far = np.argsort(-np.hypot(*((xy - xy.mean(axis=0)) / spread).T), kind="stable")
    taken += [(x - 0.8, y - 0.8, x + 0.8, y + 0.8) for x, y, _ in spots]
    for place in far[:8]:
        x, y, name = spots[place]
        wide = canvas.width_of(name, "source")
        for left in (x + 1.2, x - 1.2 - wide):
            box = (left, y - step / 2, left + wide, y + step / 2)
            inside = inner.x <= box[0] and box[2] <= inner.right
            if inside and not any(_touch(box, other) for other in taken):
                canvas.text(left, y - step / 2, wide, step, name, "source")
                taken.append(box)
                break


def _touch(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _number_axis(sheet: Sheet, inner: Room, values: Sequence[float], unit: str, zero: bool = True) -> Scale:
    """An axis of numbers under the plot, with its unit; returns the scale."""
    canvas, step = sheet.canvas, sheet.canvas.line_height(TEXT)
    axis = scale(list(values), inner.x, inner.right, zero, max(2, int(inner.width // 14)))
    for tick in axis.ticks:
        x = axis(tick)
        canvas.line([(x, inner.bottom), (x, inner.bottom + 0.8)], INK, 0.2)
        canvas.text(x - 6, inner.bottom + 0.9, 12, step, axis.words(tick), TEXT, centred=True)
    canvas.line([(inner.x, inner.bottom), (inner.right, inner.bottom)], INK, 0.2)
    canvas.text(inner.x, inner.bottom + 0.8 + step, inner.width, step, unit_words(unit), TEXT, right=True)
    return axis


def _category_words(sheet: Sheet, width: float) -> tuple[float, list[list[str]]]:
    """The height the categories' words need under the axis, and each one's lines."""
    slot = (width - 8) / max(len(sheet.chart.categories), 1)
    words = [sheet.canvas.lines(typeset(name), TEXT, slot, 3) for name in sheet.chart.categories]
    return 0.6 + sheet.canvas.line_height(TEXT) * max((len(lines) for lines in words), default=1), words


def _words(sheet: Sheet, middle: float, top: float, lines: list[str], width: float) -> None:
    step = sheet.canvas.line_height(TEXT)
    for number, line in enumerate(lines):
        sheet.canvas.text(middle - width / 2, top + number * step, width, step, line, TEXT, centred=True)


def _runs(series: Series) -> list[list[int]]:
    """Places of values that follow one another without a gap."""
    runs: list[list[int]] = [[]]
    for place, value in enumerate(series.values):
        if value is None:
            runs.append([])
        else:
            runs[-1].append(place)
    return [run for run in runs if len(run) > 1]


def _apart(ends: list[tuple[float, float, str]], step: float) -> list[tuple[float, float, str]]:
    """Labels at line ends, pushed down where they would cover one another."""
    placed: list[tuple[float, float, str]] = []
    for x, y, text in sorted(ends, key=lambda end: end[1]):
        lowest = max((other + step for left, other, _ in placed if abs(left - x) < 10), default=y)
        placed.append((x, max(y, lowest), text))
    return placed


