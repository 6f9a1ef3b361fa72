"""The base map under every sheet: neighbouring land, the region, its coast and limits, the main towns."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsFeatureRenderer,
    QgsFeatureRequest,
    QgsFillSymbol,
    QgsProject,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from ..core.map_frame import MapFrame
from ..core.pause import pause
from ..core.territories.coverage import clean, merge
from ..core.territories.scope import Scope
from ..core.territories.topology import borders, build
from .charter import Charter
from .frames import load_layer, write_layer
from .overseas import DEPARTMENTS, OverseasPart, overseas_parts
from .territory_style import hairline_renderer
from .workspace import Workspace

BASE_KEY = "atlas_soins/fond"  # of a base layer: the same one serves all sheets of a project
_NATURAL_EARTH = "resources/data/world_map.gpkg"
_AROUND = 120_000.0
_COARSE_COAST = 4_000.0
_EDGE_MM = 5.0


class BaseMap:
    """The base layers of a workspace, made once and shared by all sheets of an export.

    ``region`` is the region's outline (a MultiPolygon in the workspace's CRS). Layers are written to ``side_file``.
    With a ``scope`` that part of the region is drawn as if it were one, the rest of the region as neighbouring land.
    """

    def __init__(self, workspace: Workspace, charter: Charter, side_file: Path, scope: Scope | None = None):
        self.workspace = workspace
        self.scope = scope
        self.charter = charter
        self.side_file = side_file
        self.crs = QgsCoordinateReferenceSystem(workspace.crs)
        self.communes = _typeset(workspace.read("commune"), "nom")
        self.territories = _typeset(workspace.read("territoire"), "libelle")
        if scope is not None:
            self.communes = scope.communes_of(self.communes)
            self.territories = scope.territories_of(self.territories)
        self.region = self._region()
        if not shapely.is_valid(self.region):  # real communes overlap a little, which GEOS 3.13 leaves crossed
            self.region = shapely.make_valid(self.region)
        self._layers: dict[str, QgsVectorLayer] = {}
        self._borders: dict[str, shapely.Geometry] = {}
        self._lines: dict[tuple[str, ...], shapely.Geometry] = {}

    @cached_property
    def coast_line(self) -> shapely.Geometry:
        """The region's outline where it is no land limit."""
        return shapely.difference(shapely.boundary(self.region), self._near_neighbours())

    def _region(self) -> shapely.Geometry:
        if self.scope is not None:
            return self.scope.outline
        region = self.territories[self.territories["type"] == "region"]
        outlines = region["geom"] if len(region) else self.communes["geom"]
        return merge(outlines.to_numpy())

    @cached_property
    def overseas(self) -> list[OverseasPart]:
        """The parts of the region that have a reference system of their own."""
        return overseas_parts(self.communes, self.workspace.crs)

    @cached_property
    def mainland(self) -> shapely.Geometry:
        """The region without its overseas parts."""
        if not self.overseas:
            return self.region
        own = ~self.communes["insee"].astype(str).str[:3].isin(DEPARTMENTS)
        return merge(self.communes.loc[own, "geom"].to_numpy())

    def zoning(self, kind: str) -> pd.DataFrame:
        """The territories of a type, with their geometry."""
        return self.territories[self.territories["type"] == kind].reset_index(drop=True)

    def limit_layers(self, kinds: Sequence[str], on_colour: bool = False) -> list[QgsVectorLayer]:
        """Limits as lines, the strongest on top: the region's land limit, then the given kinds; none without a line.

        An island has no land limit, a region of one département no limit between départements.
        ``on_colour`` asks for the darker lines that stay visible over filled areas.
        """
        present = [kind for kind in kinds if self._has_limits(kind)]
        present.sort(key=lambda kind: -self.charter.width(kind))
        region = self._once("limite_region", self._region_limit)
        layers = [region, *(self.limit_layer(kind, on_colour) for kind in present)]
        return [layer for layer in layers if layer.featureCount()]

    def limit_layer(self, kind: str, on_colour: bool = False) -> QgsVectorLayer:
        """The inner limits of a zoning, every shared border once."""
        layer = self._once(f"limite_{kind}", lambda: self._inner_limits(kind))
        stronger = self.charter.limit(kind).get("sur_couleur")
        if not (on_colour and stronger):
            return layer
        return self._once(f"limite_{kind}_sur_couleur", lambda: self._recoloured(layer, stronger))

    def coast_layer(self) -> QgsVectorLayer:
        """The coast, drawn over filled areas and under the limits."""
        return self._once("cote", self._coast)

    def ground_layers(self) -> list[QgsVectorLayer]:
        """What lies under the theme: the region's fill, the neighbouring land."""
        return [
            self._once("region", self._region_fill),
            self._once("voisin", self._neighbours),
        ]

    def main_towns(
        self, frame: MapFrame, spacing_mm: float, first: np.ndarray | None = None, most: int = 14
    ) -> pd.DataFrame:
        """Towns to name in a frame: columns insee, nom, x, y.

        Those with a point of ``first`` (n x 2, map units) come first, by population and at least a third of
        ``spacing_mm`` apart on paper; then, until there are ``most``, the most populated at least ``spacing_mm`` from
        all. Towns at the very edge are left out: their names would stand against it.
        """
        inner = shapely.buffer(shapely.box(*frame.bounds), -_EDGE_MM * frame.unit_per_mm)
        towns = self.communes.dropna(subset=["population", "x_mairie", "y_mairie"])
        towns = towns.assign(premier=self._holding(towns, first)).sort_values(
            ["premier", "population"], ascending=False, kind="stable"
        )
        xy = towns[["x_mairie", "y_mairie"]].to_numpy(dtype=float)
        reach = np.where(towns["premier"], spacing_mm / 3, spacing_mm) * frame.unit_per_mm
        chosen: list[int] = []
        for row in np.flatnonzero(shapely.covers(inner, shapely.points(xy))):
            if len(chosen) >= most and not towns["premier"].iloc[row]:
                break
            if (np.hypot(*(xy[chosen] - xy[row]).T) >= reach[row]).all():
                chosen.append(int(row))
        kept = towns.iloc[chosen]
        return pd.DataFrame({"insee": kept["insee"], "nom": kept["nom"], "x": xy[chosen, 0], "y": xy[chosen, 1]})

    def _holding(self, communes: pd.DataFrame, points: np.ndarray | None) -> np.ndarray:
        """Which communes hold one of the points, or are the nearest to it: a quay may lie off the outline."""
        holding = np.zeros(len(communes), dtype=bool)
        if points is not None and len(points):
            tree = shapely.STRtree(communes["geom"].to_numpy())
            holding[tree.query_nearest(shapely.points(points))[1]] = True
        return holding

    def drawn_lines(self, kinds: Sequence[str]) -> shapely.Geometry:
        """The region's outline and the limits of the given kinds as one geometry: what names had better not cross."""
        if tuple(kinds) not in self._lines:
            drawn = [self._limit_lines(kind) for kind in kinds if self._has_limits(kind)]
            self._lines[tuple(kinds)] = shapely.union_all([shapely.boundary(self.region), *drawn])
        return self._lines[tuple(kinds)]

    def _has_limits(self, kind: str) -> bool:
        """Whether a zoning has inner borders; in a scope one territory alone has none."""
        return kind == "commune" or len(self.zoning(kind)) > (self.scope is not None)

    def _limit_lines(self, kind: str) -> shapely.Geometry:
        """The inner borders of a zoning, every shared one once."""
        if kind not in self._borders:
            pause()
            outlines = (self.communes if kind == "commune" else self.zoning(kind))["geom"]
            lines = borders(build(clean(outlines.to_numpy()).polygons), range(len(outlines)))
            self._borders[kind] = shapely.union_all(lines.loc[lines["right"].notna(), "geometry"].to_numpy())
        return self._borders[kind]

    def _once(self, table: str, make: Callable[[], QgsVectorLayer]) -> QgsVectorLayer:
        if table not in self._layers:
            self._layers[table] = make()
            self._layers[table].setCustomProperty(BASE_KEY, self._named(table))
        return self._layers[table]

    def _write(
        self,
        table: str,
        name: str,
        geometries: list[shapely.Geometry],
        geometry_type: str,
        renderer: QgsFeatureRenderer,
    ) -> QgsVectorLayer:
        table = self._named(table)
        parts = shapely.get_parts(geometries)
        frame = pd.DataFrame({"nom": [name] * len(parts), "geom": parts})
        write_layer(self.side_file, table, frame, self.workspace.crs, geometry_type)
        layer = load_layer(self.side_file, table)
        layer.setName(name)
        layer.setRenderer(renderer)
        return layer

    def _named(self, table: str) -> str:
        """The name of a layer's table: that of a scope stands beside the region's."""
        return f"{table}_{self.scope.key}" if self.scope else table

    def _fill(self, key: str) -> QgsSingleSymbolRenderer:
        colour = self.charter.colour("fond", key).name()
        return QgsSingleSymbolRenderer(QgsFillSymbol.createSimple({"color": colour, "outline_style": "no"}))

    def _inner_limits(self, kind: str) -> QgsVectorLayer:
        return self._write(
            f"limite_{kind}",
            self.charter.label(kind),
            [self._limit_lines(kind)],
            "LineString",
            hairline_renderer(self.charter, kind),
        )

    @staticmethod
    def _recoloured(layer: QgsVectorLayer, colour: str) -> QgsVectorLayer:
        twin = layer.clone()
        twin.renderer().symbol().setColor(QColor(colour))
        return twin

    def _region_limit(self) -> QgsVectorLayer:
        land = shapely.intersection(shapely.boundary(self.region), self._near_neighbours())
        lines = shapely.line_merge(land) if land.geom_type == "MultiLineString" else land
        return self._write(
            "limite_region",
            self.charter.label(self.scope.kind if self.scope else "region"),
            [lines],
            "LineString",
            hairline_renderer(self.charter, "region"),
        )

    def _coast(self) -> QgsVectorLayer:
        return self._write(
            "cote", "Trait de côte", [self.coast_line], "LineString", hairline_renderer(self.charter, "cote")
        )

    def _region_fill(self) -> QgsVectorLayer:
        return self._write("region", "Région", [self.region], "Polygon", self._fill("region"))

    def _neighbours(self) -> QgsVectorLayer:
        return self._write("voisin", "Territoires voisins", [self._neighbour_land()], "Polygon", self._fill("voisin"))

    def _neighbour_land(self) -> shapely.Geometry:
        """Land around the region: the zoning ``voisin`` and land over the sea, or Natural Earth's provinces alone."""
        if not hasattr(self, "_land"):
            own = self.zoning("voisin")["geom"].to_numpy()
            self._precise = bool(len(own))
            self._land = shapely.union_all([*own, *self._lands_apart(own)]) if self._precise else self._natural_earth()
        return self._land

    def _lands_apart(self, own: np.ndarray) -> list[shapely.Geometry]:
        """What Natural Earth knows beyond the sea: its coarse outlines would not fit those of the land drawn."""
        drawn = shapely.union_all([self.region, *own])
        shapely.prepare(drawn)
        window = self._window()
        apart = [p for p in self._provinces(window) if not shapely.dwithin(drawn, p, _COARSE_COAST)]
        return [shapely.intersection(p, window) for p in apart]

    def _near_neighbours(self) -> shapely.Geometry:
        """A band around the neighbours in which the region's outline is a land limit and not a coast."""
        land = self._neighbour_land()
        pause()
        return shapely.buffer(land, 60.0 if self._precise else _COARSE_COAST, quad_segs=4)

    def _natural_earth(self) -> shapely.Geometry:
        """The provinces around the region, grown under its outline so that no sea shows between."""
        window = self._window()
        provinces = self._provinces(window)
        inside = [shapely.area(shapely.intersection(p, self.region)) > 0.5 * shapely.area(p) for p in provinces]
        land = shapely.union_all([p for p, own in zip(provinces, inside, strict=True) if not own])
        hull = shapely.buffer(land, _COARSE_COAST, quad_segs=4)
        closed = shapely.buffer(shapely.buffer(shapely.union_all([land, self.region]), _COARSE_COAST), -_COARSE_COAST)
        return shapely.intersection(shapely.union_all([land, shapely.intersection(closed, hull)]), window)

    def _window(self) -> shapely.Geometry:
        """What a sheet may show around the region."""
        lands = [self.mainland, *(part.outline for part in self.overseas)]
        around = np.array([-_AROUND, -_AROUND, _AROUND, _AROUND])
        return shapely.union_all([shapely.box(*(shapely.bounds(land) + around)) for land in lands])

    def _provinces(self, window: shapely.Geometry) -> list[shapely.Geometry]:
        """Natural Earth's provinces that reach into the window."""
        layer = load_layer(Path(QgsApplication.pkgDataPath()) / _NATURAL_EARTH, "states_provinces")
        found: dict[int, shapely.Geometry] = {}
        for part in shapely.get_parts(window):
            request = QgsFeatureRequest(QgsRectangle(*shapely.bounds(part)))
            request.setDestinationCrs(self.crs, QgsProject.instance().transformContext())
            for feature in layer.getFeatures(request):
                pause()
                found[feature.id()] = shapely.from_wkb(feature.geometry().asWkb().data())
        # Lands on the other side of the globe have no finite place in the region's projection.
        return [shapely.make_valid(shape) for shape in found.values() if np.isfinite(shapely.bounds(shape)).all()]


def _typeset(table: pd.DataFrame, column: str) -> pd.DataFrame:
    """Names with the apostrophe of print: registers write them with the typewriter's."""
    return table.assign(**{column: table[column].str.replace("'", "’", regex=False)})
