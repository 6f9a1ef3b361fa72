"""The state of sheets: ready, lacking tables, stale, illegible; told without drawing."""

from __future__ import annotations

import json
import shutil

import pytest
from demo_tables import WORKSPACE
from qgis.core import QgsExpressionContextUtils, QgsPrintLayout, QgsProject
from sheet_reading import context_of

from plugin.atlas.catalogue import load_catalogue
from plugin.atlas.sheet import build_sheet, prepare
from plugin.atlas.states import ILLEGIBLE, MISSING, READY, STALE, data_state, drawn_states, sheet_states
from plugin.core.schema import Source
from plugin.gis.workspace import Workspace

OWN = """
feuilles:
  - id: X06
    famille: O
    titre: Contrats
    illisible: Les valeurs sont perdues.
    couches:
      - type: couverture
        table: cls
        legende: Contrats
        classes: {champ: statut, valeurs: [{valeur: signe, libelle: S, couleur: "#aabbcc"}]}
    sources: [cls]
"""


@pytest.fixture
def path(tmp_path):
    copy = tmp_path / "bretagne.gpkg"
    shutil.copy(WORKSPACE, copy)
    return copy


@pytest.fixture
def catalogue(tmp_path):
    folder = tmp_path / "catalogue"
    folder.mkdir()
    (folder / "propre.yaml").write_text(OWN, encoding="utf-8")
    return load_catalogue(folder)


def replaced(path, table: str, rows: slice, illustrative: bool = True) -> None:
    workspace = Workspace.open(path)
    with workspace.writing() as write:
        write.replace(table, workspace.read(table).iloc[rows], Source("essai.csv", "Essai", illustratif=illustrative))


def states(path, catalogue, **more):
    return {state.id: state for state in sheet_states(context_of(path), catalogue, **more)}


def test_every_sheet_has_a_state_and_those_without_data_name_table_and_template(qgis_app, path, catalogue):
    replaced(path, "cls", slice(0, 0))
    found = states(path, catalogue)
    assert list(found) == [sheet.id for sheet in catalogue.sheets]
    assert found["T01"].state == READY
    assert (found["T04"].state, found["T04"].lacking, found["T04"].templates) == (MISSING, ("cls",), ("cls.csv",))
    assert (found["X06"].state, found["X06"].lacking) == (ILLEGIBLE, ("cls",))


def test_an_illegible_source_is_ready_once_the_workspace_has_data_of_its_own(qgis_app, path, catalogue):
    assert states(path, catalogue)["X06"].state == ILLEGIBLE
    assert states(path, catalogue)["X06"].lacking == ()
    replaced(path, "cls", slice(0, 5), illustrative=False)
    assert states(path, catalogue)["X06"].state == READY


def test_a_drawn_sheet_is_stale_after_an_import_of_what_it_draws_and_of_nothing_else(qgis_app, path, catalogue):
    context = context_of(path)
    for sheet in ("T02", "T04"):
        build_sheet(context, prepare(context, catalogue.sheet(sheet)), 1)
    drawn = drawn_states(context.project)
    assert set(drawn) == {"T02", "T04"}
    assert drawn["T04"] == data_state(context_of(path), catalogue.sheet("T04"))
    context.project.clear()
    assert {state.state for state in states(path, catalogue, drawn=drawn).values()} <= {READY, MISSING, ILLEGIBLE}
    replaced(path, "cls", slice(0, 5))
    again = states(path, catalogue, drawn=drawn)
    assert again["T04"].state == STALE
    assert again["T02"].state == READY


def test_a_correction_by_hand_makes_a_sheet_stale(qgis_app, path, catalogue):
    before = data_state(context_of(path), catalogue.sheet("T04"))
    workspace = Workspace.open(path)
    row = {"table_nom": "cls", "cle": "CLS01", "champ": "statut", "valeur": "echu", "motif": "essai"}
    with workspace.writing() as write:
        frame = workspace.read("correction")
        frame.loc[len(frame)] = row
        write.append("correction", frame, Source("main", "Corrections"))
    assert data_state(context_of(path), catalogue.sheet("T04")) != before
    assert data_state(context_of(path), catalogue.sheet("T02")) == data_state(context_of(path), catalogue.sheet("T02"))


def test_the_manifest_of_an_export_tells_the_data_and_a_layout_of_the_project_is_newer(qgis_app, tmp_path):
    manifest = tmp_path / "atlas.json"
    entries = [{"id": "T02", "donnees": "a"}, {"id": "T04", "donnees": "b"}, {"id": "A07"}]
    manifest.write_text(json.dumps({"feuilles": entries}), encoding="utf-8")
    project = QgsProject()
    layout = QgsPrintLayout(project)
    layout.initializeDefaults()
    for name, value in (("feuille", "T04"), ("donnees", "c")):
        QgsExpressionContextUtils.setLayoutVariable(layout, f"atlas_{name}", value)
    project.layoutManager().addLayout(layout)
    assert drawn_states(project, manifest) == {"T02": "a", "T04": "c"}
