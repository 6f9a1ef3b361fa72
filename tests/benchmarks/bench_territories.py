"""Dissolving and colouring communes: a region's 1,200 and the country's 35,000, made up.

Run: ``python tests/benchmarks/bench_territories.py``.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
from plugin.core.territories.adjacency import adjacency, colour
from plugin.core.territories.coverage import dissolve
from plugin.core.territories.simplify import simplify

SIZES = ((1_200, 60), (35_000, 1_250))
VERTEX_EVERY = 0.12  # of a commune's width: about forty vertices a commune, as generalised outlines have


def made_up_communes(count: int, groups: int, seed: int = 1) -> pd.DataFrame:
    """Wavy Voronoi cells, each in the group of the nearest of ``groups`` centres."""
    random = np.random.default_rng(seed)
    width = 4_000.0
    side = width * np.sqrt(count)
    points = random.uniform(0, side, (count, 2))
    cells = shapely.get_parts(
        shapely.voronoi_polygons(shapely.multipoints(points), extend_to=shapely.box(0, 0, side, side))
    )
    cells = shapely.segmentize(cells, VERTEX_EVERY * width)
    cells = shapely.transform(
        cells, lambda xy: np.round(xy + 150 * np.column_stack([np.sin(xy[:, 1] / 400), np.sin(xy[:, 0] / 500)]), 2)
    )
    centres = shapely.STRtree(shapely.points(random.uniform(0, side, (groups, 2))))
    return pd.DataFrame({"geom": cells, "groupe": centres.nearest(shapely.centroid(cells)), "population": 1_000})


def timed(label: str, function, *arguments):
    """Runs, prints the seconds, returns the result."""
    started = time.perf_counter()
    result = function(*arguments)
    print(f"  {label:<28}{time.perf_counter() - started:8.2f} s")
    return result


def main() -> None:
    """Prints the seconds of each step for each size."""
    for count, groups in SIZES:
        communes = made_up_communes(count, groups)
        outlines = communes["geom"].to_numpy()
        print(f"{count} communes, {shapely.get_num_coordinates(outlines).sum()} vertices, {groups} territories")
        territories = timed("dissolve", dissolve, communes, "groupe")
        pairs = timed("neighbours of the communes", adjacency, outlines)
        timed("colours of the communes", colour, pairs, count)
        timed("simplify the territories", simplify, territories["geom"].to_numpy(), 300.0)


if __name__ == "__main__":
    main()
