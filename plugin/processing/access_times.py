"""``atlas_soins:access_times``: minutes from every commune to its nearest responder, into the workspace."""

from __future__ import annotations

from datetime import date
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputString,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
)

from .base import AtlasAlgorithm

# Their files stand in data/profiles; the order is that of the parameter's values.
PROFILES = ("generique", "bdtopo", "route500", "osm")
KINDS = ("SU", "SU_sais", "SMUR", "SMUR_ant", "MCS", "HELISMUR", "HELI_SC")


class AccessTimes(AtlasAlgorithm):
    """Computes the table ``temps_acces`` of a workspace from its communes and emergency responders and a road layer."""

    ID = "access_times"
    GROUP = "access"
    PACKAGES = ("numpy", "pandas", "scipy", "shapely", "yaml")

    WORKSPACE = "WORKSPACE"
    ROADS = "ROADS"
    PROFILE = "PROFILE"
    PROFILE_FILE = "PROFILE_FILE"
    DEFAULT_SPEED = "DEFAULT_SPEED"
    FERRIES = "FERRIES"
    KINDS = "KINDS"
    PERIOD = "PERIOD"
    INTRA_COMMUNE = "INTRA_COMMUNE"
    MAX_SNAP = "MAX_SNAP"
    BREAKS = "BREAKS"
    COMMUNES = "COMMUNES"
    REACHED = "REACHED"
    UNREACHED = "UNREACHED"
    SUMMARY = "SUMMARY"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Access times of communes")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace and roads in, counts out; conventions as DESIGN decides them."""
        self.addParameter(QgsProcessingParameterFile(self.WORKSPACE, self.tr("Workspace"), extension="gpkg"))
        self.addParameter(
            QgsProcessingParameterVectorLayer(
                self.ROADS, self.tr("Road layer"), [QgsProcessing.SourceType.TypeVectorLine]
            )
        )
        self.addParameter(
            QgsProcessingParameterEnum(
                self.PROFILE,
                self.tr("Speed profile"),
                [self.tr("Any layer with a speed"), "BD TOPO", "ROUTE 500", "OpenStreetMap"],
                defaultValue=0,
            )
        )
        self.addParameter(
            QgsProcessingParameterEnum(
                self.KINDS,
                self.tr("Responders that count (none chosen: all that have rows)"),
                [
                    self.tr("Emergency department (SU)"),
                    self.tr("Seasonal emergency department"),
                    "SMUR",
                    self.tr("SMUR branch"),
                    self.tr("SAMU correspondent (MCS)"),
                    "HéliSMUR",
                    self.tr("Civil security helicopter"),
                ],
                allowMultiple=True,
                optional=True,
            )
        )
        self.addParameter(
            QgsProcessingParameterEnum(
                self.INTRA_COMMUNE,
                self.tr("Time inside the commune of a site"),
                [self.tr("0 minute (METRIC convention)"), self.tr("computed")],
                defaultValue=0,
            )
        )
        self.addParameter(
            QgsProcessingParameterString(
                self.BREAKS, self.tr("Class bounds of the summary (minutes)"), defaultValue="30 35", optional=True
            )
        )
        self._add_advanced()
        self.addOutput(QgsProcessingOutputNumber(self.COMMUNES, self.tr("Communes")))
        self.addOutput(QgsProcessingOutputNumber(self.REACHED, self.tr("Communes reached")))
        self.addOutput(QgsProcessingOutputNumber(self.UNREACHED, self.tr("Communes not reached")))
        self.addOutput(QgsProcessingOutputString(self.SUMMARY, self.tr("Summary")))

    def _add_advanced(self) -> None:
        number = QgsProcessingParameterNumber
        for parameter in (
            QgsProcessingParameterFile(
                self.PROFILE_FILE, self.tr("Speed profile of your own (YAML)"), extension="yaml", optional=True
            ),
            number(
                self.DEFAULT_SPEED,
                self.tr("Speed where the layer gives none (km/h)"),
                number.Type.Double,
                optional=True,
                minValue=1,
            ),
            QgsProcessingParameterBoolean(self.FERRIES, self.tr("Take ferries"), defaultValue=False),
            QgsProcessingParameterString(
                self.PERIOD, self.tr("Season in which seasonal emergency departments count"), optional=True
            ),
            number(
                self.MAX_SNAP,
                self.tr("Greatest distance from a point to a road (m)"),
                number.Type.Double,
                defaultValue=2000,
                minValue=1,
            ),
        ):
            parameter.setFlags(parameter.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
            self.addParameter(parameter)

    def check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Refuse a road layer without a CRS, and bounds that do not rise."""
        layer = self.parameterAsVectorLayer(parameters, self.ROADS, context)
        if layer is not None:
            self.require_crs(layer)
        from ..core.access.classes import read_bounds

        read_bounds(self.parameterAsString(parameters, self.BREAKS, context))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Roads to graph, times by kind, table and source in one transaction, shares in the log."""
        from ..core.access.classes import class_labels, classify, read_bounds
        from ..core.access.shares import population_shares
        from ..core.access.times import ALL_KINDS, commune_times
        from ..gis.access_store import save_times
        from ..gis.road_cache import road_graph
        from ..gis.road_source import road_source
        from ..gis.workspace import Workspace

        workspace = Workspace.open(self.parameterAsFile(parameters, self.WORKSPACE, context))
        profile = self._profile(parameters, context)
        with road_source(self.parameterAsVectorLayer(parameters, self.ROADS, context)) as (source, subset):

            def progress(part: float) -> bool:
                feedback.setProgress(60 * part)
                return not feedback.isCanceled()

            graph, report = road_graph(
                source, profile, workspace.crs, beside=workspace.path, subset=subset, progress=progress
            )
        self.tell(report, feedback)
        if feedback.isCanceled():
            return {}
        communes = workspace.read("commune", ["insee", "nom", "x_mairie", "y_mairie", "population"])
        responders = workspace.read("effecteur_urgence")
        options = self._options(parameters, context)
        frame, report = commune_times(communes, responders, graph, options, feedback.isCanceled)
        self.tell(report, feedback)
        if feedback.isCanceled():
            return {}
        feedback.setProgress(90)
        save_times(workspace, frame, source, profile.label, options.date)

        bounds = read_bounds(self.parameterAsString(parameters, self.BREAKS, context))
        nearest = frame[frame["type_effecteur"] == ALL_KINDS]
        shares = population_shares(
            classify(nearest["minutes"].to_numpy(), bounds),
            communes["population"].to_numpy(),
            labels=class_labels(bounds),
        )
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
        }

    def _profile(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Any:
        """The profile chosen, with the default speed and the ferries asked for."""
        from ..gis.roads import load_profile

        own = self.parameterAsFile(parameters, self.PROFILE_FILE, context)
        profile = load_profile(own or PROFILES[self.parameterAsEnum(parameters, self.PROFILE, context)])
        if parameters.get(self.DEFAULT_SPEED) is not None:
            speed = self.parameterAsDouble(parameters, self.DEFAULT_SPEED, context)
            profile = profile.changed(default_speed=speed)
        return profile.changed(with_ferries=self.parameterAsBool(parameters, self.FERRIES, context))

    def _options(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Any:
        from ..core.access.times import COMPUTED, METRIC_ZERO, AccessOptions

        kinds = tuple(KINDS[index] for index in self.parameterAsEnums(parameters, self.KINDS, context))
        return AccessOptions(
            kinds=kinds or None,
            period=self.parameterAsString(parameters, self.PERIOD, context).strip() or None,
            intra_commune=(METRIC_ZERO, COMPUTED)[self.parameterAsEnum(parameters, self.INTRA_COMMUNE, context)],
            max_distance=self.parameterAsDouble(parameters, self.MAX_SNAP, context),
            date=date.today().isoformat(),
        )
