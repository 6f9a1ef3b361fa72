"""Points of a table by the hundred or thousand (defibrillators, pharmacies): dots, one colour a kind, never moved."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import pandas as pd
import shapely
from qgis.core import QgsCategorizedSymbolRenderer, QgsMarkerSymbol, QgsRendererCategory

from ...core.establishments.devices import open_devices, with_places
from ...core.map_frame import MapFrame
from ...core.placement.sites import to_page
from ...gis.frames import load_layer, write_layer
from ..catalogue import Sheet
from ..content import Drawing, LegendItem, LegendSection, Sites
from ..context import AtlasContext
from ..edition import french_number
from ..page import Inset
from .zoning_points import with_template

# Diameter of a dot by how many there are: a few are seen from afar, thousands leave room for one another.
_SIZES = ((100, 2.8), (400, 2.2), (1500, 1.7), (5000, 1.3))
_SMALLEST = 0.9
# Up to so many points insets open up the dense places; beyond, density is what the map shows.
_INSETS_UP_TO = 150
_COLOURS = ("#0072B2", "#D55E00", "#009E73", "#9C4F96", "#E69F00", "#222222", "#56B4E9", "#8a8a8a")
_SHAPES = ("circle", "square", "triangle", "diamond", "pentagon", "star", "cross_fill", "hexagon")
_OTHER, _OTHERS = "autres", "Autres"


class PointMaker:
    """``points`` is the type of the rows of ``dispositif``; ``legende`` heads them.

    ``couleur`` is theirs; or ``champ`` (``commentaire``, ``libelle``) tells kinds, worded and coloured by ``classes``
    (``valeur``, ``libelle``, ``couleur``), the commonest eight by default. ``taille`` fixes the dots' diameter (mm).
    """

    def __init__(self, context: AtlasContext, spec: dict[str, Any], sheet: Sheet):
        self.context = context
        self.spec = spec
        self.sheet_id = sheet.id
        self.table_name = f"{sheet.id.lower()}_points"

    @cached_property
    def rows(self) -> pd.DataFrame:
        """What is in service at the edition's date: ``id``, ``x``, ``y``, ``classe``, ``commune``."""
        table = self.context.table("dispositif")
        table = table[table["type"] == self.spec["points"]]
        rows = open_devices(table, self.context.settings.get("date_reference"), ())
        rows = with_places(rows, self.context.table("etablissement"))
        names = self.context.base.communes.set_index("insee")["nom"]
        return rows.assign(classe=self._classes_of(rows), commune=rows["insee"].map(names))

    @cached_property
    def located(self) -> pd.DataFrame:
        """The rows with a point in the region."""
        rows = self.rows.dropna(subset=["x", "y"])
        inside = shapely.intersects_xy(self._region, rows["x"].to_numpy(float), rows["y"].to_numpy(float))
        return rows[inside].reset_index(drop=True)

    @cached_property
    def _region(self) -> shapely.Geometry:
        # A quay or a beach may lie a few metres off the outline.
        region = shapely.buffer(shapely.simplify(self.context.base.region, 50.0), 500.0)
        shapely.prepare(region)
        return region

    def missing(self) -> list[str]:
        """The table, when it has no point of this type."""
        return [] if len(self.located) else [with_template("dispositif", self.sheet_id)]

    def sites(self) -> Sites:
        """The points, where they are few enough for insets to help."""
        return Sites.of(self.located) if len(self.located) <= _INSETS_UP_TO else Sites.none()

    def draw(self, main: MapFrame, insets: Sequence[Inset]) -> Drawing:
        """The dots of each frame; those of an inset are left out of the main map."""
        heading = self.spec.get("legende", "Points")
        drawing = Drawing(words={"sites": french_number(len(self.located))}, notes=self._notes())
        for rank, frame in enumerate([main, *(inset.frame for inset in insets)]):
            others = [inset.frame for inset in insets] if rank == 0 else []
            seen = self._seen(frame, others)
            table = f"{self.table_name}_{rank}"
            write_layer(self.context.side_file, table, seen, self.context.workspace.crs, "Point")
            layer = load_layer(self.context.side_file, table, heading)
            layer.setRenderer(self._renderer())
            drawing.over[frame.name] = [layer]
            if rank == 0:
                drawing.legend = [LegendSection(heading, [LegendItem(layer)])]
        return drawing

    def _seen(self, frame: MapFrame, others: Sequence[MapFrame]) -> pd.DataFrame:
        """The points of a frame, the more northern first: what overlaps reads from north to south."""
        rows = self.located
        at = to_page(frame, rows[["x", "y"]].to_numpy(dtype=float))
        inside = (at >= 0).all(axis=1) & (at[:, 0] <= frame.width_mm) & (at[:, 1] <= frame.height_mm)
        for other in others:
            inside &= ~rows["x"].between(other.x_min, other.x_max) | ~rows["y"].between(other.y_min, other.y_max)
        seen = rows[inside].sort_values("y", ascending=False)
        seen = seen[["id", "libelle", "classe", "commune", "x", "y"]].assign(cadre=frame.name)
        return seen.assign(geom=list(shapely.points(seen[["x", "y"]].to_numpy(dtype=float))))

    @cached_property
    def _words(self) -> dict[str, tuple[str, str]]:
        """Label and colour of each class, in the order of the legend."""
        field = self.spec.get("champ")
        if not field:
            return {"": (self.spec.get("libelle") or self.spec.get("legende", "Points"), self._colour(self.spec, 0))}
        given = self.spec.get("classes")
        if given:
            return {
                str(one["valeur"]): (str(one.get("libelle", one["valeur"])), self._colour(one, rank))
                for rank, one in enumerate(given)
            }
        values = self.context.table("dispositif")
        counts = values.loc[values["type"] == self.spec["points"], field].dropna().value_counts()
        shown = counts.index[: len(_COLOURS) - 1] if len(counts) > len(_COLOURS) else counts.index
        return {str(value): (str(value), _COLOURS[rank]) for rank, value in enumerate(shown)}

    @staticmethod
    def _colour(entry: dict[str, Any], rank: int) -> str:
        return str(entry.get("couleur") or _COLOURS[rank % len(_COLOURS)])

    def _classes_of(self, rows: pd.DataFrame) -> pd.Series:
        field = self.spec.get("champ")
        if not field:
            return pd.Series("", index=rows.index)
        values = rows[field].astype("string")
        return values.where(values.isin(list(self._words)), _OTHER).astype(object)

    def _renderer(self) -> QgsCategorizedSymbolRenderer:
        counts = self.located["classe"].value_counts()
        words = dict(self._words)
        if _OTHER in counts.index and _OTHER not in words:
            words[_OTHER] = (_OTHERS, _COLOURS[-1])
        size = self.spec.get("taille") or next((size for most, size in _SIZES if len(self.located) <= most), _SMALLEST)
        several = len(words) > 1
        return QgsCategorizedSymbolRenderer(
            "classe",
            [
                QgsRendererCategory(
                    value,
                    _dot(colour, float(size), _SHAPES[rank % len(_SHAPES)] if several else "circle"),
                    f"{label} ({french_number(counts.get(value, 0))})",
                )
                for rank, (value, (label, colour)) in enumerate(words.items())
                if counts.get(value, 0)
            ],
        )

    def _notes(self) -> list[str]:
        unlocated = int(self.rows[["x", "y"]].isna().any(axis=1).sum())
        outside = len(self.rows) - unlocated - len(self.located)
        notes = []
        if unlocated:
            plural = "s" if unlocated > 1 else ""
            notes.append(f"{french_number(unlocated)} point{plural} sans coordonnées.")
        if outside:
            plural = "s" if outside > 1 else ""
            notes.append(f"{french_number(outside)} point{plural} hors de la région, non dessiné{plural}.")
        return notes


def _dot(colour: str, size: float, shape: str) -> QgsMarkerSymbol:
    """A dot with a fine white edge, so that neighbours stay apart."""
    return QgsMarkerSymbol.createSimple(
        {
            "name": shape,
            "color": colour,
            "size": str(size if shape in ("circle", "square") else 1.2 * size),
            "outline_color": "#ffffff",
            "outline_width": str(0.25 if size > 1.5 else 0.12),
        }
    )
