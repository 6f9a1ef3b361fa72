"""All parts in one PDF, with bookmarks by family where pypdf is there."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from qgis.core import QgsAbstractLayoutIterator, QgsLayoutExporter, QgsPrintLayout

from ...core.pause import pause
from .. import press
from ..edition import Edition
from ..parts import SHEET, BookPart
from .files import many_to_pdf, pdf_settings, write_whole
from .options import PDF

_POINTS_PER_MM = 72 / 25.4


def has_pypdf() -> bool:
    """Whether the library that writes bookmarks is there."""
    return find_spec("pypdf") is not None


def bind(
    edition: Edition,
    parts: Sequence[BookPart],
    files: Sequence[Path],
    layouts: Sequence[QgsPrintLayout],
    book: Path,
) -> list[str]:
    """Join the PDFs of the parts into one, with bookmarks, page labels and metadata; from ``layouts`` without pypdf.

    Returns the ids of the parts that took another number of pages than they had said.

    Raises:
        InputError: EXP02 when the book cannot be written.
    """
    if not has_pypdf():
        _bind_plain(layouts, book)
        return []
    from pypdf import PdfReader, PdfWriter
    from pypdf.constants import PageLabelStyle
    from pypdf.generic import NameObject, TextStringObject

    writer = PdfWriter()
    at_top: dict[str, Any] = {}
    miscounted = []
    for part, path, layout in zip(parts, files, layouts, strict=True):
        pause()
        number = len(writer.pages)
        for page in PdfReader(str(path)).pages:
            _set_boxes(writer.add_page(page), layout)
        if len(writer.pages) - number != part.pages:
            miscounted.append(part.id)
        if not part.family:
            at_top[part.title] = writer.add_outline_item(part.title, number)
            continue
        if part.family not in at_top:
            at_top[part.family] = writer.add_outline_item(part.family, number)
        words = f"{part.id} – {part.title}" if part.kind == SHEET else part.title
        writer.add_outline_item(words, number, parent=at_top[part.family])
    writer.set_page_label(0, len(writer.pages) - 1, style=PageLabelStyle.DECIMAL)
    writer.page_mode = "/UseOutlines"
    title = f"Atlas de l’offre de soins – {edition.region}".strip(" –")
    metadata = {
        "/Title": title,
        "/Author": edition.auteur or edition.agence,
        "/Subject": f"{title} {edition.edition}".strip(),
        "/Creator": "Atlas Soins",
    }
    writer.add_metadata(metadata)
    root = writer.root_object if hasattr(writer, "root_object") else writer._root_object  # pypdf before 5
    root[NameObject("/Lang")] = TextStringObject("fr-FR")
    if hasattr(writer, "compress_identical_objects"):  # pypdf from 5 on: fonts that sheets share, once
        writer.compress_identical_objects()

    def write(partial: Path) -> tuple[QgsLayoutExporter.ExportResult, str]:
        writer.write(str(partial))
        return QgsLayoutExporter.ExportResult.Success, ""

    write_whole(book, PDF, write)
    return miscounted


def _set_boxes(page: Any, layout: QgsPrintLayout) -> None:
    """Tell the printer where a page with bleed is trimmed."""
    profile = press.boxes(layout)
    if profile is None:
        return
    from pypdf.generic import RectangleObject

    whole = page.mediabox
    for name, inwards in (("trimbox", profile[0]), ("bleedbox", profile[0] - profile[1])):
        by = inwards * _POINTS_PER_MM
        box = (whole.left + by, whole.bottom + by, whole.right - by, whole.top - by)
        setattr(page, name, RectangleObject([float(edge) for edge in box]))


def _bind_plain(layouts: Sequence[QgsPrintLayout], book: Path) -> None:
    """One PDF of all layouts by QGIS alone, where pypdf is missing: no bookmarks."""
    write_whole(book, PDF, lambda partial: many_to_pdf(_Sequence(layouts), partial, pdf_settings()))


class _Sequence(QgsAbstractLayoutIterator):
    """Runs QGIS's exporter over several layouts as if they were pages of an atlas, a layout's own atlas included."""

    def __init__(self, layouts: Sequence[QgsPrintLayout]):
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
