"""What the agency supports near people (table ``dispositif``): a sign a type, side by side at a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

import pandas as pd

from ...core.establishments.devices import OTHERS, open_devices, signs_by_type, with_places
from ...core.map_frame import MapFrame
from ...gis.site_symbols import site_layers
from ...gis.symbol_book import SymbolBook
from ..catalogue import Sheet
from ..content import Drawing, LegendItem, LegendSection, Sites
from ..context import AtlasContext
from ..edition import french_date, french_number, joined
from ..page import Inset
from ..provenance import speaking_for
from .names import name_layers
from .practice import placed_in_frames
from .practice_units import table_to_fill
from .zoning_points import with_template

# The signs types take, in order; the last also stands for all that are left.
_SIGNS = (*(f"dispositif_{number}" for number in range(1, 7)), "dispositif")
_SIZE_MM = 4.0
# Up to so many places go by their own names; beyond, the map names the main towns.
_NAMED = 35


class DeviceMaker:
    """``libelles`` words the types of ``dispositif`` that are awaited, in their order; others are named by their code.

    ``sauf`` lists types that other sheets draw. ``etiquettes`` (sites, villes) says what is named.
    """

    def __init__(self, context: AtlasContext, spec: dict[str, Any], sheet: Sheet):
        self.context = context
        self.spec = spec
        self.limits = sheet.limits
        self.sheet_id = sheet.id
        self.table_name = f"{sheet.id.lower()}_dispositifs"

    @cached_property
    def rows(self) -> pd.DataFrame:
        """What is in service at the edition's date: ``id``, ``type``, ``nom_court``, ``commune``, ``x``, ``y``."""
        table = self.context.table("dispositif")
        rows = open_devices(table, self.context.settings.get("date_reference"), self.spec.get("sauf", ()))
        rows = with_places(rows, self.context.table("etablissement"))
        names = self.context.base.communes.set_index("insee")["nom"]
        return rows.rename(columns={"libelle": "nom_court"}).assign(commune=rows["insee"].map(names))

    @cached_property
    def located(self) -> pd.DataFrame:
        """The rows that have a point."""
        return self.rows.dropna(subset=["x", "y"]).reset_index(drop=True)

    def missing(self) -> list[str]:
        """The table when it names nothing that this sheet draws, or only what has no coordinates."""
        if len(self.located):
            return []
        if len(self.rows):
            return [table_to_fill("dispositif", self.sheet_id, "coordonnées")]
        return [with_template("dispositif", self.sheet_id)]

    def sites(self) -> Sites:
        """The places to draw."""
        return Sites.of(self.located)

    def draw(self, main: MapFrame, insets: Sequence[Inset]) -> Drawing:
        """The signs of the main frame without those of the insets, then of each inset."""
        groups = signs_by_type(self.located["type"], self.spec.get("libelles", {}), len(_SIGNS))
        signs = dict(zip(groups, _SIGNS, strict=False))
        if OTHERS in groups:
            signs[OTHERS] = _SIGNS[-1]
        sign_of = {name: signs[key] for key, names in groups.items() for name in names}
        book = self._book(signs)
        symbols = book.rows(pd.DataFrame({"id": self.located["id"], "cle": self.located["type"].map(sign_of)}))
        counts = symbols["cle"].value_counts().to_dict()
        drawing = Drawing(words=self._words(), notes=self._notes())
        if OTHERS in groups:
            drawing.notes.insert(0, f"{self._label(OTHERS)} : {joined(map(self._label, groups[OTHERS]))}.")
        named = self.spec.get("etiquettes")
        by_site = len(self.located) <= _NAMED if named is None else named == "sites"
        for rank, (frame, placed) in enumerate(placed_in_frames(self.located, symbols, main, insets)):
            name = f"{self.table_name}_{rank}"
            layers = site_layers(
                placed,
                self.context.side_file,
                name,
                self.context.workspace.crs,
                self.context.charter,
                book,
                legend_keys=counts,
                counts={key: french_number(count) for key, count in counts.items()},
                title=self.spec["legende"],
            )
            labels = name_layers(self.context, placed, name, self.located if by_site else None, insets, self.limits)
            drawing.over[frame.name] = [*labels.names, *layers, *labels.under]
            if rank == 0:
                drawing.legend = [LegendSection(self.spec["legende"], [LegendItem(layers[0])])]
            self.context.report.extend(placed.report)
        return drawing

    def _book(self, signs: dict[str, str]) -> SymbolBook:
        """The signs of the sheet with the words of their types."""
        book = SymbolBook.load()
        own = {sign: replace(book[sign], label=self._label(key), size=_SIZE_MM) for key, sign in signs.items()}
        return SymbolBook({**book.entries, **own}, book.edge)

    def _label(self, kind: str) -> str:
        if kind == OTHERS:
            return "Autres dispositifs"
        words = kind.replace("_", " ")
        return self.spec.get("libelles", {}).get(kind) or words[:1].upper() + words[1:]

    def _words(self) -> dict[str, str]:
        of_types = [speaking_for(self.context.sources, f"dispositif:{kind}") for kind in set(self.located["type"])]
        dates = pd.concat([self.context.sources.iloc[:0], *of_types])["date_donnees"].dropna()
        agency = f"données {self.context.edition.agence}".strip()
        date = f", {french_date(dates.max())}" if len(dates) else ""
        return {"sites": french_number(len(self.located)), "etat": f"{agency}{date}"}

    def _notes(self) -> list[str]:
        lost = len(self.rows) - len(self.located)
        s = "s" if lost > 1 else ""
        return [f"{lost} dispositif{s} sans coordonnées : absent{s} de la carte."] if lost else []
