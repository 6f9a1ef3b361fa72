"""``atlas_soins:draw_sheets``: sheets of the catalogue become layouts of the open project."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterString,
)

from . import import_steps as steps
from . import sheet_choice as choice
from .base import AtlasAlgorithm
from .frame_output import write_frame


class DrawSheets(AtlasAlgorithm):
    """Draws chosen sheets as print layouts of the project and keeps what the user did to those drawn before."""

    ID = "draw_sheets"
    GROUP = "atlas"
    PACKAGES = ("pandas", "shapely", "yaml")

    WORKSPACE = steps.WORKSPACE
    SHEETS = choice.SHEETS
    CATALOGUE = choice.CATALOGUE
    RELEASE = "RELEASE"
    RETOUCHES = "RETOUCHES"
    LAYOUTS = "LAYOUTS"
    DRAWN = "DRAWN"
    SKIPPED = "SKIPPED"
    HELD = "HELD"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Draw sheets in the project")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace and sheets in, layouts in the project and the list of what is held by hand out."""
        steps.add_workspace(self)
        self.addParameter(QgsProcessingParameterString(self.SHEETS, self.tr("Sheets (ids separated by commas)")))
        choice.add_catalogue(self)
        self.addParameter(
            QgsProcessingParameterString(
                self.RELEASE,
                self.tr("Retouches to let go (keys of the table of retouches, one a line)"),
                multiLine=True,
                optional=True,
                defaultValue="",
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.RETOUCHES,
                self.tr("Held by hand"),
                QgsProcessing.SourceType.TypeVector,
                optional=True,
                createByDefault=False,
            )
        )
        self.addOutput(QgsProcessingOutputString(self.LAYOUTS, self.tr("Names of the layouts, one a line")))
        self.addOutput(QgsProcessingOutputNumber(self.DRAWN, self.tr("Sheets drawn")))
        self.addOutput(QgsProcessingOutputNumber(self.SKIPPED, self.tr("Sheets skipped")))
        self.addOutput(QgsProcessingOutputNumber(self.HELD, self.tr("Retouches held")))

    def flags(self) -> Qgis.ProcessingAlgorithmFlags:
        """Layouts belong to the project."""
        return super().flags() | Qgis.ProcessingAlgorithmFlag.RequiresProject

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Draw the sheets; asked for in the background, in another process."""
        from ..atlas.drawing.run import draw_sheets
        from ..atlas.drawing.sheets import Wanted
        from ..atlas.retouch.review import retouch_table

        project = context.project()
        wanted = Wanted(
            self.parameterAsFile(parameters, self.WORKSPACE, context),
            choice.sheet_ids(self, parameters, context),
            self.parameterAsFile(parameters, self.CATALOGUE, context),
            frozenset(self.parameterAsString(parameters, self.RELEASE, context).splitlines()),
        )

        def progress(share: float, sheet: str) -> bool:
            feedback.setProgress(100 * share)
            if sheet:
                feedback.setProgressText(self.tr("Sheet {}").format(sheet))
            return not feedback.isCanceled()

        drawn = draw_sheets(wanted, project, progress)
        for sheet, lacking in drawn.skipped.items():
            feedback.pushWarning(self.tr("Sheet {} not drawn: no rows in {}.").format(sheet, ", ".join(lacking)))
        self.tell(drawn.report, feedback)
        outputs = {
            self.LAYOUTS: "\n".join(drawn.names),
            self.DRAWN: len(drawn.names),
            self.SKIPPED: len(drawn.skipped),
            self.HELD: len(drawn.held),
        }
        table = write_frame(self, parameters, self.RETOUCHES, context, retouch_table(drawn.held))
        return outputs | ({self.RETOUCHES: table} if table else {})
