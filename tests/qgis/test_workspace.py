"""The workspace: made, filled in one transaction, read back as it was written."""

import hashlib
from uuid import uuid4

import numpy as np
import pandas as pd
import pytest
from postgis_cluster import running_cluster
from shapely import MultiPolygon, Point, Polygon, box

from plugin.core.findings import InputError
from plugin.core.schema import TABLES, Source
from plugin.gis.workspace import Workspace

SOURCE = Source(fichier="communes.csv", mention="Communes 2025")


@pytest.fixture(scope="module")
def database():
    with running_cluster() as url:
        yield url


@pytest.fixture(params=["geopackage", "postgis"])
def place(request, tmp_path, qgis_app):
    """Where a workspace can be made: a file's path, or a schema of its own."""
    if request.param == "geopackage":
        return tmp_path / "atlas.gpkg"
    return f"{request.getfixturevalue('database')}?schema=atlas_{uuid4().hex[:12]}"


@pytest.fixture
def workspace(place):
    return Workspace.create(place)


def communes(count=3):
    return pd.DataFrame({
        "insee": [f"{35000 + i:05d}" for i in range(count)],
        "nom": [f"Saint-Éloi {i}" for i in range(count)],
        "population": pd.array([None if i == 1 else 100 * i for i in range(count)], dtype="Int64"),
        "pop_65p": [np.nan if i == 0 else i + 0.5 for i in range(count)],
        "geom": [box(i, 0, i + 1, 1) for i in range(count)],
    })


def codes(error):
    return [finding.code for finding in error.value.findings]


def test_a_new_workspace_has_every_table_and_no_row(workspace):
    assert workspace.crs == "EPSG:2154"
    assert workspace.name.startswith("atlas")
    assert workspace.tables() == []
    assert {name: workspace.count(name) for name in TABLES if name != "edition"} == dict.fromkeys(
        (name for name in TABLES if name != "edition"), 0
    )
    for name, table in TABLES.items():
        frame = workspace.read(name)
        assert list(frame.columns) == [*table.columns, *(["geom"] if table.geometry else [])]


def test_create_does_not_overwrite(workspace, place):
    with pytest.raises(InputError) as error:
        Workspace.create(place)
    assert codes(error) == ["ESP02"]


def test_rows_come_back_as_written(workspace):
    with workspace.writing() as write:
        write.replace("commune", communes(), SOURCE)
    frame = workspace.read("commune")
    assert workspace.tables() == ["commune"]
    assert frame["insee"].tolist() == ["35000", "35001", "35002"]
    assert frame["nom"].tolist() == ["Saint-Éloi 0", "Saint-Éloi 1", "Saint-Éloi 2"]
    assert frame["population"].dtype == "Int64"
    assert frame["population"].isna().tolist() == [False, True, False]
    assert frame["population"].sum() == 200
    assert frame["pop_65p"].tolist()[1:] == [1.5, 2.5] and np.isnan(frame["pop_65p"][0])
    assert frame["dep"].tolist() == [None, None, None]
    assert all(isinstance(shape, MultiPolygon) for shape in frame["geom"])
    assert frame["geom"][2].equals(box(2, 0, 3, 1))


def test_every_kind_survives(workspace):
    rows = pd.DataFrame({
        "finess_et": ["350000022", "010000024", "2A0000014"], "rs": ["CH «é»", "O'Brien", "x" * 3000],
        "ch_referent": [True, None, False], "score_geocodage": [80.0, np.nan, 0.0],
        "date_ouv": ["1970-01-31", None, "9999-12-31"], "x": [1.25, np.nan, -3e8], "nom_court": ["", None, " b "],
        "geom": [Point(1, 2), None, Point(3, 4, 5)],
    })
    with workspace.writing() as write:
        write.replace("etablissement", rows, SOURCE)
    frame = workspace.read("etablissement")
    assert frame["rs"].tolist() == rows["rs"].tolist()
    assert frame["ch_referent"].dtype == "boolean"
    assert frame["ch_referent"].astype(object).where(frame["ch_referent"].notna(), None).tolist() == [True, None, False]
    assert frame["score_geocodage"].dropna().tolist() == [80, 0]
    assert frame["date_ouv"].tolist() == ["1970-01-31", None, "9999-12-31"]
    assert frame["x"].dropna().tolist() == [1.25, -3e8]
    assert frame["nom_court"].tolist() == [None, None, " b "]
    assert [None if g is None else g.wkt for g in frame["geom"]] == ["POINT (1 2)", None, "POINT (3 4)"]


