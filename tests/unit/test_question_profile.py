"""The profile of a territory against sums made here with pandas and plain loops, on the demo's tables."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from region_model import demo_region, demo_tables

from plugin.core.findings import InputError
from plugin.core.questions.measures import by_key, measures, weighted_median
from plugin.core.questions.members import Members
from plugin.core.questions.profile import masked, profile, profile_sentences, profile_text
from plugin.core.questions.region import region_tables


@pytest.fixture(scope="module")
def epci() -> str:
    """Rennes Métropole."""
    return "243500139"


@pytest.fixture(scope="module")
def lines(epci) -> pd.DataFrame:
    region = demo_region()
    found = profile(region, region.territory("epci", (epci,)), peers=region.members("epci"), kind="epci")
    return found.lines.set_index("cle")


def inside(kind: str, code: str) -> pd.DataFrame:
    rows = demo_tables()["composition"]
    codes = rows.loc[(rows["type"] == kind) & (rows["id_territoire"] == code), "commune"]
    communes = demo_tables()["commune"]
    return communes[communes["insee"].isin(codes)]


def test_people_area_and_density(lines, epci):
    communes = inside("epci", epci)
    people, area = communes["population"].sum(), sum(shape.area for shape in communes["geom"]) / 1e6
    assert lines.at["population", "valeur"] == people
    assert lines.at["superficie", "valeur"] == pytest.approx(area)
    assert lines.at["densite", "valeur"] == pytest.approx(people / area)
    assert lines.at["communes", "valeur"] == len(communes)
    ages = communes[["pop_0_19", "pop_20_64", "pop_65p"]].sum()
    assert lines.at["pop_65p", "valeur"] == pytest.approx(ages["pop_65p"])
    assert lines.at["part_pop_65p", "valeur"] == pytest.approx(100 * ages["pop_65p"] / ages.sum())


def test_rank_among_peers_and_reference(lines, epci):
    rows = demo_tables()["composition"].query("type == 'epci'")
    people = rows.merge(demo_tables()["commune"], left_on="commune", right_on="insee")
    by_epci = people.groupby("id_territoire")["population"].sum()
    assert lines.at["population", "rang"] == (by_epci > by_epci[epci]).sum() + 1 == 1
    assert lines.at["population", "pairs"] == len(by_epci) == 61
    assert lines.at["population", "reference"] == 3449370


def test_sites_at_one_place_count_once(lines, epci):
    """Maternities by authorisation 03 with modality 01 to 04, within 30 m one site; scanners by the devices."""
    held = demo_tables()["autorisation"].query("activite == '03' and modalite in ['01', '02', '03', '04']")
    sites = demo_tables()["etablissement"]
    found = sites[sites["finess_et"].isin(held["finess_et"]) & sites["insee"].isin(inside("epci", epci)["insee"])]
    places: list[tuple[float, float]] = []
    for x, y in found[["x", "y"]].to_numpy():
        if all(math.dist((x, y), other) > 30 for other in places):
            places.append((x, y))
    assert lines.at["sites_maternites", "valeur"] == len(places) > 0
    devices = demo_tables()["equipement"].query("code == '05602'").merge(sites, on="finess_et")
    devices = devices[devices["insee"].isin(inside("epci", epci)["insee"])]
    assert lines.at["capacite_scanner", "valeur"] == devices["nombre"].sum() > 0


def test_access_median_worst_and_classes(lines, epci):
    communes = inside("epci", epci)
    times = demo_tables()["temps_acces"].query("type_effecteur == 'SU'").set_index("origine")["minutes"]
    pairs = sorted(zip(times[communes["insee"]], communes["population"], strict=True))
    half, sofar, median = communes["population"].sum() / 2, 0, None
    for minutes, people in pairs:
        sofar += people
        if sofar >= half and median is None:
            median = minutes
    assert lines.at["mediane_SU", "valeur"] == median
    assert lines.at["maximum_SU", "valeur"] == pairs[-1][0]
    nearest = demo_tables()["temps_acces"].query("type_effecteur == 'tous'").set_index("origine")["minutes"]
    near = communes.loc[nearest[communes["insee"]].to_numpy() <= 30, "population"].sum()
    assert lines.at["habitants_tous_0", "valeur"] == near
    assert lines.at["part_tous_0", "valeur"] == pytest.approx(100 * near / communes["population"].sum())


def test_professionals_apl_and_zoning(lines, epci):
    every = demo_tables()["commune"].reset_index(drop=True)
    rank = pd.Series(range(len(every)), index=every["insee"])
    communes = inside("epci", epci)
    mine = rank[communes["insee"]]
    people = communes["population"].to_numpy()
    assert lines.at["ps_medecin", "valeur"] == (mine % 4).sum()
    assert lines.at["densite_medecin", "valeur"] == pytest.approx(1e5 * (mine % 4).sum() / people.sum())
    assert lines.at["apl_medecin", "valeur"] == pytest.approx(((1.0 + mine % 5) * people).sum() / people.sum())
    assert lines.at["zonage_medecin_1", "valeur"] == people.sum()
    assert lines.at["zonage_medecin_0", "valeur"] == 0


def test_cooperations_inside_entering_and_leaving():
    region = demo_region()
    members = region.members("territoire_sante")
    found = by_key(measures(region, members))
    rows = demo_tables()["cooperation"]
    rows = rows[(rows["edition"] == rows["edition"].max()) & rows["affichee"]]
    home = demo_tables()["composition"].query("type == 'territoire_sante'").set_index("commune")["id_territoire"]
    sites = demo_tables()["etablissement"].set_index("finess_et")["insee"]
    counts = {name: dict.fromkeys(members.codes, 0) for name in ("internes", "entrantes", "sortantes", "exterieur")}
    for link in rows.itertuples():
        a, b = home[sites[link.finess_a]], home[sites[link.finess_b]]
        if a == b:
            counts["internes"][a] += 1
        elif link.sens == "a_vers_b":
            counts["sortantes"][a] += 1
            counts["entrantes"][b] += 1
        else:
            counts["exterieur"][a] += 1
            counts["exterieur"][b] += 1
    for name, expected in counts.items():
        assert dict(zip(members.codes, found[f"coop_{name}"].values, strict=True)) == expected
        letters = [key for key in found if key.startswith(f"coop_{name}_")]
        assert (sum(found[key].values for key in letters) == found[f"coop_{name}"].values).all()


def test_several_territories_are_one_without_rank():
    region = demo_region()
    both = profile(region, region.territory("departement", ("22", "Finistère")), peers=region.members("departement"))
    lines = both.lines.set_index("cle")
    people = demo_tables()["commune"].query("dep in ['22', '29']")["population"].sum()
    assert lines.at["population", "valeur"] == people
    assert lines["rang"].isna().all()
    assert both.territory == "Côtes-d'Armor + Finistère"


def test_unknown_territories_are_told():
    region = demo_region()
    with pytest.raises(InputError) as wrong:
        region.territory("epci", ("Renes Métropole",))
    assert wrong.value.findings[0].code == "QST02"
    assert "Rennes Métropole" in wrong.value.findings[0].params["proches"]
    with pytest.raises(InputError) as none:
        region.territory("planete", ())
    assert none.value.findings[0].code == "QST01"
    with pytest.raises(InputError) as empty:
        region_tables({})
    assert empty.value.findings[0].code == "QST03"


def test_islands_are_not_counted_as_far():
    """Ouessant reaches no maternity by road: it is in no class of minutes but in "non accessible"."""
    region = demo_region()
    lines = profile(region, region.territory("commune", ("29155",))).lines.set_index("cle")
    assert lines.at["part_maternites_non_accessible", "valeur"] == 100
    assert math.isnan(lines.at["mediane_maternites", "valeur"]) and lines.at["mediane_maternites", "statut"] == "ND"


def test_texts_to_paste(epci):
    region = demo_region()
    found = profile(region, region.territory("epci", (epci,)), peers=region.members("epci"))
    text = profile_text(found)
    row = next(line for line in text.splitlines() if line.startswith("Population\thabitants"))
    people = inside("epci", epci)["population"].sum()
    grouped = f"{people:,}".replace(",", "\u202f")
    assert row == f"Population\thabitants\t{grouped}\t3\u202f449\u202f370\t1 / 61"
    assert profile_sentences(found).startswith(f"Rennes Métropole compte {grouped} habitants")


def test_small_numbers_are_hidden_with_what_would_tell_them():
    """A commune of a hundred people: ages and classes below the threshold go, and so does a second cell beside them."""
    region = demo_region()
    small = demo_tables()["commune"].sort_values("population").iloc[3]
    found = profile(region, region.territory("commune", (small["insee"],)))
    public = masked(found, 40).lines.set_index("cle")
    before = found.lines.set_index("cle")
    for group in (["pop_0_19", "pop_20_64", "pop_65p"],):
        low = [key for key in group if 0 < before.at[key, "valeur"] < 40]
        gone = [key for key in group if public.at[key, "statut"] == "secret"]
        assert set(low) <= set(gone)
        assert not gone or len(gone) > 1
        assert all(public.at[f"part_{key}", "statut"] == "secret" for key in gone)
    assert public["personnes"].isna().all()
    assert "secret" in profile_text(masked(found, 10_000))


@settings(deadline=None)
@given(
    st.lists(
        st.tuples(st.one_of(st.floats(0, 200), st.just(float("nan"))), st.integers(0, 50), st.integers(0, 2)),
        min_size=1, max_size=30,
    )
)
def test_weighted_median_is_the_expanded_one(rows):
    """The lower median of a list where each value stands as many times as it has people."""
    values, weights, territory = (np.array(column) for column in zip(*rows, strict=True))
    members = Members(np.array(["a", "b", "c"]), np.array(["a", "b", "c"]), np.arange(len(rows)), territory)
    found = weighted_median(values, weights.astype(float), members)
    for zone in range(3):
        people = sorted(
            (value if value == value else math.inf)
            for value, weight, home in rows if home == zone for _ in range(weight)
        )
        expected = people[(len(people) - 1) // 2] if people else math.inf
        assert (math.isnan(found[zone]) and math.isinf(expected)) or found[zone] == expected


def test_site_of_unknown_commune_is_in_the_outline_that_holds_it():
    square = [shapely.box(0, 0, 1000, 1000), shapely.box(1000, 0, 2000, 1000)]
    communes = pd.DataFrame({"insee": ["35001", "35002"], "nom": ["A", "B"], "population": [10, 20], "geom": square})
    sites = pd.DataFrame(
        {
            "finess_et": ["350000001", "350000002"], "rs": ["Un", "Deux"], "nom_court": [None, None],
            "categ": ["355", "355"], "statut": [None, None], "insee": ["35999", None], "x": [1500.0, np.nan],
            "y": [500.0, np.nan],
        }
    )
    region = region_tables({"commune": communes, "etablissement": sites})
    assert region.sites.commune.tolist() == [1, -1]
    assert region.report.codes() == ["QST04"]
    count = by_key(measures(region, region.members("commune")))["sites_hopital"].values
    assert count.tolist() == [0, 1]
