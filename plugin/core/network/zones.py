"""Zones of access as polygons: filled contours of the times on the ground, and areas of the nearest site."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import contourpy
import numpy as np
import shapely
from scipy import ndimage

from ..pause import pause
from .road_times import CELL, Ground

RINGS, CUMULATIVE = "anneaux", "cumul"


@dataclass(frozen=True)
class Zone:
    """The ground between two times in minutes (``low`` excluded, ``high`` included).

    ``site`` is a number, None for all sites.
    """

    low: float
    high: float
    geometry: shapely.Geometry
    site: int | None = None


def zones(
    ground: Ground,
    breaks: Sequence[float],
    mode: str = RINGS,
    land: shapely.Geometry | None = None,
    *,
    smallest: float | None = None,
    tolerance: float | None = None,
    site: int | None = None,
) -> list[Zone]:
    """Polygons of access within rising bounds.

    Args:
        ground: the times; what they do not reach is in no zone.
        breaks: rising minutes.
        mode: RINGS (zones beside each other) or CUMULATIVE (each holds the lesser ones).
        land: clips the zones, in the roads' CRS.
        smallest: m² below which an island or a hole is left out; None takes six cells.
        tolerance: metres of simplification; None takes a quarter of a cell.
        site: written on the zones.

    Returns:
        One zone a bound, MultiPolygons, valid, rings without common ground; an empty one where nothing is so near.
    """
    smallest = 6 * ground.cell**2 if smallest is None else smallest
    tolerance = ground.cell / 4 if tolerance is None else tolerance
    within = []
    for bound in breaks:
        pause()
        within.append(_cleaned(_contour(ground, 60.0 * bound), smallest, tolerance))
    # Simplified one by one, an inner bound may stick out of the next: each holds the lesser ones again.
    for number in range(1, len(within)):
        pause()
        within[number] = _polygons(shapely.union(within[number], within[number - 1]))
    if land is not None:
        shapely.prepare(land)
        within = [_without_crumbs(shapely.intersection(geometry, land), ground.cell, tolerance) for geometry in within]
    result = []
    for number, (bound, geometry) in enumerate(zip(breaks, within, strict=True)):
        pause()
        low = breaks[number - 1] if number and mode == RINGS else 0.0
        if number and mode == RINGS:
            geometry = _without_crumbs(shapely.difference(geometry, within[number - 1]), ground.cell, tolerance)
        result.append(Zone(low, bound, geometry, site))
    return result


def site_areas(
    ground: Ground, land: shapely.Geometry | None = None, *, tolerance: float | None = None, smallest: int = 6
) -> dict[int, shapely.Geometry]:
    """The ground nearer (in time) to each site than to any other: areas that share their borders and do not overlap.

    Args:
        ground: the times.
        land: clips the areas.
        tolerance: metres of simplification of the shared borders; None takes one cell.
        smallest: cells below which an enclave goes to the area around it.
    """
    tolerance = ground.cell if tolerance is None else tolerance
    owner = _without_enclaves(ground.owner, smallest)
    lines = shapely.get_parts(shapely.line_merge(shapely.multilinestrings(_borders(ground, owner))))
    # Each border line runs from one meeting point of areas to the next and is simplified once, for both its sides.
    simple = shapely.simplify(lines, tolerance, preserve_topology=True)
    faces = shapely.get_parts(shapely.polygonize([shapely.union_all(simple)]))
    inside = shapely.get_coordinates(shapely.point_on_surface(faces))
    column, row = np.round((inside - ground.origin) / ground.cell).astype(np.intp).T
    sites = owner[np.clip(column, 0, ground.shape[0] - 1), np.clip(row, 0, ground.shape[1] - 1)]
    areas = {}
    for site in np.unique(sites[sites >= 0]).tolist():
        area = shapely.union_all(faces[sites == site])
        areas[site] = _polygons(area if land is None else shapely.intersection(area, land))
    return areas


def zones_by_site(areas: dict[int, shapely.Geometry], merged: Sequence[Zone], cell: float = CELL) -> list[Zone]:
    """The zones cut by the areas of the nearest site: who answers for which ground, in which time.

    What the two outlines leave between them, below a cell of so many metres or as a sliver, is left out.
    """
    result = []
    for zone in merged:
        shapely.prepare(zone.geometry)
        for site, area in areas.items():
            pause()
            part = _without_crumbs(shapely.intersection(zone.geometry, area), cell, cell / 4)
            if not part.is_empty:
                result.append(Zone(zone.low, zone.high, part, site))
    return result


def _borders(ground: Ground, owner: np.ndarray) -> np.ndarray:
    """Lines (two points each) along the sides of cells between different owners."""
    left, bottom = ground.origin - ground.cell / 2
    column, row = np.nonzero(owner[1:] != owner[:-1])
    x, y = left + (column + 1) * ground.cell, bottom + row * ground.cell
    upright = np.stack([np.column_stack([x, y]), np.column_stack([x, y + ground.cell])], axis=1)
    column, row = np.nonzero(owner[:, 1:] != owner[:, :-1])
    x, y = left + column * ground.cell, bottom + (row + 1) * ground.cell
    level = np.stack([np.column_stack([x, y]), np.column_stack([x + ground.cell, y])], axis=1)
    points = np.round(np.concatenate([upright, level]), 3)  # the same corner, the same number
    return shapely.linestrings(points)


def _contour(ground: Ground, seconds: float) -> shapely.Geometry:
    """The ground at most so many seconds away."""
    columns, rows = ground.centres()
    margin = ground.margin(seconds)
    generator = contourpy.contour_generator(columns, rows, margin.T, fill_type=contourpy.FillType.OuterOffset)
    points, offsets = generator.filled(-1e9, 0.0)
    if not points:
        return shapely.MultiPolygon()
    rings = np.concatenate([np.repeat(np.arange(len(cut) - 1), np.diff(cut)) for cut in offsets])
    counts = np.array([len(cut) - 1 for cut in offsets])
    rings += np.repeat(np.cumsum(counts) - counts, [len(part) for part in points])
    linear = shapely.linearrings(np.concatenate(points), indices=rings)
    return shapely.multipolygons(shapely.polygons(linear, indices=np.repeat(np.arange(len(counts)), counts)))


def _cleaned(geometry: shapely.Geometry, smallest: float, tolerance: float) -> shapely.Geometry:
    """Without islands and holes too small to print, simplified, valid."""
    parts = shapely.get_parts(geometry)
    parts = parts[shapely.area(parts) >= smallest]
    rings, part = shapely.get_rings(parts, return_index=True)
    if not len(rings):
        return shapely.MultiPolygon()
    outer = np.concatenate([[True], part[1:] != part[:-1]])
    kept = outer | (shapely.area(shapely.polygons(rings)) >= smallest)
    simple = shapely.multipolygons(shapely.polygons(rings[kept], indices=part[kept]))
    simple = shapely.simplify(simple, tolerance, preserve_topology=True)
    return simple if simple.is_valid else _polygons(shapely.make_valid(simple))


def _without_crumbs(geometry: shapely.Geometry, cell: float, tolerance: float) -> shapely.Geometry:
    """The polygons of a cut, less slivers (on average thinner than half the tolerance) and parts below a cell."""
    parts = shapely.get_parts(_polygons(geometry))
    area = shapely.area(parts)
    thick = 2.0 * area >= 0.5 * tolerance * shapely.length(parts)
    return shapely.multipolygons(parts[thick & (area >= cell**2)])


def _without_enclaves(owner: np.ndarray, smallest: int) -> np.ndarray:
    """Owners (columns, rows) where patches of fewer cells took the owner that grows into them; islets keep theirs."""
    small = np.zeros(owner.shape, dtype=bool)
    for number, box in enumerate(ndimage.find_objects(owner + 1)):
        if box is not None:
            patches, _ = ndimage.label(owner[box] == number)
            few = np.bincount(patches.ravel()) < smallest
            few[0] = False
            small[box] |= few[patches]
    grown = np.where(small, -1, owner)
    left = np.argwhere(small)
    for _ in range(smallest):
        found = np.full(len(left), -1, dtype=owner.dtype)
        for step in ((0, 1), (1, 0), (0, -1), (-1, 0)):  # owned cells never stand at the edge of the grid
            beside = grown[tuple((left + step).T)]
            found = np.where(found < 0, beside, found)
        grown[tuple(left.T)] = found
        left = left[found < 0]
    grown[tuple(left.T)] = owner[tuple(left.T)]
    return grown


def _polygons(geometry: shapely.Geometry) -> shapely.Geometry:
    """Only the polygons of a result, as one MultiPolygon."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    return shapely.multipolygons(parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON])
