"""Territories inside others; the ensembles of Basse-Normandie (truths V036-V038, V040)."""

import pandas as pd
import shapely

from plugin.core.territories.nesting import check_hierarchy, check_nesting, overhangs, parents_of, scope
from plugin.core.territories.types import KNOWN, TerritoryType, registry

# Seed 004 l.243-246: nineteen territoires de vie in four ensembles of cooperation.
ENSEMBLES = {
    "1": ["bajocasse", "caennais", "lexovien", "deauvillais"],
    "2": ["aiglon", "alençonnais", "argentanais", "mortagnais"],
    "3": ["virois", "flérien", "mortainais", "saint hilairien", "avranchin", "granvillais"],
    "4": ["lessayais", "coutançais", "saint-lois", "carentanais", "cherbourgeois"],
}


def ensembles_of_basse_normandie():
    """Two communes a territoire de vie, made up; the nesting is the source's."""
    life = [(f"{tv}-{n}", tv) for members in ENSEMBLES.values() for tv in members for n in (1, 2)]
    ensemble = {tv: code for code, members in ENSEMBLES.items() for tv in members}
    children = pd.DataFrame(life, columns=["commune", "id_territoire"])
    parents = children.assign(id_territoire=children["id_territoire"].map(ensemble))
    return children, parents


def test_nineteen_territoires_de_vie_in_four_ensembles():
    children, parents = ensembles_of_basse_normandie()
    parent = parents_of(children, parents)
    assert len(parent) == 19
    assert parent.value_counts().sort_index().to_dict() == {"1": 4, "2": 4, "3": 6, "4": 5}
    assert len(check_hierarchy(children, parents, "territoire_vie", "ensemble_cooperation")) == 0


def test_cooperations_inside_an_ensemble_and_across_two():
    parent = parents_of(*ensembles_of_basse_normandie()).to_dict()
    assert scope("bajocasse", "lexovien", parent) == "interne"
    assert scope("flérien", "alençonnais", parent) == "inter"
    assert scope("bajocasse", None, parent) is None


def test_a_child_across_two_parents_is_told_with_its_communes():
    children, parents = ensembles_of_basse_normandie()
    parents.loc[parents["commune"] == "virois-2", "id_territoire"] = "4"
    (finding,) = check_hierarchy(children, parents, "territoire_vie", "ensemble_cooperation")
    assert (finding.code, finding.value, finding.params["communes"]) == ("TER19", "virois", ["virois-2"])


def territories(*rows):
    return pd.DataFrame(rows, columns=["type", "id_territoire", "libelle", "geom"])


def test_overhangs_name_the_territory_that_holds_most():
    inner = territories(("t", "i", "Inner", shapely.box(0, 0, 1000, 100)))
    outer = territories(
        ("o", "a", "A", shapely.box(-500, 0, 700, 100)), ("o", "b", "B", shapely.box(700, 0, 2000, 100))
    )
    (row,) = overhangs(inner, outer).itertuples()
    assert (row.dans, row.ha, row.geom.area) == ("a", 3.0, 30_000.0)


def test_action_outside_of_concertation_is_an_error():  # V040
    frame = territories(
        ("territoire_sante", "TS1", "Ouest", shapely.box(0, 0, 10_000, 10_000)),
        ("territoire_sante", "TS2", "Est", shapely.box(10_000, 0, 20_000, 10_000)),
        ("territoire_premier_recours", "A", "Dedans", shapely.box(0, 0, 5000, 5000)),
        ("territoire_premier_recours", "B", "À cheval", shapely.box(9000, 0, 12_000, 1000)),
        ("territoire_premier_recours", "C", "Un trait d’écart", shapely.box(9000, 2000, 10_001, 3000)),
    )
    (finding,) = check_nesting(frame, KNOWN)
    assert finding.code == "TER06"
    assert [finding.params[name] for name in ("a", "b", "ha")] == ["À cheval", "Est", 100.0]
    assert len(check_nesting(frame, KNOWN, tolerance_ha=0.0)) == 2


def test_observation_must_be_the_same_ground_as_concertation():
    types = registry([TerritoryType("observation_sante", "Observation", roles=("observation",))])
    frame = territories(
        ("territoire_sante", "TS1", "Ouest", shapely.box(0, 0, 10_000, 10_000)),
        ("territoire_sante", "TS2", "Est", shapely.box(10_000, 0, 20_000, 10_000)),
        ("observation_sante", "O1", "Ouest", shapely.box(0, 0, 10_000, 10_000)),
        ("observation_sante", "O2", "Est rétréci", shapely.box(11_000, 0, 20_000, 10_000)),
    )
    (finding,) = check_nesting(frame, types)
    assert (finding.code, finding.params["a"], finding.params["ha"]) == ("TER10", "Est rétréci", 1000.0)


def test_roles_a_user_gave_are_used():
    types = registry([TerritoryType("cls", "CLS", partition=False, roles=("action",))])
    frame = territories(
        ("territoire_sante", "TS1", "Ouest", shapely.box(0, 0, 10_000, 10_000)),
        ("cls", "X", "Îles", shapely.box(20_000, 0, 21_000, 1000)),
    )
    (finding,) = check_nesting(frame, types)
    assert (finding.code, finding.params["b"]) == ("TER06", "aucun")
    assert len(check_nesting(frame, KNOWN)) == 0
