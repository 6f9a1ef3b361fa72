"""A preflight report as rows of a table and as a page of HTML."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from ...core.findings import Finding, Severity
from ...gis.messages import sentence, severity_name

if TYPE_CHECKING:
    import pandas as pd

_COLUMNS = ("feuille", "mise_en_page", "code", "gravite", "item", "couche", "constat")
_HEADINGS = (
    QT_TRANSLATE_NOOP("Preflight", "Sheet"),
    QT_TRANSLATE_NOOP("Preflight", "Weight"),
    QT_TRANSLATE_NOOP("Preflight", "Item"),
    QT_TRANSLATE_NOOP("Preflight", "Layer"),
    QT_TRANSLATE_NOOP("Preflight", "Finding"),
)
_TITLE = QT_TRANSLATE_NOOP("Preflight", "Preflight of the atlas")
_SUMMARY = QT_TRANSLATE_NOOP("Preflight", "{sheets} layouts, {blocking} blocking findings, {warnings} warnings")
_BLOCKING = QT_TRANSLATE_NOOP("Preflight", "Blocking")
_STYLE = """body{font-family:"Open Sans","Noto Sans",sans-serif;margin:2em;color:#1f2a44}
table{border-collapse:collapse}td,th{border-bottom:1px solid #c4c0b8;padding:.3em .8em;text-align:left;
vertical-align:top}tr.erreur td{font-weight:600}"""


def weight(finding: Finding) -> str:
    """How much a finding weighs in a preflight, in words: an error is blocking."""
    return _tr(_BLOCKING) if finding.severity is Severity.ERROR else severity_name(finding.severity)


def report_table(findings: Iterable[Finding]) -> pd.DataFrame:
    """One row a finding: feuille, mise_en_page, code, gravite (erreur, avertissement…), item, couche, constat."""
    import pandas as pd

    rows = [
        (
            one.params.get("feuille"),
            one.params.get("mise_en_page"),
            one.code,
            one.severity.value,
            one.params.get("item"),
            one.params.get("couche"),
            sentence(one),
        )
        for one in findings
    ]
    return pd.DataFrame(rows, columns=list(_COLUMNS), dtype=object)


def report_html(findings: Iterable[Finding], layouts: int) -> str:
    """A page to read and to keep, in the language of QGIS."""
    found = list(findings)
    counts = {severity: sum(one.severity is severity for one in found) for severity in Severity}
    summary = _tr(_SUMMARY).format(sheets=layouts, blocking=counts[Severity.ERROR], warnings=counts[Severity.WARNING])
    head = "".join(f"<th>{escape(_tr(words))}</th>" for words in _HEADINGS)
    body = "\n".join(_row(one) for one in found)
    title = escape(_tr(_TITLE))
    return (
        f'<!DOCTYPE html>\n<html><head><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style></head>\n'
        f"<body><h1>{title}</h1><p>{escape(summary)}</p>\n<table><tr>{head}</tr>\n{body}</table></body></html>\n"
    )


def _row(finding: Finding) -> str:
    cells = (
        finding.params.get("feuille") or finding.params.get("mise_en_page") or "",
        weight(finding),
        finding.params.get("item") or "",
        finding.params.get("couche") or "",
        sentence(finding),
    )
    written = "".join(f"<td>{escape(str(cell))}</td>" for cell in cells)
    return f'<tr class="{finding.severity.value}">{written}</tr>'


def _tr(words: str) -> str:
    return QCoreApplication.translate("Preflight", words)
