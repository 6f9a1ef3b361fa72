"""APL against the formula's truths and a plain double loop; what-if against new searches."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.core.access.apl import AplOptions, apl, by_territory, standardised
from plugin.core.access.scenario import Sites, compare, share_within
from plugin.core.access.times import AccessOptions, commune_times, site_minutes
from plugin.core.findings import InputError
from plugin.core.network.graph import build_graph
from plugin.core.network.roads import RoadArrays


def pairs(*rows: tuple[int, int, float]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    commune, place, minutes = zip(*rows, strict=True)
    return np.array(commune), np.array(place), np.array(minutes, dtype=float)


def test_v033_one_doctor_one_commune():
    assert apl(np.array([1000.0]), np.array([5400.0]), pairs((0, 0, 0))) == pytest.approx([5.4])


def test_v034_a_second_commune_at_twelve_minutes():
    found = apl(np.array([1000.0, 1000.0]), np.array([5400.0]), pairs((0, 0, 0), (1, 0, 12)))
    assert found == pytest.approx([4.154, 1.246], abs=5e-4)


def test_v030_56_full_time_doctors_for_100_000():
    assert apl(np.array([100_000.0]), np.array([56 * 5400.0]), pairs((0, 0, 0))) == pytest.approx([3.024])


@pytest.mark.parametrize(
    ("minutes", "left", "right"),
    [(9.99, 1, 1), (10, 0.3, 1), (15, 0.1, 0.3), (20, 0, 0.1), (20.01, 0, 0), (np.nan, 0, 0)],
)
def test_steps_and_their_closure(minutes, left, right):
    assert AplOptions().weights(np.array([minutes]))[0] == left
    assert AplOptions(closed="right").weights(np.array([minutes]))[0] == right


@given(st.integers(1, 8), st.integers(1, 6), st.integers(0, 2**32 - 1))
def test_the_formula_written_out(communes, places, seed):
    random = np.random.default_rng(seed)
    people, acts = random.uniform(0, 5000, communes), random.uniform(0, 9000, places)
    minutes = random.uniform(0, 30, (communes, places))
    weight = np.select([minutes < 10, minutes < 15, minutes < 20], [1.0, 0.3, 0.1], 0.0)
    expected = np.zeros(communes)
    for j in range(places):
        wanted = sum(weight[i, j] * people[i] for i in range(communes))
        for i in range(communes):
            expected[i] += weight[i, j] * acts[j] / wanted if wanted > 0 else 0
    where = np.nonzero(minutes < 25)
    np.testing.assert_allclose(apl(people, acts, (*where, minutes[where])), expected, rtol=1e-9)


def test_steps_that_do_not_rise_are_refused():
    with pytest.raises(InputError):
        AplOptions(steps=((15, 1), (10, 0.3)))


def test_standardised_inhabitants_keep_the_total_and_territories_are_weighted():
    communes = pd.DataFrame({"pop_0_19": [100.0, 0.0], "pop_65p": [0.0, 100.0]})
    people = standardised(communes, {"pop_0_19": 1.0, "pop_65p": 3.0})
    assert people == pytest.approx([50, 150])
    table = by_territory(
        np.array([2.0, 4.0, 9.0]), np.array([50.0, 150.0, 1.0]), np.array(["A", "A", None], dtype=object)
    )
    assert table.to_dict("records") == [{"id_territoire": "A", "valeur": pytest.approx(3.5), "population": 200.0}]


@pytest.fixture
def region():
    """A road of 100 km, one minute a kilometre, five communes and four responders on it."""
    graph = build_graph(
        RoadArrays.from_lines([[(1000.0 * x, 0.0), (1000.0 * x + 1000.0, 0.0)] for x in range(100)], np.full(100, 60.0))
    )
    communes = pd.DataFrame(
        {
            "insee": ["29001", "29002", "29003", "29004", "29005"],
            "x_mairie": [0.0, 20e3, 45e3, 70e3, 99e3],
            "y_mairie": 0.0,
            "population": [10, 20, 30, 40, 50],
        }
    )
    responders = pd.DataFrame(
        [
            ("su", "SU", "29001", 2e3, 0.0, None, None, None),
            ("smur", "SMUR", "x", 60e3, 0.0, 3.0, None, None),
            ("mcs", "MCS", "x", 80e3, 0.0, 4.0, None, "29005"),
            ("heli", "HELISMUR", "x", 0.0, 30e3, 5.0, 240.0, None),
        ],
        columns=["id", "type", "insee", "x", "y", "delai", "vitesse", "zone_mcs"],
    )
    return graph, communes, responders


@pytest.mark.parametrize("convention", ["metric", "calcule"])
def test_every_choice_of_sites_gives_what_a_new_computation_gives(region, convention):
    graph, communes, responders = region
    options = AccessOptions(intra_commune=convention)
    minutes, _ = site_minutes(communes, responders, graph, options)
    sites = Sites(tuple(responders["id"]), minutes)
    for choice in range(1, 16):
        active = np.array([bool(choice >> bit & 1) for bit in range(4)])
        expected, _ = commune_times(communes, responders[active], graph, options)
        expected = expected[expected["type_effecteur"] == "tous"]
        found, site = sites.nearest(active)
        np.testing.assert_allclose(found, expected["minutes"], atol=1e-9)
        assert [sites.ids[number] for number in site] == expected["site"].tolist()


def test_the_difference_a_closure_makes(region):
    graph, communes, responders = region
    sites = Sites(tuple(responders["id"]), site_minutes(communes, responders, graph)[0])
    everyone = np.array([True, True, True, False])
    without = np.array([True, True, False, False])
    result = compare(
        sites, everyone, without, communes["insee"].to_numpy(), communes["population"].to_numpy(), [30, 35]
    )
    rows = result.communes.set_index("insee")
    assert rows.loc["29005", ["minutes_reference", "minutes", "ecart"]].tolist() == pytest.approx([4, 42, 38])
    assert rows.loc["29005", ["site_reference", "site"]].tolist() == ["mcs", "smur"]
    assert (rows.loc[["29001", "29002"], "ecart"] == 0).all()
    assert share_within(result, [0]) == pytest.approx((100, 100 * 100 / 150))
    nobody = compare(
        sites, everyone, np.zeros(4, dtype=bool), communes["insee"].to_numpy(), communes["population"].to_numpy(), [30]
    )
    assert share_within(nobody, [-1])[1] == 100
