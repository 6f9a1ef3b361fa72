"""Sheet O07: zones by class, the published table of the Aveyron beside them, said to be off the map."""

from __future__ import annotations

import shutil

import pytest
from demo_tables import WORKSPACE, read_table
from sheet_reading import context_of, layers, legend_rows

from plugin.atlas.catalogue import load_catalogue
from plugin.atlas.sheet import build_sheet, prepare
from plugin.gis.question_store import save_question
from plugin.gis.workspace import Workspace


@pytest.fixture(scope="module")
def sheet(qgis_app, tmp_path_factory):
    path = shutil.copy(WORKSPACE, tmp_path_factory.mktemp("oqos") / "atlas.gpkg")
    context = context_of(path)
    prepared = prepare(context, load_catalogue().sheet("O07"))
    assert prepared.lacking == []
    return context, build_sheet(context, prepared, 1)


def test_zones_by_class_are_those_of_the_table(sheet):
    _, layout = sheet
    rows = read_table("oqos").query("zone != '12'")
    sums = rows.groupby("zone")[["existant", "cible_min", "cible_max"]].sum()
    below = (sums["existant"] < sums["cible_min"]).sum()
    above = (sums["existant"] > sums["cible_max"]).sum()
    words = " ".join(legend_rows(layout))
    assert f"Inférieur à la cible minimale ({below})" in words
    assert f"Supérieur à la cible maximale ({above})" in words
    assert f"Dans la cible ({len(sums) - below - above})" in words
    zones = next(layer for layer in layers(layout) if "etiquette" in layer.fields().names())
    labels = {feature["id_territoire"]: feature["etiquette"] for feature in zones.getFeatures()}
    one = sums.loc["29"]
    assert labels["29"] == f"Finistère\n{one['existant']:g} / {one['cible_min']:g} à {one['cible_max']:g}"
    assert zones.labelsEnabled()


def test_the_table_is_that_of_the_published_zone(sheet):
    """Sums V057, V058 and V060 in the picture, and the note that the map does not show that zone."""
    context, layout = sheet
    picture = (context.picture_folder / "o07_oqos.svg").read_text(encoding="utf-8")
    for words in ("Aveyron (zone 12, Occitanie)", "Traitement du cancer", "6 à 13", "3 à 10", ">11<", "≠"):
        assert words in picture
    notes = layout.itemById("notes").currentText()
    assert "zone 12, que la carte ne montre pas" in notes
    assert "avant la réforme" in notes
    source = layout.itemById("source").currentText()
    assert "schéma territorial de santé de l’Aveyron" in source and "illustrati" in source + notes


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Loin", "Communes (31)"),
        ("sites de departement:35 pratiquant maternites", "Sites ("),
    ],
)
def test_a_question_feeds_a_sheet(tmp_path, question, words):
    """A sheet of one's own draws a kept question by its name, or one by its text."""
    path = shutil.copy(WORKSPACE, tmp_path / "atlas.gpkg")
    save_question(Workspace.open(path), "Loin", "communes de departement:29 à plus de 30 min de SU")
    (tmp_path / "mes_feuilles").mkdir()
    (tmp_path / "mes_feuilles" / "q.yaml").write_text(
        "feuilles:\n  - id: Q01\n    famille: T\n    titre: Ma question\n    couches:\n"
        f"      - {{type: question, question: \"{question}\"}}\n    limites: [departement]\n    sources: [commune]\n",
        encoding="utf-8",
    )
    context = context_of(path)
    prepared = prepare(context, load_catalogue(tmp_path / "mes_feuilles").sheet("Q01"))
    assert prepared.lacking == []
    layout = build_sheet(context, prepared, 1)
    assert any(row.startswith(words) for row in legend_rows(layout))
    assert "Question" in layout.itemById("notes").currentText()
