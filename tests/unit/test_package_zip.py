"""The zip for plugins.qgis.org: the right files, the same bytes twice."""

from __future__ import annotations

import subprocess
import zipfile
from pathlib import Path

import pytest
from own_qgis import ROOT


def pack(target: Path) -> Path:
    subprocess.run(["/usr/bin/python3", ROOT / ".ci" / "package.py", "--zip", target], check=True, capture_output=True)
    return target


@pytest.fixture(scope="module")
def names(tmp_path_factory) -> list[str]:
    with zipfile.ZipFile(pack(tmp_path_factory.mktemp("zip") / "a.zip")) as archive:
        assert archive.testzip() is None
        return archive.namelist()


def test_the_same_bytes_twice(tmp_path):
    assert pack(tmp_path / "one.zip").read_bytes() == pack(tmp_path / "two.zip").read_bytes()


def test_everything_lies_in_one_folder(names):
    assert {name.split("/")[0] for name in names} == {"atlas_soins"}


def test_the_plugin_is_whole(names):
    needed = ("metadata.txt", "__init__.py", "LICENSE", "plugin/entry.py", "plugin/core/schema.py",
              "resources/icons/atlas_soins.svg", "resources/help/export_atlas.md")  # fmt: skip
    assert [name for name in needed if f"atlas_soins/{name}" not in names] == []
    if (ROOT / "resources" / "i18n" / "atlas_soins_fr.qm").exists():
        assert "atlas_soins/resources/i18n/atlas_soins_fr.qm" in names


def test_nothing_of_the_workshop_comes_along(names):
    unwanted = ("tests", "docs", ".ci", "build", ".git", ".gitignore", "Makefile", "pyproject.toml", "__pycache__")
    inside = [name for name in names if any(part in unwanted for part in name.split("/"))]
    assert inside == []
    assert [name for name in names if name.endswith((".sh", ".pyc", ".so", ".whl"))] == []


def test_it_is_small_enough(tmp_path):
    assert pack(tmp_path / "a.zip").stat().st_size < 25_000_000
