"""A table of a few columns for the side column of a page, as a vector picture: words left, figures right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .charter import Charter
from .charts import Canvas

_TITLE_MM, _HEAD_MM, _ROW_MM = 6.0, 3.8, 3.5
_GAP_MM = 2.0  # before each figure
_LINE = "#d9d6cf"


def draw_ruled_table(
    path: Path,
    title: str,
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    width_mm: float,
    charter: Charter,
) -> float:
    """A row a line, ruled finely; returns the picture's height in millimetres.

    Args:
        path: the SVG to write.
        title: the heading.
        head: the columns; the first holds words, the others figures.
        rows: cells as they are printed.
        width_mm: of the picture.
        charter: fonts, sizes and colours.
    """
    height = _TITLE_MM + _HEAD_MM + _ROW_MM * len(rows)
    with Canvas(path, width_mm, height, charter) as canvas:
        columns = list(zip(*(cells[1:] for cells in (head, *rows)), strict=True))
        figures = [_GAP_MM + max(canvas.width_of(cell, "notes") for cell in column) for column in columns]
        canvas.text(0, 0, width_mm, 5, title, "legende_titre")
        for number, cells in enumerate([head, *rows]):
            top = _TITLE_MM + (_HEAD_MM + (number - 1) * _ROW_MM if number else 0.0)
            deep = _ROW_MM if number else _HEAD_MM
            left = width_mm - sum(figures)
            # A name runs as far as the first figure of its own line leaves it.
            words = left + figures[0] - canvas.width_of(cells[1], "notes") - _GAP_MM
            canvas.text(0, top, words, deep, canvas.shortened(cells[0], "notes", words), "notes")
            for cell, width in zip(cells[1:], figures, strict=True):
                canvas.text(left, top, width, deep, cell, "notes", right=True)
                left += width
            canvas.line([(0, top + deep), (width_mm, top + deep)], _LINE, 0.1)
    return height
