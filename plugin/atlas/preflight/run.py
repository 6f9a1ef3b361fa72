"""The preflight of layouts before they are exported."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser

from qgis.core import QgsApplication, QgsLayout, QgsLayoutValidityCheckContext, QgsPrintLayout, QgsProject

from ...core.findings import Finding, Report, Severity
from ...core.pause import Stopped
from ..context import AtlasContext
from .context import PreflightContext
from .reading import SHEET_VARIABLE, variable
from .registry import CHECK_TYPE, PREFIX, Gathering, registered_checks
from .titles import OF_QGIS


class PreflightReport(Report):
    """The findings of several layouts; an ERROR stops the layout it names (`blocking`)."""

    def of(self, layout: QgsLayout) -> list[Finding]:
        """The findings of one layout."""
        return [one for one in self if one.params.get("mise_en_page") == layout.name()]

    def blocking(self, layout: QgsLayout) -> list[Finding]:
        """Why a layout must not be exported; empty where it may."""
        return [one for one in self.of(layout) if one.severity is Severity.ERROR]


def preflight(
    layouts: Iterable[QgsLayout],
    context: AtlasContext | PreflightContext,
    progress: Callable[[float], bool] = lambda part: True,
) -> PreflightReport:
    """Run every check over layouts, in the main thread.

    Args:
        layouts: those to check; findings stand in their order.
        context: an `AtlasContext` is checked with the atlas's own threshold of secrecy.
        progress: called between two checks with the part that is done, from 0 to 1; False stops the run. It may let
            QGIS work: a layout that is removed meanwhile is left at once.

    Raises:
        Stopped: between two checks.
    """
    asked = context if isinstance(context, PreflightContext) else PreflightContext.of(context)
    report = PreflightReport()
    sheets = [(layout.name(), layout) for layout in layouts]
    whole = len(sheets) + 1  # what is read ahead counts as a sheet
    with registered_checks(), _removed(layout.project() for _, layout in sheets) as removed:
        for done in asked.prepared():
            if not progress(done / whole):
                raise Stopped
        for done, (name, layout) in enumerate(sheets, start=1):
            if name in removed:
                continue
            feedback = Gathering(asked)

            def go_on(per_cent: float, done=done, name=name, feedback=feedback) -> None:
                if not progress((done + per_cent / 100) / whole) or name in removed:
                    feedback.cancel()

            feedback.progressChanged.connect(go_on)  # QGIS tells it after each check, then asks whether to go on
            found = _check(layout, name, feedback)
            if feedback.isCanceled() and name not in removed:
                raise Stopped
            report.extend(found)
    return report


def drawn_sheets(project: QgsProject, ids: Iterable[str] = ()) -> list[QgsPrintLayout]:
    """The layouts of a project that are sheets of an atlas, in the order of their names; all, or those of ``ids``."""
    wanted = set(ids)
    layouts = sorted(project.layoutManager().printLayouts(), key=lambda layout: layout.name())
    sheets = [(variable(layout, SHEET_VARIABLE), layout) for layout in layouts]
    return [layout for sheet, layout in sheets if sheet and (not wanted or sheet in wanted)]


@contextmanager
def _removed(projects: Iterable[QgsProject]) -> Iterator[set[str]]:
    """The names of the layouts that are taken out of their projects inside."""
    names: set[str] = set()

    def note(name: str) -> None:
        names.add(name)

    managers = [project.layoutManager() for project in set(projects)]
    for manager in managers:
        manager.layoutAboutToBeRemoved.connect(note)
    try:
        yield names
    finally:
        for manager in managers:
            manager.layoutAboutToBeRemoved.disconnect(note)


def _check(layout: QgsLayout, name: str, feedback: Gathering) -> list[Finding]:
    """Every check known to QGIS, ours and those of other plugins; QGIS's own four have their equal among ours."""
    place = QgsLayoutValidityCheckContext(layout)
    results = QgsApplication.validityCheckRegistry().runChecks(CHECK_TYPE, place, feedback)
    own = set(OF_QGIS.values())
    others = [one for one in results if one.checkId not in own and not one.checkId.startswith(PREFIX)]
    return feedback.findings + [
        Finding(
            "PRE28",
            Severity.ERROR if one.type == one.Type.Critical else Severity.WARNING,
            params={
                "mise_en_page": name,
                "titre": one.title,
                "texte": _plain(one.detailedDescription),
            },
        )
        for one in others
    ]


def _plain(html: str) -> str:
    """The words of a text that may be HTML."""
    words: list[str] = []
    parser = HTMLParser()
    parser.handle_data = words.append  # type: ignore[method-assign]
    parser.feed(html)
    parser.close()
    return " ".join(" ".join(words).split())
