"""Facts about a layout that several checks read: its items and where they stand, its maps, its legend's layers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from qgis.core import (
    QgsExpressionContextUtils,
    QgsLayout,
    QgsLayoutItem,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsMapLayer,
    QgsMapLayerLegendUtils,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QRectF

from ...core.findings import Finding, Severity

SHEET_VARIABLE, DATA_VARIABLE = "atlas_feuille", "atlas_donnees"
MAIN_MAP = "carte"


@dataclass(frozen=True)
class LegendEntry:
    """A layer of a legend under its heading. ``rows`` are the positions of the classes shown, None for all."""

    legend: QgsLayoutItemLegend
    heading: str
    layer: QgsVectorLayer
    rows: tuple[int, ...] | None


def variable(layout: QgsLayout, name: str) -> str:
    """A variable of the layout, empty where it has none."""
    return str(QgsExpressionContextUtils.layoutScope(layout).variable(name) or "")


def items(layout: QgsLayout, kind: type = QgsLayoutItem) -> list[QgsLayoutItem]:
    """The items of a kind that are printed, from bottom to top."""
    found = [
        item
        for item in layout.items()
        if isinstance(item, kind)
        and not isinstance(item, QgsLayoutItemPage)
        and item.isVisible()
        and not item.excludeFromExports()
    ]
    return sorted(found, key=lambda item: item.zValue())


def maps(layout: QgsLayout) -> list[QgsLayoutItemMap]:
    """The maps of a layout, the main one first: ours by its id, else the largest."""

    def rank(item: QgsLayoutItemMap) -> tuple[bool, float]:
        rect = place(item)
        return item.id() != MAIN_MAP, -rect.width() * rect.height()

    return sorted(items(layout, QgsLayoutItemMap), key=rank)


def layers_of(item: QgsLayoutItemMap) -> list[QgsMapLayer]:
    """The layers a map shows: its own, else those of the project."""
    if item.layers():
        return item.layers()
    project = item.layout().project()
    return [node.layer() for node in project.layerTreeRoot().findLayers() if node.isVisible() and node.layer()]


def legend_entries(layout: QgsLayout) -> Iterator[LegendEntry]:
    """Every vector layer of every legend, with the heading over it and the classes it shows."""
    for legend in items(layout, QgsLayoutItemLegend):
        for node in legend.model().rootGroup().findLayers():
            layer = node.layer()
            if isinstance(layer, QgsVectorLayer):
                parent = node.parent()
                ordered = QgsMapLayerLegendUtils.hasLegendNodeOrder(node)
                rows = tuple(QgsMapLayerLegendUtils.legendNodeOrder(node)) if ordered else None
                yield LegendEntry(legend, parent.name() if parent is not None else "", layer, rows)


def siblings(layout: QgsLayout, layer: QgsVectorLayer) -> list[QgsVectorLayer]:
    """A layer of the legend and its like in the other frames: each frame has its own table of a theme."""
    wanted = _stem(layer)
    found = {layer.id(): layer}
    for item in maps(layout):
        for other in layers_of(item):
            if isinstance(other, QgsVectorLayer) and _stem(other) == wanted:
                found[other.id()] = other
    return list(found.values())


def _stem(layer: QgsVectorLayer) -> str:
    """Where a layer's rows lie, less the number of the frame and the filter: h22_sites_#_symboles."""
    source = re.sub(r"\|subset=.*$", "", layer.source())
    return re.sub(r"_\d+(?=_|$)", "_#", source)


def place(item: QgsLayoutItem) -> QRectF:
    """Where an item stands in the layout, in mm, its rotation counted."""
    return item.mapRectToScene(item.rect())


def title(item: QgsLayoutItem) -> str:
    """The name by which a person finds an item in the designer."""
    return item.id() or item.displayName()


def finding(
    code: str,
    severity: Severity,
    layout: QgsLayout,
    item: QgsLayoutItem | None = None,
    layer: QgsMapLayer | None = None,
    **params: object,
) -> Finding:
    """A finding that names its place: layout, sheet, item (with its uuid, for the designer) and layer."""
    where: dict[str, object] = {"mise_en_page": layout.name(), "feuille": variable(layout, SHEET_VARIABLE)}
    if item is not None:
        where |= {"item": title(item), "uuid": item.uuid()}
    if layer is not None:
        where["couche"] = layer.name()
    return Finding(code, severity, params=where | params)
