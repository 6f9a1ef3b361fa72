"""Texts at a place of our own choosing: measured in millimetres, pinned by fields, drawn by QGIS's own labels.

A project may let the user move them with QGIS's tool "Move label": QGIS then keeps the new place in its auxiliary
storage, which is saved with the project, and the layer itself needs no editing.
"""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import (
    Qgis,
    QgsAuxiliaryLayer,
    QgsFeature,
    QgsLabelPlacementSettings,
    QgsPalLayerSettings,
    QgsProject,
    QgsProperty,
    QgsPropertyCollection,
    QgsPropertyDefinition,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QFont, QFontMetricsF

MARK = "repere"  # field by which a text is known again when it is drawn anew
HELD = "tenu"  # field: the place is the user's
_MM_PER_POINT = 25.4 / 72
_NO_STEP = 0.5  # map units: rounding in the auxiliary storage
_AXES = {"x": QgsPalLayerSettings.Property.PositionX, "y": QgsPalLayerSettings.Property.PositionY}
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


def pin_labels(
    layer: QgsVectorLayer, text: str, x: str, y: str, text_format: QgsTextFormat, centred: bool = False
) -> None:
    """Labels each feature with its field ``text``, its baseline beginning at the fields ``x``, ``y`` (map units).

    A ``centred`` text has its middle there.

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
    properties.setProperty(QgsPalLayerSettings.Property.Hali, QgsProperty.fromValue("Center" if centred else "Left"))
    properties.setProperty(QgsPalLayerSettings.Property.Vali, QgsProperty.fromValue("Half" if centred else "Base"))
    settings.setDataDefinedProperties(properties)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def let_move(project: QgsProject, layer: QgsVectorLayer) -> None:
    """Lets the texts pinned by the fields ``x``, ``y`` be moved in QGIS; the layer is the project's, with ``repere``.

    The auxiliary fields begin with the places of the texts, since QGIS's tool adds its step to what they hold. Places
    stand in front of the fields as ``coalesce``: a form in which QGIS's tool looks for a field to write to.
    """
    fields = layer.fields()
    auxiliary = project.auxiliaryStorage().createAuxiliaryLayer(fields[fields.lookupField(MARK)], layer)
    if auxiliary is None:
        return
    layer.setAuxiliaryLayer(auxiliary)
    for which in _AXES.values():
        auxiliary.addAuxiliaryField(_definition(which))
    settings = layer.labeling().settings()
    properties = settings.dataDefinedProperties()
    for axis, which in _AXES.items():
        properties.setProperty(which, QgsProperty.fromExpression(f'coalesce("{moved_column(axis)}", "{axis}")'))
    settings.setDataDefinedProperties(properties)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    _fill(layer, auxiliary)


def moved_texts(layer: QgsVectorLayer) -> dict[str, tuple[float, float]]:
    """The places, in map units, of the texts of a layer that are the user's, by their mark.

    Where one line of a name was moved the others follow.
    """
    names = layer.fields().names()
    if MARK not in names:
        return {}
    columns = [moved_column(axis) for axis in _AXES]
    lines: dict[str, dict[str, tuple[tuple[float, float], tuple[float, float], bool]]] = {}
    for feature in layer.getFeatures():
        drawn = (feature["x"], feature["y"])
        now = tuple(
            feature[column] if column in names and feature[column] else value
            for column, value in zip(columns, drawn, strict=True)
        )
        mark = str(feature[MARK])
        lines.setdefault(mark.rpartition("/")[0] or mark, {})[mark] = (drawn, now, bool(feature[HELD]))
    return {mark: at for of_name in lines.values() for mark, at in _places(of_name).items()}


def moved_column(axis: str) -> str:
    """The field a layer has for the place a text was moved to, of an axis "x" or "y"."""
    return QgsAuxiliaryLayer.nameFromProperty(_definition(_AXES[axis]), True)


def _places(lines: dict[str, tuple]) -> dict[str, tuple[float, float]]:
    steps = {mark: (now[0] - drawn[0], now[1] - drawn[1]) for mark, (drawn, now, _held) in lines.items()}
    moved = [step for step in steps.values() if max(map(abs, step)) > _NO_STEP]
    if not moved:
        return {mark: drawn for mark, (drawn, _now, held) in lines.items() if held}
    step = tuple(sum(axis) / len(moved) for axis in zip(*moved, strict=True))
    return {
        mark: now if max(map(abs, steps[mark])) > _NO_STEP else (drawn[0] + step[0], drawn[1] + step[1])
        for mark, (drawn, now, _held) in lines.items()
    }


def _definition(which: QgsPalLayerSettings.Property) -> QgsPropertyDefinition:
    return QgsPalLayerSettings.propertyDefinitions()[which]


def _fill(layer: QgsVectorLayer, auxiliary: QgsAuxiliaryLayer) -> None:
    columns = {axis: QgsAuxiliaryLayer.nameFromProperty(_definition(which)) for axis, which in _AXES.items()}
    rows = []
    for feature in layer.getFeatures():
        row = QgsFeature(auxiliary.fields())
        row["ASPK"] = feature[MARK]
        for axis, column in columns.items():
            row[column] = feature[axis]
        rows.append(row)
    auxiliary.addFeatures(rows)
    auxiliary.save()
