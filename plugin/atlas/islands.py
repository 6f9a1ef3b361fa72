"""Small islands in a strip of named insets at one scale: on the region's map they are too small to show anything."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
import pandas as pd
import shapely

from ..core.map_frame import MapFrame
from .page import BESIDE, BESIDE_MM, Inset, free_spot, to_page

_LARGEST_MM = 8.0  # an island larger than this on paper is read on the map itself
_CLOSE = 1_500.0  # metres: islands nearer to each other than this share a cell
_SCALES = (250_000, 300_000, 400_000, 500_000, 600_000)
_MARGIN_MM = 1.2  # around the island in its cell
_NAME_MM = 4.4  # height of its name
_SYMBOL_MM = 5.0  # beside the island, for the symbol of its site: over it, it would hide it

Island = tuple[str, np.ndarray]


def small_islands(region: shapely.Geometry, communes: pd.DataFrame, frame: MapFrame) -> list[Island]:
    """The inhabited islands too small for the frame, from west to east: name and bounds (x_min, y_min, x_max, y_max).

    An island is a part of the region other than its largest that holds a town hall; it goes by its commune's name.
    """
    parts = shapely.get_parts(region)
    parts = np.delete(parts, np.argmax(shapely.area(parts)))
    if not len(parts):
        return []
    known = communes.dropna(subset=["x_mairie", "y_mairie"])
    halls = shapely.points(known["x_mairie"].to_numpy(dtype=float), known["y_mairie"].to_numpy(dtype=float))
    hall, part = shapely.STRtree(parts).query(halls, predicate="intersects")
    islands = []
    for number in np.unique(part):
        bounds = shapely.bounds(parts[number])
        names = known["nom"].to_numpy()[hall[part == number]]
        if len(names) == 1 and max(bounds[2] - bounds[0], bounds[3] - bounds[1]) <= _LARGEST_MM * frame.unit_per_mm:
            islands.append((str(names[0]), bounds))
    return _joined(sorted(islands, key=lambda island: island[1][0]))


def _joined(islands: list[Island]) -> list[Island]:
    """Islands close to each other as one, under both names."""
    joined: list[Island] = []
    for name, bounds in islands:
        near = shapely.buffer(shapely.box(*bounds), _CLOSE)
        if joined and near.intersects(shapely.box(*joined[-1][1])):
            before, other = joined.pop()
            low, high = np.minimum(other[:2], bounds[:2]), np.maximum(other[2:], bounds[2:])
            joined.append((f"{before}, {name}", np.concatenate([low, high])))
        else:
            joined.append((name, bounds))
    return joined


def island_strip(
    islands: Sequence[Island], land: shapely.Geometry, frame: MapFrame, text_mm: Callable[[str], float]
) -> list[Inset]:
    """The islands side by side at the largest scale for which free ground is left near the upper left corner.

    ``text_mm`` gives the width of a name. The last cell carries the scale bar beside it. Empty where no scale fits.
    """
    blocked = to_page(land, frame)
    for scale in _SCALES if islands else ():
        unit = scale / 1000
        widths = [
            max((bounds[2] - bounds[0]) / unit + 2 * _MARGIN_MM + _SYMBOL_MM, text_mm(name) + 2 * _MARGIN_MM)
            for name, bounds in islands
        ]
        height = max((bounds[3] - bounds[1]) / unit for _, bounds in islands) + _NAME_MM + _MARGIN_MM
        spot = free_spot((sum(widths) + BESIDE_MM, height), frame, [blocked], from_top=True)
        if spot is not None:
            return _row(islands, widths, height, unit, spot)
    return []


def _row(
    islands: Sequence[Island], widths: list[float], height: float, unit: float, spot: tuple[float, float]
) -> list[Inset]:
    insets = []
    left = spot[0]
    for number, ((name, bounds), width) in enumerate(zip(islands, widths, strict=True)):
        island_width, island_height = (bounds[2] - bounds[0]) / unit, (bounds[3] - bounds[1]) / unit
        # The island stands in the middle of what its name and the symbol at its right leave free.
        from_left = (width - _SYMBOL_MM - island_width) / 2
        from_bottom = (height - _NAME_MM - island_height) / 2
        x, y = bounds[0] - from_left * unit, bounds[1] - from_bottom * unit
        frame = MapFrame(name, x, y, x + width * unit, y + height * unit, width)
        ground = (from_left, from_bottom, from_left + island_width, from_bottom + island_height)
        insets.append(Inset(frame, left, spot[1], BESIDE if number == len(islands) - 1 else None, ground))
        left += width
    return insets
