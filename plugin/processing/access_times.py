"""``atlas_soins:access_times``: minutes from every commune to its nearest responder, into the workspace."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
)

from .road_algorithm import RoadAlgorithm


class AccessTimes(RoadAlgorithm):
    """Computes the table ``temps_acces`` of a workspace from its communes, its sites and a road layer."""

    ID = "access_times"

    INTRA_COMMUNE = "INTRA_COMMUNE"
    COMMUNES = "COMMUNES"
    REACHED = "REACHED"
    UNREACHED = "UNREACHED"
    SUMMARY = "SUMMARY"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Access times of communes")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace and roads in, counts out; conventions as DESIGN decides them."""
        self.add_roads()
        self.add_sites()
        self.addParameter(
            QgsProcessingParameterEnum(
                self.INTRA_COMMUNE,
                self.tr("Time inside the commune of a site"),
                [self.tr("0 minute (METRIC convention)"), self.tr("computed")],
                defaultValue=0,
            )
        )
        self.add_breaks()
        self.add_advanced()
        self.add_findings()
        self.addOutput(QgsProcessingOutputNumber(self.COMMUNES, self.tr("Communes")))
        self.addOutput(QgsProcessingOutputNumber(self.REACHED, self.tr("Communes reached")))
        self.addOutput(QgsProcessingOutputNumber(self.UNREACHED, self.tr("Communes not reached")))
        self.addOutput(QgsProcessingOutputString(self.SUMMARY, self.tr("Summary")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Roads to graph, times by kind, table and source in one transaction, shares in the log."""
        from ..core.access.classes import class_labels, classify
        from ..core.access.shares import population_shares
        from ..core.access.times import ALL_KINDS, COMPUTED, METRIC_ZERO, commune_times, site_times
        from ..core.findings import Report
        from ..gis.access_store import save_times
        from ..gis.workspace import Workspace

        workspace = Workspace.open(self.parameterAsFile(parameters, self.WORKSPACE, context))
        gathered = Report()
        graph, roads, profile = self.graph(parameters, context, feedback, workspace, gathered)
        if feedback.isCanceled():
            return {}
        communes = workspace.read("commune", ["insee", "nom", "x_mairie", "y_mairie", "population"])
        convention = (METRIC_ZERO, COMPUTED)[self.parameterAsEnum(parameters, self.INTRA_COMMUNE, context)]
        options = replace(self.options(parameters, context), intra_commune=convention)
        key = self.parameterAsString(parameters, self.ACTIVITY, context).strip()
        if key:
            sites = self.activity_sites(workspace, key, feedback)
            frame, report = site_times(communes, sites, key, graph, options, feedback.isCanceled)
        else:
            responders = workspace.read("effecteur_urgence")
            frame, report = commune_times(communes, responders, graph, options, feedback.isCanceled)
        self.tell(report, feedback)
        gathered.extend(report)
        if feedback.isCanceled():
            return {}
        feedback.setProgress(90)
        save_times(workspace, frame, roads, profile, options.date)

        bounds = self.breaks(parameters, context)
        nearest = frame[frame["type_effecteur"] == (key or ALL_KINDS)]
        codes = classify(nearest["minutes"].to_numpy(), bounds)
        shares = population_shares(codes, communes["population"].to_numpy(), labels=class_labels(bounds))
        lines = [
            f"{row.classe} : {row.communes} communes, {row.part:.1f} %".replace(".", ",") for row in shares.itertuples()
        ]
        for line in lines:
            feedback.pushInfo(line)
        reached = int(nearest["minutes"].notna().sum())
        return {
            self.COMMUNES: len(nearest),
            self.REACHED: reached,
            self.UNREACHED: len(nearest) - reached,
            self.SUMMARY: "\n".join(lines),
            **self.write_findings(gathered, workspace, parameters, context),
        }
