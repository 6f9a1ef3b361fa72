"""A table of times in place of a road layer: the same answers as roads of the same minutes, and what it lacks told."""

from __future__ import annotations

import pandas as pd
import pytest
from made_up_region import communes_at, make_workspace, run, straight_road
from qgis.core import QgsProcessingException

from plugin.gis.workspace import Workspace
from plugin.processing.access_scenario import AccessScenario
from plugin.processing.access_times import AccessTimes
from plugin.processing.apl import Apl
from plugin.processing.premier_recours import PremierRecours
from plugin.processing.site_minutes import SiteMinutes

# Town halls on one straight road, a minute a kilometre: what anyone can work out.
PLACES = {
    "01001": (0.0, 0.0, 1000),
    "01002": (8.0, 0.0, 2000),
    "01003": (26.0, 0.0, 500),
    "01004": (44.0, 0.0, 700),
    "01005": (70.0, 0.0, 300),
}
KM = {code: place[0] for code, place in PLACES.items()}


@pytest.fixture
def made(tmp_path, qgis_app):
    """Two copies of a workspace, and the roads; the sites have a commune, but for the SMUR, which has only a point."""
    responders = pd.DataFrame(
        {
            "id": ["SU-A", "SMUR-C"],
            "type": ["SU", "SMUR"],
            "insee": ["01001", None],
            "delai": [0.0, 3.0],
            "x": [0.0, 26_000.0],
            "y": 0.0,
        }
    )
    practitioners = pd.DataFrame(
        {"insee": ["01001", "01004"], "profession": "medecin_generaliste", "nombre": [2.0, 1.0], "annee": 2025}
    )
    tables = {"commune": communes_at(PLACES), "effecteur_urgence": responders, "praticien": practitioners}
    both = [make_workspace(tmp_path / f"{name}.gpkg", **tables) for name in ("routes", "table")]
    return *both, straight_road(tmp_path / "roads.gpkg")


def table(path, *without):
    """All pairs, decimals with a comma, less some."""
    rows = [(a, b, abs(KM[a] - KM[b])) for a in KM for b in KM if (a, b) not in without and a != b]
    frame = pd.DataFrame(rows, columns=["origine", "destination", "minutes"])
    frame.to_csv(path, sep=";", decimal=",", index=False)
    return str(path)


def times(workspace: Workspace) -> pd.DataFrame:
    found = workspace.read("temps_acces").set_index(["type_effecteur", "origine"]).sort_index()
    return found[["minutes", "site"]]


@pytest.mark.parametrize("inside", [0, 1])
def test_times_of_communes_are_those_of_roads_of_the_same_minutes(made, tmp_path, inside):
    by_road, by_table, roads = made
    run(AccessTimes, WORKSPACE=by_road.path, ROADS=roads, INTRA_COMMUNE=inside)
    run(AccessTimes, WORKSPACE=by_table.path, TIMES_TABLE=table(tmp_path / "t.csv"), INTRA_COMMUNE=inside)
    pd.testing.assert_frame_equal(times(by_table), times(by_road), check_exact=False, atol=1e-6)
    assert set(by_table.read("temps_acces")["methode"]) == {"import"}
    assert times(by_table).loc[("SMUR", "01004"), "minutes"] == 18 + 3
    assert "t.csv" in set(by_table.sources("temps_acces")["fichier"])


def test_apl_is_that_of_the_formula_on_the_table(made, tmp_path):
    by_road, by_table, roads = made
    run(Apl, WORKSPACE=by_road.path, ROADS=roads)
    run(Apl, WORKSPACE=by_table.path, TIMES_TABLE=table(tmp_path / "t.csv"))
    values = [
        one.read("indicateur", where={"type": "commune"}).set_index("territoire")["valeur"].sort_index()
        for one in (by_road, by_table)
    ]
    pd.testing.assert_series_equal(values[1], values[0], check_exact=False, atol=1e-9)
    # 01001 and 01002 within 8 minutes of two doctors; 01003 18 minutes from the doctor of 01004.
    first, last = 2 * 5400 / (1000 + 2000), 5400 / (700 + 0.1 * 500)
    assert values[1].to_dict() == pytest.approx(
        {"01001": first, "01002": first, "01003": 0.1 * last, "01004": last, "01005": 0.0}
    )


