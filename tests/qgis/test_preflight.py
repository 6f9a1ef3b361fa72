"""The checks of the preflight on a small layout made by hand: silent where all is well, each fault made on purpose."""

from __future__ import annotations

import pytest
from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsFillSymbol,
    QgsGeometry,
    QgsLayoutItemLabel,
    QgsLayoutItemLegend,
    QgsLayoutItemMap,
    QgsLayoutItemMapOverview,
    QgsLayoutItemPicture,
    QgsLayoutItemPolyline,
    QgsLayoutItemScaleBar,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsPointXY,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsRendererCategory,
    QgsTextFormat,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QPointF
from qgis.PyQt.QtGui import QFont, QFontDatabase, QPolygonF

from plugin.atlas.preflight import checks as checks_module
from plugin.atlas.preflight.checks import CHECKS
from plugin.atlas.preflight.context import PreflightContext
from plugin.atlas.preflight.counts import counts_persons
from plugin.atlas.preflight.registry import PREFIX, register_checks, unregister_checks
from plugin.atlas.preflight.report import report_html, report_table
from plugin.atlas.preflight.run import preflight
from plugin.atlas.preflight.titles import TITLES
from plugin.atlas.press import dress

FRAME = QgsRectangle(0, 0, 200_000, 150_000)


class Page:
    """A4 with a map of three areas and one site, a legend, a scale bar and a source."""

    def __init__(self):
        self.project = QgsProject()
        self.layout = QgsPrintLayout(self.project)
        self.layout.initializeDefaults()
        self.layout.setName("X01 – Essai")
        QgsExpressionContextUtils.setLayoutVariable(self.layout, "atlas_feuille", "X01")
        self.areas = QgsVectorLayer("Polygon?crs=EPSG:2154&field=classe:string&field=valeur:double", "Zones", "memory")
        for number, name in enumerate("abc"):
            box = QgsRectangle(number * 60_000, 0, number * 60_000 + 50_000, 50_000)
            self.add(self.areas, QgsGeometry.fromRect(box), [name, 20.0 + number])
        self.classes(a="#1f4e79", b="#6fa8dc", c="#fff2cc")
        self.sites = QgsVectorLayer("Point?crs=EPSG:2154&field=nom:string", "Sites", "memory")
        self.site("Brest", 20_000, 100_000)
        self.project.addMapLayers([self.areas, self.sites])
        self.carte = self.put(QgsLayoutItemMap(self.layout), "carte", 5, 20, 200, 150)
        self.carte.setCrs(QgsCoordinateReferenceSystem("EPSG:2154"))
        self.carte.setLayers([self.sites, self.areas])
        self.carte.setExtent(FRAME)
        self.legend = self.put(QgsLayoutItemLegend(self.layout), "legende", 210, 20, 70, 60)
        self.legend.setAutoUpdateModel(False)
        self.legend.setLinkedMap(self.carte)
        root = self.legend.model().rootGroup()
        root.removeAllChildren()
        self.group = root.addGroup("Zones")
        self.group.addLayer(self.areas)
        self.bar = self.put(QgsLayoutItemScaleBar(self.layout), "echelle", 5, 180, 60, 10)
        self.bar.setLinkedMap(self.carte)
        self.source = self.label("source", "Source : SAE 2024 – réalisation ARS", 80, 180, 120, 6)

    def add(self, layer, geometry, values):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(geometry)
        feature.setAttributes(values)
        layer.dataProvider().addFeature(feature)
        layer.updateExtents()

    def site(self, name, x, y):
        self.add(self.sites, QgsGeometry.fromPointXY(QgsPointXY(x, y)), [name])

    def classes(self, **colours):
        kinds = [
            QgsRendererCategory(
                key, QgsFillSymbol.createSimple({"color": colour, "outline_color": "#555555"}), f"Classe {key}"
            )
            for key, colour in colours.items()
        ]
        self.areas.setRenderer(QgsCategorizedSymbolRenderer("classe", kinds))

    def put(self, item, name, x, y, width, height):
        item.setId(name)
        self.layout.addLayoutItem(item)
        item.attemptMove(QgsLayoutPoint(x, y))
        item.attemptResize(QgsLayoutSize(width, height))
        return item

    def label(self, name, text, x, y, width, height, size=7.0, family=None):
        label = QgsLayoutItemLabel(self.layout)
        label.setText(text)
        text_format = QgsTextFormat()
        text_format.setFont(QFont(family or installed()))
        text_format.setSize(size)
        text_format.setSizeUnit(Qgis.RenderUnit.Points)
        label.setTextFormat(text_format)
        return self.put(label, name, x, y, width, height)

    def found(self, name, **more):
        """What one check finds: (code, item, layer)."""
        findings = CHECKS[name](self.layout, PreflightContext(**more))
        return [(one.code, one.params.get("item"), one.params.get("couche")) for one in findings]


