"""The truths V016 to V029, V033 and V034 of the domain notes, through the public algorithms on made-up roads."""

from __future__ import annotations

import pandas as pd
import pytest
from made_up_region import communes_at, make_workspace, road_layer, run, straight_road

from plugin.processing.access_shares import AccessShares
from plugin.processing.access_times import AccessTimes
from plugin.processing.apl import Apl

SU_AT_ORIGIN = pd.DataFrame([{"id": "su", "type": "SU", "x": 0.0, "y": 0.0}])


def times_of(workspace, kind="tous"):
    rows = workspace.read("temps_acces", where={"type_effecteur": kind})
    return rows.set_index("origine")["minutes"]


def classes(results):
    """Population by class of the whole, as the output table says."""
    return {row["classe"]: row["population"] for row in results["OUTPUT"] if row["type"] == "ensemble"}


# Populations are powers of two: a sum says which communes are in a class.
BOUNDS = {
    "01001": (0.0, 0.0, 1),  # V016
    "01002": (30.0, 0.0, 2),  # V017
    "01003": (30.01, 0.0, 4),  # V018
    "01004": (35.0, 0.0, 8),  # V019
    "01005": (35.01, 0.0, 16),  # V020
    "01006": (40.0, 60.0, 32),  # V022: an island with a road of its own
    "01007": (0.0, 200.0, 64),  # V022: an island without a road
}
ISLAND_ROAD = [(39.0, 60.0), (42.0, 60.0)]


def test_v016_to_v020_and_v022_class_bounds(tmp_path, qgis_app):
    workspace = make_workspace(tmp_path / "a.gpkg", commune=communes_at(BOUNDS), effecteur_urgence=SU_AT_ORIGIN)
    roads = straight_road(tmp_path / "routes.gpkg", 80, ISLAND_ROAD)
    found = run(AccessTimes, WORKSPACE=workspace.path, ROADS=roads, BREAKS="30 35")
    minutes = times_of(workspace)
    assert minutes.iloc[:5].tolist() == pytest.approx([0, 30, 30.01, 35, 35.01], abs=1e-9)
    assert minutes.iloc[5:].isna().all()
    assert found["UNREACHED"] == 2
    shares = run(AccessShares, WORKSPACE=workspace.path, OUTPUT="memory:")
    assert classes(shares) == {"0 - 30 min": 1 + 2, "> 30 - 35 min": 4 + 8, "> 35 min": 16, "non accessible": 32 + 64}
    assert "non accessible : 2 communes" in found["SUMMARY"]
    left = run(AccessShares, WORKSPACE=workspace.path, BREAKS="30", CLOSED=1, OUTPUT="memory:")
    assert classes(left) == {"moins de 30 min": 1, "30 min et plus": 2 + 4 + 8 + 16, "non accessible": 32 + 64}


def test_the_same_bounds_in_a_process_of_their_own(tmp_path, qgis_app, qgis_process):
    workspace = make_workspace(tmp_path / "a.gpkg", commune=communes_at(BOUNDS), effecteur_urgence=SU_AT_ORIGIN)
    roads = straight_road(tmp_path / "routes.gpkg", 80, ISLAND_ROAD)
    given = (f"--WORKSPACE={workspace.path}", f"--ROADS={roads}")
    assert qgis_process("run", "atlas_soins:access_times", *given).returncode == 0
    table = tmp_path / "parts.csv"
    counted = qgis_process("run", "atlas_soins:access_shares", given[0], f"--OUTPUT={table}")
    assert counted.returncode == 0, counted.stdout
    rows = pd.read_csv(table)
    assert rows[rows["type"] == "ensemble"].set_index("code")["population"].to_dict() == {0: 3, 1: 12, 2: 16, -1: 96}


def test_v021_the_nearest_of_all_responders_counts(tmp_path, qgis_app):
    responders = pd.DataFrame(
        [
            {"id": "su", "type": "SU", "x": 8e3, "y": 0.0, "vitesse": None, "delai": None},
            {"id": "smur", "type": "SMUR", "x": 12e3, "y": 0.0, "vitesse": None, "delai": None},
            {"id": "mcs", "type": "MCS", "x": 62e3, "y": 0.0, "vitesse": None, "delai": None},
            # 112 km at 240 km/h are 28 minutes, after 5 to take off
            {"id": "heli", "type": "HELISMUR", "x": 50e3, "y": 112e3, "vitesse": 240.0, "delai": 5.0},
        ]
    )
    workspace = make_workspace(
        tmp_path / "a.gpkg", commune=communes_at({"01001": (50.0, 0.0, 10)}), effecteur_urgence=responders
    )
    run(AccessTimes, WORKSPACE=workspace.path, ROADS=straight_road(tmp_path / "routes.gpkg"))
    for kind, expected in {"SU": 42, "SMUR": 38, "MCS": 12, "HELISMUR": 33, "tous": 12}.items():
        assert times_of(workspace, kind)["01001"] == pytest.approx(expected)
    rows = workspace.read("temps_acces", where={"type_effecteur": "tous"})
    assert rows["site"].tolist() == ["mcs"]
    shares = run(AccessShares, WORKSPACE=workspace.path, OUTPUT="memory:")
    assert classes(shares)["0 - 30 min"] == 10


