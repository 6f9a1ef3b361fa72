"""The sheets of territories drawn on the demo: classes, colours, points and inhabitants counted from its tables."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
import shapely
from demo_tables import WORKSPACE, read_table
from qgis.core import QgsExpressionContextUtils, QgsProject
from qgis.PyQt.QtCore import Qt

from plugin.atlas.catalogue import load_catalogue
from plugin.atlas.context import AtlasContext
from plugin.atlas.sheet import build_sheet, prepare
from plugin.core.schema import Source
from plugin.gis.workspace import Workspace

TERRITORIES = read_table("territoire")
CONTRACTS = read_table("cls")
# Sheet -> type of territory whose colours only part neighbours.
PARTED = {"T02": "pays", "T05": "pays", "T06": "secteur_psy_g", "T07": "secteur_psy_i",
          "T09": "territoire_premier_recours"}  # fmt: skip
LINES = {
    "T02": {"Pays", "Région"},
    "T04": {"EPCI", "Département", "Région"},
    "T05": {"Pays", "Région"},
    "T06": {"Secteur de psychiatrie générale", "Département", "Région"},
    "T07": {"Secteur de psychiatrie infanto-juvénile", "Département", "Région"},
    "T08": {"Territoire de santé", "Ensemble de coopération", "Région"},
    "T09": {"Territoire de premier recours", "Région"},
}
SHEETS = tuple(LINES)


def context_of(path) -> AtlasContext:
    return AtlasContext(Workspace.open(path), QgsProject())


@pytest.fixture(scope="module")
def context(qgis_app, tmp_path_factory):
    path = tmp_path_factory.mktemp("territoires") / "bretagne.gpkg"
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


def rows_of(kind: str) -> pd.DataFrame:
    return TERRITORIES[TERRITORIES["type"] == kind].set_index("id_territoire")


def main_layers(layout):
    """The layers of the main map, the topmost first."""
    return layout.itemById("carte").layers()


def areas(layout, name: str):
    """The one layer of the main map that ends with this table's name."""
    found = [layer for layer in main_layers(layout) if layer.source().endswith(f"layername={name}")]
    assert len(found) == 1
    return found[0]


def legend_rows(layout) -> list[str]:
    legend = layout.itemById("legende")
    return [
        re.sub(r"\s+", " ", str(item.data(Qt.ItemDataRole.DisplayRole)))
        for node in legend.model().rootGroup().findLayers()
        for item in legend.model().layerLegendNodes(node)
    ]


def headings(layout) -> list[str]:
    return [re.sub(r"\s+", " ", group.name()) for group in layout.itemById("legende").model().rootGroup().findGroups()]


def notes(layout) -> str:
    scope = QgsExpressionContextUtils.layoutScope(layout)
    return re.sub(r"[\s\u202f\u00a0]+", " ", scope.variable("atlas_notes"))


def plain(text: str) -> str:
    """With the typewriter's apostrophe."""
    return text.replace("’", "'")


def colours(layer) -> dict[object, str]:
    """The colour of each class of a categorized layer."""
    categories = layer.renderer().categories()  # the symbols live as long as this list
    return {category.value(): category.symbol().color().name() for category in categories}


def sharing_a_border(outlines: np.ndarray) -> list[tuple[int, int]]:
    """Pairs of polygons that share more than a point, by the segments of their rings."""
    owners: dict[tuple, set[int]] = {}
    for number, outline in enumerate(outlines):
        for ring in shapely.get_rings(shapely.get_parts(outline)):
            points = [tuple(point) for point in shapely.get_coordinates(ring).round(2)]
            for a, b in pairwise(points):
                owners.setdefault((min(a, b), max(a, b)), set()).add(number)
    return sorted({tuple(sorted(pair)) for pair in owners.values() if len(pair) == 2})


