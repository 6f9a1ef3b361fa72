"""Tables of times from a routing server, a block at a time; what a server refuses as a whole is asked in parts."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from ..findings import Report, Severity
from ..network.search import FROM_SITE
from .remote import Query, Reason, Refusal, Response, Server
from .roads import nearest_of

BLOCK = 50  # points a side: 2,500 pairs, what Valhalla allows as installed; OSRM allows 10,000
_EARTH = 6_371_009.0  # metres

Send = Callable[[Query], Response | None]


class RemoteRoads:
    """Minutes by road between communes and sites as a server counts them; stands in for a graph in `commune_times`."""

    def __init__(
        self,
        server: Server,
        communes: pd.DataFrame,
        to_degrees: Callable[[np.ndarray], np.ndarray],
        send: Send,
        report: Report,
        progress: Callable[[int], None] = lambda pairs: None,
    ):
        """Remember the communes; nothing is asked yet.

        Args:
            server: the server.
            communes: ``insee``, ``x_mairie``, ``y_mairie``; those without a point are reported (TPS04).
            to_degrees: x, y (n, 2) to longitude, latitude (n, 2), NaN where there is none.
            send: puts a query to the server; None when the user cancelled, which ends the work. It raises InputError
                where the server cannot be reached.
            report: receives TPS04, URG03, RES06, SRV05.
            progress: told after each query how many more pairs are settled.
        """
        self.method = server.engine
        self._server = server
        self._insee = communes["insee"].astype(str).to_numpy()
        self._to_degrees = to_degrees
        self._communes = to_degrees(communes[["x_mairie", "y_mairie"]].to_numpy(dtype=float))
        self._send = send
        self._report = report
        self._progress = progress
        self._far_communes: set[str] = set()
        _warn(report, "TPS04", self._insee[~np.isfinite(self._communes).all(axis=1)], "mairies")

    def nearest(
        self, sites: pd.DataFrame, delay: np.ndarray, direction: str, limit: float
    ) -> tuple[np.ndarray, np.ndarray]:
        """Minutes (communes,), NaN where not reached, and the number of the nearest site, -1 there."""
        return nearest_of(self.table(sites, delay, direction, limit))

    def table(self, sites: pd.DataFrame, delay: np.ndarray, direction: str, limit: float) -> np.ndarray:
        """Minutes (sites, communes), NaN where not reached.

        Args:
            sites: one kind of responder: ``id``, ``type``, ``x``, ``y``.
            delay: minutes (sites,) counted before the drive.
            direction: TO_SITE or FROM_SITE.
            limit: minutes beyond which a commune is not reached.
        """
        points = self._to_degrees(sites[["x", "y"]].to_numpy(dtype=float))
        names, kind = sites["id"].astype(str).to_numpy(), str(sites["type"].iloc[0])
        _warn(self._report, "URG03", names[~np.isfinite(points).all(axis=1)], kind)
        outward = direction == FROM_SITE
        table = PairTable(self._server, *((points, self._communes) if outward else (self._communes, points)))
        table.fill(self._send, self._progress)
        seconds, off = table.seconds, table.off
        sites_off, communes_off = (
            (off[: len(points)], off[len(points) :])
            if outward
            else (off[len(self._communes) :], off[: len(self._communes)])
        )
        _warn(self._report, "RES06", names[sites_off], kind)
        newly = [code for code in self._insee[communes_off] if code not in self._far_communes]
        self._far_communes |= set(newly)
        _warn(self._report, "RES06", np.array(newly, dtype=object), "mairies")
        if table.too_far:
            self._report.add("SRV05", Severity.WARNING, n=table.too_far, hote=self._server.host)
        minutes = (seconds if outward else seconds.T) / 60.0 + delay[:, None]
        return np.where(minutes <= limit, minutes, np.nan)


class PairTable:
    """Seconds from sources to targets, asked in blocks.

    Servers refuse a whole table for one point off the roads, one pair on two islands or one pair too far apart. Such a
    table is halved until the culprit stands alone; what is learnt then spares the questions that have the same answer.
    ``seconds`` (m, n) is NaN where not reached; ``off`` (m + n,) marks the points off the roads, sources first;
    ``too_far`` counts the pairs beyond what the server computes.
    """

    def __init__(self, server: Server, sources: np.ndarray, targets: np.ndarray):
        self._server = server
        self._points = np.concatenate([sources, targets])
        self._first = len(sources)
        shape = (len(sources), len(targets))
        self.seconds = np.full(shape, np.nan)
        self.off = np.zeros(len(self._points), dtype=bool)
        self._settled = np.zeros(shape, dtype=bool)
        self._far = np.zeros(shape, dtype=bool)
        lost = ~np.isfinite(self._points).all(axis=1)
        self._settled[lost[: self._first]] = True
        self._settled[:, lost[self._first :]] = True
        self._island = np.arange(len(self._points))  # points served together are connected
        self._apart: list[tuple[int, int]] = []
        self._largest = BLOCK * BLOCK

    @property
    def too_far(self) -> int:
        """Pairs the server refuses for their distance."""
        return int(self._far.sum())

    def fill(self, send: Send, progress: Callable[[int], None] = lambda pairs: None) -> None:
        """Ask until every pair is settled, or ``send`` gives None."""
        rows, columns = _compact(self._points[: self._first]), _compact(self._points[self._first :])
        waiting = [
            (rows[i : i + BLOCK], columns[j : j + BLOCK])
            for i in range(0, len(rows), BLOCK)
            for j in range(0, len(columns), BLOCK)
        ][::-1]
        settled = 0
        while waiting:
            row, column = waiting.pop()
            self._settle_apart()
            open_pairs = ~self._settled[np.ix_(row, column)]
            row, column = row[open_pairs.any(axis=1)], column[open_pairs.any(axis=0)]
            if not len(row) or not len(column):
                continue
            if self._settled[np.ix_(row, column)].any():
                waiting += _whole_first(row, column, ~self._settled[np.ix_(row, column)])
                continue
            if len(row) * len(column) > self._largest:
                waiting += _halves(row, column)
                continue
            answer = self._ask(row, column, send)
            if answer is None:
                return
            if isinstance(answer, np.ndarray):
                self.seconds[np.ix_(row, column)] = answer
                self._settled[np.ix_(row, column)] = True
                self._join(row, column, answer)
            elif not self._learn(answer, row, column, send):
                waiting += _halves(row, column)
            else:
                waiting.append((row, column))
            progress(int(self._settled.sum()) - settled)
            settled = int(self._settled.sum())

    def _ask(self, row: np.ndarray, column: np.ndarray, send: Send) -> np.ndarray | Refusal | None:
        return self._between(row, self._first + column, send)

    def _between(self, sources: np.ndarray, targets: np.ndarray, send: Send) -> np.ndarray | Refusal | None:
        response = send(self._server.query(self._points[sources], self._points[targets]))
        return None if response is None else self._server.read(response, (len(sources), len(targets)))

    def _learn(self, refusal: Refusal, row: np.ndarray, column: np.ndarray, send: Send) -> bool:
        """Note what a refusal tells; False where the table must be halved to find out."""
        source, target = int(row[0]), self._first + int(column[0])
        if refusal.reason is Reason.NO_WAY and refusal.point is not None:
            asked = np.concatenate([row, self._first + column])
            if refusal.point < len(asked):
                self._drop(int(asked[refusal.point]))
                return True
        alone = len(row) == len(column) == 1
        if refusal.reason is Reason.TOO_LARGE:
            self._largest = max(min(self._largest, len(row) * len(column) // 2), 1)
            if alone:  # a server that takes not even one pair gives no times
                raise self._server.refused(refusal.words)
            return False
        if not alone:
            return False
        if refusal.reason is Reason.TOO_FAR:
            self._note_far(source, int(column[0]))
            return True
        # One pair without a way: a point that has no way even to itself is off the roads.
        culprits = [
            point
            for point in (source, target)
            if isinstance(self._between(np.array([point]), np.array([point]), send), Refusal)
        ]
        for point in culprits:
            self._drop(point)
        if not culprits:
            self._apart.append((source, target))
        self._settled[source, column[0]] = True
        return True

    def _drop(self, point: int) -> None:
        """A point off the roads: none of its pairs is asked again."""
        self.off[point] = True
        if point < self._first:
            self._settled[point] = True
        else:
            self._settled[:, point - self._first] = True

    def _note_far(self, row: int, column: int) -> None:
        """All pairs at least as far apart as this one are beyond the server's reach."""
        metres = _metres(self._points[: self._first, None], self._points[None, self._first :])
        far = (metres >= metres[row, column]) & ~self._settled
        far[row, column] = True
        self._far |= far
        self._settled |= far

    def _join(self, row: np.ndarray, column: np.ndarray, seconds: np.ndarray) -> None:
        """Points with a way between them are on one island."""
        i, j = np.nonzero(np.isfinite(seconds))
        sources, targets = row[i], self._first + column[j]
        both = np.column_stack([self._island[sources], self._island[targets]])
        for place in np.unique(both, axis=0, return_index=True)[1]:
            one, other = self._island[[sources[place], targets[place]]]
            self._island[self._island == other] = one

    def _settle_apart(self) -> None:
        """Where two points are unconnected, so are their islands."""
        sources, targets = self._island[: self._first], self._island[self._first :]
        for a, b in self._apart:
            one, other = self._island[[a, b]]
            if one == other:  # a one-way street between them: the refusal held for that pair alone
                continue
            for here, there in ((one, other), (other, one)):
                self._settled[np.ix_(sources == here, targets == there)] = True


