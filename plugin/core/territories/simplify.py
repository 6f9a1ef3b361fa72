"""Simplification for print that keeps the topology: each border once, so no new gap, overlap or sliver."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from .coverage import clean
from .topology import Topology, build, rebuild

_ROUNDS = 8
# Two arcs may meet at their ends alone: no interior touches the other's interior or ends.
_END_TO_END = "FF*F*****"
_LEAST_RING_AREA = 0.5  # of what it was: an island stays an island


def simplify(geometries: Sequence[shapely.Geometry] | np.ndarray, tolerance: float) -> np.ndarray:
    """The n polygons with fewer vertices, none dropped that lies farther than ``tolerance`` from the new border.

    Every border is simplified once (Douglas-Peucker) for both its sides, from junction to junction. Where the
    result would cross another border, swallow an island or empty a ring, the borders concerned are simplified by
    half as much, then a quarter, and so on. Returns MultiPolygons (n,), none lost.
    """
    topology = build(clean(geometries).polygons)
    return rebuild(topology, simplify_arcs(topology, tolerance))


def simplify_arcs(topology: Topology, tolerance: float) -> np.ndarray:
    """The arcs of a topology simplified together (LineStrings with the same ends); see `simplify`."""
    tolerances = np.full(len(topology.arcs), float(tolerance))
    arcs = _simplified(topology.arcs, tolerances)
    changed = np.ones(len(arcs), dtype=bool)
    for attempt in range(_ROUNDS + len(arcs)):
        changed = _harmful(topology, arcs, changed) & (tolerances > 0)
        if not changed.any():
            break
        tolerances[changed] = tolerances[changed] / 2 if attempt < _ROUNDS else 0.0
        arcs[changed] = _simplified(topology.arcs[changed], tolerances[changed])
    return arcs


def _simplified(arcs: np.ndarray, tolerances: np.ndarray) -> np.ndarray:
    result = shapely.simplify(arcs, tolerances, preserve_topology=False)
    return np.where(tolerances > 0, result, arcs)


def _harmful(topology: Topology, arcs: np.ndarray, changed: np.ndarray) -> np.ndarray:
    """Which arcs (bool mask) spoil the coverage as they now are; only ``changed`` ones are looked at anew."""
    bad = changed & ~shapely.is_simple(arcs)
    bad |= _meeting_wrongly(topology.arcs, arcs, changed)
    bad |= _emptying_a_ring(topology, arcs)
    return bad if bad.any() else _swallowing(topology, arcs)


def _meeting_wrongly(originals: np.ndarray, arcs: np.ndarray, changed: np.ndarray) -> np.ndarray:
    """Arcs that meet others elsewhere than the original arcs did."""
    candidates = np.flatnonzero(changed)
    position, other = shapely.STRtree(arcs).query(arcs[candidates], predicate="intersects")
    one = candidates[position]
    twice = (one < other) | ~changed[other]
    one, other = one[twice & (one != other)], other[twice & (one != other)]
    doubtful = ~shapely.relate_pattern(arcs[one], arcs[other], _END_TO_END)
    one, other = one[doubtful], other[doubtful]
    # An arc that returns to its first junction touches others there with what counts as its interior.
    before = shapely.intersection(originals[one], originals[other])
    wrong = ~shapely.equals(shapely.intersection(arcs[one], arcs[other]), before)
    bad = np.zeros(len(arcs), dtype=bool)
    bad[one[wrong]] = bad[other[wrong]] = True
    return bad


def _emptying_a_ring(topology: Topology, arcs: np.ndarray) -> np.ndarray:
    """Arcs of rings that lost half their area or turned inside out."""
    before, after = _ring_areas(topology, topology.arcs), _ring_areas(topology, arcs)
    lost = after * np.sign(before) < _LEAST_RING_AREA * np.abs(before)
    bad = np.zeros(len(arcs), dtype=bool)
    bad[topology.arc[lost[topology.ring]]] = True
    return bad


def _ring_areas(topology: Topology, arcs: np.ndarray) -> np.ndarray:
    """Signed areas of the rings: the sum over their arcs of the area between the arc and a common point."""
    coordinates, arc = shapely.get_coordinates(arcs, return_index=True)
    if not len(coordinates):
        return np.empty(0)
    x, y = (coordinates - coordinates.mean(axis=0)).T
    within = arc[1:] == arc[:-1]
    swept = np.where(within, x[:-1] * y[1:] - x[1:] * y[:-1], 0.0) / 2
    arc_area = np.bincount(arc[:-1], weights=swept, minlength=len(arcs))
    signed = np.where(topology.forward, 1.0, -1.0) * arc_area[topology.arc]
    return np.bincount(topology.ring, weights=signed, minlength=len(topology.ring_owner))


def _swallowing(topology: Topology, arcs: np.ndarray) -> np.ndarray:
    """Arcs of polygons that now lie over another border, and that border's arcs."""
    parts, owner = shapely.get_parts(rebuild(topology, arcs), return_index=True)
    ends = shapely.get_point(arcs, 0)
    part, swallowed = shapely.STRtree(ends).query(parts, predicate="contains_properly")
    polygon = owner[part]
    bad = np.zeros(len(arcs), dtype=bool)
    bad[swallowed] = True
    return bad | np.isin(topology.left, polygon) | np.isin(topology.right, polygon)
