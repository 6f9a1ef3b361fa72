"""Establishments: which sites practise an activity, and which answer every filter."""

import numpy as np
import pandas as pd
import pytest
from establishment_samples import authorisations

from plugin.core.establishments.filtering import SiteFilter, select_sites
from plugin.core.establishments.selection import matches, practising
from plugin.core.findings import InputError
from plugin.core.schema import TABLES


def practised(tables, key, **options):
    sites, report = practising(tables, key, **options)
    return sites["id"].tolist(), report.codes()


def test_the_level_of_a_maternity_is_its_highest_authorisation():
    table = authorisations(
        ("1", "03", "01", "01"), ("2", "03", "01", "01"), ("2", "03", "02", "01"), ("3", "03", "01", "01"),
        ("3", "03", "02", "01"), ("3", "03", "03", "01"), ("4", "03", "01", "01"), ("4", "03", "04", "01"),
        ("5", "03", "05", "00"), ("6", "QA003", "MO016", None, "ME000", "apres"),
        ("7", "QA003", "MO016", None, "ME000", "apres"),
        ("7", "QA003", "MO018", None, "ME000", "apres"),
    )  # fmt: skip
    expected = {
        "maternite_1": ["1", "6"],
        "maternite_2a": ["2"],
        "maternite_2b": ["3", "7"],
        "maternite_3": ["4"],
        "cpp": ["5"],
    }
    assert {key: practised({"autorisation": table}, key)[0] for key in expected} == expected


def test_seasonal_and_paediatric_emergencies_do_not_count_as_general():
    table = authorisations(
        ("1", "14", "23", "14"), ("2", "14", "23", "13"), ("3", "14", "24", "14"), ("4", "14", "23", None),
        ("5", "QA014", "MO032", "DE017", "ME000", "apres"), ("6", "QA014", "MO032", "DE018", "ME065", "apres"),
    )  # fmt: skip
    assert practised({"autorisation": table}, "su") == (["1", "4", "6"], [])
    assert practised({"autorisation": table}, "su_sais") == (["2", "5"], [])
    assert practised({"autorisation": table}, "su_ped") == (["3"], [])


def test_the_date_of_the_map_decides():
    table = authorisations(
        ("1", "14", "23", "14", None, None, "2010-01-01", "2020-01-01"),
        ("2", "14", "23", "14", None, None, "2021-01-01", None),
    )
    places = pd.DataFrame({"finess_et": ["1", "2"], "categ": ["355"] * 2, "date_ferm": [None, "2022-06-30"]})
    assert practised({"autorisation": table}, "su", date="2015-01-01")[0] == ["1"]
    assert practised({"autorisation": table}, "su", date="2022-01-01")[0] == ["2"]
    tables = {"autorisation": table, "etablissement": places}
    assert practised(tables, "su", date="2022-12-31") == ([], ["ACT03"])


def test_origins_are_joined_and_can_be_chosen():
    sae = pd.DataFrame(
        [
            ["1", 2023, "IMAGES", "IRM", "NB", 2.0],
            ["2", 2023, "IMAGES", "IRM", "NB", 1.0],
            ["2", 2019, "IMAGES", "IRM", "NB", 9.0],
        ],
        columns=list(TABLES["capacite"].columns),
    )
    devices = pd.DataFrame({"finess_et": ["1", "3", "3"], "code": ["06201"] * 3, "nombre": [1, 1, 1]})
    sites, _ = practising({"capacite": sae, "equipement": devices}, "irm")
    assert sites[["id", "valeur", "origine"]].values.tolist() == [
        ["1", 2.0, "SAE 2023 + equipement"],
        ["2", 1.0, "SAE 2023"],
        ["3", 2.0, "equipement"],
    ]
    sites, _ = practising({"capacite": sae, "equipement": devices}, "irm", origins=["equipement"])
    assert sites[["id", "valeur"]].values.tolist() == [["1", 1.0], ["3", 2.0]]
    assert practising({"capacite": sae}, "irm", year=2019)[0]["valeur"].tolist() == [9.0]


def test_what_matches_nothing_or_cannot_be_looked_for_is_said():
    empty = authorisations(("1", "01", "00", "01"))
    assert practised({"autorisation": empty}, "su") == ([], ["ACT03"])
    assert practised({}, "su") == ([], ["ACT04"])
    after = authorisations(("1", "QA001", "MO000", None, "ME000", "apres"))
    assert practised({"autorisation": after}, "usc") == ([], ["ACT05", "ACT03"])
    register = pd.DataFrame({"finess_et": ["9"], "categ": ["355"]})
    assert practised({"autorisation": authorisations(("1", "14", "23", "14")), "etablissement": register}, "su") == (
        [],
        ["ACT06", "ACT03"],
    )
    with pytest.raises(InputError) as error:
        practising({}, "smurs")
    assert error.value.findings[0].code == "ACT01"
    assert "smur" in error.value.findings[0].params["proches"]


def test_responders_and_agency_tables_count_too():
    responders = pd.DataFrame({"id": ["MCS-1", "H1"], "type": ["MCS", "HELISMUR"], "finess_et": [None, "290000017"]})
    houses = pd.DataFrame({"id": ["a", "b"], "finess_et": [None, None], "type": ["mono_site", "multi_sites"]})
    assert practised({"effecteur_urgence": responders}, "mcs")[0] == ["MCS-1"]
    assert practised({"effecteur_urgence": responders}, "helismur")[0] == ["290000017"]
    assert practised({"msp": houses}, "msp_multi")[0] == ["b"]


