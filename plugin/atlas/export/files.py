"""One layout to one file: vector maps, text kept as text, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from qgis.core import Qgis, QgsLayoutExporter, QgsPrintLayout

from ...core.findings import InputError

RESULTS = {
    QgsLayoutExporter.ExportResult.Canceled: "canceled",
    QgsLayoutExporter.ExportResult.MemoryError: "not enough memory",
    QgsLayoutExporter.ExportResult.FileError: "it cannot be written: open elsewhere, read-only folder, disk full?",
    QgsLayoutExporter.ExportResult.PrintError: "printing failed",
    QgsLayoutExporter.ExportResult.SvgLayerError: "SVG layers failed",
    QgsLayoutExporter.ExportResult.IteratorError: "the pages cannot be run through",
}


def export_pdf(layout: QgsPrintLayout, path: Path) -> None:
    """One layout to one PDF; a layout whose atlas is on gives all its pages.

    Raises:
        InputError: EXP02 when QGIS reports a failure or no file came of it.
    """
    partial = path.with_suffix(".part.pdf")
    if layout.atlas().enabled():
        result, error = QgsLayoutExporter.exportToPdf(layout.atlas(), str(partial), pdf_settings())
    else:
        result, error = QgsLayoutExporter(layout).exportToPdf(str(partial), pdf_settings()), ""
    if result != QgsLayoutExporter.ExportResult.Success or not partial.is_file():
        partial.unlink(missing_ok=True)
        raise InputError.of("EXP02", chemin=str(path), cause=error or RESULTS.get(result, str(result)))
    try:
        partial.replace(path)
    except OSError as error:
        raise InputError.of("EXP02", chemin=str(path), cause=str(error)) from error


def pdf_settings() -> QgsLayoutExporter.PdfExportSettings:
    """Vector maps, text as text, outlines simplified to what 300 dpi show."""
    settings = QgsLayoutExporter.PdfExportSettings()
    settings.dpi = 300
    settings.textRenderFormat = Qgis.TextRenderFormat.AlwaysText
    settings.simplifyGeometries = True
    settings.exportMetadata = True
    return settings
