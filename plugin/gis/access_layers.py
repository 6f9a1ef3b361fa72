"""Access times of communes to look at: their classes as a table and as a layer, zones as a layer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import pandas as pd
import shapely
from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFeature,
    QgsFillSymbol,
    QgsGeometry,
    QgsLinePatternFillSymbolLayer,
    QgsLineSymbol,
    QgsRendererCategory,
    QgsSimpleFillSymbolLayer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from ..core.access.classes import UNREACHED, UNREACHED_LABEL, class_labels, classify
from ..core.access.methods import SETTING, chosen_method, chosen_times, methods_of
from ..core.access.shares import ALL_TERRITORIES, population_shares
from ..core.findings import InputError
from .charter import Charter
from .layer_words import escaped
from .workspace import Workspace

_MEASURES = ("minutes", "reference", "ecart")
_LARGE = 10.0  # minutes: a change worth a stronger colour
_SMALL = 0.05  # minutes: less is no change
# The field ``evolution`` of a layer of communes: its values, their words and colours.
LOST, GAINED = 9, -9
_EVOLUTIONS = {
    GAINED: ("nouvellement accessible", "#2166ac"),
    -2: (f"plus près de {_LARGE:g} min ou plus", "#4393c3"),
    -1: ("plus près", "#b7d8ea"),
    0: ("inchangé", "#f4f1ea"),
    1: ("plus loin", "#f9c9a8"),
    2: (f"plus loin de {_LARGE:g} min ou plus", "#d6604d"),
    LOST: ("n’est plus accessible", "#8c1127"),
}


def times_of(workspace: Workspace, kind: str) -> pd.DataFrame:
    """Communes with the times of a kind the sheets take: ``insee``, ``nom``, ``population``, ``minutes``, ``site``."""
    times = workspace.read("temps_acces", where={"type_effecteur": kind})
    times = chosen_times(times, kind, workspace.settings().get(SETTING) or "")
    communes = workspace.read("commune", ["insee", "nom", "population"])
    known = times.set_index("origine")
    return communes.assign(
        minutes=communes["insee"].map(known["minutes"]).astype(float), site=communes["insee"].map(known["site"])
    )


def kinds_of(workspace: Workspace) -> list[str]:
    """The kinds of responder or site that have times, in the order they were written."""
    return list(dict.fromkeys(workspace.read("temps_acces", ["type_effecteur"])["type_effecteur"]))


def methods_for(workspace: Workspace, kind: str) -> tuple[list[str], str | None]:
    """The methods that have times of a kind, and the one the sheets take; None where nobody chose between imports."""
    times = workspace.read("temps_acces", ["type_effecteur", "methode"], where={"type_effecteur": kind})
    return methods_of(times, kind), chosen_method(times, kind, workspace.settings().get(SETTING) or "")


def keep_method(workspace: Workspace, method: str) -> None:
    """Make a method the one the sheets take."""
    with workspace.writing() as write:
        write.setting(SETTING, method)


def class_summary(communes: pd.DataFrame, bounds: Sequence[float]) -> pd.DataFrame:
    """Communes, population and its share by class; bounds are closed on the right, the unreached come last.

    Args:
        communes: ``minutes`` and ``population``.
        bounds: rising minutes.

    Returns:
        Rows ``code``, ``classe``, ``communes``, ``population``, ``part`` (per cent).
    """
    codes = classify(communes["minutes"].to_numpy(dtype=float), bounds)
    people = communes["population"].astype(float).to_numpy(dtype=float, na_value=np.nan)
    shares = population_shares(codes, people, labels=class_labels(bounds))
    return shares[shares["id_territoire"] == ALL_TERRITORIES].drop(columns="id_territoire").reset_index(drop=True)


def class_colours(number: int) -> list[str]:
    """Colours of so many classes, from the charter's, in between where there are more."""
    given = _of_charter()["couleurs"]
    channels = np.array([QColor(colour).getRgb()[:3] for colour in given], dtype=float)
    places = np.linspace(0, len(given) - 1, number) if number > 1 else np.zeros(1)
    mixed = np.column_stack([np.interp(places, np.arange(len(given)), channel) for channel in channels.T])
    return [QColor(*(int(round(part)) for part in colour)).name() for colour in mixed]


def unreached_colour() -> str:
    """The colour of the hatching of what is not reached."""
    return _of_charter()["hachure"]


@cache
def _of_charter() -> dict[str, Any]:
    """Asked for at every answer of “What if”: read once."""
    return Charter.load().values["classes_acces"]


@dataclass(frozen=True)
class Outlines:
    """The outlines of communes by INSEE code, and their reference system."""

    crs: str
    by_code: dict[str, QgsGeometry]


def commune_outlines(workspace: Workspace) -> Outlines:
    """The outlines `commune_layer` draws; touches no layer."""
    known = workspace.read("commune", ["insee", "geom"])
    outlines = {}
    for insee, outline in zip(known["insee"], shapely.to_wkb(known["geom"].to_numpy()), strict=True):
        if outline is not None:
            outlines[insee] = QgsGeometry()
            outlines[insee].fromWkb(outline)
    return Outlines(workspace.crs, outlines)


