"""Shortest times against scipy, on graphs made by hypothesis.

One-ways, chains, dead ends, rings, limits, several sites.
"""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import dijkstra

from plugin.core.network.graph import build_graph
from plugin.core.network.matrix import time_matrix, times_within
from plugin.core.network.roads import RoadArrays
from plugin.core.network.search import FROM_SITE, TO_SITE, Field, nearest_times
from plugin.core.network.snap import snap


@st.composite
def road_networks(draw: st.DrawFn) -> RoadArrays:
    """Straight segments between points of a small grid, some closed one way, with odd lengths of time."""
    count = draw(st.integers(2, 24))
    cells = draw(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6)), min_size=count, max_size=count, unique=True))
    node = st.integers(0, count - 1)
    pairs = draw(st.lists(st.tuples(node, node).filter(lambda pair: pair[0] != pair[1]), min_size=1, max_size=45))
    seconds = st.one_of(st.integers(1, 40).map(float), st.floats(0.01, 100))
    forward = draw(st.lists(seconds, min_size=len(pairs), max_size=len(pairs)))
    factor = draw(st.lists(st.sampled_from([1.0, 1.0, 2.0, np.inf]), min_size=len(pairs), max_size=len(pairs)))
    points = np.array(cells, dtype=float) * 100.0
    lines = [[tuple(points[one]), tuple(points[other])] for one, other in pairs]
    return RoadArrays.from_lines(lines, np.array(forward), np.array(forward) * np.array(factor))


def full_matrix(graph) -> csr_matrix:
    """The graph's arcs written down arc by arc, for scipy."""
    best: dict[tuple[int, int], float] = {}
    roads = graph.roads
    for tail, head, ahead, back in zip(graph.tail, graph.head, roads.forward, roads.backward, strict=True):
        for one, other, seconds in ((tail, head, ahead), (head, tail, back)):
            if np.isfinite(seconds) and one != other:
                best[one, other] = min(seconds, best.get((one, other), np.inf))
    rows, columns = zip(*best, strict=True) if best else ((), ())
    return csr_matrix((list(best.values()), (rows, columns)), shape=(graph.size, graph.size))


@settings(max_examples=300, deadline=None)
@given(road_networks(), st.data())
def test_every_node_has_scipys_time_and_an_owner_that_gives_it(roads, data):
    graph = build_graph(roads)
    node = st.integers(0, graph.size - 1)
    sources = np.array(data.draw(st.lists(node, min_size=1, max_size=4)))
    start = np.array(data.draw(st.lists(st.floats(0, 30), min_size=len(sources), max_size=len(sources))))
    direction = data.draw(st.sampled_from([FROM_SITE, TO_SITE]))
    limit = data.draw(st.sampled_from([np.inf, 25.0, 90.0]))
    matrix = full_matrix(graph) if direction == FROM_SITE else full_matrix(graph).T.tocsr()
    each = dijkstra(matrix, indices=sources) + start[:, None]
    expected = each.min(axis=0)
    expected[expected > limit] = np.inf

    field = Field(graph, direction).spread(sources, start, np.arange(len(sources)), limit)

    np.testing.assert_allclose(field.seconds, expected, rtol=0, atol=1e-6)
    reached = np.flatnonzero(np.isfinite(expected))
    np.testing.assert_allclose(each[field.owner[reached], reached], expected[reached], rtol=0, atol=1e-6)


@settings(max_examples=200, deadline=None)
@given(road_networks(), st.integers(0, 2**32 - 1), st.sampled_from([FROM_SITE, TO_SITE]))
def test_snapped_sites_and_targets_match_a_graph_cut_at_the_snapped_points(roads, seed, direction):
    graph = build_graph(roads)
    random = np.random.default_rng(seed)
    sites = snap(graph, random.uniform(0, 600, (3, 2)), 5000, min_component=0)
    targets = snap(graph, random.uniform(0, 600, (4, 2)), 5000, min_component=0)
    delays = random.uniform(0, 60, 3)
    minutes, site = nearest_times(graph, sites, delays, targets, direction=direction)

    expected = cut_times(graph, sites, targets, direction)
    expected = expected + delays[:, None] + sites.seconds[:, None] + targets.seconds[None, :]
    best = expected.min(axis=0)
    np.testing.assert_allclose(minutes * 60, np.where(np.isfinite(best), best, np.nan), rtol=0, atol=1e-6)
    for number in np.flatnonzero(np.isfinite(best)):
        assert expected[site[number], number] == pytest.approx(best[number], abs=1e-6)


