"""The symbols of a site side by side, strips apart, as little moved as possible."""


import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plugin.core.map_frame import MapFrame
from plugin.core.placement.displace import displace
from plugin.core.placement.sites import APART, OUT_OF_FRAME, place_sites
from plugin.core.placement.strips import lay_out

FRAME = MapFrame("principal", 100_000.0, 6_700_000.0, 312_000.0, 6_862_000.0, 212.0)  # 1 mm = 1 km, 212 x 162 mm


def sites_at(*points_mm: tuple[float, float]) -> pd.DataFrame:
    xy = np.array(points_mm, dtype=float) * 1000 + [100_000, 6_700_000]
    return pd.DataFrame({"id": [f"s{i:03}" for i in range(len(xy))], "x": xy[:, 0], "y": xy[:, 1]})


def symbols_for(sites: pd.DataFrame, count: int, size: float = 4.0) -> pd.DataFrame:
    rows = [(site, f"k{place}", place, size) for site in sites["id"] for place in range(count)]
    return pd.DataFrame(rows, columns=["id", "cle", "ordre", "taille"])


def overlap_area(boxes: list[tuple[float, float, float, float]]) -> float:
    """Sum of the shared areas of all pairs, one pair at a time."""
    total = 0.0
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            wide = min(a[2], b[2]) - max(a[0], b[0])
            high = min(a[3], b[3]) - max(a[1], b[1])
            total += max(wide, 0) * max(high, 0)
    return total


def symbol_boxes(placed) -> list[tuple[float, float, float, float]]:
    rows = placed.symbols
    x, y, half = (rows["x"] - 100_000) / 1000, (rows["y"] - 6_700_000) / 1000, rows["taille"] / 2
    return list(zip(x - half, y - half, x + half, y + half, strict=True))


def test_a_row_is_centred_and_in_order_whatever_the_order_of_the_input():
    rows = pd.DataFrame(
        {"id": ["a"] * 3, "cle": ["smur", "su", "samu"], "ordre": [30, 10, 20], "taille": [4.0, 3.0, 3.0]}
    )
    symbols, strips = lay_out(rows, gap=0.5)
    assert symbols["cle"].tolist() == ["su", "samu", "smur"]
    # 3 + .5 + 3 + .5 + 4 = 11 mm: from -5.5 to 5.5
    assert symbols["sx"].tolist() == pytest.approx([-4.0, -0.5, 3.5])
    assert symbols["sy"].tolist() == [0, 0, 0]
    assert strips.iloc[0].tolist() == ["a", pytest.approx(11.0), 4.0]


def test_more_than_four_symbols_make_two_rows():
    rows = pd.DataFrame({"id": ["a"] * 5, "cle": list("abcde"), "ordre": range(5), "taille": [3.0] * 5})
    symbols, strips = lay_out(rows, gap=0.0)
    assert symbols["sy"].tolist() == [1.5, 1.5, 1.5, -1.5, -1.5]
    assert symbols["sx"].tolist() == [-3, 0, 3, -1.5, 1.5]
    assert strips[["largeur", "hauteur"]].iloc[0].tolist() == [9.0, 6.0]


def test_a_count_beside_a_symbol_takes_its_width():
    rows = pd.DataFrame(
        {"id": ["a", "a"], "cle": ["irm", "scanner"], "ordre": [1, 2], "taille": [3.0, 3.0], "texte_mm": [2.0, None]}
    )
    symbols, strips = lay_out(rows, gap=0.0)
    assert strips["largeur"].iloc[0] == 8.0
    assert symbols["sx"].tolist() == [-2.5, 2.5]


def test_lone_sites_stay_on_their_point():
    sites = sites_at((20, 20), (60, 60), (100, 100))
    placed = place_sites(sites, symbols_for(sites, 1), FRAME)
    assert placed.symbols[["dx", "dy"]].abs().to_numpy().max() == 0
    assert placed.symbols["x"].tolist() == sites["x"].tolist()
    assert not placed.strips["renvoi"].any()


def test_two_sites_are_parted_by_the_least_movement():
    sites = sites_at((50, 50), (51, 50))
    placed = place_sites(sites, symbols_for(sites, 1, 4.0), FRAME)
    # 4 mm boxes 1 mm apart: one of them has to move by 3 mm and the gap, sideways
    assert placed.strips["deplacement"].sum() == pytest.approx(3 + APART)
    assert overlap_area(symbol_boxes(placed)) == 0


