"""What a cartographer did to a sheet in QGIS holds when newer data is imported and the sheet is drawn anew."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
import shapely
from atlas_pages import page_image, page_text
from gui_window import wait_for
from loop_watch import watched
from qgis.core import (
    QgsExpressionContextUtils,
    QgsLayoutItemLabel,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsPrintLayout,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor
from sheet_region import CITY, LINKS, PLACES, X, Y, links, sheet_region, sites

from plugin.atlas.catalogue import load_catalogue
from plugin.atlas.context import AtlasContext
from plugin.atlas.export.files import export_pdf
from plugin.atlas.retouch.record import layers_of, layout_of
from plugin.atlas.retouch.review import retouched, saved_retouches
from plugin.atlas.sheet import build_sheet, prepare
from plugin.core.schema import Source
from plugin.gis.base_map import BASE_KEY
from plugin.gis.pinned_labels import MARK, moved_column
from plugin.gis.workspace import Workspace
from plugin.gui.runner import AlgorithmRun
from plugin.processing.draw_sheets import DrawSheets

SHEET = "C09"
ADDED_TEXT = "Un mot de l’agence"
NEW_SITE, NEW_LINK = ("990000050", ("CH Nord", "Nordville", 90, 34, False)), ("L5", "990000050", "990000020", "B", 0.8)


def _import_newer(path: Path) -> None:
    code, place = NEW_SITE
    with Workspace.open(path).writing() as write:
        source = Source(fichier="plus_recent.csv", mention="essai plus récent", date_donnees="2026-06-01")
        write.replace("etablissement", sites({**PLACES, code: place}), source)
        write.replace("cooperation", links([*LINKS, NEW_LINK]), source)


def _draw(
    workspace: Path, project: QgsProject, elsewhere: bool = False, **more: object
) -> tuple[QgsPrintLayout, list, dict]:
    if elsewhere:
        return _draw_in_the_background(workspace, project, more)
    algorithm, context, feedback = DrawSheets().create(), QgsProcessingContext(), _Listener()
    context.setProject(project)
    parameters = {"WORKSPACE": str(workspace), "SHEETS": SHEET, **more}
    good, message = algorithm.checkParameterValues(parameters, context)
    assert good, message
    outputs, succeeded = algorithm.run(parameters, context, feedback, {}, False)
    assert succeeded, feedback.textLog()
    return layout_of(project, SHEET), feedback.findings, outputs


def _draw_in_the_background(workspace: Path, project: QgsProject, more: dict) -> tuple[QgsPrintLayout, list, dict]:
    """As the page Atlas does: another process draws, the window takes the sheet in."""
    run, ended = AlgorithmRun("atlas_soins:draw_sheets", {"WORKSPACE": str(workspace), "SHEETS": SHEET, **more}), []
    run.context.setProject(project)
    run.finished.connect(lambda succeeded, outputs: ended.append((succeeded, outputs)))
    watch = watched(run.start, lambda: bool(ended), wait_for)
    ((succeeded, outputs),) = ended
    assert succeeded, run.feedback.errors
    said = [finding.params for finding in run.feedback.findings if finding.code == "EXP05"]
    assert not said, "another process drew it"
    assert watch.own < 0.1
    return layout_of(project, SHEET), run.feedback.findings, outputs


class _Listener(QgsProcessingFeedback):
    def __init__(self):
        super().__init__(False)
        self.findings = []

    def keep_findings(self, findings) -> None:
        self.findings.extend(findings)


def _layer(project: QgsProject, ending: str) -> QgsVectorLayer:
    return next(layer for key, layer in layers_of(project, SHEET).items() if key.endswith(ending))


def _drag(layer: QgsVectorLayer, mark: str, dx: float, dy: float) -> tuple[float, float]:
    """As QGIS's tool "Move label" does: it adds its step to the auxiliary fields."""
    feature = next(feature for feature in layer.getFeatures() if feature[MARK] == mark)
    place = []
    for axis, step in (("x", dx), ("y", dy)):
        column = layer.fields().lookupField(moved_column(axis))
        place.append(feature[column] + step)
        assert layer.changeAttributeValue(feature.id(), column, place[-1])
    return tuple(place)


