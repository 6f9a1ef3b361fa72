"""Zonings of professions, practitioners, contracts and devices on a copy of the demo with made-up tables.

What each class must show is counted here anew with plain pandas from the tables the test writes.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
import shapely
from demo_tables import WORKSPACE, read_table
from qgis.core import QgsMapLayerLegendUtils, QgsVectorLayer
from qgis.PyQt.QtGui import QColor
from sheet_reading import context_of, layers, legend_rows

from plugin.atlas.catalogue import load_catalogue
from plugin.atlas.sheet import build_sheet, prepare
from plugin.core.schema import Source
from plugin.gis.workspace import Workspace

# V043: the order of the five classes of 2014, as the seed's legend gives it.
FIVE = {
    "prioritaire": "Zones prioritaires",
    "fragile": "Zones fragiles",
    "a_surveiller": "Zones à surveiller",
    "peu_de_difficultes": "Zones avec peu de difficultés",
    "sans_difficulte": "Zones sans difficulté",
}
THREE = {"ZIP": "ZIP", "ZAC": "ZAC", "hors_zone": "Hors zonage"}
COMMUNES = read_table("commune").sort_values("insee").reset_index(drop=True)
TERRITORIES = read_table("territoire")
T1R = TERRITORIES[TERRITORIES["type"] == "territoire_premier_recours"].sort_values("id_territoire")

ZONINGS = pd.DataFrame(
    [
        # listed from light to dark: the order on the map is not that of the table
        *(
            ("medecin_generaliste", 2014, "territoire_premier_recours", code, [*FIVE][4 - rank % 5])
            for rank, code in enumerate(T1R["id_territoire"][:-7])
        ),
        *(("medecin_generaliste", 2011, "commune", code, "sans_difficulte") for code in COMMUNES["insee"][:9]),
        *(("cardiologue", 2022, "commune", code, [*THREE][rank % 3]) for rank, code in enumerate(COMMUNES["insee"])),
        ("cardiologue", 2022, "commune", "99001", "ZIP"),
        *(("ophtalmologue", 2022, "commune", code, FIVE["fragile"]) for code in COMMUNES["insee"][:20]),
        ("ophtalmologue", 2022, "commune", COMMUNES["insee"][3], "prioritaire"),
        ("ophtalmologue", 2022, "commune", COMMUNES["insee"][30], "inconnue au bataillon"),
    ],
    columns=["profession", "annee", "unite", "id_unite", "classe"],
)
TOWNS = COMMUNES.astype({"population": float}).nlargest(24, "population")["insee"].tolist()
PRACTITIONERS = pd.DataFrame(
    [
        *((code, "Cardiologue", 1 + 3 * rank, 2025) for rank, code in enumerate(TOWNS)),
        *((code, "cardiologue", 50, 2019) for code in TOWNS[:5]),
        *((code, "ophtalmologue", 2, 2025) for code in TOWNS[:12]),
        ("99001", "ophtalmologue", 4, 2025),
    ],
    columns=["insee", "profession", "nombre", "annee"],
)
CONTRACTS = pd.DataFrame(
    [
        *((code, "PTMG", 1 + rank % 3, 2016) for rank, code in enumerate(T1R["id_territoire"][::4])),
        *((code, "CESP", 3 - rank % 3, 2016) for rank, code in enumerate(T1R["id_territoire"][::6])),
        (T1R["id_territoire"].iloc[1], "CESP", 2, None),
    ],
    columns=["id_territoire", "type", "nombre", "annee"],
)
HOUSES = pd.DataFrame(
    {
        "id": [f"m{rank}" for rank in range(20)],
        "type": ["mono_site", "multi_sites"] * 10,
        "x": COMMUNES["x_mairie"][::60][:20].to_numpy(dtype=float),
        "y": COMMUNES["y_mairie"][::60][:20].to_numpy(dtype=float),
    }
)
KINDS = ["dar", "ueea", "dar", "equipe_mobile", "dar", "drad", "pass", "type_a", "type_b", "type_b", "type_d", "type_c"]
HOSPITAL = read_table("etablissement").dropna(subset=["x"]).iloc[0]
DEVICES = pd.DataFrame(
    {
        "id": [f"d{rank}" for rank in range(len(KINDS))],
        "type": KINDS,
        "x": COMMUNES["x_mairie"][::100][: len(KINDS)].to_numpy(dtype=float),
        "y": COMMUNES["y_mairie"][::100][: len(KINDS)].to_numpy(dtype=float),
        "date_fin": [None] * (len(KINDS) - 1) + ["2001-12-31"],
    }
)


@pytest.fixture(scope="module")
def context(qgis_app, tmp_path_factory):
    path = tmp_path_factory.mktemp("ambulatoire") / "b.gpkg"
    shutil.copy(WORKSPACE, path)
    source = Source("inventé.csv", "ARS Bretagne", date_donnees="2025-01-01", illustratif=True)
    beside = DEVICES.assign(finess_et=None)
    beside = pd.concat(
        [
            beside,
            pd.DataFrame(
                [
                    {"id": "h1", "type": "dar", "finess_et": HOSPITAL["finess_et"]},
                    {"id": "h2", "type": "dar", "insee": TOWNS[0]},
                ]
            ),
        ],
        ignore_index=True,
    )
    with Workspace.open(path).writing() as write:
        write.replace("zonage_ps", ZONINGS, source)
        write.replace("praticien", PRACTITIONERS, source)
        write.replace("contrat", CONTRACTS, source)
        write.replace("msp", HOUSES, source)
        write.replace("dispositif", beside, source)
    context = context_of(path)
    yield context
    context.project.clear()


@pytest.fixture(scope="module")
def built(context):
    """Layouts by sheet, each built once."""
    catalogue, layouts = load_catalogue(), {}

    def build(sheet_id: str):
        if sheet_id not in layouts:
            # The devices stand all over the region.
            prepared = prepare(context, replace(catalogue.sheet(sheet_id), extent=None))
            assert prepared.lacking == []
            layouts[sheet_id] = build_sheet(context, prepared, 1)
        return layouts[sheet_id]

    return build


def zoning_layer(layout) -> QgsVectorLayer:
    found = {layer.id(): layer for layer in layers(layout) if layer.fields().indexOf("rang") >= 0}
    assert len(found) == 1
    return next(iter(found.values()))


def filled(layout) -> tuple[Counter[str], list[str], list[float]]:
    """Units drawn by each class, the classes from first to last and the lightness of their fills."""
    layer = zoning_layer(layout)
    categories = layer.renderer().categories()
    words = {category.value(): re.sub(r" \(.*", "", category.label()) for category in categories}
    drawn = Counter(words[feature["rang"]] for feature in layer.getFeatures())
    lightness = [category.symbol().color().lightnessF() for category in categories]
    return drawn, [words[category.value()] for category in categories], lightness


def circles(layout) -> pd.DataFrame:
    """The circles of all frames: ``id``, ``valeur``, ``diametre``, their layer's name."""
    rows = [
        (feature["id"], feature["valeur"], feature["diametre"], layer.name())
        for layer in layers(layout)
        if layer.fields().indexOf("diametre") >= 0
        for feature in layer.getFeatures()
    ]
    return pd.DataFrame(rows, columns=["id", "valeur", "diametre", "couche"])


