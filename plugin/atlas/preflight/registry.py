"""Our checks as QGIS's validity checks of layouts: registered once, taken out again, their errors kept inside.

QGIS runs them when a layout is exported from the designer; `run.preflight` runs them by the same door.
"""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from qgis.core import (
    Qgis,
    QgsAbstractValidityCheck,
    QgsApplication,
    QgsFeedback,
    QgsLayout,
    QgsLayoutValidityCheckContext,
    QgsValidityCheckResult,
    check,
)
from qgis.PyQt.QtCore import QCoreApplication

from ...core.findings import Finding, Severity
from ...core.pause import Stopped, pause
from .titles import OF_QGIS, TITLES

if TYPE_CHECKING:
    from .context import PreflightContext

PREFIX = "atlas_soins_"
CHECK_TYPE = QgsAbstractValidityCheck.Type.TypeLayoutCheck


class Gathering(QgsFeedback):
    """The feedback of our own runs: carries the context to the checks and their findings back."""

    def __init__(self, context: PreflightContext):
        super().__init__()
        self.context = context
        self.findings: list[Finding] = []


def register_checks() -> bool:
    """Make our checks known to QGIS; False where they are already."""
    if _ours():
        return False
    for name in TITLES:
        check.register(type=CHECK_TYPE)(_wrapper(name))
    return True


def unregister_checks() -> None:
    """Take our checks out: QGIS's decorator gives nothing back, so they are found by their ids."""
    for one in _ours():
        QgsApplication.validityCheckRegistry().removeCheck(one)
        check.checks.remove(one)


@contextmanager
def registered_checks() -> Iterator[None]:
    """Our checks known to QGIS inside; where no plugin registered them (a script, a test) only there."""
    added = register_checks()
    try:
        yield
    finally:
        if added:
            unregister_checks()


def _ours() -> list[QgsAbstractValidityCheck]:
    return [one for one in check.checks if one.id().startswith(PREFIX)]


def _wrapper(name: str) -> Callable:
    """The check of a name as QGIS calls it."""

    def run(context: QgsLayoutValidityCheckContext, feedback: QgsFeedback) -> list[QgsValidityCheckResult]:
        ours = isinstance(feedback, Gathering)
        try:
            pause()
            findings = _findings(name, context.layout, feedback.context if ours else None)
        except Stopped:  # `run` raises it again: through QGIS it would abort the process
            feedback.cancel()
            return []
        if ours:
            feedback.findings += findings
            return []
        return [_result(name, one) for one in findings]

    run.__name__ = f"{PREFIX}{name}"  # QGIS takes it for the check's id
    return run


def _findings(name: str, layout: QgsLayout, context: PreflightContext | None) -> list[Finding]:
    """What a check finds; what it raises is a finding too, since QGIS would abort a process at an exception."""
    try:
        from .checks import CHECKS
        from .context import PreflightContext
        from .reading import SHEET_VARIABLE, variable

        if context is None:
            if not variable(layout, SHEET_VARIABLE) or _made_by_qgis(name):
                return []
            context = PreflightContext.of_layout(layout)
        return CHECKS[name](layout, context)
    except Exception as error:
        from ...gis.log import log

        log(traceback.format_exc(), Qgis.MessageLevel.Critical)
        place = {"mise_en_page": layout.name(), "controle": title(name), "detail": f"{type(error).__name__}: {error}"}
        return [Finding("PRE27", Severity.WARNING, params=place)]


def _made_by_qgis(name: str) -> bool:
    """Whether QGIS's desktop makes this check itself."""
    known = {one.id() for one in QgsApplication.validityCheckRegistry().checks(CHECK_TYPE)}
    return OF_QGIS.get(name) in known


def _result(name: str, found: Finding) -> QgsValidityCheckResult:
    from ...gis.messages import sentence

    result = QgsValidityCheckResult()
    blocking = found.severity is Severity.ERROR
    result.type = QgsValidityCheckResult.Type.Critical if blocking else QgsValidityCheckResult.Type.Warning
    result.title = title(name)
    result.detailedDescription = sentence(found)
    return result


def title(name: str) -> str:
    """What a check is called, in the language of QGIS."""
    return QCoreApplication.translate("Preflight", TITLES[name])
