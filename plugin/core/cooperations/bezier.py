"""One curve a link, from symbol's edge to symbol's edge. Millimetres of the map frame, x to the right and y upwards."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .polylines import arc_lengths, part

CLEARANCE = 0.7  # free paper between a symbol's edge and a line's end, or a line that passes by
STEPS = 35  # points of a curve
_TIGHT = 2.0  # less than this between two rims: the link swings out beside the two sites, as within a town
_SWING = 25.0  # chord such a link bends for
_BEND_SHARES = (0.15, 0.85)  # along the curve, where a point it must pass through may stand
_LOOP = 1.6  # width of its loop for a height of 1


@dataclass(frozen=True)
class Ends:
    """The two sites of each link: positions (n, 2), radii of their symbols (n,) and site numbers (n,)."""

    start: np.ndarray
    end: np.ndarray
    start_radius: np.ndarray
    end_radius: np.ndarray
    start_site: np.ndarray
    end_site: np.ndarray

    @property
    def chord(self) -> np.ndarray:
        """Distances between the two sites."""
        return np.hypot(*(self.end - self.start).T)

    @property
    def tight(self) -> np.ndarray:
        """Links without room for a line between their symbols."""
        return self.chord - self.start_radius - self.end_radius - 2 * CLEARANCE < _TIGHT

    @property
    def bending_chord(self) -> np.ndarray:
        """The length a bow is a share of: the chord, but enough to swing out where the sites are close together."""
        return np.where(self.tight, _SWING, self.chord)

    def subset(self, rows: np.ndarray) -> Ends:
        """The ends of some links, by position or mask."""
        return Ends(
            self.start[rows],
            self.end[rows],
            self.start_radius[rows],
            self.end_radius[rows],
            self.start_site[rows],
            self.end_site[rows],
        )


def bezier(
    ends: Ends, offset: np.ndarray, start_turn: np.ndarray | float = 0.0, end_turn: np.ndarray | float = 0.0
) -> np.ndarray:
    """Cubic curves from rim to rim, ``offset`` to the left of the chord at mid-line.

    A turn is the angle between the chord, seen from that site, and the point of the rim the curve starts from.
    """
    along = ends.end - ends.start
    chord = np.maximum(np.hypot(*along.T), 1e-9)
    unit = along / chord[:, None]
    left = np.stack([-unit[:, 1], unit[:, 0]], axis=1)
    start_rim, end_rim = ends.start_radius + CLEARANCE, ends.end_radius + CLEARANCE
    x = np.empty((4, len(chord)))
    y = np.empty((4, len(chord)))
    x[0], y[0] = start_rim * np.cos(start_turn), start_rim * np.sin(start_turn)
    x[3], y[3] = chord - end_rim * np.cos(end_turn), -end_rim * np.sin(end_turn)
    y[1] = y[2] = (8 * offset - y[0] - y[3]) / 6
    loop = np.maximum(_LOOP * np.abs(offset), x[3] - x[0])  # outer links of a bundle round the inner ones
    reach = np.where(ends.tight, (x[3] - x[0] - loop) / 2, 0.32 * (x[3] - x[0]))
    x[1], x[2] = x[0] + reach, x[3] - reach
    t = np.linspace(0, 1, STEPS)
    weights = np.stack([(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3])
    local_x, local_y = x.T @ weights, y.T @ weights
    return ends.start[:, None, :] + local_x[..., None] * unit[:, None, :] + local_y[..., None] * left[:, None, :]


def through(ends: Ends, points: np.ndarray) -> np.ndarray:
    """Curves from rim to rim that pass through a point each (n, 2): parabolas whose tip leans as the point does."""
    first, last = np.hypot(*(points - ends.start).T), np.hypot(*(ends.end - points).T)
    share = np.clip(first / np.maximum(first + last, 1e-9), *_BEND_SHARES)[:, None]
    rest = 1 - share
    control = (points - rest**2 * ends.start - share**2 * ends.end) / (2 * share * rest)
    t = np.linspace(0, 1, STEPS)[None, :, None]
    curves = (1 - t) ** 2 * ends.start[:, None] + 2 * t * (1 - t) * control[:, None] + t**2 * ends.end[:, None]
    length = arc_lengths(curves)[:, -1]
    begin = np.minimum(ends.start_radius + CLEARANCE, length / 3)
    return part(curves, begin, length - np.minimum(ends.end_radius + CLEARANCE, length / 3))
