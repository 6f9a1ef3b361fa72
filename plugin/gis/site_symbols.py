"""Layers of the sites of a map frame: symbols where they were placed, their leader lines, counts beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsLineSymbol,
    QgsMarkerLineSymbolLayer,
    QgsMarkerSymbol,
    QgsProperty,
    QgsRendererCategory,
    QgsSimpleLineSymbolLayer,
    QgsSingleSymbolRenderer,
    QgsSymbolLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

from ..core.placement.sites import PlacedSites, to_map
from .charter import Charter
from .frames import load_layer, write_layer
from .pinned_labels import pin_labels, text_size
from .symbol_book import SymbolBook

LEADER_COLOUR = "#1f2a44"
POINT_MM = 0.8  # the dot on a displaced site's true point
_LEADER_MM, _CASING_MM = 0.18, 0.55
_COUNT_ROLE, _COUNT_GAP_MM, _AFTER_COUNT_MM = "ville", 0.1, 0.7  # a count belongs to the symbol at its left


def with_counts(symbols: pd.DataFrame, charter: Charter, counts: str = "effectif") -> pd.DataFrame:
    """Adds ``texte`` (the number printed beside) and ``texte_mm`` (its room) where the column ``counts`` is above 1."""
    rows = symbols.copy()
    values = pd.to_numeric(rows[counts])
    rows["texte"] = [f"{value:.0f}" if value > 1 else None for value in values]
    text_format = charter.text(_COUNT_ROLE)
    rows["texte_mm"] = [
        text_size(text, text_format).width + _COUNT_GAP_MM + _AFTER_COUNT_MM if text else 0.0 for text in rows["texte"]
    ]
    return rows


def site_layers(
    placed: PlacedSites,
    path: Path | str,
    name: str,
    crs: str,
    charter: Charter,
    book: SymbolBook,
    legend_keys: Iterable[str] | None = None,
    counts: Mapping[str, int | str] | None = None,
    title: str = "Sites",
) -> list[QgsVectorLayer]:
    """Writes the derived layers of a frame and gives them their drawing.

    Args:
        placed: what `place_sites` found for the frame.
        path: the GeoPackage of derived layers.
        name: beginning of the tables' names; a sheet and frame of its own each.
        crs: of the map frame, such as ``EPSG:2154``.
        charter: for the text of counts.
        book: drawings, colours, labels.
        legend_keys: keys of the legend, those of the frame by default; a sheet with insets names those of all frames.
        counts: number of each key on the sheet (or words that give it), printed in brackets in the legend.
        title: name of the symbols' layer.

    Returns:
        Layers from top to bottom: the symbols, then the leader lines where there are any.
    """
    layers = [_symbol_layer(placed, Path(path), f"{name}_symboles", crs, charter, title)]
    keys = set(placed.symbols["cle"]) | set(legend_keys or ())
    layers[0].setRenderer(_renderer(keys, placed.symbols, book, counts or {}))
    return [*layers, *leader_layers(placed, Path(path), name, crs)]


def legend_label(book: SymbolBook, key: str, counts: Mapping[str, int | str]) -> str:
    """The legend's words for a key, with its number on the sheet where it is known: "SMUR (28)"."""
    return f"{book[key].label} ({counts[key]})" if key in counts else book[key].label


def _symbol_layer(
    placed: PlacedSites, path: Path, table: str, crs: str, charter: Charter, title: str
) -> QgsVectorLayer:
    rows = placed.symbols
    frame = rows.drop(columns=["texte_mm"], errors="ignore")
    frame = frame.assign(
        cadre=placed.frame.name, geom=list(shapely.points(rows[["x", "y"]].to_numpy(float).reshape(-1, 2)))
    )
    counted = "texte" in frame and frame["texte"].notna().any()
    if counted:
        text_format = charter.text(_COUNT_ROLE, halo_mm=0.4)
        size = text_size("0", text_format)
        at = np.column_stack([rows["taille"] / 2 + _COUNT_GAP_MM, np.full(len(rows), size.drop - size.height / 2)])
        frame[["tx", "ty"]] = rows[["x", "y"]].to_numpy(float) + at * placed.frame.unit_per_mm
    write_layer(path, table, frame, crs, "Point")
    layer = load_layer(path, table, title)
    if counted:
        pin_labels(layer, "texte", "tx", "ty", text_format)
    return layer


def _renderer(
    keys: set[str], rows: pd.DataFrame, book: SymbolBook, counts: Mapping[str, int | str]
) -> QgsCategorizedSymbolRenderer:
    renderer = QgsCategorizedSymbolRenderer("cle")
    for key in sorted(keys, key=lambda key: book[key].order):
        sizes = rows.loc[rows["cle"] == key, "taille"].unique()
        symbol = book.marker(key, float(sizes[0]) if len(sizes) == 1 else None)
        if len(sizes) > 1:
            symbol[0].setDataDefinedProperty(QgsSymbolLayer.Property.PropertySize, QgsProperty.fromField("taille"))
        renderer.addCategory(QgsRendererCategory(key, symbol, legend_label(book, key, counts)))
    return renderer


def leader_layers(placed: PlacedSites, path: Path, name: str, crs: str) -> list[QgsVectorLayer]:
    """The leader lines of a frame as one layer, none when no strip left its point."""
    led = placed.strips[placed.strips["renvoi"]]
    start, end = to_map(placed.frame, led[["ax", "ay"]]), to_map(placed.frame, led[["lx", "ly"]])
    lines = list(shapely.linestrings(np.stack([start, end], axis=1)))
    frame = pd.DataFrame({"id": led["id"].to_numpy(), "cadre": placed.frame.name, "geom": lines})
    if frame.empty:
        return []
    write_layer(path, f"{name}_renvois", frame, crs, "LineString")
    layer = load_layer(path, f"{name}_renvois", "Renvois")
    layer.setRenderer(QgsSingleSymbolRenderer(leader_symbol()))
    return [layer]


def leader_symbol(with_point: bool = True) -> QgsLineSymbol:
    """A thin dark line on a white one; a dot marks the true point at its beginning."""
    symbol = QgsLineSymbol()
    casing = QgsSimpleLineSymbolLayer(QColor("#ffffff"), _CASING_MM)
    line = QgsSimpleLineSymbolLayer(QColor(LEADER_COLOUR), _LEADER_MM)
    for stroke in (casing, line):
        stroke.setPenCapStyle(Qt.PenCapStyle.RoundCap)
        stroke.setWidthUnit(Qgis.RenderUnit.Millimeters)
    symbol.changeSymbolLayer(0, casing)
    symbol.appendSymbolLayer(line)
    if with_point:
        dot = QgsMarkerLineSymbolLayer(rotateMarker=False)
        dot.setPlacements(Qgis.MarkerLinePlacement.FirstVertex)
        dot.setSubSymbol(
            QgsMarkerSymbol.createSimple(
                {
                    "name": "circle",
                    "color": LEADER_COLOUR,
                    "size": str(POINT_MM),
                    "outline_color": "#ffffff",
                    "outline_width": "0.2",
                }
            )
        )
        symbol.appendSymbolLayer(dot)
    return symbol
