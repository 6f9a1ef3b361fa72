"""Access times: our network against QGIS's own, scipy and the size of the network.

A made-up region of 1,000,000 edges; what takes minutes there in QGIS or scipy is measured on 100,000 edges, or on a few
sources, and says so. Ratios are of two timings in this one process. PySAL's `access` asks for newer
numpy and pandas than Debian 12's and for geopandas: it gets an environment of its own under ``build/`` and a process
of its own, on the same pairs; where it cannot be installed the table says why.
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import shapely
from pysal_row import pysal_row
from qgis.analysis import QgsGraphBuilder, QgsNetworkSpeedStrategy, QgsVectorLayerDirector
from qgis.core import QgsApplication, QgsVectorLayer
from rows import Row, peak_megabytes, timed
from scipy.sparse.csgraph import dijkstra
from synthetic_region import synthetic_region, write_geopackage

from plugin.core.access.apl import AplOptions, apl
from plugin.core.access.scenario import Sites, compare
from plugin.core.network.graph import Graph, build_graph
from plugin.core.network.matrix import time_matrix, times_within
from plugin.core.network.road_times import Ground, road_times
from plugin.core.network.search import TO_SITE, nearest_times, site_field
from plugin.core.network.snap import snap
from plugin.core.network.zones import zones
from plugin.gis.access_layers import commune_layer, commune_outlines, set_times
from plugin.gis.road_cache import road_graph
from plugin.gis.roads import load_profile, read_roads
from plugin.gis.workspace import Workspace

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "data" / "demo"
BREAKS = [15.0, 30.0, 45.0, 60.0, 75.0]
SITES, COMMUNES = 60, 1202
LARGE, SMALL, HUGE = 1_000_000, 100_000, 5_000_000


def run() -> list[Row]:
    """All rows, the large region first."""
    with tempfile.TemporaryDirectory() as folder:
        region = write_geopackage(synthetic_region(LARGE), Path(folder) / "large.gpkg")
        small = write_geopackage(synthetic_region(SMALL), Path(folder) / "small.gpkg")
        rows, graph = opening(region, small)
        rows += searching(graph)
        rows += drawing(graph, small)
        rows += choosing(graph)
        rows += sharing(graph)
        del graph
        rows += growing({SMALL: small, LARGE: region, HUGE: Path(folder) / "huge.gpkg"})
    return rows


def places(graph: Graph, number: int, seed: int) -> np.ndarray:
    """Points near the roads (number, 2)."""
    random = np.random.default_rng(seed)
    return graph.nodes[random.integers(0, graph.size, number)] + random.normal(0, 30, (number, 2))


def opening(region: Path, small: Path) -> tuple[list[Row], Graph]:
    """From a GeoPackage to a reduced graph, cold; then from the cache."""
    profile = load_profile("generique")
    graph = build_graph(read_roads(region, profile)[0])
    memory = peak_megabytes()  # before the repeats, which hold two graphs at once
    cold, _ = timed(lambda: build_graph(read_roads(region, profile)[0]).size)
    core = len(graph.reduced.core) / graph.size
    theirs, theirs_small = qgis_graph(region), qgis_graph(small)
    ours, _ = timed(lambda: build_graph(read_roads(small, profile)[0]))
    workspace = region.with_name("atlas.gpkg")
    workspace.write_bytes(b"")
    road_graph(region, profile, beside=workspace)
    again, _ = timed(lambda: road_graph(region, profile, beside=workspace))
    return [
        Row("GeoPackage to reduced graph, cold", f"{LARGE:,} edges", cold, f"core {core:.0%}, at most {memory:.0f} MB"),
        Row("the same", f"{SMALL:,} edges", ours),
        Row(
            "QgsVectorLayerDirector.makeGraph",
            f"{LARGE:,} edges",
            theirs,
            f"{theirs / cold:.0f} times ours on the same edges",
        ),
        Row(
            "the same",
            f"{SMALL:,} edges",
            theirs_small,
            f"{theirs_small / ours:.0f} times ours on the same edges",
        ),
        Row("graph from its cache", f"{LARGE:,} edges", again),
    ], graph


def qgis_graph(path: Path) -> float:
    """Seconds QGIS takes to make its graph."""
    layer = QgsVectorLayer(f"{path}|layername=routes", "routes", "ogr")
    names = layer.fields()
    director = QgsVectorLayerDirector(
        layer, names.indexOf("sens"), "direct", "inverse", "double", QgsVectorLayerDirector.Direction.DirectionBoth
    )
    director.addStrategy(QgsNetworkSpeedStrategy(names.indexOf("vitesse_kmh"), 50, 1000 / 3600))
    start = time.perf_counter()
    director.makeGraph(QgsGraphBuilder(layer.crs(), True, 0.1), [])
    return time.perf_counter() - start


def searching(graph: Graph) -> list[Row]:
    """Every node's time from the nearest of 60 sites, the answer held against scipy's."""
    sites = snap(graph, places(graph, SITES, 1))
    sites.part[:] = 0.0  # on nodes, so that scipy can answer the same question
    sites.seconds[:] = 0.0
    matrix = graph.leaving.matrix()
    site_field(graph, sites)
    ours, field = timed(lambda: site_field(graph, sites))
    theirs, expected = timed(lambda: dijkstra(matrix, indices=graph.tail[sites.segment], min_only=True))
    known = np.isfinite(expected)
    gap = float(np.abs(field.seconds[known] - expected[known]).max())
    return [
        Row(
            "search from 60 sites, nearest site included", f"{LARGE:,} edges", ours, f"{theirs / ours:.1f} times faster"
        ),
        Row("scipy dijkstra min_only, full graph", f"{LARGE:,} edges", theirs, f"largest difference {gap:.1e} s"),
    ]


def drawing(graph: Graph, small: Path) -> list[Row]:
    """Five bands as polygons, and QGIS's service areas (lines, one band)."""
    sites = snap(graph, places(graph, SITES, 1))

    def draw() -> tuple:
        field = site_field(graph, sites, limit=60.0 * (BREAKS[-1] + 10))
        return field, zones(Ground(road_times(graph, field)), BREAKS)

    ours, (field, found) = timed(draw)
    right = midpoints_in_class(graph, field, found)
    little = build_graph(read_roads(small, load_profile("generique"))[0])
    few = places(little, SITES, 1)
    snapped = snap(little, few)
    fast, _ = timed(lambda: zones(Ground(road_times(little, site_field(little, snapped))), BREAKS))
    theirs = qgis_service_area(small, few)
    return [
        Row("5 bands from 60 sites, polygons", f"{LARGE:,} edges", ours, f"{right:.2%} of midpoints in their class"),
        Row("the same", f"{SMALL:,} edges", fast),
        Row(
            "native:serviceareafromlayer, one band, lines",
            f"{SMALL:,} edges",
            theirs,
            f"{theirs / fast:.0f} times our 5 polygons on the same edges (minutes on {LARGE:,})",
        ),
    ]


