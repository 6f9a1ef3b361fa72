"""What if a site closed or opened: times of communes and shares of population, at once, against the reference."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..establishments.codes import INSEE_PATTERN
from .classes import RIGHT, class_labels, classify
from .shares import ALL_TERRITORIES, population_shares


@dataclass(frozen=True)
class Sites:
    """Times of every site once and for all: ``minutes`` (sites, communes), NaN where not reached, and the sites' ids.

    ``minutes`` holds each site's delay and the convention inside its commune; `site_minutes` makes it.
    """

    ids: tuple[str, ...]
    minutes: np.ndarray

    def nearest(self, active: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Minutes and site number of each commune with the active sites only (booleans); NaN and -1 if none comes."""
        if not active.any():
            number = self.minutes.shape[1]
            return np.full(number, np.nan), np.full(number, -1)
        known = np.where(np.isnan(self.minutes[active]), np.inf, self.minutes[active])
        best = known.argmin(axis=0)
        minutes = known[best, np.arange(known.shape[1])]
        reached = np.isfinite(minutes)
        return np.where(reached, minutes, np.nan), np.where(reached, np.flatnonzero(active)[best], -1)

    def with_site(self, name: str, minutes: np.ndarray) -> Sites:
        """One more site, with its own times (communes,)."""
        return Sites((*self.ids, name), np.vstack([self.minutes, minutes]))


@dataclass(frozen=True)
class Difference:
    """A scenario beside the reference.

    ``communes``: ``insee``, ``minutes_reference``, ``minutes``, ``ecart`` (minutes gained below 0), ``site_reference``,
    ``site``, ``code_reference``, ``code`` (class numbers). ``shares``: population and part of each class before and
    after, by territory.
    """

    communes: pd.DataFrame
    shares: pd.DataFrame


def compare(
    sites: Sites,
    reference: np.ndarray,
    active: np.ndarray,
    insee: np.ndarray,
    population: np.ndarray,
    bounds: Sequence[float],
    closed: str = RIGHT,
    territory: np.ndarray | None = None,
) -> Difference:
    """What changes when other sites are active (booleans) than in the reference (booleans)."""
    labels = [*class_labels(bounds, closed)]
    frame = pd.DataFrame({"insee": insee})
    tables = []
    for suffix, chosen in (("_reference", reference), ("", active)):
        minutes, site = sites.nearest(chosen)
        codes = classify(minutes, bounds, closed)
        frame[f"minutes{suffix}"] = minutes
        frame[f"site{suffix}"] = np.array([*sites.ids, None], dtype=object)[site]
        frame[f"code{suffix}"] = codes
        table = population_shares(codes, population, territory, labels)
        tables.append(table.rename(columns={"population": f"population{suffix}", "part": f"part{suffix}"}))
    frame["ecart"] = frame["minutes"] - frame["minutes_reference"]
    before, after = tables  # the same rows in the same order
    shares = before.drop(columns="communes").assign(population=after["population"], part=after["part"])
    shares["ecart_part"] = shares["part"] - shares["part_reference"]
    return Difference(frame, shares)


@dataclass(frozen=True)
class NewSite:
    """A site that does not exist yet: its kind and either a commune (at its town hall) or a ``point`` in metres."""

    kind: str
    insee: str | None = None
    point: tuple[float, float] | None = None

    @property
    def id(self) -> str:
        """The words a scenario keeps: "SMUR 35238", "SU 352134,6789001"."""
        place = self.insee if self.point is None else "{:.0f},{:.0f}".format(*self.point)
        return f"{self.kind} {place}"

    @classmethod
    def read(cls, text: str) -> NewSite | None:
        """From words of that form; None where they are not."""
        kind, _, place = text.strip().rpartition(" ")
        if not kind:
            return None
        if re.fullmatch(INSEE_PATTERN, place):
            return cls(kind, place)
        match = re.fullmatch(r"(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?)", place)
        return cls(kind, point=(float(match[1]), float(match[2]))) if match else None


def unknown_sites(sites: pd.DataFrame, closed: Sequence[str]) -> list[str]:
    """Of the sites to close, those that are no ``id`` of the table."""
    known = set(sites["id"].astype(str))
    return [name for name in closed if name not in known]


def share_within(difference: Difference, codes: Sequence[int], territory: str = ALL_TERRITORIES) -> tuple[float, float]:
    """Per cent of the population in some classes, before and after."""
    rows = difference.shares
    rows = rows[(rows["id_territoire"] == territory) & rows["code"].isin(codes)]
    return float(rows["part_reference"].sum()), float(rows["part"].sum())
