"""The main job on real open data of Bretagne: communes and cantons of IGN, SAE 2023, hospital sites.

The counts the pages must show are made here from the raw files with plain csv.
"""

from __future__ import annotations

import csv
import math
import sqlite3
from collections import Counter
from pathlib import Path

import pytest
from atlas_pages import page_count, page_image, page_text
from demo_tables import ROADS
from qgis.core import QgsProcessingContext, QgsProcessingFeedback
from shared_data import shared_file
from sheet_reading import context_of, drawn, layers, legend_rows

from plugin.atlas.catalogue import load_catalogue
from plugin.atlas.sheet import build_sheet, prepare
from plugin.gis.workspace import Workspace
from plugin.processing.access_times import AccessTimes

pytestmark = pytest.mark.long

DEPARTMENTS = ("22", "29", "35", "56")
HEALTH_TOWNS = {
    "Brest-Morlaix-Carhaix": ("Brest", "Morlaix", "Carhaix-Plouguer"),
    "Quimper-Châteaulin": ("Quimper", "Châteaulin"),
    "Lorient-Hennebont": ("Lorient", "Hennebont"),
    "Vannes-Auray": ("Vannes", "Auray"),
    "Rennes-Redon-Fougères-Vitré": ("Rennes", "Redon", "Fougères", "Vitré"),
    "Saint-Malo-Dinan": ("Saint-Malo", "Dinan"),
    "Saint-Brieuc-Lannion-Guingamp": ("Saint-Brieuc", "Lannion", "Guingamp"),
    "Loudéac-Pontivy": ("Loudéac", "Pontivy"),
}
SHEETS = ["T01", "T03", "H08", "H22", "C09"]


@pytest.fixture(scope="module")
def workspace(qgis_process, tmp_path_factory) -> Path:
    """A workspace filled from the real files by the plugin's own algorithms."""
    folder = tmp_path_factory.mktemp("réel")
    path = folder / "bretagne.gpkg"

    def run(algorithm: str, **parameters: object) -> None:
        done = qgis_process(
            "run", f"atlas_soins:{algorithm}", *(f"--{name}={value}" for name, value in parameters.items()), timeout=240
        )
        assert done.returncode == 0, f"{algorithm}: {done.stdout}"
        assert "Traceback" not in done.stdout

    run("create_workspace", FILE=path)
    ign = {"MENTION": "IGN, Insee", "COG_YEAR": 2025, "DATA_DATE": "2025-01-01", "WORKSPACE": path}
    run("import_communes", LAYER=shared_file("territoires/bretagne_communes.gpkg"), **ign)
    run("import_territories", TYPE="canton", LAYER=shared_file("territoires/bretagne_cantons.gpkg"), **ign)
    run("build_territories", TYPE="epci", COMMUNE_COLUMN="epci", **ign)
    run("build_territories", TYPE="departement", COMMUNE_COLUMN="dep", **ign)
    run(
        "import_composition",
        TYPE="territoire_sante",
        TABLE=health_territories(path, folder),
        **(ign | {"ILLUSTRATIVE": "true"}),
    )
    run(
        "import_establishments",
        WORKSPACE=path,
        LAYOUT=1,
        FILE=shared_file("finess/sites_hospitaliers_bretagne.csv"),
        MENTION="Sites hospitaliers, SAE 2023",
    )
    run(
        "import_sae",
        WORKSPACE=path,
        FOLDER=shared_file("sae2023/ID_2023r.csv").parent,
        DEPARTMENTS=" ".join(DEPARTMENTS),
        MENTION="SAE 2023",
    )
    run("emergency_responders", WORKSPACE=path)
    # Times need local roads: the embedded network joins every town hall to the main roads of OpenStreetMap.
    run("access_times", WORKSPACE=path, ROADS=f"{ROADS}|layername=troncon")
    run(
        "import_cooperations",
        WORKSPACE=path,
        INPUT=survey(folder),
        EDITION=2015,
        STATE_DATE="2015-06-01",
        MENTION="liens d’essai entre établissements réels",
        ILLUSTRATIVE="true",
    )
    with Workspace.open(path).writing() as write:
        for key, value in {
            "region": "Bretagne",
            "agence": "ARS Bretagne",
            "edition": "2026",
            "mois_edition": "novembre 2026",
        }.items():
            write.setting(key, value)
    return path


