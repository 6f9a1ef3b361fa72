"""Any point table and any indicator become a sheet that prints: Géo DAE points, a needs indicator by département."""

from __future__ import annotations

import csv
import random
from pathlib import Path

import numpy as np
import pytest
from atlas_pages import page_text
from gui_window import Window, nameless, wait_for
from made_up_region import run
from qgis.core import (
    QgsApplication,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingException,
    QgsProject,
    QgsVectorLayer,
)
from sheet_reading import drawn, layers
from sheet_region import SIDE, X, Y, sheet_region

from plugin.atlas.context import AtlasContext
from plugin.atlas.export.files import export_pdf
from plugin.atlas.own_catalogue import catalogue_of
from plugin.atlas.sheet import build_sheet, prepare
from plugin.gis.projection import to_degrees
from plugin.gis.workspace import Workspace
from plugin.gui.session import Session
from plugin.gui.sheet_wizard import open_wizard
from plugin.processing.add_sheet import INDICATOR, METHODS, POINTS, AddSheet
from plugin.processing.provider import AtlasProvider

# The columns of the public export of Géo DAE that matter here, among others a table would have.
_HEADER = ["gid", "c_nom", "c_lat_coor1", "c_long_coor1", "c_adr_voie", "c_com_insee", "c_acc", "c_etat_fonct"]
_NUMBER, _UNLOCATED, _OUTSIDE = 600, 7, 5


@pytest.fixture
def workspace(qgis_app, tmp_path) -> Path:
    sheet_region(tmp_path / "essai.gpkg")
    return tmp_path / "essai.gpkg"


def _geo_dae(path: Path) -> dict[str, int]:
    """A table as Géo DAE exports it, decimal commas and blanks included; how many points of each kind can be drawn."""
    rng = random.Random(7)
    places = [
        (X + 1000 + rng.random() * (6 * SIDE - 2000), Y + 1000 + rng.random() * (2 * SIDE - 2000))
        for _ in range(_NUMBER)
    ]
    places += [(X - 60_000, Y)] * _OUTSIDE
    counts = {"Intérieur": 0, "Extérieur": 0}
    with path.open("w", newline="", encoding="utf-8") as file:
        rows = csv.writer(file, delimiter=";")
        rows.writerow(_HEADER)
        for number, (lon, lat) in enumerate(to_degrees(np.array(places), "EPSG:2154")):
            kind = "Extérieur" if number % 3 == 0 else "Intérieur"
            there = not _NUMBER - _UNLOCATED <= number < _NUMBER
            lat_lon = [f"{lat:.6f}".replace(".", ","), f"{lon:.6f}".replace(".", ",")] if there else ["", ""]
            rows.writerow([number, f"DAE {number}", *lat_lon, "rue de l’Église", "35011", kind, "En fonctionnement"])
            counts[kind] += there and number < _NUMBER
    return counts


def _sheet(workspace: Path, sheet_id: str):
    context = AtlasContext(Workspace.open(workspace), QgsProject())
    prepared = prepare(context, catalogue_of(context.workspace).sheet(sheet_id))
    assert prepared.lacking == []
    return context, build_sheet(context, prepared, 1)


def test_geo_dae_points_become_a_sheet(workspace, tmp_path):
    counts = _geo_dae(tmp_path / "geodae.csv")
    made = run(
        AddSheet,
        WORKSPACE=str(workspace), KIND=POINTS, SHEET="P01", SHEET_TITLE="Défibrillateurs automatisés externes",
        LEGEND="Défibrillateurs", CODE="defibrillateur", FILE=str(tmp_path / "geodae.csv"), X_FIELD="c_long_coor1",
        Y_FIELD="c_lat_coor1", NAME_FIELD="c_nom", CLASS_FIELD="c_acc", MENTION="Géo DAE", DATE="2026-03-01",
    )  # fmt: skip
    assert made["ROWS"] == _NUMBER + _OUTSIDE
    assert Path(made["OUTPUT"]).parent == workspace.with_name("essai_catalogue")
    context, layout = _sheet(workspace, "P01")
    shown = {word: len(ids) for word, ids in drawn(layout, "classe").items()}
    assert shown == counts
    export_pdf(layout, tmp_path / "p.pdf")
    text = page_text(tmp_path / "p.pdf", 1)
    assert f"{_NUMBER - _UNLOCATED} points" in text and "Source : Géo DAE au 1er mars 2026" in text
    assert f"{_UNLOCATED} points sans coordonnées" in text and f"{_OUTSIDE} points hors de la région" in text
    context.project.clear()


def test_a_layer_of_points_in_another_system_too(workspace, tmp_path):
    layer = QgsVectorLayer("Point?crs=EPSG:3857&field=nom:string", "pharmacies", "memory")
    there = QgsCoordinateTransform(
        QgsCoordinateReferenceSystem("EPSG:2154"), layer.crs(), QgsProject.instance().transformContext()
    )
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["Pharmacie du Port"])
    feature.setGeometry(QgsGeometry.fromPointXY(there.transform(QgsPointXY(X + SIDE, Y + SIDE))))
    layer.dataProvider().addFeature(feature)
    run(
        AddSheet,
        WORKSPACE=str(workspace), KIND=POINTS, SHEET="P02", SHEET_TITLE="Pharmacies", LAYER=layer,
        NAME_FIELD="nom", COLOUR="#D55E00", MENTION="Ordre des pharmaciens",
    )  # fmt: skip
    context, layout = _sheet(workspace, "P02")
    points = [f for one in layers(layout) if one.name() == "Pharmacies" for f in one.getFeatures()]
    assert len(points) == 1
    place = points[0].geometry().asPoint()
    assert (place.x(), place.y()) == pytest.approx((X + SIDE, Y + SIDE), abs=1.0)
    context.project.clear()


