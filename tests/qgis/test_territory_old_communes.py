"""A composition in the communes of 2018 brought to those of 2025 by the outlines alone, on the real layers."""

from __future__ import annotations

import csv
import sqlite3

from shared_data import shared_file

from plugin.gis.workspace import Workspace


def test_all_communes_of_2018_are_accounted_for(qgis_process, tmp_path):
    old_layer = shared_file("territoires/bretagne_communes_2018_wgs84.gpkg")
    with sqlite3.connect(f"file:{old_layer}?mode=ro&immutable=1", uri=True) as connection:
        old = [code for (code,) in connection.execute('select code from "communes-bretagne_fgj2018"')]
    assert len(old) == 1232
    table = tmp_path / "départements 2018.csv"
    with table.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["code_insee", "id_territoire", "libelle"])
        writer.writerows([code, code[:2], f"Département {code[:2]}"] for code in old)

    path = tmp_path / "b.gpkg"
    run(qgis_process, "create_workspace", FILE=path)
    run(qgis_process, "import_communes", WORKSPACE=path, LAYER=shared_file("territoires/bretagne_communes.gpkg"),
        MENTION="IGN", COG_YEAR=2025)  # fmt: skip
    said = run(
        qgis_process, "import_composition", WORKSPACE=path, TYPE="departement", TABLE=table, COG_YEAR=2018,
        OLD_COMMUNES=old_layer, MENTION="table de 2018",
    )  # fmt: skip

    store = Workspace.open(path)
    communes = set(store.read("commune", ["insee"])["insee"])
    rows = store.read("composition", where={"type": "departement"})
    assert set(rows["commune"]) == communes
    assert set(rows["cog_annee"]) == {2025}
    assert (rows["id_territoire"] == rows["commune"].str[:2]).all()
    gone = [code for code in old if code not in communes]
    assert len(gone) == 30
    assert all(code in said for code in gone)


def run(qgis_process, algorithm: str, **parameters: object) -> str:
    done = qgis_process("run", f"atlas_soins:{algorithm}", *(f"--{name}={value}" for name, value in parameters.items()))
    assert done.returncode == 0, done.stdout
    return done.stdout
