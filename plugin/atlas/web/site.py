"""Writes the folder of web pages from what the sheets gave."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ...core.pause import pause
from ...gis.resources import RESOURCES
from ..edition import Edition
from .pages import INDEX, SCRIPT, STYLE, index_page, page_name, sheet_page

PICTURES = "images"
_RESOURCES = RESOURCES / "web"


@dataclass(frozen=True)
class WebSheet:
    """The files of a sheet as `extract` wrote them, and the name its page gets."""

    name: str
    picture: Path
    words: Path


def write_site(edition: Edition, sheets: Sequence[WebSheet], folder: Path) -> Path:
    """Write the pages into an empty folder; returns the index."""
    (folder / PICTURES).mkdir(parents=True)
    contents: list[Mapping] = [
        json.loads(sheet.words.read_text(encoding="utf-8")) | {"fichier": sheet.name} for sheet in sheets
    ]
    atlas = f"Atlas de l’offre de soins – {edition.region}".strip(" –")
    for number, (sheet, content) in enumerate(zip(sheets, contents, strict=True)):
        pause()
        picture = f"{PICTURES}/{sheet.name}.png"
        shutil.copyfile(sheet.picture, folder / picture)
        before = contents[number - 1] if number else None
        after = contents[number + 1] if number + 1 < len(contents) else None
        page = sheet_page(content, atlas, picture, before, after)
        (folder / page_name(content)).write_text(page, encoding="utf-8")
    for name in (STYLE, SCRIPT):
        shutil.copyfile(_RESOURCES / name, folder / name)
    issue = f"édition {edition.edition}" if edition.edition else ""
    words = " – ".join(part for part in (edition.agence, issue) if part)
    (folder / INDEX).write_text(index_page(contents, atlas, words), encoding="utf-8")
    return folder / INDEX
