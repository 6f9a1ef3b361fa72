"""Answers against plain filters of the demo's tables."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
from region_model import demo_region, demo_tables

from plugin.core.findings import InputError
from plugin.core.questions.answer import answer, answer_sentence, answer_text, masked_rows
from plugin.core.questions.question import read_question


def ask(text: str, minutes_from=None):
    return answer(demo_region(), read_question(text), minutes_from)


def communes_of(kind: str, code: str) -> pd.DataFrame:
    rows = demo_tables()["composition"]
    codes = rows.loc[(rows["type"] == kind) & (rows["id_territoire"] == code), "commune"]
    communes = demo_tables()["commune"]
    return communes[communes["insee"].isin(codes)]


def minutes(kind: str) -> pd.Series:
    return demo_tables()["temps_acces"].query("type_effecteur == @kind").set_index("origine")["minutes"]


def test_communes_farther_than_a_bound():
    found = ask("communes de departement:29 à plus de 30 min de SU")
    communes = communes_of("departement", "29")
    expected = communes[minutes("SU")[communes["insee"]].to_numpy() > 30]
    assert set(found.rows["insee"]) == set(expected["insee"])
    assert found.population == expected["population"].sum()
    assert (found.rows["minutes_SU"] > 30).all()
    islands = communes[minutes("SU")[communes["insee"]].isna().to_numpy()]
    assert len(islands) and not set(islands["insee"]) & set(found.rows["insee"])
    assert found.report.codes() == ["QST16"] and found.report.findings[0].params["n"] == len(islands)
    assert set(ask("communes de departement:29 sans accès à SU").rows["insee"]) == set(islands["insee"])


def test_inhabitants_near_one_and_not_the_other():
    found = ask("habitants de territoire_sante:TS5 à moins de 30 min de maternites mais pas à moins de 20 min de SU")
    communes = communes_of("territoire_sante", "TS5")
    near = minutes("maternites")[communes["insee"]].to_numpy() < 30
    close = minutes("SU")[communes["insee"]].to_numpy() < 20  # not reached is not close
    assert found.population == communes.loc[near & ~close, "population"].sum() > 0
    assert found.whole == communes["population"].sum()
    sentence = answer_sentence(found)
    assert f"{found.population:,.0f}".replace(",", "\u202f") + " habitants" in sentence


def test_sites_of_an_activity_and_least_devices():
    found = ask("sites de departement:35 pratiquant maternites ou cpp")
    held = demo_tables()["autorisation"].query("activite == '03' and modalite in ['01', '02', '03', '04', '05']")
    sites = demo_tables()["etablissement"]
    mine = sites[sites["finess_et"].isin(held["finess_et"]) & sites["insee"].str.startswith("35")]
    assert set(found.rows["id"]) == set(mine["finess_et"])
    scanners = demo_tables()["equipement"].query("code == '05602'").groupby("finess_et")["nombre"].sum()
    many = ask("sites pratiquant scanner d'au moins 2")
    assert set(many.rows["id"]) == set(scanners[scanners >= 2].index) and (many.rows["valeur"] >= 2).all()


def test_kilometres_from_a_point():
    found = ask("sites pratiquant hopital à moins de 12,5 km de (352107 ; 6789967)")
    sites = demo_tables()["etablissement"]
    hospitals = set(ask("sites pratiquant hopital").rows["id"])
    expected = {
        row.finess_et for row in sites.itertuples()
        if row.finess_et in hospitals and math.dist((row.x, row.y), (352107, 6789967)) < 12500
    }
    assert set(found.rows["id"]) == expected and expected
    assert (found.rows["km"] < 12.5).all()


def test_minutes_from_a_point_come_from_the_roads():
    def straight(point, places):
        return np.hypot(*(places - np.array(point)).T) / 1000

    found = ask("sites pratiquant hopital à moins de 12,5 min de (352107 ; 6789967)", straight)
    same = ask("sites pratiquant hopital à moins de 12,5 km de (352107 ; 6789967)")
    assert set(found.rows["id"]) == set(same.rows["id"])
    with pytest.raises(InputError) as error:
        ask("communes à moins de 10 min de (352107 ; 6789967)")
    assert error.value.findings[0].code == "QST15"


def test_size_indicator_and_zoning():
    every = demo_tables()["commune"].reset_index(drop=True)
    rank = pd.Series(range(len(every)))
    expected = every[(every["population"] > 2000) & (1.0 + rank % 5 < 2.5) & every["dep"].isin(["29", "35"])]
    found = ask("communes de plus de 2000 habitants avec apl_medecin inférieur à 2,5 en zone fragile de medecin")
    assert set(found.rows["insee"]) == set(expected["insee"])
    outside = ask("communes mais pas en zone fragile de medecin")
    assert set(outside.rows["insee"]) == set(every.loc[~every["dep"].isin(["29", "35"]), "insee"])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("communes à plus de 10 min de SUU", "QST11"), ("sites pratiquant maternitez", "QST12"),
        ("communes avec apl inférieur à 2", "QST13"), ("communes en zone rouge de medecin", "QST14"),
        ("communes de epci:999", "QST02"), ("communes de planete", "QST01"),
    ],
)
def test_unknown_names_are_told(text, code):
    with pytest.raises(InputError) as error:
        ask(text)
    assert error.value.findings[0].code == code


def test_small_communes_are_hidden_in_what_is_pasted():
    found = ask("communes de departement:22 de moins de 150 habitants")
    public = masked_rows(found, 100)
    small = found.rows["population"] < 100
    assert small.any() and public.loc[small, "population"].isna().all()
    assert (public.loc[small, "statut"] == "secret").all()
    assert "\tsecret" in answer_text(found, 100)


def test_hostile_names_find_nothing():
    with pytest.raises(InputError) as error:
        ask('communes de epci:"1\' or 1=1 --"')
    assert error.value.findings[0].params["value"] == ["1' or 1=1 --"]
