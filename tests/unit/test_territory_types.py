"""Types of territories, INSEE codes, column guesses, zonings."""

import pandas as pd
import pytest
from territory_samples import bretagne_cantons, bretagne_communes

from plugin.core.findings import InputError, Report, Severity
from plugin.core.territories.codes import check_codes, is_commune, is_iris, proposals
from plugin.core.territories.columns import (
    chosen_columns,
    guess_commune_columns,
    guess_composition_columns,
    guess_territory_columns,
)
from plugin.core.territories.types import KNOWN, TerritoryType, declare, from_setting, registry, to_setting
from plugin.core.territories.zonings import check_zoning, order_classes


def test_the_types_of_the_sources_are_known():
    wanted = (
        "commune iris canton departement region epci pays cls territoire_sante territoire_premier_recours zone_recours "
        "territoire_vie ensemble_cooperation secteur_psy_g secteur_psy_i zone_psy bassin_vie tvs ght zone_had zone_pta "
        "zone_implantation"
    ).split()
    assert list(KNOWN) == wanted
    assert not KNOWN["zone_had"].partition


def test_a_declared_type_survives_the_workspace_and_gives_a_known_one_another_role():
    declared = [
        TerritoryType("bassin_sante", "Bassins de santé", couvrant=True, roles=("action",)),
        TerritoryType("epci", "EPCI", roles=("action",)),
    ]
    assert from_setting(to_setting(declared)) == declared
    types = registry(declared)
    assert types["bassin_sante"].roles == ("action",)
    assert types["epci"].roles == ("action",)
    assert types["canton"] is KNOWN["canton"]
    assert from_setting(None) == []


def test_a_type_without_a_name_or_with_an_unknown_role_is_told():
    report = Report()
    assert declare({"code": "x"}, report) is None
    assert declare({"code": "x", "libelle": "X", "roles": ["pilotage"]}, report) is None
    assert report.codes() == ["TER15", "TER15"]
    with pytest.raises(InputError) as caught:
        from_setting('[{"code": ""}, {"code": "y", "libelle": "Y", "roles": "z"}]')
    assert len(caught.value.findings) == 2


@pytest.mark.parametrize(
    ("code", "good"),
    [
        ("01001", True), ("35238", True), ("2A004", True), ("2B033", True), ("97411", True), ("98818", True),
        ("1001", False), ("2C001", False), ("20004", False), ("00123", False), ("96001", False), ("2a004", False),
        ("350238", False), ("", False), (None, False),
    ],
)
def test_insee_codes(code, good):
    assert is_commune(pd.Series([code], dtype=object)).tolist() == [good]


def test_iris_codes():
    assert is_iris(pd.Series(["352380101", "2A0040101", "35238", "200040101", None])).tolist() == [
        True, True, False, False, False,
    ]


@pytest.mark.parametrize(
    ("code", "proposed"),
    [
        ("1001", "01001"), ("1001.0", "01001"), ("2a004", "2A004"), ("35 238", "35238"), ("10010101", "010010101"),
        ("35238", None), ("Rennes", None), ("123", None), (None, None),
    ],
)
def test_malformed_codes_are_proposed_back(code, proposed):
    assert proposals(pd.Series([code], dtype=object)).tolist() == [proposed]


def test_nothing_is_corrected_unless_the_user_agreed():
    codes = pd.Series(["35238", "1001", "Rennes"], name="CODGEO")
    usable, report = check_codes(codes, [2, 3, 4])
    assert usable.tolist() == ["35238", None, None]
    assert [(f.code, f.row, f.column, f.value, f.params["propose"]) for f in report] == [
        ("COM01", 3, "CODGEO", "1001", "01001"), ("COM01", 4, "CODGEO", "Rennes", "aucune"),
    ]
    usable, report = check_codes(codes, [2, 3, 4], accept_proposals=True)
    assert usable.tolist() == ["35238", "01001", None]
    assert [finding.severity for finding in report] == [Severity.INFO, Severity.ERROR]


ADMIN_EXPRESS_SHP = ["ID", "NOM", "NOM_M", "INSEE_COM", "STATUT", "POPULATION", "INSEE_CAN", "INSEE_ARR", "INSEE_DEP",
                     "INSEE_REG", "SIREN_EPCI"]
