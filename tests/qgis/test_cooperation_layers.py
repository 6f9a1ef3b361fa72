"""The C09 sheet's lines as layers: written, reloaded and rendered, then looked at in the picture."""

import itertools
import subprocess
import sys

import numpy as np
import pandas as pd
import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsMapRendererParallelJob,
    QgsMapSettings,
    QgsPointXY,
    QgsProject,
    QgsReadWriteContext,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QImage
from qgis.PyQt.QtXml import QDomDocument
from shared_data import shared_file

from plugin.core.cooperations.curves import curves
from plugin.core.cooperations.pen import PENS
from plugin.core.map_frame import MapFrame
from plugin.gis.charter import Charter
from plugin.gis.cooperation_lines import cooperation_layers, line_symbol, marks

DPI = 200
REFERENCE = ("BREST", "QUIMPER", "LORIENT", "VANNES", "RENNES", "SAINT MALO", "SAINT BRIEUC", "PONTIVY")
LINKS = [
    ("BREST", "LANDERNEAU", "A", 1.5, "non", "a_vers_b"),
    ("BREST", "MORLAIX", "B", 0.8, "oui", "reciproque"),
    ("BREST", "MORLAIX", "D", 1.0, "non", "reciproque"),
    ("QUIMPER", "CARHAIX", "D", 0.6, "ND", "reciproque"),
    ("SAINT BRIEUC", "DINAN", "B", 1.5, "non", "reciproque"),
    ("SAINT BRIEUC", "DINAN", "C", 0.4, "oui", "reciproque"),
    ("SAINT BRIEUC", "DINAN", "E", np.nan, "oui", "reciproque"),
    ("SAINT BRIEUC", "PAIMPOL", "ND", np.nan, "ND", None),
    ("RENNES", "VITRE", "A", 2.0, "oui", "a_vers_b"),
    ("RENNES", "FOUGERES", "C", 3.0, "non", "a_vers_b"),
]


@pytest.fixture(scope="module")
def hospitals():
    """Public hospital sites of Bretagne, one a town, in Lambert-93."""
    table = pd.read_csv(shared_file("finess/sites_hospitaliers_bretagne.csv"), dtype={"fi": str})
    table = table[table.lat.notna() & table.catr.str.startswith("PUB")].drop_duplicates("NOMCOM")
    to_lambert = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:4326"), QgsCoordinateReferenceSystem("EPSG:2154"), QgsProject.instance()
    )
    places = [to_lambert.transform(QgsPointXY(x, y)) for x, y in zip(table.lon, table.lat, strict=True)]
    return pd.DataFrame(
        {
            "finess_et": table.fi.to_numpy(),
            "nom": table.NOMCOM.str.title().to_numpy(),
            "ville": table.NOMCOM.to_numpy(),
            "x": [place.x() for place in places],
            "y": [place.y() for place in places],
            "rayon_mm": np.where(table.NOMCOM.isin(REFERENCE), 1.7, 1.2),
        }
    )


@pytest.fixture(scope="module")
def frame(hospitals):
    unit = (hospitals.x.max() - hospitals.x.min()) / 190
    return MapFrame(
        "principale",
        hospitals.x.min() - 11 * unit,
        hospitals.y.min() - 15 * unit,
        hospitals.x.max() + 11 * unit,
        hospitals.y.max() + 15 * unit,
        212,
    )


@pytest.fixture(scope="module")
def drawn(hospitals, frame):
    def code(town):
        return hospitals.loc[hospitals.ville.str.startswith(town), "finess_et"].iloc[0]

    rows = [
        {
            "id": f"L{number}",
            "type": "temps_medical",
            "theme": "urgences",
            "finess_a": code(a),
            "finess_b": code(b),
            "objet": None,
            "modalite": modality,
            "etp": etp,
            "pdses": pdses,
            "sens": sens,
        }
        for number, (a, b, modality, etp, pdses, sens) in enumerate(LINKS)
    ]
    return curves(pd.DataFrame(rows), hospitals, frame)


@pytest.fixture
def layers(drawn, tmp_path, qgis_app):
    return cooperation_layers(drawn, tmp_path / "atelier_cartes.gpkg", "cooperation_ligne", Charter.load())


def render(layers, frame, dpi=DPI, background="#ffffff"):
    settings = QgsMapSettings()
    settings.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:2154"))
    settings.setLayers(layers)
    settings.setExtent(QgsRectangle(*frame.bounds))
    settings.setBackgroundColor(QColor(background))
    settings.setOutputDpi(dpi)
    settings.setOutputSize(QSize(round(frame.width_mm / 25.4 * dpi), round(frame.height_mm / 25.4 * dpi)))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()
    assert not job.errors()
    return pixels(job.renderedImage())


def pixels(image):
    image = image.convertToFormat(QImage.Format.Format_RGB888)
    raw = np.frombuffer(image.constBits().asstring(image.sizeInBytes()), dtype=np.uint8)
    return raw.reshape(image.height(), image.bytesPerLine())[:, : image.width() * 3].reshape(image.height(), -1, 3)