def test_poles_and_what_if_take_the_table(made, tmp_path):
    by_road, by_table, roads = made
    path = table(tmp_path / "t.csv")
    for name, workspace, network in (
        ("routes", by_road, {"ROADS": roads}),
        ("table", by_table, {"TIMES_TABLE": path}),
    ):
        run(PremierRecours, WORKSPACE=workspace.path, POLES="01001 01004", MENTION="essai", **network)
        minutes = tmp_path / f"{name}.csv"
        run(SiteMinutes, WORKSPACE=workspace.path, NEW_SITES="SU 01005", OUTPUT=str(minutes), **network)
        new = "SU 70000,0"  # a point, whose commune the outlines tell
        run(AccessScenario, WORKSPACE=workspace.path, NAME="essai", CLOSED="SMUR-C", NEW_SITES=new, **network)
    where = {"type": "territoire_premier_recours"}
    poles = [one.read("composition", where=where).set_index("commune")["id_territoire"] for one in (by_road, by_table)]
    assert poles[0].to_dict() == poles[1].to_dict() == {
        "01001": "01001", "01002": "01001", "01003": "01004", "01004": "01004", "01005": "01004",
    }  # fmt: skip
    tables = [pd.read_csv(tmp_path / f"{name}.csv", sep=";", decimal=",") for name in ("routes", "table")]
    pd.testing.assert_frame_equal(*tables, check_exact=False, atol=1e-5)
    columns = ["origine", "minutes_reference", "minutes", "site"]
    scenarios = [one.read("scenario")[columns].sort_values("origine", ignore_index=True) for one in (by_road, by_table)]
    pd.testing.assert_frame_equal(*scenarios, check_exact=False, atol=1e-6)


def test_what_the_table_lacks_is_told(made, tmp_path):
    _, workspace, _ = made
    gone = [(a, b) for a in KM for b in KM if "01005" in (a, b)]  # the last commune is in no row
    path = table(tmp_path / "t.csv", ("01002", "01001"), ("01004", "01001"), ("01001", "01004"), *gone)
    log = run(AccessTimes, WORKSPACE=workspace.path, TIMES_TABLE=path)["LOG"]
    found = times(workspace)["minutes"]
    assert found["SU", "01002"] == 8  # only the way back is given
    assert pd.isna(found["SU", "01004"]) and pd.isna(found["tous", "01005"])
    assert "01005" in log
    assert "(SU) that the table of times lacks, counted as not reached: 1" in log
    assert "(SU) that the table gives one way only, taken for the other way too: 1" in log


def test_a_site_by_its_own_number_and_pairs_given_twice(made, tmp_path):
    _, workspace, _ = made
    path = tmp_path / "t.csv"
    # A row whose zero a spreadsheet took is told, not guessed; the site's own row goes before its commune's
    path.write_text("depcom;finess;temps\n1002;SU-A;5\n01002;01001;8\n01002;SU-A;7\n01002;SU-A;6\n01003;01001;26\n")
    log = run(AccessTimes, WORKSPACE=workspace.path, TIMES_TABLE=str(path), KINDS=[0])["LOG"]
    assert times(workspace).loc[("SU", "01002"), "minutes"] == 6
    assert "1002" in log
    assert "Pairs given several times in the table, the quickest kept: 1" in log


@pytest.mark.parametrize("given", [{}, {"ROADS": True, "TIMES_TABLE": True}])
def test_either_roads_or_a_table(made, tmp_path, given):
    workspace, _, roads = made
    both = {"ROADS": roads, "TIMES_TABLE": table(tmp_path / "t.csv")}
    with pytest.raises(QgsProcessingException, match="road layer or a table"):
        run(Apl, WORKSPACE=workspace.path, **{name: both[name] for name in given})


def test_a_table_without_destinations_is_refused_by_its_columns(made, tmp_path):
    workspace, _, _ = made
    path = tmp_path / "t.csv"
    path.write_text("insee;minutes\n01002;8\n")
    with pytest.raises(QgsProcessingException, match="destination"):
        run(Apl, WORKSPACE=workspace.path, TIMES_TABLE=str(path))
