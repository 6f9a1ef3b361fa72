"""A commune moved by hand stays moved when the zoning is imported again from its layer."""

from __future__ import annotations

import shutil

import pytest
from demo_tables import WORKSPACE

from plugin.gis.territory_moves import Move, move_commune
from plugin.gis.territory_store import known_type
from plugin.gis.workspace import Workspace


@pytest.fixture
def moved(tmp_path):
    path = tmp_path / "b.gpkg"
    shutil.copy(WORKSPACE, path)
    store = Workspace.open(path)
    rows = store.read("composition", where={"type": "territoire_sante"})
    commune, home = rows.iloc[0][["commune", "id_territoire"]]
    other = next(code for code in rows["id_territoire"].unique() if code != home)
    move_commune(store, known_type(store, "territoire_sante"), Move(commune, other, "A. Autrice", "convention locale"))
    return path, commune, other


def test_the_move_survives_an_import_of_the_layer(qgis_process, moved):
    path, commune, other = moved
    layer = f"{WORKSPACE}|layername=territoire|subset=\"type\" = 'territoire_sante'"
    done = qgis_process(
        "run", "atlas_soins:import_territories", f"--WORKSPACE={path}", "--TYPE=territoire_sante", f"--LAYER={layer}",
        "--MENTION=Territoires de santé",
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    store = Workspace.open(path)
    rows = store.read("composition", where={"type": "territoire_sante"}).set_index("commune")["id_territoire"]
    assert len(rows) == 1202
    assert rows[commune] == other
    outlines = store.read("territoire", where={"type": "territoire_sante"}).set_index("id_territoire")["geom"]
    inside = store.read("commune", where={"insee": commune})["geom"].iloc[0].representative_point()
    assert len(outlines) == 8
    assert outlines[other].contains(inside)
