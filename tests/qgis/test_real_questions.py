"""Questions on real open data of Bretagne, imported by the plugin's algorithms; what they answer is counted by csv."""

from __future__ import annotations

import csv
import itertools
import math
import sqlite3
from collections import defaultdict

import pytest
from demo_tables import read_table
from made_up_region import run
from shared_data import shared_file

from plugin.core.schema import Source
from plugin.gis.workspace import Workspace
from plugin.processing.build_territories import BuildTerritories
from plugin.processing.import_communes import ImportCommunes
from plugin.processing.import_establishments import ImportEstablishments
from plugin.processing.import_sae import ImportSae
from plugin.processing.query_territory import QueryTerritory
from plugin.processing.territory_profile import TerritoryProfile


@pytest.fixture(scope="module")
def workspace(qgis_app, tmp_path_factory) -> str:
    """Communes of IGN 2025, hospital sites and SAE 2023; times to emergency departments are those of the demo."""
    path = str(tmp_path_factory.mktemp("réel") / "bretagne.gpkg")
    Workspace.create(path)
    ign = {"MENTION": "IGN, Insee", "COG_YEAR": 2025, "WORKSPACE": path}
    run(ImportCommunes, LAYER=str(shared_file("territoires/bretagne_communes.gpkg")), **ign)
    run(BuildTerritories, TYPE="epci", COMMUNE_COLUMN="epci", OUTPUT="memory:", **ign)
    run(BuildTerritories, TYPE="departement", COMMUNE_COLUMN="dep", OUTPUT="memory:", **ign)
    sites = str(shared_file("finess/sites_hospitaliers_bretagne.csv"))
    run(ImportEstablishments, WORKSPACE=path, LAYOUT=1, FILE=sites, MENTION="Sites hospitaliers")
    folder = str(shared_file("sae2023/ID_2023r.csv").parent)
    run(ImportSae, WORKSPACE=path, FOLDER=folder, DEPARTMENTS="22 29 35 56", MENTION="SAE 2023")
    times = read_table("temps_acces").drop(columns="fid")
    with Workspace.open(path).writing() as write:
        write.replace("temps_acces", times[times["type_effecteur"].isin(["SU", "tous"])], Source("", "temps d’essai"))
    return path


@pytest.fixture(scope="module")
def communes() -> dict[str, dict]:
    """INSEE code to name, population, epci, from the file itself."""
    path = shared_file("territoires/bretagne_communes.gpkg")
    with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as connection:
        connection.row_factory = sqlite3.Row
        table = connection.execute("select table_name from gpkg_contents").fetchone()[0]
        rows = [dict(row) for row in connection.execute(f'select * from "{table}"')]
    code = next(name for name in rows[0] if name in ("insee", "code", "insee_com", "code_insee"))
    return {row[code]: row for row in rows}


def sites() -> dict[str, dict[str, str]]:
    with shared_file("finess/sites_hospitaliers_bretagne.csv").open(encoding="utf-8") as file:
        return {row["fi"]: row for row in csv.DictReader(file)}


def sae(table: str) -> list[dict[str, str]]:
    lines = [line.decode("latin-1") for line in shared_file(f"sae2023/{table}_2023r.csv").read_bytes().splitlines()]
    known = sites()
    rows = [{name.upper(): value for name, value in row.items()} for row in csv.DictReader(lines, delimiter=";")]
    return [row for row in rows if row["FI"] in known]


def department(finess: str) -> str:
    """A FINESS number begins with the department that gave it; no site of the list moved to another."""
    return finess[:2]


def number(text: str) -> float:
    return float(text.replace(",", ".")) if text.strip() else 0.0


def test_profile_of_a_department(workspace, communes):
    done = run(TerritoryProfile, WORKSPACE=workspace, TYPE="departement", TERRITORIES="35", OUTPUT="memory:")
    rows = {row["cle"]: row for row in done["OUTPUT"]}
    people = defaultdict(int)
    for code, commune in communes.items():
        people[code[:2]] += commune["pop_mun"]
    assert rows["population"]["valeur"] == people["35"]
    assert rows["population"]["reference"] == sum(people.values()) == 3449370
    assert rows["population"]["rang"] == 1 + sum(other > people["35"] for other in people.values())
    births = {row["FI"] for row in sae("PERINAT") if row["AUTOR"] in ("TYPE1", "TYPE2", "TYPE3")}
    assert rows["sites_maternites"]["valeur"] == sum(department(finess) == "35" for finess in births) > 0
    medicine = [row for row in sae("MCO") if number(row["LIT_MED"]) >= 1]
    beds = sum(number(row["LIT_MED"]) for row in medicine if department(row["FI"]) == "35")
    assert rows["capacite_medecine_hc"]["valeur"] == beds > 500
    visits = defaultdict(float)
    for row in sae("URGENCES2"):
        if row["URG"] == "GEN":
            visits[department(row["FI"])] += number(row["PASSU"])
    assert rows["capacite_passages_gen"]["valeur"] == visits["35"]
    assert rows["capacite_passages_gen"]["reference"] == sum(visits.values())
    images = [row for row in sae("IMAGES") if row["EQUIPIMA"] == "SCAN"]
    scanners = sum(number(row["NB"]) for row in images if department(row["FI"]) == "35")
    assert rows["capacite_scanner"]["valeur"] == scanners


def test_median_and_share_of_the_real_communes(workspace, communes):
    """Half of the inhabitants, one by one, are no farther than the median."""
    done = run(TerritoryProfile, WORKSPACE=workspace, TYPE="departement", TERRITORIES="56", OUTPUT="memory:")
    rows = {row["cle"]: row for row in done["OUTPUT"]}
    table = read_table("temps_acces")
    minutes = dict(table[table["type_effecteur"] == "tous"][["origine", "minutes"]].itertuples(index=False))
    pairs = sorted(
        (minutes[code] if minutes.get(code) == minutes.get(code) and code in minutes else math.inf, row["pop_mun"])
        for code, row in communes.items() if code.startswith("56") and code in minutes
    )
    total = sum(people for _, people in pairs)
    sums = itertools.accumulate(people for _, people in pairs)
    median = next(value for (value, _), sofar in zip(pairs, sums, strict=True) if 2 * sofar >= total)
    assert rows["mediane_tous"]["valeur"] == median
    near = sum(people for value, people in pairs if value <= 30)
    assert rows["part_tous_0"]["valeur"] == pytest.approx(100 * near / total)


def test_sites_and_communes_asked_for(workspace, communes):
    found = run(
        QueryTerritory, WORKSPACE=workspace, QUESTION="sites de departement:29 pratiquant maternites", OUTPUT="memory:"
    )
    births = {row["FI"] for row in sae("PERINAT") if row["AUTOR"] in ("TYPE1", "TYPE2", "TYPE3")}
    assert {row["id"] for row in found["OUTPUT"]} == {finess for finess in births if department(finess) == "29"}
    text = "habitants de departement:22 à plus de 30 min de SU mais pas à plus de 40 min de SU"
    found = run(QueryTerritory, WORKSPACE=workspace, QUESTION=text, OUTPUT="memory:")
    table = read_table("temps_acces")
    far = table[(table["type_effecteur"] == "SU") & (table["minutes"] > 30) & (table["minutes"] <= 40)]["origine"]
    expected = sum(communes[code]["pop_mun"] for code in far if code.startswith("22") and code in communes)
    assert found["POPULATION"] == expected > 10_000
