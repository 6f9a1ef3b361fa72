"""What a book is made of: parts that know their pages before they are drawn."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from qgis.core import QgsPrintLayout

from ..core.pause import pause
from .catalogue import Sheet
from .context import AtlasContext
from .sheet import Prepared, build_sheet, prepare

COVER, CONTENTS, FAMILY, SHEET, TERRITORIES, METHOD = (
    "couverture",
    "sommaire",
    "famille",
    "feuille",
    "territoires",
    "methode",
)


@dataclass(frozen=True)
class BookPart:
    """A stretch of pages of one layout.

    ``id`` is a sheet's ("H22") or says what it is ("couverture", "famille_hospitalier", "territoires_epci").
    ``kind`` is one of the names above. ``title`` is what contents and bookmarks say, ``family`` the title of the
    bookmark it stands under: "" at the top, where a part may itself be the bookmark of that title. ``pages`` is how
    many it takes. ``build`` draws it, given the number of its first page; a layout whose QGIS atlas is on is run
    through.
    """

    id: str
    kind: str
    title: str
    family: str
    pages: int
    build: Callable[[int], QgsPrintLayout]


@dataclass(frozen=True)
class Skipped:
    """A sheet that is not in the book, and the tables it waits for."""

    sheet: Sheet
    lacking: list[str]


def sheet_parts(context: AtlasContext, sheets: Iterable[Sheet]) -> tuple[list[BookPart], list[Skipped]]:
    """The sheets whose data is complete, as parts of one page, and those that must wait."""
    parts, skipped = [], []
    for sheet in sheets:
        pause()
        prepared = prepare(context, sheet)
        if prepared.lacking:
            skipped.append(Skipped(sheet, prepared.lacking))
        else:
            parts.append(sheet_part(context, prepared))
    return parts, skipped


def first_pages(parts: Iterable[BookPart]) -> dict[str, int]:
    """The number of the first page of each part, by its id."""
    numbers, page = {}, 1
    for part in parts:
        numbers[part.id] = page
        page += part.pages
    return numbers


def sheet_part(context: AtlasContext, prepared: Prepared) -> BookPart:
    """A sheet whose data is complete."""
    sheet = prepared.sheet
    return BookPart(
        sheet.id, SHEET, sheet.title, sheet.family.title, 1, lambda page: build_sheet(context, prepared, page)
    )