def installed() -> str:
    families = QFontDatabase().families()
    return next((one for one in ("Open Sans", "Noto Sans") if one in families), families[0])


@pytest.fixture
def page(qgis_app):
    """A page without a fault."""
    return Page()


def test_every_check_has_a_title_and_the_reverse():
    assert list(TITLES) == list(CHECKS)


@pytest.mark.parametrize("name", [name for name in TITLES if name != "fonts"])
def test_a_good_page_is_left_alone(page, name):
    assert page.found(name) == []


def no_source(page):
    page.layout.removeLayoutItem(page.source)


def no_date(page):
    page.source.setText("Source : SAE – réalisation ARS")


def unfinished(page):
    page.source.setText("Source : SAE 2024, {region}")


def empty(page):
    page.areas.dataProvider().truncate()


def class_without(page):
    page.classes(a="#1f4e79", b="#6fa8dc", c="#fff2cc", d="#990000")


def no_system(page):
    page.areas.setCrs(QgsCoordinateReferenceSystem())


def wrong_system(page):
    page.areas.setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))


def far_away(page):
    page.areas.dataProvider().truncate()
    page.add(page.areas, QgsGeometry.fromRect(QgsRectangle(5e6, 5e6, 5.1e6, 5.1e6)), ["a", 20.0])


def degrees(page):
    page.carte.setCrs(QgsCoordinateReferenceSystem("EPSG:4326"))


def unlocated(page):
    page.label("notes", "3 sites sans coordonnées : absents de la carte.", 210, 150, 70, 10)


def outside(page):
    page.site("Ailleurs", 400_000, 100_000)


def hidden(page):
    page.legend.attemptMove(QgsLayoutPoint(10, 40))


def secret(page):
    page.group.setName("Passages dans l’année")
    page.add(page.areas, QgsGeometry.fromRect(QgsRectangle(0, 60_000, 9_000, 70_000)), ["a", 4.0])


def off_the_page(page):
    page.source.attemptMove(QgsLayoutPoint(280, 180))


def line_off_the_page(page):
    line = QgsLayoutItemPolyline(QPolygonF([QPointF(280, 60), QPointF(310, 60)]), page.layout)
    line.setId("trait")
    page.layout.addLayoutItem(line)


def overlapping(page):
    page.source.attemptMove(QgsLayoutPoint(10, 181))


def too_long(page):
    page.source.attemptResize(QgsLayoutSize(20, 4))


def too_small(page):
    page.label("minuscule", "à peine lisible", 80, 190, 60, 5, size=4.5)


def no_font(page):
    page.label("police", "dans une police absente", 80, 190, 60, 5, family="Police Introuvable")


def alike(page):
    page.classes(a="#1f4e79", b="#204f7a", c="#fff2cc")


def alike_in_grey(page):
    page.classes(a="#d95f5f", b="#3f9a5c", c="#fff2cc")


def bar_alone(page):
    page.put(QgsLayoutItemScaleBar(page.layout), "échelle seule", 5, 195, 60, 10)


def arrow_alone(page):
    page.put(QgsLayoutItemPicture(page.layout), "Nord", 260, 150, 10, 10)


def overview_alone(page):
    page.carte.overviews().addOverview(QgsLayoutItemMapOverview("aperçu", page.carte))


def picture_missing(page):
    page.put(QgsLayoutItemPicture(page.layout), "logo", 260, 150, 10, 10).setPicturePath("/nulle/part.png")


