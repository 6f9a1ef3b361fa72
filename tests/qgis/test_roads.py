"""Real road layers, read in bulk, searched, and compared with scipy on the full graph."""

from __future__ import annotations

import numpy as np
import pytest
from osgeo import ogr
from scipy.sparse.csgraph import dijkstra
from shared_data import shared_file

from plugin.core.findings import InputError
from plugin.core.network.graph import build_graph
from plugin.core.network.search import FROM_SITE, TO_SITE, Field
from plugin.gis.road_cache import road_graph
from plugin.gis.roads import load_profile, read_roads

LAYERS = {
    "bdtopo": ("routes/bdtopo_troncon_de_route_nantes_2025.gpkg", "bdtopo", {}),
    "toulouse": ("routes/toulouse_routes_osm.gpkg", "generique", {}),
    "andorre": ("routes/andorra.osm.pbf", "osm", {}),
    "heidelberg": ("routes/heidelberg.test.osm.pbf", "osm", {"with_ferries": True, "ferry_wait": 600.0}),
    "bretagne": ("routes/bretagne_reseau_structurant_osm.gpkg", "generique", {"default_speed": 70.0}),
}


@pytest.fixture(params=LAYERS)
def roads(request):
    file, profile, changes = LAYERS[request.param]
    return read_roads(shared_file(file), load_profile(profile).changed(**changes))


def test_real_networks_match_scipy_from_random_sites(roads):
    graph = build_graph(roads[0])
    random = np.random.default_rng(1)
    sources, start = random.integers(0, graph.size, 12), random.uniform(0, 120, 12)
    for direction, arcs in ((FROM_SITE, graph.leaving), (TO_SITE, graph.leaving.reversed())):
        expected = (dijkstra(arcs.matrix(), indices=sources) + start[:, None]).min(axis=0)
        field = Field(graph, direction).spread(sources, start, np.arange(12))
        np.testing.assert_allclose(field.seconds, expected, rtol=0, atol=1e-6)
        limited = Field(graph, direction).spread(sources, start, np.arange(12), limit=300.0)
        np.testing.assert_allclose(limited.seconds, np.where(expected <= 300, expected, np.inf), rtol=0, atol=1e-6)


def test_what_is_dropped_of_bdtopo_agrees_with_a_count_in_sql():
    path = shared_file("routes/bdtopo_troncon_de_route_nantes_2025.gpkg")
    roads, report = read_roads(path, load_profile("bdtopo"))
    dropped = sum(finding.params["n"] for finding in report if finding.code == "RES02")
    dataset = ogr.Open(str(path))
    layer = dataset.ExecuteSQL(
        "SELECT COUNT(*), SUM(ST_NumGeometries(geom)) FROM TRONCON_DE_ROUTE WHERE CAST(VIT_MOY_VL AS INTEGER) > 1"
        " AND ETAT = 'En service' AND ACCES_VL <> 'Physiquement impossible' AND NATURE <> 'Bac ou liaison maritime'",
    )
    feature = layer.GetNextFeature()
    records, parts = feature.GetField(0), feature.GetField(1)
    del feature
    dataset.ReleaseResultSet(layer)
    assert len(roads) == parts
    assert dropped == dataset.GetLayer(0).GetFeatureCount() - records


def test_the_cost_of_a_real_segment_follows_igns_rule():
    path = shared_file("routes/bdtopo_troncon_de_route_nantes_2025.gpkg")
    dataset = ogr.Open(str(path))
    layer = dataset.GetLayer(0)
    layer.SetAttributeFilter(
        "VIT_MOY_VL = '20' AND SENS = 'Sens direct' AND ACCES_VL = 'Libre' AND ETAT = 'En service'"
    )
    feature = layer.GetNextFeature()
    condition = f"ID = '{feature.GetField('ID')}'"
    roads, _ = read_roads(path, load_profile("bdtopo"), subset=condition)
    flat = feature.GetGeometryRef().Clone()
    flat.FlattenTo2D()
    assert roads.forward[0] == pytest.approx(flat.Length() / 20 * 3.6 + 5)  # the sample is all in town
    assert np.isinf(roads.backward[0])


def test_a_layer_in_degrees_comes_out_in_metres():
    roads, _ = read_roads(
        shared_file("routes/bretagne_reseau_structurant_osm.gpkg"),
        load_profile("generique").changed(default_speed=70.0),
    )
    low, high = roads.coords.min(axis=0), roads.coords.max(axis=0)
    assert 100_000 < low[0] < high[0] < 460_000
    assert 6_660_000 < low[1] < high[1] < 6_900_000
    assert roads.forward.sum() == pytest.approx(roads.length.sum() / 70 * 3.6)


