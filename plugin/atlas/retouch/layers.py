"""The layers of a sheet in the project: each known by what it is, drawn anew, restyled as the user left it."""

from __future__ import annotations

import re
from collections.abc import Generator, Sequence

from qgis.core import (
    QgsLayerTreeGroup,
    QgsLayoutItemMap,
    QgsPrintLayout,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from ...gis.base_map import BASE_KEY
from ...gis.pinned_labels import MARK, let_move
from ..content import Drawing
from ..page import MAIN
from .held import Kind, Retouch
from .record import SHEET, file_of, group_of, packed, tag, unpacked
from .review import Review
from .styles import class_labels, held_classes, keep_style, style_text

BASE = "fond"
LEGEND, TOOL = "legende", "outil"
_BASE_GROUP = "Fond de carte"
_BASE_STYLE = "atlas_soins/style_genere"


def keyed_layers(sheet: str, drawings: Sequence[Drawing], frames: Sequence[str]) -> dict[str, QgsVectorLayer]:
    """The layers of a sheet by a key newer data does not change, topmost first; the key is written on each.

    Tables bear the rank of their frame, and frames change places: the key names the frame.
    """
    keyed: dict[str, QgsVectorLayer] = {}

    def add(owner: str, rank: int, layer: QgsVectorLayer) -> None:
        if any(known is layer for known in keyed.values()):
            return
        table = re.sub(rf"_{rank}(?=_|$)", "", _table(layer), count=1) if rank >= 0 else _table(layer)
        key, again = f"{owner}:{table}", 2
        while key in keyed:
            key, again = f"{owner}:{table}#{again}", again + 1
        keyed[key] = layer
        tag(layer, sheet, key)

    for drawing in drawings:
        for layer in drawing.tools:
            add(TOOL, -1, layer)
    for drawing in drawings:
        for side in (drawing.over, drawing.under):
            for rank, name in enumerate(frames):
                for layer in side.get(name, ()):
                    add(name, rank, layer)
    for drawing in drawings:
        for section in drawing.legend:
            for item in section.items:
                add(LEGEND, -1, item.layer)
    return keyed


def keep_styles(found: Review, layers: dict[str, QgsVectorLayer]) -> Generator[None, None, dict[str, str]]:
    """Restyle new layers as the user left the old ones, a layer a step; returns the styles as generated.

    A class recoloured on the main map is recoloured in the insets the user left as they were.
    """
    drawn = {}
    for key, layer in layers.items():
        drawn[key] = style_text(layer)
        yield
    if found.record is None:
        return drawn
    now, changed = {}, {}
    for key, layer in found.layers.items():
        if key in found.record.styles:
            now[key] = style_text(layer)
            changed[key] = held_classes(found.record.styles[key], now[key])
            yield
    released = {key: _released(found, key) for key in now}
    for key, layer in layers.items():
        frame, _, what = key.partition(":")
        main = f"{MAIN}:{what}"
        source = key if changed.get(key) or frame in (LEGEND, TOOL) else main
        if changed.get(source):
            keep_style(layer, found.record.styles[source], now[source], released[source])
            yield
    lost = {
        one.subject for one in found.retouches if one.kind is Kind.CLASS and not _has_class(layers, drawn, one.subject)
    }
    found.say_lost(Kind.CLASS, lost)
    return drawn


def _released(found: Review, key: str) -> frozenset[str]:
    """The classes of a layer the user lets go, "" for what is the whole layer's."""
    classes = f"{found.sheet}/{Kind.CLASS.value}/{key}:"
    names = {one.removeprefix(classes) for one in found.released if one.startswith(classes)}
    return frozenset(names | ({""} if f"{found.sheet}/{Kind.LAYER.value}/{key}" in found.released else set()))


def _has_class(layers: dict[str, QgsVectorLayer], drawn: dict[str, str], subject: str) -> bool:
    return any(
        subject.startswith(f"{key}:") and subject.removeprefix(f"{key}:") in class_labels(drawn[key]) for key in layers
    )


def add_layers(
    project: QgsProject, found: Review, title: str, layers: dict[str, QgsVectorLayer], movable: bool
) -> Generator[None, None, None]:
    """Put the layers into the sheet's group, a layer a step, above those drawn before and the user's own."""
    group = group_of(project, found.sheet)
    if group is None:
        group = project.layerTreeRoot().insertGroup(0, title)
        group.setExpanded(False)
        group.setItemVisibilityChecked(False)
        group.setCustomProperty(SHEET, found.sheet)
    absent = found.of(Kind.ABSENT)
    for place, layer in enumerate(layer for key, layer in layers.items() if key not in absent):
        group.insertLayer(place, project.addMapLayer(layer, False))
        if movable and MARK in layer.fields().names() and layer.labeling() is not None:
            let_move(project, layer)
        yield


def remove_former(project: QgsProject, found: Review) -> None:
    """Take the layers of the former drawing away, but for those another layout of the user's shows."""
    shown = {
        layer.id()
        for layout in project.layoutManager().printLayouts()
        if layout is not found.layout
        for layer in shown_in(layout)
    }
    for layer in found.layers.values():
        if project.mapLayer(layer.id()) is not layer:
            continue  # of another project, whose retouches are kept here
        if layer.id() in shown:
            layer.removeCustomProperty(SHEET)
        else:
            remove_layer(project, layer)


def remove_layer(project: QgsProject, layer: QgsVectorLayer) -> None:
    """Take a layer of a sheet away, with the places its texts were moved to."""
    if layer.auxiliaryLayer() is not None:
        project.auxiliaryStorage().deleteTable(layer.auxiliaryLayer().dataProvider().uri())
    project.removeMapLayer(layer.id())


def shown_in(layout: QgsPrintLayout) -> list[QgsVectorLayer]:
    """The layers of all maps of a layout."""
    return [layer for item in layout.items() if isinstance(item, QgsLayoutItemMap) for layer in item.layers()]


def shared_base(
    project: QgsProject,
    layers: Sequence[QgsVectorLayer],
    released: frozenset[str] = frozenset(),
    retouched: QgsProject | None = None,
) -> list[QgsVectorLayer]:
    """Base layers as the project has them: one for all sheets, with new data, restyled as the user left it.

    Those whose retouch is ``released`` go back to their own look. With ``retouched`` the user's styles are in that
    project.
    """
    group = _base_group(project)
    standing, restyled = _base_layers(project), _base_layers(retouched)
    shared = []
    for layer in layers:
        known = standing.get(_base_key(layer))
        if known is layer:
            shared.append(layer)
        elif known is not None:
            _bring_up_to_date(known, layer, keep=_base_retouch(known).key not in released)
            shared.append(known)
        else:
            layer.setCustomProperty(_BASE_STYLE, packed(style_text(layer)))
            theirs = restyled.get(_base_key(layer))
            if theirs is not None:
                keep_style(layer, _generated(theirs), style_text(theirs))
            group.addLayer(project.addMapLayer(layer, False))
            shared.append(layer)
    return shared


def base_retouches(project: QgsProject) -> list[Retouch]:
    """The base layers the user restyled."""
    return [
        _base_retouch(layer)
        for layer in project.mapLayers().values()
        if layer.customProperty(BASE_KEY)
        and held_classes(_generated(layer), style_text(layer))
    ]


def _base_layers(project: QgsProject | None) -> dict[tuple[str, str], QgsVectorLayer]:
    layers = project.mapLayers().values() if project is not None else ()
    return {_base_key(layer): layer for layer in layers if layer.customProperty(BASE_KEY)}


def _base_key(layer: QgsVectorLayer) -> tuple[str, str]:
    """What a base layer is, and of which region or territory: the file tells."""
    return str(layer.customProperty(BASE_KEY)), file_of(layer)


def _generated(layer: QgsVectorLayer) -> str:
    """The style a base layer was generated with."""
    return unpacked(str(layer.customProperty(_BASE_STYLE) or ""))


def _base_retouch(layer: QgsVectorLayer) -> Retouch:
    return Retouch(BASE, Kind.LAYER, str(layer.customProperty(BASE_KEY)), (layer.name(),))


def _bring_up_to_date(known: QgsVectorLayer, new: QgsVectorLayer, keep: bool) -> None:
    drawn = style_text(new)
    if keep:
        keep_style(new, _generated(known), style_text(known))
    known.dataProvider().reloadData()
    if style_text(new) != style_text(known):
        known.setRenderer(new.renderer().clone())
        known.setOpacity(new.opacity())
    known.setCustomProperty(_BASE_STYLE, packed(drawn))


def _base_group(project: QgsProject) -> QgsLayerTreeGroup:
    root = project.layerTreeRoot()
    return root.findGroup(_BASE_GROUP) or root.addGroup(_BASE_GROUP)


def _table(layer: QgsVectorLayer) -> str:
    return str(QgsProviderRegistry.instance().decodeUri("ogr", layer.source()).get("layerName", layer.name()))
