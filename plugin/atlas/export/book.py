"""All parts in one PDF, with bookmarks by family where pypdf is there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from qgis.core import QgsAbstractLayoutIterator, QgsLayoutExporter, QgsPrintLayout

from ...core.findings import InputError
from ..edition import Edition
from ..parts import SHEET, BookPart
from .files import RESULTS, pdf_settings


def bind(edition: Edition, parts: Sequence[tuple[BookPart, Path, QgsPrintLayout]], book: Path) -> bool:
    """Join the files of the parts into one PDF; True when bookmarks could be written.

    Raises:
        InputError: EXP02 when the book cannot be written.
    """
    try:
        from pypdf import PdfReader, PdfWriter
    except ImportError:
        _bind_plain([layout for _, _, layout in parts], book)
        return False
    writer = PdfWriter()
    at_top: dict[str, object] = {}
    number = 0
    for part, path, _ in parts:
        for page in PdfReader(str(path)).pages:
            writer.add_page(page)
        words = f"{part.id} – {part.title}" if part.kind == SHEET else part.title
        if part.family:
            if part.family not in at_top:
                at_top[part.family] = writer.add_outline_item(part.family, number)
            writer.add_outline_item(words, number, parent=at_top[part.family])
        else:
            at_top[part.title] = writer.add_outline_item(words, number)
        number = len(writer.pages)
    writer.add_metadata(
        {
            "/Title": f"Atlas de l’offre de soins – {edition.region}".strip(" –"),
            "/Author": edition.agence,
            "/Creator": "Atlas Soins",
        }
    )
    partial = book.with_suffix(".part.pdf")
    try:
        writer.write(str(partial))
        partial.replace(book)
    except OSError as error:
        partial.unlink(missing_ok=True)
        raise InputError.of("EXP02", chemin=str(book), cause=str(error)) from error
    return True


def _bind_plain(layouts: list[QgsPrintLayout], book: Path) -> None:
    """One PDF of all layouts by QGIS alone, where pypdf is missing: no bookmarks."""
    sequence = _Sequence(layouts)
    result, error = QgsLayoutExporter.exportToPdf(sequence, str(book), pdf_settings())
    if result != QgsLayoutExporter.ExportResult.Success or not book.is_file():
        raise InputError.of("EXP02", chemin=str(book), cause=error or RESULTS.get(result, str(result)))


class _Sequence(QgsAbstractLayoutIterator):
    """Runs QGIS's exporter over several layouts as if they were pages of an atlas, a layout's own atlas included."""

    def __init__(self, layouts: list[QgsPrintLayout]):
        super().__init__()
        self._layouts = layouts
        self._position = -1
        self._inside = False

    def layout(self) -> QgsPrintLayout:
        """The layout at the current position."""
        return self._layouts[self._position]

    def beginRender(self) -> bool:
        """Before the first."""
        self._position = -1
        return True

    def endRender(self) -> bool:
        """After the last."""
        return True

    def count(self) -> int:
        """How many there are."""
        return sum(layout.atlas().count() if layout.atlas().enabled() else 1 for layout in self._layouts)

    def next(self) -> bool:
        """Move on, inside a layout's atlas first."""
        if self._inside:
            if self.layout().atlas().next():
                return True
            self.layout().atlas().endRender()
            self._inside = False
        self._position += 1
        if self._position >= len(self._layouts):
            return False
        atlas = self.layout().atlas()
        if atlas.enabled():
            self._inside = atlas.beginRender() and atlas.next()
        return True

    def filePath(self, base: str, extension: str) -> str:
        """One file for all."""
        return base