@pytest.mark.parametrize("sheet", ["A05", "A06"])
def test_the_five_classes_stand_in_their_order_from_dark_to_light_with_their_units(built, sheet):
    layout = built(sheet)
    drawn, order, lightness = filled(layout)
    rows = ZONINGS[(ZONINGS["profession"] == "medecin_generaliste") & (ZONINGS["annee"] == 2014)]
    expected = rows["classe"].map(FIVE).value_counts().to_dict() | {"n. d.": 7}
    assert drawn == expected
    assert order == [*FIVE.values(), "n. d."]
    assert lightness == sorted(lightness)
    assert len(set(lightness)) == 6
    told = legend_rows(layout)
    assert [f"{name} ({expected[name]})" for name in order] == told[:6]
    heading = layout.itemById("legende").model().rootGroup().children()[0].name().replace("\n", " ")
    assert heading == "Zonage SROS ambulatoire 2014, par territoire de premier recours"
    hues = [category.symbol().color().hue() for category in zoning_layer(layout).renderer().categories()[:5]]
    assert max(hues) - min(hues) < 15
    assert zoning_layer(layout).renderer().categories()[5].symbol().color() == QColor("#eeeeee")


def test_three_classes_of_communes_are_spread_over_the_same_ramp(built):
    layout = built("A01")
    drawn, order, lightness = filled(layout)
    rows = ZONINGS[(ZONINGS["profession"] == "cardiologue") & ZONINGS["id_unite"].isin(COMMUNES["insee"])]
    assert drawn == rows["classe"].map(THREE).value_counts().to_dict()
    assert order == ["ZIP", "ZAC", "Hors zonage"]
    assert lightness == sorted(lightness)
    notes = layout.itemById("notes").currentText().replace("\n", " ").replace("\u202f", " ")
    assert "ZIP : zone d’intervention prioritaire" in notes
    assert "Hors du fond de carte : commune 99001." in notes


