"""Sheets of access times: the share strictly below 45 minutes, and which of several methods a sheet draws."""

from __future__ import annotations

import json
import shutil
import unicodedata

import numpy as np
import pandas as pd
import pytest
from atlas_pages import page_text
from demo_tables import WORKSPACE
from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from plugin.core.schema import Source
from plugin.gis.workspace import Workspace
from plugin.processing.export_atlas import ExportAtlas

SHEETS = ("H22", "H23")


@pytest.fixture(scope="module")
def minutes() -> pd.DataFrame:
    """Made-up times: communes by rising population, so that 45.0 exactly and unreached ones hold known people."""
    communes = Workspace.open(WORKSPACE).read("commune", ["insee", "population"]).sort_values("population")
    times = np.linspace(0, 44.9, len(communes))
    times[-1] = 45.0  # Rennes, the largest
    times[-2] = np.nan  # Brest
    times[-3] = 45.000001
    times[0] = 44.999
    return communes.assign(minutes=times)


@pytest.fixture(scope="module")
def pages(minutes, tmp_path_factory, qgis_app) -> dict[str, str]:
    """Text of the sheets, line breaks as spaces, drawn on METRIC times beside those of the network."""
    folder = tmp_path_factory.mktemp("feuilles")
    shutil.copy(WORKSPACE, folder / "bretagne.gpkg")
    workspace = Workspace.open(folder / "bretagne.gpkg")
    rows = minutes[["insee", "minutes"]].rename(columns={"insee": "origine"})
    tables = [rows.iloc[5:].assign(type_effecteur="tous"), rows.assign(type_effecteur="maternites")]
    with workspace.writing() as write:
        metric = pd.concat(tables).assign(methode="metric")
        write.replace("temps_acces", metric, Source(fichier="m.csv", mention="METRIC 2024, INSEE"), part="metric")
        write.setting("temps_methode", "metric")
    parameters = {
        "WORKSPACE": str(folder / "bretagne.gpkg"),
        "OUTPUT_FOLDER": str(folder / "out"),
        "SHEETS": ",".join(SHEETS),
    }
    _, ok = ExportAtlas().create().run(parameters, QgsProcessingContext(), QgsProcessingFeedback(), {}, False)
    assert ok
    manifest = json.loads((folder / "out" / "atlas.json").read_text(encoding="utf-8"))
    return {
        entry["id"]: unicodedata.normalize("NFKC", page_text(folder / "out" / "atlas.pdf", entry["page"]))
        for entry in manifest["feuilles"]
    }


def test_h23_counts_who_lives_strictly_below_45_minutes(pages, minutes):
    population = minutes["population"].astype(float)
    share = 100 * population[minutes["minutes"] < 45].sum() / population.sum()
    assert share < 100 * population[minutes["minutes"] <= 45].sum() / population.sum() - 5  # Rennes matters
    assert f"{share:.1f}".replace(".", ",") + " % des habitants vivent à moins de 45 minutes" in pages["H23"]


def test_h23_closes_its_classes_on_the_left(pages, minutes):
    at = minutes["minutes"]
    for label, count in (
        ("moins de 30", (at < 30).sum()),
        ("30 à moins de 45", ((at >= 30) & (at < 45)).sum()),
        ("45 et plus", 2),
        ("non accessible", 1),
    ):
        assert f"{label} ({count})" in pages["H23"]


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_source_line_names_the_method_drawn_and_no_other(pages, sheet):
    assert "METRIC 2024, INSEE" in pages[sheet]
    assert "réseau de démonstration" not in pages[sheet]
    assert "Temps METRIC de chef-lieu à chef-lieu" in pages[sheet]


def test_a_table_that_names_no_kind_of_responder_has_a_heading_all_the_same(pages):
    assert "Minutes jusqu’au plus proche : effecteur" in pages["H22"]


def test_communes_the_table_lacks_are_said(pages):
    assert "Communes absentes de la source des temps" in pages["H22"]
    assert "comme non accessibles : 5." in pages["H22"]
    assert "Communes absentes" not in pages["H23"]
