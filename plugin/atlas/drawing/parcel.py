"""A drawn sheet as text: what one process draws and another takes into its project."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from qgis.core import QgsPrintLayout, QgsProject

from ...gis.base_map import BASE_KEY
from ..retouch.record import group_of
from .as_text import layer_text, layout_text


@dataclass(frozen=True)
class Parcel:
    """The own layers of a sheet, the layers of the base map it shows, and its layout; all as XML."""

    sheet: str
    title: str
    layers: list[str]
    base: list[str]
    layout: str

    @classmethod
    def of(cls, project: QgsProject, sheet: str, layout: QgsPrintLayout) -> Parcel:
        """A sheet just drawn in a project."""
        group = group_of(project, sheet)
        own = [node.layer() for node in group.findLayers()] if group is not None else []
        written = layout_text(layout)
        layers = project.mapLayers().values()
        base = [layer for layer in layers if layer.customProperty(BASE_KEY) and layer.id() in written]
        return cls(sheet, layout.name(), list(map(layer_text, own)), list(map(layer_text, base)), written)

    def save(self, path: Path) -> None:
        """To a file, whole or not at all."""
        partial = path.with_name(f"{path.name}.part")
        partial.write_text(json.dumps(asdict(self), ensure_ascii=False), encoding="utf-8")
        partial.replace(path)

    @classmethod
    def load(cls, path: Path) -> Parcel:
        """From a file."""
        return cls(**json.loads(path.read_text(encoding="utf-8")))
