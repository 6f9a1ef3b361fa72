"""The demonstration road network: OpenStreetMap's main roads, joined to town halls, and links between communes."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components, minimum_spanning_tree

from .main_roads import main_network
from .network import ACCESS, LOCAL, Network, links
from .sources import WorldRoads

# Communes no road joins to the mainland. Those of Belle-Île are joined to one another.
ISLANDS = (
    "22016", "29082", "29083", "29084", "29155", "56009", "56069", "56085", "56086", "56087", "56088", "56114", "56152",
    "56241",
)

# West, south, east, north in degrees: the region and more than 40 km around.
BOX = (-5.5, 46.8, -0.4, 49.1)
ACCESS_REACH = 6_000.0
ACCESS_ANGLE = np.radians(75)
SEA_CROSSING = 300.0


def build_network(roads: WorldRoads, communes: pd.DataFrame, around: pd.DataFrame) -> Network:
    """The demonstration network.

    Args:
        roads: the main roads, in degrees.
        communes: the region's communes, ``insee``, ``nom``, ``x_mairie``, ``y_mairie``, ``geom``.
        around: the communes around the region, same columns.
    """
    region = shapely.union_all(communes["geom"].to_numpy())
    towns = pd.concat([communes, around], ignore_index=True)
    land = shapely.union_all(towns["geom"].to_numpy())
    halls = towns[["x_mairie", "y_mairie"]].to_numpy()
    on_mainland = ~towns["insee"].isin(ISLANDS).to_numpy()

    main = main_network(roads, region, towns, halls[on_mainland])
    access = _access_links(main, halls, on_mainland, land)
    local, on_borders = _local_links(towns, halls, on_mainland, land)
    island, inland = _island_roads(towns, len(halls) + len(on_borders), local)
    first_hall = len(main.points)
    access["a"] += first_hall
    local[["a", "b"]] += first_hall
    island[["a", "b"]] += first_hall
    points = np.vstack([main.points, halls, on_borders, inland])
    network = Network(points, pd.concat([main.edges, access, local, island], ignore_index=True))
    inside = np.arange(len(towns)) < len(communes)
    return _without_strays(network, first_hall, on_mainland, on_mainland & inside)


def _access_links(main: Network, halls: np.ndarray, on_mainland: np.ndarray, land: shapely.Geometry) -> pd.DataFrame:
    """Links from each town hall of the mainland to the nearest nodes of the main roads, never over open water."""
    used = np.unique(main.edges[["a", "b"]].to_numpy())
    tree = shapely.STRtree(shapely.points(main.points[used]))
    hall, node = tree.query(shapely.points(halls), predicate="dwithin", distance=ACCESS_REACH)
    table = pd.DataFrame({"a": hall, "b": used[node]})[on_mainland[hall]]
    table["crow"] = np.hypot(*(halls[table["a"]] - main.points[table["b"]]).T)
    table = table[table["crow"] > 0].sort_values(["a", "crow", "b"])
    lines = shapely.linestrings(np.stack([halls[table["a"]], main.points[table["b"]]], axis=1))
    table = table[_over_water(lines, land) <= SEA_CROSSING]
    heading = np.arctan2(*(main.points[table["b"]] - halls[table["a"]]).T)
    return links(table[_spread(table["a"].to_numpy(), heading)], ACCESS)


def _spread(hall: np.ndarray, heading: np.ndarray) -> np.ndarray:
    """Mask of the links, given nearest first, that leave their town hall in a direction of their own."""
    taken: dict[int, list[float]] = {}
    kept = np.zeros(len(hall), dtype=bool)
    for position, (place, angle) in enumerate(zip(hall.tolist(), heading.tolist(), strict=True)):
        others = taken.setdefault(place, [])
        if all(np.cos(angle - other) < np.cos(ACCESS_ANGLE) for other in others):
            others.append(angle)
            kept[position] = True
    return kept


def _local_links(
    towns: pd.DataFrame, halls: np.ndarray, on_mainland: np.ndarray, land: shapely.Geometry
) -> tuple[pd.DataFrame, np.ndarray]:
    """Links between the town halls of communes that share a border, and the points of borders some of them pass."""
    outlines = towns["geom"].to_numpy()
    a, b = shapely.STRtree(outlines).query(outlines, predicate="intersects")
    a, b = a[a < b], b[a < b]
    border = shapely.intersection(shapely.boundary(outlines[a]), shapely.boundary(outlines[b]))
    same_side = on_mainland[a] == on_mainland[b]
    table = pd.DataFrame({"a": a, "b": b, "border": border})[(shapely.length(border) > 0) & same_side]
    lines = shapely.linestrings(np.stack([halls[table["a"]], halls[table["b"]]], axis=1))
    water = _over_water(lines, land)
    # The driest links that keep all joined are needed; one that would cut a bay passes by the middle of the border.
    cost = coo_matrix((1 + water, (table["a"], table["b"])), shape=(len(towns), len(towns)))
    tree = minimum_spanning_tree(cost).tocoo()
    needed = set(zip(tree.row.tolist(), tree.col.tolist(), strict=True))
    dry = water <= SEA_CROSSING
    wet = ~dry & np.array([pair in needed for pair in zip(table["a"], table["b"], strict=True)])
    on_borders = np.array([_middle(border) for border in table["border"][wet]])
    passing = len(halls) + np.arange(len(on_borders))
    ends = [table[["a", "b"]][dry].to_numpy()]
    ends += [np.column_stack([table[side][wet], passing]) for side in ("a", "b")]
    pairs = np.vstack(ends)
    places = np.vstack([halls, on_borders])
    crow = np.hypot(*(places[pairs[:, 0]] - places[pairs[:, 1]]).T)
    return links(pd.DataFrame({"a": pairs[:, 0], "b": pairs[:, 1], "crow": crow}), LOCAL), on_borders


def _middle(border: shapely.Geometry) -> tuple[float, float]:
    """The middle of the longest piece of a border."""
    pieces = shapely.get_parts(shapely.line_merge(border))
    point = shapely.line_interpolate_point(pieces[shapely.length(pieces).argmax()], 0.5, normalized=True)
    return round(point.x, 1), round(point.y, 1)


def _island_roads(towns: pd.DataFrame, first: int, local: pd.DataFrame) -> tuple[pd.DataFrame, np.ndarray]:
    """A road inland from the town hall of each one-commune island; the points it leads to, numbered from ``first``."""
    linked = np.unique(local[["a", "b"]].to_numpy())
    alone = np.setdiff1d(np.flatnonzero(towns["insee"].isin(ISLANDS)), linked)
    inland = shapely.get_coordinates(shapely.point_on_surface(towns["geom"].to_numpy()[alone])).round(1)
    crow = np.hypot(*(towns[["x_mairie", "y_mairie"]].to_numpy()[alone] - inland).T)
    table = pd.DataFrame({"a": alone, "b": first + np.arange(len(alone)), "crow": crow})
    return links(table, ACCESS), inland


def _over_water(lines: np.ndarray, land: shapely.Geometry) -> np.ndarray:
    """Metres of each line outside the land."""
    shapely.prepare(land)
    water = np.zeros(len(lines))
    outside = ~shapely.covers(land, lines)
    water[outside] = shapely.length(shapely.difference(lines[outside], land))
    return water


def _without_strays(network: Network, first_hall: int, on_mainland: np.ndarray, must_be_reached: np.ndarray) -> Network:
    """Drop pieces that reach no town hall; ValueError where no road reaches one that must be reached."""
    labels = connected_components(network.matrix(np.ones(len(network.edges))), directed=False)[1]
    hall_labels = labels[first_hall : first_hall + len(on_mainland)]
    main_label = np.bincount(hall_labels).argmax()
    lost = np.flatnonzero(must_be_reached & (hall_labels != main_label))
    if len(lost):
        raise ValueError(f"no road reaches town halls {lost.tolist()}")
    island_labels = set(hall_labels[~on_mainland].tolist())
    kept = np.isin(labels[network.edges["a"].to_numpy()], [main_label, *island_labels])
    return Network(network.points, network.edges[kept].reset_index(drop=True)).compact()
