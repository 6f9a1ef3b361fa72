"""What another process draws for a window that must not wait: the same page, taken in whole or not at all."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from atlas_pages import page_image, page_text
from demo_tables import WORKSPACE
from gui_window import wait_for
from qgis.core import QgsPrintLayout, QgsProject
from sheet_region import sheet_region

from plugin.atlas.drawing import elsewhere
from plugin.atlas.drawing.run import draw_sheets
from plugin.atlas.drawing.sheets import Wanted
from plugin.atlas.export.files import export_pdf
from plugin.atlas.processes import second
from plugin.atlas.retouch.record import file_of, layers_of, layout_of
from plugin.gis.pinned_labels import MARK, moved_column
from plugin.gui.runner import AlgorithmRun

SHEET, NAMES = "C09", "principal:c09_cooperations_noms"


class Background:
    """A run in a task, as pages and toolbox start it; ``end`` lets the window work until it is over."""

    def __init__(self, algorithm: str, project: QgsProject, **parameters: object):
        self.ended: list[tuple[bool, dict]] = []
        self.run = AlgorithmRun(f"atlas_soins:{algorithm}", parameters)
        self.run.context.setProject(project)
        self.run.finished.connect(lambda *outcome: self.ended.append(outcome))
        self.run.start()

    def end(self) -> tuple[bool, dict]:
        wait_for(lambda: bool(self.ended), 120)
        return self.ended[0]

    def codes(self) -> list[str]:
        return [finding.code for finding in self.run.feedback.findings]


@pytest.fixture(scope="module")
def made(qgis_app, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("ailleurs")
    sheet_region(folder / "essai.gpkg")
    return folder / "essai.gpkg"


@pytest.fixture
def workspace(provider, made, tmp_path) -> Path:
    return Path(shutil.copy(made, tmp_path))


@pytest.fixture
def project():
    project = QgsProject()
    yield project
    project.clear()


def picture(layout: QgsPrintLayout, folder: Path, name: str):
    export_pdf(layout, folder / name)
    return page_image(folder / name, 1, folder).astype(int)


def held(project: QgsProject) -> tuple[dict, list]:
    """The layers of the sheet with their sources, and the layouts."""
    layers = {key: (layer.id(), layer.source()) for key, layer in layers_of(project, SHEET).items()}
    return layers, [layout.name() for layout in project.layoutManager().printLayouts()]


@pytest.mark.long
def test_pages_drawn_elsewhere_are_those_drawn_here(provider, tmp_path):
    """Insets, a locator, charts, circles: what a layout may hold. The processes draw one after the other."""
    sheets = ("H22", "A05", "T03", "H13", "O04")
    pictures, texts = [], []
    for way in ("here", "elsewhere"):
        folder = tmp_path / way
        folder.mkdir()
        workspace, project = Path(shutil.copy(WORKSPACE, folder)), QgsProject()
        if way == "here":
            draw_sheets(Wanted(str(workspace), sheets), project)
        else:
            run = Background("draw_sheets", project, WORKSPACE=str(workspace), SHEETS=",".join(sheets))
            succeeded, outputs = run.end()
            assert succeeded and outputs["DRAWN"] == len(sheets), run.run.feedback.errors
            assert "EXP05" not in run.codes()
        pictures.append({sheet: picture(layout_of(project, sheet), folder, f"{sheet}.pdf") for sheet in sheets})
        texts.append({sheet: page_text(folder / f"{sheet}.pdf", 1) for sheet in sheets})
        project.clear()
    assert texts[0] == texts[1]
    for sheet in sheets:
        apart = (abs(pictures[0][sheet] - pictures[1][sheet]) > 40).any(axis=2).mean()
        assert apart < 0.0001, sheet


def test_a_drawing_cancelled_midway_leaves_the_former_sheet_and_its_data(workspace, project):
    draw_sheets(Wanted(str(workspace), (SHEET,)), project)
    before = held(project)
    files = {Path(file_of(layer)) for layer in layers_of(project, SHEET).values()}
    contents = {path: path.read_bytes() for path in files}
    run = Background("draw_sheets", project, WORKSPACE=str(workspace), SHEETS=SHEET)
    second_file = next(iter(files)).with_name(f"{SHEET}_2.gpkg")
    wait_for(second_file.exists, 60)
    run.run.cancel()
    succeeded, outputs = run.end()
    assert not outputs and not run.run.feedback.errors
    assert held(project) == before
    assert {path: path.read_bytes() for path in files} == contents
    # and the next one is drawn whole
    succeeded, outputs = Background("draw_sheets", project, WORKSPACE=str(workspace), SHEETS=SHEET).end()
    assert succeeded and outputs["DRAWN"] == 1
    assert held(project)[1] == before[1]
    assert {Path(file_of(layer)) for layer in layers_of(project, SHEET).values()} == {second_file}


@pytest.mark.parametrize("steps", [5, 25, 40])
def test_a_sheet_that_has_half_arrived_when_it_is_cancelled_is_taken_back(workspace, project, monkeypatch, steps):
    draw_sheets(Wanted(str(workspace), (SHEET,)), project)
    before = held(project)
    whole, run = elsewhere.arrive, None

    def arrive(*arguments):
        arriving = whole(*arguments)
        for _step in range(steps):
            next(arriving)
            yield
        run.run.cancel()
        yield from arriving

    monkeypatch.setattr(elsewhere, "arrive", arrive)
    run = Background("draw_sheets", project, WORKSPACE=str(workspace), SHEETS=SHEET)
    succeeded, outputs = run.end()
    assert not outputs and not run.run.feedback.errors
    wait_for(lambda: held(project) == before, 5)
    assert len(project.mapLayers()) == len({layer.source() for layer in project.mapLayers().values()})


def test_a_name_moved_while_the_sheet_is_drawn_stays_where_it_was_put(workspace, project):
    draw_sheets(Wanted(str(workspace), (SHEET,)), project)
    layer = layers_of(project, SHEET)[NAMES]
    run = Background("draw_sheets", project, WORKSPACE=str(workspace), SHEETS=SHEET)
    wait_for(lambda: Path(file_of(layer)).with_name(f"{SHEET}_2.gpkg").exists(), 60)
    feature = next(layer.getFeatures())
    mark, place = feature[MARK], []
    for axis, step in (("x", -9000), ("y", 4000)):
        column = layer.fields().lookupField(moved_column(axis))
        place.append(feature[column] + step)
        assert layer.changeAttributeValue(feature.id(), column, place[-1])
    succeeded, outputs = run.end()
    assert succeeded and outputs["HELD"] == 1
    now = {one[MARK]: (one["x"], one["y"]) for one in layers_of(project, SHEET)[NAMES].getFeatures()}
    assert now[mark] == pytest.approx(place)


def test_a_project_closed_meanwhile_is_told(workspace, project):
    run = Background("draw_sheets", project, WORKSPACE=str(workspace), SHEETS=SHEET)
    wait_for(lambda: run.run.feedback.progress() > 0 or workspace.with_name("essai_cartes").exists(), 60)
    project.clear()
    succeeded, _outputs = run.end()
    assert not succeeded
    assert any("closed" in error for error in run.run.feedback.errors), run.run.feedback.errors
    assert not project.mapLayers() and not project.layoutManager().layouts()


def test_without_another_process_the_window_draws_and_says_so(workspace, project, monkeypatch, tmp_path):
    monkeypatch.setattr(second, "programs", lambda: iter(()))
    run = Background("draw_sheets", project, WORKSPACE=str(workspace), SHEETS=SHEET)
    succeeded, outputs = run.end()
    assert succeeded and outputs["DRAWN"] == 1 and run.codes()[0] == "EXP05"
    given = {"THEME": SHEET, "TERRITORY_TYPE": "departement", "TERRITORY": "W", "OUTPUT_FOLDER": str(tmp_path / "out")}
    run = Background("express_map", project, WORKSPACE=str(workspace), **given)
    succeeded, outputs = run.end()
    assert succeeded and run.codes()[0] == "EXP05"
    assert Path(outputs["PDF"]).is_file() and Path(outputs["PNG"]).is_file()


def test_a_map_drawn_elsewhere_is_that_drawn_here_and_leaves_nothing_when_cancelled(workspace, project, tmp_path):
    given = {"THEME": SHEET, "TERRITORY_TYPE": "departement", "TERRITORY": "W", "OUTPUT_FOLDER": str(tmp_path / "out")}
    run = Background("express_map", project, WORKSPACE=str(workspace), **given)
    wait_for(lambda: any((tmp_path / "out").glob(".carte-*/*")), 60)
    run.run.cancel()
    succeeded, outputs = run.end()
    assert not outputs and not run.run.feedback.errors
    assert not list((tmp_path / "out").iterdir())
    run = Background("express_map", project, WORKSPACE=str(workspace), **given)
    succeeded, outputs = run.end()
    assert succeeded and "EXP05" not in run.codes()
    names = sorted(path.name for path in (tmp_path / "out").iterdir())
    assert names == ["C09_departement_W.pdf", "C09_departement_W.png"]
    assert "Urgences – Ouest" in page_text(Path(outputs["PDF"]), 1)
    assert outputs["TITLE"].endswith("– Ouest")


def test_a_fault_of_the_drawing_is_told_as_here(workspace, project, tmp_path):
    wrong = {"THEME": SHEET, "TERRITORY_TYPE": "departement", "TERRITORY": "Z", "OUTPUT_FOLDER": str(tmp_path / "out")}
    run = Background("express_map", project, WORKSPACE=str(workspace), **wrong)
    assert not run.end()[0]
    assert "Z" in run.run.feedback.errors[0] and "Traceback" not in run.run.feedback.errors[0]
    run = Background("draw_sheets", project, WORKSPACE=str(workspace), SHEETS="X99")
    assert not run.end()[0]
    assert "X99" in run.run.feedback.errors[0]
