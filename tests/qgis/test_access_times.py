"""The algorithm ``access_times`` on the embedded network and on hand-made workspaces."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
import shapely
from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsVectorLayer,
)

from plugin.core.access.times import AccessOptions, commune_times
from plugin.core.schema import Source
from plugin.gis.road_cache import road_graph
from plugin.gis.roads import load_profile
from plugin.gis.workspace import Workspace
from plugin.processing.access_scenario import AccessScenario
from plugin.processing.access_times import AccessTimes
from plugin.processing.access_zones import AccessZones
from plugin.processing.apl import Apl
from plugin.processing.import_access_times import ImportAccessTimes

DEMO = Path(__file__).resolve().parents[2] / "data" / "demo"
CITIES = {"35238": "Rennes", "29019": "Brest", "29232": "Quimper"}


@pytest.fixture
def workspace(tmp_path, qgis_app):
    """Three towns of Bretagne, the island of Sein, and a SU at Rennes."""
    made = Workspace.create(tmp_path / "atlas.gpkg")
    communes = Workspace.open(DEMO / "bretagne.gpkg").read("commune")
    communes = communes[communes["insee"].isin([*CITIES, "29083"])].reset_index(drop=True)
    rennes = communes.set_index("insee").loc["35238"]
    responders = pd.DataFrame(
        [{"id": "su", "type": "SU", "insee": "35238", "x": rennes["x_mairie"], "y": rennes["y_mairie"]}]
    )
    with made.writing() as write:
        write.replace("commune", communes, Source(fichier="c", mention="c"))
        write.replace("effecteur_urgence", responders, Source(fichier="e", mention="e"))
    return made


def run(workspace, kind=AccessTimes, **changes):
    parameters = {"WORKSPACE": workspace.path, "ROADS": str(DEMO / "routes.gpkg"), **changes}
    algorithm = kind().create()
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    good, message = algorithm.checkParameterValues(parameters, context)
    if not good:
        raise QgsProcessingException(message)
    results, ok = algorithm.run(parameters, context, feedback, {}, False)  # as processing.run does
    assert ok
    return results


def test_rennes_brest_and_the_island(workspace):
    results = run(workspace)
    assert results["COMMUNES"] == 4
    assert results["UNREACHED"] == 1
    assert "non accessible : 1 communes" in results["SUMMARY"]
    times = workspace.read("temps_acces").set_index(["type_effecteur", "origine"])
    assert times["minutes"]["SU", "35238"] == 0
    assert times["minutes"]["SU", "29019"] == pytest.approx(145, abs=15)  # about 2 h 25
    assert pd.isna(times["minutes"]["tous", "29083"])
    assert times["site"]["tous", "29019"] == "su"
    source = workspace.sources("temps_acces").iloc[0]
    assert "réseau de démonstration" in source["mention"]
    assert source["illustratif"]


def test_it_is_the_same_computation_as_the_core(workspace):
    run(workspace, INTRA_COMMUNE=1, MAX_SNAP=1500)
    graph, _ = road_graph(DEMO / "routes.gpkg", load_profile("generique"))
    expected, _ = commune_times(
        workspace.read("commune"),
        workspace.read("effecteur_urgence"),
        graph,
        AccessOptions(intra_commune="calcule", max_distance=1500),
    )
    pd.testing.assert_series_equal(workspace.read("temps_acces")["minutes"], expected["minutes"])


def test_imported_times_survive_a_new_computation(workspace):
    imported = pd.DataFrame(
        [{"origine": "29019", "type_effecteur": "maternite", "minutes": 12.0, "site": "m", "methode": "metric"}]
    )
    with workspace.writing() as write:
        write.replace("temps_acces", imported, Source(fichier="m.csv", mention="METRIC 2024", producteur="INSEE"))
    run(workspace)
    run(workspace)
    times = workspace.read("temps_acces")
    assert times[times["methode"] == "metric"]["minutes"].tolist() == [12.0]
    assert len(times) == 1 + 2 * 4
    assert sorted(workspace.sources("temps_acces")["producteur"]) == ["Atlas Soins", "INSEE"]


def test_another_kind_of_site_stands_beside_the_responders(workspace):
    run(workspace)
    register = pd.DataFrame(
        [
            {
                "finess_et": "350000001",
                "rs": "Maternité",
                "categ": "355",
                "insee": "29232",
                "x": 171_000.0,
                "y": 6_789_000.0,
            }
        ]
    )
    beds = pd.DataFrame(
        [
            {
                "finess_et": "350000001",
                "annee": 2023,
                "bordereau": "PERINAT",
                "unite": "TYPE2",
                "variable": "ACCUN",
                "valeur": 900.0,
            }
        ]
    )
    with workspace.writing() as write:
        write.replace("etablissement", register, Source(fichier="f", mention="f"))
        write.replace("capacite", beds, Source(fichier="s", mention="s"))
    assert run(workspace, ACTIVITY="maternites", BREAKS="45")["REACHED"] == 3
    times = workspace.read("temps_acces")
    assert set(times["type_effecteur"]) == {"SU", "tous", "maternites"}
    assert len(times) == 3 * 4


@pytest.mark.parametrize("division", [0, 1, 2])
def test_zones_agree_with_the_times_and_stay_on_land(workspace, division):
    assert run(workspace, AccessZones, BREAKS="4 60", DIVISION=division)["ZONES"] == 2
    zones = workspace.read("zone_acces")
    assert zones["classe"].tolist() == ["0 - 4 min", "> 4 - 60 min"]
    assert zones["site"].tolist() == ([None, None] if division == 0 else ["su", "su"])
    communes = workspace.read("commune").set_index("insee")
    land = shapely.union_all(communes["geom"].to_numpy())
    assert all(zone.is_valid and zone.difference(land).area < 1 for zone in zones["geom"])
    rennes = communes.loc["35238"]
    assert zones["geom"][0].contains(shapely.Point(rennes["x_mairie"], rennes["y_mairie"]))
    assert not zones["geom"][1].intersects(communes.loc["29083", "geom"])


def test_a_scenario_closes_a_site_and_opens_another(workspace):
    quimper = workspace.read("commune").set_index("insee").loc["29232"]
    opened = QgsVectorLayer("Point?crs=EPSG:2154", "ouverts", "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(quimper["x_mairie"], quimper["y_mairie"])))
    opened.dataProvider().addFeature(feature)
    results = run(workspace, AccessScenario, NAME="SU à Quimper", OPENED=opened, BREAKS="30")
    rows = workspace.read("scenario").set_index("origine")
    assert results["CHANGED"] == 2  # Brest and Quimper; Rennes keeps its own, Sein has none
    assert rows.loc["29232", "minutes"] == pytest.approx(0, abs=0.5)
    assert rows.loc["29019", "site"] == f"SU {quimper['x_mairie']:.0f},{quimper['y_mairie']:.0f}"
    assert rows.loc["35238", "ecart"] == 0
    assert results["AFTER"] > results["BEFORE"]

    run(workspace, AccessScenario, NAME="fermeture", CLOSED="su", BREAKS="30")
    rows = workspace.read("scenario")
    assert rows.groupby("nom").size().to_dict() == {"SU à Quimper": 4, "fermeture": 4}
    assert rows[rows["nom"] == "fermeture"]["minutes"].isna().all()
    with pytest.raises(QgsProcessingException, match="inconnu"):
        run(workspace, AccessScenario, NAME="x", CLOSED="inconnu")


def test_metric_times_stand_beside_those_of_the_network(workspace, tmp_path):
    run(workspace)
    table = tmp_path / "metric.csv"
    table.write_text("insee;minutes\n29019;130\n29083;\n")
    assert run(workspace, ImportAccessTimes, FILE=str(table), KIND="tous")["ROWS"] == 2
    assert run(workspace, ImportAccessTimes, FILE=str(table), KIND="maternites")["ROWS"] == 2
    times = workspace.read("temps_acces")
    assert len(times[times["methode"] == "reseau"]) == 2 * 4
    assert len(times[times["methode"] == "metric"]) == 2 * 2


def test_a_distance_table_to_every_commune_leads_to_those_with_a_site(workspace, tmp_path):
    table = tmp_path / "distancier.csv"
    table.write_text(
        "idSrc;idDst;duree\n29019;29019;0\n29019;35238;140\n29232;29019;50\n29232;35238;131\n35238;35238;0\n"
    )
    assert run(workspace, ImportAccessTimes, FILE=str(table), KIND="SU", ONLY_SITES=True, FOR_SHEETS=True)["ROWS"] == 3
    times = workspace.read("temps_acces").set_index("origine")["minutes"]
    assert times.to_dict() == {"29019": 140, "29232": 131, "35238": 0}  # the only SU is at Rennes
    assert workspace.settings()["temps_methode"] == "metric"
    table.write_text("idSrc;idDst;duree\n75056;75056;0\n")
    with pytest.raises(QgsProcessingException, match=r"distancier\.csv"):
        run(workspace, ImportAccessTimes, FILE=str(table), KIND="SU")


def test_apl_of_communes_too_far_from_each_other_is_their_own_supply(workspace):
    doctors = pd.DataFrame(
        [
            {"insee": "35238", "profession": "medecin_generaliste", "nombre": 100, "annee": 2024},
            {"insee": "29083", "profession": "medecin_generaliste", "nombre": 1, "annee": 2024},
        ]
    )
    with workspace.writing() as write:
        write.replace("praticien", doctors, Source(fichier="p", mention="p"))
    run(workspace, Apl)
    rows = workspace.read("indicateur").set_index("territoire")
    people = workspace.read("commune").set_index("insee")["population"]
    assert rows.loc["35238", "valeur"] == pytest.approx(100 * 5400 / people["35238"])
    assert rows.loc["29083", "valeur"] == pytest.approx(5400 / people["29083"])
    assert rows.loc["29019", "valeur"] == 0
    assert set(rows["indicateur"]) == {"apl_medecin_generaliste"}
    with pytest.raises(QgsProcessingException, match="sage_femme"):
        run(workspace, Apl, PROFESSION="sage_femme")
    with pytest.raises(QgsProcessingException, match="20 min : 1"):
        run(workspace, Apl, STEPS="20:1 10:0.3")


def test_a_layer_in_memory_is_read_too(workspace):
    layer = QgsVectorLayer(f"{DEMO / 'routes.gpkg'}", "routes", "ogr")
    memory = layer.materialize(QgsFeatureRequest())
    assert memory.providerType() == "memory"
    assert run(workspace, ROADS=memory)["REACHED"] == 3


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"ROADS": "/nowhere/routes.gpkg"}, "/nowhere/routes.gpkg"),
        ({"BREAKS": "35 30"}, "35 30"),
        ({"WORKSPACE": "/nowhere/atlas.gpkg"}, "/nowhere/atlas.gpkg"),
    ],
)
def test_bad_parameters_are_refused_by_name(workspace, changes, words):
    with pytest.raises(QgsProcessingException) as caught:
        run(workspace, **changes)
    assert words in str(caught.value)
