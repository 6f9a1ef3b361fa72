"""Statistical secrecy: small numbers of persons are not published, nor what would give them away."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence

import numpy as np

SETTING = "seuil_secret"  # a setting of the edition
DEFAULT_THRESHOLD = 11
MASKED = "secret"


def threshold_of(settings: Mapping[str, str]) -> int:
    """The least number of persons an edition publishes (0: everything); 11 where its setting is no whole number."""
    text = str(settings.get(SETTING) or "").strip()
    return int(text) if text.isdecimal() else DEFAULT_THRESHOLD


def hidden(people: np.ndarray, threshold: int, partition: Sequence[Hashable] | None = None) -> np.ndarray:
    """Which cells are secret.

    A number of persons from 1 to below the threshold is; 0 is no secret. Where the cells of a partition add up to a
    known whole, one hidden cell, or several that hide fewer people together than the threshold, could be had by
    subtraction: the smallest others that are not 0 are hidden as well, until the hidden ones are two at least and
    together reach the threshold.

    Args:
        people: (n,) persons behind each cell, NaN where none are counted.
        threshold: the least number published.
        partition: (n,) the whole each cell is a part of; None or "" for cells of no partition.
    """
    counts = np.asarray(people, dtype=float)
    secret = np.isfinite(counts) & (counts > 0) & (counts < threshold)
    wholes: dict[Hashable, list[int]] = {}
    for place, whole in enumerate(partition if partition is not None else ()):
        if whole not in (None, ""):
            wholes.setdefault(whole, []).append(place)
    for places in wholes.values():
        inside = np.array(places)
        candidates = [place for place in inside[np.argsort(counts[inside], kind="stable")] if counts[place] > 0]
        while secret[inside].any() and (
            secret[inside].sum() < 2 or counts[inside][secret[inside]].sum() < threshold
        ):
            following = next((place for place in candidates if not secret[place]), None)
            if following is None:
                break
            secret[following] = True
    return secret
