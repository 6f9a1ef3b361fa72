"""Points onto roads: the nearest point of the nearest usable segment."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from .graph import Graph

CONNECTOR_SPEED = 20.0  # km/h between a point and the road: a yard, a car park
MAX_DISTANCE = 2000.0
MIN_COMPONENT = 1000.0  # metres: a shorter piece of road, cut off from the rest, is a drawing fault


@dataclass(frozen=True)
class Snapped:
    """Points on a graph, all (p,).

    ``segment`` (-1: too far from any road), ``part`` of the way along it (0 to 1), ``distance`` in metres to the road
    and the connector's ``seconds``.
    """

    segment: np.ndarray
    part: np.ndarray
    distance: np.ndarray
    seconds: np.ndarray

    def __len__(self) -> int:
        return len(self.segment)

    def take(self, chosen: np.ndarray) -> Snapped:
        """Some of the points, by number or mask."""
        return Snapped(self.segment[chosen], self.part[chosen], self.distance[chosen], self.seconds[chosen])


def snap(
    graph: Graph,
    xy: np.ndarray,
    max_distance: float = MAX_DISTANCE,
    *,
    connector_speed: float = CONNECTOR_SPEED,
    min_component: float = MIN_COMPONENT,
) -> Snapped:
    """Snap points to the nearest point of the nearest usable segment.

    Args:
        graph: the road graph.
        xy: (p, 2) metres, in the graph's CRS; NaN for a point without coordinates.
        max_distance: metres beyond which a point is not on the network.
        connector_speed: km/h from the point to the road.
        min_component: metres of road a connected part must have; ferries are never snapped to.
    """
    xy = np.asarray(xy, dtype=float).reshape(-1, 2)
    usable = ~graph.roads.ferry & (graph.component_length >= min_component)[graph.component[graph.tail]]
    segment = np.full(len(xy), -1, dtype=np.intp)
    part, distance = np.zeros(len(xy)), np.full(len(xy), np.nan)
    left = np.flatnonzero(np.isfinite(xy).all(axis=1))
    radius = min(250.0, max_distance)
    while left.size:
        near = np.flatnonzero(usable & _near_any(graph.boxes, xy[left], radius))
        if near.size:
            lines = _lines(graph.roads.coords, graph.roads.offsets, near)
            points = shapely.points(xy[left])
            nearest = shapely.STRtree(lines).nearest(points)
            gap = shapely.distance(points, lines[nearest])
            found = gap <= radius
            chosen, line = left[found], lines[nearest[found]]
            segment[chosen], distance[chosen] = near[nearest[found]], gap[found]
            part[chosen] = np.clip(shapely.line_locate_point(line, points[found], normalized=True), 0.0, 1.0)
            left = left[~found]
        if radius >= max_distance:
            break
        radius = min(radius * 4.0, max_distance)
    seconds = np.where(segment >= 0, distance / connector_speed * 3.6, np.inf)
    return Snapped(segment, part, distance, seconds)


def _near_any(boxes: np.ndarray, points: np.ndarray, radius: float) -> np.ndarray:
    """Boxes that may come within the radius of some point: cells around the points are marked, boxes count theirs."""
    origin = points.min(axis=0) - 2.0 * radius
    shape = np.ceil((points.max(axis=0) - origin) / radius).astype(np.intp) + 3
    size = radius
    while shape.prod() > 4_000_000:  # scattered points: a coarser grid stays exact
        size *= 2.0
        shape = np.ceil((points.max(axis=0) - origin) / size).astype(np.intp) + 3
    marked = np.zeros(shape + 1, dtype=np.intp)
    cell = ((points - origin) / size).astype(np.intp)
    for column in (-1, 0, 1):
        for row in (-1, 0, 1):
            marked[np.clip(cell[:, 0] + column, 0, None) + 1, np.clip(cell[:, 1] + row, 0, None) + 1] = 1
    total = marked.cumsum(axis=0).cumsum(axis=1)
    low = np.clip(np.floor((boxes[:, :2] - origin) / size), 0, shape).astype(np.intp)
    high = np.clip(np.floor((boxes[:, 2:] - origin) / size) + 1, 0, shape).astype(np.intp)
    inside = total[high[:, 0], high[:, 1]] - total[low[:, 0], high[:, 1]]
    return inside - total[high[:, 0], low[:, 1]] + total[low[:, 0], low[:, 1]] > 0


def _lines(coords: np.ndarray, offsets: np.ndarray, chosen: np.ndarray) -> np.ndarray:
    count = offsets[chosen + 1] - offsets[chosen]
    ends = np.cumsum(count)
    vertex = np.arange(ends[-1]) + np.repeat(offsets[chosen] - ends + count, count)
    return shapely.linestrings(coords.take(vertex, axis=0), indices=np.repeat(np.arange(len(chosen)), count))