def test_booleans_of_bdtopo_are_read_right(tmp_path, qgis_app):
    """BD TOPO's GeoPackage holds ``urbain`` as a boolean."""
    from osgeo import osr

    reference = osr.SpatialReference()
    reference.ImportFromEPSG(2154)
    path = tmp_path / "bdtopo.gpkg"
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("troncon_de_route", reference, ogr.wkbLineString)
    town = ogr.FieldDefn("urbain", ogr.OFTInteger)
    town.SetSubType(ogr.OFSTBoolean)
    for field in (
        town,
        ogr.FieldDefn("vitesse_moyenne_vl", ogr.OFTInteger),
        ogr.FieldDefn("etat_de_l_objet", ogr.OFTString),
    ):
        layer.CreateField(field)
    urban = np.random.default_rng(0).integers(0, 2, 50)
    for number, value in enumerate(urban):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("urbain", int(value))
        feature.SetField("vitesse_moyenne_vl", 50)
        feature.SetField("etat_de_l_objet", "En service")
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"LINESTRING (0 {number}, 1000 {number})"))
        layer.CreateFeature(feature)
    del feature, layer, dataset
    roads, _ = read_roads(path, load_profile("bdtopo"))
    assert roads.forward.tolist() == np.where(urban == 1, 77.0, 72.0).tolist()


OSM = """<?xml version="1.0"?><osm version="0.6">
{nodes}
<way id="1"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="primary"/><tag k="maxspeed" v="50"/></way>
<way id="2"><nd ref="4"/><nd ref="2"/><nd ref="5"/><tag k="highway" v="residential"/><tag k="oneway" v="-1"/></way>
<way id="3"><nd ref="6"/><nd ref="7"/><tag k="highway" v="motorway"/><tag k="bridge" v="yes"/></way>
<way id="4"><nd ref="1"/><nd ref="4"/><tag k="highway" v="footway"/></way>
<way id="5"><nd ref="3"/><nd ref="5"/><tag k="route" v="ferry"/></way>
<way id="6"><nd ref="3"/><nd ref="6"/><tag k="highway" v="service"/><tag k="access" v="private"/></way>
</osm>"""


def test_openstreetmap_ways_join_where_they_share_a_vertex_and_pass_under_bridges(tmp_path, qgis_app):
    places = {
        1: (0, 0),
        2: (0.01, 0),
        3: (0.02, 0),
        4: (0.01, -0.01),
        5: (0.01, 0.01),
        6: (0.005, -0.01),
        7: (0.005, 0.01),
    }
    nodes = "".join(f'<node id="{n}" lon="{2 + x}" lat="{47 + y}"/>' for n, (x, y) in places.items())
    path = tmp_path / "petit.osm"
    path.write_text(OSM.format(nodes=nodes))
    roads, report = read_roads(path, load_profile("osm"))
    graph = build_graph(roads)
    # Ways 1 and 2 are cut at node 2; the motorway crosses way 1 without a node: five segments, seven nodes.
    assert (len(roads), graph.size, graph.component.max()) == (5, 7, 1)
    speeds = sorted(set((roads.length / np.minimum(roads.forward, roads.backward) * 3.6).round(6)))
    assert speeds == pytest.approx([25, 40, 90])
    assert np.isinf(roads.forward).sum() == 2  # way 2 runs against its drawing
    said = {finding.params.get("motif"): finding.params["n"] for finding in report if finding.code == "RES02"}
    assert said == {
        "bac ou liaison maritime": 1,
        "accès interdit aux voitures": 1,
        "pas une route pour les voitures": 1,
    }
    with_ferry, _ = read_roads(path, load_profile("osm").changed(with_ferries=True, ferry_speed=20.0, ferry_wait=60.0))
    boat = with_ferry.ferry
    assert with_ferry.forward[boat].sum() == pytest.approx(with_ferry.length[boat].sum() / 20 * 3.6 + 60)


def test_a_layer_without_speed_is_refused_and_names_its_columns():
    with pytest.raises(InputError) as caught:
        read_roads(shared_file("routes/bretagne_reseau_structurant_osm.gpkg"), load_profile("generique"))
    assert caught.value.findings[0].code == "RES01"
    assert "crow_km" in caught.value.findings[0].params["liste"]


