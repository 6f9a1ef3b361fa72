"""Classes of a choropleth: fixed thresholds, or bounds computed from the values."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from ..french import french_number

THRESHOLDS, QUANTILES, NATURAL, EQUAL, DEVIATION = "seuils", "quantiles", "jenks", "amplitudes", "ecart_type"
METHODS = (THRESHOLDS, QUANTILES, NATURAL, EQUAL, DEVIATION)
# What a legend calls a discretisation that was computed.
METHOD_WORDS = {
    QUANTILES: "quantiles",
    NATURAL: "seuils naturels (Jenks)",
    EQUAL: "amplitudes égales",
    DEVIATION: "moyenne et écarts types",
}


def class_bounds(values: Sequence[float], method: str, count: int = 5, decimals: int = 1) -> list[float]:
    """The inner bounds of at most ``count`` classes, rising, rounded to ``decimals``; no class is empty.

    A value that equals a bound is in the class above it. ``ecart_type`` cuts at the mean, and at one and two standard
    deviations from it as far as ``count`` allows; ``jenks`` makes the sum of squared deviations within classes least
    (Fisher 1958).

    Raises:
        ValueError: a method that computes no bounds.
    """
    known = np.sort(np.asarray(values, dtype=float))
    known = known[np.isfinite(known)]
    if len(known) < 2 or known[0] == known[-1]:
        return []
    if method == QUANTILES:
        bounds = np.quantile(known, np.arange(1, count) / count)
    elif method == NATURAL:
        bounds = _natural(known, count)
    elif method == EQUAL:
        bounds = np.linspace(known[0], known[-1], count + 1)[1:-1]
    elif method == DEVIATION:
        steps = np.arange(1, count) - count / 2
        bounds = known.mean() + steps * known.std()
    else:
        raise ValueError(method)
    return kept_bounds(known, np.round(bounds, decimals))


def kept_bounds(values: Sequence[float] | np.ndarray, bounds: Sequence[float] | np.ndarray) -> list[float]:
    """The bounds that part values from others: those that would leave a class empty are dropped."""
    known = np.sort(np.asarray(values, dtype=float))
    kept: list[float] = []
    before = 0
    for bound in sorted(set(map(float, bounds))):
        below = int(np.searchsorted(known, bound, side="left"))
        if before < below < len(known):
            kept.append(bound)
            before = below
    return kept


def classify(values: Sequence[float], bounds: Sequence[float]) -> np.ndarray:
    """The class of each value, from 0: a bound belongs to the class above it. -1 where a value is missing."""
    numbers = np.asarray(values, dtype=float)
    codes = np.searchsorted(np.asarray(bounds, dtype=float), numbers, side="right")
    return np.where(np.isfinite(numbers), codes, -1)


def bound_labels(bounds: Sequence[float], decimals: int = 1) -> list[str]:
    """The words of each class: "moins de 30", "30 à moins de 45", "45 et plus"."""
    words = [french_number(bound, decimals) for bound in bounds]
    if not words:
        return ["ensemble"]
    between = [f"{low} à moins de {high}" for low, high in pairwise(words)]
    return [f"moins de {words[0]}", *between, f"{words[-1]} et plus"]


def _natural(known: np.ndarray, count: int) -> np.ndarray:
    """The first value of each class but the lowest, by dynamic programming over the distinct values."""
    distinct, weights = np.unique(known, return_counts=True)
    classes = min(count, len(distinct))
    weight = np.concatenate([[0.0], np.cumsum(weights)])
    total = np.concatenate([[0.0], np.cumsum(weights * distinct)])
    squares = np.concatenate([[0.0], np.cumsum(weights * distinct**2)])
    size = len(distinct)
    # cost[i, j]: squared deviations of the distinct values i to j - 1 from their mean.
    number = np.maximum(weight[None, :] - weight[:, None], 1.0)
    cost = squares[None, :] - squares[:, None] - (total[None, :] - total[:, None]) ** 2 / number
    cost[np.tril_indices(size + 1)] = np.inf
    best = cost[0].copy()
    starts = []
    for _ in range(classes - 1):
        whole = best[:, None] + cost
        starts.append(whole.argmin(axis=0))
        best = whole.min(axis=0)
    end, cuts = size, []
    for start in reversed(starts):
        end = int(start[end])
        cuts.append(distinct[end])
    return np.array(sorted(cuts))
