"""A print layout from a template: texts, maps, insets, legend, chart. docs/layouts.md lists the ids of its items."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
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
    QgsPrintLayout,
    QgsProject,
    QgsReadWriteContext,
    QgsRectangle,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument

from ..core.findings import InputError
from ..core.map_frame import MapFrame
from ..core.pause import pause
from ..gis.charter import Charter
from ..gis.pinned_labels import text_size
from ..gis.resources import RESOURCES
from . import press
from .content import LegendSection
from .layout_items import MM, Place, add, add_label, fit_scale_bar, line_height, place_of, put
from .page import BESIDE_MM, INSIDE, Inset
from .side_column import SideColumn

DEFAULT_TEMPLATE = "a4_paysage"
_ROLES = {
    "titre": "titre",
    "sous_titre": "sous_titre",
    "famille": "famille",
    "notes": "notes",
    "source": "source",
    "edition": "source",
    "page": "page",
}
_TEXT_SCALE = "atlas_taille_texte"
_LOGO_GAP = 6.0


def template_path(template: str) -> Path:
    """The file of a template of ours, or the user's own."""
    return Path(template) if template.endswith(".qpt") else RESOURCES / "layouts" / f"{template}.qpt"


class SheetLayout:
    """A QgsPrintLayout made from a template: one of ours by its name, or a file of the user's by its path.

    ``press_page`` is its number in a book with the printer's profile, 0 in any other.
    """

    def __init__(self, project: QgsProject, template: str, name: str, charter: Charter, press_page: int = 0):
        pause()
        self.charter = charter
        self.layout = QgsPrintLayout(project)
        self.layout.initializeDefaults()
        path = template_path(template)
        document = QDomDocument()
        if not path.is_file() or not document.setContent(path.read_text(encoding="utf-8")):
            raise InputError.of("FIC01", chemin=str(path))
        self.layout.loadFromTemplate(document, QgsReadWriteContext())
        pause()
        self.layout.setName(name)
        if press_page:
            press.dress(self.layout, press_page)
        self.page_charter = charter.scaled(self._text_scale())
        self._dress()

    def _text_scale(self) -> float:
        """How much larger than the charter's the template wants the page's texts (those of the maps stay)."""
        scope = QgsExpressionContextUtils.layoutScope(self.layout)
        return float(scope.variable(_TEXT_SCALE) or 1.0)

    def _dress(self) -> None:
        """Give the template's texts the charter's fonts: the template places, the charter speaks."""
        for item_id, role in _ROLES.items():
            self.item(item_id, QgsLayoutItemLabel).setTextFormat(self.page_charter.text(role))
        self.item("echelle", QgsLayoutItemScaleBar).setTextFormat(self.page_charter.text("echelle"))
        self.item("legende", QgsLayoutItemLegend)
        self.item("carte", QgsLayoutItemMap)
        self.item("graphique", QgsLayoutItemPicture)
        self._column = SideColumn(self.layout, self.page_charter)
        self._located = False

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
        place = place_of(self.item("carte", QgsLayoutItemMap))
        return place.width, place.height

    @property
    def map_place(self) -> tuple[float, float]:
        """Where the main map's upper left corner stands on the page, in millimetres."""
        place = place_of(self.item("carte", QgsLayoutItemMap))
        return place.x, place.y

    @property
    def locator_size(self) -> tuple[float, float]:
        """Width and height of the locator, in millimetres."""
        place = place_of(self.item("localisateur", QgsLayoutItemMap))
        return place.width, place.height

    def place_map(self, x: float, y: float, width: float, height: float) -> None:
        """Give the main map another place and size, in millimetres."""
        put(self.item("carte", QgsLayoutItemMap), Place(x, y, width, height))

    def set_words(self, words: dict[str, str]) -> None:
        """Fill the layout's variables; the labels of the template print them."""
        for name, value in words.items():
            QgsExpressionContextUtils.setLayoutVariable(self.layout, f"atlas_{name}", value)
        self.layout.refresh()

    def fit_title(self) -> None:
        """A title too long for its line is set smaller; on two lines it moves down what is under it."""
        label = self.item("titre", QgsLayoutItemLabel)
        for role in ("titre", "titre_deux_lignes"):
            label.setTextFormat(self.page_charter.text(role))
            if text_size(label.currentText(), label.textFormat()).width <= label.sizeWithUnits().width():
                return
        title, subtitle = place_of(label), self.item("sous_titre")
        height = 2.1 * line_height(label.textFormat())
        put(label, Place(title.x, title.y, title.width, height))
        under = place_of(subtitle)
        lower = max(title.y + height + 0.4 - under.y, 0.0)
        put(subtitle, Place(under.x, under.y + lower, under.width, under.height))
        # The items that begin at the map's height make room; a band under the map stays.
        top = place_of(self.item("carte")).y
        for item_id in ("carte", "legende"):
            place = place_of(self.item(item_id))
            if place.y < top + 5:
                put(self.item(item_id), Place(place.x, place.y + lower, place.width, place.height - lower))

    def set_family(self, colour: str) -> None:
        """Colour the family's strip."""
        strip = self.item("bandeau_famille", QgsLayoutItemShape)
        strip.setSymbol(QgsFillSymbol.createSimple({"color": colour, "outline_style": "no"}))

    def set_map(self, frame: MapFrame, layers: Sequence[QgsVectorLayer]) -> QgsLayoutItemMap:
        """Show the layers (topmost first) in the main map; the north arrow stays only where the map is turned."""
        carte = self.item("carte", QgsLayoutItemMap)
        bar = self.item("echelle", QgsLayoutItemScaleBar)
        longest = 0.9 * place_of(bar).width  # before it follows the map: it would grow with the scale
        self._show(carte, frame, layers)
        fit_scale_bar(bar, carte, frame, longest_mm=longest)
        north = self.layout.itemById("nord")
        if north is not None and not carte.mapRotation():
            self.layout.removeLayoutItem(north)
        return carte

    def set_locator(self, frame: MapFrame, layers: Sequence[QgsVectorLayer]) -> None:
        """Show where the main map lies: ``frame`` (the region) in the locator, as high as its proportions ask.

        To be called after ``set_map`` and before ``fill_column``, which takes an unused locator away.
        """
        item = self.item("localisateur", QgsLayoutItemMap)
        place = place_of(item)
        put(item, Place(place.x, place.y, place.width, place.width * frame.height_mm / frame.width_mm))
        self._show(item, frame, layers)
        self._mark(item, self.item("carte", QgsLayoutItemMap), "localisateur", 0.4)
        self._located = True

    def add_inset(self, number: int, inset: Inset, layers: Sequence[QgsVectorLayer]) -> None:
        """Add an inset with its name and its own scale bar inside the frame, and mark its extent on the main map."""
        carte = self.item("carte", QgsLayoutItemMap)
        origin = place_of(carte)
        x, y, side = origin.x + inset.x, origin.y + inset.y, inset.frame.width_mm
        item = QgsLayoutItemMap(self.layout)
        add(self.layout, item, f"carton_{number}", Place(x, y, side, inset.frame.height_mm))
        item.setBackgroundColor(self.charter.colour("fond", "mer"))
        item.setFrameEnabled(True)
        item.setFrameStrokeWidth(QgsLayoutMeasurement(0.2, MM))
        item.setFrameStrokeColor(self.charter.colour("limites", "region"))
        self._show(item, inset.own or inset.frame, layers)
        if inset.crs:
            item.setCrs(QgsCoordinateReferenceSystem(inset.crs))
            item.zoomToExtent(QgsRectangle(*inset.own.bounds))
        name = self.charter.text("carton", halo_mm=0.6)
        add_label(self.layout, f"carton_{number}_nom", inset.title, name, Place(x + 1.0, y + 0.8, side - 1.2, 3.6))
        if inset.scale_bar:
            self._add_inset_scale_bar(number, inset, item, x, y)
        if not inset.crs:
            self._mark(carte, item, f"carton_{number}", 0.2)

    def _mark(self, carte: QgsLayoutItemMap, shown: QgsLayoutItemMap, name: str, width: float) -> None:
        """Draw the extent of one map as a thin frame on another."""
        edge = self.charter.colour("limites", "region").name()
        overview = QgsLayoutItemMapOverview(name, carte)
        overview.setFrameSymbol(
            QgsFillSymbol.createSimple({"style": "no", "outline_color": edge, "outline_width": str(width)})
        )
        overview.setLinkedMap(shown)
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
        add(self.layout, bar, f"carton_{number}_echelle", Place(x, y, longest, 5))
        fit_scale_bar(bar, item, inset.own or inset.frame, longest_mm=longest, segments=1)
        size = place_of(bar)
        left = x + 1.5 if inside else x + inset.frame.width_mm + 1.0
        top = y + inset.frame.height_mm - size.height - (0.8 if inside else 0.0)
        put(bar, Place(left, top, size.width, size.height))

    def legend_columns(self, count: int) -> None:
        """How many columns the legend has, where the page is arranged otherwise than its template."""
        self.item("legende", QgsLayoutItemLegend).setColumnCount(count)

    def fill_column(self, sections: Sequence[LegendSection], chart: Path | None, chart_height: float) -> bool:
        """Legend, chart, locator and notes; False when even the closest rows of the legend do not fit."""
        locator = self.layout.itemById("localisateur")
        if locator is not None and not self._located:
            self.layout.removeLayoutItem(locator)
        return self._column.fill(sections, chart, chart_height)

    def set_logo(self, path: str, second: str = "") -> None:
        """Show the agency's logo and a partner's; the slot of one there is not is taken away."""
        for item_id, logo in (("logo", path), ("logo_2", second)):
            item = self.layout.itemById(item_id)
            if logo:
                self.item(item_id, QgsLayoutItemPicture).setPicturePath(logo)
            elif item is not None:
                self.layout.removeLayoutItem(item)
        source, edition = self.item("source"), place_of(self.item("edition"))
        if second:
            self._clear(source, place_of(self.item("logo_2")))
        elif not path and _level(place_of(source), edition):
            place = place_of(source)
            put(source, Place(place.x, place.y, edition.x - _LOGO_GAP - place.x, place.height))

    def _clear(self, item: QgsLayoutItem, other: Place) -> None:
        """Narrow an item whose right end another one covers."""
        place = place_of(item)
        if place.x < other.x < place.right and _level(place, other):
            put(item, Place(place.x, place.y, other.x - _LOGO_GAP - place.x, place.height))

    def _show(self, item: QgsLayoutItemMap, frame: MapFrame, layers: Sequence[QgsVectorLayer]) -> None:
        item.setCrs(layers[0].crs())
        item.zoomToExtent(QgsRectangle(*frame.bounds))
        item.setLayers(list(layers))
        item.setKeepLayerSet(True)
        item.setKeepLayerStyles(False)


def _level(one: Place, other: Place) -> bool:
    """Whether two places stand side by side."""
    return one.y < other.bottom and other.y < one.bottom
