"""One way in for tables: CSV in any French encoding, XLSX, ODS. All is text; numbers and dates are read on demand."""

from __future__ import annotations

import calendar
import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import numpy as np
import pandas as pd

from .decoding import decode, fold, read_bytes, sniff_delimiter, split_records
from .findings import InputError, Report, Severity
from .pause import pause
from .workbooks import sheet_rows

WORKBOOKS = (".xlsx", ".xlsm", ".ods")
_HEADER_SEARCH = 25  # rows: titles and notes may stand above the header
Rows = Sequence[int] | np.ndarray | None
_T = TypeVar("_T")


@dataclass(frozen=True)
class Table:
    """A table as read.

    ``frame`` is all text with None for a blank cell, on a plain 0..n-1 index; ``rows`` gives the line of the file each
    of its rows begins on: ``rows[i]`` is what a finding names (``first_row + i`` unless a field spans lines).
    ``report`` holds what the reading itself remarked (rows of a wrong width, formulas without a value).
    """

    frame: pd.DataFrame
    path: Path
    encoding: str | None
    delimiter: str | None
    first_row: int
    rows: np.ndarray
    report: Report = field(default_factory=Report)


def read_table(
    path: str | Path,
    sheet: str | None = None,
    columns: Mapping[str, str] | Sequence[str] | None = None,
    required: Iterable[str] = (),
    titles: bool = False,
    most: int | None = None,
) -> Table:
    """Read a CSV, XLSX or ODS file whose header line is the first, or the first that holds the required names.

    Args:
        path: the file; its suffix tells a workbook from a text.
        sheet: the sheet of a workbook, the first by default.
        columns: names to keep (those absent are simply not there), or a mapping ``{name wanted: name in the file}``.
        required: names that must be there. Names are matched without case, accents or separators, then given the
            spelling asked for.
        titles: no name is known beforehand and titles may stand above: the header is the first row about as full as
            the rows below it.
        most: a workbook is read no further than so many rows.

    Raises:
        InputError: FIC01 no such file, FIC02 encoding, FIC03 no delimiter, FIC04 one finding a missing column, FIC06
            empty, FIC07 too large, FIC08 not a workbook, FIC09 no such sheet.
    """
    path = Path(path)
    report = Report()
    mapping = dict(columns) if isinstance(columns, Mapping) else {name: name for name in columns or ()}
    needed = [mapping.get(name, name) for name in required]
    encoding = delimiter = None
    if path.suffix.lower() in WORKBOOKS:
        records, lines = sheet_rows(path, sheet, report, most)
    else:
        text, encoding = decode(read_bytes(path), path)
        text, delimiter = _declared_delimiter(text)
        delimiter = delimiter or sniff_delimiter(text, tuple(fold(name) for name in needed), titles)
        if delimiter is None and len(needed) > 1:
            raise InputError.of("FIC03", chemin=str(path))
        records, lines = split_records(text, delimiter, path)
    if not records:
        raise InputError.of("FIC06", chemin=str(path))
    pause()
    start = _first_full(records) if titles and not needed else _header_position(records, needed)
    header = _header(records[start], records[start + 1 :], report, lines[start])
    body, rows = records[start + 1 :], np.array(lines[start + 1 :], dtype=np.int64)
    frame = _frame(header, body, rows, report)
    pause()
    frame = _rename(frame, {**{name: name for name in required}, **mapping}, tuple(required), path)
    if columns is not None and not isinstance(columns, Mapping):
        frame = frame[[name for name in dict.fromkeys([*columns, *required]) if name in frame]]
    return Table(frame, path, encoding, delimiter, int(rows[0]) if len(rows) else lines[start] + 1, rows, report)


