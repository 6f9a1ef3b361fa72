"""Items of a print layout in millimetres: placed, measured, their texts broken into lines."""

from __future__ import annotations

from dataclasses import dataclass

from qgis.core import (
    Qgis,
    QgsFillSymbol,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemMap,
    QgsLayoutItemScaleBar,
    QgsLayoutItemShape,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsPrintLayout,
    QgsTextFormat,
)

from ..core.map_frame import MapFrame
from ..gis.pinned_labels import text_size

MM = Qgis.LayoutUnit.Millimeters
_LINE_MM_PER_POINT = 25.4 / 72 * 1.38  # a line of text, its leading included


@dataclass(frozen=True)
class Place:
    """Where an item stands on its page, in millimetres from the page's upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


def place_of(item: QgsLayoutItem) -> Place:
    """Where an item stands."""
    position, size = item.pagePositionWithUnits(), item.sizeWithUnits()
    return Place(position.x(), position.y(), size.width(), size.height())


def put(item: QgsLayoutItem, place: Place, page: int | None = None) -> None:
    """Move and resize an item; ``page`` counts from 0, the item's own where it is not given."""
    move(item, place.x, place.y, page)
    item.attemptResize(QgsLayoutSize(place.width, place.height, MM))


def move(item: QgsLayoutItem, x: float, y: float, page: int | None = None) -> None:
    """Put an item's upper left corner at a point of a page, its own where none is given."""
    item.attemptMove(QgsLayoutPoint(x, y, MM), True, False, max(item.page(), 0) if page is None else page)


def add(layout: QgsPrintLayout, item: QgsLayoutItem, item_id: str, place: Place, page: int = 0) -> None:
    """Add an item under an id at a place."""
    item.setId(item_id)
    layout.addLayoutItem(item)
    put(item, place, page)


def add_label(
    layout: QgsPrintLayout, item_id: str, text: str, text_format: QgsTextFormat, place: Place, page: int = 0
) -> QgsLayoutItemLabel:
    """Add a text without margins; it is printed as it is written."""
    return add_expression(layout, item_id, as_written(text), text_format, place, page)


def add_expression(
    layout: QgsPrintLayout, item_id: str, text: str, text_format: QgsTextFormat, place: Place, page: int = 0
) -> QgsLayoutItemLabel:
    """Add a text without margins whose ``[% %]`` are filled in by QGIS when it prints."""
    label = QgsLayoutItemLabel(layout)
    label.setText(text)
    label.setTextFormat(text_format)
    label.setMarginX(0)
    label.setMarginY(0)
    add(layout, label, item_id, place, page)
    return label


def add_block(layout: QgsPrintLayout, item_id: str, colour: str, place: Place, page: int = 0) -> QgsLayoutItemShape:
    """Add a filled rectangle without an edge."""
    shape = QgsLayoutItemShape(layout)
    shape.setShapeType(QgsLayoutItemShape.Shape.Rectangle)
    shape.setSymbol(QgsFillSymbol.createSimple({"color": colour, "outline_style": "no"}))
    add(layout, shape, item_id, place, page)
    return shape


def line_height(text_format: QgsTextFormat) -> float:
    """Height of a line in millimetres, its leading included."""
    return text_format.size() * _LINE_MM_PER_POINT


def wrapped(text: str, text_format: QgsTextFormat, width: float) -> list[str]:
    """The text broken at spaces into lines no wider than ``width`` millimetres."""
    lines: list[str] = []
    for word in text.split(" "):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_size(longer, text_format).width <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def fit_scale_bar(
    bar: QgsLayoutItemScaleBar, item: QgsLayoutItemMap, frame: MapFrame, longest_mm: float, segments: int = 2
) -> None:
    """A bar of round numbers, as long as fits: metres under a kilometre."""
    bar.setLinkedMap(item)
    longest = longest_mm * frame.unit_per_mm / segments
    step = max(
        (base * 10**power for power in range(7) for base in (1, 2, 2.5, 5) if base * 10**power <= longest),
        default=1,
    )
    kilometres = step >= 1000
    bar.setUnits(Qgis.DistanceUnit.Kilometers if kilometres else Qgis.DistanceUnit.Meters)
    bar.setUnitLabel("km" if kilometres else "m")
    bar.setNumberOfSegments(segments)
    bar.setUnitsPerSegment(step / 1000 if kilometres else step)
    bar.update()
    bar.attemptResize(QgsLayoutSize(bar.minimumSize().width(), bar.minimumSize().height(), MM))


def as_written(text: str) -> str:
    """A text from data for where QGIS would evaluate what stands in ``[% %]``: it prints as it is."""
    return text.replace("[%", "[%'['%]%")
