"""``atlas_soins:import_communes``: a layer of communes into the workspace."""

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


class ImportCommunes(TerritoryAlgorithm):
    """Replaces the table ``commune`` by the communes of a layer (ADMIN EXPRESS, BD TOPO, any other)."""

    ID = "import_communes"
    GROUP = "import"

    LAYER = "LAYER"
    TOWN_HALLS = "TOWN_HALLS"
    COMMUNES = "COMMUNES"
    REMARKS = "REMARKS"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Import communes")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace and layer in, counts out."""
        layer, types = QgsProcessingParameterVectorLayer, QgsProcessing.SourceType
        self.add_workspace()
        self.addParameter(layer(self.LAYER, self.tr("Layer of communes"), [types.TypeVectorPolygon]))
        self.addParameter(
            layer(self.TOWN_HALLS, self.tr("Layer of town halls"), [types.TypeVectorPoint], optional=True)
        )
        self.add_source()
        self.add_columns()
        self.add_accept()
        self.addOutput(QgsProcessingOutputNumber(self.COMMUNES, self.tr("Communes")))
        self.addOutput(QgsProcessingOutputNumber(self.REMARKS, self.tr("Remarks")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Layer to frame, columns guessed or chosen, table checked and written."""
        from ..core.territories.columns import chosen_columns, guess_commune_columns
        from ..core.territories.layers import commune_table
        from ..gis.territory_layers import join_town_halls, layer_frame, town_halls_from_degrees
        from ..gis.territory_store import save_communes

        workspace = self.workspace(parameters, context)
        layer = self.parameterAsVectorLayer(parameters, self.LAYER, context)
        frame = layer_frame(layer, workspace.crs, self.progress(feedback))
        given = self.corrections(parameters, context)
        columns = chosen_columns(guess_commune_columns(frame), given, ("insee", "nom"), list(frame.columns))
        self.tell_columns(columns, feedback)
        if {"lon_mairie", "lat_mairie"} <= set(columns) and "x_mairie" not in columns:
            places = town_halls_from_degrees(frame, columns["lon_mairie"], columns["lat_mairie"], workspace.crs)
            frame = frame.assign(**places)
            columns |= {"x_mairie": "x_mairie", "y_mairie": "y_mairie"}
        town_halls = self.parameterAsVectorLayer(parameters, self.TOWN_HALLS, context)
        if town_halls is not None:
            points = layer_frame(town_halls, workspace.crs)
            frame = join_town_halls(frame, columns["insee"], points)
            columns |= {"x_mairie": "x_mairie", "y_mairie": "y_mairie"}
        wanted = {name: column for name, column in columns.items() if name not in ("lon_mairie", "lat_mairie", "iris")}
        table = commune_table(frame, wanted, self.parameterAsBool(parameters, self.ACCEPT, context))
        self.tell(table.report, feedback)
        feedback.setProgress(80)
        if feedback.isCanceled():
            return {}
        source = self.source(parameters, context, path_or_name(layer), table.lines)
        save_communes(workspace, table.frame, source, wanted)
        return {self.COMMUNES: len(table.frame), self.REMARKS: len(table.report)}
