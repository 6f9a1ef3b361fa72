"""Establishments as places: several FINESS numbers at one address, and those put at the town hall on request."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ..findings import Report, Severity
from .sites import TOWN_HALL

SAME_PLACE = 30.0  # metres


def group_sites(sites: pd.DataFrame, distance: float = SAME_PLACE) -> pd.Series:
    """The site géographique of each establishment: those linked by steps of at most ``distance`` share one.

    Args:
        sites: ``finess_et``, ``x``, ``y`` in metres; a row without a point is a site of its own.
        distance: metres.

    Returns:
        For each row the lowest FINESS number of its group.
    """
    from scipy.sparse import coo_matrix  # pages that only list sites stand without scipy
    from scipy.sparse.csgraph import connected_components
    from scipy.spatial import cKDTree

    numbers = sites["finess_et"].to_numpy(dtype=object)
    located = np.flatnonzero(sites[["x", "y"]].notna().all(axis=1))
    result = numbers.copy()
    if len(located):
        pairs = cKDTree(sites[["x", "y"]].to_numpy(dtype=float)[located]).query_pairs(distance, output_type="ndarray")
        links = coo_matrix((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(len(located), len(located)))
        _, group = connected_components(links, directed=False)
        lowest = pd.Series(numbers[located]).groupby(group).transform("min")
        result[located] = lowest.to_numpy(dtype=object)
    return pd.Series(result, index=sites.index, name="site")


def place_at_town_halls(sites: pd.DataFrame, communes: pd.DataFrame, report: Report) -> pd.DataFrame:
    """Put the sites without coordinates at their commune's town hall, marked ``localisation`` = "mairie".

    Only called when the user asks for it; ETA16 (info) says how many. A commune without a town hall leaves its sites
    where they were: nowhere.

    Args:
        sites: ``finess_et``, ``insee``, ``x``, ``y``, ``localisation``.
        communes: ``insee``, ``x_mairie``, ``y_mairie`` in the same system.
        report: where the finding goes.
    """
    halls = communes.drop_duplicates("insee").set_index("insee")[["x_mairie", "y_mairie"]].dropna()
    moved = sites[["x", "y"]].isna().any(axis=1) & sites["insee"].isin(halls.index)
    result = sites.copy()
    if moved.any():
        result.loc[moved, ["x", "y"]] = halls.loc[sites.loc[moved, "insee"]].to_numpy()
        result.loc[moved, "localisation"] = TOWN_HALL
        report.add("ETA16", Severity.INFO, n=int(moved.sum()), finess=sites.loc[moved, "finess_et"].tolist())
    return result
