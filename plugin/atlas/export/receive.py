"""Layouts of a saved project, with their layers, taken into another project."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from qgis.core import (
    QgsLayerTreeGroup,
    QgsMapLayer,
    QgsMapLayerStyle,
    QgsPrintLayout,
    QgsProject,
    QgsProviderRegistry,
)

from ...core.findings import InputError
from ...core.steps import exhausted
from ..drawing.as_text import layout_text, read_layout

# QGIS gives every symbol layer and rule an id of its own.
_OWN_IDS = re.compile(r'(?:id|key|symbol|layout|name)="\{[0-9a-f-]{36}\}"')


def receive(project: QgsProject, path: Path) -> Iterator[str]:
    """Take the layers and layouts of the project file at ``path`` into ``project``, a layout a step; yields its name.

    Where both have a group (the base map), a layer whose table, name and style are known stands for the other. A layout
    of a name that the project has takes its place.

    Raises:
        InputError: FIC01 for a project that cannot be read.
    """
    other = QgsProject()
    if not path.is_file() or not other.read(str(path)):
        raise InputError.of("FIC01", chemin=str(path))
    # Before the layers move: a map lets go of a layer that leaves its project.
    written = [layout_text(layout) for layout in other.layoutManager().printLayouts()]
    same = _take_layers(project, other)
    for text in written:
        yield _read(project, text, same).name()


def _take_layers(project: QgsProject, other: QgsProject) -> dict[str, str]:
    """Move the layers, group by group; returns the layers not moved, by id, and those that stand for them."""
    same: dict[str, str] = {}
    root = project.layerTreeRoot()
    for group in other.layerTreeRoot().children():
        if not isinstance(group, QgsLayerTreeGroup):
            continue
        mine = root.findGroup(group.name())
        known = {_mark(node.layer()): node.layerId() for node in mine.findLayers()} if mine else {}
        if mine is None:
            mine = root.insertGroup(0, group.name())
        layers = [node.layer() for node in group.findLayers() if node.layer() is not None]
        for layer in layers:
            mark = _mark(layer)
            if mark in known:
                same[layer.id()] = known[mark]
            else:
                mine.addLayer(project.addMapLayer(other.takeMapLayer(layer), False))
        mine.setExpanded(False)
        mine.setItemVisibilityChecked(group.itemVisibilityChecked())
    return same


def _mark(layer: QgsMapLayer) -> tuple[str, str, str]:
    """What tells a layer from others of its group: its name, its table and its style."""
    table = QgsProviderRegistry.instance().decodeUri("ogr", layer.source()).get("layerName", "")
    style = QgsMapLayerStyle()
    style.readFromLayer(layer)
    return layer.name(), table, _OWN_IDS.sub("", style.xmlData())


def _read(project: QgsProject, text: str, same: dict[str, str]) -> QgsPrintLayout:
    for theirs, ours in same.items():
        text = text.replace(theirs, ours)
    layout = exhausted(read_layout(project, text))
    manager = project.layoutManager()
    old = manager.layoutByName(layout.name())
    if old is not None:
        manager.removeLayout(old)
    manager.addLayout(layout)
    return layout
