"""A part of the book that is text: a title, perhaps a list beside it, and paragraphs on as many pages as they need."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from qgis.core import QgsPrintLayout

from ...gis.charter import Charter
from ..context import AtlasContext
from ..layout_items import Place, add_block, add_label, line_height, wrapped
from .flow import Flow, Paragraph, Piece
from .pages import BookPages, PageFormat

# Millimetres of A4.
_TOP = 24.0
_LEFT = 14.0
_ASIDE = 68.0  # width of title and list on a landscape page
_GAP = 10.0
_STEP = 4.0


@dataclass(frozen=True)
class TextPages:
    """What is set; ``aside`` makes the list under the title, when the page numbers are known."""

    title: str
    colour: str
    family: str
    content: Sequence[Paragraph]
    aside: Callable[[], Sequence[Paragraph]] = tuple
    columns: int = 2

    def pages(self, context: AtlasContext) -> int:
        """How many pages it takes."""
        setting = _Setting(self, PageFormat.of(context), context.charter)
        return max(setting.text.pages, setting.list.pages)

    def build(self, context: AtlasContext, name: str, first_page: int) -> QgsPrintLayout:
        """Draw it."""
        form = PageFormat.of(context)
        setting = _Setting(self, form, context.charter)
        pages = BookPages(context, name, max(setting.text.pages, setting.list.pages), form)
        pages.frame(self.colour, self.family, first_page)
        for number, (line, place) in enumerate(setting.title_lines(), start=1):
            add_label(pages.layout, f"titre_{number}", line, pages.charter.text("partie"), place)
        rule = replace(form.place(_LEFT, 0, 18, 0.8), y=setting.under - 3.0 * form.unit)
        add_block(pages.layout, "filet", self.colour, rule)
        setting.text.draw(pages.layout)
        setting.list.draw(pages.layout, "liste")
        return pages.finish(first_page)


class _Setting:
    """The parts of a TextPages on pages of a format: side by side in landscape, one under the other in portrait."""

    def __init__(self, content: TextPages, form: PageFormat, charter: Charter):
        self.content, self.form = content, form
        self.charter = charter.scaled(form.text)
        self._title = self.charter.text("partie")
        self._title_width = (_ASIDE if form.landscape else form.right - _LEFT) * form.unit
        self._lines = wrapped(content.title, self._title, self._title_width)
        self.under = _TOP * form.unit + len(self._lines) * line_height(self._title) + 7.0 * form.unit
        if form.landscape:
            # Text first: what it leaves free takes the end of a long list.
            self.text = self._set_text(_LEFT + _ASIDE + _GAP, _TOP + 1.0, beside=False)
            self.list = self._set_list_beside()
            if self.list.pages > 1:
                self.text = self._set_text(_LEFT + _ASIDE + _GAP, _TOP + 1.0, beside=True)
        else:
            self.list = self._set_list_above()
            self.text = self._set_text(_LEFT, self._below_list(), beside=True)

    def title_lines(self) -> list[tuple[str, Place]]:
        """Each line of the title and its place, with room beyond what was measured."""
        height = line_height(self._title)
        first = self.form.place(_LEFT, _TOP, 0, 0)
        return [
            (line, Place(first.x, first.y + n * height, self._title_width + 4.0, height + 0.5))
            for n, line in enumerate(self._lines)
        ]

    def _set_list_beside(self) -> Flow:
        form, under = self.form, self.under / self.form.unit
        first = form.place(_LEFT, under, _ASIDE, form.foot - under)
        others = form.place(_LEFT, _TOP + 1.0, _ASIDE, form.foot - _TOP - 1.0)
        return Flow(self.charter, [first, *self._free()], [others]).set(self.content.aside())

    def _free(self) -> list[Place]:
        """What the text leaves of its columns, where it has but one page."""
        if self.text.pages > 1:
            return []
        free = []
        for column in self.form.columns(_LEFT + _ASIDE + _GAP, _TOP + 1.0, self.content.columns):
            ends = [self._end(piece) for piece in self.text.pieces if piece.x == column.x]
            top = max(ends, default=column.y - _GAP) + _GAP
            free.append(replace(column, y=top, height=max(column.bottom - top, 0.0)))
        used = [number for number, place in enumerate(free) if place.y > _TOP * self.form.unit + 5.0]
        return free[max(used, default=0) :]

    def _set_list_above(self) -> Flow:
        form, rows = self.form, self.content.aside()
        columns = form.columns(_LEFT, self.under / form.unit, 2)
        height = _STEP
        while True:
            # The lowest pair of columns that holds the list.
            low = [replace(place, height=min(height * form.unit, place.height)) for place in columns]
            flow = Flow(self.charter, low, columns).set(rows)
            if flow.pages == 1 or height * form.unit >= columns[0].height:
                return flow
            height += _STEP

    def _set_text(self, left: float, top: float, beside: bool) -> Flow:
        form, count = self.form, self.content.columns
        first, others = form.columns(left, top, count), form.columns(left, _TOP + 1.0, count)
        if not beside:
            others = form.columns(_LEFT, _TOP + 1.0, count + 1)
        return Flow(self.charter, first, others).set(self.content.content)

    def _end(self, piece: Piece) -> float:
        """The y under a piece."""
        return piece.y + len(piece.lines) * line_height(self.charter.text(piece.paragraph.role))

    def _below_list(self) -> float:
        """The y under title and list, in millimetres of A4."""
        ends = [self._end(piece) for piece in self.list.pieces]
        return (max(ends) / self.form.unit + 8.0) if ends else self.under / self.form.unit
