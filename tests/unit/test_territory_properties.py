"""Properties that hold for any polygons, any graph, any flows."""

from itertools import pairwise

import numpy as np
import pandas as pd
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from plugin.core.territories.adjacency import colour
from plugin.core.territories.commuting import aggregate
from plugin.core.territories.coverage import clean
from plugin.core.territories.labels import wrappings
from plugin.core.territories.simplify import simplify
from plugin.core.territories.topology import build, rebuild

corner = st.integers(0, 12)
size = st.integers(1, 6)
box = st.builds(lambda x, y, w, h: shapely.box(x, y, x + w, y + h), corner, corner, size, size)
boxes = st.lists(box, min_size=1, max_size=9)


@given(boxes)
@settings(max_examples=80, deadline=None)
def test_any_boxes_become_a_clean_coverage_of_the_same_ground(polygons):
    before = shapely.union_all(polygons)
    cleaned = clean(polygons, gap_area=0.0)
    after = shapely.union_all(cleaned.polygons)
    assert shapely.is_valid(cleaned.polygons).all()
    assert abs(shapely.area(cleaned.polygons).sum() - before.area) < 1e-9
    assert abs(shapely.symmetric_difference(before, after).area) < 1e-9
    for polygon, given_polygon in zip(cleaned.polygons, polygons, strict=True):
        assert shapely.difference(polygon, given_polygon).area < 1e-9, "no polygon gains ground it did not claim"
    overlap = shapely.area(polygons).sum() - before.area
    assert (overlap < 1e-9) == (len(cleaned.overlaps) == 0)
    topology = build(cleaned.polygons)
    assert shapely.equals(rebuild(topology, topology.arcs), cleaned.polygons).all()


@given(boxes, st.floats(0.1, 20))
@settings(max_examples=80, deadline=None)
def test_simplifying_loses_no_polygon_and_makes_no_overlap(polygons, tolerance):
    cleaned = clean(polygons, gap_area=0.0).polygons
    simple = simplify(cleaned, tolerance)
    assert shapely.is_valid(simple).all()
    assert abs(shapely.area(simple).sum() - shapely.union_all(simple).area) < 1e-6
    assert [len(shapely.get_parts(one)) for one in simple] == [len(shapely.get_parts(one)) for one in cleaned]


@given(st.integers(1, 14), st.lists(st.tuples(st.integers(0, 13), st.integers(0, 13)), max_size=60))
@settings(max_examples=150, deadline=None)
def test_any_graph_is_coloured(count, edges):
    pairs = [(a % count, b % count) for a, b in edges]
    colours = colour(pairs, count)
    assert len(colours) == count
    assert all(colours[a] != colours[b] for a, b in pairs if a != b)
    edges_once = {frozenset(pair) for pair in pairs if pair[0] != pair[1]}
    degree = max((sum(node in edge for edge in edges_once) for node in range(count)), default=0)
    assert colours.max(initial=0) <= max(degree, 3)


@given(
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.integers(0, 50)), max_size=40),
    st.lists(st.integers(1, 100), min_size=8, max_size=8),
    st.floats(0.05, 0.9),
)
@settings(max_examples=80, deadline=None)
def test_flows_always_give_contiguous_territories(rows, inhabitants, threshold):
    units = [f"{unit:02d}" for unit in range(8)]
    flows = pd.DataFrame([(units[a], units[b], n) for a, b, n in rows], columns=["origine", "destination", "actifs"])
    pairs = list(pairwise(units))  # in a row
    found = aggregate(flows, dict(zip(units, inhabitants, strict=True)), pairs, threshold, least_population=120)
    labels = found.membership["id_territoire"].to_numpy()
    assert found.membership["unite"].tolist() == units
    changes = int((labels[1:] != labels[:-1]).sum())
    assert changes + 1 == len(set(labels)), "each territory is one stretch of the row"
    totals = pd.Series(inhabitants).groupby(labels).sum()
    assert len(totals) == 1 or (totals >= 120).all()


@given(st.text(alphabet="abéÎ -'()/du le", max_size=40), st.integers(1, 5))
@settings(max_examples=150, deadline=None)
def test_wrapping_loses_no_letter(name, lines):
    wanted = np.array(list(name.replace(" ", "")))
    for option in wrappings(name, lines):
        assert option.count("\n") < lines
        assert list(option.replace("\n", "").replace(" ", "")) == list(wanted)
