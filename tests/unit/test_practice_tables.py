"""Zonings of professions, numbers by unit and devices, read from the agency's tables."""

import pandas as pd
import pytest

from plugin.core.establishments.devices import OTHERS, open_devices, signs_by_type, with_places
from plugin.core.establishments.unit_counts import count_by_unit
from plugin.core.territories.zonings import SYSTEMS, order_classes, zoning_of

ZONINGS = pd.DataFrame(
    [
        ("Médecin généraliste", 2014, "commune", "a", "fragile"),
        ("medecin_generaliste", 2024, "territoire_vie", "t1", "ZAC"),
        ("medecin_generaliste", 2024, "territoire_vie", "t2", "hors zone"),
        ("medecin_generaliste", 2024, "commune", "a", "ZIP"),
        ("infirmier", 2020, "canton", "c", "Surdotées"),
    ],
    columns=["profession", "annee", "unite", "id_unite", "classe"],
)


@pytest.mark.parametrize("system", SYSTEMS, ids=lambda system: system.title)
def test_a_class_is_ranked_by_its_name_its_code_or_its_number(system):
    ranks = list(range(1, len(system.classes) + 1))
    assert order_classes(pd.Series(system.classes), system.classes).tolist() == ranks
    assert order_classes(pd.Series(system.codes), system.classes).tolist() == ranks
    assert order_classes(pd.Series(map(str, ranks)), system.classes).tolist() == ranks
    assert order_classes(pd.Series(["autre", None]), system.classes).isna().all()


def test_the_latest_zoning_of_a_profession_with_its_commonest_unit_and_its_classes():
    latest = zoning_of(ZONINGS, "medecin_generaliste")
    assert (latest.year, latest.unit, latest.system.classes) == (2024, "territoire_vie", ("ZIP", "ZAC", "Hors zonage"))
    assert latest.rows["id_unite"].tolist() == ["t1", "t2"]
    first = zoning_of(ZONINGS, "medecin_generaliste", 2014)
    assert first.system.classes[0] == "Zones prioritaires"
    assert zoning_of(ZONINGS, "infirmier").system.classes[0] == "Très sous-dotées"
    assert zoning_of(ZONINGS, "cardiologue") is None
    assert zoning_of(ZONINGS, "infirmier", 2014) is None


def test_numbers_are_summed_by_unit_and_kind_in_one_year():
    table = pd.DataFrame(
        [
            ("t", "PTMG", 1, 2016),
            ("t", "ptmg", 2, 2016),
            ("t", "CESP", 3, 2016),
            ("t", "PTMG", 9, 2015),
            ("u", "CESP", 4, None),
        ],
        columns=["id_territoire", "type", "nombre", "annee"],
    )
    found = count_by_unit(table, "id_territoire", "type", ["PTMG", "CESP"])
    assert (found.year, found.undated) == (2016, 1)
    assert found.rows[["id", "serie", "valeur"]].values.tolist() == [["t", 0, 3.0], ["t", 1, 3.0]]
    assert count_by_unit(table, "id_territoire", "type", ["CESP"], 2015).rows.empty
    undated = count_by_unit(table.assign(annee=None), "id_territoire", "type", ["CESP", "PTMG"])
    assert (undated.year, undated.undated) == (None, 0)
    assert undated.rows[["id", "serie", "valeur"]].values.tolist() == [["t", 0, 3.0], ["t", 1, 12.0], ["u", 0, 4.0]]


def test_devices_in_service_at_a_date_with_the_point_of_their_establishment():
    table = pd.DataFrame(
        {
            "id": ["a", "b", "c", "d"],
            "type": ["dar", "dar", "ueea", "mmg"],
            "finess_et": ["1", None, "2", None],
            "x": [None, 5.0, None, 1.0],
            "y": [None, 6.0, None, 1.0],
            "date_debut": [None, "2020-01-01", "2027-01-01", None],
            "date_fin": ["2026-01-01", None, None, None],
        }
    )
    rows = open_devices(table, "2026-01-01", ["mmg"])
    assert rows["id"].tolist() == ["a", "b"]
    assert open_devices(table, None)["id"].tolist() == ["a", "b", "c", "d"]
    placed = with_places(rows, pd.DataFrame({"finess_et": ["1", "1"], "x": [8.0, 0.0], "y": [9.0, 0.0]}))
    assert placed[["x", "y"]].values.tolist() == [[8.0, 9.0], [5.0, 6.0]]


def test_awaited_types_have_signs_first_and_the_rarest_share_one():
    types = pd.Series(["b", "b", "z", "a", "dar", "c", "c", "c"])
    assert signs_by_type(types, {"ueea": "UEEA", "dar": "DAR"}, 5) == {
        name: [name] for name in ("dar", "c", "b", "a", "z")
    }
    assert signs_by_type(types, {"dar": "DAR"}, 4) == {"dar": ["dar"], "c": ["c"], "b": ["b"], OTHERS: ["a", "z"]}
