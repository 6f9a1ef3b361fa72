"""Tables that building territories needs: commuting flows and services of communes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd

from ..decoding import fold
from ..findings import Report
from ..tables import read_table, to_number
from .codes import check_codes
from .columns import ColumnGuess, chosen_columns

# INSEE's base of commuting flows and detailed file, then our own names.
_FLOWS = {
    "origine": ("origine", "codgeo", "commune_residence", "residence", "from"),
    "destination": ("destination", "dclt", "commune_travail", "travail", "to"),
    "actifs": ("actifs", "nbflux_c21_actocc15p", "nbflux_c20_actocc15p", "nbflux_c19_actocc15p", "ipondi", "flux", "n"),
}
# INSEE's permanent base of services (BPE), then our own names.
_SERVICES = {
    "insee": ("insee", "depcom", "codgeo", "commune", "code_commune"),
    "service": ("service", "typequ", "equipement", "type"),
}


def read_flows(
    path: str | Path, corrections: Mapping[str, str] | None = None, sheet: str | None = None
) -> tuple[pd.DataFrame, Report]:
    """Commuting flows: ``origine``, ``destination``, ``actifs``; rows without a number are left out (FIC05).

    Raises:
        InputError: FIC01 to FIC09; FIC04 where a column is not found.
    """
    frame, rows, report = _read(path, _FLOWS, corrections, sheet)
    workers, wrong = to_number(frame["actifs"], rows, minimum=0)
    report.extend(wrong)
    kept = frame.assign(actifs=workers).dropna(subset=["origine", "destination", "actifs"])
    return kept.reset_index(drop=True), report


def read_services(
    path: str | Path, corrections: Mapping[str, str] | None = None, sheet: str | None = None
) -> tuple[pd.DataFrame, Report]:
    """Services present: ``insee``, ``service``, one row each; malformed codes are told (COM01) and left out.

    Raises:
        InputError: FIC01 to FIC09; FIC04 where a column is not found.
    """
    frame, rows, report = _read(path, _SERVICES, corrections, sheet)
    codes, wrong = check_codes(frame["insee"], rows)
    report.extend(wrong)
    return frame.assign(insee=codes).dropna(subset=["insee", "service"]).reset_index(drop=True), report


def _read(
    path: str | Path,
    aliases: Mapping[str, Sequence[str]],
    corrections: Mapping[str, str] | None,
    sheet: str | None,
) -> tuple[pd.DataFrame, list[int], Report]:
    table = read_table(path, sheet=sheet)
    by_fold = {fold(name): name for name in reversed(list(table.frame.columns))}
    guesses = {
        wanted: ColumnGuess(wanted, next((by_fold[fold(name)] for name in names if fold(name) in by_fold), None))
        for wanted, names in aliases.items()
    }
    columns = chosen_columns(guesses, corrections or {}, tuple(aliases), list(table.frame.columns))
    picked = table.frame[[columns[wanted] for wanted in aliases]].set_axis(list(aliases), axis=1)
    return picked, [int(row) for row in table.rows], Report(table.report)
