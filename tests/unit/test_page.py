"""Frames and insets: the region fits, crowded towns are found, an inset never stands on the region."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from plugin.atlas.page import MAIN, Inset, crowded_places, fit, place_insets, reserved_boxes

coordinate = st.floats(-500_000, 500_000)
side = st.floats(1_000, 400_000)


@given(x=coordinate, y=coordinate, width=side, height=side)
def test_a_fitted_frame_shows_the_whole_region_with_its_margin(x, y, width, height):
    frame = fit((x, y, x + width, y + height), 212.0, 162.0, margin_mm=5.0)
    assert frame.width_mm == 212.0
    assert frame.height_mm == pytest.approx(162.0)
    margin = 5.0 * frame.unit_per_mm * (1 - 1e-9)
    assert x - frame.x_min >= margin - 1e-6 and frame.x_max - (x + width) >= margin - 1e-6
    assert y - frame.y_min >= margin - 1e-6 and frame.y_max - (y + height) >= margin - 1e-6
    # It is as large as it can be: one direction is full.
    assert min(x - frame.x_min, y - frame.y_min) == pytest.approx(5.0 * frame.unit_per_mm, rel=1e-6)


def test_crowded_places_are_chains_of_close_sites():
    frame = fit((0, 0, 200_000, 150_000), 212.0, 162.0)
    step = 4.0 * frame.unit_per_mm
    town = [(50_000 + i * step, 40_000) for i in range(4)]
    pair = [(150_000, 100_000), (150_000 + step, 100_000)]
    names = ["Brest", "Brest", "Bohars", "Brest", "Dinan", "Dinan"]
    ((name, members),) = crowded_places(np.array(town + pair), names, frame)
    assert name == "Brest"
    assert len(members) == 4


def test_insets_keep_off_the_land_and_apart():
    land = shapely.Polygon([(0, 60_000), (200_000, 70_000), (200_000, 150_000), (0, 150_000)])
    frame = fit((0, 0, 200_000, 150_000), 212.0, 162.0)
    sites = np.array([[100_000.0, 100_000.0], [101_000, 100_500], [100_500, 101_000]])
    insets = place_insets([("Rennes", sites), ("Brest", sites + 30_000)], land, frame)
    assert [inset.title for inset in insets] == ["Rennes", "Brest"]
    grounds = []
    for box in reserved_boxes(frame, insets):
        low = box[:2] * frame.unit_per_mm + [frame.x_min, frame.y_min]
        high = box[2:] * frame.unit_per_mm + [frame.x_min, frame.y_min]
        grounds.append(shapely.box(*low, *high))
    assert not any(ground.intersects(land) for ground in grounds)
    assert not grounds[0].intersects(grounds[1])


def test_no_inset_where_there_is_no_free_ground():
    land = shapely.box(0, 0, 200_000, 150_000)
    frame = fit(land.bounds, 212.0, 162.0)
    assert place_insets([("Rennes", np.array([[1.0, 1.0], [2, 2], [3, 3]]))], land, frame) == []


@settings(max_examples=30)
@given(st.lists(st.tuples(st.floats(0, 40_000), st.floats(0, 40_000)), min_size=3, max_size=12))
def test_an_inset_holds_all_its_sites(points):
    xy = np.array(points)
    frame = fit((0, -200_000, 300_000, 100_000), 212.0, 162.0)
    (inset,) = place_insets([("Ville", xy)], shapely.Point(150_000, 50_000).buffer(10), frame)
    if np.ptp(xy, axis=0).max() <= 0.5 * 500 * 38:  # beyond the coarsest scale an inset makes no sense
        assert all(inset.frame.holds(x, y) for x, y in xy)


def test_an_inset_keeps_its_title_and_scale_bar_free():
    frame = fit((0, 0, 100, 100), 38.0, 38.0, name="Rennes")
    boxes = reserved_boxes(frame, [])
    assert len(boxes) == 2 and (boxes >= 0).all() and (boxes <= 38).all()
    assert len(reserved_boxes(fit((0, 0, 1, 1), 100, 100, name=MAIN), [Inset(frame, 1, 2)])) == 1


def test_among_names_as_common_the_first_given_names_the_place():
    frame = fit((0, 0, 200_000, 150_000), 212.0, 162.0)
    xy = np.array([(10_000.0 + 100 * step, 10_000.0) for step in range(3)])
    assert crowded_places(xy, ["Rennes", "Betton", "Acigné"], frame)[0][0] == "Rennes"
    assert crowded_places(xy, ["Rennes", "Betton", "Betton"], frame)[0][0] == "Betton"
