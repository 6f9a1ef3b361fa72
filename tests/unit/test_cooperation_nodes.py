"""Rings around the sites, and the exactness of what keeps labels apart."""

import numpy as np
import pandas as pd
import pytest
import shapely

from plugin.core.cooperations.clashes import Boxes, boxes_on_curves, boxes_that_meet
from plugin.core.cooperations.nodes import RING_GAP, RING_MM, counts_by_site, rings, with_ring
from plugin.core.map_frame import MapFrame

FRAME = MapFrame("principale", 0, 0, 210_000, 160_000, 210)


@pytest.fixture
def links():
    rows = [("L1", "a", "b", "A"), ("L2", "a", "b", "D"), ("L3", "a", "c", "A"), ("L4", "c", "a", "A")]
    table = pd.DataFrame(rows, columns=["id", "finess_a", "finess_b", "modalite"])
    return table.assign(type="temps_medical", theme="urgences", etp=1.0, pdses="non", objet=None)


@pytest.fixture
def sites():
    rows = [("a", 50, 50), ("b", 90, 60), ("c", 400, 400)]
    table = pd.DataFrame(rows, columns=["finess_et", "x", "y"]).assign(rayon_mm=1.5)
    return table.assign(x=table.x * 1000, y=table.y * 1000)


def test_a_link_counts_at_both_ends(links):
    found = counts_by_site(links).set_index(["finess_et", "trait"]).nombre.to_dict()
    assert found == {("a", "A"): 3, ("a", "D"): 1, ("b", "A"): 1, ("b", "D"): 1, ("c", "A"): 2}


def test_rings_have_the_share_of_each_modality(links, sites):
    found = rings(links, sites, FRAME)
    assert set(found.finess_et) == {"a", "b"}  # c is outside the frame
    area = found.assign(mm2=shapely.area(found.geom.to_numpy()) / 1e6)
    inner = 1.5 + RING_GAP
    whole = np.pi * ((inner + RING_MM) ** 2 - inner**2)
    for row in area.itertuples():
        assert row.mm2 == pytest.approx(whole * row.nombre / row.total, rel=0.02)
    of_a = area[area.finess_et == "a"]
    assert of_a["trait"].tolist() == ["A", "D"]
    assert of_a.geom.iloc[0].intersection(of_a.geom.iloc[1]).area < 1
    assert of_a.geom.iloc[0].distance(shapely.Point(50_000, 50_000)) == pytest.approx(inner * 1000, rel=0.01)


def test_sectors_look_towards_their_links():
    rows = [("L1", "a", "b", "A"), ("L2", "a", "c", "D"), ("L3", "a", "d", "B")]
    links = pd.DataFrame(rows, columns=["id", "finess_a", "finess_b", "modalite"])
    links = links.assign(type="temps_medical", theme="urgences", etp=1.0, pdses="non", objet=None)
    places = {"a": (50, 50), "b": (90, 52), "c": (30, 85), "d": (30, 12)}
    rows = [(code, x * 1000, y * 1000) for code, (x, y) in places.items()]
    sites = pd.DataFrame(rows, columns=["finess_et", "x", "y"])
    found = rings(links, sites.assign(rayon_mm=1.5), FRAME)
    of_a = found[found.finess_et == "a"].set_index("trait").geom
    for trait, other in (("A", "b"), ("D", "c"), ("B", "d")):
        to = shapely.LineString([(50_000, 50_000), np.array(places[other]) * 1000])
        assert of_a[trait].intersection(to).length == pytest.approx(RING_MM * 1000, rel=0.02)


def test_a_single_modality_is_a_whole_ring(links, sites):
    found = rings(links[links.id == "L1"], sites, FRAME)
    assert (shapely.get_num_interior_rings(found.geom.to_numpy()) == 1).all()


def test_lines_end_at_the_ring(sites):
    assert (with_ring(sites).rayon_mm - sites.rayon_mm).tolist() == pytest.approx([RING_GAP + RING_MM] * 3)


def random_boxes(rng, count):
    return Boxes(rng.uniform(0, 60, (count, 2)), rng.uniform(-2, 2, count), rng.uniform(0.5, 6, (count, 2)))


def test_boxes_that_meet_are_those_shapely_finds():
    rng = np.random.default_rng(8)
    boxes, group = random_boxes(rng, 150), rng.integers(0, 60, 150)
    polygons = boxes.polygons()
    left, right = boxes_that_meet(boxes, polygons, group)
    expected = {
        (i, j)
        for i in range(150)
        for j in range(i + 1, 150)
        if group[i] != group[j] and polygons[i].intersects(polygons[j])
    }
    assert set(zip(left, right, strict=True)) == expected
    assert len(expected) > 100


def test_boxes_on_curves_are_those_shapely_finds():
    rng = np.random.default_rng(9)
    boxes = random_boxes(rng, 120)
    points = np.cumsum(rng.normal(0, 2.5, (40, 41, 2)), axis=1) + rng.uniform(0, 60, (40, 1, 2))
    box, curve = boxes_on_curves(boxes, boxes.polygons(), points)
    lines, polygons = shapely.linestrings(points), boxes.polygons()
    expected = {(i, j) for i in range(120) for j in range(40) if polygons[i].intersects(lines[j])}
    assert set(zip(box, curve, strict=True)) == expected
    assert len(expected) > 100
