"""``atlas_soins:access_scenario``: what if sites closed or opened, against the reference, saved under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterString,
)

from .road_algorithm import KINDS, RoadAlgorithm

if TYPE_CHECKING:
    import pandas as pd

    from ..gis.workspace import Workspace


class AccessScenario(RoadAlgorithm):
    """Compares the times of communes when sites are closed or opened, into the table ``scenario`` of a workspace."""

    ID = "access_scenario"

    NAME = "NAME"
    CLOSED = "CLOSED"
    OPENED = "OPENED"
    OPENED_KIND = "OPENED_KIND"
    CHANGED = "CHANGED"
    BEFORE = "BEFORE"
    AFTER = "AFTER"
    SUMMARY = "SUMMARY"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("What if a site closed or opened")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace, roads, sites closed and opened; population shares out."""
        self.add_roads()
        self.addParameter(QgsProcessingParameterString(self.NAME, self.tr("Name of the scenario")))
        self.add_sites()
        self.addParameter(
            QgsProcessingParameterString(self.CLOSED, self.tr("Sites closed (ids separated by ;)"), optional=True)
        )
        self.addParameter(
            QgsProcessingParameterFeatureSource(
                self.OPENED, self.tr("Sites opened"), [QgsProcessing.SourceType.TypeVectorPoint], optional=True
            )
        )
        self.addParameter(
            QgsProcessingParameterEnum(
                self.OPENED_KIND, self.tr("Kind of the responders opened"), list(KINDS), defaultValue=0
            )
        )
        self.add_new_sites()
        self.add_intra_commune()
        self.add_breaks()
        self.add_advanced()
        self.addOutput(QgsProcessingOutputNumber(self.CHANGED, self.tr("Communes whose time changes")))
        self.addOutput(QgsProcessingOutputNumber(self.BEFORE, self.tr("Population in the first class, reference (%)")))
        self.addOutput(QgsProcessingOutputNumber(self.AFTER, self.tr("Population in the first class, scenario (%)")))
        self.addOutput(QgsProcessingOutputString(self.SUMMARY, self.tr("Summary")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Times of every site once, then the least over those that stay."""
        import numpy as np

        from ..core.access.places import with_communes
        from ..core.access.scenario import Sites, compare, share_within, unknown_sites
        from ..core.access.times import counted, site_minutes
        from ..core.findings import InputError, Report
        from ..core.stacking import stacked
        from ..gis.access_store import save_scenario

        workspace = self.workspace(parameters, context)
        reference, key = self.sites(workspace, parameters, context, feedback)
        options = self.options(parameters, context)
        report = Report()
        if not key:
            reference = counted(reference, options, report)
        kind = key or KINDS[self.parameterAsEnum(parameters, self.OPENED_KIND, context)]
        text = self.parameterAsString(parameters, self.CLOSED, context)
        closed = [name.strip() for name in text.split(";") if name.strip()]
        unknown = unknown_sites(reference, closed)
        if unknown:
            raise InputError.of("SCE01", sites=unknown, liste=reference["id"].astype(str).tolist())
        communes = workspace.read("commune", ["insee", "x_mairie", "y_mairie", "population"])
        placed = [self._opened(parameters, context, workspace, kind), self.new_sites(communes, parameters, context)]
        opened = stacked(placed)
        sites = stacked([reference, opened])
        if sites.empty:
            raise InputError.of("SCE02")
        lacks = Report()
        roads, file, profile = self.roads(parameters, context, feedback, workspace, communes, lacks)
        if feedback.isCanceled():
            return {}
        if profile is None:
            sites = with_communes(sites, workspace.read("commune", ["insee", "geom"]))
        minutes, said = site_minutes(communes, sites, roads, options, feedback.isCanceled)
        report.extend([*lacks, *said])
        self.tell(report, feedback)
        if feedback.isCanceled():
            return {}
        names = sites["id"].astype(str)
        before = np.arange(len(sites)) < len(reference)
        after = ~names.isin(closed).to_numpy()
        insee, people = communes["insee"].to_numpy(), communes["population"].to_numpy()
        bounds = self.breaks(parameters, context)
        result = compare(Sites(tuple(names), minutes), before, after, insee, people, bounds)
        frame = result.communes.rename(columns={"insee": "origine"}).drop(columns=["code_reference", "code"])
        frame = frame.assign(
            nom=self.parameterAsString(parameters, self.NAME, context).strip(),
            sites_fermes="; ".join(closed) or None,
            sites_ouverts="; ".join(opened["id"]) or None,
            date=options.date,
        )
        save_scenario(workspace, frame, file, profile, options.date, key)
        share = share_within(result, [0])
        lines = [
            f"{row.classe} : {row.part_reference:.1f} % -> {row.part:.1f} %".replace(".", ",")
            for row in result.shares.itertuples()
        ]
        for line in lines:
            feedback.pushInfo(line)
        same = np.isclose(frame["minutes"], frame["minutes_reference"], atol=1e-6, equal_nan=True)
        return {
            self.CHANGED: int((~same).sum()),
            self.BEFORE: share[0],
            self.AFTER: share[1],
            self.SUMMARY: "\n".join(lines),
        }

    def _opened(
        self, parameters: dict[str, Any], context: QgsProcessingContext, workspace: Workspace, kind: str
    ) -> pd.DataFrame:
        """The points of the layer of opened sites, in the workspace's CRS; their ids say where they are."""
        import pandas as pd

        from ..core.access.scenario import NewSite

        rows = []
        source = self.parameterAsSource(parameters, self.OPENED, context)
        if source is not None:
            target = QgsCoordinateReferenceSystem(workspace.crs)
            transform = QgsCoordinateTransform(source.sourceCrs(), target, context.transformContext())
            for feature in source.getFeatures():
                if feature.hasGeometry():
                    point = transform.transform(feature.geometry().asPoint())
                    place = NewSite(kind, point=(point.x(), point.y()))
                    rows.append({"id": place.id, "type": kind, "x": point.x(), "y": point.y()})
        return pd.DataFrame(rows, columns=["id", "type", "x", "y"])
