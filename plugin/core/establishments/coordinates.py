"""Coordinates of the national registers: their system, told by the text beside them and by their values."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..findings import Report, Severity

WGS84 = 4326
LAMBERT_93 = 2154


@dataclass(frozen=True)
class _Territory:
    """Where a part of France lies: EPSG code of its metric system, bounds in metres and in degrees (x or lon first)."""

    epsg: int
    metres: tuple[float, float, float, float]
    degrees: tuple[float, float, float, float]


_METROPOLE = _Territory(LAMBERT_93, (1e5, 1.25e6, 6.0e6, 7.15e6), (-5.6, 9.8, 41.0, 51.5))
_TERRITORIES = {
    "971": _Territory(5490, (6.0e5, 7.6e5, 1.73e6, 1.85e6), (-62.0, -60.9, 15.7, 16.6)),
    "972": _Territory(5490, (6.8e5, 7.5e5, 1.58e6, 1.66e6), (-61.4, -60.7, 14.2, 15.0)),
    "973": _Territory(2972, (9.0e4, 5.5e5, 2.0e5, 6.5e5), (-54.7, -51.5, 2.0, 6.0)),
    "974": _Territory(2975, (3.0e5, 3.9e5, 7.63e6, 7.70e6), (55.1, 55.95, -21.5, -20.8)),
    "975": _Territory(4467, (5.2e5, 5.8e5, 5.15e6, 5.23e6), (-56.5, -56.0, 46.7, 47.2)),
    "976": _Territory(4471, (4.9e5, 5.5e5, 8.54e6, 8.61e6), (44.9, 45.4, -13.1, -12.5)),
    "977": _Territory(5490, (4.9e5, 5.3e5, 1.96e6, 2.0e6), (-63.0, -62.7, 17.8, 18.0)),
    "978": _Territory(5490, (4.7e5, 5.1e5, 1.98e6, 2.01e6), (-63.2, -62.9, 18.0, 18.2)),
    "986": _Territory(32701, (3.5e5, 7.5e5, 8.3e6, 8.6e6), (-178.3, -176.0, -14.5, -13.1)),
    "987": _Territory(3297, (1.0e5, 9.0e5, 7.9e6, 8.2e6), (-155.0, -134.0, -28.0, -7.5)),
    "988": _Territory(3163, (-1.0e5, 7.0e5, 1.0e5, 6.0e5), (163.0, 168.5, -23.0, -19.0)),
}
_NAMED = {
    "LAMBERT_93": LAMBERT_93,
    "UTM_N20": 5490,
    "UTM_N21": 4467,
    "UTM_N22": 2972,
    "UTM_S38": 4471,
    "UTM_S40": 2975,
}
_EPSG = re.compile(r"EPSG\s*:?\s*(\d{4,5})", re.IGNORECASE)
_UTM_ZONE = re.compile(r"zone\s*(\d{1,2})\s*([NS])", re.IGNORECASE)


def source_system(text: str | None) -> tuple[int | None, int | None]:
    """EPSG code and geocoding score (0-100) written in ``sourcecoordet``, of either generation; None where absent.

    ``1,ATLASANTE,100,IGN,BD_ADRESSE,V2.2,LAMBERT_93`` is (2154, 100), ``1,ATLASANTE,96,BAN,EPSG:2154 RGF93 / Lambert-93
    (Métropole)`` is (2154, 96), ``…WGS84/UTM zone 21N`` is (32621, …). Truths V083, V084.
    """
    if not text:
        return None, None
    tokens = [token.strip() for token in text.split(",")]
    score = int(tokens[2]) if len(tokens) > 2 and tokens[2].isdigit() and int(tokens[2]) <= 100 else None
    if match := _EPSG.search(text):
        return int(match[1]), score
    if match := _UTM_ZONE.search(text):
        return (32600 if match[2].upper() == "N" else 32700) + int(match[1]), score
    return next((code for name, code in _NAMED.items() if name in tokens), None), score


def locate(x: float, y: float, insee: str | None) -> tuple[int, float, float, bool] | None:
    """The pair as (EPSG, x or longitude, y or latitude, swapped?), by its values alone; None if it fits nowhere.

    Degrees are told from metres, and x from y, by the bounds of the territory the commune is in (all, where it is not
    known).
    """
    places = [_territory(insee)] if insee else [_METROPOLE, *_TERRITORIES.values()]
    for swapped in (False, True):
        first, second = (y, x) if swapped else (x, y)
        for place in places:
            for epsg, bounds in ((place.epsg, place.metres), (WGS84, place.degrees)):
                if bounds[0] <= first <= bounds[1] and bounds[2] <= second <= bounds[3]:
                    return epsg, first, second, swapped
    return None


def settle(sites: pd.DataFrame, rows: np.ndarray, report: Report) -> pd.DataFrame:
    """Give each site the system its coordinates are really in.

    A pair inside the bounds of its territory keeps the system its source names; a swapped one is turned round
    (ETA14), one whose source names no system takes that of its values (ETA13), one that fits nowhere loses its
    coordinates (ETA15). Zero and blank mean not geocoded.

    Args:
        sites: ``finess_et``, ``rs``, ``insee``, ``x``, ``y``, ``srid`` (as the source names it, or missing).
        rows: file lines, for the findings.
        report: where they go.

    Returns:
        The sites with ``x``, ``y``, ``srid`` settled.
    """
    x, y = (sites[name].to_numpy(dtype=float, copy=True) for name in ("x", "y"))
    srid = sites["srid"].astype("Int64").copy()
    nowhere = ~np.isfinite(x) | ~np.isfinite(y) | ((x == 0) & (y == 0))
    x[nowhere], y[nowhere] = np.nan, np.nan
    srid[nowhere] = pd.NA
    plain = (srid == LAMBERT_93).fillna(value=False).to_numpy(dtype=bool) & _inside(x, y, _METROPOLE.metres)
    for position in np.flatnonzero(~nowhere & ~plain):
        site = sites.iloc[position]
        named = None if pd.isna(srid.iloc[position]) else int(srid.iloc[position])
        found = locate(x[position], y[position], site["insee"])
        about = {"row": int(rows[position]), "value": site["finess_et"], "rs": site["rs"]}
        if found is None:
            report.add("ETA15", Severity.WARNING, column="x", x=x[position], y=y[position], srid=named, **about)
            x[position], y[position], srid.iloc[position] = np.nan, np.nan, None
            continue
        epsg, x[position], y[position], swapped = found
        if swapped:
            report.add("ETA14", Severity.WARNING, column="x", **about)
        if named is None:
            report.add("ETA13", Severity.WARNING, column="sourcecoordet", srid=epsg, **about)
        srid.iloc[position] = named if named is not None and (named == WGS84) == (epsg == WGS84) else epsg
    return sites.assign(x=x, y=y, srid=srid)


def _territory(insee: str) -> _Territory:
    return _TERRITORIES.get(insee[:3], _METROPOLE)


def _inside(x: np.ndarray, y: np.ndarray, bounds: tuple[float, float, float, float]) -> np.ndarray:
    with np.errstate(invalid="ignore"):
        return (x >= bounds[0]) & (x <= bounds[1]) & (y >= bounds[2]) & (y <= bounds[3])
