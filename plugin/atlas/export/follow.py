"""Who runs the steps of an export: this thread where it is the main one, otherwise another process.

Layouts are drawn in a main thread only. A run asked for in the background (from the plugin's page, from the toolbox) is
given to a process of its own, so that the window never waits for it.
"""

from __future__ import annotations

from collections.abc import Callable, Generator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from ...core.findings import to_finding, to_values
from ..processes.jobs import UnservedError, Values, decides, give
from ..processes.main_thread import MainThread, in_main_thread
from .desk import Desk
from .manifest import PrintedPart
from .options import ExportOptions
from .run import Book, Step, export_steps

JOB = "export"
Progress = Callable[[Step], bool]


def export(options: ExportOptions, folder: Path, progress: Progress = lambda step: True) -> Book | None:
    """Export an atlas; None when ``progress`` answered False (cancelled).

    Raises:
        InputError: as `export_steps` does.
        Stopped: asked to stop in the middle of a part; it leaves as little as a cancel between two.
    """
    if in_main_thread():
        return _here(export_steps(options, folder), progress, lambda work: work())
    return _elsewhere(options, folder, progress)


def export_for_other(values: Values, tell: Callable[[Values], None], private: Path) -> Values | None:
    """The job of the other process: the run that the values describe."""

    def progress(step: Step) -> bool:
        tell(asdict(step))
        return not step.last or decides(private)

    options = ExportOptions.from_json(values["options"])
    book = _here(export_steps(options, Path(values["folder"])), progress, lambda work: work())
    return _book_values(book) if book is not None else None


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
    values = {"options": options.to_json(), "folder": str(folder)}
    try:
        made = give(JOB, values, lambda told: progress(Step(**told) if told else Step(0, 1, "")))
    except UnservedError as error:
        book = _here(export_steps(options, folder), progress, MainThread().call)
        if book is not None:
            book.findings.insert(0, error.finding)
        return book
    finally:
        Desk.clear_abandoned(folder)
    return _book(made) if made is not None else None


def _book(values: Values) -> Book:
    return Book(
        path=Path(values["path"]) if values["path"] else None,
        manifest=Path(values["manifest"]),
        printed=[PrintedPart(**entry) for entry in values["printed"]],
        skipped=[PrintedPart(**entry) for entry in values["skipped"]],
        bookmarked=values["bookmarked"],
        findings=[to_finding(finding) for finding in values["findings"]],
    )


def _book_values(book: Book) -> Values:
    return {
        "path": str(book.path) if book.path else None,
        "manifest": str(book.manifest),
        "printed": [asdict(entry) for entry in book.printed],
        "skipped": [asdict(entry) for entry in book.skipped],
        "bookmarked": book.bookmarked,
        "findings": [to_values(finding) for finding in book.findings],
    }
