"""Heavy equipment: flow 1100504, FINESS+."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

import numpy as np
import pandas as pd

from ..decoding import read_bytes
from ..findings import Report, Severity
from ..nomenclatures import unknown
from ..tables import read_table, to_date, to_number
from .authorisations import of_register
from .codes import FINESS_PATTERN
from .finess_plus import is_finess_plus, read_activities
from .shifted import realign

COLUMNS = ["finess_et", "code", "nombre", "date_meo"]
NATIONAL_NAMES = {"finess_et": "nofinesset", "code": "eml", "date_meo": "datemeo", "nombre": "nombre"}
_PATTERNS = {"finess_et": FINESS_PATTERN, "code": r"\d{5}"}


def read_equipment(
    path: str | Path, mapping: Mapping[str, str] | None = None, sites: Collection[str] | None = None
) -> tuple[pd.DataFrame, Report]:
    """Read heavy equipment, one row a device or a group of devices.

    Rows that stand beside their header (flow 1100504 as published) are put right by content: FIC11.

    Returns:
        Columns ``finess_et``, ``code`` (R272), ``nombre`` (1 where the file counts none), ``date_meo``; the findings:
        EQU01 code not in the list (kept), EQU02 row without a FINESS number or a code (left out), FIC05, FIC11.

    Raises:
        InputError: as ``read_table``.
    """
    path = Path(path)
    if path.suffix.lower() == ".json" and is_finess_plus(content := read_bytes(path)):
        _, frame, report = read_activities(path, content)
        rows = np.arange(len(frame)) + 1
    else:
        table = read_table(path, columns=mapping or NATIONAL_NAMES, required=("finess_et", "code", *(mapping or ())))
        report = Report(table.report)
        frame, rows = realign(table.frame, _PATTERNS, report, str(path)).reindex(columns=COLUMNS), table.rows
        frame["nombre"], bad = to_number(frame["nombre"], rows, minimum=1)
        report.extend(bad)
    frame["date_meo"], bad = to_date(frame["date_meo"], rows)
    report.extend(bad)
    frame["nombre"] = frame["nombre"].fillna(1).astype("Int64")
    known = frame["finess_et"].astype("string").str.fullmatch(FINESS_PATTERN).fillna(value=False).astype(bool)
    good = known & frame["code"].notna()
    kept = good if sites is None else good & of_register(frame["finess_et"].where(good, ""), sites, report, rows)
    for position in np.flatnonzero(~good):
        report.add("EQU02", row=int(rows[position]), column="finess_et", value=frame["finess_et"].iloc[position])
    strange = unknown("equipements", frame["code"])
    for code in sorted(set(frame.loc[strange & kept, "code"])):
        first = int(np.flatnonzero(frame["code"] == code)[0])
        report.add("EQU01", Severity.WARNING, row=int(rows[first]), column="code", value=code)
    return frame.loc[kept, COLUMNS].reset_index(drop=True), report
