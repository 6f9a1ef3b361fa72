"""Points that belong to territories: a sign where a service sits, a dot at the commune a territory is named after."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd
import shapely
from qgis.core import QgsFeatureRenderer, QgsMarkerSymbol, QgsSingleSymbolRenderer

from ...core.establishments.agency_tables import templates_for_sheet
from ...core.map_frame import MapFrame
from ...gis.frames import load_layer, write_layer
from ...gis.site_labels import DOT_LAYER, label_layers
from ...gis.symbol_book import SymbolBook
from ..catalogue import Sheet
from ..content import Drawing, LegendItem
from ..context import AtlasContext
from ..page import Inset, frame_names, reserved_boxes

_POLE_MM, _POLE_EDGE_MM = 1.5, 0.2


class ZoningPoints:
    """``points`` of a zoning layer of the catalogue.

    With ``dispositif`` (a type of that table) and ``symbole``: a sign each. With ``communes: true``: a dot and the name
    of the commune whose INSEE code is the territory's. ``legende`` words them.
    """

    def __init__(self, context: AtlasContext, spec: dict[str, Any], table_name: str, sheet: Sheet):
        self.context = context
        self.spec = spec
        self.table_name = f"{table_name}_points"
        self.zoning = next(layer["zonage"] for layer in sheet.layers if layer.get("points") is spec)
        self.limits = sheet.limits
        self.sheet_id = sheet.id
        self.book = SymbolBook.load()

    def missing(self) -> list[str]:
        """The table of the signs, when it holds none of the wanted type."""
        if "dispositif" not in self.spec or len(self.rows()):
            return []
        return [with_template("dispositif", self.sheet_id)]

    def rows(self) -> pd.DataFrame:
        """``nom``, ``x``, ``y`` (map units) of every point."""
        halls = self.context.base.communes.rename(columns={"x_mairie": "x", "y_mairie": "y"})
        if "dispositif" not in self.spec:
            found = halls[halls["insee"].isin(self.context.base.zoning(self.zoning)["id_territoire"])]
        elif "dispositif" in self.context.filled:
            table = self.context.table("dispositif")
            found = table[table["type"] == self.spec["dispositif"]].rename(columns={"libelle": "nom"}).copy()
            # A row that only names its commune stands at the town hall.
            for axis in ("x", "y"):
                found[axis] = found[axis].fillna(found["insee"].map(halls.set_index("insee")[axis]))
        else:
            found = pd.DataFrame(columns=["nom", "x", "y"])
        return found.dropna(subset=["x", "y"])[["nom", "x", "y"]].reset_index(drop=True)

    def obstacles(self, main: MapFrame) -> list[shapely.Geometry]:
        """The ground of each sign in the main frame, for the names of the areas to leave free."""
        half = self._size() / 2 * main.unit_per_mm
        xy = self.rows()[["x", "y"]].to_numpy(dtype=float)
        return list(shapely.box(*(xy - half).T, *(xy + half).T))

    def draw(self, main: MapFrame, insets: Sequence[Inset]) -> Drawing:
        """The signs or dots in all frames; the names of dots in the main one."""
        rows = self.rows()
        table = rows.assign(geom=list(shapely.points(rows[["x", "y"]].to_numpy(dtype=float))))
        write_layer(self.context.side_file, self.table_name, table, self.context.workspace.crs, "Point")
        self.layer = load_layer(self.context.side_file, self.table_name, self.spec["legende"])
        self.layer.setRenderer(self._renderer())
        drawing = Drawing(over={name: [self.layer] for name in frame_names(main, insets)})
        drawing.words = {"points": str(len(rows))}
        if "dispositif" not in self.spec:
            self._name(drawing, rows, main, insets)
        return drawing

    def legend(self) -> LegendItem:
        """The line of the legend, once drawn."""
        return LegendItem(self.layer, {0: f"{self.spec['legende']} ({self.layer.featureCount()})"})

    def _name(self, drawing: Drawing, rows: pd.DataFrame, main: MapFrame, insets: Sequence[Inset]) -> None:
        """Names beside the dots; those without room are told in the notes."""
        named = label_layers(
            main,
            self.context.side_file,
            self.table_name,
            self.context.workspace.crs,
            self.context.charter,
            towns=rows,
            reserved=reserved_boxes(main, insets),
            avoid=self.context.base.drawn_lines(self.limits),
        )
        # Every pole has its dot already, named or not.
        under = [layer for layer in named.under if layer.name() != DOT_LAYER]
        drawing.over[main.name] = [*named.names, *drawing.over[main.name], *under]
        lost = sorted(str(finding.value) for finding in named.report)
        if lost:
            drawing.notes.append(f"Pôles non nommés sur la carte, faute de place : {', '.join(lost)}.")

    def _size(self) -> float:
        return self.book[self.spec["symbole"]].size if "symbole" in self.spec else _POLE_MM

    def _renderer(self) -> QgsFeatureRenderer:
        if "symbole" in self.spec:
            return QgsSingleSymbolRenderer(self.book.marker(self.spec["symbole"]))
        dot = {
            "name": "circle",
            "size": str(_POLE_MM),
            "color": self.context.charter.colour("fond", "ville").name(),
            "outline_color": "#ffffff",
            "outline_width": str(_POLE_EDGE_MM),
        }
        return QgsSingleSymbolRenderer(QgsMarkerSymbol.createSimple(dot))


def with_template(table: str, sheet_id: str) -> str:
    """A table of the workspace with the template that fills it for a sheet, as a person reads it."""
    names = [f"data/templates/{found.file.name}" for found in templates_for_sheet(sheet_id) if found.target == table]
    return f"{table} (modèle {names[0]})" if names else table