def midpoints_in_class(graph: Graph, field: object, found: list, number: int = 100_000) -> float:
    """Share of edge midpoints (by time) that lie in the polygon of their class."""
    chosen = np.random.default_rng(2).choice(len(graph.roads), min(number, len(graph.roads)), replace=False)
    offsets = graph.roads.offsets
    lines = shapely.linestrings(
        np.concatenate([graph.roads.coords[offsets[edge] : offsets[edge + 1]] for edge in chosen]),
        indices=np.repeat(np.arange(len(chosen)), np.diff(offsets)[chosen]),
    )
    middle = shapely.line_interpolate_point(lines, 0.5, normalized=True)
    by_tail = field.seconds[graph.tail[chosen]] + graph.roads.forward[chosen] / 2
    by_head = field.seconds[graph.head[chosen]] + graph.roads.backward[chosen] / 2
    minutes = np.minimum(by_tail, by_head) / 60
    code = np.where(np.isfinite(minutes), np.searchsorted(BREAKS, minutes), len(BREAKS))
    drawn = np.full(len(chosen), len(BREAKS))
    for number_, zone in enumerate(found):
        shapely.prepare(zone.geometry)
        drawn[shapely.contains(zone.geometry, middle)] = number_
    return float((drawn == code).mean())


def qgis_service_area(path: Path, points: np.ndarray) -> float:
    """Seconds of QGIS's own algorithm."""
    from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsProcessingContext, QgsProcessingFeedback, QgsProject

    layer = QgsVectorLayer(f"{path}|layername=routes", "routes", "ogr")
    starts = QgsVectorLayer("Point?crs=EPSG:2154", "sites", "memory")
    features = []
    for x, y in points:
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
        features.append(feature)
    starts.dataProvider().addFeatures(features)
    algorithm = QgsApplication.processingRegistry().createAlgorithmById("native:serviceareafromlayer")
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    QgsProject.instance().addMapLayers([layer, starts], False)
    context.setProject(QgsProject.instance())
    parameters = {
        "INPUT": layer.id(),
        "STRATEGY": 1,
        "DIRECTION_FIELD": "sens",
        "VALUE_FORWARD": "direct",
        "VALUE_BACKWARD": "inverse",
        "VALUE_BOTH": "double",
        "SPEED_FIELD": "vitesse_kmh",
        "TOLERANCE": 0.1,
        "START_POINTS": starts.id(),
        "TRAVEL_COST2": 0.25,
        "OUTPUT_LINES": str(path.with_name("areas.gpkg")),
    }
    start = time.perf_counter()
    _, succeeded = algorithm.run(parameters, context, feedback)
    spent = time.perf_counter() - start
    QgsProject.instance().clear()
    if not succeeded:
        raise RuntimeError(feedback.textLog())
    return spent


