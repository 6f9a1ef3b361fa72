"""The printer's profile: pages with 3 mm of bleed and crop marks, strip and page number towards the outer edge.

A layout that has it says so by its variables ``atlas_marge`` (from the sheet's edge to the trim) and
``atlas_fond_perdu`` (bleed around the trim), both in millimetres: the boxes of the PDF are made from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from qgis.core import (
    QgsExpressionContextUtils,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemPage,
    QgsLayoutItemPolyline,
    QgsLayoutItemShape,
    QgsLayoutObject,
    QgsLayoutSize,
    QgsLineSymbol,
    QgsPrintLayout,
    QgsProperty,
)
from qgis.PyQt.QtCore import QPointF, Qt
from qgis.PyQt.QtGui import QPolygonF

from .layout_items import MM, Place, place_of, put

PRINTER = "imprimeur"
BLEED = 3.0
MARGIN = 10.0  # bleed, and room for the marks
_MARK_LENGTH = 5.0
_MARK_GAP = 4.0  # from the trim: marks stay outside the bleed
_STRIP, _STRIP_TEXT, _PAGE, _EDITION = "bandeau_famille", "famille", "page", "edition"
_LEFT_FOOT = ("echelle", "source", "logo", "logo_2")
_NUMBER_GAP = 2.0
_NUMBER_MM = 7.0  # three figures
_TEXT_LEFT = 3.5  # the left edge of text, in widths of the strip
_MARGIN_VARIABLE, _BLEED_VARIABLE = "atlas_marge", "atlas_fond_perdu"


def dress(layout: QgsPrintLayout, first_page: int) -> None:
    """Give every page of a layout its bleed, its marks and its side; the first page bears the number ``first_page``."""
    pages = layout.pageCollection()
    items = [item for item in _items(layout) if item.page() >= 0]
    stood = [(item, item.page(), place_of(item)) for item in items]
    sizes = [pages.page(index).pageSize() for index in range(pages.pageCount())]
    for index, size in enumerate(sizes):
        pages.page(index).setPageSize(QgsLayoutSize(size.width() + 2 * MARGIN, size.height() + 2 * MARGIN, MM))
    pages.reflow()
    for index, size in enumerate(sizes):
        width, height = size.width(), size.height()
        own = [(_role(item), item, place) for item, page, place in stood if page == index]
        recto = (first_page + index) % 2 == 1
        turned = arranged({role: place for role, _, place in own}, width, recto)
        for role, item, place in own:
            into = _bled(turned.get(role, place), width, height) if _bleeds(item) else turned.get(role, place)
            put(item, replace(into, x=into.x + MARGIN, y=into.y + MARGIN), index)
            if role == _PAGE and isinstance(item, QgsLayoutItemLabel) and not recto:
                item.setHAlign(Qt.AlignmentFlag.AlignLeft)
        _add_marks(layout, index, width, height)
    QgsExpressionContextUtils.setLayoutVariable(layout, _MARGIN_VARIABLE, str(MARGIN))
    QgsExpressionContextUtils.setLayoutVariable(layout, _BLEED_VARIABLE, str(BLEED))


def turn_with_pages(layout: QgsPrintLayout, first_page: int) -> None:
    """Let the items of a layout that a QGIS atlas runs through change sides from page to page.

    The layout was dressed as a recto; on the features whose page is a verso its items stand as on a verso.
    """
    width = layout.pageCollection().page(0).pageSize().width() - 2 * MARGIN
    items = {_role(item): item for item in _items(layout) if item.page() == 0}
    recto = {role: _trimmed(place_of(item)) for role, item in items.items()}
    left = {role: _left_again(role, place, width) for role, place in recto.items()}
    verso = recto | arranged(left, width, recto=False)
    if _PAGE in verso:
        # A label's alignment cannot follow the feature: on a verso a narrow box keeps the number off the scale bar.
        verso[_PAGE] = replace(verso[_PAGE], width=_NUMBER_MM)
    for role in (_STRIP, _STRIP_TEXT):
        if role in recto:
            verso[role] = _left_again(role, recto[role], width)
    for role, item in items.items():
        for key, values in (
            (QgsLayoutObject.DataDefinedProperty.PositionX, (recto[role].x + MARGIN, verso[role].x + MARGIN)),
            (QgsLayoutObject.DataDefinedProperty.ItemWidth, (recto[role].width, verso[role].width)),
        ):
            if abs(values[0] - values[1]) > 1e-6:
                odd = f"({first_page} + @atlas_featurenumber - 1) % 2 = 1"
                expression = f"if({odd}, {values[0]:.3f}, {values[1]:.3f})"
                item.dataDefinedProperties().setProperty(key, QgsProperty.fromExpression(expression))


def boxes(layout: QgsPrintLayout) -> tuple[float, float] | None:
    """Margin to the trim and bleed, in millimetres, of a layout with the printer's profile; None for any other."""
    scope = QgsExpressionContextUtils.layoutScope(layout)
    margin, bleed = scope.variable(_MARGIN_VARIABLE), scope.variable(_BLEED_VARIABLE)
    return (float(margin), float(bleed)) if margin and bleed else None


