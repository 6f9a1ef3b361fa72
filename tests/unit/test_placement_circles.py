"""Area follows the value; the legend shows three round values; sectors have their exact share."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.core.placement.circles import circle_scale, legend_values, wedge


def test_one_two_three_have_radii_in_the_ratio_of_roots():
    scale = circle_scale([1, 2, 3])
    one, two, three = scale.diameters(np.array([1.0, 2.0, 3.0]))
    assert two / one == pytest.approx(1.414, abs=5e-4)
    assert three / one == pytest.approx(1.732, abs=5e-4)
    assert one == pytest.approx(3.0)  # the smallest is 3 mm where the largest stays under 9


def test_the_largest_is_nine_millimetres_and_what_falls_below_three_is_hollow():
    values = np.array([100.0, 400.0, 10_000.0])
    scale = circle_scale(values)
    assert scale.diameters(values).tolist() == [3.0, 3.0, 9.0]
    assert scale.too_small(values).tolist() == [True, True, False]
    assert scale.threshold == pytest.approx(10_000 / 9)  # a third of the diameter is a ninth of the area
    assert not scale.too_small(np.array([scale.threshold]))[0]


def test_equal_values_are_drawn_at_a_middle_size():
    assert circle_scale([7, 7, 7]).diameters(np.array([7.0])).tolist() == [pytest.approx(5.0)]


@pytest.mark.parametrize("values", [[], [0, 0], [math.nan]])
def test_no_value_no_scale(values):
    with pytest.raises(ValueError, match="above 0"):
        circle_scale(values)


@given(st.lists(st.floats(1, 1e6), min_size=2, max_size=30))
def test_areas_are_in_the_ratio_of_the_values(values):
    known = np.array(values)
    scale = circle_scale(known)
    kept = known[~scale.too_small(known)]
    areas = math.pi * (scale.diameters(kept) / 2) ** 2
    np.testing.assert_allclose(areas / areas[0], kept / kept[0], rtol=1e-9)
    assert scale.diameters(known).max() <= 9 + 1e-9
    assert scale.diameters(known).min() >= 3 - 1e-9


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([3, 2, 1, 2], [1, 2, 3]),
        ([86_976, 26_882, 11_012, 41_965], [15_000, 40_000, 80_000]),
        ([12, 96, 40, 31], [15, 40, 80]),
        ([5.2, 5.3, 5.4, 5.9], [5.0]),
    ],
)
def test_the_legend_shows_round_values_among_those_of_the_map(values, expected):
    assert legend_values(values, circle_scale(values)) == expected


@given(st.lists(st.floats(0.5, 1e6), min_size=4, max_size=30))
def test_legend_values_are_three_at_most_and_none_is_larger_than_the_map_s(values):
    chosen = legend_values(values, circle_scale(values))
    assert 1 <= len(chosen) <= 3
    assert chosen == sorted(chosen)
    assert chosen[-1] <= max(values) * (1 + 1e-9)


@given(st.floats(0.001, 1.0), st.floats(0.0, 1.0))
def test_a_sector_has_exactly_its_share_of_the_circle(share, start):
    sector = wedge((1000.0, 2000.0), 50.0, start, share)
    assert sector.is_valid
    assert sector.area == pytest.approx(math.pi * 50**2 * share, rel=1e-6)


def test_sectors_run_clockwise_from_noon():
    quarter = wedge((0.0, 0.0), 1.0, 0.0, 0.25)
    assert quarter.centroid.x > 0
    assert quarter.centroid.y > 0
    second = wedge((0.0, 0.0), 1.0, 0.25, 0.25)
    assert second.centroid.x > 0
    assert second.centroid.y < 0
    assert quarter.intersection(second).area == pytest.approx(0, abs=1e-9)
