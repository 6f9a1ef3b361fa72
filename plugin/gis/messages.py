"""The words of the findings: a code of ``core.findings`` becomes a sentence. French stands in ``resources/i18n``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from string import Formatter

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from ..core.findings import Finding, Severity
from .message_texts import (
    access,
    cooperations,
    establishments,
    files,
    preflight,
    questions,
    settings,
    sheets,
    territories,
    workspace,
)

MESSAGES: dict[str, str] = {
    **access.TEXTS,
    **cooperations.TEXTS,
    **establishments.TEXTS,
    **files.TEXTS,
    **preflight.TEXTS,
    **questions.TEXTS,
    **settings.TEXTS,
    **sheets.TEXTS,
    **territories.TEXTS,
    **workspace.TEXTS,
}
_UNKNOWN = QT_TRANSLATE_NOOP("Messages", "Remark {code}: {details}")
_IN_FILE = QT_TRANSLATE_NOOP("Messages", "{chemin}: {texte}")
_LISTED = 12  # a sentence names at most so many values, then an ellipsis
_LINE_PREFIX = re.compile(r"^[^\W\d]+ \{n\}(?:\s?:|,)\s*")


class _Params(dict):
    """A missing name prints as "?" rather than raising."""

    def __missing__(self, key: str) -> str:
        return "?"


def sentence(finding: Finding) -> str:
    """The sentence of a finding, in the language of QGIS. Never raises: what is missing prints as "?"."""
    template = MESSAGES.get(finding.code)
    if template is None:
        details = {"n": finding.row, "c": finding.column, "v": finding.value, **finding.params}
        shown = ", ".join(f"{name} = {_shown(value)}" for name, value in details.items() if value is not None)
        return _translated(_UNKNOWN).format(code=finding.code, details=shown or "?")

    values = _Params(n=finding.row, c=finding.column, col=finding.column, v=finding.value)
    values.update(finding.params)
    text = _translated(template)
    if values["n"] is None:
        text = _LINE_PREFIX.sub("", text)
        text = text[:1].upper() + text[1:] if not text.startswith("{") else text
    text = Formatter().vformat(text, (), _Params({name: _shown(value) for name, value in values.items()}))
    if "chemin" in finding.params and "{chemin}" not in template:
        text = _translated(_IN_FILE).format(chemin=_shown(finding.params["chemin"]), texte=text)
    return text


def sentences(findings: Iterable[Finding]) -> str:
    """The sentences of several findings, one a line."""
    return "\n".join(sentence(finding) for finding in findings)


def severity_name(severity: Severity) -> str:
    """The word for a severity, in the language of QGIS."""
    return {
        Severity.ERROR: QCoreApplication.translate("Messages", "Error"),
        Severity.WARNING: QCoreApplication.translate("Messages", "Warning"),
        Severity.INFO: QCoreApplication.translate("Messages", "Information"),
    }[severity]


def _translated(source: str) -> str:
    return QCoreApplication.translate("Messages", source)


def _shown(value: object) -> str:
    """A value as a person reads it: lists joined and cut, the locale's decimal mark, "?" for what is missing."""
    if value is None or value != value:  # NaN is what differs from itself
        return "?"
    if isinstance(value, float):
        return f"{value:.6g}".replace(".", QLocale().decimalPoint())
    if isinstance(value, list | tuple | set | frozenset):
        items = sorted(map(str, value)) if isinstance(value, set | frozenset) else [_shown(item) for item in value]
        return ", ".join(items[:_LISTED]) + (", …" if len(items) > _LISTED else "")
    return str(value)
