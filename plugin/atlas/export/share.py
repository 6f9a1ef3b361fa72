"""What one process does of a run: it takes a part, draws it, writes its files, and takes the next."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from qgis.core import QgsPrintLayout, QgsProject

from ...core.findings import Finding, InputError, Severity, to_values
from ...core.pause import pause
from ...gis.print_locale import printed_in_french
from ...gis.workspace import Workspace
from ..context import AtlasContext
from ..own_catalogue import catalogue_of
from ..parts import SHEET, BookPart, sheet_part
from ..preflight.context import PreflightContext
from ..preflight.run import preflight
from ..processes.jobs import Values
from ..retouch.review import saved_retouches
from ..sheet import prepare
from ..states import sheet_and_data
from .desk import Desk, Made, Task
from .files import can_write_geopdf, export_pdf, export_png, export_svg
from .options import BOOK, PDF, PNG, SVG, WEB, ExportOptions

JOB = "share"
SECOND_PROJECT = "second.qgz"
_POLL = 0.05


def make(
    checks: PreflightContext, desk: Desk, task: Task, part: BookPart, options: ExportOptions, process: int = 1
) -> QgsPrintLayout:
    """Draw a part of the checks' atlas, check it if it is a sheet, and write its files into the desk.

    Raises:
        InputError: EXP02 when a file cannot be written, and what drawing raises.
    """
    try:
        return _make(checks, desk, task, part, options, process)
    except InputError as error:
        raise InputError(*(_named(finding, desk, task) for finding in error.findings)) from error


def _named(finding: Finding, desk: Desk, task: Task) -> Finding:
    """The finding with the name a file was to have, not the one it had in the desk."""
    path = Path(str(finding.params.get("chemin", "")))
    if path.parent != desk.folder:
        return finding
    return replace(finding, params=finding.params | {"chemin": f"{task.name}{path.suffix}"})


def _make(
    checks: PreflightContext, desk: Desk, task: Task, part: BookPart, options: ExportOptions, process: int
) -> QgsPrintLayout:
    context = checks.atlas
    known = len(context.report)
    start = time.perf_counter()
    with printed_in_french():
        layout = part.build(task.page)
        drawn = time.perf_counter()
        pause()
        # What is but information ("demonstration data") stands on the page itself.
        report = preflight([layout] if part.kind == SHEET else [], checks)
        context.report.extend(one for one in report if one.severity is not Severity.INFO)
        stopped = bool(report.errors) and not options.unchecked
        checked = time.perf_counter()
        files = {} if stopped else _write_files(context, layout, desk.folder / f"p{task.number}", part, options)
    end = time.perf_counter()
    seconds = {"dessin": drawn - start, "controle": checked - drawn, "fichiers": end - checked}
    findings = [to_values(finding) for finding in context.report.findings[known:]]
    made = Made(part.id, layout.name(), files, {name: round(value, 3) for name, value in seconds.items()}, findings)
    made.data, made.process, made.stopped = sheet_and_data(layout)[1], process, stopped
    desk.done(task, made)
    return layout


def _write_files(
    context: AtlasContext, layout: QgsPrintLayout, stem: Path, part: BookPart, options: ExportOptions
) -> dict[str, list[str]]:
    """The names of the files by format."""
    files: dict[str, list[str]] = {}
    if BOOK in options.formats or PDF in options.formats:
        path = stem.with_suffix(".pdf")
        export_pdf(layout, path, options.dpi, options.geopdf and can_write_geopdf())
        files[PDF] = [path.name]
    if PNG in options.formats:
        files[PNG] = [path.name for path in export_png(layout, stem.with_suffix(".png"), options.dpi)]
    if SVG in options.formats:
        files[SVG] = [path.name for path in export_svg(layout, stem.with_suffix(".svg"), options.dpi)]
    if WEB in options.formats and part.kind == SHEET:
        from ..web.extract import extract, site_names

        files[WEB] = [path.name for path in extract(layout, stem, site_names(context))]
    return files


def share_for_other(values: Values, _tell: Callable[[Values], None], _folder: Path) -> Values:
    """The job of the second process: its share of a run whose desk is named."""
    context = AtlasContext(Workspace.open(values["workspace"]), QgsProject(), process="_2")
    return {"sheets": second_share(context, Desk(Path(values["desk"])))}


def second_share(context: AtlasContext, desk: Desk) -> int:
    """The share of the second process: sheets, from the last to the first that is free. Returns how many it left.

    It begins as soon as the first process has said what is to do. Its layouts are left in a project.
    """
    _ = context.base, context.sources
    posted = desk.posted()
    while posted is None:
        time.sleep(_POLL)
        posted = desk.posted()
    options, tasks = posted
    context.retouched = saved_retouches(options.project) if options.project else None
    catalogue = catalogue_of(context.workspace, *([options.catalogue] if options.catalogue else []))
    checks = PreflightContext.of(context, catalogue=catalogue)
    count = 0
    for task in reversed(of_sheets(tasks)):
        if desk.take(task):
            part = sheet_part(context, prepare(context, catalogue.sheet(task.id)))
            make(checks, desk, task, part, options, process=2)
            count += 1
    context.project.setCrs(context.base.crs)
    # Layouts that cannot be saved the first process draws again.
    saved = count > 0 and context.project.write(str(desk.folder / SECOND_PROJECT))
    return count if saved else 0


def of_sheets(tasks: Sequence[Task]) -> list[Task]:
    """The tasks that a process can do without knowing the whole book."""
    return [task for task in tasks if task.kind == SHEET]
