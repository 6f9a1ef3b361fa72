"""Many polylines of one number of points at once: lengths, places along them, parts of them. Shape (n, steps, 2)."""

from __future__ import annotations

import numpy as np


def arc_lengths(points: np.ndarray) -> np.ndarray:
    """Distance along each polyline to each of its points, (n, steps)."""
    steps = np.hypot(*np.moveaxis(np.diff(points, axis=1), 2, 0))
    return np.concatenate([np.zeros((len(points), 1)), np.cumsum(steps, axis=1)], axis=1)


def at_distance(points: np.ndarray, distance: np.ndarray) -> np.ndarray:
    """Points at the given distances along each polyline: (n, steps, 2) and (n, k) to (n, k, 2); clipped to its ends."""
    if len(points) == 0:
        return np.empty((0, distance.shape[1], 2))
    along = arc_lengths(points)
    row_shift = (np.arange(len(points)) * (along[:, -1].max() + 1.0))[:, None]
    wanted = np.clip(distance, 0, along[:, -1:]) + row_shift
    known = (along + row_shift).ravel()
    return np.stack(
        [np.interp(wanted.ravel(), known, points[..., axis].ravel()).reshape(wanted.shape) for axis in (0, 1)], axis=-1
    )


def part(points: np.ndarray, begin: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Each polyline between two distances along it, with the same number of points."""
    share = np.linspace(0, 1, points.shape[1])
    return at_distance(points, begin[:, None] + (end - begin)[:, None] * share)
