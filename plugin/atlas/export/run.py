"""A run over the parts of a book: each to its files, all in one, and a manifest of what was printed and what was not.

Sheets are shared with a second process. Nothing has its name before all is made: a cancelled run leaves nothing.
"""

from __future__ import annotations

import json
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsPrintLayout, QgsProject

from ...core.findings import Finding, InputError, Severity, to_finding
from ...core.pause import pause, too_late
from ...gis.workspace import Workspace
from ..book.plan import BookOptions, book_plan
from ..catalogue import Catalogue
from ..context import AtlasContext
from ..own_catalogue import catalogue_of
from ..parts import SHEET, BookPart, Skipped, first_pages
from ..preflight.context import PreflightContext
from ..processes.second import JOB_ALGORITHM, SecondProcess
from ..retouch.review import saved_retouches
from .book import bind, has_pypdf
from .desk import Desk, Made, Task
from .files import can_write_geopdf, unwritten
from .manifest import MANIFEST, PrintedPart, data_hashes, write_manifest
from .names import file_names
from .options import BOOK, PDF, WEB, ExportOptions
from .receive import receive
from .share import JOB as SHARE
from .share import SECOND_PROJECT, make, of_sheets

BOOK_FILE = "atlas.pdf"
PROJECT_FILE = "atlas.qgz"
PAGES_FOLDER = "feuilles"
_POLL_MS = 50


@dataclass(frozen=True)
class Step:
    """Where a run is: ``done`` of ``total`` parts, and what it turns to.

    After the ``last`` one all is made and the files get their names: from there on the run is not cancelled.
    """

    done: int
    total: int
    what: str
    last: bool = False


@dataclass(frozen=True)
class Book:
    """What an export wrote. ``path`` is None without a book, ``bookmarked`` False where pypdf was missing."""

    path: Path | None
    manifest: Path
    printed: list[PrintedPart]
    skipped: list[PrintedPart]
    bookmarked: bool
    findings: list[Finding]


@dataclass
class _Run:
    """What the steps of a run share."""

    options: ExportOptions
    folder: Path
    context: AtlasContext
    catalogue: Catalogue
    desk: Desk
    parts: list[BookPart]
    skipped: list[Skipped]
    tasks: list[Task]
    layouts: dict[str, QgsPrintLayout]
    checks: PreflightContext


def export_steps(options: ExportOptions, folder: Path) -> Generator[Step, None, Book]:
    """Print the parts into ``folder``, a part a step; closing the generator cancels and leaves nothing behind.

    Raises:
        InputError: EXP01 when no sheet can be printed, EXP02 when a file cannot be written (what is whole is kept),
            EXP03 and EXP04 for the names of the files, EXP10 and what the check of the sheets blocks (unless
            ``unchecked``), and what reading the workspace and the catalogue raises.
    """
    workspace = Workspace.open(options.workspace)
    catalogue = catalogue_of(workspace, *([options.catalogue] if options.catalogue else []))
    sheets = [catalogue.sheet(name) for name in options.sheets] if options.sheets else list(catalogue.sheets)
    pause()
    retouched = saved_retouches(options.project) if options.project else None
    pause()
    context = AtlasContext(workspace, QgsProject(), retouched=retouched)
    try:
        desk = Desk.set_up(folder)
    except OSError as error:
        raise unwritten(folder, error.strerror or str(error)) from error
    second = None
    try:
        if options.processes > 1 and len(sheets) > 1:
            # It starts while this one plans.
            second = _start_second(desk, options, context)
        plan = book_plan(context, catalogue, sheets, BookOptions(frozenset(options.kinds), options.territories))
        parts, skipped = plan.parts, plan.skipped
        if not parts or len(skipped) == len(sheets):
            lacking = sorted({table for one in skipped for table in one.lacking})
            raise InputError.of("EXP01", manquant=", ".join(lacking))
        numbers = first_pages(parts)
        names = file_names(parts, numbers, options.pattern, context.edition.edition)
        tasks = [
            Task(rank, part.id, part.kind, numbers[part.id], names[part.id]) for rank, part in enumerate(parts, start=1)
        ]
        checks = PreflightContext.of(context, catalogue=catalogue)
        run = _Run(options, folder, context, catalogue, desk, parts, skipped, tasks, {}, checks)
        desk.post(options, tasks)
        try:
            yield from _make_all(run, second)
            _stop_for_checks(run)
            return (yield from (_deliver_site(run) if WEB in options.formats else _deliver(run)))
        except InputError:
            _keep_whole(run)
            raise
    finally:
        if second is not None:
            second.end()
        desk.clear()


