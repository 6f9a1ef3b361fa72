"""Establishments and responders by activity: symbols side by side at each site, leader lines, names."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import pandas as pd

from ...core.establishments.activities import activity
from ...core.establishments.selection import practising
from ...core.map_frame import MapFrame
from ...core.placement.sites import PlacedSites, place_sites
from ...gis.site_symbols import site_layers
from ...gis.symbol_book import SymbolBook
from ..catalogue import Sheet
from ..content import Drawing, LegendItem, LegendSection, Sites
from ..context import AtlasContext
from ..page import Inset, reserved_boxes
from .names import name_layers

# Where the sites of an activity may be read, besides the register of establishments.
_TABLES = ("autorisation", "capacite", "equipement", "etablissement", "effecteur_urgence")


class SiteMaker:
    """``symboles`` lists activities of ``activites_atlas.yaml``; ``etiquettes: sites`` names them instead of the towns.

    ``sauf`` maps an activity to those that say the same more exactly (type II to IIA and IIB): a site that has one of
    them does not show it.
    """

    def __init__(self, context: AtlasContext, spec: dict[str, Any], sheet: Sheet):
        self.context = context
        self.spec = spec
        self.limits = sheet.limits
        self.table_name = f"{sheet.id.lower()}_sites"

    @cached_property
    def _practised(self) -> pd.DataFrame:
        """A row a site and activity: ``id``, ``cle`` (symbol), ``valeur``, ``nom_court``, ``commune``, ``x``, ``y``."""
        tables = {name: self.context.table(name) for name in _TABLES if self.context.workspace.count(name)}
        found = []
        for key in self.spec["symboles"]:
            rows, report = practising(tables, key, self.context.settings.get("date_reference"))
            self.context.report.extend(report)
            found.append(rows.assign(cle=activity(key).symbol))
        rows = _without(pd.concat(found, ignore_index=True), self.spec.get("sauf", {}))
        return rows.merge(self._places(tables), on="id", how="left")

    def _places(self, tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
        """Name, commune and point of every establishment and of the responders that are none."""
        columns = ["id", "nom_court", "insee", "x", "y"]
        parts = [pd.DataFrame(columns=columns)]
        if "etablissement" in tables:
            parts.append(tables["etablissement"].rename(columns={"finess_et": "id"})[columns])
        if "effecteur_urgence" in tables:
            parts.append(tables["effecteur_urgence"].rename(columns={"libelle": "nom_court"})[columns])
        places = pd.concat(parts, ignore_index=True).drop_duplicates("id")
        return places.assign(commune=places["insee"].map(self.context.base.communes.set_index("insee")["nom"]))

    @cached_property
    def _located(self) -> pd.DataFrame:
        return self._practised.dropna(subset=["x", "y"])

    def missing(self) -> list[str]:
        """Tables that could name a site of these activities, when none does."""
        return [] if len(self._located) else ["etablissement", "autorisation ou capacite"]

    def sites(self) -> Sites:
        """The sites to draw, each once."""
        return Sites.of(self._located.drop_duplicates("id"))

    def draw(self, main: MapFrame, insets: Sequence[Inset]) -> Drawing:
        """Symbols of the main frame without those of the insets, then of each inset."""
        book = SymbolBook.load()
        rows = self._located.drop_duplicates(["id", "cle"])
        symbols = book.rows(rows)
        counts = symbols.groupby("cle")["id"].nunique().to_dict()
        sites = rows.drop_duplicates("id")
        drawing = Drawing()
        layers = []
        for number, (frame, placed) in enumerate(_placed(sites, symbols, main, insets)):
            name = f"{self.table_name}_{number}"
            layers = site_layers(
                placed,
                self.context.side_file,
                name,
                self.context.workspace.crs,
                self.context.charter,
                book,
                legend_keys=counts,
                counts=counts,
                title=self.spec.get("legende", "Sites"),
            )
            named = sites if self.spec.get("etiquettes") == "sites" else None
            names = name_layers(self.context, placed, name, named, insets, self.limits)
            drawing.over[frame.name] = [*names.names, *layers, *names.under]
            if number == 0:
                drawing.legend = [LegendSection(self.spec.get("legende", "Sites"), [LegendItem(layers[0])])]
            self.context.report.extend(placed.report)
        lost = self._practised.loc[self._practised["x"].isna(), "id"].nunique()
        if lost:
            drawing.notes.append(
                f"{lost} site{'s' if lost > 1 else ''} sans coordonnées : absent{'s' if lost > 1 else ''} de la carte."
            )
        return drawing


def _without(rows: pd.DataFrame, exclusions: dict[str, list[str]]) -> pd.DataFrame:
    """The rows less those of an activity at sites that practise one of the activities that say it better."""
    for key, better in exclusions.items():
        known = rows.loc[rows["activite"].isin(better), "id"]
        rows = rows[(rows["activite"] != key) | ~rows["id"].isin(known)]
    return rows.reset_index(drop=True)


def _placed(
    sites: pd.DataFrame, symbols: pd.DataFrame, main: MapFrame, insets: Sequence[Inset]
) -> list[tuple[MapFrame, PlacedSites]]:
    """Each frame with its strips; the main one leaves to the insets the sites of their ground."""
    frames = [inset.frame for inset in insets]
    return [
        (frame, place_sites(sites, symbols, frame, frames if frame is main else (), reserved_boxes(frame, insets)))
        for frame in (main, *frames)
    ]
