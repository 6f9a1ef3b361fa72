"""What stands beside or under the main map: legend, chart, locator, notes, each given the room it needs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsGeometry,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsLayoutSize,
    QgsLegendPatchShape,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsMapLayerLegendUtils,
    QgsPointXY,
    QgsPrintLayout,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QImage, QPainter
from qgis.PyQt.QtSvg import QSvgRenderer
from qgis.PyQt.QtWidgets import QStyleOptionGraphicsItem

from ..core.pause import pause
from ..gis.charter import Charter
from .content import LegendSection
from .edition import typeset
from .layout_items import MM, Place, as_written, line_height, place_of, put, wrapped

_LEGEND_ROLES = {QgsLegendStyle.Style.Group: "legende_titre", QgsLegendStyle.Style.SymbolLabel: "legende"}
_LEGEND_LINE = 0.92
_GAP = 5.0  # between legend, chart and notes
_COLUMN_GAP = 4.0
# Size of a legend's text and the gaps between its rows to try, the first that fits: text becomes a little smaller
# before rows of two lines touch.
_ROW_GAPS = ((1.0, (2.0, 1.6, 1.2)), (0.94, (1.8, 1.5)), (0.9, (1.5, 1.2)), (0.85, (1.2, 0.9)), (0.8, (0.9, 0.5)))
_CLOSE_BOX = 2.8  # height of a symbol's box in closer rows: no row is then higher than its text
_FIRST_GAP = 2.0  # over the first heading
_HEADING_EXTRA = 1.4
_SYMBOL_COLUMN = 10.0  # a legend symbol and the space after it
_LEAST_COLUMN = 55.0  # a legend twice as wide has two columns


class SideColumn:
    """The column of a template, or its band under the map where the legend stands beside the notes.

    From the template it takes the box of the legend, the width of chart, locator and notes, and the notes' lower edge.
    """

    def __init__(self, layout: QgsPrintLayout, charter: Charter):
        self.layout = layout
        self.charter = charter
        self.legend: QgsLayoutItemLegend = layout.itemById("legende")
        self.notes: QgsLayoutItemLabel = layout.itemById("notes")
        self.bottom = place_of(self.notes).bottom
        self._texts = charter
        self._box = self.legend.symbolHeight()
        self._dress(1.0)
        self.legend.setColumnCount(self._columns())
        self.legend.setColumnSpace(_COLUMN_GAP)
        self.legend.setEqualColumnWidth(True)
        self.legend.setSplitLayer(False)

    def _dress(self, scale: float) -> None:
        """Give the legend its fonts, ``scale`` times as large as the charter's."""
        self._texts = self.charter.scaled(scale)
        self.legend.setSymbolHeight(self._box if scale == 1 else min(self._box, _CLOSE_BOX))
        for component, role in _LEGEND_ROLES.items():
            text_format = self._texts.text(role)
            text_format.setLineHeight(_LEGEND_LINE)
            self.legend.rstyle(component).setTextFormat(text_format)

    def _columns(self) -> int:
        return 2 if place_of(self.legend).width >= 2 * _LEAST_COLUMN and self._is_band() else 1

    def _is_band(self) -> bool:
        """Whether the legend stands beside the notes and not over them."""
        return place_of(self.legend).right <= place_of(self.notes).x

    def fill(self, sections: Sequence[LegendSection], chart: Path | None, chart_height: float) -> bool:
        """Legend, chart, locator and notes; the legend's rows draw closer where room is short.

        Returns False when even the closest rows do not fit.
        """
        box = place_of(self.legend)
        height = self._chart_height(chart, chart_height)
        if self._is_band():
            # Level with the legend's first heading.
            top = self._set_chart(chart, height, box.y + _FIRST_GAP)
            below = self._settle_notes(top + _GAP if chart else top)
            return self._fit_legend(sections, box.width, self.bottom - box.y) and below <= self.bottom
        notes_top = self._settle_notes(None)
        fits = self._fit_legend(sections, box.width, notes_top - box.y - (height + _GAP if chart else 0.0))
        self._set_chart(chart, height, box.y + self.legend.sizeWithUnits().height() + _GAP)
        return fits

    def _fit_legend(self, sections: Sequence[LegendSection], width: float, room: float) -> bool:
        """Fill the legend at the largest size and with the widest gaps that leave it in ``room``."""
        for scale, gaps in _ROW_GAPS:
            pause()
            self._dress(scale)
            self._fill_legend(sections, width)
            for gap in gaps:
                for component in (QgsLegendStyle.Style.Symbol, QgsLegendStyle.Style.SymbolLabel):
                    self.legend.rstyle(component).setMargin(QgsLegendStyle.Side.Top, gap)
                self.legend.rstyle(QgsLegendStyle.Style.Group).setMargin(QgsLegendStyle.Side.Top, gap + _HEADING_EXTRA)
                _settle(self.legend)
                if self.legend.sizeWithUnits().height() <= room:
                    return True
        return False

    def _fill_legend(self, sections: Sequence[LegendSection], width: float) -> None:
        legend = self.legend
        legend.setAutoUpdateModel(False)
        legend.setWrapString("\n")
        legend.setLegendFilterByMapEnabled(False)
        legend.setLinkedMap(self.layout.itemById("carte"))
        columns = legend.columnCount()
        width = (width - (columns - 1) * _COLUMN_GAP) / columns
        # The legend owns the tree it made when it stopped following the project; ours would be freed under it.
        tree = legend.model().rootGroup()
        tree.removeAllChildren()
        for section in sections:
            group = tree.addGroup(self._wrapped(_set_in_legend(section.heading), "legende_titre", width))
            for item in section.items:
                node = group.addLayer(item.layer)
                QgsLegendRenderer.setNodeLegendStyle(node, QgsLegendStyle.Style.Hidden)
                nodes = _all_nodes(item.layer) if item.nodes is None else item.nodes
                if item.nodes is not None:
                    QgsMapLayerLegendUtils.setLegendNodeOrder(node, list(nodes))
                for index, words in nodes.items():
                    label = self._wrapped(_set_in_legend(words), "legende", width - _SYMBOL_COLUMN)
                    QgsMapLayerLegendUtils.setLegendNodeUserLabel(node, index, as_written(label))
                    if item.discs:
                        QgsMapLayerLegendUtils.setLegendNodePatchShape(node, index, _disc())
                legend.model().refreshLayerLegend(node)

    def _settle_notes(self, top: float | None) -> float:
        """Give locator and notes the height they need.

        From ``top`` downwards, and the y under them is returned; without it at the column's foot, and it is the y
        above them.
        """
        place = place_of(self.notes)
        text_format = self.notes.textFormat()
        lines = sum(
            len(wrapped(line, text_format, place.width)) for line in self.notes.currentText().split("\n") if line
        )
        height = lines * line_height(text_format)
        locator: QgsLayoutItemMap | None = self.layout.itemById("localisateur")
        if locator and place_of(locator).y < place_of(self.legend).y:
            locator = None  # the template has it outside the column
        over = place_of(locator).height + _GAP / 2 if locator else 0.0
        above = self.bottom - height - over if top is None else top
        if locator:
            spot = place_of(locator)
            put(locator, Place(spot.x, above, spot.width, spot.height))
        put(self.notes, Place(place.x, above + over, place.width, height))
        return above - _GAP / 2 if top is None else above + over + height

    def _wrapped(self, text: str, role: str, width: float) -> str:
        return "\n".join(wrapped(text, self._texts.text(role), width))

    def _chart_height(self, picture: Path | None, drawn: float) -> float:
        """Height of the chart at the column's width, from its own proportions."""
        if picture is None:
            return 0.0
        size = QSvgRenderer(str(picture)).defaultSize()
        if size.isEmpty():
            return drawn
        return place_of(self.layout.itemById("graphique")).width * size.height() / size.width()

    def _set_chart(self, picture: Path | None, height: float, top: float) -> float:
        """Put the chart at ``top`` and return its lower edge; without one its item is removed."""
        item: QgsLayoutItemPicture = self.layout.itemById("graphique")
        if picture is None:
            self.layout.removeLayoutItem(item)
            return top
        place = place_of(item)
        item.setPicturePath(str(picture))
        put(item, Place(place.x, top, place.width, height))
        return top + height


