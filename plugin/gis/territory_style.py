"""How zonings look: colours no two neighbours share, hairlines, names inside. Plain renderers on plain fields."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import shapely
from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsGradientColorRamp,
    QgsGradientFillSymbolLayer,
    QgsGradientStop,
    QgsLineSymbol,
    QgsMapLayer,
    QgsPalLayerSettings,
    QgsProperty,
    QgsRenderContext,
    QgsRendererCategory,
    QgsSingleSymbolRenderer,
    QgsTextFormat,
    QgsTextRenderer,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QPointF
from qgis.PyQt.QtGui import QColor

from ..core.findings import InputError
from ..core.territories.adjacency import adjacency, colour
from ..core.territories.labels import place_labels
from ..core.yaml_text import read_yaml
from .charter import Charter
from .resources import STYLES

# Two islands that face each other closer than this on paper should not wear one colour.
_FACING_MM = 3.0
LABEL_PT = 7.5
HALO_MM = 0.5


def palette(colours: int, charter: Charter | None = None) -> list[str]:
    """At least ``colours`` area colours (``#rrggbb``): the smallest set that is enough, else the largest again.

    The sets are the charter's (``zonages``: lists of colours by how many they are) where it has some, else ours.
    """
    own = charter.values.get("zonages") if charter else None
    sets = own or read_yaml((STYLES / "palettes.yaml").read_text(encoding="utf-8"))["zonage"]
    size = min((size for size in sets if size >= colours), default=max(sets))
    return [sets[size][index % len(sets[size])] for index in range(max(colours, size))]


def zoning_table(
    territories: pd.DataFrame,
    text: str | None,
    unit_per_mm: float,
    charter: Charter,
    size_pt: float = LABEL_PT,
    obstacles: Sequence[shapely.Geometry] = (),
) -> pd.DataFrame:
    """The territories as drawn: with ``couleur`` (number), and for a label ``etiquette``, ``etiq_x``, ``etiq_y``.

    ``aisance`` and ``placee`` are those of `place_labels`, which keeps labels off the ``obstacles``.
    ``geom`` holds (multi)polygons in a projected system; ``text`` is the column of the names, None for no labels.
    """
    outlines = territories["geom"].to_numpy()
    pairs = adjacency(outlines, within=_FACING_MM * unit_per_mm)
    drawn = territories.assign(couleur=colour(pairs, len(outlines), shapely.area(outlines)))
    if text is None:
        return drawn
    names = territories[text].fillna("").astype(str).tolist()
    measure = _measure(label_format(charter, size_pt))
    placed = place_labels(outlines, names, unit_per_mm, size_pt, measure, obstacles=obstacles)
    placed = placed.rename(columns={"x": "etiq_x", "y": "etiq_y"}).set_index(territories.index)
    return drawn.join(placed)


def qualitative_renderer(
    colours: int, field: str = "couleur", label: str = "", values: list[str] | None = None
) -> QgsCategorizedSymbolRenderer:
    """Fills by colour number (0 to ``colours`` - 1), without outlines: borders are lines of their own, drawn once.

    ``values`` are the colours to use instead of the palette's; ``label`` is the legend's text of the first box (the
    colours only part neighbours, so one box stands for all).
    """
    chosen = values or palette(colours)
    categories = [
        QgsRendererCategory(number, _fill(chosen[number]), label if number == 0 else "") for number in range(colours)
    ]
    return QgsCategorizedSymbolRenderer(field, categories)


def named_renderer(
    table: pd.DataFrame, key: str, label: str, values: list[str] | None = None
) -> QgsCategorizedSymbolRenderer:
    """Fills with a legend line a territory, for a `zoning_table`: ``key`` holds the codes, ``label`` the names."""
    chosen = values or palette(int(table["couleur"].max()) + 1)
    rows = zip(table[key], table[label], table["couleur"], strict=True)
    return QgsCategorizedSymbolRenderer(
        key, [QgsRendererCategory(code, _fill(chosen[int(number)]), str(name)) for code, name, number in rows]
    )


def hairline_renderer(charter: Charter, limit: str) -> QgsSingleSymbolRenderer:
    """One line for a kind of limit of the charter (``canton``, ``epci`` …), for a layer of borders drawn once each."""
    symbol = QgsLineSymbol.createSimple({"capstyle": "round", "joinstyle": "round"})
    symbol.setColor(charter.colour("limites", limit))
    symbol.setWidth(charter.width(limit))
    symbol.setWidthUnit(Qgis.RenderUnit.Millimeters)
    return QgsSingleSymbolRenderer(symbol)


def striped_symbol(colours: Sequence[str]) -> QgsFillSymbol:
    """A legend box of all the colours side by side, for areas whose colours only part neighbours."""
    first, last, between = QColor(colours[0]), QColor(colours[-1]), []
    for number in range(1, len(colours)):
        at = number / len(colours)
        # Two stops at one place make an edge.
        between += [
            QgsGradientStop(at - 1e-4, QColor(colours[number - 1])),
            QgsGradientStop(at, QColor(colours[number])),
        ]
    stripes = QgsGradientFillSymbolLayer(gradientColorType=Qgis.GradientColorSource.ColorRamp)
    stripes.setColorRamp(QgsGradientColorRamp(first, last, False, between))
    stripes.setReferencePoint1(QPointF(0, 0.5))
    stripes.setReferencePoint2(QPointF(1, 0.5))
    symbol = QgsFillSymbol()
    symbol.changeSymbolLayer(0, stripes)
    return symbol


def label_format(charter: Charter, size_pt: float = LABEL_PT, halo_mm: float = HALO_MM) -> QgsTextFormat:
    """Text of a territory's name: the charter's town text at this size, with a white halo."""
    text_format = charter.text("ville", halo_mm=halo_mm)
    text_format.setSize(size_pt)
    return text_format


def inside_labels(
    charter: Charter, size_pt: float = LABEL_PT, halo_mm: float = HALO_MM
) -> QgsVectorLayerSimpleLabeling:
    """Labels of a layer made by `zoning_table`: lines and place come from its fields, the label engine moves nothing.

    A label without a free place (``placee`` false) is left out: an inset or a list must then name the territory.
    """
    settings = QgsPalLayerSettings()
    settings.fieldName = "etiquette"
    settings.setFormat(label_format(charter, size_pt, halo_mm))
    settings.multilineAlign = Qgis.LabelMultiLineAlignment.Center
    settings.placement = Qgis.LabelPlacement.OverPoint
    overlap = settings.placementSettings()
    overlap.setOverlapHandling(Qgis.LabelOverlapHandling.AllowOverlapIfRequired)
    settings.setPlacementSettings(overlap)
    properties = settings.dataDefinedProperties()
    keys = QgsPalLayerSettings.Property
    properties.setProperty(keys.PositionX, QgsProperty.fromField("etiq_x"))
    properties.setProperty(keys.PositionY, QgsProperty.fromField("etiq_y"))
    properties.setProperty(keys.Hali, QgsProperty.fromValue("Center"))
    properties.setProperty(keys.Vali, QgsProperty.fromValue("Half"))
    properties.setProperty(keys.Show, QgsProperty.fromField("placee"))
    settings.setDataDefinedProperties(properties)
    return QgsVectorLayerSimpleLabeling(settings)


def _fill(value: str) -> QgsFillSymbol:
    # An outline of the fill's own colour closes the hairline gaps that PDF viewers show between abutting areas.
    symbol = QgsFillSymbol.createSimple({"outline_width": "0.05", "outline_width_unit": "MM", "joinstyle": "round"})
    symbol.setColor(QColor(value))
    symbol.symbolLayer(0).setStrokeColor(QColor(value))
    return symbol


def _measure(text_format: QgsTextFormat):
    """The width in mm of a line of text in this format, halo left out."""
    context = QgsRenderContext()
    context.setScaleFactor(300 / 25.4)
    context.setFlag(Qgis.RenderContextFlag.ApplyScalingWorkaroundForTextRendering)
    return lambda text: QgsTextRenderer.textWidth(context, text_format, [text]) / context.scaleFactor()


def write_style_files(folder: Path, charter: Charter) -> list[Path]:
    """The styles as QML, for layers opened by hand: ``zonage.qml`` for a `zoning_table`, ``limite_*.qml`` for lines."""
    zoning = QgsVectorLayer(
        "MultiPolygon?crs=EPSG:2154&field=couleur:integer&field=etiquette:string&field=etiq_x:double&field=etiq_y:double"
        "&field=placee:boolean",
        "zonage",
        "memory",
    )
    zoning.setRenderer(qualitative_renderer(len(palette(6))))
    zoning.setLabeling(inside_labels(charter))
    zoning.setLabelsEnabled(True)
    layers = {"zonage": zoning}
    for limit in charter.values["limites"]:
        layers[f"limite_{limit}"] = QgsVectorLayer("MultiLineString?crs=EPSG:2154", limit, "memory")
        layers[f"limite_{limit}"].setRenderer(hairline_renderer(charter, limit))
    wanted = QgsMapLayer.StyleCategory.Symbology | QgsMapLayer.StyleCategory.Labeling
    written = []
    for name, layer in layers.items():
        path = folder / f"{name}.qml"
        message, good = layer.saveNamedStyle(str(path), wanted)
        if not good:
            raise InputError.of("FIC23", chemin=str(path), cause=message)
        written.append(path)
    return written
