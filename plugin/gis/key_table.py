"""A small table for the side column of a page, as a vector picture: codes and what they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from pathlib import Path

from .charter import Charter
from .charts import Canvas

_TITLE_MM, _ROW_MM, _GAP_MM = 6.0, 3.1, 4.0


def draw_key_table(
    path: Path, title: str, rows: Sequence[tuple[str, str, bool]], width_mm: float, charter: Charter, columns: int = 3
) -> float:
    """Codes left, values right, down each column in turn; returns the picture's height in millimetres.

    Args:
        path: the SVG to write.
        title: the heading.
        rows: code, value in words, and whether the row stands out (bold).
        width_mm: of the picture.
        charter: fonts, sizes and colours.
        columns: how many rows stand side by side.
    """
    deep = ceil(len(rows) / columns)
    height = _TITLE_MM + deep * _ROW_MM
    width = (width_mm - (columns - 1) * _GAP_MM) / columns
    with Canvas(path, width_mm, height, charter) as canvas:
        canvas.text(0, 0, width_mm, 5, title, "legende_titre")
        for number, (code, value, stands_out) in enumerate(rows):
            left = (number // deep) * (width + _GAP_MM)
            top = _TITLE_MM + (number % deep) * _ROW_MM
            role = "carton" if stands_out else "notes"
            canvas.text(left, top, width, _ROW_MM, code, role)
            canvas.text(left, top, width, _ROW_MM, value, role, right=True)
    return height
