"""``atlas_soins:flow_lines``: any origin-destination table between establishments, drawn like cooperations."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from .base import AtlasAlgorithm
from .layer_output import show_layers


class FlowLines(AtlasAlgorithm):
    """Sums a table of flows by pair and direction, filters it by a threshold, draws it in classes or in proportion."""

    ID = "flow_lines"
    GROUP = "cooperations"
    PACKAGES = ("numpy", "pandas", "scipy", "shapely", "yaml")

    WORKSPACE = "WORKSPACE"
    INPUT = "INPUT"
    ORIGIN = "ORIGIN"
    DESTINATION = "DESTINATION"
    VALUE = "VALUE"
    THRESHOLD = "THRESHOLD"
    BOUNDS = "BOUNDS"
    UNIT = "UNIT"
    WIDEST = "WIDEST"
    WIDTH = "WIDTH"
    OUTPUT = "OUTPUT"
    LINES = "LINES"
    MARKS = "MARKS"
    DRAWN = "DRAWN"
    BELOW = "BELOW"
    WITHIN = "WITHIN"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Flows between establishments")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace and table in, layers and counts out."""
        number, text = QgsProcessingParameterNumber, QgsProcessingParameterString
        self.addParameter(QgsProcessingParameterFile(self.WORKSPACE, self.tr("Workspace"), extension="gpkg"))
        self.addParameter(QgsProcessingParameterFile(self.INPUT, self.tr("Table of flows (CSV, XLSX, ODS)")))
        self.addParameter(text(self.ORIGIN, self.tr("Column of the origin (FINESS)"), defaultValue="origine"))
        self.addParameter(
            text(self.DESTINATION, self.tr("Column of the destination (FINESS)"), defaultValue="destination")
        )
        self.addParameter(text(self.VALUE, self.tr("Column of the value"), defaultValue="valeur"))
        self.addParameter(
            number(self.THRESHOLD, self.tr("Smallest value drawn"), number.Type.Double, defaultValue=0, minValue=0)
        )
        self.addParameter(
            text(self.BOUNDS, self.tr("Class bounds (none: widths in proportion)"), defaultValue="", optional=True)
        )
        self.addParameter(text(self.UNIT, self.tr("Unit, for the legend"), defaultValue="", optional=True))
        self.addParameter(
            number(
                self.WIDEST, self.tr("Width of the largest flow (mm)"), number.Type.Double, defaultValue=4, minValue=0.5
            )
        )
        self.addParameter(
            number(
                self.WIDTH, self.tr("Width of the map on paper (mm)"), number.Type.Double, defaultValue=212, minValue=20
            )
        )
        self.addParameter(QgsProcessingParameterFileDestination(self.OUTPUT, self.tr("Flows"), "GeoPackage (*.gpkg)"))
        self.addOutput(
            QgsProcessingOutputVectorLayer(self.LINES, self.tr("Flows"), QgsProcessing.SourceType.TypeVectorLine)
        )
        self.addOutput(
            QgsProcessingOutputVectorLayer(
                self.MARKS, self.tr("Labels and marks"), QgsProcessing.SourceType.TypeVectorPoint
            )
        )
        self.addOutput(QgsProcessingOutputNumber(self.DRAWN, self.tr("Flows drawn")))
        self.addOutput(QgsProcessingOutputNumber(self.BELOW, self.tr("Flows under the threshold")))
        self.addOutput(QgsProcessingOutputNumber(self.WITHIN, self.tr("Flows from a place to itself")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read the three columns, sum and filter, draw; what has no place is listed."""
        from ..core.cooperations.flows import flows, read_bounds
        from ..core.tables import read_table, to_number
        from ..gis.cooperation_sheet import draw_links
        from ..gis.workspace import Workspace

        workspace = Workspace.open(self.parameterAsFile(parameters, self.WORKSPACE, context))
        columns = {
            name: self.parameterAsString(parameters, parameter, context)
            for name, parameter in (
                ("origine", self.ORIGIN),
                ("destination", self.DESTINATION),
                ("valeur", self.VALUE),
            )
        }
        file = read_table(self.parameterAsFile(parameters, self.INPUT, context), columns=columns, required=columns)
        values, report = to_number(file.frame["valeur"], file.rows)
        self.tell(report, feedback)
        found = flows(
            file.frame.assign(valeur=values),
            self.parameterAsDouble(parameters, self.THRESHOLD, context),
            read_bounds(self.parameterAsString(parameters, self.BOUNDS, context)),
            self.parameterAsDouble(parameters, self.WIDEST, context),
            self.parameterAsString(parameters, self.UNIT, context),
        )
        sheet = draw_links(
            found.links,
            workspace.read("etablissement"),
            self.parameterAsFileOutput(parameters, self.OUTPUT, context),
            "flux",
            workspace.crs,
            self.parameterAsDouble(parameters, self.WIDTH, context),
            pens=found.pens,
        )
        self.tell(sheet.report, feedback)
        for label, width in found.legend:
            feedback.pushInfo(f"{label} : {width:.1f} mm".replace(".", ","))
        lines, marks = show_layers(sheet.layers, [self.tr("Flows"), self.tr("Labels and marks")], context)
        return {
            self.LINES: lines,
            self.MARKS: marks,
            self.DRAWN: int(sheet.drawn["id"].nunique()),
            self.BELOW: found.below,
            self.WITHIN: found.within,
        }
