"""Territories of a type as filled areas, with their names, and the points that belong to them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import shapely
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeatureRenderer,
    QgsFillSymbol,
    QgsNullSymbolRenderer,
    QgsRendererCategory,
    QgsVectorLayer,
)

from ...core.map_frame import MapFrame
from ...core.placement.sites import to_map
from ...core.territories.names import kind_of_epci, short_epci_name, short_pays_name
from ...gis.frames import load_layer, write_layer
from ...gis.territory_style import (
    LABEL_PT,
    inside_labels,
    named_renderer,
    palette,
    qualitative_renderer,
    striped_symbol,
    zoning_table,
)
from ..catalogue import Sheet
from ..content import Drawing, LegendItem, LegendSection, Sites
from ..context import AtlasContext
from ..edition import joined
from ..page import Inset, frame_names, reserved_boxes
from .practice_units import unit_words
from .sector_table import SectorTable
from .zoning_points import ZoningPoints

# Up to so many territories each has a colour and a legend line of its own; beyond, colours only part neighbours.
_NAMED = 8
_ONE_BOX = "Les couleurs séparent les voisins"


class ZoningMaker:
    """``zonage`` names the type, ``etiquettes`` the column of the names; ``classes`` (champ, valeurs) the colours.

    ``etiquettes_de`` names another type, finer, whose names are printed instead. ``points`` are signs and dots over
    the areas (see `ZoningPoints`), ``population`` (reference, tolerance) a table of inhabitants (see `SectorTable`).
    """

    def __init__(self, context: AtlasContext, spec: dict[str, Any], sheet: Sheet):
        self.context = context
        self.spec = spec
        self.table_name = f"{sheet.id.lower()}_{spec['zonage']}"
        self.points = ZoningPoints(context, spec["points"], self.table_name, sheet) if "points" in spec else None
        self.sectors = SectorTable(context, spec["population"], self.table_name) if "population" in spec else None

    def missing(self) -> list[str]:
        """The zonings without a territory in the workspace, and the table of the points where it holds none."""
        wanted = [self.spec["zonage"], *filter(None, [self.spec.get("etiquettes_de")])]
        lacking = [f"territoire:{kind}" for kind in wanted if not len(self.context.base.zoning(kind))]
        return lacking + (self.points.missing() if self.points else [])

    def sites(self) -> Sites:
        """No points that ask for insets."""
        return Sites.none()

    def draw(self, main: MapFrame, insets: Sequence[Inset]) -> Drawing:
        """One layer of areas for all frames, the labels placed for the main one."""
        frames = frame_names(main, insets)
        obstacles = boxes_on_map(main, insets)
        drawing = Drawing()
        if self.points:
            drawing = self.points.draw(main, insets)
            obstacles += self.points.obstacles(main)
        territories = self._territories()
        drawn = self._drawn(territories, main, obstacles)
        layer = self._layer(drawn)
        names = self._name_layers(drawn, layer, main, obstacles, drawing)
        drawing.under = {name: [*names, layer] for name in frames}
        legend = self._legend(layer, drawn)
        if self.points:
            legend.items.append(self.points.legend())
        drawing.legend = [legend]
        if self.sectors:
            self.sectors.add(drawing, territories)
        return drawing

    def _territories(self) -> pd.DataFrame:
        kind, names = self.spec["zonage"], self.spec.get("etiquettes")
        territories = self.context.base.zoning(kind)
        if kind == "epci":
            territories["nature"] = territories["nature"].fillna(territories["libelle"].map(kind_of_epci))
            if names and self.spec.get("classes"):
                # The colour says the kind already; the label keeps the proper name.
                territories[names] = territories[names].map(short_epci_name)
        if kind == "pays" and names:
            # The title says "pays" already.
            territories[names] = territories[names].map(short_pays_name)
        return territories

    def _drawn(self, territories: pd.DataFrame, main: MapFrame, obstacles: list[shapely.Geometry]) -> pd.DataFrame:
        text = None if self.spec.get("etiquettes_de") else self.spec.get("etiquettes")
        table = zoning_table(territories, text, main.unit_per_mm, self.context.charter, self._size, obstacles)
        table["couleur"] = range(len(table)) if len(table) <= _NAMED else table["couleur"]
        return table

    @property
    def _size(self) -> float:
        return self.spec.get("taille_etiquettes", LABEL_PT)

    def _layer(self, table: pd.DataFrame) -> QgsVectorLayer:
        write_layer(self.context.side_file, self.table_name, table, self.context.workspace.crs, "MultiPolygon")
        layer = load_layer(self.context.side_file, self.table_name, self.spec.get("legende"))
        layer.setRenderer(self._renderer(table))
        return layer

    def _name_layers(
        self,
        drawn: pd.DataFrame,
        layer: QgsVectorLayer,
        main: MapFrame,
        obstacles: list[shapely.Geometry],
        drawing: Drawing,
    ) -> list[QgsVectorLayer]:
        """Puts the names on the layer itself, or on a layer of the finer zoning that goes above it."""
        finer = self.spec.get("etiquettes_de")
        if not self.spec.get("etiquettes"):
            return []
        target, table = layer, drawn
        if finer:
            table = zoning_table(
                self.context.base.zoning(finer),
                self.spec["etiquettes"],
                main.unit_per_mm,
                self.context.charter,
                self._size,
                obstacles,
            )
            name = f"{self.table_name}_noms"
            write_layer(self.context.side_file, name, table, self.context.workspace.crs, "MultiPolygon")
            target = load_layer(self.context.side_file, name, "Noms")
            target.setRenderer(QgsNullSymbolRenderer())
        drawing.notes += unplaced(table, self.spec["etiquettes"])
        target.setLabeling(inside_labels(self.context.charter, self._size))
        target.setLabelsEnabled(True)
        return [target] if finer else []

    def _renderer(self, table: pd.DataFrame) -> QgsFeatureRenderer:
        classes = self.spec.get("classes")
        if classes:
            return _class_renderer(classes, table, self.context.charter.values["fond"]["sans_donnee"])
        if len(table) <= _NAMED:
            colours = palette(int(table["couleur"].max()) + 1, self.context.charter)
            return named_renderer(table, "id_territoire", "libelle", colours)
        count = int(table["couleur"].max()) + 1
        colours = palette(count, self.context.charter)
        renderer = qualitative_renderer(count, values=colours)
        # One box of all colours for the legend, on a number no territory has.
        renderer.addCategory(QgsRendererCategory(count, striped_symbol(colours[:count]), ""))
        return renderer

    def _legend(self, layer: QgsVectorLayer, table: pd.DataFrame) -> LegendSection:
        words = unit_words(self.spec["zonage"], plural=True)
        heading = self.spec.get("legende") or f"{words[:1].upper()}{words[1:]}"
        if self.spec.get("classes") or len(table) <= _NAMED:
            return LegendSection(heading, [LegendItem(layer)])
        one_box = LegendItem(layer, {int(table["couleur"].max()) + 1: _ONE_BOX})
        return LegendSection(f"{heading} ({len(table)})", [one_box])


def unplaced(table: pd.DataFrame, text: str) -> list[str]:
    """A note naming the territories whose label found no room, none where all have one."""
    if "placee" not in table or table["placee"].all():
        return []
    names = table.loc[~table["placee"].astype(bool), text]
    return [f"Non nommés sur la carte, faute de place : {joined(sorted(names))}."]


def boxes_on_map(main: MapFrame, insets: Sequence[Inset]) -> list[shapely.Geometry]:
    """The ground the insets cover, in map units."""
    corners = to_map(main, reserved_boxes(main, insets).reshape(-1, 2)).reshape(-1, 4)
    return list(shapely.box(*corners.T))


def _class_renderer(classes: dict[str, Any], table: pd.DataFrame, no_data: str) -> QgsCategorizedSymbolRenderer:
    """Fills by kind, in the catalogue's order, each with its count; kinds the table does not hold are left out.

    Rows whose kind is missing or not in the catalogue are drawn as such ("n. d.").
    """
    counts = table[classes["champ"]].value_counts()
    categories = [
        QgsRendererCategory(value["valeur"], _fill(value["couleur"]), f"{value['libelle']} ({counts[value['valeur']]})")
        for value in classes["valeurs"]
        if value["valeur"] in counts
    ]
    unknown = ~table[classes["champ"]].isin([value["valeur"] for value in classes["valeurs"]])
    if unknown.any():
        categories.append(QgsRendererCategory(None, _fill(no_data), f"n. d. ({unknown.sum()})"))
    return QgsCategorizedSymbolRenderer(classes["champ"], categories)


def _fill(colour: str) -> QgsFillSymbol:
    return QgsFillSymbol.createSimple({"color": colour, "outline_color": "#ffffff", "outline_width": "0.1"})
