"""The real register of Occitanie: each of its 9,340 rows is a point within 5 km of its commune or a finding."""

from __future__ import annotations

import pandas as pd
import pytest
import shapely
from commune_outlines import OCCITANIE, outlines
from qgis.core import QgsProcessingContext, QgsProcessingFeedback, QgsProject
from shared_data import shared_file

from plugin.core.schema import Source
from plugin.gis.workspace import Workspace
from plugin.processing.import_establishments import ImportEstablishments

FIVE_KM = 5_000.0


class Findings(QgsProcessingFeedback):
    """What the page is given."""

    def __init__(self):
        super().__init__()
        self.findings = []

    def keep_findings(self, findings):
        self.findings += findings


@pytest.fixture(scope="module")
def raw():
    """FINESS number -> commune, and its point in Lambert 93 where the file gives one; read without the plugin."""
    rows: dict[str, list] = {}
    text = shared_file("finess/etalab-cs1100507-stock-20240110-occitanie.csv").read_text("utf-8")
    for line in text.split("\n"):
        fields = line.split(";")
        if fields[0] == "structureet":
            rows[fields[1]] = [fields[13] + fields[12], None]
        elif fields[0] == "geolocalisation" and fields[2]:
            rows[fields[1]][1] = shapely.Point(float(fields[2]), float(fields[3]))
    return rows


def test_every_row_is_a_point_within_5_km_of_its_commune_or_a_finding_says_why(qgis_app, tmp_path, raw):
    shapes = outlines("occitanie", OCCITANIE)
    workspace = Workspace.create(tmp_path / "atlas.gpkg")
    parts = [shapely.multipolygons(shapely.get_parts(shape)) for shape in shapes.values()]
    communes = pd.DataFrame({"insee": list(shapes), "nom": list(shapes), "geom": parts})
    with workspace.writing() as write:
        write.replace("commune", communes, Source(fichier="", mention="IGN"))
    feedback = Findings()
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    path = shared_file("finess/etalab-cs1100507-stock-20240110-occitanie.csv")
    parameters = {"WORKSPACE": workspace.path, "FILE": str(path), "MENTION": "FINESS"}
    results, good = ImportEstablishments().create().run(parameters, context, feedback, {}, False)
    assert good
    sites = workspace.read("etablissement").set_index("finess_et")
    assert len(raw) == len(sites) == results["ESTABLISHMENTS"] == 9_340

    said: dict[str, set[str]] = {}
    for finding in feedback.findings:
        said.setdefault(finding.code, set()).update(finding.params.get("finess", ()) if finding.code == "ETA04" else [])
        if finding.code in ("ETA05", "ETA15"):
            said[finding.code].add(finding.value)
        if finding.code == "ETA11":
            said[finding.code] |= set(finding.params["communes"])
    far, near = set(), 0
    for number, (commune, point) in raw.items():
        site = sites.loc[number]
        if point is None:
            assert number in said["ETA04"]
            assert site["geom"] is None
            continue
        if number in said.get("ETA15", ()):
            assert site["geom"] is None
            continue
        assert (site["geom"].x, site["geom"].y) == (point.x, point.y)
        if commune not in shapes:
            assert commune in said["ETA11"]
        elif shapely.distance(shapes[commune], point) > FIVE_KM:
            far.add(number)
        else:
            near += 1
    assert said.get("ETA05", set()) == far
    assert (near, len(far), len(said["ETA04"])) == (9_337, 0, 3)
