"""The French of the interface: nothing untranslated, the same values and shortcuts as the English, French spaces."""

from __future__ import annotations

import re
from string import Formatter
from xml.etree import ElementTree

import pytest
from own_qgis import ROOT

_MESSAGES = list(ElementTree.parse(ROOT / "resources" / "i18n" / "atlas_soins_fr.ts").getroot().iter("message"))
PAIRS = [(message.findtext("source"), message.findtext("translation") or "") for message in _MESSAGES]
# Not prose: times of day, addresses, filters of file dialogs, codes in tables of values
_NOT_PROSE = re.compile(r"https?:\S+|\w+://\S+|\d+:\d+|EPSG:\S+|;;|`[^`]*`|\w+:\w[\w:{}]*|&\w+;|<[^>]*>")


def values(text: str) -> list[str]:
    return sorted(f"{name}{spec}" for _, name, spec, _ in Formatter().parse(text) if name is not None)


def shortcuts(text: str) -> int:
    return len(re.findall(r"&[^&\s]", text.replace("&&", "")))


def bad_spaces(text: str) -> list[str]:
    """The places where French wants a space before a mark or inside guillemets, or has two."""
    prose = _NOT_PROSE.sub("…", text)
    return re.findall(r"[^\s(«][:;!?»](?=\s|$)|«(?!\s)|[ \u00a0]{2,}|\s[,.](?=\s|$)|\w'\w", prose)


def test_every_text_is_translated():
    unfinished = [m.findtext("source") for m in _MESSAGES if m.find("translation").get("type") is not None]
    assert unfinished == []
    assert [english for english, french in PAIRS if not french.strip()] == []
    assert len(PAIRS) > 500


def test_the_same_values_stand_in_both():
    assert [english for english, french in PAIRS if values(english) != values(french)] == []


def test_a_shortcut_in_one_is_a_shortcut_in_the_other():
    assert [english for english, french in PAIRS if shortcuts(english) != shortcuts(french)] == []


def test_beginning_and_end_are_alike():
    edges = [
        english for english, french in PAIRS
        if english[:1].isspace() != french[:1].isspace() or english[-1:].isspace() != french[-1:].isspace()
        or english.count("\n") != french.count("\n")
    ]  # fmt: skip
    assert edges == []


def test_french_spaces_and_apostrophes():
    assert {french: bad_spaces(french) for _, french in PAIRS if bad_spaces(french)} == {}


@pytest.mark.parametrize("text", ["Oui!", "Nom: x", "«oui»", "deux  mots", "l'atlas", "fin ."])
def test_what_is_no_french_is_seen(text):
    assert bad_spaces(text)
