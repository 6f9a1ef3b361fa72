"""``atlas_soins:access_zones``: the ground within given minutes of the nearest site, as polygons in the workspace."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterNumber,
)

from .road_algorithm import RoadAlgorithm


class AccessZones(RoadAlgorithm):
    """Computes the table ``zone_acces`` of a workspace."""

    ID = "access_zones"

    MODE = "MODE"
    DIVISION = "DIVISION"
    CLIP = "CLIP"
    CELL = "CELL"
    REACH = "REACH"
    ZONES = "ZONES"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Access zones")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace and roads in, number of zones out."""
        self.add_roads(table=False)
        self.add_sites()
        self.add_breaks()
        self.addParameter(
            QgsProcessingParameterEnum(
                self.MODE,
                self.tr("Zones"),
                [self.tr("rings, side by side"), self.tr("cumulative, each holds the lesser ones")],
                defaultValue=0,
            )
        )
        self.addParameter(
            QgsProcessingParameterEnum(
                self.DIVISION,
                self.tr("Sites"),
                [self.tr("merged"), self.tr("by nearest site"), self.tr("one by one")],
                defaultValue=0,
            )
        )
        self.add_advanced()
        number = QgsProcessingParameterNumber
        for parameter in (
            QgsProcessingParameterBoolean(self.CLIP, self.tr("Clip to the communes"), defaultValue=True),
            number(self.CELL, self.tr("Cell of the drawing (m)"), number.Type.Double, defaultValue=150, minValue=20),
            number(
                self.REACH,
                self.tr("Ground counts up to so far from a road (m)"),
                number.Type.Double,
                defaultValue=1600,
                minValue=20,
            ),
        ):
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
            self.addParameter(parameter)
        self.add_findings()
        self.addOutput(QgsProcessingOutputNumber(self.ZONES, self.tr("Zones")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Roads to graph, times along the roads, polygons, table and source in one transaction."""
        from ..core.access.areas import EACH, MERGED, NEAREST, access_zones
        from ..core.access.times import town_halls
        from ..core.findings import Report
        from ..core.network.zones import CUMULATIVE, RINGS
        from ..gis.access_store import save_zones

        workspace = self.workspace(parameters, context)
        gathered = Report()
        graph, roads, profile = self.graph(parameters, context, feedback, workspace, gathered)
        if feedback.isCanceled():
            return {}
        options = self.options(parameters, context)
        sites, key = self.sites(workspace, parameters, context, feedback)
        clip = self.parameterAsBool(parameters, self.CLIP, context)
        frame, report = access_zones(
            sites,
            graph,
            self.breaks(parameters, context),
            options,
            activity=key or None,
            mode=(RINGS, CUMULATIVE)[self.parameterAsEnum(parameters, self.MODE, context)],
            division=(MERGED, NEAREST, EACH)[self.parameterAsEnum(parameters, self.DIVISION, context)],
            communes=workspace.read("commune", ["insee", "geom"]) if clip else None,
            cell=self.parameterAsDouble(parameters, self.CELL, context),
            reach=self.parameterAsDouble(parameters, self.REACH, context),
            canceled=feedback.isCanceled,
        )
        # Zones do not need the town halls, but one off the network is in no zone's time: said here too.
        town_halls(workspace.read("commune", ["insee", "x_mairie", "y_mairie"]), graph, options, report)
        self.tell(report, feedback)
        gathered.extend(report)
        if feedback.isCanceled():
            return {}
        feedback.setProgress(95)
        save_zones(workspace, frame, roads, profile, options.date)
        return {self.ZONES: len(frame), **self.write_findings(gathered, workspace, parameters, context)}
