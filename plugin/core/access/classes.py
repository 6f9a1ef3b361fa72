"""Classes of access time: bounds closed on the right or on the left, and a class of its own for what is not reached."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

import numpy as np

from ..findings import InputError

UNREACHED = -1
UNREACHED_LABEL = "non accessible"
RIGHT, LEFT = "right", "left"
# A sum of thousands of seconds is a hair off the bound it stands for; a time is never known to a millionth of a minute.
_DECIMALS = 6


def classify(minutes: np.ndarray, bounds: Sequence[float], closed: str = RIGHT) -> np.ndarray:
    """Class numbers of times.

    Args:
        minutes: (n,) minutes, NaN or inf where not reached.
        bounds: increasing upper bounds; beyond the last one more class follows.
        closed: "right", 30.00 is in the class that ends at 30; "left", it is in the next.

    Returns:
        (n,) class numbers 0 to ``len(bounds)``, ``UNREACHED`` (-1) where not reached.
    """
    values = np.round(np.asarray(minutes, dtype=float), _DECIMALS)
    limits = np.asarray(bounds, dtype=float)
    if closed not in (RIGHT, LEFT) or (np.diff(limits) <= 0).any():
        raise ValueError(f"{closed} {bounds}")
    codes = np.searchsorted(limits, values, side="left" if closed == RIGHT else "right")
    return np.where(np.isfinite(values), codes, UNREACHED)


def class_labels(bounds: Sequence[float], closed: str = RIGHT) -> list[str]:
    """What the legend says of each class, in order ("0 - 30 min", "> 30 - 35 min", "> 35 min").

    The unreached class comes apart.
    """
    text = [f"{bound:g}".replace(".", ",") for bound in bounds]
    pairs = list(itertools.pairwise(text))
    if closed == RIGHT:
        return [f"0 - {text[0]} min", *(f"> {low} - {high} min" for low, high in pairs), f"> {text[-1]} min"]
    return [
        f"moins de {text[0]} min",
        *(f"{low} à moins de {high} min" for low, high in pairs),
        f"{text[-1]} min et plus",
    ]


def read_bounds(text: str) -> list[float]:
    """Bounds typed by a person ("30 35", "30; 35", "22,5 45").

    Raises InputError TPS05 where they are no rising numbers.
    """
    try:
        bounds = [float(part.replace(",", ".")) for part in text.replace(";", " ").split()]
    except ValueError:
        bounds = []
    if not bounds or bounds[0] <= 0 or any(low >= high for low, high in itertools.pairwise(bounds)):
        raise InputError.of("TPS05", value=text)
    return bounds