def choosing(graph: Graph) -> list[Row]:
    """What if one site closed: communes and shares; and the longest pause of another thread meanwhile."""
    sites, targets = snap(graph, places(graph, SITES, 1)), snap(graph, places(graph, COMMUNES, 2))
    full, _ = timed(lambda: nearest_times(graph, sites, None, targets))
    table = Sites(tuple(f"s{number}" for number in range(SITES)), time_matrix(graph, sites, None, targets))
    everyone = np.ones(SITES, dtype=bool)
    without = everyone.copy()
    without[7] = False
    insee, people = np.arange(COMMUNES).astype(str), np.random.default_rng(3).integers(50, 9000, COMMUNES)
    toggle, _ = timed(lambda: compare(table, everyone, without, insee, people, [30, 35]), repeats=9)
    field = site_field(graph, sites)
    start = time.perf_counter()
    field.without(7)
    nodes = time.perf_counter() - start
    pause = longest_pause(lambda: site_field(graph, sites))[0]
    table_pause, prepared = longest_pause(lambda: time_matrix(graph, sites, None, targets))
    shown, changed = on_the_map(everyone, without)
    return [
        Row(
            "what if: one site closed, 1,202 communes and shares",
            f"{LARGE:,} edges",
            toggle,
            f"{full / toggle:.0f} times faster than the full search",
        ),
        Row(
            "the same shown: communes, shares, layer of the map coloured anew",
            "1,202 communes of the demo",
            shown,
            f"the interface waits {1000 * shown:.0f} ms; {changed} communes change",
        ),
        Row(
            "full search for the communes, in the background",
            f"{LARGE:,} edges",
            full,
            f"the interface waits {pause:.0f} ms at most",
        ),
        Row(
            "minutes of every site, once, in the background",
            f"{LARGE:,} edges",
            prepared,
            f"the interface waits {table_pause:.0f} ms at most",
        ),
        Row("one site closed, every node (for zones)", f"{LARGE:,} edges", nodes, f"{full / nodes:.1f} times faster"),
    ]


def on_the_map(everyone: np.ndarray, without: np.ndarray) -> tuple[float, int]:
    """Seconds from a tick to the layer changed, all in the interface's own thread; and how many communes change."""
    workspace = Workspace.open(DEMO / "bretagne.gpkg")
    communes = workspace.read("commune", ["insee", "nom", "population", "x_mairie", "y_mairie"])
    graph, _ = road_graph(DEMO / "routes.gpkg", load_profile("generique"))
    targets = snap(graph, communes[["x_mairie", "y_mairie"]].to_numpy(dtype=float))
    chosen = np.random.default_rng(1).choice(len(communes), SITES, replace=False)
    minutes = time_matrix(graph, targets.take(chosen), None, targets)
    sites = Sites(tuple(communes["insee"].iloc[chosen]), minutes)
    insee, people = communes["insee"].to_numpy(), communes["population"].to_numpy(dtype=float)
    before = compare(sites, everyone, everyone, insee, people, [30, 35]).communes.assign(nom=communes["nom"])
    layer = commune_layer(commune_outlines(workspace), before, [30, 35], "bench")

    def tick() -> int:
        result = compare(sites, everyone, without, insee, people, [30, 35]).communes
        set_times(layer, result, [30, 35], result["minutes_reference"].to_numpy(dtype=float))
        return int((result["ecart"].abs() > 0).sum())

    return timed(tick, repeats=9)


