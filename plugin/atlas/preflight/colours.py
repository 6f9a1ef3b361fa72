"""Classes that look alike: to the normal eye, to a colour-blind one, on a grey print."""

from __future__ import annotations

from itertools import combinations

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsGraduatedSymbolRenderer,
    QgsLayout,
    QgsSymbol,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from ...core.findings import Finding, Severity
from .context import PreflightContext
from .layers import shown_classes
from .reading import LegendEntry, finding, layers_of, legend_entries, maps

# CIEDE2000 under which two areas apart on a map are taken for one: several times what is seen side by side.
LEAST_APART = {"normal": 6.0, "protanopia": 4.0, "deuteranopia": 4.0, "tritanopia": 4.0, "greyscale": 4.0}
_GREYS = 5  # more classes than this have no greys of their own: names or patterns tell them
_SIGHTS = {
    "normal": QT_TRANSLATE_NOOP("Preflight", "normal sight"),
    "protanopia": QT_TRANSLATE_NOOP("Preflight", "protanopia"),
    "deuteranopia": QT_TRANSLATE_NOOP("Preflight", "deuteranopia"),
    "tritanopia": QT_TRANSLATE_NOOP("Preflight", "tritanopia"),
    "greyscale": QT_TRANSLATE_NOOP("Preflight", "greyscale"),
}
_COLOUR_KEYS = ("color", "color2", "outline_color", "line_color")


def colours_apart(layout: QgsLayout, context: PreflightContext) -> list[Finding]:
    """Classes that differ by colour alone are told apart in every sight; areas that bear names, in normal sight."""
    found = []
    for entry in legend_entries(layout):
        named = _named_on_the_map(layout, entry.layer)
        symbols = _symbols(entry)
        for (one, first), (other, second) in combinations(symbols, 2):
            if _shape(first) != _shape(second):
                continue
            sights = [sight for sight in _alike(first, second) if not named or sight == "normal"]
            if len(symbols) > _GREYS:
                sights = [sight for sight in sights if sight != "greyscale"]
            if sights:
                found.append(
                    finding(
                        "PRE14",
                        Severity.WARNING,
                        layout,
                        entry.legend,
                        entry.layer,
                        classe=one,
                        autre=other,
                        vues=[QCoreApplication.translate("Preflight", _SIGHTS[sight]) for sight in sights],
                    )
                )
    return found


def _symbols(entry: LegendEntry) -> list[tuple[str, QgsSymbol]]:
    """The classes shown with their symbols."""
    renderer = entry.layer.renderer()
    if isinstance(renderer, QgsCategorizedSymbolRenderer):
        classes = renderer.categories()
    elif isinstance(renderer, QgsGraduatedSymbolRenderer):
        classes = renderer.ranges()
    else:
        return []
    words = {label for _, label in shown_classes(entry)}
    return [(" ".join(one.label().split()), one.symbol().clone()) for one in classes if one.label() in words]


def _alike(one: QgsSymbol, other: QgsSymbol) -> list[str]:
    """The sights in which no colour of two symbols of the same shape differs enough."""
    from ...core.colours import difference

    pairs = [(first, second) for first, second in zip(_colours(one), _colours(other), strict=True) if first and second]
    return [
        sight
        for sight, least in LEAST_APART.items()
        if all(first == second or difference(first, second, sight) < least for first, second in pairs)
    ]


def _colours(symbol: QgsSymbol) -> list[str]:
    """The colours a symbol is painted with, in order; empty text where nothing is painted."""
    colours = []
    for layer in symbol.symbolLayers():
        if layer.subSymbol() is not None:
            colours += _colours(layer.subSymbol())
        colours += [
            colour.name() if colour.isValid() and colour.alpha() else ""
            for colour in (layer.color(), layer.fillColor(), layer.strokeColor())
        ]
    return colours


def _shape(symbol: QgsSymbol) -> tuple:
    """All that a symbol is but its colours: layers, patterns, dashes, sizes."""
    shape: list[object] = [symbol.type(), round(symbol.opacity(), 3)]
    for layer in symbol.symbolLayers():
        properties = {key: value for key, value in layer.properties().items() if key not in _COLOUR_KEYS}
        shape.append((layer.layerType(), tuple(sorted((key, str(value)) for key, value in properties.items()))))
        if layer.subSymbol() is not None:
            shape.append(_shape(layer.subSymbol()))
    return tuple(shape)


def _named_on_the_map(layout: QgsLayout, layer: QgsVectorLayer) -> bool:
    """Whether areas of these classes bear their names, by their own labels or by those of a layer of the same field."""
    renderer = layer.renderer()
    field = renderer.classAttribute() if hasattr(renderer, "classAttribute") else ""
    for carte in maps(layout)[:1]:
        for other in layers_of(carte):
            if (
                isinstance(other, QgsVectorLayer)
                and other.labelsEnabled()
                and other.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry
                and (other.id() == layer.id() or other.fields().lookupField(field) >= 0)
            ):
                return True
    return False
