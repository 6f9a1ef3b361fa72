"""The charts of the brochure of 2016 as a sheet, from the table of indicators alone."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from atlas_pages import page_image, page_text
from demo_tables import WORKSPACE
from made_up_region import run
from qgis.core import Qgis, QgsLayoutExporter, QgsLayoutItemMap
from shared_data import shared_file
from sheet_reading import context_of

from plugin.atlas.catalogue import load_catalogue
from plugin.atlas.chart_sheet import grid
from plugin.atlas.focus import Focus
from plugin.atlas.sheet import build_sheet, prepare
from plugin.processing.import_indicators import ImportIndicators

SHEET = "A09"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    path = shutil.copy(WORKSPACE, tmp_path_factory.mktemp("graphiques") / "atlas.gpkg")
    seeds = shared_file("../domain/indicateurs_seeds.csv")
    run(ImportIndicators, WORKSPACE=str(path), FILE=str(seeds), MENTION="ARS Bretagne, décembre 2016")
    return path


@pytest.fixture(scope="module")
def printed(workspace, tmp_path_factory):
    context = context_of(workspace)
    layout = build_sheet(context, prepare(context, load_catalogue().sheet(SHEET)), 12)
    pdf = tmp_path_factory.mktemp("pdf") / "a09.pdf"
    settings = QgsLayoutExporter.PdfExportSettings()
    settings.textRenderFormat = Qgis.TextRenderFormat.AlwaysText
    assert QgsLayoutExporter(layout).exportToPdf(str(pdf), settings) == QgsLayoutExporter.ExportResult.Success
    # The context keeps the project, the project keeps the layout.
    yield layout, pdf, context


def test_waits_for_its_series(qgis_app):
    context = context_of(WORKSPACE)
    lacking = prepare(context, load_catalogue().sheet(SHEET)).lacking
    assert len(lacking) == 1 and lacking[0].startswith("indicateur (MSP - total,")


def test_five_charts_print_with_their_numbers(printed):
    layout, pdf, _ = printed
    text = page_text(pdf, 1)
    assert "Sans valeur dans les données : Contrats CESP signés" in text
    assert "Source : ARS Bretagne, décembre 2016" in text and "Fond" not in text
    # Qt draws the words of a picture as outlines: they are read in the pictures themselves.
    words = [
        re.findall(r">([^<>]+)</text>", Path(layout.itemById(f"graphique_{number}").picturePath()).read_text("utf-8"))
        for number in range(1, 6)
    ]
    truths = ("21 43 57 75 80 9 22 24 27", "7 22 34 43", "451 473 476 535 526", "30 81 137 190")  # V045 to V048
    for values, found in zip(truths, words, strict=False):
        assert set(values.split()) <= set(found)
    assert "n. d." in words[4] and "0" not in words[4]
    assert not any(isinstance(item, QgsLayoutItemMap) for item in layout.items())


def test_pictures_fill_the_page_without_touching(printed, tmp_path):
    _, pdf, _ = printed
    grey = page_image(pdf, 1, tmp_path).min(axis=2)
    assert (grey < 200).mean() > 0.04
    assert (grey[:, -4:] > 240).all()


def test_a_territory_without_the_series_says_so(workspace):
    context = context_of(workspace)
    prepared = prepare(context, load_catalogue().sheet(SHEET))
    charts, notes = prepared.makers[0].charts("35")
    assert all(value is None for chart in charts for series in chart.series for value in series.values)
    assert "MSP - total" in notes[0]
    assert Focus.of(context, "departement", "35").code == "35"


def test_grids_keep_charts_wide_enough():
    assert grid(5, 277, 160) == (3, 2)
    assert grid(1, 277, 160) == (1, 1)
    assert grid(5, 186, 240)[0] == 2
    for count in range(1, 10):
        columns, rows = grid(count, 200, 160)
        assert columns * rows >= count and (200 - 9 * (columns - 1)) / columns >= 60
