"""Who runs the steps of an export: this thread where it is the main one, otherwise another process.

Layouts are drawn in a main thread only. A run asked for in the background (from the plugin's page, from the toolbox) is
given to a process of its own, so that the window never waits for it.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Callable, Generator
from contextvars import copy_context
from dataclasses import asdict
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QCoreApplication, QObject, Qt, QThread, pyqtSignal, pyqtSlot

from ...core.findings import Finding, InputError, Severity
from ...core.pause import Stopped
from .desk import Desk, to_finding, to_values
from .manifest import PrintedPart
from .options import ExportOptions
from .run import Book, Step, export_steps
from .second import JOB_ALGORITHM, SecondProcess

Progress = Callable[[Step], bool]
_POLL_MS = 100


def export(options: ExportOptions, folder: Path, progress: Progress = lambda step: True) -> Book | None:
    """Export an atlas; None when ``progress`` answered False (cancelled).

    Raises:
        InputError: as `export_steps` does.
        Stopped: asked to stop in the middle of a part; it leaves as little as a cancel between two.
    """
    if _in_main_thread():
        return _here(export_steps(options, folder), progress, lambda work: work())
    return _elsewhere(options, folder, progress)


def do_job(path: Path) -> None:
    """The other side of `export`: the run that a file describes, its progress and outcome in files beside it."""
    job = json.loads(path.read_text(encoding="utf-8"))
    options, folder = ExportOptions.from_json(job["options"]), Path(job["folder"])

    def tell(step: Step) -> bool:
        _write(path.with_suffix(".progress"), asdict(step))
        return not step.last or _decide(path)

    try:
        book = _here(export_steps(options, folder), tell, lambda work: work())
    except InputError as error:
        outcome: dict[str, Any] = {"faults": [to_values(finding) for finding in error.findings]}
    else:
        outcome = {"book": _book_values(book) if book is not None else None}
    _write(path.with_suffix(".outcome"), outcome)


def _here(
    steps: Generator[Step, None, Book], progress: Progress, turn: Callable[[Callable[[], object]], Any]
) -> Book | None:
    """Run the steps, each by ``turn``."""

    def step() -> Step | Book:
        try:
            return next(steps)
        except StopIteration as end:
            return end.value

    while True:
        reached = turn(step)
        if isinstance(reached, Book):
            return reached
        if not progress(reached):
            turn(steps.close)
            return None


def _elsewhere(options: ExportOptions, folder: Path, progress: Progress) -> Book | None:
    """Give the run to another process; where none can be had, the main thread runs a step an event-loop turn."""
    with tempfile.TemporaryDirectory(prefix="atlas-", ignore_cleanup_errors=True) as private:
        job = Path(private) / "export.job"
        _write(job, {"options": options.to_json(), "folder": str(folder)})
        process = SecondProcess(JOB_ALGORITHM, {"JOB": str(job)})
        try:
            if process.start():
                while process.running(_POLL_MS):
                    reached = _read(job.with_suffix(".progress"))
                    if not progress(Step(**reached) if reached else Step(0, 1, "")) and _decide(job):
                        return None
                outcome = _read(job.with_suffix(".outcome"))
                if outcome is not None:
                    return _result(outcome)
        finally:
            process.end()
            Desk.clear_abandoned(folder)
    why = Finding("EXP05", Severity.WARNING, params={"detail": process.said.strip()[-200:] or "qgis_process"})
    book = _here(export_steps(options, folder), progress, _MainThread().call)
    if book is not None:
        book.findings.insert(0, why)
    return book


def _decide(job: Path) -> bool:
    """Whether this process is the first to say how the run ends: the one that cancels it, or the other that places."""
    try:
        job.with_suffix(".decided").touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def _result(outcome: dict[str, Any]) -> Book | None:
    if "faults" in outcome:
        raise InputError(*(to_finding(values) for values in outcome["faults"]))
    values = outcome["book"]
    if values is None:
        return None
    return Book(
        path=Path(values["path"]) if values["path"] else None,
        manifest=Path(values["manifest"]),
        printed=[PrintedPart(**entry) for entry in values["printed"]],
        skipped=[PrintedPart(**entry) for entry in values["skipped"]],
        bookmarked=values["bookmarked"],
        findings=[to_finding(finding) for finding in values["findings"]],
    )


def _book_values(book: Book) -> dict[str, Any]:
    return {
        "path": str(book.path) if book.path else None,
        "manifest": str(book.manifest),
        "printed": [asdict(entry) for entry in book.printed],
        "skipped": [asdict(entry) for entry in book.skipped],
        "bookmarked": book.bookmarked,
        "findings": [to_values(finding) for finding in book.findings],
    }


def _write(path: Path, content: dict[str, Any]) -> None:
    partial = path.with_name(f"{path.name}.part")
    partial.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    partial.replace(path)


def _read(path: Path) -> dict[str, Any] | None:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError:  # not there yet, or, on Windows, just being replaced
        return None


def _in_main_thread() -> bool:
    application = QCoreApplication.instance()
    return application is None or QThread.currentThread() == application.thread()


class _MainThread(QObject):
    """Has the main thread do a piece of work between two of its events, and waits for it."""

    _asked = pyqtSignal(object)

    def __init__(self) -> None:
        super().__init__()
        self._result: object = None
        self._error: BaseException | None = None
        self.moveToThread(QCoreApplication.instance().thread())
        self._asked.connect(self._do, Qt.ConnectionType.BlockingQueuedConnection)

    def call(self, work: Callable[[], object]) -> Any:
        """What the work returns or raises; it is asked to stop as its caller is."""
        caller = copy_context()
        self._asked.emit(lambda: caller.run(work))
        if self._error is not None:
            raise self._error
        return self._result

    @pyqtSlot(object)
    def _do(self, work: Callable[[], object]) -> None:
        self._result, self._error = None, None
        try:
            self._result = work()
        except (Exception, Stopped) as error:
            self._error = error
