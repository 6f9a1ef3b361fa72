"""Derived layers of sites: what is written, how it is drawn, and that no name covers a symbol on the rendered map."""

import csv
import re

import numpy as np
import pandas as pd
import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsExpression,
    QgsMapRendererCustomPainterJob,
    QgsMapSettings,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QImage, QPainter
from shared_data import shared_file

from plugin.core.map_frame import MapFrame
from plugin.core.placement.sites import place_sites
from plugin.gis.charter import Charter
from plugin.gis.pinned_labels import text_size
from plugin.gis.site_labels import label_layers
from plugin.gis.site_symbols import site_layers, with_counts
from plugin.gis.symbol_book import SymbolBook

CRS = "EPSG:2154"
FRAME = MapFrame("principal", 100_000.0, 6_700_000.0, 200_000.0, 6_780_000.0, 100.0)  # 1 mm = 1 km
DPI = 254  # 10 pixels a millimetre


@pytest.fixture(scope="module")
def book(qgis_app):
    return SymbolBook.load()


@pytest.fixture(scope="module")
def charter(qgis_app):
    return Charter.load()


def sites_at(*points_mm):
    xy = np.array(points_mm, dtype=float) * 1000 + [100_000, 6_700_000]
    return pd.DataFrame({"id": [f"s{i:03}" for i in range(len(xy))], "x": xy[:, 0], "y": xy[:, 1]})


def rendered(layers, frame=FRAME) -> np.ndarray:
    """The map as an array (height, width, 3), 10 pixels a millimetre, row 0 at the top."""
    settings = QgsMapSettings()
    settings.setDestinationCrs(QgsCoordinateReferenceSystem(CRS))
    settings.setOutputDpi(DPI)
    settings.setOutputSize(QSize(round(frame.width_mm * 10), round(frame.height_mm * 10)))
    settings.setExtent(QgsRectangle(*frame.bounds))
    settings.setBackgroundColor(QColor("#f6e3b4"))
    settings.setLayers(layers)
    image = QImage(settings.outputSize(), QImage.Format.Format_RGB32)
    image.fill(QColor("#f6e3b4"))
    painter = QPainter(image)
    job = QgsMapRendererCustomPainterJob(settings, painter)
    job.renderSynchronously()
    painter.end()
    bits = image.constBits()
    bits.setsize(image.sizeInBytes())
    return np.frombuffer(bytes(bits), np.uint8).reshape(image.height(), image.width(), 4)[:, :, 2::-1].astype(int)


def changed(picture, other) -> np.ndarray:
    return np.abs(picture - other).max(axis=2) > 25


def test_layers_hold_the_displaced_points_and_the_legend_only_what_is_there(tmp_path, book, charter):
    sites = sites_at((30, 30), (30.5, 30), (70, 60))
    rows = book.rows(
        pd.DataFrame({"id": ["s000", "s000", "s001", "s002"], "cle": ["smur", "su", "su", "su_pediatrique"]})
    )
    placed = place_sites(sites, rows, FRAME)
    symbols, leaders = site_layers(
        placed, tmp_path / "cartes.gpkg", "H22", CRS, charter, book, counts={"su": 2, "smur": 1}
    )
    assert symbols.featureCount() == 4
    at = {(f["id"], f["cle"]): f.geometry().asPoint() for f in symbols.getFeatures()}
    expected = {(r.id, r.cle): (r.x, r.y) for r in placed.symbols.itertuples()}
    assert all(at[key].x() == pytest.approx(x) and at[key].y() == pytest.approx(y) for key, (x, y) in expected.items())
    assert at["s000", "su"].x() < at["s000", "smur"].x()
    labels = [category.label() for category in symbols.renderer().categories()]
    assert labels == ["Structure d’urgence (2)", "Structure d’urgence pédiatrique", "SMUR (1)"]
    assert leaders.featureCount() == placed.strips["renvoi"].sum() == 1
    line = next(leaders.getFeatures()).geometry().asPolyline()
    moved = placed.strips[placed.strips["renvoi"]].iloc[0]
    assert line[0].x() == pytest.approx(100_000 + moved["ax"] * 1000)


def test_a_legend_may_name_what_only_an_inset_draws(tmp_path, book, charter):
    rows = book.rows(pd.DataFrame({"id": ["s000"], "cle": ["su"]}))
    placed = place_sites(sites_at((30, 30)), rows, FRAME)
    (layer,) = site_layers(placed, tmp_path / "c.gpkg", "x", CRS, charter, book, legend_keys=["samu", "su"])
    assert [category.value() for category in layer.renderer().categories()] == ["su", "samu"]


