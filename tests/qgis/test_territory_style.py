"""Zonings as drawn: colours, labels, borders."""

from __future__ import annotations

import re
from itertools import combinations

import numpy as np
import pytest
import shapely
import yaml
from own_qgis import ROOT
from qgis.core import QgsMapRendererParallelJob, QgsMapSettings, QgsRectangle, QgsVectorLayer
from qgis.PyQt.QtCore import QSize
from territory_samples import bretagne_communes

from plugin.core.territories.adjacency import adjacency
from plugin.core.territories.coverage import dissolve
from plugin.core.territories.names import short_epci_name
from plugin.gis.charter import Charter
from plugin.gis.frames import load_layer, write_layer
from plugin.gis.territory_style import (
    inside_labels,
    named_renderer,
    palette,
    qualitative_renderer,
    write_style_files,
    zoning_table,
)

UNIT_PER_MM = 330_000 / 209
# Machado, Oliveira and Fernandes 2009, severity 1: protan, deutan, tritan.
VISIONS = [
    np.eye(3),
    [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
]


def linear(colour):
    channels = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def lab(rgb):
    to_xyz = [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
    xyz = np.array(to_xyz) @ np.clip(rgb, 0, 1) / [0.95047, 1, 1.08883]
    f = np.where(xyz > 0.008856, np.cbrt(xyz), 7.787 * xyz + 16 / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.mark.parametrize("count", [4, 5, 6])
def test_area_colours_are_told_apart_by_every_eye(count):
    colours = palette(count)
    assert len(colours) == count
    sea = yaml.safe_load((ROOT / "styles" / "charte.yaml").read_text(encoding="utf-8"))["fond"]["mer"]
    for one, other in combinations([*colours, sea], 2):
        for vision in VISIONS:
            seen = [lab(np.array(vision) @ linear(colour)) for colour in (one, other)]
            assert np.linalg.norm(seen[0] - seen[1]) > 9, (one, other)


@pytest.fixture(scope="module")
def epci():
    communes = bretagne_communes()
    territories = dissolve(communes, "epci")
    names = communes.dropna(subset=["epci"]).drop_duplicates("epci").set_index("epci")["epci_nom"]
    return territories.assign(libelle=territories["epci"].map(names).map(short_epci_name))


def test_sixty_one_epci_in_four_colours_all_labelled(epci, qgis_app):
    drawn = zoning_table(epci, "libelle", UNIT_PER_MM, Charter.load(), 6.5)
    pairs = adjacency(epci["geom"].to_numpy())
    assert all(drawn["couleur"][a] != drawn["couleur"][b] for a, b in pairs)
    assert drawn["couleur"].nunique() == 4
    assert drawn["placee"].all()
    places = shapely.points(drawn[["etiq_x", "etiq_y"]].to_numpy())
    assert (shapely.distance(epci["geom"].to_numpy(), places) < 10 * UNIT_PER_MM).all()


def test_the_layer_draws_its_colours_and_labels_from_plain_fields(epci, tmp_path, qgis_app):
    drawn = zoning_table(epci, "libelle", UNIT_PER_MM, Charter.load(), 6.5)
    path = tmp_path / "cartes.gpkg"
    write_layer(path, "epci", drawn, "EPSG:2154", "MultiPolygon")
    layer = load_layer(path, "epci")
    layer.setRenderer(qualitative_renderer(4))
    layer.setLabeling(inside_labels(Charter.load(), 6.5))
    layer.setLabelsEnabled(True)
    settings = QgsMapSettings()
    settings.setLayers([layer])
    settings.setDestinationCrs(layer.crs())
    settings.setOutputDpi(100)
    settings.setOutputSize(QSize(823, 638))
    settings.setExtent(QgsRectangle(84_000, 6_666_000, 416_000, 6_922_000))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    assert len(job.takeLabelingResults().allLabels()) == 61
    image = job.renderedImage()
    seen = {image.pixelColor(x, y).name() for x in range(0, 823, 3) for y in range(0, 638, 3)}
    assert set(palette(4)) <= seen
    expressions = [layer.labeling().settings().fieldName, layer.renderer().classAttribute()]
    assert expressions == ["etiquette", "couleur"], "no expression of ours: it prints without the plugin"


def test_a_legend_line_a_territory(epci, qgis_app):
    drawn = zoning_table(epci, None, UNIT_PER_MM, Charter.load())
    renderer = named_renderer(drawn, "epci", "libelle")
    labels = [category.label() for category in renderer.categories()]
    assert sorted(labels) == sorted(epci["libelle"])


def test_the_style_files_are_those_the_charter_gives(tmp_path, qgis_app):
    written = write_style_files(tmp_path, Charter.load())
    names = sorted(path.name for path in written)
    assert names == sorted(path.name for path in (ROOT / "styles").glob("*.qml"))
    assert {"zonage.qml", "limite_canton.qml", "limite_epci.qml"} <= set(names)
    for path in written:
        ours = (ROOT / "styles" / path.name).read_text(encoding="utf-8")
        for wanted in set(re.findall(r"\d+,\d+,\d+,255", path.read_text(encoding="utf-8"))):
            assert wanted in ours, f"{path.name} is out of date: write_style_files makes it anew"


@pytest.mark.parametrize("name", sorted(path.name for path in (ROOT / "styles").glob("*.qml")))
def test_the_style_files_load_and_name_fields_only(name, epci, tmp_path, qgis_app):
    path = tmp_path / "x.gpkg"
    drawn = zoning_table(epci, "libelle", UNIT_PER_MM, Charter.load())
    write_layer(path, "x", drawn, "EPSG:2154", "MultiPolygon")
    kind = "MultiLineString" if name.startswith("limite") else "MultiPolygon"
    layer = load_layer(path, "x") if kind == "MultiPolygon" else QgsVectorLayer(f"{kind}?crs=EPSG:2154", "x", "memory")
    _, good = layer.loadNamedStyle(str(ROOT / "styles" / name))
    assert good
    assert layer.renderer() is not None
