"""Carte express: one territory and one theme as an A4 page and a slide, without a trace in the atlas or the project."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from qgis.core import QgsLayoutExporter, QgsPrintLayout, QgsProject
from qgis.PyQt.QtCore import QSize

from ..core.establishments.activities import activities
from ..core.findings import InputError, Report
from ..gis.workspace import Workspace
from .catalogue import Catalogue, Sheet
from .context import AtlasContext
from .export.files import export_pdf
from .focus import Focus
from .sheet import build_sheet, prepare

PAGE, SLIDE = "a4_paysage", "diapositive"
SLIDE_SIZE = (1920, 1080)
_LIMITS = ("epci", "departement", "territoire_sante")


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
    workspace: Workspace,
    sheet: Sheet,
    kind: str,
    territory: str,
    folder: Path,
    stem: str = "",
    going_on: Callable[[float], bool] = lambda share: True,
) -> tuple[ExpressMap | None, Report]:
    """Draw a theme on a territory: ``<stem>.pdf`` (A4) and ``<stem>.png`` (1920 x 1080).

    Args:
        workspace: the atlas.
        sheet: the theme.
        kind: type of the territory; "commune" for one commune, "region" without id for all.
        territory: its id.
        folder: for the files, made if absent.
        stem: their name, from theme and territory where it is empty.
        going_on: told the share done (0 to 1); answers False to stop.

    Returns:
        The files, None where it was stopped; and what the drawing found.

    Raises:
        InputError: EXP01 when the workspace has no data for the theme, EXP20 for an unknown territory.
    """
    folder.mkdir(parents=True, exist_ok=True)
    name = stem or f"{sheet.id}_{kind}_{territory}".strip("_")
    pdf, png = folder / f"{name}.pdf", folder / f"{name}.png"
    with _scratch(workspace) as context:
        # Of the territory asked for, whatever territory the sheet is about in the book.
        prepared = prepare(context, replace(sheet, extent=None))
        if prepared.lacking:
            raise InputError.of("EXP01", manquant=", ".join(prepared.lacking))
        focus = Focus.of(context, kind, territory)
        aside = {path: path.with_name(f".{path.name}") for path in (pdf, png)}
        try:
            for share, template, export, path in ((0.1, PAGE, export_pdf, pdf), (0.6, SLIDE, _export_slide, png)):
                if not going_on(share):
                    return None, context.report
                page = replace(prepared, sheet=replace(sheet, template=template, islands=False))
                layout = build_sheet(context, page, 1, focus=focus)
                if not going_on(share + 0.2):
                    return None, context.report
                export(layout, aside[path])
            for path, whole in aside.items():
                whole.replace(path)
        finally:
            for whole in aside.values():
                whole.unlink(missing_ok=True)
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
