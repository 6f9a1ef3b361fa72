"""Shortest times over a graph, exact and in numpy: delta-stepping with two piles, on the reduced graph."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .graph import Arcs, Graph
from .snap import Snapped

FROM_SITE, TO_SITE = "depuis", "vers"


def relax(
    arcs: Arcs,
    seconds: np.ndarray,
    owner: np.ndarray,
    frontier: np.ndarray,
    *,
    limit: float = np.inf,
    step: float | None = None,
    barrier: np.ndarray | None = None,
    canceled: Callable[[], bool] = lambda: False,
) -> None:
    """Lower ``seconds`` (k,) and set ``owner`` (k,) in place until no arc improves any node.

    Args:
        arcs: directed arcs with non-negative seconds.
        seconds: tentative times; inf where unknown. Nodes of ``frontier`` hold the new values to spread.
        owner: number of the source each time comes from.
        frontier: node numbers to start from.
        limit: times above it are not recorded.
        step: width of a bucket in seconds; None takes one that suits the arcs.
        barrier: booleans (k,): nodes that may be reached but not crossed.
        canceled: asked at every bucket; True stops early.
    """
    if step is None:
        step = bucket_width(arcs)
    near = np.unique(frontier)
    near = near[seconds[near] <= limit]
    stamp = np.empty(arcs.size, dtype=np.intp)
    waiting: list[np.ndarray] = []
    threshold = seconds[near].min() + step if near.size else 0.0
    late = seconds[near] >= threshold
    if late.any():
        waiting.append(near[late])
        near = near[~late]
    while not canceled():
        while near.size:
            improved = _expand(arcs, seconds, owner, near, limit, barrier)
            if not improved.size:
                break
            stamp[improved] = np.arange(len(improved))  # the last writer of a node keeps it: no sort needed
            improved = improved[stamp[improved] == np.arange(len(improved))]
            late = seconds[improved] >= threshold
            if late.any():
                waiting.append(improved[late])
                near = improved[~late]
            else:
                near = improved
        if not waiting:
            return
        far = np.concatenate(waiting)
        far = far[seconds[far] >= threshold]
        if not far.size:
            return
        stamp[far] = np.arange(len(far))
        far = far[stamp[far] == np.arange(len(far))]
        reached = seconds[far]
        threshold = reached.min() + step
        late = reached >= threshold
        near, waiting = far[~late], [far[late]]


def _expand(
    arcs: Arcs, seconds: np.ndarray, owner: np.ndarray, nodes: np.ndarray, limit: float, barrier: np.ndarray | None
) -> np.ndarray:
    """Follow all arcs of the nodes once; returns the nodes that got better (some more than once)."""
    if barrier is not None:
        nodes = nodes[~barrier[nodes]]
    start = arcs.starts[nodes]
    count = arcs.starts[nodes + 1] - start
    ends = np.cumsum(count)
    if not ends.size or not ends[-1]:
        return nodes[:0]
    arc = np.arange(ends[-1])
    arc += np.repeat(start - ends + count, count)
    head = arcs.heads[arc]
    candidate = np.repeat(seconds[nodes], count)
    candidate += arcs.seconds[arc]
    source = np.repeat(owner[nodes], count)
    better = candidate < seconds[head]
    if limit < np.inf:
        better &= candidate <= limit
    better = np.flatnonzero(better)
    head, candidate, source = head[better], candidate[better], source[better]
    improved = head
    while head.size:  # several arcs may reach one node: write, then write again those still better
        seconds[head] = candidate
        owner[head] = source
        again = candidate < seconds[head]
        head, candidate, source = head[again], candidate[again], source[again]
    return improved


def bucket_width(arcs: Arcs) -> float:
    """A bucket of a few mean arcs: wide enough to fill numpy calls, narrow enough to spread few times twice."""
    return 4.0 * float(arcs.seconds.mean()) if len(arcs.seconds) else 1.0


class Field:
    """Times from (or to) the nearest of several sites, at every node of a graph.

    The core of the reduced graph is searched once; other nodes get their time from it when asked.
    """

    def __init__(self, graph: Graph, direction: str):
        if direction not in (FROM_SITE, TO_SITE):
            raise ValueError(direction)
        self.graph, self.direction = graph, direction
        reduced = graph.reduced
        if direction == FROM_SITE:
            self.arcs, self.core_arcs = graph.leaving, graph.core_leaving
            self._inner_cost, self._tree_cost = reduced.inner_from, reduced.tree_from
        else:
            self.arcs, self.core_arcs = graph.entering, graph.core_entering
            self._inner_cost, self._tree_cost = reduced.inner_to, reduced.tree_to
        self.seconds = np.full(graph.size, np.inf)
        self.owner = np.full(graph.size, -1, dtype=np.intp)

    def spread(
        self,
        nodes: np.ndarray,
        seconds: np.ndarray,
        owner: np.ndarray,
        limit: float = np.inf,
        canceled: Callable[[], bool] = lambda: False,
    ) -> Field:
        """Add sources at ``nodes`` with their start ``seconds`` and numbers, and settle every node up to ``limit``."""
        reduced = self.graph.reduced
        order = np.argsort(-seconds, kind="stable")  # the least is written last, and wins
        nodes, seconds, owner = nodes[order], seconds[order], owner[order]
        better = (seconds < self.seconds[nodes]) & (seconds <= limit)
        nodes, seconds, owner = nodes[better], seconds[better], owner[better]
        self.seconds[nodes], self.owner[nodes] = seconds, owner
        in_core = reduced.core_index >= 0
        hidden = nodes[~in_core[nodes]]
        if hidden.size:  # sources inside chains and trees first spread there, up to the core
            relax(self.arcs, self.seconds, self.owner, hidden, limit=limit, barrier=in_core, canceled=canceled)
        core_seconds, core_owner = self.seconds[reduced.core], self.owner[reduced.core]
        relax(
            self.core_arcs,
            core_seconds,
            core_owner,
            np.flatnonzero(np.isfinite(core_seconds)),
            limit=limit,
            canceled=canceled,
        )
        self.seconds[reduced.core], self.owner[reduced.core] = core_seconds, core_owner
        self._fill(limit)
        return self

    def _fill(self, limit: float) -> None:
        reduced = self.graph.reduced
        for side in (0, 1):
            end = reduced.core[reduced.ends[:, side]]
            self._lower(reduced.inner, end, self._inner_cost[:, side], limit)
        self._lower(reduced.tree, reduced.root, self._tree_cost, limit)

    def _lower(self, nodes: np.ndarray, via: np.ndarray, cost: np.ndarray, limit: float) -> None:
        candidate = self.seconds[via] + cost
        better = np.flatnonzero((candidate < self.seconds[nodes]) & (candidate <= limit))
        self.seconds[nodes[better]] = candidate[better]
        self.owner[nodes[better]] = self.owner[via[better]]


def site_field(
    graph: Graph,
    sites: Snapped,
    delays: np.ndarray | None = None,
    *,
    direction: str = FROM_SITE,
    limit: float = np.inf,
    canceled: Callable[[], bool] = lambda: False,
) -> Field:
    """Times in seconds between every node and its nearest site, delays and connectors included."""
    chosen = np.flatnonzero(sites.segment >= 0)
    segment, part = sites.segment[chosen], sites.part[chosen]
    start = sites.seconds[chosen] + (0.0 if delays is None else np.asarray(delays, dtype=float)[chosen])
    to_tail, to_head = _way_off(graph, segment, part, direction)
    field = Field(graph, direction)
    field.spread(
        np.concatenate([graph.tail[segment], graph.head[segment]]),
        np.concatenate([start + to_tail, start + to_head]),
        np.concatenate([chosen, chosen]),
        limit,
        canceled,
    )
    return field


def nearest_times(
    graph: Graph,
    sites: Snapped,
    delays: np.ndarray | None,
    targets: Snapped,
    limit: float = np.inf,
    *,
    direction: str = FROM_SITE,
    canceled: Callable[[], bool] = lambda: False,
) -> tuple[np.ndarray, np.ndarray]:
    """Minutes and nearest site of each target.

    Args:
        graph: the road graph.
        sites: snapped sites; those off the network (segment -1) count for nothing.
        delays: seconds added at each site (alert to departure), or None.
        targets: snapped targets.
        limit: seconds beyond which a target is not reached.
        direction: FROM_SITE (a team drives out) or TO_SITE (a patient drives in).
        canceled: asked during the search.

    Returns:
        minutes (t,), NaN where not reached, and site numbers (t,), -1 there.
    """
    field = site_field(graph, sites, delays, direction=direction, limit=limit, canceled=canceled)
    return read_targets(graph, field, sites, delays, targets, limit)


def read_targets(
    graph: Graph, field: Field, sites: Snapped, delays: np.ndarray | None, targets: Snapped, limit: float = np.inf
) -> tuple[np.ndarray, np.ndarray]:
    """Minutes and site of targets once the field is known."""
    # Going the other way about: the last stretch of a way from the site is the first of a way to it.
    opposite = TO_SITE if field.direction == FROM_SITE else FROM_SITE
    number = len(targets.segment)
    seconds, site = np.full(number, np.inf), np.full(number, -1, dtype=np.intp)
    chosen = np.flatnonzero(targets.segment >= 0)
    segment, part = targets.segment[chosen], targets.part[chosen]
    by_tail, by_head = _way_off(graph, segment, part, opposite)
    for node, last in ((graph.tail[segment], by_tail), (graph.head[segment], by_head)):
        candidate = field.seconds[node] + last
        better = candidate < seconds[chosen]
        seconds[chosen[better]] = candidate[better]
        site[chosen[better]] = field.owner[node[better]]
    _same_segment(graph, field.direction, sites, delays, targets, seconds, site)
    seconds += targets.seconds
    missed = ~(seconds <= limit) | ~np.isfinite(seconds)
    seconds[missed], site[missed] = np.nan, -1
    return seconds / 60.0, site


def _way_off(graph: Graph, segment: np.ndarray, part: np.ndarray, direction: str) -> tuple[np.ndarray, np.ndarray]:
    """Seconds between a point ``part`` of the way along a segment and its two end nodes (from the point, or to it)."""
    ahead, back = graph.roads.forward[segment], graph.roads.backward[segment]
    if direction == FROM_SITE:
        to_tail, to_head = _share(back, part), _share(ahead, 1.0 - part)
    else:
        to_tail, to_head = _share(ahead, part), _share(back, 1.0 - part)
    return to_tail, to_head


def _share(seconds: np.ndarray, part: np.ndarray) -> np.ndarray:
    """A part of a segment's time; none of a closed segment is nothing (a point on its end node is on the node)."""
    with np.errstate(invalid="ignore"):
        return np.where(part == 0.0, 0.0, seconds * part)


def _same_segment(
    graph: Graph,
    direction: str,
    sites: Snapped,
    delays: np.ndarray | None,
    targets: Snapped,
    seconds: np.ndarray,
    site: np.ndarray,
) -> None:
    """Improve, in place, targets that lie on the very segment of a site: no node need be passed."""
    usable = np.flatnonzero(sites.segment >= 0)
    order = usable[np.argsort(sites.segment[usable], kind="stable")]
    sorted_segments = sites.segment[order]
    first = np.searchsorted(sorted_segments, targets.segment, side="left")
    last = np.searchsorted(sorted_segments, targets.segment, side="right")
    for target in np.flatnonzero((last > first) & (targets.segment >= 0)):
        near = order[first[target] : last[target]]
        move = targets.part[target] - sites.part[near]
        if direction == TO_SITE:
            move = -move
        ahead, back = graph.roads.forward[targets.segment[target]], graph.roads.backward[targets.segment[target]]
        way = np.where(move >= 0, _share(ahead, np.abs(move)), _share(back, np.abs(move))) + sites.seconds[near]
        if delays is not None:
            way = way + np.asarray(delays, dtype=float)[near]
        best = int(way.argmin())
        if way[best] < seconds[target]:
            seconds[target], site[target] = way[best], near[best]
