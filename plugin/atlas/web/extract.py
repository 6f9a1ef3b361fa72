"""What a sheet's page of the web shows, read from its layout: words, legend, what stands on the map, a picture."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsPrintLayout,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import Qt

from ...core.pause import pause
from ..context import AtlasContext
from ..export.files import export_png

PICTURE_DPI = 150
LONGEST_TABLE = 400  # rows; beyond it (communes by travel time) the classes and their counts must do
_WORDS = ("titre", "sous_titre", "famille", "notes", "source", "edition", "feuille", "page")
_COUNT = re.compile(r"\s*\((\d[\d\s]*)\)$")
_NAMES = ("libelle", "nom_court", "nom")
_ENDS = ("finess_a", "finess_b")


def extract(layout: QgsPrintLayout, stem: Path, names: Mapping[str, str]) -> list[Path]:
    """Write ``<stem>.web.png`` and ``<stem>.web.json``; ``names`` gives the name of a site by its FINESS number.

    Raises:
        InputError: EXP02 when the picture cannot be written.
    """
    picture = export_png(layout, stem.with_name(f"{stem.name}_web.png"), PICTURE_DPI)[0]
    words = stem.with_name(f"{stem.name}_web.json")
    words.write_text(json.dumps(content(layout, names), ensure_ascii=False), encoding="utf-8")
    return [picture, words]


def content(layout: QgsPrintLayout, names: Mapping[str, str]) -> dict[str, object]:
    """The words of a sheet, ``legende`` (heading and rows of words and count), and ``tableau`` of what is drawn.

    A row of the table is class, name, commune and value; "" where a sheet has none.
    """
    scope = QgsExpressionContextUtils.layoutScope(layout)
    words: dict[str, object] = {name: str(scope.variable(f"atlas_{name}") or "") for name in _WORDS}
    rows = sorted(set(_rows(layout, names)))
    return words | {"legende": list(_legend(layout)), "tableau": rows if len(rows) <= LONGEST_TABLE else []}


def site_names(context: AtlasContext) -> dict[str, str]:
    """The short name of every site, else its own, by FINESS number."""
    sites = context.table("etablissement")
    return dict(zip(sites["finess_et"], sites["nom_court"].fillna(sites["rs"]).fillna(""), strict=True))


def _legend(layout: QgsPrintLayout) -> Iterator[dict[str, object]]:
    legend = layout.itemById("legende")
    if not isinstance(legend, QgsLayoutItemLegend):
        return
    for group in legend.model().rootGroup().children():
        rows = [
            _counted(str(item.data(Qt.ItemDataRole.DisplayRole) or ""))
            for node in group.findLayers()
            for item in legend.model().layerLegendNodes(node)
        ]
        yield {"titre": _one_line(group.name()), "lignes": [row for row in rows if row[0]]}


def _counted(words: str) -> tuple[str, str]:
    """The words of a row and the number in brackets behind them."""
    words = _one_line(words)
    found = _COUNT.search(words)
    return (words[: found.start()], found[1].strip()) if found else (words, "")


def _rows(layout: QgsPrintLayout, names: Mapping[str, str]) -> Iterator[tuple[str, str, str, str]]:
    """What the categorised layers of all frames show; a site that an inset shows is not on the main map as well."""
    seen: set[str] = set()
    for item in layout.items():
        if not isinstance(item, QgsLayoutItemMap):
            continue
        for layer in item.layers():
            if layer.id() in seen or not isinstance(layer, QgsVectorLayer):
                continue
            pause()
            seen.add(layer.id())
            renderer = layer.renderer()
            if isinstance(renderer, QgsCategorizedSymbolRenderer):
                words = {str(category.value()): category.label() for category in renderer.categories()}
                field = renderer.classAttribute()
                if layer.fields().indexOf(field) >= 0:
                    yield from _of_layer(layer, field, words, names)


def _of_layer(
    layer: QgsVectorLayer, field: str, words: Mapping[str, str], names: Mapping[str, str]
) -> Iterator[tuple[str, str, str, str]]:
    has = set(layer.fields().names())
    for feature in layer.getFeatures():
        label, _ = _counted(words.get(_text(feature, field), ""))
        if set(_ENDS) <= has:
            name = " – ".join(names.get(_text(feature, end), _text(feature, end)) for end in _ENDS)
            commune, value = "", _text(feature, "etiquette") if "etiquette" in has else ""
        else:
            name = next((_text(feature, key) for key in _NAMES if key in has and _text(feature, key)), "")
            commune = _text(feature, "commune") if "commune" in has else ""
            value = _text(feature, "valeur") if "valeur" in has else ""
        if name:
            yield label, name, commune, value


def _text(feature: QgsFeature, field: str) -> str:
    value = feature[field]
    if value is None or str(value) == "NULL":
        return ""
    return f"{value:g}".replace(".", ",") if isinstance(value, float) else str(value)


def _one_line(text: str) -> str:
    return re.sub(r"\s*\n\s*", " ", text).strip()