def test_columns_and_where(workspace):
    with workspace.writing() as write:
        write.replace("commune", communes(5), SOURCE)
    frame = workspace.read("commune", columns=["nom", "insee"], where={"population": 300})
    assert list(frame.columns) == ["nom", "insee"]
    assert frame["insee"].tolist() == ["35003"]
    assert workspace.read("commune", where={"population": None})["insee"].tolist() == ["35001"]
    shape = workspace.read("commune", columns=["geom"], where={"insee": "35004"})
    assert shape["geom"][0].equals(box(4, 0, 5, 1))
    assert workspace.read("commune", where={"insee": "' OR 1=1 --"}).empty
    with pytest.raises(InputError) as error:
        workspace.read("commune", columns=["inseee"])
    assert codes(error) == ["ESP05"]
    with pytest.raises(InputError) as error:
        workspace.read("communes")
    assert codes(error) == ["ESP13"]


def test_replace_and_append_keep_their_sources(workspace, tmp_path):
    file = tmp_path / "communes.csv"
    file.write_bytes(b"insee;nom\n35000;A\n")
    with workspace.writing() as write:
        write.replace("commune", communes(3), Source(str(file), "IGN 2025", illustratif=True, cog_annee=2025))
        write.append("commune", communes(2), Source("bis.csv", "Bis", lignes_lues=7))
    assert workspace.count("commune") == 5
    sources = workspace.sources("commune")
    assert sources["fichier"].tolist() == ["communes.csv", "bis.csv"]
    assert sources["sha256"].tolist() == [hashlib.sha256(b"insee;nom\n35000;A\n").hexdigest(), None]
    assert sources["lignes_lues"].tolist() == [3, 7]
    assert sources["lignes_retenues"].tolist() == [3, 2]
    assert sources["illustratif"].tolist() == [True, False]
    with workspace.writing() as write:
        write.replace("commune", communes(1), SOURCE)
        rows = pd.DataFrame({"commune": ["35000"], "type": ["epci"], "id_territoire": ["1"]})
        write.replace("composition", rows, SOURCE)
    assert workspace.count("commune") == 1
    assert workspace.sources()["table_nom"].tolist() == ["commune", "composition"]
    assert workspace.tables() == ["commune", "composition"]


def responders(kind, count):
    number = range(count)
    return pd.DataFrame({"id": [f"{kind}{i}" for i in number], "type": kind, "geom": [Point(i, 0) for i in number]})


def test_one_part_of_a_table_is_replaced(workspace):
    with workspace.writing() as write:
        write.replace("effecteur_urgence", responders("SU", 3), Source("su.csv", "SU"), part="SU")
        write.replace("effecteur_urgence", responders("SMUR", 7000), Source("smur.csv", "SMUR"), part="SMUR")
    with workspace.writing() as write:
        write.replace("effecteur_urgence", responders("SMUR", 2), Source("smur2.csv", "SMUR 2"), part="SMUR")
    assert workspace.read("effecteur_urgence")["id"].tolist() == ["SU0", "SU1", "SU2", "SMUR0", "SMUR1"]
    assert workspace.sources("effecteur_urgence")["mention"].tolist() == ["SU", "SMUR 2"]
    with pytest.raises(ValueError, match="SMUR"), workspace.writing() as write:
        write.replace("effecteur_urgence", responders("SU", 1), SOURCE, part="SMUR")
    with workspace.writing() as write:
        write.replace("effecteur_urgence", responders("MCS", 1), SOURCE)
    assert workspace.count("effecteur_urgence") == 1
    assert workspace.sources()["table_nom"].tolist() == ["effecteur_urgence"]


