"""Styled layers made by an algorithm, handed to QGIS so that they keep their style."""

from __future__ import annotations

from qgis.core import QgsProcessingContext, QgsVectorLayer


def show_layers(layers: list[QgsVectorLayer], names: list[str], context: QgsProcessingContext) -> list[str]:
    """Name the layers and leave them to the run; in the project they are added when it ends. Returns their ids."""
    identifiers = []
    for layer, name in zip(layers, names, strict=True):
        layer.setName(name)
        context.temporaryLayerStore().addMapLayer(layer)
        if context.project() is not None:
            details = QgsProcessingContext.LayerDetails(name, context.project(), layer.id())
            context.addLayerToLoadOnCompletion(layer.id(), details)
        identifiers.append(layer.id())
    return identifiers
