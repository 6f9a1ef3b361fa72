"""A print layout from a template: texts, maps, insets, legend, chart. docs/layouts.md lists the ids of its items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsExpressionContextUtils,
    QgsFillSymbol,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemMapOverview,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutItemShape,
    QgsLayoutMeasurement,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsMapLayerLegendUtils,
    QgsPrintLayout,
    QgsProject,
    QgsReadWriteContext,
    QgsRectangle,
    QgsUnitTypes,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QImage, QPainter
from qgis.PyQt.QtWidgets import QStyleOptionGraphicsItem
from qgis.PyQt.QtXml import QDomDocument

from ..core.findings import InputError
from ..core.map_frame import MapFrame
from ..gis.charter import Charter
from ..gis.pinned_labels import text_size
from ..gis.resources import RESOURCES
from .content import LegendSection
from .edition import typeset
from .page import BESIDE_MM, INSIDE, Inset

_MM = QgsUnitTypes.LayoutUnit.LayoutMillimeters
_ROLES = {
    "titre": "titre",
    "sous_titre": "sous_titre",
    "famille": "famille",
    "notes": "notes",
    "source": "source",
    "edition": "source",
    "page": "page",
}
_LEGEND_ROLES = {QgsLegendStyle.Style.Group: "legende_titre", QgsLegendStyle.Style.SymbolLabel: "legende"}
_LEGEND_LINE = 0.92
_SECTION_GAP = 5.0
_ROW_GAPS = (2.0, 1.6, 1.2, 0.8, 0.5)  # between the rows of a legend, the first that fits
_HEADING_EXTRA = 1.4
_LINE_MM_PER_POINT = 25.4 / 72 * 1.38  # a line of text, its leading included
_SYMBOL_COLUMN = 10.0  # a legend symbol and the space after it


class SheetLayout:
    """A QgsPrintLayout made from one of our templates."""

    def __init__(self, project: QgsProject, template: str, name: str, charter: Charter):
        self.charter = charter
        self.layout = QgsPrintLayout(project)
        self.layout.initializeDefaults()
        path = RESOURCES / "layouts" / f"{template}.qpt"
        document = QDomDocument()
        if not path.is_file() or not document.setContent(path.read_text(encoding="utf-8")):
            raise InputError.of("FIC01", chemin=str(path))
        self.layout.loadFromTemplate(document, QgsReadWriteContext())
        self.layout.setName(name)
        self._dress()

    def _dress(self) -> None:
        """Give the template's texts the charter's fonts: the template places, the charter speaks."""
        for item_id, role in _ROLES.items():
            self.item(item_id, QgsLayoutItemLabel).setTextFormat(self.charter.text(role))
        self.item("echelle", QgsLayoutItemScaleBar).setTextFormat(self.charter.text("echelle"))
        legend = self.item("legende", QgsLayoutItemLegend)
        for component, role in _LEGEND_ROLES.items():
            text_format = self.charter.text(role)
            text_format.setLineHeight(_LEGEND_LINE)
            legend.rstyle(component).setTextFormat(text_format)

    def item(self, item_id: str, kind: type | None = None) -> QgsLayoutItem:
        """The item of an id.

        Raises:
            InputError: MEP01 when the template has none, or one of another kind.
        """
        item = self.layout.itemById(item_id)
        if item is None or (kind is not None and not isinstance(item, kind)):
            raise InputError.of("MEP01", gabarit=self.layout.name(), item=item_id)
        return item

    @property
    def map_size(self) -> tuple[float, float]:
        """Width and height of the main map, in millimetres."""
        size = self.item("carte", QgsLayoutItemMap).sizeWithUnits()
        return size.width(), size.height()

    def set_words(self, words: dict[str, str]) -> None:
        """Fill the layout's variables; the labels of the template print them."""
        for name, value in words.items():
            QgsExpressionContextUtils.setLayoutVariable(self.layout, f"atlas_{name}", value)
        self.layout.refresh()

    def fit_title(self) -> None:
        """A title too long for its line is set smaller; on two lines it moves the subtitle and the map down."""
        label = self.item("titre", QgsLayoutItemLabel)
        for role in ("titre", "titre_deux_lignes"):
            label.setTextFormat(self.charter.text(role))
            if text_size(label.currentText(), label.textFormat()).width <= label.sizeWithUnits().width():
                return
        label.attemptResize(QgsLayoutSize(label.sizeWithUnits().width(), 14, _MM))
        self._shift_down("sous_titre", 5.5)
        for item_id in ("carte", "legende"):
            self._shift_down(item_id, 6.0)
        carte = self.item("carte")
        size = carte.sizeWithUnits()
        carte.attemptResize(QgsLayoutSize(size.width(), size.height() - 6.0, _MM))

    def _shift_down(self, item_id: str, millimetres: float) -> None:
        item = self.item(item_id)
        position = item.positionWithUnits()
        item.attemptMove(QgsLayoutPoint(position.x(), position.y() + millimetres, _MM))

    def set_family(self, colour: str) -> None:
        """Colour the family's strip."""
        strip = self.item("bandeau_famille", QgsLayoutItemShape)
        strip.setSymbol(QgsFillSymbol.createSimple({"color": colour, "outline_style": "no"}))

    def set_map(self, frame: MapFrame, layers: Sequence[QgsVectorLayer]) -> QgsLayoutItemMap:
        """Show the layers (topmost first) in the main map."""
        carte = self.item("carte", QgsLayoutItemMap)
        self._show(carte, frame, layers)
        self._fit_scale_bar(self.item("echelle", QgsLayoutItemScaleBar), carte, frame, longest_mm=45.0)
        return carte

    def add_inset(self, number: int, inset: Inset, layers: Sequence[QgsVectorLayer]) -> None:
        """Add an inset with its name and its own scale bar inside the frame, and mark its extent on the main map."""
        carte = self.item("carte", QgsLayoutItemMap)
        origin = carte.positionWithUnits()
        x, y, side = origin.x() + inset.x, origin.y() + inset.y, inset.frame.width_mm
        height = inset.frame.height_mm
        item = QgsLayoutItemMap(self.layout)
        self._add(item, f"carton_{number}", x, y, side, height)
        item.setBackgroundColor(self.charter.colour("fond", "mer"))
        item.setFrameEnabled(True)
        item.setFrameStrokeWidth(QgsLayoutMeasurement(0.2, _MM))
        item.setFrameStrokeColor(self.charter.colour("limites", "region"))
        self._show(item, inset.frame, layers)

        title = QgsLayoutItemLabel(self.layout)
        title.setText(inset.title)
        title.setTextFormat(self.charter.text("carton", halo_mm=0.6))
        title.setMarginX(0)
        title.setMarginY(0)
        self._add(title, f"carton_{number}_nom", x + 1.0, y + 0.8, side - 1.2, 3.6)
        if inset.scale_bar:
            self._add_inset_scale_bar(number, inset, item, x, y)

        overview = QgsLayoutItemMapOverview(f"carton_{number}", carte)
        overview.setFrameSymbol(
            QgsFillSymbol.createSimple(
                {
                    "style": "no",
                    "outline_color": self.charter.colour("limites", "region").name(),
                    "outline_width": "0.2",
                }
            )
        )
        overview.setLinkedMap(item)
        carte.overviews().addOverview(overview)

    def _add_inset_scale_bar(self, number: int, inset: Inset, item: QgsLayoutItemMap, x: float, y: float) -> None:
        bar = QgsLayoutItemScaleBar(self.layout)
        bar.setStyle("Line Ticks Up")
        bar.setTextFormat(self.charter.text("source", halo_mm=0.6))
        bar.setHeight(1.0)
        bar.setLabelBarSpace(0.5)
        bar.setBoxContentSpace(0.6)
        bar.setNumberOfSegmentsLeft(0)
        for symbol in (bar.lineSymbol(), bar.divisionLineSymbol(), bar.subdivisionLineSymbol()):
            symbol.setColor(self.charter.colour("limites", "territoire_sante"))
            symbol.setWidth(0.25)
        inside = inset.scale_bar == INSIDE
        longest = inset.frame.width_mm * 0.33 if inside else BESIDE_MM * 0.6
        self._add(bar, f"carton_{number}_echelle", x, y, longest, 5)
        self._fit_scale_bar(bar, item, inset.frame, longest_mm=longest, segments=1)
        left = x + 1.5 if inside else x + inset.frame.width_mm + 1.0
        top = y + inset.frame.height_mm - bar.sizeWithUnits().height() - (0.8 if inside else 0.0)
        bar.attemptMove(QgsLayoutPoint(left, top, _MM))

    def fill_column(self, sections: Sequence[LegendSection], chart: Path | None, chart_height: float) -> bool:
        """Legend, chart and notes one under the other; the legend's rows draw closer where room is short.

        Returns False when even the closest rows do not fit.
        """
        self._fill_legend(sections)
        legend = self.item("legende", QgsLayoutItemLegend)
        notes_top = self._settle_notes()
        top = legend.positionWithUnits().y()
        room = notes_top - top - (chart_height + _SECTION_GAP if chart else 0.0)
        for gap in _ROW_GAPS:
            for component in (QgsLegendStyle.Style.Symbol, QgsLegendStyle.Style.SymbolLabel):
                legend.rstyle(component).setMargin(QgsLegendStyle.Side.Top, gap)
            legend.rstyle(QgsLegendStyle.Style.Group).setMargin(QgsLegendStyle.Side.Top, gap + _HEADING_EXTRA)
            _settle(legend)
            height = legend.sizeWithUnits().height()
            if height <= room:
                break
        self._set_chart(chart, chart_height, top + height)
        return height <= room

    def _fill_legend(self, sections: Sequence[LegendSection]) -> None:
        legend = self.item("legende", QgsLayoutItemLegend)
        legend.setAutoUpdateModel(False)
        legend.setWrapString("\n")
        legend.setLegendFilterByMapEnabled(False)
        legend.setLinkedMap(self.item("carte", QgsLayoutItemMap))
        # The legend grows with its content; the notes under it have the column's width.
        width = self.item("notes").sizeWithUnits().width()
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
                    wrapped = self._wrapped(_set_in_legend(words), "legende", width - _SYMBOL_COLUMN)
                    QgsMapLayerLegendUtils.setLegendNodeUserLabel(node, index, wrapped)
                legend.model().refreshLayerLegend(node)

    def _settle_notes(self) -> float:
        """Give the notes the height of their text, at the foot of the column; returns the y above them."""
        notes = self.item("notes", QgsLayoutItemLabel)
        carte = self.item("carte")
        bottom = carte.positionWithUnits().y() + carte.sizeWithUnits().height()
        width = notes.sizeWithUnits().width()
        lines = sum(
            self._wrapped(line, "notes", width).count("\n") + 1 for line in notes.currentText().split("\n") if line
        )
        height = lines * notes.textFormat().size() * _LINE_MM_PER_POINT
        notes.attemptMove(QgsLayoutPoint(notes.positionWithUnits().x(), bottom - height, _MM))
        notes.attemptResize(QgsLayoutSize(width, height, _MM))
        return bottom - height - _SECTION_GAP / 2

    def _wrapped(self, text: str, role: str, width: float) -> str:
        """The text broken at spaces into lines no wider than ``width`` millimetres in a role of the charter."""
        lines: list[str] = []
        for word in text.split(" "):
            longer = f"{lines[-1]} {word}" if lines else word
            if lines and text_size(longer, self.charter.text(role)).width <= width:
                lines[-1] = longer
            else:
                lines.append(word)
        return "\n".join(lines)

    def _set_chart(self, picture: Path | None, height: float, top: float) -> None:
        """Put the chart under the legend; without one its item is removed."""
        item = self.item("graphique", QgsLayoutItemPicture)
        if picture is None:
            self.layout.removeLayoutItem(item)
            return
        width = item.sizeWithUnits().width()
        item.setPicturePath(str(picture))
        item.attemptMove(QgsLayoutPoint(item.positionWithUnits().x(), top + _SECTION_GAP, _MM))
        item.attemptResize(QgsLayoutSize(width, height, _MM))

    def set_logo(self, path: str) -> None:
        """Show the agency's logo, or take its slot away where there is none."""
        item = self.item("logo", QgsLayoutItemPicture)
        if path:
            item.setPicturePath(path)
        else:
            self.layout.removeLayoutItem(item)

    def _add(self, item: QgsLayoutItem, item_id: str, x: float, y: float, width: float, height: float) -> None:
        item.setId(item_id)
        self.layout.addLayoutItem(item)
        item.attemptMove(QgsLayoutPoint(x, y, _MM))
        item.attemptResize(QgsLayoutSize(width, height, _MM))

    def _show(self, item: QgsLayoutItemMap, frame: MapFrame, layers: Sequence[QgsVectorLayer]) -> None:
        item.setCrs(layers[0].crs())
        item.zoomToExtent(QgsRectangle(*frame.bounds))
        item.setLayers(list(layers))
        item.setKeepLayerSet(True)
        item.setKeepLayerStyles(False)

    def _fit_scale_bar(
        self, bar: QgsLayoutItemScaleBar, item: QgsLayoutItemMap, frame: MapFrame, longest_mm: float, segments: int = 2
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
        bar.attemptResize(QgsLayoutSize(bar.minimumSize().width(), bar.minimumSize().height(), _MM))


def _set_in_legend(words: str) -> str:
    """French spacing; a number in brackets stays with the word it counts."""
    return re.sub(r" \((?=\d)", "\u00a0(", typeset(words))


def _settle(legend: QgsLayoutItemLegend) -> None:
    """Give the legend its final size: QGIS works it out only when it first paints, and then lets it only grow."""
    legend.attemptResize(QgsLayoutSize(1, 1, _MM))
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
