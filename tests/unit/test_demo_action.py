"""The demo's territories of action: composed by the rules its README gives."""

import numpy as np
import pandas as pd
import pytest
import shapely
from demo_tables import ROADS, read_table
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components, dijkstra

# The communes of the eleven inhabited islands; Belle-Île has four.
ISLANDS = set("22016 29082 29083 29084 29155 56009 56069 56085 56086 56087 56088 56114 56152 56241".split())


@pytest.fixture(scope="module")
def communes() -> pd.DataFrame:
    return read_table("commune").set_index("insee")


@pytest.fixture(scope="module")
def territories() -> pd.DataFrame:
    return read_table("territoire").set_index(["type", "id_territoire"])


@pytest.fixture(scope="module")
def member() -> pd.DataFrame:
    """The territory of each commune, a column a type."""
    composition = read_table("composition")
    one = composition[composition["type"] != "zone_had"]  # these overlap
    return one.pivot(index="commune", columns="type", values="id_territoire")


@pytest.fixture(scope="module")
def minutes(communes) -> pd.DataFrame:
    """Minutes by road from each town hall of the mainland and Belle-Île to every other, from the road file itself."""
    roads = read_table("troncon", ROADS)
    ends = shapely.get_coordinates(roads["geom"].to_numpy()).reshape(-1, 2)
    nodes, position = np.unique(ends.round(1), axis=0, return_inverse=True)
    a, b = position.reshape(-1, 2).T
    weight = roads["longueur_m"].to_numpy() / roads["vitesse_kmh"].to_numpy() * 0.06
    table = pd.DataFrame({"a": np.minimum(a, b), "b": np.maximum(a, b), "w": weight}).groupby(["a", "b"])["w"].min()
    index = table.index.to_frame()
    graph = coo_matrix((table.to_numpy(), (index["a"], index["b"])), shape=(len(nodes), len(nodes))).tocsr()
    halls = shapely.points(communes["x_mairie"], communes["y_mairie"])
    tree = shapely.STRtree(shapely.points(nodes))
    nearest = tree.nearest(halls)
    on_road = shapely.distance(halls, shapely.points(nodes)[nearest]) < 1
    found = dijkstra(graph, directed=False, indices=nearest[on_road])[:, nearest[on_road]]
    names = communes.index[on_road]
    return pd.DataFrame(found, index=names, columns=names)


def test_sectors_lie_in_one_departement_and_their_code_says_which(communes, member):
    for kind, letter in (("secteur_psy_g", "G"), ("secteur_psy_i", "I")):
        codes = member[kind]
        assert codes.str.fullmatch(rf"\d\d{letter}\d\d").all()
        assert (codes.str[:2] == communes["dep"].reindex(codes.index)).all()
        for dep, own in codes.groupby(codes.str[:2]):
            numbers = sorted({int(code[3:]) for code in own})
            assert numbers == list(range(1, len(numbers) + 1)), dep


def test_sectors_hold_about_70_000_but_the_two_cities(communes, member, territories):
    counts = communes["population"].groupby(member["secteur_psy_g"]).sum()
    assert counts.to_dict() == territories.loc["secteur_psy_g", "population"].to_dict()
    cities = {member.loc["35238", "secteur_psy_g"], member.loc["29019", "secteur_psy_g"]}
    assert all((member["secteur_psy_g"] == code).sum() == 1 for code in cities)
    others = counts.drop(list(cities))
    assert others.between(60_000, 85_000).all()
    assert others.mean() == pytest.approx(70_000, rel=0.03)


def test_child_sectors_are_groups_of_general_ones(communes, member, territories):
    assert (member.groupby("secteur_psy_g")["secteur_psy_i"].nunique() == 1).all()
    of_general = member.drop_duplicates("secteur_psy_g").set_index("secteur_psy_g")["secteur_psy_i"]
    assert territories.loc["secteur_psy_g", "parent"].to_dict() == of_general.to_dict()
    counts = communes["population"].groupby(member["secteur_psy_i"]).sum()
    assert counts.between(140_000, 290_000).all()
    assert counts.mean() == pytest.approx(210_000, rel=0.05)


@pytest.mark.parametrize("kind", ["secteur_psy_g", "secteur_psy_i"])
def test_sectors_are_in_one_piece_but_for_islands_and_the_rance(communes, territories, kind):
    scattered = []
    region = shapely.union_all(communes["geom"].to_numpy())
    mainland = max(shapely.get_parts(region), key=shapely.area)
    for code, outline in territories.loc[kind, "geom"].items():
        parts = shapely.get_parts(shapely.intersection(outline, mainland))
        if (shapely.area(parts) > 2e6).sum() > 1:
            scattered.append(code)
    # Dinard's side of the Rance belongs to Ille-et-Vilaine and touches only Côtes-d'Armor.
    dinard = read_table("composition").query(f"type == '{kind}' and commune == '35093'")["id_territoire"].iloc[0]
    assert set(scattered) <= {dinard}