def test_what_is_wrong_is_said_and_nothing_is_written(workspace, tmp_path):
    (tmp_path / "t.csv").write_text("nom;lon;lat\na;-2,1;48,2\n", encoding="utf-8")
    words = {"WORKSPACE": str(workspace), "KIND": POINTS, "SHEET_TITLE": "Essai", "FILE": str(tmp_path / "t.csv")}
    for given, expected in (
        ({"SHEET": "P 1", "X_FIELD": "lon", "Y_FIELD": "lat"}, "P 1"),
        ({"SHEET": "T01", "X_FIELD": "lon", "Y_FIELD": "lat"}, "T01"),
        ({"SHEET": "P1", "X_FIELD": "lon", "Y_FIELD": "latitude"}, "latitude"),
        ({"SHEET": "P1", "X_FIELD": "lon", "Y_FIELD": "lat", "FAMILY": "Z"}, "famille"),
    ):
        with pytest.raises((QgsProcessingException, AssertionError), match=expected):
            run(AddSheet, **words, **given)
    assert not list(tmp_path.rglob("*.yaml"))
    assert not Workspace.open(workspace).count("dispositif")


@pytest.fixture
def wizard(workspace):
    registry = QgsApplication.processingRegistry()
    provider = AtlasProvider()
    registry.addProvider(provider)
    session = Session(Window())
    session.path = workspace
    wizard = open_wizard(session)
    yield wizard
    wizard.close()
    session.close()
    registry.removeProvider(provider)


def test_the_wizard_from_a_table_to_the_picture_of_the_sheet(wizard, workspace, tmp_path):
    _geo_dae(tmp_path / "geodae.csv")
    assert not wizard.table.isComplete()
    wizard.table.file.setFilePath(str(tmp_path / "geodae.csv"))
    wait_for(wizard.table.isComplete)
    wizard.next()
    assert (wizard.drawing.x.currentData(), wizard.drawing.y.currentData()) == ("c_long_coor1", "c_lat_coor1")
    assert wizard.drawing.name.currentData() == "c_nom"
    wizard.drawing.kind.setCurrentIndex(wizard.drawing.kind.findData("c_acc"))
    assert nameless(wizard.drawing) == [] and nameless(wizard.table) == []
    wizard.grab().save(str(tmp_path / "dessin.png"))
    wizard.next()
    assert wizard.words.sheet.text() == "P01" and wizard.words.heading.text() == "Geodae"
    assert not wizard.words.isComplete(), "a table that comes in needs its source"
    wizard.words.heading.setText("Défibrillateurs")
    wizard.words.mention.setText("Géo DAE")
    assert nameless(wizard.words) == []
    wizard.next()
    wait_for(lambda: wizard.result_page.bar.run is None)
    assert wizard.result_page.isComplete(), wizard.session.iface.said()
    assert not wizard.result_page.preview.pixmap().isNull()
    wizard.grab().save(str(tmp_path / "feuille.png"))
    assert catalogue_of(Workspace.open(workspace)).sheet("P01").title == "Défibrillateurs"
    # Coming back, the user may change a word: the sheet of this wizard is replaced, not refused.
    assert wizard.parameters()["REPLACE"] is True


def test_a_needs_indicator_by_departement_becomes_a_sheet(workspace, tmp_path):
    (tmp_path / "besoins.csv").write_text(
        "territoire;type;indicateur;periode;valeur;unite\n"
        "W;departement;Part des 75 ans et plus;2023;11,4;%\n"
        "E;departement;Part des 75 ans et plus;2023;9,8;%\n",
        encoding="utf-8",
    )
    made = run(
        AddSheet,
        WORKSPACE=str(workspace), KIND=INDICATOR, SHEET="B01", SHEET_TITLE="Population âgée",
        LEGEND="Part des 75 ans et plus", FILE=str(tmp_path / "besoins.csv"), TERRITORY_TYPE="departement",
        METHOD=METHODS.index("seuils"), BOUNDS="10; 11", DECIMALS=0, MENTION="Insee, recensement", DATE="2023-01-01",
    )  # fmt: skip
    assert made["ROWS"] == 2
    entry = catalogue_of(Workspace.open(workspace)).sheet("B01")
    assert entry.layers[0]["bornes"] == [10.0, 11.0]
    context, layout = _sheet(workspace, "B01")
    values = {
        f["nom"]: f["valeur"] for one in layers(layout) for f in one.getFeatures() if "valeur" in one.fields().names()
    }
    assert values == {"Ouest": pytest.approx(11.4), "Est": pytest.approx(9.8)}
    export_pdf(layout, tmp_path / "b.pdf")
    text = page_text(tmp_path / "b.pdf", 1)
    assert "Population âgée" in text and "Insee, recensement" in text and "11,4" in text
    context.project.clear()