def test_v023_97_of_100_live_less_than_45_minutes_from_a_maternity(tmp_path, qgis_app):
    register = pd.DataFrame([{"finess_et": "120000001", "rs": "Maternité", "categ": "355", "x": 0.0, "y": 0.0}])
    births = {"finess_et": "120000001", "annee": 2023, "bordereau": "PERINAT", "unite": "TYPE1", "variable": "ACCUN"}
    workspace = make_workspace(
        tmp_path / "a.gpkg",
        commune=communes_at({"12001": (44.9, 0.0, 97), "12002": (45.0, 0.0, 3)}),
        composition=pd.DataFrame(
            [{"commune": code, "type": "departement", "id_territoire": "12"} for code in ("12001", "12002")]
        ),
        etablissement=register,
        capacite=pd.DataFrame([births | {"valeur": 400.0}]),
    )
    run(
        AccessTimes,
        WORKSPACE=workspace.path,
        ROADS=straight_road(tmp_path / "r.gpkg"),
        ACTIVITY="maternites",
        BREAKS="45",
    )
    shares = run(AccessShares, WORKSPACE=workspace.path, KIND="maternites", BREAKS="45", CLOSED=1, OUTPUT="memory:")
    assert shares["FIRST"] == pytest.approx(97)
    of_the_department = [row for row in shares["OUTPUT"] if row["type"] == "departement"]
    assert [(row["id_territoire"], row["classe"], row["part"]) for row in of_the_department] == [
        ("12", "moins de 45 min", pytest.approx(97)),
        ("12", "45 min et plus", pytest.approx(3)),
        ("12", "non accessible", 0),
    ]


def test_v024_within_its_own_commune_a_site_is_at_no_distance(tmp_path, qgis_app):
    workspace = make_workspace(
        tmp_path / "a.gpkg",
        commune=communes_at({"01001": (3.0, 0.0, 10)}),
        effecteur_urgence=SU_AT_ORIGIN.assign(insee="01001"),
    )
    roads = straight_road(tmp_path / "routes.gpkg")
    run(AccessTimes, WORKSPACE=workspace.path, ROADS=roads)
    assert times_of(workspace)["01001"] == 0
    run(AccessTimes, WORKSPACE=workspace.path, ROADS=roads, INTRA_COMMUNE=1)
    assert times_of(workspace)["01001"] == pytest.approx(3)


SECONDS_72, SECONDS_77 = 72 / 60, 77 / 60
# What the segment says (speed, in town, direction, state), then minutes to the site (SU) and from it (SMUR).
SEGMENTS = {
    "V025": (50, False, "Double sens", "En service", SECONDS_72, SECONDS_72),
    "V026": (50, True, "Double sens", "En service", SECONDS_77, SECONDS_77),
    "V027 direct": (50, False, "Sens direct", "En service", SECONDS_72, None),
    "V027 inverse": (50, False, "Sens inverse", "En service", None, SECONDS_72),
    "V027 sans objet": (50, False, "Sans objet", "En service", SECONDS_72, SECONDS_72),
    "V028 one": (1, False, "Double sens", "En service", None, None),
    "V028 missing": (None, False, "Double sens", "En service", None, None),
    "V029": (50, False, "Double sens", "En construction", None, None),
}


def test_v025_to_v029_bd_topo_segments_of_a_kilometre(tmp_path, qgis_app):
    """Each segment lies 10 km from the next, its commune at its first point, a SU and a SMUR at its last."""
    speed, urban, direction, state, to_site, from_site = zip(*SEGMENTS.values(), strict=True)
    number = len(SEGMENTS)
    roads = road_layer(
        tmp_path / "troncon_de_route.gpkg",
        [[(0.0, 10.0 * row), (1.0, 10.0 * row)] for row in range(number)],
        {
            "nature": ("string", ["Route à 1 chaussée"] * number),
            "sens_de_circulation": ("string", direction),
            "etat_de_l_objet": ("string", state),
            "acces_vehicule_leger": ("string", ["Libre"] * number),
            "urbain": ("boolean", urban),
            "vitesse_moyenne_vl": ("integer", speed),
        },
    )
    communes = communes_at({f"0100{row}": (0.0, 10.0 * row, 1) for row in range(number)})
    responders = pd.DataFrame(
        [
            {"id": f"{kind} {row}", "type": kind, "x": 1000.0, "y": 10_000.0 * row}
            for kind in ("SU", "SMUR")
            for row in range(number)
        ]
    )
    workspace = make_workspace(tmp_path / "a.gpkg", commune=communes, effecteur_urgence=responders)
    run(AccessTimes, WORKSPACE=workspace.path, ROADS=roads, PROFILE=1)
    for kind, expected in (("SU", to_site), ("SMUR", from_site)):
        wanted = [float("nan") if value is None else value for value in expected]
        assert times_of(workspace, kind).tolist() == pytest.approx(wanted, nan_ok=True), kind


@pytest.mark.parametrize(
    ("communes", "doctors", "expected"),
    [
        ({"01001": (0.0, 0.0, 100_000)}, 56, [3.024]),  # V030
        ({"01001": (0.0, 0.0, 1000)}, 1, [5.4]),  # V033
        ({"01001": (0.0, 0.0, 1000), "01002": (12.0, 0.0, 1000)}, 1, [4.154, 1.246]),  # V034
    ],
)
def test_v030_v033_and_v034_apl(tmp_path, qgis_app, communes, doctors, expected):
    practice = pd.DataFrame([{"insee": "01001", "profession": "medecin_generaliste", "nombre": doctors, "annee": 2023}])
    workspace = make_workspace(tmp_path / "a.gpkg", commune=communes_at(communes), praticien=practice)
    run(Apl, WORKSPACE=workspace.path, ROADS=straight_road(tmp_path / "routes.gpkg"), ACTS=5400)
    rows = workspace.read("indicateur", where={"type": "commune"})
    assert rows["valeur"].tolist() == pytest.approx(expected, abs=5e-4)
