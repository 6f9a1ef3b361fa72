"""SAE tables: counts held against the raw files read with plain csv, and the known figures of the Aveyron."""

import csv
from collections import defaultdict
from pathlib import Path

import pandas as pd
import pytest
from shared_data import shared_file

from plugin.core.establishments.activities import activities
from plugin.core.establishments.sae import emergency_visits, read_sae
from plugin.core.establishments.selection import practising
from plugin.core.findings import InputError

BRETAGNE = ("22", "29", "35", "56")


def raw(table: str) -> list[dict[str, str]]:
    with shared_file(f"sae2023/{table}_2023r.csv").open(encoding="cp1252", newline="") as file:
        return [{name.upper(): value for name, value in row.items()} for row in csv.DictReader(file, delimiter=";")]


def sites_of(departments: tuple[str, ...]) -> set[str]:
    return {row["FI"] for row in raw("ID") if row["DEP"] in departments}


@pytest.fixture(scope="module")
def bretagne() -> dict[str, pd.DataFrame]:
    sae, _ = read_sae([shared_file("sae2023")], departments=BRETAGNE)
    return {"etablissement": sae.etablissement, "capacite": sae.capacite}


def found(tables: dict[str, pd.DataFrame], key: str) -> set[str]:
    return set(practising(tables, key)[0]["finess_et"])


def test_every_site_of_the_region_is_read_and_no_other(bretagne):
    assert set(bretagne["etablissement"]["finess_et"]) == sites_of(BRETAGNE)
    assert set(bretagne["capacite"]["finess_et"]) <= sites_of(BRETAGNE)


@pytest.mark.parametrize(
    ("key", "table", "column", "value"),
    [
        ("urgences", "URGENCES", "AUTSU", "1"), ("su_ped", "URGENCES", "AUTPED", "1"),
        ("smur", "SMURSAMU", "SMUR", "1"),
        ("samu", "SMURSAMU", "SAMU", "1"), ("smur_ant", "SMURSAMU", "ANT", "1"),
        ("maternite_1", "PERINAT", "AUTOR", "TYPE1"), ("maternite_2", "PERINAT", "AUTOR", "TYPE2"),
        ("maternite_3", "PERINAT", "AUTOR", "TYPE3"), ("cpp", "PERINAT", "AUTOR", "CPPR"),
        ("radiotherapie", "CANCERO", "CANCERO_A2", "1"), ("unv", "MCOAVC", "UNV", "1"),
    ],
)
def test_sites_of_bretagne_are_those_of_the_raw_tables(bretagne, key, table, column, value):
    region = sites_of(BRETAGNE)
    expected = {row["FI"] for row in raw(table) if row["FI"] in region and row[column] == value}
    assert expected
    assert found(bretagne, key) == expected


def test_general_and_seasonal_emergencies_are_told_apart(bretagne):
    region = sites_of(BRETAGNE)
    rows = [row for row in raw("URGENCES") if row["FI"] in region and row["AUTGEN"] == "1"]
    assert found(bretagne, "su") == {row["FI"] for row in rows if row["AUTSAIS"] != "1"}
    assert found(bretagne, "su_sais") == {row["FI"] for row in rows if row["AUTSAIS"] == "1"}


def test_values_are_those_of_the_raw_tables(bretagne):
    region = sites_of(BRETAGNE)
    beds = {row["FI"]: float(row["LIT_UNV"]) for row in raw("MCOAVC") if row["FI"] in region and row["UNV"] == "1"}
    sites, _ = practising(bretagne, "unv")
    assert dict(zip(sites["finess_et"], sites["valeur"], strict=True)) == beds
    births = {
        row["FI"]: float(row["ACCUN"] or 0) + float(row["ACCMU"] or 0)
        for row in raw("PERINAT") if row["FI"] in region and row["AUTOR"] == "TYPE3"
    }
    sites, _ = practising(bretagne, "maternite_3")
    assert dict(zip(sites["finess_et"], sites["valeur"], strict=True)) == births
    assert set(sites["origine"]) == {"SAE 2023"}


def test_the_aveyron_has_the_figures_of_its_health_plan():
    """Domain oracle: SAE 2023 of dept 12 against the OQOS of the regional plan (domain notes 2.4)."""
    sae, _ = read_sae([shared_file("sae2023")], departments=["12"])
    tables = {"etablissement": sae.etablissement, "capacite": sae.capacite}
    expected = {
        "su": 5, "smur": 5, "samu": 1, "medecine_hc": 7, "chirurgie_hc": 4, "chirurgie_ambu": 5, "maternite_1": 3,
        "maternite_2": 1, "cpp": 1, "usld": 7, "reanimation": 1, "ssr_polyvalent": 11, "ssr_locomoteur": 2,
        "ssr_neuro": 1, "ssr_cardio": 1, "ssr_respiratoire": 1, "ssr_papd": 7, "udm": 3, "uad": 3, "had": 1,
        "medecine_htp": 4, "scanner": 5, "irm": 3, "gamma": 1,
    }
    assert {key: len(found(tables, key)) for key in expected} == expected
    population = sae.capacite.query("bordereau == 'HAD' and variable == 'POP'")["valeur"]
    assert population.tolist() == [280_000]


