"""Any chart of ``core.charts`` as an SVG of a given size."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from ...core import charts
from ..charter import Charter
from . import level, upright
from .canvas import Canvas
from .sheet import Sheet

_PAINTERS: Mapping[str, Callable[[Sheet], None]] = {
    charts.BARS: upright.bars,
    charts.STACKED: level.stacked,
    charts.LINES: upright.lines,
    charts.PYRAMID: level.pyramid,
    charts.CURVE: upright.curve,
    charts.RANKS: level.ranks,
    charts.SCATTER: upright.scatter,
    charts.TARGETS: level.targets,
}


def paint(chart: charts.Chart, path: Path | str, width_mm: float, height_mm: float, charter: Charter) -> Path:
    """Paint a chart; text has the charter's sizes whatever the picture's.

    Args:
        chart: what is shown.
        path: the SVG to write.
        width_mm: of the picture, at the size it is printed.
        height_mm: likewise.
        charter: fonts, sizes and colours.

    Returns the path.
    """
    path = Path(path)
    with Canvas(path, width_mm, height_mm, charter) as canvas:
        sheet = Sheet(canvas, chart, charter, width_mm, height_mm)
        if chart.categories:
            _PAINTERS[chart.form](sheet)
        else:
            room = sheet.room
            canvas.text(room.x, room.y, room.width, 8, "Aucune donnée", "legende")
    return path
