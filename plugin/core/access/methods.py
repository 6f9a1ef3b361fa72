"""Which times count where several methods (road network, METRIC, another import) stand side by side."""

from __future__ import annotations

import pandas as pd

from .times import NETWORK

SETTING = "temps_methode"  # a setting of the atlas


def methods_of(times: pd.DataFrame, kind: str) -> list[str]:
    """The methods that have times of a kind, in the order they were written."""
    return list(dict.fromkeys(times.loc[times["type_effecteur"] == kind, "methode"].fillna("")))


def chosen_method(times: pd.DataFrame, kind: str, wanted: str = "") -> str | None:
    """The method a map or a table takes for a kind.

    Args:
        times: rows of ``temps_acces``.
        kind: a ``type_effecteur``.
        wanted: the method asked for (setting ``temps_methode``); empty: the network's, else the only other one.

    Returns:
        None where the kind has no times by the method asked for, or where several imports stand without the network's
        and nobody chose between them.
    """
    found = methods_of(times, kind)
    if wanted:
        return wanted if wanted in found else None
    if NETWORK in found:
        return NETWORK
    return found[0] if len(found) == 1 else None


def chosen_times(times: pd.DataFrame, kind: str, wanted: str = "") -> pd.DataFrame:
    """Rows of one kind by the method `chosen_method` names, one a commune; none where it names none."""
    method = chosen_method(times, kind, wanted)
    rows = times[(times["type_effecteur"] == kind) & (times["methode"].fillna("") == method)]
    return rows.drop_duplicates("origine")
