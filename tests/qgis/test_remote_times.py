"""The algorithm ``remote_times`` on a hand-made workspace and a routing server on the loopback."""

from __future__ import annotations

import threading
import time
from pathlib import Path

import pandas as pd
import pytest
import shapely
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
)
from routing_server import Fault, routing_server, seconds_between

from plugin.core.schema import Source
from plugin.gis.access_layers import times_of
from plugin.gis.workspace import Workspace
from plugin.processing.remote_times import RemoteTimes

# Longitude and latitude; Ouessant is an island of its own.
TOWNS = {
    "35238": (-1.68, 48.11),
    "29019": (-4.49, 48.39),
    "29232": (-4.1, 48.0),
    "56260": (-2.76, 47.66),
    "29155": (-5.1, 48.457),
}
BASE = (-2.0, 48.2)


@pytest.fixture
def workspace(tmp_path, qgis_app) -> Workspace:
    made = Workspace.create(tmp_path / "atlas.gpkg")
    communes = pd.DataFrame(
        [_placed({"insee": code, "nom": code, "population": 100}, *xy) for code, xy in TOWNS.items()]
    )
    communes = communes.rename(columns={"x": "x_mairie", "y": "y_mairie"})
    communes["geom"] = [
        shapely.multipolygons([shapely.box(x, y, x + 1, y + 1)])
        for x, y in communes[["x_mairie", "y_mairie"]].to_numpy()
    ]
    responders = pd.DataFrame(
        [
            _placed({"id": "su", "type": "SU", "insee": "35238"}, *TOWNS["35238"]),
            _placed({"id": "smur", "type": "SMUR", "insee": "29019", "delai": 4.0}, *TOWNS["29019"]),
            _placed({"id": "heli", "type": "HELISMUR", "delai": 5.0, "vitesse": 240.0, "rayon": 100.0}, *BASE),
        ]
    )
    responders["geom"] = shapely.points(responders[["x", "y"]].to_numpy())
    with made.writing() as write:
        write.replace("commune", communes, Source(fichier="c", mention="c"))
        write.replace("effecteur_urgence", responders, Source(fichier="e", mention="e", illustratif=True))
        write.replace(
            "temps_acces",
            pd.DataFrame([{"origine": "29019", "type_effecteur": "tous", "minutes": 999.0, "methode": "metric"}]),
            Source(fichier="m", mention="METRIC"),
            part="metric",
        )
    return made


def _placed(row: dict, lon: float, lat: float) -> dict:
    transform = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"), QgsCoordinateReferenceSystem("EPSG:2154"), QgsProject.instance()
    )
    point = transform.transform(QgsPointXY(lon, lat))
    return {**row, "x": point.x(), "y": point.y()}


@pytest.fixture
def http(qgis_app):
    with routing_server() as running:
        running.rules.island = lambda point: int(point[0] < -4.9)
        yield running


def run(workspace, http, feedback=None, **changes):
    parameters = {"WORKSPACE": workspace.path, "ENGINE": 1, "ADDRESS": http.address, **changes}
    algorithm, context = RemoteTimes().create(), QgsProcessingContext()
    good, message = algorithm.checkParameterValues(parameters, context)
    if not good:
        raise QgsProcessingException(message)
    results, ok = algorithm.run(parameters, context, feedback or QgsProcessingFeedback(), {}, False)
    assert ok
    return results


