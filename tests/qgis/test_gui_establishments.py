"""The page "Établissements": imports with a preview, checks, and a theme drawn for the map as it is."""

from __future__ import annotations

import csv
import shutil

import pytest
from demo_tables import WORKSPACE, read_table
from gui_window import Window, at_rest, nameless
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
    at_rest(page)
    yield page
    page.deleteLater()


def empty_atlas(page, session, tmp_path):
    made = Workspace.create(tmp_path / "new.gpkg")
    session.open(tmp_path / "new.gpkg")
    at_rest(page)
    return made


def test_says_what_is_done_and_what_is_next(page, session, tmp_path):
    count = len(read_table("etablissement"))
    assert f"{count} establishments" in page.state.text()
    empty_atlas(page, session, tmp_path)
    assert "Next: import" in page.state.text()
    assert not page.check.check_button.isEnabled()


def test_imports_a_list_of_sites_its_columns_corrected_and_remembered(page, session, tmp_path):
    made = empty_atlas(page, session, tmp_path)
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
    at_rest(page)
    choices = imports.preview.choices
    assert (choices["finess_et"].currentData(), choices["rs"].currentData()) == ("fi", "rs")
    assert imports.preview.rows.item(0, 1).text() == rows[0]["rs"]
    choices["rs"].setCurrentIndex(choices["rs"].findData("Enseigne"))
    imports.import_button.click()
    at_rest(page)
    sites = made.read("etablissement").set_index("finess_et")
    assert sites.loc[rows[0]["fi"], "rs"] == rows[0]["rs"]
    assert len(sites) == len({row["fi"] for row in rows})
    imports.file.setFilePath("")
    imports.file.setFilePath(str(path))
    at_rest(page)
    assert imports.preview.choices["rs"].currentData() == "Enseigne"


def test_a_list_without_communes_goes_into_an_atlas_without_communes(page, session, tmp_path):
    made = empty_atlas(page, session, tmp_path)
    path = tmp_path / "sites.csv"
    path.write_text("finess;nom;lon;lat\n220000012;CH de Saint-Brieuc;-2.749;48.493\n", encoding="utf-8")
    page.imports.kind.setCurrentIndex(SITES)
    page.imports.file.setFilePath(str(path))
    at_rest(page)
    page.imports.import_button.click()
    at_rest(page)
    assert list(made.read("etablissement")["rs"]) == ["CH de Saint-Brieuc"]


def test_imports_the_sae_from_a_folder(page, session):
    folder = shared_file("sae2023/ID_2023r.csv").parent
    page.imports.kind.setCurrentIndex(SAE)
    assert page.imports.mention.text() == "SAE"
    assert not page.imports.import_button.isEnabled()
    page.imports.folder.setFilePath(str(folder))
    page.imports.import_button.click()
    at_rest(page)
    assert Workspace.open(session.path).count("capacite") > 0


def test_a_table_of_the_agency_by_its_template(page, session, tmp_path):
    imports = page.imports
    imports.kind.setCurrentIndex(AGENCY)
    imports.template.setCurrentIndex(imports.template.findData("msp"))
    path = tmp_path / "msp.csv"
    path.write_text("Identifiant du site;type;insee\nA1;mono_site;35238\n", encoding="utf-8")
    imports.file.setFilePath(str(path))
    at_rest(page)
    assert imports.preview.choices["id"].currentData() == "Identifiant du site", "known by its label"
    assert not imports.import_button.isEnabled(), "a table of the agency has no usual source"
    imports.mention.setText("ARS")
    imports.import_button.click()
    at_rest(page)
    assert list(Workspace.open(session.path).read("msp")["id"]) == ["A1"]


def test_a_national_table_of_authorisations_needs_no_mapping(page, session):
    imports = page.imports
    imports.kind.setCurrentIndex(AUTHORISATIONS)
    imports.file.setFilePath(str(shared_file("finess/finess_activites_soin.csv")))
    at_rest(page)
    assert imports.preview.choices["finess_et"].currentData() == "nofinesset"
    assert imports.parameters()["MAPPING"] == ""


