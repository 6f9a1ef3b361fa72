"""Rings around the sites: how many cooperations of each modality a hospital has."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd
import shapely

from ..map_frame import MapFrame
from .pen import Pen, pens_for, with_qualities

RING_MM = 0.55  # width of the ring
RING_GAP = 0.4  # of paper between the symbol and its ring
_STEP = np.radians(6)


def with_ring(sites: pd.DataFrame) -> pd.DataFrame:
    """The sites as ``curves`` must see them when rings are drawn: lines end at the ring, not at the symbol."""
    return sites.assign(rayon_mm=sites["rayon_mm"] + RING_GAP + RING_MM)


def counts_by_site(links: pd.DataFrame) -> pd.DataFrame:
    """Links of each site by pen: ``finess_et``, ``trait``, ``nombre``; a link counts at both its ends."""
    drawn = with_qualities(links)
    ends = pd.concat([
        drawn[["id", "trait"]].assign(finess_et=drawn[column]) for column in ("finess_a", "finess_b")
    ])  # fmt: skip
    table = ends.groupby(["finess_et", "trait"], sort=False)["id"].nunique()
    return table.rename("nombre").reset_index()


def rings(
    links: pd.DataFrame,
    sites: pd.DataFrame,
    frame: MapFrame,
    pens: Mapping[str, Pen] | None = None,
    drawn: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Ring sectors of the sites a frame shows, angle by share of links, each turned towards its links.

    Args:
        links: those of the sheet, with ``finess_a`` and ``finess_b``.
        sites: ``finess_et``, ``x``, ``y``, ``rayon_mm`` of the symbol itself (not ``with_ring``).
        frame: the map item.
        pens: pens of links that are not modalities.
        drawn: what ``curves`` made of the links: sectors look where lines end; without it, towards the other sites.

    Returns:
        ``finess_et``, ``cadre``, ``trait``, ``nombre``, ``total`` (links of the site), ``geom`` (map units).
    """
    counts = counts_by_site(links)
    order = {code: place for place, code in enumerate(pens_for(counts["trait"], pens))}
    toward = _directions(links, sites, frame, drawn)
    wanted = pd.MultiIndex.from_frame(counts[["finess_et", "trait"]]).map(toward).to_numpy(dtype=float)
    counts = counts.assign(rang=counts["trait"].map(order), cap=wanted)
    counts = counts.sort_values(["finess_et", "cap", "rang"], kind="stable")
    inside = [frame.holds(x, y) for x, y in zip(sites["x"], sites["y"], strict=True)]
    shown = sites.loc[np.array(inside, dtype=bool), ["finess_et", "x", "y", "rayon_mm"]]
    table = counts.merge(shown, on="finess_et")
    table["total"] = table.groupby("finess_et")["nombre"].transform("sum")
    share = table["nombre"] / table["total"]
    end = share.groupby(table["finess_et"]).cumsum()
    middle = 2 * np.pi * (end - share / 2)
    turn = _mean_angle(table["cap"] - middle, table["nombre"], table["finess_et"])
    inner = (table["rayon_mm"] + RING_GAP) * frame.unit_per_mm
    outer = inner + RING_MM * frame.unit_per_mm
    table["geom"] = [
        _sector(x, y, low, high, first + 2 * np.pi * (stop - part), first + 2 * np.pi * stop)
        for x, y, low, high, first, part, stop in zip(
            table["x"], table["y"], inner, outer, turn, share, end, strict=True
        )
    ]
    return table.assign(cadre=frame.name)[["finess_et", "cadre", "trait", "nombre", "total", "geom"]]


def _directions(
    links: pd.DataFrame, sites: pd.DataFrame, frame: MapFrame, drawn: pd.DataFrame | None
) -> dict[tuple[str, str], float]:
    """Mean bearing (radians clockwise from north, -π to π) of the links of each site and pen."""
    places = sites.drop_duplicates("finess_et").set_index("finess_et")[["x", "y"]].astype(float)
    links = with_qualities(links).drop_duplicates("id")
    lines = {} if drawn is None else drawn[drawn["cadre"] == frame.name].set_index("id")["geom"].to_dict()
    rows = []
    for link, trait, a, b in zip(links["id"], links["trait"], links["finess_a"], links["finess_b"], strict=True):
        if a not in places.index or b not in places.index:
            continue
        start, end = places.loc[a].to_numpy(), places.loc[b].to_numpy()
        if link in lines:
            ends = shapely.get_coordinates(lines[link])
            rows += [(a, trait, *(ends[0] - start)), (b, trait, *(ends[-1] - end))]
        else:
            rows += [(a, trait, *(end - start)), (b, trait, *(start - end))]
    table = pd.DataFrame(rows, columns=["finess_et", "trait", "dx", "dy"])
    length = np.maximum(np.hypot(table["dx"], table["dy"]), 1e-9)
    table[["dx", "dy"]] = table[["dx", "dy"]].div(length, axis=0)
    total = table.groupby(["finess_et", "trait"])[["dx", "dy"]].sum()
    return pd.Series(np.arctan2(total["dx"], total["dy"]), index=total.index).to_dict()


def _mean_angle(angle: pd.Series, weight: pd.Series, group: pd.Series) -> pd.Series:
    """Weighted circular mean of the angles of each group, repeated on its rows."""
    east, north = (weight * np.sin(angle)).groupby(group).transform("sum"), (weight * np.cos(angle)).groupby(group)
    return pd.Series(np.arctan2(east, north.transform("sum")), index=angle.index)


def _sector(x: float, y: float, inner: float, outer: float, start: float, end: float) -> shapely.Polygon:
    """A piece of ring between two bearings (radians clockwise from north)."""
    if end - start > 2 * np.pi - 1e-9:
        centre = shapely.Point(x, y)
        return centre.buffer(outer, quad_segs=15).difference(centre.buffer(inner, quad_segs=15))
    bearing = np.linspace(start, end, max(int(np.ceil((end - start) / _STEP)) + 1, 2))
    rim = np.stack([np.sin(bearing), np.cos(bearing)], axis=1)
    return shapely.Polygon(np.concatenate([rim * outer, rim[::-1] * inner]) + np.array([x, y]))
