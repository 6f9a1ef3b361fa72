"""Zones that may overlap, one a structure: a colour each, striped in both colours where two serve the same ground."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
import shapely
from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsLinePatternFillSymbolLayer,
    QgsLineSymbol,
    QgsRendererCategory,
    QgsVectorLayer,
)

from ...core.map_frame import MapFrame
from ...core.territories.coverage import merge
from ...gis.frames import load_layer, write_layer
from ...gis.territory_style import palette
from ..catalogue import Sheet
from ..content import Drawing, LegendItem, LegendSection, Sites
from ..context import AtlasContext
from ..edition import french_number
from ..page import Inset, frame_names

# Stripes of the second and of the third structure.
_ANGLES, _STRIPE_MM, _STRIPE_WIDTH_MM = (45, 135), 2.4, 1.2
_SHARED, _NONE = "Communes desservies par plusieurs", "Communes desservies par aucune"


class OverlapMaker:
    """``zonage`` names the type of the zones, one territory a structure; a commune may lie in several of them."""

    def __init__(self, context: AtlasContext, spec: dict[str, Any], sheet: Sheet):
        self.context = context
        self.spec = spec
        self.table_name = f"{sheet.id.lower()}_{spec['zonage']}"

    @cached_property
    def zones(self) -> pd.DataFrame:
        """The zones by name."""
        zones = self.context.base.zoning(self.spec["zonage"])
        return zones.sort_values("libelle", kind="stable").reset_index(drop=True)

    def missing(self) -> list[str]:
        """The zoning when the workspace holds none of its territories."""
        return [] if len(self.zones) else [f"territoire:{self.spec['zonage']}"]

    def sites(self) -> Sites:
        """No points."""
        return Sites.none()

    def draw(self, main: MapFrame, insets: Sequence[Inset]) -> Drawing:
        """One layer for all frames: ground by the structures that serve it."""
        table = self._grounds()
        write_layer(self.context.side_file, self.table_name, table, self.context.workspace.crs, "MultiPolygon")
        layer = load_layer(self.context.side_file, self.table_name, self.spec["legende"])
        rows = self._legend_rows(table)
        layer.setRenderer(self._renderer(table, rows))
        shared = table[table["structures"] > 1]
        return Drawing(
            under={name: [layer] for name in frame_names(main, insets)},
            legend=[self._legend(layer, rows)],
            words={"zones": french_number(len(self.zones)), "partagees": french_number(shared["communes"].sum())},
        )

    def _grounds(self) -> pd.DataFrame:
        """Communes joined by the zones they lie in: ``desserte`` ("0+3"), ``structures``, ``communes``, ``geom``."""
        communes = self.context.base.communes
        inside = shapely.point_on_surface(communes["geom"].to_numpy())
        commune, zone = shapely.STRtree(self.zones["geom"].to_numpy()).query(inside, predicate="intersects")
        pairs = pd.DataFrame({"commune": commune, "zone": zone}).sort_values(["commune", "zone"])
        keys = pairs.groupby("commune")["zone"].agg(lambda zones: "+".join(map(str, zones)))
        codes = pd.Series(np.arange(len(communes))).map(keys).fillna("")
        rows = [
            (key, key.count("+") + 1 if key else 0, len(own), merge(communes["geom"].to_numpy()[own.index]))
            for key, own in codes.groupby(codes)
        ]
        return pd.DataFrame(rows, columns=["desserte", "structures", "communes", "geom"])

    def _legend_rows(self, table: pd.DataFrame) -> list[tuple[str, str]]:
        """Key and words of each line of the legend: every structure with its communes, shared and unserved ground."""
        members = table["desserte"].str.split("+")
        rows = []
        for number, name in enumerate(self.zones["libelle"]):
            own = members.map(lambda keys, wanted=str(number): wanted in keys)
            rows.append((str(number), f"{name} ({french_number(table.loc[own, 'communes'].sum())})"))
        shared = table[table["structures"] > 1]
        if len(shared):
            rows.append(("partage", f"{_SHARED} ({french_number(shared['communes'].sum())})"))
        if (table["structures"] == 0).any():
            rows.append(("", f"{_NONE} ({french_number(table.loc[table['structures'] == 0, 'communes'].sum())})"))
        return rows

    def _renderer(self, table: pd.DataFrame, rows: list[tuple[str, str]]) -> QgsCategorizedSymbolRenderer:
        colours = palette(len(self.zones), self.context.charter)
        no_data = self.context.charter.values["fond"]["sans_donnee"]
        words = dict(rows)
        largest = table[table["structures"] > 1].sort_values("communes", kind="stable")["desserte"]
        categories = []
        for key, label in rows:
            if key == "partage":
                categories.append(QgsRendererCategory(key, _stripes(largest.iloc[-1], colours), label))
            else:
                categories.append(QgsRendererCategory(key, _stripes(key, colours, no_data), label))
        categories += [
            QgsRendererCategory(key, _stripes(key, colours), "") for key in table["desserte"] if key not in words
        ]
        return QgsCategorizedSymbolRenderer("desserte", categories)

    def _legend(self, layer: QgsVectorLayer, rows: list[tuple[str, str]]) -> LegendSection:
        heading = f"{self.spec['legende']} (communes)"
        return LegendSection(heading, [LegendItem(layer, {rank: words for rank, (_, words) in enumerate(rows)})])


def _stripes(key: str, colours: Sequence[str], no_data: str = "#eeeeee") -> QgsFillSymbol:
    """The first structure's colour, with stripes of the others that serve the same ground."""
    members = [int(number) for number in key.split("+")] if key else []
    ground = colours[members[0]] if members else no_data
    symbol = QgsFillSymbol.createSimple({"color": ground, "outline_color": ground, "outline_width": "0.05"})
    for angle, member in zip(_ANGLES, members[1:], strict=False):
        lines = QgsLinePatternFillSymbolLayer()
        stroke = {"line_color": colours[member], "line_width": str(_STRIPE_WIDTH_MM), "capstyle": "flat"}
        lines.setSubSymbol(QgsLineSymbol.createSimple(stroke))
        lines.setLineAngle(angle)
        lines.setDistance(_STRIPE_MM)
        lines.setDistanceUnit(Qgis.RenderUnit.Millimeters)
        symbol.appendSymbolLayer(lines)
    return symbol
