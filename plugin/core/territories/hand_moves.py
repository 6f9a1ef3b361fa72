"""Communes moved by hand from one territory to another: decisions in ``correction`` that every composition obeys."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from ..findings import Report, Severity

TABLE = "composition"  # ``table_nom`` of a move: ``cle`` is the commune, ``champ`` the type, ``valeur`` the territory


def apply_moves(
    rows: pd.DataFrame, corrections: pd.DataFrame, kind: str, communes: Collection[str], report: Report
) -> pd.DataFrame:
    """The composition of one type with its communes where a person has put them.

    COR01 (info) counts the moves made; COR02 (warning) names one whose commune or territory is no longer there.

    Args:
        rows: ``commune``, ``id_territoire`` and other columns of the table ``composition``, one type; a commune given
            in IRIS is moved whole, one that lay in no territory is added.
        corrections: the table ``correction``.
        kind: the type.
        communes: the INSEE codes there are.
        report: where the findings go.
    """
    of_kind = (corrections["table_nom"] == TABLE) & (corrections["champ"] == kind)
    territories, known = set(rows["id_territoire"]), set(communes)
    result, moved = rows, 0
    for commune, territory in corrections.loc[of_kind, ["cle", "valeur"]].to_numpy(dtype=object):
        if commune not in known or territory not in territories:
            report.add("COR02", Severity.WARNING, column=kind, value=territory, cle=commune, insee=commune)
            continue
        owned = result["commune"].str[:5] == commune
        model = result[owned] if owned.any() else result
        whole = model.iloc[[0]].assign(commune=commune, id_territoire=territory)
        result = pd.concat([result[~owned], whole], ignore_index=True)
        moved += 1
    if moved:
        report.add("COR01", Severity.INFO, n=moved)
    return result
