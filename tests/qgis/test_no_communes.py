"""What is measured from communes, on an atlas that holds none: refused before it runs, in one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsProcessingContext

from plugin.core.findings import Finding
from plugin.gis.messages import sentence
from plugin.gis.workspace import Workspace

ROADS = Path(__file__).resolve().parents[2] / "data" / "demo" / "routes.gpkg"
ASKED = {
    "access_times": {},
    "access_zones": {},
    "site_minutes": {},
    "access_scenario": {"NAME": "essai"},
    "apl": {"PROFESSION": "medecin_generaliste"},
    "premier_recours": {"POLES": "35238"},
    "query_territory": {"QUESTION": "communes de region à plus de 20 min de SU"},
    "access_shares": {"KIND": "tous"},
    "remote_times": {"ADDRESS": "http://localhost:5000"},
    "territory_profile": {},
    "territory_chart": {},
}


@pytest.mark.parametrize("name", ASKED)
def test_no_communes_is_one_sentence_before_the_run(tmp_path, provider, name):
    made = Workspace.create(tmp_path / "atlas.gpkg")
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"atlas_soins:{name}")
    wanted = {"WORKSPACE": str(made.path), "ROADS": str(ROADS), **ASKED[name]}
    parameters = {key: value for key, value in wanted.items() if algorithm.parameterDefinition(key) is not None}
    good, message = algorithm.checkParameterValues(parameters, QgsProcessingContext())
    assert not good
    assert message == sentence(Finding("TER29"))
