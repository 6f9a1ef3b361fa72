"""Overlaps measured on drawings whose answer is known, and on a dense map against straight lines."""

import numpy as np
import pandas as pd
import pytest
import shapely

from plugin.core.cooperations.curves import curves
from plugin.core.cooperations.measure import KINDS, measure, straight, summary
from plugin.core.map_frame import MapFrame

FRAME = MapFrame("principale", 0, 0, 210_000, 160_000, 210)  # 1 km under a millimetre


def sites(*rows):
    return pd.DataFrame(
        [{"finess_et": c, "nom": c.upper(), "x": x * 1000, "y": y * 1000, "rayon_mm": 1.5} for c, x, y in rows],
        columns=["finess_et", "nom", "x", "y", "rayon_mm"],
    )


def drawing(*rows):
    return pd.DataFrame(
        [
            {
                "id": link,
                "cadre": "principale",
                "finess_a": a,
                "finess_b": b,
                "largeur_mm": 1.0,
                "etiquette": text,
                "angle": 0.0,
                "pdses_partagee": False,
                "trop_court": False,
                "longueur_mm": 50.0,
                "etiquette_geom": None if at is None else shapely.Point(at[0] * 1000, at[1] * 1000),
                "pdses_geom": None,
                "geom": shapely.LineString([(x * 1000, y * 1000) for x, y in line]),
            }
            for link, a, b, line, text, at in rows
        ]
    )


def test_two_lines_on_one_another_cover_their_common_stroke():
    found = measure(
        drawing(
            ("L1", "a", "b", [(20, 50), (80, 50)], "", None), ("L2", "c", "d", [(50, 50.5), (120, 50.5)], "", None)
        ),
        sites(),
        FRAME,
    )
    assert found.constat.tolist() == ["traits superposés"]
    assert found.mm2[0] == pytest.approx(30 * 0.5, abs=0.01)  # 30 mm together, half a millimetre deep


def test_a_right_angled_crossing_is_one_square():
    found = measure(
        drawing(("L1", "a", "b", [(20, 50), (80, 50)], "", None), ("L2", "c", "d", [(50, 20), (50, 80)], "", None)),
        sites(),
        FRAME,
    )
    assert found.mm2.tolist() == [1.0]


def test_a_line_over_a_third_site_and_not_over_its_own():
    table = sites(("a", 20, 50), ("b", 80, 50), ("c", 50, 50.4))
    found = measure(drawing(("L1", "a", "b", [(20, 50), (80, 50)], "", None)), table, FRAME)
    assert list(zip(found.constat, found.id, found.avec, strict=True)) == [("trait sur site tiers", "L1", "C")]
    assert 2 < found.mm2[0] < 3.1


def test_labels_on_symbols_labels_and_lines():
    table = sites(("c", 50, 51))
    found = measure(
        drawing(
            ("L1", "a", "b", [(20, 20), (80, 20)], "A 1,0", (50, 50)),
            ("L2", "c", "d", [(20, 49.5), (80, 49.5)], "B 1,0", (52, 50)),
        ),
        table,
        FRAME,
    )
    kinds = set(zip(found.constat, found.id, strict=True))
    assert {("étiquette sur symbole", "L1"), ("étiquette sur étiquette", "L1"), ("étiquette sur trait", "L1")} <= kinds
    assert ("étiquette sur trait", "L2") not in kinds
    table = summary(found)
    assert table.constat.tolist() == list(KINDS)
    assert table.nombre.sum() == len(found)


def test_what_is_outside_the_frame_is_left_aside():
    drawn = drawing(("L1", "a", "b", [(20, 50), (80, 50)], "", None)).assign(cadre="carton")
    assert len(measure(drawn, sites(("c", 50, 50)), FRAME)) == 0


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_dense_map_is_better_than_straight_lines(seed):
    """60 links, 40 sites, as issue D asks: no label over a symbol, and less of everything than straight lines."""
    rng = np.random.default_rng(seed)
    places: list[np.ndarray] = []
    while len(places) < 40:  # sites as on a real map: symbols do not overlap
        trial = rng.uniform([12, 12], [198, 148])
        if all(np.hypot(*(trial - other)) > 7 for other in places):
            places.append(trial)
    table = sites(*[(f"s{number}", *place) for number, place in enumerate(places)])
    rows = []
    while len(rows) < 60:
        a, b = rng.choice(8), rng.choice(40)  # eight reference hospitals and their partners
        distance = np.hypot(*(places[a] - places[b]))
        if a != b and 20 < distance < 90:
            rows.append(
                {
                    "id": f"L{len(rows)}",
                    "type": "temps_medical",
                    "theme": "urgences",
                    "finess_a": f"s{a}",
                    "finess_b": f"s{b}",
                    "objet": None,
                    "modalite": rng.choice(list("ABCDE")),
                    "pdses": rng.choice(["oui", "non"]),
                    "etp": float(rng.choice([0.2, 0.5, 1.0, 2.0])),
                    "sens": "reciproque",
                }
            )
    links = pd.DataFrame(rows)
    ours = summary(measure(curves(links, table, FRAME), table, FRAME)).set_index("constat")
    plain = summary(measure(straight(links, table, FRAME), table, FRAME)).set_index("constat")
    print(pd.concat({"courbes": ours, "droites": plain}, axis=1))
    assert ours.nombre["étiquette sur symbole"] == 0
    for kind in ("trait sur site tiers", "étiquette sur étiquette", "étiquette sur symbole"):
        assert ours.nombre[kind] <= plain.nombre[kind]
    assert ours.mm2["traits superposés"] < 0.5 * plain.mm2["traits superposés"]
    assert ours.mm2["étiquette sur trait"] < 0.5 * plain.mm2["étiquette sur trait"]
    assert ours.nombre["trait sur site tiers"] <= 3
