"""Access times of communes: for each kind of responder and for all of them, minutes and nearest site."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from ..findings import Finding, InputError, Report, Severity
from ..network.graph import Graph
from ..network.matrix import time_matrix
from ..network.search import FROM_SITE, TO_SITE, nearest_times
from ..network.snap import CONNECTOR_SPEED, MAX_DISTANCE, Snapped, snap
from .roads import Roads

ROAD_KINDS = ("SU", "SU_sais", "SMUR", "SMUR_ant", "MCS")
AIR_KINDS = ("HELISMUR", "HELI_SC")
NEVER_COUNTED = ("SU_ped",)
KINDS = (*ROAD_KINDS, *AIR_KINDS, *NEVER_COUNTED)
ALL_KINDS = "tous"
METRIC_ZERO, COMPUTED = "metric", "calcule"
NETWORK = "reseau"
COLUMNS = ["origine", "type_effecteur", "minutes", "site", "methode", "date"]

# Patients drive to an emergency department; a team drives out to them.
_DIRECTIONS = {"SU": TO_SITE, "SU_sais": TO_SITE, "SMUR": FROM_SITE, "SMUR_ant": FROM_SITE, "MCS": FROM_SITE}


@dataclass(frozen=True)
class AccessOptions:
    """How access times are counted.

    ``kinds``: kinds that count, None for every kind that has rows (paediatric SU never, seasonal SU only where
    ``period`` names the season). ``intra_commune``: METRIC_ZERO (a site in the commune is at 0 minute, plus its own
    delay) or COMPUTED. Distances are metres, speeds km/h, times minutes. ``date`` is written in the table.
    """

    kinds: tuple[str, ...] | None = None
    period: str | None = None
    intra_commune: str = METRIC_ZERO
    max_distance: float = MAX_DISTANCE
    connector_speed: float = CONNECTOR_SPEED
    limit: float = np.inf
    helicopter_speed: float = 220.0
    helicopter_delay: float = 5.0
    directions: Mapping[str, str] = field(default_factory=lambda: dict(_DIRECTIONS))
    date: str | None = None


class _GraphRoads:
    """`Roads` on a graph."""

    method = NETWORK

    def __init__(
        self,
        graph: Graph,
        communes: pd.DataFrame,
        options: AccessOptions,
        report: Report,
        canceled: Callable[[], bool],
    ):
        self._graph, self._options, self._report, self._canceled = graph, options, report, canceled
        _, self._targets = town_halls(communes, graph, options, report)

    def nearest(
        self, sites: pd.DataFrame, delay: np.ndarray, direction: str, limit: float
    ) -> tuple[np.ndarray, np.ndarray]:
        snapped = snap_sites(self._graph, sites, self._options, self._report)
        return nearest_times(
            self._graph,
            snapped,
            delay * 60.0,
            self._targets,
            limit * 60.0,
            direction=direction,
            canceled=self._canceled,
        )

    def table(self, sites: pd.DataFrame, delay: np.ndarray, direction: str, limit: float) -> np.ndarray:
        snapped = snap_sites(self._graph, sites, self._options, self._report)
        return time_matrix(
            self._graph,
            snapped,
            delay * 60.0,
            self._targets,
            limit * 60.0,
            direction=direction,
            canceled=self._canceled,
        )


def commune_times(
    communes: pd.DataFrame,
    responders: pd.DataFrame,
    roads: Graph | Roads,
    options: AccessOptions | None = None,
    canceled: Callable[[], bool] = lambda: False,
) -> tuple[pd.DataFrame, Report]:
    """Times from every commune to its nearest responder, by kind and for all kinds together (``tous``).

    Args:
        communes: columns ``insee``, ``x_mairie``, ``y_mairie`` (metres, in the graph's CRS).
        responders: columns ``id``, ``type``, ``x``, ``y``; where present ``insee``, ``delai`` (minutes), ``vitesse``
            (km/h, helicopters) and ``zone_mcs`` (INSEE codes an MCS covers, at its own delay).
        roads: the road graph, or what stands in for one.
        options: conventions; None for the defaults.
        canceled: asked during each search.

    Returns:
        The rows of ``temps_acces`` (minutes and site missing where not reached), and the findings: URG01, URG03, RES06,
        TPS03, TPS04.
    """
    options = options or AccessOptions()
    report = Report()
    _require(communes, ("insee", "x_mairie", "y_mairie"), "commune")
    _require(responders, ("id", "type", "x", "y"), "effecteur_urgence")
    if options.intra_commune not in (METRIC_ZERO, COMPUTED):
        raise ValueError(options.intra_commune)
    relevant = counted(responders, options, report)
    insee, engine = communes["insee"].astype(str).to_numpy(), _roads(roads, communes, options, report, canceled)
    points = communes[["x_mairie", "y_mairie"]].to_numpy(dtype=float)
    tables = []
    for kind in [kind for kind in KINDS if kind in set(relevant["type"])]:
        group = relevant[relevant["type"] == kind].reset_index(drop=True)
        if kind in AIR_KINDS:
            minutes, site = _flights(points, group, options, report)
        else:
            minutes, site = _drives(insee, engine, group, options)
        tables.append(_table(insee, kind, minutes, group["id"].astype(str).to_numpy(), site, options))
    frame = pd.concat([*tables, _nearest_of_all(insee, tables, options)], ignore_index=True)
    _report_missed(frame[frame["type_effecteur"] == ALL_KINDS], points, report)
    return frame.assign(methode=engine.method), report


def site_times(
    communes: pd.DataFrame,
    sites: pd.DataFrame,
    kind: str,
    roads: Graph | Roads,
    options: AccessOptions | None = None,
    canceled: Callable[[], bool] = lambda: False,
) -> tuple[pd.DataFrame, Report]:
    """Times by road from every commune to the nearest of other sites (maternities, dialysis units).

    Args:
        communes: as in `commune_times`.
        sites: columns ``id``, ``x``, ``y``, and where present ``insee`` and ``delai``.
        kind: what they are, written as ``type_effecteur``.
        roads: the road graph, or what stands in for one.
        options: conventions; patients drive to the site unless ``directions`` says otherwise for this kind.
        canceled: asked during the search.

    Returns:
        As `commune_times`, for this kind alone.
    """
    options = options or AccessOptions()
    report = Report()
    _require(communes, ("insee", "x_mairie", "y_mairie"), "commune")
    _require(sites, ("id", "x", "y"), kind)
    insee, engine = communes["insee"].astype(str).to_numpy(), _roads(roads, communes, options, report, canceled)
    group = sites.assign(type=kind).reset_index(drop=True)
    minutes, site = np.full(len(insee), np.nan), np.full(len(insee), -1)
    if len(group):
        minutes, site = _drives(insee, engine, group, options)
    frame = _table(insee, kind, minutes, group["id"].astype(str).to_numpy(), site, options)
    _report_missed(frame, communes[["x_mairie", "y_mairie"]].to_numpy(dtype=float), report)
    return frame.assign(methode=engine.method), report


def site_minutes(
    communes: pd.DataFrame,
    sites: pd.DataFrame,
    roads: Graph | Roads,
    options: AccessOptions | None = None,
    canceled: Callable[[], bool] = lambda: False,
) -> tuple[np.ndarray, Report]:
    """Minutes (sites, communes) between each site and each commune, with every convention of `commune_times`.

    Args:
        communes: as in `commune_times`.
        sites: as its ``responders``; every row counts, one row of the result each.
        roads: the road graph, or what stands in for one.
        options: conventions.
        canceled: asked between kinds.
    """
    options = options or AccessOptions()
    report = Report()
    insee, engine = communes["insee"].astype(str).to_numpy(), _roads(roads, communes, options, report, canceled)
    points = communes[["x_mairie", "y_mairie"]].to_numpy(dtype=float)
    table = np.full((len(sites), len(communes)), np.nan)
    for kind in sites["type"].unique():
        rows = np.flatnonzero(sites["type"] == kind)
        group = sites.iloc[rows].reset_index(drop=True)
        if kind in AIR_KINDS:
            for row in range(len(rows)):
                table[rows[row]] = _flights(points, group.iloc[[row]].reset_index(drop=True), options, report)[0]
            continue
        delay = number_column(group, "delai", 0.0)
        table[rows] = engine.table(group, delay, options.directions.get(str(kind), TO_SITE), options.limit)
        at_once = covered_communes(group) if "zone_mcs" in group else []
        if options.intra_commune == METRIC_ZERO and "insee" in group:
            at_once += list(zip(group["insee"].astype(str), range(len(group)), strict=True))
        place = {code: column for column, code in reversed(list(enumerate(insee)))}
        for code, number in at_once:
            if code in place:
                row, column = rows[number], place[code]
                table[row, column] = np.fmin(table[row, column], delay[number])
    return table, report


def counted(responders: pd.DataFrame, options: AccessOptions, report: Report) -> pd.DataFrame:
    """The responders that count; unknown kinds (URG01) and seasonal ones out of season (URG07) are reported."""
    kinds = responders["type"].astype(str)
    for position in np.flatnonzero(~kinds.isin(KINDS)):
        report.add("URG01", row=int(position) + 2, column="type", value=kinds.iloc[position])
    wanted = set(options.kinds if options.kinds is not None else KINDS) - set(NEVER_COUNTED)
    if not options.period:
        seasonal = int((kinds == "SU_sais").sum())
        if seasonal and "SU_sais" in wanted:
            report.add("URG07", Severity.INFO, n=seasonal)
        wanted.discard("SU_sais")
    return responders[kinds.isin(wanted)]


def snap_sites(graph: Graph, group: pd.DataFrame, options: AccessOptions, report: Report) -> Snapped:
    """Sites of one kind onto the roads; those without coordinates (URG03) or too far (RES06) are reported."""
    points = group[["x", "y"]].to_numpy(dtype=float)
    sites = snap(graph, points, options.max_distance, connector_speed=options.connector_speed)
    names = group["id"].astype(str).to_numpy()
    _report_points(report, "URG03", "RES06", names, points, sites, str(group["type"].iloc[0]))
    return sites


def town_halls(
    communes: pd.DataFrame, graph: Graph, options: AccessOptions, report: Report
) -> tuple[np.ndarray, Snapped]:
    """INSEE codes and town halls on the roads; those without a point (TPS04) or too far off (RES06) are reported."""
    insee = communes["insee"].astype(str).to_numpy()
    points = communes[["x_mairie", "y_mairie"]].to_numpy(dtype=float)
    targets = snap(graph, points, options.max_distance, connector_speed=options.connector_speed)
    _report_points(report, "TPS04", "RES06", insee, points, targets, "mairies")
    return insee, targets


def _report_missed(frame: pd.DataFrame, points: np.ndarray, report: Report) -> None:
    """Communes (rows of one kind, in the order of their points) that nothing reaches."""
    missed = frame["minutes"].isna().to_numpy()
    if missed.any():
        listed = frame["origine"][missed].tolist()
        report.add("TPS03", Severity.WARNING, n=len(listed), liste=listed, points=_pairs(points[missed]))


def _roads(
    roads: Graph | Roads,
    communes: pd.DataFrame,
    options: AccessOptions,
    report: Report,
    canceled: Callable[[], bool],
) -> Roads:
    return _GraphRoads(roads, communes, options, report, canceled) if isinstance(roads, Graph) else roads


def _drives(
    insee: np.ndarray, roads: Roads, group: pd.DataFrame, options: AccessOptions
) -> tuple[np.ndarray, np.ndarray]:
    """Minutes by road and site (n,) for one kind of responder."""
    delay = number_column(group, "delai", 0.0)
    direction = options.directions.get(str(group["type"].iloc[0]), TO_SITE)
    minutes, site = roads.nearest(group, delay, direction, options.limit)
    if options.intra_commune == METRIC_ZERO and "insee" in group:
        _at_once(insee, group["insee"].astype(str).tolist(), list(range(len(group))), delay, minutes, site)
    if "zone_mcs" in group:
        covered = covered_communes(group)
        _at_once(insee, [code for code, _ in covered], [number for _, number in covered], delay, minutes, site)
    return minutes, site


def covered_communes(group: pd.DataFrame) -> list[tuple[str, int]]:
    """The INSEE codes in ``zone_mcs`` and the number of the site that covers each."""
    return [
        (code, number)
        for number, zone in enumerate(group["zone_mcs"])
        if isinstance(zone, str)
        for code in re.findall(r"\b(?:2[AB]|\d{2})\d{3}\b", zone)
    ]


def _at_once(
    insee: np.ndarray, codes: list[str], numbers: list[int], delay: np.ndarray, minutes: np.ndarray, site: np.ndarray
) -> None:
    """Give the communes of those codes, in place, the site's own delay and no drive, where that is quicker."""
    position = pd.Series(np.arange(len(insee)), index=insee)
    position = position[~position.index.duplicated()]
    for code, number in zip(codes, numbers, strict=True):
        row = position.get(code)
        if row is not None and not minutes[row] <= delay[number]:
            minutes[row], site[row] = delay[number], number


def _flights(
    points: np.ndarray, group: pd.DataFrame, options: AccessOptions, report: Report
) -> tuple[np.ndarray, np.ndarray]:
    """Straight lines at cruise speed plus take-off delay; a default that stands in for a missing value is reported."""
    for column, default in (("vitesse", options.helicopter_speed), ("delai", options.helicopter_delay)):
        missing = int(np.isnan(number_column(group, column, np.nan)).sum())
        if missing:
            report.add("URG04", Severity.INFO, column=column, value=default, n=missing, type=str(group["type"].iloc[0]))
    speed = number_column(group, "vitesse", options.helicopter_speed)
    delay = number_column(group, "delai", options.helicopter_delay)
    base = group[["x", "y"]].to_numpy(dtype=float)
    lost = ~np.isfinite(base).all(axis=1)
    if lost.any():
        report.add(
            "URG03", n=int(lost.sum()), liste=group["id"].astype(str)[lost].tolist(), type=str(group["type"].iloc[0])
        )
    metres = np.hypot(points[:, None, 0] - base[None, :, 0], points[:, None, 1] - base[None, :, 1])
    within = metres / 1000.0 <= number_column(group, "rayon", np.inf)
    minutes = np.where(np.isfinite(metres) & within, metres / 1000.0 / speed * 60.0 + delay, np.inf)
    site = minutes.argmin(axis=1)
    best = minutes[np.arange(len(points)), site]
    missed = ~(best <= options.limit) | ~np.isfinite(best)
    return np.where(missed, np.nan, best), np.where(missed, -1, site)


def _nearest_of_all(insee: np.ndarray, tables: list[pd.DataFrame], options: AccessOptions) -> pd.DataFrame:
    """The least minutes over the kinds; at equal times the kind that comes first in KINDS."""
    if not tables:
        return _table(
            insee, ALL_KINDS, np.full(len(insee), np.nan), np.empty(0, dtype=object), np.full(len(insee), -1), options
        )
    minutes = np.column_stack([table["minutes"].to_numpy() for table in tables])
    sites = np.column_stack([table["site"].to_numpy(dtype=object) for table in tables])
    best = np.where(np.isnan(minutes), np.inf, minutes).argmin(axis=1)
    rows = np.arange(len(insee))
    frame = _table(insee, ALL_KINDS, minutes[rows, best], np.empty(0, dtype=object), np.full(len(insee), -1), options)
    frame["site"] = sites[rows, best]
    return frame


def _table(
    insee: np.ndarray, kind: str, minutes: np.ndarray, names: np.ndarray, site: np.ndarray, options: AccessOptions
) -> pd.DataFrame:
    found = np.full(len(insee), None, dtype=object)
    reached = site >= 0
    found[reached] = names[site[reached]]
    return pd.DataFrame(
        {
            "origine": insee,
            "type_effecteur": kind,
            "minutes": minutes,
            "site": found,
            "methode": NETWORK,
            "date": options.date,
        },
        columns=COLUMNS,
    )


def _report_points(
    report: Report, no_point: str, too_far: str, names: np.ndarray, points: np.ndarray, snapped: Snapped, what: str
) -> None:
    """Report points without coordinates, and points too far from any road."""
    lost = ~np.isfinite(points).all(axis=1)
    for code, chosen in ((no_point, lost), (too_far, (snapped.segment < 0) & ~lost)):
        if chosen.any():
            params: dict[str, object] = {"n": int(chosen.sum()), "liste": names[chosen].tolist(), "objet": what}
            if code == too_far:
                params["points"] = _pairs(points[chosen])
            report.extend([Finding(code, Severity.WARNING, params=params)])


def _pairs(points: np.ndarray) -> list[tuple[float, float]]:
    """Places (metres) to show on a map, in the order of the finding's list."""
    return [(round(float(x), 1), round(float(y), 1)) for x, y in points]


def number_column(frame: pd.DataFrame, name: str, default: float) -> np.ndarray:
    """A column as floats (n,), the default where it or a value is missing."""
    if name not in frame:
        return np.full(len(frame), default)
    return pd.to_numeric(frame[name], errors="coerce").fillna(default).to_numpy(dtype=float)


def _require(frame: pd.DataFrame, columns: tuple[str, ...], table: str) -> None:
    missing = [name for name in columns if name not in frame]
    if missing:
        raise InputError.of("FIC04", col=", ".join(missing), liste=", ".join(map(str, frame.columns)), table=table)
