"""A chart as a file: SVG, PNG, or its numbers."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QRectF, Qt
from qgis.PyQt.QtGui import QImage, QPainter
from qgis.PyQt.QtSvg import QSvgRenderer

from ...core.charts import Chart, chart_table
from ...core.questions.export import write_answer
from ..charter import Charter
from .paint import paint

PICTURES = (".svg", ".png")
_DPI = 300


def write_chart(
    chart: Chart, path: Path | str, charter: Charter, width_mm: float = 120.0, height_mm: float = 80.0
) -> Path:
    """Write a chart; the suffix tells the format: .svg, .png (300 dots an inch), .csv, .xlsx, .ods.

    Raises:
        InputError: QST06 another suffix, QST07 the package that writes the format is missing.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in PICTURES:
        return write_answer(chart_table(chart), path)
    if suffix == ".svg":
        return paint(chart, path, width_mm, height_mm, charter)
    drawn = paint(chart, path.with_name(f"{path.stem}.tmp.svg"), width_mm, height_mm, charter)
    image = QImage(round(width_mm * _DPI / 25.4), round(height_mm * _DPI / 25.4), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    QSvgRenderer(str(drawn)).render(painter, QRectF(image.rect()))
    painter.end()
    image.setDotsPerMeterX(round(_DPI / 0.0254))
    image.setDotsPerMeterY(round(_DPI / 0.0254))
    drawn.unlink()
    if not image.save(str(path)):
        raise OSError(None, "not written", str(path))
    return path
