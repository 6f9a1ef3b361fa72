"""Who draws sheets into a project: this thread where it is the main one, otherwise another process.

Layouts are drawn in a main thread only. A run asked for in the background is given to a process of its own; what it has
drawn enters the project in steps, between two events of the window.
"""

from __future__ import annotations

from collections.abc import Generator

from qgis.core import QgsProject

from ...core.steps import exhausted
from ..processes.jobs import UnservedError
from ..processes.main_thread import MainThread, in_main_thread
from .elsewhere import draw_elsewhere
from .sheets import Drawn, Progress, Wanted, held_steps, sheet_steps


def draw_sheets(wanted: Wanted, project: QgsProject, progress: Progress = lambda share, sheet: True) -> Drawn:
    """Draw sheets as layouts of a project, each in the place of the one before it.

    Where no other process can be had the main thread draws, a sheet a turn of its event loop, and says so (EXP05).

    Args:
        wanted: the sheets.
        project: may hold them already, with what the user did to them.
        progress: told the share done (0 to 1) and the sheet at hand; the run is cancelled where it answers False.

    Raises:
        Stopped: cancelled; each sheet of the project is whole, the former or the new one.
        InputError: FEU03 where the project was closed meanwhile, and what reading workspace and catalogue raises.
    """
    if in_main_thread():
        return exhausted(_here(wanted, project, progress))
    try:
        return draw_elsewhere(wanted, project, progress)
    except UnservedError as error:
        drawn = MainThread().all_of(_here(wanted, project, progress))
        drawn.report.findings.insert(0, error.finding)
        return drawn


def _here(wanted: Wanted, project: QgsProject, progress: Progress) -> Generator[object, None, Drawn]:
    drawn = Drawn()
    yield from sheet_steps(wanted, project, drawn, progress)
    drawn.held = yield from held_steps(wanted, project)
    return drawn
