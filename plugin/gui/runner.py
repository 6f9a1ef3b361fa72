"""Runs one of our algorithms from a page, in the background, and says how it ended."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsProcessingAlgRunnerTask,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
)
from qgis.PyQt.QtCore import QCoreApplication, QObject, pyqtSignal

from ..core.findings import Finding
from ..gis.log import log


class AlgorithmRun(QObject):
    """One run of an algorithm. ``finished`` gives success and outputs; ``feedback`` holds the words."""

    progressed = pyqtSignal(float)
    finished = pyqtSignal(bool, dict)

    def __init__(self, algorithm_id: str, parameters: dict[str, Any], parent: QObject | None = None):
        super().__init__(parent)
        self.algorithm = QgsApplication.processingRegistry().createAlgorithmById(algorithm_id)
        self.parameters = parameters
        self.context = QgsProcessingContext()
        self.context.setProject(QgsProject.instance())
        self.feedback = _Listener()
        self.feedback.progressChanged.connect(self.progressed)

    def start(self) -> None:
        """Check the parameters, then run: as a task, or here where the algorithm must stay in the main thread."""
        possible, reason = self.algorithm.canExecute()
        if possible:
            possible, reason = self.algorithm.checkParameterValues(self.parameters, self.context)
        if not possible:
            self.feedback.reportError(reason, True)
            self.finished.emit(False, {})
        elif self.algorithm.flags() & Qgis.ProcessingAlgorithmFlag.NoThreading:
            self._run_here()
        else:
            task = QgsProcessingAlgRunnerTask(self.algorithm, self.parameters, self.context, self.feedback)
            task.executed.connect(self._end)
            QgsApplication.taskManager().addTask(task)

    def cancel(self) -> None:
        """Ask the algorithm to stop at its next pause."""
        self.feedback.cancel()

    def _end(self, succeeded: bool, outputs: dict) -> None:
        # QGIS's signal carries a QVariantMap: PyQt does not connect it to ours by itself.
        self.finished.emit(succeeded, outputs)

    def _run_here(self) -> None:
        # The window stays alive through the pauses at which the algorithm reports its progress.
        self.feedback.progressChanged.connect(lambda _: QCoreApplication.processEvents())
        outputs, succeeded = self.algorithm.run(self.parameters, self.context, self.feedback)
        self.finished.emit(succeeded, outputs)


class _Listener(QgsProcessingFeedback):
    """Keeps what an algorithm reports, apart from QGIS's own log of commands."""

    def __init__(self):
        super().__init__(False)
        self.errors: list[str] = []
        self.warnings: list[str] = []
        self.findings: list[Finding] = []

    def keep_findings(self, findings: Iterable[Finding]) -> None:
        """Take the findings an algorithm tells, in their order."""
        self.findings.extend(findings)

    def reportError(self, error: str, fatalError: bool = False) -> None:  # noqa: N803 - QGIS's own name
        self.errors.append(error)
        log(error, Qgis.MessageLevel.Critical)

    def pushWarning(self, warning: str) -> None:
        self.warnings.append(warning)
        log(warning, Qgis.MessageLevel.Warning)

    def pushInfo(self, info: str) -> None:
        log(info)
