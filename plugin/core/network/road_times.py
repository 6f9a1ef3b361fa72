"""Access times along the roads, and those of every square cell of ground near them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from .graph import Graph
from .search import TO_SITE, Field

CELL = 150.0
_PART = 100_000  # segments
REACH = 1600.0  # metres from a road beyond which ground counts as served by none


@dataclass(frozen=True)
class RoadTimes:
    """Times at places along the roads.

    ``xy`` (s, 2) are metres, ``seconds`` (s,) inf where not reached, ``owner`` (s,) the nearest site (-1 there),
    ``length`` (s,) the metres of road each place stands for.
    """

    xy: np.ndarray
    seconds: np.ndarray
    owner: np.ndarray
    length: np.ndarray

    def nearest(self, other: RoadTimes, shift: int = 0) -> RoadTimes:
        """The lesser time of two kinds of sites on the same roads; ``shift`` is added to the other's site numbers."""
        better = other.seconds < self.seconds
        return RoadTimes(
            self.xy,
            np.where(better, other.seconds, self.seconds),
            np.where(better, other.owner + shift, self.owner),
            self.length,
        )

    def with_flights(self, bases: np.ndarray, speed: np.ndarray, delay: np.ndarray, shift: int = 0) -> RoadTimes:
        """With helicopters: ``bases`` (b, 2), km/h and minutes of delay (b,), numbered from ``shift``."""
        best = self
        for number, (base, cruise, wait) in enumerate(zip(bases, speed, delay, strict=True)):
            seconds = np.hypot(*(self.xy - base).T) / cruise * 3.6 + 60.0 * wait
            flight = RoadTimes(self.xy, seconds, np.full(len(seconds), shift + number), self.length)
            best = best.nearest(flight)
        return best


def road_times(graph: Graph, field: Field, spacing: float = CELL) -> RoadTimes:
    """Times in the middle of equal pieces of every segment, none longer than ``spacing`` metres."""
    # A part of the segments at a time: fresh arrays of a whole region cost more than the sums in them.
    parts = [
        _part_times(graph, field, spacing, first, min(first + _PART, len(graph.roads)))
        for first in range(0, len(graph.roads), _PART)
    ]
    xy, seconds, owner, length = (np.concatenate(column) for column in zip(*parts, strict=True))
    return RoadTimes(xy, seconds, owner, length)


def _part_times(graph: Graph, field: Field, spacing: float, first: int, last: int) -> tuple[np.ndarray, ...]:
    """Places, seconds, sites and lengths on the segments from ``first`` to before ``last``."""
    roads = graph.roads
    offsets = roads.offsets[first : last + 1]
    coords = roads.coords[offsets[0] : offsets[-1]]
    offsets = offsets - offsets[0]
    across = np.diff(coords, axis=0)
    step = np.hypot(across[:, 0], across[:, 1])
    step[offsets[1:-1] - 1] = 0.0  # the jump from one line to the next is not road
    along = np.concatenate([[0.0], np.cumsum(step)])
    start = along[offsets[:-1]]
    drawn = along[offsets[1:] - 1] - start
    count = np.maximum(np.ceil(drawn / spacing).astype(np.intp), 1)
    part = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count) + 0.5
    part /= np.repeat(count, count)
    place = np.repeat(start, count) + part * np.repeat(drawn, count)
    vertex = np.minimum(np.searchsorted(along, place, side="right") - 1, len(step) - 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.where(step[vertex] > 0, (place - along[vertex]) / step[vertex], 0.0)
    xy = coords.take(vertex, axis=0) + across.take(vertex, axis=0) * share[:, None]

    # Nodes are looked up once a segment, not once a place.
    ahead, back = roads.forward[first:last], roads.backward[first:last]
    if field.direction == TO_SITE:
        ahead, back = back, ahead
    tail, head = graph.tail[first:last], graph.head[first:last]
    by_tail = np.repeat(field.seconds[tail], count) + np.repeat(ahead, count) * part
    by_head = np.repeat(field.seconds[head], count) + np.repeat(back, count) * (1.0 - part)
    owner = np.where(by_tail <= by_head, np.repeat(field.owner[tail], count), np.repeat(field.owner[head], count))
    return xy, np.minimum(by_tail, by_head), owner, np.repeat(drawn / count, count)


class Ground:
    """The square cells near the roads, each with the piece of road that stands for it.

    A cell without road takes the values of the nearest one with road, up to ``reach`` metres.
    """

    def __init__(self, times: RoadTimes, cell: float = CELL, reach: float = REACH):
        self.times, self.cell = times, cell
        rounds = max(int(np.ceil(reach / cell)), 1)
        place = np.floor(times.xy / cell).astype(np.intp)
        low = place.min(axis=0) - rounds - 1
        self.shape = tuple((place.max(axis=0) - low + rounds + 2).tolist())
        self.origin = (low + 0.5) * cell
        self.index = (place[:, 0] - low[0]) * self.shape[1] + (place[:, 1] - low[1])
        self.road = np.bincount(self.index, weights=times.length, minlength=self.shape[0] * self.shape[1])
        self.source = self._nearest_with_road(rounds)

    def centres(self) -> tuple[np.ndarray, np.ndarray]:
        """Coordinates of the columns and of the rows."""
        return (
            self.origin[0] + self.cell * np.arange(self.shape[0]),
            self.origin[1] + self.cell * np.arange(self.shape[1]),
        )

    def margin(self, bound: float, width: float = 15.0) -> np.ndarray:
        """How far above a bound (seconds) each cell (columns, rows) is, between -width and width.

        The mean along the cell's roads of times cut at so many seconds from the bound: one slow dead end beside an
        express road does not move the border. Ground far from any road is above every bound.
        """
        above = np.clip(self.times.seconds - bound, -width, width)
        total = np.bincount(self.index, weights=self.times.length * above, minlength=len(self.road))
        with np.errstate(invalid="ignore", divide="ignore"):
            mean = total / self.road
        return np.where(self.source >= 0, mean[self.source], width).reshape(self.shape)

    @cached_property
    def owner(self) -> np.ndarray:
        """The site (columns, rows) most of each cell's reached road belongs to, -1 where there is none."""
        reached = self.times.owner >= 0
        sites = int(self.times.owner.max(initial=-1)) + 1
        pairs, inverse = np.unique(self.index[reached] * sites + self.times.owner[reached], return_inverse=True)
        length = np.bincount(inverse, weights=self.times.length[reached], minlength=len(pairs))
        order = np.argsort(length, kind="stable")  # the longest is written last
        owner = np.full(len(self.road) + 1, -1, dtype=np.intp)
        if len(pairs):
            owner[pairs[order] // sites] = pairs[order] % sites
        return owner[self.source].reshape(self.shape)

    def _nearest_with_road(self, rounds: int) -> np.ndarray:
        """For each cell the nearest one with road, -1 beyond reach: rings of four and of eight neighbours in turn."""
        source = np.where(self.road > 0, np.arange(len(self.road)), -1)
        width = self.shape[1]
        sides, corners = (-width, width, -1, 1), (-width - 1, -width + 1, width - 1, width + 1)
        front = np.flatnonzero(source >= 0)
        for number in range(rounds):
            grown = []
            for step in sides if number % 2 == 0 else sides + corners:
                cells = front + step
                empty = source[cells] < 0
                cells = cells[empty]
                source[cells] = source[front[empty]]
                grown.append(cells)
            front = np.unique(np.concatenate(grown))
        return source
