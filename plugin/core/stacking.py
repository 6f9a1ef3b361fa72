"""Rows of several tables in one."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd


def stacked(tables: Iterable[pd.DataFrame]) -> pd.DataFrame:
    """The rows of at least one table one below the other, numbered anew, with the columns of all.

    A table without rows gives its columns, but has no say in their types: left to itself, pandas 3 lets it have one.
    """
    tables = list(tables)
    columns = list(dict.fromkeys(column for table in tables for column in table.columns))
    return pd.concat([table for table in tables if len(table)] or tables, ignore_index=True).reindex(columns=columns)
