"""The cover: title, region, edition and agency over the outline of the region."""

from __future__ import annotations

import shapely
from qgis.core import (
    QgsFillSymbol,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsLineSymbol,
    QgsPrintLayout,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from ...gis.base_map import BASE_KEY
from ..context import AtlasContext
from ..edition import typeset
from ..layout_items import Place, add, add_block, line_height, wrapped
from ..page import fit
from ..parts import COVER, BookPart
from .pages import BookPages

_ILLUSTRATIVE = "Édition de démonstration : données illustratives ou approchées, à ne pas diffuser."
_LIMIT = "territoire_sante"


def cover(context: AtlasContext) -> BookPart:
    """The cover as a part of the book."""
    return BookPart("couverture", COVER, "Couverture", "", 1, lambda page: _build(context, page))


def title_of(context: AtlasContext) -> str:
    """The title of the atlas."""
    edition = context.edition
    place = f" – {edition.region}" if edition.region else ""
    return typeset(edition.titre or f"Atlas de l’offre de soins{place}")


def _build(context: AtlasContext, first_page: int) -> QgsPrintLayout:
    pages = BookPages(context, "Couverture", 1)
    form, edition = pages.format, context.edition
    wide, high = form.width / form.unit, form.height / form.unit
    ground = context.charter.values["livre"]["couverture"]
    add_block(pages.layout, "fond", ground, Place(0, 0, form.width, form.height))
    box = form.place(wide * 0.36, 52, wide * 0.64 - 14, high - 82) if form.landscape else form.place(14, 92, 182, 150)
    _add_region(pages, box)
    top = _add_title(pages, title_of(context), 120 if form.landscape else 182)
    pages.label("sous_titre", typeset(edition.sous_titre or f"Édition {edition.edition}".strip()), "couverture",
                Place(20, top + 6, 150, 9))  # fmt: skip
    foot = high - 30
    pages.label("agence", edition.agence, "couverture", Place(20, foot, 120, 8))
    pages.label("date", edition.mois_edition, "couverture_notes", Place(20, foot + 9, 120, 6))
    if _is_illustrative(context):
        pages.label("mention", typeset(_ILLUSTRATIVE), "couverture_notes", Place(20, foot + 15, 150, 6))
    _add_logos(pages, wide, foot - 4)
    return pages.finish(first_page)


def _add_title(pages: BookPages, title: str, width: float) -> float:
    """The title on as many lines as it needs; returns the y under it, in millimetres of A4."""
    text_format = pages.charter.text("couverture_titre")
    lines = wrapped(title, text_format, width * pages.format.unit)
    height = len(lines) * line_height(text_format) / pages.format.unit
    pages.label("titre", "\n".join(lines), "couverture_titre", Place(20, 26, width + 30, height + 2))
    return 26 + height


def _add_region(pages: BookPages, box: Place) -> None:
    """The outline of the region as a plain shape with its main limits."""
    context = pages.context
    colours = context.charter.values["livre"]
    fill = _copy(context, context.base.ground_layers()[0], "couverture_region")
    fill.setRenderer(
        QgsSingleSymbolRenderer(
            QgsFillSymbol.createSimple({"color": colours["couverture_carte"], "outline_style": "no"})
        )
    )
    layers = [fill]
    if len(context.base.zoning(_LIMIT)):
        lines = _copy(context, context.base.limit_layer(_LIMIT), "couverture_limites")
        line = QgsLineSymbol.createSimple({"color": colours["couverture_limite"], "width": "0.35"})
        lines.setRenderer(QgsSingleSymbolRenderer(line))
        layers.insert(0, lines)
    frame = fit(shapely.bounds(context.base.region), box.width, box.height)
    item = QgsLayoutItemMap(pages.layout)
    add(pages.layout, item, "carte", box)
    item.setBackgroundColor(QColor(colours["couverture"]))
    item.setCrs(context.base.crs)
    item.zoomToExtent(QgsRectangle(*frame.bounds))
    item.setLayers(layers)
    item.setKeepLayerSet(True)


def _copy(context: AtlasContext, layer: QgsVectorLayer, name: str) -> QgsVectorLayer:
    """A layer of the base map in a dress of its own, kept in the project so that the layout prints again."""
    twin = layer.clone()
    twin.removeCustomProperty(BASE_KEY)  # else sheets would take it for the base map's own
    twin.setName(name)
    context.project.addMapLayer(twin, False)
    root = context.project.layerTreeRoot()
    group = root.findGroup("Couverture") or root.addGroup("Couverture")
    group.addLayer(twin)
    group.setItemVisibilityChecked(False)
    return twin


def _add_logos(pages: BookPages, wide: float, top: float) -> None:
    edition = pages.context.edition
    logos = [logo for logo in (edition.logo or pages.context.charter.logo, edition.logo_2) if logo]
    for number, logo in enumerate(logos):
        item = QgsLayoutItemPicture(pages.layout)
        item.setPicturePath(logo)
        name = "logo" if number == 0 else "logo_2"
        place = pages.format.place(wide - 20 - 34 * (len(logos) - number), top, 30, 20)
        add(pages.layout, item, name, place)


def _is_illustrative(context: AtlasContext) -> bool:
    return bool(context.sources["illustratif"].fillna(False).any())
