"""A sheet drawn for one territory: the map fitted to it, what lies around it paler, a locator of the region."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
import shapely
from qgis.core import QgsFillSymbol, QgsSingleSymbolRenderer, QgsVectorLayer

from ..core.findings import InputError
from ..core.map_frame import MapFrame
from ..gis.frames import load_layer, write_layer
from .content import LegendItem, LegendSection
from .context import AtlasContext
from .page import fit

REGION = "region"
_MARGIN_MM = 12.0
_VEIL, _VEIL_OPACITY = "#e4e8ec", 0.6
_LOCATOR = "localisateur"
_COUNT_NOTE = re.compile(r"\s*; entre parenthèses,[^.;]*")
_COUNT = re.compile(r"[ \u00a0]\(\d[^()]*\)$")


@dataclass(frozen=True)
class Focus:
    """A territory of the workspace and its id; ``whole`` where it is the region itself."""

    name: str
    outline: shapely.Geometry
    whole: bool = False
    code: str = ""

    @classmethod
    def of(cls, context: AtlasContext, kind: str, territory: str) -> Focus:
        """The territory of an id; a type ``commune`` takes an INSEE code.

        Raises:
            InputError: EXP20 with the ids there are, when the workspace has no such territory.
        """
        if kind == REGION and not territory:
            return cls(context.edition.region or "Région", context.base.region, whole=True)
        if kind == "commune":
            rows, key, name = context.base.communes, "insee", "nom"
        else:
            rows, key, name = context.base.zoning(kind), "id_territoire", "libelle"
        found = rows[rows[key] == territory]
        if found.empty:
            raise InputError.of("EXP20", type=kind, v=territory, liste=sorted(rows[key].astype(str)))
        return cls(str(found[name].iloc[0]), found["geom"].iloc[0], kind == REGION, territory)

    def frame(self, name: str, width_mm: float, height_mm: float) -> MapFrame:
        """The main map."""
        return fit(shapely.bounds(self.outline), width_mm, height_mm, _MARGIN_MM, name)

    def layers(self, context: AtlasContext) -> list[QgsVectorLayer]:
        """The veil over what lies around the territory, and its outline on top."""
        if self.whole:
            return []
        around = shapely.difference(shapely.buffer(shapely.envelope(context.base.region), 400_000), self.outline)
        veil = _written(context, "voile", "Alentours", around, "MultiPolygon")
        veil.setRenderer(_plain({"color": _VEIL, "outline_style": "no"}))
        veil.setOpacity(_VEIL_OPACITY)
        edge = _written(context, "territoire", self.name, self.outline, "MultiPolygon")
        colour = context.charter.colour("limites", "region").name()
        edge.setRenderer(_plain({"style": "no", "outline_color": colour, "outline_width": "0.6"}))
        return [edge, veil]

    def locator_frame(self, context: AtlasContext, width_mm: float, height_mm: float) -> MapFrame:
        """The region in the locator."""
        return fit(shapely.bounds(context.base.region), width_mm, height_mm, 1.0, _LOCATOR)


def without_counts(sections: Sequence[LegendSection]) -> list[LegendSection]:
    """A legend without the numbers in brackets, which are those of the whole region."""
    return [
        LegendSection(_COUNT.sub("", section.heading), [_uncounted(item) for item in section.items])
        for section in sections
    ]


def without_count_note(notes: str) -> str:
    """Notes that no longer explain the numbers in brackets."""
    return _COUNT_NOTE.sub("", notes)


def _uncounted(item: LegendItem) -> LegendItem:
    nodes = item.nodes
    if nodes is None:
        items = item.layer.renderer().legendSymbolItems()
        nodes = {rank: entry.label() for rank, entry in enumerate(items)} if any(e.label() for e in items) else None
    if nodes is None:
        return item
    return LegendItem(item.layer, {rank: _COUNT.sub("", words) for rank, words in nodes.items()})


def _written(context: AtlasContext, table: str, name: str, geometry: shapely.Geometry, kind: str) -> QgsVectorLayer:
    shape = shapely.multipolygons(list(shapely.get_parts(geometry)))
    write_layer(context.side_file, table, pd.DataFrame({"nom": [name], "geom": [shape]}), context.workspace.crs, kind)
    return load_layer(context.side_file, table, name)


def _plain(style: dict[str, str]) -> QgsSingleSymbolRenderer:
    return QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(style))
