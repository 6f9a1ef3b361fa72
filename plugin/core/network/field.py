"""Times from (or to) the nearest of several sites at every node; sites may be added and taken away again."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .graph import Arcs, Graph
from .relax import relax

FROM_SITE, TO_SITE = "depuis", "vers"


class Field:
    """Seconds and nearest site at every node of a graph.

    The core of the reduced graph is searched; other nodes get their time from it.
    """

    def __init__(self, graph: Graph, direction: str):
        if direction not in (FROM_SITE, TO_SITE):
            raise ValueError(direction)
        self.graph, self.direction = graph, direction
        reduced = graph.reduced
        outward = direction == FROM_SITE
        self.arcs = graph.leaving if outward else graph.entering
        self.core_arcs = graph.core_leaving if outward else graph.core_entering
        self._inner_cost = reduced.inner_from if outward else reduced.inner_to
        self._tree_cost = reduced.tree_from if outward else reduced.tree_to
        self.seconds = np.full(graph.size, np.inf)
        self.owner = np.full(graph.size, -1, dtype=np.intp)
        self._sources: tuple[np.ndarray, ...] = (np.empty(0, dtype=np.intp), np.empty(0), np.empty(0, dtype=np.intp))

    def spread(
        self,
        nodes: np.ndarray,
        seconds: np.ndarray,
        owner: np.ndarray,
        limit: float = np.inf,
        canceled: Callable[[], bool] = lambda: False,
    ) -> Field:
        """Add sources at ``nodes`` with their start ``seconds`` and numbers, and settle every node up to ``limit``.

        Only what gets better is searched, so that adding one site to many is quick.
        """
        self._sources = tuple(np.concatenate(pair) for pair in zip(self._sources, (nodes, seconds, owner), strict=True))
        self._settle(self._seed(nodes, seconds, owner, limit), limit, canceled)
        return self

    def without(self, number: int, limit: float = np.inf, canceled: Callable[[], bool] = lambda: False) -> Field:
        """Take a site away: its nodes are searched again from those of its neighbours."""
        keep = self._sources[2] != number
        self._sources = tuple(part[keep] for part in self._sources)
        lost = np.flatnonzero(self.owner == number)
        self.seconds[lost], self.owner[lost] = np.inf, -1
        nodes, seconds, owner = self._sources
        seeded = self._seed(nodes, seconds, owner, limit)
        beside = _neighbours(self.graph.entering if self.direction == FROM_SITE else self.graph.leaving, lost)
        front = np.concatenate([seeded, beside[np.isfinite(self.seconds[beside])]])
        core_lost = self.graph.reduced.core_index[lost]
        opposite = self.graph.core_entering if self.direction == FROM_SITE else self.graph.core_leaving
        core_beside = self.graph.reduced.core[_neighbours(opposite, core_lost[core_lost >= 0])]
        front = np.concatenate([front, core_beside[np.isfinite(self.seconds[core_beside])]])
        self._settle(np.unique(front), limit, canceled)
        return self

    def _seed(self, nodes: np.ndarray, seconds: np.ndarray, owner: np.ndarray, limit: float) -> np.ndarray:
        """Write the sources that are better than what stands there; returns their nodes."""
        order = np.argsort(-seconds, kind="stable")  # the least is written last, and wins
        nodes, seconds, owner = nodes[order], seconds[order], owner[order]
        better = (seconds < self.seconds[nodes]) & (seconds <= limit)
        self.seconds[nodes[better]], self.owner[nodes[better]] = seconds[better], owner[better]
        return nodes[better]

    def _settle(self, front: np.ndarray, limit: float, canceled: Callable[[], bool]) -> None:
        """Spread from the nodes of the front: in chains and trees up to the core, over the core, back into the rest."""
        reduced = self.graph.reduced
        in_core = reduced.core_index >= 0
        hidden = front[~in_core[front]]
        reached = [front]
        if hidden.size:
            relax(
                self.arcs,
                self.seconds,
                self.owner,
                hidden,
                limit=limit,
                barrier=in_core,
                trace=reached,
                canceled=canceled,
            )
        starts = reduced.core_index[np.concatenate(reached)]
        core_seconds, core_owner = self.seconds[reduced.core], self.owner[reduced.core]
        relax(self.core_arcs, core_seconds, core_owner, starts[starts >= 0], limit=limit, canceled=canceled)
        self.seconds[reduced.core], self.owner[reduced.core] = core_seconds, core_owner
        for side in (0, 1):
            end = reduced.core[reduced.ends[:, side]]
            self._lower(reduced.inner, end, self._inner_cost[:, side], limit)
        self._lower(reduced.tree, reduced.root, self._tree_cost, limit)

    def _lower(self, nodes: np.ndarray, via: np.ndarray, cost: np.ndarray, limit: float) -> None:
        candidate = self.seconds[via] + cost
        better = np.flatnonzero((candidate < self.seconds[nodes]) & (candidate <= limit))
        self.seconds[nodes[better]] = candidate[better]
        self.owner[nodes[better]] = self.owner[via[better]]


def _neighbours(arcs: Arcs, nodes: np.ndarray) -> np.ndarray:
    """The nodes at the other end of these nodes' arcs."""
    start = arcs.starts[nodes]
    count = arcs.starts[nodes + 1] - start
    ends = np.cumsum(count)
    if not ends.size or not ends[-1]:
        return nodes[:0]
    return np.unique(arcs.heads[np.arange(ends[-1]) + np.repeat(start - ends + count, count)])
