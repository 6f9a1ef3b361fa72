"""What was generated for a sheet, kept in its layout as text: the project may be saved and closed in between."""

from __future__ import annotations

import base64
import json
import zlib
from dataclasses import asdict, dataclass, field

from qgis.core import (
    QgsLayerTreeGroup,
    QgsMapLayer,
    QgsPrintLayout,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
)

SHEET = "atlas_soins/feuille"  # of a layout, a layer and a group of layers
KEY = "atlas_soins/cle"  # of a layer or an item: what it is on its sheet, whatever its rank
_RECORD = "atlas_soins/genere"


@dataclass
class DrawnItem:
    """An item of a layout as it was generated."""

    uuid: str
    xml: str


@dataclass
class DrawnFrame:
    """A map as it was generated: place and size on the page in mm, extent in map units."""

    place: tuple[float, float, float, float]
    extent: tuple[float, float, float, float]


@dataclass
class Record:
    """A sheet as it was generated, by keys that newer data does not change."""

    sheet: str
    name: str = ""
    words: dict[str, str] = field(default_factory=dict)
    items: dict[str, DrawnItem] = field(default_factory=dict)
    frames: dict[str, DrawnFrame] = field(default_factory=dict)
    styles: dict[str, str] = field(default_factory=dict)
    absent: list[str] = field(default_factory=list)  # what the user took away before

    def store(self, layout: QgsPrintLayout) -> None:
        """Put the record into its layout."""
        layout.setCustomProperty(SHEET, self.sheet)
        layout.setCustomProperty(_RECORD, packed(json.dumps(asdict(self), ensure_ascii=False)))

    @classmethod
    def of(cls, layout: QgsPrintLayout) -> Record | None:
        """The record of a layout; None where there is none that can be read."""
        text = unpacked(str(layout.customProperty(_RECORD) or ""))
        if not text:
            return None
        values = json.loads(text)
        return cls(
            sheet=values["sheet"],
            name=values["name"],
            words=values["words"],
            items={key: DrawnItem(**item) for key, item in values["items"].items()},
            frames={
                key: DrawnFrame(tuple(frame["place"]), tuple(frame["extent"]))
                for key, frame in values["frames"].items()
            },
            styles=values["styles"],
            absent=values["absent"],
        )


def packed(text: str) -> str:
    """A text made short enough to be kept in a project: XML repeats itself."""
    return base64.b64encode(zlib.compress(text.encode("utf-8"), 6)).decode("ascii")


def unpacked(text: str) -> str:
    """The text again; empty where it is none of ours."""
    try:
        return zlib.decompress(base64.b64decode(text)).decode("utf-8")
    except (ValueError, zlib.error):
        return ""


def layout_of(project: QgsProject, sheet: str) -> QgsPrintLayout | None:
    """The layout of a sheet in a project. A copy the user made of it is left alone: the first one is the sheet's."""
    found = [layout for layout in project.layoutManager().printLayouts() if layout.customProperty(SHEET) == sheet]
    own = [layout for layout in found if _own(layout)]
    return (own or found or [None])[0]


def _own(layout: QgsPrintLayout) -> bool:
    """Whether a layout's items are those that were generated: a copy's have other identifiers."""
    record = Record.of(layout)
    return record is not None and any(layout.itemByUuid(item.uuid) for item in record.items.values())


def group_of(project: QgsProject, sheet: str) -> QgsLayerTreeGroup | None:
    """The group of a sheet's layers: the one that says so, else the one that holds the first of them."""
    root = project.layerTreeRoot()
    groups = root.findGroups(True)
    named = next((group for group in groups if group.customProperty(SHEET) == sheet), None)
    if named is not None:
        return named
    nodes = (root.findLayer(layer.id()) for layer in layers_of(project, sheet).values())
    parents = (node.parent() for node in nodes if node is not None)
    return next((parent for parent in parents if isinstance(parent, QgsLayerTreeGroup) and parent != root), None)


def layers_of(project: QgsProject, sheet: str) -> dict[str, QgsVectorLayer]:
    """The sheet's own layers by key."""
    layers = project.mapLayers().values()
    return {layer.customProperty(KEY): layer for layer in layers if layer.customProperty(SHEET) == sheet}


def file_of(layer: QgsMapLayer) -> str:
    """The path of the GeoPackage a layer is read from."""
    return str(QgsProviderRegistry.instance().decodeUri("ogr", layer.source()).get("path", ""))


def tag(layer: QgsMapLayer, sheet: str, key: str) -> None:
    """Say what a layer is on which sheet."""
    layer.setCustomProperty(SHEET, sheet)
    layer.setCustomProperty(KEY, key)
