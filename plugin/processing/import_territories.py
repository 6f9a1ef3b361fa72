"""``atlas_soins:import_territories``: a layer of territories of one type into the workspace."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterVectorLayer,
)

from .base import path_or_name
from .territory_algorithm import TerritoryAlgorithm


class ImportTerritories(TerritoryAlgorithm):
    """Replaces the territories of a type by the polygons of a layer."""

    ID = "import_territories"
    GROUP = "import"

    LAYER = "LAYER"
    TERRITORIES = "TERRITORIES"
    REMARKS = "REMARKS"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Import territories from a layer")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace, type and layer in, counts out."""
        self.add_workspace()
        self.add_type()
        self.addParameter(
            QgsProcessingParameterVectorLayer(
                self.LAYER, self.tr("Layer of territories"), [QgsProcessing.SourceType.TypeVectorPolygon]
            )
        )
        self.add_source()
        self.add_columns()
        self.addOutput(QgsProcessingOutputNumber(self.TERRITORIES, self.tr("Territories")))
        self.addOutput(QgsProcessingOutputNumber(self.REMARKS, self.tr("Remarks")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Layer to frame, columns guessed or chosen, territories checked and written."""
        from ..core.findings import Report
        from ..core.territories.columns import chosen_columns, guess_territory_columns
        from ..core.territories.layers import territory_table
        from ..gis.territory_layers import layer_frame
        from ..gis.territory_moves import made_again
        from ..gis.territory_store import save_territories

        workspace = self.workspace(parameters, context)
        kind = self.kind(parameters, context, workspace)
        layer = self.parameterAsVectorLayer(parameters, self.LAYER, context)
        frame = layer_frame(layer, workspace.crs, self.progress(feedback))
        guesses = guess_territory_columns(frame)
        # A column "type" counts only where it names our types: IGN's cantons have one of their own.
        guessed = guesses["type"].column
        if guessed is not None and kind.code not in set(frame[guessed].astype(str)):
            del guesses["type"]
        given = self.corrections(parameters, context)
        columns = chosen_columns(guesses, given, ("id_territoire",), list(frame.columns))
        self.tell_columns(columns, feedback)
        source = self.source(parameters, context, path_or_name(layer), len(frame))
        table = territory_table(frame, kind.code, columns, source.cog_annee, source.date_donnees)
        self.tell(table.report, feedback)
        feedback.setProgress(80)
        if feedback.isCanceled():
            return {}
        save_territories(workspace, kind.code, source, table.frame, columns=columns)
        moved = Report()
        if made_again(workspace, kind, moved):
            feedback.pushInfo(self.tr("Communes moved by hand are moved again."))
            self.tell(moved, feedback)
        return {self.TERRITORIES: len(table.frame), self.REMARKS: len(table.report)}
