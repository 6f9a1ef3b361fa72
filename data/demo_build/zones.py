"""Zones that a service covers: home hospitalisation (they overlap), psychiatry, plates-formes d'appui. By rule."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .network import Network, hall_nodes, minutes_between
from .territories import LANDING, zoning_tables

HOME_ZONE, PSY_ZONE = "zone_had", "zone_psy"
# A structure of home hospitalisation serves the communes nearest to it, and all within so many minutes.
_HOME_MINUTES = 42.0
# Pays with a plate-forme territoriale d'appui, by how far it has come: as many as the documents of the region count.
SUPPORT = {
    "en_fonctionnement": ("Pays de Brest", "Pays de Cornouaille", "Pays de Saint-Brieuc"),
    "en_structuration": ("Pays de Rennes", "Pays de Lorient", "Pays du Trégor-Goëlo"),
    "en_prefiguration": ("Pays de Vannes", "Pays de Morlaix", "Pays de Fougères"),
}


def home_zone_tables(
    communes: pd.DataFrame, network: Network, sites: pd.DataFrame, towns: pd.Series
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows of ``territoire`` and ``composition`` of the zones of home hospitalisation, the structure's FINESS as code.

    Args:
        communes: the table ``commune``.
        network: the demonstration roads.
        sites: the structures, ``finess_et`` and ``nom_court``.
        towns: INSEE code of each one's commune, in the same order.
    """
    nodes = hall_nodes(network, communes)
    row_of = {code: row for row, code in enumerate(communes["insee"])}
    landed = nodes[[row_of[LANDING.get(code, code)] for code in communes["insee"]]]
    minutes = minutes_between(network, nodes[[row_of[code] for code in towns]], landed)
    nearest = minutes.argmin(axis=0)
    territories, composition = [], []
    for rank, site in enumerate(sites.itertuples()):
        covered = (nearest == rank) | (minutes[rank] <= _HOME_MINUTES)
        codes = pd.Series(np.where(covered, site.finess_et, None), index=communes.index, dtype=object)
        rows, members = zoning_tables(communes, HOME_ZONE, codes, {site.finess_et: site.nom_court})
        territories.append(rows)
        composition.append(members)
    return pd.concat(territories, ignore_index=True), pd.concat(composition, ignore_index=True)


def psychiatry_tables(communes: pd.DataFrame, sectors: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows of ``territoire`` and ``composition``: in each département the sectors of the north and those of the south.

    A zone holds whole sectors: from the north, until half of the inhabitants are in.
    """
    codes = pd.Series(None, index=communes.index, dtype=object)
    names = {}
    for dep, own in communes.assign(secteur=sectors).groupby("dep"):
        weight = own["population"].astype(float)
        north = (own["y_mairie"] * weight).groupby(own["secteur"]).sum() / weight.groupby(own["secteur"]).sum()
        people = weight.groupby(own["secteur"]).sum()[north.sort_values(ascending=False).index]
        northern = people.index[people.cumsum() - people / 2 <= people.sum() / 2]
        codes.loc[own.index] = np.where(own["secteur"].isin(northern), f"{dep}N", f"{dep}S")
        names |= {f"{dep}N": "Zone Nord", f"{dep}S": "Zone Sud"}
    territories, composition = zoning_tables(communes, PSY_ZONE, codes, names)
    territories["nature"] = territories["id_territoire"].str[-1].map({"N": "Nord", "S": "Sud"})
    territories["parent"] = territories["id_territoire"].str[:2]
    return territories, composition


def support_table(pays: pd.DataFrame) -> pd.DataFrame:
    """The table ``pta``; ``pays`` are rows of ``territoire``. KeyError for a name none of them has."""
    code = dict(zip(pays["libelle"], pays["id_territoire"], strict=True))
    named = [(state, name) for state, names in SUPPORT.items() for name in names]
    return pd.DataFrame(
        {
            "id": [f"PTA{number}" for number in range(1, len(named) + 1)],
            "libelle": [name for _, name in named],
            "statut": [state for state, _ in named],
            "id_territoire": [code[name] for _, name in named],
            "type_territoire": "pays",
        }
    )


