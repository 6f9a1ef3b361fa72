"""Columns that stand beside their header: published FINESS files hold rows one place to the left of their names."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..findings import Report, Severity

_FARTHEST = 2
_ENOUGH = 0.9  # share of the filled cells that must look right for a shift to be believed


def realign(frame: pd.DataFrame, patterns: Mapping[str, str], report: Report, path: str) -> pd.DataFrame:
    """The frame with its values under their right names, found by content.

    Args:
        frame: text columns in the file's order.
        patterns: what the values of some columns look like (regular expressions on the whole cell).
        report: receives FIC11 (warning) with the shift, where there is one.
        path: the file, for the finding.

    Returns:
        The same columns; those pushed out of the file are None.
    """
    if frame.empty:
        return frame
    cells = frame.to_numpy(dtype=object)
    names = list(frame.columns)
    checked = [(names.index(name), pattern) for name, pattern in patterns.items() if name in names]
    scores = {shift: _fit(frame, checked, shift) for shift in range(-_FARTHEST, _FARTHEST + 1)}
    best = max(scores, key=lambda shift: (scores[shift], -abs(shift)))
    if best == 0 or scores[best] < _ENOUGH or scores[best] <= scores[0]:
        return frame
    moved = np.full_like(cells, None)
    width = len(names)
    for position in range(width):
        if 0 <= position + best < width:
            moved[:, position] = cells[:, position + best]
    report.add("FIC11", Severity.WARNING, chemin=path, decalage=best, colonnes=[names[place] for place, _ in checked])
    return pd.DataFrame(moved, columns=names, index=frame.index, dtype=object)


def _fit(frame: pd.DataFrame, checked: list[tuple[int, str]], shift: int) -> float:
    """Share of cells that look like their column's values when all columns are read ``shift`` places further right."""
    good = seen = 0
    for place, pattern in checked:
        if not 0 <= place + shift < frame.shape[1]:
            return 0.0
        values = frame.iloc[:, place + shift].dropna().astype(str)
        good += int(values.str.fullmatch(pattern).sum())
        seen += len(values)
    return good / seen if seen else 0.0
