"""The documents: their links lead somewhere, and the README names what there is."""

from __future__ import annotations

import re

import pytest
import yaml
from own_qgis import ROOT

DOCUMENTS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_links_lead_somewhere(path):
    links = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_readme_names_every_algorithm():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    sources = [path.read_text(encoding="utf-8") for path in (ROOT / "plugin" / "processing").glob("*.py")]
    names = [name for source in sources for name in re.findall(r'^    ID = "(\w+)"', source, re.MULTILINE)]
    assert len(names) > 20
    assert [name for name in names if f"`{name}`" not in readme] == []


def test_the_readme_names_every_sheet():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    files = [yaml.safe_load(path.read_text(encoding="utf-8")) for path in (ROOT / "data" / "catalogue").glob("*.yaml")]
    sheets = [sheet["id"] for file in files for sheet in file.get("feuilles", ())]
    assert len(sheets) > 30
    assert [sheet for sheet in sheets if not re.search(rf"\b{sheet}\b", readme)] == []
