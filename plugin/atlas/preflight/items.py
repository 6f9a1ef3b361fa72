"""Checks of the items of a page: on the paper, apart from each other, linked to their maps, pictures there."""

from __future__ import annotations

from itertools import combinations

from qgis.core import (
    QgsLayout,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutItemShape,
)
from qgis.PyQt.QtCore import QRectF

from ...core.findings import Finding, Severity
from .context import PreflightContext
from .reading import finding, items, maps, place, title
from .texts import ink

_TOUCH_MM = 0.3  # closer than this two items are neighbours, not one over the other
_OFF_MM = 0.1
_CONTENT = (QgsLayoutItemLabel, QgsLayoutItemLegend, QgsLayoutItemPicture, QgsLayoutItemScaleBar, QgsLayoutItemMap)
_NORTH_ARROWS = ("north arrow", "fleche_nord", "flèche du nord", "nord")


def on_the_page(layout: QgsLayout, context: PreflightContext) -> list[Finding]:
    """Every item lies on its page; shapes may run into the bleed."""
    found = []
    for item in items(layout):
        if isinstance(item, QgsLayoutItemShape):
            continue
        page = layout.pageCollection().page(max(item.page(), 0))
        paper = place(page).adjusted(-_OFF_MM, -_OFF_MM, _OFF_MM, _OFF_MM)
        if not _within(extent(item), paper):
            found.append(finding("PRE10", Severity.ERROR, layout, item))
    return found


def apart(layout: QgsLayout, context: PreflightContext) -> list[Finding]:
    """No item covers another: only the main map carries others, and an inset its own name and scale bar."""
    main = maps(layout)[:1]
    # once each: what a text covers is measured, and there are as many pairs as there are items squared
    content = [(item, extent(item)) for item in items(layout, _CONTENT) if item not in main]
    content = [(item, covered) for item, covered in content if not covered.isEmpty()]
    return [
        finding("PRE09", Severity.WARNING, layout, one, autre=title(other))
        for (one, first), (other, second) in combinations(content, 2)
        if _overlap(first, second) and not _belong(one, other)
    ]


def scale_bars_linked(layout: QgsLayout, context: PreflightContext) -> list[Finding]:
    """Every scale bar measures a map."""
    bars = items(layout, QgsLayoutItemScaleBar)
    return [finding("PRE20", Severity.WARNING, layout, bar) for bar in bars if bar.linkedMap() is None]


def north_arrows_linked(layout: QgsLayout, context: PreflightContext) -> list[Finding]:
    """Every north arrow turns with a map."""
    return [
        finding("PRE21", Severity.WARNING, layout, picture)
        for picture in items(layout, QgsLayoutItemPicture)
        if picture.linkedMap() is None
        and ("north_arrow" in picture.picturePath() or picture.id().casefold().startswith(_NORTH_ARROWS))
    ]


def overviews_linked(layout: QgsLayout, context: PreflightContext) -> list[Finding]:
    """Every frame drawn on a map is that of another map."""
    found = []
    for item in items(layout, QgsLayoutItemMap):
        stack = item.overviews()
        for number in range(stack.size()):
            overview = stack.overview(number)
            if overview.enabled() and overview.linkedMap() is None:
                found.append(finding("PRE22", Severity.WARNING, layout, item, cadre=overview.name()))
    return found


def pictures_found(layout: QgsLayout, context: PreflightContext) -> list[Finding]:
    """Every picture can be read."""
    found = []
    for picture in items(layout, QgsLayoutItemPicture):
        path = picture.evaluatedPath() or picture.picturePath()
        if picture.isMissingImage() or not path:
            found.append(finding("PRE23", Severity.WARNING, layout, picture, image=path))
    return found


def extent(item: QgsLayoutItem) -> QRectF:
    """What an item covers, in mm: of a label its text, not the whole box."""
    if isinstance(item, QgsLayoutItemLabel) and not item.frameEnabled() and not item.hasBackground():
        return item.mapRectToScene(ink(item))
    return place(item)


def _within(one: QRectF, other: QRectF) -> bool:
    """Whether a rectangle lies in another; Qt's own `contains` is False for a line, which has no height or no width."""
    return (
        other.left() <= one.left()
        and one.right() <= other.right()
        and other.top() <= one.top()
        and one.bottom() <= other.bottom()
    )


def _overlap(one: QRectF, other: QRectF) -> bool:
    both = one.intersected(other)
    return both.width() > _TOUCH_MM and both.height() > _TOUCH_MM


def _belong(one: QgsLayoutItem, other: QgsLayoutItem) -> bool:
    """Whether one is part of the other: a name, a scale bar or a mark in an inset; or a group the user made."""
    if one.parentGroup() is not None and one.parentGroup() == other.parentGroup():
        return True
    for frame, part in ((one, other), (other, one)):
        if not isinstance(frame, QgsLayoutItemMap) or isinstance(part, QgsLayoutItemMap):
            continue
        if isinstance(part, QgsLayoutItemScaleBar | QgsLayoutItemPicture) and part.linkedMap() == frame:
            return True
        if isinstance(part, QgsLayoutItemLabel) and place(frame).contains(extent(part)):
            return True
    return False
