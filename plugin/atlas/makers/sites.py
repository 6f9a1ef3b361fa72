"""Establishments and responders by activity: symbols side by side at each site, leader lines, names."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from qgis.core import QgsRendererCategory, QgsVectorLayer

from ...core.map_frame import MapFrame
from ...core.placement.circles import SMALLEST, CircleScale, circle_scale, legend_values
from ...gis.proportional import number
from ...gis.site_symbols import site_layers, with_counts
from ...gis.symbol_book import SymbolBook
from ..catalogue import Sheet
from ..content import Drawing, LegendItem, LegendSection, Sites
from ..context import AtlasContext
from ..edition import french_number
from ..page import Inset
from .names import name_layers
from .practice import Entry, Practice, names_of, placed_in_frames

# A symbol is more than its outline: sized ones begin larger than circles.
_SMALLEST_SIZED_MM = 4.5


class SiteMaker:
    """``symboles`` lists activities of ``activites_atlas.yaml``, or groups of them (see `Entry.of`).

    ``sauf`` maps an activity to those that say the same more exactly (type II to IIA and IIB): a site that has one of
    them does not show it. ``etiquettes`` (sites, villes) says what is named. ``effectifs`` is the word for what the
    number beside a symbol counts (appareils). ``tailles`` (activites, unite, legende) makes the symbols of these
    activities as large as their capacity: area follows the value, which is the activity's own or, with ``capacite``
    (bordereau, variable), a sum of that table.
    """

    def __init__(self, context: AtlasContext, spec: dict[str, Any], sheet: Sheet):
        self.context = context
        self.spec = spec
        self.limits = sheet.limits
        self.table_name = f"{sheet.id.lower()}_sites"
        self.practice = Practice(context, sheet.id, [Entry.of(item) for item in spec["symboles"]], spec.get("sauf"))

    def missing(self) -> list[str]:
        """Tables that could name a site of these activities, when none does."""
        return self.practice.missing()

    def sites(self) -> Sites:
        """The sites to draw, each once."""
        return Sites.of(self.practice.places)

    def draw(self, main: MapFrame, insets: Sequence[Inset]) -> Drawing:
        """Symbols of the main frame without those of the insets, then of each inset."""
        book = self._book()
        symbols = book.rows(self._valued(self.practice.located))
        drawing = Drawing(words=self.practice.words(), notes=self.practice.notes())
        scale = self._size(symbols, drawing) if "tailles" in self.spec else None
        if "effectifs" in self.spec:
            symbols = with_counts(symbols, self.context.charter, "valeur")
        sites, counts = self.practice.places, self.practice.counts()
        heading = self.spec.get("legende", "Sites")
        for rank, (frame, placed) in enumerate(placed_in_frames(sites, symbols, main, insets)):
            name = f"{self.table_name}_{rank}"
            layers = site_layers(
                placed,
                self.context.side_file,
                name,
                self.context.workspace.crs,
                self.context.charter,
                book,
                legend_keys=counts,
                counts=self._legend_counts(symbols, counts),
                title=heading,
            )
            named = self.practice.named(self.spec.get("etiquettes"))
            names = name_layers(self.context, placed, name, named, insets, self.limits)
            drawing.over[frame.name] = [*names.names, *layers, *names.under]
            if rank == 0:
                drawing.legend = [LegendSection(heading, [LegendItem(layers[0])])]
                if scale:
                    drawing.legend = self._legend_with_sizes(heading, layers[0], symbols, scale, book)
            self.context.report.extend(placed.report)
        return drawing

    def _book(self) -> SymbolBook:
        """The book of symbols with the sheet's own words."""
        book = SymbolBook.load()
        own = {entry.key: replace(book[entry.key], label=entry.label) for entry in self.practice.entries if entry.label}
        return SymbolBook({**book.entries, **own}, book.edge)

    def _legend_counts(self, symbols: pd.DataFrame, counts: dict[str, int]) -> dict[str, str]:
        """What stands in brackets after each word of the legend: sites, or what is counted beside the symbols."""
        if "effectifs" not in self.spec:
            return {key: french_number(count) for key, count in counts.items()}
        totals = symbols.groupby("cle")["valeur"].sum()
        return {
            key: f"{french_number(totals[key])} sur {count} site{'s' if count > 1 else ''}"
            for key, count in counts.items()
        }

    def _size(self, symbols: pd.DataFrame, drawing: Drawing) -> CircleScale | None:
        """Set ``taille`` of the sized symbols from their value; the unknown are the smallest, and the sheet says so."""
        sized = symbols["cle"].isin(self._sized_keys())
        known = sized & (symbols["valeur"] > 0)
        unit = self.spec["tailles"]["unite"]
        if not known.any():
            drawing.notes.append(
                f"Nombre de {unit} absent des tables importées : tous les symboles ont la même taille."
            )
            return None
        scale = circle_scale(symbols.loc[known, "valeur"], smallest=_SMALLEST_SIZED_MM)
        symbols.loc[known, "taille"] = scale.diameters(symbols.loc[known, "valeur"].to_numpy(dtype=float))
        small = int(scale.too_small(symbols.loc[known, "valeur"].to_numpy(dtype=float)).sum())
        if small:
            drawing.notes.append(
                f"{small} site{'s' if small > 1 else ''} de moins de {number(np.ceil(scale.threshold))} {unit} : "
                "symbole de la plus petite taille."
            )
        unknown = symbols[sized & ~known]
        if len(unknown):
            symbols.loc[unknown.index, "taille"] = SMALLEST
            drawing.notes.append(f"Nombre de {unit} inconnu, symbole de la plus petite taille : {names_of(unknown)}.")
        return scale

    def _valued(self, rows: pd.DataFrame) -> pd.DataFrame:
        """The rows with ``valeur`` from the variable of ``capacite`` that ``tailles`` names, its latest year."""
        wanted = self.spec.get("tailles", {}).get("capacite")
        if wanted is None:
            return rows
        table = self.context.table("capacite")
        table = table[(table["bordereau"] == wanted["bordereau"]) & (table["variable"] == wanted["variable"])]
        latest = table[table["annee"] == table["annee"].max()]
        by_site = latest.groupby(latest["finess_et"].map(self.practice.site_of))["valeur"].sum(min_count=1)
        return rows.assign(valeur=rows["id"].map(by_site))

    def _sized_keys(self) -> list[str]:
        wanted = set(self.spec["tailles"]["activites"])
        return [entry.key for entry in self.practice.entries if wanted & set(entry.activities)]

    def _legend_with_sizes(
        self, heading: str, layer: QgsVectorLayer, symbols: pd.DataFrame, scale: CircleScale, book: SymbolBook
    ) -> list[LegendSection]:
        """The kinds, then three sizes at round values, as samples no site has."""
        renderer = layer.renderer().clone()
        kinds = {place: category.label() for place, category in enumerate(renderer.categories())}
        keys = self._sized_keys()
        values = symbols.loc[symbols["cle"].isin(keys) & (symbols["valeur"] > 0), "valeur"]
        samples = {}
        for value in legend_values(values.to_numpy(dtype=float), scale):
            samples[len(kinds) + len(samples)] = number(value)
            symbol = book.marker(keys[0], float(scale.diameters(np.array([value]))[0]))
            renderer.addCategory(QgsRendererCategory(f"taille {number(value)}", symbol, number(value)))
        layer.setRenderer(renderer)
        return [
            LegendSection(heading, [LegendItem(layer, kinds)]),
            LegendSection(self.spec["tailles"]["legende"], [LegendItem(layer, samples)]),
        ]