def _start_second(desk: Desk, options: ExportOptions, context: AtlasContext) -> SecondProcess | None:
    job = desk.folder / "share.job"
    values = {"workspace": options.workspace, "desk": str(desk.folder)}
    job.write_text(json.dumps({"kind": SHARE, "values": values}), encoding="utf-8")
    second = SecondProcess(JOB_ALGORITHM, {"JOB": str(job)})
    if second.start():
        return second
    second.end()
    context.report.add("EXP05", Severity.WARNING, detail=second.said or "qgis_process")
    return None


def _make_all(run: _Run, second: SecondProcess | None) -> Generator[Step, None, None]:
    """Make the parts only the first process can, then share the sheets; take over what a second that died had begun."""
    mine = dict.fromkeys([*(task for task in run.tasks if task.kind != SHEET), *of_sheets(run.tasks)])
    parts = {part.id: part for part in run.parts}
    total = len(run.tasks)
    for task in mine:
        yield Step(run.desk.counted(), total, task.id)
        if run.desk.take(task):
            run.layouts[task.id] = make(run.checks, run.desk, task, parts[task.id], run.options)
    while second is not None and second.running(_POLL_MS):
        yield Step(run.desk.counted(), total, "")
    left = [task for task in run.tasks if run.desk.made(task) is None]
    if second is not None and not second.succeeded():
        run.context.report.add("EXP06", Severity.WARNING, detail=_last_line(second.said))
    for task in left:
        yield Step(run.desk.counted(), total, task.id)
        run.layouts[task.id] = make(run.checks, run.desk, task, parts[task.id], run.options)
    if WEB not in run.options.formats:
        yield from _receive_second(run)


def _receive_second(run: _Run) -> Generator[Step, None, None]:
    """The second's layouts enter the project here, one a step; those it could not save are drawn again."""
    project, total = run.context.project, len(run.tasks)
    path = run.desk.folder / SECOND_PROJECT
    if path.is_file():
        for name in receive(project, path):
            yield Step(total, total, name)
    parts = {part.id: part for part in run.parts}
    for task in run.tasks:
        if task.id not in run.layouts:
            layout = project.layoutManager().layoutByName(_made(run, task).layout)
            if layout is None:
                yield Step(total, total, task.id)
                layout = parts[task.id].build(task.page)
            run.layouts[task.id] = layout


def _stop_for_checks(run: _Run) -> None:
    """Raise what the check blocks, all sheets at once; those that pass get their files."""
    stopped = [(task, made) for task in run.tasks if (made := run.desk.made(task)) is not None and made.stopped]
    if stopped:
        findings = [to_finding(values) for _, made in stopped for values in made.findings]
        names = ", ".join(task.id for task, _ in stopped)
        blocking = [one for one in findings if one.severity is Severity.ERROR]
        raise InputError(Finding("EXP10", params={"n": len(stopped), "feuilles": names}), *blocking)


def _deliver(run: _Run) -> Generator[Step, None, Book]:
    """Bind the book and save the project, then, which takes no time, move all to its place and write the manifest."""
    options, folder, desk, total = run.options, run.folder, run.desk, len(run.tasks)
    yield Step(total, total, BOOK_FILE)
    report = run.context.report
    if options.geopdf and not can_write_geopdf():
        report.add("EXP07", Severity.WARNING)
    bookmarked = False
    bound = desk.folder / BOOK_FILE
    if BOOK in options.formats:
        bookmarked = has_pypdf()
        if not bookmarked:
            report.add("EXP08", Severity.WARNING)
        files = [desk.folder / _made(run, task).files[PDF][0] for task in run.tasks]
        layouts = [run.layouts[part.id] for part in run.parts]
        for part_id in bind(run.context.edition, run.parts, files, layouts, bound):
            report.add("EXP09", Severity.WARNING, partie=part_id)
    yield Step(total, total, PROJECT_FILE)
    _save_project(run)
    yield from _last(run)
    entries = _place(run)
    book = None
    if BOOK in options.formats:
        book = folder / BOOK_FILE
        _move(bound, book)
    _move(desk.project, folder / PROJECT_FILE)
    _report_second(run)
    manifest = _write_manifest(run, entries, bookmarked)
    skipped = [entry for entry in entries if entry.lacking]
    printed = [entry for entry in entries if not entry.lacking]
    return Book(book, manifest, printed, skipped, bookmarked, report.findings)


