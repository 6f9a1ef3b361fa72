"""Authorisations of care activities: flow 1100503, an ARHGOS spreadsheet by mapping, FINESS+; AUT01 to AUT07."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from ..decoding import decode, read_bytes, split_records
from ..findings import Report, Severity
from ..nomenclatures import labels, unknown
from ..tables import read_table, to_date
from .activities import AFTER, BEFORE
from .codes import FINESS_PATTERN
from .finess_plus import is_finess_plus, read_activities
from .shifted import realign

COLUMNS = [
    "finess_et",
    "activite",
    "modalite",
    "forme",
    "date_autor",
    "date_mise_oeuvre",
    "date_fin",
    "reforme",
    "mention",
]
_SECTION = "activiteoffresoin"
# Columns of flow 1100503 in their order, the section's name left out.
_LAYOUT = [
    "nofinessej",
    "rsej",
    "activite",
    "libactivite",
    "modalite",
    "libmodalite",
    "forme",
    "libforme",
    "noautor",
    "dateautor",
    "nofinesset",
    "rset",
    "noligautor",
    "noligautoranc",
    "noautorarhgos",
    "noimplarhgos",
    "sectpsy",
    "libsectpsy",
    "datemeo",
    "datefin",
]
NATIONAL_NAMES = {
    "finess_et": "nofinesset",
    "activite": "activite",
    "modalite": "modalite",
    "forme": "forme",
    "date_autor": "dateautor",
    "date_mise_oeuvre": "datemeo",
    "date_fin": "datefin",
}
_PATTERNS = {
    "finess_et": FINESS_PATTERN,
    "activite": "[0-9A-Z]{2}|Q[A-Z0-9]{4}",
    "modalite": "[0-9A-Z]{2}|MO[A-Z0-9]{3}",
    "date_autor": r"\d{4}-\d{2}-\d{2}",
}
_CARE = (
    "01", "02", "03", "04", "07", "09", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19",
    "50", "51", "52", "53", "54", "55", "56", "57", "58", "59",
)


def read_authorisations(
    path: str | Path, mapping: Mapping[str, str] | None = None, state: str | None = None,
    sites: Collection[str] | None = None,
) -> tuple[pd.DataFrame, Report]:
    """Read authorisations: flow 1100503 with or without its header, FINESS+ activities, or any table by ``mapping``.

    Args:
        path: the file.
        mapping: ``{our column: its column}`` for a table of another layout (ARHGOS), among ``COLUMNS``.
        state: ISO date of the data: authorisations ended before it are AUT03.
        sites: FINESS numbers of the register: only their rows are kept and checked (AUT05, AUT06).

    Returns:
        A frame in the columns of ``autorisation`` and the findings: AUT01 code not in the lists (kept), AUT02, AUT03,
        AUT04, AUT07 (info: activities without a single row), FIC05, FIC11.

    Raises:
        InputError: as ``read_table``; FIC04 where the FINESS number or the activity has no column.
    """
    path = Path(path)
    if path.suffix.lower() == ".json" and is_finess_plus(content := read_bytes(path)):
        frame, _, report = read_activities(path, content)
        frame, rows = frame.reindex(columns=COLUMNS), np.arange(len(frame)) + 1
        own_labels: dict[str, str] = {}
    else:
        frame, rows, own_labels, report = _table(path, mapping)
    for name in ("date_autor", "date_mise_oeuvre", "date_fin"):
        frame[name], bad = to_date(frame[name], rows)
        report.extend(bad)
    present = frame["finess_et"].notna() & frame["activite"].notna()
    for position in np.flatnonzero(~present):
        column = "finess_et" if frame["finess_et"].isna().iloc[position] else "activite"
        report.add("FIC05", row=int(rows[position]), column=column, value=None, attendu="une valeur")
    if sites is not None:
        present &= of_register(frame["finess_et"].fillna(""), sites, report, rows)
    frame, rows = frame[present].reset_index(drop=True), rows[present.to_numpy()]
    if "reforme" not in frame or frame["reforme"].isna().all():
        frame["reforme"] = np.where(frame["activite"].str.startswith("Q"), AFTER, BEFORE)
    _check_codes(frame, rows, own_labels, report)
    _check_dates(frame, rows, state, report)
    absent = [code for code in _CARE if code not in set(frame["activite"])]
    if absent:
        names = [f"{code} {labels('activites')[code]}" for code in absent]
        report.add("AUT07", Severity.INFO, chemin=str(path), n=len(absent), liste=names)
    return frame[COLUMNS], report


def of_register(numbers: pd.Series, sites: Collection[str], report: Report, rows: np.ndarray) -> pd.Series:
    """True where a FINESS number is one of a register's sites.

    A national file holds other regions' sites: those whose number begins like none of the register's are counted once
    (AUT06, info); a site of the same departments that the register lacks is AUT05, at its first line in ``rows``.
    """
    known, firsts = set(sites), dict[str, int]()
    inside = numbers.isin(known)
    near = numbers.str[:2].isin({number[:2] for number in known})
    absent = ~inside & near
    for number, row in zip(*(part[absent] for part in (numbers, pd.Series(rows, index=numbers.index))), strict=True):
        firsts.setdefault(number, int(row))
    for number, row in sorted(firsts.items()):
        report.add("AUT05", Severity.WARNING, row=row, column="finess_et", value=number)
    elsewhere = int((~inside & ~near).sum())
    if elsewhere:
        report.add("AUT06", Severity.INFO, n=elsewhere)
    return inside


def _table(path: Path, mapping: Mapping[str, str] | None) -> tuple[pd.DataFrame, np.ndarray, dict[str, str], Report]:
    report = Report()
    if mapping is None and path.suffix.lower() not in (".xlsx", ".ods") and _is_section(path):
        frame, rows = _section(path)
    else:
        required = ("finess_et", "activite", *(mapping or ()))
        table = read_table(path, columns=mapping or NATIONAL_NAMES, required=required)
        frame, rows = table.frame, table.rows
        report.extend(table.report)
    frame = realign(frame, _PATTERNS, report, str(path))
    own_labels = dict(zip(frame["activite"], frame["libactivite"], strict=True)) if "libactivite" in frame else {}
    return frame.reindex(columns=COLUMNS), rows, own_labels, report


def _is_section(path: Path) -> bool:
    with path.open("rb") as file:
        head = file.read(4000)
    return _SECTION.encode() in head.split(b"\n", 2)[0] + head.split(b"\n", 2)[-1][:200] or head.startswith(b"finess")


def _section(path: Path) -> tuple[pd.DataFrame, np.ndarray]:
    text, _ = decode(read_bytes(path), path)
    delimiter = "\t" if f"{_SECTION}\t" in text else ";"
    records, lines = split_records(text, delimiter, path)
    kept = [(record[1:], line) for record, line in zip(records, lines, strict=True) if record[0] == _SECTION]
    width = len(_LAYOUT)
    cells = [[cell.strip() or None for cell in (*record, *[""] * width)[:width]] for record, _ in kept]
    frame = pd.DataFrame(cells, columns=_LAYOUT, dtype=object).rename(
        columns={theirs: ours for ours, theirs in NATIONAL_NAMES.items()}
    )
    return frame, np.array([line for _, line in kept], dtype=np.int64)


def _check_codes(frame: pd.DataFrame, rows: np.ndarray, own_labels: Mapping[str, str], report: Report) -> None:
    """AUT01 (warning), once a distinct code combination: some code is in none of the lists; it is kept."""
    before = frame["reforme"] == BEFORE
    lists_before = {"activite": "activites", "modalite": "modalites", "forme": "formes"}
    lists_after = {
        "activite": "activites_apres", "modalite": "modalites_apres", "mention": "mentions", "forme": "declarations",
    }
    bad = pd.Series(data=False, index=frame.index)
    for concerned, lists in ((before, lists_before), (~before, lists_after)):
        for column, kind in lists.items():
            bad |= concerned & unknown(kind, frame[column])
    codes = frame[["activite", "modalite", "forme", "mention"]].fillna("00").agg("/".join, axis=1).where(bad)
    for code, positions in codes[bad].groupby(codes[bad]).groups.items():
        first = int(positions[0])
        report.add(
            "AUT01",
            Severity.WARNING,
            row=int(rows[first]),
            column="activite",
            value=code,
            lignes=len(positions),
            libelle=own_labels.get(str(code).split("/")[0]),
        )


def _check_dates(frame: pd.DataFrame, rows: np.ndarray, state: str | None, report: Report) -> None:
    begun, put_to_work, ended = (frame[name] for name in ("date_autor", "date_mise_oeuvre", "date_fin"))
    both = begun.notna() & ended.notna()
    for position in np.flatnonzero(both & (ended.fillna("") < begun.fillna(""))):
        report.add(
            "AUT02",
            row=int(rows[position]),
            column="date_fin",
            value=ended.iloc[position],
            fin=ended.iloc[position],
            debut=begun.iloc[position],
        )
    if state is not None:
        for position in np.flatnonzero(ended.fillna("9999") < state):
            report.add(
                "AUT03",
                Severity.WARNING,
                row=int(rows[position]),
                column="date_fin",
                value=ended.iloc[position],
                fin=ended.iloc[position],
            )
    if put_to_work.notna().any():  # a file without the column says nothing of it
        for position in np.flatnonzero(put_to_work.isna()):
            report.add("AUT04", Severity.WARNING, row=int(rows[position]), column="date_mise_oeuvre")
