"""The demo's tables of an agency: practitioners, zonings, contracts, practices, devices, indicators."""

import numpy as np
import pandas as pd
import pytest
import shapely
from demo_tables import read_table

CLASSES = {"prioritaire", "fragile", "a_surveiller", "peu_de_difficultes", "sans_difficulte"}


@pytest.fixture(scope="module")
def communes() -> pd.DataFrame:
    return read_table("commune").set_index("insee")


@pytest.fixture(scope="module")
def areas() -> pd.DataFrame:
    return read_table("territoire").query("type == 'territoire_premier_recours'").set_index("id_territoire")


def test_each_profession_has_the_five_classes_of_2014_in_every_territory(areas):
    table = read_table("zonage_ps")
    assert set(table["profession"]) == {"medecin_generaliste", "cardiologue", "ophtalmologue"}
    for _, rows in table.groupby("profession"):
        assert sorted(rows["id_unite"]) == sorted(areas.index)
        assert set(rows["classe"]) == CLASSES
    assert set(table["annee"]) == {2014} and set(table["unite"]) == {"territoire_premier_recours"}


def test_territories_far_from_large_towns_need_more(areas, communes):
    large = communes[communes["population"] >= 25_000][["x_mairie", "y_mairie"]].to_numpy(dtype=float)
    poles = communes.loc[areas.index, ["x_mairie", "y_mairie"]].to_numpy(dtype=float)
    away = pd.Series(np.hypot(*(poles[:, None] - large[None]).transpose(2, 0, 1)).min(axis=1), index=areas.index)
    classes = read_table("zonage_ps").query("profession == 'medecin_generaliste'").set_index("id_unite")["classe"]
    mean = away.groupby(classes).mean()
    assert mean["prioritaire"] > mean["a_surveiller"] > mean["sans_difficulte"]


def test_contracts_go_where_doctors_lack(areas):
    table = read_table("contrat")
    assert set(table["type"]) == {"PTMG", "CESP"} and table["nombre"].between(1, 3).all()
    assert set(table["nombre"]) == {1, 2, 3}
    classes = read_table("zonage_ps").query("profession == 'medecin_generaliste'").set_index("id_unite")["classe"]
    assert set(table["id_territoire"].map(classes)) == {"prioritaire", "fragile", "a_surveiller"}


def test_practitioners_are_in_known_communes(communes):
    table = read_table("praticien")
    assert set(table["insee"]) <= set(communes.index) and (table["nombre"] > 0).all()
    assert not table.duplicated(["insee", "profession"]).any()


def test_multi_site_practices_are_several_in_a_territory(communes):
    table = read_table("msp")
    assert table["id"].is_unique
    member = read_table("composition").query("type == 'territoire_premier_recours'").set_index("commune")
    zones = table["insee"].map(member["id_territoire"])
    several = table["type"] == "multi_sites"
    assert 0 < several.sum() < len(table)
    assert (zones[several].value_counts() > 1).all()
    near = shapely.distance(shapely.points(table["x"], table["y"]), communes.loc[table["insee"], "geom"].to_numpy())
    assert near.max() < 1_000


def test_devices_of_every_type_of_the_sheets():
    table = read_table("dispositif")
    counts = table["type"].value_counts()
    assert counts["centre_sante"] == 89  # as many as the documents of the region count
    assert counts["sos_medecins"] == 6 and counts["mmg"] > 40
    schemes = {"dar", "ueea", "emploi_accompagne", "metiers_autonomie", "drad", "pass", "csapa"}
    schemes |= {"lits_halte_soins_sante"}
    assert schemes | {"centre_sante", "sos_medecins", "mmg", "animateur_territorial"} == set(counts.index)
    for kind in schemes:
        assert set(table.loc[table["type"] == kind, "insee"].str[:2]) == {"22", "29", "35", "56"}
    assert table["id"].is_unique


def test_indicators_have_values_gaps_and_secrets(communes):
    table = read_table("indicateur")
    units = {"generosite": "epci", "apl_ehpad": "commune", "programmes_etp": "departement"}
    assert table.groupby("indicateur")["type"].unique().str.join(",").to_dict() == units
    assert (table["valeur"].notna() == (table["statut"] == "valeur")).all()
    secret = table[table["statut"] == "secret"]
    people = read_table("territoire").query("type == 'epci'").set_index("id_territoire")["population"]
    assert set(secret["territoire"]) == set(people.index[people < 12_000])
    assert set(table.loc[table["indicateur"] == "apl_ehpad", "territoire"]) == set(communes.index)
    assert set(table["source"]) == {"données illustratives"}
