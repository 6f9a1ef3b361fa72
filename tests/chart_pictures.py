"""Charts as pixels, to hold against the pictures that were looked at."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from qgis.PyQt.QtCore import QRectF, Qt
from qgis.PyQt.QtGui import QImage, QPainter
from qgis.PyQt.QtSvg import QSvgRenderer

REFERENCES = Path(__file__).parent / "references" / "charts"
_PIXELS_PER_MM = 3


def rendered(svg: Path, width: float, height: float) -> QImage:
    """An SVG of a size in millimetres as a grey picture."""
    image = QImage(round(width * _PIXELS_PER_MM), round(height * _PIXELS_PER_MM), QImage.Format.Format_Grayscale8)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    QSvgRenderer(str(svg)).render(painter, QRectF(image.rect()))
    painter.end()
    return image


def pixels(image: QImage) -> np.ndarray:
    """Grey levels at a third of the size: hinting and antialiasing of another machine weigh little."""
    small = image.convertToFormat(QImage.Format.Format_Grayscale8).scaled(
        image.width() // 3, image.height() // 3, Qt.AspectRatioMode.IgnoreAspectRatio,
        Qt.TransformationMode.SmoothTransformation,
    )
    data = small.constBits()
    data.setsize(small.sizeInBytes())
    return np.frombuffer(data, np.uint8).reshape(small.height(), small.bytesPerLine())[:, : small.width()].astype(int)


def same_picture(image: QImage, name: str) -> bool:
    """Whether a picture looks like the one kept under a name."""
    difference = np.abs(pixels(image) - pixels(QImage(str(REFERENCES / f"{name}.png"))))
    return bool(difference.mean() < 3 and (difference > 60).mean() < 0.01)
