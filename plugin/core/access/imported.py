"""Access times computed elsewhere (INSEE's METRIC, DREES), which can stand in for a road network."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

import numpy as np
import pandas as pd

from ..decoding import fold
from ..establishments.codes import INSEE_PATTERN, insee_code
from ..findings import InputError, Report, Severity
from ..tables import Table, read_table, to_number
from .times import COLUMNS

METRIC, IMPORT = "metric", "import"
# Names the columns have in METRIC and DREES tables, folded; off-peak times before peak ones. A mapping gives others.
_NAMES = {
    "origine": (
        "origine", "insee", "codgeo", "depcom", "codecommune", "codecommuneinsee", "codeinsee", "codeinseecommune",
        "com", "communeorigine", "communedepart", "codedepart", "depcomorigine", "depcomdepart", "depcomd", "idsrc",
    ),
    "minutes": (
        "minutes", "temps", "tempsmin", "tempsminutes", "tempsenminutes", "tempsdacces", "tempsacces", "tempsaccesmin",
        "tempsdaccesenminutes", "tempsdetrajet", "tempshc", "tempshcmin", "tpshc", "dureehc", "hc", "duree",
        "dureemin", "dureeminutes", "dureeenminutes", "distmin", "tps", "tempshp", "tpshp", "dureehp", "hp",
    ),
    "site": (
        "site", "destination", "finesset", "finess", "communedestination", "communearrivee", "codearrivee",
        "depcomdestination", "depcomarrivee", "depcoma", "codgeodest", "iddst",
    ),
    "type_effecteur": ("typeeffecteur", "type", "effecteur"),
}  # fmt: skip
_NO_TIME = ("ND", "NA", "n.d.", "non accessible", "inaccessible")


def read_times(
    path: str | Path,
    kind: str,
    method: str = METRIC,
    mapping: Mapping[str, str] | None = None,
    date: str | None = None,
    destinations: Collection[str] | None = None,
) -> tuple[pd.DataFrame, Report]:
    """Read a table commune x time; of several destinations of a commune the nearest is kept.

    Args:
        path: CSV or workbook with a column of communes and one of minutes; a blank time is a commune not reached.
        kind: the ``type_effecteur`` of rows where no column says it.
        method: METRIC or IMPORT.
        mapping: other names of the columns, ``{origine, minutes, site, type_effecteur: theirs}``.
        date: date of the times (ISO).
        destinations: the communes (or sites) that count, where the table gives the time to every commune; None: all.

    Titles may stand above the header.

    Returns:
        Rows of ``temps_acces``; findings COM01, FIC05, TPS01 (negative), TPS02 (METRIC: not 0 within a commune).

    Raises:
        InputError: as ``read_table``; FIC04 where communes or minutes are not found.
    """
    frame, report = read_rows(path, kind, method, mapping, date)
    if destinations is not None:
        frame = frame[frame["site"].isin(set(destinations))]
    else:
        _warn_of_own_communes(frame, report)
    nearest = frame.sort_values("minutes", kind="stable", na_position="last")
    nearest = nearest.drop_duplicates(["origine", "type_effecteur"])
    return nearest.sort_index().reset_index(drop=True), report


def read_rows(
    path: str | Path,
    kind: str,
    method: str,
    mapping: Mapping[str, str] | None = None,
    date: str | None = None,
    required: tuple[str, ...] = ("origine", "minutes"),
) -> tuple[pd.DataFrame, Report]:
    """All readable rows of a table of times, several destinations a commune; see `read_times`."""
    found, chosen = _read(path, dict(mapping or {}), required)
    table = found.frame.rename(columns={theirs: ours for ours, theirs in chosen.items()})
    report = Report(found.report)
    minutes, bad = to_number(table["minutes"], found.rows, missing=_NO_TIME)
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
    unreadable = np.isin(found.rows, [finding.row for finding in bad if finding.row is not None])
    return frame[valid & ~(minutes < 0) & ~unreadable], report


def _warn_of_own_communes(frame: pd.DataFrame, report: Report) -> None:
    """TPS11 where most communes are at 0 minute from themselves: the table goes everywhere, not only to sites."""
    itself = frame.loc[(frame["origine"] == frame["site"]) & (frame["minutes"] == 0), "origine"].nunique()
    every = frame["origine"].nunique()
    if every > 2 and itself > every / 2:
        report.add("TPS11", Severity.WARNING, n=itself, total=every)


def matched(frame: pd.DataFrame, communes: Iterable[str], report: Report) -> pd.DataFrame:
    """The rows of communes of the workspace; every other code, and every commune without a row, is told.

    Args:
        frame: rows of ``temps_acces``.
        communes: INSEE codes of the workspace.
        report: receives TPS07 (codes of the same departments that the workspace lacks: merged or older communes),
            TPS08 (communes without a row, a finding a kind) and TPS09 (rows of other departments, counted).
    """
    known = pd.Index(communes).astype(str)
    inside = frame["origine"].isin(known)
    near = frame["origine"].map(_department).isin(set(known.map(_department)))
    lost = sorted(set(frame.loc[near & ~inside, "origine"]))
    if lost:
        report.add("TPS07", Severity.WARNING, n=len(lost), liste=lost)
    if (~near).any():
        report.add("TPS09", Severity.INFO, n=int((~near).sum()))
    kept = frame[inside].reset_index(drop=True)
    for kind in frame["type_effecteur"].unique():
        without = known.difference(kept.loc[kept["type_effecteur"] == kind, "origine"]).tolist()
        if without:
            report.add("TPS08", Severity.WARNING, n=len(without), liste=without, type=str(kind))
    return kept


def _department(insee: str) -> str:
    return insee[:3] if insee.startswith(("97", "98")) else insee[:2]


def _read(path: str | Path, mapping: dict[str, str], required: tuple[str, ...]) -> tuple[Table, dict[str, str]]:
    """The table, and which of its columns is which of ours."""
    found = read_table(path)
    chosen = _columns(list(found.frame.columns), mapping)
    if not set(required) <= set(chosen):
        # Titles may stand above the header: it is the row that holds a name of the column of communes.
        for name in (mapping["origine"],) if "origine" in mapping else _NAMES["origine"]:
            with suppress(InputError):
                below = read_table(path, required=[name])
                known = _columns(list(below.frame.columns), mapping)
                if set(required) <= set(known):
                    return below, known
    for ours in (*required, *mapping):
        if ours not in chosen:
            wanted = (mapping[ours],) if ours in mapping else _NAMES.get(ours, (ours,))
            raise InputError.of(
                "FIC04", col=" / ".join(wanted), liste=", ".join(map(str, found.frame.columns)), chemin=str(path)
            )
    return found, chosen


def _columns(names: list[str], mapping: dict[str, str]) -> dict[str, str]:
    """Which column of the file is which of ours, as far as known."""
    folded = {fold(name): name for name in reversed(names)}
    chosen = {}
    for ours, known in _NAMES.items():
        wanted = (fold(mapping[ours]),) if ours in mapping else known
        match = next((folded[name] for name in wanted if name in folded), None)
        if match is not None:
            chosen[ours] = match
    return chosen
