"""The places of a workspace where an activity is practised."""

from __future__ import annotations

import pandas as pd

from ..core.access.places import located
from ..core.establishments.selection import practising
from ..core.findings import Report
from .workspace import Workspace

_TABLES = ("etablissement", "autorisation", "capacite", "equipement", "effecteur_urgence", "msp", "dispositif")


def activity_sites(workspace: Workspace, key: str) -> tuple[pd.DataFrame, Report]:
    """The sites of an activity of ``activites_atlas.yaml``: ``id``, ``type`` (the key), ``insee``, ``x``, ``y``.

    Returns:
        The sites, without coordinates where the workspace has none, and the findings of `practising`.

    Raises:
        InputError: ACT01 unknown key.
    """
    filled = set(workspace.tables())
    tables = {name: workspace.read(name) for name in _TABLES if name in filled}
    sites, report = practising(tables, key)
    return located(sites[["id"]], tables).assign(type=key), report
