"""One layout to its files: vector maps, text kept as text, whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from osgeo import gdal
from qgis.core import Qgis, QgsAbstractLayoutIterator, QgsFeedback, QgsLayoutExporter, QgsPrintLayout
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from ...core.findings import InputError
from ...core.pause import Stopped, pause
from .options import DPI, PDF, PNG, SVG

_CAUSES = {
    QgsLayoutExporter.ExportResult.Canceled: QT_TRANSLATE_NOOP("Messages", "cancelled"),
    QgsLayoutExporter.ExportResult.MemoryError: QT_TRANSLATE_NOOP("Messages", "not enough memory"),
    QgsLayoutExporter.ExportResult.FileError: QT_TRANSLATE_NOOP(
        "Messages", "it is open elsewhere or the folder is read-only"
    ),
    QgsLayoutExporter.ExportResult.PrintError: QT_TRANSLATE_NOOP("Messages", "printing failed"),
    QgsLayoutExporter.ExportResult.SvgLayerError: QT_TRANSLATE_NOOP("Messages", "SVG layers failed"),
    QgsLayoutExporter.ExportResult.IteratorError: QT_TRANSLATE_NOOP("Messages", "the pages cannot be run through"),
}
_DISK_FULL = QT_TRANSLATE_NOOP("Messages", "the disk is full")
_CUT = QT_TRANSLATE_NOOP("Messages", "the file is cut short")
_ENDS = {PDF: b"%%EOF", PNG: b"IEND", SVG: b"</svg>"}
_TAIL = 64
_LITTLE = 1_000_000  # bytes free on a disk that is called full


def export_pdf(layout: QgsPrintLayout, path: Path, dpi: int = DPI, geopdf: bool = False) -> None:
    """One layout to one PDF; a layout whose atlas is on gives all its pages. Coordinates stand on single pages only.

    Raises:
        InputError: EXP02 when QGIS reports a failure or no whole file came of it.
        Stopped: before the file, or before a page of an atlas; no file is left.
    """
    # Of a layout of several pages QGIS writes the first alone as GeoPDF.
    settings = pdf_settings(dpi, geopdf and layout.pageCollection().pageCount() == 1)

    def write(partial: Path) -> tuple[QgsLayoutExporter.ExportResult, str]:
        if layout.atlas().enabled():
            return many_to_pdf(layout.atlas(), partial, settings)
        return QgsLayoutExporter(layout).exportToPdf(str(partial), settings), ""

    write_whole(path, PDF, write)


def export_png(layout: QgsPrintLayout, path: Path, dpi: int = DPI) -> list[Path]:
    """One layout to PNG, a file a page: ``path``, and ``path`` with -2, -3… Raises as `export_pdf` does."""
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = dpi
    settings.generateWorldFile = False

    def write(exporter: QgsLayoutExporter, page: int, partial: Path) -> QgsLayoutExporter.ExportResult:
        settings.pages = [page]
        return exporter.exportToImage(str(partial), settings)

    return _page_by_page(layout, path, PNG, write)


def export_svg(layout: QgsPrintLayout, path: Path, dpi: int = DPI) -> list[Path]:
    """One layout to SVG with text as text, a file a page. Raises as `export_pdf` does."""
    settings = QgsLayoutExporter.SvgExportSettings()
    settings.dpi = dpi
    settings.textRenderFormat = Qgis.TextRenderFormat.AlwaysText
    settings.simplifyGeometries = True

    def write(exporter: QgsLayoutExporter, page: int, partial: Path) -> QgsLayoutExporter.ExportResult:
        return exporter.exportToSvg(str(partial), settings)

    return _page_by_page(layout, path, SVG, write)


def pdf_settings(dpi: int = DPI, geopdf: bool = False) -> QgsLayoutExporter.PdfExportSettings:
    """Vector maps, text as text, outlines simplified to what the resolution can show."""
    settings = QgsLayoutExporter.PdfExportSettings()
    settings.dpi = dpi
    settings.textRenderFormat = Qgis.TextRenderFormat.AlwaysText
    settings.simplifyGeometries = True
    settings.exportMetadata = True
    settings.writeGeoPdf = geopdf
    return settings


def many_to_pdf(
    pages: QgsAbstractLayoutIterator, path: Path, settings: QgsLayoutExporter.PdfExportSettings
) -> tuple[QgsLayoutExporter.ExportResult, str]:
    """All pages of an iterator to one PDF, as QGIS does it, with a `pause` before each."""
    asking = _Asking()
    made = QgsLayoutExporter.exportToPdf(pages, str(path), settings, asking)
    if asking.isCanceled():
        raise Stopped
    return made


class _Asking(QgsFeedback):
    """Asks whether to stop each time QGIS tells it of progress: it can be told to end, but nothing may be raised."""

    def __init__(self) -> None:
        super().__init__()
        self.progressChanged.connect(self._ask)

    def _ask(self) -> None:
        try:
            pause()
        except Stopped:
            self.cancel()


def can_write_geopdf() -> bool:
    """Whether this QGIS composes GeoPDF: its GDAL must have been built with a PDF library that reads."""
    driver = gdal.GetDriverByName("PDF")
    return driver is not None and any(
        driver.GetMetadataItem(f"HAVE_{library}") == "YES" for library in ("POPPLER", "PDFIUM", "PODOFO")
    )


def write_whole(
    path: Path, kind: str, write: Callable[[Path], tuple[QgsLayoutExporter.ExportResult, str]]
) -> None:
    """Let ``write`` make a file of a name of its own, and give it its name when it is whole.

    Raises:
        InputError: EXP02 with QGIS's reason, or that the file came out cut.
        Stopped: before anything is written, or from ``write``.
    """
    pause()
    partial = path.with_name(f"{path.stem}~part{path.suffix}")
    try:
        result, error = write(partial)
        if result != QgsLayoutExporter.ExportResult.Success:
            raise unwritten(path, error or result)
        # On a full disk QGIS reports success and leaves a file without its end.
        if not is_whole(partial, kind):
            raise unwritten(path, _CUT)
        partial.replace(path)
    except OSError as error:
        raise unwritten(path, error.strerror or str(error)) from error
    finally:
        partial.unlink(missing_ok=True)


def is_whole(path: Path, kind: str) -> bool:
    """Whether a file ends as one of its kind ends."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        return _ENDS[kind] in file.read()