def test_unknown_and_doubled_classes_are_not_drawn_as_a_class_and_the_sheet_says_so(built):
    layout = built("A02")
    drawn, _, _ = filled(layout)
    assert drawn == {"Zones fragiles": 19, "n. d.": len(COMMUNES) - 19}
    notes = " ".join(layout.itemById("notes").currentText().split()).replace("\u202f", " ")
    assert "Classe inconnue, comptée « n. d. » : inconnue au bataillon." in notes
    assert f"Deux classes dans la table, compté « n. d. » : {COMMUNES['nom'][3]}." in notes
    assert "non représentés : 4 (99001)" in notes


def test_practitioners_of_the_latest_year_have_circles_whose_area_follows_their_number(built):
    layout = built("A01")
    drawn = circles(layout)
    rows = PRACTITIONERS[PRACTITIONERS["profession"].str.lower().eq("cardiologue") & PRACTITIONERS["annee"].eq(2025)]
    assert dict(zip(drawn["id"], drawn["valeur"], strict=True)) == dict(zip(rows["insee"], rows["nombre"], strict=True))
    assert len(drawn) == len(rows)
    exact = drawn[drawn["couche"] != "Petites valeurs"]
    areas = exact["diametre"] ** 2 / exact["valeur"]
    assert np.allclose(areas, areas.iloc[0])
    assert drawn["diametre"].max() == pytest.approx(9.0)
    subtitle = layout.itemById("sous_titre").currentText().replace("\u202f", " ")
    assert subtitle.startswith(f"{rows['nombre'].sum()} cardiologues libéraux dans {len(rows)} communes, 2025")


def test_what_is_a_circle_on_the_map_is_one_in_the_legend(built):
    tree = built("A01").itemById("legende").model().rootGroup()
    names = {node.parent().name(): QgsMapLayerLegendUtils.legendNodePatchShape(node, 0) for node in tree.findLayers()}
    disc = shapely.from_wkt(names["Lieu d’exercice"].geometry().asWkt())
    assert 4 * np.pi * disc.area / disc.length**2 == pytest.approx(1, abs=0.01)
    zones = next(shape for name, shape in names.items() if name.startswith("Zonage"))
    assert zones.isNull()


def test_a_value_too_small_for_its_circle_is_printed_in_it(built):
    small = [layer for layer in layers(built("A01")) if layer.name() == "Petites valeurs"]
    told = {f["id"]: f["texte"] for layer in small for f in layer.getFeatures()}
    values = dict(zip(TOWNS, range(1, 100, 3), strict=False))
    assert told
    assert told == {code: str(value) for code, value in values.items() if code in told}
    assert max(map(int, told.values())) < min(value for code, value in values.items() if code not in told)
    assert all(layer.labelsEnabled() for layer in small)


def test_one_two_and_three_contracts_have_radii_as_the_roots_of_their_numbers(built):
    """V044: surfaces 1 : 2 : 3, radii 1 : 1.414 : 1.732."""
    layout = built("A06")
    drawn = circles(layout)
    radii = drawn.groupby("valeur")["diametre"].first() / 2
    assert list(radii / radii[1.0]) == pytest.approx([1, 1.414, 1.732], abs=5e-4)
    assert (drawn.groupby("valeur")["diametre"].nunique() == 1).all()
    dated = CONTRACTS.dropna(subset=["annee"])
    for kind in ("PTMG", "CESP"):
        rows = dated[dated["type"] == kind]
        shown = drawn[drawn["couche"] == kind]
        assert sorted(zip(shown["id"], shown["valeur"], strict=True)) == sorted(
            zip(rows["id_territoire"], rows["nombre"], strict=True)
        )
        assert f"{kind} ({len(rows)})" in legend_rows(layout)
    of_circles = next(layer for layer in layers(layout) if layer.fields().indexOf("diametre") >= 0)
    sizes = of_circles.renderer().dataDefinedSizeLegend().classes()
    assert [size.label for size in sizes] == ["1", "2", "3"]
    assert [size.size for size in sizes] == pytest.approx(list(2 * radii))
    parts = {
        category.label(): category.symbol().color().name()
        for layer in layers(layout)
        if layer.fields().indexOf("part") >= 0
        for category in layer.renderer().categories()
    }
    assert set(parts) == {"PTMG", "CESP"}
    assert len(set(parts.values())) == 2
    assert "Lignes sans année, non représentées" in layout.itemById("notes").currentText()


