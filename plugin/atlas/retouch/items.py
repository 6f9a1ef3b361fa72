"""Items of a layout: as generated, as the user left them, and put back after a new drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from qgis.core import (
    QgsLayout,
    QgsLayoutFrame,
    QgsLayoutItem,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutSize,
    QgsPrintLayout,
    QgsReadWriteContext,
    QgsRectangle,
    QgsUnitTypes,
)
from qgis.PyQt.QtXml import QDomDocument

from .merge import differs, merge, parsed, text_of
from .record import KEY, DrawnFrame, DrawnItem

_MM = QgsUnitTypes.LayoutUnit.LayoutMillimeters
# Set by QGIS or by the drawing, not by the user: identity, stacking, what a map or a legend shows.
IGNORED = frozenset(
    "uuid templateUuid groupUuid id zValue type position ComposerMapOverview LayerSet Extent layer-tree-group mapUuid "
    "map_uuid linkedMap customproperties clippingSettings minimumSize".split()
)
_PLACE, _SIZE, _TEXT, _LOOK = "place", "taille", "texte", "aspect"
_ASPECTS = {"@positionOnPage": _PLACE, "@size": _SIZE, "@labelText": _TEXT}


def keyed_items(layout: QgsLayout) -> dict[str, QgsLayoutItem]:
    """The generated items by key."""
    return {item.customProperty(KEY): item for item in _items(layout) if item.customProperty(KEY)}


def snapshot(layout: QgsLayout) -> dict[str, DrawnItem]:
    """The generated items as XML."""
    return {key: DrawnItem(item.uuid(), item_xml(item)) for key, item in keyed_items(layout).items()}


def frame_of(item: QgsLayoutItemMap) -> DrawnFrame:
    """Where a map stands on its page and what it shows."""
    position, size, extent = item.pagePositionWithUnits(), item.sizeWithUnits(), item.extent()
    return DrawnFrame(
        (position.x(), position.y(), size.width(), size.height()),
        (extent.xMinimum(), extent.yMinimum(), extent.xMaximum(), extent.yMaximum()),
    )


def item_xml(item: QgsLayoutItem) -> str:
    """An item as QGIS would save it."""
    document = QDomDocument()
    root = document.createElement("items")
    document.appendChild(root)
    item.writeXml(root, document, QgsReadWriteContext())
    return text_of(root.firstChildElement())


def standing(layout: QgsLayout, drawn: dict[str, DrawnItem]) -> dict[str, QgsLayoutItem]:
    """The generated items that are still there. A pasted copy bears the key but another identifier."""
    found = {key: layout.itemByUuid(item.uuid) for key, item in drawn.items()}
    return {key: item for key, item in found.items() if item is not None}


def added(layout: QgsLayout, drawn: dict[str, DrawnItem]) -> list[QgsLayoutItem]:
    """The items the user added, frames of tables and HTML boxes aside."""
    ours = {item.uuid for item in drawn.values()}
    return [item for item in _items(layout) if item.uuid() not in ours and not isinstance(item, QgsLayoutFrame)]


def changes(base: str, item: QgsLayoutItem) -> list[str]:
    """The paths at which an item differs from what was generated."""
    now = item_xml(item)
    paths = differs(parsed(base), parsed(now), IGNORED) if now != base else []
    if isinstance(item, QgsLayoutItemLegend) and item.resizeToContents():
        paths = [path for path in paths if path != "@size"]  # QGIS fits it when it paints
    return paths


def aspects(paths: list[str]) -> tuple[str, ...]:
    """What a cartographer would say was changed: place, size, text, look."""
    return tuple(dict.fromkeys(_ASPECTS.get(path, _LOOK) for path in paths))


def keep_item(item: QgsLayoutItem, base: str, mine: str) -> None:
    """Bring into a newly generated item what the user changed of the one before it."""
    new = parsed(item_xml(item))
    paths = merge(parsed(base), parsed(mine), new, IGNORED)
    if isinstance(item, QgsLayoutItemLegend) and item.resizeToContents():
        _without_size(new, item)
    new.setAttribute("position", new.attribute("positionOnPage"))
    if not set(paths) <= set(_ASPECTS):
        _read(item, new)
        return
    # Place, size and text alone need no reading anew of all the rest.
    if "@labelText" in paths:
        item.setText(new.attribute("labelText"))
    mine_root = parsed(mine)
    x, y, unit = mine_root.attribute("positionOnPage").split(",")
    width, height, size_unit = mine_root.attribute("size").split(",")
    if "@size" in paths and not (isinstance(item, QgsLayoutItemLegend) and item.resizeToContents()):
        item.attemptResize(QgsLayoutSize(float(width), float(height), _unit(size_unit)))
    if "@positionOnPage" in paths:
        item.attemptMove(_point(float(x), float(y), unit))


def _unit(name: str):
    return QgsUnitTypes.decodeLayoutUnit(name)[0]


def _point(x: float, y: float, unit: str):
    from qgis.core import QgsLayoutPoint

    return QgsLayoutPoint(x, y, _unit(unit))


def _without_size(new, item: QgsLayoutItem) -> None:
    size = item.sizeWithUnits()
    new.setAttribute("size", f"{size.width():.6g},{size.height():.6g},{QgsUnitTypes.encodeUnit(size.units())}")


def _read(item: QgsLayoutItem, element) -> None:
    document = QDomDocument()
    document.appendChild(document.importNode(element, True))
    extent = item.extent() if isinstance(item, QgsLayoutItemMap) else None
    item.readXml(document.documentElement(), document, QgsReadWriteContext())
    item.finalizeRestoreFromXml()
    if extent is not None:
        item.setExtent(QgsRectangle(extent))
    item.update()


def carry_added(old: QgsPrintLayout, new: QgsPrintLayout, drawn: dict[str, DrawnItem], skip: Callable[[str], bool]):
    """Copy the items the user added into the new layout, joined to its items where they were joined to the old ones."""
    document = QDomDocument()
    root = document.createElement("items")
    document.appendChild(root)
    context = QgsReadWriteContext()
    for item in added(old, drawn):
        if not skip(item.uuid()):
            item.writeXml(root, document, context)
    for table in old.multiFrames():
        if table.frameCount() and not skip(table.frame(0).uuid()):
            table.writeXml(root, document, context, True)
    if not root.hasChildNodes():
        return
    text = text_of(root)
    for key, item in keyed_items(new).items():
        if key in drawn:
            text = text.replace(drawn[key].uuid, item.uuid())
    copy = QDomDocument()
    copy.setContent(text)
    new.addItemsFromXml(copy.documentElement(), copy, context)


def stack(new: QgsPrintLayout, order: list[str]) -> None:
    """Put the user's items back among the others: each above the one it stood on. ``order``: keys, the lowest first."""
    items = sorted(_items(new), key=lambda item: item.zValue())
    sequence = [item for item in items if item.customProperty(KEY)]
    for place, key in enumerate(order):
        mine = next((item for item in items if _name(item) == key and item not in sequence), None)
        if mine is None:
            continue
        below = {_name(item): rank for rank, item in enumerate(sequence)}
        rank = next((below[name] for name in reversed(order[:place]) if name in below), -1)
        sequence.insert(rank + 1, mine)
    set_order(new, sequence)


def set_order(layout: QgsLayout, items: Iterable[QgsLayoutItem]) -> None:
    """Stack the items, the lowest first."""
    for number, item in enumerate(items, start=1):
        item.setZValue(number)
    layout.reloadSettings()


def order_of(layout: QgsPrintLayout) -> list[str]:
    """Keys of the generated items and identifiers of the others, the lowest first."""
    return [_name(item) for item in sorted(_items(layout), key=lambda item: item.zValue())]


def carry_pages(old: QgsPrintLayout, new: QgsPrintLayout) -> None:
    """Add the pages the user added."""
    for number in range(new.pageCollection().pageCount(), old.pageCollection().pageCount()):
        page = QgsLayoutItemPage(new)
        page.setPageSize(old.pageCollection().page(number).sizeWithUnits())
        new.pageCollection().addPage(page)


def _name(item: QgsLayoutItem) -> str:
    return item.customProperty(KEY) or item.uuid()


def _items(layout: QgsLayout) -> list[QgsLayoutItem]:
    return [
        item for item in layout.items() if isinstance(item, QgsLayoutItem) and not isinstance(item, QgsLayoutItemPage)
    ]
