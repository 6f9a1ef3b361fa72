"""``atlas_soins:remote_times``: minutes of every commune by a routing server of the user, into the workspace."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from .road_algorithm import RoadAlgorithm

if TYPE_CHECKING:
    from ..core.access.remote import Server


class RemoteTimes(RoadAlgorithm):
    """Fills ``temps_acces`` through OSRM or Valhalla; times computed on a road layer or imported stay."""

    ID = "remote_times"
    PACKAGES = ("numpy", "pandas", "scipy", "shapely")

    ENGINE = "ENGINE"
    ADDRESS = "ADDRESS"
    SERVER_PROFILE = "SERVER_PROFILE"
    TIMEOUT = "TIMEOUT"
    FOR_SHEETS = "FOR_SHEETS"
    COMMUNES = "COMMUNES"
    REACHED = "REACHED"
    UNREACHED = "UNREACHED"
    REQUESTS = "REQUESTS"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Access times by a routing server")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace, server (that of the user's settings) and its profile; what is seldom changed is advanced."""
        from ..gis.settings import CHOICES, current_settings

        settings = current_settings()
        engine = CHOICES["moteur"].index(settings.moteur)
        self.addParameter(QgsProcessingParameterFile(self.WORKSPACE, self.tr("Workspace"), extension="gpkg"))
        self.addParameter(
            QgsProcessingParameterEnum(self.ENGINE, self.tr("Engine"), ["OSRM", "Valhalla"], defaultValue=engine)
        )
        self.addParameter(
            QgsProcessingParameterString(
                self.ADDRESS, self.tr("Address of your server (http://host:port)"), settings.adresse or None
            )
        )
        self.addParameter(
            QgsProcessingParameterString(
                self.SERVER_PROFILE,
                self.tr("Profile of the server (if empty: driving for OSRM, auto for Valhalla)"),
                optional=True,
            )
        )
        basic = {definition.name() for definition in self.parameterDefinitions()}
        self.add_sites()
        self.addParameter(
            QgsProcessingParameterString(
                self.PERIOD, self.tr("Season in which seasonal emergency departments count"), optional=True
            )
        )
        self.add_intra_commune()
        number = QgsProcessingParameterNumber
        self.addParameter(
            number(
                self.MAX_SNAP,
                self.tr("Greatest distance from a point to a road (m)"),
                number.Type.Double,
                defaultValue=2000,
                minValue=1,
            )
        )
        self.addParameter(
            number(
                self.TIMEOUT,
                self.tr("Longest wait for an answer (s)"),
                number.Type.Double,
                defaultValue=30,
                minValue=0.1,
                maxValue=600,
            )
        )
        self.addParameter(
            QgsProcessingParameterBoolean(
                self.FOR_SHEETS, self.tr("Sheets draw these times (setting temps_methode)"), defaultValue=False
            )
        )
        for definition in self.parameterDefinitions():
            if definition.name() not in basic:
                definition.setFlags(definition.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addOutput(QgsProcessingOutputNumber(self.COMMUNES, self.tr("Communes")))
        self.addOutput(QgsProcessingOutputNumber(self.REACHED, self.tr("Communes reached")))
        self.addOutput(QgsProcessingOutputNumber(self.UNREACHED, self.tr("Communes not reached")))
        self.addOutput(QgsProcessingOutputNumber(self.REQUESTS, self.tr("Requests sent")))

    def check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Refuse what is no server's address, and a workspace without communes."""
        self._server(parameters, context)
        self.require_communes(parameters, context)

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """The conventions of ``access_times`` on the server's minutes; nothing is written after a cancel."""
        from ..core.access.remote_roads import RemoteRoads
        from ..core.access.times import ALL_KINDS, commune_times, site_times
        from ..core.findings import Report
        from ..gis.access_store import save_remote_times
        from ..gis.projection import to_degrees
        from ..gis.remote_engine import RemoteEngine

        workspace = self.workspace(parameters, context)
        communes = workspace.read("commune", ["insee", "x_mairie", "y_mairie"])
        options = self.options(parameters, context)
        sites, key = self.sites(workspace, parameters, context, feedback)
        server = self._server(parameters, context)

        def told(attempt: int, cause: str) -> None:
            feedback.pushInfo(self.tr("Attempt {} failed ({}); trying again.").format(attempt, cause))

        engine = RemoteEngine(server, feedback, self.parameterAsDouble(parameters, self.TIMEOUT, context), told=told)
        pairs = max(len(communes) * len(sites), 1)
        settled = 0

        def progress(more: int) -> None:
            nonlocal settled
            settled += more
            feedback.setProgress(95 * settled / pairs)

        server_report = Report()
        roads = RemoteRoads(
            server, communes, lambda points: to_degrees(points, workspace.crs), engine.send, server_report, progress
        )
        if key:
            frame, report = site_times(communes, sites, key, roads, options, feedback.isCanceled)
        else:
            frame, report = commune_times(communes, sites, roads, options, feedback.isCanceled)
        if feedback.isCanceled():
            return {}
        self.tell(server_report, feedback)
        self.tell(report, feedback)
        for_sheets = self.parameterAsBool(parameters, self.FOR_SHEETS, context)
        save_remote_times(workspace, frame, server, options.date, for_sheets=for_sheets)
        nearest = frame[frame["type_effecteur"] == (key or ALL_KINDS)]
        reached = int(nearest["minutes"].notna().sum())
        feedback.pushInfo(self.tr("Requests sent: {}.").format(engine.sent))
        return {
            self.COMMUNES: len(nearest),
            self.REACHED: reached,
            self.UNREACHED: len(nearest) - reached,
            self.REQUESTS: engine.sent,
        }

    def _server(self, parameters: dict[str, Any], context: QgsProcessingContext) -> Server:
        """The server asked for."""
        from ..core.access.remote import DEFAULT_PROFILES, ENGINES, Server

        engine = ENGINES[self.parameterAsEnum(parameters, self.ENGINE, context)]
        profile = self.parameterAsString(parameters, self.SERVER_PROFILE, context).strip()
        return Server(
            engine,
            self.parameterAsString(parameters, self.ADDRESS, context).strip(),
            profile or DEFAULT_PROFILES[engine],
            self.parameterAsDouble(parameters, self.MAX_SNAP, context),
        )
