"""The sheets of establishments drawn on the demo: what each legend class counts is what the tables hold.

The codes of the activities are read here anew, with plain pandas, from the tables of the committed demo.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter

import pytest
from atlas_pages import page_text
from demo_tables import WORKSPACE
from sheet_reading import (
    AUTHORISATIONS,
    EQUIPMENT,
    beds,
    context_of,
    devices,
    drawn,
    equipped,
    held,
    layers,
    legend_rows,
    visits,
)

from plugin.atlas.catalogue import load_catalogue
from plugin.atlas.export.files import export_pdf
from plugin.atlas.sheet import build_sheet, prepare
from plugin.core.schema import Source
from plugin.gis.workspace import Workspace

LIMITS = ["Région", "Territoire de santé", "Département"]


MEDICINE = held("01") - (held("01", form="05") - held("01", form="01"))
TYPE_III, TYPE_IIB = held("03", "04"), held("03", "03") - held("03", "04")
TYPE_IIA = held("03", "02") - TYPE_III - TYPE_IIB

# For each sheet the words of a legend class and the sites it must show; 0 when the demo has none.
CLASSES = {
    "H02": {"Dépôt de sang d’urgence": held("A1", "M0"), "Dépôt de sang de délivrance": held("A1", "M1")},
    "H04": {"Médecine": MEDICINE, "Chirurgie": held("02"), "Obstétrique": held("03", "01", form="01")},
    "H05": {
        "Hospitalisation complète": held("01", form="01"),
        "Hospitalisation à temps partiel": held("01", form="02"),
    },
    "H08": {
        "Maternité de type III": TYPE_III,
        "Maternité de type IIB": TYPE_IIB,
        "Maternité de type IIA": TYPE_IIA,
        "Maternité de type I": held("03", "01") - TYPE_III - TYPE_IIB - TYPE_IIA,
        "Centre périnatal de proximité": held("03", "05"),
    },
    "H09": {"Hospitalisation complète": held("50", "09", form="01")},
    "H10": {"SSR pour personnes âgées": held("59")},
    "H11": {
        "Appareil locomoteur": held("51", "09"),
        "Système nerveux": held("52", "09"),
        "Cardio-vasculaire": held("53", "09"),
        "Digestif, métabolique, endocrinien": held("55", "09"),
        "Onco-hématologie": held("56", "09"),
    },
    "H12": {
        "SSR des enfants et adolescents": set().union(*(held(str(code), "77", "78", "79") for code in range(50, 59)))
    },
    "H13": {
        "Type 1 : rythmologie interventionnelle": held("11", "81"),
        "Type 2 : cardiopathies de l’enfant": held("11", "82"),
        "Type 3 : autres cardiopathies de l’adulte": held("11", "83"),
    },
    "H14": {"Réanimation": held("15"), "Soins intensifs": held("R5"), "Surveillance continue": held("R7")},
    "H15": {
        "Centre d’hémodialyse": held("16", "40", "41"),
        "Unité de dialyse médicalisée": held("16", "42"),
        "Unité d’autodialyse assistée": held("16", "44"),
    },
    "H16": {
        "Digestif": held("18", "90"),
        "Sein": held("18", "91"),
        "Urologie": held("18", "92"),
        "Thorax": held("18", "93"),
        "Gynécologie": held("18", "94"),
        "ORL et maxillo-facial": held("18", "95"),
    },
    "H17": {
        "Radiothérapie": held("18", "68"),
        "Curiethérapie": held("18", "70"),
        "Radioéléments en sources non scellées": held("18", "71"),
        "Chimiothérapie": held("18", "67"),
        "Établissement associé, chimiothérapie": held("R9") - held("18", "67"),
    },
    "H18": {
        "Scanner": equipped("05602"),
        "IRM": equipped("06201"),
        "Gamma-caméra": equipped("05701", "05702"),
        "TEP": equipped("05705", "05706"),
    },
    "H19": {
        "Unité de soins palliatifs": held("R4", "N1"),
        "Lits identifiés de soins palliatifs": held("R4", "N2", "N3", "W2", "W3"),
        "Équipe mobile de soins palliatifs": held("R4", "N4"),
    },
    "H21": {"Unité neuro-vasculaire": held("R6")},
}
PASSAGES = round(sum(visits("GEN").values()) + sum(visits("PED").values()))
LACKING = {
    "A03": ["dispositif (modèle data/templates/gardes.csv)", "catégories FINESS 617"],
    "A04": ["dispositif (modèle data/templates/centres_sante.csv)", "catégories FINESS 124"],
    "H20": ["etablissement (catégories FINESS 611, 612)"],
    "O01": ["msp (modèle data/templates/msp.csv)", "catégories FINESS 603"],
    "O03": ["etablissement (catégories FINESS 182", "etablissement (catégories FINESS 246"],
}


@pytest.fixture(scope="module")
def context(qgis_app, tmp_path_factory):
    path = tmp_path_factory.mktemp("sites") / "bretagne.gpkg"
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


@pytest.mark.parametrize("sheet", CLASSES)
def test_the_map_shows_the_sites_of_each_class_and_the_legend_counts_them(built, sheet):
    layout = built(sheet)
    expected = CLASSES[sheet]
    assert all(expected.values())
    assert drawn(layout) == expected
    rows = [row.replace("\u202f", " ") for row in legend_rows(layout)]
    for words, sites in expected.items():
        if sheet != "H18":
            assert f"{words} ({len(sites)})" in rows
    told = {re.sub(r" \(\d.*\)$", "", row) for row in rows}
    samples = {row for row in told if row.isdigit()}
    assert told - samples == {*expected, *LIMITS} | ({"Site autorisé"} if sheet == "H16" else set())


def test_no_symbol_overlaps_another_and_every_site_is_named_or_the_towns_are(built, context):
    for sheet in CLASSES:
        built(sheet)
    codes = Counter(finding.code for finding in context.report)
    assert codes["SYM01"] == 0  # a strip without a free place
    assert codes["FEU02"] == 0  # a legend that does not fit
    assert codes["SYM03"] <= 2  # a name left out


def test_devices_are_counted_beside_the_symbols_and_in_the_legend(built):
    layout = built("H18")
    written = {}
    for layer in layers(layout):
        if layer.fields().indexOf("texte") >= 0 and layer.fields().indexOf("cle") >= 0:
            written |= {(f["id"], f["cle"]): f["texte"] or "1" for f in layer.getFeatures()}
    symbols = {"05602": "scanner", "06201": "irm", "05701": "gamma_camera", "05705": "tep"}
    rows = EQUIPMENT[EQUIPMENT["code"].isin(symbols)]
    assert written == {(row.finess_et, symbols[row.code]): str(row.nombre) for row in rows.itertuples()}
    assert f"Scanner ({devices('05602')} sur {len(equipped('05602'))} sites)" in legend_rows(layout)
    assert f"TEP ({devices('05705', '05706')} sur {len(equipped('05705', '05706'))} sites)" in legend_rows(layout)


def test_sites_of_cancer_surgery_without_an_organ_have_an_empty_disc(built):
    layout = built("H16")
    surgery = held("18", "69", "90", "91", "92", "93", "94", "95")
    discs = [layer for layer in layers(layout) if layer.name() == "Sites"]
    assert {f["id"] for layer in discs for f in layer.getFeatures()} == surgery
    assert f"Site autorisé ({len(surgery)})" in legend_rows(layout)
    assert surgery - set().union(*CLASSES["H16"].values())  # the demo has such sites


def test_stroke_units_are_as_large_as_their_beds(built):
    capacity = beds("LIT_UNV")
    sizes = {
        f["id"]: f["taille"]
        for layer in layers(built("H21"))
        if layer.fields().indexOf("taille") >= 0
        for f in layer.getFeatures()
    }
    assert set(sizes) == held("R6")
    ratios = [sizes[site] ** 2 / capacity[site] for site in sizes]
    assert max(ratios) == pytest.approx(min(ratios))
    assert min(sizes.values()) >= 3.0
    assert max(sizes.values()) <= 9.0
    assert sum(row.isdigit() for row in legend_rows(built("H21"))) == 3


def test_visits_are_circles_in_two_parts_general_and_paediatric_apart(built):
    layout = built("H01")
    areas: dict[tuple[str, str], float] = {}
    kinds: dict[str, set[str]] = {}
    for layer in layers(layout):
        if layer.fields().indexOf("part") < 0:
            continue
        categories = layer.renderer().categories()  # kept: their symbols die with them
        colour = categories[0].symbol().color().name()
        kinds.setdefault(colour, set()).update(f["id"] for f in layer.getFeatures())
        for f in layer.getFeatures():
            areas[f["id"], f["part"]] = f.geometry().area()
    for kind, colour in (("GEN", "#12437d"), ("PED", "#7a1f5c")):
        passed, stayed = visits(kind), visits(kind, "dtHOSP")
        assert kinds[colour] == set(passed)
        for site, value in passed.items():
            followed = areas[site, "Suivis d’une hospitalisation"]
            share = followed / (followed + areas[site, "Non suivis"])
            assert share == pytest.approx(stayed[site] / value, rel=1e-6)
    rows = legend_rows(layout)
    assert rows.count("Suivis d’une hospitalisation") == rows.count("Non suivis") == 2
    assert len(visits("GEN")) == 27 and len(visits("PED")) == 2


def test_surgery_is_drawn_by_form_and_capacity(built):
    capacity = Counter(beds("LIT_CHI")) + Counter(beds("PLA_CHI"))
    both = held("02", form="01") & held("02", form="07")
    diameters = {}
    for layer in layers(built("H07")):
        if layer.fields().indexOf("diametre") >= 0 and layer.name() != "Petites valeurs":
            diameters |= {f["id"]: f["diametre"] for f in layer.getFeatures()}
    small = {f["id"] for lay in layers(built("H07")) if lay.name() == "Petites valeurs" for f in lay.getFeatures()}
    ambulatory = held("02", form="07") - both
    assert set(diameters) | small == held("02") == both | ambulatory and ambulatory
    ratios = [diameters[site] ** 2 / capacity[site] for site in diameters]
    assert max(ratios) == pytest.approx(min(ratios))
    assert max(diameters.values()) == pytest.approx(9.0)
    assert max(capacity[site] for site in small) < min(capacity[site] for site in diameters)
    assert f"Complète et ambulatoire ({len(both)})" in legend_rows(built("H07"))
    assert f"Ambulatoire seulement ({len(ambulatory)})" in legend_rows(built("H07"))


@pytest.fixture(scope="module")
def hospitals_only(qgis_app, tmp_path_factory):
    """The demo without the sites and devices that are no hospitals."""
    path = tmp_path_factory.mktemp("sans") / "bretagne.gpkg"
    shutil.copy(WORKSPACE, path)
    workspace = Workspace.open(path)
    sites = workspace.read("etablissement")
    with workspace.writing() as write:
        for table in ("dispositif", "msp"):
            write.replace(table, workspace.read(table).iloc[:0], Source("vide.csv", "vide"))
        kept = sites[sites["finess_et"].isin(AUTHORISATIONS["finess_et"])]
        write.replace("etablissement", kept, Source("sites.csv", "Sites"))
    return context_of(path)


@pytest.mark.parametrize("sheet", LACKING)
def test_a_sheet_without_data_names_the_table_and_its_template(hospitals_only, sheet):
    (lacking,) = prepare(hospitals_only, load_catalogue().sheet(sheet)).lacking
    for words in LACKING[sheet]:
        assert words in lacking


def test_the_templates_named_are_there():
    from plugin.core.establishments.agency_tables import FOLDER

    names = [
        name for words in LACKING.values() for text in words for name in re.findall(r"data/templates/(\S+)\)", text)
    ]
    assert names
    assert all((FOLDER / name).is_file() for name in names)


@pytest.mark.parametrize(
    ("sheet", "words"),
    [
        (
            "H16",
            ("Sites de chirurgie des cancers", "Thorax (3)", "Eugène-Marquis", "autorisations au 1er janvier 2026"),
        ),
        (
            "H01",
            (
                f"{PASSAGES:,} passages dans 29 sites".replace(",", " "),
                "SAE 2025, Bretagne",
                "Urgences pédiatriques (2)",
                "60 000",
            ),
        ),
    ],
)
def test_the_page_says_it_in_words(built, tmp_path, sheet, words):
    path = tmp_path / f"{sheet}.pdf"
    export_pdf(built(sheet), path)
    text = page_text(path, 1)
    for said in words:
        assert said in text
    assert "[%" not in text and "{" not in text
