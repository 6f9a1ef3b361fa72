"""OpenStreetMap's main roads around the region: breaks mended, express roads told apart, junctions near town halls."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
import shapely
from scipy.sparse.csgraph import connected_components, dijkstra

from .network import EXPRESS, MAIN, Network
from .outlines import to_lambert93
from .sources import WorldRoads

# Towns along the roads with two carriageways; the main network itself does not tell them apart.
EXPRESS_CORRIDORS = (
    ("Brest", "Morlaix", "Guingamp", "Saint-Brieuc", "Lamballe-Armor", "Rennes"),
    ("Brest", "Châteaulin", "Quimper", "Quimperlé", "Lorient", "Auray", "Vannes", "Muzillac", "Nantes"),
    ("Lorient", "Baud", "Locminé", "Ploërmel", "Rennes"),
    ("Vannes", "Ploërmel"),
    ("Saint-Malo", "Rennes", "Nantes"),
    ("Rennes", "Vitré", "Laval"),
    ("Rennes", "Fougères", "Avranches"),
    ("Lamballe-Armor", "Dinan", "Dol-de-Bretagne", "Avranches"),
)
# Towns of the neighbouring départements named above: longitude, latitude.
OUTER_TOWNS = {"Nantes": (-1.5536, 47.2184), "Laval": (-0.7734, 48.0706), "Avranches": (-1.3567, 48.6845)}

AROUND = 40_000.0
JUNCTION_REACH = 3_500.0
JUNCTION_SPACING = 2_500.0
# The source lost short pieces of road (the bridges over the Elorn, the Rance, the Étel): a dead end is joined to a node
# this near when the way round is that many times longer.
BREAK_REACH = 3_000.0
BREAK_DETOUR = 8.0


def main_network(roads: WorldRoads, region: shapely.Geometry, towns: pd.DataFrame, halls: np.ndarray) -> Network:
    """The main roads within 40 km of the region.

    Args:
        roads: the main roads, in degrees.
        region: its outline.
        towns: ``nom``, ``x_mairie``, ``y_mairie`` of the towns the express roads pass.
        halls: (h, 2) town halls a junction is made for.
    """
    main = _mended(_around(roads, region))
    _classify(main, towns)
    return _with_junctions(main, halls)


def _around(roads: WorldRoads, region: shapely.Geometry) -> Network:
    """The main roads within 40 km of the region, in metres; the nodes no road is left at are dropped."""
    points = shapely.get_coordinates(to_lambert93(pd.Series(list(shapely.points(roads.nodes)))).to_numpy())
    simple = shapely.simplify(region, 1000)
    near = shapely.distance(shapely.points(points), simple) <= AROUND
    kept = near[roads.pairs].all(axis=1)
    start, end = roads.pairs[kept].T
    crow = np.hypot(*(points[start] - points[end]).T)
    # The source's coordinates and lengths are rounded: a road is never shorter than its straight line.
    length = np.maximum(roads.kilometres[kept] * 1000, crow)
    edges = pd.DataFrame({"a": start, "b": end, "classe": MAIN, "longueur_m": length})
    return Network(points, edges[crow > 0].reset_index(drop=True)).compact()


def _mended(main: Network) -> Network:
    """Join the dead ends that a missing piece of road made."""
    round_trip = dijkstra(main.matrix(main.edges["longueur_m"].to_numpy()), directed=False)
    degree = np.bincount(main.edges[["a", "b"]].to_numpy().ravel(), minlength=len(main.points))
    pairs: dict[tuple[int, int], float] = {}
    for end in np.flatnonzero(degree == 1):
        crow = np.hypot(*(main.points - main.points[end]).T)
        across = (crow > 0) & (crow < BREAK_REACH) & (round_trip[end] > BREAK_DETOUR * np.maximum(crow, 300))
        if across.any():
            other = int(np.where(across, crow, np.inf).argmin())
            pairs[min(end, other), max(end, other)] = float(crow[other])
    rows = [(a, b, crow) for (a, b), crow in sorted(pairs.items())]
    joined = pd.DataFrame(rows, columns=["a", "b", "longueur_m"]).assign(classe=MAIN)
    return Network(main.points, pd.concat([main.edges, joined], ignore_index=True))


def _classify(main: Network, towns: pd.DataFrame) -> None:
    """Mark the edges along the express corridors: the shortest way from town to town."""
    by_name = towns.drop_duplicates("nom").set_index("nom")[["x_mairie", "y_mairie"]]
    outer = to_lambert93(pd.Series({name: shapely.Point(place) for name, place in OUTER_TOWNS.items()}))
    places = {name: (point.x, point.y) for name, point in outer.items()} | {
        name: tuple(by_name.loc[name]) for corridor in EXPRESS_CORRIDORS for name in corridor if name not in OUTER_TOWNS
    }
    matrix = main.matrix(main.edges["longueur_m"].to_numpy())
    labels = connected_components(matrix, directed=False)[1]
    joined = np.flatnonzero(labels == np.bincount(labels).argmax())
    tree = shapely.STRtree(shapely.points(main.points[joined]))
    express: set[tuple[int, int]] = set()
    for corridor in EXPRESS_CORRIDORS:
        stops = [int(joined[tree.nearest(shapely.Point(places[name]))]) for name in corridor]
        for start, end in pairwise(stops):
            before = dijkstra(matrix, directed=False, indices=start, return_predecessors=True)[1]
            while end != start:
                express.add((min(end, before[end]), max(end, before[end])))
                end = int(before[end])
    ends = np.sort(main.edges[["a", "b"]].to_numpy(), axis=1)
    main.edges["classe"] = [EXPRESS if (a, b) in express else MAIN for a, b in ends.tolist()]


def _with_junctions(main: Network, halls: np.ndarray) -> Network:
    """Cut the long edges where a town hall is near, so that the town can be joined to the road that passes by."""
    edges = main.edges
    lines = shapely.linestrings(main.points[edges[["a", "b"]].to_numpy()])
    hall, edge = shapely.STRtree(lines).query(shapely.points(halls), predicate="dwithin", distance=JUNCTION_REACH)
    along = shapely.line_locate_point(lines[edge], shapely.points(halls[hall]))
    crow = shapely.length(lines)
    inner = (along > JUNCTION_SPACING) & (along < crow[edge] - JUNCTION_SPACING)
    cuts = pd.DataFrame({"edge": edge, "along": along})[inner].sort_values(["edge", "along"])
    points, rows = [main.points], []
    count = len(main.points)
    stops_of = {number: _spaced(group["along"].to_numpy()) for number, group in cuts.groupby("edge")}
    for number, row in enumerate(edges.itertuples(index=False)):
        stops = stops_of.get(number, [])
        if stops:
            points.append(shapely.get_coordinates(shapely.line_interpolate_point(lines[number], stops)).round(1))
        chain = [row.a, *range(count, count + len(stops)), row.b]
        count += len(stops)
        share = np.diff([0.0, *stops, crow[number]]) / crow[number]
        rows += [(a, b, row.classe, row.longueur_m * part) for (a, b), part in zip(pairwise(chain), share, strict=True)]
    return Network(np.vstack(points), pd.DataFrame(rows, columns=["a", "b", "classe", "longueur_m"]))


def _spaced(along: np.ndarray) -> list[float]:
    """Positions along an edge, each at least the spacing after the one before."""
    kept: list[float] = []
    for place in along:
        if not kept or place - kept[-1] >= JUNCTION_SPACING:
            kept.append(float(place))
    return kept