def test_a_displaced_strip_that_leaves_its_point_has_a_leader_from_the_point_to_its_edge():
    sites = sites_at((50, 50), (50, 50), (50, 50))
    placed = place_sites(sites, symbols_for(sites, 2, 4.0), FRAME)
    led = placed.strips[placed.strips["renvoi"]]
    assert len(led) == 2
    assert (led[["ax", "ay"]].to_numpy() == 50).all()
    for row in led.itertuples():
        on_x = abs(abs(row.lx - row.cx) - row.largeur / 2) < 1e-9
        on_y = abs(abs(row.ly - row.cy) - row.hauteur / 2) < 1e-9
        assert on_x or on_y
    assert len(placed.leaders) == 2


def test_sites_of_an_inset_are_drawn_there_and_nowhere_else():
    sites = sites_at((50, 50), (150, 80), (-5, 3))
    rennes = MapFrame("Rennes", 240_000, 6_770_000, 260_000, 6_790_000, 40.0)
    main = place_sites(sites, symbols_for(sites, 1), FRAME, insets=[rennes])
    assert main.strips["id"].tolist() == ["s000"]
    assert dict(main.omitted.to_numpy()) == {"s001": "Rennes", "s002": OUT_OF_FRAME}
    inset = place_sites(sites, symbols_for(sites, 1), rennes)
    assert inset.strips["id"].tolist() == ["s001"]
    assert inset.strips[["ax", "ay"]].iloc[0].tolist() == pytest.approx([20.0, 20.0])  # 2 mm a km in the inset


def test_strips_keep_off_reserved_boxes_and_inside_the_frame():
    sites = sites_at((10, 10), (1, 80), (211.5, 161.5))
    placed = place_sites(sites, symbols_for(sites, 2), FRAME, reserved=[(0, 0, 40, 40)])
    boxes = placed.boxes
    assert (boxes[:, :2] >= -1e-9).all()
    assert (boxes[:, 2] <= 212 + 1e-9).all()
    assert (boxes[:, 3] <= 162 + 1e-9).all()
    assert overlap_area([tuple(boxes[0]), (0, 0, 40, 40)]) == 0


def test_what_cannot_be_placed_is_said():
    small = MapFrame("carton", 0, 0, 5000, 5000, 5.0)
    sites = pd.DataFrame({"id": ["a", "b"], "x": [2000.0, 3000.0], "y": [2500.0, 2500.0]})
    placed = place_sites(sites, symbols_for(sites, 1, 4.0), small)
    assert placed.overlap_count == 1
    assert [(finding.code, finding.params["cadre"]) for finding in placed.report] == [("SYM01", "carton")]


def test_the_nearest_free_place_is_found_among_obstacles():
    """Against a search on a fine grid."""
    fixed = np.array([[8.0, 8.0, 12.0, 12.0], [12.2, 9.0, 15.0, 16.0], [5.0, 12.5, 11.0, 14.0], [6.0, 3.0, 14.0, 7.5]])
    found = displace(np.array([[10.0, 10.0]]), np.array([[2.0, 1.0]]), (30.0, 30.0), fixed, 0.0)
    steps = np.arange(0, 30, 0.05)
    free = [
        np.hypot(x - 10, y - 10)
        for x in steps
        for y in steps
        if 1 <= x <= 29
        and 0.5 <= y <= 29.5
        and not any(
            x + 1 > b[0] + 1e-9 and x - 1 < b[2] - 1e-9 and y + 0.5 > b[1] + 1e-9 and y - 0.5 < b[3] - 1e-9
            for b in fixed
        )
    ]
    assert np.hypot(*(found.centres[0] - 10)) <= min(free) + 1e-9
    assert np.hypot(*(found.centres[0] - 10)) >= min(free) - 0.1


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.floats(5, 60), st.floats(5, 60), st.integers(1, 6)), min_size=1, max_size=25))
def test_no_two_symbols_ever_overlap(points):
    sites = sites_at(*[(x, y) for x, y, _ in points])
    rows = [(f"s{i:03}", f"k{k}", k, 3.6) for i, (_, _, count) in enumerate(points) for k in range(count)]
    placed = place_sites(sites, pd.DataFrame(rows, columns=["id", "cle", "ordre", "taille"]), FRAME)
    assert overlap_area(symbol_boxes(placed)) == pytest.approx(0, abs=1e-6)
    assert placed.overlap_count == 0
    assert len(placed.report) == 0


def test_two_hundred_sites_are_placed_always_alike():
    spread = np.random.default_rng(3).uniform([5, 5], [205, 155], (200, 2))
    sites = sites_at(*map(tuple, spread))
    symbols = symbols_for(sites, 2, 3.6)
    placed = place_sites(sites, symbols, FRAME)
    again = place_sites(sites.sample(frac=1, random_state=1), symbols.sample(frac=1, random_state=2), FRAME)
    pd.testing.assert_frame_equal(placed.symbols, again.symbols)
    assert placed.overlap_count == 0
    assert overlap_area(symbol_boxes(placed)) == pytest.approx(0, abs=1e-6)
