"""Which territories are neighbours, and colours in which no two neighbours share one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from heapq import heapify, heappop, heappush

import numpy as np
import shapely

from ..pause import pause
from .coverage import clean
from .topology import build

# A map needs four colours; parts across water and exclaves can ask for more, and six are still told apart.
FEWEST_COLOURS = 4
_AT_ONCE = 250  # polygons or ways between two pauses


def adjacency(
    geometries: Sequence[shapely.Geometry] | np.ndarray, within: float | None = None
) -> list[tuple[int, int]]:
    """The pairs of neighbours among n polygons: positions (i < j), sorted.

    Neighbours share a border of some length; meeting at a point does not count. With ``within`` (map units),
    polygons no farther apart than that over water are neighbours too: two islands that face each other should not
    wear one colour.
    """
    polygons = np.asarray(geometries, dtype=object)
    pairs = {(int(a), int(b)) for a, b in build(clean(polygons).polygons).pairs()}
    if within is not None:
        pairs |= _across_water(polygons, within)
    return sorted(pairs)


def _across_water(polygons: np.ndarray, within: float) -> set[tuple[int, int]]:
    """Pairs no farther apart than ``within`` with no third polygon on the shortest way between them."""
    tree = shapely.STRtree(polygons)
    near = [np.empty((2, 0), dtype=np.int64)]
    for some in _lots(len(polygons)):
        one, other = tree.query(polygons[some], predicate="dwithin", distance=within)
        near.append(np.stack([one + some.start, other]))
    one, other = np.hstack(near)
    later = one < other
    one, other = one[later], other[later]
    apart = np.empty(len(one), dtype=bool)
    for some in _lots(len(one)):
        apart[some] = ~shapely.intersects(polygons[one[some]], polygons[other[some]])
    one, other = one[apart], other[apart]
    crossed = np.zeros(len(one), dtype=int)
    for some in _lots(len(one)):
        ways = shapely.shortest_line(polygons[one[some]], polygons[other[some]])
        crossed[some] = np.bincount(tree.query(ways, predicate="intersects")[0], minlength=len(ways))
    return {(int(a), int(b)) for a, b, met in zip(one, other, crossed, strict=True) if met <= 2}


def _lots(count: int) -> Iterator[slice]:
    """Positions from 0 to ``count`` some at a time, with a pause before each lot."""
    for begin in range(0, count, _AT_ONCE):
        pause()
        yield slice(begin, min(begin + _AT_ONCE, count))


def colour(
    pairs: Iterable[tuple[int, int]], n: int, weights: Sequence[float] | np.ndarray | None = None
) -> np.ndarray:
    """A colour number (from 0) for each of n territories: no two neighbours share one, four are enough as a rule.

    Method: Brélaz (DSATUR) order, Kempe chain swaps where a colour is missing, the least used colour by ``weights``
    (areas; default 1) where there is a choice. The same input gives the same colours. The result is an int array
    (n,).
    """
    neighbours: list[set[int]] = [set() for _ in range(n)]
    for a, b in pairs:
        if a != b:
            neighbours[a].add(b)
            neighbours[b].add(a)
    weight = np.ones(n) if weights is None else np.asarray(weights, dtype=float)
    colours = FEWEST_COLOURS
    while True:
        found = _colour_with(neighbours, colours, weight)
        if found is not None:
            return _balance(neighbours, found, colours, weight)
        colours += 1


def _colour_with(neighbours: list[set[int]], colours: int, weight: np.ndarray) -> np.ndarray | None:
    """A colouring with that many colours, or None where the method finds none."""
    n = len(neighbours)
    colour_of = np.full(n, -1, dtype=np.int64)
    used: np.ndarray = np.zeros(colours)
    seen: list[set[int]] = [set() for _ in range(n)]
    # Most colours around first, then most neighbours; an entry out of date is skipped when it comes up.
    queue = [(0, -len(neighbours[i]), i) for i in range(n)]
    heapify(queue)
    while queue:
        around, _, node = heappop(queue)
        if colour_of[node] >= 0 or -around != len(seen[node]):
            continue
        free = [c for c in range(colours) if c not in seen[node]]
        changed = {node}
        if not free:
            free, chain = _free_by_kempe(node, neighbours, colour_of, colours)
            if not free:
                return None
            changed |= chain
            used = np.bincount(colour_of[colour_of >= 0], weights=weight[colour_of >= 0], minlength=colours)
        chosen = min(free, key=lambda c: (used[c], c))
        colour_of[node] = chosen
        used[chosen] += weight[node]
        for other in set().union(*(neighbours[i] for i in changed)):
            seen[other] = {int(colour_of[j]) for j in neighbours[other] if colour_of[j] >= 0}
            if colour_of[other] < 0:
                heappush(queue, (-len(seen[other]), -len(neighbours[other]), other))
    return colour_of


def _free_by_kempe(
    node: int, neighbours: list[set[int]], colour_of: np.ndarray, colours: int
) -> tuple[list[int], set[int]]:
    """A colour made free for ``node`` by swapping two colours along chains from its neighbours, and who swapped."""
    around = [i for i in sorted(neighbours[node]) if colour_of[i] >= 0]
    for first in range(colours):
        holders = [i for i in around if colour_of[i] == first]
        for second in range(colours):
            if second == first:
                continue
            chain = _kempe_chain(holders, first, second, neighbours, colour_of)
            if not any(colour_of[i] == second for i in chain.intersection(around)):
                for i in chain:
                    colour_of[i] = second if colour_of[i] == first else first
                return [first], chain
    return [], set()


def _kempe_chain(
    start: list[int], first: int, second: int, neighbours: list[set[int]], colour_of: np.ndarray
) -> set[int]:
    """All territories joined to ``start`` through territories of the two colours."""
    chain, edge = set(start), list(start)
    while edge:
        for other in neighbours[edge.pop()]:
            if other not in chain and colour_of[other] in (first, second):
                chain.add(other)
                edge.append(other)
    return chain


def _balance(neighbours: list[set[int]], colour_of: np.ndarray, colours: int, weight: np.ndarray) -> np.ndarray:
    """Move territories, the heaviest first, to a lighter colour none of their neighbours wears."""
    used = np.bincount(colour_of, weights=weight, minlength=colours)
    for node in np.lexsort((np.arange(len(weight)), -weight)):
        own = colour_of[node]
        taken = {colour_of[other] for other in neighbours[node]}
        lighter = [c for c in range(colours) if c not in taken and used[c] + weight[node] < used[own]]
        if lighter:
            chosen = min(lighter, key=lambda c: (used[c], c))
            used[own] -= weight[node]
            used[chosen] += weight[node]
            colour_of[node] = chosen
    return colour_of
