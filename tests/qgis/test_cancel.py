"""Every long job, asked to stop at moments in its middle: it ends with nothing, and the atlas and its folder are whole.

Moments are counted, not timed: a job asks whether it should stop, and is told so at its first question, in the middle
and at its last one. How long it takes from one question to the next is measured by `tests/benchmarks/bench_cancel.py`.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from pathlib import Path

import pytest
from long_jobs import jobs, region
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback, QgsProject

from plugin.core.pause import Stopped, pause, stoppable, too_late
from plugin.gis.question_store import forget_region

# They draw pages; some of them in the main thread, where they hear of a cancel between two pages.
DRAWING = {"draw_sheets", "preflight", "express_map", "export_atlas", "export_web"}
SLOW = DRAWING | {
    "territoires_de_vie", "draw_territories", "query_territory", "territory_profile", "check_territories", "draw_sites",
    "site_minutes", "access_zones", "import_composition", "premier_recours", "build_territories",
}
NAMES = list(jobs(Path("x") / "bretagne.gpkg"))


class Asked(QgsProcessingFeedback):
    """Counts how often it is asked whether to stop, and says yes from the given time on."""

    def __init__(self, yes_from: int | None = None):
        super().__init__(False)
        self.yes_from = yes_from
        self.count = 0
        self.errors: list[str] = []

    def isCanceled(self) -> bool:  # noqa: N802 - QGIS's own name
        self.count += 1
        if self.yes_from is not None and self.count >= self.yes_from:
            self.cancel()
        return super().isCanceled()

    def reportError(self, error: str, fatalError: bool = False) -> None:  # noqa: N802, N803
        self.errors.append(error)


def run(name: str, parameters: dict[str, object], feedback: Asked) -> tuple[dict[str, object], bool]:
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"atlas_soins:{name}")
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    good, why = algorithm.checkParameterValues(parameters, context)
    assert good, why
    forget_region()
    return algorithm.run(parameters, context, feedback)


def tables(path: Path) -> dict[str, int]:
    """What each table holds, as a number that changes with any of its values."""
    with sqlite3.connect(path) as connection:
        names = [name for (name,) in connection.execute("SELECT table_name FROM gpkg_contents")]
        return {name: hash(tuple(connection.execute(f'SELECT * FROM "{name}" ORDER BY fid'))) for name in names}


def files(path: Path) -> set[str]:
    """What lies beside an atlas, but for what is made anew at any time: drawn layers, pictures, the road graph.

    An empty folder counts where its name is hidden: an export makes the one it was given, and leaves it.
    """
    kept = ("_cartes", "_images", ".npz")
    places = [place for place in path.parent.rglob("*") if place.is_file() or place.name.startswith(".")]
    found = {str(place.relative_to(path.parent)) for place in places}
    return {name for name in found if not any(part in name for part in kept)}


@pytest.mark.parametrize("name", [pytest.param(n, marks=pytest.mark.long if n in SLOW else ()) for n in NAMES])
def test_a_job_asked_to_stop_leaves_the_atlas_as_it_was(provider, tmp_path, name, monkeypatch):
    scratch = tmp_path / "tmp"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr(tempfile, "tempdir", None)
    whole = region(tmp_path / "entier")
    if name == "preflight":
        run("draw_sheets", jobs(whole)["draw_sheets"](), Asked())
    before = tables(whole)
    listening = Asked()
    outputs, succeeded = run(name, jobs(whole)[name](), listening)
    assert succeeded and outputs, listening.errors
    after = tables(whole)
    assert listening.count > 1, "nobody can stop it"
    for yes_from in sorted({1, (listening.count + 1) // 2, listening.count}):
        path = region(tmp_path / f"arrêt {yes_from}")
        lying = files(path)
        said = Asked(yes_from)
        outputs, succeeded = run(name, jobs(path)[name](), said)
        assert succeeded and not said.errors, said.errors
        if outputs:  # asked when the work was done: then it is all there
            assert tables(path).keys() == after.keys() and yes_from == listening.count
        else:
            assert tables(path) == before
            assert files(path) == lying
        assert [entry for entry in os.listdir(scratch) if entry.startswith("atlas")] == []
    QgsProject.instance().clear()


def test_a_pause_ends_only_what_was_asked_to_stop():
    asked = iter([False, True, True])
    pause()
    with stoppable(lambda: next(asked)):
        pause()
        with pytest.raises(Stopped):
            pause()
        with stoppable(lambda: False):
            pause()
        too_late()
        pause()
    pause()


def test_what_ends_a_job_is_no_error_a_computation_may_take_for_one():
    assert not issubclass(Stopped, Exception)
