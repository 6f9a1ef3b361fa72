"""What the page “What if” reads and keeps: the minutes of every site, the names of sites, scenarios."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from ..core.access.scenario import Sites
from .workspace import Workspace

_SETTING = "scenario:"


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


def save_scenario(workspace: Workspace, scenario: Scenario) -> None:
    """Keep a scenario in the settings of the atlas; one of the same name is replaced."""
    content = {name: value for name, value in asdict(scenario).items() if name != "name"}
    with workspace.writing() as write:
        write.setting(f"{_SETTING}{scenario.name}", json.dumps(content, ensure_ascii=False))


def saved_scenarios(workspace: Workspace) -> list[Scenario]:
    """The scenarios kept in the atlas, by name; what cannot be read as one is left out."""
    found = []
    for key, value in sorted(workspace.settings().items()):
        if not key.startswith(_SETTING) or not value:
            continue
        try:
            content = json.loads(value)
            found.append(
                Scenario(
                    key.removeprefix(_SETTING),
                    str(content["activity"]),
                    tuple(map(str, content["closed"])),
                    tuple(map(str, content["opened"])),
                )
            )
        except (ValueError, KeyError, TypeError):
            continue
    return found
