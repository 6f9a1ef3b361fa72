"""The contents: every part of the book with the number of its first page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import groupby

from ..context import AtlasContext
from ..edition import typeset
from ..parts import CONTENTS, COVER, BookPart
from .flow import Paragraph
from .text_pages import TextPages

TITLE = "Sommaire"
_NUMBER = 8.5  # room for a page number before its title
_DASH = " – "
_SHARED = 3  # titles that begin alike


def contents(
    context: AtlasContext,
    parts: Callable[[], Sequence[BookPart]],
    colours: Mapping[str, str],
    numbers: Callable[[], Mapping[str, int]],
) -> BookPart:
    """The contents as a part of the book.

    Args:
        context: of the run.
        parts: the parts of the whole book.
        colours: of the families, by title.
        numbers: first page of each part, by id.
    """
    strip = context.charter.values["livre"]["bande"]

    def text(pages: Mapping[str, int]) -> TextPages:
        return TextPages(TITLE, strip, "", entries(parts(), pages, colours))

    # A title takes as many lines whatever its number: the size of the contents does not wait for the numbers.
    size = text({}).pages(context)
    return BookPart("sommaire", CONTENTS, TITLE, "", size, lambda page: text(numbers()).build(context, TITLE, page))


def entries(parts: Sequence[BookPart], numbers: Mapping[str, int], colours: Mapping[str, str]) -> list[Paragraph]:
    """A line for each part, the families above what stands in them."""
    lines: list[Paragraph] = []
    listed = [part for part in parts if part.kind not in (COVER, CONTENTS)]
    for _, group in groupby(listed, key=lambda part: part.family or part.title):
        head, *inner = group
        if head.family:
            head, inner = None, [head, *inner]
        title = head.title if head else inner[0].family
        lines.append(_heading(title, str(numbers.get(head.id, "")) if head else "", colours.get(title, "")))
        lines += sheet_entries(inner, numbers)
    return lines


def sheet_entries(parts: Iterable[BookPart], numbers: Mapping[str, int]) -> list[Paragraph]:
    """A line for each sheet, its page before its title; what several titles in a row begin with is said once."""
    lines: list[Paragraph] = []
    for beginning, group in groupby(parts, key=lambda part: part.title.partition(_DASH)[0]):
        same = list(group)
        shared = len(same) >= _SHARED and all(_DASH in part.title for part in same)
        if shared:
            lines.append(Paragraph(typeset(f"{beginning} :"), "sommaire", 0.9, _NUMBER, keep=True, whole=True))
        for part in same:
            title = part.title.partition(_DASH)[2] if shared else part.title
            number = str(numbers.get(part.id, ""))
            lines.append(Paragraph(typeset(title), "sommaire", 0.9, _NUMBER, number, "sommaire_page", whole=True))
    return lines


def _heading(title: str, number: str, colour: str) -> Paragraph:
    words = f"{title}, p.\u00a0{number}" if number else title
    return Paragraph(
        typeset(words), "sommaire_famille", 5.0, 3.4 if colour else 0.0, chip=colour, keep=True, whole=True
    )
