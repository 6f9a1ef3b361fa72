"""Text set line by line into the columns of as many pages as it needs. What is measured here is what is printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from qgis.core import QgsPrintLayout, QgsTextFormat

from ...gis.charter import Charter
from ...gis.pinned_labels import text_size
from ..layout_items import Place, add_block, add_label, line_height, wrapped
from .markdown import HEADING, ITEM, SUBHEADING, Block

_INDENT = 4.5  # of a list's text, from its mark
# Beside and under the lines of a label: QGIS, whose measure is another, must not break or cut what was measured.
_ROOM_BESIDE, _ROOM_UNDER = 5.0, 0.5
_LEAST_LINES = 2  # of a paragraph at a column's foot or head


@dataclass(frozen=True)
class Paragraph:
    """Text to set: ``role`` of the charter, room ``before`` it in mm, ``indent`` of its lines from the column's edge.

    ``mark`` stands at the column's edge in ``mark_role``, ``chip`` is a colour shown there. ``keep`` holds it together
    with what follows.
    """

    text: str
    role: str
    before: float = 0.0
    indent: float = 0.0
    mark: str = ""
    mark_role: str = ""
    chip: str = ""
    keep: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Piece:
    """Lines of a paragraph that stand in one column: ``first`` is whether they are its beginning."""

    paragraph: Paragraph
    lines: tuple[str, ...]
    page: int
    x: float
    y: float
    width: float
    first: bool


def paragraphs(content: Iterable[Block], small: bool = False) -> list[Paragraph]:
    """Blocks of Markdown as paragraphs of the book's text."""
    role, title = ("petit_texte", "petit_titre") if small else ("texte", "texte_sous_titre")
    result = []
    after_item = False
    for block in content:
        if block.kind == HEADING:
            result.append(Paragraph(block.text, "texte_titre", 5.0, keep=True, whole=True))
        elif block.kind == SUBHEADING:
            result.append(Paragraph(block.text, title, 3.6, keep=True, whole=True))
        elif block.kind == ITEM:
            indent = _INDENT * (block.level + 1)
            before = 0.9 if after_item else 1.6
            result.append(Paragraph(block.text, role, before, indent, block.mark, role))
        else:
            result.append(Paragraph(block.text, role, 2.4))
        after_item = block.kind == ITEM
    return result


class Flow:
    """Sets paragraphs into columns.

    Args:
        charter: gives the roles their fonts.
        first: columns of the first page, from left to right.
        others: columns of every further page.
    """

    def __init__(self, charter: Charter, first: Sequence[Place], others: Sequence[Place]):
        self._charter = charter
        self._first, self._others = list(first), list(others)
        self.pieces: list[Piece] = []
        self.pages = 1
        self._column = 0
        self._y = 0.0

    def set(self, content: Sequence[Paragraph]) -> Flow:
        """Place all of the text; returns itself."""
        for number, paragraph in enumerate(content):
            self._set(paragraph, self._kept(content, number))
        return self

    def _format(self, role: str) -> QgsTextFormat:
        return self._charter.text(role)

    def _box(self) -> Place:
        columns = self._first if self.pages == 1 else self._others
        return columns[self._column]

    def _next_column(self) -> None:
        columns = self._first if self.pages == 1 else self._others
        self._column += 1
        self._y = 0.0
        if self._column == len(columns):
            self._column = 0
            self.pages += 1

    def _lines(self, paragraph: Paragraph, width: float) -> list[str]:
        text_format = self._format(paragraph.role)
        return [
            piece
            for line in wrapped(paragraph.text, text_format, width - paragraph.indent)
            for piece in _cut(line, text_format, width - paragraph.indent)
        ]

    def _height(self, paragraph: Paragraph) -> float:
        return line_height(self._format(paragraph.role))

    def _kept(self, content: Sequence[Paragraph], number: int) -> float:
        """Height of what must stand under a paragraph: headings that follow each other, and two lines of text."""
        needed = 0.0
        while content[number].keep and number + 1 < len(content):
            number += 1
            following = content[number]
            lines = len(self._lines(following, self._box().width))
            least = lines if following.whole or lines <= _LEAST_LINES + 1 else _LEAST_LINES
            needed += following.before + least * self._height(following)
        return needed

    def _set(self, paragraph: Paragraph, kept: float) -> None:
        height = self._height(paragraph)
        lines, first = [paragraph.text], True
        while lines:
            box = self._box()
            if first:
                lines = self._lines(paragraph, box.width)
            top = self._y + (paragraph.before if self._y and first else 0.0)
            room = int((box.height - top - 1e-6) // height)
            fits = len(lines) <= room and top + len(lines) * height + kept <= box.height
            taken = len(lines) if fits else self._part(paragraph, len(lines), room)
            if taken == 0 and self._y == 0.0:
                # A column that is all its own: it takes what it can.
                taken = max(min(len(lines), room), 1)
            if taken:
                y = box.y + top
                self.pieces.append(Piece(paragraph, tuple(lines[:taken]), self.pages - 1, box.x, y, box.width, first))
                self._y = top + taken * height
                lines, first = lines[taken:], False
            if lines:
                self._next_column()

    @staticmethod
    def _part(paragraph: Paragraph, lines: int, room: int) -> int:
        """How many lines stay in a column that does not hold all: none alone at its foot or at the next one's head."""
        if paragraph.whole or paragraph.keep or lines <= room:
            return 0
        taken = min(room, lines - _LEAST_LINES)
        return taken if taken >= _LEAST_LINES else 0

    def draw(self, layout: QgsPrintLayout, prefix: str = "texte") -> None:
        """Add a label for each piece to a layout that has the pages."""
        for number, piece in enumerate(self.pieces, start=1):
            paragraph = piece.paragraph
            height = self._height(paragraph)
            place = Place(
                piece.x + paragraph.indent,
                piece.y,
                piece.width - paragraph.indent + _ROOM_BESIDE,
                len(piece.lines) * height + _ROOM_UNDER,
            )
            edge = replace(place, x=piece.x, width=max(paragraph.indent, 1.0), height=height + _ROOM_UNDER)
            # In the order it is read: copied text and screen readers follow it.
            if piece.first and paragraph.mark:
                mark_format = self._format(paragraph.mark_role)
                add_label(layout, f"{prefix}_{number}_marque", paragraph.mark, mark_format, edge, piece.page)
            if piece.first and paragraph.chip:
                chip = Place(piece.x, piece.y + 0.15 * height, 1.6, 0.72 * height)
                add_block(layout, f"{prefix}_{number}_couleur", paragraph.chip, chip, piece.page)
            words = "\n".join(piece.lines)
            add_label(layout, f"{prefix}_{number}", words, self._format(paragraph.role), place, piece.page)


def _cut(line: str, text_format: QgsTextFormat, width: float) -> list[str]:
    """A word longer than the line (an address) cut where the line ends."""
    pieces = []
    while text_size(line, text_format).width > width and len(line) > 1:
        end = len(line)
        while end > 1 and text_size(line[:end], text_format).width > width:
            end -= 1
        pieces.append(line[:end])
        line = line[end:]
    return [*pieces, line]
