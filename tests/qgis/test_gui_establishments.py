"""The page "Établissements": imports with a preview, checks, and a theme drawn for the map as it is."""

from __future__ import annotations

import csv
import shutil

import pytest
from demo_tables import WORKSPACE, read_table
from gui_window import Window, nameless, wait_for
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsProject, QgsRectangle
from qgis.PyQt.QtCore import Qt
from shared_data import shared_file

from plugin.core.schema import Source
from plugin.gis.workspace import Workspace
from plugin.gui.establishments_page import EstablishmentsPage
from plugin.gui.session import Session
from plugin.gui.site_import_tab import AGENCY, AUTHORISATIONS, EQUIPMENT, MEDICO_SOCIAL, SAE, SITES
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
    canvas = session.iface.mapCanvas()
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:2154"))
    canvas.resize(800, 500)
    canvas.setExtent(QgsRectangle(90_000, 6_700_000, 400_000, 6_880_000))
    yield session
    session.close()
    QgsProject.instance().clear()


@pytest.fixture
def page(session):
    page = EstablishmentsPage(session)
    yield page
    page.deleteLater()


def wait(page):
    wait_for(lambda: page.bar.run is None, 120)


def empty_atlas(session, tmp_path):
    made = Workspace.create(tmp_path / "new.gpkg")
    session.open(tmp_path / "new.gpkg")
    return made


def test_says_what_is_done_and_what_is_next(page, session, tmp_path):
    count = len(read_table("etablissement"))
    assert f"{count} establishments" in page.state.text()
    empty_atlas(session, tmp_path)
    assert "Next: import" in page.state.text()
    assert not page.check.check_button.isEnabled()


