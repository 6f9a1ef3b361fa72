"""The tables of a workspace as a group of layers in the project, plainly drawn, to look at the data."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True)
class Shown:
    """A layer to show: a table, or the zoning of one type of its territories, under a name."""

    table: str
    name: str
    zoning: str | None = None


def shown_layers(workspace: Workspace) -> list[Shown]:
    """What there is to show in a workspace, in drawing order, the topmost first; touches no layer."""
    filled = set(workspace.tables())
    shown = [_titled(table) for table in ("effecteur_urgence", "etablissement") if table in filled]
    if "territoire" in filled:
        kinds = sorted(set(workspace.read("territoire", ["type"])["type"]))
        names = {**{code: kind.libelle for code, kind in territory_types(workspace).items()}, **_NEIGHBOURS}
        shown += [Shown("territoire", names.get(kind, kind), kind) for kind in kinds]
    if "commune" in filled:
        shown.append(_titled("commune"))
    return shown


def add_workspace_layers(workspace: Workspace, shown: Sequence[Shown]) -> Generator[None, None, QgsVectorLayer | None]:
    """Add layers of a workspace to the project, in a group of its name; a group of that name is replaced.

    A step a layer, since each is a file opened; the project changes in the last one alone.

    Returns:
        The layer to zoom to, None in an empty workspace.
    """
    layers = []
    for one in shown:
        layers.append(_opened(workspace, one))
        yield
    project = QgsProject.instance()
    root = project.layerTreeRoot()
    old = root.findGroup(workspace.name)
    if old is not None:
        project.removeMapLayers(old.findLayerIds())
        root.removeChildNode(old)
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


def _titled(table: str) -> Shown:
    return Shown(table, QCoreApplication.translate("Layers", _TITLES[table]))


def _opened(workspace: Workspace, shown: Shown) -> QgsVectorLayer:
    subset = None if shown.zoning is None else "\"type\" = '{}'".format(shown.zoning.replace("'", "''"))
    layer = workspace.layer(shown.table, subset=subset, name=shown.name)
    if shown.zoning is not None:
        layer.setCustomProperty("atlas_soins/zoning", shown.zoning)
    layer.setRenderer(QgsSingleSymbolRenderer(_symbol(shown.table)))
    describe(layer, shown.table)
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
