"""Markdown as a list of blocks. Qt reads it: emphasis and links lose their marks, never their words."""

from __future__ import annotations

import re
from dataclasses import dataclass

from qgis.PyQt.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextListFormat

from ..edition import NARROW_SPACE, typeset

HEADING, SUBHEADING, PARAGRAPH, ITEM = "titre", "sous_titre", "paragraphe", "liste"


@dataclass(frozen=True)
class Block:
    """A heading, a paragraph or an item of a list; ``mark`` stands before an item, ``level`` counts lists in lists."""

    kind: str
    text: str
    mark: str = ""
    level: int = 0


def blocks(markdown: str) -> list[Block]:
    """The blocks of a Markdown text, typeset in French; a row of a table is one paragraph."""
    document = QTextDocument()
    document.setMarkdown(markdown, QTextDocument.MarkdownFeature.MarkdownDialectGitHub)
    found: list[Block] = []
    row: tuple[int, int] | None = None
    block = document.begin()
    while block.isValid():
        text = _typeset(block.text())
        cell = _cell(block)
        if text:
            if cell is not None and cell == row:
                found[-1] = Block(PARAGRAPH, f"{found[-1].text} – {text}")
            else:
                found.append(_block(block, text))
            row = cell
        block = block.next()
    return found


def _block(block: QTextBlock, text: str) -> Block:
    level = block.blockFormat().headingLevel()
    if level:
        return Block(HEADING if level <= 2 else SUBHEADING, text)
    items = block.textList()
    if items is None:
        return Block(PARAGRAPH, text)
    numbered = items.format().style() == QTextListFormat.Style.ListDecimal
    mark = f"{items.itemNumber(block) + 1}." if numbered else "–"
    return Block(ITEM, text, mark, max(items.format().indent() - 1, 0))


def _cell(block: QTextBlock) -> tuple[int, int] | None:
    """Which table and which of its rows a block stands in."""
    cursor = QTextCursor(block)
    table = cursor.currentTable()
    return None if table is None else (table.firstPosition(), table.cellAt(cursor).row())


def _typeset(text: str) -> str:
    """One line of French: spaces folded, those of marks and numbers narrow and unbreakable."""
    folded = re.sub(r"[ \t\n\u2028\u2029]+", " ", text).strip()
    return typeset(re.sub(r"(?<=\d) (?=\d{3}(?!\d))", NARROW_SPACE, folded))