def test_places_of_medico_social_sites_by_a_mapping(page, session, tmp_path):
    site = read_table("etablissement")["finess_et"].iloc[0]
    path = tmp_path / "places.csv"
    path.write_text(f"nofinesset;Installées\n{site};12\n", encoding="utf-8")
    imports = page.imports
    imports.kind.setCurrentIndex(MEDICO_SOCIAL)
    imports.file.setFilePath(str(path))
    at_rest(page)
    choice = imports.preview.choices["capinstot"]
    choice.setCurrentIndex(choice.findData("Installées"))
    imports.import_button.click()
    at_rest(page)
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
    at_rest(page)
    for name, column in zip(wanted, header, strict=True):
        choice = imports.preview.choices[name]
        choice.setCurrentIndex(choice.findData(column))
    imports.import_button.click()
    at_rest(page)
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
    at_rest(page)
    found = [finding for finding in page.findings.shown() if finding.code == "ETA40"]
    assert [finding.value for finding in found] == [lost]
    row = page.findings.shown().index(found[0])
    page.findings.view.setCurrentIndex(page.findings.proxy.index(row, 0))
    page.findings.zoom_button.click()
    commune = read_table("commune").set_index("insee").loc[sites.loc[hidden, "insee"].iloc[0], "geom"]
    canvas = session.iface.mapCanvas()
    assert canvas.extent().contains(QgsRectangle(*commune.bounds))
    assert canvas.extent().width() < 20 * (commune.bounds[2] - commune.bounds[0]) + 50_000


def choose(box, data):
    assert box.findData(data) >= 0
    box.setCurrentIndex(box.findData(data))


def test_finds_by_codes_status_and_territory_and_shows_what_it_found(page, session):
    find = page.find
    held = read_table("autorisation")
    codes = held.loc[held["activite"].str.len() == 2, ["activite", "modalite", "forme"]].fillna("00").value_counts()
    activity, modality, form = codes.index[0]
    assert not find.modality.isVisibleTo(page)
    choose(find.activity, activity)
    choose(find.modality, modality)
    choose(find.form_level, form)
    department = read_table("etablissement")["insee"].str[:2].mode()[0]
    choose(find.type, "departement")
    choose(find.territory, department)
    find.status.setCheckedItems([find.status.itemText(0)])
    sites = read_table("etablissement").set_index("finess_et")
    rows = held.fillna({"modalite": "00", "forme": "00"})
    rows = rows[(rows["activite"] == activity) & (rows["modalite"] == modality) & (rows["forme"] == form)]
    expected = {
        number
        for number in rows["finess_et"]
        if sites.loc[number, "statut"] == "public" and sites.loc[number, "insee"].startswith(department)
    }
    assert expected
    find.find_button.click()
    at_rest(page)
    assert set(find.table.identifiers()) == expected
    assert {feature["finess_et"] for feature in find.table.layer.getFeatures()} == expected
    find.table.topLevelItem(0).setSelected(True)
    assert [feature["finess_et"] for feature in find.table.layer.selectedFeatures()] == find.table.selected()
    find.table.go_to_selected()
    extent = session.iface.mapCanvas().extent()
    site = sites.loc[find.table.selected()[0]]
    assert extent.contains(site["x"], site["y"])
    assert extent.width() < 30_000
    find.zoom_button.click()
    assert all(session.iface.mapCanvas().extent().contains(*sites.loc[number, ["x", "y"]]) for number in expected)


def test_a_search_that_finds_nothing_is_a_finding(page):
    page.find.opened_from.setText("2999-01-01")
    page.find.find_button.click()
    at_rest(page)
    assert "FIL01" in [finding.code for finding in page.findings.shown()]
    assert not page.find.table.isVisibleTo(page)
    page.find.opened_from.clear()
    page.find.minimum.setValue(10)
    page.find.find_button.click()
    at_rest(page)
    assert page.find.table.layer is None


def test_compares_two_extracts_as_a_list_and_in_the_map(page, session, tmp_path):
    old, new = tmp_path / "old.csv", tmp_path / "new.csv"
    head = "nofinesset;rs;cog;coordx;coordy;sourcegeocod\n"
    rows = {
        "220000012": "CH A;22278;274000.0;6837000.0", "220000020": "CH B;22278;274100.0;6837000.0",
        "220000038": "CH C;22278;274200.0;6837000.0",
    }
    old.write_text(head + "".join(f"{key};{row};LAMBERT_93\n" for key, row in rows.items()), encoding="utf-8")
    rows["220000020"] = "CH B;22278;275100.0;6837000.0"
    rows["220000046"] = "CH D;22278;274300.0;6837000.0"
    del rows["220000038"]
    new.write_text(head + "".join(f"{key};{row};LAMBERT_93\n" for key, row in rows.items()), encoding="utf-8")
    before, after = tmp_path / "before.csv", tmp_path / "after.csv"
    before.write_text("nofinesset;activite;modalite;forme\n220000012;14;23;14\n", encoding="utf-8")
    after.write_text("nofinesset;activite;modalite;forme\n220000012;16;42;01\n", encoding="utf-8")
    compare = page.compare
    for name, path in (("OLD", old), ("NEW", new), ("OLD_AUTHORISATIONS", before), ("NEW_AUTHORISATIONS", after)):
        compare.files[name].setFilePath(str(path))
    compare.compare_button.click()
    at_rest(page)
    items = [compare.table.topLevelItem(row) for row in range(compare.table.topLevelItemCount())]
    assert {(item.text(3), item.text(0)) for item in items} == {
        ("220000012", "autorisation perdue"), ("220000012", "autorisation obtenue"), ("220000020", "déplacé"),
        ("220000038", "fermé"), ("220000046", "ouvert"),
    }
    details = {item.text(0): item.text(2) for item in items}
    assert details["déplacé"] == "1000 m"
    assert details["autorisation perdue"].startswith("14/23/14 ")
    signs = {category.value() for category in compare.table.layer.renderer().categories()}
    assert signs == {item.text(0) for item in items}
    assert compare.table.layer.extent().width() == 1_100
    choose(compare.kind, "ouvert")
    assert compare.table.identifiers() == ["220000046"]
    compare.files["NEW_AUTHORISATIONS"].setFilePath("")
    compare.compare_button.click()
    at_rest(page)
    assert compare.table.layer is None, "authorisations of one date are refused"


