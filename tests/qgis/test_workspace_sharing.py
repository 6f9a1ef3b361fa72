"""A workspace among others: layers of the project, a second writer, another thread, GDAL's switches, an older one."""

import shutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from string import Formatter
from urllib.parse import urlsplit
from uuid import uuid4

import pandas as pd
import pytest
from osgeo import gdal, ogr
from postgis_cluster import running_cluster
from qgis.core import QgsDataSourceUri, QgsProject, QgsProviderRegistry, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication
from shapely import box

from plugin.core import schema
from plugin.core.findings import InputError
from plugin.core.schema import Source
from plugin.gis.messages import MESSAGES
from plugin.gis.workspace import Workspace

SOURCE = Source(fichier="communes.csv", mention="Communes 2025")


@pytest.fixture(scope="module")
def database():
    with running_cluster() as url:
        yield url


@pytest.fixture(params=["geopackage", "postgis"])
def place(request, tmp_path, qgis_app):
    if request.param == "geopackage":
        return str(tmp_path / "atlas.gpkg")
    return f"{request.getfixturevalue('database')}?schema=atlas_{uuid4().hex[:12]}"


@pytest.fixture
def workspace(place):
    return Workspace.create(place)


@pytest.fixture
def project(qgis_app):
    project = QgsProject.instance()
    project.clear()
    yield project
    project.clear()


def communes(count, name="Nom"):
    return pd.DataFrame(
        {
            "insee": [f"{i:05d}" for i in range(count)],
            "nom": [name] * count,
            "geom": [box(i, 0, i + 1, 1) for i in range(count)],
        }
    )


def fill(workspace, count, name="Nom"):
    with workspace.writing() as write:
        write.replace("commune", communes(count, name), SOURCE)


def names(layer):
    return [feature["nom"] for feature in layer.getFeatures()]


def code(error):
    (finding,) = error.value.findings
    named = {name for _, name, _, _ in Formatter().parse(MESSAGES[finding.code]) if name}
    assert named <= {*finding.params, "n", "c", "v"}  # the message a user reads has no gap
    return finding.code


def test_layers_of_the_project_show_the_new_rows(workspace, project):
    fill(workspace, 2, "avant")
    layer = workspace.layer("commune")
    project.addMapLayer(layer)
    assert names(layer) == ["avant"] * 2
    fill(workspace, 3, "après")
    assert names(layer) == ["après"] * 3
    assert layer.featureCount() == 3


def test_layers_of_a_workspace_are_not_edited(workspace):
    fill(workspace, 1)
    layer = workspace.layer("commune")
    assert not layer.startEditing()
    assert layer.isValid() and names(layer) == ["Nom"]


def test_several_filtered_layers_stand_beside_each_other(workspace, project):
    fill(workspace, 4)
    for number in range(4):
        layer = workspace.layer("commune", subset=f'"insee" = \'0000{number}\'')
        project.addMapLayer(layer)
    everything = workspace.layer("commune")
    project.addMapLayer(everything)
    assert sorted(layer.featureCount() for layer in project.mapLayers().values()) == [1, 1, 1, 1, 4]
    fill(workspace, 3)
    assert [len(names(layer)) for layer in project.mapLayersByName("commune")].count(1) == 3
    assert len(names(everything)) == 3
    assert {layer.crs().authid() for layer in project.mapLayers().values()} == {"EPSG:2154"}


def test_a_layer_half_read_does_not_hinder_an_import(workspace, project):
    fill(workspace, 3000, "avant")
    layer = workspace.layer("commune")
    project.addMapLayer(layer)
    half_read = layer.getFeatures()
    next(half_read)
    fill(workspace, 10, "après")
    assert workspace.count("commune") == 10
    del half_read
    assert names(layer) == ["après"] * 10


def test_an_import_in_another_thread_reloads_in_the_main_one(workspace, project):
    fill(workspace, 1, "avant")
    layer = workspace.layer("commune")
    project.addMapLayer(layer)
    with ThreadPoolExecutor(1) as pool:
        pool.submit(fill, workspace, 2, "après").result(60)
    QCoreApplication.processEvents()
    assert names(layer) == ["après"] * 2


def test_a_second_writer_gets_a_message_and_the_first_goes_on(workspace, place):
    with workspace.writing() as write:
        write.replace("commune", communes(3), SOURCE)
        with pytest.raises(InputError) as error, Workspace.open(place).writing():
            pass
        assert code(error) in ("ESP04", "ESP18")
        if "postgresql" in place:
            assert error.value.findings[0].params["detenteurs"].startswith("atlas")
        assert workspace.count("commune") == 0  # not committed yet, and readers are not kept waiting
        assert workspace.read("commune").empty
    assert workspace.count("commune") == 3


