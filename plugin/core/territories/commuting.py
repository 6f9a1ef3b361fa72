"""Territoires de vie: units joined by their commuting flows, then made contiguous and large enough, each step told.

Units are aggregated in the manner of INSEE's zones d'emploi: the unit with the strongest share of its resident
workers going to another one joins it, flows are added up, and so on while a share is above the threshold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import connected_components

from ..findings import Report, Severity
from ..pause import pause

LINK, CONTIGUITY, SIZE = "lien", "contiguïté", "taille"
STEP_COLUMNS = ["etape", "motif", "unite", "rejoint", "part", "population"]


@dataclass(frozen=True)
class Aggregation:
    """Territoires de vie made of units.

    ``membership`` has ``unite`` and ``id_territoire`` (the code of the territory's most populated unit). ``steps``
    tells each step in order: ``etape``, ``motif`` ("lien", "contiguïté", "taille"), ``unite`` (centre of what
    moved), ``rejoint`` (centre of what it joined), ``part`` (share of resident workers for a link, of all exchanges
    otherwise) and ``population`` of the whole after the step.
    """

    membership: pd.DataFrame
    steps: pd.DataFrame
    report: Report


def aggregate(
    flows: pd.DataFrame,
    population: Mapping[str, float],
    pairs: Iterable[tuple[str, str]],
    threshold: float = 0.15,
    least_population: float = 5_000.0,
) -> Aggregation:
    """Territoires de vie from a table of commuting flows.

    1. While some group sends at least ``threshold`` of its resident workers to one other group, the one with the
       strongest share joins that group.
    2. Parts of a group apart from the one of its centre go to the neighbouring group they exchange most with.
    3. While a group has fewer than ``least_population`` inhabitants, the smallest joins the neighbour it exchanges
       most with.

    Ties: strongest share, then the smaller group moves, to the larger one, then by code; row order changes nothing.

    Args:
        flows: ``origine``, ``destination`` (units), ``actifs`` (workers); rows of one pair are added up.
        population: inhabitants of every unit; its keys are the units.
        pairs: units that are neighbours.
        threshold: least share of resident workers, 0 to 1.
        least_population: inhabitants.

    Returns:
        The aggregation; findings TER21 (flows of unknown units, left out) and TER22 (too small, but without
        neighbours).
    """
    units = sorted(population)
    report = Report()
    groups = _Groups(units, population, _flow_matrix(flows, units, report), _adjacency(units, pairs))
    groups.join_by_links(threshold)
    groups.make_contiguous()
    groups.join_small(least_population, report)
    membership = pd.DataFrame({"unite": units, "id_territoire": groups.names()}, dtype=object)
    return Aggregation(membership, pd.DataFrame(groups.steps, columns=STEP_COLUMNS), report)


class _Groups:
    """The group of each unit (``label``: the position of one of its units), changed step by step."""

    def __init__(self, units: list[str], population: Mapping[str, float], flows: np.ndarray, adjacent: csr_matrix):
        self.units = units
        self.population = np.array([float(population[unit]) for unit in units])
        self.flows = flows
        self.exchanges = flows + flows.T
        self.adjacent = adjacent
        self.borders = adjacent.nonzero()
        self.by_size = np.argsort(-self.population, kind="stable")  # a group's centre comes first of its units
        self.label = np.arange(len(units))
        self.steps: list[tuple[int, str, str, str, float, float]] = []

    def names(self) -> np.ndarray:
        """The code of the territory of each unit."""
        return np.array([self.units[self._centre(self.label == label)] for label in self.label], dtype=object)

    def join_by_links(self, threshold: float) -> None:
        """Step 1: rows and columns of the flows are added up as groups join."""
        between = self.flows.copy()
        residents = between.sum(axis=1)
        inhabitants = self.population.copy()
        np.fill_diagonal(between, 0.0)
        strongest = between.max(axis=1, initial=0.0)
        while True:
            shares = np.divide(strongest, residents, out=np.zeros_like(strongest), where=residents > 0)
            best = shares.max(initial=0.0)
            if best <= 0 or best < threshold:
                return
            mover, target = _settle_tie(np.flatnonzero(shares == best), strongest, between, inhabitants)
            self._step(LINK, self.label == mover, self.label == target, best)
            for table in (between, between.T):
                table[target] += table[mover]
                table[mover] = 0.0
            between[target, target] = 0.0
            residents[target] += residents[mover]
            inhabitants[target] += inhabitants[mover]
            residents[mover] = strongest[mover] = inhabitants[mover] = 0.0
            strongest = np.maximum(strongest, between[:, target])
            strongest[target] = between[target].max()

    def make_contiguous(self) -> None:
        """Step 2: the smallest detached part first; each move leaves one part fewer, so it ends."""
        while (part := self._smallest_detached_part()) is not None:
            target, share = self._best_neighbour(part)
            self._step(CONTIGUITY, part, self.label == target, share)

    def join_small(self, least: float, report: Report) -> None:
        """Step 3."""
        alone: set[int] = set()
        while True:
            totals = np.bincount(self.label, weights=self.population, minlength=len(self.units))
            waiting = [label for label in np.unique(self.label) if totals[label] < least and label not in alone]
            if not waiting:
                return
            label = min(waiting, key=lambda one: (totals[one], one))
            members = self.label == label
            if not self._touched_labels(members).size:
                alone.add(label)
                code = self.units[self._centre(members)]
                report.add("TER22", Severity.WARNING, value=code, id=code, pop=round(totals[label]))
                continue
            target, share = self._best_neighbour(members)
            self._step(SIZE, members, self.label == target, share)

    def _smallest_detached_part(self) -> np.ndarray | None:
        """The least populated part (bool mask) apart from its group's centre that has a neighbour to go to."""
        one, other = self.borders
        same = self.label[one] == self.label[other]
        inside = csr_matrix((np.ones(same.sum()), (one[same], other[same])), shape=self.adjacent.shape)
        count, component = connected_components(inside, directed=False)
        _, place = np.unique(self.label[self.by_size], return_index=True)
        movable = np.zeros(count, dtype=bool)
        movable[component[one[~same]]] = True
        movable[component[self.by_size[place]]] = False  # where the centre of a group is
        if not movable.any():
            return None
        people = np.bincount(component, weights=self.population)
        _, first = np.unique(component, return_index=True)
        parts = np.flatnonzero(movable)
        return component == parts[np.lexsort((first[parts], people[parts]))[0]]

    def _touched_labels(self, members: np.ndarray) -> np.ndarray:
        """The groups other than their own that touch these units."""
        touched = np.unique(self.label[np.asarray(self.adjacent[members].sum(axis=0)).ravel() > 0])
        return touched[~np.isin(touched, self.label[members])]

    def _best_neighbour(self, members: np.ndarray) -> tuple[int, float]:
        """The touching group that exchanges most workers with these units, and its share of all they exchange."""
        exchanged = np.bincount(
            self.label[~members], weights=self.exchanges[members][:, ~members].sum(axis=0), minlength=len(self.units)
        )
        totals = np.bincount(self.label, weights=self.population, minlength=len(self.units))
        best = min(self._touched_labels(members), key=lambda label: (-exchanged[label], -totals[label], label))
        return int(best), float(exchanged[best] / exchanged.sum()) if exchanged.sum() > 0 else 0.0

    def _step(self, why: str, members: np.ndarray, target: np.ndarray, share: float) -> None:
        pause()
        population = float(self.population[members | target].sum())
        moved, joined = self.units[self._centre(members)], self.units[self._centre(target)]
        self.steps.append((len(self.steps) + 1, why, moved, joined, round(share, 4), population))
        self.label[members] = self.label[np.flatnonzero(target)[0]]

    def _centre(self, members: np.ndarray) -> int:
        """The most populated unit, the first in code order among equals."""
        positions = np.flatnonzero(members)
        return int(positions[np.argmax(self.population[positions])])


def _settle_tie(
    movers: np.ndarray, strongest: np.ndarray, between: np.ndarray, inhabitants: np.ndarray
) -> tuple[int, int]:
    mover = int(movers[np.argmin(inhabitants[movers])])
    targets = np.flatnonzero(between[mover] == strongest[mover])
    return mover, int(targets[np.argmax(inhabitants[targets])])


def _flow_matrix(flows: pd.DataFrame, units: list[str], report: Report) -> np.ndarray:
    """Workers from unit to unit (n, n); those who live or work elsewhere are left out and told."""
    index = pd.Index(units)
    origin, destination = index.get_indexer(flows["origine"]), index.get_indexer(flows["destination"])
    workers = flows["actifs"].fillna(0).to_numpy(dtype=float)
    known = (origin >= 0) & (destination >= 0)
    if (~known).any():
        report.add("TER21", Severity.INFO, lignes=int((~known).sum()), actifs=round(workers[~known].sum()))
    shape = (len(units), len(units))
    return coo_matrix((workers[known], (origin[known], destination[known])), shape=shape).toarray()


def _adjacency(units: list[str], pairs: Iterable[tuple[str, str]]) -> csr_matrix:
    index = pd.Index(units)
    both = np.array(list(pairs) or np.empty((0, 2)), dtype=object)
    one, other = index.get_indexer(both[:, 0]), index.get_indexer(both[:, 1])
    known = (one >= 0) & (other >= 0) & (one != other)
    rows, columns = np.r_[one[known], other[known]], np.r_[other[known], one[known]]
    return csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(len(units), len(units)))
