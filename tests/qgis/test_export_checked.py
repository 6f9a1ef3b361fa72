"""What the check of the sheets blocks stops the book, all sheets told at once; it can be printed all the same."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from plugin.atlas.export.options import ExportOptions
from plugin.atlas.export.run import Book, export_steps
from plugin.core.findings import InputError
from plugin.core.schema import Source
from plugin.gis.resources import DATA
from plugin.gis.workspace import Workspace


def printed(workspace: Path, folder: Path, **options) -> Book:
    steps = export_steps(
        ExportOptions(str(workspace), ("T01", "T02"), kinds=("feuille",), processes=1, **options), folder
    )
    while True:
        try:
            next(steps)
        except StopIteration as ended:
            return ended.value


@pytest.fixture
def sourceless(tmp_path, qgis_app) -> Path:
    """The demo with pays that say of no one where they come from: T02 has no source to print."""
    path = tmp_path / "bretagne.gpkg"
    shutil.copy(DATA / "demo" / "bretagne.gpkg", path)
    workspace = Workspace.open(path)
    rows = workspace.read("territoire", where={"type": "pays"})
    composition = workspace.read("composition", where={"type": "pays"})
    with workspace.writing() as write:
        write.replace("territoire", rows, Source("", mention=" "), part="pays")
        write.replace("composition", composition, Source("", mention=" "), part="pays")
    return path


def test_a_sheet_without_a_source_stops_the_book(sourceless, tmp_path):
    folder = tmp_path / "pdf"
    with pytest.raises(InputError) as stopped:
        printed(sourceless, folder)
    first, *reasons = stopped.value.findings
    assert (first.code, first.params["feuilles"]) == ("EXP10", "T02")
    assert {one.params["feuille"] for one in reasons} == {"T02"}
    assert not (folder / "atlas.pdf").exists()
    assert [path.name for path in (folder / "feuilles").iterdir()] == ["T01.pdf"]
    book = printed(sourceless, folder, unchecked=True)
    assert [part.id for part in book.printed] == ["T01", "T02"]
    assert (folder / "atlas.pdf").is_file()