def near(image, colour, tolerance=30):
    wanted = np.array([QColor(colour).red(), QColor(colour).green(), QColor(colour).blue()])
    return (np.abs(image.astype(int) - wanted) <= tolerance).all(axis=2)


def test_every_modality_is_drawn_in_its_hue(layers, frame, drawn):
    layers[1].setLabelsEnabled(False)  # the grey edges of letters are not ink of a grey line
    image = render(layers[::-1], frame)
    millimetre = DPI / 25.4
    for code, group in drawn.groupby("trait"):
        ink = near(image, PENS[code].colour).sum() / millimetre**2
        stroke = (group.longueur_mm * group.largeur_mm).sum()
        assert 0.2 * stroke < ink < 1.3 * stroke, code


def test_each_link_is_there_and_carries_its_fields(layers, drawn):
    lines, points = layers
    assert lines.featureCount() == len(LINKS)
    stored = {feature["id"]: feature for feature in lines.getFeatures()}
    for row in drawn.itertuples():
        assert stored[row.id]["largeur_mm"] == pytest.approx(row.largeur_mm)
        assert stored[row.id]["etiquette"] == row.etiquette
    kinds = pd.Series([feature["genre"] for feature in points.getFeatures()]).value_counts().to_dict()
    assert kinds["PDSES"] == sum(pdses == "oui" for *_rest, pdses, _sens in LINKS)
    assert kinds["flèche"] == sum(sens == "a_vers_b" for *_rest, sens in LINKS)
    assert kinds["étiquette"] == len(LINKS)


def test_labels_are_printed_in_the_gaps(layers, frame, drawn):
    """Dark ink appears where each label stands when labels are on, and only then."""
    lines, points = layers
    on = render([points, lines], frame)
    points.setLabelsEnabled(False)
    off = render([points, lines], frame)
    millimetre = DPI / 25.4
    for row in drawn.itertuples():
        x = int((row.etiquette_geom.x - frame.x_min) / frame.unit_per_mm * millimetre)
        y = int((frame.y_max - row.etiquette_geom.y) / frame.unit_per_mm * millimetre)
        window = np.s_[y - 14 : y + 14, x - 14 : x + 14]
        assert near(on[window], "#1f2a44", 60).sum() > near(off[window], "#1f2a44", 60).sum() + 20, row.id


def test_label_turns_with_its_line(layers, frame, drawn):
    """The ink's main axis follows the angle field: a wrong sign would tilt it the other way."""
    _lines, points = layers
    image = render([points], frame, dpi=300)
    millimetre = 300 / 25.4
    tried = 0
    for row in drawn.itertuples():
        if row.pdses_partagee or len(row.etiquette) < 5 or abs(row.angle) < 15:
            continue
        x = int((row.etiquette_geom.x - frame.x_min) / frame.unit_per_mm * millimetre)
        y = int((frame.y_max - row.etiquette_geom.y) / frame.unit_per_mm * millimetre)
        half = int(len(row.etiquette) * 0.5 * millimetre)
        ink = near(image[y - half : y + half, x - half : x + half], "#1f2a44", 80)
        rows, columns = np.nonzero(ink)
        _values, vectors = np.linalg.eigh(np.cov(np.stack([columns, -rows])))
        axis = np.degrees(np.arctan2(vectors[1, -1], vectors[0, -1]))
        assert abs((axis - row.angle + 90) % 180 - 90) < 12, row.etiquette
        tried += 1
    assert tried


