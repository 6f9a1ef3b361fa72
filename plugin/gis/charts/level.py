"""Charts that lie: stacked bars, the pyramid, ranks, the existing beside its targets."""

from __future__ import annotations

import numpy as np

from ...core.charts import EXISTING, TARGET_MAX, TARGET_MIN, TERRITORY, Series
from ...core.french import french_number, typeset
from ...core.indicators.oqos import BLANK, DASH, NOT_APPLICABLE
from .looks import SOLID
from .sheet import GRID, INK, PAPER, TEXT, Room, Scale, Sheet, numbers, scale

_SHARE = 0.36  # of the width for the words at the left
_TARGET_WORDS = 21.0
_STATUS_WORDS = {DASH: "–", BLANK: "non renseigné", NOT_APPLICABLE: "sans objet"}


def stacked(sheet: Sheet) -> None:
    """A bar a category, its parts one after another with their values, the total at the end."""
    chart, canvas = sheet.chart, sheet.canvas
    step = canvas.line_height(TEXT)
    totals = [sum(series.values[place] or 0 for series in chart.series) for place in range(len(chart.categories))]
    inner, rows = _rows(sheet, chart.categories, 11.0)
    axis = scale([0.0, *totals], inner.x, inner.right)
    _grid(sheet, axis, inner)
    for place, (top, height) in enumerate(rows):
        thick, left = min(height * 0.66, 7.0), 0.0
        y = top + (height - thick) / 2
        for series in chart.series:
            value = series.values[place]
            if not value:
                continue
            shown = sheet.look(series.role)
            x, wide = axis(left), axis(left + value) - axis(left)
            canvas.area(x, y, wide, thick, shown)
            text = series.texts[place]
            room = canvas.width_of(text, TEXT) + 0.8
            if wide > room and thick >= step:
                if shown.pattern != SOLID:  # a patch under the number, or the lines would cross it
                    canvas.patch(x + (wide - room) / 2, y + (thick - step) / 2, room, step)
                colour = PAPER if shown.pattern == SOLID and _dark(shown.colour) else INK
                canvas.text(x, y, wide, thick, text, TEXT, centred=True, colour=colour)
            left += value
        unknown = all(series.values[place] is None for series in chart.series)
        words = "n. d." if unknown else french_number(totals[place])
        canvas.text(axis(left) + 1, top, 12, height, words, "carton")


def pyramid(sheet: Sheet) -> None:
    """Bars to both sides of the categories' words, the first category lowest; one scale for both sides."""
    chart, canvas = sheet.chart, sheet.canvas
    step = canvas.line_height(TEXT)
    middle = max(canvas.width_of(typeset(name), TEXT) for name in chart.categories) + 3
    room = Room(sheet.room.x, sheet.room.y + step, sheet.room.width, sheet.room.height - step)
    side = (room.width - middle) / 2 - 8
    axis = scale([0.0, *numbers(chart.series)], 0.0, side)
    height = room.height / max(len(chart.categories), 1)
    centre = room.x + room.width / 2
    for rank, series in enumerate(chart.series[:2]):
        way = -1 if rank == 0 else 1
        edge = centre + way * middle / 2
        name = canvas.shortened(typeset(series.name), "carton", side + 8)
        canvas.text(edge - (side + 8 if way < 0 else 0), sheet.room.y, side + 8, step, name, "carton", right=way < 0)
        for place, value in enumerate(series.values):
            top = room.bottom - (place + 1) * height
            thick = min(height * 0.74, 9.0)
            y = top + (height - thick) / 2
            length = axis(value) if value is not None else 0.0
            if value is not None:
                canvas.area(edge - (length if way < 0 else 0), y, length, thick, sheet.look(series.role))
            x = edge + way * (length + 1)
            canvas.text(x - (10 if way < 0 else 0), top, 10, height, series.texts[place], TEXT, right=way < 0)
    for place, name in enumerate(chart.categories):
        top = room.bottom - (place + 1) * height
        canvas.text(centre - middle / 2, top, middle, height, typeset(name), TEXT, centred=True)


