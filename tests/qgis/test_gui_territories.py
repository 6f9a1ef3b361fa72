"""The page "Territoires": its tabs run the algorithms, show what they find, and keep decisions made by hand."""

from __future__ import annotations

import shutil

import pytest
from demo_tables import WORKSPACE, read_table
from gui_window import Window, at_rest, nameless
from qgis.core import QgsApplication, QgsProject, QgsSettings, QgsVectorLayer
from qgis.PyQt.QtWidgets import QDialogButtonBox

from plugin.gis.territory_store import territory_types
from plugin.gis.workspace import Workspace
from plugin.gui.session import Session
from plugin.gui.territories_page import TerritoriesPage
from plugin.gui.territory_build_tab import DISSOLVE
from plugin.gui.territory_load_tab import COMMUNES, COMPOSITION, TERRITORIES
from plugin.gui.territory_type_dialog import TerritoryTypeDialog
from plugin.processing.provider import AtlasProvider


@pytest.fixture(scope="module")
def provider(qgis_app):
    made = AtlasProvider()
    QgsApplication.processingRegistry().addProvider(made)
    yield made
    QgsApplication.processingRegistry().removeProvider(made)


@pytest.fixture
def session(provider, tmp_path):
    QgsProject.instance().clear()
    path = tmp_path / "atlas.gpkg"
    shutil.copy(WORKSPACE, path)
    session = Session(Window())
    session.open(path)
    yield session
    session.close()
    QgsProject.instance().clear()


@pytest.fixture
def page(session):
    page = TerritoriesPage(session)
    at_rest(page)
    yield page
    page.deleteLater()


def test_says_what_is_done_and_what_is_next(page, session, tmp_path):
    assert "1202 communes" in page.state.text().replace("\u202f", "").replace(",", "")
    kinds = read_table("territoire")["type"].nunique()
    assert f"{kinds} types of territories" in page.state.text()
    assert "EPCI (61)" in page.state.toolTip()
    Workspace.create(tmp_path / "new.gpkg")
    session.open(tmp_path / "new.gpkg")
    at_rest(page)
    assert "load the communes" in page.state.text()
    session.path = None
    session.workspace_changed.emit()
    assert "No atlas is open" in page.state.text()
    at_rest(page)
    assert "No atlas is open" in page.state.text()
    assert not page.check.check_button.isEnabled()


def test_loads_a_zoning_from_a_table_its_columns_corrected(page, session, tmp_path):
    communes = read_table("commune")
    table = communes[["insee", "dep"]].rename(columns={"insee": "COMMUNE", "dep": "Bassin"})
    table["autre"] = "x"
    path = tmp_path / "bassins.csv"
    table.to_csv(path, sep=";", index=False)
    load = page.load
    load.kind.setCurrentIndex(COMPOSITION)
    load.type.setCurrentIndex(load.type.findData("bassin_vie"))
    load.file.setFilePath(str(path))
    at_rest(page)
    choices = load.preview.choices
    assert choices["commune"].currentData() == "COMMUNE"
    assert not load.load_button.isEnabled(), "the source is needed"
    choices["id_territoire"].setCurrentIndex(choices["id_territoire"].findData("Bassin"))
    load.mention.setText("Essai")
    assert load.load_button.isEnabled()
    load.load_button.click()
    assert not load.load_button.isEnabled(), "one run at a time"
    at_rest(page)
    workspace = Workspace.open(session.path)
    assert sorted(workspace.read("territoire", ["id_territoire"], {"type": "bassin_vie"})["id_territoire"]) == sorted(
        communes["dep"].unique()
    )
    assert "Bassins de vie (4)" in page.state.toolTip()
    load.file.setFilePath("")
    load.file.setFilePath(str(path))
    at_rest(page)
    assert load.preview.choices["id_territoire"].currentData() == "Bassin", "remembered with the workspace"


def test_loads_communes_from_a_layer_of_the_project(page, session, tmp_path):
    target = tmp_path / "other.gpkg"
    Workspace.create(target)
    layer = QgsVectorLayer(f"{session.path}|layername=commune", "communes", "ogr")
    QgsProject.instance().addMapLayer(layer)
    session.open(target)
    at_rest(page)
    page.load.kind.setCurrentIndex(COMMUNES)
    page.load.layer.setLayer(layer)
    page.load.mention.setText("Essai")
    at_rest(page)
    assert page.load.preview.choices["nom"].currentData() == "nom"
    page.load.load_button.click()
    at_rest(page)
    assert Workspace.open(target).count("commune") == len(read_table("commune"))
    assert page.load.kind.currentIndex() in (COMMUNES, TERRITORIES)


def test_checks_and_shows_the_findings(page, session):
    workspace = Workspace.open(session.path)
    rows = workspace.read("composition", where={"type": "territoire_sante"})
    from plugin.core.schema import Source

    with workspace.writing() as write:  # one commune forgotten
        write.replace("composition", rows[rows["commune"] != "35238"], Source("", "x"), part="territoire_sante")
    page.check.type.setCurrentIndex(page.check.type.findData("territoire_sante"))
    page.check.check_button.click()
    at_rest(page)
    found = [(finding.code, finding.params.get("insee")) for finding in page.findings.shown()]
    assert ("TER04", "35238") in found
    assert found[0][0] == "TER04", "errors come first"


