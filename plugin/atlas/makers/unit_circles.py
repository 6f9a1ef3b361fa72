"""Counts by commune or territory (practitioners, contracts) as proportional circles."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import pandas as pd

from ...core.establishments.unit_counts import UnitCounts, count_by_unit
from ..catalogue import Sheet
from ..content import Sites
from ..context import AtlasContext
from ..edition import french_number
from .practice_units import table_to_fill, unit_words, units_of
from .proportional import CircleMaker

# The columns of a table that name the unit and the category of its ``nombre``.
_COLUMNS = {"praticien": ("insee", "profession"), "contrat": ("id_territoire", "type")}


class UnitCircleMaker(CircleMaker):
    """``table`` (praticien, contrat) counts by ``territoires`` (commune, or a type of territories).

    ``categories`` lists its kinds (``valeur``, ``libelle``, ``couleur``), side by side at a unit; ``unite`` heads the
    legend of sizes, ``legende`` that of the kinds. The latest year of the table is drawn, or ``annee``. ``etiquettes:
    sites`` names the units, else the main towns are.
    """

    def __init__(self, context: AtlasContext, spec: dict[str, Any], sheet: Sheet):
        self.context = context
        self.spec = {**spec, "series": spec["categories"]}
        self.limits = sheet.limits
        self.sheet_id = sheet.id
        self.table_name = f"{sheet.id.lower()}_effectifs"

    def missing(self) -> list[str]:
        """The table when it counts none of the kinds at a unit of the map, or the territories that are its units."""
        table, unit = self.spec["table"], self.spec["territoires"]
        if not len(units_of(self.context, unit)):
            return [f"territoire:{unit}"]
        if len(self._values()):
            return []
        kinds = ", ".join(category["valeur"] for category in self.spec["categories"])
        return [table_to_fill(table, self.sheet_id, kinds)]

    def sites(self) -> Sites:
        """The units that have a circle."""
        return Sites.of(self._values().drop_duplicates("id"))

    @cached_property
    def counts(self) -> UnitCounts:
        """The numbers of the year drawn."""
        unit, kind = _COLUMNS[self.spec["table"]]
        kinds = [category["valeur"] for category in self.spec["categories"]]
        return count_by_unit(self.context.table(self.spec["table"]), unit, kind, kinds, self.spec.get("annee"))

    @cached_property
    def located(self) -> pd.DataFrame:
        """The numbers with name and point of their unit, both missing for a unit the map does not have."""
        units = units_of(self.context, self.spec["territoires"]).drop(columns="geom").set_index("id")
        named = units.rename(columns={"nom": "commune"}).assign(nom_court=None)
        return self.counts.rows.join(named, on="id")

    def _values(self) -> pd.DataFrame:
        return self.located[(self.located["valeur"] > 0) & self.located["x"].notna()].reset_index(drop=True)

    def _words(self) -> dict[str, str]:
        values = self._values()
        number = values["id"].nunique()
        totals = values.groupby("serie")["valeur"].sum().reindex(range(len(self.spec["series"])), fill_value=0)
        words = {f"total_{rank + 1}": french_number(total) for rank, total in totals.items()}
        units = f"{french_number(number)} {unit_words(self.spec['territoires'], plural=number > 1)}"
        return {**words, "unites": units, "etat": str(self.counts.year or "année inconnue")}

    def _notes(self, values: pd.DataFrame) -> list[str]:
        """The numbers the map cannot show: of units it does not have, of no year."""
        notes = []
        lost = self.located[self.located["x"].isna()]
        if len(lost):
            codes = ", ".join(sorted(lost["id"].unique()))
            notes.append(f"Hors du fond de carte, non représentés : {french_number(lost['valeur'].sum())} ({codes}).")
        if self.counts.undated:
            notes.append(f"Lignes sans année, non représentées : {self.counts.undated}.")
        return notes

    def _named(self) -> pd.DataFrame | None:
        return self._values().drop_duplicates("id") if self.spec.get("etiquettes") == "sites" else None
