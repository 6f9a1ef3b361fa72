"""The catalogue: ours is sound, a cartographer's own extends it, and a mistake is named by file, sheet and key."""

from pathlib import Path

import pytest

from plugin.atlas.catalogue import load_catalogue
from plugin.core.findings import InputError

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
