"""The tables ``temps_acces``, ``zone_acces`` and the computed indicators of a workspace."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from ..core.access.methods import SETTING
from ..core.access.remote import NAMES, Server
from ..core.access.times import ALL_KINDS, KINDS
from ..core.network.profiles import Profile
from ..core.schema import Source
from .workspace import Workspace

PRODUCER = "Atlas Soins"
SCENARIO_ACTIVITY = "scenario:"
_DEMO = Path(__file__).resolve().parents[2] / "data" / "demo"


def save_times(
    workspace: Workspace, frame: pd.DataFrame, roads: str, profile: Profile | None, date: str | None
) -> None:
    """Replace the computed times of the kinds in the frame; other kinds, and imported times, stay.

    The emergency kinds belong together: what one run leaves out of them goes.

    Args:
        workspace: where to write.
        frame: rows of ``temps_acces``.
        roads: path of the road layer, or of the table that stood in for it, for the source line.
        profile: the speed profile, for the source line; None for a table of times.
        date: day of the computation (ISO).
    """
    method = str(frame["methode"].iloc[0])
    _replace_times(workspace, frame, method, _source(workspace, roads, profile, date, len(frame)))


def save_remote_times(
    workspace: Workspace, frame: pd.DataFrame, server: Server, date: str | None, *, for_sheets: bool
) -> None:
    """Replace the times a routing server gave before for the kinds in the frame, as `save_times` does.

    ``for_sheets`` makes the sheets draw the times of this engine.
    """
    name = f"{NAMES[server.engine]} (profil {server.profile})"
    source = Source(
        fichier=f"{name}, {server.host}",
        mention=f"Temps de parcours calculés avec {name}",
        producteur=PRODUCER,
        date_donnees=date,
        illustratif=_illustrative_sites(workspace),
        lignes_lues=len(frame),
    )
    _replace_times(workspace, frame, server.engine, source, {SETTING: server.engine} if for_sheets else {})


def _replace_times(
    workspace: Workspace, frame: pd.DataFrame, method: str, source: Source, settings: Mapping[str, str] | None = None
) -> None:
    """Replace the rows of one method for the kinds in the frame; the emergency kinds go together."""
    written = set(frame["type_effecteur"])
    if ALL_KINDS in written:
        written |= set(KINDS)
    kept = workspace.read("temps_acces", where={"methode": method})
    kept = kept[~kept["type_effecteur"].isin(written)]
    with workspace.writing() as write:
        write.replace("temps_acces", pd.concat([kept, frame], ignore_index=True), source, part=method)
        for key, value in (settings or {}).items():
            write.setting(key, value)


def save_zones(workspace: Workspace, frame: pd.DataFrame, roads: str, profile: Profile, date: str | None) -> None:
    """Replace the zones of the frame's kind of responder; see `save_times` for the arguments."""
    source = _source(workspace, roads, profile, date, len(frame))
    with workspace.writing() as write:
        for kind, rows in frame.groupby("type_effecteur", sort=False):
            write.replace("zone_acces", rows.reset_index(drop=True), source, part=str(kind))


def save_scenario(
    workspace: Workspace, frame: pd.DataFrame, roads: str, profile: Profile | None, date: str | None, activity: str = ""
) -> None:
    """Replace a scenario (all rows of the frame have one ``nom``); see `save_times` for the arguments.

    The activity its sites are of, empty for emergency responders, is kept in the settings.
    """
    source = _source(workspace, roads, profile, date, len(frame))
    with workspace.writing() as write:
        name = str(frame["nom"].iloc[0])
        write.replace("scenario", frame, source, part=name)
        write.setting(f"{SCENARIO_ACTIVITY}{name}", activity)


def save_indicator(
    workspace: Workspace, frame: pd.DataFrame, roads: str, profile: Profile | None, date: str | None
) -> None:
    """Replace an indicator (all rows of the frame have one); see `save_times` for the arguments."""
    source = _source(workspace, roads, profile, date, len(frame))
    with workspace.writing() as write:
        write.replace("indicateur", frame, source, part=str(frame["indicateur"].iloc[0]))


def _source(workspace: Workspace, roads: str, profile: Profile | None, date: str | None, rows: int) -> Source:
    """Where computed times come from: the roads, the speeds; illustrative where roads or responders are.

    The settings of the atlas may name its road file and say what to call it.
    """
    if profile is None:
        return Source(
            fichier=Path(roads).name,
            mention=f"temps de parcours importés ({Path(roads).stem})",
            producteur=PRODUCER,
            date_donnees=date,
            illustratif=_illustrative_sites(workspace),
            lignes_lues=rows,
        )
    file = Path(roads.partition("|")[0])
    demo = file.resolve().is_relative_to(_DEMO)
    settings = workspace.settings()
    named = settings.get("reseau_mention") if settings.get("reseau_fichier") == file.name else None
    network = named or ("le réseau de démonstration" if demo else f"le réseau {file.stem}")
    return Source(
        fichier=f"{file.name} (vitesses : {profile.label})",
        mention=f"Temps de parcours calculés sur {network}",
        producteur=PRODUCER,
        date_donnees=date,
        illustratif=demo or _illustrative_sites(workspace),
        lignes_lues=rows,
    )


def _illustrative_sites(workspace: Workspace) -> bool:
    """Whether the responders are invented or approximate."""
    return bool(workspace.sources("effecteur_urgence")["illustratif"].fillna(False).any())
