"""Territoires de premier recours on a made-up road network: nearest pole by road, not by the crow."""

from __future__ import annotations

import pandas as pd
import pytest
import shapely
from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback

from plugin.core.schema import Source
from plugin.gis.frames import write_layer
from plugin.gis.workspace import Workspace
from plugin.processing.premier_recours import PremierRecours

# Communes of 10 km in a row; a bridge is missing between the third and the fourth: the way round is long.
CODES = ["35001", "35002", "35003", "35004", "35005", "35006"]


@pytest.fixture
def workspace(tmp_path, qgis_app):
    made = Workspace.create(tmp_path / "atlas.gpkg")
    left = [index * 10_000.0 for index in range(6)]
    communes = pd.DataFrame({
        "insee": CODES, "nom": [f"Commune {code}" for code in CODES], "population": [500, 300, 200, 200, 900, 100],
        "dep": "35", "x_mairie": [x + 5_000 for x in left], "y_mairie": 5_000.0,
        "geom": [shapely.box(x, 0, x + 10_000, 10_000) for x in left],
    })
    with made.writing() as write:
        write.replace("commune", communes, Source(fichier="c", mention="c"))
    return made


@pytest.fixture
def roads(tmp_path):
    along = [[(x * 10_000 + 5_000, 5_000), (x * 10_000 + 15_000, 5_000)] for x in range(5) if x != 2]
    bypass = [(5_000, 5_000), (5_000, 60_000), (35_000, 60_000), (35_000, 5_000)]
    frame = pd.DataFrame({"vitesse": 60, "geom": [shapely.LineString(line) for line in [*along, bypass]]})
    path = tmp_path / "routes.gpkg"
    write_layer(path, "routes", frame, "EPSG:2154", "LineString")
    return f"{path}|layername=routes"


def run(workspace, roads, **changes):
    parameters = {"WORKSPACE": workspace.path, "ROADS": roads, "MENTION": "essai", **changes}
    algorithm = PremierRecours().create()
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    good, message = algorithm.checkParameterValues(parameters, context)
    if not good:
        raise QgsProcessingException(message)
    results, ok = algorithm.run(parameters, context, feedback, {}, False)
    assert ok, feedback.textLog()
    return results, feedback


def composition(workspace):
    rows = workspace.read("composition", where={"type": "territoire_premier_recours"})
    return dict(zip(rows["commune"], rows["id_territoire"], strict=True))


def test_nearest_by_road_and_ties_by_population(workspace, roads):
    # 35003 is 20 km from 35001, and by the missing bridge 10 km + 10 km from 35005; 35006 is beyond.
    results, _ = run(workspace, roads, POLES="35001 35005")
    assert composition(workspace) == {
        "35001": "35001", "35002": "35001", "35003": "35001", "35004": "35005", "35005": "35005", "35006": "35005",
    }
    assert (results["TERRITORIES"], results["UNREACHED"]) == (2, 0)
    built = workspace.read("territoire").set_index("id_territoire")
    assert built.loc["35001", "libelle"] == "Commune 35001"
    assert built["population"].to_dict() == {"35001": 1000, "35005": 1200}


def test_a_tie_goes_to_the_larger_pole_and_is_told(workspace, roads):
    # 35005 is 10 km from 35004 and from 35006: 35004 has more inhabitants.
    _, feedback = run(workspace, roads, POLES="35001;35004;35006", TIE_MINUTES=0.01)
    assert composition(workspace)["35005"] == "35004"
    assert "35006" in feedback.textLog()


def test_poles_by_their_services_and_zones_of_several_communes(workspace, roads, tmp_path):
    services = tmp_path / "services.csv"
    lines = [f"{code};{service}" for code in ("35001", "35006") for service in ("A1", "A2", "A3")]
    services.write_text("\n".join(["DEPCOM;TYPEQU", *lines, "35005;A1"]), encoding="utf-8")
    rows = pd.DataFrame({
        "commune": CODES, "type": "zone_recours", "id_territoire": ["z1", "z1", "z2", "z2", "z3", "z3"],
    })
    with workspace.writing() as write:
        write.replace("composition", rows, Source(fichier="z", mention="z"), part="zone_recours")
    run(workspace, roads, SERVICES=str(services), LEAST_SERVICES=3, ZONES="zone_recours")
    # z2's centre is 35003 (as populated as 35004, lower code): 35001 is 20 km away.
    assert composition(workspace) == dict(zip(CODES, ["35001"] * 4 + ["35006"] * 2, strict=True))


def test_poles_must_be_given_and_known(workspace, roads):
    with pytest.raises(QgsProcessingException):
        run(workspace, roads)
    algorithm = PremierRecours().create()
    parameters = {"WORKSPACE": workspace.path, "ROADS": roads, "MENTION": "x", "POLES": "99999"}
    with pytest.raises(QgsProcessingException, match="99999"):
        algorithm.run(parameters, QgsProcessingContext(), QgsProcessingFeedback(), {}, False)
    assert workspace.count("territoire") == 0
