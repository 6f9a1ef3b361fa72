"""Where sites stand: looked up by FINESS number or id in the tables that hold points."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

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
