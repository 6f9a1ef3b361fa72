"""A sheet without a map: its charts in rows and columns over the whole page, the notes in the place left over."""

from __future__ import annotations

import math
from collections.abc import Sequence

from qgis.core import QgsLayoutItemPicture
from qgis.PyQt.QtCore import Qt

from ..core.charts import Chart
from ..gis.charts import paint
from .catalogue import Sheet
from .context import AtlasContext
from .layout import SheetLayout
from .layout_items import Place, add, line_height, place_of, put, wrapped
from .makers.series import TYPE

# What a template has for maps.
_OF_MAPS = ("carte", "echelle", "nord", "legende", "graphique", "localisateur")
_GAP, _LEAST_WIDTH = 9.0, 66.0


def is_chart_sheet(sheet: Sheet) -> bool:
    """Whether a sheet has nothing but charts."""
    return all(spec["type"] == TYPE for spec in sheet.layers)


def lay_out_charts(context: AtlasContext, page: SheetLayout, sheet: Sheet, charts: Sequence[Chart]) -> None:
    """Take the map and all that belongs to it off the page and put the charts there; the words are set already."""
    title, carte, notes = (place_of(page.item(name)) for name in ("titre", "carte", "notes"))
    left, right = title.x, max(carte.right - 4, notes.right)
    bottom = max(carte.bottom, notes.bottom)
    for name in _OF_MAPS:
        item = page.layout.itemById(name)
        if item is not None:
            page.layout.removeLayoutItem(item)
    # No scale bar stands before the source.
    source = place_of(page.item("source"))
    put(page.item("source"), Place(left, source.y, source.right - left, source.height))
    page.item("notes").setVAlign(Qt.AlignmentFlag.AlignTop)
    columns, rows = grid(len(charts), right - left, bottom - carte.y)
    width = (right - left - (columns - 1) * _GAP) / columns
    text_format = page.item("notes").textFormat()
    free = len(charts) < columns * rows
    text = page.item("notes").currentText()
    lines = [line for part in text.split("\n") if part for line in wrapped(part, text_format, right - left)]
    foot = 0.0 if free or not lines else len(lines) * line_height(text_format) + _GAP / 2
    height = (bottom - carte.y - foot - (rows - 1) * _GAP) / rows
    for number, chart in enumerate(charts, start=1):
        row, column = divmod(number - 1, columns)
        place = Place(left + column * (width + _GAP), carte.y + row * (height + _GAP), width, height)
        path = context.picture_folder / f"{sheet.id}_graphique_{number}.svg"
        paint(chart, path, width, height, page.page_charter)
        picture = QgsLayoutItemPicture(page.layout)
        picture.setPicturePath(str(path))
        add(page.layout, picture, f"graphique_{number}", place)
    if free:
        row, column = divmod(len(charts), columns)
        put(page.item("notes"), Place(left + column * (width + _GAP), carte.y + row * (height + _GAP), width, height))
    else:
        put(page.item("notes"), Place(left, bottom - foot + _GAP / 2, right - left, foot))


def grid(count: int, width: float, height: float) -> tuple[int, int]:
    """Columns and rows for a number of charts: near 4:3 each, none narrower than text can stand."""
    most = max(1, int((width + _GAP) // (_LEAST_WIDTH + _GAP)))
    choices = [(columns, math.ceil(count / columns)) for columns in range(1, min(most, max(count, 1)) + 1)]

    def odd(choice: tuple[int, int]) -> float:
        columns, rows = choice
        return abs(math.log((width / columns) / (height / rows) / (4 / 3)))

    return min(choices, key=odd)
