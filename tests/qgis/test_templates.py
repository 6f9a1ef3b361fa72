"""Every template of ours has the items the sheets are printed with, inside its page and apart from each other."""

from __future__ import annotations

import itertools

import pytest
from qgis.core import QgsProject, QgsVectorLayer

from plugin.atlas.layout import SheetLayout
from plugin.atlas.layout_items import place_of
from plugin.core.map_frame import MapFrame
from plugin.gis.charter import Charter
from plugin.gis.resources import RESOURCES
from plugin.gis.territory_style import palette

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


@pytest.mark.parametrize("turn", [0.0, 20.0])
def test_the_north_arrow_stays_only_on_a_turned_map(qgis_app, turn):
    sheet = SheetLayout(QgsProject.instance(), "a4_paysage", "essai", Charter.load())
    sheet.item("carte").setMapRotation(turn)
    layer = QgsVectorLayer("Point?crs=EPSG:2154", "essai", "memory")
    sheet.set_map(MapFrame("principal", 0, 0, 216_000, 162_000, 216), [layer])
    assert (sheet.layout.itemById("nord") is not None) == bool(turn)


def test_the_locator_shows_the_frame_of_the_map(qgis_app):
    sheet = SheetLayout(QgsProject.instance(), "a4_paysage", "essai", Charter.load())
    layer = QgsVectorLayer("Point?crs=EPSG:2154", "essai", "memory")
    sheet.set_map(MapFrame("principal", 0, 0, 21_600, 16_200, 216), [layer])
    sheet.set_words({"notes": "Une note."})
    sheet.set_locator(MapFrame("region", 0, 0, 300_000, 200_000, 30), [layer])
    sheet.fill_column([], None, 0.0)
    locator = sheet.item("localisateur")
    place = place_of(locator)
    assert place.height == pytest.approx(20)
    assert place.bottom < place_of(sheet.item("notes")).y
    assert locator.overviews().overview(0).linkedMap() is sheet.item("carte")


def test_a_charter_says_only_what_it_changes(tmp_path):
    path = tmp_path / "maison.yaml"
    path.write_text("logo: images/logo.svg\ntexte:\n  titre: {taille: 18}\nfond: {mer: '#112233'}\n", encoding="utf-8")
    own, ours = Charter.load(path), Charter.load()
    assert own.text("titre").size() == 18
    assert own.text("titre").color() == ours.text("titre").color()
    assert own.colour("fond", "mer").name() == "#112233"
    assert own.colour("fond", "region") == ours.colour("fond", "region")
    assert palette(3, own) == palette(3, ours) == palette(3)
    path.write_text("fond: {}\nzonages: {4: ['#111111', '#222222', '#333333', '#444444']}\n", encoding="utf-8")
    assert palette(3, Charter.load(path)) == ["#111111", "#222222", "#333333", "#444444"]
    assert own.logo == str(tmp_path / "images" / "logo.svg")
    assert ours.logo == ""


def test_two_logos_leave_the_source_its_room(qgis_app, tmp_path):
    picture = tmp_path / "logo.svg"
    picture.write_text("<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'/>", encoding="utf-8")
    for name in NAMES:
        sheet = SheetLayout(QgsProject.instance(), name, name, Charter.load())
        sheet.set_logo(str(picture), str(picture))
        source = place_of(sheet.item("source"))
        for item_id in ("logo", "logo_2"):
            logo = place_of(sheet.item(item_id))
            assert source.right <= logo.x or source.bottom <= logo.y + 1 or logo.right <= source.x, (name, item_id)
