"""Indicators from series and from the tables portals export, with their titles, marks and French numbers."""

from __future__ import annotations

import csv

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shared_data import shared_file

from plugin.core.findings import InputError
from plugin.core.indicators.series import Places, read_indicators

PLACES = Places.of(
    pd.DataFrame({"insee": ["01004", "35238", "35288", "2A004"], "nom": ["Ambérieu", "Rennes", "St-Malo", "Ajaccio"]}),
    pd.DataFrame(
        {
            "id_territoire": ["35", "01", "53", "243500139"], "type": ["departement", "departement", "region", "epci"],
            "libelle": ["Ille-et-Vilaine", "Ain", "Bretagne", "Rennes Métropole"],
        }
    ),
)


def read(tmp_path, text: str, **options):
    path = tmp_path / "table.csv"
    path.write_text(text, encoding="utf-8")
    return read_indicators(path, PLACES, **options)


def test_seeds_import_whole():
    path = shared_file("../domain/indicateurs_seeds.csv")
    found = read_indicators(path, PLACES)
    with path.open(encoding="utf-8") as file:
        raw = list(csv.DictReader(file, delimiter=";"))
    assert len(found.rows) == len(raw) == 109
    bretagne = found.rows.query("territoire == '53' and indicateur == 'MSP - total'").set_index("periode")["valeur"]
    assert bretagne.tolist() == [21, 43, 57, 75, 80]
    assert found.joined == sum(row["territoire"] == "Bretagne" for row in raw)
    assert found.rows.loc[found.rows["indicateur"] == "Taux de croissance annuel", "valeur"].item() == 0.1
    told = {finding.value for finding in found.report if finding.code == "IND02"}
    assert told == {"1/5", "230 000 à 708 000", "1 850 000 (plus de)", "204 000 -> 409 000", "5 2393 (sic)",
                    "6 / 16 / 45 / 4 / 16"}
    unknown = next(finding for finding in found.report if finding.code == "IND01")
    assert "Aveyron" in unknown.params["liste"] and "Bretagne" not in unknown.params["liste"]


def test_export_with_titles_years_units_and_marks(tmp_path):
    """Like CartoSanté and Géodes: titles above, one row a commune, French numbers, ND and s."""
    text = (
        "Offre de soins de premier recours\nSource : portail, extraction du 3/2/2024\n\n"
        "Code;Libellé;Densité 2023 (pour 100 000 hab.);Densité 2022 (pour 100 000 hab.);Effectif 2023\n"
        "35238;Rennes;1 094,5;98,25;1 234\n35288;Saint-Malo;ND;s;-\n1004;Ambérieu;75;;0\n75056;Paris;120;118;9\n"
    )
    found = read(tmp_path, text)
    values = found.rows.set_index(["territoire", "indicateur", "periode"])
    assert values.at[("35238", "Densité", "2023"), "valeur"] == 1094.5
    assert values.at[("35238", "Densité", "2022"), "unite"] == "pour 100 000 hab."
    assert values.at[("35238", "Effectif", "2023"), "valeur"] == 1234
    assert values.at[("35288", "Densité", "2023"), "statut"] == "ND"
    assert values.at[("35288", "Densité", "2022"), "statut"] == "secret"
    assert values.at[("35288", "Effectif", "2023"), "statut"] == "ND"
    assert values.at[("01004", "Effectif", "2023"), "valeur"] == 0  # 0 is a value, a blank is none
    assert values.at[("01004", "Densité", "2022"), "statut"] == "ND"
    assert set(found.rows["type"]) == {"commune"} and found.joined == len(found.rows) == 9
    assert [(f.code, f.params["liste"]) for f in found.report] == [("IND06", ["1004"]), ("IND04", ["75056"])]


def test_names_join_and_neighbours_stay(tmp_path):
    text = "Territoire,Taux\nRennes métropole,12.5\nFrance entière,14\nille et vilaine,13\n"
    found = read(tmp_path, text, period="2024")
    assert found.rows[["territoire", "type"]].values.tolist() == [
        ["243500139", "epci"], ["France entière", None], ["35", "departement"],
    ]
    assert set(found.rows["periode"]) == {"2024"}


def test_a_type_and_columns_can_be_chosen(tmp_path):
    text = "CODGEO;P20;LIB\n01;647634;Ain\n35;1088855;Ille-et-Vilaine\n"
    found = read(tmp_path, text, kind="departement", mapping={"territoire": "CODGEO", "population": "P20"})
    assert found.rows[["territoire", "indicateur", "valeur"]].values.tolist() == [
        ["01", "population", 647634], ["35", "population", 1088855],
    ]
    with pytest.raises(InputError) as error:
        read(tmp_path, text, mapping={"territoire": "INSEE"})
    assert error.value.findings[0].code == "FIC04"


def test_twice_and_nothing_recognised_are_told(tmp_path):
    text = "territoire;indicateur;periode;valeur\n35238;Lits;2023;4\n35238;Lits;2023;5\n"
    found = read(tmp_path, text)
    assert found.rows["valeur"].tolist() == [4]
    assert [(f.code, f.row) for f in found.report] == [("IND03", 3)]
    with pytest.raises(InputError) as error:
        read(tmp_path, "a;b\nx;y\nz;t\n")
    assert error.value.findings[0].code == "IND05"


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["35238", "35288", "2A004", "01004"]),
            st.one_of(
                st.floats(-1e6, 1e6).map(lambda value: round(value, 3)), st.sampled_from(["ND", "s", "", "-", "n.d."])
            ),
        ),
        min_size=2, max_size=4, unique_by=lambda row: row[0],
    )
)
def test_every_number_comes_back_and_every_mark_keeps_its_kind(tmp_path_factory, rows):
    path = tmp_path_factory.mktemp("t") / "t.csv"
    lines = [f"{code};{str(cell).replace('.', ',') if isinstance(cell, float) else cell};1" for code, cell in rows]
    path.write_text("\n".join(["code;taux;temoin", *lines]), encoding="utf-8")
    found = read_indicators(path, PLACES, mapping={"territoire": "code", "taux": "taux"}).rows.set_index("territoire")
    for code, cell in rows:
        status = "valeur" if isinstance(cell, float) else "secret" if cell == "s" else "ND"
        assert found.at[code, "statut"] == status
        assert not isinstance(cell, float) or found.at[code, "valeur"] == cell