def arranged(places: Mapping[str, Place], width: float, recto: bool) -> dict[str, Place]:
    """The places of the items that change with the side of the sheet, from those of a template (strip at the left).

    On a recto the strip goes to the right edge; on a verso the page number goes to the left, what stood there makes
    room and the edition takes the number's place.
    """
    moved: dict[str, Place] = {}
    if recto:
        shift = width - places[_STRIP].width if _STRIP in places else 0.0
        moved = {
            role: replace(places[role], x=places[role].x + shift) for role in (_STRIP, _STRIP_TEXT) if role in places
        }
    elif _PAGE in places:
        number = places[_PAGE]
        row = {role: places[role] for role in _LEFT_FOOT if role in places and _level(places[role], number)}
        margin = _TEXT_LEFT * (places[_STRIP].width if _STRIP in places else 0.0)
        moved[_PAGE] = replace(number, x=min([place.x for place in row.values()], default=margin))
        shift = number.width + _NUMBER_GAP
        for role, place in row.items():
            if place.x < width / 2:
                # The source keeps its right edge, the others their width.
                kept = place.width - shift if role == "source" else place.width
                moved[role] = replace(place, x=place.x + shift, width=kept)
        if _EDITION in places:
            moved[_EDITION] = replace(places[_EDITION], x=number.right - places[_EDITION].width)
    return moved


def _items(layout: QgsPrintLayout) -> list[QgsLayoutItem]:
    return [
        item for item in layout.items() if isinstance(item, QgsLayoutItem) and not isinstance(item, QgsLayoutItemPage)
    ]


def _role(item: QgsLayoutItem) -> str:
    """The id of an item; those repeated on every page (``page_2``) go by their first part."""
    name = item.id()
    base, _, number = name.rpartition("_")
    return base if number.isdigit() and base in (_STRIP, _STRIP_TEXT, _PAGE, _EDITION) else name or item.uuid()


def _level(one: Place, other: Place) -> bool:
    return one.y < other.bottom and other.y < one.bottom


def _trimmed(place: Place) -> Place:
    return replace(place, x=place.x - MARGIN, y=place.y - MARGIN)


def _left_again(role: str, place: Place, width: float) -> Place:
    if role == _STRIP:
        return Place(-BLEED, place.y, place.width, place.height)
    return replace(place, x=place.x - (width - place.height)) if role == _STRIP_TEXT else place


def _bleeds(item: QgsLayoutItem) -> bool:
    """What fills ground is drawn beyond the trim; what is to be read is not."""
    return isinstance(item, QgsLayoutItemShape)


def _bled(place: Place, width: float, height: float) -> Place:
    left = place.x - BLEED if place.x <= 0 else place.x
    top = place.y - BLEED if place.y <= 0 else place.y
    right = place.right + BLEED if place.right >= width - 1e-6 else place.right
    bottom = place.bottom + BLEED if place.bottom >= height - 1e-6 else place.bottom
    return Place(left, top, right - left, bottom - top)


def _add_marks(layout: QgsPrintLayout, page: int, width: float, height: float) -> None:
    """Eight crop marks, two a corner, outside the bleed."""
    number = 0
    origin = layout.pageCollection().page(page).pos()
    for x, outward in ((0.0, -1), (width, 1)):
        for y, down in ((0.0, -1), (height, 1)):
            for across in (True, False):
                number += 1
                start = (x + outward * _MARK_GAP, y) if across else (x, y + down * _MARK_GAP)
                end = (
                    (x + outward * (_MARK_GAP + _MARK_LENGTH), y)
                    if across
                    else (x, y + down * (_MARK_GAP + _MARK_LENGTH))
                )
                points = [QPointF(MARGIN + a + origin.x(), MARGIN + b + origin.y()) for a, b in (start, end)]
                mark = QgsLayoutItemPolyline(QPolygonF(points), layout)
                mark.setSymbol(QgsLineSymbol.createSimple({"color": "#000000", "width": "0.09"}))
                mark.setId(f"repere_{page + 1}_{number}")
                layout.addLayoutItem(mark)
