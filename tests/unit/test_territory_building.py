"""Premier recours, territoires de vie by flows, sectors of psychiatry."""

import numpy as np
import pandas as pd
import pytest

from plugin.core.findings import Severity
from plugin.core.territories.commuting import aggregate
from plugin.core.territories.poles import assign_to_poles, choose_poles, premier_recours_composition
from plugin.core.territories.sectors import check_sectors, sector_code, sector_population


def test_each_zone_goes_to_the_nearest_pole_and_ties_are_settled():  # V042
    minutes = np.array([[5, 20, 30], [12, 12, 30], [np.inf, 9, 9], [np.nan, np.inf, np.inf], [0, 4, 3]])
    assigned, report = assign_to_poles(
        minutes, ["z1", "z2", "z3", "z4", "z5"], ["35001", "22001", "29001"],
        {"35001": 900, "22001": 500, "29001": 500}, own_pole={"z5": "29001"},
    )
    assert assigned[["zone", "pole"]].values.tolist() == [
        ["z1", "35001"], ["z2", "35001"], ["z3", "22001"], ["z4", None], ["z5", "29001"],
    ]
    assert assigned["minutes"].tolist()[:3] == [5, 12, 9]
    assert assigned["minutes"].iloc[4] == 3
    assert assigned["ex_aequo"].tolist() == [None, "22001", "29001", None, None]
    assert [(f.code, f.value) for f in report] == [("TER20", "z2"), ("TER20", "z3"), ("TER14", "z4")]


def test_nearly_as_near_is_as_near_when_asked():
    minutes = np.array([[10.0, 10.4]])
    population = {"22001": 100, "35001": 200}
    assert assign_to_poles(minutes, ["z"], ["22001", "35001"], population)[0]["pole"].tolist() == ["22001"]
    tied = assign_to_poles(minutes, ["z"], ["22001", "35001"], population, tie_minutes=0.5)[0]
    assert tied["pole"].tolist() == ["35001"]
    assert tied["minutes"].tolist() == [10.4]


def test_poles_are_chosen_by_how_many_services_they_offer():
    offered = ["école", "poste", "banque", "banque", "école", "poste", None]
    services = pd.DataFrame({"insee": ["35001"] * 4 + ["22001"] * 3, "service": offered})
    assert choose_poles(services, least=3).values.tolist() == [["35001", 3]]
    assert choose_poles(services, least=2)["insee"].tolist() == ["22001", "35001"]


def test_communes_follow_their_zone():
    assigned = pd.DataFrame({"zone": ["z1", "z2"], "pole": ["35001", None]})
    rows = premier_recours_composition(assigned, {"35001": "z1", "35002": "z1", "35003": "z2"}, 2025)
    assert rows.values.tolist() == [
        ["35001", "territoire_premier_recours", "35001", 2025], ["35002", "territoire_premier_recours", "35001", 2025],
    ]


