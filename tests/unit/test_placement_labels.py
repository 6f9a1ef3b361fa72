"""Labels never cover a symbol, a leader or each other; what has no room beside gets a callout."""

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from plugin.core.placement.boxes import segments_cross, segments_meet_boxes
from plugin.core.placement.labels import HALO, LABEL_GAP, Surroundings, place_labels

NO_LEADER = np.empty((0, 4))
PAGE = (100.0, 80.0)


def around(boxes, leaders=NO_LEADER, page=PAGE, lines=None):
    return Surroundings(page, np.asarray(boxes, dtype=float).reshape(-1, 4), leaders, lines)


def place(targets, size, surroundings, priorities=None, callout=True):
    targets = np.asarray(targets, dtype=float).reshape(-1, 4)
    weights = np.ones(len(targets)) if priorities is None else np.asarray(priorities, dtype=float)
    return place_labels(targets, [np.array([size])] * len(targets), weights, surroundings, callout)


def test_a_lone_label_stands_right_of_its_symbol_at_mid_height():
    target = (48, 38, 52, 42)
    places = place([target], (10, 2), around([target]))
    left, bottom, right, top = places.boxes[0]
    assert left > 52 + HALO
    assert left < 53
    assert (bottom + top) / 2 == pytest.approx(40)
    assert right - left == pytest.approx(10)
    assert np.isnan(places.callouts[0]).all()


def test_near_the_right_edge_it_stays_on_the_page():
    target = (95, 38, 99, 42)
    box = shapely.box(*place([target], (10, 2), around([target])).boxes[0])
    assert box.bounds[2] <= 100 - HALO
    assert HALO < box.distance(shapely.box(*target)) < 1.5


def test_between_two_symbols_it_stands_where_it_cannot_be_taken_for_the_other_s():
    target, other = (40, 38, 44, 42), (55.5, 38, 59.5, 42)
    box = shapely.box(*place([target], (10, 2), around([target, other])).boxes[0])  # would just fit between them
    assert box.distance(shapely.box(*other)) > box.distance(shapely.box(*target)) + 0.8


def test_without_room_beside_it_becomes_a_callout_whose_line_crosses_nothing():
    target = (48, 38, 52, 42)
    wall = [(40, 42.5, 60, 46), (40, 34, 60, 37.5), (36, 34, 47.5, 46), (52.5, 34, 56, 39.2), (52.5, 40.8, 56, 46)]
    places = place([target], (8, 2), around([target, *wall]))
    assert places.placed[0]
    line = shapely.LineString(places.callouts[0].reshape(2, 2))
    assert not any(line.intersection(shapely.box(*box)).length > 1e-6 for box in wall)
    assert shapely.distance(shapely.box(*places.boxes[0]), shapely.Point(places.callouts[0][2:])) < 0.5
    assert shapely.box(*target).contains(shapely.Point(places.callouts[0][:2]))
    without = place([target], (8, 2), around([target, *wall]), callout=False)
    assert not without.placed[0]


def test_the_higher_priority_is_kept_when_only_one_fits():
    targets = [(4, 4, 6, 6), (4, 4, 6, 6)]
    places = place(targets, (9, 2), around(targets, page=(18, 9)), priorities=[1, 2], callout=False)
    assert places.placed[1]


def test_the_other_shape_of_a_text_is_taken_where_the_first_has_no_room():
    target = (4, 4, 6, 6)
    surroundings = around([target], page=(16, 8))
    places = place_labels(
        np.array([target]), [np.array([[14.0, 2.0], [7.0, 4.5]])], np.ones(1), surroundings, callout=False
    )
    assert places.placed[0]
    assert places.forms[0] == 1
    assert places.boxes[0][2] - places.boxes[0][0] == pytest.approx(7.0)


def test_a_limit_line_is_avoided_when_another_side_is_as_good():
    target = (48, 38, 52, 42)
    line = shapely.LineString([(52, 40), (90, 40)])
    box = place([target], (10, 2), around([target], lines=line)).boxes[0]
    assert not shapely.box(*box).intersects(line)


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.tuples(st.floats(6, 90), st.floats(6, 70), st.floats(4, 18)), min_size=1, max_size=40, unique=True),
    st.booleans(),
)
def test_labels_never_cover_symbols_leaders_or_each_other(points, callout):
    targets = np.array([(x - 1.8, y - 1.8, x + 1.8, y + 1.8) for x, y, _ in points])
    leaders = np.array([(10.0, 10.0, 30.0, 15.0), (60.0, 60.0, 61.0, 30.0)])
    sizes = [np.array([[width, 2.2]]) for _, _, width in points]
    places = place_labels(targets, sizes, np.ones(len(points)), around(targets, leaders), callout)
    shapes = [shapely.box(*box) for box in places.boxes[places.placed]]
    symbols = shapely.union_all(shapely.box(*targets.T))
    for i, shape in enumerate(shapes):
        assert shape.distance(symbols) > HALO - 0.01
        assert shapely.box(0, 0, *PAGE).contains(shape)
        assert all(shape.distance(other) >= LABEL_GAP - 0.01 or _apart(shape, other) for other in shapes[:i])
        assert not any(shapely.LineString(leader.reshape(2, 2)).intersects(shape) for leader in leaders)


def _apart(a: shapely.Polygon, b: shapely.Polygon) -> bool:
    """The gap holds along one of the axes."""
    (a0, a1, a2, a3), (b0, b1, b2, b3) = a.bounds, b.bounds
    return max(a0 - b2, b0 - a2, a1 - b3, b1 - a3) >= LABEL_GAP - 1e-6


def test_the_same_input_gives_the_same_places():
    points = np.random.default_rng(5).uniform([5, 5], [95, 75], (60, 2))
    targets = np.hstack([points - 1.5, points + 1.5])
    first, second = (place(targets, (9, 2.2), around(targets)) for _ in range(2))
    np.testing.assert_array_equal(first.boxes, second.boxes)


@given(st.lists(st.integers(0, 1000), min_size=8, max_size=8))
def test_segments_and_boxes_meet_as_shapely_says(values):
    a, b, c, d, *box = (value / 100 for value in values)
    box = (min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]) + 0.5, max(box[1], box[3]) + 0.5)
    line = shapely.LineString([(a, b), (c, d)])
    shared = shapely.length(shapely.intersection(line, shapely.box(*box).buffer(-1e-7)))
    if 0 < shared < 1e-5:
        return  # grazes a corner: either answer is right
    assert segments_meet_boxes(np.array([[a, b, c, d]]), np.array([box]))[0, 0] == (shared > 0)


def test_crossing_segments():
    cross = np.array([[0.0, 0.0, 2.0, 2.0]])
    others = np.array([[0.0, 2.0, 2.0, 0.0], [0.0, 3.0, 3.0, 3.0], [2.0, 2.0, 3.0, 0.0], [np.nan] * 4])
    assert segments_cross(cross, others)[0].tolist() == [True, False, False, False]
