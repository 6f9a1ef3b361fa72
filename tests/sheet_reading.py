"""What the demo's tables say of sites, and what a built sheet shows: its layers, classes and legend."""

from __future__ import annotations

import re
from pathlib import Path

from demo_tables import read_table
from qgis.core import QgsCategorizedSymbolRenderer, QgsLayoutItemMap, QgsPrintLayout, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import Qt

from plugin.atlas.context import AtlasContext
from plugin.gis.workspace import Workspace

AUTHORISATIONS = read_table("autorisation")
CAPACITIES = read_table("capacite")
EQUIPMENT = read_table("equipement")


def held(activity: str, *modalities: str, form: str | None = None) -> set[str]:
    """The sites that hold an authorisation; no modality: any."""
    rows = AUTHORISATIONS[AUTHORISATIONS["activite"] == activity]
    rows = rows[rows["modalite"].isin(modalities)] if modalities else rows
    return set(rows.loc[rows["forme"] == form, "finess_et"] if form else rows["finess_et"])


def beds(variable: str) -> dict[str, float]:
    rows = CAPACITIES[CAPACITIES["variable"] == variable]
    return dict(zip(rows["finess_et"], rows["valeur"], strict=True))


def equipped(*codes: str) -> set[str]:
    return set(EQUIPMENT.loc[EQUIPMENT["code"].isin(codes), "finess_et"])


def visits(kind: str, variable: str = "PASSU") -> dict[str, float]:
    rows = CAPACITIES[(CAPACITIES["bordereau"] == "URGENCES2") & (CAPACITIES["unite"] == kind)]
    rows = rows[rows["variable"] == variable]
    return dict(zip(rows["finess_et"], rows["valeur"], strict=True))


def devices(*codes: str) -> int:
    return int(EQUIPMENT.loc[EQUIPMENT["code"].isin(codes), "nombre"].sum())


def context_of(path: Path) -> AtlasContext:
    return AtlasContext(Workspace.open(path), QgsProject())


def layers(layout: QgsPrintLayout) -> list[QgsVectorLayer]:
    """The layers of all frames."""
    return [layer for item in layout.items() if isinstance(item, QgsLayoutItemMap) for layer in item.layers()]


def drawn(layout: QgsPrintLayout, field: str = "cle") -> dict[str, set[str]]:
    """The sites shown by each legend class, in all frames, by the words before the brackets."""
    found: dict[str, set[str]] = {}
    for layer in layers(layout):
        renderer = layer.renderer()
        if not isinstance(renderer, QgsCategorizedSymbolRenderer) or renderer.classAttribute() != field:
            continue
        words = {category.value(): category.label() for category in renderer.categories()}
        for feature in layer.getFeatures():
            label = re.sub(r" \(\d.*\)$", "", words[feature[field]])
            assert feature["id"] not in found.setdefault(label, set()), "a site is drawn once"
            found[label].add(feature["id"])
    return found


def legend_rows(layout: QgsPrintLayout) -> list[str]:
    """The rows of the legend as they are printed, on one line each."""
    legend = layout.itemById("legende")
    rows = []
    for node in legend.model().rootGroup().findLayers():
        for item in legend.model().layerLegendNodes(node):
            words = str(item.data(Qt.ItemDataRole.DisplayRole))
            rows.append(re.sub(r"\s+", " ", words))
    return rows
