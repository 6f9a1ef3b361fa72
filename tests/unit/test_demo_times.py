"""Travel times of the embedded region: every class of the sheet occurs, helicopters keep within their radius."""

import numpy as np
import pandas as pd
import pytest
from demo_tables import read_table


@pytest.fixture(scope="module")
def times() -> pd.DataFrame:
    """Minutes by commune and kind of responder."""
    return read_table("temps_acces").pivot(index="origine", columns="type_effecteur", values="minutes")


@pytest.fixture(scope="module")
def communes() -> pd.DataFrame:
    return read_table("commune").set_index("insee")


def test_every_commune_and_every_kind_that_counts(times, communes):
    assert set(times.index) == set(communes.index)
    assert set(times.columns) == {"SU", "SMUR", "SMUR_ant", "MCS", "HELISMUR", "HELI_SC", "tous", "maternites"}
    assert times["tous"].equals(times.drop(columns=["tous", "maternites"]).min(axis=1).rename("tous"))


def test_all_classes_of_the_emergency_sheet_occur(times, communes):
    nearest = times["tous"]
    assert sorted(communes.loc[nearest.index[nearest.isna()], "nom"]) == ["Hœdic", "Île-aux-Moines", "Île-d'Arz"]
    counts = [(nearest <= 30).sum(), nearest.between(30, 35, inclusive="right").sum(), (nearest > 35).sum()]
    assert counts[0] > 1000 and min(counts) >= 30


def test_helicopters_fly_straight_and_no_farther_than_their_radius(times, communes):
    bases = read_table("effecteur_urgence").set_index("type")
    for kind in ("HELISMUR", "HELI_SC"):
        base = bases.loc[kind]
        assert base["rayon"] == 70
        km = np.hypot(communes["x_mairie"] - base["x"], communes["y_mairie"] - base["y"]) / 1000
        expected = (base["delai"] + km / base["vitesse"] * 60).where(km <= 70)
        assert np.allclose(times[kind], expected.reindex(times.index), equal_nan=True)


def test_an_island_is_reached_by_its_own_doctor_at_once(times, communes):
    names = communes["nom"].reindex(times.index)
    for island in ("Ouessant", "Île-de-Sein", "Groix", "Île-d'Houat"):
        row = times[names == island].iloc[0]
        assert row["MCS"] == 0 and row["tous"] == 0
        assert pd.isna(row["SU"]) and pd.isna(row["SMUR"])


def test_maternities_are_reached_in_every_class_of_their_sheet(times, communes):
    births = times["maternites"]
    permits = read_table("autorisation").query("activite == '03' and modalite == '01' and forme == '01'")
    sites = read_table("etablissement").set_index("finess_et").loc[permits["finess_et"].unique()]
    assert set(births.index[births == 0]) == set(sites["insee"])
    assert [
        int(n) for n in ((births < 30).sum(), births.between(30, 45, inclusive="left").sum(), (births >= 45).sum())
    ] == [
        941,
        242,
        5,
    ]
    assert set(births.index[births.isna()]) == set(times.index[times["SU"].isna()])  # islands: no road leads there
