"""Carte express: one territory and one theme as an A4 page and a slide, without a trace in the atlas or the project."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from qgis.core import QgsLayoutExporter, QgsPrintLayout, QgsProject
from qgis.PyQt.QtCore import QSize

from ..core.establishments.activities import activities
from ..core.findings import InputError, Report, to_finding, to_values
from ..core.pause import Stopped
from ..gis.print_locale import printed_in_french
from ..gis.workspace import Workspace
from .catalogue import Catalogue, Sheet
from .context import AtlasContext
from .export.files import export_pdf
from .focus import Focus
from .own_catalogue import catalogue_of
from .processes.jobs import UnservedError, Values, give
from .processes.main_thread import MainThread, in_main_thread
from .sheet import build_sheet, prepare

JOB = "express"
PAGE, SLIDE = "a4_paysage", "diapositive"
SLIDE_SIZE = (1920, 1080)
_LIMITS = ("epci", "departement", "territoire_sante")


@dataclass(frozen=True)
class ExpressWanted:
    """What to draw. ``theme``: a sheet's id or an activity; ``territory``: an id, of the type ``kind``.

    "commune" is for one commune, "region" without ``territory`` for all. ``name`` of the files: from theme and
    territory where it is empty.
    """

    workspace: str
    theme: str
    kind: str
    territory: str
    catalogue: str = ""
    name: str = ""


@dataclass(frozen=True)
class ExpressMap:
    """The files of a map."""

    title: str
    pdf: Path
    png: Path


def theme_sheet(catalogue: Catalogue, theme: str) -> Sheet:
    """The sheet of an id, or one made for an activity of the nomenclature ("maternites").

    Raises:
        InputError: CAT03 when it is neither.
    """
    known = activities().get(theme)
    if known is None:
        return catalogue.sheet(theme)
    symbol = {"activites": [theme], "symbole": known.symbol, "libelle": known.label}
    model = next(sheet for sheet in catalogue.sheets if sheet.family.id == "H")
    return replace(
        model,
        id=theme,
        title=known.label,
        subtitle="{sites} sites dans la région, {etat}",
        layers=({"type": "sites", "symboles": [symbol], "legende": "Sites", "etiquettes": "sites"},),
        limits=_LIMITS,
        notes=(),
        sources=("autorisation", "capacite", "equipement", "etablissement"),
        template="",
        islands=False,
        illegible="",
    )


def express_map(
    wanted: ExpressWanted, folder: Path, progress: Callable[[float], bool] = lambda share: True
) -> tuple[ExpressMap, Report]:
    """Draw a theme on a territory: ``<name>.pdf`` (A4) and ``<name>.png`` (1920 x 1080).

    In the main thread it is drawn here; asked for in another thread, by another process. Where none can be had the main
    thread draws all the same, and says so (EXP05).

    Args:
        wanted: what to draw.
        folder: for the files, made if absent.
        progress: told the share done (0 to 1); answers False to stop.

    Returns:
        The files, and what the drawing found.

    Raises:
        Stopped: it was stopped; there are no files.
        InputError: CAT03 for an unknown theme, EXP01 when the workspace has no data for it, EXP20 for an unknown
            territory.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with TemporaryDirectory(prefix=".carte-", dir=folder, ignore_cleanup_errors=True) as aside:
        drawn, report = _drawn(wanted, Path(aside), progress)
        for path in (drawn.pdf, drawn.png):
            path.replace(folder / path.name)
    return replace(drawn, pdf=folder / drawn.pdf.name, png=folder / drawn.png.name), report


def express_for_other(values: Values, tell: Callable[[Values], None], _folder: Path) -> Values:
    """The job of the other process: the map that the values describe."""

    def progress(share: float) -> bool:
        tell({"share": share})
        return True

    drawn, report = _draw(ExpressWanted(**values["wanted"]), Path(values["folder"]), progress)
    findings = [to_values(finding) for finding in report]
    return {"title": drawn.title, "pdf": str(drawn.pdf), "png": str(drawn.png), "findings": findings}


def _drawn(wanted: ExpressWanted, folder: Path, progress: Callable[[float], bool]) -> tuple[ExpressMap, Report]:
    """Draw into a folder, here or elsewhere."""
    if in_main_thread():
        return _draw(wanted, folder, progress)
    values = {"wanted": asdict(wanted), "folder": str(folder)}
    try:
        made = give(JOB, values, lambda told: progress(told["share"] if told else 0.0))
    except UnservedError as error:
        drawn, report = MainThread().call(lambda: _draw(wanted, folder, progress))
        report.findings.insert(0, error.finding)
        return drawn, report
    if made is None:
        raise Stopped
    drawn = ExpressMap(made["title"], Path(made["pdf"]), Path(made["png"]))
    return drawn, Report(to_finding(finding) for finding in made["findings"])


def _draw(wanted: ExpressWanted, folder: Path, progress: Callable[[float], bool]) -> tuple[ExpressMap, Report]:
    workspace = Workspace.open(wanted.workspace)
    sheet = theme_sheet(catalogue_of(workspace, *([wanted.catalogue] if wanted.catalogue else [])), wanted.theme)
    name = wanted.name or f"{sheet.id}_{wanted.kind}_{wanted.territory}".strip("_")
    pdf, png = folder / f"{name}.pdf", folder / f"{name}.png"
    with _scratch(workspace) as context, printed_in_french():
        # Of the territory asked for, whatever territory the sheet is about in the book.
        prepared = prepare(context, replace(sheet, extent=None))
        if prepared.lacking:
            raise InputError.of("EXP01", manquant=", ".join(prepared.lacking))
        focus = Focus.of(context, wanted.kind, wanted.territory)

        def reached(share: float) -> None:
            if not progress(share):
                raise Stopped

        for share, template, export, path in ((0.1, PAGE, export_pdf, pdf), (0.6, SLIDE, _export_slide, png)):
            reached(share)
            page = replace(prepared, sheet=replace(sheet, template=template, islands=False))
            layout = build_sheet(context, page, 1, focus=focus)
            reached(share + 0.2)
            export(layout, path)
        title = sheet.title if focus.whole else f"{sheet.title} – {focus.name}"
        return ExpressMap(title, pdf, png), context.report


@contextmanager
def _scratch(workspace: Workspace) -> Iterator[AtlasContext]:
    """A context whose layers and charts go to a folder that is removed, and whose project is its own."""
    with TemporaryDirectory(prefix="atlas_soins_") as name:
        context = AtlasContext(workspace, QgsProject(), scratch=Path(name))
        try:
            yield context
        finally:
            context.project.clear()


def _export_slide(layout: QgsPrintLayout, path: Path) -> None:
    image = QgsLayoutExporter(layout).renderPageToImage(0, QSize(*SLIDE_SIZE))
    partial = path.with_name(f"{path.stem}.part.png")
    if not image.save(str(partial), "PNG"):
        partial.unlink(missing_ok=True)
        raise InputError.of("EXP02", chemin=str(path), cause="PNG")
    partial.replace(path)
