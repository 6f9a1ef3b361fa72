"""Coverages: polygons made to share their borders, and dissolved by a key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely

from ..pause import pause
from .topology import OUTSIDE, build

# A gap closed on all sides and smaller than this is a flaw of the outlines (10 ha); a larger one may be a real
# enclave and stays.
GAP_AREA = 100_000.0
_INTERIORS_MEET = "T********"
_NEGLIGIBLE = 1e-12  # of an area or a length: what rounding leaves


@dataclass(frozen=True)
class Coverage:
    """A clean coverage: ``polygons`` (n MultiPolygons) share borders vertex for vertex and overlap nowhere.

    ``overlaps`` (``a``, ``b``, ``area``, ``geometry``; a and b positions, the part given to ``kept``) and ``gaps``
    (``neighbour``, ``filled``, ``area``, ``geometry``) tell what was found and mended; areas in the square of the
    layer's unit.
    """

    polygons: np.ndarray
    overlaps: pd.DataFrame
    gaps: pd.DataFrame


def clean(geometries: Sequence[shapely.Geometry] | np.ndarray, gap_area: float = GAP_AREA) -> Coverage:
    """Make n polygons a clean coverage: node all borders, cut into faces, give every face to one polygon.

    A face claimed twice goes to the polygon with the smaller area (an enclave drawn over its surroundings keeps its
    ground); an enclosed face claimed by none and not larger than ``gap_area`` to the polygon it shares the longest
    border with.
    """
    polygons = shapely.force_2d(np.asarray(geometries, dtype=object))
    if _is_clean(polygons):
        parts, owner = shapely.get_parts(polygons, return_index=True)
        return Coverage(_merge_by_owner(parts, owner, len(polygons), merged=True), *_nothing_found())
    pause()
    polygons = np.where(shapely.is_valid(polygons), polygons, shapely.make_valid(polygons))
    faces = _faces(polygons)
    pause()
    inside = shapely.point_on_surface(faces)
    face, claimant = shapely.STRtree(polygons).query(inside, predicate="intersects")
    areas = shapely.area(polygons)
    order = np.lexsort((claimant, areas[claimant], face))
    face, claimant = face[order], claimant[order]
    first = np.r_[True, face[1:] != face[:-1]] if len(face) else np.empty(0, dtype=bool)
    owner = np.full(len(faces), -1, dtype=np.int64)
    owner[face[first]] = claimant[first]

    overlaps = pd.DataFrame({"face": face[~first], "kept": owner[face[~first]], "b": claimant[~first]})
    overlaps = _merge_faces(overlaps, faces, ["kept", "b"])
    owner, gaps = _fill_gaps(faces, owner, gap_area)
    return Coverage(_merge_by_owner(faces, owner, len(polygons)), overlaps, gaps)


def _is_clean(polygons: np.ndarray) -> bool:
    """Whether the polygons are a clean coverage already: much faster to tell than to make.

    The borders used once must be the outline of all: then they close faces whose area and perimeter are those of the
    union, and no face between polygons is empty.
    """
    if not len(polygons) or shapely.is_missing(polygons).any() or not shapely.is_valid(polygons).all():
        return False
    try:
        topology = build(polygons)
    except ValueError:
        return False
    pause()
    outer = topology.arcs[(topology.left == OUTSIDE) | (topology.right == OUTSIDE)]
    one, other = shapely.STRtree(outer).query(outer, predicate="intersects")
    if shapely.relate_pattern(outer[one[one < other]], outer[other[one < other]], _INTERIORS_MEET).any():
        return False  # a border along another that has other vertices
    faces = shapely.get_parts(shapely.polygonize(outer))
    inside, _ = shapely.STRtree(polygons).query(shapely.point_on_surface(faces), predicate="intersects")
    area, length = shapely.area(polygons).sum(), shapely.length(outer).sum()
    return (
        len(np.unique(inside)) == len(faces)
        and abs(shapely.area(faces).sum() - area) <= _NEGLIGIBLE * area
        and abs(shapely.length(faces).sum() - length) <= _NEGLIGIBLE * length
    )


def _nothing_found() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Empty tables of overlaps and gaps."""
    return (
        pd.DataFrame(columns=["kept", "b", "geometry", "area"]),
        pd.DataFrame(columns=["neighbour", "filled", "area", "geometry"]),
    )


