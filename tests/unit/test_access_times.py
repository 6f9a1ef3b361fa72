"""Access times and classes against the domain's truths."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from plugin.core.access.classes import UNREACHED, class_labels, classify
from plugin.core.access.shares import population_shares, share_below
from plugin.core.access.times import AccessOptions, commune_times
from plugin.core.network.graph import build_graph
from plugin.core.network.roads import RoadArrays


def line_graph(minutes_per_km: float = 1.0):
    """A straight road of 60 km along y = 0, a node every kilometre, and an island road of 5 km far off."""
    lines = [[(1000.0 * at, 0.0), (1000.0 * at + 1000.0, 0.0)] for at in range(60)]
    lines.append([(0.0, 900_000.0), (5000.0, 900_000.0)])
    return build_graph(RoadArrays.from_lines(lines, np.full(61, 60.0 * minutes_per_km)))


def communes(**at: tuple[float, float]) -> pd.DataFrame:
    rows = [(name, x, y, 100) for name, (x, y) in at.items()]
    return pd.DataFrame(rows, columns=["insee", "x_mairie", "y_mairie", "population"])


def responders(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=["id", "type", "insee", "x", "y", "delai", "vitesse"])


def minutes_of(frame: pd.DataFrame, origin: str, kind: str = "tous") -> float:
    return frame.set_index(["origine", "type_effecteur"])["minutes"].loc[origin, kind]


@pytest.mark.parametrize(
    ("minutes", "label"),
    [(0, "0 - 30 min"), (30, "0 - 30 min"), (30.01, "> 30 - 35 min"), (35, "> 30 - 35 min"), (35.01, "> 35 min")],
)
def test_v016_to_v020_classes_closed_on_the_right(minutes, label):
    assert class_labels([30, 35])[classify(np.array([minutes]), [30, 35])[0]] == label


def test_v022_not_reached_is_its_own_class():
    assert classify(np.array([np.nan, np.inf, 400.0]), [30, 35]).tolist() == [UNREACHED, UNREACHED, 2]


def test_a_bound_reached_by_adding_seconds_is_still_on_the_bound():
    tenth = np.cumsum(np.full(300, 0.1))[-1]  # 30.000000000000156; Python's own sum is exact from 3.12 on
    assert tenth != 30
    assert classify(np.array([tenth]), [30])[0] == 0
    assert classify(np.array([45 - 1e-13]), [45], "left")[0] == 1


def test_v023_strictly_under_45_minutes():
    minutes, people = np.array([44.9, 45.0]), np.array([97, 3])
    assert share_below(minutes, people, 45) == pytest.approx(97)
    shares = population_shares(classify(minutes, [45], "left"), people, labels=class_labels([45], "left"))
    assert shares.set_index("classe")["part"].to_dict() == {
        "moins de 45 min": 97,
        "45 min et plus": 3,
        "non accessible": 0,
    }


def test_v021_the_nearest_responder_of_any_kind_counts():
    frame, report = commune_times(
        communes(c=(0.0, 0.0)),
        responders(
            ("su", "SU", "x", 42_000.0, 0.0, None, None),
            ("smur", "SMUR", "x", 36_000.0, 0.0, 2.0, None),
            ("mcs", "MCS", "x", 12_000.0, 0.0, None, None),
            ("heli", "HELISMUR", "x", 0.0, 100_000.0, 3.0, 200.0),
        ),
        line_graph(),
    )
    got = {kind: minutes_of(frame, "c", kind) for kind in ("SU", "SMUR", "MCS", "HELISMUR", "tous")}
    assert got == pytest.approx({"SU": 42, "SMUR": 38, "MCS": 12, "HELISMUR": 33, "tous": 12})
    assert frame.set_index("type_effecteur")["site"].loc["tous"] == "mcs"
    assert not len(report)


def test_v022_an_island_without_a_route_is_listed():
    frame, report = commune_times(
        communes(ile=(1000.0, 900_000.0), c=(0.0, 0.0)),
        responders(("su", "SU", "x", 5000.0, 0.0, None, None)),
        line_graph(),
    )
    assert np.isnan(minutes_of(frame, "ile"))
    assert report.findings[-1].code == "TPS03"
    assert report.findings[-1].params == {"n": 1, "liste": ["ile"], "points": [(1000.0, 900_000.0)]}


def test_v024_metric_zero_in_the_commune_or_computed():
    graph, place = line_graph(), communes(c=(0.0, 0.0))
    site = responders(("su", "SU", "c", 4000.0, 0.0, None, None))
    assert minutes_of(commune_times(place, site, graph)[0], "c") == 0
    computed, _ = commune_times(place, site, graph, AccessOptions(intra_commune="calcule"))
    assert minutes_of(computed, "c") == pytest.approx(4)


def test_the_start_delay_of_a_team_stays_in_its_own_commune():
    site = responders(("smur", "SMUR", "c", 4000.0, 0.0, 2.5, None))
    assert minutes_of(commune_times(communes(c=(0.0, 0.0)), site, line_graph())[0], "c") == pytest.approx(2.5)


def test_paediatric_never_and_seasonal_only_in_its_season():
    graph, place = line_graph(), communes(c=(0.0, 0.0))
    sites = responders(
        ("ped", "SU_ped", "x", 1000.0, 0.0, None, None),
        ("ete", "SU_sais", "x", 5000.0, 0.0, None, None),
        ("su", "SU", "x", 20_000.0, 0.0, None, None),
    )
    frame, report = commune_times(place, sites, graph)
    assert minutes_of(frame, "c") == pytest.approx(20)
    assert report.codes() == ["URG07"]  # said, not silent
    frame, _ = commune_times(place, sites, graph, AccessOptions(period="été"))
    assert minutes_of(frame, "c") == pytest.approx(5)
    assert "SU_ped" not in set(frame["type_effecteur"])


def test_an_mcs_serves_the_communes_it_covers_at_its_own_delay():
    sites = responders(("mcs", "MCS", "22001", 50_000.0, 0.0, 5.0, None)).assign(zone_mcs="22002; 22003")
    frame, _ = commune_times(communes(**{"22002": (0.0, 0.0), "22004": (0.0, 0.0)}), sites, line_graph())
    assert minutes_of(frame, "22002") == pytest.approx(5)
    assert minutes_of(frame, "22004") == pytest.approx(55)


def test_a_patient_drives_to_the_su_and_a_smur_drives_out():
    # One way east at 1 min/km; a slow way back of 10 min/km.
    graph = build_graph(RoadArrays.from_lines([[(0.0, 0.0), (10_000.0, 0.0)]], np.array([600.0]), np.array([6000.0])))
    sites = responders(("su", "SU", "x", 10_000.0, 0.0, None, None), ("smur", "SMUR", "x", 10_000.0, 0.0, None, None))
    frame, _ = commune_times(communes(c=(0.0, 0.0)), sites, graph)
    assert minutes_of(frame, "c", "SU") == pytest.approx(10)
    assert minutes_of(frame, "c", "SMUR") == pytest.approx(100)


def test_unknown_kinds_points_without_coordinates_and_far_points_are_all_reported():
    sites = responders(
        ("a", "XX", "x", 0.0, 0.0, None, None),
        ("b", "SU", "x", None, None, None, None),
        ("c", "SU", "x", 0.0, 50_000.0, None, None),
        ("d", "SU", "x", 0.0, 0.0, None, None),
    )
    _, report = commune_times(communes(c=(0.0, 0.0), d=(np.nan, 0.0)), sites, line_graph())
    assert report.codes() == ["URG01", "TPS04", "URG03", "RES06", "TPS03"]


def test_shares_by_territory_hold_every_class_and_add_up():
    minutes = np.array([10, 32, 40, np.nan, 5])
    table = population_shares(
        classify(minutes, [30, 35]),
        np.array([100, 50, 30, 20, 0]),
        np.array(["A", "A", "A", "A", "B"]),
        class_labels([30, 35]),
    )
    part = table.set_index(["id_territoire", "classe"])["part"]
    assert part["A"].to_dict() == {"0 - 30 min": 50, "> 30 - 35 min": 25, "> 35 min": 15, "non accessible": 10}
    assert part["ensemble"].sum() == pytest.approx(100)
    assert part["B"].isna().all()  # nobody lives there: no share, but the rows are there
    assert table["communes"].sum() == 10
