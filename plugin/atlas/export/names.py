"""The names of the files: a pattern filled in, safe on every system, no two the same."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence

from ...core.findings import Finding, InputError
from ..parts import BookPart

FIELDS = ("feuille", "titre", "page", "famille", "edition")
_LONGEST = 120  # characters; Windows has 260 for the whole path
_RESERVED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)")


def file_names(
    parts: Sequence[BookPart], first_pages: Mapping[str, int], pattern: str, edition: str
) -> dict[str, str]:
    """The name of each part's file, without its ending, by the part's id.

    ``{feuille}`` is the part's id, ``{page}`` its first page with leading zeros. Accents are kept.

    Raises:
        InputError: EXP03 for a field that there is not, EXP04 naming every two parts that would share a file.
    """
    unknown = sorted({name for name in re.findall(r"\{([^{}]*)\}", pattern) if name not in FIELDS})
    if unknown or not pattern.strip():
        raise InputError.of("EXP03", motif=pattern, inconnu=unknown or [pattern], champs=list(FIELDS))
    digits = max(2, len(str(sum(part.pages for part in parts))))
    names = {
        part.id: safe_name(
            _filled(
                pattern,
                {
                    "feuille": part.id,
                    "titre": part.title,
                    "page": f"{first_pages[part.id]:0{digits}d}",
                    "famille": part.family or part.title,
                    "edition": edition,
                },
            )
        )
        for part in parts
    }
    shared: dict[str, list[str]] = {}
    for part_id, name in names.items():
        shared.setdefault(name.casefold(), []).append(part_id)
    faults = [
        Finding("EXP04", params={"nom": names[ids[0]], "feuilles": ids, "motif": pattern})
        for ids in shared.values()
        if len(ids) > 1
    ]
    if faults:
        raise InputError(*faults)
    return names


def safe_name(text: str) -> str:
    """A text as the name of a file on Linux, macOS and Windows."""
    text = unicodedata.normalize("NFC", text)
    text = re.sub(r"\s+", " ", _RESERVED.sub("-", text))
    text = text[:_LONGEST].strip(" .")
    return f"_{text}" if not text or _DEVICES.match(text) else text


def _filled(pattern: str, values: Mapping[str, str]) -> str:
    # Not str.format: a title may hold braces of its own, a pattern may ask for no attribute.
    return re.sub(r"\{([^{}]*)\}", lambda match: values[match[1]], pattern)
