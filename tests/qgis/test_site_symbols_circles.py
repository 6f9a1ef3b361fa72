"""Proportional circles as layers: real sectors, exact areas, a legend of three round sizes."""

import math

import numpy as np
import pandas as pd
import pytest
from qgis.core import QgsLayerTree, QgsLayerTreeModel, QgsProject

from plugin.core.findings import InputError, Report, Severity
from plugin.core.map_frame import MapFrame
from plugin.core.placement.circles import circle_scale
from plugin.core.placement.sites import place_sites
from plugin.gis.charter import Charter
from plugin.gis.proportional import Part, circle_layers, circle_rows, number

CRS = "EPSG:2154"
FRAME = MapFrame("principal", 100_000.0, 6_700_000.0, 200_000.0, 6_780_000.0, 100.0)  # 1 mm = 1 km
PARTS = [Part("hosp", "suivis d’une hospitalisation", "#12437d"), Part("sortis", "non suivis", "#9db8d9")]


@pytest.fixture(scope="module")
def charter(qgis_app):
    return Charter.load()


@pytest.fixture
def values():
    return pd.DataFrame({
        "id": ["a", "b", "c", "d"], "valeur": [80_000.0, 40_000.0, 20_000.0, 1_000.0],
        "hosp": [20_000.0, 20_000.0, None, 500.0], "sortis": [60_000.0, 20_000.0, None, 500.0],
    })


@pytest.fixture
def sites():
    points = {"a": (20, 20), "b": (50, 50), "c": (80, 20), "d": (80, 60)}
    rows = [(name, 100_000 + x * 1000, 6_700_000 + y * 1000) for name, (x, y) in points.items()]
    return pd.DataFrame(rows, columns=["id", "x", "y"])


def drawn(values, sites, tmp_path, charter, parts):
    scale = circle_scale(values["valeur"])
    placed = place_sites(sites, circle_rows(values, scale), FRAME)
    return circle_layers(placed, values, tmp_path / "c.gpkg", "H01", CRS, charter, scale, "#12437d", parts)


def test_sectors_are_real_geometries_whose_areas_follow_the_values(values, sites, tmp_path, charter):
    parts, circles, small = drawn(values, sites, tmp_path, charter, PARTS)
    area = {(f["id"], f["part"]): f.geometry().area() for f in parts.getFeatures()}
    assert set(area) == {(s, p.label) for s in "ab" for p in PARTS} | {("c", "n. d.")}
    of_a, of_b = (sum(size for (site, _), size in area.items() if site == name) for name in "ab")
    assert area["a", PARTS[0].label] / of_a == pytest.approx(0.25, rel=1e-6)
    assert area["b", PARTS[0].label] / of_b == pytest.approx(0.5, rel=1e-6)
    # the largest circle: 9 mm less the white edge, at a kilometre a millimetre
    assert of_a == pytest.approx(math.pi * (8.75 / 2 * 1000) ** 2, rel=1e-6)
    diameter = {f["id"]: f["diametre"] for f in circles.getFeatures()}
    assert diameter["a"] ** 2 / diameter["b"] ** 2 == pytest.approx(2)
    assert [f["id"] for f in small.getFeatures()] == ["d"]
    words = [category.label() for category in small.renderer().categories()]
    assert words == ["moins de 8\u202f889"]  # 80 000 / 9


def test_the_legend_has_the_three_round_sizes_and_the_parts_on_the_map(values, sites, tmp_path, charter):
    parts, circles, _ = drawn(values, sites, tmp_path, charter, PARTS)
    sizes = circles.renderer().dataDefinedSizeLegend().classes()
    assert [size.label for size in sizes] == ["20\u202f000", "40\u202f000", "80\u202f000"]
    assert [size.size for size in sizes] == pytest.approx([9 * math.sqrt(v / 80_000) for v in (20_000, 40_000, 80_000)])
    assert [category.label() for category in parts.renderer().categories()] == [*(p.label for p in PARTS), "n. d."]
    QgsProject.instance().addMapLayer(circles, False)
    tree = QgsLayerTree()
    node = tree.addLayer(circles)
    assert len(QgsLayerTreeModel(tree).layerLegendNodes(node)) >= 1
    QgsProject.instance().takeMapLayer(circles)


def test_whole_circles_are_one_layer(values, sites, tmp_path, charter):
    layers = drawn(values[values["id"] != "d"], sites, tmp_path, charter, ())
    assert [layer.name() for layer in layers] == ["Cercles proportionnels"]
    assert layers[0].featureCount() == 3


def test_parts_that_do_not_add_up_are_refused(values, sites, tmp_path, charter):
    values.loc[0, "hosp"] = 30_000.0
    with pytest.raises(InputError) as caught:
        drawn(values, sites, tmp_path, charter, PARTS)
    assert [(f.code, f.params["sites"]) for f in caught.value.findings] == [("SYM05", ["a"])]


def test_sites_without_a_value_are_reported_and_have_no_circle():
    values = pd.DataFrame({"id": ["a", "b", "c", "d"], "valeur": [10.0, None, 0.0, -2.0]})
    report = Report()
    rows = circle_rows(values, circle_scale([10.0]), report)
    assert rows["id"].tolist() == ["a"]
    assert [(f.code, f.value, f.severity) for f in report] == [
        ("SYM04", "b", Severity.INFO), ("SYM04", "c", Severity.INFO), ("SYM04", "d", Severity.ERROR),
    ]


@pytest.mark.parametrize(
    ("value", "printed"), [(3_449_370, "3\u202f449\u202f370"), (2.5, "2,5"), (15.0, "15"), (np.float64(800), "800")]
)
def test_numbers_are_printed_in_french(value, printed):
    assert number(value) == printed
