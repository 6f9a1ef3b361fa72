"""Checks of what a page says of its data: source, date, unfinished words, demonstration data."""

from __future__ import annotations

import re

from qgis.core import QgsLayout, QgsLayoutItemLabel

from ...core.findings import Finding, Severity
from .context import PreflightContext
from .reading import DATA_VARIABLE, SHEET_VARIABLE, finding, items, maps, variable

_SOURCE = "source"
_YEAR = re.compile(r"\b(19|20)\d\d\b")
_SAID = re.compile(r"\bsources?\s*:\s*(?P<words>[^–\n]*)", re.IGNORECASE)
_UNFILLED = re.compile(r"\{[^{}\n]{1,40}\}|\[%.*?%\]|\(date inconnue\)", re.DOTALL)


def source_named(layout: QgsLayout, context: PreflightContext) -> list[Finding]:
    """A page with a map, or a sheet without one, names its source, with a date."""
    if not maps(layout) and not variable(layout, SHEET_VARIABLE):
        return []  # a cover, a contents page
    label = _source_label(layout)
    words = _SAID.search(label.currentText()) if label is not None else None
    if words is None or not words["words"].strip():
        return [finding("PRE01", Severity.ERROR, layout, label)]
    found = [
        finding("PRE02", Severity.WARNING, layout, label, source=mention.text)
        for mention in context.mentions(layout)
        if mention.date is None
        and not mention.illustrative
        and mention.text in label.currentText()
        and not _YEAR.search(mention.text)
    ]
    if not found and not context.mentions(layout) and not _YEAR.search(words["words"]):
        found = [finding("PRE02", Severity.WARNING, layout, label, source=words["words"].strip())]
    return found


def words_filled(layout: QgsLayout, context: PreflightContext) -> list[Finding]:
    """No place-holder is left in a text."""
    return [
        finding("PRE26", Severity.WARNING, layout, item, texte=rest[0])
        for item in items(layout, QgsLayoutItemLabel)
        for rest in [_UNFILLED.search(item.currentText())]
        if rest is not None
    ]


def demonstration(layout: QgsLayout, context: PreflightContext) -> list[Finding]:
    """Illustrative data are named, so that nobody takes the page for the real state of care."""
    said = [mention.text for mention in context.mentions(layout) if mention.illustrative]
    return [finding("PRE19", Severity.INFO, layout, liste=said)] if said else []


def data_fresh(layout: QgsLayout, context: PreflightContext) -> list[Finding]:
    """The data are still those the sheet was drawn from."""
    sheet, drawn = context.sheet(layout), variable(layout, DATA_VARIABLE)
    if sheet is None or context.atlas is None or not drawn:
        return []
    from ..provenance import data_state

    return [] if data_state(context.atlas, sheet) == drawn else [finding("PRE18", Severity.WARNING, layout)]


def _source_label(layout: QgsLayout) -> QgsLayoutItemLabel | None:
    """The label of our templates' id, else the first that begins a source."""
    labels = items(layout, QgsLayoutItemLabel)
    named = [item for item in labels if item.id() == _SOURCE]
    return next(iter(named or [item for item in labels if _SAID.search(item.currentText())]), None)
