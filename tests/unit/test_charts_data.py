"""The data of each chart against sums made here."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from region_model import demo_region, demo_tables

from plugin.core import charts

MSP = "MSP - total"
PART = "MSP - ayant expérimenté les NMR ou adhérant au règlement arbitral"


def series_of_the_brochure() -> pd.DataFrame:
    """V045: 21, 43, 57, 75, 80, of which 9, 9, 22, 24, 27."""
    rows = [("Bretagne", name, str(2012 + rank), value, "valeur", "MSP")
            for name, values in ((MSP, (21, 43, 57, 75, 80)), (PART, (9, 9, 22, 24, 27)))
            for rank, value in enumerate(values)]
    rows.append(("Bretagne", "CESP", "2016", None, "ND", "contrats"))
    return pd.DataFrame(rows, columns=["territoire", "indicateur", "periode", "valeur", "statut", "unite"])


def test_evolution_with_its_subset():
    chart = charts.evolution(series_of_the_brochure(), "Bretagne", MSP, PART, "Maisons de santé")
    total, part = chart.series
    assert chart.categories == ("2012", "2013", "2014", "2015", "2016")
    assert total.values == (21, 43, 57, 75, 80) and part.values == (9, 9, 22, 24, 27)
    assert (total.role, part.role) == (charts.TOTAL, charts.SUBSET)
    assert 100 * part.values[-1] / total.values[-1] == 33.75
    table = charts.chart_table(chart)
    assert table[MSP].tolist() == [21, 43, 57, 75, 80] and table["cle"].tolist() == list(chart.keys)


def test_series_without_a_value_say_so():
    chart = charts.several_series(series_of_the_brochure(), "Bretagne", [MSP, "CESP"])
    lost = chart.series[1]
    assert lost.values == (None,) * 5 and set(lost.texts) == {"n. d."} and lost.statuses[-1] == "ND"
    assert [item.role for item in chart.series] == ["serie:0", "serie:1"]


def test_ages_of_a_territory_beside_the_region():
    region = demo_region()
    chart = charts.age_pyramid(region, region.territory("departement", ("29",)))
    communes = demo_tables()["commune"].query("dep == '29'")
    ages = communes[["pop_0_19", "pop_20_64", "pop_65p"]].sum()
    assert chart.series[0].values == pytest.approx((100 * ages / ages.sum()).tolist())
    assert chart.series[1].name == "Bretagne"
    assert sum(chart.series[1].values) == pytest.approx(100)


def test_modalities_stack_to_all_cooperations():
    region = demo_region()
    chart = charts.cooperations_by_modality(region, region.whole)
    rows = demo_tables()["cooperation"]
    rows = rows[(rows["edition"] == rows["edition"].max()) & rows["affichee"]]
    assert sum(series.values[0] for series in chart.series) == len(rows)
    letters = {series.role: series.values[0] for series in chart.series}
    assert letters["modalite:A"] == (rows["modalite"] == "A").sum()
    assert letters["modalite:"] == rows["modalite"].isna().sum()
    assert set(letters) <= set(charts.COLOURS)


def test_existing_and_target_keep_dash_blank_and_zero_apart():
    oqos = pd.DataFrame(
        {
            "zone": "12", "filiere": "Traitement du cancer", "nomenclature": ["avant", "avant", "avant", "apres"],
            "modalite": ["Mammaire", "Thoracique", "Autre", "Chirurgie"], "mention": [None, None, None, "A6"],
            "existant": pd.array([3, None, None, None], "Int64"),
            "statut_existant": ["valeur", "tiret", "vide", "sans_objet"],
            "cible_min": pd.array([None, None, None, 1], "Int64"),
            "cible_max": pd.array([None, None, None, 2], "Int64"),
            "statut_cible": ["sans_objet", "sans_objet", "sans_objet", "intervalle"],
        }
    )
    chart = charts.existing_against_target(oqos, "12", "Traitement du cancer")
    existing, least, most = chart.series
    assert existing.values == (3, None, None, None) and existing.texts == ("3", "–", "", "")
    assert existing.statuses == ("valeur", "tiret", "vide", "sans_objet")
    assert (least.values[3], most.values[3]) == (1, 2)
    assert chart.categories[3] == "Chirurgie – A6"
    assert "pas comparables" in chart.notes[0]


def test_access_curve_counts_people_within_each_minute():
    region = demo_region()
    chart = charts.access_curve(region, region.territory("departement", ("56",)), "maternites")
    communes = demo_tables()["commune"].query("dep == '56'")
    times = demo_tables()["temps_acces"].query("type_effecteur == 'maternites'").set_index("origine")["minutes"]
    minutes = times[communes["insee"]].to_numpy()
    people = communes["population"].to_numpy()
    for minute, share in list(zip(chart.x, chart.series[0].values, strict=True))[::7]:
        assert share == pytest.approx(100 * people[minutes <= minute].sum() / people.sum())
    assert list(chart.series[0].values) == sorted(chart.series[0].values)
    islands = people[np.isnan(minutes)].sum()
    assert chart.series[0].values[-1] == pytest.approx(100 - 100 * islands / people.sum())
    assert chart.series[0].values[-1] < 100


def test_ranks_run_down_and_highlight_one():
    region = demo_region()
    chart = charts.rank_plot(region, "epci", "densite", ["243500139"])
    pairs = zip(*(item.values for item in chart.series), strict=True)
    values = [other if own is None else own for own, other in pairs]
    assert values == sorted(values, reverse=True) and len(values) == 61
    place = chart.keys.index("243500139")
    assert chart.series[1].values[place] is not None
    assert sum(value is not None for value in chart.series[1].values) == 1
    area = sum(shape.area for shape in demo_tables()["commune"]["geom"]) / 1e6
    assert chart.marks[0][2] == pytest.approx(3449370 / area)


def test_scatter_pairs_the_same_territories():
    region = demo_region()
    chart = charts.scatter(region, "epci", "part_pop_65p", "apl_medecin")
    place = chart.keys.index("243500139")
    profile = charts.by_key(charts.measures(region, region.territory("epci", ("243500139",))))
    assert chart.x[place] == pytest.approx(profile["part_pop_65p"].values[0])
    assert chart.series[0].values[place] == pytest.approx(profile["apl_medecin"].values[0])
    assert [mark[1] is not None for mark in chart.marks] == [True, False]
