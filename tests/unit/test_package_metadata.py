"""What plugins.qgis.org and QGIS's plugin manager read before any code runs."""

from __future__ import annotations

import configparser
import re
import tomllib

from own_qgis import ROOT

REQUIRED = (
    "name", "qgisMinimumVersion", "qgisMaximumVersion", "description", "about", "version", "author", "email", "tracker",
    "repository", "homepage", "icon", "tags", "category", "hasProcessingProvider",
)  # fmt: skip


def metadata() -> dict[str, str]:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str
    parser.read(ROOT / "metadata.txt", encoding="utf-8")
    return dict(parser["general"])


def test_metadata_is_complete():
    values = metadata()
    assert [key for key in REQUIRED if not values.get(key)] == []
    assert values["qgisMinimumVersion"] == "3.40"
    assert values["qgisMaximumVersion"] == "4.99"
    assert values["hasProcessingProvider"] == "yes"
    for key in ("tracker", "repository", "homepage"):
        assert values[key].startswith("https://"), key


def test_english_metadata_has_french_twins():
    values = metadata()
    for key in ("name", "description", "about", "changelog"):
        assert values[f"{key}[fr]"]
        assert values[key].isascii(), f"{key} must be English"


def test_one_version_everywhere():
    version = metadata()["version"]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    newest = re.search(r"^## (\d+\.\d+\.\d+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert project["version"] == version
    assert newest[1] == version
    assert metadata()["changelog"].startswith(version)


def test_files_the_metadata_promises_are_there():
    assert (ROOT / metadata()["icon"]).is_file()
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "GNU GENERAL PUBLIC LICENSE" in licence
    assert "Version 3" in licence


def test_the_plugins_entry_imports_nothing_at_the_top():
    lines = (ROOT / "__init__.py").read_text(encoding="utf-8").splitlines()
    assert not [line for line in lines if line.startswith(("import ", "from "))]


def test_icons_are_drawings_without_links():
    icons = list((ROOT / "resources" / "icons").glob("*.svg"))
    assert icons
    for icon in icons:
        text = icon.read_text(encoding="utf-8")
        assert "viewBox" in text, icon.name
        assert not re.search(r"<(image|script|style)|href", text), icon.name
