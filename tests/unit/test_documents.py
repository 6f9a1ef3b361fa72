"""The documents: their links and pictures are there, the site builds from them, and what they name exists."""

from __future__ import annotations

import re
import subprocess
import sys
import xml.etree.ElementTree as ElementTree

import pytest
import yaml
from own_qgis import ROOT

DOCUMENTS = [
    ROOT / "README.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / "data").rglob("*.md")),
    *sorted((ROOT / "resources").rglob("README.md")),
]
GUIDE = sorted((ROOT / "docs" / "guide").glob("*.md"))
PICTURE_LIMIT = 150_000  # bytes


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(path):
    links = re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_pictures_are_light_and_each_is_shown():
    pictures = {picture.name: picture for picture in (ROOT / "docs" / "images").glob("*.png")}
    texts = [path.read_text(encoding="utf-8") for path in DOCUMENTS]
    shown = {name for text in texts for name in re.findall(r"images/([\w-]+\.png)", text)}
    assert shown == set(pictures)
    assert [name for name, picture in pictures.items() if picture.stat().st_size > PICTURE_LIMIT] == []


def test_the_site_builds_and_asks_nothing_of_a_network(tmp_path):
    pytest.importorskip("mkdocs", reason="the venv is older than .ci/requirements-test.txt: make venv")
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path)]
    made = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, timeout=120, check=False)
    assert made.returncode == 0, made.stderr
    pages = {
        path.relative_to(tmp_path).as_posix(): path.read_text(encoding="utf-8") for path in tmp_path.rglob("*.html")
    }
    assert "import_communes" in pages["traitements.html"] and "nmr_ou_reglement" in pages["modeles/index.html"]
    asked = r"<(?:script|img|iframe)[^>]+src=.(?:https?:)?//[^>]+|<link[^>]+stylesheet[^>]+href=.(?:https?:)?//[^>]+"
    assert [(name, found) for name, page in pages.items() for found in re.findall(asked, page)] == []


def test_the_guide_quotes_messages_as_they_are():
    tree = ElementTree.parse(ROOT / "resources" / "i18n" / "atlas_soins_fr.ts")
    known = {_plain(entry.findtext("translation") or "") for entry in tree.iter("message")}
    text = (ROOT / "docs" / "guide" / "depannage.md").read_text(encoding="utf-8")
    quoted = re.findall(r"^\| ([^|]+) \| [^|]+ \|$", text, re.MULTILINE)
    messages = [_plain(message) for message in quoted if message not in ("message", "---")]
    assert len(messages) > 30
    assert [message for message in messages if message not in known] == []


def test_the_guide_names_buttons_as_they_are():
    """Words in bold that end in … open a dialog: they are texts of the French interface."""
    tree = ElementTree.parse(ROOT / "resources" / "i18n" / "atlas_soins_fr.ts")
    known = {_plain(entry.findtext("translation") or "") for entry in tree.iter("message")}
    named = [
        (path.name, words)
        for path in GUIDE
        for words in re.findall(r"\*\*(?:[^*]+ > )?([^*>]+…)\*\*", path.read_text(encoding="utf-8"))
    ]
    assert len(named) > 10
    assert [(name, words) for name, words in named if _plain(words) not in known] == []


def test_every_bundled_folder_says_its_licence():
    """The READMEs of data and resources name each folder that is packed."""
    for folder in ("data", "resources"):
        text = (ROOT / folder / "README.md").read_text(encoding="utf-8")
        inside = [path.name for path in (ROOT / folder).iterdir() if path.is_dir() and path.name != "__pycache__"]
        assert [name for name in inside if f"`{name}/`" not in text] == [], folder
        assert "GPL-3.0" in text


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


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("&", "").replace("\u00a0", " ").replace("\u202f", " ")).strip()