def to_number(
    series: pd.Series, rows: Rows = None, missing: Iterable[str] = (), minimum: float | None = None
) -> tuple[pd.Series, Report]:
    """Numbers of a text column: ``1 234,5``, ``1234.5``, ``1.234,5``; blank and the words in ``missing`` give NaN.

    Args:
        series: text or None.
        rows: file lines for the findings; by default the index + 2.
        missing: words that stand for no value (``ND``), whatever their case.
        minimum: a lower value is a bad cell.

    Returns:
        Float series on the same index, and a FIC05 finding for each cell that is no number (its value becomes NaN).
    """
    words = {fold(word) for word in missing}

    def parse(text: str) -> float | None:
        value = _number(text)
        return None if value is None or (minimum is not None and value < minimum) else value

    expected = "un nombre" if minimum is None else f"un nombre ≥ {minimum:g}"
    values, report = _convert(series, rows, parse, expected, words)
    return values.astype(float), report


def to_date(series: pd.Series, rows: Rows = None) -> tuple[pd.Series, Report]:
    """ISO dates (text) of a text column: ``2024-01-10``, ``10/01/2024``, ``20240110``, with or without a time of day.

    Returns:
        Text series (None where blank or bad) and a FIC05 finding for each cell that is no date.
    """
    return _convert(series, rows, _date, "une date JJ/MM/AAAA ou AAAA-MM-JJ", set())


def to_flag(series: pd.Series, rows: Rows = None) -> tuple[pd.Series, Report]:
    """Nullable booleans of a text column: oui/non, 1/0, vrai/faux, o/n, x; FIC05 for anything else."""
    values, report = _convert(series, rows, lambda text: _FLAGS.get(fold(text)), "oui ou non", set())
    return values.astype("boolean"), report


def lost_zeros(series: pd.Series, width: int) -> pd.Series:
    """Proposals for codes that lost leading zeros in a spreadsheet (``1001`` -> ``01001``): None where none is due.

    Only all-digit cells one or two places short are concerned; ``1001.0`` counts as ``1001``.
    """
    digits = series.astype("string").str.strip().str.replace(r"\.0$", "", regex=True)
    due = (digits.str.fullmatch(r"[0-9]+") & digits.str.len().between(width - 2, width - 1)).fillna(False).astype(bool)
    return digits.str.zfill(width).astype(object).where(due, None)


_FLAGS = {word: True for word in ("oui", "o", "1", "vrai", "true", "x", "yes", "y")} | {
    word: False for word in ("non", "n", "0", "faux", "false", "no")
}
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
_GROUPED = re.compile(r"[+-]?\d{1,3}( \d{3})+([.,]\d*)?")
_DOTTED = re.compile(r"[+-]?\d{1,3}(\.\d{3})+,\d*")
_PLAIN = re.compile(r"[+-]?(\d+([.,]\d*)?|[.,]\d+)([eE][+-]?\d+)?")
_YEAR_FIRST = re.compile(r"(\d{4})([-/.]?)(\d{2})\2(\d{2})([T ]\d{2}:.*)?")
_DAY_FIRST = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})( \d{2}:.*)?")


def _number(text: str) -> float | None:
    compact = _SPACES.sub(" ", text.replace("\u2212", "-")).strip()
    if _DOTTED.fullmatch(compact):
        return float(compact.replace(".", "").replace(",", "."))
    if _PLAIN.fullmatch(compact) or _GROUPED.fullmatch(compact):
        return float(compact.replace(" ", "").replace(",", "."))
    return None


def _date(text: str) -> str | None:
    if match := _YEAR_FIRST.fullmatch(text):
        year, month, day = int(match[1]), int(match[3]), int(match[4])
    elif match := _DAY_FIRST.fullmatch(text):
        year, month, day = int(match[3]), int(match[2]), int(match[1])
    else:
        return None
    if not (year >= 1 and 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]):
        return None
    return f"{year:04d}-{month:02d}-{day:02d}"


