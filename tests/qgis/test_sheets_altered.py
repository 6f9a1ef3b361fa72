"""The sheets of establishments on altered copies of the demo: values or tables that lack, two sites at one place."""

from __future__ import annotations

import shutil
import sqlite3
from collections import Counter

import pytest
from demo_tables import WORKSPACE, read_table
from qgis.core import QgsLayoutItemMap
from sheet_reading import context_of, drawn, held, layers, legend_rows, visits

from plugin.atlas.catalogue import load_catalogue
from plugin.atlas.sheet import build_sheet, prepare

# The sheets of establishments the demo draws.
DRAWN = [f"H{number:02}" for number in (1, 2, 4, 5, *range(7, 20), 21)]
# Invented times to the nearest maternity, with the bounds of the sheet's classes among them.
MATERNITY_TIMES = [(code, float(rank % 60)) for rank, code in enumerate(sorted(read_table("commune")["insee"]))]
NEIGHBOUR = sorted(visits("GEN"))[1]  # a site some test moves beside the first


@pytest.fixture(scope="module")
def altered(qgis_app, tmp_path_factory):
    """The demo with palliative beds, a site without a point and a site that has both kinds of emergency visits."""
    path = tmp_path_factory.mktemp("autre") / "b.gpkg"
    shutil.copy(WORKSPACE, path)
    units = sorted(held("R4", "N1"))
    general = sorted(visits("GEN"))[0]
    rows = [
        (site, 2025, "PALIA", None, name, value)
        for site, value in zip(units, (6, 10, 12), strict=False)
        for name, value in (("PALIA_A6", 1), ("PALIA_A8", value))
    ]
    rows += [(general, 2025, "URGENCES2", "PED", "PASSU", 9000), (general, 2025, "URGENCES2", "PED", "dtHOSP", 900)]
    with sqlite3.connect(path) as connection:
        connection.executemany(
            "insert into capacite (finess_et, annee, bordereau, unite, variable, valeur) values (?, ?, ?, ?, ?, ?)",
            rows,
        )
        triggers = connection.execute(
            "select name from sqlite_master where type = 'trigger' and tbl_name = 'etablissement'"
        ).fetchall()
        for (name,) in triggers:  # those of the spatial index need functions only GDAL has
            connection.execute(f'drop trigger "{name}"')
        # two numbers at one place: the second unit's emergencies move to the first general one's
        here = connection.execute("select x, y from etablissement where finess_et = ?", (general,)).fetchone()
        connection.execute("update etablissement set x = ? + 5, y = ? where finess_et = ?", (*here, NEIGHBOUR))
        connection.execute("update etablissement set x = null, y = null where finess_et = ?", (units[3],))
        connection.execute("delete from temps_acces where type_effecteur = 'maternites'")
        connection.executemany(
            "insert into temps_acces (origine, type_effecteur, minutes) values (?, 'maternites', ?)", MATERNITY_TIMES
        )
    context = context_of(path)
    yield context, units, general
    context.project.clear()


def test_sizes_unknown_and_sites_unlocated_are_said_on_the_sheet(altered):
    context, units, _ = altered
    layout = build_sheet(context, prepare(context, load_catalogue().sheet("H19")), 1)
    notes = layout.itemById("notes").currentText()
    assert "1 site sans coordonnées" in notes
    assert "Nombre de lits inconnu" in notes
    frames = [layer for layer in layers(layout) if layer.fields().indexOf("taille") >= 0]
    sizes = {f["id"]: f["taille"] for layer in frames for f in layer.getFeatures() if f["cle"] == "usp"}
    assert set(sizes) == set(units) - {units[3]}
    assert sizes[units[1]] ** 2 / sizes[units[0]] ** 2 == pytest.approx(10 / 6)
    assert sizes[units[2]] ** 2 / sizes[units[0]] ** 2 == pytest.approx(2)
    assert [row for row in legend_rows(layout) if row.isdigit()] == ["6", "10", "12"]


