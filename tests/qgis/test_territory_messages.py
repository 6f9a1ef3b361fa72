"""Every finding on territories reads as a sentence that names what it is about, in English and in French."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from own_qgis import ROOT

from plugin.core.findings import Finding, Severity
from plugin.gis.messages import MESSAGES, sentence

SAMPLES = [
    (Finding("COM01", row=3, value="1001", params={"propose": "01001"}), ["3", "1001", "01001"]),
    (Finding("COM02", Severity.INFO, params={"nombre": 2}), ["2"]),
    (Finding("COM03", row=4, params={"insee": "35238"}), ["4", "35238"]),
    (Finding("COM04", row=4, params={"insee": "35238"}), ["4", "35238"]),
    (Finding("COM05", value="35999", params={"insee": "35999"}), ["35999"]),
    (Finding("COM06", params={"insee": "56034", "nom": "Carnac", "d": 459}), ["Carnac", "56034", "459"]),
    (Finding("TER01", row=5, value="E1", params={"type": "epci"}), ["5", "E1", "epci"]),
    (Finding("TER02", row=6, params={"insee": "99999", "annee": 2025}), ["6", "99999", "2025"]),
    (Finding("TER03", params={"insee": "35238", "a": "A", "b": "B", "type": "pays"}), ["35238", "A, B", "pays"]),
    (Finding("TER04", params={"insee": "29155", "type": "epci"}), ["29155", "epci"]),
    (Finding("TER05", params={"id": "Îles", "cause": "Self-intersection"}), ["Îles", "Self-intersection"]),
    (Finding("TER06", params={"a": "Redon", "b": "Vannes", "ha": 12.5}), ["Redon", "Vannes", "ha"]),
    (Finding("TER07", params={"s": "12G05", "pop": 95000}), ["12G05", "95"]),
    (Finding("TER08", params={"id": "Îles", "parts": 11}), ["Îles", "11"]),
    (Finding("TER09", row=2, value="epcii"), ["2", "epcii"]),
    (Finding("TER10", params={"a": "Est", "b": "Ouest", "ha": 3.0}), ["Est", "Ouest", "3"]),
    (
        Finding("TER11", params={"nom": "Tremblay", "insee": "35341", "annee": 2018, "nouveau": ["35004"]}),
        ["Tremblay", "35341", "2018", "35004"],
    ),
    (
        Finding("TER12", params={"nom": "Bieuzy", "insee": "56016", "annee": 2018, "nouveau": ["56173 (99 %)"]}),
        ["Bieuzy", "56016", "56173 (99 %)"],
    ),
    (Finding("TER13", params={"insee": "35004", "a": "A", "b": "B", "type": "pays"}), ["35004", "A, B", "pays"]),
    (Finding("TER14", params={"id": "Z1"}), ["Z1"]),
    (Finding("TER15", value="x", params={"attendu": ["action"]}), ["x", "action"]),
    (Finding("TER16", row=8), ["8"]),
    (Finding("TER17", row=8, params={"insee": "35238", "type": "epci"}), ["8", "35238", "epci"]),
    (Finding("TER18", params={"nom": "A", "insee": "35238", "part": 50, "annee": 2018}), ["35238", "50", "2018"]),
    (
        Finding("TER19", value="virois", params={"type": "tv", "parent": "ts", "a": "3", "b": ["4"]}),
        ["virois", "tv", "ts", "3, 4"],
    ),
    (Finding("TER20", params={"id": "Z", "a": "35001", "b": ["22001"]}), ["Z", "35001", "22001"]),
    (Finding("TER21", params={"lignes": 3, "actifs": 120}), ["3", "120"]),
    (Finding("TER22", params={"id": "Sein", "pop": 240}), ["Sein", "240"]),
    (Finding("TER23", params={"insee": "35238"}), ["35238", "IRIS"]),
    (Finding("TER24", params={"insee": "35238"}), ["35238"]),
    (Finding("TER25", params={"a": "A", "b": "B", "ha": 0.4}), ["A", "B"]),
    (Finding("TER26", params={"a": "A", "ha": 0.4}), ["A"]),
    (Finding("TER27", params={"a": "A", "ha": 40}), ["A", "40"]),
    (Finding("TER28", row=9, params={"id": "E1"}), ["9", "E1"]),
    (Finding("TER29"), []),
    (Finding("TER47"), []),
    (Finding("TER30", params={"type": "pays"}), ["pays"]),
    (Finding("TER31", params={"nombre": 16}), ["16"]),
    (Finding("TER32", params={"n": 2, "liste": ["352380101", "352380102"]}), ["2", "352380101, 352380102"]),
    (Finding("TER40", params={"type": "Pays"}), ["Pays"]),
    (Finding("TER41", params={"type": "x", "liste": ["canton", "epci"]}), ["x", "canton, epci"]),
    (Finding("TER42", params={"type": "Zones HAD"}), ["Zones HAD"]),
    (Finding("TER43", params={"id": "TS9", "type": "Pays"}), ["TS9", "Pays"]),
]


@pytest.mark.parametrize(("finding", "named"), SAMPLES, ids=lambda value: getattr(value, "code", None))
def test_a_sentence_names_what_it_is_about(finding, named, qgis_app):
    text = sentence(finding)
    assert "?" not in text.replace("lost?", "").replace("perdu ?", ""), "every value the sentence wants is given"
    for word in named:
        assert word in text


def test_every_code_on_territories_is_in_the_samples_and_in_french():
    codes = {code for code in MESSAGES if re.match(r"(TER|COM)\d\d", code)}
    assert codes == {finding.code for finding, _ in SAMPLES}
    tree = ElementTree.parse(ROOT / "resources" / "i18n" / "atlas_soins_fr.ts")
    french = {message.findtext("source"): message.findtext("translation") for message in tree.iter("message")}
    for code in codes:
        translation = french[MESSAGES[code]]
        assert translation
        assert set(re.findall(r"\{\w+\}", translation)) == set(re.findall(r"\{\w+\}", MESSAGES[code])), code
