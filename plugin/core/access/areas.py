"""Zones of access to emergency responders: the ground, not the communes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd
import shapely

from ..findings import Report
from ..network.graph import Graph
from ..network.road_times import CELL, REACH, Ground, RoadTimes, road_times
from ..network.search import TO_SITE, Field, site_field
from ..network.zones import CUMULATIVE, RINGS, Zone, site_areas, zones, zones_by_site
from .classes import class_labels
from .times import (
    AIR_KINDS,
    ALL_KINDS,
    KINDS,
    NETWORK,
    AccessOptions,
    counted,
    covered_communes,
    number_column,
    snap_sites,
)

MERGED, NEAREST, EACH = "fusion", "site_proche", "par_site"
COLUMNS = ["type_effecteur", "classe", "borne_min", "borne_max", "site", "methode", "date", "geom"]


def access_zones(
    responders: pd.DataFrame,
    graph: Graph,
    breaks: Sequence[float],
    options: AccessOptions | None = None,
    *,
    activity: str | None = None,
    mode: str = RINGS,
    division: str = MERGED,
    communes: pd.DataFrame | None = None,
    cell: float = CELL,
    reach: float = REACH,
    canceled: Callable[[], bool] = lambda: False,
) -> tuple[pd.DataFrame, Report]:
    """Polygons within given minutes of the nearest responder.

    Args:
        responders: as in `commune_times`.
        graph: the road graph.
        breaks: rising minutes.
        options: conventions; the convention inside the commune of a site does not concern zones.
        activity: the sites are no responders but those of this activity: all of them count.
        mode: RINGS or CUMULATIVE.
        division: MERGED, NEAREST (cut by the area of the nearest site) or EACH (every site alone, zones overlap).
        communes: ``insee`` and ``geom``: they clip the zones, and an MCS's covered communes are reached at its delay.
        cell: metres of the grid the zones are drawn from.
        reach: metres from a road beyond which ground is in no zone.
        canceled: asked between sites.

    Returns:
        Rows of ``zone_acces`` (``site`` missing for merged zones), and the findings URG01, URG03, RES06.
    """
    options = options or AccessOptions()
    report = Report()
    options = replace(options, limit=min(options.limit, breaks[-1] + 10.0))
    relevant = counted(responders, options, report) if activity is None else responders.assign(type=activity)
    kinds = [kind for kind in (KINDS if activity is None else (activity,)) if (relevant["type"] == kind).any()]
    ordered = pd.concat([relevant[relevant["type"] == kind] for kind in kinds]) if kinds else relevant
    ordered = ordered.reset_index(drop=True)
    land = None
    if communes is not None and communes["geom"].notna().any():
        land = shapely.union_all(communes["geom"].dropna().to_numpy())
    groups = [ordered.index[ordered["type"] == kind].to_numpy() for kind in kinds]
    if division == EACH:
        groups = [np.array([number]) for number in ordered.index]
    found: list[Zone] = []
    nearest: RoadTimes | None = None
    for numbers in groups:
        if canceled():
            return pd.DataFrame(columns=COLUMNS), report
        times = _kind_times(ordered.loc[numbers], graph, options, report, communes, cell)
        if division == EACH:
            ground = Ground(times, cell, reach)
            found += zones(ground, breaks, mode, land, site=int(numbers[0]))
        else:
            nearest = times if nearest is None else nearest.nearest(times)
    if nearest is not None:
        ground = Ground(nearest, cell, reach)
        found = zones(ground, breaks, mode, land)
        if division == NEAREST:
            found = zones_by_site(site_areas(ground, land), found, cell)
    return _table(found, ordered, kinds, breaks, mode, options), report


def _kind_times(
    group: pd.DataFrame,
    graph: Graph,
    options: AccessOptions,
    report: Report,
    communes: pd.DataFrame | None,
    cell: float,
) -> RoadTimes:
    """Times along the roads from the sites of one kind, which keep the numbers of their rows."""
    numbers, kind = group.index.to_numpy(), str(group["type"].iloc[0])
    if kind in AIR_KINDS:
        nobody = road_times(graph, Field(graph, TO_SITE), cell)
        base = group[["x", "y"]].to_numpy(dtype=float)
        known = np.isfinite(base).all(axis=1)
        speed = number_column(group, "vitesse", options.helicopter_speed)
        delay = number_column(group, "delai", options.helicopter_delay)
        return _renumbered(nobody.with_flights(base[known], speed[known], delay[known]), numbers[known])
    delay = number_column(group, "delai", 0.0)
    sites = snap_sites(graph, group, options, report)
    direction = options.directions.get(kind, TO_SITE)
    field = site_field(graph, sites, 60.0 * delay, direction=direction, limit=60.0 * options.limit)
    times = road_times(graph, field, cell)
    if "zone_mcs" in group and communes is not None:
        outlines = communes.set_index("insee")["geom"]
        for code, number in covered_communes(group):
            if code in outlines.index and outlines[code] is not None:
                times = _covered(times, outlines[code], 60.0 * delay[number], number)
    return _renumbered(times, numbers)


def _covered(times: RoadTimes, outline: shapely.Geometry, seconds: float, number: int) -> RoadTimes:
    """The roads inside a covered commune are reached at the site's own delay."""
    shapely.prepare(outline)
    inside = shapely.contains_xy(outline, times.xy[:, 0], times.xy[:, 1])
    flat = RoadTimes(
        times.xy, np.where(inside, seconds, np.inf), np.where(inside, number, -1).astype(np.intp), times.length
    )
    return times.nearest(flat)


def _renumbered(times: RoadTimes, numbers: np.ndarray) -> RoadTimes:
    owner = np.where(times.owner >= 0, np.append(numbers, -1)[times.owner], -1)
    return RoadTimes(times.xy, times.seconds, owner, times.length)


def _table(
    found: list[Zone],
    sites: pd.DataFrame,
    kinds: list[str],
    breaks: Sequence[float],
    mode: str,
    options: AccessOptions,
) -> pd.DataFrame:
    labels = class_labels(breaks)[:-1]
    if mode == CUMULATIVE:
        labels = [class_labels([bound])[0] for bound in breaks]
    by_bound = dict(zip(breaks, labels, strict=True))
    rows = [
        {
            "type_effecteur": kinds[0] if len(kinds) == 1 else ALL_KINDS,
            "classe": by_bound[zone.high],
            "borne_min": zone.low,
            "borne_max": zone.high,
            "site": None if zone.site is None else str(sites["id"].iloc[zone.site]),
            "methode": NETWORK,
            "date": options.date,
            "geom": zone.geometry,
        }
        for zone in found
        if not zone.geometry.is_empty
    ]
    return pd.DataFrame(rows, columns=COLUMNS)
