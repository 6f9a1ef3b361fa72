"""Boxes and segments in bulk. Many are an array (n, 4).

A box is x_min, y_min, x_max, y_max; a segment x_1, y_1, x_2, y_2.
"""

from __future__ import annotations

import numpy as np

_TOUCH = 1e-9  # boxes that only share an edge do not overlap


def as_boxes(values: object) -> np.ndarray:
    """An (n, 4) array of floats from any sequence of four-tuples, also an empty one."""
    return np.asarray(values, dtype=float).reshape(-1, 4)


def boxes_around(centres: np.ndarray, sizes: np.ndarray) -> np.ndarray:
    """Boxes of given widths and heights (n, 2) around centres (n, 2)."""
    half = np.asarray(sizes, dtype=float) / 2
    return np.hstack([centres - half, centres + half])


def grown(boxes: np.ndarray, margin: float) -> np.ndarray:
    """The boxes with a margin added on every side."""
    return boxes + np.array([-margin, -margin, margin, margin])


def overlaps(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """(n, m) booleans: box i of ``a`` and box j of ``b`` share some area."""
    a, b = a[:, None, :], b[None, :, :]
    apart_x = (a[..., 2] <= b[..., 0] + _TOUCH) | (b[..., 2] <= a[..., 0] + _TOUCH)
    apart_y = (a[..., 3] <= b[..., 1] + _TOUCH) | (b[..., 3] <= a[..., 1] + _TOUCH)
    return ~(apart_x | apart_y)


def distances(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """(n, m) distances between box i of ``a`` and box j of ``b``, 0 where they meet."""
    apart = np.maximum(a[:, None, :2] - b[None, :, 2:], b[None, :, :2] - a[:, None, 2:])
    return np.hypot(*np.moveaxis(np.maximum(apart, 0), -1, 0))


def within(boxes: np.ndarray, page: tuple[float, float]) -> np.ndarray:
    """(n,) booleans: the box lies inside a page of the given width and height."""
    return (boxes[:, :2] >= -_TOUCH).all(1) & (boxes[:, 2:] <= np.asarray(page) + _TOUCH).all(1)


def contain(boxes: np.ndarray, points: np.ndarray) -> np.ndarray:
    """(n, m) booleans: box i contains point j."""
    inside = (points[None, :, :] >= boxes[:, None, :2]) & (points[None, :, :] <= boxes[:, None, 2:])
    return inside.all(axis=2)


def nearest_on(boxes: np.ndarray, points: np.ndarray) -> np.ndarray:
    """(n, 2): the point of box i nearest to point i."""
    return np.clip(points, boxes[:, :2], boxes[:, 2:])


def segments_meet_boxes(segments: np.ndarray, boxes: np.ndarray) -> np.ndarray:
    """(n, m) booleans: segment i passes through the inside of box j (the slab method); NaN meets nothing."""
    meets = np.zeros((len(segments), len(boxes)), dtype=bool)
    rows, columns = np.flatnonzero(~np.isnan(segments[:, 0])), np.flatnonzero(~np.isnan(boxes[:, 0]))
    if not len(rows) or not len(columns):
        return meets
    enter, leave = np.zeros((len(rows), len(columns))), np.ones((len(rows), len(columns)))
    for axis in (0, 1):
        start = segments[rows, axis][:, None]
        way = segments[rows, axis + 2][:, None] - start
        low, high = boxes[columns, axis][None, :] + _TOUCH, boxes[columns, axis + 2][None, :] - _TOUCH
        with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
            t_1, t_2 = (low - start) / way, (high - start) / way
        outside = (way == 0) & ((start <= low) | (start >= high))
        enter = np.where(way == 0, np.where(outside, np.inf, enter), np.maximum(enter, np.minimum(t_1, t_2)))
        leave = np.where(way == 0, leave, np.minimum(leave, np.maximum(t_1, t_2)))
    meets[np.ix_(rows, columns)] = enter < leave
    return meets


def segments_cross(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """(n, m) booleans: segment i of ``a`` and segment j of ``b`` cross at a point inside both."""
    p, q = a[:, None, :], b[None, :, :]

    def side(o: np.ndarray, e: np.ndarray, x: np.ndarray) -> np.ndarray:
        return (e[..., 0] - o[..., 0]) * (x[..., 1] - o[..., 1]) - (e[..., 1] - o[..., 1]) * (x[..., 0] - o[..., 0])

    first = side(p[..., :2], p[..., 2:], q[..., :2]) * side(p[..., :2], p[..., 2:], q[..., 2:])
    second = side(q[..., :2], q[..., 2:], p[..., :2]) * side(q[..., :2], q[..., 2:], p[..., 2:])
    return (first < 0) & (second < 0)
