"""A real Valhalla server on Andorra, asked by the algorithm; skipped with the reason where it cannot be had."""

from __future__ import annotations

import json
import urllib.request

import numpy as np
import pandas as pd
import pytest
import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeedback,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
)
from shared_data import shared_file
from valhalla_server import valhalla_server

from plugin.core.access.remote import VALHALLA, Server
from plugin.core.access.remote_roads import PairTable
from plugin.core.access.times import COMPUTED, AccessOptions, commune_times
from plugin.core.schema import Source
from plugin.gis.remote_engine import RemoteEngine
from plugin.gis.road_cache import road_graph
from plugin.gis.roads import load_profile
from plugin.gis.workspace import Workspace
from plugin.processing.remote_times import RemoteTimes

PARISHES = {
    "AD001": (1.5218, 42.5063),  # Andorra la Vella
    "AD002": (1.5828, 42.5361),  # Encamp
    "AD003": (1.5976, 42.5676),  # Canillo
    "AD004": (1.5148, 42.5450),  # La Massana
    "AD005": (1.5331, 42.5562),  # Ordino
    "AD006": (1.4913, 42.4637),  # Sant Julià de Lòria
    "AD007": (1.7333, 42.5425),  # Pas de la Casa
}
PEAK = (1.4450, 42.5920)  # Comapedrosa, kilometres from any road
TOULOUSE = (1.444, 43.604)  # no tiles there


@pytest.fixture(scope="module")
def address(tmp_path_factory, qgis_app):
    with valhalla_server(shared_file("routes/andorra.osm.pbf"), tmp_path_factory.mktemp("valhalla")) as running:
        yield running


def _placed(row: dict, place: tuple[float, float]) -> dict:
    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"), QgsCoordinateReferenceSystem("EPSG:2154"), QgsProject.instance()
    )
    point = transform.transform(QgsPointXY(*place))
    return {**row, "x": point.x(), "y": point.y()}


@pytest.fixture
def workspace(tmp_path, qgis_app) -> Workspace:
    """The parishes, a peak and Toulouse as communes; emergency departments at two ends of the valley."""
    made = Workspace.create(tmp_path / "andorre.gpkg")
    places = {**PARISHES, "AD090": PEAK, "31555": TOULOUSE}
    communes = pd.DataFrame(
        [_placed({"insee": code, "nom": code, "population": 10}, xy) for code, xy in places.items()]
    )
    communes["geom"] = [
        shapely.multipolygons([shapely.box(x, y, x + 1, y + 1)]) for x, y in communes[["x", "y"]].to_numpy()
    ]
    responders = pd.DataFrame(
        [
            _placed({"id": "su", "type": "SU", "insee": "AD001"}, PARISHES["AD001"]),
            _placed({"id": "est", "type": "SU", "insee": "AD007"}, PARISHES["AD007"]),
        ]
    )
    responders["geom"] = shapely.points(responders[["x", "y"]].to_numpy())
    with made.writing() as write:
        write.replace(
            "commune", communes.rename(columns={"x": "x_mairie", "y": "y_mairie"}), Source(fichier="c", mention="c")
        )
        write.replace("effecteur_urgence", responders, Source(fichier="e", mention="e"))
    return made


def run(workspace, address, **changes):
    parameters = {"WORKSPACE": workspace.path, "ENGINE": 1, "ADDRESS": address, "INTRA_COMMUNE": 1, **changes}
    algorithm, context = RemoteTimes().create(), QgsProcessingContext()
    good, message = algorithm.checkParameterValues(parameters, context)
    assert good, message
    results, ok = algorithm.run(parameters, context, QgsProcessingFeedback(), {}, False)
    assert ok
    return results, workspace.read("temps_acces", where={"type_effecteur": "SU"}).set_index("origine")


def route_minutes(address: str, source: tuple[float, float], target: tuple[float, float]) -> float:
    """The server's other service, asked without the plugin: minutes of one route."""
    asked = {"locations": [{"lon": x, "lat": y} for x, y in (source, target)], "costing": "auto"}
    with urllib.request.urlopen(f"{address}/route", data=json.dumps(asked).encode(), timeout=20) as answer:
        return json.load(answer)["trip"]["summary"]["time"] / 60


def test_the_matrix_is_the_servers_own_routes(workspace, address):
    results, times = run(workspace, address)
    assert (results["COMMUNES"], results["REACHED"], results["UNREACHED"]) == (9, 7, 2)
    assert set(times["methode"]) == {"valhalla"}
    for code, place in PARISHES.items():
        ways = {"su": PARISHES["AD001"], "est": PARISHES["AD007"]}
        minutes = {name: route_minutes(address, place, site) for name, site in ways.items()}
        nearest = min(minutes, key=minutes.get)
        assert times.loc[code, "site"] == nearest
        # The route adds seconds of turns that the table of times leaves out.
        assert times.loc[code, "minutes"] == pytest.approx(minutes[nearest], rel=0.05, abs=0.5)


def test_a_peak_and_a_town_without_tiles_do_not_spoil_the_table(workspace, address):
    _, times = run(workspace, address)
    assert times["minutes"].isna()[["AD090", "31555"]].all()
    assert times["minutes"].notna()[list(PARISHES)].all()


def test_our_own_search_on_the_same_extract_tells_the_same_story(workspace, address):
    _, times = run(workspace, address)
    graph, _ = road_graph(shared_file("routes/andorra.osm.pbf"), load_profile("osm"), workspace.crs)
    ours, _ = commune_times(
        workspace.read("commune"),
        workspace.read("effecteur_urgence"),
        graph,
        AccessOptions(kinds=("SU",), intra_commune=COMPUTED),
    )
    ours = ours[ours["type_effecteur"] == "SU"].set_index("origine")
    assert ours["site"].dropna().to_dict() == times["site"].dropna().to_dict()
    away = [code for code in PARISHES if times.loc[code, "minutes"] > 1]
    ratio = ours.loc[away, "minutes"] / times.loc[away, "minutes"]
    assert 0.6 < ratio.median() < 1.4 and ratio.between(0.45, 1.8).all()


def test_a_larger_table_than_the_server_allows_at_once(address, qgis_app):
    """4,800 pairs against a limit of 2,500: blocks, each pair as the server answers it alone."""
    generator = np.random.default_rng(11)
    towns = np.array(list(PARISHES.values()))
    around = generator.choice(towns, 80) + generator.uniform(-0.004, 0.004, (80, 2))
    server = Server(VALHALLA, address, "auto", max_distance=2000)
    engine = RemoteEngine(server, QgsFeedback())
    table = PairTable(server, around, around[:60])
    table.fill(engine.send)
    assert np.isfinite(table.seconds).mean() > 0.95
    assert np.isfinite(np.diagonal(table.seconds)).all()
    for row, column in generator.integers(0, (80, 60), (12, 2)):
        alone = PairTable(server, around[[row]], around[[column]])
        alone.fill(engine.send)
        assert alone.seconds[0, 0] == pytest.approx(table.seconds[row, column], rel=0.02, abs=5)


def test_a_costing_the_server_lacks_is_said_in_its_words(workspace, address):
    with pytest.raises(QgsProcessingException, match=r"127\.0\.0\.1.*No costing method found"):
        run(workspace, address, SERVER_PROFILE="traineau")