def commune_layer(outlines: Outlines, communes: pd.DataFrame, bounds: Sequence[float], name: str) -> QgsVectorLayer:
    """Communes filled by class, as a layer in memory whose times `set_times` changes.

    Args:
        outlines: those of `commune_outlines`.
        communes: ``insee``, ``nom``, ``minutes`` and ``site``.
        bounds: rising minutes.
        name: of the layer.
    """
    fields = ["insee:string", "nom:string", "site:string", *(f"{measure}:double" for measure in _MEASURES)]
    fields += ["classe:integer", "evolution:integer"]
    layer = QgsVectorLayer(f"MultiPolygon?crs={outlines.crs}&{'&'.join(f'field={f}' for f in fields)}", name, "memory")
    layer.setCustomProperty("skipMemoryLayersCheck", 1)  # it can be made again: nothing to save when QGIS is left
    features, columns = [], layer.fields()
    for insee, called in zip(communes["insee"], communes["nom"], strict=True):
        feature = QgsFeature(columns)
        feature["insee"], feature["nom"] = insee, called
        if insee in outlines.by_code:
            feature.setGeometry(outlines.by_code[insee])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    layer.setRenderer(class_renderer(bounds))
    minutes = escaped("coalesce(round(\"minutes\", 1) || ' min', 'non accessible')")
    name = escaped("nom")
    layer.setMapTipTemplate(f"<b>{name}</b><br>{minutes}")
    set_times(layer, communes, bounds)
    return layer


def set_times(
    layer: QgsVectorLayer, communes: pd.DataFrame, bounds: Sequence[float], reference: np.ndarray | None = None
) -> None:
    """Write new times in a layer of `commune_layer`, rows in its order.

    Args:
        layer: the layer.
        communes: ``minutes`` and ``site``.
        bounds: rising minutes.
        reference: minutes to compare with, the same by default.
    """
    minutes = communes["minutes"].to_numpy(dtype=float)
    reference = minutes if reference is None else reference
    codes = classify(minutes, bounds)
    place = {name: layer.fields().indexOf(name) for name in ("site", *_MEASURES, "classe", "evolution")}
    changes = {}
    moves = evolutions(minutes, reference)
    rows = zip(communes["site"], minutes, reference, minutes - reference, codes, moves, strict=True)
    for number, (site, now, before, gap, code, move) in enumerate(rows, start=1):  # a layer in memory counts from 1
        changes[number] = {
            place["site"]: site if isinstance(site, str) else None,
            place["minutes"]: None if np.isnan(now) else float(now),
            place["reference"]: None if np.isnan(before) else float(before),
            place["ecart"]: None if np.isnan(gap) else float(gap),
            place["classe"]: int(code),
            place["evolution"]: int(move),
        }
    if not layer.dataProvider().changeAttributeValues(changes):
        raise InputError.of("FIC23", chemin=layer.name(), cause=layer.dataProvider().lastError())
    layer.triggerRepaint()


def class_renderer(bounds: Sequence[float]) -> QgsCategorizedSymbolRenderer:
    """A colour a class, hatching for the unreached."""
    labels = class_labels(bounds)
    categories = [
        QgsRendererCategory(code, fill(colour), label)
        for code, (colour, label) in enumerate(zip(class_colours(len(labels)), labels, strict=True))
    ]
    categories.append(QgsRendererCategory(UNREACHED, hatch(unreached_colour()), UNREACHED_LABEL))
    return QgsCategorizedSymbolRenderer("classe", categories)


def evolutions(minutes: np.ndarray, reference: np.ndarray) -> np.ndarray:
    """How times moved (n,): -1 nearer, 1 farther, 2 from ten minutes on, LOST and GAINED where access went or came."""
    gap = np.nan_to_num(minutes - reference)
    size = np.where(np.abs(gap) >= _LARGE, 2, np.where(np.abs(gap) >= _SMALL, 1, 0))
    moves = (np.sign(gap) * size).astype(int)
    moves[np.isnan(minutes) & ~np.isnan(reference)] = LOST
    moves[~np.isnan(minutes) & np.isnan(reference)] = GAINED
    return moves


def change_renderer() -> QgsCategorizedSymbolRenderer:
    """A colour a way of moving."""
    categories = [QgsRendererCategory(code, fill(colour), words) for code, (words, colour) in _EVOLUTIONS.items()]
    return QgsCategorizedSymbolRenderer("evolution", categories)


def zone_layer(workspace: Workspace, kind: str, name: str) -> QgsVectorLayer:
    """The zones of a kind, half transparent, a colour a class."""
    quoted = kind.replace("'", "''")
    layer = workspace.layer("zone_acces", subset=f"\"type_effecteur\" = '{quoted}'", name=name)
    zones = workspace.read("zone_acces", ["classe", "borne_max"], where={"type_effecteur": kind})
    labels = list(dict.fromkeys(zones.sort_values("borne_max")["classe"]))
    colours = class_colours(len(labels) + 1)
    categories = [QgsRendererCategory(label, fill(colours[code]), label) for code, label in enumerate(labels)]
    layer.setRenderer(QgsCategorizedSymbolRenderer("classe", categories))
    layer.setOpacity(0.7)
    return layer


def fill(colour: str) -> QgsFillSymbol:
    """A plain fill with a hairline of paper."""
    return QgsFillSymbol.createSimple({"color": colour, "outline_color": "#ffffff", "outline_width": "0.1"})


def hatch(colour: str) -> QgsFillSymbol:
    """Fine oblique lines on white: a class apart, not the end of the scale."""
    symbol = QgsFillSymbol()
    symbol.changeSymbolLayer(
        0, QgsSimpleFillSymbolLayer(QColor("#ffffff"), strokeColor=QColor(colour), strokeWidth=0.1)
    )
    pattern = QgsLinePatternFillSymbolLayer()
    pattern.setLineAngle(45)
    pattern.setDistance(0.9)
    pattern.setSubSymbol(QgsLineSymbol.createSimple({"color": colour, "width": "0.15"}))
    symbol.appendSymbolLayer(pattern)
    return symbol
