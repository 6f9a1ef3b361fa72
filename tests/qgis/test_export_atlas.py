"""The main job on the embedded region: one PDF of the first sheets, looked at by text and picture."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from atlas_pages import fonts, page_count, page_image, page_text
from demo_tables import WORKSPACE
from osgeo import gdal

from plugin.atlas.export.files import can_write_geopdf

FIRST = {
    "T01": ("Territoires de santé et cantons", "Rennes-Redon-Fougères-Vitré", "Canton ou pseudo-canton"),
    "T03": (
        "Établissements publics de coopération intercommunale (EPCI)",
        "Communauté d’agglomération (17)",
        "Métropole (2)",
    ),
    "H08": ("Sites de maternité et centres périnatals de proximité", "Maternité de type III (4)", "Centre périnatal"),
    "H22": ("Accès aux soins d’urgence", "> 30 - 35 (100)", "non accessible (3)"),
    "C09": (
        "Coopérations hospitalières avec temps médical partagé – Urgences",
        "A – consultations avancées",
        "exhaustif",
    ),
}


@pytest.fixture(scope="module")
def atlas(qgis_process, tmp_path_factory) -> Path:
    """The folder of an export of the demo, made as ``make atlas`` makes it, in a folder with accents and spaces."""
    folder = tmp_path_factory.mktemp("Région à éditer")
    shutil.copy(WORKSPACE, folder / "bretagne.gpkg")
    out = folder / "édition 2026"
    run = qgis_process(
        "run",
        "atlas_soins:export_atlas",
        f"--WORKSPACE={folder / 'bretagne.gpkg'}",
        f"--OUTPUT_FOLDER={out}",
        f"--SHEETS={','.join(FIRST)}",
        "--PARTS=3",
        timeout=240,
    )
    assert run.returncode == 0, run.stdout
    assert "Traceback" not in run.stdout
    return out


def test_one_pdf_with_a_page_a_sheet(atlas):
    assert page_count(atlas / "atlas.pdf") == len(FIRST)
    manifest = json.loads((atlas / "atlas.json").read_text(encoding="utf-8"))
    assert [sheet["id"] for sheet in manifest["feuilles"]] == list(FIRST)
    assert all((atlas / sheet["file"]).is_file() for sheet in manifest["feuilles"])


@pytest.mark.parametrize("sheet", FIRST)
def test_a_page_says_what_it_must(atlas, sheet):
    manifest = json.loads((atlas / "atlas.json").read_text(encoding="utf-8"))
    page = next(entry["page"] for entry in manifest["feuilles"] if entry["id"] == sheet)
    text = page_text(atlas / "atlas.pdf", page)
    for words in FIRST[sheet]:
        assert words in text
    assert "Source" in text and "réalisation ARS Bretagne, novembre 2026" in text
    assert "0 25 50 km" in text
    assert f"Atlas 2026 {page}" in text
    assert "[%" not in text and "{" not in text


def test_pages_are_full_and_nothing_runs_off_the_paper(atlas, tmp_path):
    for page in range(1, len(FIRST) + 1):
        picture = page_image(atlas / "atlas.pdf", page, tmp_path)
        height, width, _ = picture.shape
        ink = (picture < 250).any(axis=2)
        assert (
            ink[int(height * 0.12) : int(height * 0.88), int(width * 0.03) : int(width * 0.7)].mean() > 0.9
        )  # map and sea
        assert ink[:, int(width * 0.76) :].any()  # legend
        assert not ink[:, int(width * 0.985) :].any()
        assert not ink[int(height * 0.98) :, int(width * 0.03) :].any()


def test_text_is_text_in_an_embedded_font(atlas):
    listed = fonts(atlas / "atlas.pdf").splitlines()[2:]
    assert listed and all("Open" in line or "Noto" in line for line in listed)
    assert all(" yes " in line for line in listed)


def test_the_same_input_gives_the_same_pages(atlas, qgis_process, tmp_path):
    shutil.copy(WORKSPACE, tmp_path / "bretagne.gpkg")
    run = qgis_process(
        "run",
        "atlas_soins:export_atlas",
        f"--WORKSPACE={tmp_path / 'bretagne.gpkg'}",
        f"--OUTPUT_FOLDER={tmp_path}",
        "--SHEETS=H22,C09",
        "--PARTS=3",
        timeout=240,
    )
    assert run.returncode == 0, run.stdout
    for page, of_book in ((1, 4), (2, 5)):
        one = page_image(tmp_path / "atlas.pdf", page, tmp_path)
        other = page_image(atlas / "atlas.pdf", of_book, tmp_path)
        foot = int(one.shape[0] * 0.9)  # the page number differs
        assert np.array_equal(one[:foot], other[:foot])


@pytest.mark.skipif(not can_write_geopdf(), reason="the GDAL of this QGIS writes no GeoPDF")
def test_a_geopdf_has_coordinates_and_every_page(qgis_process, tmp_path):
    """The sheet's file is on the ground; the text of its family keeps both its pages."""
    shutil.copy(WORKSPACE, tmp_path / "b.gpkg")
    run = qgis_process(
        "run",
        "atlas_soins:export_atlas",
        f"--WORKSPACE={tmp_path / 'b.gpkg'}",
        f"--OUTPUT_FOLDER={tmp_path / 'out'}",
        "--SHEETS=C16",
        "--PARTS=2,3",
        "--GEOPDF=true",
        timeout=240,
    )
    assert run.returncode == 0, run.stdout
    assert page_count(tmp_path / "out" / "feuilles" / "famille_C.pdf") == 2
    assert page_count(tmp_path / "out" / "atlas.pdf") == 3
    sheet = gdal.Open(str(tmp_path / "out" / "feuilles" / "C16.pdf"))
    assert "Lambert-93" in sheet.GetProjection()
    corner, step = np.array(sheet.GetGeoTransform())[[0, 3]], np.array(sheet.GetGeoTransform())[[1, 5]]
    middle = corner + step * np.array([sheet.RasterXSize * 0.4, sheet.RasterYSize / 2])
    assert np.hypot(*(middle - np.array([270_000, 6_800_000]))) < 80_000  # central Brittany


