"""``atlas_soins:premier_recours``: each zone de recours to its nearest pole by road."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from .road_algorithm import RoadAlgorithm
from .territory_algorithm import TerritoryAlgorithm


class PremierRecours(TerritoryAlgorithm, RoadAlgorithm):
    """Builds the territoires de premier recours of a workspace."""

    ID = "premier_recours"
    GROUP = "territories"

    ZONES = "ZONES"
    POLES = "POLES"
    SERVICES = "SERVICES"
    LEAST_SERVICES = "LEAST_SERVICES"
    TIE_MINUTES = "TIE_MINUTES"
    TERRITORIES = "TERRITORIES"
    UNREACHED = "UNREACHED"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Build territoires de premier recours")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace, roads and poles in; territories into the workspace."""
        number, text = QgsProcessingParameterNumber, QgsProcessingParameterString
        self.add_roads()
        self.addParameter(
            text(self.ZONES, self.tr("Type of the zones (none: each commune is a zone)"), optional=True)
        )
        self.addParameter(text(self.POLES, self.tr("Poles: INSEE codes"), optional=True))
        self.addParameter(
            QgsProcessingParameterFile(
                self.SERVICES, self.tr("Or services of the communes (commune, service)"), optional=True
            )
        )
        self.addParameter(
            number(self.LEAST_SERVICES, self.tr("Different services that make a pole"), defaultValue=16, minValue=1)
        )
        tie = number(
            self.TIE_MINUTES, self.tr("As near: difference in minutes"), number.Type.Double, defaultValue=0, minValue=0
        )
        tie.setFlags(tie.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(tie)
        self.add_source()
        self.add_columns()
        self.add_advanced()
        self.addOutput(QgsProcessingOutputNumber(self.TERRITORIES, self.tr("Territories")))
        self.addOutput(QgsProcessingOutputNumber(self.UNREACHED, self.tr("Zones without a route")))

    def check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Refuse a road layer without a CRS, and neither poles nor services."""
        from ..core.findings import InputError

        TerritoryAlgorithm.check(self, parameters, context)
        RoadAlgorithm.check(self, parameters, context)
        if not parameters.get(self.POLES) and not parameters.get(self.SERVICES):
            raise InputError.of("TER47")

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Poles, minutes from every zone's centre to each of them, nearest pole, outlines."""
        from ..core.findings import Report
        from ..core.territories.poles import assign_to_poles, premier_recours_composition
        from ..gis.territory_moves import obeyed
        from ..gis.territory_store import built_territories, save_territories, units_of, zone_centres
        from ..gis.zone_minutes import minutes_to_poles

        workspace = self.workspace(parameters, context)
        communes = workspace.read("commune", ["insee", "nom", "population", "x_mairie", "y_mairie"])
        units = units_of(workspace, self.parameterAsString(parameters, self.ZONES, context).strip())
        poles = communes[communes["insee"].isin(self._poles(parameters, context, feedback, communes))]
        centres, lacks = zone_centres(units, communes), Report()
        roads, *_ = self.roads(parameters, context, feedback, workspace, centres, lacks)
        if feedback.isCanceled():
            return {}
        snap_limit = self.parameterAsDouble(parameters, self.MAX_SNAP, context)
        minutes = minutes_to_poles(roads, centres, poles, snap_limit, feedback.isCanceled)
        self.tell(lacks, feedback)
        feedback.setProgress(80)
        if feedback.isCanceled():
            return {}
        own = {units.unit_of_commune[code]: code for code in poles.sort_values("population")["insee"]}
        assigned, report = assign_to_poles(
            minutes,
            centres["zone"],
            poles["insee"],
            dict(zip(poles["insee"], poles["population"].astype(float), strict=True)),
            own,
            self.parameterAsDouble(parameters, self.TIE_MINUTES, context),
        )
        year = self.year(parameters, context)
        kind = "territoire_premier_recours"
        rows = premier_recours_composition(assigned, units.unit_of_commune, year)
        rows = obeyed(workspace, kind, rows, report)
        self.tell(report, feedback)
        labels = poles.rename(columns={"insee": "id_territoire", "nom": "libelle"})
        territories = built_territories(workspace, kind, rows, labels, year)
        source = self.source(parameters, context, "", len(assigned))
        save_territories(workspace, kind, source, territories, rows)
        return {self.TERRITORIES: len(territories), self.UNREACHED: int(assigned["pole"].isna().sum())}

    def _poles(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        communes: Any,
    ) -> list[str]:
        """The poles given, else those with enough services; InputError COM05 where one is not among the communes."""
        from ..core.findings import Finding, InputError
        from ..core.territories.flows import read_services
        from ..core.territories.poles import choose_poles

        given = self.parameterAsString(parameters, self.POLES, context).replace(",", " ").replace(";", " ").split()
        if given:
            unknown = [code for code in given if code not in set(communes["insee"])]
            if unknown:
                raise InputError(*(Finding("COM05", value=code, params={"insee": code}) for code in unknown))
            return given
        path = self.parameterAsFile(parameters, self.SERVICES, context)
        services, report = read_services(path, self.corrections(parameters, context))
        self.tell(report, feedback)
        least = self.parameterAsInt(parameters, self.LEAST_SERVICES, context)
        chosen = choose_poles(services, least)
        here = chosen[chosen["insee"].isin(communes["insee"])]
        if here.empty:
            raise InputError.of("TER31", nombre=least)
        return list(here["insee"])
