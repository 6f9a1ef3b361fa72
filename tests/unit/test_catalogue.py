"""The catalogue: ours is sound, a cartographer's own extends it, and a mistake is named by file, sheet and key."""

import csv
import re
from pathlib import Path

import pytest
import yaml
from shared_data import SHARED

from plugin.atlas.catalogue import load_catalogue
from plugin.core.findings import InputError

EXAMPLES = Path(__file__).resolve().parents[2] / "data" / "catalogue_examples"
STYLES = Path(__file__).resolve().parents[2] / "styles"
SHEET = """
feuilles:
  - id: {id}
    famille: {family}
    titre: Un titre
    couches: [{layer}]
"""


def write(folder: Path, text: str, name: str = "essai.yaml") -> Path:
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_ours_holds_the_first_sheets_in_the_order_of_the_families():
    catalogue = load_catalogue()
    ids = [sheet.id for sheet in catalogue.sheets]
    assert {"T01", "T03", "H08", "H22", "C09"} <= set(ids)
    assert len(ids) == len(set(ids))
    order = [family.id for family in catalogue.families]
    assert [order.index(sheet.family.id) for sheet in catalogue.sheets] == sorted(
        order.index(sheet.family.id) for sheet in catalogue.sheets
    )


def test_every_sheet_of_establishments_is_there_with_words_that_are_typeset():
    sheets = {sheet.id: sheet for sheet in load_catalogue().sheets}
    wanted = {f"H{number:02}" for number in (1, 2, 4, 5, *range(7, 24))}
    wanted |= {f"A{number:02}" for number in range(1, 7)} | {"O01", "O03", "O05"}
    assert wanted <= set(sheets)
    for sheet_id in wanted:
        sheet = sheets[sheet_id]
        words = " ".join((sheet.title, sheet.subtitle, *sheet.notes, str(sheet.layers)))
        assert sheet.subtitle and sheet.sources and sheet.limits
        assert "proxilité" not in words
        assert not re.search(r"\w'\w", words)  # the typographic apostrophe


def test_the_activities_and_symbols_the_sheets_name_are_known():
    from plugin.core.establishments.activities import activities

    known = activities()
    symbols = yaml.safe_load((STYLES / "symbols.yaml").read_text(encoding="utf-8"))["symboles"]
    for sheet in load_catalogue().sheets:
        for layer in sheet.layers:
            for item in (*layer.get("symboles", ()), *layer.get("secteurs", ()), *layer.get("series", ())):
                names = [item] if isinstance(item, str) else item["activites"]
                assert set(names) <= set(known), sheet.id
                if layer["type"] == "sites":
                    own = item.get("symbole") if isinstance(item, dict) else None
                    assert (own or known[names[0]].symbol) in symbols, sheet.id


def test_a_catalogue_of_ones_own_replaces_and_adds(tmp_path):
    own = write(
        tmp_path / "occitanie",
        SHEET.format(id="H08", family="H", layer="{type: zonage, zonage: epci}")
        + "familles:\n  - {id: Z, titre: Zones à nous, couleur: '#123456'}\n",
    )
    write(own, SHEET.format(id="Z01", family="Z", layer="{type: zonage, zonage: pays}"), "zones.yaml")
    catalogue = load_catalogue(own)
    assert catalogue.sheet("H08").title == "Un titre"
    assert catalogue.sheet("Z01").family.title == "Zones à nous"
    assert len(catalogue.sheets) == len(load_catalogue().sheets) + 1


