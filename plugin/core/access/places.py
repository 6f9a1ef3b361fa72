"""Where sites stand: looked up by FINESS number or id in the tables that hold points."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import shapely

TABLES = ("etablissement", "effecteur_urgence", "msp", "dispositif")
_KEYS = ("finess_et", "id")


def located(sites: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """``id``, ``insee``, ``x``, ``y`` of sites; missing where no table places them.

    Args:
        sites: a column ``id``.
        tables: of the workspace, by name; those in TABLES are looked in, in that order.
    """
    found = [
        tables[name].assign(id=tables[name][key])[["id", "insee", "x", "y"]]
        for name in TABLES
        if name in tables
        for key in _KEYS
        if key in tables[name]
    ]
    if not found:
        return sites[["id"]].assign(insee=None, x=float("nan"), y=float("nan"))
    known = pd.concat(found, ignore_index=True).dropna(subset=["id"]).drop_duplicates("id")
    return sites[["id"]].merge(known, on="id", how="left")


def with_communes(sites: pd.DataFrame, communes: pd.DataFrame) -> pd.DataFrame:
    """The sites with ``insee`` filled where it is missing, from the outline their point (``x``, ``y``) lies in.

    Args:
        sites: ``x``, ``y`` (metres) and where known ``insee``.
        communes: ``insee`` and ``geom``, in the same system.
    """
    insee = sites["insee"].astype(object) if "insee" in sites else pd.Series(None, index=sites.index, dtype=object)
    points = sites[["x", "y"]].to_numpy(dtype=float)
    rows = np.flatnonzero(insee.isna().to_numpy() & np.isfinite(points).all(axis=1))
    place, commune = shapely.STRtree(communes["geom"].to_numpy()).query(
        shapely.points(points[rows]), predicate="intersects"
    )
    codes = insee.to_numpy(dtype=object).copy()
    codes[rows[place]] = communes["insee"].to_numpy()[commune]
    return sites.assign(insee=codes)
