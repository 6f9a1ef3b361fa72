"""``atlas_soins:preflight``: what must not be printed as it is, in the sheets drawn in the project."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any, TypeVar

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from ..core.findings import InputError, Severity
from ..core.steps import exhausted
from ..gis.print_locale import printed_in_french
from . import import_steps as steps
from . import sheet_choice as choice
from .base import AtlasAlgorithm
from .frame_output import write_frame

T = TypeVar("T")
_TURN = 0.02  # seconds


class Preflight(AtlasAlgorithm):
    """Runs the checks of the printed page over the layouts of the open project."""

    ID = "preflight"
    GROUP = "atlas"
    PACKAGES = ("pandas", "shapely", "yaml")

    WORKSPACE = steps.WORKSPACE
    SHEETS = choice.SHEETS
    SMALL_COUNT = "SMALL_COUNT"
    FINDINGS = "FINDINGS"
    REPORT = "REPORT"
    BLOCKING = "BLOCKING"
    WARNINGS = "WARNINGS"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Preflight of the sheets")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace and sheets in, a table and a page of findings out."""
        steps.add_workspace(self)
        self.addParameter(
            QgsProcessingParameterString(
                self.SHEETS,
                self.tr("Sheets (ids separated by commas; empty: all drawn)"),
                optional=True,
                defaultValue="",
            )
        )
        self.addParameter(
            QgsProcessingParameterNumber(
                self.SMALL_COUNT,
                self.tr("Counts of persons are secret under (the atlas's setting, else 11)"),
                Qgis.ProcessingNumberParameterType.Integer,
                optional=True,
                minValue=0,
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.FINDINGS,
                self.tr("Findings"),
                QgsProcessing.SourceType.TypeVector,
                optional=True,
                createByDefault=False,
            )
        )
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.REPORT, self.tr("Report (HTML)"), "HTML (*.html)", optional=True, createByDefault=False
            )
        )
        self.addOutput(QgsProcessingOutputNumber(self.BLOCKING, self.tr("Blocking findings")))
        self.addOutput(QgsProcessingOutputNumber(self.WARNINGS, self.tr("Warnings")))

    def flags(self) -> Qgis.ProcessingAlgorithmFlags:
        """Layouts belong to the project: the run stays on the thread it was called from."""
        flag = Qgis.ProcessingAlgorithmFlag
        return super().flags() | flag.NoThreading | flag.RequiresProject

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Check one layout after the other; between two checks the window of QGIS has its turn."""
        from ..atlas.context import AtlasContext
        from ..atlas.preflight.context import PreflightContext
        from ..atlas.preflight.report import report_html, report_table
        from ..atlas.preflight.run import drawn_sheets, preflight
        from ..gis.workspace import Workspace

        project = context.project()
        names = choice.sheet_ids(self, parameters, context)
        layouts = drawn_sheets(project, names)
        if not layouts:
            raise InputError.of("PRE30", liste=list(names) or None)
        path = self.parameterAsFile(parameters, self.WORKSPACE, context)
        given = parameters.get(self.SMALL_COUNT) is not None
        least = self.parameterAsInt(parameters, self.SMALL_COUNT, context) if given else None

        def read_ahead() -> PreflightContext:
            checks = PreflightContext.of(AtlasContext(Workspace.open(path), project), least)
            exhausted(checks.prepared())
            return checks

        def progress(part: float) -> bool:
            feedback.setProgress(100 * part)
            return not feedback.isCanceled()

        with printed_in_french():
            report = preflight(layouts, _beside(read_ahead, feedback), progress)
        self.tell(report, feedback)
        outputs: dict[str, Any] = {
            self.BLOCKING: len(report.errors),
            self.WARNINGS: sum(one.severity is Severity.WARNING for one in report),
        }
        table = write_frame(self, parameters, self.FINDINGS, context, report_table(report))
        page = self.parameterAsFileOutput(parameters, self.REPORT, context)
        if page:
            Path(page).write_text(report_html(report, len(layouts)), encoding="utf-8")
            outputs[self.REPORT] = page
        return outputs | ({self.FINDINGS: table} if table else {})


def _beside(work: Callable[[], T], feedback: QgsProcessingFeedback) -> T:
    """Do in another thread what touches nothing of QGIS's project; meanwhile the window has its turns."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        done = pool.submit(work)
        while not wait([done], timeout=_TURN).done:
            feedback.progressChanged.emit(feedback.progress())
        return done.result()
