"""Shortest times over arcs, exact and in numpy: delta-stepping with two piles."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .graph import Arcs


def relax(
    arcs: Arcs,
    seconds: np.ndarray,
    owner: np.ndarray | None,
    frontier: np.ndarray,
    *,
    limit: float = np.inf,
    step: float | None = None,
    barrier: np.ndarray | None = None,
    trace: list[np.ndarray] | None = None,
    canceled: Callable[[], bool] = lambda: False,
) -> None:
    """Lower ``seconds`` (k,) and set ``owner`` (k,) in place until no arc improves any node.

    Several independent searches run at once on copies of the graph: node i of copy c is number ``c * arcs.size + i``.

    Args:
        arcs: directed arcs with non-negative seconds.
        seconds: tentative times of all copies; inf where unknown. Nodes of ``frontier`` hold the new values to spread.
        owner: number of the source each time comes from; None where nobody asks.
        frontier: node numbers to start from.
        limit: times above it are not recorded.
        step: width of a bucket in seconds; None takes one that suits the arcs.
        barrier: booleans (k,): nodes that may be reached but not crossed.
        trace: receives the nodes that got better, some more than once.
        canceled: asked at every bucket; True stops early.
    """
    if step is None:
        step = arcs.bucket
    near = np.unique(frontier)
    near = near[np.isfinite(seconds[near]) & (seconds[near] <= limit)]
    stamp = np.empty(len(seconds), dtype=np.intp)
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
            if trace is not None:
                trace.append(improved)
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
    arcs: Arcs,
    seconds: np.ndarray,
    owner: np.ndarray | None,
    nodes: np.ndarray,
    limit: float,
    barrier: np.ndarray | None,
) -> np.ndarray:
    """Follow all arcs of the nodes once; returns the nodes that got better (some more than once)."""
    if barrier is not None:
        nodes = nodes[~barrier[nodes]]
    place = nodes if len(seconds) == arcs.size else nodes % arcs.size
    start = arcs.starts[place]
    count = arcs.starts[place + 1] - start
    ends = np.cumsum(count)
    if not ends.size or not ends[-1]:
        return nodes[:0]
    arc = np.arange(ends[-1])
    arc += np.repeat(start - ends + count, count)
    head = arcs.heads[arc]
    if place is not nodes:
        head += np.repeat(nodes - place, count)
    candidate = np.repeat(seconds[nodes], count)
    candidate += arcs.seconds[arc]
    better = candidate < seconds[head]
    if limit < np.inf:
        better &= candidate <= limit
    better = np.flatnonzero(better)
    improved = head[better]
    head, candidate = improved, candidate[better]
    source = None if owner is None else np.repeat(owner[nodes], count)[better]
    while head.size:  # several arcs may reach one node: write, then write again those still better
        seconds[head] = candidate
        if owner is not None:
            owner[head] = source
        again = candidate < seconds[head]
        head, candidate = head[again], candidate[again]
        source = None if source is None else source[again]
    return improved
