"""Links inside a territory or across two: territoires de santé, ensembles de coopération, or any zoning (R4, R17)."""

from __future__ import annotations

import numpy as np
import pandas as pd

INSIDE, ACROSS = "interne", "entre deux territoires"


def relations(links: pd.DataFrame, territory: pd.Series) -> pd.DataFrame:
    """Class each link by the territories of its ends.

    Args:
        links: ``finess_a``, ``finess_b``.
        territory: territory by FINESS number (``membership``, or the column ``territoire_sante``).

    Returns:
        ``territoire_a``, ``territoire_b`` and ``relation``: interne, entre deux territoires, or missing where a
        territory is not known; on the links' index.
    """
    ends = [links[column].map(territory) for column in ("finess_a", "finess_b")]
    known = (ends[0].notna() & ends[1].notna()).to_numpy(dtype=bool)
    same = (ends[0] == ends[1]).to_numpy(dtype=bool)
    kind = np.where(same, INSIDE, ACROSS).astype(object)
    kind[~known] = None
    return pd.DataFrame({"territoire_a": ends[0], "territoire_b": ends[1], "relation": kind}, index=links.index)


def membership(establishments: pd.DataFrame, composition: pd.DataFrame, kind: str) -> pd.Series:
    """The territory of a zoning each establishment stands in, by its commune.

    Args:
        establishments: ``finess_et``, ``insee``.
        composition: the workspace's table ``composition``.
        kind: type of zoning, such as ``ensemble_cooperation``.
    """
    of_commune = composition[composition["type"] == kind].drop_duplicates("commune").set_index("commune")
    sites = establishments.drop_duplicates("finess_et").set_index("finess_et")
    return sites["insee"].map(of_commune["id_territoire"])


def counts(links: pd.DataFrame, territory: pd.Series) -> pd.DataFrame:
    """Links by territory: ``interne`` and ``externe`` (with another territory), one row a territory."""
    classed = relations(links, territory)
    inside = classed.loc[classed["relation"] == INSIDE, "territoire_a"].value_counts()
    across = classed[classed["relation"] == ACROSS]
    outside = pd.concat([across["territoire_a"], across["territoire_b"]]).value_counts()
    table = pd.DataFrame({"interne": inside, "externe": outside}).fillna(0).astype(int)
    return table.rename_axis("territoire").reset_index()
