"""Speed profiles, by the published rules."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from plugin.core.findings import InputError
from plugin.core.network.profiles import Profile, Tally, costs

PROFILES = Path(__file__).resolve().parents[2] / "data" / "profiles"


def bdtopo(**columns: list) -> tuple:
    """Costs of BD TOPO rows of 1,000 m; a column not given has a plain value."""
    number = len(next(iter(columns.values())))
    plain = {
        "speed": [50],
        "class": ["Route à 1 chaussée"],
        "direction": ["Double sens"],
        "state": ["En service"],
        "access": ["Libre"],
    }
    values = {name: np.array(columns.get(name, value * number), dtype=object) for name, value in plain.items()}
    if "urban" in columns:
        values["urban"] = np.array(columns["urban"], dtype=object)
    tally = Tally()
    return costs(Profile.load(PROFILES / "bdtopo.yaml"), values, np.full(number, 1000.0), tally), tally


def test_v025_v026_igns_rule_of_time():
    result, _ = bdtopo(urban=["Non", "Oui", False, True])
    assert result.forward.tolist() == [72.0, 77.0, 72.0, 77.0]


def test_v027_directions():
    result, tally = bdtopo(direction=["Sens direct", "Sens inverse", "Double sens", "Sans objet"])
    assert np.isfinite(result.forward).tolist() == [True, False, True, True]
    assert np.isfinite(result.backward).tolist() == [False, True, True, True]
    assert not tally.segments


def test_v028_speed_one_zero_or_missing_is_impassable():
    result, tally = bdtopo(speed=[1, None, "", "0", 50, b"50"])
    assert result.keep.tolist() == [False, False, False, False, True, True]
    assert tally.segments == {"RES02:vitesse nulle ou absente": 4}


def test_v029_only_what_is_in_service():
    result, tally = bdtopo(state=["En projet", "En construction", "En service", None])
    assert result.keep.tolist() == [False, False, True, False]
    assert tally.segments == {"RES02:hors service": 3}


def test_ferries_are_a_choice_with_speed_and_wait():
    profile = Profile.load(PROFILES / "bdtopo.yaml")
    columns = {"class": np.array(["Bac ou liaison maritime"], dtype=object), "speed": np.array([0])}
    assert not costs(profile, columns, np.array([10_000.0]), Tally()).keep[0]
    with_ferries = profile.changed(with_ferries=True, ferry_speed=20.0, ferry_wait=1800.0)
    result = costs(with_ferries, columns, np.array([10_000.0]), Tally())
    assert result.forward[0] == pytest.approx(10 / 20 * 3600 + 1800)
    assert result.ferry[0]


def test_route_500_takes_its_speed_from_the_vocation():
    profile = Profile.load(PROFILES / "route500.yaml")
    columns = {
        "class": np.array(["Type autoroutier", "Liaison locale", "Piste"], dtype=object),
        "surface": np.array(["Revêtu", "Non revêtu", "Revêtu"], dtype=object),
    }
    result = costs(profile, columns, np.full(3, 11_000.0), Tally())
    assert result.keep.tolist() == [True, False, False]
    assert result.forward[0] == pytest.approx(11 / 110 * 3600)


def test_osm_limits_classes_and_what_is_no_road():
    profile = Profile.load(PROFILES / "osm.yaml")
    columns = {
        "speed": np.array(["50", None, "30 mph", "FR:urban", None, "50", None], dtype=object),
        "class": np.array(["primary", "residential", "primary", "tertiary", "footway", None, "motorway"], dtype=object),
        "direction": np.array([None, "yes", "-1", "no", None, None, None], dtype=object),
    }
    tally = Tally()
    result = costs(profile, columns, np.full(7, 1000.0), tally)
    assert result.keep.tolist() == [True, True, True, True, False, False, True]
    expected = [3600 / 40, 3600 / 25, np.inf, 3600 / 40]
    np.testing.assert_allclose(result.forward[:4], expected)
    assert result.backward[2] == pytest.approx(3600 / (30 * 1.609344 * 0.8))
    assert np.isinf(result.backward[[1, 6]]).all()  # a motorway is one-way even where nothing says so
    assert tally.segments["RES03:vitesse de la classe"] == 2


def test_a_missing_speed_takes_the_chosen_default_and_says_so():
    profile = Profile.load(PROFILES / "generique.yaml").changed(default_speed=60.0)
    tally = Tally()
    result = costs(profile, {"speed": np.ma.masked_array([90.0, 0.0], mask=[False, True])}, np.full(2, 1000.0), tally)
    np.testing.assert_allclose(result.forward, [40.0, 60.0])
    finding = tally.report().findings[0]
    assert (finding.code, finding.params) == ("RES03", {"n": 1, "km": 1.0, "motif": "60 km/h"})


def test_a_layer_that_can_give_no_speed_is_refused_by_name():
    profile = Profile.load(PROFILES / "generique.yaml")
    with pytest.raises(InputError) as caught:
        profile.find_columns(["u", "v", "km"])
    assert caught.value.findings[0].code == "RES01"
    assert "vitesse_kmh" in caught.value.findings[0].params["col"]
    assert profile.changed(default_speed=70.0).find_columns(["u", "v", "KM"]) == {"length": "KM"}


def test_both_namings_of_bdtopo_are_found():
    profile = Profile.load(PROFILES / "bdtopo.yaml")
    names = ["VIT_MOY_VL", "NATURE", "SENS", "ETAT", "ACCES_VL", "URBAIN"]
    assert profile.find_columns(names)["speed"] == "VIT_MOY_VL"
    assert profile.find_columns(["vitesse_moyenne_vl", "nature"])["speed"] == "vitesse_moyenne_vl"
