"""Communes and the territories made of them; the eight territoires de santé are approximate."""

from __future__ import annotations

from collections import deque

import numpy as np
import pandas as pd
import shapely

from plugin.core.territories.adjacency import adjacency
from plugin.core.territories.coverage import dissolve

from .network import Network, hall_nodes, minutes_between
from .outlines import commune_outlines, to_lambert93
from .roads import ISLANDS
from .sources import DEPARTEMENTS, NEIGHBOUR_DEPARTEMENTS, REGION, Sources

COG_YEAR = 2026
POPULATION_DATE = "2023-01-01"
REGION_NAME = "Bretagne"

# Names of the territoires de santé of 2010 -> the towns they are named after.
TERRITOIRES_SANTE = {
    "TS1": ("Brest-Morlaix-Carhaix", ("29019", "29151", "29024")),
    "TS2": ("Quimper-Châteaulin", ("29232", "29026")),
    "TS3": ("Lorient-Hennebont", ("56121", "56083")),
    "TS4": ("Vannes-Auray", ("56260", "56007")),
    "TS5": ("Rennes-Redon-Fougères-Vitré", ("35238", "35236", "35115", "35360")),
    "TS6": ("Saint-Malo-Dinan", ("35288", "22050")),
    "TS7": ("Saint-Brieuc-Lannion-Guingamp", ("22278", "22113", "22070")),
    "TS8": ("Loudéac-Pontivy", ("22136", "56178")),
}
# An island goes with the commune its boat leaves from.
LANDING = {
    "22016": "22210", "29082": "29239", "29083": "29003", "29084": "29040", "29155": "29040", "56069": "56121",
    "56009": "56186", "56114": "56186", "56152": "56186", "56241": "56186", "56085": "56186", "56086": "56186",
    "56087": "56008", "56088": "56260",
}
AROUND = 12_000.0


def commune_table(sources: Sources) -> pd.DataFrame:
    """The table ``commune``, one row a commune of the region, sorted by INSEE code."""
    table = sources.commune_list()
    current = {old: code for code, olds in zip(table["insee"], table["old"], strict=True) for old in olds}
    bands = sources.age_bands()
    # Communes merged since 2024 count in the commune that took them in.
    bands = bands.groupby([current.get(code, code) for code in bands.index]).sum()
    outlines = commune_outlines(sources.communes(DEPARTEMENTS), table["insee"])
    table = table.drop(columns="old").join(bands, on="insee").join(sources.epci_of_commune(), on="insee")
    return table.join(outlines, on="insee")


def communes_around(sources: Sources, region: shapely.Geometry) -> pd.DataFrame:
    """Communes of the neighbouring départements whose town hall is near the region: for the roads only."""
    raw = sources.communes(NEIGHBOUR_DEPARTEMENTS)
    raw = raw[(raw["kind"] == "COM") & raw["outline"].notna() & raw["town_hall"].notna()]
    halls = to_lambert93(raw["town_hall"]).to_numpy()
    near = shapely.distance(halls, shapely.simplify(region, 500)) < AROUND
    return pd.DataFrame(
        {
            "insee": raw["insee"],
            "nom": raw["insee"],
            "x_mairie": shapely.get_x(halls),
            "y_mairie": shapely.get_y(halls),
            "geom": shapely.make_valid(to_lambert93(raw["outline"]).to_numpy()),
        }
    )[near].reset_index(drop=True)


def cantons_of(communes: pd.DataFrame, cantons: pd.DataFrame) -> pd.Series:
    """The canton (or pseudo-canton) that holds most of each commune."""
    outlines = pd.Series(shapely.make_valid(to_lambert93(cantons["outline"]).to_numpy()))
    commune, canton = shapely.STRtree(outlines.to_numpy()).query(communes["geom"].to_numpy(), predicate="intersects")
    shared = shapely.area(shapely.intersection(communes["geom"].to_numpy()[commune], outlines.to_numpy()[canton]))
    table = pd.DataFrame({"commune": commune, "canton": canton, "shared": shared}).sort_values("shared")
    best = table.drop_duplicates("commune", keep="last").set_index("commune")["canton"].sort_index()
    return pd.Series(cantons["code"].to_numpy()[best.to_numpy()], index=communes.index[best.index])


