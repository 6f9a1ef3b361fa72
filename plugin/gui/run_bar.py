"""Progress, cancel and the words at the end, of the algorithm a page runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from .runner import AlgorithmRun
from .session import Session

Done = Callable[[AlgorithmRun, dict], None]


class RunBar(QWidget):
    """Runs one algorithm at a time. ``changed`` says that a run began or ended; ``run`` is the one under way."""

    changed = pyqtSignal()

    def __init__(self, session: Session, name: str):
        super().__init__()
        self.session = session
        self.run: AlgorithmRun | None = None
        self.status = QLabel()
        self.status.setWordWrap(True)
        self.progress = QProgressBar()
        self.progress.setAccessibleName(name)
        self.cancel_button = QPushButton(self.tr("Cancel"))
        row = QHBoxLayout()
        row.addWidget(self.progress, 1)
        row.addWidget(self.cancel_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.status)
        layout.addLayout(row)
        self.cancel_button.clicked.connect(self.cancel)
        self._show_state()

    def start(self, algorithm_id: str, parameters: dict[str, Any], words: str, done: Done, failed: Done | None = None):
        """Run an algorithm in the background.

        Args:
            algorithm_id: with the provider (``atlas_soins:…``).
            parameters: of the algorithm.
            words: what is being done, shown while it runs.
            done: called with the run and its outputs where it succeeded.
            failed: called likewise where it failed or was cancelled; the user has been told.
        """
        run = AlgorithmRun(algorithm_id, parameters, self)
        self.run = run
        run.progressed.connect(self._show_progress)
        run.finished.connect(lambda succeeded, outputs: self._end(run, succeeded, outputs, done, failed))
        self.status.setText(words)
        self._show_state()
        self.changed.emit()
        run.start()

    def cancel(self) -> None:
        """Ask the run under way to stop."""
        if self.run is not None:
            self.run.cancel()
            self.status.setText(self.tr("Stopping…"))

    def _end(self, run: AlgorithmRun, succeeded: bool, outputs: dict, done: Done, failed: Done | None) -> None:
        self.run = None
        self.status.clear()
        self._show_state()
        stopped = run.feedback.isCanceled() and not outputs  # else it was asked too late: the work is done, whole
        if stopped:
            self.session.say(self.tr("Stopped."))
        elif not succeeded:
            self.session.complain("\n".join(_decisive_first(run)))
        if succeeded and not stopped:
            done(run, outputs)
            self.session.say_results(outputs)
        elif failed is not None:
            failed(run, outputs)
        self.changed.emit()
        if self.run is None:
            run.deleteLater()

    def _show_progress(self, percent: float) -> None:
        # Until the first figure comes the bar only says that something is going on.
        self.progress.setRange(0, 100 if percent > 0 else 0)
        self.progress.setValue(int(percent))

    def _show_state(self) -> None:
        running = self.run is not None
        self.setVisible(running)
        self.cancel_button.setEnabled(running)
        self.progress.setRange(0, 0 if running else 100)
        self.progress.setValue(0)


def _decisive_first(run: AlgorithmRun) -> list[str]:
    """The errors of a run, what stopped it before the findings that led there."""
    from ..gis.messages import sentence

    found = {sentence(finding) for finding in run.feedback.findings}
    return sorted(dict.fromkeys(run.feedback.errors), key=lambda text: text in found)