def _halves(row: np.ndarray, column: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """A block cut in two along its longer side, the first half last, as a stack wants it."""
    if len(row) >= len(column):
        first, second = np.array_split(row, 2)
        return [(second, column), (first, column)]
    first, second = np.array_split(column, 2)
    return [(row, second), (row, first)]


def _whole_first(row: np.ndarray, column: np.ndarray, open_pairs: np.ndarray) -> list[tuple[np.ndarray, np.ndarray]]:
    """A block with settled pairs cut so that the rows, else the columns, that are open throughout stay together."""
    rows, columns = open_pairs.all(axis=1), open_pairs.all(axis=0)
    if rows.any():
        return [(row[~rows], column), (row[rows], column)]
    if columns.any():
        return [(row, column[~columns]), (row, column[columns])]
    return _halves(row, column)


def _compact(points: np.ndarray) -> np.ndarray:
    """Numbers of points (n, 2) so that neighbours come together: by strips of longitude, then latitude."""
    strips = max(int(np.sqrt(len(points) / BLOCK)), 1)
    rank = np.argsort(np.argsort(points[:, 0], kind="stable"), kind="stable")
    return np.lexsort((points[:, 1], rank * strips // max(len(points), 1)))


def _metres(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Great-circle metres between points in degrees, broadcast over all axes but the last."""
    lon1, lat1, lon2, lat2 = (np.radians(part) for part in (one[..., 0], one[..., 1], other[..., 0], other[..., 1]))
    half = np.sin((lat2 - lat1) / 2) ** 2 + np.cos(lat1) * np.cos(lat2) * np.sin((lon2 - lon1) / 2) ** 2
    return 2 * _EARTH * np.arcsin(np.sqrt(half))


def _warn(report: Report, code: str, names: np.ndarray, what: str) -> None:
    if len(names):
        report.add(code, Severity.WARNING, n=len(names), liste=names.tolist(), objet=what)
