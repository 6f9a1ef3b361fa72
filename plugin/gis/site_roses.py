"""Roses: a disc a site whose sectors, each at a place of its own, say which of a few kinds the site practises."""

from __future__ import annotations

import base64
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import shapely
from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsMarkerSymbol,
    QgsRendererCategory,
    QgsSingleSymbolRenderer,
    QgsSvgMarkerSymbolLayer,
    QgsVectorLayer,
)

from ..core.placement.sites import PlacedSites
from .frames import load_layer, write_layer
from .site_symbols import leader_layers

ROSE_KEY = "rosace"
_PAPER, _LINE = "#f4f2ee", "#3f4757"
_RADIUS, _LINE_WIDTH = 10.6, 1.1  # in the 24 units of a drawing


@dataclass(frozen=True)
class Sector:
    """A place in the rose: its key in the rows, its words in the legend, its colour."""

    key: str
    label: str
    colour: str


def rose_layers(
    placed: PlacedSites,
    practised: pd.DataFrame,
    path: Path | str,
    name: str,
    crs: str,
    sectors: Sequence[Sector],
    size: float,
    counts: Mapping[str, str],
    disc_label: str = "",
    title: str = "Rosaces",
) -> list[QgsVectorLayer]:
    """Writes and draws the roses of a frame.

    A place left empty tells as much as a filled one, so the sectors stand in the same order everywhere, clockwise from
    noon: the map reads without its colours.

    Args:
        placed: from `place_sites`, a row a site with the key ``ROSE_KEY``.
        practised: ``id``, ``cle`` (a sector's key): a row for each filled sector.
        path: the GeoPackage of derived layers.
        name: beginning of the tables' names.
        crs: of the frame.
        sectors: the places of the rose, clockwise from noon.
        size: diameter in mm.
        counts: what stands in brackets in the legend, by key; a sector without one is left out of the legend.
        disc_label: words for the disc itself, when a site without any sector is drawn too.
        title: name of the sectors' layer.

    Returns:
        Top to bottom: the filled sectors, the discs, leader lines where there are any.
    """
    points = placed.symbols[placed.symbols["cle"] == ROSE_KEY][["id", "x", "y"]]
    filled = points.merge(practised[["id", "cle"]].drop_duplicates(), on="id")
    layers = [
        _layer(filled, placed, Path(path), f"{name}_secteurs", crs, title),
        _layer(points, placed, Path(path), f"{name}_disques", crs, "Sites"),
    ]
    renderer = QgsCategorizedSymbolRenderer("cle")
    for place, sector in enumerate(sectors):
        if sector.key in counts:
            symbol = _marker(_sector_drawing(place, len(sectors), sector.colour), size)
            renderer.addCategory(QgsRendererCategory(sector.key, symbol, f"{sector.label} ({counts[sector.key]})"))
    layers[0].setRenderer(renderer)
    disc = QgsCategorizedSymbolRenderer("cadre") if disc_label else None
    symbol = _marker(_disc_drawing(), size)
    if disc:
        disc.addCategory(QgsRendererCategory(placed.frame.name, symbol, disc_label))
    layers[1].setRenderer(disc or QgsSingleSymbolRenderer(symbol))
    return [*layers, *leader_layers(placed, Path(path), name, crs)]


def _layer(rows: pd.DataFrame, placed: PlacedSites, path: Path, table: str, crs: str, title: str) -> QgsVectorLayer:
    points = list(shapely.points(rows[["x", "y"]].to_numpy(float).reshape(-1, 2)))
    write_layer(path, table, rows.drop(columns=["x", "y"]).assign(cadre=placed.frame.name, geom=points), crs, "Point")
    return load_layer(path, table, title)


def _marker(drawing: str, size: float) -> QgsMarkerSymbol:
    """A marker whose drawing is embedded, so that a project prints where the plugin is not installed."""
    layer = QgsSvgMarkerSymbolLayer(f"base64:{base64.b64encode(drawing.encode()).decode()}", size)
    layer.setSizeUnit(Qgis.RenderUnit.Millimeters)
    symbol = QgsMarkerSymbol()
    symbol.changeSymbolLayer(0, layer)
    return symbol


def _drawing(*shapes: str) -> str:
    head = '<svg xmlns="http://www.w3.org/2000/svg" width="24" height="24" viewBox="0 0 24 24">'
    return f"{head}{''.join(shapes)}</svg>"


def _disc_drawing() -> str:
    return _drawing(
        f'<circle cx="12" cy="12" r="12" fill="#ffffff"/>'
        f'<circle cx="12" cy="12" r="{_RADIUS}" fill="{_PAPER}" stroke="{_LINE}" stroke-width="{_LINE_WIDTH}"/>'
    )


def _sector_drawing(place: int, places: int, colour: str) -> str:
    """The sector at a place, in its circle: in the legend the empty circle shows where it stands."""
    start, end = (2 * math.pi * step / places for step in (place, place + 1))
    corners = [f"{12 + _RADIUS * math.sin(a):.2f} {12 - _RADIUS * math.cos(a):.2f}" for a in (start, end)]
    large = 1 if places == 1 or end - start > math.pi else 0
    return _drawing(
        f'<path d="M12 12L{corners[0]}A{_RADIUS} {_RADIUS} 0 {large} 1 {corners[1]}Z" fill="{colour}" '
        'stroke="#ffffff" stroke-width="0.9" stroke-linejoin="round"/>'
        f'<circle cx="12" cy="12" r="{_RADIUS}" fill="none" stroke="{_LINE}" stroke-width="{_LINE_WIDTH}"/>'
    )
