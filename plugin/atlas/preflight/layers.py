"""Checks of the layers of a page: readable, filled, in their place, every class of the legend on the map."""

from __future__ import annotations

from collections import Counter

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateTransform,
    QgsCsException,
    QgsExpression,
    QgsExpressionContext,
    QgsFeatureRequest,
    QgsGraduatedSymbolRenderer,
    QgsLayout,
    QgsLayoutItemMap,
    QgsMapLayer,
    QgsRectangle,
    QgsVectorLayer,
)

from ...core.findings import Finding, Severity
from .context import PreflightContext
from .reading import LegendEntry, finding, layers_of, legend_entries, maps, siblings

# Rows of a legend of sizes: samples no feature has.
_SAMPLE = "taille "


def layers_readable(layout: QgsLayout, context: PreflightContext) -> list[Finding]:
    """Every layer of every map can be read: a broken one prints as nothing."""
    return [
        finding("PRE04", Severity.ERROR, layout, carte, layer)
        for carte, layer in _each_layer(layout)
        if not layer.isValid()
    ]


def layers_filled(layout: QgsLayout, context: PreflightContext) -> list[Finding]:
    """What the legend speaks of is somewhere on the page."""
    return [
        finding("PRE03", Severity.ERROR, layout, entry.legend, entry.layer)
        for entry in legend_entries(layout)
        if entry.layer.isValid() and not sum(_count(layer) for layer in siblings(layout, entry.layer))
    ]


def classes_filled(layout: QgsLayout, context: PreflightContext) -> list[Finding]:
    """Every class of the legend has at least one feature in a frame."""
    found = []
    for entry in legend_entries(layout):
        drawn = [layer for layer in siblings(layout, entry.layer) if layer.isValid()]
        if not sum(_count(layer) for layer in drawn):
            continue  # an empty layer is a finding of its own
        present: Counter[str] = Counter()
        for layer in drawn:
            present.update(_class_keys(layer))
        shown = shown_classes(entry)
        missing = [(key, label) for key, label in shown if not present[key] and not key.startswith(_SAMPLE)]
        if len(missing) == 1 and set(present) - {key for key, _ in shown}:
            continue  # one row stands for the classes that have no words of their own
        found += [
            finding("PRE05", Severity.WARNING, layout, entry.legend, entry.layer, classe=" ".join(label.split()))
            for _, label in missing
        ]
    return found


def layers_in_place(layout: QgsLayout, context: PreflightContext) -> list[Finding]:
    """Every layer has a reference system, and its coordinates lie where its system says."""
    found = []
    for carte, layer in _each_layer(layout):
        if not layer.isValid() or not layer.isSpatial():
            continue
        if not layer.crs().isValid():
            found.append(finding("PRE15", Severity.ERROR, layout, carte, layer))
        elif isinstance(layer, QgsVectorLayer) and _count(layer) and not _meets(layer, carte):
            found.append(finding("PRE16", Severity.ERROR, layout, carte, layer, crs=layer.crs().authid()))
    degrees = [carte for carte in maps(layout) if carte.crs().isGeographic()]
    return found + [finding("PRE17", Severity.WARNING, layout, one, crs=one.crs().authid()) for one in degrees]


def shown_classes(entry: LegendEntry) -> list[tuple[str, str]]:
    """The classes of a legend's layer that have words: (key, words)."""
    renderer = entry.layer.renderer()
    if isinstance(renderer, QgsCategorizedSymbolRenderer):
        classes = [(_value_key(one.value()), one.label(), one.renderState()) for one in renderer.categories()]
    elif isinstance(renderer, QgsGraduatedSymbolRenderer):
        classes = [(one.label(), one.label(), one.renderState()) for one in renderer.ranges()]
    else:
        return []
    shown = range(len(classes)) if entry.rows is None else entry.rows
    # A category without a value stands for all that have no class of their own.
    return [classes[row][:2] for row in shown if row < len(classes) and classes[row][1] and classes[row][2]]


def _class_keys(layer: QgsVectorLayer) -> Counter[str]:
    """How many features of a layer fall into each class, by its key."""
    renderer = layer.renderer()
    counts: Counter[str] = Counter()
    if not isinstance(renderer, QgsCategorizedSymbolRenderer | QgsGraduatedSymbolRenderer):
        return counts
    attribute = renderer.classAttribute()
    expression = QgsExpression(attribute)
    index = layer.fields().lookupField(attribute)
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry)
    if index >= 0:
        request.setSubsetOfAttributes([index])
    scope = QgsExpressionContext()
    scope.setFields(layer.fields())
    known = set()
    if isinstance(renderer, QgsCategorizedSymbolRenderer):
        known = {_value_key(one.value()) for one in renderer.categories()}
    for feature in layer.getFeatures(request):
        if index >= 0:
            value = feature.attribute(index)
        else:
            scope.setFeature(feature)
            value = expression.evaluate(scope)
        if isinstance(renderer, QgsCategorizedSymbolRenderer):
            key = _value_key(value)
            counts[key if key in known else ""] += 1
        else:
            found = renderer.rangeForValue(float(value)) if isinstance(value, int | float) else None
            if found is not None:
                counts[found.label()] += 1
    return counts


def _value_key(value: object) -> str:
    """A class value as text, so that 1, 1.0 and "1" are one; empty for the class of all the others."""
    if value is None or value == "" or str(value) == "NULL":
        return ""
    if isinstance(value, list | tuple):
        return "|".join(map(_value_key, value))
    return f"{value:g}" if isinstance(value, float) else str(value)


def _each_layer(layout: QgsLayout) -> list[tuple[QgsLayoutItemMap, QgsMapLayer]]:
    """Every layer once, with the first map that shows it."""
    found: dict[str, tuple[QgsLayoutItemMap, QgsMapLayer]] = {}
    for carte in maps(layout):
        for layer in layers_of(carte):
            found.setdefault(layer.id(), (carte, layer))
    return list(found.values())


def _count(layer: QgsVectorLayer) -> int:
    """Features of a layer; a provider that cannot tell (-1) counts as filled."""
    count = layer.featureCount()
    return count if count >= 0 else 1


def _meets(layer: QgsVectorLayer, carte: QgsLayoutItemMap) -> bool:
    """Whether a layer lies, at least in part, in a map's frame widened by its own size."""
    try:
        transform = QgsCoordinateTransform(layer.crs(), carte.crs(), layer.transformContext())
        box = transform.transformBoundingBox(layer.extent())
    except QgsCsException:
        return False
    around = QgsRectangle(carte.extent())
    around.scale(3.0)
    # A point has an extent without area, which `intersects` takes for nothing.
    box.grow(1e-6 * max(around.width(), 1.0))
    return around.intersects(box)
