"""Coverages: cleaning, arcs, dissolving."""


import numpy as np
import pandas as pd
import pytest
import shapely
from territory_samples import HEALTH_TERRITORIES, bretagne_cantons, bretagne_communes, squares, voronoi

from plugin.core.territories.coverage import _is_clean, clean, dissolve
from plugin.core.territories.topology import OUTSIDE, borders, build, rebuild


def is_coverage(polygons):
    """No overlap and the same area as the union: told with GEOS's overlay, not with our arcs."""
    union = shapely.union_all(polygons)
    return abs(shapely.area(polygons).sum() - union.area) / union.area < 1e-12 and shapely.is_valid(polygons).all()


def test_a_clean_coverage_keeps_its_polygons():
    cells = voronoi(200, seed=1)
    cleaned = clean(cells)
    assert shapely.equals(cleaned.polygons, cells).all()
    assert len(cleaned.overlaps) == len(cleaned.gaps) == 0


def test_an_overlap_goes_to_the_smaller_polygon():
    large, small = shapely.box(0, 0, 10, 10), shapely.box(8, 4, 12, 6)
    cleaned = clean([large, small])
    assert cleaned.polygons[1].area == 8
    assert cleaned.polygons[0].area == 100 - 4
    (overlap,) = cleaned.overlaps.itertuples()
    assert (overlap.kept, overlap.b, overlap.area) == (1, 0, 4.0)


def test_an_enclave_drawn_over_its_surroundings_keeps_its_ground():
    cleaned = clean([shapely.box(0, 0, 10, 10), shapely.box(4, 4, 6, 6)])
    assert cleaned.polygons[1].area == 4
    assert cleaned.polygons[0].area == 96
    assert shapely.get_num_interior_rings(shapely.get_parts(cleaned.polygons[0])).sum() == 1


def test_a_small_gap_goes_to_the_neighbour_along_most_of_its_border_and_a_large_one_stays():
    # A frame of two L-shaped halves around a hole of 2 x 2; the first touches three of its sides.
    ground = shapely.box(0, 0, 10, 10) - shapely.box(4, 4, 6, 6)
    right = ground & shapely.box(6, 0, 10, 10)
    left = ground - right
    filled = clean([left, right], gap_area=4.0)
    assert filled.polygons[0].area == pytest.approx(left.area + 4)
    assert filled.gaps["filled"].tolist() == [True]
    kept = clean([left, right], gap_area=3.9)
    assert kept.polygons[0].area == pytest.approx(left.area)
    assert kept.gaps[["filled", "area"]].values.tolist() == [[False, 4.0]]


def test_borders_that_meet_without_a_common_vertex_are_matched():
    below = [shapely.box(0, 0, 5, 5), shapely.box(5, 0, 10, 5)]
    above = shapely.box(0, 5, 10, 10)
    polygons = clean([*below, above]).polygons
    assert (5.0, 5.0) in set(map(tuple, shapely.get_coordinates(polygons[2])))
    assert build(polygons).pairs().tolist() == [[0, 1], [0, 2], [1, 2]]


def test_arcs_give_the_polygons_back_and_know_both_sides():
    polygons = clean(voronoi(150, seed=2)).polygons
    topology = build(polygons)
    assert shapely.equals(rebuild(topology, topology.arcs), polygons).all()
    for arc, left, right in zip(topology.arcs, topology.left, topology.right, strict=True):
        middle = shapely.line_interpolate_point(arc, 0.5, normalized=True)
        around = set(np.flatnonzero(shapely.distance(polygons, middle) < 1e-6))
        assert around == {left, right} - {OUTSIDE}


def test_rings_with_holes_enclaves_and_islands_survive_the_arcs():
    ring = shapely.box(0, 0, 10, 10) - shapely.box(3, 3, 7, 7)
    enclave = shapely.box(3, 3, 7, 7)
    two_parts = shapely.MultiPolygon([shapely.box(10, 0, 12, 10), shapely.box(20, 0, 21, 1)])
    polygons = np.array([ring, enclave, two_parts], dtype=object)
    topology = build(polygons)
    assert shapely.equals(rebuild(topology, topology.arcs), polygons).all()
    assert topology.pairs().tolist() == [[0, 1], [0, 2]]


