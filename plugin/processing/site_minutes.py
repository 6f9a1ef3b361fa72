"""``atlas_soins:site_minutes``: minutes between every site and every commune, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFileDestination,
)

from .road_algorithm import RoadAlgorithm

if TYPE_CHECKING:
    import pandas as pd

    from ..core.access.times import AccessOptions
    from ..gis.workspace import Workspace


class SiteMinutes(RoadAlgorithm):
    """Writes one row a site and commune, without minutes where there is no way; new sites are tried at town halls."""

    ID = "site_minutes"

    ONLY_NEW = "ONLY_NEW"
    OUTPUT = "OUTPUT"
    SITES = "SITES"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Minutes from every site")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace, roads and sites in, table out."""
        self.add_roads()
        self.add_sites()
        self.add_intra_commune()
        self.add_new_sites()
        self.addParameter(
            QgsProcessingParameterBoolean(self.ONLY_NEW, self.tr("Only the new sites"), defaultValue=False)
        )
        self.add_advanced()
        self.addParameter(QgsProcessingParameterFileDestination(self.OUTPUT, self.tr("Minutes"), "CSV (*.csv)"))
        self.addOutput(QgsProcessingOutputNumber(self.SITES, self.tr("Sites")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Roads to graph, many searches at once, rows ``site``, ``type``, ``origine`` (the commune), ``minutes``."""
        import numpy as np
        import pandas as pd

        from ..core.access.times import site_minutes
        from ..core.findings import Report
        from ..core.stacking import stacked

        workspace = self.workspace(parameters, context)
        communes = workspace.read("commune", ["insee", "nom", "x_mairie", "y_mairie"])
        options = self.options(parameters, context)
        sites = self.new_sites(communes, parameters, context)
        if not self.parameterAsBool(parameters, self.ONLY_NEW, context):
            sites = stacked([self._known_sites(workspace, options, parameters, context, feedback), sites])
        lacks = Report()
        roads, _, _ = self.roads(parameters, context, feedback, workspace, communes, lacks)
        if feedback.isCanceled():
            return {}
        minutes, report = site_minutes(communes, sites, roads, options, feedback.isCanceled)
        self.tell(Report([*lacks, *report]), feedback)
        if feedback.isCanceled():
            return {}
        table = pd.DataFrame(
            {
                "site": np.repeat(sites["id"].to_numpy(), len(communes)),
                "type": np.repeat(sites["type"].to_numpy(), len(communes)),
                "origine": np.tile(communes["insee"].to_numpy(), len(sites)),
                "minutes": minutes.ravel().round(6),
            }
        )
        path = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        table.to_csv(path, sep=";", decimal=",", index=False, encoding="utf-8-sig")
        return {self.SITES: len(sites), self.OUTPUT: path}

    def _known_sites(
        self,
        workspace: Workspace,
        options: AccessOptions,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> pd.DataFrame:
        """The sites of the workspace that count."""
        from ..core.access.times import counted
        from ..core.findings import Report

        sites, key = self.sites(workspace, parameters, context, feedback)
        if key:
            return sites
        report = Report()
        responders = counted(sites, options, report)
        self.tell(report, feedback)
        return responders.drop(columns="geom")