@pytest.mark.parametrize(("sheet", "kind"), PARTED.items())
def test_every_territory_is_drawn_and_no_two_neighbours_share_a_colour(built, sheet, kind):
    layout = built(sheet)
    layer = areas(layout, f"{sheet.lower()}_{kind}")
    features = {feature["id_territoire"]: feature for feature in layer.getFeatures()}
    assert set(features) == set(rows_of(kind).index)
    codes = sorted(features)
    outlines = np.array([shapely.from_wkb(features[code].geometry().asWkb().data()) for code in codes])
    pairs = sharing_a_border(outlines)
    assert len(pairs) > len(codes)
    field, colour = layer.renderer().classAttribute(), colours(layer)
    worn = [colour[features[code][field]] for code in codes]
    assert [(codes[a], codes[b]) for a, b in pairs if worn[a] == worn[b]] == []


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_legend_says_what_is_drawn_and_nothing_else(built, sheet):
    rows = Counter(legend_rows(built(sheet)))
    theme = {
        "T02": {"Les couleurs séparent les voisins"},
        "T04": {"Signé (11)", "En préparation (8)", "Échu (1)"},
        "T05": {"Les couleurs séparent les voisins", "Animateur territorial de santé (21)"},
        "T06": {"Les couleurs séparent les voisins"},
        "T07": {"Les couleurs séparent les voisins"},
        "T08": set(rows_of("ensemble_cooperation")["libelle"]),
        "T09": {"Les couleurs séparent les voisins", "Commune pôle (102)"},
    }[sheet]
    assert rows == Counter(theme | LINES[sheet])


@pytest.mark.parametrize(("sheet", "kind"), PARTED.items())
def test_the_heading_counts_the_territories(built, sheet, kind):
    assert any(heading.endswith(f"({len(rows_of(kind))})") for heading in headings(built(sheet)))


def test_contracts_are_drawn_by_their_status_at_the_date_of_the_edition(built, context):
    layer = areas(built("T04"), "t04_cls")
    drawn = {feature["id"]: feature["statut"] for feature in layer.getFeatures()}
    expected = dict(zip(CONTRACTS["id"], CONTRACTS["statut"], strict=True))
    past = CONTRACTS.loc[CONTRACTS["fin"].notna() & (CONTRACTS["fin"].astype(str) < "2026-01-01"), "id"]
    assert context.settings["date_reference"] == "2026-01-01" and len(past) == 1
    expected |= dict.fromkeys(past, "echu")
    assert drawn == expected
    # Hatches come after fills: a contract in preparation stays visible over one that is signed.
    order = [feature["statut"] for feature in layer.getFeatures()]
    assert "signe" not in order[order.index("en_preparation") :]


def test_contracts_on_one_ground_are_told(built):
    outline = TERRITORIES.set_index(["type", "id_territoire"])["geom"]
    rows = [(row.libelle, outline[row.type_territoire, row.id_territoire]) for row in CONTRACTS.itertuples()]
    common = {
        frozenset((one, other))
        for number, (one, a) in enumerate(rows)
        for other, b in rows[number + 1 :]
        if shapely.area(shapely.intersection(a, b)) > 1e6
    }
    assert frozenset(("Îles du Ponant", "Pays de Morlaix")) in common
    assert frozenset(("Quimperlé Communauté", "Pays de Lorient")) in common
    assert len(common) == 5
    assert "Lorient avec Quimperlé" in notes(built("T04"))
    assert "Îles du Ponant avec Auray, Guingamp, Lorient et Morlaix" in notes(built("T04"))


def test_the_islands_of_the_contract_have_insets(built):
    layout = built("T04")
    insets = [layout.itemById(f"carton_{number}_nom") for number in range(1, 20)]
    names = ", ".join(inset.text() for inset in insets if inset is not None)
    for island in ("Ouessant", "Molène", "Sein", "Batz", "Groix", "Houat", "Hœdic", "Bréhat", "Moines", "Arz"):
        assert island in names