def _convert(
    series: pd.Series, rows: Rows, parse: Callable[[str], _T | None], expected: str, missing: set[str]
) -> tuple[pd.Series, Report]:
    """Parse each distinct text once; what does not parse becomes None and a FIC05 finding."""
    pause()
    report = Report()
    present = series.notna().to_numpy() & (series.astype("string").str.strip() != "").fillna(False).to_numpy(dtype=bool)
    texts = [str(value).strip() for value in series.to_numpy()[present]]
    known = {text: None if missing and fold(text) in missing else parse(text) for text in set(texts)}
    bad = {text for text, value in known.items() if value is None and not (missing and fold(text) in missing)}
    values = np.full(len(series), None, dtype=object)
    values[present] = [known[text] for text in texts]
    if bad:
        numbers = np.asarray(rows if rows is not None else np.arange(len(series)) + 2)[present]
        for number, text in zip(numbers, texts, strict=True):
            if text in bad:
                report.add("FIC05", row=int(number), column=str(series.name), value=text, attendu=expected)
    return pd.Series(values, index=series.index, name=series.name, dtype=object), report


def _declared_delimiter(text: str) -> tuple[str, str | None]:
    """Excel's ``sep=;`` line, blanked so that line numbers stay those of the file."""
    first, _, rest = text.partition("\n")
    match = re.fullmatch(r"\s*sep=(.)\s*", first, re.IGNORECASE)
    return ("\n" + rest, match[1]) if match else (text, None)


def _header_position(records: list[list[str]], needed: Sequence[str]) -> int:
    """The first row that holds every needed name, else the first row."""
    names = {fold(name) for name in needed}
    for position, record in enumerate(records[:_HEADER_SEARCH]):
        if names and names <= {fold(cell) for cell in record}:
            return position
    return 0


def _first_full(records: list[list[str]]) -> int:
    """The first row that has most of the cells rows usually have: titles fill one or two."""
    filled = [sum(bool(cell.strip()) for cell in record) for record in records]
    usual = float(np.median(filled))
    return next((place for place, cells in enumerate(filled) if cells >= max(2, 0.7 * usual)), 0)


def _header(record: list[str], body: list[list[str]], report: Report, line: int) -> list[str]:
    """Trimmed, unique column names; a nameless column that holds values is called by its place."""
    names: list[str] = []
    for position, cell in enumerate(record):
        name = " ".join(cell.replace("\ufeff", "").split())
        if not name and any(position < len(row) and row[position].strip() for row in body):
            name = f"colonne_{position + 1}"
        if name and name in names:
            report.add("FIC10", Severity.WARNING, row=line, column=name)
            name = f"{name}_{position + 1}"
        names.append(name)
    return names


def _frame(header: list[str], body: list[list[str]], rows: np.ndarray, report: Report) -> pd.DataFrame:
    width = len(header)
    for record, line in zip(body, rows, strict=True):
        if len(record) != width:
            if len(record) > width and any(cell.strip() for cell in record[width:]):
                report.add(
                    "FIC05",
                    row=int(line),
                    column=header[-1],
                    value=record[width],
                    attendu=f"{width} colonnes, {len(record)} lues",
                )
            record[width:] = [""] * (width - len(record))
    columns = zip(*body, strict=True) if body else ([] for _ in header)
    cells = {
        name: np.array([cell.strip() or None for cell in column], dtype=object)
        for name, column in zip(header, columns, strict=True)
        if name
    }
    return pd.DataFrame(cells, index=pd.RangeIndex(len(body)), dtype=object)


def _rename(frame: pd.DataFrame, wanted: dict[str, str], required: tuple[str, ...], path: Path) -> pd.DataFrame:
    """Give the columns found the names asked for; FIC04 for each required one that is absent."""
    by_fold = {fold(name): name for name in reversed(frame.columns)}
    found = {name: by_fold[fold(source)] for name, source in wanted.items() if fold(source) in by_fold}
    absent = Report()
    for name in required:
        if name not in found:
            source = wanted[name]
            close = difflib.get_close_matches(fold(source), by_fold, n=1, cutoff=0.6)
            absent.add(
                "FIC04",
                column=source,
                chemin=str(path),
                col=source,
                liste=list(frame.columns),
                proche=by_fold[close[0]] if close else None,
            )
    if absent.findings:
        raise InputError(*absent)
    # A column that bears a wanted name and was not chosen for it would stand beside the chosen one.
    in_the_way = [name for name in found if name in frame.columns and name not in found.values()]
    return frame.drop(columns=in_the_way).rename(columns={source: name for name, source in found.items()})
