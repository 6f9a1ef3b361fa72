"""What a sheet of psychiatric sectors says of their inhabitants: a table in the column, and a note."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd
import shapely

from ...core.territories.sectors import REFERENCE, TOLERANCE
from ...gis.key_table import draw_key_table
from ..content import Drawing
from ..context import AtlasContext
from ..edition import french_number, joined

_WIDTH_MM = 66.0


class SectorTable:
    """``population`` of a zoning layer: ``reference`` (inhabitants a sector) and ``tolerance`` (a share of it)."""

    def __init__(self, context: AtlasContext, spec: dict[str, Any], table_name: str):
        self.context = context
        self.reference = float(spec.get("reference", REFERENCE))
        self.tolerance = float(spec.get("tolerance", TOLERANCE))
        self.table_name = table_name

    def add(self, drawing: Drawing, sectors: pd.DataFrame) -> None:
        """Sets the chart (the table) and adds the note of a drawing; sectors without a population are told."""
        known = sectors.dropna(subset=["population"]).sort_values("id_territoire")
        if known.empty:
            drawing.notes.append("Population des secteurs inconnue.")
            return
        people = known["population"].astype(float)
        far = (people - self.reference).abs() > self.tolerance * self.reference
        numbers = [french_number(value) for value in people]
        cells = list(zip(known["id_territoire"], numbers, far, strict=True))
        drawing.chart = self.context.picture_folder / f"{self.table_name}.svg"
        drawing.chart_height = draw_key_table(
            drawing.chart, "Habitants par secteur", cells, _WIDTH_MM, self.context.charter
        )
        drawing.notes.append(
            f"De {french_number(people.min())} à {french_number(people.max())} habitants par secteur, "
            f"{french_number(people.mean())} en moyenne, pour environ {french_number(self.reference)} attendus."
        )
        share = french_number(100 * self.tolerance)
        if far.any():
            names = joined(f"{row.id_territoire} ({row.libelle})" for row in known[far].itertuples())
            one = int(far.sum()) == 1
            drawing.notes.append(
                f"{int(far.sum())} secteur{'' if one else 's'} s’en écarte{'' if one else 'nt'} de plus de {share} % "
                f"(en gras) : {names}."
            )
        else:
            drawing.notes.append(f"Aucun ne s’en écarte de plus de {share} %.")
        scattered = self._scattered(known)
        if scattered:
            drawing.notes.append(f"En plusieurs parties habitées (îles, estuaires) : {joined(scattered)}.")
        lacking = sectors.loc[sectors["population"].isna(), "id_territoire"]
        if len(lacking):
            drawing.notes.append(f"Population inconnue : {joined(sorted(lacking))}.")

    def _scattered(self, sectors: pd.DataFrame) -> list[str]:
        """Codes of the sectors with town halls in more than one of their parts."""
        communes = self.context.base.communes.dropna(subset=["x_mairie", "y_mairie"])
        halls = shapely.points(communes[["x_mairie", "y_mairie"]].to_numpy(dtype=float))
        parts, owner = shapely.get_parts(sectors["geom"].to_numpy(), return_index=True)
        inhabited = np.unique(shapely.STRtree(parts).query(halls, predicate="intersects")[1])
        counts = np.bincount(owner[inhabited], minlength=len(sectors))
        return sorted(sectors["id_territoire"].to_numpy()[counts > 1])