def test_the_circles_of_a_territory_stand_on_its_ground_where_nothing_moved_them(built):
    layout = built("A06")
    outlines = dict(zip(T1R["id_territoire"], T1R["geom"], strict=True))
    led = {f["id"] for layer in layers(layout) if layer.name() == "Renvois" for f in layer.getFeatures()}
    alone = set(CONTRACTS["id_territoire"].value_counts()[lambda count: count == 1].index) - led
    inside = [
        shapely.intersects_xy(outlines[f["id"]], f.geometry().asPoint().x(), f.geometry().asPoint().y())
        for layer in layers(layout)
        if layer.fields().indexOf("diametre") >= 0
        for f in layer.getFeatures()
        if f["id"] in alone
    ]
    assert len(inside) > 10
    assert sum(inside) >= 0.9 * len(inside)


def test_houses_of_care_stand_on_the_zoning(built):
    layout = built("A05")
    counts = Counter(
        f["cle"] for layer in layers(layout) if layer.fields().indexOf("cle") >= 0 for f in layer.getFeatures()
    )
    assert counts == {"msp_mono": 10, "msp_multi": 10}
    assert {"Maison de santé mono-site (10)", "Maison de santé multi-sites (10)"} <= set(legend_rows(layout))


def test_devices_have_a_sign_a_type_and_the_rarest_share_one(built):
    layout = built("O05")
    drawn: dict[str, set[str]] = {}
    for layer in layers(layout):
        if layer.fields().indexOf("cle") >= 0:
            words = {category.value(): category.label() for category in layer.renderer().categories()}
            for feature in layer.getFeatures():
                drawn.setdefault(words[feature["cle"]], set()).add(feature["id"])
    assert drawn == {
        "Dispositif d’autorégulation (DAR) (4)": {"d0", "d2", "d4", "h1"},
        "Unité d’enseignement en élémentaire autisme (UEEA) (1)": {"d1"},
        "Dispositif renforcé d’appui au domicile (DRAD) (1)": {"d5"},
        "Permanence d’accès aux soins de santé (PASS) (1)": {"d6"},
        "Type b (2)": {"d8", "d9"},
        "Equipe mobile (1)": {"d3"},
        "Autres dispositifs (2)": {"d7", "d10"},
    }
    assert "1 dispositif sans coordonnées" in layout.itemById("notes").currentText().replace("\u202f", " ")


def test_without_its_tables_each_sheet_names_them_and_their_templates(qgis_app, tmp_path):
    path = tmp_path / "b.gpkg"
    shutil.copy(WORKSPACE, path)
    workspace = Workspace.open(path)
    source = Source("vide.csv", "vide")
    with workspace.writing() as write:
        for table in ("zonage_ps", "praticien", "contrat", "msp", "dispositif"):
            write.replace(table, workspace.read(table).iloc[:0], source)
    context, catalogue = context_of(path), load_catalogue()

    def lacking(sheet: str) -> str:
        return " / ".join(prepare(context, catalogue.sheet(sheet)).lacking)

    doctors = "zonage_ps (medecin_generaliste ; modèle data/templates/zonages.csv)"
    assert lacking("A01") == (
        "praticien (cardiologue ; modèle data/templates/praticiens.csv) / "
        "zonage_ps (cardiologue ; modèle data/templates/zonages.csv)"
    )
    assert "ophtalmologue" in lacking("A02")
    assert lacking("A05") == f"msp (modèle data/templates/msp.csv) / {doctors}"
    assert lacking("A06") == f"contrat (PTMG, CESP ; modèle data/templates/contrats.csv) / {doctors}"
    assert lacking("O05") == "dispositif (modèle data/templates/dispositifs.csv)"
    context.project.clear()
