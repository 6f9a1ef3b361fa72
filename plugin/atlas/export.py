"""Print layouts to files: one PDF a sheet, all in one book, and a manifest of what was printed and what was not."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

from qgis.core import Qgis, QgsAbstractLayoutIterator, QgsLayoutExporter, QgsPrintLayout

from ..core.findings import InputError
from .catalogue import Sheet
from .context import AtlasContext
from .sheet import build_sheet, prepare

BOOK = "atlas.pdf"
PROJECT = "atlas.qgz"
_RESULTS = {
    QgsLayoutExporter.ExportResult.Canceled: "canceled",
    QgsLayoutExporter.ExportResult.MemoryError: "not enough memory",
    QgsLayoutExporter.ExportResult.FileError: "it cannot be written: open elsewhere, read-only folder, disk full?",
    QgsLayoutExporter.ExportResult.PrintError: "printing failed",
    QgsLayoutExporter.ExportResult.SvgLayerError: "SVG layers failed",
    QgsLayoutExporter.ExportResult.IteratorError: "the pages cannot be run through",
}


@dataclass
class PrintedSheet:
    """A line of the manifest: ``file`` is missing when the sheet was skipped, ``lacking`` says why."""

    id: str
    title: str
    family: str
    page: int | None = None
    file: str | None = None
    lacking: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Book:
    """What an export wrote. ``bookmarked`` is False where pypdf was missing and the PDF has no bookmarks."""

    path: Path
    sheets: list[PrintedSheet]
    bookmarked: bool


def export_atlas(
    context: AtlasContext,
    sheets: Sequence[Sheet],
    folder: Path,
    progress: Callable[[int, int, str], bool] = lambda done, total, what: True,
) -> Book | None:
    """Print the sheets whose data is complete into ``folder``; None when ``progress`` answers False (cancelled).

    Raises:
        InputError: EXP01 when no sheet can be printed, EXP02 when a file cannot be written.
    """
    printed: list[PrintedSheet] = []
    pages = folder / "feuilles"
    pages.mkdir(parents=True, exist_ok=True)
    layouts: list[QgsPrintLayout] = []
    for done, sheet in enumerate(sheets):
        if not progress(done, len(sheets), sheet.id):
            return None
        prepared = prepare(context, sheet)
        entry = PrintedSheet(sheet.id, sheet.title, sheet.family.title, lacking=prepared.lacking)
        printed.append(entry)
        if entry.lacking:
            continue
        entry.page = len(layouts) + 1
        layout = build_sheet(context, prepared, entry.page)
        layouts.append(layout)
        path = pages / f"{sheet.id}.pdf"
        export_pdf(layout, path)
        entry.file = str(path.relative_to(folder))
    if not layouts:
        raise InputError.of(
            "EXP01", manquant=", ".join(sorted({table for entry in printed for table in entry.lacking}))
        )
    _save_project(context, folder)
    book = folder / BOOK
    bookmarked = _bind(context, folder, [entry for entry in printed if entry.file], book, layouts)
    manifest = {"feuilles": [asdict(entry) for entry in printed], "signets": bookmarked}
    (folder / "atlas.json").write_text(json.dumps(manifest, ensure_ascii=False, indent=1), encoding="utf-8")
    return Book(book, printed, bookmarked)


def _save_project(context: AtlasContext, folder: Path) -> None:
    """Keep the layouts as a QGIS project beside the PDF, for retouching in the layout designer."""
    context.project.setCrs(context.base.crs)
    context.project.setTitle(f"Atlas {context.edition.region} {context.edition.edition}".strip())
    path = folder / PROJECT
    if not context.project.write(str(path)):
        raise InputError.of("EXP02", chemin=str(path), cause=context.project.error())


def export_pdf(layout: QgsPrintLayout, path: Path) -> None:
    """One layout to one PDF: vector maps, text kept as text.

    Raises:
        InputError: EXP02 when QGIS reports a failure or no file came of it.
    """
    partial = path.with_suffix(".part.pdf")
    result = QgsLayoutExporter(layout).exportToPdf(str(partial), _pdf_settings())
    if result != QgsLayoutExporter.ExportResult.Success or not partial.is_file():
        partial.unlink(missing_ok=True)
        raise InputError.of("EXP02", chemin=str(path), cause=_RESULTS.get(result, str(result)))
    try:
        partial.replace(path)
    except OSError as error:
        raise InputError.of("EXP02", chemin=str(path), cause=str(error)) from error


def _pdf_settings() -> QgsLayoutExporter.PdfExportSettings:
    settings = QgsLayoutExporter.PdfExportSettings()
    settings.dpi = 300
    settings.textRenderFormat = Qgis.TextRenderFormat.AlwaysText
    settings.simplifyGeometries = True
    settings.exportMetadata = True
    return settings


def _bind(
    context: AtlasContext, folder: Path, entries: list[PrintedSheet], book: Path, layouts: list[QgsPrintLayout]
) -> bool:
    """Join the sheets into one PDF with a bookmark a sheet under its family; True when bookmarks could be written."""
    try:
        from pypdf import PdfReader, PdfWriter
    except ImportError:
        _bind_plain(layouts, book)
        return False
    writer = PdfWriter()
    families: dict[str, object] = {}
    for number, entry in enumerate(entries):
        writer.add_page(PdfReader(str(folder / str(entry.file))).pages[0])
        if entry.family not in families:
            families[entry.family] = writer.add_outline_item(entry.family, number)
        writer.add_outline_item(f"{entry.id} – {entry.title}", number, parent=families[entry.family])
    edition = context.edition
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
    result, error = QgsLayoutExporter.exportToPdf(sequence, str(book), _pdf_settings())
    if result != QgsLayoutExporter.ExportResult.Success or not book.is_file():
        raise InputError.of("EXP02", chemin=str(book), cause=error or _RESULTS.get(result, str(result)))


class _Sequence(QgsAbstractLayoutIterator):
    """Runs QGIS's exporter over several layouts as if they were pages of an atlas."""

    def __init__(self, layouts: list[QgsPrintLayout]):
        super().__init__()
        self._layouts = layouts
        self._position = -1

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
        return len(self._layouts)

    def next(self) -> bool:
        """Move on."""
        self._position += 1
        return self._position < len(self._layouts)

    def filePath(self, base: str, extension: str) -> str:
        """One file for all."""
        return base