def test_overlapping_polygons_have_no_topology():
    with pytest.raises(ValueError, match="clean"):
        build([shapely.box(0, 0, 2, 2), shapely.box(0, 0, 2, 2)])


def test_a_shared_border_is_drawn_once():
    lines = borders(build(squares(2, 1)), ["a", "b"])
    inner = lines[lines["right"].notna()]
    assert inner[["left", "right"]].values.tolist() == [["a", "b"]]
    assert inner["geometry"].iloc[0].length == 1000
    outer = lines[lines["right"].isna()].set_index("left")["geometry"]
    assert outer.map(lambda line: line.length).to_dict() == {"a": 3000, "b": 3000}


def test_dissolving_squares():
    units = pd.DataFrame({"geom": squares(4, 2), "zone": [*"aabbaab", None], "habitants": range(8)})
    zones = dissolve(units, "zone", total=["habitants"])
    assert zones["zone"].tolist() == ["a", "b"]
    assert zones["unites"].tolist() == [4, 3]
    assert zones["habitants"].tolist() == [0 + 1 + 4 + 5, 2 + 3 + 6]
    assert shapely.area(zones["geom"].to_numpy()).tolist() == [4e6, 3e6]
    assert (shapely.get_type_id(zones["geom"].to_numpy()) == shapely.GeometryType.MULTIPOLYGON).all()


@pytest.mark.parametrize(
    ("key", "count", "missing"), [("dep", 4, 0), ("epci", 61, 3), ("territoire_sante", 8, 0)]
)
def test_bretagne_is_covered_once(key, count, missing):
    communes = bretagne_communes().assign(territoire_sante=lambda frame: frame["ze2020"].map(HEALTH_TERRITORIES))
    assert communes[key].isna().sum() == missing
    territories = dissolve(communes, key, total=["pop_mun"])
    assert len(territories) == count
    covered = communes[communes[key].notna()]
    region = shapely.union_all(covered["geom"].to_numpy()).area
    outlines = territories["geom"].to_numpy()
    assert abs(shapely.area(outlines).sum() - shapely.union_all(outlines).area) / region < 1e-12
    gaps = clean(communes["geom"].to_numpy()).gaps["area"].sum()
    assert abs(shapely.area(outlines).sum() - gaps - region) / region < 1e-6
    assert territories["pop_mun"].sum() == covered["pop_mun"].sum()


def test_the_real_communes_have_known_flaws_that_are_told_and_mended():
    communes = bretagne_communes()
    cleaned = clean(communes["geom"].to_numpy())
    assert is_coverage(cleaned.polygons)
    assert not is_coverage(communes["geom"].to_numpy())
    assert len(cleaned.overlaps) == 8
    assert len(cleaned.gaps) == 6
    assert cleaned.gaps["filled"].all()
    changed = np.abs(shapely.area(cleaned.polygons) - shapely.area(communes["geom"].to_numpy()))
    assert changed.max() < 100_000


def test_the_real_cantons():
    cantons = bretagne_cantons()
    assert len(cantons) == 100
    assert is_coverage(clean(cantons["geom"].to_numpy()).polygons)


@pytest.mark.parametrize("seed", range(6))
def test_what_is_told_clean_at_once_is_what_mending_would_leave_alone(seed):
    random = np.random.default_rng(seed)
    cells = clean(voronoi(30, seed=seed)).polygons
    assert _is_clean(cells)
    broken = cells.copy()
    inner = _inner_cell(cells)
    broken[inner] = shapely.transform(cells[inner], lambda xy: xy + random.uniform(10, 50, 2))
    assert not _is_clean(broken), "a shifted polygon overlaps some neighbours and leaves gaps to others"
    assert not _is_clean(np.delete(cells, inner)), "a missing polygon is a gap"
    doubled = np.append(cells, cells[5])
    assert not _is_clean(doubled)
    inside = np.append(cells, shapely.buffer(shapely.point_on_surface(cells[7]), 10))
    assert not _is_clean(inside)


def _inner_cell(cells):
    hull = shapely.union_all(cells).exterior
    return int(np.flatnonzero(shapely.disjoint(cells, hull))[0])