def layer(words: str) -> str:
    return SHEET.format(id="X01", family="T", layer=words)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        (SHEET.format(id="X01", family="T", layer="{type: nuage}"), "couches[1].type"),
        (SHEET.format(id="X01", family="T", layer="{type: zonage}"), "couches[1].zonage"),
        (SHEET.format(id="X01", family="T", layer="{type: rosaces}"), "couches[1].secteurs"),
        (
            SHEET.format(id="X01", family="T", layer="{type: rosaces, secteurs: [{activites: [su], libelle: SU}]}"),
            "couches[1].secteurs[1].couleur",
        ),
        (
            SHEET.format(
                id="X01",
                family="T",
                layer="{type: cercles, unite: lits, series: [{activites: [su], couleur: '#000000', libelle: SU},"
                " {activites: [smur], libelle: SMUR}]}",
            ),
            "couches[1].series[2].couleur|parts",
        ),
        (SHEET.format(id="X01", family="Q", layer="{type: zonage, zonage: epci}"), "famille"),
        (SHEET.format(id="X01", family="T", layer="{type: zonage, zonage: epci}") + "    titr: faute\n", "titr"),
        (SHEET.format(id="X01", family="T", layer="{type: zonage, zonage: epci}") + "    notes: une note\n", "notes"),
        ("feuilles:\n  - {id: X01, famille: T, couches: []}\n", "titre"),
        (
            SHEET.format(id="X01", family="T", layer="{type: zonage, zonage: epci}") + "    emprise: {type: epci}\n",
            "emprise.id",
        ),
        (
            SHEET.format(
                id="X01", family="T", layer="{type: choroplethe, indicateur: a, territoires: epci, methode: au hasard}"
            ),
            "couches[1].methode",
        ),
        (
            SHEET.format(
                id="X01", family="T", layer="{type: choroplethe, indicateur: a, territoires: epci, methode: seuils}"
            ),
            "couches[1].bornes",
        ),
        (
            SHEET.format(
                id="X01",
                family="T",
                layer="{type: surbrillance, zonage: epci, legende: L, territoires: [{libelle: A, couleur: '#000000'}]}",
            ),
            "couches[1].territoires[1].trouver",
        ),
        ("familles:\n  - {id: X01, titre: Sans couleur}\n", "familles[1].couleur"),
        (layer("{type: zonage, zonage: epci, etiquete: libelle}"), "couches[1].etiquete"),
        (layer("{type: zonage, zonage: epci, points: {legende: P, dispositifs: x}}"), "couches[1].points.dispositifs"),
        (layer("{type: acces, effecteurs: urgence, bornes: [30, trente]}"), "couches[1].bornes[2]"),
        (layer("{type: acces, effecteurs: urgence, bornes: 30}"), "couches[1].bornes"),
        (layer("{type: acces, effecteurs: urgence, bornes: [30], fermeture: milieu}"), "couches[1].fermeture"),
        (layer("{type: cooperations, theme: jardinage}"), "couches[1].theme"),
        (layer("{type: sites, symboles: [{libelle: Sans activité}]}"), "couches[1].symboles[1].activites"),
        (layer("{type: sites, symboles: [su], sauf: {smur: smur_ant}}"), "couches[1].sauf.smur"),
        (layer("{type: points, points: dae, legende: DAE, couleur: bleuâtre}"), "couches[1].couleur"),
        (layer("{type: couverture, table: cls, legende: L, classes: [signe]}"), "couches[1].classes"),
        (layer("{type: zonage, zonage: epci}") + "    notes:\n", "notes"),
    ],
)
def test_a_fault_names_file_sheet_and_key(tmp_path, text, key):
    with pytest.raises(InputError) as caught:
        load_catalogue(write(tmp_path / "a", text))
    (finding,) = caught.value.findings
    assert finding.code == "CAT01"
    assert (finding.params["fichier"], finding.params["feuille"], finding.params["cle"]) == ("essai.yaml", "X01", key)


@pytest.mark.parametrize(
    ("text", "sheet", "key"),
    [
        ("feuille:\n  - {id: X01}\n", "?", "feuille"),
        ("- {id: X01}\n", "?", "feuilles"),
        ("feuilles: [X01]\n", "?", "feuilles[1]"),
        ("feuilles:\n  - {id: 12, titre: Un code}\n", "12", "feuilles[1].id"),
        ("familles:\n  - {id: X, titre: Tout rouge, couleur: '#zz0000'}\n", "X", "familles[1].couleur"),
    ],
)
def test_a_fault_of_the_file_itself_is_told(tmp_path, text, sheet, key):
    with pytest.raises(InputError) as caught:
        load_catalogue(write(tmp_path / "a", text))
    assert [(one.params["feuille"], one.params["cle"]) for one in caught.value.findings] == [(sheet, key)]


