"""What the page “What if” reads and keeps: the minutes of every site, the names of sites, scenarios."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ..core.access.scenario import Sites
from .access_store import SCENARIO_ACTIVITY
from .workspace import Workspace


@dataclass(frozen=True)
class Scenario:
    """A saved scenario: the activity its sites are of (empty: emergency responders), ids closed, sites opened.

    A site opened is told by kind and commune: ``SMUR 35238``.
    """

    name: str
    activity: str
    closed: tuple[str, ...]
    opened: tuple[str, ...]


def read_site_minutes(path: Path, communes: pd.DataFrame) -> tuple[Sites, list[str]]:
    """The table of ``site_minutes``: minutes (sites, communes) in the order of ``communes``, and the kinds (sites)."""
    table = pd.read_csv(
        path, sep=";", decimal=",", dtype={"site": str, "type": str, "origine": str}, encoding="utf-8-sig"
    )
    kinds = table.drop_duplicates("site").set_index("site")["type"]
    minutes = table.pivot(index="site", columns="origine", values="minutes")
    minutes = minutes.reindex(index=kinds.index, columns=communes["insee"])
    return Sites(tuple(kinds.index), minutes.to_numpy(dtype=float)), kinds.tolist()


def site_names(workspace: Workspace) -> dict[str, str]:
    """A name for every site, by its id or FINESS number."""
    names: dict[str, str] = {}
    filled = set(workspace.tables())
    for table in ("msp", "dispositif", "effecteur_urgence"):
        if table in filled:
            rows = workspace.read(table, ["id", "libelle"]).dropna()
            names.update(zip(rows["id"], rows["libelle"], strict=True))
    if "etablissement" in filled:
        rows = workspace.read("etablissement", ["finess_et", "rs", "nom_court"])
        names.update(zip(rows["finess_et"], rows["nom_court"].fillna(rows["rs"]), strict=True))
    return names


def saved_scenarios(workspace: Workspace) -> list[Scenario]:
    """The scenarios of the atlas, by name."""
    rows = workspace.read("scenario", ["nom", "sites_fermes", "sites_ouverts"]).drop_duplicates("nom")
    activities = workspace.settings()
    return [
        Scenario(
            row.nom,
            activities.get(f"{SCENARIO_ACTIVITY}{row.nom}") or "",
            _listed(row.sites_fermes),
            _listed(row.sites_ouverts),
        )
        for row in rows.sort_values("nom").itertuples()
    ]


def _listed(text: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (text or "").split(";") if part.strip())
