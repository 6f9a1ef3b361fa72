"""The code lists and the activities of the atlas agree with each other, with the symbols and with the real files."""

import csv
import re

import pandas as pd
import pytest
from shared_data import shared_file

from plugin.core.establishments.activities import ANY, activities, activity, sae_variables
from plugin.core.findings import InputError
from plugin.core.nomenclatures import FOLDER, KINDS, label, labels, unknown
from plugin.core.schema import TABLES


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_has_unique_codes_with_labels_and_a_source(kind):
    with (FOLDER / f"{kind}.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert len({row["code"] for row in rows}) == len(rows) > 0
    assert all(row["libelle"].strip() and row["provenance"] for row in rows)
    assert not any("'" in row["libelle"] for row in rows)
    assert f"`{kind}.csv`" in (FOLDER / "README.md").read_text(encoding="utf-8")
    stated = re.search(rf"`{kind}\.csv` \|[^|]*\| (\d+)", (FOLDER / "README.md").read_text(encoding="utf-8"))
    assert int(stated[1]) == len(rows)


def test_labels_and_unknown_codes():
    assert label("activites", "14") == "Médecine d’urgence"
    assert label("activites", "ZZ") == "ZZ"
    assert unknown("activites", pd.Series(["14", "ZZ", None, "R4"])).tolist() == [False, True, False, False]
    assert not {"05", "06", "08"} & set(labels("activites"))


def test_every_code_of_the_national_file_is_known():
    with shared_file("finess/finess_activites_soin.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    for column, kind in (("activite", "activites"), ("modalite", "modalites"), ("forme", "formes")):
        assert {row[column] for row in rows} <= set(labels(kind))


def test_every_category_of_occitanie_is_known():
    lines = shared_file("finess/etalab-cs1100507-stock-20240110-occitanie.csv").read_text("utf-8").split("\n")
    assert {line.split(";")[18] for line in lines if line.startswith("structureet")} <= set(labels("categories"))


def test_the_rules_of_an_activity_name_known_codes():
    none = {"00"}
    for item in activities().values():
        for rules, kinds in (
            (item.before, ("activites", "modalites", "formes", "mentions")),
            (item.after, ("activites_apres", "modalites_apres", "declarations", "mentions")),
        ):
            for rule in rules:
                for codes, kind in zip(
                    (rule.activities, rule.modalities, rule.forms, rule.mentions), kinds, strict=True
                ):
                    assert codes == ANY or codes <= set(labels(kind)) | none, (item.key, codes)
        assert set(item.equipment) <= set(labels("equipements"))
        assert set(item.categories) <= set(labels("categories")), item.key
        assert set(item.tables) <= set(TABLES)


def test_sae_rules_name_columns_of_the_real_tables():
    absent = {("URGENCES", "AUTMEDURG")}  # from 2024
    for table, variable in sae_variables() - absent:
        if table == "SMR":  # the name of SSR from 2024
            continue
        header = (
            shared_file(f"sae2023/{table}_2023r.csv").read_bytes().split(b"\n")[0].decode("ascii").strip().split(";")
        )
        assert variable in header


def test_order_is_strict_and_keys_are_found():
    orders = [item.order for item in activities().values()]
    assert orders == sorted(set(orders))
    assert activity("smur").label == "SMUR"
    with pytest.raises(InputError) as error:
        activity("maternite")
    assert error.value.findings[0].params["proches"]


def test_a_wrong_entry_is_named(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_text("su: {libelle: SU, symbole: su, ordre: 1, autorisations: []}\n", encoding="utf-8")
    with pytest.raises(InputError) as error:
        activities(path)
    assert error.value.findings[0].params == {"cle": "su", "champs": ["autorisations"]}
