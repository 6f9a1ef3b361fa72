"""The arcs of a coverage: every border once, the polygon on either side, and the rings as sequences of arcs.

The method is TopoJSON's: vertices are matched exactly, a node is a vertex where other than two distinct segments
meet, an arc runs from node to node. Only a clean coverage has such arcs (`coverage.clean` makes one).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from ..pause import pause

OUTSIDE = -1


@dataclass(frozen=True)
class Topology:
    """Arcs and rings of ``count`` polygons.

    ``arcs`` are LineStrings; ``left`` and ``right`` the index of the polygon on either side, -1 outside. ``arc``,
    ``forward`` and ``ring`` have one entry for each use of an arc, in the order of the rings; ``ring_owner`` gives
    the polygon of a ring.
    """

    count: int
    arcs: np.ndarray
    left: np.ndarray
    right: np.ndarray
    arc: np.ndarray
    forward: np.ndarray
    ring: np.ndarray
    ring_owner: np.ndarray

    def pairs(self) -> np.ndarray:
        """The neighbours (m, 2), each pair once with the smaller index first, sorted."""
        inner = (self.left != OUTSIDE) & (self.right != OUTSIDE) & (self.left != self.right)
        both = np.column_stack([self.left[inner], self.right[inner]])
        return np.unique(np.sort(both, axis=1), axis=0)


def build(polygons: Sequence[shapely.Geometry] | np.ndarray) -> Topology:
    """The topology of a clean coverage of n (multi)polygons, in one pass of numpy.

    Raises:
        ValueError: a segment is shared by more than two polygons, or by two polygons on the same side: the coverage
        is not clean.
    """
    # Once normalised, shells run clockwise and holes the other way: the polygon lies on the right of each of its
    # rings.
    geometries = shapely.normalize(shapely.force_2d(np.asarray(polygons, dtype=object)))
    parts, part_owner = shapely.get_parts(geometries, return_index=True)
    rings, ring_part = shapely.get_rings(parts, return_index=True)
    ring_owner = part_owner[ring_part]
    nodes, ring, points = _open_rings(rings)
    if not len(nodes):
        nothing = np.empty(0, dtype=np.int64)
        none, no_way = np.empty(0, dtype=object), nothing.astype(bool)
        return Topology(len(geometries), none, nothing, nothing, nothing, no_way, nothing, ring_owner)
    first = np.r_[True, ring[1:] != ring[:-1]]
    following = _next_position(first)
    pause()

    segment_key = _pair_key(nodes, nodes[following], len(points))
    keys, segment = np.unique(segment_key, return_inverse=True)
    if not _is_clean(segment, nodes < nodes[following]):
        raise ValueError("not a clean coverage: a border is used more than twice, or twice on the same side")
    degree = np.bincount(np.r_[keys // len(points), keys % len(points)], minlength=len(points))

    pause()
    order = _start_at_junction(first, degree[nodes] != 2)
    nodes, segment = nodes[order], segment[order]
    starts = np.flatnonzero(first | (degree[nodes] != 2))
    arc_name = np.minimum.reduceat(segment, starts)
    _, original, arc = np.unique(arc_name, return_index=True, return_inverse=True)

    lengths = np.diff(np.r_[starts, len(nodes)])
    arcs = _lines(points, nodes, starts[original], lengths[original], _next_position(first))
    forward = np.zeros(len(starts), dtype=bool)
    forward[original] = True
    owner = ring_owner[ring[starts]]
    right = owner[original]
    left = np.full(len(original), OUTSIDE, dtype=np.int64)
    left[arc[~forward]] = owner[~forward]
    return Topology(len(geometries), arcs, left, right, arc, forward, ring[starts], ring_owner)


def _open_rings(rings: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rings without their closing vertex: node and ring of each position, coordinates of the nodes (m, 2)."""
    coordinates, ring = shapely.get_coordinates(rings, return_index=True)
    keep = np.r_[ring[1:] == ring[:-1], False] if len(ring) else np.empty(0, dtype=bool)
    packed = np.ascontiguousarray(coordinates[keep]).view(np.complex128).ravel()
    distinct, nodes = np.unique(packed, return_inverse=True)
    nodes, ring = nodes.astype(np.int64), ring[keep]
    # A repeated vertex would be a segment of no length.
    first = np.r_[True, ring[1:] != ring[:-1]] if len(ring) else np.empty(0, dtype=bool)
    lasting = nodes != nodes[_next_position(first)] if len(ring) else first
    return nodes[lasting], ring[lasting], np.column_stack([distinct.real, distinct.imag])


def _next_position(first: np.ndarray) -> np.ndarray:
    """For each position of rings laid end to end, the position that follows in its ring."""
    starts = np.flatnonzero(first)
    following = np.arange(1, len(first) + 1)
    following[np.r_[starts[1:], len(first)] - 1] = starts
    return following


