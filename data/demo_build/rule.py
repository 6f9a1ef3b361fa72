"""Chance that is always the same: what a rule leaves open is settled by a checksum of a name."""

from __future__ import annotations

import zlib

import numpy as np
import pandas as pd
import shapely


def share(*key: object) -> float:
    """A number from 0 to 1 that only depends on the key."""
    return zlib.crc32(" ".join(map(str, key)).encode()) / 0xFFFFFFFF


def shares(keys: pd.Series, *what: object) -> np.ndarray:
    """`share` of every key."""
    return np.array([share(key, *what) for key in keys])


def aside(communes: pd.DataFrame, what: str, nearest: float, step: float) -> tuple[np.ndarray, np.ndarray]:
    """Points around town halls, for several sites a commune: ``x`` and ``y``, whole metres.

    The sites of a commune (rows of the same ``insee``) turn around its hall by the golden angle, each ``step`` metres
    farther than the one before.
    """
    rank = communes.groupby("insee").cumcount().to_numpy()
    angle = 2 * np.pi * (shares(communes["insee"], what) + 0.381966 * rank)
    distance = nearest + step * rank + 90 * shares(communes["insee"], what, "distance")
    x = communes["x_mairie"].to_numpy(dtype=float) + distance * np.sin(angle)
    y = communes["y_mairie"].to_numpy(dtype=float) + distance * np.cos(angle)
    return x.round(), y.round()


def with_points(table: pd.DataFrame) -> pd.DataFrame:
    """The table with the geometry of its ``x`` and ``y``."""
    return table.assign(geom=shapely.points(table["x"].astype(float), table["y"].astype(float)))
