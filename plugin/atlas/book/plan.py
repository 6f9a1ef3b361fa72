"""The book in its order: which parts, on which pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from ..catalogue import Catalogue, Sheet
from ..context import AtlasContext
from ..parts import CONTENTS, COVER, FAMILY, METHOD, SHEET, TERRITORIES, BookPart, Skipped, first_pages, sheet_parts
from .contents import contents
from .cover import cover
from .family_page import family_part
from .method import method

ALL_KINDS = (COVER, CONTENTS, FAMILY, SHEET, TERRITORIES, METHOD)


@dataclass(frozen=True)
class BookOptions:
    """What the book holds: ``kinds`` of parts, and the type of the ``territories`` that have a page each, if any."""

    kinds: frozenset[str] = frozenset(ALL_KINDS)
    territories: str = ""


@dataclass
class BookPlan:
    """The parts in their order, and the sheets that wait for data."""

    parts: list[BookPart] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    def numbers(self) -> Mapping[str, int]:
        """The first page of each part, by its id."""
        return first_pages(self.parts)


def book_plan(
    context: AtlasContext, catalogue: Catalogue, sheets: Sequence[Sheet], options: BookOptions | None = None
) -> BookPlan:
    """The parts of a book of some sheets of a catalogue.

    Raises:
        InputError: TER10 for a type without territories; FIC01, FIC04 for the texts of the edition.
    """
    options = options or BookOptions()
    plan = BookPlan()
    drawn, plan.skipped = sheet_parts(context, sheets)
    if COVER in options.kinds:
        plan.parts.append(cover(context))
    inner: list[BookPart] = []
    for family in catalogue.families:
        own = [part for part in drawn if part.family == family.title]
        if own and FAMILY in options.kinds:
            inner.append(family_part(context, family, own, plan.numbers))
        if SHEET in options.kinds:
            inner += own
    if TERRITORIES in options.kinds and options.territories:
        from .territory_pages import territory_part

        inner.append(territory_part(context, options.territories))
    if METHOD in options.kinds:
        printed = {part.id for part in drawn}
        inner.append(method(context, [sheet for sheet in sheets if sheet.id in printed]))
    if CONTENTS in options.kinds:
        colours = {family.title: family.colour for family in catalogue.families}
        plan.parts.append(contents(context, lambda: inner, colours, plan.numbers))
    plan.parts += inner
    return plan
