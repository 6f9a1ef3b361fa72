"""The page of cooperations on a copy of the demo region: import, list, drawing, selection, editions."""

from __future__ import annotations

import csv
import shutil

import pandas as pd
import pytest
from gui_window import Window, at_rest, nameless
from own_qgis import ROOT
from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtCore import Qt

from plugin.gis.workspace import Workspace
from plugin.gui.cooperations_page import CooperationsPage
from plugin.gui.session import Session
from plugin.processing.provider import AtlasProvider

DEMO = ROOT / "data" / "demo" / "bretagne.gpkg"


@pytest.fixture(scope="module")
def provider(qgis_app):
    ours = AtlasProvider()
    QgsApplication.processingRegistry().addProvider(ours)
    yield ours
    QgsApplication.processingRegistry().removeProvider(ours)


@pytest.fixture
def session(provider, tmp_path):
    QgsProject.instance().clear()
    shutil.copy(DEMO, tmp_path / "bretagne.gpkg")
    made = Session(Window())
    made.open(tmp_path / "bretagne.gpkg")
    yield made
    made.close()
    QgsProject.instance().clear()


@pytest.fixture
def page(session):
    made = CooperationsPage(session)
    at_rest(made)
    yield made
    made.links.table.bind(None)
    made.difference.table.bind(None)


def test_the_list_is_the_display_rule(page, session):
    table = Workspace.open(session.path).read("cooperation")
    urgent = table[(table["theme"] == "urgences") & (table["edition"] == 2015)]
    assert page.links.edition.currentData() == 2015
    assert sorted(page.links.table.identifiers()) == sorted(urgent["id"])
    page.links.hidden.setChecked(False)
    assert sorted(page.links.table.identifiers()) == sorted(urgent.loc[urgent["affichee"], "id"])


def test_the_counts_are_those_of_the_links_shown(page, session):
    table = Workspace.open(session.path).read("cooperation")
    shown = table[(table["theme"] == "urgences") & (table["edition"] == 2015) & table["affichee"]]
    for modality, number in shown["modalite"].value_counts().items():
        line = next(
            line
            for line in page.links.counts.text().split("<br>")
            if f"</span> {modality} –" in line or f"</span> {modality} :" in line
        )
        assert line.endswith(f"<b>{number}</b>")


def test_a_higher_threshold_hides_links_and_is_kept_in_the_atlas(page, session):
    page.links.hidden.setChecked(False)
    before = set(page.links.table.identifiers())
    assert not page.links.keep_button.isEnabled()
    page.links.threshold.setValue(5)
    at_rest(page)
    assert set(page.links.table.identifiers()) < before
    assert "seuil_etp" not in Workspace.open(session.path).settings()
    page.links.keep_button.click()
    at_rest(page)
    assert Workspace.open(session.path).settings()["seuil_etp"] == "5"
    assert not page.links.keep_button.isEnabled()
    again = CooperationsPage(session)
    at_rest(again)
    assert again.links.threshold.value() == 5


def test_drawing_then_selection_both_ways(page, session):
    page.links.draw_button.click()
    assert not page.links.draw_button.isEnabled()
    at_rest(page)
    assert page.links.draw_button.isEnabled()
    lines = page.links.table.layer
    assert lines is not None
    assert QgsProject.instance().mapLayer(lines.id()) is not None
    drawn = {line["id"]: line.id() for line in lines.getFeatures()}
    assert set(drawn) <= set(page.links.table.identifiers())
    assert len(drawn) > 5

    first, second = sorted(drawn)[:2]
    for row in range(page.links.table.topLevelItemCount()):
        item = page.links.table.topLevelItem(row)
        item.setSelected(item.data(0, Qt.ItemDataRole.UserRole) == first)
    assert lines.selectedFeatureIds() == [drawn[first]]
    lines.selectByIds([drawn[second]])
    assert page.links.table.selected() == [second]

    page.links.table.go_to_selected()
    centre = session.iface.canvas.extent().center()
    goal = lines.getFeature(drawn[second]).geometry().boundingBox().center()
    assert centre.distance(goal) < 1


