"""What knows the minutes by road between communes and sites: a graph, a table of times, a routing server."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import pandas as pd


class Roads(Protocol):
    """Minutes between the communes it was made for and sites of one kind."""

    method: str  # written as ``methode``

    def nearest(
        self, sites: pd.DataFrame, delay: np.ndarray, direction: str, limit: float
    ) -> tuple[np.ndarray, np.ndarray]:
        """Minutes (communes,) to the nearest of the sites of one kind, NaN not reached, and its number, -1 there.

        ``delay`` (sites,) and ``limit`` are minutes; the delay counts.
        """

    def table(self, sites: pd.DataFrame, delay: np.ndarray, direction: str, limit: float) -> np.ndarray:
        """The same for every site: minutes (sites, communes), NaN not reached."""


def nearest_of(minutes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Least minutes (communes,) of a table (sites, communes), NaN not reached, and the site's number, -1 there."""
    number = minutes.shape[1]
    if not len(minutes):
        return np.full(number, np.nan), np.full(number, -1)
    known = np.where(np.isnan(minutes), np.inf, minutes)
    site = known.argmin(axis=0)
    best = known[site, np.arange(number)]
    return np.where(np.isfinite(best), best, np.nan), np.where(np.isfinite(best), site, -1)