def ranks(sheet: Sheet) -> None:
    """Territories in their order: rows with names where they have room, else thin columns, the chosen ones named."""
    least = sheet.canvas.line_height(TEXT) * 0.95
    if len(sheet.chart.categories) * least <= sheet.room.height - 5:
        _rank_rows(sheet)
    else:
        _rank_columns(sheet)


def _rank_rows(sheet: Sheet) -> None:
    chart, canvas = sheet.chart, sheet.canvas
    inner, rows = _rows(sheet, chart.categories, 11.0)
    marked = [x for _, _, x in chart.marks if x is not None]
    axis = scale([0.0, *numbers(chart.series), *marked], inner.x, inner.right)
    _grid(sheet, axis, inner)
    for place, (top, height) in enumerate(rows):
        series = _shown(chart.series, place)
        value, thick = series.values[place], min(height * 0.7, 5.0)
        if value is not None:
            x = min(axis(0), axis(value))
            canvas.area(x, top + (height - thick) / 2, abs(axis(value) - axis(0)), thick, sheet.look(series.role))
    _mean_line(sheet, axis, inner)
    for place, (top, height) in enumerate(rows):
        series = _shown(chart.series, place)
        value, role = series.values[place], "carton" if series.role == TERRITORY else TEXT
        x = axis(value or 0) + 1
        step, wide = canvas.line_height(role) * 0.9, canvas.width_of(series.texts[place], role)
        # White under the number, or the line of the mean would cross it.
        canvas.patch(x - 0.3, top + (height - step) / 2, wide + 0.6, step)
        canvas.text(x, top, 12, height, series.texts[place], role)


def _rank_columns(sheet: Sheet) -> None:
    chart, canvas = sheet.chart, sheet.canvas
    step = canvas.line_height(TEXT)
    room = Room(sheet.room.x, sheet.room.y, sheet.room.width, sheet.room.height - step - 0.8)
    marked = [y for _, _, y in chart.marks if y is not None]
    axis, inner = sheet.value_axis(room, [*numbers(chart.series), *marked])
    wide = inner.width / len(chart.categories)
    names: list[tuple[float, float, str]] = []
    for place, name in enumerate(chart.categories):
        series = _shown(chart.series, place)
        value, x = series.values[place], inner.x + place * wide
        if value is None:
            continue
        canvas.area(x + wide * 0.12, axis(value), wide * 0.76, axis(0) - axis(value), sheet.look(series.role))
        if series.role == TERRITORY:
            names.append((x + wide / 2, axis(value), f"{name} : {series.texts[place]} ({place + 1}ᵉ)"))
    for words, _, y in chart.marks:
        if y is not None:
            canvas.line([(inner.x, axis(y)), (inner.right, axis(y))], INK, 0.3, "tirets")
            shown = typeset(f"{words} : {french_number(y, 1)}")
            wide = canvas.width_of(shown, TEXT)
            canvas.patch(inner.right - wide - 0.6, axis(y) - step - 0.1, wide + 0.6, step - 0.2)
            canvas.text(inner.x, axis(y) - step - 0.2, inner.width, step, shown, TEXT, right=True)
    for x, y, words in names:
        _pointer(sheet, inner, x, y, typeset(words))
    unknown = sum(_shown(chart.series, place).values[place] is None for place in range(len(chart.categories)))
    count = len(chart.categories)
    words = f"{count} territoires, du plus haut au plus bas"
    words += f" ; {unknown} sans valeur (n. d.)" if unknown else ""
    canvas.text(inner.x, inner.bottom + 0.8, inner.width, step, typeset(words), TEXT)


def _pointer(sheet: Sheet, inner: Room, x: float, y: float, words: str) -> None:
    """A name over a thin column, tied to it by a line; it stays within the plot."""
    canvas, step = sheet.canvas, sheet.canvas.line_height(TEXT)
    wide = canvas.width_of(words, "carton")
    left = min(max(x - 1, inner.x), inner.right - wide)
    top = max(y - step - 4, inner.y)
    canvas.line([(x, y), (x, top + step)], INK, 0.2)
    canvas.patch(left - 0.4, top, wide + 0.8, step)
    canvas.text(left, top, wide, step, words, "carton")


