"""Layers and layouts as text, as a project file holds them; read again in steps that do not stop the window."""

from __future__ import annotations

from collections.abc import Generator

from qgis.core import QgsLayoutItem, QgsMapLayer, QgsPrintLayout, QgsProject, QgsReadWriteContext, QgsVectorLayer
from qgis.PyQt.QtXml import QDomDocument, QDomElement

from ...core.findings import InputError
from ..retouch.items import set_order

_ITEM, _MULTI_FRAME = "LayoutItem", "LayoutMultiFrame"
_MAP = "65639"  # QgsLayoutItemRegistry.ItemType.LayoutMap
_ITEMS_A_STEP = 6


def layer_text(layer: QgsMapLayer) -> str:
    """A layer as XML."""
    document = QDomDocument("maplayer")
    element = document.createElement("maplayer")
    document.appendChild(element)
    if not layer.writeLayerXml(element, document, QgsReadWriteContext()):
        raise ValueError(layer.name())
    return document.toString()


def layout_text(layout: QgsPrintLayout) -> str:
    """A layout as XML."""
    document = QDomDocument("layout")
    document.appendChild(layout.writeLayoutXml(document, QgsReadWriteContext()))
    return document.toString()


def read_layer(text: str) -> QgsVectorLayer:
    """A layer that is in no project yet; it is never written to.

    Raises:
        InputError: ESP11 where its file is not there any more.
    """
    document = QDomDocument()
    document.setContent(text)
    layer = QgsVectorLayer()
    flags = QgsMapLayer.ReadFlag.FlagForceReadOnly
    if not layer.readLayerXml(document.documentElement(), QgsReadWriteContext(), flags):
        raise InputError.of("ESP11", chemin=layer.source(), table=layer.name())
    return layer


def read_layout(project: QgsProject, text: str) -> Generator[None, None, QgsPrintLayout]:
    """A layout whose layers are in the project; it is not in the project's list of layouts yet."""
    document, context = QDomDocument(), QgsReadWriteContext()
    document.setContent(text)
    root = document.documentElement()
    batches = _taken_out(root)
    heights = {item.attribute("uuid"): float(item.attribute("zValue")) for batch in batches for item in batch}
    layout = QgsPrintLayout(project)
    layout.readLayoutXml(root, document, context)
    yield
    for batch in batches:
        holder = document.createElement("Layout")
        for item in batch:
            holder.appendChild(item)
        layout.addItemsFromXml(holder, document, context)
        yield
    # QGIS numbers anew what it has with each batch.
    known = [item for item in layout.items() if isinstance(item, QgsLayoutItem) and item.uuid() in heights]
    set_order(layout, sorted(known, key=lambda item: heights[item.uuid()]))
    return layout


def _taken_out(root: QDomElement) -> list[list[QDomElement]]:
    """The items of a layout, taken from it some at a time: the maps first, whose scales and legends look for them.

    Tables and their frames stay where they are.
    """
    items, element = [], root.firstChildElement()
    while not element.isNull():
        if element.tagName() == _MULTI_FRAME:
            return []
        if element.tagName() == _ITEM:
            items.append(element)
        element = element.nextSiblingElement()
    maps = [item for item in items if item.attribute("type") == _MAP]
    others = [item for item in items if item.attribute("type") != _MAP]
    for item in items:
        root.removeChild(item)
    rest = [others[first : first + _ITEMS_A_STEP] for first in range(0, len(others), _ITEMS_A_STEP)]
    return [maps, *rest]
