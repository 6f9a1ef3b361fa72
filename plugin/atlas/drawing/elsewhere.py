"""Sheets drawn by another process, which arrive in the project of this one."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.core import QgsProject

from ...core.findings import InputError, to_finding, to_values
from ...core.pause import Stopped
from ..processes.jobs import Values, give
from ..processes.main_thread import MainThread
from ..retouch.held import Held
from ..retouch.review import Review, review_steps
from .arrival import arrive
from .as_text import read_layer
from .parcel import Parcel
from .sheets import Drawn, Progress, Wanted, held_steps, sheet_steps

JOB = "draw"


def draw_elsewhere(wanted: Wanted, project: QgsProject, progress: Progress) -> Drawn:
    """Have another process draw the sheets; the main thread takes them into the project, a little at a time.

    Raises:
        Stopped, InputError, UnservedError: as `run.draw_sheets` and `give` say.
    """
    run = _Run(wanted, project, progress)
    run.window.call(lambda: project.cleared.connect(run.close))
    try:
        left = wanted.sheets
        while left:
            left = run.round(left)
        run.drawn.held = run.window.all_of(held_steps(wanted, project))
    except Stopped:
        if run.closed:
            raise InputError.of("FEU03") from None
        raise
    finally:
        run.window.send(lambda: project.cleared.disconnect(run.close))
    return run.drawn


def draw_for_other(values: Values, tell: Callable[[Values], None], folder: Path) -> Values:
    """The job of the other process: sheets drawn in a project of its own, a parcel each in ``folder``."""
    wanted = Wanted(values["workspace"], tuple(values["before"]), values["catalogue"])
    before = {
        sheet: Review(sheet, held=Held.of_values(known["held"]), files=frozenset(known["files"]))
        for sheet, known in values["before"].items()
    }
    project, drawn, made = QgsProject(), Drawn(), []

    def progress(share: float, sheet: str) -> bool:
        tell({"share": share, "sheet": sheet, "made": made})
        return True

    for sheet, layout in sheet_steps(wanted, project, drawn, progress, before):
        path = folder / f"{len(made)}.parcel"
        Parcel.of(project, sheet, layout).save(path)
        made.append([sheet, str(path)])
    progress(1.0, "")
    return {"skipped": drawn.skipped, "findings": [to_values(finding) for finding in drawn.report]}


class _Run:
    """What the rounds of a drawing share; ``closed`` where the project was."""

    def __init__(self, wanted: Wanted, project: QgsProject, progress: Progress):
        self.drawn = Drawn()
        self.closed = False
        self.window = MainThread(self._going_on)
        self._wanted, self._project, self._progress = wanted, project, progress
        self._reached = (0.0, "")

    def close(self) -> None:
        self.closed = True

    def round(self, sheets: tuple[str, ...]) -> list[str]:
        """Draw sheets; returns those on which the user has changed meanwhile what steers the drawing."""
        project, released = self._project, self._wanted.released
        before = {sheet: self.window.all_of(review_steps(project, sheet, released)) for sheet in sheets}
        known = {sheet: {"held": one.held.values(), "files": sorted(one.files)} for sheet, one in before.items()}
        arrived: dict[str, str | None] = {}

        def follow(told: Values | None) -> bool:
            for sheet, path in (told or {"made": []})["made"][len(arrived) :]:
                parcel = Parcel.load(Path(path))
                if not arrived:  # the first layer a process opens takes 0.1 s more, which this thread has
                    list(map(read_layer, [*parcel.layers, *parcel.base][:1]))
                steps = arrive(project, parcel, before[sheet].held, released, self.drawn.report)
                arrived[sheet] = self.window.all_of(steps)
            if told:
                self._reached = told["share"], told["sheet"]
            return self._going_on()

        values = {"workspace": self._wanted.workspace, "catalogue": self._wanted.catalogue, "before": known}
        result = give(JOB, values, follow)
        if result is None:
            raise Stopped
        again = [sheet for sheet, name in arrived.items() if name is None]
        self.drawn.names += [name for name in arrived.values() if name is not None]
        self.drawn.skipped |= result["skipped"]
        found = [to_finding(finding) for finding in result["findings"]]
        # A sheet drawn again finds what it found before.
        self.drawn.report.extend([finding for finding in found if finding not in self.drawn.report.findings])
        return again

    def _going_on(self) -> bool:
        return not self.closed and self._progress(*self._reached)
