"""Which rows of the table ``source`` speak for what a sheet draws, and one hash that tells when they changed."""

from __future__ import annotations

import hashlib
import json

import pandas as pd

from .catalogue import Sheet
from .context import AtlasContext

# Every sheet is drawn on them.
_BASE = ("commune", "territoire")
_TOLD = ["table_nom", "date_import", "lignes_retenues", "sha256"]


def of_table(sources: pd.DataFrame, table: str) -> pd.DataFrame:
    """The rows of a table, or of a part of it ("territoire:epci"), and of all its parts."""
    return sources[(sources["table_nom"] == table) | sources["table_nom"].str.startswith(f"{table}:")]


def speaking_for(sources: pd.DataFrame, wanted: str) -> pd.DataFrame:
    """The rows of a part the catalogue names; of the whole table where the part has none of its own."""
    own = of_table(sources, wanted)
    return own if len(own) else sources[sources["table_nom"] == wanted.partition(":")[0]]


def data_state(context: AtlasContext, sheet: Sheet) -> str:
    """A hash of the data a sheet draws: it changes with every import or correction of one of its tables.

    It reads the tables ``source``, ``correction`` and ``edition`` alone: when each table came in, from which file, with
    how many rows. A sheet drawn under another hash is stale.
    """
    rows = pd.concat([speaking_for(context.sources, wanted) for wanted in (*_BASE, *sheet.sources)])
    told = rows[_TOLD].drop_duplicates().astype("string").fillna("").sort_values(_TOLD)
    tables = {name.partition(":")[0] for name in (*_BASE, *sheet.sources)}
    corrections = context.table("correction")
    corrections = corrections[corrections["table_nom"].isin(tables)].astype("string").fillna("")
    content = [told.to_numpy().tolist(), corrections.to_numpy().tolist(), sorted(context.settings.items())]
    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:16]
