"""The demonstration network: known ways, islands, nothing over open water."""

import numpy as np
import pandas as pd
import pytest
import shapely
from demo_tables import ROADS, read_table
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components, dijkstra

# Communes that no road joins to the mainland.
ISLANDS = {
    "Ouessant", "Île-Molène", "Île-de-Sein", "Île-de-Batz", "Île-de-Bréhat", "Groix", "Île-d'Houat", "Hœdic",
    "Île-d'Arz", "Île-aux-Moines", "Le Palais", "Bangor", "Sauzon", "Locmaria",
}
BELLE_ILE = {"Le Palais", "Bangor", "Sauzon", "Locmaria"}


class Roads:
    def __init__(self):
        self.edges = read_table("troncon", ROADS)
        ends = np.array([[line.coords[0], line.coords[-1]] for line in self.edges["geom"]]).round(1)
        self.points, index = np.unique(ends.reshape(-1, 2), axis=0, return_inverse=True)
        self.ends = index.reshape(-1, 2)
        communes = read_table("commune")
        self.names = communes["nom"].tolist()
        halls = shapely.points(communes["x_mairie"], communes["y_mairie"])
        nodes = shapely.points(self.points)
        self.halls = shapely.STRtree(nodes).nearest(halls)
        self.gap = shapely.distance(halls, nodes[self.halls])
        self.region = shapely.union_all(communes["geom"].to_numpy())

    def matrix(self, weight: pd.Series) -> csr_matrix:
        table = pd.DataFrame({"a": self.ends.min(axis=1), "b": self.ends.max(axis=1), "w": weight})
        table = table.groupby(["a", "b"], as_index=False).min()
        return csr_matrix((table["w"], (table["a"], table["b"])), shape=(len(self.points),) * 2)

    def way(self, start: str, end: str) -> tuple[float, float]:
        """Minutes of the quickest way, and its kilometres."""
        a, b = (self.halls[self.names.index(name)] for name in (start, end))
        minutes = self.edges["longueur_m"] / self.edges["vitesse_kmh"] * 0.06
        time, before = dijkstra(self.matrix(minutes), directed=False, indices=a, return_predecessors=True)
        length, metres = self.matrix(self.edges["longueur_m"]), 0.0
        while b != a:
            step = before[b]
            metres += max(length[step, b], length[b, step])
            b = step
        return time[self.halls[self.names.index(end)]], metres / 1000


@pytest.fixture(scope="module")
def roads() -> Roads:
    return Roads()


def test_columns_and_values(roads):
    edges = roads.edges
    assert set(edges["classe"]) == {"Voie express", "Route principale", "Liaison locale", "Desserte"}
    assert edges.groupby("classe")["vitesse_kmh"].nunique().max() == 1
    assert (edges["sens"] == "double").all()
    assert (edges["longueur_m"] >= shapely.length(edges["geom"].to_numpy()) - 0.51).all()
    assert 6_000 < len(edges) < 12_000


@pytest.mark.parametrize(
    ("start", "end", "kilometres", "minutes"),
    [
        ("Rennes", "Brest", 240, 145),
        ("Brest", "Quimper", 72, 50),
        ("Rennes", "Lorient", 150, 95),
        ("Rennes", "Saint-Malo", 70, 48),
        ("Brest", "Carhaix-Plouguer", 84, 68),
        ("Saint-Brieuc", "Rennes", 100, 65),
        ("Crozon", "Brest", 58, 52),
    ],
)
def test_known_ways(roads, start, end, kilometres, minutes):
    time, length = roads.way(start, end)
    assert length == pytest.approx(kilometres, rel=0.05)
    assert time == pytest.approx(minutes, rel=0.12)


def test_every_town_hall_is_on_the_network(roads):
    assert roads.gap.max() < 0.2


def test_no_island_reaches_the_mainland(roads):
    label = connected_components(roads.matrix(roads.edges["longueur_m"]), directed=False)[1]
    of_commune = dict(zip(roads.names, label[roads.halls], strict=True))
    mainland = of_commune["Rennes"]
    assert {name for name, piece in of_commune.items() if piece != mainland} == ISLANDS
    assert len({of_commune[name] for name in BELLE_ILE}) == 1
    others = ISLANDS - BELLE_ILE
    assert len({of_commune[name] for name in others}) == len(others)
    # No piece of road without a town hall.
    assert set(label) == set(of_commune.values())


def test_local_links_keep_to_the_land(roads):
    local = roads.edges[roads.edges["classe"].isin(["Liaison locale", "Desserte"])]
    # Outside the region's outline, but within its hull: the sea, the rades, the gulf.
    lines = local["geom"].to_numpy()
    # East of these lines lies the land of the neighbouring départements.
    neighbours = shapely.union_all(
        [
            shapely.box(280_000, 6_690_000, 430_000, 6_716_000),
            shapely.box(285_000, 6_690_000, 430_000, 6_735_000),
            shapely.box(312_000, 6_690_000, 430_000, 6_760_000),
            shapely.box(360_000, 6_690_000, 430_000, 6_860_000),
        ]
    )
    over = shapely.length(shapely.difference(lines, shapely.union(roads.region, neighbours)))
    # What is left is a few peninsulas whose only way bends more than a straight line can.
    assert (over > 500).sum() <= 7
    assert over.max() < 3_000


def test_layer_says_what_it_is():
    contents = read_table("gpkg_contents", ROADS).set_index("table_name").loc["troncon"]
    assert contents["identifier"] == "Réseau de démonstration"
    assert "OpenStreetMap (ODbL)" in contents["description"]
    assert contents["srs_id"] == 2154
