"""The tables ``indicateur``, ``oqos`` and ``oqos_correspondance`` of a workspace."""

from __future__ import annotations

import pandas as pd

from ..core.schema import Source
from .workspace import Workspace

_KEYS = ["territoire", "type", "indicateur", "periode"]


def save_indicators(workspace: Workspace, rows: pd.DataFrame, source: Source) -> None:
    """Write values in one transaction; a value already there for a territory and period is replaced, others stay."""
    stored = workspace.read("indicateur")
    same = pd.MultiIndex.from_frame(stored[_KEYS].fillna("")).isin(pd.MultiIndex.from_frame(rows[_KEYS].fillna("")))
    others = stored[~same]
    with workspace.writing() as write:
        for name, part in rows.groupby("indicateur", sort=False):
            kept = others[others["indicateur"] == name]
            write.replace("indicateur", pd.concat([kept, part], ignore_index=True), source, part=str(name))


def save_oqos(
    workspace: Workspace, rows: pd.DataFrame, correspondence: pd.DataFrame | None, source: Source
) -> None:
    """Replace the rows of the zones in the frame, and the ties of the activities in the correspondence."""
    with workspace.writing() as write:
        for zone, part in rows.groupby("zone", sort=False):
            write.replace("oqos", part, source, part=str(zone))
        if correspondence is not None:
            for activity, part in correspondence.groupby("filiere", sort=False):
                write.replace("oqos_correspondance", part, source, part=str(activity))
