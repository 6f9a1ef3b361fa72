"""The strip of small islands: which islands, at which scale, where."""

import numpy as np
import pandas as pd
import pytest
import shapely

from plugin.atlas.islands import island_strip, small_islands
from plugin.atlas.page import BESIDE, fit

MAINLAND = shapely.box(0, 0, 200_000, 100_000)
FRAME = fit((0, 0, 200_000, 140_000), 212.0, 162.0)


def island(x: float, y: float, size: float) -> shapely.Polygon:
    return shapely.box(x, y, x + size, y + size)


def communes(*places: tuple[str, float, float]) -> pd.DataFrame:
    return pd.DataFrame(places, columns=["nom", "x_mairie", "y_mairie"])


SEIN, OUESSANT, LARGE, EMPTY = (
    island(9_000, 120_000, 1_000),
    island(1_000, 130_000, 7_000),
    island(60_000, 120_000, 20_000),
    island(150_000, 120_000, 500),
)
TOWNS = communes(
    ("Rennes", 150_000, 50_000), ("Sein", 9_500, 120_500), ("Ouessant", 4_000, 133_000), ("Le Palais", 70_000, 130_000)
)


def test_inhabited_small_islands_from_west_to_east():
    region = shapely.union_all([MAINLAND, SEIN, OUESSANT, LARGE, EMPTY])
    assert [name for name, _ in small_islands(region, TOWNS, FRAME)] == ["Ouessant", "Sein"]


def test_close_islands_share_a_cell():
    near = island(10_900, 120_000, 800)  # 900 m east of Sein
    region = shapely.union_all([MAINLAND, SEIN, near])
    ((name, bounds),) = small_islands(
        region, communes(*TOWNS.itertuples(index=False), ("Voisine", 11_200, 120_300)), FRAME
    )
    assert name == "Sein, Voisine"
    assert tuple(bounds) == (9_000, 120_000, 11_700, 121_000)


def test_a_region_without_islands_has_no_strip():
    assert small_islands(MAINLAND, TOWNS, FRAME) == []
    assert island_strip([], MAINLAND, FRAME, len) == []


def test_cells_touch_share_a_scale_hold_their_island_and_keep_off_the_land():
    region = shapely.union_all([MAINLAND, SEIN, OUESSANT])
    islands = small_islands(region, TOWNS, FRAME)
    strip = island_strip(islands, MAINLAND, FRAME, lambda text: 1.5 * len(text))
    assert [inset.scale_bar for inset in strip] == [None, BESIDE]
    assert len({round(inset.frame.unit_per_mm, 9) for inset in strip}) == 1
    assert strip[1].x == pytest.approx(strip[0].x + strip[0].frame.width_mm)
    for inset, (_, bounds) in zip(strip, islands, strict=True):
        assert shapely.box(*inset.frame.bounds).contains(shapely.box(*bounds))
        # The ground to leave free is the island itself.
        corner = (np.array(bounds[:2]) - inset.frame.bounds[:2]) / inset.frame.unit_per_mm
        assert inset.ground[:2] == pytest.approx(tuple(corner))
        top = FRAME.y_max - inset.y * FRAME.unit_per_mm
        bottom = top - inset.frame.height_mm * FRAME.unit_per_mm
        assert bottom > MAINLAND.bounds[3] and top < FRAME.y_max


def test_no_strip_where_the_land_leaves_no_room():
    full = shapely.box(*FRAME.bounds)
    assert island_strip([("Sein", np.array(SEIN.bounds))], full, FRAME, len) == []