def test_builds_the_departements_again(page, session):
    build = page.build
    build.method.setCurrentIndex(DISSOLVE)
    build.type.setCurrentIndex(build.type.findData("departement"))
    build.column.setCurrentIndex(build.column.findData("dep"))
    assert not build.build_button.isEnabled()
    build.mention.setText("Essai")
    build.build_button.click()
    at_rest(page)
    sources = Workspace.open(session.path).sources("territoire").set_index("table_nom")["mention"]
    assert sources["territoire:departement"] == "Essai"


def test_draws_a_type_in_the_project(page, session):
    page.draw.type.setCurrentIndex(page.draw.type.findData("territoire_sante"))
    for _ in range(2):  # drawn again, the former layers are gone
        page.draw.draw_button.click()
        at_rest(page)
        layers = list(QgsProject.instance().mapLayers().values())
        assert [(layer.name(), layer.featureCount()) for layer in layers] == [("Territoires de santé", 8)]
    colours = {category.symbol().color().name() for category in layers[0].renderer().categories()}
    assert len(colours) == 8


def test_a_commune_moved_by_hand_stays_moved(page, session, tmp_path):
    QgsSettings().remove("atlas_soins/author")
    moves = page.moves
    moves.type.setCurrentIndex(moves.type.findData("territoire_sante"))
    at_rest(page)
    moves.commune.setCurrentIndex(moves.commune.findData("35238"))
    assert moves.current.text().startswith("Rennes")
    moves.commune.setEditText("Renn")
    assert moves.current.text() == "", "a name half typed is no commune"
    moves.commune.setEditText("rennes (35238)")
    assert moves.current.text().startswith("Rennes")
    moves.territory.setCurrentIndex(moves.territory.findData("TS6"))
    assert not moves.move_button.isEnabled(), "an author and a reason are needed"
    moves.why.author.setText("A. Le Goff")
    moves.why.reason.setPlainText("Décision du comité")
    moves.move_button.click()
    at_rest(page)
    workspace = Workspace.open(session.path)
    where = {"type": "territoire_sante", "commune": "35238"}
    assert list(workspace.read("composition", ["id_territoire"], where)["id_territoire"]) == ["TS6"]
    row = workspace.read("correction").iloc[0]
    assert (row["cle"], row["valeur"]) == ("35238", "TS6")
    assert (row["auteur"], row["motif"]) == ("A. Le Goff", "Décision du comité")
    assert moves.list.topLevelItemCount() == 1
    assert moves.current.text().startswith("Saint-Malo")

    communes = read_table("commune").set_index("insee")
    now = workspace.read("territoire", where={"type": "territoire_sante"}).set_index("id_territoire")
    before = read_table("territoire").set_index("id_territoire")
    gained = now.loc["TS6", "geom"].area - before.loc["TS6", "geom"].area
    assert gained == pytest.approx(communes.loc["35238", "geom"].area, rel=1e-6)

    table = read_table("composition")  # imported again as it was: the decision holds
    table = table[table["type"] == "territoire_sante"][["commune", "id_territoire"]]
    table.to_csv(tmp_path / "again.csv", index=False)
    page.load.kind.setCurrentIndex(COMPOSITION)
    page.load.type.setCurrentIndex(page.load.type.findData("territoire_sante"))
    page.load.file.setFilePath(str(tmp_path / "again.csv"))
    at_rest(page)
    page.load.mention.setText("Essai")
    page.load.load_button.click()
    at_rest(page)
    assert list(workspace.read("composition", ["id_territoire"], where)["id_territoire"]) == ["TS6"]
    assert "COR01" in [finding.code for finding in page.findings.shown()]

    moves.list.setCurrentItem(moves.list.topLevelItem(0))
    moves.forget_button.click()
    at_rest(page)
    assert workspace.count("correction") == 0
    assert moves.list.topLevelItemCount() == 0


def test_a_failure_is_told_once_and_the_page_is_ready_again(page, session, tmp_path, monkeypatch):
    told = []
    monkeypatch.setattr(session, "complain", told.append)
    path = tmp_path / "vide.csv"
    path.write_text("a;b\n1;2\n")
    load = page.load
    load.kind.setCurrentIndex(COMPOSITION)
    load.type.setCurrentIndex(load.type.findData("pays"))
    load.file.setFilePath(str(path))
    at_rest(page)
    assert "commune" in load.preview.missing.text()
    load.mention.setText("Essai")
    load.load_button.click()
    at_rest(page)
    assert len(told) == 1
    assert "commune" in told[0]
    assert load.load_button.isEnabled()


def test_everything_has_a_name_for_a_screen_reader(page):
    assert nameless(page) == []


def test_a_type_the_user_declares_can_be_loaded(page, session, monkeypatch):
    def fill(dialog):
        ok = dialog.buttons.button(QDialogButtonBox.StandardButton.Ok)
        dialog.code.setText("Zone É")
        dialog.name.setText("Zones d’essai")
        assert not ok.isEnabled()
        dialog.code.setText("zone_essai")
        dialog.covering.setChecked(True)
        dialog.roles["action"].setChecked(True)
        assert ok.isEnabled()
        return True

    monkeypatch.setattr(TerritoryTypeDialog, "exec", fill)
    page.load.declare_button.click()
    at_rest(page)
    assert page.load.type.type_code() == "zone_essai"
    declared = territory_types(Workspace.open(session.path))["zone_essai"]
    assert (declared.libelle, declared.partition, declared.couvrant) == ("Zones d’essai", True, True)
    assert declared.roles == ("action",)
