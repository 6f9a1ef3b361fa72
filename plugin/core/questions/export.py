"""Answers as files: CSV that a spreadsheet opens without running anything, XLSX and ODS."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pandas as pd

from ..findings import InputError

FORMATS = (".csv", ".xlsx", ".ods")
_PACKAGES = {".xlsx": "openpyxl", ".ods": "odf"}
# What makes a spreadsheet take a cell for a formula; a number with its sign is none, nor a lone dash.
_FORMULA = re.compile(r"^[=+\-@\t\r]")
_HARMLESS = re.compile(r"^([+-]?[\d\s\u202f\u00a0]+([.,]\d+)?|-)$")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def neutralised(text: str) -> str:
    """A text that a spreadsheet keeps as text: an apostrophe before what would be a formula."""
    return f"'{text}" if _FORMULA.match(text) and not _HARMLESS.match(text) else text


def write_answer(frame: pd.DataFrame, path: str | Path) -> Path:
    """Write a table; the suffix tells the format.

    CSV is UTF-8 with a mark, semicolons and decimal commas; in all three text stays text and numbers are numbers.

    Raises:
        InputError: QST06 another suffix, QST07 the Python package that writes the format is missing.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in FORMATS:
        raise InputError.of("QST06", chemin=str(path), liste=", ".join(FORMATS))
    try:
        {".csv": _csv, ".xlsx": _xlsx, ".ods": _ods}[suffix](frame, path)
    except ImportError as error:
        raise InputError.of("QST07", chemin=str(path), paquet=_PACKAGES[suffix]) from error
    return path


def _csv(frame: pd.DataFrame, path: Path) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow([neutralised(str(name)) for name in frame.columns])
        for row in _cells(frame):
            writer.writerow([_csv_cell(value) for value in row])


def _csv_cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return repr(value).removesuffix(".0").replace(".", ",")
    return neutralised(value) if isinstance(value, str) else str(value)


def _xlsx(frame: pd.DataFrame, path: Path) -> None:
    import openpyxl
    from openpyxl.styles import Font

    book = openpyxl.Workbook()
    page = book.active
    for number, row in enumerate(_rows(frame), start=1):
        for place, value in enumerate(row, start=1):
            cell = page.cell(number, place)
            cell.value = _CONTROL.sub(" ", value) if isinstance(value, str) else value
            if isinstance(value, str):
                cell.data_type = "s"  # else a text that begins with "=" becomes a formula
    for cell in page[1]:
        cell.font = Font(bold=True)
    page.freeze_panes = "A2"
    book.save(path)


def _ods(frame: pd.DataFrame, path: Path) -> None:
    from odf.opendocument import OpenDocumentSpreadsheet
    from odf.table import Table, TableCell, TableRow
    from odf.text import P

    document = OpenDocumentSpreadsheet()
    sheet = Table(name="Réponse")
    for row in _rows(frame):
        line = TableRow()
        for value in row:
            if isinstance(value, str):
                cell = TableCell(valuetype="string")
                cell.addElement(P(text=_CONTROL.sub(" ", value)))
            elif value is None:
                cell = TableCell()
            else:
                cell = TableCell(valuetype="float", value=value)
                cell.addElement(P(text=_csv_cell(value)))
            line.addElement(cell)
        sheet.addElement(line)
    document.spreadsheet.addElement(sheet)
    document.save(str(path))


def _rows(frame: pd.DataFrame) -> list[list[object]]:
    """The header, then the cells."""
    header: list[object] = [str(name) for name in frame.columns]
    return [header, *_cells(frame)]


def _cells(frame: pd.DataFrame) -> list[list[object]]:
    """Rows of plain values: text, int, float, None where missing."""
    columns = []
    for name in frame.columns:
        values = frame[name].astype(object).where(frame[name].notna(), None)
        columns.append([_plain(value) for value in values])
    return [list(row) for row in zip(*columns, strict=True)]


def _plain(value: object) -> object:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "oui" if value else "non"
    if hasattr(value, "item"):
        value = value.item()
    return value if isinstance(value, int | float) else str(value)
