"""Frames written as layers of their own and read back."""

import sqlite3
import threading

import numpy as np
import pandas as pd
import pytest
import shapely
from demo_tables import DEMO
from osgeo import gdal, ogr
from qgis.core import QgsProject
from shapely import LineString, MultiPolygon, Point, box

from plugin.core.findings import InputError
from plugin.core.schema import BOOLEAN, DATE, INTEGER, REAL, TEXT
from plugin.gis.frames import gdal_calls, load_layer, read_layer, write_layer


def classes(count=4):
    return pd.DataFrame({
        "insee": [f"{i:05d}" for i in range(count)],
        "minutes": np.linspace(0, 40, count),
        "classe": pd.array([1, None] * (count // 2), dtype="Int64"),
        "illustratif": [i % 3 == 0 for i in range(count)],
        "date": pd.to_datetime(["2025-06-01"] * count),
        "geom": [box(i, 0, i + 1, 1) for i in range(count)],
    })


def test_a_derived_layer_is_written_and_loaded(tmp_path, qgis_app):
    path = tmp_path / "atlas_cartes.gpkg"
    write_layer(path, "H22_classes", classes(), "EPSG:2154", "MultiPolygon")
    layer = load_layer(path, "H22_classes", "Temps d'accès")
    assert (layer.name(), layer.crs().authid(), layer.featureCount()) == ("Temps d'accès", "EPSG:2154", 4)
    rows = [feature.attributes()[1:] for feature in layer.getFeatures()]
    assert rows[0][0] == "00000" and rows[3][1] == 40
    assert [row[3] for row in rows] == [True, False, False, True]
    assert rows[0][4].toString("yyyy-MM-dd") == "2025-06-01"
    assert [field.typeName() for field in layer.fields()][1:] == ["String", "Real", "Integer64", "Boolean", "Date"]
    del layer


def test_a_process_killed_while_it_makes_the_file_leaves_none_of_that_name(tmp_path, qgis_app, monkeypatch):
    class Killed(BaseException):
        pass

    def kill(self, target):
        raise Killed

    path = tmp_path / "atlas_cartes.gpkg"
    with monkeypatch.context() as patch:
        patch.setattr(type(path), "replace", kill)
        with pytest.raises(Killed):
            write_layer(path, "a", classes(), "EPSG:2154", "MultiPolygon")
    assert not path.exists()
    write_layer(path, "a", classes(), "EPSG:2154", "MultiPolygon")
    assert load_layer(path, "a").featureCount() == 4


def test_only_the_table_written_is_replaced_even_while_it_is_shown(tmp_path, qgis_app):
    path = tmp_path / "atlas_cartes.gpkg"
    write_layer(path, "a", classes(4), "EPSG:2154", "MultiPolygon")
    write_layer(path, "b", classes(2), "EPSG:2154", "MultiPolygon")
    shown = load_layer(path, "a")
    QgsProject.instance().addMapLayer(shown)
    assert len(list(shown.getFeatures())) == 4
    lines = pd.DataFrame({"nom": ["x"], "geom": [LineString([(0, 0), (5, 5)])]})
    write_layer(path, "a", lines, "EPSG:3857", "LineString")
    again = load_layer(path, "a")
    assert again.featureCount() == 1 and again.crs().authid() == "EPSG:3857"
    assert [field.name() for field in again.fields()] == ["fid", "nom"]
    assert load_layer(path, "b").featureCount() == 2
    write_layer(path, "a", classes(6), "EPSG:2154", "MultiPolygon")
    QgsProject.instance().clear()
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_layer_of_the_project_shows_what_was_written_last(tmp_path, qgis_app):
    path = tmp_path / "atlas_cartes.gpkg"
    write_layer(path, "a", classes(4), "EPSG:2154", "MultiPolygon")
    shown = load_layer(path, "a")
    QgsProject.instance().addMapLayer(shown)
    assert sum(1 for _ in shown.getFeatures()) == 4
    write_layer(path, "a", classes(8), "EPSG:2154", "MultiPolygon")
    assert sum(1 for _ in shown.getFeatures()) == 8
    QgsProject.instance().clear()


def test_messages(tmp_path, qgis_app):
    def code(error):
        return [finding.code for finding in error.value.findings]

    with pytest.raises(InputError) as error:
        load_layer(tmp_path / "absent.gpkg", "a")
    assert code(error) == ["FIC01"]
    write_layer(tmp_path / "c.gpkg", "a", classes(), "EPSG:2154", "MultiPolygon")
    with pytest.raises(InputError) as error:
        load_layer(tmp_path / "c.gpkg", "z")
    assert code(error) == ["ESP11"]
    with pytest.raises(InputError) as error:
        write_layer(tmp_path / "c.gpkg", "a", classes(), "EPSG:2154", "Point")
    assert code(error) == ["ESP08"] * 4
    with pytest.raises(InputError) as error:
        write_layer(tmp_path / "c.gpkg", "a", classes(), "Lambert", "MultiPolygon")
    assert code(error) == ["ESP09"]
    with pytest.raises(InputError) as error:
        write_layer(tmp_path / "no" / "c.gpkg", "a", classes(), "EPSG:2154", "MultiPolygon")
    assert code(error) == ["ESP10"]
    assert load_layer(tmp_path / "c.gpkg", "a").featureCount() == 4


def test_bulk_reading_says_what_reading_one_by_one_says(tmp_path, qgis_app):
    """Held against OGR's own feature by feature reading, over more rows than one batch of the stream (65,536)."""
    count = 70_000
    rng = np.random.default_rng(7)
    days = pd.to_datetime("1950-01-01") + pd.to_timedelta(rng.integers(0, 30000, count), "D")

    def missing():
        return rng.random(count) < 0.2

    frame = pd.DataFrame({
        "texte": pd.Series(rng.choice(["é", "", "Île-aux-Moines", "x" * 200], count)),
        "entier": pd.Series(rng.integers(-10**12, 10**12, count)).astype("Int64").mask(missing()),
        "reel": pd.Series(rng.normal(size=count)).mask(missing()),
        "vrai": pd.Series(rng.random(count) < 0.5).astype("boolean").mask(missing()),
        "jour": pd.Series(days).mask(missing()),
        "geom": shapely.points(rng.normal(size=(count, 2))),
    })
    write_layer(tmp_path / "many.gpkg", "many", frame, "EPSG:2154", "Point")
    dataset = ogr.Open(str(tmp_path / "many.gpkg"))
    layer = dataset.GetLayer(0)
    one_by_one = [
        (
            feature["texte"], feature["entier"], feature["reel"],
            None if feature["vrai"] is None else bool(feature["vrai"]),
            None if feature["jour"] is None else feature["jour"].replace("/", "-"),
            feature.GetGeometryRef().GetX(), feature.GetGeometryRef().GetY(),
        )
        for feature in layer
    ]
    with gdal_calls():
        kinds = {"texte": TEXT, "entier": INTEGER, "reel": REAL, "vrai": BOOLEAN, "jour": DATE}
        read = read_layer(layer, kinds, geometry=True)
    del layer, dataset
    read["x"], read["y"] = shapely.get_x(read["geom"]), shapely.get_y(read["geom"])
    read = read.drop(columns="geom").astype(object)
    assert read.where(read.notna(), None).to_numpy().tolist() == [list(row) for row in one_by_one]
    assert len(read) == count


def test_rows_are_the_same_each_time(qgis_app):
    """GDAL 3.7 to 3.11.3 mixes rows, or crashes, where a GeoPackage is streamed in its own way."""
    dataset = gdal.OpenEx(str(DEMO / "bretagne.gpkg"), gdal.OF_VECTOR)
    layer = dataset.GetLayerByName("etablissement")
    kinds = {"finess_et": TEXT, "rs": TEXT, "x": REAL}
    one_by_one = [(row["finess_et"], row["rs"], row["x"]) for row in layer]
    for _ in range(15):
        read = read_layer(layer, kinds, geometry=False).astype(object)
        assert list(read.where(read.notna(), None).itertuples(index=False, name=None)) == one_by_one
    assert gdal.GetThreadLocalConfigOption("OGR_GPKG_STREAM_BASE_IMPL") is None


def test_gdal_switches_are_left_as_they_are(tmp_path, qgis_app):
    before = gdal.GetUseExceptions(), ogr.GetUseExceptions()
    seen = []
    with gdal_calls():
        thread = threading.Thread(target=lambda: seen.append((gdal.GetUseExceptions(), ogr.GetUseExceptions())))
        thread.start()
        thread.join()
    assert seen == [before]


def test_multi_geometries_are_made_of_single_ones(tmp_path, qgis_app):
    islands = MultiPolygon([box(0, 0, 1, 1), box(5, 5, 6, 6)])
    frame = pd.DataFrame({"nom": ["a", "b"], "geom": [box(0, 0, 1, 1), islands]})
    write_layer(tmp_path / "c.gpkg", "a", frame, "EPSG:2154", "MultiPolygon")
    layer = load_layer(tmp_path / "c.gpkg", "a")
    assert all(feature.geometry().asWkt(0).startswith("MultiPolygon") for feature in layer.getFeatures())
    with pytest.raises(InputError):
        write_layer(tmp_path / "c.gpkg", "a", frame.assign(geom=[Point(0, 0)] * 2), "EPSG:2154", "MultiPolygon")
    del layer
