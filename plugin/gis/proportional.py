"""Proportional circles on a map frame, whole or in two parts, with a legend of nested circles at round values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import shapely
from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsDataDefinedSizeLegend,
    QgsFillSymbol,
    QgsMarkerSymbol,
    QgsProperty,
    QgsRendererCategory,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsSymbolLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from ..core.findings import InputError, Report, Severity
from ..core.placement.circles import SMALLEST, CircleScale, legend_values, wedge
from ..core.placement.sites import PlacedSites
from .charter import Charter
from .frames import load_layer, write_layer
from .pinned_labels import pin_labels, text_size
from .site_symbols import leader_layers

CIRCLE_KEY = "cercle"
UNKNOWN_PART = "n. d."
SMALL_VALUES = "Petites valeurs"
_UNKNOWN_COLOUR = "#b9b9b9"
_LEGEND_LINE = "#4b5563"
_EDGE_MM = 0.25
_NARROW_SPACE = "\u202f"


@dataclass(frozen=True)
class Part:
    """A share of a circle: the column that holds its amount, its words in the legend, its colour."""

    column: str
    label: str
    colour: str


def circle_rows(values: pd.DataFrame, scale: CircleScale, report: Report | None = None) -> pd.DataFrame:
    """Rows for `place_sites` from ``id``, ``valeur``: one circle a site, ``taille`` its diameter in mm.

    A site without a value or with 0 has no circle; a negative one is an error. Both are reported as SYM04.
    """
    amounts = pd.to_numeric(values["valeur"])
    if report is not None:
        for site, amount in zip(values["id"], amounts, strict=True):
            if not amount > 0:
                severity = Severity.ERROR if amount < 0 else Severity.INFO
                report.add("SYM04", severity, value=site, valeur=None if np.isnan(amount) else float(amount))
    drawn = values[amounts > 0]
    rows = drawn[["id", "valeur"]].assign(cle=CIRCLE_KEY, ordre=0)
    rows["taille"] = scale.diameters(drawn["valeur"].to_numpy(float))
    return rows.reset_index(drop=True)


def circle_layers(
    placed: PlacedSites,
    values: pd.DataFrame,
    path: Path | str,
    name: str,
    crs: str,
    charter: Charter,
    scale: CircleScale,
    colour: str,
    parts: Sequence[Part] = (),
    title: str = "Cercles proportionnels",
    amounts: Sequence[float] | None = None,
) -> list[QgsVectorLayer]:
    """Writes and draws the circles of a frame.

    Args:
        placed: from `place_sites` with `circle_rows`.
        values: ``id``, ``valeur`` and the parts' columns for the whole sheet (all frames): the legend is made of them.
        path: the GeoPackage of derived layers.
        name: beginning of the tables' names.
        crs: of the frame.
        charter: the legend's text.
        scale: the sheet's scale, from `circle_scale`.
        colour: of whole circles, and of the circles of the legend.
        parts: the shares of each circle, clockwise from noon; they add up to ``valeur``.
        title: name of the circles' layer.
        amounts: the values the legend's sizes are chosen from, where those of ``values`` are but a series of the sheet.

    Returns:
        Top to bottom: the parts where there are any (real sectors), then the whole circles, whose legend is the
        three sizes, then hollow circles under the scale's threshold and leader lines, if any.

    Raises:
        InputError: SYM05 naming the sites whose parts do not add up to the whole.
    """
    rows = placed.symbols[placed.symbols["cle"] == CIRCLE_KEY]
    small = scale.too_small(rows["valeur"].to_numpy(float))
    store = _Store(placed, Path(path), name, crs)
    of_legend = values["valeur"] if amounts is None else amounts
    layers = [_whole_layer(store, rows[~small], of_legend, charter, scale, colour, bool(parts), title)]
    if parts:
        layers.insert(0, _parts_layer(store, rows[~small], values, parts))
    if small.any():
        layers.append(_small_layer(store, rows[small], scale, colour, charter))
    return [*layers, *leader_layers(placed, Path(path), name, crs)]


@dataclass(frozen=True)
class _Store:
    """Where the derived layers of a frame go."""

    placed: PlacedSites
    path: Path
    name: str
    crs: str

    def layer(self, suffix: str, frame: pd.DataFrame, geometry_type: str, title: str) -> QgsVectorLayer:
        table = f"{self.name}_{suffix}"
        write_layer(self.path, table, frame.assign(cadre=self.placed.frame.name), self.crs, geometry_type)
        return load_layer(self.path, table, title)


def number(value: float) -> str:
    """A number as it is printed: 12 500 with narrow no-break spaces, a decimal comma."""
    return f"{value:,.10g}".replace(",", _NARROW_SPACE).replace(".", ",")


def _whole_layer(
    store: _Store,
    rows: pd.DataFrame,
    amounts: Sequence[float],
    charter: Charter,
    scale: CircleScale,
    colour: str,
    divided: bool,
    title: str,
) -> QgsVectorLayer:
    points = _points(rows).sort_values("diametre", ascending=False, kind="mergesort")
    layer = store.layer("cercles", points.assign(bord="#ffffff"), "Point", title)
    symbol = _circle("#ffffff", _LEGEND_LINE) if divided else _circle(colour, "#ffffff")
    symbol.setDataDefinedSize(QgsProperty.fromField("diametre"))
    if divided:  # a white edge on the map; in the legend, which has no field, nested circles need their line
        symbol[0].setDataDefinedProperty(QgsSymbolLayer.Property.PropertyStrokeColor, QgsProperty.fromField("bord"))
    renderer = QgsSingleSymbolRenderer(symbol)
    renderer.setDataDefinedSizeLegend(_size_legend(amounts, charter, scale))
    layer.setRenderer(renderer)
    return layer


def _small_layer(
    store: _Store, rows: pd.DataFrame, scale: CircleScale, colour: str, charter: Charter
) -> QgsVectorLayer:
    """Hollow circles for values that a circle of readable size would exaggerate; a single figure is printed inside."""
    points, digit = _points(rows), charter.text("ville")
    figures = bool(((rows["valeur"] % 1 == 0) & (rows["valeur"] < 10)).all())
    if figures:
        points["texte"] = [f"{value:.0f}" for value in rows["valeur"]]
        sizes = [text_size(text, digit) for text in points["texte"]]
        unit = store.placed.frame.unit_per_mm
        points["tx"] = rows["x"].to_numpy(float) - np.array([size.left + size.width / 2 for size in sizes]) * unit
        points["ty"] = rows["y"].to_numpy(float) + np.array([size.drop - size.height / 2 for size in sizes]) * unit
    layer = store.layer("petits", points, "Point", SMALL_VALUES)
    if figures:
        pin_labels(layer, "texte", "tx", "ty", digit)
    renderer = QgsCategorizedSymbolRenderer("cadre")
    hollow = _circle("#ffffff", colour, SMALLEST)
    words = f"moins de {number(np.ceil(scale.threshold))}{', nombre inscrit' if figures else ''}"
    renderer.addCategory(QgsRendererCategory(store.placed.frame.name, hollow, words))
    layer.setRenderer(renderer)
    return layer


def _points(rows: pd.DataFrame) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "id": rows["id"],
            "valeur": rows["valeur"].astype(float),
            "diametre": rows["taille"].astype(float),
            "geom": list(shapely.points(rows[["x", "y"]].to_numpy(float).reshape(-1, 2))),
        }
    )


def _circle(colour: str, line: str, size: float = 5.0) -> QgsMarkerSymbol:
    symbol = QgsMarkerSymbol.createSimple({"name": "circle", "color": colour, "outline_color": line})
    symbol[0].setStrokeWidth(_EDGE_MM)
    symbol.setSize(size)
    symbol.setSizeUnit(Qgis.RenderUnit.Millimeters)
    return symbol


def _size_legend(values: Sequence[float], charter: Charter, scale: CircleScale) -> QgsDataDefinedSizeLegend:
    """Nested circles at three round values."""
    amounts = np.asarray(values, dtype=float)
    legend = QgsDataDefinedSizeLegend()
    legend.setLegendType(QgsDataDefinedSizeLegend.LegendType.LegendCollapsed)
    legend.setTitle(" ")  # else QGIS prints the field's name
    sizes = [(float(scale.diameters(np.array([value]))[0]), number(value)) for value in legend_values(amounts, scale)]
    legend.setClasses([QgsDataDefinedSizeLegend.SizeClass(size, words) for size, words in sizes])
    text_format = charter.text("legende")
    font = text_format.font()
    font.setPointSizeF(text_format.size())
    legend.setFont(font)
    legend.setTextColor(text_format.color())
    return legend


def _parts_layer(store: _Store, rows: pd.DataFrame, values: pd.DataFrame, parts: Sequence[Part]) -> QgsVectorLayer:
    amounts = values.drop_duplicates("id").set_index("id")
    _check_sums(amounts, parts)
    sectors = []
    for row in rows.itertuples():
        radius = (row.taille - _EDGE_MM) / 2 * store.placed.frame.unit_per_mm
        sectors += _sectors(row, amounts.loc[row.id], radius, parts)
    frame = pd.DataFrame(sectors, columns=["id", "part", "valeur", "geom"])
    layer = store.layer("parts", frame, "Polygon", "Parts")
    renderer = QgsCategorizedSymbolRenderer("part")
    present = set(frame["part"])
    for label, colour in [(part.label, part.colour) for part in parts] + [(UNKNOWN_PART, _UNKNOWN_COLOUR)]:
        if label in present:
            renderer.addCategory(QgsRendererCategory(label, _sector_fill(colour), label))
    layer.setRenderer(renderer)
    return layer


def _check_sums(amounts: pd.DataFrame, parts: Sequence[Part]) -> None:
    columns = [part.column for part in parts]
    known = amounts[columns].notna().all(axis=1) & (amounts["valeur"] > 0)
    off = (amounts[columns].sum(axis=1) - amounts["valeur"]).abs() > 1e-6 * amounts["valeur"].abs()
    wrong = amounts.index[known & (off | (amounts[columns] < 0).any(axis=1))]
    if len(wrong):
        raise InputError.of("SYM05", sites=list(wrong))


def _sectors(row, amounts: pd.Series, radius: float, parts: Sequence[Part]) -> list[tuple]:
    centre = (row.x, row.y)
    if amounts[[part.column for part in parts]].isna().any():
        return [(row.id, UNKNOWN_PART, row.valeur, wedge(centre, radius, 0.0, 1.0))]
    sectors, start = [], 0.0
    for part in parts:
        share = float(amounts[part.column]) / float(row.valeur)
        if share > 0:
            sectors.append((row.id, part.label, float(amounts[part.column]), wedge(centre, radius, start, share)))
        start += share
    return sectors


def _sector_fill(colour: str) -> QgsSymbol:
    fill = QgsFillSymbol.createSimple({"outline_color": "#ffffff", "outline_width": "0.15"})
    fill.setColor(QColor(colour))
    return fill