@pytest.mark.parametrize(
    ("sheet", "kind", "reference"), [("T06", "secteur_psy_g", 70_000), ("T07", "secteur_psy_i", 210_000)]
)
def test_inhabitants_of_the_sectors(built, context, sheet, kind, reference):
    composition = read_table("composition").query(f"type == '{kind}'")
    inhabitants = read_table("commune").set_index("insee")["population"]
    people = inhabitants[composition["commune"]].groupby(composition["id_territoire"].to_numpy()).sum()
    told = notes(built(sheet))

    def spaced(value: float) -> str:
        return f"{round(value):,}".replace(",", " ")

    assert f"De {spaced(people.min())} à {spaced(people.max())} habitants par secteur" in told
    assert f"{spaced(people.mean())} en moyenne, pour environ {spaced(reference)}" in told
    far = people[(people - reference).abs() > reference / 2]
    if len(far):
        assert f"{len(far)} secteurs s’en écartent de plus de 50 %" in told
        assert all(f"{code} (" in told for code in far.index)
    else:
        assert "Aucun ne s’en écarte de plus de 50 %" in told
    picture = (context.picture_folder / f"{sheet.lower()}_{kind}.svg").read_text(encoding="utf-8")
    words = re.sub(r"[\u202f\u00a0]", " ", picture)
    for code, count in people.items():
        assert code in words and spaced(count) in words


def test_sectors_with_inhabited_islands_are_told(built):
    composition = read_table("composition").query("type == 'secteur_psy_g'").set_index("commune")["id_territoire"]
    told = notes(built("T06")).split("En plusieurs parties habitées")[1]
    for island in ("29155", "56069", "56241", "22016"):  # Ouessant, Groix, Sauzon on Belle-Île, Bréhat
        assert composition[island] in told
    assert composition["35238"] not in told


def test_names_stand_off_the_signs_and_each_other(built):
    layer = areas(built("T05"), "t05_pays")
    frame = built("T05").itemById("carte")
    per_mm = frame.extent().width() / frame.sizeWithUnits().width()
    signs = read_table("dispositif").query("type == 'animateur_territorial'")
    for feature in layer.getFeatures():
        assert feature["placee"]
        lines = feature["etiquette"].split("\n")
        # At least half a character's width a letter, at 7.5 points.
        half = np.array([max(map(len, lines)) * 0.6, len(lines) * 1.3]) * per_mm
        away = np.abs(signs[["x", "y"]].to_numpy() - [feature["etiq_x"], feature["etiq_y"]])
        assert not (away < half).all(axis=1).any(), feature["libelle"]


def test_every_pole_has_its_dot_at_its_town_hall_and_its_name(built):
    layout = built("T09")
    poles = rows_of("territoire_premier_recours").index
    halls = read_table("commune").set_index("insee").loc[poles]
    layer = areas(layout, "t09_territoire_premier_recours_points")
    drawn = {(round(f.geometry().asPoint().x()), round(f.geometry().asPoint().y())) for f in layer.getFeatures()}
    assert drawn == {(round(x), round(y)) for x, y in zip(halls["x_mairie"], halls["y_mairie"], strict=True)}
    written = areas(layout, "t09_territoire_premier_recours_points_noms")
    words = plain(" ".join(feature["texte"] for feature in written.getFeatures()))
    told = plain(notes(layout))
    missing = [
        name for name in map(plain, halls["nom"])
        if name not in told and not all(part in words for part in name.split(" "))
    ]  # fmt: skip
    assert missing == []


def test_names_of_the_finer_level_are_on_the_ensembles(built):
    layer = areas(built("T08"), "t08_ensemble_cooperation_noms")
    written = {feature["etiquette"].replace("\n", "") for feature in layer.getFeatures()}
    assert written == set(rows_of("territoire_sante")["libelle"])


def test_every_page_says_that_the_data_is_illustrative(built, context):
    for sheet in SHEETS:
        assert "Données illustratives" in notes(built(sheet))
        scope = QgsExpressionContextUtils.layoutScope(built(sheet))
        assert "illustratives" in scope.variable("atlas_source")
        assert "{" not in scope.variable("atlas_sous_titre")
    assert not [finding for finding in context.report if finding.code in ("FEU02", "SYM01")]


