"""``atlas_soins:cooperation_lines``: a theme's links as curves for a map of a given width, and what overlaps."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterEnum,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
)

from ..core.cooperations.themes import THEMES
from .base import AtlasAlgorithm
from .layer_output import show_layers


class CooperationLines(AtlasAlgorithm):
    """Applies the display rule to one edition and theme, draws the links shown, measures the drawing."""

    ID = "cooperation_lines"
    GROUP = "cooperations"
    PACKAGES = ("numpy", "pandas", "scipy", "shapely", "yaml")

    WORKSPACE = "WORKSPACE"
    THEME = "THEME"
    EDITION = "EDITION"
    THRESHOLD = "THRESHOLD"
    EXTENT = "EXTENT"
    WIDTH = "WIDTH"
    PRINT_OBJECT = "PRINT_OBJECT"
    RINGS = "RINGS"
    OUTPUT = "OUTPUT"
    OVERLAPS = "OVERLAPS"
    LINES = "LINES"
    MARKS = "MARKS"
    SHOWN = "SHOWN"
    HIDDEN = "HIDDEN"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Cooperation lines")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace, theme and map in; layers, counts and overlaps out."""
        number = QgsProcessingParameterNumber
        self.addParameter(QgsProcessingParameterFile(self.WORKSPACE, self.tr("Workspace"), extension="gpkg"))
        self.addParameter(
            QgsProcessingParameterEnum(
                self.THEME,
                self.tr("Theme"),
                [f"{theme.sheet} – {theme.label}" for theme in THEMES.values()],
                defaultValue=list(THEMES).index("urgences"),
            )
        )
        self.addParameter(
            number(self.EDITION, self.tr("Edition (the latest by default)"), optional=True, minValue=1990)
        )
        self.addParameter(
            number(
                self.THRESHOLD,
                self.tr("Medical time below which a link is not shown (ETP)"),
                number.Type.Double,
                defaultValue=0.2,
                minValue=0,
            )
        )
        self.addParameter(
            QgsProcessingParameterExtent(
                self.EXTENT, self.tr("Ground of the map (the sites by default)"), optional=True
            )
        )
        self.addParameter(
            number(
                self.WIDTH, self.tr("Width of the map on paper (mm)"), number.Type.Double, defaultValue=212, minValue=20
            )
        )
        self.addParameter(
            QgsProcessingParameterBoolean(
                self.PRINT_OBJECT, self.tr("Write the object where the line is long enough"), defaultValue=False
            )
        )
        self.addParameter(
            QgsProcessingParameterBoolean(
                self.RINGS, self.tr("Ring around the sites: number of links by modality"), defaultValue=False
            )
        )
        self.addParameter(QgsProcessingParameterFileDestination(self.OUTPUT, self.tr("Lines"), "GeoPackage (*.gpkg)"))
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.OVERLAPS, self.tr("Overlaps"), "CSV (*.csv)", optional=True, createByDefault=False
            )
        )
        self.addOutput(
            QgsProcessingOutputVectorLayer(self.LINES, self.tr("Lines"), QgsProcessing.SourceType.TypeVectorLine)
        )
        self.addOutput(
            QgsProcessingOutputVectorLayer(
                self.MARKS, self.tr("Labels and marks"), QgsProcessing.SourceType.TypeVectorPoint
            )
        )
        self.addOutput(QgsProcessingOutputNumber(self.SHOWN, self.tr("Links shown")))
        self.addOutput(QgsProcessingOutputNumber(self.HIDDEN, self.tr("Links hidden by the rule")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read, apply the rule, draw, measure; the layers go to the project if it is open."""
        from ..core.cooperations.checks import outside_field
        from ..core.cooperations.display import display
        from ..gis.cooperation_sheet import draw_links
        from ..gis.workspace import Workspace

        workspace = Workspace.open(self.parameterAsFile(parameters, self.WORKSPACE, context))
        theme = list(THEMES.values())[self.parameterAsEnum(parameters, self.THEME, context)]
        links = self._links(workspace, theme.code, parameters, context)
        establishments = workspace.read("etablissement")
        threshold = self.parameterAsDouble(parameters, self.THRESHOLD, context)
        judged = display(links.assign(hors_champ=outside_field(links, establishments)), threshold)
        for reason, count in judged.loc[~judged["affichee"], "motif_affichage"].value_counts().items():
            feedback.pushInfo(self.tr("Hidden: {count}, {reason}").format(count=count, reason=reason))
        shown = judged[judged["affichee"]].reset_index(drop=True)
        path = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        sheet = draw_links(
            shown,
            establishments,
            path,
            f"{theme.sheet.lower()}_cooperations",
            workspace.crs,
            self.parameterAsDouble(parameters, self.WIDTH, context),
            self._bounds(parameters, context, workspace.crs),
            self.parameterAsBool(parameters, self.PRINT_OBJECT, context),
            ring=self.parameterAsBool(parameters, self.RINGS, context),
        )
        self.tell(sheet.report, feedback)
        self._tell_overlaps(sheet.overlaps, parameters, context, feedback)
        names = [f"{theme.sheet} – {theme.label}", self.tr("Labels and marks"), self.tr("Links by modality")]
        lines, marks = show_layers(sheet.layers, names[: len(sheet.layers)], context)[:2]
        return {
            self.LINES: lines,
            self.MARKS: marks,
            self.OUTPUT: path,
            self.SHOWN: int(sheet.drawn["id"].nunique()),
            self.HIDDEN: int((~judged["affichee"]).sum()),
        }

    def _links(self, workspace: Any, theme: str, parameters: dict[str, Any], context: QgsProcessingContext) -> Any:
        """The links of the theme and edition; COO27 where there is none."""
        from ..core.findings import InputError

        links = workspace.read("cooperation", where={"theme": theme})
        given = parameters.get(self.EDITION)
        if len(links) and given not in (None, ""):
            links = links[links["edition"] == self.parameterAsInt(parameters, self.EDITION, context)]
        elif len(links):
            links = links[links["edition"] == links["edition"].max()]
        if not len(links):
            raise InputError.of("COO27")
        return links.reset_index(drop=True)

    def _bounds(
        self, parameters: dict[str, Any], context: QgsProcessingContext, crs: str
    ) -> tuple[float, float, float, float] | None:
        from qgis.core import QgsCoordinateReferenceSystem

        ground = self.parameterAsExtent(parameters, self.EXTENT, context, QgsCoordinateReferenceSystem(crs))
        if ground.isEmpty():
            return None
        return ground.xMinimum(), ground.yMinimum(), ground.xMaximum(), ground.yMaximum()

    def _tell_overlaps(
        self,
        overlaps: Any,
        parameters: dict[str, Any],
        context: QgsProcessingContext,
        feedback: QgsProcessingFeedback,
    ) -> None:
        """Each kind of overlap with its number in the log, and all of them in the file if one is asked for."""
        from ..core.cooperations.measure import summary

        for row in summary(overlaps).itertuples():
            feedback.pushInfo(f"{row.constat} : {row.nombre}")
        path = self.parameterAsFileOutput(parameters, self.OVERLAPS, context)
        if path:
            overlaps.to_csv(path, sep=";", decimal=",", index=False, encoding="utf-8-sig")