@pytest.mark.parametrize(
    ("name", "fault", "expected"),
    [
        ("source", no_source, ("PRE01", None, None)),
        ("source", no_date, ("PRE02", "source", None)),
        ("words", unfinished, ("PRE26", "source", None)),
        ("empty", empty, ("PRE03", "legende", "Zones")),
        ("classes", class_without, ("PRE05", "legende", "Zones")),
        ("crs", no_system, ("PRE15", "carte", "Zones")),
        ("crs", wrong_system, ("PRE16", "carte", "Zones")),
        ("crs", far_away, ("PRE16", "carte", "Zones")),
        ("crs", degrees, ("PRE17", "carte", None)),
        ("unlocated", unlocated, ("PRE06", "notes", None)),
        ("outside", outside, ("PRE07", "carte", "Sites")),
        ("hidden", hidden, ("PRE25", "legende", "Sites")),
        ("secrecy", secret, ("PRE08", "legende", "Zones")),
        ("page", off_the_page, ("PRE10", "source", None)),
        ("page", line_off_the_page, ("PRE10", "trait", None)),
        ("overlaps", overlapping, ("PRE09", "echelle", None)),
        ("texts", too_long, ("PRE11", "source", None)),
        ("small_texts", too_small, ("PRE12", "minuscule", None)),
        ("fonts", no_font, ("PRE13", "police", None)),
        ("colours", alike, ("PRE14", "legende", "Zones")),
        ("colours", alike_in_grey, ("PRE14", "legende", "Zones")),
        ("scale_bars", bar_alone, ("PRE20", "échelle seule", None)),
        ("north_arrows", arrow_alone, ("PRE21", "Nord", None)),
        ("overviews", overview_alone, ("PRE22", "carte", None)),
        ("pictures", picture_missing, ("PRE23", "logo", None)),
    ],
)
def test_a_fault_made_on_purpose_is_found(page, name, fault, expected):
    fault(page)
    assert expected in page.found(name)


def test_crop_marks_and_a_label_without_words_are_on_the_page(page):
    page.label("muet", "", 250, 150, 20, 5)
    dress(page.layout, 1)
    marks = [item for item in page.layout.items() if isinstance(item, QgsLayoutItemPolyline)]
    assert len(marks) == 8
    assert page.found("page") == []


def test_the_threshold_of_secrecy_is_a_parameter(page):
    secret(page)
    assert page.found("secrecy", small_count=4) == []
    page.group.setName("Lits et places")
    assert page.found("secrecy") == []


def test_all_checks_by_the_door_of_qgis(page):
    no_source(page)
    outside(page)
    report = preflight([page.layout], PreflightContext())
    assert {"PRE01", "PRE07"} <= set(report.codes())
    assert [one.code for one in report.blocking(page.layout)] == ["PRE01"]
    table = report_table(report)
    assert set(table["mise_en_page"]) == {"X01 – Essai"} and set(table["feuille"]) == {"X01"}
    html = report_html(report, 1)
    assert "X01" in html and "Ailleurs" in html and html.count("<tr") == len(report) + 1


def test_a_layout_removed_between_two_checks_is_left(page):
    manager = page.project.layoutManager()
    for name in ("Va", "Reste"):
        copy = page.layout.clone()
        copy.setName(name)
        assert manager.addLayout(copy)
    calls = []

    def remove(part):
        calls.append(part)
        if len(calls) == 6:
            manager.removeLayout(manager.layoutByName("Va"))
        return True

    preflight([manager.layoutByName(name) for name in ("Va", "Reste")], PreflightContext(), remove)
    assert calls == sorted(calls)
    assert sum(1 / 3 <= part < 2 / 3 for part in calls) < sum(part >= 2 / 3 for part in calls), "one was left, one not"


def test_a_check_that_fails_is_a_finding(page, monkeypatch):
    def broken(layout, context):
        raise ZeroDivisionError("par exprès")

    monkeypatch.setitem(checks_module.CHECKS, "page", broken)
    report = preflight([page.layout], PreflightContext())
    failed = [one for one in report if one.code == "PRE27"]
    assert len(failed) == 1 and "par exprès" in failed[0].params["detail"]


def test_registered_once_and_taken_out(qgis_app):
    from qgis.core import QgsApplication, check

    def ours():
        return [one.id() for one in QgsApplication.validityCheckRegistry().checks() if one.id().startswith(PREFIX)]

    assert ours() == []
    assert register_checks() and not register_checks()
    assert len(ours()) == len(TITLES) == len(set(ours()))
    unregister_checks()
    assert ours() == [] and not [one for one in check.checks if one.id().startswith(PREFIX)]


@pytest.mark.parametrize(
    ("words", "persons"),
    [
        ("Passages dans l’année", True),
        ("Séjours", True),
        ("Bénéficiaires", True),
        ("Formes d’hospitalisation Petites valeurs", False),
        ("Places pour enfants", False),
        ("Lits et places de chirurgie", False),
        ("Appareils", False),
    ],
)
def test_beds_and_forms_are_no_persons(words, persons):
    assert counts_persons(words) is persons