def _faces(polygons: np.ndarray) -> np.ndarray:
    """All faces of the borders' drawing, noded where borders cross."""
    coordinates, ring = shapely.get_coordinates(shapely.get_rings(shapely.get_parts(polygons)), return_index=True)
    follows = ring[1:] == ring[:-1]
    begin, end = coordinates[:-1][follows], coordinates[1:][follows]
    turned = (begin[:, 0] > end[:, 0]) | ((begin[:, 0] == end[:, 0]) & (begin[:, 1] > end[:, 1]))
    segments = np.where(turned[:, None], np.hstack([end, begin]), np.hstack([begin, end]))
    segments = pd.DataFrame(segments).drop_duplicates().to_numpy().reshape(-1, 2, 2)
    pause()
    lines = shapely.line_merge(shapely.multilinestrings(shapely.linestrings(segments)))
    pause()
    noded = shapely.node(lines)
    pause()
    return shapely.get_parts(shapely.polygonize(shapely.get_parts(noded)))


def _merge_faces(table: pd.DataFrame, faces: np.ndarray, by: list[str]) -> pd.DataFrame:
    """One row a group with the union of its faces."""
    rows = [
        (*key, shapely.union_all(faces[group["face"].to_numpy()])) for key, group in table.groupby(by, sort=True)
    ]
    merged = pd.DataFrame(rows, columns=[*by, "geometry"])
    merged["area"] = shapely.area(merged["geometry"].to_numpy()) if rows else pd.Series(dtype=float)
    return merged


def _fill_gaps(faces: np.ndarray, owner: np.ndarray, gap_area: float) -> tuple[np.ndarray, pd.DataFrame]:
    """Give small faces without an owner to their best neighbour; returns the owners and the table of gaps."""
    empty = np.flatnonzero(owner < 0)
    owner = owner.copy()
    tree = shapely.STRtree(faces)
    rows = []
    for gap in empty:
        pause()
        neighbour = _longest_neighbour(faces, owner, gap, tree)
        area = float(shapely.area(faces[gap]))
        filled = neighbour >= 0 and area <= gap_area
        rows.append((neighbour, filled, area, faces[gap], gap))
    for neighbour, filled, _, _, gap in rows:
        if filled:
            owner[gap] = neighbour
    return owner, pd.DataFrame([row[:4] for row in rows], columns=["neighbour", "filled", "area", "geometry"])


def _longest_neighbour(faces: np.ndarray, owner: np.ndarray, gap: int, tree: shapely.STRtree) -> int:
    """The owner whose faces share the longest border with the face ``gap``; -1 when all around is empty too."""
    near = np.sort(tree.query(faces[gap], predicate="intersects"))
    near = near[owner[near] >= 0]
    if not len(near):
        return -1
    shared = shapely.length(shapely.intersection(shapely.boundary(faces[near]), shapely.boundary(faces[gap])))
    totals = pd.Series(shared).groupby(owner[near]).sum()
    return int(totals.idxmax()) if totals.max() > 0 else -1


def _merge_by_owner(faces: np.ndarray, owner: np.ndarray, count: int, merged: bool = False) -> np.ndarray:
    """One MultiPolygon an owner from faces that are vertex-matched; ``merged``: the faces of an owner do not touch."""
    owned = np.flatnonzero(owner >= 0)
    owned = owned[np.argsort(owner[owned], kind="stable")]
    result = np.full(count, shapely.MultiPolygon(), dtype=object)
    if not len(owned):
        return result
    starts = np.flatnonzero(owner[owned][1:] != owner[owned][:-1]) + 1
    for group in np.split(owned, starts):
        pause()
        result[owner[group[0]]] = shapely.multipolygons(faces[group]) if merged else merge(faces[group])
    return result


def merge(polygons: np.ndarray) -> shapely.MultiPolygon:
    """The union of polygons that share borders vertex for vertex; always a MultiPolygon."""
    union = polygons[0] if len(polygons) == 1 else _coverage_union(polygons)
    return shapely.multipolygons(shapely.get_parts(union))


def _coverage_union(polygons: np.ndarray) -> shapely.Geometry:
    if hasattr(shapely, "coverage_union_all"):
        try:
            return shapely.coverage_union_all(polygons)
        except shapely.GEOSException:
            pass  # not noded alike after all: the general union below takes care of it
    return shapely.union_all(polygons)


def dissolve(units: pd.DataFrame, key: str, geometry: str = "geom", total: Sequence[str] = ()) -> pd.DataFrame:
    """Territories made of units: one row a value of ``key`` (sorted), ``geom``, ``unites`` and the sums of ``total``.

    Borders shared by units stay shared by territories. Units whose key is missing are left out.
    """
    kept = units[units[key].notna()]
    polygons = clean(kept[geometry].to_numpy()).polygons
    codes, names = pd.factorize(kept[key], sort=True)
    table = kept.groupby(codes)[list(total)].sum() if len(total) else pd.DataFrame(index=range(len(names)))
    table.insert(0, key, names)
    table["unites"] = np.bincount(codes, minlength=len(names))
    table[geometry] = _merge_by_owner(polygons, codes.astype(np.int64), len(names))
    return table.reset_index(drop=True)