def test_patterns_alone_tell_the_modalities_apart_in_greyscale(qgis_app):
    """Each pen drawn black on a 20 mm line: ink along the middle, number and length of its runs."""
    frame = MapFrame("essai", 0, 0, 24, 4, 24)
    signature = {}
    for code in ("A", "B", "C", "D", "E", "ND"):
        layer = QgsVectorLayer("LineString?crs=EPSG:2154&field=largeur_mm:double", code, "memory")
        feature = QgsFeature(layer.fields())
        feature.setAttributes([0.9])
        feature.setGeometry(QgsGeometry.fromWkt("LineString (2 2, 22 2)"))
        layer.dataProvider().addFeatures([feature])
        layer.setRenderer(QgsSingleSymbolRenderer(line_symbol(PENS[code])))
        grey = render([layer], frame, dpi=300).mean(axis=2)
        inside = grey[:, 24:-24]
        middle = inside[inside.shape[0] // 2] < 200
        edges = np.flatnonzero(np.diff(np.r_[False, middle, False].astype(int)))
        runs = edges[1::2] - edges[::2]
        signature[code] = (middle.mean(), len(runs), runs.max(initial=0), (inside.min(axis=0) < 200).mean())
    for one, other in itertools.combinations(signature, 2):
        ink, runs, longest, along = zip(signature[one], signature[other], strict=True)
        told_apart = (
            abs(ink[0] - ink[1]) > 0.3
            or abs(along[0] - along[1]) > 0.3
            or max(runs) >= 1.6 * max(min(runs), 1)
            or max(longest) >= 1.6 * max(min(longest), 1)
        )
        assert told_apart, (one, other, signature)


@pytest.mark.parametrize("width", [0.6, 1.9])
def test_a_short_line_shrinks_its_pattern_whatever_its_width(qgis_app, width):
    """8 mm of pen B: whole at 1, twice as fine at a half, a stroke at both ends."""
    frame = MapFrame("essai", 0, 0, 12, 4, 12)
    strokes = {}
    for share in (1.0, 0.5):
        layer = QgsVectorLayer("LineString?crs=EPSG:2154&field=largeur_mm:double&field=motif:double", "court", "memory")
        feature = QgsFeature(layer.fields())
        feature.setAttributes([width, share])
        feature.setGeometry(QgsGeometry.fromWkt("LineString (2 2, 10 2)"))
        layer.dataProvider().addFeatures([feature])
        layer.setRenderer(QgsSingleSymbolRenderer(line_symbol(PENS["B"])))
        middle = render([layer], frame, dpi=600).mean(axis=2)[47] < 200
        edges = np.flatnonzero(np.diff(np.r_[False, middle, False].astype(int))) * 25.4 / 600
        assert edges[[0, -1]] == pytest.approx([2, 10], abs=0.15)
        strokes[share] = np.median(edges[1::2] - edges[::2])
    dash = PENS["B"].dash[0]
    assert strokes[1.0] == pytest.approx(dash, rel=0.2)
    assert strokes[0.5] == pytest.approx(dash / 2, rel=0.2)


def test_the_saved_style_needs_no_plugin(layers):
    """Neither an expression function nor a file of ours is named in the saved style."""
    for layer in layers:
        document = QDomDocument()
        layer.exportNamedStyle(document, QgsReadWriteContext())
        text = document.toString()
        assert "atlas_soins" not in text
        assert ".svg" not in text
        assert "layer-settings" in text or "labeling" in text


WITHOUT_THE_PLUGIN = """
import sys
from qgis.core import QgsApplication, QgsMapRendererParallelJob, QgsMapSettings, QgsProject, QgsRectangle
from qgis.PyQt.QtCore import QSize
application = QgsApplication([], False)
application.initQgis()
project = QgsProject.instance()
assert project.read(sys.argv[1])
layers = [project.mapLayersByName(name)[0] for name in ("marques", "lignes")]
settings = QgsMapSettings()
settings.setDestinationCrs(layers[0].crs())
settings.setLayers(layers)
settings.setExtent(QgsRectangle(*map(float, sys.argv[3:7])))
settings.setOutputDpi(200)
settings.setOutputSize(QSize(int(sys.argv[7]), int(sys.argv[8])))
job = QgsMapRendererParallelJob(settings)
job.start()
job.waitForFinished()
job.renderedImage().save(sys.argv[2])
assert not [name for name in sys.modules if name.startswith(("plugin", "atlas_soins"))]
"""


def test_the_saved_project_prints_the_same_without_the_plugin(layers, frame, tmp_path):
    lines, points = layers
    lines.setName("lignes")
    points.setName("marques")
    project = QgsProject()
    project.addMapLayers([lines.clone(), points.clone()])
    path, picture = tmp_path / "feuille.qgz", tmp_path / "sans.png"
    assert project.write(str(path))
    ours = render([points, lines], frame)
    size = [str(ours.shape[1]), str(ours.shape[0])]
    run = subprocess.run(
        [sys.executable, "-c", WITHOUT_THE_PLUGIN, str(path), str(picture), *map(str, frame.bounds), *size],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    theirs = pixels(QImage(str(picture)))
    assert theirs.shape == ours.shape
    assert (theirs != ours).mean() < 0.0005  # the text's edges, at most


def test_a_cut_link_names_its_far_end_outwards(hospitals, frame, drawn):
    brest = hospitals[hospitals.ville == "BREST"].iloc[0]
    inset = MapFrame("Brest", brest.x - 9000, brest.y - 9000, brest.x + 14000, brest.y + 12000, 60)
    rows = pd.DataFrame(
        [
            {
                "id": "L1",
                "type": "temps_medical",
                "theme": "urgences",
                "finess_a": brest.finess_et,
                "objet": None,
                "finess_b": hospitals.loc[hospitals.ville == "RENNES", "finess_et"].iloc[0],
                "modalite": "A",
                "etp": 1.0,
                "pdses": "oui",
                "sens": "reciproque",
            }
        ]
    )
    texts = marks(curves(rows, hospitals, inset))
    assert texts.loc[texts.genre == "renvoi", "texte"].tolist() == ["→ Rennes"]
    back = rows.assign(finess_a=rows.finess_b, finess_b=rows.finess_a)
    rennes = hospitals[hospitals.ville == "RENNES"].iloc[0]
    inset = MapFrame("Rennes", rennes.x - 15000, rennes.y - 9000, rennes.x + 9000, rennes.y + 9000, 60)
    texts = marks(curves(back, hospitals, inset))
    assert texts.loc[texts.genre == "renvoi", "texte"].tolist() == ["← Brest"]