def test_what_lacks_is_named(qgis_app, tmp_path):
    path = tmp_path / "vide.gpkg"
    shutil.copy(WORKSPACE, path)
    workspace = Workspace.open(path)
    with workspace.writing() as write:
        for table in ("cls", "dispositif", "territoire"):
            frame = workspace.read(table)
            kept = frame[frame["type"] == "departement"] if table == "territoire" else frame.iloc[:0]
            write.replace(table, kept, Source(fichier="essai", mention="Essai"))
    catalogue, context = load_catalogue(), context_of(path)
    lacking = {sheet: prepare(context, catalogue.sheet(sheet)).lacking for sheet in SHEETS}
    assert lacking["T02"] == ["territoire:pays"]
    assert lacking["T04"] == ["cls (modèle data/templates/cls.csv)"]
    assert lacking["T05"] == ["territoire:pays", "dispositif (modèle data/templates/dispositifs.csv)"]
    assert lacking["T08"] == ["territoire:ensemble_cooperation", "territoire:territoire_sante"]


def edited(path, table: str, change) -> AtlasContext:
    """A context on a copy of the demo in which one table was changed."""
    shutil.copy(WORKSPACE, path)
    workspace = Workspace.open(path)
    frame = workspace.read(table)
    with workspace.writing() as write:
        write.replace(table, change(frame), Source(fichier="essai", mention="Essai"))
    return context_of(path)


def test_contracts_without_a_type_without_a_territory_or_of_another_status(qgis_app, tmp_path):
    def change(frame: pd.DataFrame) -> pd.DataFrame:
        frame = frame.set_index("id")
        frame.loc["CLS03", "type_territoire"] = None  # its code is that of one pays
        frame.loc["CLS04", "id_territoire"] = "P99"
        frame.loc["CLS08", "statut"] = "dénoncé"
        return frame.reset_index()

    context = edited(tmp_path / "contrats.gpkg", "cls", change)
    layout = build_sheet(context, prepare(context, load_catalogue().sheet("T04")), 1)
    drawn = {feature["id"] for feature in areas(layout, "t04_cls").getFeatures()}
    assert drawn == set(CONTRACTS["id"]) - {"CLS04"}
    assert "Territoire inconnu, non représenté : CLS04." in notes(layout)
    assert {"Signé (9)", "n. d. (1)"} <= set(legend_rows(layout))
    context.project.clear()


def test_an_animateur_known_by_the_commune_alone_stands_at_the_town_hall(qgis_app, tmp_path):
    def change(frame: pd.DataFrame) -> pd.DataFrame:
        placed = frame["insee"] != "29019"
        return frame.assign(x=frame["x"].where(placed), y=frame["y"].where(placed), geom=frame["geom"].where(placed))

    context = edited(tmp_path / "animateurs.gpkg", "dispositif", change)
    layout = build_sheet(context, prepare(context, load_catalogue().sheet("T05")), 1)
    hall = read_table("commune").set_index("insee").loc["29019", ["x_mairie", "y_mairie"]]
    points = [feature.geometry().asPoint() for feature in areas(layout, "t05_pays_points").getFeatures()]
    assert len(points) == 21
    assert any(np.hypot(point.x() - hall["x_mairie"], point.y() - hall["y_mairie"]) < 1 for point in points)
    context.project.clear()


def test_a_type_the_charter_does_not_know_has_its_limits_and_its_heading(context, tmp_path):
    """A layer that names nothing but its type, bounded by another that no charter words."""
    (tmp_path / "x.yaml").write_text(
        "feuilles:\n  - id: X08\n    famille: T\n    titre: Zones d’HAD\n    limites: [zone_had]\n"
        "    couches: [{type: zonage, zonage: zone_had}]\n",
        encoding="utf-8",
    )
    layout = build_sheet(context, prepare(context, load_catalogue(tmp_path).sheet("X08")), 1)
    names = {layer.name() for layer in main_layers(layout)}
    assert {"Zone had", "Région"} <= names
    assert "Zone had" in legend_rows(layout)
    assert any(row.lower().startswith("zone") and "had" in row.lower() for row in legend_rows(layout))
