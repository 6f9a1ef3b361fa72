"""Turned rectangles that meet others, or meet curves: many at once, exact, in millimetres."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

_PIECE = 2  # segments of a curve looked at together


@dataclass(frozen=True)
class Boxes:
    """Rectangles: ``centre`` (n, 2), ``angle`` (n,) in radians, half sizes ``half`` (n, 2) along and across."""

    centre: np.ndarray
    angle: np.ndarray
    half: np.ndarray

    @property
    def axes(self) -> np.ndarray:
        """Unit vectors along and across, (n, 2, 2)."""
        cos, sin = np.cos(self.angle), np.sin(self.angle)
        return np.stack([np.stack([cos, sin], axis=1), np.stack([-sin, cos], axis=1)], axis=1)

    def polygons(self) -> np.ndarray:
        """The rectangles as shapely polygons."""
        along, across = (self.axes[:, axis] * self.half[:, axis, None] for axis in (0, 1))
        corners = [-along - across, along - across, along + across, -along + across]
        return shapely.polygons(self.centre[:, None, :] + np.stack(corners, axis=1))


def boxes_that_meet(boxes: Boxes, polygons: np.ndarray, group: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pairs (i < j) of rectangles of different groups that share paper, by separating axes.

    ``polygons`` are those of the boxes.
    """
    left, right = shapely.STRtree(polygons).query(polygons)
    kept = (left < right) & (group[left] != group[right])
    left, right = left[kept], right[kept]
    axes, apart = boxes.axes, boxes.centre[right] - boxes.centre[left]
    meet = np.ones(len(left), dtype=bool)
    for own, other in ((left, right), (right, left)):
        for axis in (0, 1):
            direction = axes[own, axis]
            distance = np.abs((apart * direction).sum(axis=1))
            reach = (np.abs((axes[other] * direction[:, None, :]).sum(axis=2)) * boxes.half[other]).sum(axis=1)
            meet &= distance < boxes.half[own, axis] + reach
    return left[meet], right[meet]


def boxes_on_curves(boxes: Boxes, polygons: np.ndarray, points: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pairs (box, curve) where the curve (n, steps, 2) passes through the rectangle; each pair once."""
    count, steps = points.shape[:2]
    starts = np.arange(0, steps - 1, _PIECE)
    reach = np.minimum(starts[:, None] + np.arange(_PIECE + 1), steps - 1)  # the last piece repeats its end
    pieces = points[:, reach].reshape(count * len(starts), _PIECE + 1, 2)
    box, piece = shapely.STRtree(shapely.linestrings(pieces)).query(polygons)
    # Most pieces only share the upright rectangle of a turned box: how far apart they are tells.
    step = pieces[:, 1:] - pieces[:, :-1]
    extent = np.hypot(step[..., 0], step[..., 1]).sum(axis=1)
    reach_of_box = np.hypot(boxes.half[:, 0], boxes.half[:, 1])
    apart = pieces[piece, _PIECE // 2] - boxes.centre[box]
    close = np.hypot(apart[:, 0], apart[:, 1]) <= reach_of_box[box] + extent[piece]
    box, piece = box[close], piece[close]
    cos, sin = np.cos(boxes.angle)[box, None], np.sin(boxes.angle)[box, None]
    x = pieces[piece, :, 0] - boxes.centre[box, :1]
    y = pieces[piece, :, 1] - boxes.centre[box, 1:]
    hit = _segments_enter(x * cos + y * sin, y * cos - x * sin, boxes.half[box]).any(axis=1)
    pairs = np.unique(box[hit] * count + piece[hit] // len(starts))
    return pairs // count, pairs % count


def _segments_enter(x: np.ndarray, y: np.ndarray, half: np.ndarray) -> np.ndarray:
    """Whether the segments between successive points enter the upright rectangle of half sizes ``half`` around 0.

    Liang and Barsky 1984. ``x`` and ``y`` are (k, points), ``half`` (k, 2); the result is (k, points - 1).
    """
    first, last = np.zeros(x[:, 1:].shape), np.ones(x[:, 1:].shape)
    for place, size in ((x, half[:, :1]), (y, half[:, 1:])):
        start, span = place[:, :-1], place[:, 1:] - place[:, :-1]
        with np.errstate(divide="ignore", invalid="ignore"):
            near, far = (-size - start) / span, (size - start) / span
        within = np.abs(start) <= size
        flat = span == 0
        low = np.where(flat, np.where(within, 0.0, np.inf), np.minimum(near, far))
        high = np.where(flat, np.where(within, 1.0, -np.inf), np.maximum(near, far))
        first, last = np.maximum(first, low), np.minimum(last, high)
    return first <= last
