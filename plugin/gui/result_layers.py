"""The layers an algorithm made, put in the project in place of those of its last run."""

from __future__ import annotations

from qgis.core import QgsProject, QgsVectorLayer

from .runner import AlgorithmRun

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
        project.addMapLayer(layer, False)
        group.insertLayer(place, layer).setExpanded(False)
        layers.append(layer)
    return layers


def remove_result_layers(key: str) -> None:
    """Take the layers of an earlier run out: their file is about to be written again."""
    project = QgsProject.instance()
    project.removeMapLayers(
        [layer.id() for layer in project.mapLayers().values() if layer.customProperty(_PROPERTY) == key]
    )