ADMIN_EXPRESS_4 = ["cleabs", "nom_officiel", "nom_officiel_en_majuscules", "statut", "code_insee", "population",
                   "code_insee_du_canton", "code_insee_du_departement", "codes_siren_des_epci"]
BD_TOPO = ["cleabs", "code_insee", "code_insee_du_departement", "code_insee_de_la_region", "population", "nom_officiel",
           "codes_siren_des_epci"]


@pytest.mark.parametrize(
    ("columns", "insee", "nom", "epci", "dep"),
    [
        (ADMIN_EXPRESS_SHP, "INSEE_COM", "NOM", "SIREN_EPCI", "INSEE_DEP"),
        (ADMIN_EXPRESS_4, "code_insee", "nom_officiel", "codes_siren_des_epci", "code_insee_du_departement"),
        (BD_TOPO, "code_insee", "nom_officiel", "codes_siren_des_epci", "code_insee_du_departement"),
        (["code", "nom"], "code", "nom", None, None),
    ],
)
def test_the_columns_of_the_products_are_recognised(columns, insee, nom, epci, dep):
    row = {name: "x" for name in columns}
    row[insee] = "35238"
    guesses = guess_commune_columns(pd.DataFrame([row]))
    found = {name: guess.column for name, guess in guesses.items()}
    assert (found["insee"], found["nom"], found["epci"], found["dep"]) == (insee, nom, epci, dep)
    assert guesses["insee"].exemples == ("35238",)


def test_values_decide_where_the_name_misleads():
    frame = pd.DataFrame({"code": ["a", "b", "c"], "reference": ["35238", "1001", "22001"]})
    guess = guess_commune_columns(frame)["insee"]
    assert (guess.column, guess.par) == ("reference", "valeurs")


def test_the_real_layers_are_recognised():
    communes = {name: guess.column for name, guess in guess_commune_columns(bretagne_communes()).items()}
    assert communes["insee"] == "code"
    assert communes["nom"] == "nom_cog"
    assert communes["population"] == "pop_mun"
    assert communes["pop_65p"] == "pop_65p_2021"
    cantons = {name: guess.column for name, guess in guess_territory_columns(bretagne_cantons()).items()}
    assert (cantons["id_territoire"], cantons["libelle"]) == ("code", "nom")
    life = {name: guess.column for name, guess in guess_composition_columns(bretagne_communes(), "bassin_vie").items()}
    assert (life["commune"], life["id_territoire"], life["libelle"]) == ("code", "bv2022", "lib_bv2022")


def test_corrections_come_before_guesses_and_wrong_ones_are_told_together():
    guesses = guess_composition_columns(pd.DataFrame({"CODGEO": ["35238"], "EPCI": ["243500139"]}), "epci")
    mapping = chosen_columns(guesses, {"libelle": ""}, ("commune",), ["CODGEO", "EPCI"])
    assert mapping == {"commune": "CODGEO", "id_territoire": "EPCI"}
    wrong = {"commune": "COM", "id_territoire": ""}
    with pytest.raises(InputError) as caught:
        chosen_columns(guesses, wrong, ("commune", "id_territoire"), ["CODGEO", "EPCI"])
    assert [finding.params["col"] for finding in caught.value.findings] == ["COM", "id_territoire"]


def test_the_classes_of_2014_are_in_order():  # V043
    names = ["Zones sans difficulté", "prioritaires", "Zones fragiles", "4", "à surveiller", "autre", None]
    assert order_classes(pd.Series(names)).tolist()[:5] == [5, 1, 2, 4, 3]
    assert order_classes(pd.Series(names)).isna().tolist() == [False] * 5 + [True] * 2


def test_unknown_classes_and_missing_units_are_told():
    zoning = pd.DataFrame({"id_unite": ["a", "b"], "classe": ["Zones fragiles", "Zones rouges"]})
    report = check_zoning(zoning, ["a", "b", "c"])
    assert [(f.code, f.row, f.value) for f in report] == [("ZON01", 3, "Zones rouges"), ("ZON02", None, "c")]
