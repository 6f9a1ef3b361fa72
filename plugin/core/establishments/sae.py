"""SAE tables of DREES, 2019 to 2024: ID gives establishments, the others one long table of capacities."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from ..findings import InputError, Report, Severity
from ..schema import TABLES
from ..tables import Table, read_table, to_number
from .activities import sae_variables
from .codes import insee_code

# The column that tells the rows of one site apart, by table; a table absent here has one row a site.
UNIT_COLUMNS = {
    "URGENCES2": "URG",
    "PERINAT": "AUTOR",
    "REA": "UNI",
    "DIALYSE": "DIALY",
    "IMAGES": "EQUIPIMA",
    "SSR": "GDE",
    "SMR": "GDE",
    "PSY": "DIS",
    "FILTRE": "STATUT",
}
# stjr and espic of the identity table (and codesph of FINESS), inferred from the counts of 2023: stjr 1 = espic 1.
PUBLIC, ESPIC, NON_PROFIT, FOR_PROFIT = "public", "espic", "prive_non_lucratif", "prive_lucratif"
_LEGAL = {"1": PUBLIC, "2": FOR_PROFIT, "3": NON_PROFIT}
_IDENTITY = {"BOR", "AN", "FI", "RS", "FI_EJ", "RSCOM", "NOM"}
_FILE_NAME = re.compile(r"^(?P<table>[A-Za-z0-9]+?)_(?P<year>20\d\d)", re.ASCII)


@dataclass(frozen=True)
class Sae:
    """What the SAE files hold: ``etablissement`` (from ID, or None), ``capacite``, ``ght`` (or None), the years met."""

    etablissement: pd.DataFrame | None
    capacite: pd.DataFrame
    ght: pd.DataFrame | None
    years: tuple[int, ...]


def read_sae(
    files: Iterable[str | Path], departments: Collection[str] = (), finess: Collection[str] = ()
) -> tuple[Sae, Report]:
    """Read SAE files of any year; a folder stands for the CSV files in it.

    Args:
        files: paths named like ``URGENCES_2023r.csv``; other names need the columns BOR and AN.
        departments: keep the sites of these departments (``"35"``, ``"2A"``, ``"971"``); needs the table ID.
        finess: keep these sites (added to those of the departments).

    Returns:
        The tables and the findings: SAE01 (not a SAE table), SAE03 (a table given twice), CAP01 (info, one a variable:
        blanks that some sheet reads), FIC05 (not a number).

    Raises:
        InputError: a file that cannot be read at all, SAE02 (departments asked for without the table ID).
    """
    report = Report()
    sources = [_source(path, report) for path in _csv_files(files)]
    tables = _one_a_year([source for source in sources if source is not None], report)
    identities = [_identity(source.table) for source in tables if source.name == "ID"]
    establishments = pd.concat(identities).drop_duplicates("finess_et", keep="last") if identities else None
    keep = set(finess)
    if departments:
        if establishments is None:
            raise InputError.of("SAE02", departements=sorted(departments))
        inside = np.array([_department(code) in departments for code in establishments["insee"]], dtype=bool)
        keep |= set(establishments.loc[inside, "finess_et"])
    if establishments is not None and keep:
        establishments = establishments[establishments["finess_et"].isin(keep)].reset_index(drop=True)
    parts = [_capacities(source, keep, report) for source in tables if source.name not in ("ID", "GHT")]
    columns = list(TABLES["capacite"].columns)
    capacities = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=columns)
    ght = [source.table.frame.assign(annee=source.year) for source in tables if source.name == "GHT"]
    years = tuple(sorted({source.year for source in tables}))
    return Sae(establishments, capacities[columns], pd.concat(ght, ignore_index=True) if ght else None, years), report


def emergency_visits(capacities: pd.DataFrame) -> pd.DataFrame:
    """Emergency visits of a site and year, followed or not by a stay (sheet H01).

    A stay is ``dtHOSP`` where the table gives it (paediatric rows), else ``dtMCO + dtLS + dtHAD + dtEXT``; missing
    where all of these are blank.

    Returns:
        Columns ``finess_et``, ``annee``, ``type`` (GEN or PED), ``passages``, ``suivis``, ``non_suivis``.
    """
    rows = capacities[capacities["bordereau"] == "URGENCES2"]
    wide = rows.pivot_table(index=["finess_et", "annee", "unite"], columns="variable", values="valeur", aggfunc="first")
    wide = wide.reindex(columns=["PASSU", "dtHOSP", "dtMCO", "dtLS", "dtHAD", "dtEXT"])
    parts = wide[["dtMCO", "dtLS", "dtHAD", "dtEXT"]].sum(axis=1, min_count=1)
    followed = wide["dtHOSP"].fillna(parts)
    result = pd.DataFrame({"passages": wide["PASSU"], "suivis": followed, "non_suivis": wide["PASSU"] - followed})
    return result.reset_index().rename(columns={"unite": "type"})


@dataclass(frozen=True)
class _Source:
    name: str
    year: int
    table: Table


def _one_a_year(sources: list[_Source], report: Report) -> list[_Source]:
    """The last file of each table and year ("r" revises "a"); SAE03 names those set aside."""
    kept = {(source.name, source.year): source for source in sources}
    for source in sources:
        if kept[source.name, source.year] is not source:
            report.add("SAE03", Severity.WARNING, chemin=str(source.table.path), table=source.name, annee=source.year)
    return list(kept.values())


def _csv_files(files: Iterable[str | Path]) -> list[Path]:
    paths = [Path(file) for file in files]
    return [found for path in paths for found in (sorted(path.glob("*.csv")) if path.is_dir() else [path])]


def _source(path: Path, report: Report) -> _Source | None:
    """A table with upper-case column names, its name and year from BOR and AN, else from the file's name."""
    table = read_table(path)
    frame = table.frame
    frame.columns = pd.Index([name if name.startswith(("dt", "pct")) else name.upper() for name in frame.columns])
    match = _FILE_NAME.match(path.name)
    name = _only(frame, "BOR") or (match["table"].upper() if match else None)
    year = _only(frame, "AN") or (match["year"] if match else None)
    if name is None or year is None or not year.isdigit() or not ({"FI", "CODE_GHT"} & set(frame.columns)):
        report.add("SAE01", Severity.WARNING, chemin=str(path), colonnes=list(frame.columns)[:8])
        return None
    report.extend(table.report)
    return _Source(name, int(year), table)