def _place(item) -> tuple[float, float]:
    position = item.positionWithUnits()
    return round(position.x(), 2), round(position.y(), 2)


def _insets(layout: QgsPrintLayout) -> set[str]:
    items = [item for item in layout.items() if isinstance(item, QgsLayoutItemLabel)]
    return {item.text() for item in items if item.id().endswith("_nom")}


def _texts(layout: QgsPrintLayout) -> list[str]:
    return [item.text() for item in layout.items() if isinstance(item, QgsLayoutItemLabel)]


def _class_colour(layer: QgsVectorLayer, value: str) -> str:
    categories = layer.renderer().categories()
    return next(category for category in categories if category.value() == value).symbol().symbolLayer(1).color().name()


def _recolour(layer: QgsVectorLayer, value: str, colour: str) -> None:
    renderer = layer.renderer().clone()
    categories = renderer.categories()
    rank = [category.value() for category in categories].index(value)
    symbol = categories[rank].symbol().clone()
    symbol.symbolLayer(1).setColor(QColor(colour))
    renderer.updateCategorySymbol(rank, symbol)
    layer.setRenderer(renderer)


@pytest.fixture(scope="module")
def made(qgis_app, tmp_path_factory) -> tuple[Path, Path]:
    """A workspace and a saved project with the sheet as it is generated."""
    folder = tmp_path_factory.mktemp("retouches")
    workspace = folder / "essai.gpkg"
    sheet_region(workspace)
    project = QgsProject()
    _draw(workspace, project)
    assert project.write(str(folder / "essai.qgz"))
    project.clear()  # lets go of the files, which the tests copy
    return workspace, folder / "essai.qgz"


@pytest.fixture
def opened(made, tmp_path) -> tuple[Path, QgsProject]:
    """A copy of the workspace and the project, closed and opened again."""
    workspace, saved = made
    shutil.copytree(workspace.parent, tmp_path, dirs_exist_ok=True)
    project = QgsProject()
    assert project.read(str(tmp_path / saved.name))
    yield tmp_path / workspace.name, project
    project.clear()


def test_a_sheet_left_alone_holds_nothing_and_is_drawn_as_new(opened):
    workspace, project = opened
    assert retouched(project) == []
    first = {item.id(): _place(item) for item in layout_of(project, SHEET).items() if hasattr(item, "id") and item.id()}
    layout, findings, outputs = _draw(workspace, project)
    assert [finding.code for finding in findings if finding.code.startswith("RET")] == []
    assert outputs["HELD"] == 0
    assert {item.id(): _place(item) for item in layout.items() if hasattr(item, "id") and item.id()} == first
    assert len(project.layoutManager().printLayouts()) == 1
    tables = [layer.source() for layer in project.mapLayers().values()]
    assert len(tables) == len(set(tables)), "no layer is left of the former drawing"


