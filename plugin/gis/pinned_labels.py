"""Texts at a place of our own choosing: measured in millimetres, pinned by fields, drawn by QGIS's own labels."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import (
    Qgis,
    QgsLabelPlacementSettings,
    QgsPalLayerSettings,
    QgsProperty,
    QgsPropertyCollection,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QFont, QFontMetricsF

_MM_PER_POINT = 25.4 / 72
_MEASURED_AT = 200  # pixels: large enough for hinting not to matter


@dataclass(frozen=True)
class TextSize:
    """The ink of a text in mm: ``left`` from the pen, ``width``, ``height``, ``drop`` below the baseline (positive)."""

    left: float
    width: float
    height: float
    drop: float


def text_size(text: str, text_format: QgsTextFormat) -> TextSize:
    """Measures one line of text as it will be printed; the format's size must be in points."""
    font = QFont(text_format.font())
    font.setPixelSize(_MEASURED_AT)
    metrics = QFontMetricsF(font)
    ink = metrics.tightBoundingRect(text)
    scale = text_format.size() * _MM_PER_POINT / _MEASURED_AT
    return TextSize(ink.left() * scale, ink.width() * scale, ink.height() * scale, ink.bottom() * scale)


def pin_labels(layer: QgsVectorLayer, text: str, x: str, y: str, text_format: QgsTextFormat) -> None:
    """Labels each feature with its field ``text``, its baseline beginning at the fields ``x``, ``y`` (map units).

    Every text is drawn: the places were chosen so that none covers another, and QGIS must not choose again.
    """
    settings = QgsPalLayerSettings()
    settings.fieldName = text
    settings.setFormat(text_format)
    settings.placement = Qgis.LabelPlacement.OverPoint
    placement = QgsLabelPlacementSettings()
    placement.setOverlapHandling(Qgis.LabelOverlapHandling.AllowOverlapAtNoCost)
    settings.setPlacementSettings(placement)
    settings.obstacleSettings().setIsObstacle(False)
    properties = QgsPropertyCollection()
    properties.setProperty(QgsPalLayerSettings.Property.PositionX, QgsProperty.fromField(x))
    properties.setProperty(QgsPalLayerSettings.Property.PositionY, QgsProperty.fromField(y))
    properties.setProperty(QgsPalLayerSettings.Property.Hali, QgsProperty.fromValue("Left"))
    properties.setProperty(QgsPalLayerSettings.Property.Vali, QgsProperty.fromValue("Base"))
    settings.setDataDefinedProperties(properties)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)
