"""Simplification that keeps the topology."""

import numpy as np
import pytest
import shapely
from territory_samples import bretagne_communes, voronoi

from plugin.core.territories.adjacency import adjacency
from plugin.core.territories.coverage import clean
from plugin.core.territories.simplify import simplify


def wavy(polygons, step=400.0):
    """Cells with many vertices: their shared borders are bent the same way on both sides."""

    def bend(xy):
        return xy + 300 * np.column_stack([np.sin(xy[:, 1] / 700), np.sin(xy[:, 0] / 900)])

    return shapely.transform(shapely.segmentize(polygons, step), bend)


@pytest.mark.parametrize("tolerance", [100.0, 2000.0, 20_000.0])
def test_no_gap_no_overlap_and_the_same_neighbours(tolerance):
    cells = clean(wavy(voronoi(120, seed=7))).polygons
    simple = simplify(cells, tolerance)
    union = shapely.union_all(simple)
    assert shapely.is_valid(simple).all()
    assert shapely.get_num_coordinates(simple).sum() < shapely.get_num_coordinates(cells).sum()
    assert abs(shapely.area(simple).sum() - union.area) < 1e-9 * union.area
    assert union.geom_type == "Polygon"
    assert not union.interiors
    assert adjacency(simple) == adjacency(cells)


def test_borders_move_no_farther_than_the_tolerance():
    cells = clean(wavy(voronoi(40, seed=8))).polygons
    simple = simplify(cells, 150.0)
    before, after = shapely.union_all(shapely.boundary(cells)), shapely.union_all(shapely.boundary(simple))
    assert shapely.hausdorff_distance(before, after) <= 150.0


def test_islands_and_enclaves_are_kept():
    rock = shapely.box(200, 200, 201, 201)
    mainland = shapely.box(0, 0, 100, 100) - shapely.box(40, 40, 42, 42)
    enclave = shapely.box(40, 40, 42, 42)
    simple = simplify([shapely.MultiPolygon([mainland, rock]), enclave], 50.0)
    assert len(shapely.get_parts(simple[0])) == 2
    assert shapely.equals(simple[1], enclave)
    assert simple[0].area == pytest.approx(100 * 100 - 4 + 1)


def test_an_island_in_a_bay_is_not_swallowed():
    # Without the island the narrow bay would be cut off at its mouth.
    shore = [(0, 0), (0, 20), (45, 20), (49, 12), (51, 12), (55, 20), (100, 20), (100, 0)]
    land, island = shapely.Polygon(shore), shapely.box(49.5, 15, 50.5, 16)
    assert simplify([land], 10.0)[0].contains(island)
    together = simplify([shapely.MultiPolygon([land, island])], 10.0)
    assert shapely.is_valid(together).all()
    assert len(shapely.get_parts(together[0])) == 2
    assert together[0].area < shapely.convex_hull(land).area


@pytest.mark.parametrize("tolerance", [200.0, 5000.0])
def test_the_real_communes(tolerance):
    communes = clean(bretagne_communes()["geom"].to_numpy()).polygons
    simple = simplify(communes, tolerance)
    union, before = shapely.union_all(simple), shapely.union_all(communes)
    assert shapely.is_valid(simple).all()
    assert len(shapely.get_parts(simple)) == len(shapely.get_parts(communes))
    assert len(shapely.get_parts(union)) == len(shapely.get_parts(before))
    assert shapely.get_num_interior_rings(shapely.get_parts(union)).sum() == 0
    assert abs(shapely.area(simple).sum() - union.area) / union.area < 1e-12
