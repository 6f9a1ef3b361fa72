"""Symbols on a map: two hundred sites of two symbols each placed apart."""

from __future__ import annotations

import numpy as np
import pandas as pd
from rows import Row, timed

from plugin.core.map_frame import MapFrame
from plugin.core.placement.sites import place_sites

SITES = 200


def run() -> list[Row]:
    """One frame of A4."""
    frame = MapFrame("principal", 100_000.0, 6_700_000.0, 312_000.0, 6_862_000.0, 212.0)
    spread = np.random.default_rng(3).uniform([105_000, 6_705_000], [305_000, 6_855_000], (SITES, 2))
    sites = pd.DataFrame({"id": [f"s{number:03}" for number in range(SITES)], "x": spread[:, 0], "y": spread[:, 1]})
    rows = [(site, f"k{place}", place, 3.6) for site in sites["id"] for place in range(2)]
    symbols = pd.DataFrame(rows, columns=["id", "cle", "ordre", "taille"])
    seconds, placed = timed(lambda: place_sites(sites, symbols, frame))
    size = f"{SITES} sites, {len(symbols)} symbols"
    return [Row("symbols placed", size, seconds, f"{placed.overlap_count} overlaps")]
