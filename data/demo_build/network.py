"""A road network as points and edges, its classes and speeds, and the layer it becomes."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from scipy.sparse import coo_matrix, csr_matrix
from scipy.sparse.csgraph import dijkstra

EXPRESS, MAIN, LOCAL, ACCESS = "Voie express", "Route principale", "Liaison locale", "Desserte"
# Mean speeds off peak, km/h, chosen so that known ways come out right (Rennes-Brest in about 2 h 25).
SPEEDS = {EXPRESS: 102.0, MAIN: 70.0, LOCAL: 55.0, ACCESS: 40.0}
NATURES = {
    EXPRESS: "Route à 2 chaussées",
    MAIN: "Route à 1 chaussée",
    LOCAL: "Route à 1 chaussée",
    ACCESS: "Route à 1 chaussée",
}
# A local road is longer than the crow flies.
DETOUR = 1.25


@dataclass
class Network:
    """``points`` (n, 2), EPSG:2154, and undirected ``edges``: ``a``, ``b`` (positions), ``classe``, ``longueur_m``."""

    points: np.ndarray
    edges: pd.DataFrame

    def matrix(self, weight: np.ndarray) -> csr_matrix:
        """The symmetric (n, n) matrix of the weights; of parallel edges the lightest counts."""
        table = pd.DataFrame({"a": self.edges["a"], "b": self.edges["b"], "w": weight})
        low, high = table[["a", "b"]].min(axis=1), table[["a", "b"]].max(axis=1)
        table = table["w"].groupby([low, high]).min().reset_index()
        table.columns = ["a", "b", "w"]
        size = len(self.points)
        half = coo_matrix((table["w"], (table["a"], table["b"])), shape=(size, size))
        return (half + half.T).tocsr()

    def compact(self) -> Network:
        """The same edges without the points none of them ends at."""
        used, positions = np.unique(self.edges[["a", "b"]].to_numpy(), return_inverse=True)
        edges = self.edges.copy()
        edges[["a", "b"]] = positions.reshape(-1, 2)
        return Network(self.points[used], edges)

    def minutes(self) -> np.ndarray:
        """Minutes of each edge (m,)."""
        return (self.edges["longueur_m"] / self.edges["classe"].map(SPEEDS) * 0.06).to_numpy()

    def frame(self) -> pd.DataFrame:
        """The layer ``troncon``: one straight line an edge, its true length and its speed."""
        lines = shapely.linestrings(self.points[self.edges[["a", "b"]].to_numpy()])
        return pd.DataFrame(
            {
                "classe": self.edges["classe"],
                "longueur_m": self.edges["longueur_m"].round(),
                "vitesse_kmh": self.edges["classe"].map(SPEEDS),
                "sens": "double",
                "nature": self.edges["classe"].map(NATURES),
                "geom": lines,
            }
        )


def hall_nodes(network: Network, towns: pd.DataFrame) -> np.ndarray:
    """The node at each town hall. ValueError where one has none."""
    halls = shapely.points(towns["x_mairie"], towns["y_mairie"])
    nodes = shapely.points(network.points)
    nearest = shapely.STRtree(nodes).nearest(halls)
    if shapely.distance(halls, nodes[nearest]).max() > 1:
        raise ValueError("a town hall is not on the network")
    return nearest


def minutes_between(network: Network, sources: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """Shortest minutes (s, t) between nodes; inf where no road leads."""
    return dijkstra(network.matrix(network.minutes()), directed=False, indices=sources)[:, targets]


def links(table: pd.DataFrame, kind: str) -> pd.DataFrame:
    """Edges of a class from ``a``, ``b`` and ``crow`` (metres in a straight line)."""
    return pd.DataFrame({"a": table["a"], "b": table["b"], "classe": kind, "longueur_m": table["crow"] * DETOUR})
