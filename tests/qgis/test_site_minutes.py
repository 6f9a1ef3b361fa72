"""The algorithm ``site_minutes``: the minutes of the core, new sites at town halls, what cannot be read refused."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from own_qgis import ROOT
from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from plugin.core.schema import Source
from plugin.gis.workspace import Workspace
from plugin.processing.access_scenario import AccessScenario
from plugin.processing.access_times import AccessTimes
from plugin.processing.site_minutes import SiteMinutes

DEMO = ROOT / "data" / "demo"
CITIES = ["35238", "29019", "29232", "29083"]  # Rennes, Brest, Quimper, the island of Sein


@pytest.fixture
def workspace(tmp_path, qgis_app):
    made = Workspace.create(tmp_path / "atlas.gpkg")
    communes = Workspace.open(DEMO / "bretagne.gpkg").read("commune")
    communes = communes[communes["insee"].isin(CITIES)].reset_index(drop=True)
    place = communes.set_index("insee")
    responders = pd.DataFrame(
        [
            {"id": kind, "type": kind, "insee": code, "x": place["x_mairie"][code], "y": place["y_mairie"][code]}
            for kind, code in (("SU", "35238"), ("SMUR", "29019"), ("SU_sais", "29232"))
        ]
    )
    with made.writing() as write:
        write.replace("commune", communes, Source(fichier="c", mention="c"))
        write.replace("effecteur_urgence", responders, Source(fichier="e", mention="e"))
    return made


def run(workspace, algorithm_class, **parameters):
    algorithm = algorithm_class().create()
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    given = {"WORKSPACE": workspace.path, "ROADS": str(DEMO / "routes.gpkg"), **parameters}
    fine, reason = algorithm.checkParameterValues(given, context)
    assert fine, reason
    results, _ = algorithm.run(given, context, feedback, {}, False)
    return results


def table_of(path) -> pd.DataFrame:
    return pd.read_csv(path, sep=";", decimal=",", dtype={"site": str, "origine": str}, encoding="utf-8-sig")


def test_the_least_over_the_sites_is_the_time_of_the_commune(workspace, tmp_path):
    path = tmp_path / "minutes.csv"
    assert run(workspace, SiteMinutes, OUTPUT=str(path))["SITES"] == 2  # the seasonal one does not count
    table = table_of(path)
    assert len(table) == 2 * len(CITIES)
    least = table.groupby("origine")["minutes"].min()
    run(workspace, AccessTimes)
    times = workspace.read("temps_acces", where={"type_effecteur": "tous"}).set_index("origine")["minutes"]
    np.testing.assert_allclose(least.loc[times.index], times, atol=1e-5)
    assert table[table["origine"] == "29083"]["minutes"].isna().all()


def test_a_new_site_stands_at_its_town_hall(workspace, tmp_path):
    path = tmp_path / "minutes.csv"
    assert run(workspace, SiteMinutes, OUTPUT=str(path), NEW_SITES="SMUR 29232", ONLY_NEW=True)["SITES"] == 1
    table = table_of(path).set_index("origine")
    assert set(table["site"]) == {"SMUR 29232"}
    assert table["minutes"]["29232"] == 0
    assert 30 < table["minutes"]["29019"] < 90  # Quimper to Brest


@pytest.mark.parametrize("typed", ["SMUR", "SMUR 99999", "29232"])
def test_a_site_that_cannot_be_placed_is_refused_by_name(workspace, tmp_path, typed):
    from qgis.core import QgsProcessingException

    with pytest.raises(QgsProcessingException, match=typed):
        run(workspace, SiteMinutes, OUTPUT=str(tmp_path / "m.csv"), NEW_SITES=typed)


def test_a_scenario_takes_new_sites_too(workspace):
    results = run(workspace, AccessScenario, NAME="SMUR à Quimper", NEW_SITES="SMUR 29232", BREAKS="30")
    rows = workspace.read("scenario").set_index("origine")
    assert rows["minutes"]["29232"] == 0
    assert rows["site"]["29232"] == "SMUR 29232"
    assert set(rows["sites_ouverts"]) == {"SMUR 29232"}
    assert results["CHANGED"] == 1
