"""Territories of a type as filled areas, with their names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeatureRenderer,
    QgsFillSymbol,
    QgsRendererCategory,
    QgsVectorLayer,
)

from ...core.map_frame import MapFrame
from ...core.territories.names import kind_of_epci, short_epci_name
from ...gis.frames import load_layer, write_layer
from ...gis.territory_style import LABEL_PT, inside_labels, named_renderer, qualitative_renderer, zoning_table
from ..catalogue import Sheet
from ..content import Drawing, LegendItem, LegendSection, Sites
from ..context import AtlasContext
from ..page import Inset, frame_names

# Up to so many territories each has a colour and a legend line of its own; beyond, colours only part neighbours.
_NAMED = 8


class ZoningMaker:
    """``zonage`` names the type, ``etiquettes`` the column of the names; ``classes`` (champ, valeurs) the colours."""

    def __init__(self, context: AtlasContext, spec: dict[str, Any], sheet: Sheet):
        self.context = context
        self.spec = spec
        self.table_name = f"{sheet.id.lower()}_{spec['zonage']}"

    def missing(self) -> list[str]:
        """The zoning, when the workspace has no territory of its type."""
        return [] if len(self.context.base.zoning(self.spec["zonage"])) else [f"territoire:{self.spec['zonage']}"]

    def sites(self) -> Sites:
        """No points."""
        return Sites.none()

    def draw(self, main: MapFrame, insets: Sequence[Inset]) -> Drawing:
        """One layer for all frames."""
        territories = self.context.base.zoning(self.spec["zonage"])
        names = self.spec.get("etiquettes")
        if self.spec["zonage"] == "epci":
            territories["nature"] = territories["nature"].fillna(territories["libelle"].map(kind_of_epci))
            if names and self.spec.get("classes"):
                # The colour says the kind already; the label keeps the proper name.
                territories[names] = territories[names].map(short_epci_name)
        size = self.spec.get("taille_etiquettes", LABEL_PT)
        table = zoning_table(territories, names, main.unit_per_mm, self.context.charter, size)
        table["couleur"] = range(len(table)) if len(table) <= _NAMED else table["couleur"]
        write_layer(self.context.side_file, self.table_name, table, self.context.workspace.crs, "MultiPolygon")
        layer = load_layer(self.context.side_file, self.table_name, self.spec.get("legende"))
        layer.setRenderer(self._renderer(table))
        if names:
            layer.setLabeling(inside_labels(self.context.charter, size))
            layer.setLabelsEnabled(True)
        return Drawing(under={name: [layer] for name in frame_names(main, insets)}, legend=[self._legend(layer, table)])

    def _renderer(self, table: pd.DataFrame) -> QgsFeatureRenderer:
        classes = self.spec.get("classes")
        if classes:
            return _class_renderer(classes, table, self.context.charter.values["fond"]["sans_donnee"])
        if len(table) <= _NAMED:
            return named_renderer(table, "id_territoire", "libelle")
        return qualitative_renderer(int(table["couleur"].max()) + 1, label=self.spec.get("legende", ""))

    def _legend(self, layer: QgsVectorLayer, table: pd.DataFrame) -> LegendSection:
        one_box = not self.spec.get("classes") and len(table) > _NAMED
        return LegendSection(
            self.spec.get("legende", ""), [LegendItem(layer, {0: self.spec["legende"]} if one_box else None)]
        )


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
