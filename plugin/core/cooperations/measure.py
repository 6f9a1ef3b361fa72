"""What overlaps on a drawing of links, in millimetres of paper, and how straight lines would have done."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from ..map_frame import MapFrame
from ..pause import pause
from .labels import MARK_SIZE, label_boxes, label_widths, text_width
from .pen import with_qualities

LABEL_ON_SYMBOL, LABEL_ON_LABEL = "étiquette sur symbole", "étiquette sur étiquette"
LABEL_ON_LINE = "étiquette sur trait"
LINE_ON_SITE, LINE_ON_LINE, TOO_SHORT = "trait sur site tiers", "traits superposés", "lien trop court"
KINDS = (LABEL_ON_SYMBOL, LABEL_ON_LABEL, LABEL_ON_LINE, LINE_ON_SITE, LINE_ON_LINE, TOO_SHORT)
_TOUCH = 0.05  # mm²: less is a corner that meets a corner
_AT_ONCE = 500  # pairs between two pauses


@dataclass(frozen=True)
class _Ink:
    """A drawing on paper: strokes, label boxes with the number of their link, symbols with the site's number."""

    strokes: np.ndarray
    boxes: np.ndarray
    owner: np.ndarray
    symbols: np.ndarray


def measure(drawn: pd.DataFrame, sites: pd.DataFrame, frame: MapFrame) -> pd.DataFrame:
    """Every overlap of the links a frame shows.

    Args:
        drawn: what ``curves`` or ``straight`` returned.
        sites: those given to ``curves``.
        frame: the frame to measure; rows of other frames are left aside.

    Returns:
        One row an overlap: ``cadre``, ``constat`` (one of ``KINDS``), ``id`` of the link, ``avec`` (the other link's id
        or the site's name), ``mm2`` of paper covered twice (for a link too short: its length in mm).
    """
    drawn = drawn[drawn["cadre"] == frame.name].reset_index(drop=True)
    inside = np.array([frame.holds(x, y) for x, y in zip(sites["x"], sites["y"], strict=True)], dtype=bool)
    sites = sites[inside].reset_index(drop=True)
    ink = _ink(drawn, sites, frame)
    ids, names = drawn["id"].to_numpy(dtype=object), sites["nom"].to_numpy(dtype=object)
    rows = [
        *_overlaps(LABEL_ON_SYMBOL, ink.boxes, ids[ink.owner], ink.symbols, names),
        *_overlaps(LABEL_ON_LABEL, ink.boxes, ids[ink.owner], ink.boxes, ids[ink.owner], same=True),
        *_overlaps(LABEL_ON_LINE, ink.boxes, ids[ink.owner], ink.strokes, ids),
        *_overlaps(LINE_ON_LINE, ink.strokes, ids, ink.strokes, ids, same=True),
    ]
    numbers = sites["finess_et"].to_numpy(dtype=object)
    served = list(zip(drawn["finess_a"], drawn["finess_b"], strict=True))
    for line, symbol, area in _meetings(ink.strokes, ink.symbols):
        if numbers[symbol] not in served[line]:
            rows.append((LINE_ON_SITE, ids[line], names[symbol], area))
    short = drawn[drawn["trop_court"]]
    rows += [(TOO_SHORT, link, "", float(mm)) for link, mm in zip(short["id"], short["longueur_mm"], strict=True)]
    table = pd.DataFrame(rows, columns=["constat", "id", "avec", "mm2"])
    return table.assign(cadre=frame.name, mm2=table["mm2"].astype(float).round(2))[
        ["cadre", "constat", "id", "avec", "mm2"]
    ]


def summary(overlaps: pd.DataFrame) -> pd.DataFrame:
    """Number and paper covered (mm²) of each kind of overlap, every kind named; for lengths, mm."""
    groups = overlaps.groupby("constat")["mm2"].agg(["size", "sum"]).reindex(list(KINDS)).fillna(0)
    return groups.rename(columns={"size": "nombre", "sum": "mm2"}).astype({"nombre": int}).reset_index()


