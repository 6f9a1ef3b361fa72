"""Finding establishments by activity, authorisation, category, status, territory, opening date, capacity."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from ..findings import InputError, Report, Severity
from .activities import authorisation_rule
from .checks import report_unlocated
from .selection import in_force, matches, open_at, practising


@dataclass(frozen=True)
class SiteFilter:
    """What is looked for; every field that is filled must hold, any one value of a field is enough.

    ``activities`` are keys of ``activites_atlas.yaml``, ``authorisations`` patterns such as ``14/23|24`` or
    ``QA014/MO032/ME065``, ``communes`` the INSEE codes of a territory, ``opened_from`` and ``opened_to`` ISO dates,
    both included, ``minimum`` the least value (beds, places, devices) of the activities, which must be named then,
    ``date`` that of the map.
    """

    activities: tuple[str, ...] = ()
    authorisations: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    communes: frozenset[str] | None = None
    opened_from: str | None = None
    opened_to: str | None = None
    minimum: float | None = None
    date: str | None = None


def select_sites(tables: Mapping[str, pd.DataFrame], wanted: SiteFilter) -> tuple[pd.DataFrame, Report]:
    """The establishments a filter keeps, with ``valeur`` and ``origine`` where it names activities.

    Args:
        tables: workspace tables by name; ``etablissement``, and what the activities need.
        wanted: the filter.

    Returns:
        Rows of ``etablissement`` and the findings: those of `practising`, ETA04 (how many have no coordinates, and
        which), FIL01 (warning: nothing is left, with the count before each step).

    Raises:
        InputError: ACT01 unknown activity; FIL03 a least value without an activity; FIL04 opened from after
            opened to; FIL05 authorisations asked for and none in the workspace.
    """
    if wanted.minimum is not None and not wanted.activities:
        raise InputError.of("FIL03")
    if wanted.opened_from and wanted.opened_to and wanted.opened_from > wanted.opened_to:
        raise InputError.of("FIL04", debut=wanted.opened_from, fin=wanted.opened_to)
    sites, report, steps = tables["etablissement"], Report(), {}
    steps["etablissement"] = len(sites)
    if wanted.date is not None:
        sites = sites[open_at(sites, wanted.date)]
        steps["date"] = len(sites)
    for column, values in (("categ", wanted.categories), ("statut", wanted.statuses), ("insee", wanted.communes)):
        if values:
            sites = sites[sites[column].isin(values)]
            steps[column] = len(sites)
    if wanted.opened_from or wanted.opened_to:
        opened = sites["date_ouv"]
        sites = sites[opened.notna() & opened.between(wanted.opened_from or "0000", wanted.opened_to or "9999")]
        steps["date_ouv"] = len(sites)
    if wanted.authorisations:
        rules = [authorisation_rule(text) for text in wanted.authorisations]
        if "autorisation" not in tables:
            raise InputError.of("FIL05")
        held = tables["autorisation"]
        held = held[in_force(held, wanted.date) & matches(held, rules)]
        sites = sites[sites["finess_et"].isin(held["finess_et"])]
        steps["autorisation"] = len(sites)
    if wanted.activities:
        sites = _practising_any(tables, sites, wanted, report)
        steps["activite"] = len(sites)
    if sites.empty:
        report.add("FIL01", Severity.WARNING, etapes=steps)
    report_unlocated(sites, report)
    return sites.reset_index(drop=True), report


def _practising_any(
    tables: Mapping[str, pd.DataFrame], sites: pd.DataFrame, wanted: SiteFilter, report: Report
) -> pd.DataFrame:
    """The sites that practise one of the activities; values of a site add up, origins are joined."""
    parts = []
    for key in wanted.activities:
        found, findings = practising(tables, key, wanted.date)
        report.extend(findings)
        parts.append(found)
    every = pd.concat(parts, ignore_index=True).dropna(subset=["finess_et"])
    values = every.groupby("finess_et")["valeur"].sum(min_count=1)
    origins = every.groupby("finess_et")["origine"].agg(lambda names: " + ".join(dict.fromkeys(names)))
    kept = sites[sites["finess_et"].isin(origins.index)]
    kept = kept.assign(valeur=kept["finess_et"].map(values).astype(float), origine=kept["finess_et"].map(origins))
    return kept if wanted.minimum is None else kept[kept["valeur"] >= wanted.minimum]
