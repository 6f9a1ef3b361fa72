"""An export shared by processes: the second dies or never comes, the run is cancelled, a file cannot be written."""

from __future__ import annotations

import json
import resource
import shutil
import threading
import time
from pathlib import Path

import pytest
from atlas_pages import page_count, page_image, page_text
from demo_tables import WORKSPACE
from qgis.core import QgsApplication, QgsLayoutItemLabel, QgsPrintLayout, QgsProject
from qgis.PyQt.QtCore import QCoreApplication, QRectF

from plugin.atlas.export import follow
from plugin.atlas.export import run as run_module
from plugin.atlas.export.files import export_pdf
from plugin.atlas.export.follow import export
from plugin.atlas.export.options import BOOK, PDF, ExportOptions
from plugin.atlas.export.run import export_steps
from plugin.atlas.parts import SHEET
from plugin.atlas.processes import jobs, second
from plugin.core.findings import InputError

pytestmark = pytest.mark.long

SHEETS = ("H12", "H13")


@pytest.fixture
def workspace(tmp_path) -> Path:
    return Path(shutil.copy(WORKSPACE, tmp_path / "b.gpkg"))


def options(workspace: Path, sheets: tuple[str, ...] = SHEETS, **more) -> ExportOptions:
    return ExportOptions(str(workspace), sheets=sheets, kinds=(SHEET,), **more)


def to_the_end(steps):
    try:
        while True:
            next(steps)
    except StopIteration as end:
        return end.value


class DiesAtOnce:
    """A second process that takes the last sheet and ends before it has drawn it."""

    said = "Killed\n"

    def __init__(self, algorithm, parameters):
        self.desk = Path(parameters["JOB"]).parent

    def start(self):
        (self.desk / f"{len(SHEETS)}.taken").touch()
        return True

    def running(self, wait_ms=0):
        return False

    def succeeded(self):
        return False

    def end(self):
        pass


def test_what_a_second_process_had_begun_is_made_by_the_first(workspace, tmp_path, monkeypatch):
    monkeypatch.setattr(run_module, "SecondProcess", DiesAtOnce)
    book = to_the_end(export_steps(options(workspace), tmp_path / "out"))
    assert [finding.params["detail"] for finding in book.findings if finding.code == "EXP06"] == ["Killed"]
    assert page_count(book.path) == len(SHEETS)
    assert [entry.process for entry in book.printed] == [1, 1]
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "atlas.json", "atlas.pdf", "atlas.qgz", "feuilles",
    ]  # fmt: skip


def test_no_program_for_a_second_process_is_said_and_all_is_printed(workspace, tmp_path, monkeypatch):
    monkeypatch.setattr(second, "programs", lambda: iter(()))
    chosen = options(workspace, formats=(BOOK,), pattern="{page} {titre}")
    book = to_the_end(export_steps(chosen, tmp_path / "out"))
    assert "EXP05" in [finding.code for finding in book.findings]
    assert page_count(book.path) == len(SHEETS)
    assert not (tmp_path / "out" / "feuilles").exists()


def test_a_run_closed_midway_leaves_nothing(workspace, tmp_path):
    steps = export_steps(options(workspace, processes=1), tmp_path / "out")
    next(steps)
    next(steps)
    assert list((tmp_path / "out").iterdir())
    steps.close()
    assert not list((tmp_path / "out").iterdir())


def test_a_file_open_elsewhere_is_named_and_the_others_are_kept(workspace, tmp_path, monkeypatch):
    held = tmp_path / "out" / "feuilles" / "H12.pdf"
    replace = Path.replace

    def refuse(self, target):
        if Path(target) == held:
            raise PermissionError(13, "held by a viewer", str(target))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(InputError) as caught:
        to_the_end(export_steps(options(workspace, processes=1), tmp_path / "out"))
    (finding,) = caught.value.findings
    assert finding.code == "EXP02" and finding.params["chemin"] == str(held)
    assert [path.name for path in (tmp_path / "out" / "feuilles").iterdir()] == ["H13.pdf"]
    assert not list((tmp_path / "out").glob(".atlas-*"))


def test_a_file_cut_by_the_system_gets_no_name(qgis_app, tmp_path):
    """QGIS says all is well when the disk takes no more: here no file may pass 3 kB."""
    layout = QgsPrintLayout(QgsProject.instance())
    layout.initializeDefaults()
    label = QgsLayoutItemLabel(layout)
    label.setText("Une page dont le PDF, avec sa police, passe trois kilo-octets. " * 20)
    label.attemptSetSceneRect(QRectF(10, 10, 200, 150))
    layout.addLayoutItem(label)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (3000, hard))
    try:
        with pytest.raises(InputError) as caught:
            export_pdf(layout, tmp_path / "page.pdf")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert caught.value.findings[0].code == "EXP02"
    assert not list(tmp_path.iterdir())
    export_pdf(layout, tmp_path / "page.pdf")
    assert "trois kilo-octets" in page_text(tmp_path / "page.pdf", 1)


