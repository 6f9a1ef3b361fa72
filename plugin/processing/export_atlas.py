"""``atlas_soins:export_atlas``: a workspace becomes one PDF."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterString,
    QgsProject,
)
from qgis.PyQt.QtCore import QLocale

from .base import AtlasAlgorithm


class ExportAtlas(AtlasAlgorithm):
    """Prints the sheets of the catalogue whose data the workspace holds, each and all together."""

    ID = "export_atlas"
    GROUP = "atlas"
    PACKAGES = ("pandas", "shapely", "yaml")

    WORKSPACE = "WORKSPACE"
    OUTPUT_FOLDER = "OUTPUT_FOLDER"
    SHEETS = "SHEETS"
    CATALOGUE = "CATALOGUE"
    PDF = "PDF"
    PRINTED = "PRINTED"
    SKIPPED = "SKIPPED"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Export the atlas")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace in, folder out; all sheets unless some are named."""
        self.addParameter(QgsProcessingParameterFile(self.WORKSPACE, self.tr("Workspace"), extension="gpkg"))
        self.addParameter(
            QgsProcessingParameterString(
                self.SHEETS, self.tr("Sheets (ids separated by commas; empty: all)"), optional=True, defaultValue=""
            )
        )
        self.addParameter(
            QgsProcessingParameterFile(
                self.CATALOGUE,
                self.tr("Catalogue folder of your own"),
                behavior=QgsProcessingParameterFile.Behavior.Folder,
                optional=True,
            )
        )
        self.addParameter(QgsProcessingParameterFolderDestination(self.OUTPUT_FOLDER, self.tr("Output folder")))
        self.addOutput(QgsProcessingOutputFile(self.PDF, self.tr("Atlas (PDF)")))
        self.addOutput(QgsProcessingOutputNumber(self.PRINTED, self.tr("Sheets printed")))
        self.addOutput(QgsProcessingOutputNumber(self.SKIPPED, self.tr("Sheets skipped")))

    def flags(self) -> Qgis.ProcessingAlgorithmFlags:
        """Layouts belong to the project: the run stays on the thread it was called from."""
        return super().flags() | Qgis.ProcessingAlgorithmFlag.NoThreading

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Draw, export, and say what was skipped and why."""
        from ..atlas.catalogue import load_catalogue
        from ..atlas.context import AtlasContext
        from ..atlas.export.run import export_parts
        from ..atlas.parts import sheet_parts
        from ..gis.workspace import Workspace

        workspace = Workspace.open(self.parameterAsFile(parameters, self.WORKSPACE, context))
        own = self.parameterAsFile(parameters, self.CATALOGUE, context)
        catalogue = load_catalogue(*([own] if own else []))
        names = [
            name.strip() for name in self.parameterAsString(parameters, self.SHEETS, context).split(",") if name.strip()
        ]
        sheets = [catalogue.sheet(name) for name in names] if names else catalogue.sheets
        folder = Path(self.parameterAsString(parameters, self.OUTPUT_FOLDER, context))
        folder.mkdir(parents=True, exist_ok=True)

        def progress(done: int, total: int, what: str) -> bool:
            feedback.setProgress(100 * done / total)
            feedback.pushInfo(self.tr("Sheet {}").format(what))
            return not feedback.isCanceled()

        # What is printed is French whatever the language of QGIS: 3 449 370,5.
        before = QLocale()
        QLocale.setDefault(QLocale(QLocale.Language.French, QLocale.Country.France))
        try:
            atlas = AtlasContext(workspace, QgsProject())
            book = export_parts(atlas, *sheet_parts(atlas, sheets), folder, progress)
        finally:
            QLocale.setDefault(before)
        self.tell(atlas.report, feedback)
        if book is None:
            return {}
        for sheet in book.skipped:
            feedback.pushWarning(
                self.tr("Sheet {} not printed: no rows in {}.").format(sheet.id, ", ".join(sheet.lacking))
            )
        if not book.bookmarked:
            feedback.pushWarning(self.tr("The Python package pypdf is missing: the PDF has no bookmarks."))
        feedback.pushInfo(self.tr("Atlas written: {}").format(book.path))
        return {
            self.PDF: str(book.path),
            self.OUTPUT_FOLDER: str(folder),
            self.PRINTED: len(book.printed),
            self.SKIPPED: len(book.skipped),
        }
