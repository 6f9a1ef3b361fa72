"""The words of the findings: every code has some, in both languages, and no finding makes them fail."""

from __future__ import annotations

import ast
import re
from string import Formatter
from xml.etree import ElementTree

import pytest
from own_qgis import ROOT
from shared_data import SHARED

from plugin.core.findings import Finding, Severity
from plugin.gis.messages import MESSAGES, sentence

TS = ROOT / "resources" / "i18n" / "atlas_soins_fr.ts"
FAMILIES = {
    "FIC": 5,
    "COM": 1,
    "TER": 9,
    "ETA": 10,
    "AUT": 5,
    "CAP": 1,
    "COO": 14,
    "URG": 2,
    "TPS": 3,
    "ZON": 2,
    "OQO": 3,
}  # of the domain notes, section 4


def french() -> dict[str, str]:
    """French by English source, all contexts together."""
    messages = ElementTree.parse(TS).getroot().iter("message")
    return {message.findtext("source"): message.findtext("translation") for message in messages}


def codes_in_the_source() -> set[str]:
    """The codes that the plugin's code adds to reports or raises."""
    paths = [path for path in (ROOT / "plugin").rglob("*.py") if path.parent.name != "message_texts"]
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    return set(re.findall(r"""\(\s*"([A-Z]{3}\d\d)"[,)]""", text))


def test_every_code_of_the_domain_has_a_sentence():
    expected = {f"{family}{number:02}" for family, count in FAMILIES.items() for number in range(1, count + 1)}
    assert expected <= set(MESSAGES)


def test_every_code_in_use_has_a_sentence():
    found = codes_in_the_source()
    assert len(found) > 20
    assert found - set(MESSAGES) == set()


def test_french_names_the_same_values_as_english():
    translations = french()
    for code, english in MESSAGES.items():
        assert english in translations, code
        assert _names(translations[english]) == _names(english), code


def _names(template: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


def test_french_is_the_domains_own():
    notes = SHARED / "domain" / "domain.md"
    if not notes.exists():
        pytest.skip("domain notes absent: ../shared/domain/domain.md")
    rows = dict(re.findall(r"^\| ([A-Z]{3}\d\d) \| « (.+) »", notes.read_text(encoding="utf-8"), re.MULTILINE))
    assert len(rows) == 24
    translations = french()
    ours = {code: translations[MESSAGES[code]] for code in rows}
    assert ours == rows


def literals_to_translate() -> set[str]:
    """The texts inside ``tr``, ``translate`` and ``QT_TRANSLATE_NOOP``, read from the syntax tree."""
    found = set()
    for path in (ROOT / "plugin").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                place = {"tr": 0, "translate": 1, "QT_TRANSLATE_NOOP": 1}.get(name)
                if place is not None and len(node.args) > place and isinstance(node.args[place], ast.Constant):
                    found.add(node.args[place].value)
    return found


def test_every_text_of_the_interface_has_its_french():
    translations = french()
    # pylupdate5 passes over a call with a comma after its last argument: such a text is missing here too
    lacking = [text for text in sorted(literals_to_translate()) if not translations.get(text)]
    assert lacking == []


def test_a_class_translates_its_own_texts():
    # Qt looks a text up under the class of the object asked, pylupdate5 files it under the class it stands in
    asked = [
        f"{path.name}:{node.lineno}"
        for path in (ROOT / "plugin").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "tr"
        if getattr(node.func.value, "id", "") != "self"
    ]
    assert asked == []


def test_a_finding_becomes_a_sentence(qgis_app):
    finding = Finding("COO05", Severity.ERROR, row=12, column="etp", value="deux")
    assert sentence(finding) == "Line 12: medical time “deux” is not a number (example: 0.2)."


def test_no_line_no_line_number(qgis_app):
    assert sentence(Finding("COO07")) == "An establishment cannot cooperate with itself."


def test_the_file_is_named_even_where_the_text_does_not(qgis_app):
    said = sentence(Finding("FIC04", params={"chemin": "sites.csv", "col": "rs", "liste": ["a", "b"]}))
    assert said == "sites.csv: Required column missing: rs. Columns found: a, b."


def test_what_is_missing_prints_as_a_question_mark(qgis_app):
    for code in MESSAGES:
        said = sentence(Finding(code, row=3, value=float("nan"), params={"liste": None}))
        assert said
        assert "{" not in said


def test_braces_in_the_data_do_no_harm(qgis_app):
    assert "{x} {0}" in sentence(Finding("FIC01", params={"chemin": "{x} {0}"}))
    assert "{y}" in sentence(Finding("COO01", row=1, value="{y}"))


def test_an_unknown_code_still_says_what_it_holds(qgis_app):
    said = sentence(Finding("XYZ99", row=4, params={"site": "Auray"}))
    assert "XYZ99" in said
    assert "Auray" in said
    assert "4" in said


def test_a_long_list_is_cut(qgis_app):
    said = sentence(Finding("FIC04", params={"chemin": "f", "col": "c", "liste": [f"c{i}" for i in range(40)]}))
    assert "c11" in said
    assert "c12" not in said
    assert "…" in said
