"""Every long job, asked to stop at moments in its middle: it ends with nothing, and the atlas and its folder are whole.

Moments are counted, not timed: a job asks whether it should stop, and is told so at its first question, in the middle
and at its last one. How long it takes from one question to the next is measured by `tests/benchmarks/bench_cancel.py`.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from atlas_pages import page_count
from long_jobs import jobs, region
from qgis.core import (
    QgsApplication,
    QgsFeature,
    QgsPrintLayout,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QCoreApplication

from plugin.atlas.context import AtlasContext
from plugin.atlas.export.files import export_pdf
from plugin.atlas.preflight.run import preflight
from plugin.atlas.processes.main_thread import MainThread
from plugin.core.pause import Stopped, pause, stoppable, too_late
from plugin.gis.question_store import forget_region
from plugin.gis.workspace import Workspace

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


def from_the(question: int) -> tuple[Callable[[], bool], list[int]]:
    """What asks to stop from a question on, and how often it was asked."""
    asked: list[int] = []

    def answer() -> bool:
        asked.append(len(asked) + 1)
        return asked[-1] >= question

    return answer, asked


def test_a_pdf_of_many_pages_stops_between_two(provider, tmp_path):
    pages = QgsVectorLayer("Point?crs=EPSG:2154", "pages", "memory")
    pages.dataProvider().addFeatures([QgsFeature() for _ in range(6)])
    project = QgsProject()
    project.addMapLayer(pages)
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    layout.atlas().setCoverageLayer(pages)
    layout.atlas().setEnabled(True)
    answer, asked = from_the(4)
    with stoppable(answer), pytest.raises(Stopped):
        export_pdf(layout, tmp_path / "pages.pdf", dpi=50)
    assert len(asked) == 4
    assert list(tmp_path.iterdir()) == []
    export_pdf(layout, tmp_path / "pages.pdf", dpi=50)
    assert page_count(tmp_path / "pages.pdf") == 6


def test_checks_that_qgis_calls_stop_without_ending_the_process(provider, tmp_path):
    context = AtlasContext(Workspace.open(str(region(tmp_path / "atlas"))), QgsProject())
    layout = QgsPrintLayout(context.project)
    layout.initializeDefaults()
    whole = preflight([layout], context)
    answer, asked = from_the(3)
    with stoppable(answer), pytest.raises(Stopped):
        preflight([layout], context)
    assert len(asked) >= 3
    assert preflight([layout], context).findings == whole.findings


def test_what_the_main_thread_does_for_another_is_asked_as_that_one_is(provider):
    found: dict[str, object] = {}

    def work() -> None:
        with stoppable(from_the(2)[0]):
            main = MainThread()
            main.call(pause)
            try:
                main.call(pause)
            except Stopped as stopped:
                found["raised"] = stopped

    thread = threading.Thread(target=work)
    thread.start()
    while thread.is_alive():
        QCoreApplication.processEvents()
    assert isinstance(found["raised"], Stopped)
    pause()


def test_what_ends_a_job_is_no_error_a_computation_may_take_for_one():
    assert not issubclass(Stopped, Exception)
