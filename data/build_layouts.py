"""Derives the templates of resources/layouts from the one of A4 landscape: the same items, placed for each page.

Edit ``a4_paysage.qpt`` in QGIS's layout designer, then run this file with the environment of the tests.
"""

from __future__ import annotations

import base64
import re
import sys
import uuid
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsExpressionContextUtils,
    QgsFillSymbol,
    QgsLayoutItemMap,
    QgsLayoutItemPage,
    QgsLayoutItemPicture,
    QgsLayoutMeasurement,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsPrintLayout,
    QgsProject,
    QgsReadWriteContext,
)
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtXml import QDomDocument

FOLDER = Path(__file__).resolve().parents[1] / "resources" / "layouts"
MASTER = "a4_paysage"
A3 = 420 / 297

# x, y, width, height in millimetres.
LANDSCAPE = {
    "bandeau_famille": (0, 0, 4, 210),
    "famille": (0, 186, 150, 4),
    "titre": (12, 7, 273, 8.4),
    "sous_titre": (12, 15.5, 273, 6),
    "carte": (4, 24, 216, 162),
    "nord": (207, 27, 9, 11),
    "legende": (223, 26, 67, 90),
    "graphique": (223, 120, 67, 40),
    "localisateur": (223, 136, 30, 22),
    "notes": (223, 160, 67, 26),
    "echelle": (12, 191, 50, 10),
    "source": (62, 191, 158, 12),
    "logo_2": (198, 190, 22, 12),
    "logo": (223, 190, 22, 12),
    "edition": (246, 191.6, 32, 5),
    "page": (280, 191, 10, 6),
}
PORTRAIT = {
    "bandeau_famille": (0, 0, 4, 297),
    "famille": (0, 273, 150, 4),
    "titre": (12, 7, 191, 8.4),
    "sous_titre": (12, 15.5, 191, 6),
    "carte": (4, 24, 199, 152),
    "nord": (190, 27, 9, 11),
    "legende": (12, 181, 123, 86),
    "graphique": (139, 181, 64, 40),
    "localisateur": (139, 222, 30, 22),
    "notes": (139, 241, 64, 26),
    "echelle": (12, 273, 50, 10),
    "source": (62, 273, 141, 12),
    "logo_2": (38, 284, 22, 10),
    "logo": (12, 284, 22, 10),
    "edition": (150, 286.6, 40, 5),
    "page": (193, 286, 10, 6),
}
# 16:9, for a screen: 1920 x 1080 points at 164.2 dpi.
SLIDE_SIZE = (297, 167.0625)
SLIDE = {
    "bandeau_famille": (0, 0, 4, 167.0625),
    "famille": (0, 146, 120, 4),
    "titre": (12, 6, 238, 9.6),
    "sous_titre": (12, 15.6, 238, 6),
    "carte": (4, 23, 203, 122),
    "nord": (194, 26, 9, 11),
    "legende": (211, 24, 81, 70),
    "graphique": (211, 80, 81, 40),
    "localisateur": (262, 3, 30, 19),
    "notes": (211, 121, 81, 24),
    "echelle": (12, 150, 50, 10),
    "source": (66, 150, 142, 13),
    "logo_2": (188, 150, 20, 12),
    "logo": (211, 150, 22, 12),
    "edition": (238, 151, 40, 5),
    "page": (280, 150.4, 12, 6),
}
# Text of the page on A3 is not as much larger as the paper: it is read from nearly as near.
FORMATS = {
    "a4_paysage": ((297, 210), LANDSCAPE, 1.0, 1.0),
    "a4_portrait": ((210, 297), PORTRAIT, 1.0, 1.0),
    "a3_paysage": ((297, 210), LANDSCAPE, A3, 1.2),
    "a3_portrait": ((210, 297), PORTRAIT, A3, 1.2),
    "diapositive": (SLIDE_SIZE, SLIDE, 1.0, 1.15),
}
NORTH = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 110" width="9mm" height="11mm">
<path d="M45 30 L62 104 L45 90 L28 104 Z" fill="#4b5563"/>
<path d="M36 22 V4 L54 22 V4" fill="none" stroke="#4b5563" stroke-width="4" stroke-linejoin="round"/></svg>"""


def read(path: Path) -> QgsPrintLayout:
    """A template as a layout."""
    document = QDomDocument()
    document.setContent(path.read_text(encoding="utf-8"))
    layout = QgsPrintLayout(QgsProject.instance())
    layout.initializeDefaults()
    layout.loadFromTemplate(document, QgsReadWriteContext())
    layout.setName("gabarit")
    return layout


def complete(layout: QgsPrintLayout) -> None:
    """Add the items an older template lacks."""
    for item_id, make in (("localisateur", _locator), ("nord", _north), ("logo_2", _second_logo)):
        if layout.itemById(item_id) is None:
            item = make(layout)
            item.setId(item_id)
            layout.addLayoutItem(item)
    layout.itemById("nord").setLinkedMap(layout.itemById("carte"))


def _locator(layout: QgsPrintLayout) -> QgsLayoutItemMap:
    item = QgsLayoutItemMap(layout)
    item.setBackgroundColor(QColor("#e6f0f5"))
    item.setFrameEnabled(True)
    item.setFrameStrokeWidth(QgsLayoutMeasurement(0.2, Qgis.LayoutUnit.Millimeters))
    item.setFrameStrokeColor(QColor("#6b7280"))
    return item


def _north(layout: QgsPrintLayout) -> QgsLayoutItemPicture:
    item = QgsLayoutItemPicture(layout)
    # Embedded: a saved layout prints without the plugin.
    item.setPicturePath("base64:" + base64.b64encode(NORTH.encode()).decode())
    item.setNorthMode(QgsLayoutItemPicture.NorthMode.GridNorth)
    return item


def _second_logo(layout: QgsPrintLayout) -> QgsLayoutItemPicture:
    item = QgsLayoutItemPicture(layout)
    item.setPictureAnchor(layout.itemById("logo").pictureAnchor())
    item.setResizeMode(layout.itemById("logo").resizeMode())
    return item


def arrange(layout: QgsPrintLayout, name: str) -> None:
    """Place the items for a format."""
    (width, height), places, factor, text = FORMATS[name]
    pages = layout.pageCollection()
    pages.clear()
    page = QgsLayoutItemPage(layout)
    page.setPageSize(QgsLayoutSize(round(width * factor, 4), round(height * factor, 4)))
    pages.addPage(page)
    pages.setPageStyleSymbol(QgsFillSymbol.createSimple({"color": "#ffffff", "outline_style": "no"}))
    for order, (item_id, place) in enumerate(places.items(), start=1):
        x, y, item_width, item_height = (round(value * factor, 2) for value in place)
        item = layout.itemById(item_id)
        item.attemptMove(QgsLayoutPoint(x, y))
        item.attemptResize(QgsLayoutSize(item_width, item_height))
        # The map lies at the bottom, whatever the order of the others.
        item.setZValue(1 if item_id == "carte" else order + 1)
    QgsExpressionContextUtils.setLayoutVariables(layout, {"atlas_taille_texte": str(text)})


def write(layout: QgsPrintLayout, path: Path) -> None:
    """Save a template; the same layout gives the same file, whatever identifiers QGIS draws."""
    layout.saveAsTemplate(str(path), QgsReadWriteContext())
    text = path.read_text(encoding="utf-8")
    drawn = dict.fromkeys(re.findall(r"\{[0-9a-f]{8}-[0-9a-f-]{27}\}", text))
    for number, identifier in enumerate(drawn):
        text = text.replace(identifier, f"{{{uuid.uuid5(uuid.NAMESPACE_OID, str(number))}}}")
    path.write_text(text, encoding="utf-8")


def main() -> None:
    """All templates anew."""
    application = QgsApplication([], False)
    application.initQgis()
    for name in FORMATS:
        layout = read(FOLDER / f"{MASTER}.qpt")
        complete(layout)
        arrange(layout, name)
        write(layout, FOLDER / f"{name}.qpt")
        print(f"{name}.qpt")
    sys.stdout.flush()
    application.exitQgis()


if __name__ == "__main__":
    main()