def targets(sheet: Sheet) -> None:
    """A bar for what exists and under it the span of the target, both in words at the right."""
    chart, canvas = sheet.chart, sheet.canvas
    inner, rows = _rows(sheet, chart.categories, _TARGET_WORDS + 1.5)
    by_role = {series.role: series for series in chart.series}
    axis = scale([0.0, *numbers(chart.series)], inner.x, inner.right)
    _grid(sheet, axis, inner)
    for place, (top, height) in enumerate(rows):
        thick = min(height * 0.36, 3.4)
        there = by_role[EXISTING].values[place]
        if there is not None:
            canvas.area(inner.x, top + height * 0.1, axis(there) - inner.x, thick, sheet.look(EXISTING))
        low, high = (by_role[role].values[place] for role in (TARGET_MIN, TARGET_MAX))
        y = top + height * 0.14 + thick * 1.55
        if low is not None and high is not None:
            sheet.span(axis(low), axis(high), y, thick)
        words = f"{_said(by_role[EXISTING], place)} / {_span(by_role[TARGET_MIN], by_role[TARGET_MAX], place)}"
        lines = canvas.lines(words, TEXT, _TARGET_WORDS, 2)
        step = canvas.line_height(TEXT)
        for number, line in enumerate(lines):
            y = top + (height - len(lines) * step) / 2 + number * step
            canvas.text(inner.right + 1.5, y, _TARGET_WORDS, step, line, TEXT)
    canvas.text(inner.right + 1.5, sheet.room.y - 4.4, _TARGET_WORDS, 3.2, "Existant / cible", "source")


def _said(series: Series, place: int) -> str:
    return series.texts[place] or _STATUS_WORDS.get(series.statuses[place], "n. d.")


def _span(low: Series, high: Series, place: int) -> str:
    if low.values[place] is None or low.values[place] == high.values[place]:
        return _said(low, place)
    return f"{low.texts[place]} à {high.texts[place]}"


def _rows(sheet: Sheet, names: tuple[str, ...], after: float) -> tuple[Room, list[tuple[float, float]]]:
    """A row a category with its words at the left: the plot's room, and each row's top and height."""
    canvas, room = sheet.canvas, sheet.room
    step = canvas.line_height(TEXT)
    foot = step + 0.8
    widest = max((canvas.width_of(typeset(name), TEXT) for name in names), default=0.0) + 1.5
    words = min(widest, room.width * _SHARE)
    inner = Room(room.x + words, room.y, room.width - words - after, room.height - foot)
    height = inner.height / max(len(names), 1)
    rows = [(inner.y + place * height, height) for place in range(len(names))]
    most = max(1, int(height // (step * 0.95)))
    for name, (top, _) in zip(names, rows, strict=True):
        lines = canvas.lines(typeset(name), TEXT, words - 1.5, most)
        first = top + (height - len(lines) * step) / 2
        for number, line in enumerate(lines):
            canvas.text(room.x, first + number * step, words - 1.5, step, line, TEXT, right=True)
    return inner, rows


def _grid(sheet: Sheet, axis: Scale, inner: Room) -> None:
    step = sheet.canvas.line_height(TEXT)
    for tick in axis.ticks:
        x = axis(tick)
        sheet.canvas.line([(x, inner.y), (x, inner.bottom)], INK if tick == 0 else GRID, 0.15)
        sheet.canvas.text(x - 6, inner.bottom + 0.6, 12, step, axis.words(tick), TEXT, centred=True)


def _mean_line(sheet: Sheet, axis: Scale, inner: Room) -> None:
    step = sheet.canvas.line_height(TEXT)
    for words, _, value in sheet.chart.marks:
        if value is not None:
            x = axis(value)
            sheet.canvas.line([(x, inner.y - 1), (x, inner.bottom)], INK, 0.3, "tirets")
            shown = f"{words} : {french_number(value, 1)}"
            sheet.canvas.text(x - 30, inner.y - 1 - step, 60, step, typeset(shown), TEXT, centred=True)


def _shown(series: tuple[Series, ...], place: int) -> Series:
    """The series a territory is drawn in: the one that says something of it."""
    return next((one for one in series if one.statuses[place]), series[0])


def _dark(colour: str) -> bool:
    red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return bool(np.dot((0.299, 0.587, 0.114), (red, green, blue)) < 140)