@pytest.mark.parametrize(("engine", "method"), [(0, "osrm"), (1, "valhalla")])
def test_times_of_a_server_stand_beside_the_others(workspace, http, engine, method):
    results = run(workspace, http, ENGINE=engine)
    assert (results["COMMUNES"], results["REACHED"], results["UNREACHED"]) == (5, 4, 1)
    assert results["REQUESTS"] == len(http.requests)
    times = workspace.read("temps_acces", where={"methode": method}).set_index(["type_effecteur", "origine"])
    minutes = times["minutes"]
    rennes, brest = TOWNS["35238"], TOWNS["29019"]
    assert minutes["SU", "35238"] == 0  # METRIC's zero
    assert minutes["SMUR", "29019"] == 4  # but a delay counts
    for code, place in TOWNS.items():
        if code == "29155":
            continue
        if code != "35238":
            assert minutes["SU", code] == pytest.approx(seconds_between(place, rennes) / 60, abs=0.01), code
        if code != "29019":
            assert minutes["SMUR", code] == pytest.approx(4 + seconds_between(brest, place) / 60, abs=0.01), code
        assert minutes["tous", code] == minutes.loc[:, code].min()
    assert minutes.loc[["SU", "SMUR", "tous"], "29155"].isna().all()
    assert minutes["HELISMUR", "35238"] == pytest.approx(5 + 26.0 / 240 * 60, abs=0.4)  # about 26 km
    assert workspace.read("temps_acces", where={"methode": "metric"})["minutes"].tolist() == [999]
    (source,) = workspace.sources("temps_acces").query(f"table_nom == 'temps_acces:{method}'").to_dict("records")
    assert source["mention"].startswith("Temps de parcours calculés avec ")
    assert source["illustratif"] and "127.0.0.1" in source["fichier"]


def test_sheets_draw_them_when_told_to(workspace, http):
    run(workspace, http)
    assert times_of(workspace, "tous")["minutes"].isna().all()  # two methods, and nobody chose
    run(workspace, http, FOR_SHEETS=True)
    assert workspace.settings()["temps_methode"] == "valhalla"
    assert times_of(workspace, "tous").set_index("insee")["minutes"]["35238"] == 0


def test_the_sites_of_an_activity(workspace, http):
    places = [("560000001", "56260"), ("290000001", "29232")]
    register = pd.DataFrame(
        [_placed({"finess_et": finess, "rs": finess, "insee": code}, *TOWNS[code]) for finess, code in places]
    )
    register["geom"] = shapely.points(register[["x", "y"]].to_numpy())
    authorised = pd.DataFrame(
        {"finess_et": [finess for finess, _ in places], "activite": "03", "modalite": "01", "forme": "01"}
    )
    with workspace.writing() as write:
        write.replace("etablissement", register, Source(fichier="e", mention="e"))
        write.replace("autorisation", authorised, Source(fichier="a", mention="a"))
    run(workspace, http, ACTIVITY="maternites", INTRA_COMMUNE=1)
    times = workspace.read("temps_acces", where={"type_effecteur": "maternites"}).set_index("origine")
    assert set(times["methode"]) == {"valhalla"}
    expected = {
        code: min((seconds_between(TOWNS[code], TOWNS[town]) / 60, finess) for finess, town in places)
        for code in TOWNS
        if code != "29155"
    }
    for code, (minutes, finess) in expected.items():
        assert times.loc[code, "minutes"] == pytest.approx(minutes, abs=0.01)
        assert times.loc[code, "site"] == finess


def test_a_wrong_address_is_refused_before_anything_is_asked(workspace, http):
    with pytest.raises(QgsProcessingException, match="routes.example"):
        run(workspace, http, ADDRESS="routes.example")
    with pytest.raises(QgsProcessingException):
        run(workspace, http, ADDRESS="")


def test_a_refusal_names_host_and_words_and_leaves_the_workspace(workspace, http):
    before = workspace.read("temps_acces")
    with pytest.raises(QgsProcessingException) as caught:
        run(workspace, http, SERVER_PROFILE="bus de nuit")
    assert "127.0.0.1" in str(caught.value) and "No costing method found: 'bus de nuit'" in str(caught.value)
    pd.testing.assert_frame_equal(workspace.read("temps_acces"), before)


def test_a_cancel_ends_the_run_and_writes_nothing(workspace, http):
    before = workspace.read("temps_acces")
    http.faults = [Fault(wait=15)]
    feedback = QgsProcessingFeedback()
    threading.Timer(0.6, feedback.cancel).start()
    begin = time.monotonic()
    assert run(workspace, http, feedback) == {}
    assert time.monotonic() - begin < 1.7
    pd.testing.assert_frame_equal(workspace.read("temps_acces"), before)


def test_nothing_is_asked_of_anybody_by_default():
    algorithm = RemoteTimes().create()
    assert algorithm.parameterDefinition("ADDRESS").defaultValue() is None
    source = Path(RemoteTimes.initAlgorithm.__code__.co_filename).read_text(encoding="utf-8")
    assert "http://host:port" in source and "project-osrm" not in source
