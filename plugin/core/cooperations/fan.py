"""The shape of the links: bundles fanned out side by side, kept apart at the sites, bent away from third sites.

Everything here is in millimetres of the map frame, x to the right and y upwards.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np

from .bezier import CLEARANCE, Ends, bezier
from .bows import choose_bows

SPACING = 2.9  # between neighbours at mid-line: a line of 6.5 pt text stands between two strokes
WIDE_SPACING = 3.8  # where a label fills much of its line
END_SPACING = 1.35  # between the ends of two links around a symbol
_LEAST_GAP = 0.6  # between the strokes of a crowded bundle, at the symbol
_OUTWARD, _WIDEST_SWING = np.radians(100), np.radians(165)  # of a link that swings out beside two near sites
_WIDEST_TURN = np.radians(80)  # an end never leaves a symbol from behind


def bundle_places(pair: np.ndarray, rank: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Place of each link in its bundle (0, 1, ...) in the order of ``rank``, and the size of the bundle."""
    order = np.lexsort((rank, pair))
    sorted_pair = pair[order]
    first = np.r_[True, sorted_pair[1:] != sorted_pair[:-1]]
    starts = np.flatnonzero(first)
    sizes = np.diff(np.r_[starts, len(pair)])
    place, size = np.empty(len(pair), dtype=int), np.empty(len(pair), dtype=int)
    place[order] = np.arange(len(pair)) - np.repeat(starts, sizes)
    size[order] = np.repeat(sizes, sizes)
    return place, size


def fan(
    ends: Ends,
    pair: np.ndarray,
    rank: np.ndarray,
    width: np.ndarray,
    label: np.ndarray,
    obstacles: np.ndarray,
    obstacle_radius: np.ndarray,
    page: tuple[float, float],
) -> np.ndarray:
    """Curves of all links of a frame.

    Args:
        ends: sites of each link, in one direction a pair (all links of a pair start from the same site).
        pair: number of the pair of each link.
        rank: order of the links inside a bundle, from right to left of the direction.
        width: line widths.
        label: widths of the labels the lines will carry.
        obstacles: positions (m, 2) of all sites of the frame; row numbers are the site numbers of ``ends``.
        obstacle_radius: their symbols' radii.
        page: width and height of the frame.

    Returns:
        Points (n, STEPS, 2) from edge to edge.
    """
    place, size = bundle_places(pair, rank)
    chord = ends.bending_chord
    room = np.where(size > 1, 0.9 * chord / np.maximum(size - 1, 1), SPACING)
    crowded = np.bincount(pair, label > 0.45 * chord)[pair] > 0  # straight texts on bent lines need more room
    widest = np.zeros(len(pair))
    np.maximum.at(widest, pair, width)
    spacing = np.maximum(np.where(crowded, WIDE_SPACING, SPACING), widest[pair] + 1.0)
    spread = (place - (size - 1) / 2) * np.minimum(spacing, room)
    bow = choose_bows(ends, pair, spread, width, obstacles, obstacle_radius, page)
    offset = spread + bow * chord
    # Within a town the bundle swings out to one side, each link round the one before.
    swing = bow * chord + np.sign(bow) * np.where(bow > 0, place, size - 1 - place) * spacing
    return _curves(ends, pair, np.where(ends.tight, swing, offset), width)


def _curves(ends: Ends, pair: np.ndarray, offset: np.ndarray, width: np.ndarray) -> np.ndarray:
    """Curves with their ends spread around the symbols."""
    ends = _wide_enough(ends, pair, width)
    direction = np.arctan2(*(ends.end - ends.start).T[::-1])
    lean = np.arctan(4 * offset / np.maximum(ends.chord, 1e-9))  # the slope a parabola of that height starts with
    outward = _OUTWARD + 0.3 * (np.bincount(pair)[pair] - 1)  # the innermost still leaves away from the other site
    lean = np.where(ends.tight, np.sign(offset) * outward, lean)
    site = np.concatenate([ends.start_site, ends.end_site])
    heading = np.concatenate([direction, direction + np.pi])
    wanted = heading + np.concatenate([lean, -lean])
    rim = np.concatenate([ends.start_radius, ends.end_radius]) + CLEARANCE
    room = (np.concatenate([width, width]) + END_SPACING) / 2 / rim
    # Links that lie side by side keep that order at both ends, even where their wanted angles are equal.
    turned = spread_around(site, wanted, room, np.concatenate([offset, -offset]))
    turn = _wrapped(turned - heading)
    count = len(offset)
    bundle = np.concatenate([pair, pair + count])
    limit = np.tile(np.where(ends.tight, _WIDEST_SWING, _WIDEST_TURN), 2)
    widest = limit.copy()
    np.maximum.at(widest, bundle, np.abs(turn))
    turn *= limit / widest[bundle]
    return bezier(ends, offset, turn[:count], turn[count:])