@pytest.mark.parametrize("elsewhere", [False, True], ids=["here", "elsewhere"])
def test_the_six_retouches_hold_through_saving_and_newer_data(provider, opened, tmp_path, elsewhere):
    workspace, project = opened
    layout = layout_of(project, SHEET)
    assert _insets(layout) == {CITY}

    layout.itemById("legende").attemptMove(QgsLayoutPoint(222, 71))
    lines = _layer(project, "principal:c09_cooperations")
    _recolour(lines, "A", "#ff00aa")
    name_at = _drag(_layer(project, "principal:c09_cooperations_noms"), "990000020/0", -9000, 4000)
    bend_at = _drag(_layer(project, "_poignees"), "principal/L1/0", 2000, 9000)
    for item_id in ("carton_1", "carton_1_nom", "carton_1_echelle"):
        layout.removeLayoutItem(layout.itemById(item_id))
    text = QgsLayoutItemLabel(layout)
    text.setText(ADDED_TEXT)
    layout.addLayoutItem(text)
    text.attemptMove(QgsLayoutPoint(30, 40))
    text.attemptResize(QgsLayoutSize(50, 8))

    assert project.write(str(tmp_path / "retouche.qgz"))
    project.clear()
    _import_newer(workspace)
    again = QgsProject()
    assert again.read(str(tmp_path / "retouche.qgz"))
    layout, findings, outputs = _draw(workspace, again, elsewhere)

    assert _place(layout.itemById("legende")) == pytest.approx((222, 71))
    assert _class_colour(_layer(again, "principal:c09_cooperations"), "A") == "#ff00aa"
    names = {f[MARK]: (f["x"], f["y"]) for f in _layer(again, "principal:c09_cooperations_noms").getFeatures()}
    assert names["990000020/0"] == pytest.approx(name_at)
    curves = _layer(again, "principal:c09_cooperations").getFeatures()
    bent = next(shapely.from_wkb(f.geometry().asWkb().data()) for f in curves if f["id"] == "L1")
    frame = layout.itemById("carte")
    millimetre = frame.extent().width() / frame.sizeWithUnits().width()
    whole = shapely.LineString(shapely.get_coordinates(bent))
    assert whole.distance(shapely.Point(bend_at)) < 0.3 * millimetre
    assert _insets(layout) == set()
    assert _texts(layout).count(ADDED_TEXT) == 1

    # New data is there: a site, a link; and what stood in the inset stands on the main map.
    sites = {f["id"] for f in _layer(again, "principal:c09_cooperations_symboles").getFeatures()}
    assert {f["id"] for f in _layer(again, "principal:c09_cooperations").getFeatures()} == {
        "L1",
        "L2",
        "L3",
        "L4",
        "L5",
    }
    assert sites == {*PLACES, NEW_SITE[0]}

    held = {finding.code: finding.params["sujet"] for finding in findings if finding.code.startswith("RET")}
    assert set(held) == {"RET01", "RET02", "RET03", "RET04", "RET05", "RET06"}
    assert (held["RET01"], held["RET03"], held["RET06"]) == ("legende", f"carton:{CITY}", "principal/L1")
    assert outputs["HELD"] == 6

    export_pdf(layout, tmp_path / "page.pdf")
    page = page_text(tmp_path / "page.pdf", 1)
    assert ADDED_TEXT in page and "CH Nord" in page
    picture = page_image(tmp_path / "page.pdf", 1, tmp_path).astype(int)
    assert (np.abs(picture - [0xFF, 0x00, 0xAA]).max(axis=2) < 60).any(), "the class is printed in its new colour"
    again.clear()


@pytest.mark.parametrize("elsewhere", [False, True], ids=["here", "elsewhere"])
def test_what_is_let_go_is_automatic_again(provider, opened, elsewhere):
    workspace, project = opened
    layout = layout_of(project, SHEET)
    before = _place(layout.itemById("legende"))
    drawn = {f[MARK]: f["x"] for f in _layer(project, "principal:c09_cooperations_noms").getFeatures()}
    layout.itemById("legende").attemptMove(QgsLayoutPoint(222, 71))
    _recolour(_layer(project, "principal:c09_cooperations"), "A", "#ff00aa")
    _drag(_layer(project, "principal:c09_cooperations_noms"), "990000020/0", -9000, 4000)
    layout.removeLayoutItem(layout.itemById("carton_1"))
    keys = [retouch.key for retouch in retouched(project)]
    assert len(keys) == 4
    layout, findings, outputs = _draw(workspace, project, elsewhere, RELEASE="\n".join(keys))
    assert outputs["HELD"] == 0 and not [one for one in findings if one.code.startswith("RET")]
    assert _place(layout.itemById("legende")) == before
    assert _class_colour(_layer(project, "principal:c09_cooperations"), "A") != "#ff00aa"
    assert {f[MARK]: f["x"] for f in _layer(project, "principal:c09_cooperations_noms").getFeatures()} == drawn
    assert _insets(layout) == {CITY}