def cut_times(graph, sites, targets, direction) -> np.ndarray:
    """Scipy's times (sites, targets) on a graph where every segment is cut at every snapped point."""
    segments = np.concatenate([sites.segment, targets.segment])
    parts = np.concatenate([sites.part, targets.part])
    number = graph.size
    arcs: dict[tuple[int, int], float] = {}
    nodes = np.empty(len(segments), dtype=int)
    for segment in range(len(graph.roads)):
        here = sorted(np.flatnonzero(segments == segment), key=lambda at: parts[at])
        stops = [(0.0, int(graph.tail[segment]))]
        for at in here:
            if parts[at] in (0.0, 1.0):  # on the end node itself
                nodes[at] = graph.tail[segment] if parts[at] == 0.0 else graph.head[segment]
            elif stops[-1][0] == parts[at]:
                nodes[at] = stops[-1][1]
            else:
                nodes[at] = number
                stops.append((parts[at], number))
                number += 1
        stops.append((1.0, int(graph.head[segment])))
        for (low, one), (high, other) in itertools.pairwise(stops):
            for a, b, whole in (
                (one, other, graph.roads.forward[segment]),
                (other, one, graph.roads.backward[segment]),
            ):
                if np.isfinite(whole) and a != b:
                    arcs[a, b] = min(arcs.get((a, b), np.inf), whole * (high - low))
    rows, columns = zip(*arcs, strict=True)
    matrix = csr_matrix((list(arcs.values()), (rows, columns)), shape=(number, number))
    if direction == TO_SITE:
        matrix = matrix.T.tocsr()
    return dijkstra(matrix, indices=nodes[: len(sites)])[:, nodes[len(sites) :]]


def test_a_lone_ring_and_a_lone_tree_keep_their_times():
    square = [(0, 0), (100, 0), (100, 100), (0, 100), (0, 0)]
    ring = [list(pair) for pair in itertools.pairwise(square)]
    branch = [[(500, 0), (600, 0)], [(600, 0), (600, 100)], [(600, 0), (700, 0)]]
    graph = build_graph(RoadArrays.from_lines(ring + branch, np.array([1.0, 2, 3, 4, 5, 6, 7])))
    matrix = full_matrix(graph)
    for source in range(graph.size):
        field = Field(graph, FROM_SITE).spread(np.array([source]), np.zeros(1), np.zeros(1, dtype=int))
        np.testing.assert_allclose(field.seconds, dijkstra(matrix, indices=source), atol=1e-9)
    assert len(graph.reduced.core) == 2


def test_a_point_snaps_inside_a_segment_with_its_connector():
    graph = build_graph(RoadArrays.from_lines([[(0, 0), (1000, 0)], [(0, 500), (1000, 500)]], np.array([100.0, 10.0])))
    snapped = snap(graph, np.array([[250.0, 100.0], [5000.0, 5000.0]]), 2000, connector_speed=36.0)
    assert snapped.segment[0] == 0
    assert snapped.part[0] == pytest.approx(0.25)
    assert snapped.seconds[0] == pytest.approx(10.0)  # 100 m at 10 m/s
    assert snapped.segment[1] == -1


def test_a_stray_piece_of_road_is_not_snapped_to():
    lines = [[(0, 0), (3000, 0)], [(0, 100), (50, 100)]]
    graph = build_graph(RoadArrays.from_lines(lines, np.array([100.0, 5.0])))
    assert snap(graph, np.array([[20.0, 99.0]])).segment[0] == 0
    assert snap(graph, np.array([[20.0, 99.0]]), min_component=10).segment[0] == 1


@settings(max_examples=150, deadline=None)
@given(road_networks(), st.integers(0, 2**32 - 1), st.sampled_from([FROM_SITE, TO_SITE]))
def test_the_matrix_gives_every_pair_its_own_time(roads, seed, direction):
    graph = build_graph(roads)
    random = np.random.default_rng(seed)
    sites = snap(graph, random.uniform(0, 600, (5, 2)), 5000, min_component=0)
    targets = snap(graph, random.uniform(0, 600, (4, 2)), 5000, min_component=0)
    delays = random.uniform(0, 60, 5)
    expected = cut_times(graph, sites, targets, direction)
    expected = expected + delays[:, None] + sites.seconds[:, None] + targets.seconds[None, :]
    found = time_matrix(graph, sites, delays, targets, direction=direction) * 60
    np.testing.assert_allclose(found, np.where(np.isfinite(expected), expected, np.nan), rtol=0, atol=1e-6)

    limit = 120.0
    site, target, minutes = times_within(graph, sites, targets, limit, direction=direction)
    plain = expected - delays[:, None]
    assert sorted(zip(site, target, strict=True)) == sorted(zip(*np.nonzero(plain <= limit), strict=True))
    np.testing.assert_allclose(minutes * 60, plain[site, target], rtol=0, atol=1e-6)


@settings(max_examples=200, deadline=None)
@given(road_networks(), st.integers(0, 2**32 - 1), st.sampled_from([FROM_SITE, TO_SITE]))
def test_a_site_opened_and_another_closed_give_the_times_of_a_new_search(roads, seed, direction):
    graph = build_graph(roads)
    random = np.random.default_rng(seed)
    nodes, start = random.integers(0, graph.size, 4), random.uniform(0, 20, 4)
    number = np.arange(4)
    field = Field(graph, direction).spread(nodes[:3], start[:3], number[:3])
    field.spread(nodes[3:], start[3:], number[3:])
    whole = Field(graph, direction).spread(nodes, start, number)
    np.testing.assert_allclose(field.seconds, whole.seconds, atol=1e-9)
    field.without(1)
    left = Field(graph, direction).spread(np.delete(nodes, 1), np.delete(start, 1), np.delete(number, 1))
    np.testing.assert_allclose(field.seconds, left.seconds, atol=1e-9)
    assert 1 not in field.owner