def test_nothing_drawn_needs_the_plugin(tmp_path, book, charter):
    sites = sites_at((30, 30), (30.5, 30))
    rows = with_counts(
        book.rows(pd.DataFrame({"id": ["s000", "s001"], "cle": ["irm", "scanner"], "effectif": [2, 1]})), charter
    )
    placed = place_sites(sites, rows, FRAME)
    layers = site_layers(placed, tmp_path / "c.gpkg", "x", CRS, charter, book)
    names = label_layers(
        FRAME, tmp_path / "c.gpkg", "x", CRS, charter, placed, pd.DataFrame({"id": ["s000"], "texte": ["Brest"]})
    )
    builtin = {function.name() for function in QgsExpression.Functions()}
    for layer in [*layers, *names.layers]:
        path = tmp_path / "style.qml"
        layer.saveNamedStyle(str(path))
        style = path.read_text(encoding="utf-8")
        assert ".svg" not in style
        assert str(tmp_path) not in style
        for expression in re.findall(r'"expression" value="([^"]*)"', style):
            called = QgsExpression(expression).referencedFunctions()
            assert set(called) <= builtin
        assert layer.renderer().type() in {"categorizedSymbol", "singleSymbol", "nullSymbol"}


def test_symbols_are_painted_where_they_were_placed_and_nowhere_else(tmp_path, book, charter):
    rows = book.rows(pd.DataFrame({"id": ["s000", "s000", "s001"], "cle": ["su", "smur", "maternite_3"]}))
    placed = place_sites(sites_at((30, 30), (70, 50)), rows, FRAME)
    painted = changed(rendered(site_layers(placed, tmp_path / "c.gpkg", "x", CRS, charter, book)), rendered([]))
    expected = np.zeros_like(painted)
    for r in placed.symbols.itertuples():
        x, y = (r.x - 100_000) / 100, 800 - (r.y - 6_700_000) / 100
        half = r.taille * 5
        expected[int(y - half) - 1 : int(y + half) + 2, int(x - half) - 1 : int(x + half) + 2] = True
        assert painted[int(y - half / 2) : int(y + half / 2), int(x - half / 2) : int(x + half / 2)].mean() > 0.95
    assert not (painted & ~expected).any()


def test_the_count_stands_right_of_its_symbol(tmp_path, book, charter):
    activities = pd.DataFrame({"id": ["s000", "s001"], "cle": ["irm", "irm"], "effectif": [3, 1]})
    rows = with_counts(book.rows(activities), charter)
    assert rows["texte"].tolist() == ["3", None]
    placed = place_sites(sites_at((30, 30), (70, 50)), rows, FRAME)
    layers = site_layers(placed, tmp_path / "c.gpkg", "x", CRS, charter, book)
    with_text = rendered(layers)
    layers[0].setLabelsEnabled(False)
    ink = np.argwhere(changed(with_text, rendered(layers)))
    symbol = placed.symbols.set_index("id").loc["s000"]
    right = (symbol["x"] - 100_000) / 100 + symbol["taille"] * 5
    assert ink[:, 1].min() >= right - 5  # the halo may reach the transparent rim
    assert ink[:, 1].max() <= right + 30
    assert abs(ink[:, 0].mean() - (800 - (symbol["y"] - 6_700_000) / 100)) < 4


def test_a_name_is_painted_where_it_was_placed(tmp_path, charter):
    towns = pd.DataFrame({"nom": ["Hôpital", "Guingamp"], "x": [130_000.0, 160_000.0], "y": [6_730_000.0, 6_760_000.0]})
    named = label_layers(FRAME, tmp_path / "c.gpkg", "x", CRS, charter, towns=towns)
    dark = rendered(named.names).max(axis=2) < 150
    for feature in named.names[0].getFeatures():
        size = text_size(feature["texte"], charter.text("ville"))
        left = (feature["x"] - 100_000) / 100 + size.left * 10
        bottom = 800 - (feature["y"] - 6_700_000) / 100 + size.drop * 10
        window = np.argwhere(dark[int(bottom) - 45 : int(bottom) + 12, int(left) - 20 : int(left) + 200])
        assert window[:, 1].min() - 20 == pytest.approx(0, abs=3)
        assert window[:, 1].max() - 20 == pytest.approx(size.width * 10, abs=4)
        assert window[:, 0].max() - 45 == pytest.approx(0, abs=3)
        assert window[:, 0].min() - 45 == pytest.approx(-size.height * 10, abs=4)


