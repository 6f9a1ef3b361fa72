"""Zonings of health professionals: communes or territories filled by class, dark where they are most needed."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from qgis.core import QgsCategorizedSymbolRenderer, QgsRendererCategory

from ...core.map_frame import MapFrame
from ...core.territories.zonings import Zoning, check_zoning, order_classes, zoning_of
from ...gis.access_layers import fill
from ...gis.frames import load_layer, write_layer
from ..catalogue import Sheet
from ..content import Drawing, LegendItem, LegendSection, Sites
from ..context import AtlasContext
from ..edition import french_number, joined
from ..page import Inset, frame_names
from .practice_units import table_to_fill, unit_words, units_of

UNCLASSED = 0  # the rank of a unit without a class, or with two
_NAMED_IN_NOTES = 6


class PracticeZoningMaker:
    """``profession`` names the rows of ``zonage_ps``; ``annee`` the year of the zoning, the latest by default.

    ``legende`` replaces the name of the zoning ("Zonage SROS ambulatoire") in the legend's heading.
    """

    def __init__(self, context: AtlasContext, spec: dict[str, Any], sheet: Sheet):
        self.context = context
        self.spec = spec
        self.sheet_id = sheet.id
        self.table_name = f"{sheet.id.lower()}_zonage_ps"

    @cached_property
    def zoning(self) -> Zoning | None:
        """The zoning to draw, None where the table has no row of the profession and year."""
        if "zonage_ps" not in self.context.filled:
            return None
        return zoning_of(self.context.table("zonage_ps"), self.spec["profession"], self.spec.get("annee"))

    def missing(self) -> list[str]:
        """The table ``zonage_ps`` with the profession it lacks, or the territories that are its units."""
        if self.zoning is None:
            wanted = " ".join(str(self.spec[key]) for key in ("profession", "annee") if key in self.spec)
            return [table_to_fill("zonage_ps", self.sheet_id, wanted)]
        if len(units_of(self.context, self.zoning.unit)):
            return []
        return [f"territoire:{self.zoning.unit}"]

    def sites(self) -> Sites:
        """No points."""
        return Sites.none()

    def draw(self, main: MapFrame, insets: Sequence[Inset]) -> Drawing:
        """One layer of units for all frames; the notes name what the table says and the map cannot show."""
        zoning = self.zoning
        drawing = Drawing(notes=[zoning.system.note] if zoning.system.note else [])
        units = self._classed(zoning, drawing)
        self.context.report.extend(check_zoning(zoning.rows, (), zoning.system.classes))
        write_layer(self.context.side_file, self.table_name, units, self.context.workspace.crs, "MultiPolygon")
        heading = f"{self.spec.get('legende', zoning.system.title)} {zoning.year}, par {unit_words(zoning.unit)}"
        layer = load_layer(self.context.side_file, self.table_name, heading)
        layer.setRenderer(self._renderer(zoning, units))
        drawing.under = {name: [layer] for name in frame_names(main, insets)}
        drawing.legend = [LegendSection(heading, [LegendItem(layer)])]
        drawing.words = {"zonage": str(zoning.year)}
        return drawing

    def _classed(self, zoning: Zoning, drawing: Drawing) -> pd.DataFrame:
        """Every unit with ``rang``: 1 for those that most need practitioners, `UNCLASSED` without a class."""
        units = units_of(self.context, zoning.unit)
        rows = zoning.rows.assign(rang=order_classes(zoning.rows["classe"], zoning.system.classes))
        unknown = sorted(set(rows.loc[rows["rang"].isna(), "classe"].astype(str)))
        if unknown:
            drawing.notes.append(f"Classe inconnue, comptée « n. d. » : {joined(unknown)}.")
        lost = set(rows["id_unite"]) - set(units["id"])
        if lost:
            drawing.notes.append(
                f"Hors du fond de carte : {unit_words(zoning.unit, plural=len(lost) > 1)} {_some(lost)}."
            )
        ranks = rows.dropna(subset=["rang"]).groupby("id_unite")["rang"]
        twice = ranks.nunique()[lambda count: count > 1].index.intersection(units["id"])
        if len(twice):
            names = units.set_index("id").loc[twice, "nom"]
            drawing.notes.append(f"Deux classes dans la table, compté « n. d. » : {_some(names)}.")
        known = ranks.first().drop(twice, errors="ignore")
        units["rang"] = units["id"].map(known).fillna(UNCLASSED).astype(np.int64)
        return units

    def _renderer(self, zoning: Zoning, units: pd.DataFrame) -> QgsCategorizedSymbolRenderer:
        """The classes that hold units, in their order, with their number; the unclassed last."""
        names = zoning.system.classes
        ramp = self.context.charter.values["zonages_ps"]["couleurs"]
        steps = np.linspace(0, len(ramp) - 1, len(names)).round().astype(int)
        colours = {rank: ramp[step] for rank, step in enumerate(steps, start=1)}
        labels = dict(enumerate(names, start=1))
        colours[UNCLASSED], labels[UNCLASSED] = self.context.charter.values["fond"]["sans_donnee"], "n. d."
        counts = units["rang"].value_counts()
        return QgsCategorizedSymbolRenderer(
            "rang",
            [
                QgsRendererCategory(rank, fill(colours[rank]), f"{labels[rank]} ({french_number(counts[rank])})")
                for rank in (*range(1, len(names) + 1), UNCLASSED)
                if rank in counts
            ],
        )


def _some(names: Sequence[str] | set[str] | pd.Series) -> str:
    """The first names in order, then how many more."""
    ordered = sorted(map(str, names))
    rest = len(ordered) - _NAMED_IN_NOTES
    return joined(ordered if rest <= 0 else [*ordered[:_NAMED_IN_NOTES], f"{rest} autres"])
