"""Proportional circles: the area follows the value exactly (Bertin), so the diameter follows its square root."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely

SMALLEST, LARGEST = 3.0, 9.0  # mm on A4: below, parts cannot be told; above, neighbours are hidden
_LEAST_LARGEST = 5.0  # mm for the largest value when all are nearly equal
_ROUND = (1.0, 1.5, 2.0, 2.5, 3.0, 4.0, 5.0, 6.0, 8.0)
_STEPS = 96  # sides of a full circle


@dataclass(frozen=True)
class CircleScale:
    """``factor`` is the diameter in mm of the value 1; below ``threshold`` a circle would be too small to read."""

    factor: float
    threshold: float

    def diameters(self, values: np.ndarray) -> np.ndarray:
        """Diameters in mm, proportional to the square root; a value under the threshold gets the smallest circle.

        Such a circle is no measure any more: it is drawn hollow, and the legend says "moins de" the threshold.
        """
        exact = self.factor * np.sqrt(np.asarray(values, dtype=float))
        return np.where(self.too_small(values), SMALLEST, exact)

    def too_small(self, values: np.ndarray) -> np.ndarray:
        """Whether a value's exact circle would be smaller than the smallest."""
        return np.asarray(values, dtype=float) < self.threshold * (1 - 1e-9)


def circle_scale(
    values: Sequence[float] | np.ndarray, largest: float = LARGEST, smallest: float = SMALLEST
) -> CircleScale:
    """The scale for a sheet's values, the same in all its frames.

    The smallest value takes ``smallest`` mm, unless the largest would then pass ``largest``: then the largest takes
    ``largest``.

    Raises:
        ValueError: no value is above 0.
    """
    known = np.asarray(values, dtype=float)
    known = known[np.isfinite(known) & (known > 0)]
    if not len(known):
        raise ValueError("no value above 0")
    wanted = smallest * np.sqrt(known.max() / known.min())
    factor = float(np.clip(wanted, _LEAST_LARGEST, largest) / np.sqrt(known.max()))
    threshold = (SMALLEST / factor) ** 2
    return CircleScale(factor, threshold if known.min() < threshold * (1 - 1e-9) else 0.0)


def legend_values(values: Sequence[float] | np.ndarray, scale: CircleScale) -> list[float]:
    """Three round values for the legend, ascending: near the smallest, middle and largest circle on the map.

    Three whole values or fewer stand as they are (1, 2, 3 contracts).
    """
    known = np.asarray(values, dtype=float)
    known = np.unique(known[np.isfinite(known) & (known > 0) & ~scale.too_small(known)])
    if len(known) <= 3 and (known == np.round(known)).all():
        return [float(value) for value in known]
    low, high = _rounded(known.min(), up=True), _rounded(known.max(), up=False)
    if low >= high:
        return [_rounded(known.max(), up=False)]
    middle = _nearest_round(((np.sqrt(low) + np.sqrt(high)) / 2) ** 2)
    return sorted({low, middle, high})


def _rounded(value: float, up: bool) -> float:
    """The nearest round value that is not below (``up``) or not above the value."""
    power = 10.0 ** np.floor(np.log10(value))
    steps = [step * power for step in (*_ROUND, 10.0)]
    tolerance = 1e-9 * value
    fitting = [step for step in steps if (step >= value - tolerance if up else step <= value + tolerance)]
    return float(min(fitting) if up else max(fitting))


def _nearest_round(value: float) -> float:
    low, high = _rounded(value, up=False), _rounded(value, up=True)
    return low if value - low <= high - value else high


def wedge(centre: tuple[float, float], radius: float, start: float, share: float) -> shapely.Polygon:
    """A sector of a circle, clockwise from ``start`` over ``share`` (both parts of a full turn, 0 at noon).

    Its vertices lie a little outside the circle, so that the polygon has exactly the sector's area.
    """
    steps = max(int(np.ceil(_STEPS * share)), 1)
    turn = 2 * np.pi * share / steps
    angles = np.pi / 2 - 2 * np.pi * (start + share * np.arange(steps + 1) / steps)
    drawn = radius * np.sqrt(turn / np.sin(turn))
    rim = np.column_stack([centre[0] + drawn * np.cos(angles), centre[1] + drawn * np.sin(angles)])
    return shapely.polygons(rim[:-1] if share > 1 - 1e-9 else np.vstack([rim, [centre]]))
