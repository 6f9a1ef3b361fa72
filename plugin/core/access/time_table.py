"""A table of minutes between communes, or communes and sites, that stands in for a road network."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from ..findings import Report, Severity
from ..network.search import TO_SITE
from .imported import IMPORT, read_rows
from .roads import nearest_of


def read_time_table(path: str | Path, mapping: Mapping[str, str] | None = None) -> tuple[pd.DataFrame, Report]:
    """Read pairs of places with the minutes between them (METRIC, DREES, a distance matrix of one's own).

    Args:
        path: CSV or workbook with a column of communes of origin, one of destinations (communes, or ids of sites) and
            one of minutes; a blank time is a pair without a way.
        mapping: other names of the columns, ``{origine, site, minutes: theirs}``.

    Returns:
        ``origine``, ``site``, ``minutes``; of a pair given several times the quickest (TPS16). Findings COM01, FIC05,
        TPS01.

    Raises:
        InputError: as ``read_table``; FIC04 where a column is not found.
    """
    frame, report = read_rows(path, "", IMPORT, mapping, required=("origine", "site", "minutes"))
    pairs = frame.assign(site=frame["site"].astype("string").str.strip()).dropna(subset=["site", "minutes"])
    # A spreadsheet drops the zero that codes of nine departments begin with.
    short = pairs["site"].str.fullmatch(r"\d{4}")
    pairs.loc[short, "site"] = "0" + pairs.loc[short, "site"]
    unique = pairs.sort_values("minutes", kind="stable").drop_duplicates(["origine", "site"]).sort_index()
    if len(unique) < len(pairs):
        report.add("TPS16", Severity.WARNING, n=len(pairs) - len(unique))
    return unique[["origine", "site", "minutes"]].reset_index(drop=True), report


class TableRoads:
    """`Roads` on a table of pairs; a site is looked up by its id, else by its commune.

    Within a commune the table's own minutes count, 0 where it gives none. A pair given one way only serves both ways.
    Each call reports, by kind of site: sites (TPS13) and communes (TPS08) the table does not know, pairs it lacks
    (TPS12), pairs taken from the way back (TPS14).
    """

    method = IMPORT

    def __init__(self, table: pd.DataFrame, communes: pd.DataFrame, report: Report):
        """Take the pairs of `read_time_table` and the communes (``insee``); findings go to the report."""
        self._insee = communes["insee"].astype(str).to_numpy()
        self._report = report
        self._codes = pd.Index(pd.unique(np.concatenate([table["origine"], table["site"], self._insee]).astype(str)))
        self._origin = self._codes.get_indexer(table["origine"].astype(str))
        self._target = self._codes.get_indexer(table["site"].astype(str))
        self._minutes = table["minutes"].to_numpy(dtype=float)
        self._known = np.zeros(len(self._codes) + 1, dtype=bool)  # the last is that of a place without a code
        self._known[self._origin] = self._known[self._target] = True

    def table(self, sites: pd.DataFrame, delay: np.ndarray, direction: str, limit: float) -> np.ndarray:
        """Minutes (sites, communes), NaN where not reached within ``limit`` minutes, the delays (sites,) included."""
        places, communes = self._places(sites), self._codes.get_indexer(self._insee)
        straight, back = self._lookup(places, communes, self._target, self._origin)
        if direction != TO_SITE:
            straight, back = back, straight
        found = np.where(np.isnan(straight), back, straight)
        own = places[:, None] == communes[None, :]
        if "insee" in sites:
            own |= sites["insee"].astype(str).to_numpy()[:, None] == self._insee[None, :]
        found = np.where(np.isnan(found) & own, 0.0, found)
        self._tell(sites, places, communes, found, int((np.isnan(straight) & ~np.isnan(back)).sum()))
        found = found + np.asarray(delay, dtype=float)[:, None]
        return np.where(found <= limit, found, np.nan)

    def nearest(
        self, sites: pd.DataFrame, delay: np.ndarray, direction: str, limit: float
    ) -> tuple[np.ndarray, np.ndarray]:
        """Minutes (communes,), NaN where not reached, and the number of the nearest site, -1 there."""
        return nearest_of(self.table(sites, delay, direction, limit))

    def _places(self, sites: pd.DataFrame) -> np.ndarray:
        """Number (sites,) of each site's place: by its id, else by its commune; the last number if neither."""
        by_id = self._codes.get_indexer(sites["id"].astype(str))
        by_id = np.where((by_id >= 0) & self._known[by_id], by_id, -1)
        by_commune = np.full_like(by_id, -1)
        if "insee" in sites:
            by_commune = self._codes.get_indexer(sites["insee"].astype(str))
        found = np.where(by_id >= 0, by_id, by_commune)
        return np.where(found < 0, len(self._codes), found)

    def _lookup(
        self, places: np.ndarray, communes: np.ndarray, site_end: np.ndarray, commune_end: np.ndarray
    ) -> tuple[np.ndarray, np.ndarray]:
        """Minutes (places, communes) of the pairs towards the places, and of those away from them; NaN where none."""
        rows, row_of = np.unique(places, return_inverse=True)
        row = np.full(len(self._codes) + 1, -1)
        row[rows] = np.arange(len(rows))
        column = np.full(len(self._codes) + 1, -1)
        column[communes] = np.arange(len(communes))
        row[-1] = -1
        tables = []
        for place, commune in ((site_end, commune_end), (commune_end, site_end)):
            minutes = np.full((len(rows), len(communes)), np.nan)
            there = (row[place] >= 0) & (column[commune] >= 0)
            minutes[row[place[there]], column[commune[there]]] = self._minutes[there]
            tables.append(minutes[row_of])
        return tables[0], tables[1]

    def _tell(
        self, sites: pd.DataFrame, places: np.ndarray, communes: np.ndarray, found: np.ndarray, turned: int
    ) -> None:
        kind = str(sites["type"].iloc[0]) if len(sites) and "type" in sites else ""
        lost = ~self._known[places]
        unknown = ~self._known[communes]
        if lost.any():
            names = sites["id"].astype(str).to_numpy()[lost].tolist()
            self._report.add("TPS13", Severity.WARNING, n=len(names), liste=names, type=kind)
        if unknown.any():
            names = self._insee[unknown].tolist()
            self._report.add("TPS08", Severity.WARNING, n=len(names), liste=names, type=kind)
        missing = int(np.isnan(found[np.ix_(~lost, ~unknown)]).sum())
        if missing:
            self._report.add("TPS12", Severity.INFO, n=missing, type=kind)
        if turned:
            self._report.add("TPS14", Severity.INFO, n=turned, type=kind)
