"""Times between snapped sites and targets, over the reduced graph."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from .field import FROM_SITE, TO_SITE, Field
from .graph import Graph
from .snap import Snapped

__all__ = ["FROM_SITE", "TO_SITE", "Field", "nearest_times", "read_targets", "site_field"]


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
    to_tail, to_head = way_off(graph, segment, part, direction)
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
    by_tail, by_head = way_off(graph, segment, part, opposite)
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


def way_off(graph: Graph, segment: np.ndarray, part: np.ndarray, direction: str) -> tuple[np.ndarray, np.ndarray]:
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
    number, target, way = _pairs_on_a_segment(graph, direction, sites, delays, targets)
    order = np.argsort(-way, kind="stable")  # the least is written last
    number, target, way = number[order], target[order], way[order]
    better = way < seconds[target]
    seconds[target[better]], site[target[better]] = way[better], number[better]


def same_segment_seconds(
    graph: Graph,
    direction: str,
    sites: Snapped,
    delays: np.ndarray | None,
    targets: Snapped,
    table: np.ndarray,
) -> None:
    """The same for a table (sites, targets) of seconds, in place."""
    number, target, way = _pairs_on_a_segment(graph, direction, sites, delays, targets)
    np.minimum.at(table, (number, target), way)


def _pairs_on_a_segment(
    graph: Graph, direction: str, sites: Snapped, delays: np.ndarray | None, targets: Snapped
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Site, target and seconds of all pairs on one segment, the site's connector and delay included."""
    usable = np.flatnonzero(sites.segment >= 0)
    order = usable[np.argsort(sites.segment[usable], kind="stable")]
    sorted_segments = sites.segment[order]
    first = np.searchsorted(sorted_segments, targets.segment, side="left")
    count = np.searchsorted(sorted_segments, targets.segment, side="right") - first
    count[targets.segment < 0] = 0
    target = np.repeat(np.arange(len(targets)), count)
    rank = np.arange(len(target)) - np.repeat(np.cumsum(count) - count, count)
    site = order[first[target] + rank]
    move = targets.part[target] - sites.part[site]
    if direction == TO_SITE:
        move = -move
    segment = targets.segment[target]
    ahead, back = graph.roads.forward[segment], graph.roads.backward[segment]
    way = np.where(move >= 0, _share(ahead, np.abs(move)), _share(back, np.abs(move))) + sites.seconds[site]
    if delays is not None:
        way = way + np.asarray(delays, dtype=float)[site]
    return site, target, way
