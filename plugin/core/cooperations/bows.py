"""How far each bundle of links bends, and to which side: off third sites first, then off other bundles. Millimetres."""

from __future__ import annotations

import numpy as np

from ..pause import pause
from .bezier import CLEARANCE, Ends, bezier

# Of the chord. More would be a detour: the reader no longer sees which two places a link joins.
_BOWS = np.array([0.0, 0.05, -0.05, 0.1, -0.1, 0.15, -0.15, 0.19, -0.19])
_LONE_BOW = 0.05  # a lone link bends a little: it is not taken for a limit
_SHORT = 14.0  # a chord this short is seen whole: its link is straight
_SWINGING_BOW = 0.19  # of a link between two sites of one town
_TUNED_PAIRS = 250  # beyond, a frame is unreadable anyway and bundles are not set against each other
_TRIES = 6  # bows tried a pair in such a frame
_ROUNDS = 4
_AT_ONCE = 4000  # curves whose boxes are compared with all sites in one go
_CELL = 1.0  # of the grid on which bundles are seen to overlap
_AT_SITE = 5.0  # around its own sites a bundle may meet others: `spread_around` keeps them apart there
_SITE_COST, _BOW_COST = 400.0, 150.0  # in cells: a right-angled crossing of two lines covers about nine


def choose_bows(
    ends: Ends,
    pair: np.ndarray,
    spread: np.ndarray,
    width: np.ndarray,
    obstacles: np.ndarray,
    radius: np.ndarray,
    page: tuple[float, float],
) -> np.ndarray:
    """The bow of each link as a share of its chord, the same for all links of a pair.

    Args:
        ends: sites of the links, in one direction a pair.
        pair: number of each link's pair, 0 to the number of pairs - 1.
        spread: place of each link beside the middle of its bundle.
        width: line widths.
        obstacles: positions (m, 2) of all symbols; row numbers are the site numbers of ``ends``.
        radius: their radii.
        page: width and height of the frame; what happens outside does not count.
    """
    if len(pair) == 0:
        return np.empty(0)
    pair_count = int(pair.max()) + 1
    chord = ends.bending_chord
    alone = np.bincount(pair, minlength=pair_count) == 1
    alone[pair[chord < _SHORT]] = False
    cost = _BOW_COST * np.abs(np.abs(_BOWS)[None, :] - np.where(alone, _LONE_BOW, 0.0)[:, None])
    tight = np.zeros(pair_count, dtype=bool)
    tight[pair] = ends.tight
    cost[tight] = _BOW_COST * np.abs(np.abs(_BOWS) - _SWINGING_BOW)
    # A link that goes far beyond the frame leaves it straight: there only its beginning shows.
    longest = np.zeros(pair_count)
    np.maximum.at(longest, pair, chord / np.hypot(*page))
    cost *= np.maximum(longest, 1.0)[:, None] ** 2
    if pair_count > _TUNED_PAIRS:
        return _BOWS[_first_free(ends, pair, spread, chord, width, obstacles, radius, cost)[pair]]
    trials = [bezier(ends, spread + bow * chord) for bow in _BOWS]
    for choice, points in enumerate(trials):
        hits = third_sites(points, ends.start_site, ends.end_site, width, obstacles, radius, CLEARANCE)[0]
        cost[:, choice] += _SITE_COST * np.bincount(pair[hits], minlength=pair_count)
    return _BOWS[_set_apart(trials, ends, pair, cost, page)[pair]]


def _first_free(
    ends: Ends,
    pair: np.ndarray,
    spread: np.ndarray,
    chord: np.ndarray,
    width: np.ndarray,
    obstacles: np.ndarray,
    radius: np.ndarray,
    cost: np.ndarray,
) -> np.ndarray:
    """The cheapest bow of each pair that leaves the third sites free, tried in the order of their cost."""
    preferred = np.argsort(cost, axis=1, kind="stable")
    best, least = preferred[:, 0].copy(), np.full(len(cost), np.inf)
    open_links = np.arange(len(pair))
    for step in range(_TRIES):
        pause()
        some = ends.subset(open_links)
        trial = preferred[pair[open_links], step]
        points = bezier(some, spread[open_links] + _BOWS[trial] * chord[open_links])
        hits = third_sites(points, some.start_site, some.end_site, width[open_links], obstacles, radius, CLEARANCE)[0]
        total = np.bincount(pair[open_links[hits]], minlength=len(cost))
        tried = np.unique(pair[open_links])
        better = tried[total[tried] < least[tried]]
        best[better], least[better] = preferred[better, step], total[better]
        open_links = np.flatnonzero(least[pair] > 0)
        if len(open_links) == 0:
            break
    return best


def _set_apart(
    trials: list[np.ndarray], ends: Ends, pair: np.ndarray, cost: np.ndarray, page: tuple[float, float]
) -> np.ndarray:
    """Pair by pair, the bow that costs least given the others: each adds the cells it shares with them."""
    cells, shape = _cells(trials, ends, pair, len(cost), page)
    chosen = cost.argmin(axis=1)
    covered = np.zeros(shape)
    for number, choice in enumerate(chosen):
        covered[cells[number][choice]] += 1
    for _round in range(_ROUNDS):
        changed = False
        pause()
        for number, options in enumerate(cells):
            covered[options[chosen[number]]] -= 1
            total = cost[number] + [covered[option].sum() for option in options]
            best = int(total.argmin())
            changed |= best != chosen[number]
            chosen[number] = best
            covered[options[best]] += 1
        if not changed:
            break
    return chosen


