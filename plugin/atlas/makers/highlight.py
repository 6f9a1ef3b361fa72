"""A few territories picked out among those of their type, with the towns that tell where they lie."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
import shapely
from qgis.core import QgsCategorizedSymbolRenderer, QgsFillSymbol, QgsRendererCategory

from ...core.decoding import fold
from ...core.map_frame import MapFrame
from ...gis.frames import load_layer, write_layer
from ...gis.site_labels import label_layers
from ..catalogue import Sheet
from ..content import Drawing, LegendItem, LegendSection, Sites
from ..context import AtlasContext
from ..edition import french_number
from ..page import Inset, frame_names, reserved_boxes
from .practice_units import unit_words, units_of

_OTHERS = 0


class HighlightMaker:
    """``zonage`` names the type, ``territoires`` picks some: ``trouver`` (codes or names), ``libelle``, ``couleur``.

    ``villes`` names the communes to print beside them; the main towns by default.
    """

    def __init__(self, context: AtlasContext, spec: dict[str, Any], sheet: Sheet):
        self.context = context
        self.spec = spec
        self.limits = sheet.limits
        self.table_name = f"{sheet.id.lower()}_surbrillance"

    @cached_property
    def units(self) -> pd.DataFrame:
        """All territories of the type with ``rang``: 1 and up for those picked out, 0 for the others."""
        units = units_of(self.context, self.spec["zonage"])
        ranks = pd.Series(_OTHERS, index=units.index)
        for rank, wanted in enumerate(self.spec["territoires"], start=1):
            known = {fold(str(word)) for word in wanted["trouver"]}
            ranks[units["id"].map(fold).isin(known) | units["nom"].map(fold).isin(known)] = rank
        return units.assign(rang=ranks.astype("int64"))

    def missing(self) -> list[str]:
        """The zoning, or the territories the sheet is about that it does not hold."""
        if not len(self.units):
            return [f"territoire:{self.spec['zonage']}"]
        found = set(self.units["rang"])
        lost = [
            " / ".join(map(str, wanted["trouver"]))
            for rank, wanted in enumerate(self.spec["territoires"], start=1)
            if rank not in found
        ]
        return [f"territoire:{self.spec['zonage']} ({', '.join(lost)})"] if lost else []

    def sites(self) -> Sites:
        """No points."""
        return Sites.none()

    def draw(self, main: MapFrame, insets: Sequence[Inset]) -> Drawing:
        """The areas for all frames, the towns in the main one."""
        table = self.units[["id", "nom", "rang", "geom"]].assign(communes=self._communes())
        write_layer(self.context.side_file, self.table_name, table, self.context.workspace.crs, "MultiPolygon")
        layer = load_layer(self.context.side_file, self.table_name, self.spec["legende"])
        layer.setRenderer(self._renderer(table))
        names = label_layers(
            main,
            self.context.side_file,
            self.table_name,
            self.context.workspace.crs,
            self.context.charter,
            towns=self._towns(main),
            reserved=reserved_boxes(main, insets),
            avoid=self.context.base.drawn_lines(self.limits),
        )
        self.context.report.extend(names.report)
        drawing = Drawing(under={name: [layer] for name in frame_names(main, insets)})
        drawing.over = {main.name: [*names.names, *names.under]}
        drawing.legend = [LegendSection(self.spec["legende"], [LegendItem(layer)])]
        return drawing

    def _communes(self) -> np.ndarray:
        """How many communes each territory holds."""
        inside = shapely.point_on_surface(self.context.base.communes["geom"].to_numpy())
        _, unit = shapely.STRtree(self.units["geom"].to_numpy()).query(inside, predicate="intersects")
        return np.bincount(unit, minlength=len(self.units)).astype("int64")

    def _towns(self, main: MapFrame) -> pd.DataFrame:
        """The towns to name and, beside them, the picked territories by their own words."""
        wanted = self.spec.get("villes")
        if wanted:
            halls = self.context.base.communes.rename(columns={"x_mairie": "x", "y_mairie": "y"})
            known = halls["nom"].map(fold).isin({fold(name) for name in wanted})
            towns = halls.loc[known].sort_values("population", ascending=False).drop_duplicates("nom")
        else:
            towns = self.context.base.main_towns(main, 24.0)
        picked = self.units[self.units["rang"] != _OTHERS]
        words = [self.spec["territoires"][rank - 1]["libelle"] for rank in picked["rang"]]
        return pd.concat([picked.assign(nom=words)[["nom", "x", "y"]], towns[["nom", "x", "y"]]], ignore_index=True)

    def _renderer(self, table: pd.DataFrame) -> QgsCategorizedSymbolRenderer:
        categories = []
        for rank, wanted in enumerate(self.spec["territoires"], start=1):
            communes = table.loc[table["rang"] == rank, "communes"].sum()
            label = f"{wanted['libelle']} ({french_number(communes)} communes)"
            categories.append(QgsRendererCategory(rank, _fill(wanted["couleur"]), label))
        others = int((table["rang"] == _OTHERS).sum())
        charter = self.context.charter.values
        plain = _fill(charter["fond"]["region"], charter["limites"]["canton"]["couleur"])
        words = f"Autres {unit_words(self.spec['zonage'], plural=True)} ({others})"
        categories.append(QgsRendererCategory(_OTHERS, plain, words))
        return QgsCategorizedSymbolRenderer("rang", categories)


def _fill(colour: str, edge: str | None = None) -> QgsFillSymbol:
    return QgsFillSymbol.createSimple({"color": colour, "outline_color": edge or colour, "outline_width": "0.1"})