def test_emergency_visits_followed_by_a_stay(bretagne):
    region = sites_of(BRETAGNE)
    expected = defaultdict(list)
    for row in raw("URGENCES2"):
        if row["FI"] in region:
            parts = [row[name] for name in ("DTMCO", "DTLS", "DTHAD", "DTEXT") if row[name]]
            stay = float(row["DTHOSP"]) if row["DTHOSP"] else (sum(map(float, parts)) if parts else None)
            expected[row["FI"], row["URG"]] = [float(row["PASSU"]), stay]
    visits = emergency_visits(bretagne["capacite"])
    got = {(row.finess_et, row.type): [row.passages, row.suivis] for row in visits.itertuples()}
    assert got == expected
    assert (visits["suivis"] + visits["non_suivis"] == visits["passages"]).all()


def test_legal_status_comes_from_the_identity_table(bretagne):
    codes = {row["FI"]: (row["STJR"], row["ESPIC"]) for row in raw("ID")}
    words = {("1", "1"): "public", ("2", "0"): "prive_lucratif", ("3", "6"): "espic", ("3", "7"): "prive_non_lucratif"}
    sites = bretagne["etablissement"]
    assert sites["statut"].tolist() == [words[codes[number]] for number in sites["finess_et"]]


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_2019_lower_case_and_2024_names(tmp_path):
    """The identity table of 2019 has a lower-case header; 2024 renames the critical-care units and adds AUTMEDURG."""
    header = "fi;rs;fi_ej;cat;stjr;espic;cominsee\n"
    identity = write(tmp_path, "ID_2019r.csv", header + "120000039;CH;120780044;355;1;1;12202\n")
    header = "FI;RS;AUTSU;AUTGEN;AUTSAIS;AUTPED;AUTMEDURG\n"
    urgences = write(tmp_path, "URGENCES_2024r.csv", header + "120000039;CH;1;1;0;0;1\n")
    rea = write(tmp_path, "REA_2024r.csv", "FI;RS;UNI;LIT\n120000039;CH;USICADU;8\n120000039;CH;REAADU;10\n")
    sae, report = read_sae([identity, urgences, rea], departments=["12"])
    tables = {"etablissement": sae.etablissement, "capacite": sae.capacite}
    assert sae.years == (2019, 2024)
    assert found(tables, "antenne_urgence") == {"120000039"}
    assert practising(tables, "usic")[0]["valeur"].tolist() == [8.0]
    assert practising(tables, "soins_intensifs")[0]["valeur"].tolist() == [8.0]
    assert not report.errors


def test_overseas_and_corsican_departments(tmp_path):
    identity = write(
        tmp_path, "ID_2023r.csv",
        "BOR;AN;FI;RS;FI_EJ;CAT;STJR;ESPIC;COMINSEE\nID;2023;970100012;A;970100013;355;1;1;9A101\n"
        "ID;2023;2A0000030;B;2A0000031;355;1;1;2A004\n",
    )
    sae, _ = read_sae([identity], departments=["971"])
    assert sae.etablissement[["finess_et", "insee"]].values.tolist() == [["970100012", "97101"]]
    sae, _ = read_sae([identity], departments=["2A"])
    assert sae.etablissement["finess_et"].tolist() == ["2A0000030"]


def test_a_blank_is_not_zero(tmp_path):
    path = write(tmp_path, "MCOAVC_2023r.csv", "FI;RS;UNV;LIT_UNV\n1;A;1;\n2;B;1;0\n")
    sae, report = read_sae([path])
    beds = sae.capacite[sae.capacite["variable"] == "LIT_UNV"].set_index("finess_et")["valeur"]
    assert pd.isna(beds["1"])
    assert beds["2"] == 0
    remarks = [(finding.code, finding.column, finding.params["lignes"]) for finding in report]
    assert remarks == [("CAP01", "MCOAVC.LIT_UNV", 1)]


def test_a_table_given_twice_is_counted_once(tmp_path):
    files = [write(tmp_path, f"MCOAVC_2023{kind}.csv", "FI;RS;UNV;LIT_UNV\n1;A;1;8\n") for kind in "ar"]
    sae, report = read_sae(files)
    assert practising({"capacite": sae.capacite}, "unv")[0]["valeur"].tolist() == [8.0]
    assert [(finding.code, finding.params["table"]) for finding in report] == [("SAE03", "MCOAVC")]


def test_departments_need_the_identity_table_and_other_files_are_named(tmp_path):
    with pytest.raises(InputError) as error:
        read_sae([write(tmp_path, "MCOAVC_2023r.csv", "FI;UNV\n1;1\n")], departments=["12"])
    assert [finding.code for finding in error.value.findings] == ["SAE02"]
    sae, report = read_sae([write(tmp_path, "autre.csv", "a;b\n1;2\n")])
    assert report.codes() == ["SAE01"]
    assert sae.capacite.empty


def test_every_symbol_of_an_activity_is_drawn():
    symbols = Path(__file__).resolve().parents[2] / "resources" / "symbols"
    assert {item.symbol for item in activities().values()} <= {path.stem for path in symbols.glob("*.svg")}
