"""What a check found in the data, as codes and values. The words are in ``gis/messages.py``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field
from enum import Enum
from typing import Any


class Severity(Enum):
    """How much a finding weighs: an error keeps a row out or needs a hand, a warning and an info do not."""

    ERROR = "erreur"
    WARNING = "avertissement"
    INFO = "information"


@dataclass(frozen=True)
class Finding:
    """One remark on the data.

    ``code`` is the code of the message (``COO05``), ``row`` the line as a person counts it in the file (header = 1),
    ``column`` and ``value`` what was read there, ``params`` the other values the message names.
    """

    code: str
    severity: Severity = Severity.ERROR
    row: int | None = None
    column: str | None = None
    value: object = None
    params: dict[str, object] = field(default_factory=dict)


def to_values(finding: Finding) -> dict[str, Any]:
    """A finding for a JSON file; `to_finding` reads it again."""
    values = asdict(finding) | {"severity": finding.severity.value}
    return json.loads(json.dumps(values, default=str))


def to_finding(values: dict[str, Any]) -> Finding:
    """A finding of a JSON file."""
    return Finding(**values | {"severity": Severity(values["severity"])})


class Report:
    """All findings of one job, in the order they were found."""

    def __init__(self, findings: Iterable[Finding] = ()):
        self.findings: list[Finding] = list(findings)

    def add(
        self,
        code: str,
        severity: Severity = Severity.ERROR,
        *,
        row: int | None = None,
        column: str | None = None,
        value: object = None,
        **params: object,
    ) -> None:
        """Append a finding; further keywords become its ``params``."""
        self.findings.append(Finding(code, severity, row, column, value, params))

    def extend(self, other: Report | Iterable[Finding]) -> None:
        """Append the findings of another report."""
        self.findings.extend(other)

    @property
    def errors(self) -> list[Finding]:
        """The findings of severity ERROR."""
        return [finding for finding in self.findings if finding.severity is Severity.ERROR]

    def codes(self) -> list[str]:
        """The codes in order, one a finding."""
        return [finding.code for finding in self.findings]

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.findings)

    def __len__(self) -> int:
        return len(self.findings)


class InputError(Exception):
    """The input cannot be used at all (no such file, a missing column). Carries the findings that say why."""

    def __init__(self, *findings: Finding):
        super().__init__("; ".join(f"{finding.code} {finding.params}" for finding in findings))
        self.findings = findings

    @classmethod
    def of(cls, code: str, **params: object) -> InputError:
        """An error with one finding of the given code."""
        return cls(Finding(code, params=params))