# Filters


@pytest.fixture
def region() -> dict[str, pd.DataFrame]:
    sites = pd.DataFrame(
        [
            ["1", "CH", "355", "public", "35238", "1990-01-01", None, 0.0, 0.0],
            ["2", "Clinique", "365", "prive_lucratif", "35288", "2010-06-01", None, 0.0, 0.0],
            ["3", "CH fermé", "355", "public", "35238", None, "2015-12-31", np.nan, np.nan],
            ["4", "EHPAD", "500", "public", "35238", "2000-01-01", None, np.nan, np.nan],
        ],
        columns=["finess_et", "rs", "categ", "statut", "insee", "date_ouv", "date_ferm", "x", "y"],
    )
    capacities = pd.DataFrame(
        [["1", 2023, "MCO", None, "LIT_MED", 200.0], ["2", 2023, "MCO", None, "LIT_MED", 30.0]],
        columns=list(TABLES["capacite"].columns),
    )
    held = authorisations(
        ("2", "14", "23", "14", None, "avant", "2010-01-01", "2030-01-01"),
        ("3", "14", "23", "14", None, "avant", None, None),
    )
    return {"etablissement": sites, "capacite": capacities, "autorisation": held}


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        ({}, ["1", "2", "3", "4"]),
        ({"date": "2020-01-01"}, ["1", "2", "4"]),
        ({"categories": ("355", "500"), "date": "2020-01-01"}, ["1", "4"]),
        ({"statuses": ("prive_lucratif",)}, ["2"]),
        ({"communes": frozenset({"35288"})}, ["2"]),
        ({"opened_from": "1995-01-01", "opened_to": "2000-01-01"}, ["4"]),
        ({"authorisations": ("14/23",)}, ["2", "3"]),
        ({"authorisations": ("14/23",), "date": "2031-01-01"}, []),
        ({"activities": ("medecine_hc",)}, ["1", "2"]),
        ({"activities": ("medecine_hc",), "minimum": 100.0}, ["1"]),
        ({"activities": ("medecine_hc", "su"), "statuses": ("public",)}, ["1", "3"]),
    ],
)
def test_filters_hold_together(region, chosen, expected):
    sites, report = select_sites(region, SiteFilter(**chosen))
    assert sites["finess_et"].tolist() == expected
    assert ("FIL01" in report.codes()) == (not expected)
    unlocated = [number for number in expected if number in ("3", "4")]
    assert [finding.params["finess"] for finding in report if finding.code == "ETA04"] == (
        [unlocated] if unlocated else []
    )


def test_an_empty_selection_says_at_which_step(region):
    _, report = select_sites(region, SiteFilter(categories=("355",), statuses=("espic",)))
    assert report.findings[0].params["etapes"] == {"etablissement": 4, "categ": 2, "statut": 0}


def test_codes_offered_are_those_held_and_what_is_chosen_finds_them():
    from plugin.core.establishments.activities import authorisation_rule
    from plugin.core.establishments.authorisation_choices import codes_of, pattern

    rows = [
        ("1", "16", "42", "00", None), ("2", "16", "42", "01", None), ("3", "16", "45", None, None),
        ("4", "QA014", "MO032", None, "ME065"), ("5", "QA014", "MO032", None, "ME066"),
    ]
    held = pd.DataFrame(rows, columns=["finess_et", "activite", "modalite", "forme", "mention"])
    assert list(codes_of(held)) == ["16", "QA014"]
    assert all(codes_of(held).values())
    for activity in codes_of(held):
        for modality in codes_of(held, [activity]):
            for form in codes_of(held, [activity, modality]):
                rule = authorisation_rule(pattern(activity, modality, form))
                found = set(held.loc[matches(held, [rule]), "finess_et"])
                assert found == {
                    row[0]
                    for row in rows
                    if row[1:3] == (activity, modality) and (row[4] if activity[0] == "Q" else row[3] or "00") == form
                }
    assert set(held.loc[matches(held, [authorisation_rule(pattern("16"))]), "finess_et"]) == {"1", "2", "3"}
    assert set(held.loc[matches(held, [authorisation_rule(pattern("16", "42"))]), "finess_et"]) == {"1", "2"}


def test_a_capacity_needs_an_activity_and_places_are_one(tmp_path):
    sites = pd.DataFrame(
        {"finess_et": ["1", "2"], "categ": ["500", "500"], "insee": ["35238"] * 2, "x": [0.0, 1], "y": [0.0, 1]}
    ).assign(date_ouv=None, date_ferm=None, statut=None)
    capacities = pd.DataFrame(
        [["1", 2023, "CAPINSTOT", 99.0], ["1", 2024, "CAPINSTOT", 80.0], ["1", 2024, "PLACES_AGEES", 80.0]],
        columns=["finess_et", "annee", "variable", "valeur"],
    ).assign(bordereau="FINESS_MS", unite="924/11/711")
    tables = {"etablissement": sites, "capacite": capacities}
    found, _ = select_sites(tables, SiteFilter(activities=("ehpad",), minimum=80))
    assert found[["finess_et", "valeur"]].values.tolist() == [["1", 80.0]]
    for wrong, code in (
        (SiteFilter(minimum=1), "FIL03"),
        (SiteFilter(opened_from="2020-01-01", opened_to="2019-01-01"), "FIL04"),
        (SiteFilter(authorisations=("14",)), "FIL05"),
    ):
        with pytest.raises(InputError, match=code):
            select_sites(tables, wrong)