def planted(seed, side=12, block=4, noise=0.0):
    """Units in square blocks: each sends 30 % of its workers to its block's centre, the rest stays or is noise."""
    random = np.random.default_rng(seed)
    codes = np.array([[f"{row:02d}{column:02d}" for column in range(side)] for row in range(side)])
    blocks = {codes[row, column]: (row // block, column // block) for row in range(side) for column in range(side)}
    centre = {b: codes[b[0] * block + 1, b[1] * block + 1] for b in set(blocks.values())}
    population = {code: 20_000 if code in centre.values() else 1_000 + int(code) for code in blocks}
    flows = []
    for code in blocks:
        workers = 1_000
        if code != centre[blocks[code]]:
            flows.append((code, centre[blocks[code]], 0.3 * workers))
        flows.append((code, code, 0.6 * workers))
        others = random.choice(list(blocks), size=8, replace=False)
        flows += [(code, other, noise * workers / 8 * random.uniform(0.5, 1.5)) for other in others if other != code]
    pairs = [(codes[r, c], codes[r, c + 1]) for r in range(side) for c in range(side - 1)]
    pairs += [(codes[r, c], codes[r + 1, c]) for r in range(side - 1) for c in range(side)]
    return pd.DataFrame(flows, columns=["origine", "destination", "actifs"]), population, pairs, blocks


def table(*rows):
    return pd.DataFrame(rows, columns=["origine", "destination", "actifs"])


def partition(membership):
    return {frozenset(group["unite"]) for _, group in membership.groupby("id_territoire")}


@pytest.mark.parametrize(("seed", "noise"), [(1, 0.0), (2, 0.1), (3, 0.2)])
def test_a_known_partition_is_found_again_under_noise(seed, noise):
    flows, population, pairs, blocks = planted(seed, noise=noise)
    found = aggregate(flows, population, pairs, threshold=0.2, least_population=5_000)
    truth = {frozenset(c for c in blocks if blocks[c] == b) for b in set(blocks.values())}
    assert partition(found.membership) == truth
    assert set(found.membership["id_territoire"]) == {code for code, count in population.items() if count == 20_000}
    links = found.steps[found.steps["motif"] == "lien"]
    assert len(found.steps) == len(population) - len(truth)
    assert (links["part"] >= 0.2).all()
    assert found.steps["etape"].tolist() == list(range(1, len(found.steps) + 1))


def test_the_order_of_rows_and_pairs_changes_nothing():
    flows, population, pairs, _ = planted(4, noise=0.2)
    mixed = flows.sample(frac=1, random_state=0)
    once = aggregate(flows, population, pairs, threshold=0.2)
    again = aggregate(mixed, dict(reversed(population.items())), [(b, a) for a, b in reversed(pairs)], threshold=0.2)
    pd.testing.assert_frame_equal(once.membership, again.membership)
    pd.testing.assert_frame_equal(once.steps, again.steps)


def test_ties_go_to_the_larger_unit_then_the_lower_code():
    flows = table(("b", "b", 40), ("b", "a", 20), ("b", "c", 20), ("b", "d", 20), ("c", "c", 900))
    pairs = [("b", "a"), ("b", "c"), ("b", "d")]
    found = aggregate(flows, {"a": 10, "b": 5, "c": 30, "d": 30}, pairs, 0.2, least_population=0)
    assert found.steps[["unite", "rejoint", "part"]].values.tolist()[0] == ["b", "c", 0.2]
    assert partition(found.membership) == {frozenset("bc"), frozenset("a"), frozenset("d")}


def test_a_part_that_is_not_contiguous_goes_to_its_neighbour():
    # 1 - 2 - 3 in a row: 1 works in 3 (far larger), but only touches 2.
    flows = table(("1", "3", 50), ("1", "2", 10), ("1", "1", 40), ("2", "2", 95), ("2", "1", 5), ("3", "3", 100))
    found = aggregate(flows, {"1": 10, "2": 100, "3": 1000}, [("1", "2"), ("2", "3")], 0.3, least_population=0)
    assert found.steps["motif"].tolist() == ["lien", "contiguïté"]
    assert partition(found.membership) == {frozenset("12"), frozenset("3")}


def test_small_territories_join_and_an_island_is_told():
    flows = table(("a", "b", 5), ("a", "a", 95), ("b", "b", 100), ("i", "i", 10), ("x", "a", 7))
    found = aggregate(flows, {"a": 100, "b": 9000, "i": 50}, [("a", "b")], 0.5, least_population=5000)
    assert partition(found.membership) == {frozenset("ab"), frozenset("i")}
    assert found.steps[["motif", "unite", "rejoint", "part", "population"]].values.tolist() == [
        ["taille", "a", "b", 1.0, 9100.0]
    ]
    told = [(f.code, f.value, f.params.get("lignes")) for f in found.report]
    assert told == [("TER21", None, 1), ("TER22", "i", None)]


def test_strong_chains_join_step_by_step():
    # c goes to b, b goes to a; once b is in a, c's workers go to the whole.
    flows = table(("c", "b", 30), ("c", "c", 70), ("b", "a", 40), ("b", "b", 60), ("a", "a", 100))
    found = aggregate(flows, {"a": 50, "b": 20, "c": 10}, [("a", "b"), ("b", "c")], 0.25, 0)
    assert found.steps[["unite", "rejoint", "part"]].values.tolist() == [["b", "a", 0.4], ["c", "a", 0.3]]
    assert found.membership["id_territoire"].tolist() == ["a", "a", "a"]


@pytest.mark.parametrize(
    ("text", "code"),
    [("12G05", ("12", "G", 5)), ("78-I-03", ("78", "I", 3)), ("2A G 1", ("2A", "G", 1)), ("974I02", ("974", "I", 2)),
     ("Nord", None)],
)
def test_codes_of_sectors(text, code):
    assert sector_code(text) == code


def test_population_of_sectors_with_iris():
    communes = ["35001", "352380101", "352380102", "35003", "99999"]
    rows = pd.DataFrame({"commune": communes, "id_territoire": ["G1", "G1", "G2", "G2", "G2"]})
    population = {"35001": 1000, "35238": 5000, "35003": 300}
    exact, report = sector_population(rows, population, {"352380101": 3000, "352380102": 2000})
    assert exact[["id_territoire", "population"]].values.tolist() == [["G1", 4000.0], ["G2", 2300.0]]
    assert report.codes() == ["TER24"]
    shared, report = sector_population(rows, population)
    assert shared["population"].tolist() == [3500.0, 2800.0]
    assert sorted(report.codes()) == ["TER23", "TER24"]


@pytest.mark.parametrize(
    ("population", "tolerance", "severity"),
    [
        (70_000, 0.5, None), (95_000, 0.3, Severity.WARNING), (95_000, 0.5, Severity.INFO),
        (106_000, 0.5, Severity.WARNING), (34_000, 0.5, Severity.WARNING), (80_000, 0.5, None),
    ],
)
def test_sectors_far_from_seventy_thousand_are_told(population, tolerance, severity):  # V039
    sectors = pd.DataFrame({"id_territoire": ["12G05"], "population": [population]})
    found = [(f.code, f.severity, f.params["pop"]) for f in check_sectors(sectors, tolerance=tolerance)]
    assert found == ([] if severity is None else [("TER07", severity, population)])
