"""``atlas_soins:draw_territories``: the territories of a type as a layer with the atlas' own style."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputMultipleLayers,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterString,
)

from . import draw_steps as steps
from .territory_algorithm import TerritoryAlgorithm


class DrawTerritories(TerritoryAlgorithm):
    """Colours no two neighbours share, names inside; optionally the hairlines of a finer type over them."""

    ID = "draw_territories"
    PACKAGES = ("numpy", "pandas", "scipy", "shapely", "yaml")

    LABELS = "LABELS"
    LIMITS = "LIMITS"
    TERRITORIES = "TERRITORIES"

    _LABEL_COLUMNS = (None, "libelle", "id_territoire")

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Draw territories")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace, type, what is written and at which scale."""
        self.add_workspace()
        self.add_type()
        labels = [self.tr("Nothing"), self.tr("Names"), self.tr("Codes")]
        self.addParameter(QgsProcessingParameterEnum(self.LABELS, self.tr("Written inside"), labels, defaultValue=1))
        self.addParameter(
            QgsProcessingParameterString(
                self.LIMITS, self.tr("Limits of a finer type drawn over it (code, or commune)"), optional=True
            )
        )
        steps.add_scale(self)
        self.addOutput(QgsProcessingOutputMultipleLayers(steps.LAYERS, self.tr("Layers")))
        self.addOutput(QgsProcessingOutputNumber(self.TERRITORIES, self.tr("Territories")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """The maker of zonings of the atlas, for a frame as wide as the region."""
        from ..atlas.makers.zoning import ZoningMaker
        from ..atlas.page import MAIN
        from ..core.findings import InputError
        from ..core.map_frame import MapFrame

        workspace = self.workspace(parameters, context)
        kind = self.kind(parameters, context, workspace)
        atlas = steps.screen_context(workspace)
        spec = {
            "type": "zonage", "zonage": kind.code, "legende": kind.libelle,
            "etiquettes": self._LABEL_COLUMNS[self.parameterAsEnum(parameters, self.LABELS, context)],
        }
        maker = ZoningMaker(atlas, spec, steps.screen_sheet())
        if maker.missing():
            raise InputError.of("TER40", type=kind.libelle)
        feedback.setProgress(20)
        x_min, y_min, x_max, y_max = atlas.base.region.bounds
        width = (x_max - x_min) / (self.parameterAsInt(parameters, steps.SCALE, context) / 1000)
        frame = MapFrame(MAIN, x_min, y_min, x_max, y_max, width)
        layers = maker.draw(frame, []).under[frame.name]
        layers[0].setName(kind.libelle)
        feedback.setProgress(70)
        if feedback.isCanceled():
            return {}
        layers = [*self._limits(parameters, context, atlas), *layers]
        self.tell(atlas.report, feedback)
        count = len(atlas.base.zoning(kind.code))
        return {**steps.shown(layers, context), self.TERRITORIES: count}

    def _limits(self, parameters: dict[str, Any], context: QgsProcessingContext, atlas: Any) -> list[Any]:
        """The hairlines of the finer type, where one is named and the charter has a line for it."""
        from ..core.findings import InputError

        finer = self.parameterAsString(parameters, self.LIMITS, context).strip()
        if not finer:
            return []
        known = atlas.charter.values["limites"]
        if finer not in known:
            raise InputError.of("TER41", type=finer, liste=list(known))
        return [atlas.base.limit_layer(finer, on_colour=True)]