@pytest.mark.parametrize("name", ["draw_sheets", "preflight"])
def test_what_needs_a_project_says_so(qgis_process, tmp_path, name):
    shutil.copy(WORKSPACE, tmp_path / "b.gpkg")
    run = qgis_process("run", f"atlas_soins:{name}", f"--WORKSPACE={tmp_path / 'b.gpkg'}")
    assert run.returncode != 0
    assert "--PROJECT_PATH" in run.stdout and "Traceback" not in run.stdout


def test_what_cannot_be_printed_is_said_and_the_rest_printed(qgis_process, tmp_path):
    import sqlite3

    shutil.copy(WORKSPACE, tmp_path / "b.gpkg")
    with sqlite3.connect(tmp_path / "b.gpkg") as connection:
        connection.execute("delete from cooperation")
    run = qgis_process(
        "run",
        "atlas_soins:export_atlas",
        f"--WORKSPACE={tmp_path / 'b.gpkg'}",
        f"--OUTPUT_FOLDER={tmp_path}",
        "--SHEETS=T01,C09",
        "--PARTS=3",
        timeout=240,
    )
    assert run.returncode == 0, run.stdout
    assert "C09" in run.stdout and "cooperation" in run.stdout
    manifest = json.loads((tmp_path / "atlas.json").read_text(encoding="utf-8"))
    assert [sheet["lacking"] for sheet in manifest["feuilles"]] == [[], ["cooperation"]]
    assert page_count(tmp_path / "atlas.pdf") == 1


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--WORKSPACE={tmp}/absent.gpkg"], "absent.gpkg"),
        (["--WORKSPACE={tmp}/vide.gpkg"], "vide.gpkg"),
        (["--WORKSPACE={tmp}/autre.gpkg"], "autre.gpkg"),
        (["--WORKSPACE={demo}", "--SHEETS=Z99"], "Z99"),
        (["--WORKSPACE={demo}", "--CATALOGUE={tmp}/rien"], "rien"),
    ],
)
def test_wrong_input_is_one_clear_message(qgis_process, tmp_path, arguments, words):
    (tmp_path / "vide.gpkg").touch()
    (tmp_path / "autre.gpkg").write_bytes(b"not a database" * 100)
    demo = tmp_path / "demo.gpkg"
    shutil.copy(WORKSPACE, demo)
    given = [argument.format(tmp=tmp_path, demo=demo) for argument in arguments]
    run = qgis_process("run", "atlas_soins:export_atlas", *given, f"--OUTPUT_FOLDER={tmp_path / 'out'}")
    assert run.returncode != 0
    assert words in run.stdout
    assert "Traceback" not in run.stdout
    assert not list((tmp_path / "out").glob("*.pdf")) if (tmp_path / "out").exists() else True


def test_the_saved_project_prints_the_same_without_the_plugin(atlas, tmp_path):
    """Opened in this process, where no plugin is loaded, a layout of the saved project gives the page of the book."""
    from qgis.core import Qgis, QgsLayoutExporter, QgsProject

    project = QgsProject()
    assert project.read(str(atlas / "atlas.qgz"))
    assert all(layer.isValid() for layer in project.mapLayers().values())
    layouts = {layout.name()[:3]: layout for layout in project.layoutManager().printLayouts()}
    assert set(layouts) == set(FIRST)
    settings = QgsLayoutExporter.PdfExportSettings()
    settings.dpi = 300
    settings.textRenderFormat = Qgis.TextRenderFormat.AlwaysText
    path = tmp_path / "C09.pdf"
    assert QgsLayoutExporter(layouts["C09"]).exportToPdf(str(path), settings) == QgsLayoutExporter.ExportResult.Success
    again, book = page_image(path, 1, tmp_path), page_image(atlas / "atlas.pdf", 5, tmp_path)
    differing = (np.abs(again.astype(int) - book.astype(int)) > 40).any(axis=2).mean()
    assert differing < 0.002
