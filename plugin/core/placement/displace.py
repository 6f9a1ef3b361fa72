"""Boxes moved as little as possible so that none covers another: exact for each among the others, then in turns."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import permutations

import numpy as np

from ..pause import pause
from .boxes import boxes_around, contain, grown, nearest_on, overlaps, segments_cross, segments_meet_boxes

_REACHES = (6.0, 14.0, 32.0, 80.0)  # mm: how far a place is searched, widened only when none is free
_RINGS = 16  # directions tried beside the touching positions, for a freer leader line
_LEADER = 0.4  # mm a leader line is worth: below it, a strip that still covers its point wins
_CROSSING = 6.0  # mm a leader crossing a strip or another leader is worth
_COVERED = 3.0  # mm hiding the point another leader starts from is worth
_TOGETHER = 1.0  # mm: sites closer than this share one point on paper, which one of their strips may hide
_TURNS = 4
_PLACES_A_BOX = 5  # boxes taken up again while improving, for each box: keeps a hopeless crowd from taking minutes
_EDGES_OF = 14  # nearest boxes whose edges give touching positions
_COMPARED = 240  # nearest free positions whose leader lines are compared
_EVERY_ORDER_UP_TO = 4
_ORDERED = 200  # boxes placed while trying orders of a large cluster


@dataclass
class Displacement:
    """Where the boxes went: ``centres`` (n, 2), ``free`` (n,) false where no free place was found inside the page."""

    centres: np.ndarray
    free: np.ndarray


class _Board:
    """The boxes being placed; costs are millimetres."""

    def __init__(
        self, anchors: np.ndarray, sizes: np.ndarray, page: tuple[float, float], fixed: np.ndarray, gap: float
    ):
        self.anchors, self.sizes, self.page, self.fixed, self.gap = (
            anchors,
            sizes,
            np.asarray(page, dtype=float),
            fixed,
            gap,
        )
        self.centres = anchors.copy()
        self.free = np.ones(len(anchors), dtype=bool)
        self.costs = np.zeros(len(anchors))
        low, high = sizes / 2, self.page - sizes / 2
        self.low, self.high = np.minimum(low, self.page / 2), np.maximum(high, self.page / 2)

    def others(self, i: int, reach: float, absent: frozenset[int]) -> tuple[np.ndarray, np.ndarray]:
        """Indices of the placed boxes within reach of box ``i``, and all boxes in its way (fixed ones too)."""
        near = np.abs(self.centres - self.anchors[i]) <= reach + (self.sizes + self.sizes[i]) / 2 + self.gap
        near = near.all(axis=1)
        near[[i, *absent]] = False
        indices = np.flatnonzero(near)
        moving = grown(boxes_around(self.centres[indices], self.sizes[indices]), self.gap)
        return indices, np.vstack([moving, self.fixed])

    def place(self, i: int, absent: frozenset[int] = frozenset()) -> float:
        """Moves box ``i`` to its cheapest free place, boxes of ``absent`` not counting; returns the cost."""
        home = np.clip(self.anchors[i], self.low[i], self.high[i])
        for reach in _REACHES:
            indices, in_the_way = self.others(i, reach, absent)
            tried = self._candidates(i, home, in_the_way, reach)
            free = ~overlaps(boxes_around(tried, np.broadcast_to(self.sizes[i], tried.shape)), in_the_way).any(axis=1)
            tried = tried[free]
            if len(tried) > _COMPARED:
                tried = tried[np.argsort(np.hypot(*(tried - self.anchors[i]).T), kind="stable")[:_COMPARED]]
            if len(tried):
                costs = self._costs(i, tried, indices)
                best = int(np.lexsort((tried[:, 1], tried[:, 0], np.round(costs, 6)))[0])
                self.centres[i], self.free[i], self.costs[i] = tried[best], True, costs[best]
                return float(costs[best])
        self.centres[i], self.free[i], self.costs[i] = home, False, _REACHES[-1]
        return _REACHES[-1]

    def _candidates(self, i: int, home: np.ndarray, in_the_way: np.ndarray, reach: float) -> np.ndarray:
        """Home, every position that touches one or two of the boxes in the way, and rings around home.

        The nearest free place of a box among boxes is always home or a touching position: its centre lies on an edge,
        or on a crossing of two edges, of the boxes grown by half its size.
        """
        half = self.sizes[i] / 2
        away = np.hypot(*(nearest_on(in_the_way, np.broadcast_to(home, (len(in_the_way), 2))) - home).T)
        near = in_the_way[np.argsort(away, kind="stable")[:_EDGES_OF]]
        xs = np.unique(np.concatenate([[home[0]], near[:, 0] - half[0], near[:, 2] + half[0]]))
        ys = np.unique(np.concatenate([[home[1]], near[:, 1] - half[1], near[:, 3] + half[1]]))
        touching = np.stack(np.meshgrid(xs, ys), axis=-1).reshape(-1, 2)
        angles = np.arange(_RINGS) * 2 * np.pi / _RINGS
        radii = np.linspace(reach / 8, reach, 8)
        rings = home + (radii[:, None, None] * np.stack([np.cos(angles), np.sin(angles)], axis=-1)).reshape(-1, 2)
        tried = np.vstack([touching, rings])
        inside = ((tried >= self.low[i] - 1e-9) & (tried <= self.high[i] + 1e-9)).all(axis=1)
        close = np.hypot(*(tried - home).T) <= reach
        return tried[inside & close]

    def _costs(self, i: int, tried: np.ndarray, indices: np.ndarray) -> np.ndarray:
        anchor = self.anchors[i]
        boxes = boxes_around(tried, np.broadcast_to(self.sizes[i], tried.shape))
        ends = nearest_on(boxes, np.broadcast_to(anchor, tried.shape))
        leads = (ends != anchor).any(axis=1)
        costs = np.hypot(*(tried - anchor).T) + _LEADER * leads
        if not len(indices):
            return costs
        other_boxes = boxes_around(self.centres[indices], self.sizes[indices])
        other_leaders = np.hstack([self.anchors[indices], nearest_on(other_boxes, self.anchors[indices])])
        other_leads = (other_leaders[:, :2] != other_leaders[:, 2:]).any(axis=1)
        leaders = np.hstack([np.broadcast_to(anchor, tried.shape), ends])
        through = segments_meet_boxes(leaders, other_boxes) & leads[:, None]
        apart = np.hypot(*(self.anchors[indices] - anchor).T) >= _TOGETHER
        through &= apart[None, :]
        other_leads &= apart
        under = segments_meet_boxes(other_leaders[other_leads], boxes).T
        crossed = segments_cross(leaders, other_leaders[other_leads]) & leads[:, None]
        hidden = contain(boxes, self.anchors[indices][other_leads])
        return costs + _CROSSING * (through.sum(1) + under.sum(1) + crossed.sum(1)) + _COVERED * hidden.sum(1)


def displace(
    anchors: np.ndarray, sizes: np.ndarray, page: tuple[float, float], fixed: np.ndarray, gap: float
) -> Displacement:
    """Finds places for boxes near their anchors.

    Args:
        anchors: (n, 2) true points, mm.
        sizes: (n, 2) widths and heights, mm.
        page: width and height the boxes must stay in.
        fixed: (m, 4) boxes nothing may cover (frames of insets).
        gap: millimetres kept free between two boxes.

    Returns:
        The places found. The same input gives the same places.
    """
    board = _Board(anchors, sizes, page, fixed, gap)
    clusters = _clusters(board)
    for cluster in sorted(clusters, key=lambda members: (len(members), members)):
        _settle(board, cluster)
    _improve(board)
    return Displacement(board.centres, board.free)


def _clusters(board: _Board) -> list[list[int]]:
    """Groups of boxes that overlap at home, directly or through others."""
    homes = grown(boxes_around(board.anchors, board.sizes), board.gap / 2)
    meets = overlaps(homes, homes)
    left, groups = set(range(len(homes))), []
    while left:
        group, frontier = set(), [min(left)]
        while frontier:
            i = frontier.pop()
            if i not in group:
                group.add(i)
                frontier.extend(j for j in np.flatnonzero(meets[i]) if j not in group)
        left -= group
        groups.append(sorted(int(i) for i in group))
    return groups


def _settle(board: _Board, cluster: list[int]) -> None:
    """Places a cluster in the order that costs least: every order when it is small, a few good ones otherwise."""
    if len(cluster) <= _EVERY_ORDER_UP_TO:
        orders = [list(order) for order in permutations(cluster)]
    else:
        area = board.sizes[cluster].prod(axis=1)
        middle = np.hypot(*(board.anchors[cluster] - board.anchors[cluster].mean(axis=0)).T)
        keys = (-area, area, middle, -middle, board.anchors[cluster][:, 0], board.anchors[cluster][:, 1])
        tried = keys[: max(2, _ORDERED // len(cluster))]
        orders = [[cluster[k] for k in np.argsort(key, kind="stable")] for key in tried]
    best = None
    for order in orders:
        pause()
        total = sum(board.place(i, frozenset(order[step + 1 :])) for step, i in enumerate(order))
        if best is None or total < best[0] - 1e-6:
            best = (total, board.centres[cluster].copy(), board.free[cluster].copy(), board.costs[cluster].copy())
    if best:
        _, board.centres[cluster], board.free[cluster], board.costs[cluster] = best


def _improve(board: _Board) -> None:
    """Takes up each displaced box again, and lets it push one neighbour away, while the sum of costs falls."""
    budget = _PLACES_A_BOX * len(board.anchors)
    for _ in range(_TURNS):
        changed = False
        for i in np.argsort(-board.costs, kind="stable"):
            if board.costs[i] <= 1e-6 or budget <= 0:
                break
            pause()
            kept = (board.centres.copy(), board.free.copy(), board.costs.copy())
            board.place(int(i))
            budget -= 1
            if board.costs[i] < kept[2][i] - 1e-6:
                changed = True
                continue
            board.centres, board.free, board.costs = kept
            pushed, spent = _push(board, int(i))
            changed |= pushed
            budget -= spent
        if not changed or budget <= 0:
            return


def _push(board: _Board, i: int) -> tuple[bool, int]:
    """Tries box ``i`` in the place of each neighbour in its way: whether it paid, and how many places were sought."""
    home = boxes_around(board.anchors[[i]], board.sizes[[i]])
    now = grown(boxes_around(board.centres, board.sizes), board.gap)
    spent = 0
    for j in np.flatnonzero(overlaps(home, now)[0]):
        if j == i:
            continue
        kept = (board.centres.copy(), board.free.copy(), board.costs.copy())
        before = board.costs[i] + board.costs[j]
        spent += 2
        if board.place(i, frozenset([int(j)])) + board.place(int(j)) < before - 1e-6:
            return True, spent
        board.centres, board.free, board.costs = kept
    return False, spent
