"""What a road graph looks like: connected parts, one-way dead ends."""

from __future__ import annotations

import numpy as np

from ..findings import Report, Severity
from .graph import Graph

# Below this share of the length in one connected part, something is wrong with the layer rather than with the islands.
_MAIN_PART = 95.0
_LISTED = 1000


def diagnose(graph: Graph) -> Report:
    """Findings on a graph, with places (metres) to show on the map.

    RES04: number of connected parts and share of the length in the largest. RES05: nodes a one-way road leads into and
    no road leaves, or the other way round.
    """
    report = Report()
    length = graph.component_length
    share = float(100.0 * length.max() / length.sum())
    severity = Severity.INFO if share >= _MAIN_PART else Severity.WARNING
    report.add("RES04", severity, n=len(length), part=round(share, 1))
    ends = one_way_dead_ends(graph)
    if ends.size:
        points = [(round(float(x), 1), round(float(y), 1)) for x, y in graph.nodes[ends[:_LISTED]]]
        report.add("RES05", Severity.WARNING, n=len(ends), points=points)
    return report


def one_way_dead_ends(graph: Graph) -> np.ndarray:
    """Nodes that can be reached and not left, or left and not reached."""
    entered, left = np.zeros(graph.size, dtype=bool), np.zeros(graph.size, dtype=bool)
    for tail, head, seconds in ((graph.low, graph.high, graph.up), (graph.high, graph.low, graph.down)):
        usable = np.isfinite(seconds)
        left[tail[usable]] = True
        entered[head[usable]] = True
    return np.flatnonzero(entered != left)
