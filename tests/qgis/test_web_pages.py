"""The web pages as documents: what is hostile is text, every picture has words, headings go down one by one."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from itertools import pairwise

import pytest

from plugin.atlas.edition import Edition
from plugin.atlas.web.site import WebSheet, write_site

HOSTILE = "<script>alert(1)</script> \"' [% layer_property('x','y') %] & {titre}"
CHROMIUM = shutil.which("chromium")


def sheet(folder, name, title, commune):
    words = {
        "titre": title,
        "sous_titre": "12 sites : lesquels ?",
        "famille": "Offre de soins",
        "notes": "Une note.\nUne autre.",
        "source": "Source : SAE 2024",
        "edition": "Atlas 2026",
        "feuille": name,
        "page": "4",
        "legende": [{"titre": "Niveau", "lignes": [["Type III", "4"], [title, ""]]}],
        "tableau": [["Type III", f"CH {commune}", commune, "12,5"]],
    }
    path = folder / f"{name}.json"
    path.write_text(json.dumps(words), encoding="utf-8")
    picture = folder / f"{name}.png"
    picture.write_bytes(b"\x89PNG")
    return WebSheet(name, picture, path)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("web")
    sheets = [sheet(folder, "H01", "Médecine", "Plœmeur"), sheet(folder, "H02", HOSTILE, "Saint-Brieuc")]
    return write_site(Edition(region="Bretagne", agence="ARS <b>", edition="2026"), sheets, folder / "site").parent


class Reader(HTMLParser):
    """Keeps tags with their attributes, and the words."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.words = [], []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)


def page(site, name):
    return Reader((site / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", ["index.html", "H01.html", "H02.html"])
def test_hostile_text_is_only_text(site, name):
    read = page(site, name)
    scripts = [attributes for tag, attributes in read.tags if tag == "script"]
    assert scripts == ([{"src": "recherche.js"}] if name == "index.html" else [])
    assert not any(key.startswith("on") for _, attributes in read.tags for key in attributes)
    assert "b" not in [tag for tag, _ in read.tags]
    if name != "H01.html":
        assert "<script>alert(1)</script>" in "".join(read.words)


@pytest.mark.parametrize("name", ["index.html", "H01.html", "H02.html"])
def test_a_page_can_be_read_by_ear_and_keyboard(site, name):
    read = page(site, name)
    assert read.tags[0] == ("html", {"lang": "fr"})
    levels = [int(tag[1]) for tag, _ in read.tags if re.fullmatch(r"h\d", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert all(attributes.get("alt") for tag, attributes in read.tags if tag == "img")
    assert all("scope" in attributes for tag, attributes in read.tags if tag == "th")
    ids = [attributes["id"] for _, attributes in read.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    wanted = [attributes.get("for") or attributes.get("aria-labelledby") for _, attributes in read.tags]
    assert {one for one in wanted if one} <= set(ids)
    assert ("a", {"class": "saut", "href": "#contenu"}) in read.tags


def test_links_and_pictures_are_in_the_folder(site):
    for path in site.glob("*.html"):
        for _, attributes in page(site, path.name).tags:
            target = attributes.get("href") or attributes.get("src") or "#"
            assert "//" not in target
            assert target.startswith("#") or (site / target).is_file(), target


def test_french_spaces_stand_before_double_marks(site):
    assert "12 sites\u202f: lesquels\u202f?" in (site / "H01.html").read_text(encoding="utf-8")


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
@pytest.mark.parametrize(
    ("typed", "left", "said"),
    [("ploemeur", [], "Aucune feuille"), ("plœmeur", ["H01"], "1 feuille"), ("SAINT brieuc", ["H02"], "1 feuille")],
)
def test_the_search_narrows_the_list_in_a_browser(site, tmp_path, typed, left, said):
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"]
    command += ["--disable-background-networking", f"--user-data-dir={tmp_path}", "--dump-dom"]
    address = (site / "index.html").as_uri() + "#" + typed.replace(" ", "%20")
    shown = subprocess.run([*command, address], capture_output=True, text=True, timeout=120, check=True).stdout
    entries = re.findall(r"<li data-mots=[^>]*>", shown)
    numbers = ["H01", "H02"]
    assert [name for name, entry in zip(numbers, entries, strict=True) if "hidden" not in entry] == left
    assert f">{said}</p>" in shown
