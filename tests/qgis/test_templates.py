"""Every template of ours has the items the sheets are printed with, inside its page and apart from each other."""

from __future__ import annotations

import itertools

import pytest
from qgis.core import QgsProject

from plugin.atlas.layout import SheetLayout
from plugin.atlas.layout_items import place_of
from plugin.gis.charter import Charter
from plugin.gis.resources import RESOURCES

NAMES = sorted(path.stem for path in (RESOURCES / "layouts").glob("*.qpt"))
IDS = {
    "bandeau_famille", "famille", "titre", "sous_titre", "carte", "legende", "graphique", "localisateur", "notes",
    "nord", "echelle", "source", "logo", "logo_2", "edition", "page",
}  # fmt: skip
# Items that share ground until the page is filled: one of them is removed, or they are set one under the other.
SHARED = {"famille", "bandeau_famille", "nord", "logo_2", "localisateur", "legende", "graphique", "notes"}


@pytest.fixture(params=NAMES)
def sheet(request, qgis_app) -> SheetLayout:
    """An empty sheet of each template."""
    return SheetLayout(QgsProject.instance(), request.param, "essai", Charter.load())


def test_formats():
    assert NAMES == ["a3_paysage", "a3_portrait", "a4_paysage", "a4_portrait", "diapositive"]


def test_items_lie_in_the_page_and_apart(sheet):
    page = sheet.layout.pageCollection().page(0).pageSize()
    items = {item_id: sheet.item(item_id) for item_id in IDS}
    places = {item_id: place_of(item) for item_id, item in items.items()}
    for item_id in IDS - {"famille"}:
        place = places[item_id]
        assert place.x >= 0 and place.y >= 0, item_id
        assert place.right <= page.width() and place.bottom <= page.height(), item_id
    for one, other in itertools.combinations(sorted(IDS - SHARED), 2):
        a, b = places[one], places[other]
        assert a.right <= b.x or b.right <= a.x or a.bottom <= b.y or b.bottom <= a.y, (one, other)


def test_what_is_not_used_goes(sheet):
    sheet.set_words({"titre": "Titre", "notes": "Une note."})
    sheet.set_logo("")
    assert sheet.fill_column([], None, 0.0)
    for item_id in ("localisateur", "graphique", "logo", "logo_2"):
        assert sheet.layout.itemById(item_id) is None, item_id


def test_text_is_larger_on_a3_but_not_as_much_as_the_paper():
    charter = Charter.load()
    sizes = {}
    for name in NAMES:
        sheet = SheetLayout(QgsProject.instance(), name, name, charter)
        sizes[name] = sheet.item("titre").textFormat().size()
    assert sizes["a3_paysage"] == pytest.approx(1.2 * sizes["a4_paysage"])
    assert sizes["a4_portrait"] == sizes["a4_paysage"] == 15
