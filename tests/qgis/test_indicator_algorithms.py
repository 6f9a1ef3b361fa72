"""Indicators and OQOS through their algorithms, on the files of the domain: the truths V045 to V065."""

from __future__ import annotations

import shutil
from collections import defaultdict

import pytest
from demo_tables import WORKSPACE
from made_up_region import run
from qgis.core import QgsProcessingException
from shared_data import shared_file

from plugin.core.charts import evolution
from plugin.gis.workspace import Workspace
from plugin.processing.import_indicators import ImportIndicators
from plugin.processing.import_oqos import ImportOqos

CANCER, SMR, EML = "Traitement du cancer", "SSR/SMR", "Équipements matériels lourds"


@pytest.fixture(scope="module")
def workspace(tmp_path_factory):
    """A copy of the demo."""
    return shutil.copy(WORKSPACE, tmp_path_factory.mktemp("indicateurs") / "atlas.gpkg")


def test_seeds_fill_the_table_and_a_later_period_joins_them(workspace, tmp_path):
    before = Workspace.open(workspace).count("indicateur")
    seeds = shared_file("../domain/indicateurs_seeds.csv")
    done = run(ImportIndicators, WORKSPACE=str(workspace), FILE=str(seeds), MENTION="documents")
    assert (done["ROWS"], done["JOINED"]) == (109, 35)
    later = tmp_path / "suite.csv"
    later.write_text("territoire;indicateur;periode;valeur\nBretagne;MSP - total;2017;86\n", encoding="utf-8")
    run(ImportIndicators, WORKSPACE=str(workspace), FILE=str(later), MENTION="suite")
    rows = Workspace.open(workspace).read("indicateur")
    assert len(rows) == before + 110
    part = "MSP - ayant expérimenté les NMR ou adhérant au règlement arbitral"
    chart = evolution(rows, "53", "MSP - total", part)
    assert chart.series[0].values == (21, 43, 57, 75, 80, 86)
    assert chart.series[1].values == (9, 9, 22, 24, 27, None)
    with pytest.raises(QgsProcessingException, match="IND|column of territories"):
        bad = tmp_path / "rien.csv"
        bad.write_text("a;b\nx;y\n", encoding="utf-8")
        run(ImportIndicators, WORKSPACE=str(workspace), FILE=str(bad), MENTION="rien")


def test_sums_of_the_schema(workspace):
    done = run(
        ImportOqos, WORKSPACE=str(workspace), FILE=str(shared_file("../domain/oqos_aveyron.csv")), MENTION="PRS",
        TOTALS="memory:", GAPS="memory:",
    )
    assert done["ROWS"] == 151
    sums: dict = defaultdict(lambda: defaultdict(int))
    for row in done["TOTALS"]:
        for key in (row["filiere"], (row["filiere"], row["modalite"])):
            for name in ("existant", "existant_appareils", "cible_min", "cible_max", "tirets", "vides"):
                sums[key][name] += row[name] or 0

    def target(key):
        return sums[key]["cible_min"], sums[key]["cible_max"]

    assert target((CANCER, "Chirurgie oncologique")) == (3, 10)  # V056
    assert target("Radiologie interventionnelle") == (3, 10)  # V057
    assert target(CANCER) == (6, 13)  # V058
    assert target(SMR) == (32, 32) and sums[SMR]["existant"] == 23 and sums[SMR]["existant_appareils"] == 4  # V059
    assert sums["Médecine d'urgence"]["existant"] == 11 and target("Médecine d'urgence") == (11, 11)  # V060
    assert sums["Insuffisance rénale chronique"]["existant"] == 9  # V061
    assert target("Insuffisance rénale chronique") == (12, 12)
    assert sums["Assistance médicale à la procréation"]["existant"] == 0  # V062
    assert target("Assistance médicale à la procréation") == (3, 3) and target("Diagnostic prénatal") == (1, 1)
    home = "Hospitalisation à domicile"
    assert sums[home]["existant"] == 2 and target(home) == (5, 5)  # V063
    assert (sums[(EML, "Scanner")]["existant"], sums[(EML, "Scanner")]["existant_appareils"]) == (6, 7)  # V064
    assert (sums[(EML, "IRM")]["existant"], sums[(EML, "IRM")]["existant_appareils"]) == (5, 6)
    assert target(EML) == (9, 9)
    assert sums["Psychiatrie"]["vides"] == 3 and sums[CANCER]["tirets"] == 14  # V055, V054
    assert "cannot be compared" in done["LOG"] or "comparables" in done["LOG"]
    assert not [row for row in done["GAPS"] if row["filiere"] == CANCER]


def test_zones_stay_when_another_is_imported(workspace, tmp_path):
    table, ties = tmp_path / "35.csv", tmp_path / "ties.csv"
    table.write_text(
        "zone;filiere;nomenclature;modalite;existant;cible\n35;Cancer;avant;Sein;3;\n35;Cancer;apres;A6;;1/2\n",
        encoding="utf-8",
    )
    header = "filiere;modalite_avant;mention_avant;modalite_apres;mention_apres"
    ties.write_text(f"{header}\nCancer;Sein;;A6;\n", encoding="utf-8")
    done = run(
        ImportOqos, WORKSPACE=str(workspace), FILE=str(table), CORRESPONDENCE=str(ties), MENTION="PRS", GAPS="memory:"
    )
    assert [(row["ecart_min"], row["ecart_max"]) for row in done["GAPS"]] == [(-2, -1)]  # V065: a negative gap
    store = Workspace.open(workspace)
    assert set(store.read("oqos", ["zone"])["zone"]) >= {"35"}
    assert len(store.read("oqos_correspondance")) == 1
