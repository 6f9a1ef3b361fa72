"""The difference between two editions, relations between territories, and flows."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from shared_data import shared_file

from plugin.core.cooperations.curves import curves
from plugin.core.cooperations.difference import PENS, difference, difference_links
from plugin.core.cooperations.flows import flows
from plugin.core.cooperations.relations import counts, membership, relations
from plugin.core.map_frame import MapFrame

ROOT = Path(__file__).resolve().parents[2]


def row(edition, a, b, modality="A", etp=1.0, pdses="non", objet="avis", theme="urgences", number=""):
    return {
        "id": f"{edition}-{a}{b}{modality}{objet}{number}",
        "edition": edition,
        "type": "temps_medical",
        "theme": theme,
        "finess_a": a,
        "finess_b": b,
        "objet": objet,
        "modalite": modality,
        "etp": etp,
        "pdses": pdses,
        "sens": "reciproque",
    }


def evolution(*rows):
    found = difference(pd.DataFrame(rows), 2014, 2015)
    return dict(zip(found.id, found.evolution, strict=True)), found


def test_each_kind_of_change():
    told, found = evolution(
        row(2014, "a", "b"),
        row(2015, "b", "a"),  # the same, declared from the other side
        row(2014, "a", "c"),
        row(2015, "a", "c", "B"),
        row(2014, "a", "d", etp=0.5),
        row(2015, "a", "d", etp=0.8),
        row(2014, "a", "e", etp=0.5),
        row(2015, "a", "e", etp=0.3, pdses="oui"),
        row(2014, "a", "f"),
        row(2015, "a", "f", pdses="oui"),
        row(2014, "a", "g"),
        row(2015, "a", "h"),
    )
    assert told == {
        "2015-baAavis": "inchangée",
        "2015-acBavis": "modalité modifiée",
        "2015-adAavis": "ETP en hausse",
        "2015-aeAavis": "ETP en baisse",
        "2015-afAavis": "PDSES modifiée",
        "2014-agAavis": "terminée",
        "2015-ahAavis": "nouvelle",
    }
    both = found.set_index("id").changements["2015-aeAavis"]
    assert both == "ETP en baisse, PDSES modifiée"


def test_links_of_one_pair_are_found_again_by_object_then_modality():
    told, _found = evolution(
        row(2014, "a", "b", "A", 1.0, objet="consultations"),
        row(2014, "a", "b", "D", 2.0, objet="équipe"),
        row(2015, "a", "b", "D", 2.5, objet="Équipe"),
        row(2015, "a", "b", "A", 1.0, objet="consultations avancées"),
    )
    assert told == {"2015-abDÉquipe": "ETP en hausse", "2015-abAconsultations avancées": "inchangée"}


def test_nothing_is_lost_nor_counted_twice():
    """Random editions: every row of both appears exactly once, whatever the pairing."""
    rng = np.random.default_rng(4)
    for _trial in range(20):
        rows = [
            row(
                int(rng.choice([2014, 2015])),
                rng.choice(list("abc")),
                rng.choice(list("def")),
                rng.choice(list("ABC")),
                float(rng.choice([0.2, 1.0, np.nan])),
                objet=rng.choice(["x", "y"]),
                theme=rng.choice(["urgences", "cardiologie"]),
                number=str(number),
            )
            for number in range(60)
        ]
        table = pd.DataFrame(rows)
        found = difference(table, 2014, 2015)
        late, ended = (table.edition == 2015).sum(), (found.evolution == "terminée").sum()
        assert len(found) == late + ended
        assert found.id.is_unique
        in_both = (~found.evolution.isin(["terminée", "nouvelle"])).sum()
        assert in_both + ended == (table.edition == 2014).sum()


def test_an_empty_edition_makes_all_links_new():
    told, _found = evolution(row(2015, "a", "b"))
    assert list(told.values()) == ["nouvelle"]


def test_changes_are_drawn_with_their_own_pens():
    _told, found = evolution(
        row(2014, "a", "b", etp=0.5), row(2015, "a", "b", etp=0.8), row(2014, "a", "c"), row(2015, "b", "c", "B")
    )
    sites = pd.DataFrame(
        {
            "finess_et": list("abc"),
            "nom": list("ABC"),
            "x": [20, 120, 60],
            "y": [20, 30, 90],
            "rayon_mm": 1.5,
        }
    )
    drawn = curves(difference_links(found), sites, MapFrame("principale", 0, 0, 150, 100, 150), pens=PENS)
    words = drawn.set_index("trait").etiquette
    assert words["ETP en hausse"] == "0,5 → 0,8"
    assert words["nouvelle"] == "B 1,0"
    assert words["terminée"] == "A 1,0"


def test_relations_and_counts_by_territory():
    links = pd.DataFrame({"finess_a": ["1", "1", "2", "1"], "finess_b": ["2", "3", "3", "9"]})
    territory = pd.Series({"1": "TS1", "2": "TS1", "3": "TS2"})
    classed = relations(links, territory)
    assert classed.relation.tolist() == ["interne", "entre deux territoires", "entre deux territoires", None]
    table = counts(links, territory).set_index("territoire")
    assert table.loc["TS1"].tolist() == [1, 2]
    assert table.loc["TS2"].tolist() == [0, 2]


def test_membership_follows_the_commune():
    sites = pd.DataFrame({"finess_et": ["1", "2"], "insee": ["29019", "35238"]})
    composition = pd.DataFrame(
        {
            "commune": ["29019", "35238", "29019"],
            "type": ["ensemble_cooperation", "ensemble_cooperation", "epci"],
            "id_territoire": ["ouest", "est", "e1"],
        }
    )
    assert membership(sites, composition, "ensemble_cooperation").to_dict() == {"1": "ouest", "2": "est"}


def flow_table():
    return pd.DataFrame(
        {
            "origine": ["a", "b", "a", "c", "a", "c"],
            "destination": ["b", "a", "c", "c", "b", "b"],
            "valeur": [30.0, 20.0, 4.0, 50.0, 10.0, np.nan],
        }
    )


def test_flows_are_summed_and_filtered_by_threshold():
    found = flows(flow_table(), threshold=5)
    assert dict(zip(found.links.id, found.links.valeur, strict=True)) == {"a>b": 40.0, "b>a": 20.0}
    assert (found.below, found.within) == (1, 1)
    width = found.links.set_index("id").largeur_mm
    assert width["a>b"] == pytest.approx(2 * width["b>a"])
    assert [label for label, _mm in found.legend] == ["40", "20", "8"]


def test_flow_classes_are_closed_on_the_left_and_empty_ones_leave_the_legend():
    found = flows(flow_table(), bounds=[20, 35, 100], unit="%")
    assert found.links.set_index("id")["trait"].to_dict() == {"a>b": "classe 3", "b>a": "classe 2", "a>c": "classe 1"}
    assert [label for label, _mm in found.legend] == [
        "0 à moins de 20\u00a0%",
        "20 à moins de 35\u00a0%",
        "35 à moins de 100\u00a0%",
    ]


def test_two_way_flows_do_not_overlap():
    found = flows(flow_table(), threshold=5, widest_mm=4)
    sites = pd.DataFrame({"finess_et": list("abc"), "nom": list("abc"), "x": [20, 120, 60], "y": [20, 30, 90]})
    drawn = curves(found.links, sites.assign(rayon_mm=1.5), MapFrame("p", 0, 0, 150, 100, 150), pens=found.pens)
    first, second = drawn.geom
    assert first.distance(second) > drawn.largeur_mm.sum() / 2 - 1.5
    assert drawn.fleche_geom.notna().all()


def test_market_shares_of_hospitals_become_flows():
    """Hospidiag 2022: shares between attraction zones, as published."""
    raw = pd.read_csv(shared_file("reference/hospidiag_pdmza_2022.csv"), dtype=str)
    share = pd.to_numeric(raw["A1"].str.strip().str.replace(",", "."), errors="coerce")
    table = pd.DataFrame({"origine": raw["zone"], "destination": raw["finess"], "valeur": share})
    found = flows(table, threshold=10)
    expected = table[(table.valeur >= 10) & (table.origine != table.destination)]
    assert len(found.links) == len(expected.drop_duplicates(["origine", "destination"]))
    assert found.within == (table.valeur.notna() & (table.origine == table.destination)).sum()
