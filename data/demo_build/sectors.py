"""Sectors of psychiatry grown inside each département: in one piece, of about the same number of inhabitants."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components, dijkstra

from plugin.core.territories.adjacency import adjacency
from plugin.core.territories.coverage import dissolve
from plugin.core.territories.sectors import REFERENCE

from .territories import LANDING

# Child and adolescent psychiatry: as a rule one sector for three of general psychiatry.
GENERAL_IN_CHILD = 3
_ROUNDS, _STEPS = 30, 60
_PULL = 40_000.0  # metres of head start for a part without inhabitants, at the first step


def sector_codes(communes: pd.DataFrame) -> tuple[pd.Series, pd.Series]:
    """Codes of the general and the child sector of each commune, "29G05" and "29I02".

    The child sectors are groups of general ones. A commune larger than a sector stands alone: the demo has no
    outlines below the commune.
    """
    units = communes.assign(unit=communes["insee"])
    general = _codes(units, "G", REFERENCE)
    child = _codes(units.assign(unit=general), "I", GENERAL_IN_CHILD * REFERENCE)
    return general, child


def _codes(communes: pd.DataFrame, kind: str, reference: float) -> pd.Series:
    """The sector of each commune; ``unit`` says which communes go together."""
    codes = pd.Series(index=communes.index, dtype=object)
    for dep, own in communes.groupby("dep"):
        units = dissolve(own, "unit", total=["population"])
        # A unit stands at its largest commune.
        seats = own.sort_values("population", ascending=False).drop_duplicates("unit").set_index("unit")
        units = units.join(seats[["x_mairie", "y_mairie"]], on="unit")
        parts = _parts(units, _crossings(own), reference)
        seat_x = own["unit"].map(seats["x_mairie"])
        part = own["unit"].map(dict(zip(units["unit"], parts, strict=True)))
        largest = own.assign(part=part, seat_x=seat_x).sort_values("population", ascending=False)
        order = largest.drop_duplicates("part").sort_values("seat_x")["part"]
        numbers = {number: f"{dep}{kind}{rank:02d}" for rank, number in enumerate(order, start=1)}
        codes[own.index] = part.map(numbers)
    return codes


def _crossings(communes: pd.DataFrame) -> list[tuple[str, str]]:
    """The units joined by the boats of the islands."""
    unit = communes.set_index("insee")["unit"]
    pairs = [(unit[a], unit[b]) for a, b in LANDING.items() if a in unit.index and b in unit.index]
    return [(a, b) for a, b in pairs if a != b]


def _parts(units: pd.DataFrame, crossings: list[tuple[str, str]], reference: float) -> np.ndarray:
    """A part number for each unit: those above the reference alone, the others in parts of about as many."""
    alone = (units["population"] > reference).to_numpy()
    parts = np.full(len(units), -1)
    parts[alone] = np.arange(alone.sum())
    others = units[~alone].reset_index(drop=True)
    count = max(1, round(others["population"].sum() / reference))
    parts[~alone] = alone.sum() + balanced_parts(_distances(others, crossings), others["population"].to_numpy(), count)
    return parts


def _distances(units: pd.DataFrame, crossings: list[tuple[str, str]]) -> np.ndarray:
    """Metres (n, n) from unit to unit by way of their neighbours."""
    place = {unit: position for position, unit in enumerate(units["unit"])}
    pairs = adjacency(units["geom"].to_numpy())
    pairs += [(place[a], place[b]) for a, b in crossings if a in place and b in place]
    seats = shapely.points(units["x_mairie"], units["y_mairie"])
    while True:
        a, b = np.array(sorted({(min(pair), max(pair)) for pair in pairs})).T
        graph = coo_matrix((shapely.distance(seats[a], seats[b]), (a, b)), shape=(len(units), len(units))).tocsr()
        count, piece = connected_components(graph, directed=False)
        if count == 1:
            return dijkstra(graph, directed=False)
        # A part of the département beyond water (Dinard beyond the Rance) is reached by the shortest way over it.
        apart, rest = np.flatnonzero(piece == count - 1), np.flatnonzero(piece != count - 1)
        ways = shapely.distance(seats[apart][:, None], seats[rest])
        one, other = np.unravel_index(ways.argmin(), ways.shape)
        pairs.append((int(apart[one]), int(rest[other])))


def balanced_parts(distances: np.ndarray, population: np.ndarray, count: int) -> np.ndarray:
    """Cut n units into connected parts of about the same population; returns a part number (n,).

    Each unit goes to the nearest seed, the seeds' head starts being changed until the populations are near each
    other; the seeds then move to the middle of their part, and so on. With distances along a graph of neighbours a
    part is connected, whatever the head starts: all units on the way from a seed are its own.

    Args:
        distances: (n, n) along a graph of neighbours.
        population: (n,).
        count: how many parts.
    """
    target = population.sum() / count
    seeds = _first_seeds(distances, population, count)
    start = np.zeros(count)
    best, least = np.zeros(len(population), dtype=int), np.inf
    for _ in range(_ROUNDS):
        for step in range(_STEPS):
            parts = (distances[seeds] + start[:, None]).argmin(axis=0)
            share = np.bincount(parts, weights=population, minlength=count) / target - 1
            if (own := float((share**2).sum())) < least and len(np.unique(parts)) == count:
                best, least = parts, own
            start = start + share * _PULL / (1 + step)
            # A seed further behind than another one's way to it would be swallowed.
            reach = (distances[np.ix_(seeds, seeds)] + start[:, None] + np.diag(np.full(count, np.inf))).min(axis=0)
            start = np.minimum(start, np.where(np.isfinite(reach), reach - 1, start))
        parts = (distances[seeds] + start[:, None]).argmin(axis=0)
        seeds = np.array([_middle(distances, population, np.flatnonzero(parts == part)) for part in range(count)])
    return best


def _first_seeds(distances: np.ndarray, population: np.ndarray, count: int) -> np.ndarray:
    """The most populated unit, then each time the one with most inhabitants times the distance to those chosen."""
    seeds = [int(population.argmax())]
    while len(seeds) < count:
        seeds.append(int((population * distances[seeds].min(axis=0)).argmax()))
    return np.array(seeds)


def _middle(distances: np.ndarray, population: np.ndarray, members: np.ndarray) -> int:
    """The member nearest to all inhabitants of the part."""
    ways = distances[np.ix_(members, members)] @ population[members]
    return int(members[ways.argmin()])
