"""Access times computed elsewhere (INSEE's METRIC, DREES), which can stand in for a road network."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from ..establishments.codes import INSEE_PATTERN, insee_code
from ..findings import InputError, Report, Severity
from ..tables import read_table, to_number
from .times import COLUMNS

METRIC, IMPORT = "metric", "import"
# Names the columns have in METRIC and DREES tables; a mapping gives others.
_NAMES = {
    "origine": ("origine", "insee", "codgeo", "depcom", "code_commune", "com", "idsrc"),
    "minutes": ("minutes", "temps", "temps_min", "duree", "duree_hc", "dist_min", "tps"),
    "site": ("site", "destination", "finess_et", "finess", "iddst", "codgeo_dest"),
    "type_effecteur": ("type_effecteur", "type", "effecteur"),
}


def read_times(
    path: str | Path, kind: str, method: str = METRIC, mapping: Mapping[str, str] | None = None, date: str | None = None
) -> tuple[pd.DataFrame, Report]:
    """Read a table commune x time; of several destinations of a commune the nearest is kept.

    Args:
        path: CSV or workbook with a column of communes and one of minutes; a blank time is a commune not reached.
        kind: the ``type_effecteur`` of rows where no column says it.
        method: METRIC or IMPORT.
        mapping: other names of the columns, ``{origine, minutes, site, type_effecteur: theirs}``.
        date: date of the times (ISO).

    Returns:
        Rows of ``temps_acces``; findings COM01, FIC05, TPS01 (negative), TPS02 (METRIC: not 0 within a commune).

    Raises:
        InputError: as ``read_table``; FIC04 where communes or minutes are not found.
    """
    found = read_table(path)
    chosen = _columns(list(found.frame.columns), dict(mapping or {}), path)
    table = found.frame.rename(columns={theirs: ours for ours, theirs in chosen.items()})
    report = Report(found.report)
    minutes, bad = to_number(table["minutes"], found.rows)
    report.extend(bad)
    frame = pd.DataFrame(
        {
            "origine": insee_code(table["origine"]),
            "type_effecteur": table.get("type_effecteur", kind),
            "minutes": minutes,
            "site": table.get("site"),
            "methode": method,
            "date": date,
        },
        columns=COLUMNS,
    )
    valid = frame["origine"].astype("string").str.fullmatch(INSEE_PATTERN).fillna(value=False).to_numpy(dtype=bool)
    for position in np.flatnonzero(~valid):
        code = frame["origine"].iloc[position]
        lost = f"0{code}" if isinstance(code, str) and len(code) == 4 else None
        report.add("COM01", row=int(found.rows[position]), column="origine", value=code, propose=lost)
    for position in np.flatnonzero(minutes < 0):
        report.add("TPS01", row=int(found.rows[position]), column="minutes", value=float(minutes.iloc[position]))
    if method == METRIC:
        within = (frame["origine"] == frame["site"]) & (minutes > 0)
        for position in np.flatnonzero(within):
            report.add(
                "TPS02",
                Severity.WARNING,
                row=int(found.rows[position]),
                value=float(minutes.iloc[position]),
                insee=frame["origine"].iloc[position],
            )
    unreadable = table["minutes"].notna() & minutes.isna()
    frame = frame[valid & ~(minutes < 0) & ~unreadable]
    nearest = frame.sort_values("minutes", kind="stable", na_position="last")
    nearest = nearest.drop_duplicates(["origine", "type_effecteur"])
    return nearest.sort_index().reset_index(drop=True), report


def _columns(names: list[str], mapping: dict[str, str], path: str | Path) -> dict[str, str]:
    """Which column of the file is which of ours."""
    folded = {name.strip().lower(): name for name in names}
    chosen = {}
    for ours, known in _NAMES.items():
        wanted = (mapping[ours],) if ours in mapping else known
        match = next((folded[name.lower()] for name in wanted if name.lower() in folded), None)
        if match is not None:
            chosen[ours] = match
        elif ours in mapping or ours in ("origine", "minutes"):
            raise InputError.of("FIC04", col=" / ".join(wanted), liste=", ".join(names), chemin=str(path))
    return chosen
