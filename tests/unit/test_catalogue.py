"""The catalogue: ours is sound, a cartographer's own extends it, and a mistake is named by file, sheet and key."""

import re
from pathlib import Path

import pytest
import yaml

from plugin.atlas.catalogue import load_catalogue
from plugin.core.findings import InputError

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
    ],
)
def test_a_fault_names_file_sheet_and_key(tmp_path, text, key):
    with pytest.raises(InputError) as caught:
        load_catalogue(write(tmp_path / "a", text))
    (finding,) = caught.value.findings
    assert finding.code == "CAT01"
    assert (finding.params["fichier"], finding.params["feuille"], finding.params["cle"]) == ("essai.yaml", "X01", key)


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
