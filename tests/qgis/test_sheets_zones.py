"""Choropleths, zones that overlap, territories picked out, and pages of one département, drawn on the demo.

What each class must show is counted here anew from the committed tables.
"""

from __future__ import annotations

import re
import shutil

import numpy as np
import pytest
import shapely
from demo_tables import WORKSPACE, read_table
from qgis.core import QgsVectorLayer
from sheet_reading import context_of, drawn, layers, legend_rows

from plugin.atlas.catalogue import load_catalogue
from plugin.atlas.sheet import build_sheet, prepare
from plugin.core.schema import Source
from plugin.gis.workspace import Workspace

COMMUNES = read_table("commune").set_index("insee")
TERRITORIES = read_table("territoire")
INDICATORS = read_table("indicateur")
SITES = read_table("etablissement")
MORBIHAN = set(COMMUNES.index[COMMUNES["dep"] == "56"])


@pytest.fixture(scope="module")
def context(qgis_app, tmp_path_factory):
    path = tmp_path_factory.mktemp("zones") / "bretagne.gpkg"
    shutil.copy(WORKSPACE, path)
    context = context_of(path)
    yield context
    context.project.clear()


@pytest.fixture(scope="module")
def built(context):
    """Layouts by sheet, each built once."""
    catalogue, layouts = load_catalogue(), {}

    def build(sheet_id: str):
        if sheet_id not in layouts:
            prepared = prepare(context, catalogue.sheet(sheet_id))
            assert prepared.lacking == []
            layouts[sheet_id] = build_sheet(context, prepared, 1)
        return layouts[sheet_id]

    return build


def areas(layout, field: str) -> QgsVectorLayer:
    """The layer whose classes follow a field."""
    found = [
        layer for layer in layers(layout)
        if layer.renderer().type() == "categorizedSymbol" and layer.renderer().classAttribute() == field
    ]
    return found[0]


def said(layout) -> list[str]:
    return [row.replace("\u202f", " ") for row in legend_rows(layout)]


def number(words: str) -> float:
    return float(words.replace("\u202f", "").replace(",", "."))


@pytest.mark.parametrize(
    ("sheet", "indicator", "units"),
    [
        ("H03", "generosite", set(TERRITORIES.loc[TERRITORIES["type"] == "epci", "id_territoire"])),
        ("O04", "apl_ehpad", MORBIHAN),
        ("O06", "programmes_etp", {"22", "29", "35", "56"}),
    ],
)
def test_each_class_of_a_choropleth_holds_the_values_its_words_say(built, sheet, indicator, units):
    layout = built(sheet)
    rows = INDICATORS[(INDICATORS["indicateur"] == indicator) & INDICATORS["territoire"].isin(units)]
    values = rows.set_index("territoire")["valeur"]
    layer = areas(layout, "classe")
    words = {category.value(): category.label() for category in layer.renderer().categories()}
    members: dict[str, set[str]] = {}
    for feature in layer.getFeatures():
        members.setdefault(words[feature["classe"]], set()).add(feature["id"])
    assert set().union(*members.values()) == units
    assert [row for row in legend_rows(layout) if "(" in row] == [
        category.label() for category in layer.renderer().categories()
    ]
    for label, ids in members.items():
        text, count = re.fullmatch(r"(.*) \((\d+)\)", label).groups()
        assert int(count) == len(ids)
        own = values.reindex(sorted(ids))
        if text == "n. d.":
            assert own.isna().all()
        elif text == "secret statistique":
            assert ids == set(rows.loc[rows["statut"] == "secret", "territoire"])
        else:
            bounds = [number(part) for part in re.findall(r"[\d\u202f]+(?:,\d+)?", text)]
            low = -np.inf if text.startswith("moins") else bounds[0]
            high = np.inf if text.endswith("plus") else bounds[-1]
            assert ((own >= low) & (own < high)).all(), label


def test_the_discretisation_is_named_where_it_was_computed(built):
    headings = {
        sheet: built(sheet).itemById("legende").model().rootGroup().children()[0].name() for sheet in ("H03", "O06")
    }
    assert "(quantiles)" in " ".join(headings["H03"].split())
    assert "(" not in headings["O06"]
    assert "Dons pour 1" in headings["H03"]


def test_values_are_printed_beside_the_names_of_departements(built):
    texts = {feature["etiquette"].replace("\n", " ") for feature in areas(built("O06"), "classe").getFeatures()}
    assert texts == {"Côtes-d’Armor 4,1", "Finistère 6,3", "Ille-et-Vilaine 5,2", "Morbihan 3,4"}


def test_ground_served_by_several_structures_is_striped_and_counted(built):
    layout = built("H06")
    composition = read_table("composition").query("type == 'zone_had'")
    served = composition.groupby("commune")["id_territoire"].agg(frozenset)
    layer = areas(layout, "desserte")
    ground = {feature["desserte"]: feature for feature in layer.getFeatures()}
    assert sum(feature["communes"] for feature in ground.values()) == len(COMMUNES)
    names = sorted(TERRITORIES.loc[TERRITORIES["type"] == "zone_had", "libelle"])
    code = TERRITORIES[TERRITORIES["type"] == "zone_had"].set_index("libelle")["id_territoire"]
    kinds = served.value_counts()
    for members, count in kinds.items():
        key = "+".join(sorted((str(names.index(name)) for name in names if code[name] in members), key=int))
        assert ground[key]["communes"] == count
    rows = said(layout)
    for name in names:
        assert f"{name} ({(composition['id_territoire'] == code[name]).sum()})" in rows
    shared = int((served.map(len) > 1).sum())
    assert f"Communes desservies par plusieurs ({shared})" in rows
    assert f"{shared} communes desservies par plusieurs" in layout.itemById("sous_titre").currentText()
    stripes = {category.value(): category.symbol().symbolLayerCount() for category in layer.renderer().categories()}
    assert all(stripes[key] == min(key.count("+") + 1, 3) for key in ground)
    structures = set(read_table("autorisation").query("activite == '01' and forme == '05'")["finess_et"])
    assert drawn(layout) == {"Hospitalisation à domicile (HAD)": structures}