def test_a_town_under_a_symbol_loses_its_dot_and_keeps_its_name(tmp_path, book, charter):
    rows = book.rows(pd.DataFrame({"id": ["s000"], "cle": ["su"]}))
    placed = place_sites(sites_at((30, 30)), rows, FRAME)
    towns = pd.DataFrame({"nom": ["Pontivy", "Loudéac"], "x": [130_300.0, 160_000.0], "y": [6_730_200.0, 6_760_000.0]})
    named = label_layers(FRAME, tmp_path / "c.gpkg", "x", CRS, charter, placed, towns=towns)
    assert [f["nom"] for layer in named.under for f in layer.getFeatures()] == ["Loudéac"]
    assert {f["texte"] for f in named.names[0].getFeatures()} == {"Pontivy", "Loudéac"}
    again = pd.DataFrame({"id": ["s000"], "texte": ["CH de Pontivy"]})
    named = label_layers(FRAME, tmp_path / "c.gpkg", "y", CRS, charter, placed, again, towns)
    assert sorted(f["texte"] for f in named.names[0].getFeatures()) == ["CH de Pontivy", "Loudéac"]


def test_names_without_room_are_reported(tmp_path, book, charter):
    small = MapFrame("carton", 0, 0, 6000, 5000, 6.0)
    rows = book.rows(pd.DataFrame({"id": ["s0"], "cle": ["su"]}))
    placed = place_sites(pd.DataFrame({"id": ["s0"], "x": [3000.0], "y": [2500.0]}), rows, small)
    named = label_layers(
        small, tmp_path / "c.gpkg", "x", CRS, charter, placed, pd.DataFrame({"id": ["s0"], "texte": ["Saint-Brieuc"]})
    )
    assert [(f.code, f.value) for f in named.report] == [("SYM03", "Saint-Brieuc")]
    assert named.layers == []


@pytest.fixture(scope="module")
def bretagne():
    """Emergency activities of the SAE 2023 at the located hospital sites, read with plain csv."""

    def sae(name):
        lines = shared_file(f"sae2023/{name}_2023r.csv").read_bytes().decode("latin-1").splitlines()
        return csv.DictReader(lines, delimiter=";")

    text = shared_file("finess/sites_hospitaliers_bretagne.csv").read_text(encoding="utf-8")
    to_l93 = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"), QgsCoordinateReferenceSystem(CRS), QgsProject.instance()
    )
    rows = []
    for site in csv.DictReader(text.splitlines(), delimiter=";" if ";" in text.splitlines()[0] else ","):
        if site["lat"]:
            point = to_l93.transform(QgsPointXY(float(site["lon"]), float(site["lat"])))
            rows.append((site["fi"], site["rs"].title(), site["NOMCOM"].title(), point.x(), point.y()))
    sites = pd.DataFrame(rows, columns=["id", "texte", "nom", "x", "y"])
    found = [(r["FI"], "su") for r in sae("URGENCES") if r["AUTSU"] == "1"]
    for r in sae("SMURSAMU"):
        found += [(r["FI"], key) for key, column in (("smur", "SMUR"), ("samu", "SAMU")) if r[column] == "1"]
    activities = pd.DataFrame(found, columns=["id", "cle"])
    return sites, activities[activities["id"].isin(sites["id"])].drop_duplicates()


def test_on_the_map_of_bretagne_no_name_covers_a_symbol(tmp_path, book, charter, bretagne):
    sites, activities = bretagne
    frame = MapFrame("principal", 90_000.0, 6_690_000.0, 408_000.0, 6_933_000.0, 212.0)
    placed = place_sites(sites, book.rows(activities), frame)
    assert len(placed.strips) > 20
    assert placed.overlap_count == 0
    layers = site_layers(placed, tmp_path / "c.gpkg", "H22", CRS, charter, book)
    towns = sites.drop_duplicates("nom").head(60)[["nom", "x", "y"]]
    named = label_layers(frame, tmp_path / "c.gpkg", "H22", CRS, charter, placed, sites[["id", "texte"]], towns)
    blank = rendered([], frame)
    symbols, names = changed(rendered(layers[:1], frame), blank), changed(rendered(named.names, frame), blank)
    dots = changed(rendered([layer for layer in named.under if layer.name() == "Villes"], frame), blank)
    assert symbols.any()
    assert names.any()
    assert not (symbols & names).any()
    assert not (symbols & dots).any()
    texts = rendered(named.names, frame).max(axis=2) < 150
    assert not (changed(rendered(layers[1:], frame), blank) & texts).any()
