"""``atlas_soins:move_commune``: a commune put by hand in another territory of a type, for good."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterString,
)

from .territory_algorithm import TerritoryAlgorithm


class MoveCommune(TerritoryAlgorithm):
    """Keeps the decision in ``correction``, and builds the type again; every later import obeys it."""

    ID = "move_commune"

    COMMUNE = "COMMUNE"
    TERRITORY = "TERRITORY"
    AUTHOR = "AUTHOR"
    REASON = "REASON"
    TERRITORIES = "TERRITORIES"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Move a commune to another territory")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace, type, commune and territory in; who decides and why."""
        text = QgsProcessingParameterString
        self.add_workspace()
        self.add_type()
        self.addParameter(text(self.COMMUNE, self.tr("INSEE code of the commune")))
        self.addParameter(text(self.TERRITORY, self.tr("Code of the territory it goes to")))
        self.addParameter(text(self.AUTHOR, self.tr("Author of the decision")))
        self.addParameter(text(self.REASON, self.tr("Reason of the decision"), multiLine=True))
        self.addOutput(QgsProcessingOutputNumber(self.TERRITORIES, self.tr("Territories")))

    def check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Nothing before the workspace is read."""

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Check the decision, build the outlines, write all of it in one transaction."""
        from ..gis.territory_moves import Move, move_commune

        workspace = self.workspace(parameters, context)
        kind = self.kind(parameters, context, workspace)
        names = (self.COMMUNE, self.TERRITORY, self.AUTHOR, self.REASON)
        move = Move(*(self.parameterAsString(parameters, name, context).strip() for name in names))
        return {self.TERRITORIES: move_commune(workspace, kind, move)}
