"""Settings of the user, fixed by the environment or not, and those of an edition."""

from __future__ import annotations

import pytest
from gui_window import Window, at_rest, wait_for
from qgis.core import QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback, QgsSettings
from qgis.PyQt.QtWidgets import QLineEdit

from plugin.gis.settings import Settings, for_new_atlas, read_settings, save_settings
from plugin.gis.workspace import Workspace
from plugin.processing.edit_settings import EditSettings


@pytest.fixture(autouse=True)
def no_settings(qgis_app):
    QgsSettings().remove("atlas_soins/reglages")
    yield
    QgsSettings().remove("atlas_soins/reglages")


@pytest.fixture
def workspace(tmp_path, qgis_app):
    return Workspace.create(tmp_path / "Région é à.gpkg")


def edit(workspace, text):
    algorithm = EditSettings().create()
    outputs, _ = algorithm.run(
        {"WORKSPACE": str(workspace.path), "SETTINGS": text},
        QgsProcessingContext(), QgsProcessingFeedback(), catchExceptions=False
    )
    return outputs["CHANGED"]


def test_what_was_saved_comes_back_typed():
    saved = Settings(agence="ARS Corse", seuil_secret=5, moteur="valhalla", processus=1)
    save_settings(saved)
    assert read_settings()[0] == saved
    save_settings(Settings())
    assert read_settings()[0] == Settings()


def test_the_environment_wins_and_is_never_stored():
    fixed = {"ATLAS_SOINS_AGENCE": "ARS Bretagne", "ATLAS_SOINS_SEUIL_SECRET": "20"}
    settings, report = read_settings(fixed)
    assert (settings.agence, settings.seuil_secret, len(report)) == ("ARS Bretagne", 20, 0)
    save_settings(settings, fixed)
    assert read_settings({})[0] == Settings()


@pytest.mark.parametrize(
    ("fixed", "code"),
    [({"ATLAS_SOINS_SEUIL_SECRET": "onze"}, "REG01"), ({"ATLAS_SOINS_PROCESSUS": "0"}, "REG01"),
     ({"ATLAS_SOINS_MOTEUR": "google"}, "REG02")],
)  # fmt: skip
def test_a_wrong_value_of_the_environment_is_told_with_its_name(fixed, code):
    settings, report = read_settings(fixed)
    assert settings == Settings()
    assert report.codes() == [code]
    (finding,) = report
    assert fixed == {finding.params["reglage"]: finding.value}


def test_the_page_shows_what_is_fixed_and_keeps_what_is_typed(monkeypatch):
    from plugin.gui.session import Session
    from plugin.gui.settings_page import SettingsFactory

    monkeypatch.setenv("ATLAS_SOINS_AGENCE", "ARS Bretagne")
    page = SettingsFactory(Session(Window())).createWidget()
    assert page.fields["agence"].text() == "ARS Bretagne"
    assert not page.fields["agence"].isEnabled()
    assert "ATLAS_SOINS_AGENCE" in page.fields["agence"].toolTip()
    page.fields["auteur"].setText("Pôle études")
    page.fields["processus"].setValue(1)
    page.apply()
    monkeypatch.delenv("ATLAS_SOINS_AGENCE")
    kept = read_settings()[0]
    assert (kept.agence, kept.auteur, kept.processus) == ("", "Pôle études", 1)


def test_the_page_empties_the_cache_of_the_open_atlas_only(tmp_path, workspace):
    from plugin.gui.session import Session
    from plugin.gui.settings_page import SettingsFactory

    session = Session(Window())
    session.open(tmp_path / "Région é à.gpkg")
    ours, others = tmp_path / "Région é à_reseau_12345678.npz", tmp_path / "Corse_reseau_12345678.npz"
    for path in (ours, others):
        path.write_bytes(b"x" * 2048)
    page = SettingsFactory(session).createWidget()
    assert "2" in page.cache_size.text()
    page.empty_button.click()
    assert (ours.exists(), others.exists()) == (False, True)
    assert not page.empty_button.isEnabled()


def test_settings_of_an_edition_are_written_and_taken_back(workspace):
    assert edit(workspace, "agence = ARS Corse\n# remarque\n\ntitre = a = b; DROP TABLE edition\nseuil_etp = 0,2") == 3
    assert workspace.settings() | {"agence": "ARS Corse", "titre": "a = b; DROP TABLE edition"} == workspace.settings()
    assert edit(workspace, "agence = ARS Corse") == 0
    assert edit(workspace, "agence =") == 1
    assert not workspace.settings()["agence"]


def test_every_wrong_line_is_told_and_nothing_written(workspace):
    text = "agence = ARS\ncouleur = bleu\nrien\ndate_reference = hier\nseuil_secret = dix\nimpression = fax"
    with pytest.raises(QgsProcessingException) as told:
        edit(workspace, text)
    for line in range(2, 7):
        assert f"Line {line}:" in str(told.value)
    assert "agence" not in workspace.settings()


def test_a_logo_is_named_from_the_folder_of_the_workspace(tmp_path, workspace):
    from qgis.core import QgsProject

    from plugin.atlas.context import AtlasContext

    (tmp_path / "logo.svg").write_text("<svg/>", encoding="utf-8")
    edit(workspace, "logo = logo.svg\ngabarit = a3_paysage")
    edition = AtlasContext(workspace, QgsProject()).edition
    assert edition.logo == str(tmp_path / "logo.svg")
    assert edition.gabarit == "a3_paysage"


def test_the_dialog_gives_only_what_was_changed(tmp_path, workspace):
    from plugin.gui.edition_dialog import EditionDialog

    (tmp_path / "logo.svg").write_text("<svg/>", encoding="utf-8")
    dialog = EditionDialog("x", {"agence": "ARS Corse", "region": "Corse"}, tmp_path)
    assert dialog.changes() == {}
    dialog.fields["agence"].setText("ARS de Corse")
    dialog.fields["logo"].setFilePath(str(tmp_path / "logo.svg"))
    dialog.fields["gabarit"].setCurrentIndex(dialog.fields["gabarit"].findData("a3_paysage"))
    assert dialog.changes() == {"agence": "ARS de Corse", "logo": "logo.svg", "gabarit": "a3_paysage"}
    assert all(field.accessibleName() for field in dialog.fields.values())
    assert isinstance(dialog.fields["titre"], QLineEdit)


def test_a_new_atlas_starts_with_the_users_settings(tmp_path, provider):
    from plugin.gui.home_page import HomePage
    from plugin.gui.session import Session

    save_settings(Settings(agence="ARS Corse", seuil_secret=5))
    window = Window()
    page = HomePage(Session(window))
    page.make_atlas(tmp_path / "corse.gpkg", "EPSG:2154")
    wait_for(lambda: page.session.path is not None, 30)
    at_rest(page, 30)
    expected = for_new_atlas(Settings(agence="ARS Corse", seuil_secret=5))
    assert Workspace.open(tmp_path / "corse.gpkg").settings() == expected
    assert expected["seuil_secret"] == "5"
    assert "next" in page.steps.states["edition"].text()  # no region and no date yet
    page.session.close()