def _wide_enough(ends: Ends, pair: np.ndarray, width: np.ndarray) -> Ends:
    """A bundle too wide for a symbol's rim starts further out, so that its lines do not touch there."""
    needed = np.bincount(pair, width + _LEAST_GAP)[pair] / (2 * _WIDEST_TURN) - CLEARANCE
    return replace(
        ends, start_radius=np.maximum(ends.start_radius, needed), end_radius=np.maximum(ends.end_radius, needed)
    )


def _wrapped(angle: np.ndarray) -> np.ndarray:
    """Angles brought between -π and π."""
    return (angle + np.pi) % (2 * np.pi) - np.pi


def spread_around(site: np.ndarray, wanted: np.ndarray, room: np.ndarray, order: np.ndarray) -> np.ndarray:
    """Angles around each site nearest to the wanted ones, neighbours at least the sum of their half rooms apart.

    Args:
        site: number of the site each end touches.
        wanted: angle (radians) each end would take alone.
        room: half the angle each end needs.
        order: decides between equal wanted angles.

    Returns:
        Angles of the same shape. Least squares in the order of the wanted angles (pool adjacent violators, cut at the
        widest gap); where a site cannot give all the room asked for, the rooms shrink in proportion.
    """
    result = wanted.astype(float).copy()
    angle = wanted % (2 * np.pi)
    sequence = np.lexsort((order, np.round(angle, 6), site))
    edges = np.flatnonzero(np.r_[True, np.diff(site[sequence]) != 0, True])
    for first, last in pairwise(edges):
        if last - first > 1:
            members = sequence[first:last]
            found = _spread_one(angle[members], room[members])
            result[members] = wanted[members] + _wrapped(found - wanted[members])
    return result


def _spread_one(angle: np.ndarray, room: np.ndarray) -> np.ndarray:
    """``spread_around`` for one site; the angles come sorted. Plain lists: a site has few ends."""
    count, circle = len(angle), 2 * np.pi
    shrink = min(1.0, circle / (2 * float(room.sum())))
    values, half = angle.tolist(), (room * shrink).tolist()
    gaps = [after - before for before, after in pairwise(values)] + [values[0] + circle - values[-1]]
    if all(gap >= half[place] + half[(place + 1) % count] for place, gap in enumerate(gaps)):
        return angle
    cut = gaps.index(max(gaps)) + 1
    values = values[cut:] + [value + circle for value in values[:cut]]
    half = half[cut:] + half[:cut]
    steps = [0.0]
    for before, after in pairwise(half):
        steps.append(steps[-1] + before + after)
    blocks: list[tuple[float, int]] = []  # sum and number of values that move together
    for value, step in zip(values, steps, strict=True):
        total, size = value - step, 1
        while blocks and blocks[-1][0] / blocks[-1][1] > total / size:
            earlier = blocks.pop()
            total, size = total + earlier[0], size + earlier[1]
        blocks.append((total, size))
    base = [total / size for total, size in blocks for _member in range(size)]
    placed = [value + step for value, step in zip(base, steps, strict=True)]
    if placed[-1] - placed[0] > circle - half[0] - half[-1] + 1e-9:
        mean = sum(base) / count  # the circle is full: every room at its least
        placed = [mean + step for step in steps]
    return np.array(placed[count - cut :] + placed[: count - cut])