def test_a_failed_block_leaves_all_as_it_was(workspace):
    with workspace.writing() as write:
        write.replace("commune", communes(3), SOURCE)
        write.setting("region", "Bretagne")
    with pytest.raises(ZeroDivisionError), workspace.writing() as write:
        write.replace("commune", communes(1), SOURCE)
        write.setting("region", "Corse")
        raise ZeroDivisionError
    assert workspace.count("commune") == 3
    assert len(workspace.sources()) == 1
    assert workspace.settings() == {"region": "Bretagne"}


def test_bad_frames_are_refused_with_every_finding(workspace):
    frame = communes(4).assign(nom=["a", None, "", "d"], population=["1", "deux", "3.5", 4], dep=["35", 35, "35", "35"])
    with pytest.raises(InputError) as error, workspace.writing() as write:
        write.replace("commune", frame, SOURCE)
    assert [(f.code, f.row, f.column, f.value) for f in error.value.findings] == [
        ("ESP07", 3, "nom", None), ("ESP07", 4, "nom", None),
        ("FIC05", 3, "population", "deux"), ("FIC05", 4, "population", "3.5"), ("FIC05", 3, "dep", 35),
    ]
    with pytest.raises(InputError) as error, workspace.writing() as write:
        write.replace("commune", communes().drop(columns="insee").assign(surface=1), SOURCE)
    assert [(f.code, f.column) for f in error.value.findings] == [("ESP05", "surface"), ("ESP06", "insee")]
    with pytest.raises(InputError) as error, workspace.writing() as write:
        write.replace("commune", communes(1).assign(geom=[Point(0, 0)]), SOURCE)
    assert [(f.code, f.row, f.value) for f in error.value.findings] == [("ESP08", 2, "Point")]
    assert workspace.tables() == []


def test_settings_are_replaced(workspace, place):
    with workspace.writing() as write:
        write.setting("region", "Bretagne")
        write.setting("region", "Corse")
        write.setting("annee", "2025")
    assert Workspace.open(place).settings() == {"region": "Corse", "annee": "2025"}


def test_a_layer_shows_the_table(workspace):
    with workspace.writing() as write:
        write.replace("commune", communes(3), SOURCE)
    layer = workspace.layer("commune", subset='"insee" = \'35001\'', name="Communes")
    assert layer.isValid() and layer.name() == "Communes"
    assert layer.crs().authid() == "EPSG:2154"
    assert [feature["nom"] for feature in layer.getFeatures()] == ["Saint-Éloi 1"]
    with pytest.raises(InputError) as error:
        workspace.layer("commune", subset="n'importe quoi")
    assert codes(error) == ["ESP14"]


def test_what_is_no_workspace_is_refused(tmp_path, qgis_app):
    with pytest.raises(InputError) as error:
        Workspace.open(tmp_path / "absent.gpkg")
    assert codes(error) == ["FIC01"]
    text = tmp_path / "text.gpkg"
    text.write_text("hello", encoding="utf-8")
    with pytest.raises(InputError) as error:
        Workspace.open(text)
    assert codes(error) == ["ESP01"]
    with pytest.raises(InputError) as error:
        Workspace.create(tmp_path / "no" / "folder.gpkg")
    assert codes(error) == ["ESP12"]
    with pytest.raises(InputError) as error:
        Workspace.create(tmp_path / "x.gpkg", crs="EPSG:999999")
    assert codes(error) == ["ESP09"]
    assert not (tmp_path / "x.gpkg").exists()


def test_a_surface_with_a_hole_stays_whole(workspace):
    ring = Polygon([(0, 0), (9, 0), (9, 9), (0, 9)], [[(2, 2), (4, 2), (4, 4), (2, 4)]])
    with workspace.writing() as write:
        write.replace("territoire", pd.DataFrame({
            "id_territoire": ["T"], "type": ["epci"], "libelle": ["Test"], "geom": [ring]}), SOURCE)
    assert workspace.read("territoire")["geom"][0].area == 77
