"""The table of findings: words and shapes, sorting, going to a place, accepting with a reason for good."""

from __future__ import annotations

import shutil

import pytest
from demo_tables import WORKSPACE, read_table
from gui_window import Window, nameless
from qgis.core import QgsCoordinateReferenceSystem, QgsPointXY, QgsProject, QgsRectangle, QgsSettings
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialogButtonBox

from plugin.core.finding_subjects import Subject, subject_of
from plugin.core.findings import Finding, Severity
from plugin.gis.messages import sentence
from plugin.gis.workspace import Workspace
from plugin.gui.corrections import ReasonDialog
from plugin.gui.findings_table import FindingsTable
from plugin.gui.session import Session

HOLE = Finding("TER04", Severity.ERROR, column="commune", value="35238", params={"insee": "35238", "type": "epci"})
PARTS = Finding(
    "TER08", Severity.INFO, row=7, column="geom",
    params={"id": "Brest", "type": "territoire_sante", "id_territoire": "TS1", "parts": 9},
)
LINE = Finding("FIC05", Severity.WARNING, row=12, column="x", value="abc", params={"attendu": "un nombre"})


@pytest.fixture
def session(qgis_app, tmp_path):
    QgsProject.instance().clear()
    shutil.copy(WORKSPACE, tmp_path / "atlas.gpkg")
    made = Session(Window())
    made.open(tmp_path / "atlas.gpkg")
    made.iface.mapCanvas().setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:2154"))
    yield made
    made.close()
    QgsProject.instance().clear()


@pytest.fixture
def table(session):
    made = FindingsTable(session, "Findings")
    made.set_findings([PARTS, LINE, HOLE])
    yield made
    made.deleteLater()


def choose(table, finding):
    table.view.setCurrentIndex(table.proxy.index(table.shown().index(finding), 0))


def test_a_severity_is_a_word_and_a_shape(table):
    assert table.shown() == [HOLE, LINE, PARTS], "errors first"
    words = [table.proxy.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert words == ["Error", "Warning", "Information"]
    pictures = [table.proxy.index(row, 0).data(Qt.ItemDataRole.DecorationRole).pixmap(16).toImage() for row in range(3)]
    assert pictures[0] != pictures[1] != pictures[2]
    assert table.proxy.index(0, 1).data() == sentence(HOLE)
    assert "Errors: 1. Warnings: 1." in table.summary.text()
    choose(table, HOLE)
    assert table.detail.text().startswith("Error TER04")


def test_lines_sort_as_numbers(table):
    findings = [Finding("FIC05", row=row, column="x", value="?", params={"attendu": "y"}) for row in (100, 9, 20)]
    table.set_findings(findings)
    table.view.sortByColumn(2, Qt.SortOrder.AscendingOrder)
    assert [finding.row for finding in table.shown()] == [9, 20, 100]


def test_enter_goes_to_the_territory(table, session):
    choose(table, PARTS)
    QTest.keyClick(table.view, Qt.Key.Key_Return)
    bounds = read_table("territoire").set_index("id_territoire").loc["TS1", "geom"].bounds
    assert session.iface.mapCanvas().extent().contains(QgsRectangle(*bounds))


def test_a_line_of_a_file_has_no_place(table):
    choose(table, LINE)
    assert not table.zoom_button.isEnabled()
    assert table.accept_button.isEnabled()
    choose(table, HOLE)
    assert table.zoom_button.isEnabled()


def test_the_place_of_a_site(table, session):
    site = read_table("etablissement").dropna(subset=["x"]).iloc[0]
    finding = Finding("ETA05", Severity.WARNING, column="x", value=site["finess_et"], params={"insee": "22001"})
    table.set_findings([finding])
    choose(table, finding)
    table.zoom()
    assert session.iface.mapCanvas().extent().contains(QgsPointXY(site["x"], site["y"]))


def test_an_accepted_finding_leaves_the_table_and_comes_back_when_taken_back(table, session):
    table.keep_accepted([HOLE], "A. Le Goff", "Commune sans EPCI")
    assert table.shown() == [LINE, PARTS]
    row = Workspace.open(session.path).read("correction").iloc[0]
    assert (row["table_nom"], row["champ"], row["valeur"]) == ("constat", "TER04", sentence(HOLE))
    assert (row["auteur"], row["motif"]) == ("A. Le Goff", "Commune sans EPCI")
    again = Finding("TER04", Severity.ERROR, row=3, column="commune", value="35238", params=HOLE.params)
    table.set_findings([again, PARTS])  # the next check finds it again, on another line
    assert table.shown() == [PARTS]
    table.show_accepted.setChecked(True)
    assert again in table.shown()
    assert "Commune sans EPCI" in table.proxy.index(table.shown().index(again), 3).data()
    choose(table, again)
    assert not table.accept_button.isEnabled()
    table.take_back_button.click()
    assert Workspace.open(session.path).count("correction") == 0
    table.show_accepted.setChecked(False)
    assert again in table.shown()


def test_what_is_accepted_is_one_case_not_a_kind(table):
    table.keep_accepted([HOLE], "A", "B")
    other = Finding("TER04", column="commune", value="35047", params={"insee": "35047", "type": "epci"})
    elsewhere = Finding("TER04", column="commune", value="35238", params={"insee": "35238", "type": "canton"})
    table.set_findings([HOLE, other, elsewhere])
    assert table.shown() == [other, elsewhere]


def test_a_reason_and_a_name_are_needed(qgis_app):
    QgsSettings().remove("atlas_soins/author")
    dialog = ReasonDialog("Accept")
    ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
    assert not ok.isEnabled()
    dialog.form.author.setText("A. Le Goff")
    dialog.form.reason.setPlainText("  ")
    assert not ok.isEnabled()
    dialog.form.reason.setPlainText("Vu")
    assert ok.isEnabled()
    dialog.accept()
    assert ReasonDialog("Accept").author() == "A. Le Goff", "the name is remembered"
    QgsSettings().remove("atlas_soins/author")


def test_subjects():
    assert subject_of(HOLE) == Subject("commune", "35238")
    assert subject_of(PARTS) == Subject("territoire", "TS1", "territoire_sante")
    assert subject_of(LINE) is None
    assert subject_of(Finding("ETA02", value="2A0000014")) == Subject("etablissement", "2A0000014")
    assert subject_of(Finding("ETA04", params={"finess": ["220000012"], "n": 1})) is None


def test_named_for_a_screen_reader(table):
    assert nameless(table) == []
