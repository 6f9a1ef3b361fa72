"""APL as DREES publishes it: one sheet a year, communes in rows; and two APL tables side by side."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from ..decoding import fold
from ..establishments.codes import INSEE_PATTERN, insee_code
from ..findings import InputError, Report, Severity
from ..tables import WORKBOOKS, lost_zeros, read_table, to_number
from ..workbooks import sheet_names

CODE = "Code commune INSEE"
ALL_AGES = "apl"
_SHEET = re.compile(r"APL[ _]?((?:19|20)\d\d)", re.IGNORECASE)
_AGE = re.compile(r"\b(\d\d) ?ans")


@dataclass(frozen=True)
class DreesApl:
    """APL of communes for one ``year``.

    ``frame``: ``insee``; ``apl`` (all practitioners) and, where the table has them, ``apl_65`` and so on (practitioners
    up to that age); ``population`` (standardised where given, else whole), by which territories are weighted.
    """

    frame: pd.DataFrame
    year: int

    @property
    def variants(self) -> list[str]:
        """The columns of ``frame`` that hold an APL."""
        return [name for name in self.frame.columns if name not in ("insee", "population")]


def read_apl(
    path: str | Path, year: int | None = None, mapping: Mapping[str, str] | None = None
) -> tuple[DreesApl, Report]:
    """Read a table of DREES (data set 530): sheets "APL AAAA" or "APL_AAAA", or the CSV of one year.

    The header is the row whose first cell is "Code commune INSEE"; titles may stand above it, a row of units below.

    Args:
        path: workbook or CSV.
        year: the year wanted; None: the latest sheet. A CSV does not say its own.
        mapping: other names of the columns, ``{insee, apl, apl_65, population: theirs}``.

    Returns:
        The communes, and the findings COM01 (row left out), FIC05 (value not read), APL06 (twice: the first stays).

    Raises:
        InputError: as ``read_table``; APL03 no sheet of that year, APL04 year not known, FIC04 no column of APL.
    """
    given = dict(mapping or {})
    sheet, year = _sheet_of(Path(path), year)
    found = read_table(path, sheet, required=[given.get("insee", CODE)])
    columns = _columns(list(found.frame.columns), given, path)
    report = Report(found.report)
    table = found.frame.rename(columns={theirs: ours for ours, theirs in columns.items()})[list(columns)]
    rows = found.rows
    if len(table) and not isinstance(table["insee"].iloc[0], str):  # the row of units has no commune
        table, rows = table.iloc[1:].reset_index(drop=True), rows[1:]
    codes = insee_code(table["insee"])
    valid = codes.astype("string").str.fullmatch(INSEE_PATTERN).fillna(value=False).to_numpy(dtype=bool)
    proposed = lost_zeros(codes, 5)
    for place in np.flatnonzero(~valid):
        report.add("COM01", row=int(rows[place]), column="insee", value=codes.iloc[place], propose=proposed.iloc[place])
    frame = pd.DataFrame({"insee": codes})
    for name in columns:
        if name != "insee":
            frame[name], bad = to_number(table[name], rows, missing=("ND", "NA", "n.d.", "s"), minimum=0)
            report.extend(bad)
    if "population" not in frame:
        frame["population"] = np.nan
    frame, rows = frame[valid], rows[valid]
    twice = frame["insee"].duplicated().to_numpy()
    for place in np.flatnonzero(twice):
        report.add("APL06", Severity.WARNING, row=int(rows[place]), insee=frame["insee"].iloc[place])
    return DreesApl(frame[~twice].reset_index(drop=True), year), report


def _sheet_of(path: Path, year: int | None) -> tuple[str | None, int]:
    """The sheet of a year (None: not a workbook) and the year."""
    if path.suffix.lower() not in WORKBOOKS:
        if year is None:
            raise InputError.of("APL04", chemin=str(path))
        return None, year
    names = sheet_names(path)
    years = {int(match[1]): name for name in names if (match := _SHEET.search(name))}
    if year is None and years:
        year = max(years)
    if year is None:
        raise InputError.of("APL04", chemin=str(path))
    if year in years:
        return years[year], year
    if years:
        raise InputError.of("APL03", chemin=str(path), annee=year, liste=sorted(years))
    return names[0], year


def _columns(names: list[str], given: dict[str, str], path: str | Path) -> dict[str, str]:
    """Which column of the file is which of ours, by the words of DREES's headings."""
    chosen = {"insee": next(name for name in names if fold(name) == fold(given.get("insee", CODE)))}
    wanted = {fold(theirs): ours for ours, theirs in given.items()}
    whole = None
    for name in names:
        words = fold(name)
        ours = wanted.get(words)
        age = _AGE.search(name.lower())
        if ours is None and words.startswith("apl"):
            ours = f"{ALL_AGES}_{age[1]}" if age else ALL_AGES
        elif ours is None and "standardis" in words:
            ours = "population"
        elif ours is None and words.startswith("population"):
            whole = whole or name
        if ours is not None and name not in chosen.values():
            chosen.setdefault(ours, name)
    if whole is not None:
        chosen.setdefault("population", whole)
    if ALL_AGES not in chosen:
        raise InputError.of("FIC04", col=given.get(ALL_AGES, "APL…"), liste=", ".join(names), chemin=str(path))
    return chosen


@dataclass(frozen=True)
class Comparison:
    """Two indicators of the same communes.

    ``rows``: ``insee``, ``premier``, ``second``, ``ecart`` (second less first), ``ecart_pct`` (of the first), the
    largest difference first. ``correlation`` is Pearson's, ``rank_correlation`` Spearman's, both NaN where one of the
    two does not vary; the means are weighted by inhabitants.
    """

    rows: pd.DataFrame
    correlation: float
    rank_correlation: float
    mean_first: float
    mean_second: float


def compare_indicators(first: pd.Series, second: pd.Series, population: pd.Series) -> Comparison:
    """Compare two indicators by commune.

    Args:
        first: values by INSEE code.
        second: the same.
        population: inhabitants by INSEE code, the weights of the means.

    Raises:
        InputError: APL07 where no commune has both.
    """
    rows = pd.DataFrame({"premier": first, "second": second}).dropna()
    if rows.empty:
        raise InputError.of("APL07")
    rows["ecart"] = rows["second"] - rows["premier"]
    rows["ecart_pct"] = (100.0 * rows["ecart"] / rows["premier"]).where(rows["premier"] != 0)
    vary = rows["premier"].nunique() > 1 and rows["second"].nunique() > 1
    ranks = rows[["premier", "second"]].rank()
    people = population.reindex(rows.index).fillna(0.0).astype(float)
    weights = people if people.sum() > 0 else pd.Series(1.0, index=rows.index)
    order = rows["ecart"].abs().sort_values(ascending=False, kind="stable").index
    return Comparison(
        rows.loc[order].rename_axis("insee").reset_index(),
        float(rows["premier"].corr(rows["second"])) if vary else float("nan"),
        float(ranks["premier"].corr(ranks["second"])) if vary else float("nan"),
        float(np.average(rows["premier"], weights=weights)),
        float(np.average(rows["second"], weights=weights)),
    )