def test_two_kinds_of_visits_at_one_place_stand_side_by_side_and_two_numbers_there_are_one_site(altered):
    context, _, general = altered
    layout = build_sheet(context, prepare(context, load_catalogue().sheet("H01")), 1)
    passed = visits("GEN")
    heading = layout.itemById("legende").model().rootGroup().children()[0].name()
    assert heading == f"Urgences générales\u00a0({len(passed) - 1})"
    of_map = {
        f["id"]: f["valeur"] for lay in layers(layout) if lay.name() == "Urgences générales" for f in lay.getFeatures()
    }
    assert of_map[general] == passed[general] + passed[NEIGHBOUR]
    assert set(of_map) == set(passed) - {NEIGHBOUR}
    centres = [
        (f.geometry().asPoint().x(), f.geometry().asPoint().y(), f["diametre"], layer)
        for layer in layers(layout)
        if layer.fields().indexOf("diametre") >= 0
        for f in layer.getFeatures()
        if f["id"] == general
    ]
    assert len(centres) == 2
    (x1, y1, d1, _), (x2, y2, d2, _) = centres
    assert y1 == pytest.approx(y2)
    item = next(i for i in layout.items() if isinstance(i, QgsLayoutItemMap) and centres[0][3] in i.layers())
    millimetre = item.extent().width() / item.sizeWithUnits().width()
    assert abs(x1 - x2) / millimetre == pytest.approx((d1 + d2) / 2, rel=1e-3)


def test_without_authorisations_nor_capacities_the_sheet_waits_for_them(qgis_app, tmp_path):
    path = tmp_path / "b.gpkg"
    shutil.copy(WORKSPACE, path)
    with sqlite3.connect(path) as connection:
        for table in ("autorisation", "capacite", "equipement"):
            connection.execute(f"delete from {table}")
    context = context_of(path)
    catalogue = load_catalogue()
    waits = {sheet: prepare(context, catalogue.sheet(sheet)).lacking for sheet in DRAWN}
    assert all(waits.values())
    assert waits["H08"] == ["autorisation ou capacite"]
    assert waits["H01"] == ["capacite"]
    assert waits["H02"] == ["autorisation (modèle data/templates/depots_sang.csv)"]
    assert waits["H18"] == ["capacite ou equipement"]


def test_access_to_maternities_has_its_own_times_and_classes_closed_on_the_left(altered):
    context, _, _ = altered
    layout = build_sheet(context, prepare(context, load_catalogue().sheet("H23")), 1)
    rows = [row.replace("\u202f", " ") for row in legend_rows(layout)]
    minutes = [value for _, value in MATERNITY_TIMES]
    for label, low, high in (("moins de 30", 0, 30), ("30 à moins de 45", 30, 45), ("45 et plus", 45, 60)):
        assert f"{label} ({sum(low <= value < high for value in minutes)})" in rows
    births = held("03", "01", form="01")
    assert set().union(*drawn(layout).values()) == births


def test_without_organs_nor_short_names_the_discs_are_empty_and_a_commune_is_named_once(qgis_app, tmp_path):
    path = tmp_path / "b.gpkg"
    shutil.copy(WORKSPACE, path)
    with sqlite3.connect(path) as connection:
        for (name,) in connection.execute("select name from sqlite_master where type = 'trigger'").fetchall():
            connection.execute(f'drop trigger "{name}"')
        connection.execute("delete from autorisation where activite = '18' and modalite <> '69'")
        connection.execute("update etablissement set nom_court = null")
    context = context_of(path)
    layout = build_sheet(context, prepare(context, load_catalogue().sheet("H16")), 1)
    surgery = held("18", "69")
    assert legend_rows(layout)[0] == f"Site autorisé ({len(surgery)})"
    assert "les disques sont vides" in layout.itemById("notes").currentText()
    names = Counter(f["texte"] for layer in layers(layout) if layer.name() == "Noms" for f in layer.getFeatures())
    assert names["Rennes"] == 2  # once in the inset, once beside its mark
    context.project.clear()
