"""Checks of the words of a page: they fit their boxes, are large enough to read, in fonts that are installed."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsLayout,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemScaleBar,
    QgsLegendStyle,
    QgsTextFormat,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QRectF, Qt

from ...core.findings import Finding, Severity
from ...gis.fonts import font_families
from ...gis.pinned_labels import text_size
from .context import PreflightContext
from .reading import finding, items, layers_of, maps

_SMALLEST_PT = 6.0
_TOLERANCE_MM = 0.4
_MM_PER_POINT = 25.4 / 72
# Of the size of a font: the height of its capitals, and a line with its leading (Open Sans, Noto Sans).
_CAPITAL, _LINE = 0.72, 1.36
_LEGEND_STYLES = (QgsLegendStyle.Style.Title, QgsLegendStyle.Style.Group, QgsLegendStyle.Style.SymbolLabel)


def texts_fit(layout: QgsLayout, context: PreflightContext) -> list[Finding]:
    """The words of a label stay in its box; what runs over it is not printed."""
    found = []
    for label in items(layout, QgsLayoutItemLabel):
        if label.mode() == QgsLayoutItemLabel.Mode.ModeHtml or not label.currentText().strip():
            continue
        width, height = needed(label)
        inside = _inside(label)
        if width > inside.width() + _TOLERANCE_MM or height > inside.height() + _TOLERANCE_MM:
            found.append(finding("PRE11", Severity.WARNING, layout, label, texte=_short(label.currentText())))
    return found


def texts_readable(layout: QgsLayout, context: PreflightContext) -> list[Finding]:
    """No text is smaller than 6 points."""
    found = []
    for item, formats in _formats(layout):
        sizes = [one.size() for one in formats if one.sizeUnit() == Qgis.RenderUnit.Points]
        if sizes and min(sizes) < _SMALLEST_PT:
            found.append(finding("PRE12", Severity.WARNING, layout, item, taille=min(sizes)))
    return found


def fonts_installed(layout: QgsLayout, context: PreflightContext) -> list[Finding]:
    """The fonts of items and labels are installed; another one would stand in for them and be wider."""
    installed = {family.casefold() for family in font_families()}
    found = []
    for item, formats in _formats(layout):
        families = dict.fromkeys(one.font().family() for one in formats)
        absent = [family for family in families if family.casefold() not in installed]
        found += [finding("PRE13", Severity.WARNING, layout, item, police=family) for family in absent]
    seen = set()
    for carte in maps(layout):
        for layer in layers_of(carte):
            if isinstance(layer, QgsVectorLayer) and layer.labelsEnabled() and layer.labeling() is not None:
                for family in _label_families(layer):
                    if family.casefold() not in installed and (layer.id(), family) not in seen:
                        seen.add((layer.id(), family))
                        found.append(finding("PRE13", Severity.WARNING, layout, carte, layer, police=family))
    wanted = context.atlas.charter.missing_font if context.atlas is not None else None
    if wanted and not any(one.params.get("police") == wanted for one in found):
        found.append(finding("PRE13", Severity.WARNING, layout, police=wanted))
    return found


def ink(label: QgsLayoutItemLabel) -> QRectF:
    """The part of a label its words cover, in mm in the item's own coordinates."""
    inside = _inside(label)
    if not label.currentText().strip():
        return QRectF()
    width, height = (min(size, most) for size, most in zip(needed(label), _size(inside), strict=True))
    left, top = inside.left(), inside.top()
    if label.hAlign() & Qt.AlignmentFlag.AlignRight:
        left = inside.right() - width
    elif label.hAlign() & Qt.AlignmentFlag.AlignHCenter:
        left = inside.center().x() - width / 2
    if label.vAlign() & Qt.AlignmentFlag.AlignBottom:
        top = inside.bottom() - height
    elif label.vAlign() & Qt.AlignmentFlag.AlignVCenter:
        top = inside.center().y() - height / 2
    return QRectF(left, top, width, height)


def needed(label: QgsLayoutItemLabel) -> tuple[float, float]:
    """Width and height, in mm, of a label's words wrapped at its box: wider than the box where a word is."""
    text_format, box = label.textFormat(), _inside(label).width() + _TOLERANCE_MM
    widths: list[float] = []
    for paragraph in label.currentText().split("\n"):
        line = ""
        for word in paragraph.split(" "):
            longer = f"{line} {word}" if line else word
            if line and text_size(longer, text_format).width > box:
                widths.append(text_size(line, text_format).width)
                line = word
            else:
                line = longer
        widths.append(text_size(line, text_format).width)
    size = text_format.size() * _MM_PER_POINT
    return max(widths), size * (_CAPITAL + (len(widths) - 1) * _LINE * text_format.lineHeight())


def _inside(label: QgsLayoutItemLabel) -> QRectF:
    """The box less its margins."""
    x, y = label.marginX(), label.marginY()
    return label.rect().adjusted(x, y, -x, -y)


def _size(rect: QRectF) -> tuple[float, float]:
    return rect.width(), rect.height()


def _formats(layout: QgsLayout) -> list[tuple[object, list[QgsTextFormat]]]:
    """The text formats of every item that has words."""
    found: list[tuple[object, list[QgsTextFormat]]] = []
    for item in items(layout):
        if isinstance(item, QgsLayoutItemScaleBar) or (
            isinstance(item, QgsLayoutItemLabel) and item.currentText().strip()
        ):
            found.append((item, [item.textFormat()]))
        elif isinstance(item, QgsLayoutItemLegend):
            styles = _LEGEND_STYLES if item.title() else _LEGEND_STYLES[1:]
            found.append((item, [_legend_format(item, style) for style in styles]))
    return found


def _label_families(layer: QgsVectorLayer) -> list[str]:
    labeling = layer.labeling()
    families = []
    for rule in labeling.subProviders():
        settings = labeling.settings(rule)
        text_format = settings.format()
        families.append(text_format.font().family())
    return families


def _legend_format(legend: QgsLayoutItemLegend, name: QgsLegendStyle.Style) -> QgsTextFormat:
    style = legend.style(name)  # kept while its format is copied: it is freed with the last reference
    return QgsTextFormat(style.textFormat())


def _short(text: str, most: int = 40) -> str:
    words = " ".join(text.split())
    return words if len(words) <= most else f"{words[:most]}…"
