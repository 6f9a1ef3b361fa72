"""The layers an algorithm made, put in the project in place of those of its last run."""

from __future__ import annotations

from qgis.core import QgsCoordinateTransform, QgsProject, QgsVectorLayer
from qgis.gui import QgsMapCanvas

from .runner import AlgorithmRun
from .session import Session

_PROPERTY = "atlas_soins/result"


def add_result_layers(run: AlgorithmRun, key: str, order: list[str], group_name: str) -> list[QgsVectorLayer]:
    """Add the layers of a finished run to the project, in a group at the top.

    Args:
        run: a run that ended well.
        key: marks the layers, so that `remove_result_layers` finds them.
        order: ids of the layers, the topmost first.
        group_name: the group, made where it is missing.
    """
    project = QgsProject.instance()
    root = project.layerTreeRoot()
    group = root.findGroup(group_name) or root.insertGroup(0, group_name)
    layers = []
    for place, identifier in enumerate(order):
        layer = run.context.takeResultLayer(identifier)
        if layer is None:
            continue
        layer.setCustomProperty(_PROPERTY, key)
        group.insertLayer(place, project.addMapLayer(layer, False)).setExpanded(False)
        layers.append(layer)
    return layers


def remove_result_layers(key: str) -> None:
    """Take the layers of an earlier run out: their file is about to be written again."""
    project = QgsProject.instance()
    project.removeMapLayers(
        [layer.id() for layer in project.mapLayers().values() if layer.customProperty(_PROPERTY) == key]
    )


def show_layer(session: Session, layer: QgsVectorLayer, key: str, group_name: str) -> None:
    """Put one layer in the project in place of the last of its key, and bring it into the map where it is not seen."""
    remove_result_layers(key)
    project = QgsProject.instance()
    root = project.layerTreeRoot()
    group = root.findGroup(group_name) or root.insertGroup(0, group_name)
    layer.setCustomProperty(_PROPERTY, key)
    group.insertLayer(0, project.addMapLayer(layer, False))
    show_extent(session.iface.mapCanvas(), layer)


def show_extent(canvas: QgsMapCanvas, layer: QgsVectorLayer) -> None:
    """Widen the map to a layer that is not seen whole."""
    target = canvas.mapSettings().destinationCrs()
    extent = QgsCoordinateTransform(layer.crs(), target, QgsProject.instance()).transformBoundingBox(layer.extent())
    if not canvas.extent().contains(extent):
        extent.scale(1.1)
        canvas.setExtent(extent)
    canvas.refresh()
