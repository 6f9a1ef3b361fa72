"""A run over the parts of a book: each to its file, all in one, and a manifest of what was printed and what was not."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from qgis.core import QgsPrintLayout

from ...core.findings import InputError
from ..context import AtlasContext
from ..parts import BookPart, Skipped
from ..states import sheet_and_data
from .book import bind
from .files import export_pdf

BOOK = "atlas.pdf"
PROJECT = "atlas.qgz"


@dataclass
class PrintedPart:
    """A line of the manifest: ``file`` is missing when the sheet was skipped, ``lacking`` says why.

    ``donnees`` is the hash of the data a sheet was drawn from (`states.data_state`).
    """

    id: str
    title: str
    family: str
    kind: str
    page: int | None = None
    pages: int = 0
    file: str | None = None
    donnees: str | None = None
    lacking: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Book:
    """What an export wrote. ``bookmarked`` is False where pypdf was missing and the PDF has no bookmarks."""

    path: Path
    printed: list[PrintedPart]
    skipped: list[PrintedPart]
    bookmarked: bool


def export_parts(
    context: AtlasContext,
    parts: Sequence[BookPart],
    skipped: Sequence[Skipped],
    folder: Path,
    progress: Callable[[int, int, str], bool] = lambda done, total, what: True,
) -> Book | None:
    """Print the parts into ``folder``; None when ``progress`` answers False (cancelled).

    Raises:
        InputError: EXP01 when there is no part, EXP02 when a file cannot be written.
    """
    if not parts:
        raise InputError.of("EXP01", manquant=", ".join(sorted({table for one in skipped for table in one.lacking})))
    pages = folder / "feuilles"
    pages.mkdir(parents=True, exist_ok=True)
    printed: list[PrintedPart] = []
    made: list[tuple[BookPart, Path, QgsPrintLayout]] = []
    page = 1
    for done, part in enumerate(parts):
        if not progress(done, len(parts), part.id):
            return None
        layout = part.build(page)
        path = pages / f"{part.id}.pdf"
        export_pdf(layout, path)
        made.append((part, path, layout))
        entry = PrintedPart(part.id, part.title, part.family, part.kind, page, part.pages)
        entry.file, entry.donnees = str(path.relative_to(folder)), sheet_and_data(layout)[1]
        printed.append(entry)
        page += part.pages
    _save_project(context, folder)
    left_out = [
        PrintedPart(one.sheet.id, one.sheet.title, one.sheet.family.title, "feuille", lacking=one.lacking)
        for one in skipped
    ]
    book = folder / BOOK
    bookmarked = bind(context.edition, made, book)
    manifest = {"feuilles": [asdict(entry) for entry in (*printed, *left_out)], "signets": bookmarked}
    (folder / "atlas.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
    return Book(book, printed, left_out, bookmarked)


def _save_project(context: AtlasContext, folder: Path) -> None:
    """Keep the layouts as a QGIS project beside the PDF, for retouching in the layout designer."""
    context.project.setCrs(context.base.crs)
    context.project.setTitle(f"Atlas {context.edition.region} {context.edition.edition}".strip())
    path = folder / PROJECT
    if not context.project.write(str(path)):
        raise InputError.of("EXP02", chemin=str(path), cause=context.project.error())