def test_blocks_that_are_none_are_told(tmp_path):
    text = "familles: non\nfeuilles:\n  - bonjour\n  - {titre: Sans nom}\n"
    with pytest.raises(InputError) as caught:
        load_catalogue(write(tmp_path / "a", text))
    keys = [finding.params["cle"] for finding in caught.value.findings]
    assert keys == ["familles", "feuilles[1]", "feuilles[2].id"]


def test_a_sheet_without_layers_changes_ours_key_by_key(tmp_path):
    own = write(tmp_path / "a", "feuilles:\n  - {id: T02, titre: Pays de chez nous, notes: [Une note.]}\n")
    ours, changed = load_catalogue().sheet("T02"), load_catalogue(own).sheet("T02")
    assert (changed.title, changed.notes) == ("Pays de chez nous", ("Une note.",))
    assert (changed.layers, changed.sources, changed.limits) == (ours.layers, ours.sources, ours.limits)


def test_a_catalogue_of_occitanie_speaks_of_aveyron():
    """The sheets O01 to O06 in another region's words, as a folder beside ours gives them."""
    catalogue = load_catalogue(EXAMPLES / "occitanie")
    ours = load_catalogue()
    assert [sheet.id for sheet in catalogue.sheets] == [sheet.id for sheet in ours.sheets]
    family = catalogue.sheet("O01").family
    assert family.title == "Schéma territorial de santé de l’Aveyron" != ours.sheet("O01").family.title
    for number in range(1, 6):
        assert catalogue.sheet(f"O0{number}").extent == ("departement", "12")
        assert ours.sheet(f"O0{number}").extent == ("departement", "56")
    assert catalogue.sheet("O01").layers == ours.sheet("O01").layers
    assert catalogue.sheet("O04").layers[0]["methode"] == "jenks"
    assert catalogue.sheet("O06").illegible and catalogue.sheet("O06").extent is None


def test_the_sheets_of_the_list_are_all_there_under_their_titles():
    """Titles as the list gives them; where ours differs the difference is said here."""
    listing = SHARED / "domain" / "catalogue_feuilles.csv"
    if not listing.is_file():
        pytest.skip("the list of sheets is absent: ../shared/domain/catalogue_feuilles.csv")
    lines = listing.read_text(encoding="utf-8").splitlines()
    listed = {row["id"]: row["titre_fr"] for row in csv.DictReader(lines, delimiter=";")}
    sheets = {sheet.id: sheet for sheet in load_catalogue().sheets}
    assert len(listed) == 63 and set(listed) <= set(sheets)
    changed = {
        "A08": "Deux illustrations : territoires de premier recours de Retiers et de Belle-Île-en-Mer",
        "H06": "Zones d’intervention des structures d’hospitalisation à domicile (HAD)",
        "O06": "Programmes d’éducation thérapeutique par département",
    }
    for sheet_id, title in listed.items():
        if sheet_id in sheets:
            ours = sheets[sheet_id].title.replace("–", "-")
            assert ours == changed.get(sheet_id, title).replace("–", "-"), sheet_id


def test_all_faults_are_told_at_once(tmp_path):
    folder = write(tmp_path / "a", SHEET.format(id="X01", family="T", layer="{type: nuage}"))
    write(folder, "feuilles: [", "casse.yaml")
    with pytest.raises(InputError) as caught:
        load_catalogue(folder)
    assert sorted(finding.code for finding in caught.value.findings) == ["CAT01", "CAT02"]


def test_an_unknown_sheet_and_an_absent_folder(tmp_path):
    with pytest.raises(InputError, match="CAT03"):
        load_catalogue().sheet("Z99")
    with pytest.raises(InputError, match="FIC01"):
        load_catalogue(tmp_path / "absent")
