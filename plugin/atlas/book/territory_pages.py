"""A page for each territory of a type: a QGIS atlas over a layer whose fields hold all that its pages print."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd
import shapely
from qgis.core import (
    Qgis,
    QgsLayoutItemLabel,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutObject,
    QgsPrintLayout,
    QgsProperty,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt

from ...core.findings import InputError
from ...gis.territory_store import territory_types
from .. import press
from ..context import AtlasContext
from ..edition import source_line, typeset
from ..layout import DEFAULT_TEMPLATE, SheetLayout
from ..layout_items import Place, add, add_expression, add_label, line_height, place_of, put
from ..page import fit
from ..parts import TERRITORIES, BookPart
from ..provenance import speaking_for
from .territory_figures import FigureMaker, TerritoryFigures
from .territory_layers import TerritoryLayers, territory_layers

_SOURCES = ("commune", "etablissement", "autorisation", "capacite", "temps_acces", "cooperation")
_ILLUSTRATIVE = "Données illustratives ou approchées : à ne pas diffuser comme un état réel de l’offre."
_GAP = 4.0
_BAND = 0.46  # of a portrait page's height, under the map
_VALUE = 0.3  # of a column's width, for the values


def territory_part(context: AtlasContext, kind: str) -> BookPart:
    """The pages of a type as a part of the book.

    Raises:
        InputError: QST01, the workspace has no territory of that type.
    """
    count = len(context.base.zoning(kind).dropna(subset=["geom"]))
    if not count:
        raise InputError.of("QST01", value=kind, liste=sorted(context.base.territories["type"].unique()))
    title = f"Fiches par territoire : {_type_label(context, kind)}"

    def build(first_page: int) -> QgsPrintLayout:
        return _Pages(context, kind, title).build(first_page)

    return BookPart(f"territoires_{kind}", TERRITORIES, title, "", count, build)


def _type_label(context: AtlasContext, kind: str) -> str:
    types = territory_types(context.workspace)
    return types[kind].libelle if kind in types else kind


@dataclass(frozen=True)
class _Columns:
    """Figures in the first, charts and legend in the second."""

    figures: Place
    charts: Place


class _Pages:
    """The layout of a type's pages."""

    def __init__(self, context: AtlasContext, kind: str, title: str):
        self.context, self.kind, self.title = context, kind, title

    def build(self, first_page: int) -> QgsPrintLayout:
        context = self.context
        printer = context.edition.impression == press.PRINTER
        template = context.edition.gabarit or DEFAULT_TEMPLATE
        # Dressed as a recto; `turn_with_pages` gives the versos their side.
        page = SheetLayout(context.project, template, self.title, context.charter, 1 if printer else 0)
        columns = self._arrange(page)
        page.set_words(self._words(first_page))
        page.item("titre").setText('[% "nom" %]')
        page.item("page").setText("[% @atlas_page + @atlas_featurenumber - 1 %]")
        row_format = page.page_charter.text("petit_texte")
        scale = row_format.size() / context.charter.text("petit_texte").size()
        rows = int((columns.figures.height - self._notes_height(page)) / line_height(row_format))
        width = columns.figures.width
        maker = FigureMaker(context, self.kind)
        figures = maker.make(width * (1 - _VALUE), row_format, rows, columns.charts.width / scale)
        layers = territory_layers(context, self.kind, self._one(), figures.table)
        self._into_project(layers)
        self._add_figures(page, figures, columns.figures)
        under = self._add_charts(page, figures, columns.charts, scale)
        self._show(page, layers)
        legend = page.item("legende")
        put(legend, Place(columns.charts.x, under, columns.charts.width, 40))
        page.fill_column(layers.legend, None, 0.0)
        page.set_family(context.charter.values["livre"]["bande"])
        page.set_logo(context.edition.logo or context.charter.logo, context.edition.logo_2)
        self._run_through(page.layout, layers.coverage)
        if printer:
            press.turn_with_pages(page.layout, first_page)
        manager = context.project.layoutManager()
        before = manager.layoutByName(self.title)
        if before is not None:
            manager.removeLayout(before)
        manager.addLayout(page.layout)
        return page.layout

    def _arrange(self, page: SheetLayout) -> _Columns:
        """Room for two columns: beside a narrower map, or under a lower one."""
        carte, legend, notes = (place_of(page.item(name)) for name in ("carte", "legende", "notes"))
        bottom = notes.bottom
        if legend.right <= notes.x:
            size = page.layout.pageCollection().page(0).pageSize()
            top = bottom - _BAND * size.height()
            put(page.item("carte"), replace(carte, height=top - _GAP - carte.y))
            half = (notes.right - legend.x - 2 * _GAP) / 2
            figures = Place(legend.x, top, half, bottom - top)
            charts = Place(legend.x + half + 2 * _GAP, top, half, bottom - top)
        else:
            charts = Place(legend.x, carte.y, legend.width, bottom - carte.y)
            figures = replace(charts, x=legend.x - _GAP - legend.width)
            put(page.item("carte"), replace(carte, width=figures.x - _GAP - carte.x))
        put(page.item("notes"), Place(figures.x, bottom - 10, figures.width, 10))
        locator = place_of(page.item("localisateur"))
        put(page.item("localisateur"), replace(locator, x=charts.x))
        page.legend_columns(1)
        return _Columns(figures, charts)

    def _notes_height(self, page: SheetLayout) -> float:
        return 3.2 * line_height(page.item("notes", QgsLayoutItemLabel).textFormat())

    def _one(self) -> str:
        """A territory of the type in the legend: its limit's word in the charter, else the type's."""
        known = self.context.charter.values["limites"]
        return known[self.kind]["libelle"] if self.kind in known else _type_label(self.context, self.kind)

    def _words(self, first_page: int) -> dict[str, str]:
        context = self.context
        wanted = [name for name in (*_SOURCES, f"territoire:{self.kind}") if name.partition(":")[0] in context.filled]
        rows = pd.concat([speaking_for(context.sources, name) for name in wanted])
        notes = [_ILLUSTRATIVE] if rows["illustratif"].fillna(False).any() else []
        edition = context.edition
        return edition.variables() | {
            "titre": self.title,
            "sous_titre": typeset(f"{_type_label(context, self.kind)}, {edition.region}"),
            "famille": self.title,
            "notes": typeset("\n".join(notes)),
            "source": source_line(rows.drop_duplicates("mention"), edition),
            "page": str(first_page),
        }

    def _add_figures(self, page: SheetLayout, figures: TerritoryFigures, column: Place) -> None:
        """Headings, names and, right-aligned, the values of the territory of the page."""
        heading, row = (page.page_charter.text(role) for role in ("petit_titre", "petit_texte"))
        y = column.y
        for number, block in enumerate(figures.blocks, start=1):
            place = Place(column.x, y, column.width, line_height(heading) + 0.4)
            add_label(page.layout, f"chiffres_{number}_titre", block.heading, heading, place)
            y = place.bottom + 0.4
            height = len(block.names) * line_height(row) + 0.5
            names = Place(column.x, y, column.width * (1 - _VALUE) + 2.0, height)
            add_label(page.layout, f"chiffres_{number}_noms", "\n".join(block.names), row, names)
            values = Place(column.right - column.width * _VALUE, y, column.width * _VALUE, height)
            label = add_expression(page.layout, f"chiffres_{number}", f'[% "{block.column}" %]', row, values)
            label.setHAlign(Qt.AlignmentFlag.AlignRight)
            y += height + 0.7 * line_height(row)

    def _add_charts(self, page: SheetLayout, figures: TerritoryFigures, column: Place, scale: float) -> float:
        """The pictures of the territory's charts; returns the y under them."""
        y = column.y
        for number, height in enumerate(figures.chart_heights, start=1):
            picture = QgsLayoutItemPicture(page.layout)
            picture.setMode(QgsLayoutItemPicture.Format.FormatSVG)
            add(page.layout, picture, f"graphique_{number}", Place(column.x, y, column.width, height * scale))
            picture.dataDefinedProperties().setProperty(
                QgsLayoutObject.DataDefinedProperty.PictureSource, QgsProperty.fromField(f"graphique_{number}")
            )
            y += height * scale + _GAP
        return y

    def _show(self, page: SheetLayout, layers: TerritoryLayers) -> None:
        """The map follows the territory of the page; the locator shows the region."""
        region = shapely.bounds(self.context.base.region)
        carte: QgsLayoutItemMap = page.set_map(fit(region, *page.map_size), layers.layers)
        place = place_of(page.item("localisateur"))
        page.set_locator(fit(region, place.width, place.height, margin_mm=1.0), layers.locator)
        carte.setAtlasDriven(True)
        carte.setAtlasScalingMode(QgsLayoutItemMap.AtlasScalingMode.Auto)
        carte.setAtlasMargin(0.08)
        bar: QgsLayoutItemScaleBar = page.item("echelle")
        bar.setSegmentSizeMode(Qgis.ScaleBarSegmentSizeMode.FitWidth)
        bar.setMinimumBarWidth(18)
        bar.setMaximumBarWidth(36)

    def _run_through(self, layout: QgsPrintLayout, coverage: QgsVectorLayer) -> None:
        atlas = layout.atlas()
        atlas.setCoverageLayer(coverage)
        atlas.setSortFeatures(True)
        atlas.setSortExpression('"nom"')
        atlas.setPageNameExpression('"nom"')
        atlas.setFilenameExpression(f"'{self.kind}_' || \"code\"")
        atlas.setEnabled(True)

    def _into_project(self, layers: TerritoryLayers) -> None:
        project = self.context.project
        root = project.layerTreeRoot()
        group = root.findGroup(self.title) or root.addGroup(self.title)
        for layer in dict.fromkeys([*layers.layers, *layers.locator]):
            if project.mapLayer(layer.id()) is None:
                project.addMapLayer(layer, False)
                group.addLayer(layer)
        group.setItemVisibilityChecked(False)