def straight(links: pd.DataFrame, sites: pd.DataFrame, frame: MapFrame) -> pd.DataFrame:
    """The same links as straight lines with their label in the middle, to compare with; columns ``measure`` needs."""
    links = with_qualities(links).reset_index(drop=True)
    places = sites.set_index("finess_et")
    a, b = (places.loc[links[column], ["x", "y"]].to_numpy(dtype=float) for column in ("finess_a", "finess_b"))
    span = b - a
    length = np.maximum(np.hypot(*span.T), 1e-9)
    unit = span / length[:, None]
    trim_a, trim_b = (
        places.loc[links[column], "rayon_mm"].to_numpy(dtype=float)[:, None] * frame.unit_per_mm
        for column in ("finess_a", "finess_b")
    )
    middle = (a + b) / 2
    angle = np.degrees(np.arctan2(unit[:, 1], unit[:, 0]))
    upright = np.where(np.abs(angle) > 90, angle - np.sign(angle) * 180, angle)
    marked = links["pdses_partagee"].to_numpy(dtype=bool)
    reading = np.stack([np.cos(np.radians(upright)), np.sin(np.radians(upright))], axis=1) * frame.unit_per_mm
    text = text_width(links["etiquette"].to_numpy(dtype=object))
    mark_at = middle + reading * ((text / 2 + MARK_SIZE / 2) * marked)[:, None]
    table = links[["id", "finess_a", "finess_b", "largeur_mm", "etiquette", "pdses_partagee"]].assign(
        cadre=frame.name, angle=upright, longueur_mm=length / frame.unit_per_mm, trop_court=False
    )
    table["etiquette_geom"] = shapely.points(middle)
    table["pdses_geom"] = np.where(marked, shapely.points(mark_at), None)  # type: ignore[call-overload]
    table["geom"] = shapely.linestrings(np.stack([a + unit * trim_a, b - unit * trim_b], axis=1))
    return table


def _ink(drawn: pd.DataFrame, sites: pd.DataFrame, frame: MapFrame) -> _Ink:
    def paper(geometry: np.ndarray) -> np.ndarray:
        return shapely.transform(geometry, lambda xy: (xy - [frame.x_min, frame.y_min]) / frame.unit_per_mm)

    strokes = shapely.buffer(
        paper(drawn["geom"].to_numpy()), drawn["largeur_mm"].to_numpy(dtype=float) / 2, cap_style="flat"
    )
    texts = drawn["etiquette"].to_numpy(dtype=object)
    turn = np.radians(drawn["angle"].to_numpy(dtype=float))
    boxes, owner = [], []
    for column, width in (
        ("etiquette_geom", label_widths(texts, np.zeros(len(drawn), dtype=bool))),
        ("pdses_geom", np.full(len(drawn), MARK_SIZE)),
    ):
        there = drawn[column].notna().to_numpy() & (width > 0)
        points = paper(drawn.loc[there, column].to_numpy())
        boxes.append(label_boxes(shapely.get_coordinates(points), turn[there], width[there]))
        owner.append(np.flatnonzero(there))
    symbols = shapely.buffer(
        paper(shapely.points(sites[["x", "y"]].to_numpy(dtype=float))), sites["rayon_mm"].to_numpy(dtype=float)
    )
    return _Ink(strokes, np.concatenate(boxes), np.concatenate(owner), symbols)


def _meetings(one: np.ndarray, other: np.ndarray) -> list[tuple[int, int, float]]:
    """Pairs that cover the same paper, with the area."""
    left, right = shapely.STRtree(other).query(one, predicate="intersects")
    area = np.empty(len(left))
    for begin in range(0, len(left), _AT_ONCE):
        pause()
        some = slice(begin, begin + _AT_ONCE)
        area[some] = shapely.area(shapely.intersection(one[left[some]], other[right[some]]))
    return [(int(i), int(j), float(mm2)) for i, j, mm2 in zip(left, right, area, strict=True) if mm2 > _TOUCH]


def _overlaps(
    kind: str, one: np.ndarray, ids: np.ndarray, other: np.ndarray, others: np.ndarray, same: bool = False
) -> list[tuple[str, str, str, float]]:
    """Overlaps between two sets of shapes; a link does not overlap itself, and ``same`` sets are compared once."""
    return [
        (kind, ids[i], others[j], area)
        for i, j, area in _meetings(one, other)
        if ids[i] != others[j] and (not same or i < j)
    ]
