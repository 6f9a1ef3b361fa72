"""The 21 pays by their names, made of the EPCI nearest to their main towns: approximate."""

from __future__ import annotations

import pandas as pd

from .network import Network, hall_nodes, minutes_between
from .territories import LANDING

# Name -> main town.
PAYS = {
    "Pays de Brest": "29019",
    "Pays de Morlaix": "29151",
    "Pays de Cornouaille": "29232",
    "Pays du Centre Ouest Bretagne": "29024",
    "Pays du Trégor-Goëlo": "22113",
    "Pays de Guingamp": "22070",
    "Pays de Saint-Brieuc": "22278",
    "Pays du Centre-Bretagne": "22136",
    "Pays de Dinan": "22050",
    "Pays de Saint-Malo": "35288",
    "Pays de Fougères": "35115",
    "Pays de Vitré – Porte de Bretagne": "35360",
    "Pays de Rennes": "35238",
    "Pays de Brocéliande": "35184",
    "Pays des Vallons de Vilaine": "35126",
    "Pays de Redon – Bretagne Sud": "35236",
    "Pays de Ploërmel – Cœur de Bretagne": "56165",
    "Pays de Pontivy": "56178",
    "Pays de Lorient": "56121",
    "Pays d’Auray": "56007",
    "Pays de Vannes": "56260",
}


def pays_codes(communes: pd.DataFrame, network: Network) -> tuple[pd.Series, dict[str, str]]:
    """The pays of each commune ("P01" …, in the order of `PAYS`) and the names by code.

    An EPCI goes as a whole to the main town most of its inhabitants are nearest to, in minutes by road; islands count
    where their boat lands.
    """
    insee = communes["insee"].tolist()
    lands = communes["insee"].map(LANDING).fillna(communes["insee"])
    nodes = hall_nodes(network, communes)
    towns = nodes[[insee.index(town) for town in PAYS.values()]]
    landing_nodes = nodes[[insee.index(code) for code in lands]]
    codes = [f"P{number:02d}" for number in range(1, len(PAYS) + 1)]
    nearest = pd.Series(minutes_between(network, towns, landing_nodes).argmin(axis=0), index=communes.index)
    # A commune outside any EPCI goes with that of its landing.
    epci = lands.map(communes.set_index("insee")["epci"]).where(communes["epci"].isna(), communes["epci"])
    inhabitants = communes["population"].groupby([epci, nearest]).sum()
    chosen = inhabitants.groupby(level=0).idxmax().map(lambda key: codes[key[1]])
    return epci.map(chosen), dict(zip(codes, PAYS, strict=True))
