"""Where the label of each curve stands: on the line, off symbols, other lines and labels. Millimetres of the frame."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely

from ..pause import pause
from .clashes import Boxes, boxes_on_curves, boxes_that_meet
from .polylines import arc_lengths, at_distance

TEXT_POINTS = 6.5
HALF_HEIGHT = 1.15  # of a label's box
MARK_SIZE = 2.5  # of the PDSES pictogram
MARK_GAP = 0.6
MARGIN = 0.5  # free paper between the line's stroke and its label
BESIDE = 2.0  # from the line to the middle of a label that stands beside it
_EM = TEXT_POINTS * 25.4 / 72
_NARROW = {
    **dict.fromkeys("il.,;:'’|!I·", 0.28),
    **dict.fromkeys(" fjrt()-/", 0.36),
    **dict.fromkeys("mwMW—→←", 0.92),
}
_ROWS = (1.0, 1.8, 2.6)  # lines of text away from a short line
_UPRIGHT_ROWS = (0.0, 2.0)  # millimetres further from it than needed, for a text set horizontally beside it
_SHARES_BESIDE = (0.5, 0.3, 0.7)
_SHARES = (0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8)
_READABLE, _FEW = 150, 3  # a frame with more links is hard to read: fewer places are tried for their labels
_BLACK = 300  # with more links than this it cannot be read at all: labels stand at the middle of their lines
_ROUNDS = 6
_ON_SYMBOL, _ON_LABEL, _ON_LINE, _ON_LIMIT, _OFF_CENTRE, _ASIDE = 100.0, 60.0, 8.0, 7.0, 10.0, 4.0
_INSIDE = 6.0  # a label between the links of a bundle: its link is not told from the next
_OVERRUN = 2.0  # a millimetre of text beyond the ends of its line


@dataclass(frozen=True)
class Placement:
    """Labels placed: ``along`` the curve, ``centre`` (n, 2), ``angle`` (radians, upright), ``beside`` it or on it."""

    along: np.ndarray
    centre: np.ndarray
    angle: np.ndarray
    beside: np.ndarray


def text_width(texts: np.ndarray) -> np.ndarray:
    """Width of each text as printed (Open Sans SemiBold, 6.5 pt), within a tenth."""
    return np.array([_text_width(text) for text in texts], dtype=float)


@lru_cache(maxsize=10_000)
def _text_width(text: str) -> float:
    return _EM * sum(_NARROW.get(letter, 0.66 if letter.isupper() else 0.58) for letter in text)


def label_widths(texts: np.ndarray, marked: np.ndarray) -> np.ndarray:
    """Width of the text with its PDSES pictogram; 0 where there is neither."""
    width = text_width(texts)
    return width + np.where(marked, MARK_SIZE + np.where(width > 0, MARK_GAP, 0), 0)


def label_boxes(centre: np.ndarray, angle: np.ndarray, width: np.ndarray) -> np.ndarray:
    """Rectangles of the labels, as polygons."""
    return _boxes(centre, angle, width).polygons()


def _boxes(centre: np.ndarray, angle: np.ndarray, width: np.ndarray) -> Boxes:
    return Boxes(centre, angle, np.stack([width / 2, np.full(len(width), HALF_HEIGHT)], axis=1))


def place_labels(
    points: np.ndarray,
    width: np.ndarray,
    needed: np.ndarray,
    symbols: np.ndarray,
    page: shapely.Polygon,
    flank: np.ndarray,
    limits: shapely.Geometry | None = None,
) -> Placement:
    """Choose a place for each label.

    Args:
        points: the visible curves (n, steps, 2).
        width: label widths, 0 for none.
        needed: length of line that must stay visible; where an open line would be shorter, the label stands beside it.
        symbols: polygons a label keeps off.
        page: the frame's paper.
        flank: outer side of a bundle's first and last link (1 left, -1 right), 0 for other links.
        limits: lines of the base map a label had better not cover.
    """
    length = arc_lengths(points)[:, -1]
    beside = length - width - 2 * MARGIN < needed
    link, along, side, level = _candidates(length, width, beside)
    centre, angle = _stand(points[link], along, np.where(beside[link], length[link], width[link]), side)
    centre[level], angle[level] = _set_level(points[link[level]], along[level], width[link[level]], side[level])
    boxes = _boxes(centre, angle, width[link] + MARGIN)
    polygons = boxes.polygons()
    cost = _OFF_CENTRE * np.abs(along / length[link] - 0.5) + _ASIDE * np.where(level, 1 + _row(side), np.abs(side))
    cost += _INSIDE * (side * flank[link] < 0)
    cost += _OVERRUN * np.where(level | (side == 0), 0.0, np.maximum(width[link] - length[link], 0.0))
    cost += _ON_SYMBOL * _hits(polygons, symbols)
    cost += _ON_SYMBOL * ~shapely.contains(page, polygons)
    if limits is not None:
        shapely.prepare(limits)
        cost += _ON_LIMIT * shapely.intersects(limits, polygons)
    box, line = boxes_on_curves(boxes, polygons, points)
    other = (link[box] != line) | (side[box] != 0)  # a label on its own line is where it should be
    cost += _ON_LINE * np.bincount(box[other], minlength=len(polygons))
    printed = np.flatnonzero(width[link] > 0)
    some = Boxes(boxes.centre[printed], boxes.angle[printed], boxes.half[printed])
    left, right = boxes_that_meet(some, polygons[printed], link[printed])
    chosen = _choose(link, cost, printed[left], printed[right], len(points))
    return Placement(along[chosen], centre[chosen], angle[chosen], side[chosen] != 0)


def _candidates(
    length: np.ndarray, width: np.ndarray, beside: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Link, place along it, side and whether the text is level; the middle of the line is always one.

    The side is 0 on the line, else the number of rows to its left or right (for a level text 1 and the millimetres
    further out). The label of a short line stands beside it; that of a longer line does only where the line has no free
    place. A level text is offered where one that follows the line would run beyond it.
    """
    link, along, side, level = [], [], [], []

    def offer(some: np.ndarray, place: np.ndarray, way: float, flat: bool = False) -> None:
        link.append(np.flatnonzero(some))
        along.append(place[some])
        side.append(np.full(int(some.sum()), way))
        level.append(np.full(int(some.sum()), flat))

    readable = len(length) <= _READABLE
    few = _FEW if len(length) <= _BLACK else 1
    for share in _SHARES if readable else _SHARES[:few]:
        place = share * length
        fits = (place > width / 2 + 1) & (place < length - width / 2 - 1)
        offer(~beside & (fits | (share == 0.5)), place, 0.0)
        for row in _ROWS if readable else _ROWS[:1]:
            for way in (row, -row):
                offer(beside, place, way)
        for further in _UPRIGHT_ROWS if readable else ():
            for way in (1.0 + further, -1.0 - further):
                offer(beside & (width > 0.7 * length), place, way, flat=True)
    for share in _SHARES_BESIDE if readable else ():
        for way in (1.0, -1.0):
            offer(~beside, share * length, way)
    return np.concatenate(link), np.concatenate(along), np.concatenate(side), np.concatenate(level)


