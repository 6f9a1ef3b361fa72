"""Where things stand on a page: the main frame fitted to the region, insets set on free ground."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from ..core.map_frame import MapFrame

MAIN = "principal"
INSIDE, BESIDE = "dedans", "à côté"
# Room in an inset for its name and for its scale bar.
TITLE_MM = (20.0, 5.0)
SCALE_BAR_MM = 7.0
BESIDE_MM = 16.0  # of a scale bar beside a strip
_INSET_SCALES = (100_000, 150_000, 200_000, 250_000, 300_000, 400_000, 500_000)
_GRID_MM = 2.0
_GAP_MM = 2.5
# The side of an inset: the least, what each site beyond a few adds, the most.
_SIDE_MM, _FEW_SITES, _MORE_MM, _LARGEST_SIDE_MM = 38.0, 3, 3.0, 50.0


@dataclass(frozen=True)
class Inset:
    """A second map of larger scale over free ground; ``x``, ``y`` in mm from the main map's upper left corner.

    ``scale_bar`` stands INSIDE; in a strip of insets of one scale the last has it BESIDE itself and the others none.
    ``ground`` is a part of the inset that symbols must leave free (mm from its lower left corner). A part of the region
    in a reference system ``crs`` of its own shows ``own``, a frame in that system.
    """

    frame: MapFrame
    x: float
    y: float
    scale_bar: str | None = INSIDE
    ground: tuple[float, float, float, float] | None = None
    own: MapFrame | None = None
    crs: str = ""

    @property
    def title(self) -> str:
        """The name printed in its corner."""
        return self.frame.name


def frame_names(main: MapFrame, insets: Sequence[Inset]) -> list[str]:
    """The names of a sheet's frames, the main one first."""
    return [main.name, *(inset.frame.name for inset in insets)]


def reserved_boxes(frame: MapFrame, insets: Sequence[Inset]) -> np.ndarray:
    """Where symbols and names must not stand: (n, 4) x_min, y_min, x_max, y_max, mm from the frame's lower left corner.

    On the main map these are the insets; in an inset its own title and scale bar.
    """
    width, height = frame.width_mm, frame.height_mm
    if frame.name != MAIN:
        title = (0, height - TITLE_MM[1], min(TITLE_MM[0], width), height)
        ground = next((inset.ground for inset in insets if inset.frame is frame), None)
        return np.array([title, ground or (0, 0, 0.55 * width, SCALE_BAR_MM)], dtype=float)
    boxes = [(i.x, height - i.y - i.frame.height_mm, i.x + i.frame.width_mm, height - i.y) for i in insets]
    return np.array(boxes, dtype=float).reshape(-1, 4)


def fit(
    bounds: Sequence[float], width_mm: float, height_mm: float, margin_mm: float = 5.0, name: str = MAIN
) -> MapFrame:
    """The frame of this size that shows ``bounds`` (x_min, y_min, x_max, y_max) centred and as large as it can."""
    x_min, y_min, x_max, y_max = bounds
    unit_per_mm = max((x_max - x_min) / (width_mm - 2 * margin_mm), (y_max - y_min) / (height_mm - 2 * margin_mm))
    half_width, half_height = width_mm * unit_per_mm / 2, height_mm * unit_per_mm / 2
    x, y = (x_min + x_max) / 2, (y_min + y_max) / 2
    return MapFrame(name, x - half_width, y - half_height, x + half_width, y + half_height, width_mm)


def crowded_places(
    xy: np.ndarray, names: Sequence[str], frame: MapFrame, near_mm: float = 5.0, at_least: int = 3, most: int = 2
) -> list[tuple[str, np.ndarray]]:
    """Groups of sites too close to be read at the frame's scale: (name, coordinates), the largest and densest first.

    Two sites are of one group when a chain of steps under ``near_mm`` on paper joins them. The commonest name names
    it, among several the one that comes first.
    """
    xy = np.asarray(xy, dtype=float).reshape(-1, 2)
    if len(xy) < at_least:
        return []
    from scipy.cluster.hierarchy import fcluster, linkage

    groups = fcluster(linkage(xy, "single"), near_mm * frame.unit_per_mm, criterion="distance")
    places = []
    for group in np.unique(groups):
        members = np.flatnonzero(groups == group)
        if len(members) >= at_least:
            # Counter keeps the order of its first sights.
            places.append((Counter(names[i] for i in members).most_common(1)[0][0], xy[members]))
    places.sort(key=lambda place: (-len(place[1]), np.ptp(place[1], axis=0).max(), place[0]))
    return places[:most]