def test_a_reader_in_the_middle_of_an_import_sees_the_old_atlas_whole(workspace, place):
    def zones(count, name):
        return pd.DataFrame({"id_territoire": [f"{i}" for i in range(count)], "type": "epci", "libelle": name})

    def held(reader):
        communes, territories = reader.read("commune"), reader.read("territoire")
        return len(communes), len(territories), {*communes["nom"], *territories["libelle"]}, len(reader.sources())

    with workspace.writing() as write:
        write.replace("commune", communes(30, "avant"), SOURCE)
        write.replace("territoire", zones(3, "avant"), SOURCE)
    with workspace.writing() as write:
        write.replace("commune", communes(50, "après"), SOURCE)
        assert held(Workspace.open(place)) == (30, 3, {"avant"}, 2)
        write.replace("territoire", zones(5, "après"), SOURCE)
        assert held(Workspace.open(place)) == (30, 3, {"avant"}, 2)
    assert held(Workspace.open(place)) == (50, 5, {"après"}, 2)


def test_what_somebody_changed_since_it_was_read_is_not_overwritten(workspace, place):
    fill(workspace, 3, "avant")
    reader = Workspace.open(place)
    read = reader.read("commune")
    fill(Workspace.open(place), 4, "le travail d’un autre")
    with pytest.raises(InputError) as error, reader.writing() as write:
        write.replace("commune", read.assign(nom="d’après l’ancien état"), SOURCE)
    assert code(error) == "ESP20"
    assert error.value.findings[0].params["liste"] == ["commune"]
    assert Workspace.open(place).read("commune")["nom"].tolist() == ["le travail d’un autre"] * 4
    read = reader.read("commune")  # started again, it is taken into account
    for name in ("repris", "encore"):
        with reader.writing() as write:
            write.replace("commune", read.assign(nom=name), SOURCE)
        assert set(reader.read("commune")["nom"]) == {name}


def test_what_somebody_changed_elsewhere_is_in_nobodys_way(workspace, place):
    fill(workspace, 3)
    reader = Workspace.open(place)
    reader.read("commune", ["insee"])
    with Workspace.open(place).writing() as write:
        write.replace("territoire", pd.DataFrame({"id_territoire": ["1"], "type": ["epci"], "libelle": ["A"]}), SOURCE)
        write.setting("agence", "ARS")
    with reader.writing() as write:
        write.setting("region", "Bretagne")
    assert reader.settings() == {"agence": "ARS", "region": "Bretagne"}


def test_an_edit_session_on_a_layer_is_named(tmp_path, project):
    workspace = Workspace.create(tmp_path / "atlas.gpkg")
    fill(workspace, 3)
    layer = QgsVectorLayer(workspace.layer("commune").source(), "Communes de travail", "ogr")
    project.addMapLayer(layer)
    with sqlite3.connect(workspace.path, isolation_level=None) as other:
        other.execute("BEGIN IMMEDIATE")
        assert layer.startEditing()
        with pytest.raises(InputError) as error, workspace.writing():
            pass
        other.execute("ROLLBACK")
    other.close()
    assert code(error) == "ESP04"
    assert error.value.findings[0].params["detenteurs"] == "Communes de travail"
    layer.rollBack()


def test_an_error_of_the_caller_stays_his_own(workspace):
    with pytest.raises(RuntimeError, match="mine"), workspace.writing() as write:
        write.replace("commune", communes(1), SOURCE)
        raise RuntimeError("mine")
    assert workspace.count("commune") == 0


def test_gdal_exceptions_of_another_plugin_change_nothing(workspace, place):
    before = gdal.GetUseExceptions(), ogr.GetUseExceptions()
    gdal.UseExceptions()
    ogr.UseExceptions()
    try:
        fill(workspace, 2)
        assert workspace.read("commune")["nom"].tolist() == ["Nom", "Nom"]
        with workspace.writing(), pytest.raises(InputError) as error, Workspace.open(place).writing():
            pass
        assert code(error) in ("ESP04", "ESP18")
        with pytest.raises(InputError) as error:
            Workspace.open("/nowhere/at/all.gpkg")
        assert code(error) == "FIC01"
        assert gdal.GetUseExceptions() and ogr.GetUseExceptions()
    finally:
        if not before[1]:  # the last one switched on goes first
            ogr.DontUseExceptions()
        if not before[0]:
            gdal.DontUseExceptions()
    fill(workspace, 1)
    assert not gdal.GetUseExceptions()


