"""Insets of overseas parts, one under the other at the left of the main map, each in its own reference system."""

from __future__ import annotations

from collections.abc import Sequence

import shapely

from ..core.map_frame import MapFrame
from ..gis.overseas import OverseasPart
from .page import MAIN, Inset, fit

_NARROWEST_MM, _WIDEST_MM, _TALLEST_MM = 24.0, 38.0, 46.0
_GAP_MM, _MARGIN_MM = 2.5, 1.5
_TITLE_MM, _SCALE_BAR_MM = 4.5, 5.0


def main_frame(mainland: shapely.Geometry, parts: Sequence[OverseasPart], size: tuple[float, float]) -> MapFrame:
    """The frame of the main map (``size`` in mm): its land stands right of the overseas insets, if there are any."""
    if not parts:
        return fit(shapely.bounds(mainland), *size)
    width, height = size
    strip = max(_width(part, _height(parts, height)) for part in parts) + 2 * _GAP_MM
    beside = fit(shapely.bounds(mainland), width - strip, height)
    return MapFrame(MAIN, beside.x_min - strip * beside.unit_per_mm, *beside.bounds[1:], width)


def overseas_insets(parts: Sequence[OverseasPart], frame: MapFrame, workspace_crs: str) -> list[Inset]:
    """An inset a part, at the scale its own extent asks for.

    The inset's ``frame``, in the workspace's system, tells which sites lie in it; ``own`` is what the map shows.
    """
    height = _height(parts, frame.height_mm)
    insets = []
    for number, part in enumerate(parts):
        width = _width(part, height)
        own = _own_frame(part, width, height)
        x, y = shapely.get_coordinates(shapely.centroid(shapely.box(*shapely.bounds(part.outline))))[0]
        half = own.unit_per_mm * part.unit_ratio(workspace_crs) / 2
        around = MapFrame(part.name, x - half * width, y - half * height, x + half * width, y + half * height, width)
        insets.append(Inset(around, _GAP_MM, _GAP_MM + number * (height + _GAP_MM), own=own, crs=part.crs))
    return insets


def _height(parts: Sequence[OverseasPart], of_map: float) -> float:
    """Height of every inset: they share that of the map."""
    return min((of_map - _GAP_MM) / max(len(parts), 1) - _GAP_MM, _TALLEST_MM)


def _width(part: OverseasPart, height: float) -> float:
    """Width of an inset, from the part's own proportions."""
    x_min, y_min, x_max, y_max = part.own_bounds
    inner = height - _TITLE_MM - _SCALE_BAR_MM - 2 * _MARGIN_MM
    wanted = inner * (x_max - x_min) / (y_max - y_min) + 2 * _MARGIN_MM
    return min(max(wanted, _NARROWEST_MM), _WIDEST_MM)


def _own_frame(part: OverseasPart, width: float, height: float) -> MapFrame:
    """The part between the name over it and the scale bar under it."""
    inner = fit(part.own_bounds, width, height - _TITLE_MM - _SCALE_BAR_MM, margin_mm=_MARGIN_MM)
    unit = inner.unit_per_mm
    bottom, top = inner.y_min - _SCALE_BAR_MM * unit, inner.y_max + _TITLE_MM * unit
    return MapFrame(part.name, inner.x_min, bottom, inner.x_max, top, width)
