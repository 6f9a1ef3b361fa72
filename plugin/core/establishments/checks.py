"""Checks of establishments (ETA01-ETA10): numbers, coordinates, categories, dates, reference hospitals."""

from __future__ import annotations

from collections.abc import Collection

import numpy as np
import pandas as pd
import shapely

from ..findings import Report, Severity
from ..nomenclatures import unknown
from ..pause import pause
from ..tables import lost_zeros
from .codes import luhn_valid, well_formed

FARTHEST = 5_000.0  # metres between a site and its commune
SCATTER = 20_000.0  # metres between a site and the middle of its commune's sites


def check_finess(sites: pd.DataFrame, rows: np.ndarray, report: Report) -> pd.DataFrame:
    """Check FINESS numbers and coordinates of freshly read sites; the frame without its duplicates, on a new index.

    Adds ETA01 (malformed; a number that lost its leading zero is mended and said so), ETA02 (wrong key, a warning),
    ETA03 (second row of a number, left out), ETA04 (one finding: how many sites have no coordinates, and which).
    """
    proposals = lost_zeros(sites["finess_et"], 9)
    mended = proposals.notna() & luhn_valid(proposals)
    numbers = sites["finess_et"].mask(mended, proposals)
    pause()
    bad = ~well_formed(numbers)
    for position in np.flatnonzero(bad | mended):
        propose = proposals.iloc[position]
        severity = Severity.WARNING if mended.iloc[position] else Severity.ERROR
        report.add(
            "ETA01", severity, row=int(rows[position]), column="finess_et", value=sites["finess_et"].iloc[position],
            propose=propose,
        )
    for position in np.flatnonzero(~bad & ~luhn_valid(numbers)):
        report.add(
            "ETA02", Severity.WARNING, row=int(rows[position]), column="finess_et", value=numbers.iloc[position]
        )
    twice = numbers.duplicated() & ~bad
    for position in np.flatnonzero(twice):
        report.add("ETA03", row=int(rows[position]), column="finess_et", value=numbers.iloc[position])
    kept = sites.assign(finess_et=numbers)[~bad & ~twice].reset_index(drop=True)
    report_unlocated(kept, report)
    return kept


def report_unlocated(sites: pd.DataFrame, report: Report) -> None:
    """ETA04, one finding for all: how many sites have no coordinates, and their numbers."""
    nowhere = sites[["x", "y"]].isna().any(axis=1)
    if nowhere.any():
        numbers = sites.loc[nowhere, "finess_et"].tolist()
        report.add("ETA04", Severity.WARNING, n=len(numbers), finess=numbers)


def report_each_unlocated(sites: pd.DataFrame, names: pd.Series, report: Report) -> int:
    """ETA40 (warning) for each site without coordinates, which leads to its commune; their number.

    Args:
        sites: ``finess_et``, ``rs``, ``nom_court``, ``insee``, ``commune``, ``x``, ``y``.
        names: of the communes, by INSEE code.
        report: where the findings go.
    """
    lost = sites[sites[["x", "y"]].isna().any(axis=1)]
    for site in lost.itertuples():
        report.add(
            "ETA40", Severity.WARNING, value=site.finess_et, rs=site.nom_court or site.rs, insee=site.insee,
            commune=site.commune or names.get(site.insee),
        )
    return len(lost)


def check_categories(sites: pd.DataFrame, rows: np.ndarray, report: Report) -> None:
    """ETA06 (warning): a category that is not in the FINESS list; it is kept."""
    for position in np.flatnonzero(unknown("categories", sites["categ"])):
        value = sites["categ"].iloc[position]
        report.add("ETA06", Severity.WARNING, row=int(rows[position]), column="categ", value=value)


