"""Sheets drawn into a project, one after the other."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, field

from qgis.core import QgsPrintLayout, QgsProject

from ...core.findings import Report
from ...core.pause import Stopped
from ...gis.print_locale import printed_in_french
from ...gis.workspace import Workspace
from ..context import AtlasContext
from ..own_catalogue import catalogue_of
from ..retouch.held import Retouch
from ..retouch.layers import base_retouches
from ..retouch.review import Review, retouched_steps
from ..sheet import build_sheet, prepare

Progress = Callable[[float, str], bool]


@dataclass(frozen=True)
class Wanted:
    """Sheets to draw; ``released`` are the keys of retouches to let go."""

    workspace: str
    sheets: tuple[str, ...]
    catalogue: str = ""
    released: frozenset[str] = frozenset()


@dataclass
class Drawn:
    """What came of it: the names of the layouts, the tables each sheet not drawn waits for, what was found.

    ``held`` is what the user now holds by hand of these sheets and of the base map.
    """

    names: list[str] = field(default_factory=list)
    skipped: dict[str, list[str]] = field(default_factory=dict)
    held: list[Retouch] = field(default_factory=list)
    report: Report = field(default_factory=Report)


def held_steps(wanted: Wanted, project: QgsProject) -> Generator[None, None, list[Retouch]]:
    """What the user holds by hand of the sheets and of the base map, a little at a time."""
    return (yield from retouched_steps(project, wanted.sheets)) + base_retouches(project)


def sheet_steps(
    wanted: Wanted, project: QgsProject, drawn: Drawn, progress: Progress, before: dict[str, Review] | None = None
) -> Iterator[tuple[str, QgsPrintLayout]]:
    """Draw the sheets that can be drawn, one a step: its id and its layout, which is in the project.

    ``before`` says what the user holds by hand where that is not in the project itself. ``progress`` is told the share
    done (0 to 1) and the sheet at hand.

    Raises:
        Stopped: where ``progress`` answered False.
        InputError: what reading workspace and catalogue raises.
    """
    workspace = Workspace.open(wanted.workspace)
    catalogue = catalogue_of(workspace, *([wanted.catalogue] if wanted.catalogue else []))
    sheets = [catalogue.sheet(name) for name in wanted.sheets]
    ranks = {sheet.id: rank for rank, sheet in enumerate(catalogue.sheets, start=1)}
    context = AtlasContext(workspace, project, drawn.report, movable=True)
    for number, sheet in enumerate(sheets):
        if not progress(number / len(sheets), sheet.id):
            raise Stopped
        with printed_in_french():
            prepared = prepare(context, sheet)
            if prepared.lacking:
                drawn.skipped[sheet.id] = prepared.lacking
                continue
            held = before[sheet.id] if before is not None else None
            layout = build_sheet(context, prepared, ranks[sheet.id], wanted.released, before=held)
        drawn.names.append(layout.name())
        yield sheet.id, layout
