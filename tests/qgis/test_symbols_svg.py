"""The family of symbols: valid, without text, and told apart at 3 mm in black and white."""

import itertools
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import numpy as np
import pytest
import yaml
from qgis.core import QgsRenderContext
from qgis.PyQt.QtCore import QPointF
from qgis.PyQt.QtGui import QColor, QImage, QPainter

from plugin.core.findings import InputError
from plugin.gis.symbol_book import SymbolBook

ROOT = Path(__file__).resolve().parents[2]
ENTRIES = yaml.safe_load((ROOT / "styles" / "symbols.yaml").read_text(encoding="utf-8"))["symboles"]
DRAWINGS = [ROOT / "resources" / "symbols" / entry["svg"] for entry in ENTRIES.values()]
NAMESPACE = "{http://www.w3.org/2000/svg}"
SHAPES = {"svg", "title", "path", "circle", "rect"}
MM = 24  # pixels: 610 dpi
FRAME_MM = 3.2
GREY_STEP = 60  # of 255: what the eye takes for another grey at this size
DIFFERENT_MM2 = 0.4  # of the 7 mm2 of a symbol at 3 mm


@pytest.fixture(scope="module")
def book(qgis_app):
    return SymbolBook.load()


def grey(book: SymbolBook, key: str, size: float, background: str = "#f6e3b4") -> np.ndarray:
    side = int(FRAME_MM * MM)
    image = QImage(side, side, QImage.Format.Format_RGB32)
    image.fill(QColor(background))
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    context = QgsRenderContext.fromQPainter(painter)
    context.setScaleFactor(MM)
    symbol = book.marker(key, size)
    symbol.startRender(context)
    symbol.renderPoint(QPointF(side / 2, side / 2), None, context)
    symbol.stopRender(context)
    painter.end()
    image = image.convertToFormat(QImage.Format.Format_Grayscale8)
    bits = image.constBits()
    bits.setsize(image.sizeInBytes())
    return np.frombuffer(bytes(bits), np.uint8).reshape(side, image.bytesPerLine())[:, :side].astype(float)


def test_every_key_has_a_drawing_of_its_own():
    assert all(drawing.is_file() for drawing in DRAWINGS)
    assert len(set(DRAWINGS)) == len(ENTRIES)


def test_what_the_sheets_need_is_there():
    asked = """
    su su_saisonnier su_pediatrique smur smur_antenne samu helicoptere_sanitaire helicoptere_sc mcs maternite_1
    maternite_2a maternite_2b maternite_2 maternite_3 cpp chirurgie medecine ssr dialyse_centre udm uad
    radiotherapie chimiotherapie chirurgie_cancer scanner irm tep gamma_camera reanimation usc soins_intensifs unv
    usp lisp emsp had depot_sang_urgence depot_sang_delivrance depot_sang_relais laboratoire msp_mono msp_multi
    centre_sante mmg sos_medecins ehpad handicap ch_referent etablissement
    """
    assert set(asked.split()) <= set(ENTRIES)


@pytest.mark.parametrize("drawing", DRAWINGS, ids=lambda path: path.stem)
def test_a_drawing_is_plain_shapes_with_parameters_and_without_text(drawing):
    root = ElementTree.parse(drawing).getroot()
    assert root.get("viewBox") == "0 0 24 24"
    tags = [element.tag.removeprefix(NAMESPACE) for element in root.iter()]
    assert set(tags) <= SHAPES
    text = drawing.read_text(encoding="utf-8")
    assert "opacity" not in text
    assert "style=" not in text
    paints = {
        value.split()[0]
        for e in root.iter()
        for a, value in e.attrib.items()
        if a in ("fill", "stroke") and value != "none"
    }
    assert paints <= {"param(fill)", "param(outline)"}
    edge = root[1]
    assert edge.get("stroke-width") == "param(outline-width) 4"
    widths = [float(e.get("stroke-width")) for e in root.iter() if e is not edge and e.get("stroke-width")]
    assert all(width >= 1.5 for width in widths)  # 0.19 mm at 3 mm


def test_sizes_orders_and_labels(book):
    assert all(3.0 <= entry["taille"] <= 9.0 for entry in ENTRIES.values())
    assert len({entry["ordre"] for entry in ENTRIES.values()}) == len(ENTRIES)
    assert len({entry["libelle"] for entry in ENTRIES.values()}) == len(ENTRIES)
    for entry in ENTRIES.values():
        assert QColor(entry["couleur"]).lightness() < 110  # dark on light


def test_a_symbol_is_dark_inside_a_white_edge_of_a_quarter_of_a_millimetre(book):
    for size in (3.0, 5.0):
        side = int(6 * MM)
        image = QImage(side, side, QImage.Format.Format_RGB32)
        image.fill(QColor("#a63a2b"))
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        context = QgsRenderContext.fromQPainter(painter)
        context.setScaleFactor(MM)
        symbol = book.marker("etablissement", size)
        symbol.startRender(context)
        symbol.renderPoint(QPointF(side / 2, side / 2), None, context)
        symbol.stopRender(context)
        painter.end()
        row = [image.pixelColor(x, side // 2).lightness() for x in range(side // 2, side)]
        white = sum(value > 200 for value in row) / MM
        dark = next(x for x, value in enumerate(row) if value > 200) / MM
        assert white == pytest.approx(0.25, abs=0.07)
        assert dark == pytest.approx(
            size * 8 / 24, abs=0.07
        )  # the disc of "etablissement" has a radius of 8 units of 24


def test_no_two_symbols_look_alike_at_3_mm_in_greyscale(book):
    pictures = {key: grey(book, key, 3.0) for key in ENTRIES}
    alike = []
    for a, b in itertools.combinations(pictures, 2):
        differing = (np.abs(pictures[a] - pictures[b]) > GREY_STEP).mean() * FRAME_MM**2
        if differing < DIFFERENT_MM2:
            alike.append((round(differing, 2), a, b))
    assert alike == []


def test_every_symbol_stands_out_on_the_lightest_and_the_darkest_class(book):
    for key in ENTRIES:
        for background in ("#fcfbf8", "#a63a2b"):
            picture = grey(book, key, 3.0, background)
            assert picture.min() < 90
            assert picture.max() > 240


def test_drawings_are_embedded_so_that_a_project_needs_no_file(book):
    symbol = book.marker("su")
    assert symbol[0].path().startswith("base64:")


def test_an_unknown_key_is_an_error(book):
    with pytest.raises(InputError) as caught:
        book["inconnu"]
    assert caught.value.findings[0].code == "SYM02"
