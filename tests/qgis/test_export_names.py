"""Names of exported files: a pattern, safe everywhere, collisions told before anything is drawn."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.atlas.export.names import file_names, safe_name
from plugin.atlas.parts import SHEET, BookPart, first_pages
from plugin.core.findings import InputError


def part(part_id: str, title: str, family: str = "Offre", pages: int = 1) -> BookPart:
    return BookPart(part_id, SHEET, title, family, pages, lambda page: None)


def names(parts, pattern, edition="2026"):
    return file_names(parts, first_pages(parts), pattern, edition)


def test_a_pattern_is_filled_in_and_accents_stay():
    parts = [
        part("H22", "Accès : soins d’urgence ?"),
        part("C09", "Urgences", "Coopérations", 2),
        part("T01", "Cantons"),
    ]
    assert names(parts, "{page} {famille} – {feuille} {titre} ({edition})") == {
        "H22": "01 Offre – H22 Accès - soins d’urgence - (2026)",
        "C09": "02 Coopérations – C09 Urgences (2026)",
        "T01": "04 Offre – T01 Cantons (2026)",
    }


def test_what_is_no_field_is_told_with_the_fields_there_are():
    with pytest.raises(InputError) as caught:
        names([part("H22", "Accès")], "{sheet}.{titre.__class__}")
    (finding,) = caught.value.findings
    assert finding.code == "EXP03"
    assert finding.params["inconnu"] == ["sheet", "titre.__class__"]
    assert "feuille" in finding.params["champs"]


def test_every_collision_is_told_even_by_case_alone():
    parts = [part("H1", "Accès"), part("H2", "ACCÈS"), part("H3", "Lits"), part("H4", "Lits/"), part("H5", "Lits-")]
    with pytest.raises(InputError) as caught:
        names(parts, "{titre}")
    assert [finding.params["feuilles"] for finding in caught.value.findings] == [["H1", "H2"], ["H4", "H5"]]


@pytest.mark.parametrize("name", ["CON", "nul.txt", "lpt1", "com¹", "...", "", " . "])
def test_names_that_windows_keeps_for_itself_are_changed(name):
    assert safe_name(name).startswith("_")


@given(st.text(max_size=300))
def test_any_text_becomes_a_name_for_every_system(text):
    name = safe_name(text)
    assert name and len(name) <= 121
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]', name)
    assert not name.endswith((" ", "."))
    assert safe_name(name) == name