@pytest.fixture(scope="module")
def atlas(workspace, qgis_process) -> Path:
    """The folder of the printed atlas."""
    out = workspace.parent / "atlas"
    done = qgis_process(
        "run",
        "atlas_soins:export_atlas",
        f"--WORKSPACE={workspace}",
        f"--OUTPUT_FOLDER={out}",
        f"--SHEETS={','.join(SHEETS)}",
        "--PARTS=3",
        timeout=240,
    )
    assert done.returncode == 0, done.stdout
    return out


def health_territories(workspace: Path, folder: Path) -> Path:
    """A composition of the eight territoires de santé: every commune with the nearest of their towns."""
    with sqlite3.connect(workspace) as connection:
        communes = connection.execute("select insee, nom, x_mairie, y_mairie from commune").fetchall()
    place = {nom: (x, y) for _, nom, x, y in communes if x is not None}
    towns = [(territory, place[town]) for territory, names in HEALTH_TOWNS.items() for town in names]
    table = folder / "territoires.csv"
    with table.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["code_insee", "id_territoire", "libelle"])
        for insee, _, x, y in communes:
            at = (x, y) if x is not None else towns[0][1]
            name = min(towns, key=lambda town: math.dist(at, town[1]))[0]
            writer.writerow([insee, f"TS{list(HEALTH_TOWNS).index(name) + 1}", name])
    return table


def survey(folder: Path) -> Path:
    """A survey in the template's columns between real hospitals: one link a modality, one without information."""
    links = [("A", "0,3", "non"), ("D", "1,5", "oui"), ("B", "0,8", "non"), ("C", "1", "oui"), ("ND", "0,5", "ND")]
    with shared_file("finess/sites_hospitaliers_bretagne.csv").open(encoding="utf-8") as file:
        public = [row["fi"] for row in csv.DictReader(file) if row["stjr"] == "1" and row["lat"]]
    path = folder / "enquete.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["theme", "finess_a", "finess_b", "objet", "modalite", "etp", "pdses", "premier_atlas"])
        for number, qualities in enumerate(links):
            writer.writerow(["urgences", public[4 * number], public[4 * number + 9], "", *qualities, "non"])
    return path


def located() -> dict[str, str]:
    """FINESS numbers of the sites with coordinates, and those of all sites."""
    with shared_file("finess/sites_hospitaliers_bretagne.csv").open(encoding="utf-8") as file:
        return {row["fi"]: row["lat"] for row in csv.DictReader(file)}


def sae(table: str) -> list[dict[str, str]]:
    """Rows of a SAE table for the sites of the list, column names in capitals."""
    raw = shared_file(f"sae2023/{table}_2023r.csv").read_bytes().splitlines()
    lines = [line.decode("latin-1") for line in raw]
    rows = [{name.upper(): value for name, value in row.items()} for row in csv.DictReader(lines, delimiter=";")]
    sites = located()
    return [row for row in rows if row["FI"] in sites]


def amount(row: dict[str, str], column: str) -> float:
    return float((row[column] or "0").replace(",", "."))


def having(table: str, *columns: str, **unit: tuple[str, ...]) -> set[str]:
    """The sites with more than nothing in one of the columns, in the rows of the units."""
    rows = [row for row in sae(table) if all(row[column] in allowed for column, allowed in unit.items())]
    return {row["FI"] for row in rows if not columns or any(amount(row, column) > 0 for column in columns)}


def ssr(*codes: str, column: str | None = None) -> set[str]:
    return having("SSR", *([column] if column else []), GDE=tuple(f"SSR_{code}" for code in codes))


