"""A saved scenario printed by a catalogue of one's own; and of two methods of times the one chosen."""

from __future__ import annotations

import shutil

import pandas as pd
import pytest
from atlas_pages import page_text
from demo_tables import ROADS, WORKSPACE, read_table
from made_up_region import run
from qgis.core import QgsProject

from plugin.atlas.catalogue import load_catalogue
from plugin.atlas.context import AtlasContext
from plugin.atlas.export.files import export_pdf
from plugin.atlas.makers import scenario
from plugin.atlas.sheet import build_sheet, prepare
from plugin.core.schema import Source
from plugin.gis.charts import Bar, draw_bar_pairs
from plugin.gis.workspace import Workspace
from plugin.processing.access_scenario import AccessScenario

NAME = "Carhaix sans urgences"
CLOSED = read_table("effecteur_urgence").query("insee == '29024'")["id"].tolist()
OPENED = "56166"  # Plouay
OWN = f"""
feuilles:
  - id: X01
    famille: H
    titre: Si les urgences de Carhaix fermaient
    sous_titre: "Scénario « {{scenario}} », {{region}}"
    couches:
      - {{type: scenario, scenario: "{NAME}", bornes: [30, 35], fermeture: droite, parts: true}}
      - {{type: sites, symboles: [su, smur], legende: Effecteurs}}
    limites: [departement, territoire_sante]
    sources: [scenario, commune]
  - id: X02
    famille: H
    titre: Un scénario que personne n’a gardé
    couches: [{{type: scenario, scenario: inconnu, bornes: [30]}}]
"""


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory):
    folder = tmp_path_factory.mktemp("catalogue")
    (folder / "essai.yaml").write_text(OWN, encoding="utf-8")
    return load_catalogue(folder)


@pytest.fixture(scope="module")
def workspace(qgis_app, tmp_path_factory):
    path = tmp_path_factory.mktemp("scenario") / "bretagne.gpkg"
    shutil.copy(WORKSPACE, path)
    assert CLOSED
    run(
        AccessScenario,
        WORKSPACE=str(path),
        ROADS=str(ROADS),
        NAME=NAME,
        CLOSED="; ".join(CLOSED),
        NEW_SITES=f"SMUR {OPENED}; SU 230000,6800000",
    )
    return Workspace.open(path)


def rank(minutes: float) -> int:
    return 3 if pd.isna(minutes) else 0 if minutes <= 30 else 1 if minutes <= 35 else 2


@pytest.fixture(scope="module")
def expected(workspace):
    """Communes with their classes before and after, by the bounds written out."""
    rows = workspace.read("scenario").merge(workspace.read("commune"), left_on="origine", right_on="insee")
    return rows.assign(before=rows["minutes_reference"].map(rank), after=rows["minutes"].map(rank))


def test_the_sheet_of_a_scenario(workspace, catalogue, expected, tmp_path, monkeypatch):
    charted: list[tuple[Bar, Bar]] = []

    def recorded(path, title, pairs, *more):  # the chart's text is drawn as outlines: what it is asked to draw is read
        charted.extend(pairs)
        return draw_bar_pairs(path, title, pairs, *more)

    monkeypatch.setattr(scenario, "draw_bar_pairs", recorded)
    context = AtlasContext(workspace, QgsProject())
    prepared = prepare(context, catalogue.sheet("X01"))
    assert prepared.lacking == []
    layout = build_sheet(context, prepared, 1)
    assert "FEU02" not in context.report.codes()  # the legend and the chart have room
    layers = {layer.name(): layer for layer in context.project.mapLayers().values()}

    worse, better = (expected["after"] > expected["before"]), (expected["after"] < expected["before"])
    assert worse.sum() > 5
    assert better.sum() > 0
    moved = layers["Changements de classe"]
    assert {feature["insee"]: feature["evolution"] for feature in moved.getFeatures()} == {
        **dict.fromkeys(expected.loc[worse, "insee"], 1),
        **dict.fromkeys(expected.loc[better, "insee"], -1),
    }
    marks = {feature["id"]: feature for feature in layers["Sites du scénario"].getFeatures()}
    assert {site: feature["etat"] for site, feature in marks.items()} == {
        **dict.fromkeys(CLOSED, "ferme"),
        f"SMUR {OPENED}": "ouvert",
        "SU 230000,6800000": "ouvert",
    }
    place = marks["SU 230000,6800000"].geometry().asPoint()
    assert (place.x(), place.y()) == (230_000, 6_800_000)

    pdf = tmp_path / "scenario.pdf"
    export_pdf(layout, pdf)
    text = page_text(pdf, 1)
    assert f"moins favorable qu’en référence ({worse.sum()})" in text
    assert f"plus favorable qu’en référence ({better.sum()})" in text
    assert f"Site fermé ({len(CLOSED)})" in text
    assert "Site ouvert (2)" in text
    assert f"Scénario « {NAME} »" in text
    assert "SMUR (Plouay)" in text
    people = expected.loc[worse, "population"].sum()
    assert f"devient moins favorable : {people:,}".replace(",", " ") in text
    assert "Temps de parcours calculés sur le réseau de démonstration" in text
    for place, column in enumerate(("before", "after")):
        shares = expected.groupby(column)["population"].sum() / expected["population"].sum()
        assert [pair[place].value for pair in charted] == pytest.approx([100 * shares[code] for code in (0, 1, 2)])
    context.project.clear()


def test_a_scenario_nobody_saved_is_said_to_be_missing(workspace, catalogue):
    context = AtlasContext(workspace, QgsProject())
    assert prepare(context, catalogue.sheet("X02")).lacking == ["scenario (inconnu)"]


def test_of_two_methods_the_sheet_draws_and_names_the_chosen_one(qgis_app, tmp_path):
    path = tmp_path / "bretagne.gpkg"
    shutil.copy(WORKSPACE, path)
    workspace = Workspace.open(path)
    communes = workspace.read("commune", ["insee"])["insee"]
    metric = pd.DataFrame(
        {"origine": communes, "type_effecteur": "tous", "minutes": 40.0, "site": None, "methode": "metric"}
    )
    with workspace.writing() as write:
        write.replace("temps_acces", metric, Source(fichier="m.csv", mention="distancier METRIC"), part="metric")

    def drawn(name):
        context = AtlasContext(workspace, QgsProject())
        prepared = prepare(context, load_catalogue().sheet("H22"))
        if prepared.lacking:
            return prepared.lacking
        layout = build_sheet(context, prepared, 1)
        export_pdf(layout, tmp_path / f"{name}.pdf")
        context.project.clear()
        return page_text(tmp_path / f"{name}.pdf", 1)

    by_default = drawn("network")
    assert "calculés sur le réseau" in by_default
    assert "METRIC" not in by_default
    with workspace.writing() as write:
        write.setting("temps_methode", "metric")
    chosen = drawn("metric")
    assert "distancier METRIC" in chosen
    assert "calculés sur le réseau" not in chosen
    assert f"> 35 ({len(communes):,})".replace(",", " ") in chosen
    with workspace.writing() as write:
        write.setting("temps_methode", "import")
    assert drawn("none") == ["temps_acces (temps_methode : import)"]
