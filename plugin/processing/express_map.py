"""``atlas_soins:express_map``: one territory and one theme as an A4 page and a slide."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputFile,
    QgsProcessingOutputString,
    QgsProcessingParameterFolderDestination,
    QgsProcessingParameterString,
)

from . import import_steps as steps
from . import sheet_choice as choice
from .base import AtlasAlgorithm


class ExpressMapAlgorithm(AtlasAlgorithm):
    """Prints a sheet of the catalogue, or an activity, on one territory; leaves nothing else behind."""

    ID = "express_map"
    GROUP = "atlas"
    PACKAGES = ("pandas", "shapely", "yaml")

    WORKSPACE = steps.WORKSPACE
    TERRITORY_TYPE = "TERRITORY_TYPE"
    TERRITORY = "TERRITORY"
    THEME = "THEME"
    CATALOGUE = choice.CATALOGUE
    NAME = "NAME"
    OUTPUT_FOLDER = "OUTPUT_FOLDER"
    PDF = "PDF"
    PNG = "PNG"
    TITLE = "TITLE"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Express map of a territory")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace, territory and theme in, two files out."""
        text = QgsProcessingParameterString
        steps.add_workspace(self)
        self.addParameter(text(self.THEME, self.tr("Theme (a sheet's id, or an activity: H08, maternites)")))
        self.addParameter(
            text(self.TERRITORY_TYPE, self.tr("Type of the territory (departement, epci, commune, region…)"), "region")
        )
        self.addParameter(text(self.TERRITORY, self.tr("Code of the territory (empty: the region)"), "", optional=True))
        choice.add_catalogue(self)
        self.addParameter(text(self.NAME, self.tr("Name of the files (empty: theme and territory)"), "", optional=True))
        self.addParameter(QgsProcessingParameterFolderDestination(self.OUTPUT_FOLDER, self.tr("Output folder")))
        self.addOutput(QgsProcessingOutputFile(self.PDF, self.tr("A4 page (PDF)")))
        self.addOutput(QgsProcessingOutputFile(self.PNG, self.tr("Slide (PNG)")))
        self.addOutput(QgsProcessingOutputString(self.TITLE, self.tr("Title of the map")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Draw the page, then the slide; asked for in the background, in another process."""
        from ..atlas.express import ExpressWanted, express_map

        def text(name: str) -> str:
            return self.parameterAsString(parameters, name, context).strip()

        wanted = ExpressWanted(
            workspace=self.parameterAsFile(parameters, self.WORKSPACE, context),
            theme=text(self.THEME),
            kind=text(self.TERRITORY_TYPE),
            territory=text(self.TERRITORY),
            catalogue=self.parameterAsFile(parameters, self.CATALOGUE, context),
            name=text(self.NAME),
        )
        folder = Path(self.parameterAsString(parameters, self.OUTPUT_FOLDER, context))

        def progress(share: float) -> bool:
            feedback.setProgress(100 * share)
            return not feedback.isCanceled()

        made, report = express_map(wanted, folder, progress)
        self.tell(report, feedback)
        feedback.pushInfo(self.tr("Map written: {} and {}").format(made.pdf, made.png))
        return {
            self.OUTPUT_FOLDER: str(folder), self.PDF: str(made.pdf), self.PNG: str(made.png), self.TITLE: made.title,
        }  # fmt: skip