def sheet_classes() -> dict[str, dict[str, set[str]]]:
    """The sites each class of a sheet must show, by the SAE's own codes."""
    births = having("PERINAT", AUTOR=("TYPE1", "TYPE2", "TYPE3"))
    return {
        "H04": {
            "Médecine": having("MCO", "LIT_MED", "PLA_MED"),
            "Chirurgie": having("MCO", "LIT_CHI", "PLA_CHI"),
            "Obstétrique": births,
        },
        "H05": {
            "Hospitalisation complète": having("MCO", "LIT_MED"),
            "Hospitalisation à temps partiel": having("MCO", "PLA_MED"),
        },
        "H09": {
            "Hospitalisation complète": ssr("A50", column="LIT"),
            "Hospitalisation à temps partiel": ssr("A50", column="PLA"),
        },
        "H10": {"SSR pour personnes âgées": ssr("A59")},
        "H11": {
            "Appareil locomoteur": ssr("A51"),
            "Système nerveux": ssr("A52"),
            "Cardio-vasculaire": ssr("A53"),
            "Respiratoire": ssr("A54"),
            "Digestif, métabolique, endocrinien": ssr("A55"),
            "Onco-hématologie": ssr("A56"),
            "Brûlés": ssr("A57"),
            "Conduites addictives": ssr("A58"),
        },
        "H12": {"SSR des enfants et adolescents": ssr(*(f"E{number}" for number in range(50, 59)))},
        "H14": {
            "Réanimation": having("REA", UNI=("REAADU", "REAENF")),
            "Surveillance continue": having("REA", UNI=("SURVADU", "SURVENF")),
        },
        "H15": {
            "Centre d’hémodialyse": having("DIALYSE", DIALY=("112BA", "112BE")),
            "Unité de dialyse médicalisée": having("DIALYSE", DIALY=("1130X",)),
            "Unité d’autodialyse assistée": having("DIALYSE", DIALY=("1140X",)),
        },
        "H16": {"Site autorisé": having("FILTRE", "CHIRCANCER", STATUT=("DECLA",))},
        "H17": {"Chimiothérapie": having("CANCERO", "CANCERO_A1"), "Radiothérapie": having("CANCERO", "CANCERO_A2")},
        "H18": {
            "Scanner": having("IMAGES", EQUIPIMA=("SCAN",)),
            "IRM": having("IMAGES", EQUIPIMA=("IRM",)),
            "Gamma-caméra": having("IMAGES", EQUIPIMA=("CAM",)),
            "TEP": having("IMAGES", EQUIPIMA=("TOMO",)),
        },
        "H19": {
            "Unité de soins palliatifs": having("PALIA", "PALIA_A6"),
            "Lits identifiés de soins palliatifs": having("PALIA", "PALIA_A1"),
            "Équipe mobile de soins palliatifs": having("PALIA", "PALIA_A10"),
        },
        "H21": {"Unité neuro-vasculaire": having("MCOAVC", "UNV")},
        "H23": {
            "Maternité de type I": having("PERINAT", AUTOR=("TYPE1",)),
            "Maternité de type II": having("PERINAT", AUTOR=("TYPE2",)),
            "Maternité de type III": having("PERINAT", AUTOR=("TYPE3",)),
        },
    }


def one_a_place(sites: set[str]) -> set[str]:
    """The located sites, each by the lowest number among those linked to it by steps of 30 m."""
    with shared_file("finess/sites_hospitaliers_bretagne.csv").open(encoding="utf-8") as file:
        at = {row["fi"]: (float(row["lat"]), float(row["lon"])) for row in csv.DictReader(file) if row["lat"]}
    lowest = {number: number for number in sorted(at)}
    changed = True
    while changed:
        changed = False
        for a, (lat, lon) in at.items():
            for b, (other_lat, other_lon) in at.items():
                apart = math.hypot((lat - other_lat) * 111_200, (lon - other_lon) * 74_200)
                if apart < 30 and lowest[b] < lowest[a]:
                    lowest[a], changed = lowest[b], True
    return {lowest[number] for number in sites if number in lowest}