def _deliver_site(run: _Run) -> Generator[Step, None, Book]:
    """Write the web pages, then put them into the folder; files of other names there stay."""
    from ..web.site import WebSheet, write_site

    yield Step(len(run.tasks), len(run.tasks), "")
    sheets, printed = [], []
    for part, task in zip(run.parts, run.tasks, strict=True):
        picture, words = (run.desk.folder / name for name in _made(run, task).files[WEB])
        sheets.append(WebSheet(task.name, picture, words))
        printed.append(PrintedPart(part.id, part.title, part.family, part.kind, task.page, part.pages))
    site = run.desk.folder / "site"
    try:
        index = write_site(run.context.edition, sheets, site)
    except OSError as error:
        raise unwritten(site, error.strerror or str(error)) from error
    yield from _last(run)
    for path in sorted(site.rglob("*")):
        if path.is_file():
            _move(path, run.folder / path.relative_to(site))
    _report_second(run)
    path = run.folder / index.name
    return Book(path, path, printed, _skipped(run), False, run.context.report.findings)


def _last(run: _Run) -> Generator[Step, None, None]:
    yield Step(len(run.tasks), len(run.tasks), "", last=True)
    too_late()


def _place(run: _Run) -> list[PrintedPart]:
    """Move the parts' files to their names; the entries of the manifest, those of skipped sheets last."""
    entries = []
    faults: list[Finding] = []
    for part, task in zip(run.parts, run.tasks, strict=True):
        made = run.desk.made(task)
        if made is None:
            continue
        entry = PrintedPart(part.id, part.title, part.family, part.kind, task.page, part.pages)
        entry.findings, entry.seconds, entry.process = made.findings, made.seconds, made.process
        entry.donnees = made.data
        if part.kind == SHEET:
            entry.data = data_hashes(run.context.sources, run.catalogue, part.id)
        for kind, files in made.files.items():
            entry.bytes += sum((run.desk.folder / name).stat().st_size for name in files) if kind == PDF else 0
            if kind == WEB or (kind == PDF and PDF not in run.options.formats):
                continue
            for number, name in enumerate(files, start=1):
                more = f"-{number}" if number > 1 else ""
                target = run.folder / PAGES_FOLDER / f"{task.name}{more}{Path(name).suffix}"
                try:
                    _move(run.desk.folder / name, target)
                except InputError as error:
                    faults += error.findings
                    continue
                entry.files.append(target.relative_to(run.folder).as_posix())
        entry.file = entry.files[0] if entry.files else None
        entries.append(entry)
    if faults:
        raise InputError(*faults)
    return entries + _skipped(run)


def _skipped(run: _Run) -> list[PrintedPart]:
    sheets = [(one.sheet, one.lacking) for one in run.skipped]
    return [
        PrintedPart(sheet.id, sheet.title, sheet.family.title, SHEET, lacking=lacking) for sheet, lacking in sheets
    ]


def _report_second(run: _Run) -> None:
    """What the second process found: what this one found is in the report already."""
    for task in run.tasks:
        made = _made(run, task)
        if made.process != 1:
            run.context.report.extend(to_finding(values) for values in made.findings)


def _keep_whole(run: _Run) -> None:
    """After a failure: the files that are whole get their places, as far as they can."""
    try:
        _place(run)
        _move(run.desk.folder / BOOK_FILE, run.folder / BOOK_FILE)
    except (InputError, OSError):
        return


def _move(source: Path, target: Path) -> None:
    """A file that is whole takes its place; one that is gone already has."""
    if not source.exists():
        return
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
    except OSError as error:
        raise unwritten(target, error.strerror or str(error)) from error


def _write_manifest(run: _Run, entries: Sequence[PrintedPart], bookmarked: bool) -> Path:
    path = run.folder / MANIFEST
    try:
        write_manifest(path, run.options, run.context, entries, signets=bookmarked)
    except OSError as error:
        raise unwritten(path, error.strerror or str(error)) from error
    return path


def _save_project(run: _Run) -> None:
    """Keep the layouts as a QGIS project beside the PDF, for retouching in the layout designer."""
    context = run.context
    context.project.setCrs(context.base.crs)
    context.project.setTitle(f"Atlas {context.edition.region} {context.edition.edition}".strip())
    if not context.project.write(str(run.desk.project)):
        raise unwritten(run.folder / PROJECT_FILE, context.project.error())


def _made(run: _Run, task: Task) -> Made:
    made = run.desk.made(task)
    if made is None:
        raise InputError.of("EXP06", detail=task.id)
    return made


def _last_line(said: str) -> str:
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1] if lines else "?"