def _disc() -> QgsLegendPatchShape:
    """A circle in place of the rectangle that stands for an area."""
    return QgsLegendPatchShape(Qgis.SymbolType.Fill, QgsGeometry.fromPointXY(QgsPointXY(0, 0)).buffer(1, 24))


def _set_in_legend(words: str) -> str:
    """French spacing; a number in brackets stays with the word it counts."""
    return re.sub(r" \((?=\d)", "\u00a0(", typeset(words))


def _settle(legend: QgsLayoutItemLegend) -> None:
    """Give the legend its final size: QGIS works it out only when it first paints, and then lets it only grow."""
    legend.attemptResize(QgsLayoutSize(1, 1, MM))
    image = QImage(8, 8, QImage.Format.Format_ARGB32)
    image.setDotsPerMeterX(round(300 / 0.0254))
    image.setDotsPerMeterY(round(300 / 0.0254))
    painter = QPainter(image)
    legend.paint(painter, QStyleOptionGraphicsItem(), None)
    painter.end()


def _all_nodes(layer: QgsVectorLayer) -> dict[int, str]:
    """The words of a layer's legend by position; none for a layer of one symbol, which goes by the layer's name."""
    items = layer.renderer().legendSymbolItems()
    return {index: item.label() for index, item in enumerate(items)} if len(items) > 1 or items[0].label() else {}
