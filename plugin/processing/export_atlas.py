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
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..core.findings import Report
from ..gis.settings import current_settings
from . import import_steps as steps
from . import sheet_choice as choice
from .base import AtlasAlgorithm
from .export_progress import following, tell_skipped


class ExportAtlas(AtlasAlgorithm):
    """Prints the sheets of the catalogue whose data the workspace holds, each and all together."""

    ID = "export_atlas"
    GROUP = "atlas"
    PACKAGES = ("pandas", "shapely", "yaml")

    WORKSPACE = steps.WORKSPACE
    OUTPUT_FOLDER = "OUTPUT_FOLDER"
    SHEETS = choice.SHEETS
    CATALOGUE = choice.CATALOGUE
    PARTS = "PARTS"
    TERRITORIES = "TERRITORIES"
    FORMATS = "FORMATS"
    PATTERN = "PATTERN"
    DPI = "DPI"
    GEOPDF = "GEOPDF"
    PROCESSES = "PROCESSES"
    PROJECT = "PROJECT"
    UNCHECKED = "UNCHECKED"
    PDF = "PDF"
    MANIFEST = "MANIFEST"
    PRINTED = "PRINTED"
    SKIPPED = "SKIPPED"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Export the atlas")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace in, folder out; all sheets unless some are named."""
        steps.add_workspace(self)
        choice.add_sheets(self)
        choice.add_catalogue(self)
        self.addParameter(
            QgsProcessingParameterEnum(
                self.PARTS,
                self.tr("Parts of the book"),
                self._part_names(),
                allowMultiple=True,
                defaultValue=list(range(len(self._part_names()))),
            )
        )
        self.addParameter(
            QgsProcessingParameterString(
                self.TERRITORIES,
                self.tr("Type of the territories that have a page each (empty: none)"),
                optional=True,
                defaultValue="",
            )
        )
        self.addParameter(
            QgsProcessingParameterEnum(
                self.FORMATS, self.tr("Files"), self._format_names(), allowMultiple=True, defaultValue=[0, 1]
            )
        )
        self.addParameter(
            QgsProcessingParameterString(self.PATTERN, self.tr("Names of the files"), defaultValue="{feuille}")
        )
        whole = Qgis.ProcessingNumberParameterType.Integer
        self.addParameter(
            QgsProcessingParameterNumber(
                self.DPI, self.tr("Resolution (dpi)"), whole, defaultValue=300, minValue=50, maxValue=1200
            )
        )
        for parameter in (
            QgsProcessingParameterBoolean(self.GEOPDF, self.tr("GeoPDF"), defaultValue=False),
            QgsProcessingParameterBoolean(self.UNCHECKED, self.tr("Print despite the check"), defaultValue=False),
            QgsProcessingParameterNumber(
                self.PROCESSES, self.tr("Processes"), whole, current_settings().processus, minValue=1, maxValue=2
            ),
        ):
            parameter.setFlags(parameter.flags() | Qgis.ProcessingParameterFlag.Advanced)
            self.addParameter(parameter)
        self.addParameter(
            QgsProcessingParameterFile(
                self.PROJECT,
                self.tr("Project whose retouched sheets are printed as they are (.qgz)"),
                fileFilter="QGIS (*.qgz *.qgs)",
                optional=True,
            )
        )
        self.addParameter(QgsProcessingParameterFolderDestination(self.OUTPUT_FOLDER, self.tr("Output folder")))
        self.addOutput(QgsProcessingOutputFile(self.PDF, self.tr("Atlas (PDF)")))
        self.addOutput(QgsProcessingOutputFile(self.MANIFEST, self.tr("Manifest (JSON)")))
        self.addOutput(QgsProcessingOutputNumber(self.PRINTED, self.tr("Sheets printed")))
        self.addOutput(QgsProcessingOutputNumber(self.SKIPPED, self.tr("Sheets skipped")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Draw, export, and say what was skipped and why."""
        from ..atlas.book.plan import ALL_KINDS
        from ..atlas.export.follow import export
        from ..atlas.export.options import FORMATS, ExportOptions

        chosen = self.parameterAsEnums(parameters, self.FORMATS, context)
        options = ExportOptions(
            workspace=self.parameterAsFile(parameters, self.WORKSPACE, context),
            sheets=choice.sheet_ids(self, parameters, context),
            catalogue=self.parameterAsFile(parameters, self.CATALOGUE, context),
            kinds=tuple(ALL_KINDS[index] for index in self.parameterAsEnums(parameters, self.PARTS, context)),
            territories=self.parameterAsString(parameters, self.TERRITORIES, context).strip(),
            formats=tuple(FORMATS[index] for index in chosen),
            pattern=self.parameterAsString(parameters, self.PATTERN, context),
            dpi=self.parameterAsInt(parameters, self.DPI, context),
            geopdf=self.parameterAsBool(parameters, self.GEOPDF, context),
            processes=self.parameterAsInt(parameters, self.PROCESSES, context),
            project=self.parameterAsFile(parameters, self.PROJECT, context),
            unchecked=self.parameterAsBool(parameters, self.UNCHECKED, context),
        )
        folder = Path(self.parameterAsString(parameters, self.OUTPUT_FOLDER, context))
        book = export(options, folder, following(feedback))
        if book is None:
            return {}
        self.tell(Report(book.findings), feedback)
        tell_skipped(book, feedback)
        feedback.pushInfo(self.tr("Atlas written: {}").format(book.path or folder))
        return {
            self.PDF: str(book.path) if book.path else None,
            self.MANIFEST: str(book.manifest),
            self.OUTPUT_FOLDER: str(folder),
            self.PRINTED: len(book.printed),
            self.SKIPPED: len(book.skipped),
        }

    def _part_names(self) -> list[str]:
        """In the order of `atlas.book.plan.ALL_KINDS`."""
        return [
            self.tr("Cover"),
            self.tr("Contents"),
            self.tr("A text before each family"),
            self.tr("Sheets"),
            self.tr("Pages of territories"),
            self.tr("Method and sources"),
        ]

    def _format_names(self) -> list[str]:
        """In the order of `atlas.export.options.FORMATS`."""
        return [
            self.tr("The book, one PDF"),
            self.tr("A PDF a sheet"),
            self.tr("A PNG a sheet"),
            self.tr("An SVG a sheet"),
        ]
