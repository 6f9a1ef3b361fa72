"""Files made wrong on purpose: bytes cut, encodings mixed, columns swapped, absurd cells, bombs."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from random import Random

HOSTILE_CELLS = (
    "NaN", "inf", "-Infinity", "1e400", "-1", "9" * 400, "=cmd|' /C calc'!A0", "=1/0", "@SUM(A1)", "../../etc/passwd",
    "/etc/passwd", "C:\\Windows\\win.ini", "'; DROP TABLE etablissement; --", "<script>alert(1)</script>", "[% 1+1 %]",
    "%s%n", "\u202e\u202dmot", "\ufeff", "\x07", "٣٤", "²", "1\u202f234,5", "1,234.5.6", "31/02/2024", "2024-13-45",
    "0000-00-00", "٠١/٠٢/٢٠٢٤", "é" * 5000, " ", '"', "ND", "-", "2/3", "2A004", "4", "99999", "\U0001f3e5",
)  # fmt: skip
RUBBISH = (b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\r", b"\n\n\n", b'"', b"\x1a", bytes(64), b"\x81\x8d")
DELIMITERS = (b";", b",", b"\t", b"|")


def mutate(content: bytes, suffix: str, random: Random) -> bytes:
    """The content with one to four faults, always the same for the same state of ``random``."""
    special = {".xlsx": _WORKBOOK, ".ods": _WORKBOOK, ".json": _JSON}.get(suffix, _TEXT)
    for _ in range(random.randint(1, 4)):
        content = random.choice(_BYTES if random.random() < 0.35 else special)(content, random)
    return content


# Any file


def _cut(content: bytes, random: Random) -> bytes:
    return content[: random.randint(0, len(content))]


def _cut_middle(content: bytes, random: Random) -> bytes:
    first, last = sorted(random.randint(0, len(content)) for _ in range(2))
    return content[:first] + content[last:]


def _repeat(content: bytes, random: Random) -> bytes:
    first, last = sorted(random.randint(0, len(content)) for _ in range(2))
    return content[:last] + content[first:last] * random.randint(1, 3) + content[last:]


def _flip(content: bytes, random: Random) -> bytes:
    changed = bytearray(content)
    for _ in range(random.randint(1, 20)):
        if changed:
            changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _insert(content: bytes, random: Random) -> bytes:
    place = random.randint(0, len(content))
    rubbish = random.choice(RUBBISH)
    return content[:place] + rubbish + content[place:]


# Text tables


def _lines(content: bytes) -> list[bytes]:
    return content.split(b"\n")


def _cells(change: Callable[[list[bytes], Random], list[bytes]]) -> Callable[[bytes, Random], bytes]:
    """A fault in the cells of some lines."""

    def apply(content: bytes, random: Random) -> bytes:
        lines = _lines(content)
        delimiter = max(DELIMITERS, key=lines[0].count)
        share = random.choice([0.05, 0.5, 1.0])
        for number in range(random.randint(0, 1), len(lines)):
            if random.random() < share:
                lines[number] = delimiter.join(change(lines[number].split(delimiter), random))
        return b"\n".join(lines)

    return apply


def _hostile(cells: list[bytes], random: Random) -> list[bytes]:
    cells[random.randrange(len(cells))] = random.choice(HOSTILE_CELLS).encode(random.choice(["utf-8", "utf-16-le"]))
    return cells


def _swap(cells: list[bytes], random: Random) -> list[bytes]:
    first, second = random.randrange(len(cells)), random.randrange(len(cells))
    cells[first], cells[second] = cells[second], cells[first]
    return cells


def _shift(cells: list[bytes], random: Random) -> list[bytes]:
    place = random.randint(0, len(cells))
    return cells[:place] + [b""] + cells[place:] if random.random() < 0.5 else cells[:place] + cells[place + 1 :]


def _blank(cells: list[bytes], random: Random) -> list[bytes]:
    return [b"" if random.random() < 0.5 else cell for cell in cells]


def _drop_header(content: bytes, random: Random) -> bytes:
    return b"\n".join(_lines(content)[1:])


def _double_header(content: bytes, random: Random) -> bytes:
    lines = _lines(content)
    return b"\n".join([lines[0] * random.randint(1, 3), lines[0], *lines[1:]])


def _other_delimiter(content: bytes, random: Random) -> bytes:
    return content.replace(random.choice(DELIMITERS), random.choice(DELIMITERS))


def _other_encoding(content: bytes, random: Random) -> bytes:
    """Some lines or the whole in another encoding."""
    if random.random() < 0.3:
        other = random.choice(["utf-16", "utf-8-sig", "utf-32", "cp1252"])
        return content.decode("utf-8", "replace").encode(other, "replace")
    lines = [
        line.decode("utf-8", "replace").encode("cp1252", "replace") if random.random() < 0.5 else line
        for line in _lines(content)
    ]
    return b"\n".join(lines)


def _accents(content: bytes, random: Random) -> bytes:
    return content.replace(b"e", "é".encode("cp1252"), random.randint(1, 50))


def _long_line(content: bytes, random: Random) -> bytes:
    """One line of ten megabytes; rarely, for it is slow to make."""
    if random.random() > 0.02:
        return _insert(content, random)
    return content + b"\n" + random.choice([b"a", b"1;", b'"', b"0"]) * 5_000_000 + b"\n"


# JSON


def _json_value(content: bytes, random: Random) -> bytes:
    """A value of another kind somewhere in the document."""
    try:
        document = json.loads(content)
    except (ValueError, RecursionError):
        return _flip(content, random)
    holder, key = None, None
    value = document
    while isinstance(value, dict | list) and value and random.random() < 0.85:
        holder = value
        key = random.choice(list(value)) if isinstance(value, dict) else random.randrange(len(value))
        value = holder[key]
    wrong = random.choice([None, 3, -1.5, "", [], {}, True, [[]], *HOSTILE_CELLS])
    if holder is None:
        document = wrong
    else:
        holder[key] = wrong
    return json.dumps(document).encode()


def _json_deep(content: bytes, random: Random) -> bytes:
    return b"[" * 100_000 if random.random() < 0.5 else content.replace(b'"', b"'", 3)


def _json_numbers(content: bytes, random: Random) -> bytes:
    return content.replace(b'"', b"", 2).replace(b":", b": NaN, ", 1)


# Workbooks: zip archives of XML


def _in_archive(change: Callable[[str, bytes, Random], tuple[str, bytes] | None]) -> Callable[[bytes, Random], bytes]:
    """A fault in the members of the archive; what is no archive any more gets a fault of bytes."""

    def apply(content: bytes, random: Random) -> bytes:
        written = io.BytesIO()
        try:
            with (
                zipfile.ZipFile(io.BytesIO(content)) as archive,
                zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as out,
            ):
                for name in archive.namelist():
                    changed = change(name, archive.read(name), random)
                    if changed is not None:
                        out.writestr(*changed)
        except Exception:  # whatever zipfile says of an archive broken by an earlier fault
            return _flip(content, random)
        return written.getvalue()

    return apply


def _is_sheet(name: str) -> bool:
    return "sheet1" in name or name == "content.xml"


def _lost_member(name: str, data: bytes, random: Random) -> tuple[str, bytes] | None:
    return None if random.random() < 0.3 else (name, data)


def _broken_member(name: str, data: bytes, random: Random) -> tuple[str, bytes]:
    return (name, random.choice(_BYTES)(data, random)) if random.random() < 0.4 else (name, data)


def _bomb(name: str, data: bytes, random: Random) -> tuple[str, bytes]:
    return (name, data + b" " * 30_000_000) if _is_sheet(name) and random.random() < 0.1 else (name, data)


def _entities(name: str, data: bytes, random: Random) -> tuple[str, bytes]:
    """Entities that grow a thousandfold a level, and one that names a file of the machine."""
    if not _is_sheet(name):
        return name, data
    levels = b"".join(
        b'<!ENTITY e%d "%s">' % (level, b"&e%d;" % (level - 1) * 10 if level else b"bomb" * 10) for level in range(9)
    )
    declaration = b"<!DOCTYPE x [" + levels + b'<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    head, _, rest = data.partition(b"?>")
    reference = random.choice([b"&e8;", b"&f;", b"&unknown;"])
    for opening in (b"<v>", b"<t>", b"<text:p>"):
        rest = rest.replace(opening, opening + reference)
    return name, head + b"?>" + declaration + rest


def _climbing_name(name: str, data: bytes, random: Random) -> tuple[str, bytes]:
    return ("../../" + name if random.random() < 0.2 else name), data


def _formula(name: str, data: bytes, random: Random) -> tuple[str, bytes]:
    return name, data.replace(b"<v>", b"<f>HYPERLINK(&quot;x&quot;)</f><v>", 3).replace(b"<is>", b"<f>1/0</f><is>", 2)


def _odd_dimension(name: str, data: bytes, random: Random) -> tuple[str, bytes]:
    return name, data.replace(b'r="A', b'r="XFD').replace(b"<row ", b'<row spans="1:9999999" ', 1)


def _absurd_type(name: str, data: bytes, random: Random) -> tuple[str, bytes]:
    return name, data.replace(b't="n"', b't="d"', 2).replace(b't="inlineStr"', b't="s"', 2).replace(
        b'office:value-type="string"', b'office:value-type="date"', 2
    )


_BYTES = (_cut, _cut_middle, _repeat, _flip, _insert)
_TEXT = (
    _cells(_hostile), _cells(_hostile), _cells(_swap), _cells(_shift), _cells(_blank), _drop_header, _double_header,
    _other_delimiter, _other_encoding, _accents, _long_line,
)  # fmt: skip
_JSON = (_json_value, _json_value, _json_value, _json_deep, _json_numbers)
_WORKBOOK = tuple(
    map(
        _in_archive,
        (_lost_member, _broken_member, _bomb, _entities, _climbing_name, _formula, _odd_dimension, _absurd_type),
    )
)
