"""The page that opens a family: its text, and the sheets that follow with their pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from ..catalogue import Family
from ..context import AtlasContext
from ..parts import FAMILY, BookPart
from .contents import sheet_entries
from .flow import Paragraph, paragraphs
from .markdown import HEADING
from .text_pages import TextPages
from .texts import text_blocks


def family_part(
    context: AtlasContext, family: Family, sheets: Sequence[BookPart], numbers: Callable[[], Mapping[str, int]]
) -> BookPart:
    """The opening of a family as a part of the book; ``sheets`` are its parts, ``numbers`` the pages by id."""
    content = paragraphs(
        block
        for block in text_blocks(context, family.id)
        # The page has the family's title already.
        if not (block.kind == HEADING and block.text == family.title)
    )

    def text(pages: Mapping[str, int]) -> TextPages:
        def aside() -> list[Paragraph]:
            return sheet_entries(sheets, pages)

        return TextPages(family.title, family.colour, family.title, content, aside)

    size = text({}).pages(context)
    name = f"famille_{family.id}"
    return BookPart(name, FAMILY, family.title, "", size, lambda page: text(numbers()).build(context, name, page))
