"""What the algorithms on road networks share: their road parameters, and the graph those give."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsProcessingParameterVectorLayer,
)

from .base import AtlasAlgorithm

if TYPE_CHECKING:
    import pandas as pd

    from ..core.access.roads import Roads
    from ..core.access.times import AccessOptions
    from ..core.findings import Report
    from ..core.network.graph import Graph
    from ..core.network.profiles import Profile
    from ..gis.workspace import Workspace

# Their files stand in data/profiles; the order is that of the parameter's values.
PROFILES = ("generique", "bdtopo", "route500", "osm")
KINDS = ("SU", "SU_sais", "SMUR", "SMUR_ant", "MCS", "HELISMUR", "HELI_SC")


class RoadAlgorithm(AtlasAlgorithm):
    """An algorithm that reads a workspace and a road layer."""

    GROUP = "access"
    PACKAGES = ("numpy", "pandas", "scipy", "shapely", "yaml")

    WORKSPACE = "WORKSPACE"
    ROADS = "ROADS"
    TIMES_TABLE = "TIMES_TABLE"
    INTRA_COMMUNE = "INTRA_COMMUNE"
    PROFILE = "PROFILE"
    PROFILE_FILE = "PROFILE_FILE"
    DEFAULT_SPEED = "DEFAULT_SPEED"
    FERRIES = "FERRIES"
    MAX_SNAP = "MAX_SNAP"
    KINDS = "KINDS"
    ACTIVITY = "ACTIVITY"
    PERIOD = "PERIOD"
    BREAKS = "BREAKS"
    NEW_SITES = "NEW_SITES"
    FINDINGS = "FINDINGS"

    def add_roads(self, *, optional: bool = False, table: bool = True) -> None:
        """The workspace, the road layer and its profile; with ``table``, or a table of times instead."""
        self.addParameter(QgsProcessingParameterFile(self.WORKSPACE, self.tr("Workspace"), extension="gpkg"))
        self.addParameter(
            QgsProcessingParameterVectorLayer(
                self.ROADS,
                self.tr("Road layer"),
                [QgsProcessing.SourceType.TypeVectorLine],
                optional=optional or table,
            )
        )
        if table:
            self.addParameter(
                QgsProcessingParameterFile(
                    self.TIMES_TABLE,
                    self.tr("Or instead of roads, a table of times (origine, destination, minutes)"),
                    optional=True,
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

    def add_sites(self) -> None:
        """Which sites count: emergency responders by kind, or the sites of one activity."""
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
            QgsProcessingParameterString(
                self.ACTIVITY,
                self.tr("Instead of responders, the sites of an activity (key, for example maternites)"),
                optional=True,
            )
        )

    def add_intra_commune(self) -> None:
        """The convention inside the commune of a site."""
        self.addParameter(
            QgsProcessingParameterEnum(
                self.INTRA_COMMUNE,
                self.tr("Time inside the commune of a site"),
                [self.tr("0 minute (METRIC convention)"), self.tr("computed")],
                defaultValue=0,
            )
        )

    def add_new_sites(self) -> None:
        """Sites that do not exist yet, at town halls."""
        self.addParameter(
            QgsProcessingParameterString(
                self.NEW_SITES,
                self.tr("New sites at town halls (kind and commune: SMUR 35238; SU 29019)"),
                optional=True,
            )
        )

    def add_breaks(self) -> None:
        """Bounds in minutes."""
        self.addParameter(
            QgsProcessingParameterString(self.BREAKS, self.tr("Bounds (minutes)"), defaultValue="30 35", optional=True)
        )

    def add_advanced(self) -> None:
        """What is seldom changed."""
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

    def add_findings(self) -> None:
        """The findings that have a place, as an optional layer of points."""
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.FINDINGS,
                self.tr("Findings on the map (dead ends, places off the network)"),
                QgsProcessing.SourceType.TypeVectorPoint,
                optional=True,
                createByDefault=False,
            )
        )

    def write_findings(
        self, report: Report, workspace: Workspace, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> dict[str, Any]:
        """The layer of `add_findings`, as a part of the results; a point for each place a finding names."""
        import pandas as pd

        from ..gis.messages import sentence, severity_name
        from .frame_output import write_frame

        rows = []
        for finding in report:
            points = finding.params.get("points") or []
            listed = finding.params.get("liste") or [None] * len(points)
            rows += [
                (finding.code, severity_name(finding.severity), listed[number], sentence(finding), x, y)
                for number, (x, y) in enumerate(points)
            ]
        frame = pd.DataFrame(rows, columns=["code", "gravite", "objet", "message", "x", "y"])
        destination = write_frame(self, parameters, self.FINDINGS, context, frame, workspace.crs)
        return {} if destination is None else {self.FINDINGS: destination}

    def check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Refuse a road layer without a CRS, neither roads nor table or both, bounds that do not rise, no commune."""
        from ..core.findings import InputError

        if self.parameterDefinition(self.TIMES_TABLE) is not None:
            given = [parameters.get(name) not in (None, "") for name in (self.ROADS, self.TIMES_TABLE)]
            if sum(given) != 1:
                raise InputError.of("TPS15")
        layer = self.parameterAsVectorLayer(parameters, self.ROADS, context)
        if layer is not None:
            self.require_crs(layer)
        if self.parameterDefinition(self.BREAKS) is not None:
            self.breaks(parameters, context)
        self.require_communes(parameters, context)

    def breaks(self, parameters: dict[str, Any], context: QgsProcessingContext) -> list[float]:
        """The bounds as numbers."""
        from ..core.access.classes import read_bounds

        return read_bounds(self.parameterAsString(parameters, self.BREAKS, context))

    def profile(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Profile:
        """The profile chosen, with the default speed and the ferries asked for."""
        from ..gis.roads import load_profile

        own = self.parameterAsFile(parameters, self.PROFILE_FILE, context)
        profile = load_profile(own or PROFILES[self.parameterAsEnum(parameters, self.PROFILE, context)])
        if parameters.get(self.DEFAULT_SPEED) is not None:
            speed = self.parameterAsDouble(parameters, self.DEFAULT_SPEED, context)
            profile = profile.changed(default_speed=speed, missing_speed=_not_dropped(profile.missing_speed))
        return profile.changed(with_ferries=self.parameterAsBool(parameters, self.FERRIES, context))

    def workspace(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Workspace:
        """The workspace, opened."""
        from ..gis.workspace import Workspace

        return Workspace.open(self.parameterAsFile(parameters, self.WORKSPACE, context))

    def roads(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        workspace: Workspace,
        communes: pd.DataFrame,
        lacks: Report,
        gathered: Report | None = None,
    ) -> tuple[Graph | Roads, str, Profile | None]:
        """The graph of the road layer, as `graph`, or the table of times that stands in for it and no profile.

        The table is made for the communes (``insee``); what it lacks goes to ``lacks`` each time it is asked.
        """
        from ..core.access.time_table import TableRoads, read_time_table

        path = self.parameterAsFile(parameters, self.TIMES_TABLE, context)
        if not path:
            return self.graph(parameters, context, feedback, workspace, gathered)
        pairs, said = read_time_table(path)
        self.tell(said, feedback)
        return TableRoads(pairs, communes, lacks), path, None

    def graph(
        self,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
        workspace: Workspace,
        gathered: Report | None = None,
    ) -> tuple[Graph, str, Profile]:
        """The graph, where its roads came from, and the profile; the findings are told, and gathered if asked for."""
        from ..gis.road_cache import road_graph
        from ..gis.road_source import road_source

        profile = self.profile(parameters, context)

        def progress(part: float) -> bool:
            feedback.setProgress(60 * part)
            return not feedback.isCanceled()

        with road_source(self.parameterAsVectorLayer(parameters, self.ROADS, context)) as (source, subset):
            graph, report = road_graph(
                source, profile, workspace.crs, beside=workspace.path, subset=subset, progress=progress
            )
        self.tell(report, feedback)
        if gathered is not None:
            gathered.extend(report)
        return graph, source, profile

    def options(self, parameters: dict[str, Any], context: QgsProcessingContext) -> AccessOptions:
        """The conventions asked for, dated today."""
        from datetime import date

        from ..core.access.times import COMPUTED, METRIC_ZERO, AccessOptions

        # Left out, an optional list reads as its first entry: asked for only where something was given.
        asked = self.parameterDefinition(self.KINDS) is not None
        given = asked and parameters.get(self.KINDS) not in (None, "", [])
        chosen = self.parameterAsEnums(parameters, self.KINDS, context) if given else []
        convention = METRIC_ZERO
        if self.parameterDefinition(self.INTRA_COMMUNE) is not None:
            convention = (METRIC_ZERO, COMPUTED)[self.parameterAsEnum(parameters, self.INTRA_COMMUNE, context)]
        return AccessOptions(
            intra_commune=convention,
            kinds=tuple(KINDS[index] for index in chosen) or None,
            period=self.parameterAsString(parameters, self.PERIOD, context).strip() or None,
            max_distance=self.parameterAsDouble(parameters, self.MAX_SNAP, context),
            date=date.today().isoformat(),
        )

    def new_sites(
        self, communes: pd.DataFrame, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> pd.DataFrame:
        """The new sites asked for: ``id`` (kind and place), ``type``, ``insee``, ``x``, ``y``.

        Raises:
            InputError: TPS20, one cannot be read or is in no commune of the workspace.
        """
        import pandas as pd

        from ..core.access.scenario import NewSite
        from ..core.findings import InputError

        known = communes.drop_duplicates("insee").set_index("insee")
        rows = []
        for part in filter(str.strip, self.parameterAsString(parameters, self.NEW_SITES, context).split(";")):
            site = NewSite.read(part)
            if site is None or (site.insee is not None and site.insee not in known.index):
                raise InputError.of("TPS20", value=part.strip())
            x, y = site.point or known.loc[site.insee, ["x_mairie", "y_mairie"]]
            rows.append((site.id, site.kind, site.insee, x, y))
        return pd.DataFrame(rows, columns=["id", "type", "insee", "x", "y"])

    def sites(
        self,
        workspace: Workspace,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> tuple[pd.DataFrame, str]:
        """The responders, or the sites of the activity asked for; and its key, empty for responders.

        Where a table of times stands in for roads, their communes are filled in: it knows places by their codes.
        """
        from ..core.access.places import with_communes

        key = self.parameterAsString(parameters, self.ACTIVITY, context).strip()
        sites = self.activity_sites(workspace, key, feedback) if key else workspace.read("effecteur_urgence")
        if self.parameterDefinition(self.TIMES_TABLE) is not None and parameters.get(self.TIMES_TABLE):
            sites = with_communes(sites, workspace.read("commune", ["insee", "geom"]))
        return sites, key

    def activity_sites(self, workspace: Workspace, key: str, feedback: QgsProcessingFeedback) -> pd.DataFrame:
        """The sites of an activity: ``id``, ``type`` (the key), ``insee``, ``x``, ``y``; the findings are told."""
        from ..gis.activity_sites import activity_sites

        sites, report = activity_sites(workspace, key)
        self.tell(report, feedback)
        return sites


def _not_dropped(missing: str) -> str:
    """A default speed asked for by the user also serves where the profile would have dropped the segment."""
    return "default" if missing == "impassable" else missing
