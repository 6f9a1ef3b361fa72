"""Communes moved by hand to another territory: the decision, the composition and the outlines in one transaction."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import shapely

from ..core.findings import InputError, Report
from ..core.schema import TABLES, Source
from ..core.territories.hand_moves import TABLE, apply_moves
from ..core.territories.types import TerritoryType
from .correction_store import Correction, add_corrections
from .territory_store import built_territories, composition_of
from .workspace import Workspace


@dataclass(frozen=True)
class Move:
    """A decision: the commune (INSEE code) goes to the territory (code); who decided, and why."""

    commune: str
    territory: str
    author: str
    reason: str


def move_commune(workspace: Workspace, kind: TerritoryType, move: Move) -> int:
    """Make a move, and return the number of territories of the type.

    Raises:
        InputError: TER30 the type has no composition, TER42 its territories may overlap, COM05 no such commune, TER43
            no such territory, COR03 no author or no reason.
    """
    if not kind.partition:
        raise InputError.of("TER42", type=kind.libelle)
    rows = composition_of(workspace, kind.code)
    communes = _communes(workspace)
    if move.commune not in communes:
        raise InputError.of("COM05", insee=move.commune)
    if move.territory not in set(rows["id_territoire"]):
        raise InputError.of("TER43", id=move.territory, type=kind.libelle)
    decision = Correction(TABLE, move.commune, kind.code, move.territory, move.author, move.reason)
    decided = pd.DataFrame({"table_nom": [TABLE], "cle": move.commune, "champ": kind.code, "valeur": move.territory})
    return _rebuild(workspace, kind.code, apply_moves(rows, decided, kind.code, communes, Report()), [decision])


def made_again(workspace: Workspace, kind: TerritoryType, report: Report) -> bool:
    """Make the moves decided by hand again on territories imported anew as outlines; False where there are none.

    Each commune belongs to the territory its inner point lies in, then moves; the outlines are built from the communes.
    """
    decided = workspace.read("correction", where={"table_nom": TABLE, "champ": kind.code})
    if decided.empty or not kind.partition:
        return False
    communes = workspace.read("commune", ["insee", "geom"])
    territories = workspace.read("territoire", ["id_territoire", "cog_annee", "geom"], {"type": kind.code})
    inside = shapely.point_on_surface(communes["geom"].to_numpy())
    commune, territory = shapely.STRtree(territories["geom"].to_numpy()).query(inside, predicate="intersects")
    rows = pd.DataFrame({
        "commune": communes["insee"].to_numpy()[commune], "type": kind.code,
        "id_territoire": territories["id_territoire"].to_numpy()[territory],
        "cog_annee": territories["cog_annee"].array[territory],
    }).drop_duplicates("commune")  # fmt: skip
    _rebuild(workspace, kind.code, obeyed(workspace, kind.code, rows, report), [])
    return True


def _rebuild(workspace: Workspace, kind: str, composition: pd.DataFrame, decisions: list[Correction]) -> int:
    """Write a composition, the outlines it makes and the decisions behind it; returns the number of territories."""
    labels = workspace.read("territoire", ["id_territoire", "libelle", "nature", "parent"], {"type": kind})
    years = composition["cog_annee"].dropna()
    territories = built_territories(workspace, kind, composition, labels, int(years.iloc[0]) if len(years) else None)
    with workspace.writing() as write:
        if decisions:
            add_corrections(write, workspace, decisions)
        for table, frame in (("territoire", territories), ("composition", composition)):
            known = [name for name in (*TABLES[table].columns, "geom") if name in frame]
            write.replace(table, frame[known], _source(workspace, table, kind), part=kind)
    return len(territories)


def obeyed(workspace: Workspace, kind: str, rows: pd.DataFrame, report: Report) -> pd.DataFrame:
    """A composition read or computed anew, with the moves decided by hand made again."""
    return apply_moves(rows, workspace.read("correction"), kind, _communes(workspace), report)


def _communes(workspace: Workspace) -> set[str]:
    return set(workspace.read("commune", ["insee"])["insee"])


def _source(workspace: Workspace, table: str, part: str) -> Source:
    """Where the rows came from before the move: it stays their source."""
    rows = workspace.sources(table)
    same = rows[rows["table_nom"] == f"{table}:{part}"]
    row = (same if len(same) else rows).iloc[-1]
    filled = row.astype(object).where(row.notna(), None)
    year, lines = (None if filled[name] is None else int(filled[name]) for name in ("cog_annee", "lignes_lues"))
    return Source(
        fichier=filled["fichier"] or "", mention=filled["mention"], producteur=filled["producteur"] or "",
        date_donnees=filled["date_donnees"], cog_annee=year,
        licence=filled["licence"] or "", illustratif=bool(filled["illustratif"]),
        lignes_lues=lines, sha256=filled["sha256"],
    )