def _only(frame: pd.DataFrame, column: str) -> str | None:
    values = list(frame[column].dropna().unique()) if column in frame else []
    return str(values[0]) if len(values) == 1 else None


def _identity(table: Table) -> pd.DataFrame:
    """The establishments of the identity table, in the columns of the workspace."""
    frame = table.frame
    column = frame.get
    blank = pd.Series(None, index=frame.index, dtype=object)
    return pd.DataFrame(
        {
            "finess_et": frame["FI"],
            "finess_ej": column("FI_EJ", blank),
            "rs": column("RS", blank),
            "categ": column("CAT", blank),
            "insee": insee_code(column("COMINSEE", blank)),
            "commune": column("NOMCOM", blank),
            "statut": legal_status(column("STJR", blank), column("ESPIC", blank)),
        }
    )


def legal_status(stjr: pd.Series, espic: pd.Series) -> pd.Series:
    """Public, ESPIC, other non-profit or for-profit, from ``stjr`` (1, 2, 3) and ``espic`` (6 = ESPIC), else None."""
    status = stjr.map(_LEGAL)
    return status.mask((stjr == "3") & (espic == "6"), ESPIC).astype(object).where(status.notna(), None)


def _department(insee: Any) -> str | None:
    if not isinstance(insee, str) or len(insee) != 5:
        return None
    return insee[:3] if insee.startswith(("97", "98")) else insee[:2]


def _capacities(source: _Source, keep: set[str], report: Report) -> pd.DataFrame:
    """One row a site, row code and variable that holds a number; blanks only where a rule of the atlas reads them."""
    frame, rows = source.table.frame, source.table.rows
    if keep:
        inside = frame["FI"].isin(keep).to_numpy()
        frame, rows = frame[inside].reset_index(drop=True), rows[inside]
    unit_column = UNIT_COLUMNS.get(source.name)
    units = frame[unit_column] if unit_column in frame else pd.Series(None, index=frame.index, dtype=object)
    read_by_atlas = {variable for table, variable in sae_variables() if table == source.name}
    parts = []
    for variable in frame.columns:
        if variable in _IDENTITY or variable == unit_column or variable.startswith("FI"):
            continue
        values, bad = to_number(frame[variable], rows)
        if len(bad) and values.notna().sum() < len(bad) and variable not in read_by_atlas:
            continue  # a column of words or of FINESS numbers, not of quantities
        report.extend(bad)
        present = values.notna()
        if variable in read_by_atlas:
            if not present.all():
                report.add(
                    "CAP01",
                    Severity.INFO,
                    column=f"{source.name}.{variable}",
                    lignes=int((~present).sum()),
                    annee=source.year,
                )
            present = pd.Series(data=True, index=frame.index)
        parts.append(
            pd.DataFrame({"finess_et": frame["FI"], "unite": units, "variable": variable, "valeur": values})[
                present.to_numpy()
            ]
        )
    if not parts:
        parts = [pd.DataFrame({"finess_et": frame["FI"], "unite": units, "variable": "present", "valeur": np.nan})]
    long = pd.concat(parts, ignore_index=True)
    return long.assign(annee=source.year, bordereau=source.name)