def text_of(atlas: Path, sheet: str) -> str:
    return page_text(atlas / "atlas.pdf", SHEETS.index(sheet) + 1)


def test_five_pages(atlas):
    assert page_count(atlas / "atlas.pdf") == 5


def test_territories_of_the_real_region(atlas, workspace):
    assert "8 territoires de santé et 100 cantons ou pseudo-cantons" in text_of(atlas, "T01")
    text = text_of(atlas, "T03")
    assert "61 EPCI" in text
    assert "Île-de-Sein" in text and "Ouessant" in text and "Île-de-Bréhat" in text
    store = Workspace.open(workspace)
    counts = store.read("territoire", ["type"])["type"].value_counts()
    assert (counts["departement"], counts["epci"], counts["canton"], counts["territoire_sante"]) == (4, 61, 100, 8)
    assert store.read("commune", ["population"])["population"].sum() == 3449370


def test_maternities_on_the_page_are_those_of_the_raw_table(atlas):
    """Located sites by type, counted by csv, stand in brackets in the legend; the others are counted in the notes."""
    placed = {finess for finess, latitude in located().items() if latitude}
    types = Counter(row["AUTOR"] for row in sae("PERINAT") if row["FI"] in placed)
    text = text_of(atlas, "H08")
    assert f"Maternité de type III ({types['TYPE3']})" in text
    assert f"Maternité de type II ({types['TYPE2']})" in text
    assert f"Maternité de type I ({types['TYPE1']})" in text
    assert f"Centre périnatal de proximité ({types['CPPR']})" in text
    lost = {row["FI"] for row in sae("PERINAT") if row["AUTOR"] in ("TYPE1", "TYPE2", "TYPE3", "CPPR")} - placed
    assert not lost or f"{len(lost)} site" in text


def test_emergency_departments_and_smur_on_the_page_are_those_of_the_raw_tables(atlas):
    placed = {finess for finess, latitude in located().items() if latitude}
    general = sum(row["AUTGEN"] == "1" and row["AUTSAIS"] != "1" for row in sae("URGENCES") if row["FI"] in placed)
    smur = sum(row["SMUR"] == "1" and row["GEN"] == "1" for row in sae("SMURSAMU") if row["FI"] in placed)
    text = text_of(atlas, "H22")
    assert f"Structure d’urgence ({general})" in text
    assert f"SMUR ({smur})" in text
    assert "Accès aux soins d’urgence" in text and "non accessible" in text


def test_islands_are_not_accessible_and_shares_add_up(workspace):
    store = Workspace.open(workspace)
    times = store.read("temps_acces", ["origine", "type_effecteur", "minutes"])
    nearest = times[times["type_effecteur"] == "tous"].set_index("origine")["minutes"]
    assert len(nearest) == 1202
    for island in ("29155", "29083", "56087", "56086"):  # Ouessant, Sein, Houat, Hœdic
        assert math.isnan(nearest[island])
    for town in ("35238", "29019", "56260"):  # Rennes, Brest, Vannes: METRIC's zero
        assert nearest[town] == 0


def test_cooperations_are_drawn_and_marked_illustrative(atlas):
    text = text_of(atlas, "C09")
    for words in (
        "A – consultations avancées (1)",
        "D – équipe médicale de territoire (1)",
        "ND : information non transmise (1)",
    ):
        assert words in text
    assert "illustratives" in text and "exhaustif" in text


def test_pages_are_full(atlas, tmp_path):
    for page in range(1, 6):
        ink = (page_image(atlas / "atlas.pdf", page, tmp_path) < 250).any(axis=2)
        height, width = ink.shape
        assert ink[int(height * 0.12) : int(height * 0.88), int(width * 0.03) : int(width * 0.7)].mean() > 0.9
        assert not ink[:, int(width * 0.985) :].any()