def _cells(
    trials: list[np.ndarray], ends: Ends, pair: np.ndarray, pair_count: int, page: tuple[float, float]
) -> tuple[list[list[np.ndarray]], int]:
    """Grid cells each pair's bundle covers for each trial, a line being three cells wide; and the number of cells."""
    everything = np.stack(trials)
    dense = np.concatenate(
        [everything[:, :, :-1] * (1 - share) + everything[:, :, 1:] * share for share in (0, 1 / 3, 2 / 3)], axis=2
    )
    away = ((dense >= 0) & (dense <= page)).all(axis=3)
    for site in (ends.start, ends.end):
        away &= np.hypot(*np.moveaxis(dense - site[None, :, None, :], 3, 0)) > _AT_SITE
    grid = np.floor(np.clip(dense, 0, page) / _CELL).astype(np.int64) + 1
    columns = int(grid[..., 0].max()) + 2
    around = np.array([row * columns + column for row in (-1, 0, 1) for column in (-1, 0, 1)])
    flat = grid[..., 1] * columns + grid[..., 0]
    members = np.split(np.argsort(pair, kind="stable"), np.cumsum(np.bincount(pair, minlength=pair_count))[:-1])
    cells = [
        [np.unique(flat[choice, links][away[choice, links]][:, None] + around) for choice in range(len(trials))]
        for links in members
    ]
    return cells, int(flat.max()) + columns + 2


def third_sites(
    points: np.ndarray,
    start_site: np.ndarray,
    end_site: np.ndarray,
    width: np.ndarray,
    obstacles: np.ndarray,
    radius: np.ndarray,
    clearance: float,
) -> tuple[np.ndarray, np.ndarray]:
    """Pairs (curve, site) of curves that pass over or too near a third site's symbol."""
    none = np.empty(0, dtype=int)
    if len(points) == 0 or len(obstacles) == 0:
        return none, none
    reach = float(radius.max() + width.max() / 2 + clearance)
    low, high = points.min(axis=1) - reach, points.max(axis=1) + reach
    curve, site = _points_in_boxes(low, high, obstacles)
    third = (site != start_site[curve]) & (site != end_site[curve])
    curve, site = curve[third], site[third]
    # Most of these sites lie off the strip between a curve and its chord.
    chords = points[:, [0, -1]]
    bulge = _farthest_from_chord(points)
    near = _distances(chords[curve], obstacles[site]) < bulge[curve] + reach
    curve, site = curve[near], site[near]
    if len(curve) == 0:
        return none, none
    distance = np.concatenate(
        [
            _distances(points[curve[part]], obstacles[site[part]])
            for part in np.array_split(np.arange(len(curve)), len(curve) // 20000 + 1)
        ]
    )
    hit = distance < radius[site] + width[curve] / 2 + clearance
    return curve[hit], site[hit]


def _farthest_from_chord(points: np.ndarray) -> np.ndarray:
    """How far each curve strays from the segment between its ends."""
    x, y = points[..., 0], points[..., 1]
    span_x, span_y = x[:, -1:] - x[:, :1], y[:, -1:] - y[:, :1]
    toward_x, toward_y = x - x[:, :1], y - y[:, :1]
    along = np.clip((toward_x * span_x + toward_y * span_y) / np.maximum(span_x**2 + span_y**2, 1e-12), 0, 1)
    return np.hypot(toward_x - along * span_x, toward_y - along * span_y).max(axis=1)


def _points_in_boxes(low: np.ndarray, high: np.ndarray, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pairs (box, point): boxes given by their corners (n, 2), some thousand at a time."""
    found = []
    for begin in range(0, len(low), _AT_ONCE):
        part = slice(begin, begin + _AT_ONCE)
        beyond, before = points[None, :, :] > low[part, None, :], points[None, :, :] < high[part, None, :]
        box, point = np.nonzero(beyond[..., 0] & beyond[..., 1] & before[..., 0] & before[..., 1])
        found.append((box + begin, point))
    boxes, inside_points = zip(*found, strict=True)
    return np.concatenate(boxes), np.concatenate(inside_points)


def _distances(points: np.ndarray, target: np.ndarray) -> np.ndarray:
    """Distance from one target to each polyline: (k, STEPS, 2) and (k, 2) to (k,)."""
    x, y = points[..., 0], points[..., 1]
    span_x, span_y = x[:, 1:] - x[:, :-1], y[:, 1:] - y[:, :-1]
    toward_x, toward_y = target[:, :1] - x[:, :-1], target[:, 1:] - y[:, :-1]
    length = np.maximum(span_x**2 + span_y**2, 1e-12)
    along = np.clip((toward_x * span_x + toward_y * span_y) / length, 0, 1)
    return np.sqrt(((toward_x - along * span_x) ** 2 + (toward_y - along * span_y) ** 2).min(axis=1))
