"""Territories: communes dissolved, coloured and simplified, a region's 1,200 and the country's 35,000.

The communes are made up: wavy Voronoi cells.
"""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely
from rows import Row, timed

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


def run() -> list[Row]:
    """Each step for each size."""
    rows = []
    for count, groups in SIZES:
        communes = made_up_communes(count, groups)
        outlines = communes["geom"].to_numpy()
        size = f"{count:,} communes, {int(shapely.get_num_coordinates(outlines).sum()):,} vertices"
        seconds, territories = timed(lambda communes=communes: dissolve(communes, "groupe"))
        rows.append(Row("dissolved", size, seconds, f"{len(territories):,} territories"))
        seconds, pairs = timed(lambda outlines=outlines: adjacency(outlines))
        rows.append(Row("neighbours found", size, seconds, f"{len(pairs):,} pairs"))
        seconds, colours = timed(lambda pairs=pairs, count=count: colour(pairs, count))
        rows.append(Row("coloured", size, seconds, f"{len(set(colours))} colours"))
        shapes = territories["geom"].to_numpy()
        seconds, simple = timed(lambda shapes=shapes: simplify(shapes, 300.0))
        kept = shapely.get_num_coordinates(simple).sum() / shapely.get_num_coordinates(shapes).sum()
        rows.append(Row("simplified", f"{len(shapes):,} territories", seconds, f"{kept:.0%} of the vertices kept"))
    return rows
