"""Neighbours and colours."""

import numpy as np
import pytest
import shapely
from territory_samples import bretagne_communes, squares, voronoi

from plugin.core.territories.adjacency import adjacency, colour


def test_squares_touching_at_a_corner_are_no_neighbours():
    assert adjacency(squares(2, 2)) == [(0, 1), (0, 2), (1, 3), (2, 3)]


def test_neighbours_are_those_whose_borders_share_a_length():
    cells = voronoi(60, seed=3)
    expected = [
        (a, b)
        for a in range(60)
        for b in range(a + 1, 60)
        if shapely.intersection(shapely.boundary(cells[a]), shapely.boundary(cells[b])).length > 1e-6
    ]
    assert adjacency(cells) == expected


def test_islands_that_face_each_other_are_neighbours_over_water_only():
    island, other, third = shapely.box(0, 0, 1, 1), shapely.box(3, 0, 4, 1), shapely.box(6, 0, 7, 1)
    assert adjacency([island, other, third]) == []
    assert adjacency([island, other, third], within=2.5) == [(0, 1), (1, 2)]
    # 0 and 2 are 5 apart, but the way between them runs over 1.
    assert adjacency([island, other, third], within=6) == [(0, 1), (1, 2)]


@pytest.mark.parametrize("seed", range(5))
def test_no_two_neighbours_share_a_colour_and_four_are_enough(seed):
    cells = voronoi(300, seed=seed)
    pairs = adjacency(cells)
    colours = colour(pairs, len(cells))
    assert all(colours[a] != colours[b] for a, b in pairs)
    assert set(colours) == {0, 1, 2, 3}
    assert np.array_equal(colours, colour(pairs, len(cells)))


def test_colours_are_balanced_by_weight():
    communes = bretagne_communes()["geom"].to_numpy()
    areas = shapely.area(communes)
    pairs = adjacency(communes)
    colours = colour(pairs, len(communes), areas)
    assert all(colours[a] != colours[b] for a, b in pairs)
    shares = np.bincount(colours, weights=areas) / areas.sum()
    assert len(shares) == 4
    assert shares.min() > 0.24


def test_a_graph_that_needs_more_colours_gets_them():
    complete = [(a, b) for a in range(6) for b in range(a + 1, 6)]
    assert sorted(colour(complete, 6)) == [0, 1, 2, 3, 4, 5]


def test_nothing_to_colour():
    assert colour([], 0).tolist() == []
    assert len(set(colour([], 8))) == 4, "colours are spread even where none is forced"
