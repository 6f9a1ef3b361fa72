"""One territory and one theme: a page, a slide, the clipboard; nothing left in the atlas or the project."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from atlas_pages import page_image, page_text
from gui_window import Window, nameless, wait_for
from made_up_region import run
from qgis.core import QgsApplication, QgsProcessingException, QgsProject
from qgis.PyQt.QtGui import QGuiApplication, QImage
from sheet_region import sheet_region

from plugin.gui.express_map import open_express
from plugin.gui.session import Session
from plugin.processing.express_map import ExpressMapAlgorithm
from plugin.processing.provider import AtlasProvider


@pytest.fixture(scope="module")
def workspace(qgis_app, tmp_path_factory):
    path = tmp_path_factory.mktemp("express") / "essai.gpkg"
    sheet_region(path)
    return path


@pytest.fixture(scope="module")
def drawn(workspace):
    """The cooperations of the western département."""
    folder = workspace.parent / "cartes"
    return run(
        ExpressMapAlgorithm,
        WORKSPACE=str(workspace), THEME="C09", TERRITORY_TYPE="departement", TERRITORY="W", OUTPUT_FOLDER=str(folder),
    )  # fmt: skip


def test_the_page_says_which_territory_and_counts_nothing_of_the_region(drawn, tmp_path):
    text = page_text(Path(drawn["PDF"]), 1)
    assert drawn["TITLE"].endswith("– Ouest") and "Urgences – Ouest" in text
    assert "consultations avancées" in text and "consultations avancées (" not in text
    assert "CH Ouest" in text
    picture = page_image(Path(drawn["PDF"]), 1, tmp_path)
    ink = (picture < 250).any(axis=2)
    height, width = ink.shape
    assert ink[int(height * 0.65) : int(height * 0.78), int(width * 0.77) : int(width * 0.85)].any(), "the locator"


def test_the_slide_is_full_hd_and_its_map_stands_on_the_territory(drawn):
    slide = QImage(drawn["PNG"])
    assert (slide.width(), slide.height()) == (1920, 1080)
    raw = slide.convertToFormat(QImage.Format.Format_RGB888)
    pixels = np.frombuffer(raw.constBits().asstring(raw.sizeInBytes()), dtype=np.uint8).reshape(1080, -1, 3)[:, :1920]
    # The map fills the slide from 4 to 207 mm of 297: its middle is the middle of the territory, paler around.
    middle = pixels[540, int(1920 * 60 / 297) : int(1920 * 150 / 297)].reshape(-1, 3)
    edge = pixels[540, int(1920 * 5 / 297) : int(1920 * 9 / 297)].reshape(-1, 3)
    assert np.median(middle) > 245 > np.median(edge)


def test_nothing_is_left_behind(drawn, workspace):
    assert {path.name for path in workspace.parent.iterdir()} == {"essai.gpkg", "cartes"}
    assert len(list((workspace.parent / "cartes").iterdir())) == 2
    assert not QgsProject.instance().layoutManager().layouts()


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"TERRITORY": "Z9"}, "Z9"),
        ({"THEME": "X77"}, "X77"),
        ({"THEME": "H08"}, "autorisation"),
    ],
)
def test_what_cannot_be_drawn_is_one_sentence(workspace, tmp_path, given, words):
    wanted = {"THEME": "C09", "TERRITORY_TYPE": "departement", "TERRITORY": "W"} | given
    with pytest.raises(Exception, match=words) as error:
        run(ExpressMapAlgorithm, WORKSPACE=str(workspace), OUTPUT_FOLDER=str(tmp_path), **wanted)
    assert isinstance(error.value, QgsProcessingException | AssertionError)
    assert not list(tmp_path.glob("*.p*"))


@pytest.fixture
def dialog(workspace, qgis_app):
    registry = QgsApplication.processingRegistry()
    provider = AtlasProvider()
    registry.addProvider(provider)
    session = Session(Window())
    session.path = workspace
    dialog = open_express(session)
    yield dialog
    dialog.close()
    session.close()
    registry.removeProvider(provider)


def test_from_the_dialog_to_the_clipboard(dialog, tmp_path):
    assert nameless(dialog) == []
    assert not dialog.copy_button.isEnabled()
    dialog.theme.setCurrentIndex(dialog.theme.findData("C09"))
    dialog.kind.setCurrentIndex(dialog.kind.findData("departement"))
    dialog.territory.setCurrentIndex(dialog.territory.findText("Est"))
    dialog.folder.setFilePath(str(tmp_path))
    dialog.draw_button.click()
    wait_for(lambda: dialog.bar.run is None)
    assert dialog.copy_button.isEnabled(), dialog.session.iface.said()
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().image().width() == 1920
    assert dialog.grab().save(str(tmp_path / "dialogue.png"))


def test_without_an_atlas_there_is_no_dialog(qgis_app):
    session = Session(Window())
    assert open_express(session) is None
    session.close()
