"""The demo's hospital sites, authorisations, capacities and emergency responders."""

import csv
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from demo_tables import read_table
from shared_data import shared_file

# Categories of establishments for disabled children and adults.
DISABLED = dict.fromkeys(("182", "183", "186"), "enfant") | dict.fromkeys(("246", "255", "382", "437"), "adulte")
NOMENCLATURES = Path(__file__).resolve().parents[2] / "data" / "nomenclatures"


@pytest.fixture(scope="module")
def establishments() -> pd.DataFrame:
    return read_table("etablissement")


@pytest.fixture(scope="module")
def sites(establishments) -> pd.DataFrame:
    """The hospitals among them."""
    return establishments[~establishments["categ"].isin(["611", *DISABLED])].reset_index(drop=True)


def codes(name: str) -> set[str]:
    with (NOMENCLATURES / name).open(encoding="utf-8") as file:
        return {row["code"] for row in csv.DictReader(file, delimiter=";")}


def luhn_sum(number: str) -> int:
    """From the right, every second digit doubled, digits added."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total


def test_luhn_sum_on_a_real_number():
    # CHU de Rennes – Pontchaillou, and the same with a digit changed.
    assert luhn_sum("350000741") % 10 == 0
    assert luhn_sum("350000742") % 10 != 0


def test_identifiers_look_like_finess_and_can_be_none(establishments):
    sites = establishments
    numbers = pd.concat([sites["finess_et"], sites["finess_ej"]])
    assert numbers.str.fullmatch(r"99\d{7}").all()
    assert all(luhn_sum(number) % 10 == 0 for number in numbers)
    assert sites["finess_et"].is_unique
    assert not set(sites["finess_et"]) & set(sites["finess_ej"])


@pytest.mark.parametrize(
    "file", ["sae2023/ID_2023r.csv", "finess/finess_activites_soin.csv", "finess/sites_hospitaliers_bretagne.csv"]
)
def test_no_identifier_is_in_real_registers(establishments, file):
    text = shared_file(file).read_bytes()
    assert not [number for number in establishments["finess_et"] if number.encode() in text]


def test_sites(sites):
    assert 60 <= len(sites) <= 100
    assert set(sites["statut"]) == {"public", "espic", "prive"}
    assert set(sites["categ"]) <= codes("categories.csv")
    required = sites[["rs", "nom_court", "insee", "commune", "x", "y", "localisation", "territoire_sante"]]
    assert required.notna().to_numpy().all()
    assert sites["nom_court"].str.len().max() <= 28
    assert sites.loc[sites["statut"] != "public", "ght"].isna().all()


def test_one_referent_in_each_territory(sites):
    referents = sites[sites["ch_referent"].astype(bool)]
    assert sorted(referents["territoire_sante"]) == [f"TS{number}" for number in range(1, 9)]
    assert set(referents["statut"]) == {"public"}


def test_sites_stand_near_their_town_hall_and_apart(sites):
    communes = read_table("commune").set_index("insee").loc[sites["insee"]]
    assert (communes["nom"].to_numpy() == sites["commune"].to_numpy()).all()
    away = np.hypot(sites["x"].to_numpy() - communes["x_mairie"], sites["y"].to_numpy() - communes["y_mairie"])
    assert away.between(150, 2_500).all()
    points = shapely.points(sites["x"], sites["y"])
    assert (shapely.distance(points, communes["geom"].to_numpy()) < 1_000).all()
    tree = shapely.STRtree(points)
    a, b = tree.query(points, predicate="dwithin", distance=300)
    assert len(a[a < b]) == 0
    member = read_table("composition").query("type == 'territoire_sante'").set_index("commune")["id_territoire"]
    assert (member[sites["insee"]].to_numpy() == sites["territoire_sante"].to_numpy()).all()


def test_authorisations_are_in_the_nomenclatures(sites):
    table = read_table("autorisation")
    assert set(table["finess_et"]) == set(sites["finess_et"])
    assert set(table["activite"]) <= codes("activites.csv")
    assert set(table["modalite"]) <= codes("modalites.csv")
    assert set(table["forme"]) <= codes("formes.csv")
    assert not table.duplicated(["finess_et", "activite", "modalite", "forme"]).any()
    assert (table["date_autor"] < table["date_fin"]).all()
    equipment = read_table("equipement")
    assert set(equipment["code"]) <= codes("equipements.csv")
    assert (equipment["nombre"] >= 1).all()


@pytest.mark.parametrize(
    ("activity", "modality", "table", "rule"),
    [
        ("14", "23", "URGENCES", {"AUTGEN"}),
        ("14", "24", "URGENCES", {"AUTPED"}),
        ("14", "22", "SMURSAMU", {"SAMU"}),
        ("03", "05", "PERINAT", {"CPPR"}),
        ("03", "04", "PERINAT", {"TYPE3"}),
        ("R6", "00", "MCOAVC", {"UNV"}),
    ],
)
def test_services_are_those_publicly_known(sites, activity, modality, table, rule):
    """As many sites in each département as SAE 2023 counts (a seasonal department is the demo's own)."""
    table_of_sites = read_table("autorisation")
    authorised = table_of_sites.query("activite == @activity and modalite == @modality and forme != '13'")
    ours = sites.set_index("finess_et").loc[authorised["finess_et"], "insee"].str[:2].value_counts()
    lines = shared_file(f"sae2023/{table}_2023r.csv").read_bytes().decode("latin-1").splitlines()
    rows = list(csv.DictReader(lines, delimiter=";"))
    real = [
        row["FI"][:2] for row in rows
        if row["FI"][:2] in ("22", "29", "35", "56")
        and (row.get("AUTOR") in rule or any(row.get(name) == "1" for name in rule))
    ]
    assert ours.sort_index().to_dict() == pd.Series(real).value_counts().sort_index().to_dict()


def test_capacities():
    table = read_table("capacite").query("bordereau != 'FINESS_MS'")
    visits = table[table["bordereau"] == "URGENCES2"]
    wide = visits.pivot(index=["finess_et", "unite"], columns="variable", values="valeur")
    assert (wide["dtHOSP"] < 0.5 * wide["PASSU"]).all() and (wide["dtHOSP"] > 0).all()
    authorised = read_table("autorisation").query("activite == '14' and modalite in ['23', '24'] and forme == '00'")
    assert set(wide.index.get_level_values(0)) == set(authorised["finess_et"])
    assert set(table["variable"]) == {"PASSU", "dtHOSP", "LIT_MED", "LIT_CHI", "PLA_CHI", "LIT_OBS", "UNV", "LIT_UNV"}
    assert (table["valeur"] > 0).all()


def test_laboratories_and_establishments_for_the_disabled(establishments, sites):
    others = establishments[~establishments["finess_et"].isin(sites["finess_et"])]
    labs = others[others["categ"] == "611"]
    people = read_table("commune").set_index("insee")["population"]
    assert labs["insee"].value_counts().to_dict() == {
        code: 1 + number // 25_000 for code, number in people.items() if number >= 6_000
    }
    disabled = others[others["categ"] != "611"]
    assert set(disabled["categ"].map(DISABLED)) == {"enfant", "adulte"}
    assert disabled["insee"].map(people).min() >= 2_500
    assert set(disabled["insee"].str[:2]) == {"22", "29", "35", "56"}
    places = read_table("capacite").query("bordereau == 'FINESS_MS' and variable == 'CAPINSTOT'")
    assert sorted(places["finess_et"]) == sorted(disabled["finess_et"])
    assert places["valeur"].between(10, 200).all()
    # Numbers at one place would be drawn as one site.
    points = shapely.points(establishments["x"], establishments["y"])
    a, b = shapely.STRtree(points).query(points, predicate="dwithin", distance=30)
    assert len(a[a < b]) == 0


def test_responders(sites):
    table = read_table("effecteur_urgence")
    assert table["id"].is_unique
    assert set(table["type"]) == {"SU", "SU_sais", "SU_ped", "SMUR", "SMUR_ant", "MCS", "HELISMUR", "HELI_SC"}
    counts = table["type"].value_counts()
    assert (counts["MCS"], counts["HELISMUR"] + counts["HELI_SC"]) == (9, 2)
    mcs = table[table["type"] == "MCS"]
    names = read_table("commune").set_index("insee").loc[mcs["insee"], "nom"]
    assert "Crozon" in set(names) and len(names) == 9
    assert (mcs["zone_mcs"] == mcs["insee"]).all()
    flying = table["type"].isin(["HELISMUR", "HELI_SC"])
    assert table.loc[flying, ["delai", "vitesse", "rayon"]].notna().to_numpy().all()
    placed = table[table["finess_et"].notna()].merge(sites, on="finess_et", suffixes=("", "_site"))
    assert len(placed) == table["type"].isin(["SU", "SU_sais", "SU_ped", "SMUR", "SMUR_ant"]).sum()
    assert (placed["x"] == placed["x_site"]).all() and (placed["y"] == placed["y_site"]).all()
