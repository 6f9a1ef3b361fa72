"""``atlas_soins:draw_sites``: the sites of some activities as symbols side by side, for the map as it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputMultipleLayers,
    QgsProcessingOutputNumber,
    QgsProcessingParameterExtent,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from . import draw_steps as steps
from . import site_theme as theme
from .base import AtlasAlgorithm

if TYPE_CHECKING:
    from ..core.findings import Report

POINTS = ("sites", "rosaces", "cercles")  # kinds of layers of the catalogue made of sites


class DrawSites(AtlasAlgorithm):
    """Places symbols, leader lines and names for an extent and a scale; tells the sites it could not place."""

    ID = "draw_sites"
    GROUP = "atlas"
    PACKAGES = ("numpy", "pandas", "scipy", "shapely", "yaml")

    WORKSPACE = "WORKSPACE"
    SHEET = "SHEET"
    EXTENT = "EXTENT"
    DRAWN = "DRAWN"
    UNLOCATED = "UNLOCATED"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Draw establishments by activity")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace, theme or sheet, and the map they are drawn for."""
        text = QgsProcessingParameterString
        self.addParameter(QgsProcessingParameterFile(self.WORKSPACE, self.tr("Workspace"), extension="gpkg"))
        theme.add_theme(self, optional=True)
        self.addParameter(text(self.SHEET, self.tr("Or those of a sheet of the catalogue (H08 …)"), optional=True))
        self.addParameter(
            QgsProcessingParameterExtent(
                self.EXTENT, self.tr("Ground of the map (the region by default)"), optional=True
            )
        )
        steps.add_scale(self)
        self.addOutput(QgsProcessingOutputMultipleLayers(steps.LAYERS, self.tr("Layers")))
        self.addOutput(QgsProcessingOutputNumber(self.DRAWN, self.tr("Sites drawn")))
        self.addOutput(QgsProcessingOutputNumber(self.UNLOCATED, self.tr("Sites without coordinates")))

    def check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Refuse a run without any activity."""
        from ..core.findings import InputError

        names = (theme.ACTIVITIES, self.SHEET)
        if not any(self.parameterAsString(parameters, name, context).strip() for name in names):
            raise InputError.of("ACT10")

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """The maker of sites of the atlas, for the ground and scale of the map."""
        from ..atlas.makers import maker
        from ..core.findings import InputError
        from ..gis.workspace import Workspace

        workspace = Workspace.open(self.parameterAsFile(parameters, self.WORKSPACE, context))
        atlas = steps.screen_context(workspace)
        sheet = steps.screen_sheet()
        makers = [maker(atlas, spec, sheet) for spec in self._theme(workspace, parameters, context)]
        lacking = [table for one in makers for table in one.missing()]
        if lacking:
            self.tell(atlas.report, feedback)
            raise InputError.of("ACT11", tables=lacking)
        feedback.setProgress(20)
        frame = self._frame(parameters, context, atlas)
        layers = []
        for one in makers:
            if feedback.isCanceled():
                return {}
            layers += one.draw(frame, []).over[frame.name]
            feedback.setProgress(20 + 70 * len(layers) / (len(layers) + 1))
        lost = self._tell_unlocated(makers, atlas.report)
        self.tell(atlas.report, feedback)
        drawn = len({tuple(point) for one in makers for point in one.sites().xy})
        return {**steps.shown(layers, context), self.DRAWN: drawn, self.UNLOCATED: lost}

    def _tell_unlocated(self, makers: list[Any], report: Report) -> int:
        """ETA40 for each site that has no coordinates, so that a page can lead to its commune; their number."""
        from ..core.findings import Severity

        told = set()
        for one in makers:
            rows = one.practice.rows
            for site in rows[rows["x"].isna()].itertuples():
                if site.id not in told:
                    name = site.nom_court if isinstance(site.nom_court, str) else site.id
                    report.add(
                        "ETA40", Severity.WARNING, value=site.id, rs=name, insee=site.insee, commune=site.commune
                    )
                    told.add(site.id)
        return len(told)

    def _theme(
        self, workspace: Any, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> list[dict[str, Any]]:
        """What is drawn: the layers of points of a sheet as the catalogue words them, or the activities named."""
        from ..atlas.own_catalogue import catalogue_of
        from ..core.findings import InputError

        given = self.parameterAsString(parameters, self.SHEET, context).strip()
        if given:
            points = [layer for layer in catalogue_of(workspace).sheet(given).layers if layer["type"] in POINTS]
            if not points:
                raise InputError.of("ACT12", feuille=given)
            return [{**layer, "etiquettes": theme.names_of(self, parameters, context)} for layer in points]
        return [theme.theme_of(self, parameters, context)]

    def _frame(self, parameters: dict[str, Any], context: QgsProcessingContext, atlas: Any) -> Any:
        """The ground asked for, else the region, as wide on paper as the scale makes it."""
        from qgis.core import QgsCoordinateReferenceSystem

        from ..atlas.page import MAIN
        from ..core.map_frame import MapFrame

        system = QgsCoordinateReferenceSystem(atlas.workspace.crs)
        ground = self.parameterAsExtent(parameters, self.EXTENT, context, system)
        bounds = atlas.base.region.bounds
        if not ground.isEmpty():
            bounds = (ground.xMinimum(), ground.yMinimum(), ground.xMaximum(), ground.yMaximum())
        scale = self.parameterAsInt(parameters, steps.SCALE, context)
        return MapFrame(MAIN, *bounds, (bounds[2] - bounds[0]) / (scale / 1000))