def test_a_theme_of_ones_own_becomes_a_sheet_that_prints(page, session, tmp_path):
    from plugin.atlas.catalogue import load_catalogue
    from plugin.atlas.context import AtlasContext
    from plugin.atlas.makers import maker

    theme = page.theme
    for key in ("su", "smur"):
        theme.picker.tick(key)
    choose(theme.symbols.boxes["smur"], "su")
    theme.draw_button.click()
    at_rest(page)
    assert not QgsProject.instance().mapLayers(), "one symbol for two activities is refused"
    choose(theme.symbols.boxes["smur"], "scanner")
    theme.title.setText("Urgences")
    theme.keep.folder.setFilePath(str(tmp_path / "mine"))
    theme.keep.sheet.setText("X01")
    theme.keep.sheet_title.setText("Les urgences à ma façon")
    theme.keep.save_button.click()
    at_rest(page)
    sheet = load_catalogue(tmp_path / "mine").sheet("X01")
    assert sheet.layers[0]["symboles"][1]["symbole"] == "scanner"
    drawn = maker(AtlasContext(Workspace.open(session.path), QgsProject()), sheet.layers[0], sheet)
    responders = read_table("effecteur_urgence")
    assert drawn.practice.counts()["scanner"] >= (responders["type"] == "SMUR").sum() - 1
    words = (tmp_path / "mine" / "X01.yaml").read_text(encoding="utf-8")
    theme.keep.save_button.click()
    at_rest(page)
    assert (tmp_path / "mine" / "X01.yaml").read_text(encoding="utf-8") == words
    theme.draw_button.click()
    at_rest(page)
    layers = {layer.name(): layer for layer in QgsProject.instance().mapLayers().values()}
    assert "Urgences" in layers


def test_draws_activities_of_ones_choice_for_the_map(page, session):
    theme = page.theme
    theme.theme.setCurrentIndex(0)
    assert not theme.draw_button.isEnabled()
    listed = theme.picker.activities
    theme.picker.search.setText("smur")
    shown = [item for row in range(listed.count()) if not (item := listed.item(row)).isHidden()]
    assert shown
    assert all("smur" in item.text().lower() for item in shown)
    smur = next(item for item in shown if item.data(Qt.ItemDataRole.UserRole) == "smur")
    smur.setCheckState(Qt.CheckState.Checked)
    assert theme.chosen() == ["smur"]
    for _ in range(2):  # drawn again, the former layers are gone
        theme.draw_button.click()
        at_rest(page)
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
    at_rest(page)
    layers = {layer.name(): layer for layer in QgsProject.instance().mapLayers().values()}
    drawn = {feature["id"] for feature in layers["Niveau du site"].getFeatures()}
    shown = canvas.extent()
    places = read_table("etablissement").set_index("finess_et")
    assert drawn
    assert all(shown.contains(places.loc[site, "x"], places.loc[site, "y"]) for site in drawn)


def test_draws_a_sheet_of_the_catalogue(page, session):
    theme = page.theme
    theme.theme.setCurrentIndex(theme.theme.findData("H08"))
    assert not theme.picker.isVisibleTo(page)
    theme.draw_button.click()
    at_rest(page)
    names = [layer.name() for layer in QgsProject.instance().mapLayers().values()]
    assert "Niveau du site" in names


def test_everything_has_a_name_for_a_screen_reader(page):
    assert nameless(page) == []
