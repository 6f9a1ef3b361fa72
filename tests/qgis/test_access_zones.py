"""Zones on real roads: valid, on land, without slivers, nothing unreached inside; findings as points of a layer."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
import shapely
from demo_tables import ROADS, WORKSPACE
from made_up_region import communes_at, make_workspace, road_layer, run

from plugin.core.access.areas import MERGED, NEAREST, access_zones
from plugin.core.access.times import AccessOptions, commune_times
from plugin.core.network.zones import CUMULATIVE, RINGS
from plugin.gis.road_cache import road_graph
from plugin.gis.roads import load_profile
from plugin.gis.workspace import Workspace
from plugin.processing.access_times import AccessTimes
from plugin.processing.access_zones import AccessZones

CELL = 150.0


@pytest.fixture(scope="module")
def brittany(qgis_app):
    """The demo's graph, communes and responders."""
    workspace = Workspace.open(WORKSPACE)
    graph, _ = road_graph(ROADS, load_profile("generique"))
    return graph, workspace.read("commune"), workspace.read("effecteur_urgence")


@pytest.mark.parametrize("mode", [RINGS, CUMULATIVE])
@pytest.mark.parametrize("division", [MERGED, NEAREST])
def test_zones_of_a_region_can_be_printed(brittany, mode, division):
    graph, communes, responders = brittany
    found, _ = access_zones(responders, graph, [30, 35], mode=mode, division=division, communes=communes)
    land = shapely.union_all(communes["geom"].to_numpy())
    shapely.prepare(land)
    assert len(found)
    parts = shapely.get_parts(found["geom"].to_numpy())
    assert all(zone.is_valid for zone in found["geom"])
    assert max(zone.difference(land).area for zone in found["geom"]) < 1
    # mean thickness of a part, as of a long rectangle: no slivers; nothing too small to be seen
    assert (2 * shapely.area(parts) / shapely.length(parts)).min() > CELL / 10
    assert shapely.area(parts).min() >= CELL**2
    assert len(parts) < 700


def test_rings_by_site_share_no_ground_and_lose_little(brittany):
    graph, communes, responders = brittany
    merged, _ = access_zones(responders, graph, [30, 35], communes=communes)
    parts, _ = access_zones(responders, graph, [30, 35], communes=communes, division=NEAREST)
    geometries = parts["geom"].to_numpy()
    one, other = shapely.STRtree(geometries).query(geometries, predicate="intersects")
    pairs = one < other
    common = shapely.area(shapely.intersection(geometries[one[pairs]], geometries[other[pairs]]))
    assert common.sum() < 1
    for label, area in merged.assign(area=shapely.area(merged["geom"])).set_index("classe")["area"].items():
        rows = parts[parts["classe"] == label]
        assert shapely.area(rows["geom"].to_numpy()).sum() == pytest.approx(area, rel=0.01)


def test_a_commune_that_is_not_reached_is_in_no_zone(brittany):
    graph, communes, responders = brittany
    responders = responders[responders["type"] == "SU"]
    times, _ = commune_times(communes, responders, graph, AccessOptions(intra_commune="calcule"))
    missed = times[(times["type_effecteur"] == "tous") & times["minutes"].isna()]["origine"]
    assert len(missed) > 2  # islands
    found, _ = access_zones(responders, graph, [30, 35, 500], mode=CUMULATIVE, communes=communes)
    places = communes[communes["insee"].isin(missed)]
    points = shapely.points(places["x_mairie"], places["y_mairie"])
    for zone in found["geom"]:
        assert not shapely.contains(zone, points).any()


def test_findings_with_a_place_become_points(tmp_path, qgis_app):
    """A road, a one-way stub nobody can leave, a commune and a site far from any road, a commune on an island."""
    roads = road_layer(
        tmp_path / "routes.gpkg",
        [[(0.0, 0.0), (10.0, 0.0)], [(10.0, 0.0), (10.0, 2.0)], [(50.0, 0.0), (53.0, 0.0)]],
        {"vitesse_kmh": ("double", [60.0] * 3), "sens": ("string", ["double", "direct", "double"])},
    )
    workspace = make_workspace(
        tmp_path / "a.gpkg",
        commune=communes_at({"01001": (5.0, 0.0, 9), "01002": (5.0, 40.0, 9), "01003": (51.0, 0.0, 9)}),
        effecteur_urgence=pd.DataFrame(
            [{"id": "su", "type": "SU", "x": 0.0, "y": 0.0}, {"id": "loin", "type": "SU", "x": 0.0, "y": -30_000.0}]
        ),
    )
    found = run(AccessZones, WORKSPACE=workspace.path, ROADS=roads, BREAKS="4 8", FINDINGS="memory:")
    places = {(row["code"], row["objet"]): row["point"] for row in found["FINDINGS"]}
    assert places == {
        ("RES05", None): (10_000, 2000),
        ("RES06", "01002"): (5000, 40_000),
        ("RES06", "loin"): (0, -30_000),
    }
    times = run(AccessTimes, WORKSPACE=workspace.path, ROADS=roads, FINDINGS="memory:")
    places = {(row["code"], row["objet"]): row["point"] for row in times["FINDINGS"]}
    assert places[("TPS03", "01003")] == (51_000, 0)
    assert places[("RES06", "loin")] == (0, -30_000)
    assert all(row["message"] and row["gravite"] for row in times["FINDINGS"])
    assert "FINDINGS" not in run(AccessTimes, WORKSPACE=workspace.path, ROADS=roads)


def test_classes_of_zones_lie_where_the_minutes_say(tmp_path, qgis_app):
    """On one straight road a zone ends where its minutes end, within a cell."""
    from made_up_region import straight_road

    workspace = make_workspace(
        tmp_path / "a.gpkg",
        commune=communes_at({"01001": (0.0, 0.0, 1)}),
        effecteur_urgence=pd.DataFrame([{"id": "su", "type": "SU", "x": 0.0, "y": 0.0}]),
    )
    run(AccessZones, WORKSPACE=workspace.path, ROADS=straight_road(tmp_path / "r.gpkg"), BREAKS="30 35", CLIP=False)
    zones = workspace.read("zone_acces").set_index("classe")["geom"]
    assert list(zones.index) == ["0 - 30 min", "> 30 - 35 min"]
    axis = shapely.LineString([(0, 0), (80_000, 0)])
    ends = [shapely.get_coordinates(shapely.intersection(zone, axis))[:, 0] for zone in zones]
    np.testing.assert_allclose([ends[0].max(), ends[1].min(), ends[1].max()], [30_000, 30_000, 35_000], atol=CELL)
    assert math.isclose(ends[0].min(), 0.0, abs_tol=CELL)