def test_each_commune_goes_to_its_nearest_pole(communes, member, minutes):
    pole_of = member["territoire_premier_recours"]
    poles = sorted(set(pole_of))
    assert set(poles) <= set(communes.index)
    assert all(pole_of[pole] == pole for pole in poles)
    assert {"56152", "35239"} <= set(poles)  # Le Palais, Retiers: named in the sources
    reached = minutes[[pole for pole in poles if pole in minutes.columns]]
    reached = reached[np.isfinite(reached).any(axis=1)]
    assert len(reached) > 1180
    own = np.array([reached.loc[code, pole_of[code]] for code in reached.index])
    # Lengths are rounded to the metre in the file.
    assert np.allclose(own, reached.min(axis=1), atol=0.1)


def test_pays_are_made_of_whole_epci_and_bear_the_public_names(communes, member, territories):
    names = territories.loc["pays", "libelle"]
    assert len(names) == names.nunique() == 21
    assert {"Pays de Brest", "Pays de Cornouaille", "Pays d’Auray", "Pays de Brocéliande"} <= set(names)
    in_epci = communes["epci"].dropna()
    assert (member.loc[in_epci.index, "pays"].groupby(in_epci).nunique() == 1).all()
    code = {name: code for code, name in names.items()}
    assert member.loc["29019", "pays"] == code["Pays de Brest"]
    assert member.loc["56152", "pays"] == code["Pays d’Auray"]  # Belle-Île by its boat to Quiberon


def test_ensembles_are_unions_of_two_territoires_de_sante(member, territories):
    assert len(territories.loc["ensemble_cooperation"]) == 4
    assert (member.groupby("territoire_sante")["ensemble_cooperation"].nunique() == 1).all()
    assert (member.groupby("ensemble_cooperation")["territoire_sante"].nunique() == 2).all()


def test_contracts_stand_on_known_territories(territories):
    contracts = read_table("cls")
    known = set(territories.index)
    named = set(zip(contracts["type_territoire"], contracts["id_territoire"], strict=True))
    assert named <= known and len(named) == len(contracts) == 20
    assert set(contracts["statut"]) == {"signe", "en_preparation"}
    signed = contracts["statut"] == "signe"
    assert contracts.loc[signed, ["debut", "fin"]].notna().to_numpy().all()
    assert (contracts.loc[signed, "debut"] < contracts.loc[signed, "fin"]).all()
    assert contracts.loc[~signed, ["debut", "fin"]].isna().to_numpy().all()


def test_the_contract_of_the_islands_is_in_as_many_parts(member, territories, communes):
    assert set(member.index[member["cls"].notna()]) == ISLANDS
    outline = territories.loc[("cls", "PONANT"), "geom"]
    own = communes.loc[sorted(ISLANDS), "geom"].to_numpy()
    assert shapely.area(outline) == pytest.approx(shapely.area(own).sum(), rel=1e-9)
    touching = shapely.STRtree(own).query(own, predicate="intersects")
    graph = coo_matrix((np.ones(touching.shape[1]), touching), shape=(len(own), len(own)))
    assert connected_components(graph, directed=False)[0] == 11


def test_one_facilitator_a_pays_in_its_main_town(member, communes):
    people = read_table("dispositif").query("type == 'animateur_territorial'")
    assert len(people) == 21
    assert set(member.loc[people["insee"], "pays"]) == set(member["pays"])
    halls = communes.loc[people["insee"]]
    assert np.allclose(people["x"], halls["x_mairie"]) and np.allclose(people["y"], halls["y_mairie"])
    assert not people["libelle"].str.contains("M\\.|Mme").any()


def test_zones_of_home_hospitalisation_cover_all_and_overlap(communes, territories):
    composition = read_table("composition").query("type == 'zone_had'")
    structures = set(read_table("autorisation").query("activite == '01' and forme == '05'")["finess_et"])
    assert set(territories.loc["zone_had"].index) == structures == set(composition["id_territoire"])
    served = composition.groupby("commune").size()
    assert set(served.index) == set(communes.index)
    assert (served > 1).sum() > 150
    for code, members in composition.groupby("id_territoire")["commune"]:
        own = shapely.area(communes.loc[members, "geom"].to_numpy()).sum()
        assert shapely.area(territories.loc[("zone_had", code), "geom"]) == pytest.approx(own, rel=1e-9)


def test_psychiatry_zones_are_whole_sectors_north_of_those_of_the_south(communes, member):
    assert (member.groupby("secteur_psy_g")["zone_psy"].nunique() == 1).all()
    assert set(member["zone_psy"]) == {dep + side for dep in ("22", "29", "35", "56") for side in "NS"}
    north = communes["y_mairie"].groupby(member["zone_psy"]).mean()
    people = communes["population"].groupby(member["zone_psy"]).sum()
    for dep in ("22", "29", "35", "56"):
        assert north[f"{dep}N"] > north[f"{dep}S"]
        assert 0.35 < people[f"{dep}N"] / (people[f"{dep}N"] + people[f"{dep}S"]) < 0.65


def test_plates_formes_are_as_many_as_the_documents_count(territories):
    table = read_table("pta")
    assert table["statut"].value_counts().to_dict() == dict.fromkeys(
        ("en_fonctionnement", "en_structuration", "en_prefiguration"), 3
    )
    assert set(table["id_territoire"]) <= set(territories.loc["pays"].index)
