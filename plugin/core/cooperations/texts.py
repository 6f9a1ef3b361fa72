"""Columns of text read value by value, each distinct text once."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd


def each_text(texts: pd.Series, read: Callable[[str], object]) -> pd.Series:
    """What ``read`` makes of each text, None where the cell is missing; an object column on the same index."""
    known = {text: read(str(text)) for text in texts.dropna().unique()}
    return pd.Series([known.get(text) for text in texts], index=texts.index, name=texts.name, dtype=object)