def test_curves_for_the_ground_the_map_shows(page, session):
    page.links.draw_button.click()
    at_rest(page)
    whole = {line["id"]: line["largeur_mm"] for line in page.links.table.layer.getFeatures()}
    lines = page.links.table.layer
    box = next(lines.getFeatures()).geometry().boundingBox()
    session.iface.canvas.setDestinationCrs(lines.crs())
    session.iface.canvas.setExtent(box)
    ground = session.iface.canvas.extent()
    page.links.in_view.setChecked(True)
    page.links.draw_button.click()
    at_rest(page)
    assert page.links.table.layer is not None
    assert session.iface.canvas.extent() == ground
    assert set(whole) >= {line["id"] for line in page.links.table.layer.getFeatures()}


def test_a_new_drawing_replaces_the_last(page):
    for _ in range(2):
        page.links.draw_button.click()
        at_rest(page)
    assert len(QgsProject.instance().mapLayers()) == 2
    QgsProject.instance().removeAllMapLayers()
    assert page.links.table.layer is None


def test_two_editions_as_a_list_and_in_the_map(page, session):
    tab = page.difference
    tab.before.setCurrentIndex(tab.before.findData(2014))
    tab.after.setCurrentIndex(tab.after.findData(2015))
    tab.compare_button.click()
    at_rest(page)
    written = list(
        csv.DictReader(
            (session.path.parent / "bretagne_evolution_2014_2015.csv").open(encoding="utf-8-sig"), delimiter=";"
        )
    )
    assert sorted(tab.table.identifiers()) == sorted(row["id"] for row in written)
    number = pd.Series([row["evolution"] for row in written]).value_counts()
    assert f"<b>{number['nouvelle']}</b>" in tab.counts.text()
    assert tab.table.layer.featureCount() > 0
    tab.after.setCurrentIndex(tab.after.findData(2014))
    assert not tab.compare_button.isEnabled()


def test_import_tells_every_finding_and_writes_nothing(page, session, tmp_path):
    survey = tmp_path / "enquete.csv"
    survey.write_text(
        "theme;finess_a;finess_b;modalite;etp;pdses;type;edition;date_etat\n"
        "urgences;990000010;990000093;Z;0,5;oui;temps_medical;2016;01/06/2016\n"
        "urgences;990000010;990000093;A;beaucoup;oui;temps_medical;2016;01/06/2016\n",
        encoding="utf-8",
    )
    rows = Workspace.open(session.path).count("cooperation")
    assert not page.survey.import_button.isEnabled()
    page.survey.file.setFilePath(str(survey))
    at_rest(page)
    page.survey.import_button.click()
    at_rest(page)
    found = {finding.code: finding for finding in page.survey.findings.shown()}
    assert found["COO01"].value == "Z"
    assert found["COO05"].value == "beaucoup"
    assert Workspace.open(session.path).count("cooperation") == rows


def test_import_of_a_good_survey_brings_its_edition(page, session, tmp_path):
    survey = tmp_path / "enquete.csv"
    survey.write_text(
        "theme;finess_a;finess_b;modalite;etp;pdses;type;edition;date_etat\n"
        "urgences;990000010;990000093;A;0,5;oui;temps_medical;2016;01/06/2016\n",
        encoding="utf-8",
    )
    page.survey.file.setFilePath(str(survey))
    at_rest(page)
    page.survey.import_button.click()
    at_rest(page)
    assert 2016 in page.links.editions()
    assert "2016" in page.state.text()
    page.links.edition.setCurrentIndex(page.links.edition.findData(2016))
    at_rest(page)
    assert page.links.table.topLevelItemCount() == 1


def test_without_an_atlas_nothing_can_be_started(provider):
    QgsProject.instance().clear()
    session = Session(Window())
    page = CooperationsPage(session)
    page.survey.file.setFilePath("enquete.csv")
    for button in (page.survey.import_button, page.links.draw_button, page.difference.compare_button):
        assert not button.isEnabled()
    assert "Home" in page.state.text()
    session.close()


def test_every_control_has_a_name(page):
    assert nameless(page) == []
