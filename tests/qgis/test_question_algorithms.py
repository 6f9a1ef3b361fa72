"""Questions as algorithms: outputs, files, areas, memory, errors."""

from __future__ import annotations

import math
import shutil

import pytest
from demo_tables import ROADS, WORKSPACE
from made_up_region import run
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingException, QgsVectorLayer

from plugin.core.tables import read_table
from plugin.gis import question_store
from plugin.gis.workspace import Workspace
from plugin.processing.query_territory import QueryTerritory
from plugin.processing.territory_profile import TerritoryProfile


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """A copy of the demo."""
    return shutil.copy(WORKSPACE, tmp_path_factory.mktemp("questions") / "atlas.gpkg")


def test_profile_as_table_text_and_masked_file(workspace, tmp_path):
    parameters = {
        "WORKSPACE": str(workspace), "TYPE": "epci", "TERRITORIES": "Rennes Métropole", "FILE": str(tmp_path / "p.csv"),
        "SECRET": "100000", "OUTPUT": "memory:",
    }
    result = run(TerritoryProfile, **parameters)
    rows = {row["cle"]: row for row in result["OUTPUT"]}
    assert rows["population"]["valeur"] == result["POPULATION"] > 400_000
    assert rows["population"]["rang"] == 1 and rows["population"]["pairs"] == 61
    assert rows["pop_65p"]["valeur"] < 100_000 and rows["pop_65p"]["statut"] == "valeur"
    file = read_table(tmp_path / "p.csv").frame.set_index("cle")
    assert file.at["pop_65p", "statut"] == "secret" and file.at["pop_65p", "valeur"] is None
    assert result["TEXT"].startswith("Rennes Métropole, comparé à Bretagne")
    assert "secret" in result["TEXT"]


def test_profile_of_a_drawn_area(workspace):
    """A square around the town hall of Ouessant, in degrees."""
    layer = QgsVectorLayer("Polygon?crs=EPSG:4326", "zone", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromWkt("POLYGON((-5.15 48.4, -5.0 48.4, -5.0 48.5, -5.15 48.5, -5.15 48.4))"))
    layer.dataProvider().addFeature(feature)
    parameters = {"WORKSPACE": str(workspace), "AREA": layer, "OUTPUT": "memory:"}
    result = run(TerritoryProfile, **parameters)
    communes = Workspace.open(workspace).read("commune", ["insee", "population"])
    assert result["POPULATION"] == communes.set_index("insee").at["29155", "population"]
    with pytest.raises(QgsProcessingException, match="not both"):
        run(TerritoryProfile, **parameters, TYPE="epci")


def test_region_is_read_once_until_the_file_changes(workspace):
    question_store.forget_region()
    store = Workspace.open(workspace)
    first = question_store.load_region(store)
    assert question_store.load_region(Workspace.open(workspace)) is first
    with store.writing() as write:
        write.setting("seuil_secret", "20")
    assert question_store.load_region(store) is not first


def test_errors_say_what_was_expected(workspace):
    parameters = {"WORKSPACE": str(workspace), "TYPE": "epci", "TERRITORIES": "Renne Métropole", "OUTPUT": "memory:"}
    with pytest.raises(QgsProcessingException, match="Rennes Métropole"):
        run(TerritoryProfile, **parameters)
    with pytest.raises(QgsProcessingException, match="whole number"):
        run(TerritoryProfile, **{**parameters, "TERRITORIES": "", "SECRET": "onze"})


def test_a_question_gives_polygons_and_is_kept(workspace, tmp_path):
    text = "communes de departement:29 à plus de 30 min de SU"
    asked = {"WORKSPACE": str(workspace), "OUTPUT": "memory:", "NAME": "Loin des urgences; drop table question"}
    first = run(QueryTerritory, **asked, QUESTION=text, FILE=str(tmp_path / "r.csv"))
    again = run(QueryTerritory, **asked)
    assert first["COUNT"] == again["COUNT"] == len(first["OUTPUT"]) > 0
    assert first["SENTENCE"].endswith(text) and "n’est" not in first["LOG"]
    assert len(read_table(tmp_path / "r.csv").frame) == first["COUNT"]
    kept = question_store.saved_questions(Workspace.open(workspace))
    assert kept.loc[0].tolist() == ["Loin des urgences; drop table question", text]
    with pytest.raises(QgsProcessingException, match="drop table question"):
        run(QueryTerritory, **{**asked, "NAME": "autre"})


def test_minutes_from_a_point_on_real_roads(workspace):
    """From the town hall of Rennes: near sites are near by road, and no straight line beats the road at 130 km/h."""
    text = "sites pratiquant hopital à moins de 20 min de (352107 ; 6789967)"
    asked = {"WORKSPACE": str(workspace), "OUTPUT": "memory:", "QUESTION": text}
    found = run(QueryTerritory, **asked, ROADS=f"{ROADS}|layername=troncon")
    assert 3 < found["COUNT"] < 30
    for row in found["OUTPUT"]:
        x, y = row["point"]
        assert math.dist((x, y), (352107, 6789967)) / 1000 <= row["minutes"] / 60 * 130 + 0.5
        assert row["minutes"] < 20
    with pytest.raises(QgsProcessingException, match="road layer"):
        run(QueryTerritory, **asked)
