"""Bytes to text, and the delimiter of a text table. French files mix UTF-8 and Windows-1252, even inside one file."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from .findings import InputError

if TYPE_CHECKING:
    import _csv

DELIMITERS = (";", "\t", ",", "|")
_LARGEST_FILE = 2_000_000_000  # bytes; a national register is under 300 MB
_LINES_LOOKED_AT = 200
_LONGEST_LINE = 2_000_000  # characters; the outline of a large commune as text takes one million
_LONGEST_NAME = 200  # of a column
_MOST_CELLS = 16_384  # in a row, as many as a spreadsheet has


def read_bytes(path: Path) -> bytes:
    """The content of a file.

    Raises:
        InputError: FIC01 no such file, FIC06 empty, FIC07 too large.
    """
    if not path.is_file():
        raise InputError.of("FIC01", chemin=str(path))
    size = path.stat().st_size
    if size > _LARGEST_FILE:
        raise InputError.of("FIC07", chemin=str(path), octets=size, limite=_LARGEST_FILE)
    content = path.read_bytes()
    if not content.strip():
        raise InputError.of("FIC06", chemin=str(path))
    return content


def decode(content: bytes, path: Path) -> tuple[str, str]:
    """Text and encoding of a file: "utf-8", "utf-16", "cp1252", or "mixte" where lines differ (SAE tables do).

    Each line is UTF-8 if it can be, else Windows-1252. Line ends are those of Unix.

    Raises:
        InputError: FIC02 with the first line that is neither.
    """
    if content[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _unix_ends(_whole_utf16(content, path)), "utf-16"
    if b"\x00" in content:
        raise InputError.of("FIC02", chemin=str(path), ligne=1 + content[: content.index(b"\x00")].count(b"\n"))
    try:
        return _unix_ends(content.decode("utf-8-sig")), "utf-8"
    except UnicodeDecodeError:
        return _line_by_line(content.removeprefix(b"\xef\xbb\xbf"), path)


def _whole_utf16(content: bytes, path: Path) -> str:
    try:
        return content.decode("utf-16")
    except UnicodeDecodeError as error:
        raise InputError.of("FIC02", chemin=str(path), ligne=1) from error


def _line_by_line(content: bytes, path: Path) -> tuple[str, str]:
    lines, accented_utf8 = [], False
    for number, line in enumerate(content.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"), start=1):
        try:
            text = line.decode("utf-8")
            accented_utf8 = accented_utf8 or not text.isascii()
        except UnicodeDecodeError:
            try:
                text = line.decode("cp1252")
            except UnicodeDecodeError as error:
                raise InputError.of("FIC02", chemin=str(path), ligne=number) from error
        lines.append(text)
    return "\n".join(lines), "mixte" if accented_utf8 else "cp1252"


def _unix_ends(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def sniff_delimiter(text: str, wanted: tuple[str, ...] = (), titles: bool = False) -> str | None:
    """The delimiter of a text table, or None where its lines hold a single column.

    The best candidate gives most lines the same number of fields; a decimal comma loses, being absent from the header.
    ``wanted`` are folded column names: a candidate whose first rows hold them wins. ``titles``: lines of one field may
    stand above the header.
    """
    sample = text.split("\n", _LINES_LOOKED_AT)[:_LINES_LOOKED_AT]
    best, best_score = None, (0, 0.0, 0)
    for delimiter in DELIMITERS:
        records = [record for record in _reader(sample, delimiter) if any(record)]
        if not records:
            continue
        widths = [len(record) for record in records]
        usual = max(set(widths), key=lambda width: (widths.count(width), width))
        if usual < 2 or (len(records[0]) < 2 and not wanted and not titles):
            continue
        cells = {fold(cell[:_LONGEST_NAME]) for record in records[:20] for cell in record[:_MOST_CELLS]}
        score = (sum(name in cells for name in wanted), round(widths.count(usual) / len(widths), 1), usual)
        if score > best_score:
            best, best_score = delimiter, score
    return best


def fold(name: str) -> str:
    """A header name as it is compared: its letters and digits, without case or accents (``Finess A``: ``finessa``)."""
    plain = unicodedata.normalize("NFKD", str(name)).encode("ascii", "ignore").decode().casefold()
    return "".join(character for character in plain if character.isalnum())


def split_records(text: str, delimiter: str | None, path: Path) -> tuple[list[list[str]], list[int]]:
    """Records of a text table and the file line each begins on (first line = 1); blank lines are left out.

    Quotes are honoured (a quoted field may hold line ends) unless an unclosed one would swallow whole lines.

    Raises:
        InputError: FIC25 with the first line no table was ever written as, FIC26 with the first row that has more cells
            than a spreadsheet has columns.
    """
    if len(text) > _LONGEST_LINE:
        for number, content in enumerate(text.split("\n"), start=1):
            if len(content) > _LONGEST_LINE:
                raise InputError.of("FIC25", chemin=str(path), ligne=number, nombre=len(content), limite=_LONGEST_LINE)
    records, lines = _split(text, delimiter)
    for record, line in zip(records, lines, strict=True):
        if len(record) > _MOST_CELLS:
            raise InputError.of("FIC26", chemin=str(path), ligne=line, nombre=len(record), limite=_MOST_CELLS)
    return records, lines


def _split(text: str, delimiter: str | None) -> tuple[list[list[str]], list[int]]:
    quoted = _parse(text, delimiter, csv.QUOTE_MINIMAL)
    if '"' not in text:
        return quoted
    literal = _parse(text, delimiter, csv.QUOTE_NONE)
    return literal if _misfits(literal[0]) < _misfits(quoted[0]) else quoted


def _parse(text: str, delimiter: str | None, quoting: int) -> tuple[list[list[str]], list[int]]:
    lines = text.split("\n")
    reader = _reader((line + "\n" for line in lines), delimiter or "\x1f", quoting)
    records, starts, start = [], [], 1
    for record in reader:
        if record and any(cell.strip() for cell in record):
            records.append(record)
            starts.append(start)
        start = reader.line_num + 1
    return records, starts


def _misfits(records: list[list[str]]) -> int:
    widths = [len(record) for record in records]
    usual = max(set(widths), key=widths.count, default=0)
    return sum(width != usual for width in widths)



def _reader(lines: Iterable[str], delimiter: str, quoting: int = csv.QUOTE_MINIMAL) -> _csv._reader:
    """A csv reader whose cells may be long: a quote that is never closed takes in the rest of the file."""
    csv.field_size_limit(max(csv.field_size_limit(), _LARGEST_FILE))
    return csv.reader(lines, delimiter=delimiter, quoting=quoting)