@pytest.mark.parametrize("elsewhere", [False, True], ids=["here", "elsewhere"])
def test_what_newer_data_no_longer_draws_is_said(provider, opened, elsewhere):
    workspace, project = opened
    _drag(_layer(project, "principal:c09_cooperations_noms"), "990000030/0", 3000, 3000)
    gone = {code: place for code, place in PLACES.items() if code != "990000030"}
    with Workspace.open(workspace).writing() as write:
        source = Source(fichier="sans.csv", mention="essai sans Sudville")
        write.replace("etablissement", sites(gone), source)
        write.replace("cooperation", links([link for link in LINKS if "990000030" not in link]), source)
    _layout, findings, outputs = _draw(workspace, project, elsewhere)
    assert [(one.code, one.params["sujet"]) for one in findings if one.code.startswith("RET")] == [
        ("RET09", "principal/990000030")
    ]
    assert outputs["HELD"] == 0


@pytest.mark.parametrize("elsewhere", [False, True], ids=["here", "elsewhere"])
def test_a_map_moved_and_zoomed_a_base_layer_and_a_text_of_the_layout_hold(provider, opened, elsewhere):
    workspace, project = opened
    layout = layout_of(project, SHEET)
    carte = layout.itemById("carte")
    carte.attemptResize(QgsLayoutSize(180, 150))
    carte.zoomToExtent(QgsRectangle(X, Y - 40_000, X + 90_000, Y + 60_000))
    extent = carte.extent()
    coast = next(layer for layer in project.mapLayers().values() if layer.customProperty(BASE_KEY) == "region")
    symbol = coast.renderer().symbol().clone()
    symbol.setColor(QColor("#ffeecc"))
    coast.setRenderer(QgsSingleSymbolRenderer(symbol))
    QgsExpressionContextUtils.setLayoutVariable(layout, "atlas_sous_titre", "Dit autrement")
    for _time in range(2):
        layout, _findings, outputs = _draw(workspace, project, elsewhere)
        carte = layout.itemById("carte")
        assert (carte.sizeWithUnits().width(), carte.sizeWithUnits().height()) == pytest.approx((180, 150))
        assert carte.extent().xMinimum() == pytest.approx(extent.xMinimum(), abs=10)
        assert carte.extent().width() == pytest.approx(extent.width(), rel=1e-4)
        assert layout.itemById("sous_titre").currentText() == "Dit autrement"
        bases = [layer for layer in project.mapLayers().values() if layer.customProperty(BASE_KEY) == "region"]
        assert [layer.renderer().symbol().color().name() for layer in bases] == ["#ffeecc"]
        assert outputs["HELD"] == 3


def test_a_book_prints_the_retouches_of_a_saved_project(opened, tmp_path):
    workspace, project = opened
    layout = layout_of(project, SHEET)
    layout.itemById("legende").attemptMove(QgsLayoutPoint(222, 71))
    _drag(_layer(project, "principal:c09_cooperations_noms"), "990000020/0", -9000, 4000)
    assert project.write(str(tmp_path / "retouche.qgz"))
    context = AtlasContext(
        Workspace.open(workspace), QgsProject(), retouched=saved_retouches(tmp_path / "retouche.qgz")
    )
    printed = build_sheet(context, prepare(context, load_catalogue().sheet(SHEET)), 5)
    assert _place(printed.itemById("legende")) == pytest.approx((222, 71))
    held = {f[MARK] for f in _layer(context.project, "principal:c09_cooperations_noms").getFeatures() if f["tenu"]}
    assert held == {"990000020/0"}
    assert len(context.project.layoutManager().layouts()) == 1
    context.project.clear()
    context.retouched.clear()