def place_insets(
    places: Sequence[tuple[str, np.ndarray]],
    land: shapely.Geometry,
    frame: MapFrame,
    margin_mm: float = 4.0,
    others: Sequence[Inset] = (),
) -> list[Inset]:
    """One inset a place, at a round scale that spreads it, on the free ground nearest to the lower left corner.

    The place of most sites, among equals the widest, has the first choice. ``land`` and the insets of ``others`` are
    what an inset must not cover. A place of many sites gets a larger inset where there is room for it, one for which no
    free ground is left gets none.
    """
    insets: list[Inset] = []
    taken = [shapely.box(i.x, i.y, i.x + i.frame.width_mm, i.y + i.frame.height_mm) for i in others]
    land_on_page = to_page(land, frame)
    for name, xy in sorted(places, key=lambda place: (-len(place[1]), -np.ptp(place[1], axis=0).max())):
        wanted = min(_SIDE_MM + _MORE_MM * max(len(xy) - _FEW_SITES, 0), _LARGEST_SIDE_MM)
        blocked = [land_on_page, *taken]
        spots = ((side, free_spot((side, side), frame, blocked)) for side in dict.fromkeys((wanted, _SIDE_MM)))
        size_mm, spot = next((found for found in spots if found[1] is not None), (_SIDE_MM, None))
        if spot is None:
            continue
        taken.append(shapely.box(spot[0], spot[1], spot[0] + size_mm, spot[1] + size_mm))
        insets.append(Inset(_around(name, xy, size_mm, margin_mm), *spot))
    return insets


def _around(name: str, xy: np.ndarray, size_mm: float, margin_mm: float) -> MapFrame:
    low, high = xy.min(axis=0), xy.max(axis=0)
    needed = max(*(high - low), 1.0) / (size_mm - 2 * margin_mm - 8.0)
    unit_per_mm = next((scale / 1000 for scale in _INSET_SCALES if scale / 1000 >= needed), _INSET_SCALES[-1] / 1000)
    x, y = (low + high) / 2
    half = size_mm * unit_per_mm / 2
    return MapFrame(name, x - half, y - half, x + half, y + half, size_mm)


def to_page(geometry: shapely.Geometry, frame: MapFrame) -> shapely.Geometry:
    """The geometry in millimetres from the frame's upper left corner, y downwards."""

    def transform(coordinates: np.ndarray) -> np.ndarray:
        page = np.empty_like(coordinates)
        page[:, 0] = (coordinates[:, 0] - frame.x_min) / frame.unit_per_mm
        page[:, 1] = (frame.y_max - coordinates[:, 1]) / frame.unit_per_mm
        return page

    return shapely.transform(geometry, transform)


def free_spot(
    size_mm: tuple[float, float], frame: MapFrame, blocked: Sequence[shapely.Geometry], from_top: bool = False
) -> tuple[float, float] | None:
    """Where a rectangle (width, height) keeps off all that is blocked: its upper left corner, in mm on the page.

    The nearest to the lower left corner of the map, or to the upper one; None where there is no such place.
    """
    width, height = size_mm
    xs = np.arange(_GAP_MM, frame.width_mm - width - _GAP_MM, _GRID_MM)
    ys = np.arange(_GAP_MM, frame.height_mm - height - _GAP_MM, _GRID_MM)
    x, y = (axis.ravel() for axis in np.meshgrid(xs, ys))
    boxes = shapely.box(x - _GAP_MM, y - _GAP_MM, x + width + _GAP_MM, y + height + _GAP_MM)
    together = shapely.union_all(list(blocked))
    shapely.prepare(together)
    free = np.flatnonzero(~shapely.intersects(together, boxes))
    if not len(free):
        return None
    from_corner = np.hypot(x[free], y[free] if from_top else frame.height_mm - height - y[free])
    best = free[np.argmin(from_corner)]
    return float(x[best]), float(y[best])
