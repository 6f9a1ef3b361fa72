"""An indicator by territory as filled areas: classes that darken with the value, what is unknown or secret apart."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from qgis.core import QgsCategorizedSymbolRenderer, QgsRendererCategory

from ...core.indicators.discretise import (
    METHOD_WORDS,
    THRESHOLDS,
    bound_labels,
    class_bounds,
    classify,
    kept_bounds,
)
from ...core.map_frame import MapFrame
from ...gis.access_layers import fill, hatch
from ...gis.frames import load_layer, write_layer
from ...gis.territory_style import LABEL_PT, inside_labels, zoning_table
from ..catalogue import Sheet
from ..content import Drawing, LegendItem, LegendSection, Sites
from ..context import AtlasContext
from ..edition import french_date, french_number
from ..page import Inset, frame_names
from .practice_units import table_to_fill, unit_words, units_of
from .zoning import boxes_on_map, unplaced

UNKNOWN, MASKED = -1, -2
_SECRET_WORDS = {"secret", "secret statistique"}
_UNKNOWN_LABEL, _MASKED_LABEL = "n. d.", "secret statistique"


class ChoroplethMaker:
    """``indicateur`` names the rows of the table of that name, ``territoires`` their type; ``periode`` the latest.

    ``methode`` is seuils (with ``bornes``), quantiles, jenks, amplitudes or ecart_type (with ``classes``, five);
    ``decimales`` those of the bounds. ``etiquettes`` prints each territory's name and value.
    """

    def __init__(self, context: AtlasContext, spec: dict[str, Any], sheet: Sheet):
        self.context = context
        self.spec = spec
        self.sheet_id = sheet.id
        self.table_name = f"{sheet.id.lower()}_choroplethe"
        self.decimals = int(spec.get("decimales", 0))

    @cached_property
    def rows(self) -> pd.DataFrame:
        """The values of the period drawn: ``territoire``, ``valeur``, ``statut``, ``periode``, ``unite``."""
        table = self.context.table("indicateur")
        rows = table[table["indicateur"] == self.spec["indicateur"]]
        rows = rows[rows["type"].isna() | (rows["type"] == self.spec["territoires"])]
        period = str(self.spec.get("periode") or rows["periode"].astype(str).max())
        return rows[rows["periode"].astype(str) == period].drop_duplicates("territoire").reset_index(drop=True)

    def missing(self) -> list[str]:
        """The table when it has no value of the indicator, or the territories it speaks of."""
        unit = self.spec["territoires"]
        if not len(units_of(self.context, unit)):
            return [f"territoire:{unit}"]
        if self.rows["valeur"].notna().any():
            return []
        return [table_to_fill("indicateur", self.sheet_id, self.spec["indicateur"])]

    def sites(self) -> Sites:
        """No points."""
        return Sites.none()

    def draw(self, main: MapFrame, insets: Sequence[Inset]) -> Drawing:
        """One layer of areas for all frames; values of territories the map does not have are told."""
        units = self._classed()
        drawing = Drawing()
        if self.spec.get("etiquettes"):
            units = self._labelled(units, main, insets, drawing)
        write_layer(self.context.side_file, self.table_name, units, self.context.workspace.crs, "MultiPolygon")
        heading = self._heading()
        layer = load_layer(self.context.side_file, self.table_name, heading)
        layer.setRenderer(self._renderer(units))
        if self.spec.get("etiquettes"):
            layer.setLabeling(inside_labels(self.context.charter, self._size))
            layer.setLabelsEnabled(True)
        drawing.under = {name: [layer] for name in frame_names(main, insets)}
        drawing.legend = [LegendSection(heading, [LegendItem(layer)])]
        drawing.words = self._words(units)
        drawing.notes += self._notes(units)
        return drawing

    @property
    def _size(self) -> float:
        return self.spec.get("taille_etiquettes", LABEL_PT + 1)

    @cached_property
    def bounds(self) -> list[float]:
        """The inner bounds of the classes, of the values drawn."""
        units = set(units_of(self.context, self.spec["territoires"])["id"])
        values = self.rows.loc[self.rows["territoire"].isin(units), "valeur"].dropna()
        if self.spec["methode"] == THRESHOLDS:
            return kept_bounds(values, self.spec["bornes"])
        return class_bounds(values, self.spec["methode"], int(self.spec.get("classes", 5)), self.decimals)

    def _classed(self) -> pd.DataFrame:
        """Every unit with ``valeur`` and ``classe``: from 0 up, `UNKNOWN` or `MASKED`."""
        units = units_of(self.context, self.spec["territoires"])[["id", "nom", "geom"]]
        known = self.rows.set_index("territoire")
        units["valeur"] = units["id"].map(known["valeur"]).astype(float)
        secret = units["id"].map(known["statut"]).astype("string").str.lower().isin(_SECRET_WORDS)
        codes = classify(units["valeur"].to_numpy(), self.bounds)
        units["classe"] = np.where((codes < 0) & secret, MASKED, np.where(codes < 0, UNKNOWN, codes)).astype("int64")
        return units

    def _labelled(
        self, units: pd.DataFrame, main: MapFrame, insets: Sequence[Inset], drawing: Drawing
    ) -> pd.DataFrame:
        """The units with the place of their name and value."""
        values = [
            _MASKED_LABEL if code == MASKED else _UNKNOWN_LABEL if code < 0 else french_number(value, self._shown)
            for code, value in zip(units["classe"], units["valeur"], strict=True)
        ]
        units = units.assign(texte=[f"{name} {value}" for name, value in zip(units["nom"], values, strict=True)])
        table = zoning_table(
            units, "texte", main.unit_per_mm, self.context.charter, self._size, boxes_on_map(main, insets)
        )
        drawing.notes += unplaced(table, "nom")
        return table.drop(columns="couleur")

    @property
    def _shown(self) -> int:
        """Decimals of a printed value: those of the bounds, or one where the values have it."""
        return self.decimals or int((self.rows["valeur"].dropna() % 1 > 0).any())

    def _heading(self) -> str:
        """What is counted, by which territory, and how the classes were made."""
        units = self.rows["unite"].dropna()
        words = self.spec.get("legende") or (units.iloc[0] if len(units) else self.spec["indicateur"])
        method = METHOD_WORDS.get(self.spec["methode"])
        by_unit = f"{words[:1].upper()}{words[1:]}, par {unit_words(self.spec['territoires'])}"
        return f"{by_unit} ({method})" if method else by_unit

    def _renderer(self, units: pd.DataFrame) -> QgsCategorizedSymbolRenderer:
        """The classes that hold territories, from the lowest, with their number; then what has no value."""
        counts = units["classe"].value_counts()
        labels = bound_labels(self.bounds, self.decimals)
        ramp = self.spec.get("couleurs") or self.context.charter.values["choroplethes"]["couleurs"]
        steps = np.linspace(0, len(ramp) - 1, max(len(labels), 2)).round().astype(int)
        categories = [
            QgsRendererCategory(code, fill(ramp[steps[code]]), f"{label} ({french_number(counts[code])})")
            for code, label in enumerate(labels)
            if code in counts
        ]
        if MASKED in counts:
            hatching = hatch(self.context.charter.values["classes_acces"]["hachure"])
            categories.append(QgsRendererCategory(MASKED, hatching, f"{_MASKED_LABEL} ({counts[MASKED]})"))
        if UNKNOWN in counts:
            grey = fill(self.context.charter.values["fond"]["sans_donnee"])
            categories.append(QgsRendererCategory(UNKNOWN, grey, f"{_UNKNOWN_LABEL} ({counts[UNKNOWN]})"))
        return QgsCategorizedSymbolRenderer("classe", categories)

    def _words(self, units: pd.DataFrame) -> dict[str, str]:
        number, unit = len(units), self.spec["territoires"]
        periods = self.rows["periode"].dropna().astype(str)
        return {
            "unites": f"{french_number(number)} {unit_words(unit, plural=number > 1)}",
            "periode": french_date(periods.iloc[0]) if len(periods) else "période inconnue",
        }

    def _notes(self, units: pd.DataFrame) -> list[str]:
        lost = sorted(set(self.rows["territoire"]) - set(units["id"]))
        if not lost:
            return []
        return [f"Hors du fond de carte, non représentés : {french_number(len(lost))} ({', '.join(lost[:6])})."]
