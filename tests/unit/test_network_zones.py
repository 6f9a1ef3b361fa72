"""Zones: known shapes, no common ground, nothing unreached inside."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from plugin.core.network.graph import build_graph
from plugin.core.network.road_times import Ground, RoadTimes, road_times
from plugin.core.network.roads import RoadArrays
from plugin.core.network.search import FROM_SITE, Field, site_field
from plugin.core.network.snap import snap
from plugin.core.network.zones import CUMULATIVE, _without_enclaves, site_areas, zones, zones_by_site


def street_grid(side: int, spacing: float = 100.0, at: tuple[float, float] = (0.0, 0.0)) -> list:
    """Streets of a chessboard town, one segment a block."""
    lines = []
    for column in range(side):
        for row in range(side):
            x, y = at[0] + column * spacing, at[1] + row * spacing
            if column + 1 < side:
                lines.append([(x, y), (x + spacing, y)])
            if row + 1 < side:
                lines.append([(x, y), (x, y + spacing)])
    return lines


@pytest.fixture(scope="module")
def town():
    """A chessboard of 20 x 20 km at 1 km a minute, and an island town no road leads to."""
    lines = street_grid(201) + street_grid(21, at=(30_000.0, 0.0))
    return build_graph(RoadArrays.from_lines(lines, np.full(len(lines), 6.0)))


def ground_from(graph, points, cell=150.0, delays=None):
    sites = snap(graph, np.array(points))
    return Ground(road_times(graph, site_field(graph, sites, delays), cell), cell)


def test_a_zone_of_a_chessboard_town_is_a_diamond(town):
    found = zones(ground_from(town, [(10_000.0, 10_000.0)]), [4, 8], CUMULATIVE)
    for zone, radius in zip(found, (4000.0, 8000.0), strict=True):
        assert zone.geometry.area == pytest.approx(2 * radius**2, rel=0.02)
        diamond = shapely.Polygon(
            [(10_000 + radius, 10_000), (10_000, 10_000 + radius), (10_000 - radius, 10_000), (10_000, 10_000 - radius)]
        )
        assert zone.geometry.symmetric_difference(diamond).area < 0.03 * diamond.area


def test_rings_are_valid_share_no_ground_and_add_up_to_the_cumulative_zone(town):
    ground = ground_from(town, [(3000.0, 4000.0), (15_000.0, 12_000.0)], delays=np.array([0.0, 90.0]))
    rings, whole = zones(ground, [2, 4, 6, 9]), zones(ground, [2, 4, 6, 9], CUMULATIVE)
    assert all(zone.geometry.is_valid and zone.geometry.geom_type == "MultiPolygon" for zone in rings + whole)
    for one in range(4):
        for other in range(one):
            assert shapely.intersection(rings[one].geometry, rings[other].geometry).area < 1
    total = sum(zone.geometry.area for zone in rings)
    assert total == pytest.approx(whole[-1].geometry.area, rel=1e-3)
    assert [(zone.low, zone.high) for zone in rings] == [(0, 2), (2, 4), (4, 6), (6, 9)]


def test_what_is_not_reached_is_in_no_zone_whatever_the_bound(town):
    zone = zones(ground_from(town, [(10_000.0, 10_000.0)]), [1000], CUMULATIVE)[0].geometry
    assert zone.contains(shapely.Point(19_900, 19_900))
    assert zone.intersection(shapely.box(29_000, -1000, 33_000, 3000)).is_empty


def test_zones_stay_on_land_and_away_from_where_no_road_is(town):
    land = shapely.box(0, 0, 10_000, 30_000)
    zone = zones(ground_from(town, [(9000.0, 9000.0)]), [30], land=land)[0].geometry
    assert land.covers(zone)
    assert not zone.intersects(shapely.box(0, 22_500, 10_000, 30_000))  # 2.5 km north of the last street


def test_areas_of_the_nearest_site_share_the_ground_between_them(town):
    # The second site starts two minutes late: its border moves one kilometre towards it.
    ground = ground_from(town, [(5000.0, 10_000.0), (15_000.0, 10_000.0)], delays=np.array([0.0, 120.0]))
    areas = site_areas(ground)
    assert sorted(areas) == [0, 1]
    assert shapely.intersection(areas[0], areas[1]).area < 1
    assert areas[0].contains(shapely.Point(10_800, 10_050))
    assert areas[1].contains(shapely.Point(11_200, 10_050))
    rings = zones(ground, [3, 6])
    parts = zones_by_site(areas, rings)
    for ring in rings:
        shares = [part.geometry.area for part in parts if part.high == ring.high]
        assert sum(shares) == pytest.approx(ring.geometry.area, rel=0.01)


def test_the_nearest_of_two_kinds_and_a_helicopter(town):
    field = Field(town, FROM_SITE)  # nobody yet
    nobody = road_times(town, field)
    assert np.isinf(nobody.seconds).all()
    flown = nobody.with_flights(np.array([[0.0, 0.0]]), np.array([180.0]), np.array([5.0]), shift=7)
    np.testing.assert_allclose(flown.seconds, 300 + np.hypot(*flown.xy.T) / 50)
    assert (flown.owner == 7).all()
    nearer = RoadTimes(nobody.xy, np.full(len(nobody.xy), 301.0), np.zeros(len(nobody.xy), dtype=int), nobody.length)
    both = flown.nearest(nearer)
    assert (both.seconds <= 301).all()
    assert set(both.owner) == {0, 7}


def test_edge_midpoints_fall_in_the_class_of_their_time(town):
    random = np.random.default_rng(5)
    speed = random.choice([25.0, 50.0, 90.0], len(town.roads))
    roads = town.roads
    slow = RoadArrays(roads.coords, roads.offsets, *(2 * (roads.length / speed * 3.6,)), roads.length, roads.ferry)
    graph = build_graph(slow)
    field = site_field(graph, snap(graph, np.array([[4000.0, 4000.0], [16_000.0, 15_000.0]])))
    bounds = [5, 10, 15]
    found = zones(Ground(road_times(graph, field)), bounds)
    ends = field.seconds[graph.tail] + roads_half(graph), field.seconds[graph.head] + roads_half(graph)
    minutes = np.minimum(*ends) / 60
    middle = (slow.coords[slow.offsets[:-1]] + slow.coords[slow.offsets[1:] - 1]) / 2
    right = np.zeros(len(minutes), dtype=bool)
    code = np.where(np.isfinite(minutes), np.searchsorted(bounds, minutes), len(bounds))
    points = shapely.points(middle)
    for number, zone in enumerate(found):
        inside = shapely.contains(zone.geometry, points)
        right |= inside & (code == number)
        right &= ~inside | (code == number)
    outside = ~shapely.contains(shapely.union_all([zone.geometry for zone in found]), points)
    right |= outside & (code == len(bounds))
    assert right.mean() > 0.97


def roads_half(graph) -> np.ndarray:
    return graph.roads.forward / 2


def test_an_enclave_of_a_few_cells_goes_to_the_area_around_it_and_an_islet_keeps_its_own():
    owner = np.full((40, 40), -1)
    owner[5:35, 5:20] = 0
    owner[5:35, 20:30] = 1
    owner[10:12, 10:12] = 1  # 4 cells inside the area of 0
    owner[33, 33] = 2  # an islet of one cell
    cleaned = _without_enclaves(owner, 6)
    assert (cleaned[5:35, 5:20] == 0).all()
    assert (cleaned[5:35, 20:30] == 1).all()
    assert cleaned[33, 33] == 2
    assert (cleaned >= 0).sum() == (owner >= 0).sum()
    np.testing.assert_array_equal(_without_enclaves(owner, 1), owner)


def test_slivers_that_the_coast_cuts_off_are_left_out(town):
    teeth = [shapely.box(9000 + 200 * number, 0, 9010 + 200 * number, 20_000) for number in range(20)]  # 10 m wide
    land = shapely.union_all([shapely.box(0, 0, 9000, 20_000), shapely.box(15_000, 0, 20_000, 20_000), *teeth[1:]])
    zone = zones(ground_from(town, [(10_000.0, 10_000.0)]), [12], land=land)[0].geometry
    assert len(zone.geoms) == 2
    assert land.covers(zone)


def test_outlines_are_simplified_for_print_and_stay_where_they_were(town):
    roads = town.roads
    seconds = roads.length / np.random.default_rng(8).choice([15.0, 50.0, 110.0], len(roads)) * 3.6
    graph = build_graph(RoadArrays(roads.coords, roads.offsets, seconds, seconds, roads.length, roads.ferry))
    ground = ground_from(graph, [(7300.0, 9100.0), (14_100.0, 6000.0)])
    plain = zones(ground, [5], tolerance=0.001)[0].geometry
    printed = zones(ground, [5])[0].geometry
    assert shapely.get_num_coordinates(printed) < 0.6 * shapely.get_num_coordinates(plain)
    assert shapely.hausdorff_distance(printed, plain) <= ground.cell / 4