def lines_file(path, rows, crs=2154):
    """A GeoPackage of lines with ``vitesse_kmh`` and ``sens``."""
    from osgeo import osr

    reference = None
    if crs:
        reference = osr.SpatialReference()
        reference.ImportFromEPSG(crs)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("routes", reference, ogr.wkbLineString)
    layer.CreateField(ogr.FieldDefn("vitesse_kmh", ogr.OFTReal))
    layer.CreateField(ogr.FieldDefn("sens", ogr.OFTString))
    for wkt, speed, direction in rows:
        feature = ogr.Feature(layer.GetLayerDefn())
        if speed is not None:
            feature.SetField("vitesse_kmh", speed)
        feature.SetField("sens", direction)
        feature.SetGeometry(None if wkt is None else ogr.CreateGeometryFromWkt(wkt))
        layer.CreateFeature(feature)
    return path


def test_odd_geometries_and_missing_speeds_are_counted_not_guessed(tmp_path):
    path = lines_file(
        tmp_path / "r.gpkg",
        [
            ("LINESTRING (0 0, 1000 0)", 60.0, "double"),
            ("LINESTRING (1000 0, 2000 0)", None, "double"),
            ("MULTILINESTRING ((2000 0, 3000 0), (5000 0, 6000 0))", 60.0, "direct"),
            (None, 60.0, "double"),
            ("LINESTRING EMPTY", 60.0, "double"),
            ("LINESTRING (9 9, 9 9)", 60.0, "double"),
            ("LINESTRING (3000 0, 4000 0)", 60.0, "bizarre"),
        ],
    )
    roads, report = read_roads(path, load_profile("generique"))
    assert roads.length.tolist() == [1000, 1000, 1000, 1000]
    assert np.isinf(roads.backward).tolist() == [False, True, True, False]
    said = {(finding.code, finding.params.get("motif")): finding.params["n"] for finding in report}
    assert said["RES02", "vitesse nulle ou absente"] == 1
    assert said["RES02", "longueur nulle"] == 1
    assert said["RES02", "sans géométrie"] == 2
    assert said["RES09", "sens inconnu"] == 1


def test_no_crs_no_file_no_road(tmp_path):
    path = lines_file(tmp_path / "r.gpkg", [("LINESTRING (0 0, 1000 0)", 60.0, "double")], crs=None)
    for source, code in ((path, "FIC22"), (tmp_path / "absent.gpkg", "FIC01"), (f"{path}|layername=autre", "FIC21")):
        with pytest.raises(InputError) as caught:
            read_roads(source, load_profile("generique"))
        assert caught.value.findings[0].code == code
    empty = lines_file(tmp_path / "vide.gpkg", [("LINESTRING (0 0, 1000 0)", 0.0, "double")])
    with pytest.raises(InputError) as caught:
        read_roads(empty, load_profile("generique"))
    assert [finding.code for finding in caught.value.findings] == ["RES02", "RES10"]


def test_the_cache_gives_the_same_graph_and_notices_change(tmp_path):
    path = lines_file(tmp_path / "r.gpkg", [("LINESTRING (0 0, 1000 0)", 60.0, "double")])
    workspace = tmp_path / "atlas.gpkg"
    workspace.write_bytes(b"x")
    profile = load_profile("generique")
    first, said = road_graph(path, profile, beside=workspace)
    assert len(list(tmp_path.glob("atlas_reseau_*.npz"))) == 1
    again, said_again = road_graph(path, profile, beside=workspace)
    assert again.reduced is not first.reduced
    for name in ("nodes", "tail", "head", "low", "high", "up", "down"):
        np.testing.assert_array_equal(getattr(first, name), getattr(again, name))
    assert [(f.code, f.severity, f.params) for f in said] == [(f.code, f.severity, f.params) for f in said_again]

    path.unlink()
    lines_file(path, [("LINESTRING (0 0, 1000 0)", 30.0, "double"), ("LINESTRING (1000 0, 2000 0)", 30.0, "double")])
    assert len(road_graph(path, profile, beside=workspace)[0].roads) == 2
    faster, _ = road_graph(path, profile.changed(speed_factor=2.0), beside=workspace)
    assert faster.up.tolist() == pytest.approx([60.0, 60.0])
    next(tmp_path.glob("atlas_reseau_*.npz")).write_bytes(b"PK damaged")
    assert len(road_graph(path, profile, beside=workspace)[0].roads) == 2
