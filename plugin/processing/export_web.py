"""``atlas_soins:export_web``: the sheets as a folder of web pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFolderDestination,
)

from ..core.findings import Report
from . import import_steps as steps
from . import sheet_choice as choice
from .base import AtlasAlgorithm
from .export_progress import following, tell_skipped


class ExportWeb(AtlasAlgorithm):
    """Draws the sheets and writes a page for each, with its picture, table and source, and an index with a search."""

    ID = "export_web"
    GROUP = "atlas"
    PACKAGES = ("pandas", "shapely", "yaml")

    WORKSPACE = steps.WORKSPACE
    SHEETS = choice.SHEETS
    CATALOGUE = choice.CATALOGUE
    OUTPUT_FOLDER = "OUTPUT_FOLDER"
    UNCHECKED = "UNCHECKED"
    INDEX = "INDEX"
    PRINTED = "PRINTED"
    SKIPPED = "SKIPPED"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Export the atlas as web pages")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace in, folder out; all sheets unless some are named."""
        steps.add_workspace(self)
        choice.add_sheets(self)
        choice.add_catalogue(self)
        despite = QgsProcessingParameterBoolean(
            self.UNCHECKED, self.tr("Print despite the check"), defaultValue=False
        )
        despite.setFlags(despite.flags() | Qgis.ProcessingParameterFlag.Advanced)
        self.addParameter(despite)
        self.addParameter(QgsProcessingParameterFolderDestination(self.OUTPUT_FOLDER, self.tr("Output folder")))
        self.addOutput(QgsProcessingOutputFile(self.INDEX, self.tr("First page (HTML)")))
        self.addOutput(QgsProcessingOutputNumber(self.PRINTED, self.tr("Sheets printed")))
        self.addOutput(QgsProcessingOutputNumber(self.SKIPPED, self.tr("Sheets skipped")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Draw as the export to PDF does; pages and pictures instead of files to print."""
        from ..atlas.export.follow import export
        from ..atlas.export.options import WEB, ExportOptions
        from ..atlas.parts import SHEET

        options = ExportOptions(
            workspace=self.parameterAsFile(parameters, self.WORKSPACE, context),
            sheets=choice.sheet_ids(self, parameters, context),
            catalogue=self.parameterAsFile(parameters, self.CATALOGUE, context),
            kinds=(SHEET,),
            formats=(WEB,),
            unchecked=self.parameterAsBool(parameters, self.UNCHECKED, context),
        )
        folder = Path(self.parameterAsString(parameters, self.OUTPUT_FOLDER, context))
        book = export(options, folder, following(feedback))
        if book is None:
            return {}
        self.tell(Report(book.findings), feedback)
        tell_skipped(book, feedback)
        return {
            self.INDEX: str(book.path),
            self.OUTPUT_FOLDER: str(folder),
            self.PRINTED: len(book.printed),
            self.SKIPPED: len(book.skipped),
        }
