"""The strips of a map frame: which sites it draws, where each strip stands, which need a leader line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from ..findings import Report, Severity
from ..map_frame import MapFrame
from .boxes import as_boxes, boxes_around, nearest_on, overlaps
from .displace import displace
from .strips import GAP, lay_out

OUT_OF_FRAME = "hors cadre"
APART = 0.6  # mm between two strips: enough not to read them as one

_BESIDE_MM = 1.5  # so near its point a strip needs no line to it: among close sites the stumps read as signs


@dataclass
class PlacedSites:
    """The strips of one frame. Page coordinates are mm from the frame's lower left corner, y upwards.

    Attributes:
        frame: the frame they were placed for.
        strips: ``id``, ``ax``, ``ay`` (true point, mm), ``cx``, ``cy`` (strip's centre, mm), ``largeur``,
            ``hauteur`` (mm), ``deplacement`` (mm), ``renvoi`` (a leader line is drawn), ``lx``, ``ly`` (its end, mm).
        symbols: the rows given, with ``dx``, ``dy`` (mm from the true point) and ``x``, ``y`` (map units).
        omitted: ``id``, ``cadre``: the inset that draws the site instead, or "hors cadre".
        overlap_count: pairs of strips left overlapping because no free place was found; 0 in a usable frame.
        report: SYM01 for each strip without a free place.
    """

    frame: MapFrame
    strips: pd.DataFrame
    symbols: pd.DataFrame
    omitted: pd.DataFrame
    overlap_count: int = 0
    report: Report = field(default_factory=Report)

    @property
    def boxes(self) -> np.ndarray:
        """(n, 4) boxes of the strips, mm."""
        return boxes_around(
            self.strips[["cx", "cy"]].to_numpy(float), self.strips[["largeur", "hauteur"]].to_numpy(float)
        )

    @property
    def leaders(self) -> np.ndarray:
        """(m, 4) leader lines from true point to strip, mm."""
        return self.strips.loc[self.strips["renvoi"], ["ax", "ay", "lx", "ly"]].to_numpy(float)


def to_page(frame: MapFrame, xy: np.ndarray) -> np.ndarray:
    """Map coordinates (n, 2) as mm from the frame's lower left corner."""
    return (np.asarray(xy, dtype=float) - [frame.x_min, frame.y_min]) / frame.unit_per_mm


def to_map(frame: MapFrame, mm: np.ndarray) -> np.ndarray:
    """Millimetres from the frame's lower left corner (n, 2) as map coordinates."""
    return np.asarray(mm, dtype=float) * frame.unit_per_mm + [frame.x_min, frame.y_min]


def place_sites(
    sites: pd.DataFrame,
    symbols: pd.DataFrame,
    frame: MapFrame,
    insets: Sequence[MapFrame] = (),
    reserved: object = (),
    gap: float = GAP,
    apart: float = APART,
) -> PlacedSites:
    """Places the symbols of a frame's sites side by side, the strips apart and displaced as little as possible.

    Args:
        sites: ``id``, ``x``, ``y`` in map units, one row a site.
        symbols: ``id``, ``cle``, ``ordre``, ``taille`` (mm), one row a symbol (see `lay_out`); other columns are kept.
        frame: the frame to fill.
        insets: frames that draw the sites of their ground instead of this one.
        reserved: boxes on the page (mm in the frame) that strips must leave free: frames of insets, a scale bar.
        gap: millimetres between the symbols of a strip.
        apart: millimetres between two strips.

    Returns:
        The placed strips; sites drawn elsewhere or nowhere are in ``omitted``.
    """
    drawn, omitted = _choose(sites[sites["id"].isin(symbols["id"])], frame, insets)
    ordered, sizes = lay_out(symbols[symbols["id"].isin(drawn["id"])], gap)
    strips = drawn[["id", "x", "y"]].merge(sizes, on="id").sort_values("id", kind="mergesort").reset_index(drop=True)
    anchors = to_page(frame, strips[["x", "y"]].to_numpy(float).reshape(-1, 2))
    extents = strips[["largeur", "hauteur"]].to_numpy(float)
    moved = displace(anchors, extents, (frame.width_mm, frame.height_mm), as_boxes(reserved), apart)
    boxes = boxes_around(moved.centres, extents)
    ends = nearest_on(boxes, anchors)
    strips["ax"], strips["ay"] = anchors[:, 0], anchors[:, 1]
    strips["cx"], strips["cy"] = moved.centres[:, 0], moved.centres[:, 1]
    strips["lx"], strips["ly"] = ends[:, 0], ends[:, 1]
    strips["deplacement"] = np.hypot(*(moved.centres - anchors).T)
    strips["renvoi"] = np.hypot(*(ends - anchors).T) > _BESIDE_MM
    report = Report()
    for site in strips.loc[~moved.free, "id"]:
        report.add("SYM01", Severity.WARNING, value=site, cadre=frame.name)
    meets = overlaps(boxes, boxes)
    placed = _stand(ordered, strips, frame)
    return PlacedSites(frame, strips.drop(columns=["x", "y"]), placed, omitted, int(np.triu(meets, 1).sum()), report)


def _choose(sites: pd.DataFrame, frame: MapFrame, insets: Sequence[MapFrame]) -> tuple[pd.DataFrame, pd.DataFrame]:
    where = pd.Series("", index=sites.index, dtype=object)
    for index, x, y in zip(sites.index, sites["x"].astype(float), sites["y"].astype(float), strict=True):
        inset = next((inset.name for inset in insets if inset.holds(x, y)), None)
        where[index] = inset or ("" if frame.holds(x, y) else OUT_OF_FRAME)
    omitted = pd.DataFrame({"id": sites["id"], "cadre": where})[where != ""].reset_index(drop=True)
    return sites[where == ""], omitted


def _stand(ordered: pd.DataFrame, strips: pd.DataFrame, frame: MapFrame) -> pd.DataFrame:
    by_site = strips.set_index("id")
    at = by_site.loc[ordered["id"]]
    on_page = at[["cx", "cy"]].to_numpy(float).reshape(-1, 2) + ordered[["sx", "sy"]].to_numpy(float).reshape(-1, 2)
    offset = on_page - at[["ax", "ay"]].to_numpy(float).reshape(-1, 2)
    on_map = to_map(frame, on_page)
    placed = ordered.drop(columns=["sx", "sy"])
    placed["dx"], placed["dy"], placed["x"], placed["y"] = offset[:, 0], offset[:, 1], on_map[:, 0], on_map[:, 1]
    return placed