@pytest.fixture(scope="module")
def layouts(workspace, qgis_app):
    """The other sheets drawn once, in this process, on times to the maternities as well."""
    parameters = {"WORKSPACE": str(workspace), "ROADS": f"{ROADS}|layername=troncon", "ACTIVITY": "maternites"}
    _, good = AccessTimes().create().run(parameters, QgsProcessingContext(), QgsProcessingFeedback(), {}, False)
    assert good
    context, catalogue, built = context_of(workspace), load_catalogue(), {}

    def build(sheet_id: str):
        if sheet_id not in built:
            prepared = prepare(context, catalogue.sheet(sheet_id))
            assert prepared.lacking == []
            built[sheet_id] = build_sheet(context, prepared, 1)
        return built[sheet_id]

    yield build
    context.project.clear()


@pytest.mark.parametrize(
    "sheet", ["H04", "H05", "H09", "H10", "H11", "H12", "H14", "H15", "H16", "H17", "H18", "H19", "H21", "H23"]
)
def test_each_class_shows_the_sites_counted_from_the_raw_tables(layouts, sheet):
    """Drawn features by class, the legend's counts, and the sites without a point told in the notes."""
    expected, layout = sheet_classes()[sheet], layouts(sheet)
    shown = drawn(layout)
    if sheet == "H16":
        discs = [layer for layer in layers(layout) if layer.name() == "Sites"]
        shown = {"Site autorisé": {f["id"] for layer in discs for f in layer.getFeatures()}}
    rows = [row.replace("\u202f", " ") for row in legend_rows(layout)]
    for words, sites in expected.items():
        places = one_a_place(sites)
        assert shown.get(words, set()) == places, words
        if sheet != "H18" and places:
            assert f"{words} ({len(places)})" in rows
    placed = {finess for finess, latitude in located().items() if latitude}
    lost = set().union(*expected.values()) - placed
    notes = layout.itemById("notes").currentText()
    if sheet in ("H14", "H17"):  # a further class is drawn
        assert not lost or "sans coordonnées" in notes
    else:
        assert f"{len(lost)} site" in notes if lost else "sans coordonnées" not in notes


def test_surgery_by_form_and_visits_by_kind_are_counted_from_the_raw_tables(layouts):
    complete, ambulatory = (one_a_place(having("MCO", column)) for column in ("LIT_CHI", "PLA_CHI"))
    rows = legend_rows(layouts("H07"))
    assert f"Complète et ambulatoire ({len(complete & ambulatory)})" in rows
    forms = (("Complète seulement", complete - ambulatory), ("Ambulatoire seulement", ambulatory - complete))
    for words, sites in forms:
        assert not sites or f"{words} ({len(sites)})" in rows
    sections = layouts("H01").itemById("legende").model().rootGroup().children()
    rows = [" ".join(section.name().split()) for section in sections]
    for words, kind in (("Urgences générales", "GEN"), ("Urgences pédiatriques", "PED")):
        assert f"{words} ({len(one_a_place(having('URGENCES2', 'PASSU', URG=(kind,))))})" in rows


def test_communes_by_time_to_a_maternity_are_counted_from_the_table_of_times(layouts, workspace):
    with sqlite3.connect(workspace) as connection:
        times = connection.execute("select minutes from temps_acces where type_effecteur = 'maternites'").fetchall()
    minutes = [value for (value,) in times]
    assert len(minutes) == 1202
    rows = [row.replace("\u202f", " ") for row in legend_rows(layouts("H23"))]
    counts = {
        "moins de 30": sum(value is not None and value < 30 for value in minutes),
        "30 à moins de 45": sum(value is not None and 30 <= value < 45 for value in minutes),
        "45 et plus": sum(value is not None and value >= 45 for value in minutes),
        "non accessible": sum(value is None for value in minutes),
    }
    for words, count in counts.items():
        assert not count or f"{words} ({count})" in rows
