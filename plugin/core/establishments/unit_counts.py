"""Numbers by commune or territory from the tables ``praticien`` and ``contrat``: one year, kinds apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from ..decoding import fold


@dataclass(frozen=True)
class UnitCounts:
    """``rows``: ``id``, ``serie`` (the kind's position), ``valeur``, one a unit and kind.

    ``year`` is missing where no row says one; ``undated`` counts the rows left out because they say none.
    """

    rows: pd.DataFrame
    year: int | None
    undated: int


def count_by_unit(
    table: pd.DataFrame, unit: str, kind: str, kinds: Sequence[str], year: int | None = None
) -> UnitCounts:
    """Sums ``nombre`` by unit and kind in a year, the latest by default.

    Args:
        table: ``praticien`` or ``contrat``.
        unit: the column of the unit's code.
        kind: the column of the kind.
        kinds: the kinds wanted, whatever their case and accents, in order.
        year: the year wanted.
    """
    series = {fold(name): position for position, name in enumerate(kinds)}
    rows = table.assign(serie=table[kind].astype("string").map(fold, na_action="ignore").map(series))
    rows = rows[rows["serie"].notna()]
    years = rows["annee"].astype("Int64")
    chosen = year if year is not None else (int(years.max()) if years.notna().any() else None)
    kept = rows if chosen is None else rows[(years == chosen).fillna(value=False).astype(bool)]
    sums = kept.groupby([unit, "serie"], as_index=False).agg(valeur=("nombre", "sum")).rename(columns={unit: "id"})
    undated = 0 if chosen is None else int(years.isna().sum())
    return UnitCounts(sums.astype({"serie": int, "valeur": float}), chosen, undated)
