"""The agency's table ``dispositif``: what is open, of which type, and where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

OTHERS = "autres"


def open_devices(table: pd.DataFrame, date: str | None, without: Sequence[str] = ()) -> pd.DataFrame:
    """The rows in service at an ISO date, its last day included (without a date all), of no type of ``without``."""
    rows = table[~table["type"].isin(without)]
    if date is None:
        return rows.reset_index(drop=True)
    begun = rows["date_debut"].fillna("0000").astype(str) <= date
    return rows[begun & (rows["date_fin"].fillna("9999").astype(str) >= date)].reset_index(drop=True)


def with_places(rows: pd.DataFrame, establishments: pd.DataFrame) -> pd.DataFrame:
    """The rows with the point of their FINESS number where they have none of their own."""
    places = establishments.drop_duplicates("finess_et").set_index("finess_et")
    return rows.assign(
        **{axis: rows[axis].astype(float).fillna(rows["finess_et"].map(places[axis]).astype(float)) for axis in "xy"}
    )


def signs_by_type(types: pd.Series, words: Mapping[str, str], most: int) -> dict[str, list[str]]:
    """Which types share a sign: those of ``words`` first, in their order, then by frequency; the rarest are `OTHERS`.

    Returns at most ``most`` entries, each a sign's key with its types.
    """
    counts = types.value_counts(sort=False).sort_index(kind="stable").sort_values(ascending=False, kind="stable")
    known = [name for name in words if name in counts.index]
    ordered = [*known, *(name for name in counts.index if name not in words)]
    if len(ordered) <= most:
        return {name: [name] for name in ordered}
    return {**{name: [name] for name in ordered[: most - 1]}, OTHERS: ordered[most - 1 :]}
