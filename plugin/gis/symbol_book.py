"""The symbols of the atlas (``styles/symbols.yaml``): drawing, colour, size, order and label of each activity key."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import pandas as pd
from qgis.core import Qgis, QgsMarkerSymbol, QgsSvgMarkerSymbolLayer
from qgis.PyQt.QtGui import QColor

from ..core.findings import InputError
from ..core.yaml_text import read_yaml
from .resources import RESOURCES, STYLES


@dataclass(frozen=True)
class SiteSymbol:
    """One entry: ``size`` in mm with its white edge, ``order`` in a strip and in the legend."""

    key: str
    svg: Path
    colour: str
    size: float
    order: int
    label: str


class SymbolBook:
    """The entries by key. ``edge`` is the white edge around every symbol, in mm."""

    def __init__(self, entries: dict[str, SiteSymbol], edge: float):
        self.entries = entries
        self.edge = edge

    @classmethod
    def load(cls, path: Path | str | None = None) -> SymbolBook:
        """Reads a book, ours by default; its drawings stand in ``resources/symbols`` or beside the file.

        Raises:
            InputError: FIC01 when the book or one of its drawings is not there.
        """
        path = Path(path) if path else STYLES / "symbols.yaml"
        if not path.is_file():
            raise InputError.of("FIC01", chemin=str(path))
        return _read(path, path.stat().st_mtime_ns)

    def __getitem__(self, key: str) -> SiteSymbol:
        """The entry of a key; InputError SYM02 where the book has none."""
        if key not in self.entries:
            raise InputError.of("SYM02", cle=key)
        return self.entries[key]

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.entries, key=lambda key: self.entries[key].order))

    def rows(self, activities: pd.DataFrame) -> pd.DataFrame:
        """Completes rows ``id``, ``cle`` with ``ordre`` and ``taille`` (mm; one given is kept), for `place_sites`."""
        entries = [self[key] for key in activities["cle"]]
        rows = activities.copy()
        rows["ordre"] = [entry.order for entry in entries]
        own = pd.Series([entry.size for entry in entries], index=rows.index, dtype=float)
        rows["taille"] = rows["taille"].fillna(own) if "taille" in rows else own
        return rows

    def marker(self, key: str, size: float | None = None) -> QgsMarkerSymbol:
        """The marker of a key. The drawing is embedded, so that a project prints where the plugin is not installed."""
        entry = self[key]
        drawing = base64.b64encode(entry.svg.read_bytes()).decode("ascii")
        layer = QgsSvgMarkerSymbolLayer(f"base64:{drawing}", size or entry.size)
        layer.setSizeUnit(Qgis.RenderUnit.Millimeters)
        layer.setFillColor(QColor(entry.colour))
        layer.setStrokeColor(QColor("#ffffff"))
        layer.setStrokeWidth(2 * self.edge)  # half of the stroke lies under the body
        layer.setStrokeWidthUnit(Qgis.RenderUnit.Millimeters)
        symbol = QgsMarkerSymbol()
        symbol.changeSymbolLayer(0, layer)
        return symbol


def _entry(key: str, values: dict, folder: Path) -> SiteSymbol:
    own = folder / values["svg"]
    svg = own if own.is_file() else RESOURCES / "symbols" / values["svg"]
    if not svg.is_file():
        raise InputError.of("FIC01", chemin=str(svg))
    return SiteSymbol(key, svg, values["couleur"], float(values["taille"]), int(values["ordre"]), values["libelle"])


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> SymbolBook:
    """The book of a file as it stands: every sheet asks for it."""
    book = read_yaml(path.read_text(encoding="utf-8"))
    entries = {key: _entry(key, values, path.parent) for key, values in book["symboles"].items()}
    return SymbolBook(entries, float(book["bord"]))
