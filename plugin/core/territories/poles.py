"""Territoires de premier recours: each zone de recours goes to the nearest pole by road minutes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from ..findings import Report, Severity

# INSEE's bassins de vie ask for 16 of the 31 intermediate services; ANABEL's idea, a parameter here.
LEAST_SERVICES = 16


def choose_poles(services: pd.DataFrame, least: int = LEAST_SERVICES) -> pd.DataFrame:
    """Communes whose offer of services is sufficient: at least ``least`` different ones.

    Args:
        services: ``insee`` and ``service`` (a code), one row a service present; a service counts once a commune.
        least: how many are sufficient.

    Returns:
        ``insee`` and ``services`` (how many), by code.
    """
    counts = services.dropna(subset=["insee", "service"]).groupby("insee")["service"].nunique()
    kept = counts[counts >= least].sort_index()
    return pd.DataFrame({"insee": kept.index.astype(object), "services": kept.to_numpy()})


def assign_to_poles(
    minutes: np.ndarray,
    zones: Iterable[str],
    poles: Iterable[str],
    population: Mapping[str, float],
    own_pole: Mapping[str, str] | None = None,
    tie_minutes: float = 0.0,
) -> tuple[pd.DataFrame, Report]:
    """Give each zone de recours its nearest pole.

    Args:
        minutes: (zones, poles) road minutes; NaN or infinite where there is no way.
        zones: codes of the zones.
        poles: INSEE codes of the poles.
        population: inhabitants of the poles, for ties; an unknown pole counts none.
        own_pole: zones that hold a pole, with that pole: they stay with it whatever the minutes say.
        tie_minutes: poles no farther than this from the nearest are as near.

    Returns:
        A row a zone: ``zone``, ``pole`` (None where none can be reached), ``minutes``, ``ex_aequo`` (the other
        poles as near, by code, None without). Ties go to the larger population, then the lower INSEE code.
        Findings: TER14 for a zone without a way to a pole, TER20 (information) for a tie.
    """
    zone_codes, pole_codes = list(zones), np.asarray(list(poles), dtype=object)
    table = np.where(np.isfinite(minutes), minutes, np.inf).reshape(len(zone_codes), len(pole_codes))
    inhabitants = np.array([float(population.get(code, 0) or 0) for code in pole_codes])
    # Poles in the order that settles ties: the first of those as near as the nearest wins.
    order = np.lexsort((pole_codes.astype(str), -inhabitants))
    ranked_codes, ranked = pole_codes[order], table[:, order]
    nearest = ranked.min(axis=1, initial=np.inf)
    as_near = (ranked <= nearest[:, None] + tie_minutes) & np.isfinite(ranked)
    report = Report()
    rows: list[tuple[str, str | None, float, str | None]] = []
    for position, zone in enumerate(zone_codes):
        candidates = ranked_codes[as_near[position]]
        own = (own_pole or {}).get(zone)
        if own is not None:
            known = np.flatnonzero(ranked_codes == own)
            rows.append((zone, own, float(ranked[position, known[0]]) if len(known) else np.nan, None))
            continue
        if not len(candidates):
            report.add("TER14", Severity.WARNING, column="zone", value=zone, id=zone)
            rows.append((zone, None, np.nan, None))
            continue
        chosen = candidates[0]
        others = sorted(set(candidates) - {chosen})
        if others:
            report.add("TER20", Severity.INFO, column="zone", value=zone, id=zone, a=chosen, b=others)
        time = float(ranked[position, np.flatnonzero(ranked_codes == chosen)[0]])
        rows.append((zone, chosen, time, ", ".join(others) or None))
    return pd.DataFrame(rows, columns=["zone", "pole", "minutes", "ex_aequo"]), report


def premier_recours_composition(
    assigned: pd.DataFrame, zone_of_commune: Mapping[str, str], year: int | None = None
) -> pd.DataFrame:
    """Composition of the territoires de premier recours: each commune follows its zone de recours to its pole."""
    pole_of = dict(zip(assigned["zone"], assigned["pole"], strict=True))
    rows = [(commune, pole_of.get(zone)) for commune, zone in sorted(zone_of_commune.items())]
    frame = pd.DataFrame(rows, columns=["commune", "id_territoire"]).dropna(subset=["id_territoire"])
    frame.insert(1, "type", "territoire_premier_recours")
    frame["cog_annee"] = pd.Series(year, index=frame.index, dtype="Int64")
    return frame.reset_index(drop=True)
