"""The tables of a workspace as a group of layers in the project, plainly drawn, to look at the data."""

from __future__ import annotations

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFillSymbol,
    QgsMarkerSymbol,
    QgsProject,
    QgsReferencedRectangle,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from .layer_words import describe
from .territory_store import territory_types
from .workspace import Workspace

_TITLES = {
    "effecteur_urgence": QT_TRANSLATE_NOOP("Layers", "Emergency responders"),
    "etablissement": QT_TRANSLATE_NOOP("Layers", "Establishments"),
    "commune": QT_TRANSLATE_NOOP("Layers", "Communes"),
}
_NEIGHBOURS = {"voisin": "Territoires voisins"}  # ground around the region, no type of territory
_SHOWN_TERRITORY = "territoire_sante"  # the other zonings are in the group, switched off


def add_workspace_layers(workspace: Workspace) -> QgsVectorLayer | None:
    """Add the layers of a workspace to the project, in a group of its name; a group of that name is replaced.

    Returns:
        The layer to zoom to, None in an empty workspace.
    """
    project = QgsProject.instance()
    root = project.layerTreeRoot()
    old = root.findGroup(workspace.name)
    if old is not None:
        project.removeMapLayers(old.findLayerIds())
        root.removeChildNode(old)
    layers = _layers(workspace)
    if layers and not project.mapLayers():
        crs = QgsCoordinateReferenceSystem(workspace.crs)
        project.setCrs(crs)
        # the region and not its neighbours: QGIS zooms there by itself once the first layers are in
        project.viewSettings().setPresetFullExtent(QgsReferencedRectangle(layers[-1].extent(), crs))
    group = root.insertGroup(0, workspace.name)
    for layer in layers:
        node = group.addLayer(project.addMapLayer(layer, False))
        kind = layer.customProperty("atlas_soins/zoning")
        node.setItemVisibilityChecked(kind in (None, _SHOWN_TERRITORY))
        node.setExpanded(False)
    return layers[-1] if layers else None


def _layers(workspace: Workspace) -> list[QgsVectorLayer]:
    """The layers in drawing order, the topmost first."""
    filled = set(workspace.tables())
    layers = [_layer(workspace, table) for table in ("effecteur_urgence", "etablissement") if table in filled]
    if "territoire" in filled:
        kinds = sorted(set(workspace.read("territoire", ["type"])["type"]))
        names = {**{code: kind.libelle for code, kind in territory_types(workspace).items()}, **_NEIGHBOURS}
        layers += [_zoning(workspace, kind, names.get(kind, kind)) for kind in kinds]
    if "commune" in filled:
        layers.append(_layer(workspace, "commune"))
    return layers


def _layer(workspace: Workspace, table: str) -> QgsVectorLayer:
    layer = workspace.layer(table, name=QCoreApplication.translate("Layers", _TITLES[table]))
    layer.setRenderer(QgsSingleSymbolRenderer(_symbol(table)))
    describe(layer, table)
    return layer


def _zoning(workspace: Workspace, kind: str, name: str) -> QgsVectorLayer:
    quoted = kind.replace("'", "''")
    layer = workspace.layer("territoire", subset=f"\"type\" = '{quoted}'", name=name)
    layer.setCustomProperty("atlas_soins/zoning", kind)
    layer.setRenderer(QgsSingleSymbolRenderer(_symbol("territoire")))
    describe(layer, "territoire")
    return layer


def _symbol(table: str) -> QgsSymbol:
    if table == "commune":
        return QgsFillSymbol.createSimple({"color": "#f5f1e8", "outline_color": "#c9c1b1", "outline_width": "0.1"})
    if table == "territoire":
        return QgsFillSymbol.createSimple({"style": "no", "outline_color": "#3f6f4f", "outline_width": "0.5"})
    if table == "etablissement":
        return QgsMarkerSymbol.createSimple(
            {"name": "circle", "color": "#1d4f8c", "outline_color": "#ffffff", "outline_width": "0.3", "size": "2.6"}
        )
    return QgsMarkerSymbol.createSimple(
        {"name": "cross_fill", "color": "#c1121f", "outline_color": "#ffffff", "outline_width": "0.2", "size": "3.6"}
    )
