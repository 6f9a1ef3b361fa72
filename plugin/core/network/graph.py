"""The routable graph of a road network: nodes in Morton order, simple directed arcs, the segments' geometry."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from ..findings import InputError
from .reduce import Reduced, reduce_edges
from .roads import RoadArrays
from .sorting import distinct

if TYPE_CHECKING:
    from scipy import sparse

# End points closer than this are one node: road layers repeat the same coordinates, reprojection moves them by less.
TOLERANCE = 0.1
_PART = 50_000  # points


@dataclass(frozen=True)
class Arcs:
    """Directed arcs in rows: those leaving node i are ``heads[starts[i]:starts[i + 1]]`` with ``seconds`` alike."""

    starts: np.ndarray
    heads: np.ndarray
    seconds: np.ndarray

    @property
    def size(self) -> int:
        """The number of nodes."""
        return len(self.starts) - 1

    @cached_property
    def bucket(self) -> float:
        """Seconds of a bucket of the search: a few mean arcs, enough to fill numpy calls and to spread few twice."""
        return 4.0 * float(self.seconds.mean()) if len(self.seconds) else 1.0

    @classmethod
    def build(cls, size: int, tails: np.ndarray, heads: np.ndarray, seconds: np.ndarray) -> Arcs:
        """Rows from a list of arcs without duplicates; infinite ones are left out."""
        from scipy import sparse  # pages that only name access times stand without scipy

        usable = np.isfinite(seconds)
        table = sparse.coo_matrix((seconds[usable], (tails[usable], heads[usable])), shape=(size, size)).tocsr()
        return cls(table.indptr.astype(np.intp), table.indices.astype(np.intp), table.data)

    def matrix(self) -> sparse.csr_matrix:
        """The same arcs as a scipy matrix."""
        from scipy import sparse

        return sparse.csr_matrix((self.seconds, self.heads, self.starts), shape=(self.size, self.size))

    def reversed(self) -> Arcs:
        """The same arcs, driven backwards."""
        table = self.matrix().T.tocsr()
        return Arcs(table.indptr.astype(np.intp), table.indices.astype(np.intp), table.data)


@dataclass(frozen=True)
class Graph:
    """Roads as a graph.

    ``tail`` and ``head`` (n,) are the nodes of each segment's first and last vertex, ``nodes`` (k, 2) their coordinates
    in metres. ``low``, ``high``, ``up``, ``down`` are the simple edges (parallels merged, loops gone): seconds low ->
    high and back.
    """

    roads: RoadArrays
    nodes: np.ndarray
    tail: np.ndarray
    head: np.ndarray
    low: np.ndarray
    high: np.ndarray
    up: np.ndarray
    down: np.ndarray
    reduced: Reduced

    @property
    def size(self) -> int:
        """The number of nodes."""
        return len(self.nodes)

    @cached_property
    def leaving(self) -> Arcs:
        """Arcs by the node they leave: what a search from the sites follows."""
        tails, heads = np.concatenate([self.low, self.high]), np.concatenate([self.high, self.low])
        return Arcs.build(self.size, tails, heads, np.concatenate([self.up, self.down]))

    @cached_property
    def entering(self) -> Arcs:
        """Arcs by the node they enter: what a search to the sites follows, against the traffic."""
        return self.leaving if np.array_equal(self.up, self.down) else self.leaving.reversed()

    @cached_property
    def boxes(self) -> np.ndarray:
        """Bounds (n, 4) of the segments: least x and y, greatest x and y."""
        starts, coords = self.roads.offsets[:-1], self.roads.coords
        columns = [edge.reduceat(coords[:, axis], starts) for edge in (np.minimum, np.maximum) for axis in (0, 1)]
        return np.column_stack(columns)

    @cached_property
    def core_leaving(self) -> Arcs:
        """Arcs of the reduced graph, between core numbers, by the node they leave."""
        return Arcs.build(len(self.reduced.core), self.reduced.tails, self.reduced.heads, self.reduced.seconds)

    @cached_property
    def core_entering(self) -> Arcs:
        """The same by the node they enter."""
        return self.core_leaving.reversed()

    @cached_property
    def component(self) -> np.ndarray:
        """Number (k,) of the connected part each node lies in, whatever the direction of traffic."""
        from scipy import sparse
        from scipy.sparse import csgraph

        ones = np.ones(len(self.low), dtype=np.int8)
        table = sparse.coo_matrix((ones, (self.low, self.high)), shape=(self.size, self.size)).tocsr()
        return csgraph.connected_components(table, directed=False)[1]

    @cached_property
    def component_length(self) -> np.ndarray:
        """Metres of road in each connected part."""
        return np.bincount(
            self.component[self.tail], weights=self.roads.length, minlength=self.component.max(initial=-1) + 1
        )


def build_graph(roads: RoadArrays, tolerance: float = TOLERANCE) -> Graph:
    """Build and reduce the graph of road segments.

    Args:
        roads: passable segments in a metric CRS.
        tolerance: metres within which end points are one node (on a grid of that size).

    Raises:
        InputError: RES10, no passable segment.
    """
    if len(roads) == 0:
        raise InputError.of("RES10")
    ends = roads.coords.take(np.concatenate([roads.offsets[:-1], roads.offsets[1:] - 1]), axis=0)
    order, _, first = distinct(_cell_keys(ends, tolerance))
    number = np.zeros(len(ends), dtype=np.intp)
    number[first] = 1
    node = np.empty(len(ends), dtype=np.intp)
    node[order] = np.cumsum(number) - 1
    tail, head = node[: len(roads)], node[len(roads) :]
    low, high, up, down = _simple_edges(tail, head, roads.forward, roads.backward, len(first))
    reduced = reduce_edges(len(first), low, high, up, down)
    return Graph(roads, ends.take(order[first], axis=0), tail, head, low, high, up, down, reduced)


def _cell_keys(points: np.ndarray, size: float) -> np.ndarray:
    """Z-order keys (n,) of the grid cells the points (n, 2) round to; a part at a time, which stays in the cache."""
    low = points.min(axis=0)
    keys = np.empty(len(points), dtype=np.uint64)
    for start in range(0, len(points), _PART):
        cells = points[start : start + _PART] - low
        cells /= size
        np.rint(cells, out=cells)
        keys[start : start + _PART] = morton(cells[:, 0].astype(np.uint64), cells[:, 1].astype(np.uint64))
    return keys


def morton(column: np.ndarray, row: np.ndarray) -> np.ndarray:
    """Z-order keys (uint64) of grid cells below 2**32: neighbours on the ground stay neighbours in memory."""
    return _spread(column) | (_spread(row) << np.uint64(1))


def _spread(value: np.ndarray) -> np.ndarray:
    value = value.astype(np.uint64)
    for shift, mask in (
        (16, 0x0000FFFF0000FFFF),
        (8, 0x00FF00FF00FF00FF),
        (4, 0x0F0F0F0F0F0F0F0F),
        (2, 0x3333333333333333),
        (1, 0x5555555555555555),
    ):
        value = (value | (value << np.uint64(shift))) & np.uint64(mask)
    return value


def _simple_edges(
    tail: np.ndarray, head: np.ndarray, forward: np.ndarray, backward: np.ndarray, size: int
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """One edge a pair of nodes, with the least seconds each way; loops and edges closed both ways are left out."""
    straight = tail < head
    low, high = np.minimum(tail, head), np.maximum(tail, head)
    up, down = np.where(straight, forward, backward), np.where(straight, backward, forward)
    usable = np.flatnonzero((low != high) & (np.isfinite(up) | np.isfinite(down)))
    if not len(usable):
        return low[:0], high[:0], up[:0], down[:0]
    bits = size.bit_length()
    order, pairs, first = distinct(low[usable] << bits | high[usable])
    usable = usable[order]
    return (
        pairs >> bits,
        pairs & ((1 << bits) - 1),
        np.minimum.reduceat(up[usable], first),
        np.minimum.reduceat(down[usable], first),
    )
