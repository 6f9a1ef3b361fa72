"""``atlas_soins:access_times``: minutes from every commune to its nearest responder, into the workspace."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
)

from .road_algorithm import RoadAlgorithm


class AccessTimes(RoadAlgorithm):
    """Computes the table ``temps_acces`` of a workspace from its communes, its sites and a road layer."""

    ID = "access_times"

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
        self.add_intra_commune()
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
        from ..core.access.times import ALL_KINDS, commune_times, site_times
        from ..core.findings import Report
        from ..gis.access_store import save_times

        workspace = self.workspace(parameters, context)
        gathered, lacks = Report(), Report()
        communes = workspace.read("commune", ["insee", "nom", "x_mairie", "y_mairie", "population"])
        roads, file, profile = self.roads(parameters, context, feedback, workspace, communes, lacks, gathered)
        if feedback.isCanceled():
            return {}
        options = self.options(parameters, context)
        sites, key = self.sites(workspace, parameters, context, feedback)
        if key:
            frame, report = site_times(communes, sites, key, roads, options, feedback.isCanceled)
        else:
            frame, report = commune_times(communes, sites, roads, options, feedback.isCanceled)
        report.extend(lacks)
        self.tell(report, feedback)
        gathered.extend(report)
        if feedback.isCanceled():
            return {}
        feedback.setProgress(90)
        save_times(workspace, frame, file, profile, options.date)

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