def unwritten(path: Path, cause: str | QgsLayoutExporter.ExportResult) -> InputError:
    """EXP02 for a file, with QGIS's result or another cause in words; a disk without room is the cause that counts."""
    words = cause if isinstance(cause, str) else _CAUSES.get(cause, str(cause))
    if path.parent.is_dir() and shutil.disk_usage(path.parent).free < _LITTLE:
        words = _DISK_FULL
    return InputError.of("EXP02", chemin=str(path), cause=QCoreApplication.translate("Messages", words))


def _page_by_page(
    layout: QgsPrintLayout,
    path: Path,
    kind: str,
    write: Callable[[QgsLayoutExporter, int, Path], QgsLayoutExporter.ExportResult],
) -> list[Path]:
    made: list[Path] = []
    for exporter, page in _pages(layout):
        target = path if not made else path.with_name(f"{path.stem}-{len(made) + 1}{path.suffix}")

        def one(partial: Path, exporter: QgsLayoutExporter = exporter, page: int = page) -> tuple:
            result = write(exporter, page, partial)
            # QGIS numbers the pages after the first, and writes all of them to SVG.
            numbered = partial.with_name(f"{partial.stem}_{page + 1}{partial.suffix}")
            if page and numbered.is_file():
                numbered.replace(partial)
            for other in partial.parent.glob(f"{partial.stem}_*{partial.suffix}"):
                other.unlink()
            return result, ""

        write_whole(target, kind, one)
        made.append(target)
    return made


def _pages(layout: QgsPrintLayout) -> Iterator[tuple[QgsLayoutExporter, int]]:
    """Every page of a layout, for each feature where its atlas is on."""
    exporter = QgsLayoutExporter(layout)
    atlas = layout.atlas()
    if not atlas.enabled():
        yield from ((exporter, page) for page in range(layout.pageCollection().pageCount()))
        return
    begun = atlas.beginRender()
    try:
        while begun and atlas.next():
            yield from ((exporter, page) for page in range(layout.pageCollection().pageCount()))
    finally:
        atlas.endRender()