def test_plates_formes_by_state(built):
    layout = built("A07")
    table = read_table("pta")
    for state, words in (
        ("en_fonctionnement", "En fonctionnement"),
        ("en_structuration", "En cours de structuration"),
        ("en_prefiguration", "En préfiguration"),
    ):
        assert f"{words} ({(table['statut'] == state).sum()})" in said(layout)
    assert {feature["id"] for feature in areas(layout, "statut").getFeatures()} == set(table["id"])


def test_a_plate_forme_on_several_territories_is_drawn_and_counted_once(qgis_app, tmp_path):
    path = tmp_path / "b.gpkg"
    shutil.copy(WORKSPACE, path)
    workspace = Workspace.open(path)
    table = workspace.read("pta")
    table.loc[1, "id"] = table.loc[0, "id"]  # two of the pays that work already
    with workspace.writing() as write:
        write.replace("pta", table, Source("pta.csv", "ARS"))
    context = context_of(path)
    layout = build_sheet(context, prepare(context, load_catalogue().sheet("A07")), 1)
    assert "En fonctionnement (2)" in said(layout)
    grounds = {feature["id"]: feature.geometry().area() for feature in areas(layout, "statut").getFeatures()}
    pays = TERRITORIES[TERRITORIES["type"] == "pays"].set_index("id_territoire")["geom"]
    both = shapely.area(pays[table.loc[:1, "id_territoire"]].to_numpy()).sum()
    assert grounds[table.loc[0, "id"]] == pytest.approx(both, rel=1e-6)
    context.project.clear()


def test_two_territories_are_picked_out_with_the_towns_of_the_list(built):
    layout = built("A08")
    member = read_table("composition").query("type == 'territoire_premier_recours'")["id_territoire"].value_counts()
    assert f"Retiers ({member['35239']} communes)" in said(layout)
    assert f"Belle-Île-en-Mer ({member['56152']} communes)" in said(layout)
    picked = {feature["id"] for feature in areas(layout, "rang").getFeatures() if feature["rang"]}
    assert picked == {"35239", "56152"}
    texts = {
        feature["texte"] for layer in layers(layout) if layer.name() == "Noms" for feature in layer.getFeatures()
    }
    assert {"Quimper", "Vannes", "Saint-Brieuc", "Rennes", "Retiers", "Belle-Île-en-Mer"} <= texts


def test_a_sheet_of_one_departement_draws_counts_and_names_only_what_lies_there(built):
    layout = built("O01")
    hospitals = set(SITES.loc[SITES["insee"].isin(MORBIHAN) & (SITES["categ"] != "611"), "finess_et"])
    shown = drawn(layout)
    assert len(shown["Établissement hospitalier"]) > 0
    assert shown["Établissement hospitalier"] <= hospitals
    practices = read_table("msp")
    assert shown["Maison de santé pluriprofessionnelle"] == set(practices.loc[practices["insee"].isin(MORBIHAN), "id"])
    assert layout.itemById("sous_titre").currentText().endswith("Morbihan")
    frame = layout.itemById("carte").extent()
    x_min, y_min, x_max, y_max = shapely.total_bounds(COMMUNES.loc[sorted(MORBIHAN), "geom"].to_numpy())
    assert frame.xMinimum() < x_min and frame.xMaximum() > x_max
    assert frame.yMinimum() < y_min and frame.yMaximum() > y_max
    assert frame.width() < 1.7 * (x_max - x_min)
    locator = layout.itemById("localisateur")
    region = shapely.total_bounds(COMMUNES["geom"].to_numpy())
    assert locator.extent().width() > region[2] - region[0]
    assert locator.overviews().size() == 1


def test_sectors_of_one_departement_in_two_zones(built):
    layout = built("O02")
    member = read_table("composition").query("type == 'secteur_psy_g'").set_index("commune")["id_territoire"]
    sectors = member[sorted(MORBIHAN)].nunique()
    subtitle = layout.itemById("sous_titre").currentText()
    assert f"{sectors} secteurs de psychiatrie générale réunis en 2 zones" in subtitle
    assert {"Zone Nord", "Zone Sud"} <= set(said(layout))


def test_an_edition_chooses_another_departement_and_an_unknown_one_is_told(qgis_app, tmp_path):
    path = tmp_path / "b.gpkg"
    shutil.copy(WORKSPACE, path)
    with Workspace.open(path).writing() as write:
        write.setting("emprise_departement", "29")
    context, sheet = context_of(path), load_catalogue().sheet("O04")
    prepared = prepare(context, sheet)
    assert prepared.lacking == [] and prepared.context.place == "Finistère"
    assert set(prepared.context.base.communes["insee"]) == set(COMMUNES.index[COMMUNES["dep"] == "29"])
    with Workspace.open(path).writing() as write:
        write.setting("emprise_departement", "12")
    assert prepare(context_of(path), sheet).lacking == ["territoire:departement 12 (emprise_departement)"]
