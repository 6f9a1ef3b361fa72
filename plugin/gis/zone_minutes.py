"""Road minutes from the centres of zones to every pole, for the nearest pole with its ties."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from ..core.access.roads import Roads
from ..core.network.graph import Graph
from ..core.network.search import TO_SITE, nearest_times
from ..core.network.snap import snap


def minutes_to_poles(
    roads: Graph | Roads,
    centres: pd.DataFrame,
    poles: pd.DataFrame,
    max_distance: float,
    canceled: Callable[[], bool] = lambda: False,
) -> np.ndarray:
    """Minutes (zones, poles), NaN where there is no way.

    Args:
        roads: the road graph, or what stands in for one, made for the communes of the centres.
        centres: ``x`` and ``y`` of the zones.
        poles: communes with ``insee``, ``x_mairie`` and ``y_mairie``.
        max_distance: metres from a point to a road beyond which it is not on the network.
        canceled: asked before each pole.
    """
    if not isinstance(roads, Graph):
        sites = poles.rename(columns={"x_mairie": "x", "y_mairie": "y"}).assign(id=poles["insee"], type="pole")
        return roads.table(sites, np.zeros(len(sites)), TO_SITE, np.inf).T
    targets = snap(roads, centres[["x", "y"]].to_numpy(dtype=float), max_distance)
    minutes = np.full((len(centres), len(poles)), np.nan)
    for column, point in enumerate(poles[["x_mairie", "y_mairie"]].to_numpy(dtype=float)):
        if canceled():
            break
        pole = snap(roads, point.reshape(1, 2), max_distance)
        minutes[:, column] = nearest_times(roads, pole, None, targets, direction=TO_SITE, canceled=canceled)[0]
    return minutes