def territoires_sante(communes: pd.DataFrame, network: Network) -> pd.Series:
    """The approximate territoire de santé of each commune: that of the nearest of the towns, in minutes by road.

    Islands go with their landing. A commune cut off from the rest of its territory joins the one it borders most.
    """
    towns = [(code, town) for code, (_, names) in TERRITOIRES_SANTE.items() for town in names]
    insee = communes["insee"].tolist()
    nodes = hall_nodes(network, communes)
    town_nodes = nodes[[insee.index(town) for _, town in towns]]
    nearest = minutes_between(network, town_nodes, nodes).argmin(axis=0)
    codes = np.array([towns[index][0] for index in nearest], dtype=object)
    for island, landing in LANDING.items():
        codes[insee.index(island)] = codes[insee.index(landing)]
    mainland = np.flatnonzero(~communes["insee"].isin(ISLANDS))
    codes[mainland] = _contiguous(communes["geom"].to_numpy()[mainland], codes[mainland])
    return pd.Series(codes, index=communes.index)


def _contiguous(outlines: np.ndarray, codes: np.ndarray) -> np.ndarray:
    codes = codes.copy()
    neighbours: dict[int, set[int]] = {index: set() for index in range(len(codes))}
    for a, b in adjacency(outlines):
        neighbours[a].add(b)
        neighbours[b].add(a)
    while True:
        pieces = sorted(_pieces(neighbours, codes), key=len, reverse=True)
        seen: set[str] = set()
        stray = next((piece for piece in pieces if codes[piece[0]] in seen or seen.add(codes[piece[0]])), None)
        if stray is None:
            return codes
        around = sorted({other for member in stray for other in neighbours[member]} - set(stray))
        borders = shapely.length(shapely.intersection(outlines[around], shapely.union_all(outlines[stray])))
        codes[stray] = pd.Series(borders).groupby(codes[around]).sum().idxmax()


def _pieces(neighbours: dict[int, set[int]], codes: np.ndarray) -> list[list[int]]:
    """Groups of neighbouring communes of one territory."""
    left = set(neighbours)
    pieces = []
    while left:
        start = min(left)
        left.remove(start)
        piece, queue = [start], deque([start])
        while queue:
            for other in sorted(neighbours[queue.popleft()] & left):
                if codes[other] == codes[start]:
                    left.remove(other)
                    piece.append(other)
                    queue.append(other)
        pieces.append(piece)
    return pieces


def territory_tables(
    communes: pd.DataFrame, canton: pd.Series, sante: pd.Series, names: dict[str, dict[str, str]]
) -> dict[str, tuple[pd.DataFrame, pd.DataFrame]]:
    """Rows of the tables ``territoire`` and ``composition``, by type of territory.

    Args:
        communes: the table ``commune``, and ``epci_nature``.
        canton: the code of each commune's canton.
        sante: the code of each commune's territoire de santé.
        names: type -> code -> name, for canton and departement.
    """
    in_epci = communes.dropna(subset="epci").drop_duplicates("epci").set_index("epci")
    zonings = {
        "region": (pd.Series(REGION, index=communes.index), {REGION: REGION_NAME}),
        "departement": (communes["dep"], names["departement"]),
        "canton": (canton, names["canton"]),
        "epci": (communes["epci"], in_epci["epci_nom"].to_dict()),
        "territoire_sante": (sante, {code: name for code, (name, _) in TERRITOIRES_SANTE.items()}),
    }
    parents = {
        "departement": lambda code: REGION,
        "canton": lambda code: code[:2],
        "territoire_sante": lambda code: REGION,
    }
    tables = {}
    for kind, (codes, labels) in zonings.items():
        territories, composition = zoning_tables(communes, kind, codes, labels)
        parent = parents.get(kind)
        territories["nature"] = territories["id_territoire"].map(in_epci["epci_nature"]) if kind == "epci" else None
        territories["parent"] = territories["id_territoire"].map(parent) if parent else None
        tables[kind] = (territories, composition)
    return tables


def zoning_tables(
    communes: pd.DataFrame, kind: str, codes: pd.Series, labels: dict[str, str]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows of ``territoire`` and ``composition`` of one type.

    Args:
        communes: the table ``commune``.
        kind: the type.
        codes: the territory of each commune, missing where it lies in none.
        labels: name by code.
    """
    members = communes.assign(id_territoire=codes)
    table = dissolve(members, "id_territoire", total=["population"]).drop(columns="unites")
    territories = table.assign(
        type=kind,
        libelle=table["id_territoire"].map(labels),
        cog_annee=COG_YEAR,
        date_etat=f"{COG_YEAR}-01-01",
    )
    inside = members[members["id_territoire"].notna()]
    composition = pd.DataFrame(
        {"commune": inside["insee"], "type": kind, "id_territoire": inside["id_territoire"], "cog_annee": COG_YEAR}
    )
    return territories, composition
