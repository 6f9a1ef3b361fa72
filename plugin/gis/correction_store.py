"""Decisions made by hand, in the table ``correction``: who decided what and why. They survive every re-import."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import pandas as pd

from ..core.findings import InputError
from ..core.schema import TABLES, Source
from .workspace import Workspace, Writing

ACCEPTED = "constat"  # ``table_nom`` of a finding accepted: ``cle`` is its key, ``champ`` its code
_SOURCE = Source(fichier="", mention="Corrections à la main")


@dataclass(frozen=True)
class Correction:
    """A decision: the value ``value`` of the column ``column`` for the row ``key`` of ``table``, by whom and why."""

    table: str
    key: str
    column: str
    value: str | None
    author: str
    reason: str


def add_corrections(write: Writing, workspace: Workspace, corrections: list[Correction]) -> None:
    """Keep decisions, within a transaction; one on the same row and column takes the place of the former.

    Raises:
        InputError: COR03 a decision without an author or a reason.
    """
    if any(not one.author.strip() or not one.reason.strip() for one in corrections):
        raise InputError.of("COR03")
    today = date.today().isoformat()
    new = pd.DataFrame(
        [
            (one.table, one.key, one.column, one.value, one.author.strip(), one.reason.strip(), today)
            for one in corrections
        ],
        columns=list(TABLES["correction"].columns),
    )
    both = pd.concat([workspace.read("correction"), new], ignore_index=True)
    kept = both.drop_duplicates(["table_nom", "cle", "champ"], keep="last")
    write.replace("correction", kept.reset_index(drop=True), _SOURCE)


def accept_findings(workspace: Workspace, accepted: Mapping[str, tuple[str, str]], author: str, reason: str) -> None:
    """Keep that findings are known and accepted: ``accepted`` maps a finding's key to its code and its sentence."""
    decisions = [
        Correction(ACCEPTED, key, code, sentence, author, reason) for key, (code, sentence) in accepted.items()
    ]
    with workspace.writing() as write:
        add_corrections(write, workspace, decisions)


def accepted_findings(workspace: Workspace) -> dict[str, str]:
    """Reason and author of each finding accepted, by its key."""
    rows = workspace.read("correction", where={"table_nom": ACCEPTED})
    return {row.cle: f"{row.motif} ({row.auteur}, {row.date})" for row in rows.itertuples()}


def take_back(workspace: Workspace, table: str, key: str, column: str) -> None:
    """Forget a decision; what it changed is brought back by the next import."""
    rows = workspace.read("correction")
    same = (rows["table_nom"] == table) & (rows["cle"] == key) & (rows["champ"] == column)
    with workspace.writing() as write:
        write.replace("correction", rows[~same].reset_index(drop=True), _SOURCE)