def _row(side: np.ndarray) -> np.ndarray:
    """Rows further out of a level text than its nearest place."""
    return (np.abs(side) - 1) / (2 * HALF_HEIGHT)


def _stand(points: np.ndarray, along: np.ndarray, width: np.ndarray, side: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Centre and upright angle of labels at places along their curves: on the chord under the text."""
    around = at_distance(points, along[:, None] + np.array([-0.5, 0, 0.5]) * width[:, None])
    angle = np.arctan2(*(around[:, 2] - around[:, 0]).T[::-1])
    across = np.stack([-np.sin(angle), np.cos(angle)], axis=1)
    centre = np.where(side[:, None] == 0, around.mean(axis=1), around[:, 1]) + across * (side * BESIDE)[:, None]
    upright = np.where(np.cos(angle) < -1e-9, angle + np.pi, angle)
    return centre, (upright + np.pi) % (2 * np.pi) - np.pi


def _set_level(
    points: np.ndarray, along: np.ndarray, width: np.ndarray, side: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Centre and angle (0) of level texts: out from the line until their box clears it."""
    around = at_distance(points, along[:, None] + np.array([-1.0, 0, 1.0]))
    angle = np.arctan2(*(around[:, 2] - around[:, 0]).T[::-1])
    across = np.stack([-np.sin(angle), np.cos(angle)], axis=1)
    reach = np.abs(across[:, 0]) * width / 2 + np.abs(across[:, 1]) * HALF_HEIGHT
    away = np.sign(side) * (reach + BESIDE - HALF_HEIGHT + np.abs(side) - 1)
    return around[:, 1] + across * away[:, None], np.zeros(len(points))


def _hits(boxes: np.ndarray, symbols: np.ndarray) -> np.ndarray:
    if len(symbols) == 0:
        return np.zeros(len(boxes))
    return np.bincount(shapely.STRtree(symbols).query(boxes, predicate="intersects")[0], minlength=len(boxes))


def _choose(link: np.ndarray, cost: np.ndarray, left: np.ndarray, right: np.ndarray, count: int) -> np.ndarray:
    """The cheapest candidate of each link given those of the others: worst placed first, then second thoughts.

    Candidates ``left`` and ``right`` exclude each other.
    """
    order = np.lexsort((cost, link))
    first = np.searchsorted(link[order], np.arange(count))
    last = np.searchsorted(link[order], np.arange(count), "right")
    here, there = np.concatenate([left, right]), np.concatenate([right, left])
    by_here = np.argsort(here, kind="stable")
    there = there[by_here]
    bounds = np.searchsorted(here[by_here], np.arange(len(link) + 1))
    chosen = order[first]
    crowded = np.flatnonzero(np.bincount(link[here], minlength=count))
    cost = cost.copy()
    for number in crowded:
        cost[there[bounds[chosen[number]] : bounds[chosen[number] + 1]]] += _ON_LABEL
    sequence = crowded[np.argsort(-cost[chosen[crowded]], kind="stable")]
    for _round in range(_ROUNDS):
        pause()
        changed = False
        for number in sequence:
            old = chosen[number]
            options = order[first[number] : last[number]]
            best = options[cost[options].argmin()]
            if cost[best] < cost[old]:
                cost[there[bounds[old] : bounds[old + 1]]] -= _ON_LABEL
                cost[there[bounds[best] : bounds[best + 1]]] += _ON_LABEL
                chosen[number] = best
                changed = True
        if not changed:
            break
    return chosen
