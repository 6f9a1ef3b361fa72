"""Checks of the points of a page: located, in their frame, under no other item, their names whole."""

from __future__ import annotations

import re

from qgis.core import (
    Qgis,
    QgsCoordinateTransform,
    QgsFeature,
    QgsLayout,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsPalLayerSettings,
    QgsPointXY,
    QgsRectangle,
    QgsTextFormat,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QPointF

from ...core.findings import Finding, Severity
from ...gis.pinned_labels import text_size
from .context import PreflightContext
from .items import extent
from .reading import finding, items, layers_of, maps

_UNLOCATED = re.compile(r"(\d[\d\u202f\u00a0 ]*)\s+(\w+) sans coordonnées", re.IGNORECASE)
_COVERS = (QgsLayoutItemLegend, QgsLayoutItemPicture, QgsLayoutItemMap, QgsLayoutItemLabel)
_EDGE_MM = 0.3
_MM_PER_POINT = 25.4 / 72
_HORIZONTAL = {"Center": 0.5, "Right": 1.0}


def sites_located(layout: QgsLayout, context: PreflightContext) -> list[Finding]:
    """Sites without coordinates are not on the map: the notes say how many, and the preflight with them."""
    return [
        finding("PRE06", Severity.WARNING, layout, label, n=said[1].strip(), quoi=said[2])
        for label in items(layout, QgsLayoutItemLabel)
        for said in _UNLOCATED.finditer(label.currentText())
    ]


def sites_in_frame(layout: QgsLayout, context: PreflightContext) -> list[Finding]:
    """No point of a map lies outside its frame, where it would be cut off unsaid."""
    found = []
    for carte in maps(layout):
        for layer in _points(carte):
            outside = [feature for feature, point in _located(layer, carte) if not carte.extent().contains(point)]
            if outside:
                names = sorted({_name(feature) for feature in outside} - {""})
                found.append(finding("PRE07", Severity.WARNING, layout, carte, layer, n=len(outside), liste=names))
    return found


def sites_uncovered(layout: QgsLayout, context: PreflightContext) -> list[Finding]:
    """No legend, inset or picture laid over the main map hides a point of it."""
    found = []
    for carte in maps(layout)[:1]:
        over = [item for item in items(layout, _COVERS) if item is not carte and item.zValue() > carte.zValue()]
        over = [item for item in over if not isinstance(item, QgsLayoutItemLabel) or item.hasBackground()]
        for layer in _points(carte):
            if not layer.renderer() or layer.renderer().type() == "nullSymbol":
                continue
            spots = [(feature, _on_page(carte, point)) for feature, point in _located(layer, carte)]
            for item in over:
                hidden = [feature for feature, spot in spots if extent(item).contains(spot)]
                if hidden:
                    names = sorted({_name(feature) for feature in hidden} - {""})
                    found.append(finding("PRE25", Severity.WARNING, layout, item, layer, n=len(hidden), liste=names))
    return found


def labels_whole(layout: QgsLayout, context: PreflightContext) -> list[Finding]:
    """No name set at a chosen place runs over the edge of its map, where QGIS would leave it out or cut it."""
    found = []
    for carte in maps(layout):
        for layer in layers_of(carte):
            if isinstance(layer, QgsVectorLayer) and layer.labelsEnabled() and layer.labeling() is not None:
                cut = _cut_labels(layer, carte)
                if cut:
                    found.append(finding("PRE24", Severity.WARNING, layout, carte, layer, n=len(cut), liste=cut))
    return found


def _cut_labels(layer: QgsVectorLayer, carte: QgsLayoutItemMap) -> list[str]:
    """The pinned labels of a layer that the frame cuts; labels QGIS places itself always fit."""
    labeling = layer.labeling()
    settings = labeling.settings()
    text_format = settings.format()
    properties = settings.dataDefinedProperties()
    fields = [
        properties.property(key).field()
        for key in (QgsPalLayerSettings.Property.PositionX, QgsPalLayerSettings.Property.PositionY)
    ]
    hali, vali = (
        properties.property(key).staticValue()
        for key in (QgsPalLayerSettings.Property.Hali, QgsPalLayerSettings.Property.Vali)
    )
    indexes = [layer.fields().lookupField(name) for name in (settings.fieldName, *fields)]
    if min(indexes) < 0 or text_format.sizeUnit() != Qgis.RenderUnit.Points:
        return []
    frame = QgsRectangle(carte.extent())
    per_mm = frame.width() / max(carte.rect().width(), 1e-9)
    frame.grow(_EDGE_MM * per_mm)
    cut = []
    for feature in layer.getFeatures():
        text, x, y = (feature.attribute(index) for index in indexes)
        if not text or not isinstance(x, int | float) or not isinstance(y, int | float):
            continue
        width, height, drop = (length * per_mm for length in _block(str(text), text_format))
        left = x - width * (_HORIZONTAL.get(str(hali), 0.0))
        bottom = y - (height / 2 if str(vali) == "Half" else drop)
        box = QgsRectangle(left, bottom, left + width, bottom + height)
        if frame.intersects(box) and not frame.contains(box):
            cut.append(" ".join(str(text).split()))
    return cut


def _block(text: str, text_format: QgsTextFormat) -> tuple[float, float, float]:
    """Width, height and the drop under the first baseline of a label of one or more lines, in mm."""
    sizes = [text_size(line, text_format) for line in text.split("\n")]
    line = text_format.size() * _MM_PER_POINT * text_format.lineHeight()
    below = (len(sizes) - 1) * line
    return max(size.width for size in sizes), sizes[0].height + below, sizes[-1].drop + below


def _points(carte: QgsLayoutItemMap) -> list[QgsVectorLayer]:
    return [
        layer
        for layer in layers_of(carte)
        if isinstance(layer, QgsVectorLayer)
        and layer.isValid()
        and layer.geometryType() == QgsWkbTypes.GeometryType.PointGeometry
    ]


def _located(layer: QgsVectorLayer, carte: QgsLayoutItemMap) -> list[tuple[QgsFeature, QgsPointXY]]:
    """The features of a point layer with their places in the map's reference system."""
    transform = QgsCoordinateTransform(layer.crs(), carte.crs(), layer.transformContext())
    return [
        (feature, transform.transform(feature.geometry().centroid().asPoint()))
        for feature in layer.getFeatures()
        if not feature.geometry().isEmpty()
    ]


def _on_page(carte: QgsLayoutItemMap, point: QgsPointXY) -> QPointF:
    return carte.mapToScene(carte.mapToItemCoords(QPointF(point.x(), point.y())))


def _name(feature: QgsFeature) -> str:
    """What a reader calls a site: its short name, its name, else its key."""
    for field in ("nom_court", "nom", "libelle", "texte", "rs", "id"):
        index = feature.fields().lookupField(field)
        if index >= 0 and feature.attribute(index):
            return str(feature.attribute(index))
    return ""
