"""Rows of a spreadsheet (XLSX, ODS) as text. Formulas are never evaluated: their stored value is read, or reported."""

from __future__ import annotations

import datetime
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pandas as pd

from .findings import InputError, Report

_LARGEST_UNPACKED = 600_000_000  # bytes of XML
_LARGEST_RATIO = 300  # a real sheet packs 10 to 40 times; a bomb thousands
_SMALL = 20_000_000  # below this, a high ratio is harmless


def sheet_names(path: Path) -> list[str]:
    """The sheets of a workbook, in order."""
    check_archive(path)
    with _sound(path):
        if path.suffix.lower() == ".ods":
            names = [str(name) for name in pd.ExcelFile(path, engine="odf").sheet_names]
        else:
            import openpyxl

            book = openpyxl.load_workbook(path, read_only=True)
            names = [page.title for page in book.worksheets]  # a sheet of charts has no rows
            book.close()
    if not names:
        raise InputError.of("FIC08", chemin=str(path))
    return names


def sheet_rows(
    path: Path, sheet: str | None, report: Report, most: int | None = None
) -> tuple[list[list[str]], list[int]]:
    """Non-blank rows of a sheet (the first when None) as text, and their numbers as the spreadsheet shows them.

    With ``most`` the sheet is read no further than so many rows, and its formulas are not looked at.

    Raises:
        InputError: FIC01, FIC07 (too large once unpacked), FIC08 (not a workbook), FIC09 (no such sheet).
    """
    names = sheet_names(path)
    if sheet is not None and sheet not in names:
        raise InputError.of("FIC09", chemin=str(path), feuille=sheet, feuilles=names)
    chosen = sheet or names[0]
    with _sound(path):
        ods = path.suffix.lower() == ".ods"
        raw = _ods_rows(path, chosen, most) if ods else _xlsx_rows(path, chosen, report, most)
    rows, numbers = [], []
    for number, cells in enumerate(raw, start=1):
        texts = [cell_text(cell) for cell in cells]
        if any(texts):
            rows.append(texts)
            numbers.append(number)
    return rows, numbers


def check_archive(path: Path) -> None:
    """Refuse a workbook that is no archive or that unpacks to far more than it should."""
    if not path.is_file():
        raise InputError.of("FIC01", chemin=str(path))
    with _sound(path), zipfile.ZipFile(path) as archive:
        unpacked = sum(entry.file_size for entry in archive.infolist())
        packed = sum(entry.compress_size for entry in archive.infolist())
    if unpacked > _LARGEST_UNPACKED or (unpacked > _SMALL and unpacked > _LARGEST_RATIO * max(packed, 1)):
        raise InputError.of("FIC07", chemin=str(path), octets=unpacked, limite=_LARGEST_UNPACKED)


def cell_text(value: object) -> str:
    """A cell as text: whole numbers without ".0", dates ISO, booleans "oui"/"non"."""
    if value is None or value != value:  # NaN and NaT are unequal to themselves
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, datetime.datetime):
        return value.date().isoformat() if value.time() == datetime.time() else value.isoformat(sep=" ")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()


def _xlsx_rows(path: Path, sheet: str, report: Report, most: int | None) -> list[tuple[object, ...]]:
    import openpyxl

    def rows(stored_values: bool) -> Iterator[tuple[object, ...]]:
        book = openpyxl.load_workbook(path, read_only=True, data_only=stored_values)
        try:
            page = book[sheet]
            page.reset_dimensions()  # some programs write a wrong extent
            yield from page.iter_rows(values_only=True)
        finally:
            book.close()

    values = list(islice(rows(stored_values=True), most))
    if most is None and _has_formulas(path):
        for number, (stored, written) in enumerate(zip(values, rows(stored_values=False), strict=False), start=1):
            for position, formula in enumerate(written):
                if isinstance(formula, str) and formula.startswith("=") and stored[position] is None:
                    report.add(
                        "FIC05", row=number, column=openpyxl.utils.get_column_letter(position + 1), value=formula,
                        attendu="une valeur : la formule n’a pas de résultat enregistré",
                    )
    return values


@contextmanager
def _sound(path: Path) -> Iterator[None]:
    """Whatever zipfile, openpyxl, odfpy or the XML parser says of a workbook that is broken inside: it is none.

    A package that is missing, a file that may not be read and a memory that is full are no fault of the workbook.
    """
    try:
        yield
    except (ImportError, PermissionError, MemoryError):
        raise
    except Exception as error:
        raise InputError.of("FIC08", chemin=str(path)) from error


def _has_formulas(path: Path) -> bool:
    with zipfile.ZipFile(path) as archive:
        sheets = [name for name in archive.namelist() if name.startswith("xl/worksheets/") and name.endswith(".xml")]
        return any(b"<f>" in (page := archive.read(name)) or b"<f " in page for name in sheets)


def _ods_rows(path: Path, sheet: str, most: int | None) -> list[tuple[object, ...]]:
    book = pd.ExcelFile(path, engine="odf")
    frame = book.parse(sheet, header=None, dtype=object, keep_default_na=False, na_values=[], nrows=most)
    return list(frame.itertuples(index=False, name=None))