def test_imports_a_list_of_sites_its_columns_corrected_and_remembered(page, session, tmp_path):
    made = empty_atlas(session, tmp_path)
    with shared_file("finess/sites_hospitaliers_bretagne.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    path = tmp_path / "sites.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow(["fi", "Enseigne", "rs", "COMINSEE", "lat", "lon"])
        writer.writerows([row["fi"], row["rs"], "?", row["COMINSEE"], row["lat"], row["lon"]] for row in rows)
    imports = page.imports
    imports.kind.setCurrentIndex(SITES)
    imports.file.setFilePath(str(path))
    choices = imports.preview.choices
    assert (choices["finess_et"].currentData(), choices["rs"].currentData()) == ("fi", "rs")
    assert imports.preview.rows.item(0, 1).text() == rows[0]["rs"]
    choices["rs"].setCurrentIndex(choices["rs"].findData("Enseigne"))
    imports.import_button.click()
    wait(page)
    sites = made.read("etablissement").set_index("finess_et")
    assert sites.loc[rows[0]["fi"], "rs"] == rows[0]["rs"]
    assert len(sites) == len({row["fi"] for row in rows})
    imports.file.setFilePath("")
    imports.file.setFilePath(str(path))
    assert imports.preview.choices["rs"].currentData() == "Enseigne"


def test_a_list_without_communes_goes_into_an_atlas_without_communes(page, session, tmp_path):
    made = empty_atlas(session, tmp_path)
    path = tmp_path / "sites.csv"
    path.write_text("finess;nom;lon;lat\n220000012;CH de Saint-Brieuc;-2.749;48.493\n", encoding="utf-8")
    page.imports.kind.setCurrentIndex(SITES)
    page.imports.file.setFilePath(str(path))
    page.imports.import_button.click()
    wait(page)
    assert list(made.read("etablissement")["rs"]) == ["CH de Saint-Brieuc"]


def test_imports_the_sae_from_a_folder(page, session):
    folder = shared_file("sae2023/ID_2023r.csv").parent
    page.imports.kind.setCurrentIndex(SAE)
    assert page.imports.mention.text() == "SAE"
    assert not page.imports.import_button.isEnabled()
    page.imports.folder.setFilePath(str(folder))
    page.imports.import_button.click()
    wait(page)
    assert Workspace.open(session.path).count("capacite") > 0


def test_a_table_of_the_agency_by_its_template(page, session, tmp_path):
    imports = page.imports
    imports.kind.setCurrentIndex(AGENCY)
    imports.template.setCurrentIndex(imports.template.findData("msp"))
    path = tmp_path / "msp.csv"
    path.write_text("Identifiant du site;type;insee\nA1;mono_site;35238\n", encoding="utf-8")
    imports.file.setFilePath(str(path))
    assert imports.preview.choices["id"].currentData() == "Identifiant du site", "known by its label"
    assert not imports.import_button.isEnabled(), "a table of the agency has no usual source"
    imports.mention.setText("ARS")
    imports.import_button.click()
    wait(page)
    assert list(Workspace.open(session.path).read("msp")["id"]) == ["A1"]


def test_a_national_table_of_authorisations_needs_no_mapping(page, session):
    imports = page.imports
    imports.kind.setCurrentIndex(AUTHORISATIONS)
    imports.file.setFilePath(str(shared_file("finess/finess_activites_soin.csv")))
    assert imports.preview.choices["finess_et"].currentData() == "nofinesset"
    assert imports.parameters()["MAPPING"] == ""


def test_places_of_medico_social_sites_by_a_mapping(page, session, tmp_path):
    site = read_table("etablissement")["finess_et"].iloc[0]
    path = tmp_path / "places.csv"
    path.write_text(f"nofinesset;Installées\n{site};12\n", encoding="utf-8")
    imports = page.imports
    imports.kind.setCurrentIndex(MEDICO_SOCIAL)
    imports.file.setFilePath(str(path))
    choice = imports.preview.choices["capinstot"]
    choice.setCurrentIndex(choice.findData("Installées"))
    imports.import_button.click()
    wait(page)
    rows = Workspace.open(session.path).read("capacite", where={"bordereau": "FINESS_MS", "finess_et": site})
    assert "CAPINSTOT" in set(rows["variable"])
    assert set(rows["valeur"]) == {12}


@pytest.mark.parametrize(
    ("kind", "header", "cells", "wanted", "table"),
    [
        (
            AUTHORISATIONS, ["FINESS ET", "Code activité", "Code modalité"], ["16", "42"],
            ["finess_et", "activite", "modalite"], "autorisation",
        ),
        (EQUIPMENT, ["FINESS ET", "Type EML", "Nb"], ["06201", "3"], ["finess_et", "code", "nombre"], "equipement"),
    ],
)
def test_an_arhgos_workbook_by_the_columns_chosen(page, session, tmp_path, kind, header, cells, wanted, table):
    import openpyxl

    site = read_table("etablissement")["finess_et"].iloc[0]
    book = openpyxl.Workbook()
    book.active.append(header)
    book.active.append([site, *cells])
    path = tmp_path / "arhgos.xlsx"
    book.save(path)
    imports = page.imports
    imports.kind.setCurrentIndex(kind)
    imports.file.setFilePath(str(path))
    for name, column in zip(wanted, header, strict=True):
        choice = imports.preview.choices[name]
        choice.setCurrentIndex(choice.findData(column))
    imports.import_button.click()
    wait(page)
    rows = Workspace.open(session.path).read(table)[wanted].astype(str)
    assert rows.values.tolist() == [[site, *cells]]


def test_checks_lead_to_the_site_without_coordinates(page, session):
    workspace = Workspace.open(session.path)
    sites = workspace.read("etablissement")
    lost = sites.loc[sites["insee"].notna(), "finess_et"].iloc[0]
    hidden = sites["finess_et"] == lost
    sites.loc[hidden, ["x", "y"]] = float("nan")
    sites.loc[hidden, "geom"] = None
    with workspace.writing() as write:
        write.replace("etablissement", sites, Source("", "x"))
    page.check.check_button.click()
    wait(page)
    found = [finding for finding in page.findings.shown() if finding.code == "ETA40"]
    assert [finding.value for finding in found] == [lost]
    row = page.findings.shown().index(found[0])
    page.findings.view.setCurrentIndex(page.findings.proxy.index(row, 0))
    page.findings.zoom_button.click()
    commune = read_table("commune").set_index("insee").loc[sites.loc[hidden, "insee"].iloc[0], "geom"]
    canvas = session.iface.mapCanvas()
    assert canvas.extent().contains(QgsRectangle(*commune.bounds))
    assert canvas.extent().width() < 20 * (commune.bounds[2] - commune.bounds[0]) + 50_000


def test_draws_activities_of_ones_choice_for_the_map(page, session):
    theme = page.theme
    theme.theme.setCurrentIndex(0)
    assert not theme.draw_button.isEnabled()
    theme.search.setText("smur")
    shown = [item for row in range(theme.activities.count()) if not (item := theme.activities.item(row)).isHidden()]
    assert shown
    assert all("smur" in item.text().lower() for item in shown)
    smur = next(item for item in shown if item.data(Qt.ItemDataRole.UserRole) == "smur")
    smur.setCheckState(Qt.CheckState.Checked)
    assert theme.chosen() == ["smur"]
    for _ in range(2):  # drawn again, the former layers are gone
        theme.draw_button.click()
        wait(page)
        layers = {layer.name(): layer for layer in QgsProject.instance().mapLayers().values()}
        assert len(layers) == len(QgsProject.instance().mapLayers())
    table = read_table("effecteur_urgence")
    expected = set(table.loc[table["type"] == "SMUR", "finess_et"])
    drawn = {feature["id"] for feature in layers["Sites"].getFeatures()}
    assert expected <= drawn


def test_draws_the_ground_the_map_shows_at_its_scale(page, session):
    canvas = session.iface.mapCanvas()
    communes = Workspace.open(session.path).layer("commune")
    canvas.setLayers([communes])
    brest = read_table("commune").set_index("insee").loc["29019", "geom"].bounds
    canvas.setExtent(QgsRectangle(*brest))
    theme = page.theme
    theme.theme.setCurrentIndex(theme.theme.findData("H08"))
    assert theme.parameters()["SCALE"] == int(canvas.scale())
    theme.draw_button.click()
    wait(page)
    layers = {layer.name(): layer for layer in QgsProject.instance().mapLayers().values()}
    drawn = {feature["id"] for feature in layers["Niveau du site"].getFeatures()}
    shown = canvas.extent()
    places = read_table("etablissement").set_index("finess_et")
    assert drawn
    assert all(shown.contains(places.loc[site, "x"], places.loc[site, "y"]) for site in drawn)


def test_draws_a_sheet_of_the_catalogue(page, session):
    theme = page.theme
    theme.theme.setCurrentIndex(theme.theme.findData("H08"))
    assert not theme.activities.isVisibleTo(page)
    theme.draw_button.click()
    wait(page)
    names = [layer.name() for layer in QgsProject.instance().mapLayers().values()]
    assert "Niveau du site" in names


def test_everything_has_a_name_for_a_screen_reader(page):
    assert nameless(page) == []
