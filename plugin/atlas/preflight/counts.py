"""Statistical secrecy: a number of persons too small to be published."""

from __future__ import annotations

import re

from qgis.core import QgsFeatureRequest, QgsGraduatedSymbolRenderer, QgsLayout, QgsVectorLayer

from ...core.findings import Finding, Severity
from .context import PreflightContext
from .reading import LegendEntry, finding, legend_entries, siblings

_VALUE = "valeur"
# Words of a legend that say its numbers count persons or their stays; beds, devices, contracts are no secret.
_PERSONS = re.compile(
    r"\b(passages?|patients?|s[ée]jours?|accouchements?|naissances?|personnes?|d[ée]c[èe]s|hospitalisations?|"
    r"consultants?|b[ée]n[ée]ficiaires?|file active|malades?|enfants?)\b",
    re.IGNORECASE,
)
# Words beside them that say the numbers are what a site has: "Lits d’hospitalisation", "Formes d’hospitalisation".
_MEANS = re.compile(r"\b(lits?|places?|formes?)\b", re.IGNORECASE)


def counts_persons(words: str) -> bool:
    """Whether numbers under these words are persons or their stays, not what a site has for them."""
    return bool(_PERSONS.search(words)) and not _MEANS.search(words)


def small_counts(layout: QgsLayout, context: PreflightContext) -> list[Finding]:
    """Counts of persons from 1 to the threshold: they are not to be published."""
    found = []
    for entry in legend_entries(layout):
        if not counts_persons(f"{entry.heading} {entry.layer.name()}"):
            continue
        values = sorted(
            value
            for layer in siblings(layout, entry.layer)
            for value in _values(layer, entry)
            if 0 < value < context.small_count
        )
        if values:
            found.append(
                finding(
                    "PRE08",
                    Severity.ERROR,
                    layout,
                    entry.legend,
                    entry.layer,
                    n=len(values),
                    seuil=context.small_count,
                    liste=[f"{value:g}" for value in dict.fromkeys(values)],
                )
            )
    return found


def _values(layer: QgsVectorLayer, entry: LegendEntry) -> list[float]:
    """The numbers a layer shows: our field ``valeur``, or the one its classes are made of."""
    renderer = entry.layer.renderer()
    name = renderer.classAttribute() if isinstance(renderer, QgsGraduatedSymbolRenderer) else _VALUE
    index = layer.fields().lookupField(name)
    if index < 0:
        return []
    request = QgsFeatureRequest().setFlags(QgsFeatureRequest.Flag.NoGeometry).setSubsetOfAttributes([index])
    values = (feature.attribute(index) for feature in layer.getFeatures(request))
    return [float(value) for value in values if isinstance(value, int | float) and not isinstance(value, bool)]