def check_distance(sites: pd.DataFrame, communes: pd.DataFrame, report: Report) -> pd.Series:
    """Metres from each site to the outline of its commune (0 inside; missing: no point, or commune unknown).

    ETA05 for each site more than 5 km away; ETA11 (info, one for all) for those whose commune has no outline here.

    Args:
        sites: ``finess_et``, ``rs``, ``insee``, ``x``, ``y`` in the communes' metric system.
        communes: ``insee`` and ``geom`` (shapely polygons).
        report: where the findings go.
    """
    outlines = communes.drop_duplicates("insee").set_index("insee")["geom"]
    located = sites[["x", "y"]].notna().all(axis=1)
    matched = sites["insee"].map(outlines)
    ready = located & matched.notna()
    distances = pd.Series(np.nan, index=sites.index)
    points = shapely.points(sites.loc[ready, ["x", "y"]].to_numpy(dtype=float))
    polygons = matched[ready].to_numpy()
    shapely.prepare(polygons)
    distances[ready] = shapely.distance(polygons, points)
    for position in np.flatnonzero(distances > FARTHEST):
        site = sites.iloc[position]
        report.add(
            "ETA05", Severity.WARNING, column="x", value=site["finess_et"], rs=site["rs"],
            d=round(distances.iloc[position] / 1000, 1), insee=site["insee"],
        )
    unmatched = located & ~ready
    if unmatched.any():
        report.add(
            "ETA11", Severity.INFO, n=int(unmatched.sum()), communes=sorted(set(sites.loc[unmatched, "insee"].dropna()))
        )
    return distances


def check_scatter(sites: pd.DataFrame, report: Report, farthest: float = SCATTER) -> pd.Series:
    """Metres from each site to the middle (median) of its commune's sites: a check for communes without an outline.

    ETA17 (warning) for each site farther than ``farthest``, where at least three sites share the commune's code;
    missing elsewhere. It finds gross errors only: a mainland commune is rarely 20 km wide.

    Args:
        sites: ``finess_et``, ``rs``, ``insee``, ``x``, ``y`` in one metric system.
        report: where the findings go.
        farthest: metres.
    """
    located = sites[sites[["x", "y"]].notna().all(axis=1) & sites["insee"].notna()]
    by_commune = located.groupby("insee")
    middle = by_commune[["x", "y"]].transform("median")
    apart = located[["x", "y"]] - middle
    distances = pd.Series(np.hypot(apart["x"], apart["y"]), index=located.index)
    distances = distances.where(by_commune["x"].transform("size") >= 3)
    for site, metres in zip(located.itertuples(), distances, strict=True):
        if metres > farthest:
            report.add(
                "ETA17", Severity.WARNING, column="x", value=site.finess_et, rs=site.rs, d=round(metres / 1000, 1),
                insee=site.insee,
            )
    return distances.reindex(sites.index)


def check_closed(sites: pd.DataFrame, date: str, report: Report) -> None:
    """ETA07 (info): sites closed at the date of the map."""
    closed = sites["date_ferm"].fillna("9999") <= date
    for site in sites[closed].itertuples():
        report.add("ETA07", Severity.INFO, value=site.finess_et, rs=site.rs, finess=site.finess_et, date=site.date_ferm)


def check_legal_entities(sites: pd.DataFrame, rows: np.ndarray, known: Collection[str], report: Report) -> None:
    """ETA08 (warning): legal entities named by a site and absent from the register of legal entities."""
    absent = sites["finess_ej"].notna() & ~sites["finess_ej"].isin(set(known))
    for position in np.flatnonzero(absent):
        value = sites["finess_ej"].iloc[position]
        report.add("ETA08", Severity.WARNING, row=int(rows[position]), column="finess_ej", value=value)


def check_reference_hospitals(sites: pd.DataFrame, territories: Collection[str], report: Report) -> None:
    """ETA09 (several reference hospitals in a health territory) and ETA10 (none, a warning)."""
    named = sites[sites["ch_referent"].fillna(value=False).astype(bool)]
    by_territory = named.groupby("territoire_sante")["rs"].apply(list).to_dict()
    for territory in territories:
        hospitals = by_territory.get(territory, [])
        if len(hospitals) > 1:
            report.add("ETA09", column="ch_referent", value=territory, t=territory, liste=hospitals)
        elif not hospitals:
            report.add("ETA10", Severity.WARNING, column="ch_referent", value=territory, t=territory)
