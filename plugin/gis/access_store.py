"""The table ``temps_acces`` of a workspace."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from ..core.access.times import NETWORK
from ..core.schema import Source
from .workspace import Workspace

PRODUCER = "Atlas Soins"
_DEMO = Path(__file__).resolve().parents[2] / "data" / "demo"


def save_times(workspace: Workspace, frame: pd.DataFrame, roads: str, profile: str, date: str | None) -> None:
    """Replace the computed times of a workspace; those imported (METRIC, DREES) stay, with their sources.

    Args:
        workspace: where to write.
        frame: rows of ``temps_acces``.
        roads: path of the road layer, for the source line.
        profile: name of the speed profile, for the source line.
        date: day of the computation (ISO).
    """
    file = Path(roads.partition("|")[0])
    demo = file.resolve().is_relative_to(_DEMO)
    network = "réseau de démonstration" if demo else file.stem
    responders = workspace.sources("effecteur_urgence")
    source = Source(
        fichier=file.name,
        mention=f"Temps de parcours calculés sur {network}, vitesses : {profile}",
        producteur=PRODUCER,
        date_donnees=date,
        illustratif=demo or bool(responders["illustratif"].fillna(False).any()),
        lignes_lues=len(frame),
    )
    rows = workspace.read("temps_acces")
    imported = rows[rows["methode"] != NETWORK]
    sources = workspace.sources("temps_acces")
    others = sources[sources["producteur"] != PRODUCER] if len(imported) else sources[:0]
    with workspace.writing() as write:
        write.replace("temps_acces", frame, source)
        for number, other in enumerate(others.to_dict("records")):
            # One import may hold several files: the rows go back with the first, the others keep their line of source.
            write.append("temps_acces", imported if number == 0 else imported[:0], _again(other))


def _again(row: dict[str, object]) -> Source:
    """The source as it was given at import."""

    def text(name: str) -> str:
        return "" if pd.isna(row[name]) else str(row[name])

    def number(name: str) -> int | None:
        return None if pd.isna(row[name]) else int(str(row[name]))

    return Source(
        fichier=text("fichier"),
        mention=text("mention"),
        producteur=text("producteur"),
        date_donnees=text("date_donnees") or None,
        cog_annee=number("cog_annee"),
        licence=text("licence"),
        illustratif=not pd.isna(row["illustratif"]) and bool(row["illustratif"]),
        lignes_lues=number("lignes_lues"),
        sha256=text("sha256") or None,
    )
