"""The style of a layer as XML whose classes go by what they stand for, not by their rank: newer data may add some."""

from __future__ import annotations

from qgis.core import (
    QgsAbstractVectorLayerLabeling,
    QgsFeatureRenderer,
    QgsReadWriteContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtXml import QDomDocument, QDomElement

from .merge import differs, merge, parsed, text_of

# QGIS numbers symbol layers and classes anew when it copies a renderer; places of texts are compared one by one.
IGNORED = frozenset({"id", "uuid", "symbollevels", "forceraster", "PositionX", "PositionY"})
_ROOT = "style"
_RENDERER, _LABELING = "renderer-v2", "labeling"
_ONLY = "0"  # as QGIS calls the symbol of a renderer that has one
_PLAIN = ("opacity", "blend", "labels")


def style_text(layer: QgsVectorLayer) -> str:
    """Renderer, labels and opacity of a layer as XML."""
    document = QDomDocument()
    root = document.createElement(_ROOT)
    document.appendChild(root)
    context = QgsReadWriteContext()
    if layer.renderer() is not None:
        renderer = layer.renderer().save(document, context)
        _name_symbols(renderer)
        root.appendChild(renderer)
    if layer.labeling() is not None:
        root.appendChild(layer.labeling().save(document, context))
    root.setAttribute("opacity", f"{layer.opacity():g}")
    root.setAttribute("blend", str(int(layer.blendMode())))
    root.setAttribute("labels", str(int(layer.labelsEnabled())))
    return text_of(root)


def held_classes(base: str, mine: str) -> dict[str, list[str]]:
    """What differs between two styles, by class (its value; "" for what is the whole layer's)."""
    held: dict[str, list[str]] = {}
    if base == mine:
        return held
    for path in differs(parsed(base), parsed(mine), IGNORED):
        held.setdefault(_class_of(path), []).append(path)
    return held


def keep_style(layer: QgsVectorLayer, base: str, mine: str, released: frozenset[str] = frozenset()) -> None:
    """Bring what the user changed between ``base`` and ``mine`` into a new layer, but for ``released`` classes."""
    context = QgsReadWriteContext()
    new, before, now = parsed(style_text(layer)), parsed(base), parsed(mine)
    if released:
        _take_back(before, now, released)
    if not merge(before, now, new, IGNORED):
        return
    if _kind(now) != _kind(before):
        # Another kind of renderer altogether: its classes are the user's own.
        new.replaceChild(
            new.ownerDocument().importNode(now.firstChildElement(_RENDERER), True), new.firstChildElement(_RENDERER)
        )
    renderer = new.firstChildElement(_RENDERER)
    for symbol in _elements(renderer.firstChildElement("symbols")):
        if not symbol.attribute("name"):
            symbol.setAttribute("name", _ONLY)
    layer.setRenderer(QgsFeatureRenderer.load(renderer, context))
    labeling = new.firstChildElement(_LABELING)
    if not labeling.isNull():
        layer.setLabeling(QgsAbstractVectorLayerLabeling.create(labeling, context))
    layer.setLabelsEnabled(new.attribute("labels") == "1")
    layer.setOpacity(float(new.attribute("opacity")))
    layer.setBlendMode(type(layer.blendMode())(int(new.attribute("blend"))))


def class_labels(style: str) -> dict[str, str]:
    """The legend's words for each class of a style."""
    classes = _classes(parsed(style).firstChildElement(_RENDERER))
    return {_class_name(entry): entry.attribute("label") for entry in classes}


def _kind(style: QDomElement) -> str:
    return style.firstChildElement(_RENDERER).attribute("type")


def _class_of(path: str) -> str:
    """The class a path is about: symbols and categories bear its name."""
    for tag in ("symbol[", "category[", "range[", "rule["):
        _, found, rest = path.partition(tag)
        if found:
            return rest.partition("]")[0]
    return ""


def _take_back(base: QDomElement, mine: QDomElement, released: frozenset[str]) -> None:
    """Put into ``mine`` what was drawn of the released classes."""
    for paths in (("symbols",), ("categories",), ("ranges",), ()):
        before, now = base.firstChildElement(_RENDERER), mine.firstChildElement(_RENDERER)
        for tag in paths:
            before, now = before.firstChildElement(tag), now.firstChildElement(tag)
        drawn = {_class_name(entry): entry for entry in _elements(before)}
        for entry in _elements(now):
            if paths and _class_name(entry) in released and _class_name(entry) in drawn:
                now.replaceChild(now.ownerDocument().importNode(drawn[_class_name(entry)], True), entry)
    if "" in released:
        for tag in _PLAIN:
            mine.setAttribute(tag, base.attribute(tag))
        drawn_labels, labels = base.firstChildElement(_LABELING), mine.firstChildElement(_LABELING)
        if not drawn_labels.isNull() and not labels.isNull():
            mine.replaceChild(mine.ownerDocument().importNode(drawn_labels, True), labels)


def _name_symbols(renderer: QDomElement) -> None:
    """Name each class's symbol, and its entry, after what the class stands for."""
    names = {}
    for entry in _classes(renderer):
        names[entry.attribute("symbol")] = _class_name(entry)
        entry.setAttribute("symbol", _class_name(entry))
        if entry.tagName() != "category":
            entry.setAttribute("value", _class_name(entry))
    for symbol in _elements(renderer.firstChildElement("symbols")):
        symbol.setAttribute("name", names.get(symbol.attribute("name"), ""))


def _classes(renderer: QDomElement) -> list[QDomElement]:
    return [
        entry
        for tag in ("categories", "ranges", "rules")
        for entry in _elements(renderer.firstChildElement(tag))
        if entry.hasAttribute("symbol")
    ]


def _class_name(entry: QDomElement) -> str:
    if entry.tagName() == "symbol":
        return entry.attribute("name")
    if entry.tagName() == "range":
        return f"{entry.attribute('lower')} - {entry.attribute('upper')}"
    if entry.tagName() == "rule":
        return entry.attribute("filter") or entry.attribute("label")
    return entry.attribute("value")


def _elements(parent: QDomElement) -> list[QDomElement]:
    found, child = [], parent.firstChildElement()
    while not child.isNull():
        found.append(child)
        child = child.nextSiblingElement()
    return found
