"""Communes through the years: INSEE's table of movements, and where it is silent the overlap of the two outlines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import shapely

from ..findings import Report, Severity
from ..tables import read_table, to_date

UNCHANGED, MOVEMENT, OVERLAP, NONE = "inchangée", "mouvement", "recouvrement", "aucun"
LINK_COLUMNS = ["ancien", "nouveau", "origine", "part_ancien", "part_nouveau"]
# Less of the old commune than this in a new one is a matter of how the two years were drawn.
LEAST_SHARE = 0.02
# A commune that kept its code and less than this of its ground was split or redrawn.
_SAME_GROUND = 0.9
_COMMUNE = "COM"


def read_movements(path: str | Path) -> tuple[pd.DataFrame, Report]:
    """INSEE's ``mvt_commune_AAAA.csv``: one row an event, ``mod``, ``date`` (ISO), ``ancien``, ``nouveau``, ``ligne``.

    Only events between communes are kept (``TYPECOM_AV`` and ``TYPECOM_AP`` are COM); delegated and associated ones
    are not communes.

    Raises:
        InputError: FIC01 to FIC09 as `read_table`, FIC04 for each of INSEE's columns that is absent.
    """
    names = {
        "mod": "MOD", "date": "DATE_EFF", "type_av": "TYPECOM_AV", "ancien": "COM_AV", "type_ap": "TYPECOM_AP",
        "nouveau": "COM_AP",
    }
    table = read_table(path, columns=names, required=tuple(names))
    frame = table.frame.assign(ligne=table.rows)
    dates, wrong = to_date(frame["date"].rename("DATE_EFF"), table.rows)
    communes = (frame["type_av"] == _COMMUNE) & (frame["type_ap"] == _COMMUNE) & dates.notna()
    events = frame.assign(date=dates)[communes]
    return events[["mod", "date", "ancien", "nouveau", "ligne"]].reset_index(drop=True), wrong


def follow(codes: Iterable[str], movements: pd.DataFrame, year: int) -> dict[str, set[str]]:
    """What became of each commune of the COG of ``year`` by the movements after its 1 January.

    Movements of one day are simultaneous: what a commune became that day is not moved again by another row of the
    same day.
    """
    later = movements[movements["date"] > f"{year:04d}-01-01"].sort_values("date", kind="stable")
    became = {code: {code} for code in codes}
    for _, day in later.groupby("date", sort=True):
        successors: dict[str, set[str]] = {}
        for before, after in zip(day["ancien"], day["nouveau"], strict=True):
            successors.setdefault(before, set()).add(after)
        for code, now in became.items():
            if not now.isdisjoint(successors):
                became[code] = set().union(*(successors.get(current, {current}) for current in now))
    return became


def overlaps(
    old_codes: Sequence[str],
    old_outlines: np.ndarray,
    new_codes: Sequence[str],
    new_outlines: np.ndarray,
    least: float = LEAST_SHARE,
) -> pd.DataFrame:
    """The shares two sets of communes have of each other, both in one projected system.

    Returns:
        ``ancien``, ``nouveau``, ``part_ancien`` (of the old commune's area that lies in the new one; rows below
        ``least`` left out), ``part_nouveau`` (the same, of the new commune's area), the largest part of each old
        commune first.
    """
    old, new = _valid(old_outlines), _valid(new_outlines)
    one, other = shapely.STRtree(new).query(old, predicate="intersects")
    shared = shapely.area(shapely.intersection(old[one], new[other]))
    table = pd.DataFrame({
        "ancien": np.asarray(old_codes, dtype=object)[one],
        "nouveau": np.asarray(new_codes, dtype=object)[other],
        "part_ancien": shared / shapely.area(old[one]),
        "part_nouveau": shared / shapely.area(new[other]),
    })
    kept = table[table["part_ancien"] >= least]
    return kept.sort_values(["ancien", "part_ancien", "nouveau"], ascending=[True, False, True]).reset_index(drop=True)


def reconcile(
    old: pd.DataFrame,
    new: pd.DataFrame,
    year: int,
    movements: pd.DataFrame | None = None,
) -> tuple[pd.DataFrame, Report]:
    """Every commune of an older year against today's.

    Args:
        old: ``insee`` and, where known, ``nom`` and ``geom``, of the COG of ``year``.
        new: ``insee`` and, if known, ``geom``, of today; outlines of both in one projected system.
        year: the older COG's year.
        movements: as `read_movements` gives them.

    Returns:
        Links ``ancien``, ``nouveau``, ``origine``, ``part_ancien``, ``part_nouveau`` (NaN without outlines), at
        least one row an old commune; and findings: TER11 (followed by a movement), TER12 (proposed by overlap: to
        be confirmed), TER18 (same code, other ground), TER02 (nothing explains it: ``nouveau`` is None).
    """
    report = Report()
    current = set(new["insee"])
    became = follow(old["insee"], movements, year) if movements is not None else {code: {code} for code in old["insee"]}
    drawn = "geom" in old and "geom" in new
    shares = _no_shares()
    if drawn:
        outlined = old[old["geom"].notna()]
        shares = overlaps(
            list(outlined["insee"]), outlined["geom"].to_numpy(), list(new["insee"]), new["geom"].to_numpy()
        )
    by_old = dict(list(shares.groupby("ancien")))
    names = dict(zip(old["insee"], old["nom"], strict=True)) if "nom" in old else {}
    rows = []
    for code in old["insee"]:
        found = by_old.get(code, _no_shares()).set_index("nouveau")
        rows += _links(code, names.get(code), became[code], current, found, year, report)
    return pd.DataFrame(rows, columns=LINK_COLUMNS), report


def _links(
    code: str, name: str | None, became: set[str], current: set[str], shares: pd.DataFrame, year: int, report: Report
) -> list[tuple[str, str | None, str, float, float]]:
    """The links of one old commune, and the finding that tells them."""
    told: dict[str, Any] = {"column": "commune", "value": code, "insee": code, "nom": name or code, "annee": year}
    of_old = {str(now): float(share) for now, share in shares["part_ancien"].items()}
    of_new = {str(now): float(share) for now, share in shares["part_nouveau"].items()}
    if became <= current:
        origin = UNCHANGED if became == {code} else MOVEMENT
        if origin == MOVEMENT:
            report.add("TER11", Severity.INFO, nouveau=sorted(became), **told)
        elif of_old and of_old.get(code, 0.0) < _SAME_GROUND:
            report.add("TER18", Severity.WARNING, part=round(100 * of_old.get(code, 0.0)), **told)
        return [(code, now, origin, of_old.get(now, np.nan), of_new.get(now, np.nan)) for now in sorted(became)]
    if of_old:
        listed = [f"{now} ({round(100 * share)} %)" for now, share in of_old.items()]
        report.add("TER12", Severity.WARNING, nouveau=listed, **told)
        return [(code, now, OVERLAP, share, of_new[now]) for now, share in of_old.items()]
    report.add("TER02", **told)
    return [(code, None, NONE, np.nan, np.nan)]


def transfer(composition: pd.DataFrame, links: pd.DataFrame, kind: str, year: int) -> tuple[pd.DataFrame, Report]:
    """A composition of an older year in today's communes.

    Args:
        composition: rows of one type in old communes.
        links: as `reconcile` gives them.
        kind: the type, for the messages.
        year: today's COG.

    Returns:
        The rows in today's communes, ``cog_annee`` set. Where the old communes of a new one lie in several
        territories, the one with the largest ground (else the most old communes) is proposed and told: TER13.
    """
    report = Report()
    best = links.dropna(subset=["nouveau"]).sort_values("part_ancien", ascending=False, kind="stable")
    moved = composition.drop(columns=["cog_annee", "ligne"], errors="ignore").merge(
        best, left_on="commune", right_on="ancien", how="inner"
    )
    moved["poids"] = moved["part_nouveau"].fillna(0.0)
    grouped = moved.groupby(["nouveau", "id_territoire"], as_index=False)
    ranked = grouped.agg(ground=("poids", "sum"), count=("ancien", "size")).sort_values(
        ["nouveau", "ground", "count", "id_territoire"], ascending=[True, False, False, True]
    )
    # A sliver of a neighbour's ground is no membership.
    ranked = ranked[(ranked["ground"] == 0) | (ranked["ground"] >= LEAST_SHARE)]
    for commune, options in ranked.groupby("nouveau"):
        if len(options) > 1:
            report.add(
                "TER13", Severity.WARNING, column="commune", value=commune, insee=commune, type=kind,
                a=options["id_territoire"].iloc[0], b=options["id_territoire"].iloc[1],
            )
    chosen = ranked.drop_duplicates("nouveau")
    rows = pd.DataFrame({
        "commune": chosen["nouveau"], "type": kind, "id_territoire": chosen["id_territoire"], "cog_annee": year,
    })
    return rows.reset_index(drop=True), report


def _valid(outlines: np.ndarray) -> np.ndarray:
    outlines = np.asarray(outlines, dtype=object)
    return np.where(shapely.is_valid(outlines), outlines, shapely.make_valid(outlines))


def _no_shares() -> pd.DataFrame:
    return pd.DataFrame(columns=["ancien", "nouveau", "part_ancien", "part_nouveau"])

