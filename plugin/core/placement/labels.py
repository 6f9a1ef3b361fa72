"""Labels around what they name, never over a symbol, a leader line or another label; a callout where it is crowded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

from ..pause import pause
from .boxes import (
    as_boxes,
    boxes_around,
    distances,
    grown,
    nearest_on,
    overlaps,
    segments_cross,
    segments_meet_boxes,
    within,
)

BESIDE = 0.75  # mm between a symbol and its label: the halo must not bite the symbol
LABEL_GAP = 0.9  # mm between two labels: more than between the lines of one
HALO = 0.5  # mm of white around a text, kept off symbols
_CALLOUT_COST = 4.0
_CALLOUT_REACH = (3.0, 5.0, 7.0, 9.5, 12.0, 15.0, 19.0, 24.0)
_CALLOUT_WAYS = 24
_LINE_COST, _LINES_AT_MOST = 0.5, 2.5  # a millimetre of limit or coast under a text; all of it: never worth a callout
_DOUBT_COST, _DOUBT_MM = 2.0, 0.8  # a text nearly as close to another symbol as to its own
_UNPLACED = 400.0
_ROUNDS = 20
_OTHER_FORM = 0.5  # a text in another shape than the one preferred
_TRIES, _LABELS_TRIED = 12, 200  # orders tried while a label is left out, fewer in a crowd


@dataclass(frozen=True)
class Surroundings:
    """What labels keep off, in mm: ``boxes`` (n, 4), ``leaders`` (m, 4) segments, and if possible ``lines``."""

    page: tuple[float, float]
    boxes: np.ndarray
    leaders: np.ndarray
    lines: shapely.Geometry | None = None


@dataclass
class LabelPlaces:
    """``boxes`` (n, 4) of the texts, ``placed`` (n,), ``callouts`` (n, 4) lines from target to text, NaN where none is.

    ``forms`` (n,) says which of the shapes of the text was taken.
    """

    boxes: np.ndarray
    placed: np.ndarray
    callouts: np.ndarray
    forms: np.ndarray


@dataclass
class _Choices:
    """The possible places of one label that are clear of everything fixed, cheapest first."""

    boxes: np.ndarray
    callouts: np.ndarray
    costs: np.ndarray
    forms: np.ndarray

    @property
    def extent(self) -> np.ndarray:
        """The box around all places and their lines."""
        ends = self.callouts[~np.isnan(self.callouts[:, 0])].reshape(-1, 2)
        points = np.vstack([self.boxes[:, :2], self.boxes[:, 2:], ends])
        return np.concatenate([points.min(axis=0), points.max(axis=0)])


def place_labels(
    targets: np.ndarray, sizes: Sequence[np.ndarray], priorities: np.ndarray, around: Surroundings, callout: bool = True
) -> LabelPlaces:
    """Places labels beside their targets.

    Args:
        targets: (n, 4) boxes of what is named (a strip, a town's dot), mm.
        sizes: for each, the (k, 2) widths and heights its text may take, mm, the preferred one first.
        priorities: (n,) higher comes first where two labels want the same room, and is the last to be left out.
        around: what must stay free. A target is usually among its boxes.
        callout: whether a text may stand away from its target, tied to it by a line.

    Returns:
        The places. A label for which there is none is not placed; the same input gives the same places.
    """
    choices = []
    for target, forms in zip(as_boxes(targets), sizes, strict=True):
        pause()
        shapes = np.asarray(forms, dtype=float)
        choices.append(_merged([_choices(target, size, around, callout, form) for form, size in enumerate(shapes)]))
    weights = np.asarray(priorities, dtype=float)
    orders = np.random.default_rng(0)
    best = _solve(choices, weights, np.zeros(len(choices)))
    possible = np.array([len(choice.costs) > 0 for choice in choices], dtype=bool)
    for _ in range(min(_TRIES, _LABELS_TRIED // max(len(choices), 1))):
        if best[0].placed[possible].all():
            break
        other = _solve(choices, weights, orders.uniform(0, 1, len(choices)))
        if (-weights[other[0].placed].sum(), other[1]) < (-weights[best[0].placed].sum(), best[1]):
            best = other
    return best[0]


def _merged(parts: list[_Choices]) -> _Choices:
    costs = np.concatenate([part.costs for part in parts])
    order = np.argsort(np.round(costs, 6), kind="stable")
    boxes, callouts = np.vstack([part.boxes for part in parts]), np.vstack([part.callouts for part in parts])
    return _Choices(boxes[order], callouts[order], costs[order], np.concatenate([part.forms for part in parts])[order])


def _choices(target: np.ndarray, size: np.ndarray, around: Surroundings, callout: bool, form: int) -> _Choices:
    centres, costs = _beside(target, size)
    callouts = np.full((len(centres), 4), np.nan)
    if callout:
        away, lines, away_costs = _away(target, size)
        centres, callouts, costs = (
            np.vstack([centres, away]),
            np.vstack([callouts, lines]),
            np.concatenate([costs, away_costs]),
        )
    boxes = boxes_around(centres, np.broadcast_to(size, centres.shape))
    inside = within(grown(boxes, HALO), around.page)
    boxes, callouts, costs = boxes[inside], callouts[inside], costs[inside]
    clear = ~overlaps(grown(boxes, HALO - 1e-6), around.boxes).any(axis=1)
    if len(around.leaders):
        clear &= ~segments_meet_boxes(around.leaders, grown(boxes, HALO)).any(axis=0)
        clear &= ~segments_cross(callouts, around.leaders).any(axis=1)
    others = around.boxes[~np.isclose(around.boxes, target).all(axis=1)]
    clear[clear] = ~segments_meet_boxes(callouts[clear], others).any(axis=1)
    boxes, callouts, costs = boxes[clear], callouts[clear], costs[clear]
    if around.lines is not None and len(boxes):
        near = shapely.clip_by_rect(around.lines, *boxes[:, :2].min(axis=0), *boxes[:, 2:].max(axis=0))
        with np.errstate(invalid="ignore"):  # GEOS before 3.12 sets the flag on sound lines
            under = shapely.length(shapely.intersection(shapely.box(*boxes.T), near))
        costs = costs + _LINES_AT_MOST * (1 - np.exp(-_LINE_COST / _LINES_AT_MOST * under))
    if len(others) and len(boxes):
        doubt = distances(boxes, others).min(axis=1) < distances(boxes, target[None])[:, 0] + _DOUBT_MM
        costs = costs + _DOUBT_COST * (doubt & np.isnan(callouts[:, 0]))
    return _Choices(boxes, callouts, costs + _OTHER_FORM * form, np.full(len(costs), form))


def _beside(target: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Centres around the target, right first, then left, above and below, each slid by steps that cost."""
    (x_min, y_min, x_max, y_max), (width, height) = target, size / 2
    middle_x, middle_y = (x_min + x_max) / 2, (y_min + y_max) / 2
    right, left = x_max + BESIDE + width, x_min - BESIDE - width
    above, below = y_max + BESIDE + height, y_min - BESIDE - height
    slide_y = (y_max - y_min) / 2 + height + BESIDE
    slide_x = (x_max - x_min) / 2 + width + BESIDE
    places = []
    for step in (0, 0.33, -0.33, 0.66, -0.66, 1, -1):
        drift = abs(step) * 0.6
        places += [(right, middle_y + step * slide_y, drift), (left, middle_y + step * slide_y, 0.5 + drift)]
        places += [(middle_x + step * slide_x, above, 0.3 + drift), (middle_x + step * slide_x, below, 0.4 + drift)]
    found = np.array(places)
    return found[:, :2], found[:, 2]


def _away(target: np.ndarray, size: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Centres farther out with the line that ties each to the target."""
    angles = np.arange(_CALLOUT_WAYS) * 2 * np.pi / _CALLOUT_WAYS
    reach = np.asarray(_CALLOUT_REACH)
    ways = np.stack([np.cos(angles), np.sin(angles)], axis=-1)
    middle = (target[:2] + target[2:]) / 2
    half = (target[2:] - target[:2]) / 2 + size / 2
    edge = np.min(half / np.maximum(np.abs(ways), 1e-9), axis=1)  # from middle to where the two boxes just touch
    centres = (middle + ways[None] * (edge[None, :, None] + reach[:, None, None])).reshape(-1, 2)
    boxes = boxes_around(centres, np.broadcast_to(size, centres.shape))
    ends = nearest_on(boxes, np.broadcast_to(middle, centres.shape))
    inner = np.concatenate([middle - (target[2:] - target[:2]) / 4, middle + (target[2:] - target[:2]) / 4])
    starts = nearest_on(np.broadcast_to(inner, boxes.shape), ends)  # the line comes out from under the symbols
    ends = ends + (starts - ends) * np.minimum(0.3 / np.maximum(np.hypot(*(starts - ends).T), 1e-9), 0.4)[:, None]
    costs = _CALLOUT_COST + 0.3 * np.hypot(*(starts - ends).T)
    return centres, np.hstack([starts, ends]), costs


def _solve(choices: list[_Choices], priorities: np.ndarray, shuffle: np.ndarray) -> tuple[LabelPlaces, float]:
    """Each label takes its best free place; a label without one may evict others, which search again, dearer each time.

    Returns the places and the sum of their costs. ``shuffle`` breaks the order among labels of one priority.
    """
    count = len(choices)
    taken = np.full(count, -1)
    boxes, lines = np.full((count, 4), np.nan), np.full((count, 4), np.nan)
    evictions = np.zeros(count)
    queue = sorted(
        (i for i in range(count) if len(choices[i].costs)),
        key=lambda i: (-priorities[i], shuffle[i], len(choices[i].costs), i),
    )
    budget = _ROUNDS * max(count, 1)
    while queue and budget > 0:
        pause()
        budget -= 1
        i = queue.pop(0)
        against = _conflicts(choices[i], boxes, lines)
        against[:, i] = False
        price = choices[i].costs + against @ (
            50.0 + 20.0 * evictions + 30.0 * np.maximum(priorities - priorities[i], 0)
        )
        best = int(np.argmin(price))
        evicted = np.flatnonzero(against[best])
        if len(evicted) and price[best] >= _UNPLACED:
            continue
        for j in evicted:
            evictions[j] += 1
            taken[j], boxes[j], lines[j] = -1, np.nan, np.nan
            queue.append(int(j))
        taken[i], boxes[i], lines[i] = best, choices[i].boxes[best], choices[i].callouts[best]
    _tidy(choices, taken, boxes, lines)
    placed = taken >= 0
    forms = np.array([choices[i].forms[taken[i]] if placed[i] else 0 for i in range(count)], dtype=int)
    return LabelPlaces(boxes, placed, lines, forms), float(
        sum(choices[i].costs[taken[i]] for i in np.flatnonzero(placed))
    )


def _tidy(choices: list[_Choices], taken: np.ndarray, boxes: np.ndarray, lines: np.ndarray) -> None:
    """Every label moves to a cheaper free place while there is one; labels left out try once more."""
    for _ in range(4):
        changed = False
        for i, choice in enumerate(choices):
            if not len(choice.costs) or taken[i] == 0:
                continue
            against = _conflicts(choice, boxes, lines)
            against[:, i] = False
            free = np.flatnonzero(~against.any(axis=1))
            if len(free) and (taken[i] < 0 or free[0] < taken[i]):
                taken[i], boxes[i], lines[i] = free[0], choice.boxes[free[0]], choice.callouts[free[0]]
                changed = True
        if not changed:
            return


def _conflicts(choice: _Choices, boxes: np.ndarray, lines: np.ndarray) -> np.ndarray:
    """(places, labels) booleans: the place would touch the label where it stands now."""
    meets = np.zeros((len(choice.boxes), len(boxes)), dtype=bool)
    near = np.flatnonzero(overlaps(grown(choice.extent[None], LABEL_GAP), boxes)[0] & ~np.isnan(boxes[:, 0]))
    if len(near):
        meets[:, near] = overlaps(grown(choice.boxes, LABEL_GAP), boxes[near])
        meets[:, near] |= segments_meet_boxes(choice.callouts, grown(boxes[near], LABEL_GAP))
    led = np.flatnonzero(~np.isnan(lines[:, 0]))
    if len(led):
        meets[:, led] |= segments_meet_boxes(lines[led], grown(choice.boxes, LABEL_GAP)).T
        meets[:, led] |= segments_cross(choice.callouts, lines[led])
    return meets
