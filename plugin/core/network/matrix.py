"""Times between many sites and many targets: searches run together, on copies of the reduced graph."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np

from .field import FROM_SITE, TO_SITE
from .graph import Graph
from .relax import relax
from .search import same_segment_seconds, way_off
from .snap import Snapped

_CELLS = 16_000_000  # core nodes of all copies searched together: 128 MB of seconds


def time_matrix(
    graph: Graph,
    sites: Snapped,
    delays: np.ndarray | None,
    targets: Snapped,
    limit: float = np.inf,
    *,
    direction: str = FROM_SITE,
    canceled: Callable[[], bool] = lambda: False,
) -> np.ndarray:
    """Minutes (sites, targets), NaN where not reached within ``limit`` seconds; arguments as `nearest_times`."""
    table = np.full((len(sites), len(targets)), np.nan)
    for numbers, seconds in _batches(graph, sites, delays, targets, limit, direction, canceled):
        table[numbers] = np.where(seconds <= limit, seconds / 60.0, np.nan)
    table[np.isinf(table)] = np.nan
    return table


def times_within(
    graph: Graph,
    sites: Snapped,
    targets: Snapped,
    limit: float,
    *,
    direction: str = TO_SITE,
    canceled: Callable[[], bool] = lambda: False,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Only the pairs within ``limit`` seconds: site numbers, target numbers and minutes, all (p,), by rising site."""
    found: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
    for numbers, seconds in _batches(graph, sites, None, targets, limit, direction, canceled):
        row, target = np.nonzero(seconds <= limit)
        found.append((numbers[row], target, seconds[row, target] / 60.0))
    if not found:
        return np.empty(0, dtype=np.intp), np.empty(0, dtype=np.intp), np.empty(0)
    site, target, minutes = (np.concatenate(column) for column in zip(*found, strict=True))
    return site, target, minutes


def _batches(
    graph: Graph,
    sites: Snapped,
    delays: np.ndarray | None,
    targets: Snapped,
    limit: float,
    direction: str,
    canceled: Callable[[], bool],
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Site numbers (b,) and seconds (b, targets), a batch at a time."""
    reduced, core = graph.reduced, len(graph.reduced.core)
    outward = direction == FROM_SITE
    arcs = graph.leaving if outward else graph.entering
    core_arcs = graph.core_leaving if outward else graph.core_entering
    reach = _Reach(graph, targets, direction)
    usable = np.flatnonzero(sites.segment >= 0)
    # Neighbouring sites go together: their searches touch the same memory.
    usable = usable[np.argsort(graph.tail[sites.segment[usable]], kind="stable")]
    room = max(min(_CELLS // max(core, 1), len(usable)), 1)
    seconds = np.full(room * core, np.inf)
    local = np.full(graph.size, np.inf)
    in_core = reduced.core_index >= 0
    for first in range(0, len(usable), room):
        if canceled():
            return
        numbers = usable[first : first + room]
        result = np.full((len(numbers), len(targets)), np.inf)
        touched: list[np.ndarray] = []
        front: list[np.ndarray] = []
        for copy, number in enumerate(numbers.tolist()):
            nodes = np.array([graph.tail[sites.segment[number]], graph.head[sites.segment[number]]])
            start = sites.seconds[number] + (0.0 if delays is None else float(delays[number]))
            begin = start + np.concatenate(way_off(graph, sites.segment[[number]], sites.part[[number]], direction))
            near: list[np.ndarray] = [nodes]
            np.minimum.at(local, nodes, begin)
            hidden = nodes[~in_core[nodes] & np.isfinite(local[nodes])]
            if hidden.size:
                relax(arcs, local, None, hidden, limit=limit, barrier=in_core, trace=near)
            reached = np.unique(np.concatenate(near))
            result[copy] = reach.by_nodes(local)
            ends = reached[in_core[reached]]
            ends = ends[local[ends] <= limit]
            states = copy * core + reduced.core_index[ends]
            seconds[states] = local[ends]
            front.append(states)
            local[reached] = np.inf
        together = np.concatenate(front)
        touched.append(together)
        relax(core_arcs, seconds[: len(numbers) * core], None, together, limit=limit, trace=touched, canceled=canceled)
        table = seconds[: len(numbers) * core].reshape(len(numbers), core)
        reach.by_core(table, result)
        seconds[np.concatenate(touched)] = np.inf
        same_segment_seconds(
            graph, direction, sites.take(numbers), None if delays is None else delays[numbers], targets, result
        )
        result += targets.seconds
        yield numbers, result


class _Reach:
    """How targets hang on nodes, and those on the core: each by at most two ways a node, two nodes a target."""

    def __init__(self, graph: Graph, targets: Snapped, direction: str):
        self.usable = np.flatnonzero(targets.segment >= 0)
        self.number = len(targets)
        segment, part = targets.segment[self.usable], targets.part[self.usable]
        opposite = TO_SITE if direction == FROM_SITE else FROM_SITE
        self.nodes = (graph.tail[segment], graph.head[segment])
        self.last = way_off(graph, segment, part, opposite)
        self.anchors = [_anchors(graph, nodes, direction) for nodes in self.nodes]

    def by_nodes(self, seconds: np.ndarray) -> np.ndarray:
        """Seconds (targets,) by times at nodes (k,)."""
        found = np.full(self.number, np.inf)
        ways = [seconds[nodes] + last for nodes, last in zip(self.nodes, self.last, strict=True)]
        found[self.usable] = np.minimum(*ways)
        return found

    def by_core(self, table: np.ndarray, result: np.ndarray) -> None:
        """Lower ``result`` (b, targets), in place, by times at the core (b, c)."""
        best = result[:, self.usable]
        for (ends, cost), last in zip(self.anchors, self.last, strict=True):
            for side in (0, 1):
                np.minimum(best, table[:, ends[:, side]] + (cost[:, side] + last), out=best)
        result[:, self.usable] = best


def _anchors(graph: Graph, nodes: np.ndarray, direction: str) -> tuple[np.ndarray, np.ndarray]:
    """Core numbers (m, 2) through which nodes are reached, and the seconds (m, 2) from there."""
    reduced = graph.reduced
    inner_cost, tree_cost = (
        (reduced.inner_from, reduced.tree_from) if direction == FROM_SITE else (reduced.inner_to, reduced.tree_to)
    )
    place = np.full(graph.size, -1, dtype=np.intp)
    place[reduced.tree] = np.arange(len(reduced.tree))
    in_tree = place[nodes] >= 0
    extra = np.zeros(len(nodes))
    root = nodes.copy()
    root[in_tree] = reduced.root[place[nodes[in_tree]]]
    extra[in_tree] = tree_cost[place[nodes[in_tree]]]
    place[reduced.inner] = np.arange(len(reduced.inner))
    is_inner = reduced.core_index[root] < 0
    ends = np.repeat(reduced.core_index[root][:, None], 2, axis=1)
    cost = np.repeat(extra[:, None], 2, axis=1)
    ends[is_inner] = reduced.ends[place[root[is_inner]]]
    cost[is_inner] += inner_cost[place[root[is_inner]]]
    return ends, cost