def _pair_key(a: np.ndarray, b: np.ndarray, count: int) -> np.ndarray:
    return np.minimum(a, b) * np.int64(count) + np.maximum(a, b)


def _start_at_junction(first: np.ndarray, junction: np.ndarray) -> np.ndarray:
    """An order of the positions in which each ring that has a junction begins at one."""
    starts = np.flatnonzero(first)
    lengths = np.diff(np.r_[starts, len(first)])
    position = np.arange(len(first))
    candidate = np.where(junction, position, len(first))
    found = np.minimum.reduceat(candidate, starts)
    shift = np.where(found < len(first), found - starts, 0)
    start = np.repeat(starts, lengths)
    return start + (position - start + np.repeat(shift, lengths)) % np.repeat(lengths, lengths)


def _lines(
    points: np.ndarray, nodes: np.ndarray, starts: np.ndarray, lengths: np.ndarray, following: np.ndarray
) -> np.ndarray:
    """LineStrings of the arcs that begin at ``starts`` and have ``lengths`` segments."""
    line = np.repeat(np.arange(len(starts)), lengths + 1)
    offset = np.arange(len(line)) - np.repeat(np.cumsum(lengths + 1) - (lengths + 1), lengths + 1)
    last = offset == np.repeat(lengths, lengths + 1)
    position = np.repeat(starts, lengths + 1) + offset - last
    position[last] = following[position[last]]
    return shapely.linestrings(points[nodes[position]], indices=line)


def _is_clean(segment: np.ndarray, ascending: np.ndarray) -> bool:
    """Whether each segment is used once, or twice in opposite ways (the polygons then lie on its two sides)."""
    uses = np.bincount(segment)
    ways = np.bincount(segment, weights=np.where(ascending, 1, -1))
    return bool((uses <= 2).all() and (ways[uses == 2] == 0).all())


def rebuild(topology: Topology, arcs: np.ndarray) -> np.ndarray:
    """The polygons again, their borders replaced by ``arcs`` (a LineString for each arc, with the same ends)."""
    lines = [shapely.get_coordinates(line) for line in arcs]
    pieces = [
        lines[arc][:-1] if forward else lines[arc][:0:-1]
        for arc, forward in zip(topology.arc, topology.forward, strict=True)
    ]
    sizes = np.array([len(piece) for piece in pieces])
    rings = shapely.linearrings(np.concatenate(pieces), indices=np.repeat(topology.ring, sizes))
    return polygons_of_rings(rings, topology.ring_owner, topology.count)


def polygons_of_rings(rings: np.ndarray, owner: np.ndarray, count: int) -> np.ndarray:
    """One multipolygon an owner from its rings: clockwise ones are shells, others holes of the shell before them."""
    # get_rings gives a part's shell first and its holes after it, and a part's rings keep that order here.
    shell = ~shapely.is_ccw(rings)
    part = np.cumsum(shell) - 1
    holes: dict[int, list[shapely.Geometry]] = {}
    for index in np.flatnonzero(~shell):
        holes.setdefault(int(part[index]), []).append(rings[index])
    shells = rings[shell]
    polygons = shapely.polygons(shells)
    for index, inner in holes.items():
        polygons[index] = shapely.polygons(shells[index], holes=inner)
    part_owner = owner[shell]
    result = np.full(count, shapely.MultiPolygon(), dtype=object)
    present = np.unique(part_owner)
    result[present] = shapely.multipolygons(polygons, indices=np.searchsorted(present, part_owner))
    return result


def borders(topology: Topology, ids: Sequence[object]) -> pd.DataFrame:
    """The borders, each once: ``left`` and ``right`` (ids; None outside), ``geometry`` a MultiLineString a pair.

    A row whose ``right`` is None is outer border (coast, or the region's limit on land); ``left`` is then the
    polygon it bounds.
    """
    names = np.array([*ids, None], dtype=object)  # index -1 is outside
    low, high = np.minimum(topology.left, topology.right), np.maximum(topology.left, topology.right)
    outer = low == OUTSIDE
    a, b = np.where(outer, high, low), np.where(outer, OUTSIDE, high)
    pairs, group = np.unique(np.column_stack([a, b]), axis=0, return_inverse=True)
    order = np.argsort(group, kind="stable")
    lines = shapely.line_merge(shapely.multilinestrings(topology.arcs[order], indices=group[order]))
    pieces, pair = shapely.get_parts(lines, return_index=True)
    joined = shapely.multilinestrings(pieces, indices=pair)
    return pd.DataFrame({"left": names[pairs[:, 0]], "right": names[pairs[:, 1]], "geometry": joined})