def test_a_run_in_the_background_is_another_processs_and_its_layouts_hold_all_layers(workspace, tmp_path):
    """Two processes and the thread that waits for them: the page of the second is what this one would draw."""
    found: dict = {}
    wanted = options(workspace, ("H06", "H08", "H10", *SHEETS))  # so many that the second finds one when it has started
    work = threading.Thread(target=lambda: found.update(book=export(wanted, tmp_path / "out")))
    longest, before = 0.0, time.perf_counter()
    work.start()
    while work.is_alive():
        QCoreApplication.processEvents()
        time.sleep(0.005)
        longest, before = max(longest, time.perf_counter() - before), time.perf_counter()
    book = found["book"]
    manifest = json.loads(book.manifest.read_text(encoding="utf-8"))
    assert {entry["process"] for entry in manifest["feuilles"]} == {1, 2}
    project = QgsProject()
    assert project.read(str(tmp_path / "out" / "atlas.qgz"))
    for layout in project.layoutManager().printLayouts():
        path = tmp_path / f"{layout.name()[:3]}.pdf"
        export_pdf(layout, path)
        number = next(entry["page"] for entry in manifest["feuilles"] if entry["id"] == layout.name()[:3])
        again, printed = page_image(path, 1, tmp_path), page_image(book.path, number, tmp_path)
        assert (abs(again.astype(int) - printed.astype(int)) > 40).any(axis=2).mean() < 0.002
    print(f"longest wait of the main thread: {longest * 1000:.0f} ms")


def test_a_cancelled_run_of_another_process_is_gone_within_moments(workspace, tmp_path):
    found: dict = {}

    def watch(step) -> bool:
        if step.total > 1:  # it has planned and draws
            found["asked"] = time.perf_counter()
        return step.total <= 1

    def work() -> None:
        found["book"] = export(options(workspace), tmp_path / "out", watch)
        found["end"] = time.perf_counter()

    thread = threading.Thread(target=work)
    thread.start()
    while thread.is_alive():
        QCoreApplication.processEvents()
        time.sleep(0.01)
    assert found["book"] is None and "asked" in found
    print(f"cancelled after {found['end'] - found['asked']:.2f} s")
    time.sleep(0.3)
    assert not list((tmp_path / "out").iterdir())


def test_a_process_whose_run_was_cancelled_as_it_finished_places_nothing(workspace, tmp_path, provider):
    job = tmp_path / "job.json"
    asked = options(workspace, sheets=("T01",), formats=(PDF,))
    values = {"options": asked.to_json(), "folder": str(tmp_path / "out")}
    job.write_text(json.dumps({"kind": follow.JOB, "values": values}), encoding="utf-8")
    assert jobs.decides(tmp_path)
    jobs.take(job, {follow.JOB: follow.export_for_other})
    assert json.loads((tmp_path / "job.outcome").read_text(encoding="utf-8")) == {"result": None}
    assert not list((tmp_path / "out").iterdir())


def test_a_cancel_that_comes_as_the_files_get_their_places_is_too_late(workspace, tmp_path, monkeypatch, provider):
    class Places:
        """Another process that has decided; its files lie there at the second look."""

        said, looks = "", 0

        def __init__(self, algorithm, parameters):
            self.job = Path(parameters["JOB"])

        def start(self):
            assert jobs.decides(self.job.parent)
            return True

        def running(self, wait_ms=0):
            Places.looks += 1
            if Places.looks == 2:
                book = {"path": None, "manifest": "atlas.json", "bookmarked": False}
                book |= {"printed": [], "skipped": [], "findings": []}
                self.job.with_suffix(".outcome").write_text(json.dumps({"result": book}), encoding="utf-8")
            return Places.looks < 2

        def end(self):
            pass

    monkeypatch.setattr(jobs, "SecondProcess", Places)
    monkeypatch.setattr(follow, "in_main_thread", lambda: False)
    (tmp_path / "out").mkdir()
    book = export(options(workspace), tmp_path / "out", lambda step: False)
    assert book is not None and book.manifest == Path("atlas.json") and Places.looks == 2


def test_programs_are_real_programs(qgis_app):
    found = list(second.programs())
    assert found and all(path.is_file() for path in found)
    assert found[0].name.startswith("qgis_process") and not found[0].name.endswith(".bat")
    assert QgsApplication.prefixPath()


def test_formats_are_named(workspace, tmp_path):
    assert ExportOptions.from_json(options(workspace, formats=(BOOK, PDF)).to_json()) == options(workspace)