def longest_pause(work: Callable[[], object]) -> tuple[float, float]:
    """Milliseconds another thread, which wakes every millisecond, waits at worst while the work runs; its seconds."""
    done, worst = threading.Event(), [0.0]

    def watch() -> None:
        last = time.perf_counter()
        while not done.is_set():
            time.sleep(0.001)
            now = time.perf_counter()
            worst[0] = max(worst[0], now - last)
            last = now

    thread = threading.Thread(target=watch)
    thread.start()
    start = time.perf_counter()
    work()
    spent = time.perf_counter() - start
    done.set()
    thread.join()
    return 1000 * worst[0], spent


def sharing(graph: Graph) -> list[Row]:
    """Tables of times, and APL with its own table; scipy on a few sources, multiplied."""
    sites, targets = snap(graph, places(graph, SITES, 1)), snap(graph, places(graph, COMMUNES, 2))
    table, minutes = timed(lambda: time_matrix(graph, sites, None, targets))
    matrix = graph.leaving.matrix()
    sources = graph.tail[sites.segment[:6]]
    one, _ = timed(lambda: [dijkstra(matrix, indices=node) for node in sources])
    scipy_table = one / 6 * SITES
    people, acts = np.random.default_rng(4).uniform(100, 9000, (2, COMMUNES))
    options = AplOptions()

    def whole() -> np.ndarray:
        pairs = times_within(graph, targets, targets, 60 * options.reach, direction=TO_SITE)
        return apl(people, acts, (pairs[1], pairs[0], pairs[2]), options)

    index, values = timed(whole)
    sources = graph.tail[targets.segment[:60]]
    limited, _ = timed(lambda: [dijkstra(matrix, indices=node, limit=1200.0) for node in sources])
    scipy_index = limited / 60 * COMMUNES
    return [
        Row("table 60 x 1,202", f"{LARGE:,} edges", table, f"{np.isfinite(minutes).mean():.1%} reached"),
        Row(
            "scipy, a search a site (6, times 10)",
            f"{LARGE:,} edges",
            scipy_table,
            f"{scipy_table / table:.1f} times ours",
        ),
        Row("APL of 1,202 communes, times included", f"{LARGE:,} edges", index, f"mean {values.mean():.2f}"),
        Row(
            "scipy, a search a commune (60, times 20.03)",
            f"{LARGE:,} edges",
            scipy_index,
            f"{scipy_index / index:.1f} times ours",
        ),
        pysal_row(people, acts, times_within(graph, targets, targets, 60 * options.reach, direction=TO_SITE)),
    ]


def growing(files: dict[int, Path]) -> list[Row]:
    """Microseconds an edge, the whole way from a GeoPackage to polygons, as the region grows; medians."""
    rows, each, profile = [], {}, load_profile("generique")
    write_geopackage(synthetic_region(HUGE), files[HUGE])
    for size, repeats in ((SMALL, 7), (LARGE, 3), (HUGE, 2)):

        def whole(path: Path = files[size]) -> int:
            roads = read_roads(path, profile)[0]
            graph = build_graph(roads)
            sites = snap(graph, places(graph, SITES, 1))
            zones(Ground(road_times(graph, site_field(graph, sites))), BREAKS)
            return len(roads)

        spent, edges = timed(whole, repeats)
        each[size] = 1e6 * spent / edges
        growth = "" if size == SMALL else f", {each[size] / each[SMALL]:.2f} times that of {SMALL:,}"
        said = f"{each[size]:.2f} µs an edge{growth}"
        rows.append(Row("GeoPackage to graph, search, 5 bands", f"{size:,} edges", spent, said))
    return rows


if not QgsApplication.instance():
    _application = QgsApplication([], False)
    _application.initQgis()
    from qgis.analysis import QgsNativeAlgorithms

    QgsApplication.processingRegistry().addProvider(QgsNativeAlgorithms())
