"""What a finding is about (a territory, a commune, a site), and the key under which it can be accepted."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .establishments.codes import FINESS_PATTERN
from .findings import Finding

TERRITORY, COMMUNE, SITE = "territoire", "commune", "etablissement"
_SITE = re.compile(FINESS_PATTERN)
_COMMUNE = re.compile(r"(\d{2}|2[AB])\d{3}")
# Params that say which case it is; the others measure it and may change from one import to the next.
_CASES = ("type", "a", "b", "parent", "nouveau", "t", "cle", "libelle")


@dataclass(frozen=True)
class Subject:
    """A row of the workspace: ``table`` (territoire, commune, etablissement), its ``key``, the type of territory."""

    table: str
    key: str
    kind: str | None = None


def subject_of(finding: Finding) -> Subject | None:
    """The row a finding is about; None where it speaks of a line of a file or of many rows."""
    territory = finding.params.get("id_territoire")
    if isinstance(territory, str) and territory:
        kind = finding.params.get("type")
        return Subject(TERRITORY, territory, str(kind) if kind else None)
    for value in (finding.params.get("finess"), finding.value):
        if isinstance(value, str) and _SITE.fullmatch(value):
            return Subject(SITE, value)
    for value in (finding.params.get("insee"), finding.value):
        if isinstance(value, str) and _COMMUNE.match(value):
            return Subject(COMMUNE, value[:5])
    return None


def subjects_of(finding: Finding) -> list[Subject]:
    """The rows a finding is about: its own one, else the communes it lists."""
    single = subject_of(finding)
    if single is not None:
        return [single]
    listed = finding.params.get("liste")
    if not isinstance(listed, list | tuple):
        return []
    return [Subject(COMMUNE, code) for code in listed if isinstance(code, str) and _COMMUNE.fullmatch(code)]


def finding_key(finding: Finding) -> str:
    """A text that names the case of a finding and stays the same when the same data are imported or checked again."""
    subject = subject_of(finding)
    parts: list[object] = [finding.code]
    if subject is not None:
        parts += [subject.table, subject.key]
    else:
        parts += [finding.row, finding.value]
    parts += [finding.column, *(finding.params.get(name) for name in _CASES)]
    return "|".join("" if part is None else str(part) for part in parts).rstrip("|")