def test_a_copy_of_the_file_is_whole(tmp_path, project):
    workspace = Workspace.create(tmp_path / "atlas.gpkg")
    layer = QgsVectorLayer(workspace.layer("commune").source(), "Communes", "ogr")
    project.addMapLayer(layer)
    assert layer.startEditing()  # QGIS switches the file to a write-ahead log
    layer.rollBack()
    with sqlite3.connect(workspace.path) as other:
        other.execute("PRAGMA journal_mode = WAL")
    other.execute("SELECT count(*) FROM commune").fetchone()
    fill(workspace, 500)
    shutil.copy(workspace.path, tmp_path / "copie.gpkg")
    other.close()
    assert Workspace.open(tmp_path / "copie.gpkg").count("commune") == 500
    project.clear()
    fill(workspace, 400)
    assert [path.name for path in tmp_path.glob("atlas.gpkg-*")] == []


def test_an_older_workspace_is_brought_up_to_date_after_a_copy(workspace, place, tmp_path, monkeypatch):
    fill(workspace, 2)
    old = schema.TABLES["commune"]
    newer = dict(schema.TABLES)
    newer["commune"] = schema.Table("commune", {**old.columns, "densite": schema.REAL}, old.required, old.geometry)
    newer["nouvelle"] = schema.Table("nouvelle", {"cle": schema.TEXT}, ("cle",))
    monkeypatch.setattr(schema, "VERSION", 2)
    for name, table in newer.items():
        monkeypatch.setitem(schema.TABLES, name, table)

    opened = Workspace.open(place)
    assert opened.count("commune") == 2
    assert opened.read("commune")["densite"].isna().all()
    with opened.writing() as write:
        write.replace("nouvelle", pd.DataFrame({"cle": ["a"]}), SOURCE)
        write.replace("commune", communes(1).assign(densite=1.5), SOURCE)
    assert opened.tables() == ["commune", "nouvelle"]
    assert Workspace.open(place).backup is None

    monkeypatch.undo()
    with pytest.raises(InputError) as error:
        Workspace.open(place)
    assert code(error) == "ESP03"
    if "postgresql" in place:
        copy = Workspace.open(place.replace(workspace.name, opened.backup))
    else:
        assert opened.backup == str(tmp_path / "atlas.v1.bak.gpkg")
        copy = Workspace.open(opened.backup)
    assert copy.read("commune")["nom"].tolist() == ["Nom", "Nom"]
    assert copy.crs == "EPSG:2154"


def test_a_database_out_of_reach_is_a_message(qgis_app):
    with pytest.raises(InputError) as error:
        Workspace.open("postgresql://atlas@127.0.0.1:9/postgres?schema=atlas")
    assert code(error) == "ESP15"
    with pytest.raises(InputError) as error:
        Workspace.open("postgresql://atlas@127.0.0.1:9/postgres?schema=a;b")
    assert code(error) == "ESP17"
    with pytest.raises(InputError) as error:
        Workspace.open("postgis:nulle part?schema=atlas")
    assert code(error) == "ESP19"


def test_a_connection_kept_by_qgis(database, qgis_app):
    metadata = QgsProviderRegistry.instance().providerMetadata("postgres")
    parts = urlsplit(database)
    uri = QgsDataSourceUri()
    uri.setConnection(parts.hostname, str(parts.port), "postgres", "atlas", "")
    kept = metadata.createConnection(uri.uri(False), {"saveUsername": True})
    metadata.saveConnection(kept, "Atlas de l'ARS")
    try:
        workspace = Workspace.create("postgis:Atlas de l'ARS?schema=par_connexion")
        fill(workspace, 2)
        assert Workspace.open(f"{database}?schema=par_connexion").count("commune") == 2
        assert names(workspace.layer("commune")) == ["Nom"] * 2
    finally:
        metadata.deleteConnection("Atlas de l'ARS")


def test_a_schema_that_is_no_workspace(database, qgis_app):
    with pytest.raises(InputError) as error:
        Workspace.open(f"{database}?schema=information_schema")
    assert code(error) == "ESP01"
    with pytest.raises(InputError) as error:
        Workspace.open(f"{database}?schema=absent")
    assert code(error) == "ESP01"


def test_a_failed_statement_in_the_database_is_not_taken_for_a_commit(database, qgis_app):
    workspace = Workspace.create(f"{database}?schema=atlas_{uuid4().hex[:12]}")
    fill(workspace, 3)
    with pytest.raises(InputError) as error, workspace.writing() as write:
        write.replace("commune", communes(1), SOURCE)
        write._dataset.ExecuteSQL("SELECT 1 / 0")
    assert code(error) == "ESP10"
    assert workspace.count("commune") == 3
