"""Curves of a map frame: measured on the drawing itself, in millimetres of paper."""

import itertools

import numpy as np
import pandas as pd
import pytest
import shapely

from plugin.core.cooperations.curves import ARROW_LENGTH, curves, sheet_curves
from plugin.core.cooperations.fan import spread_around
from plugin.core.cooperations.pen import LEAST_PATTERN, PENS, label_texts, legend_etp, shared_pdses, width_of
from plugin.core.findings import InputError
from plugin.core.map_frame import MapFrame

UNIT = 1400.0  # metres under a millimetre: a region on A4
FRAME = MapFrame("principale", 100_000, 6_700_000, 100_000 + 210 * UNIT, 6_700_000 + 160 * UNIT, 210)


def site(code, x_mm, y_mm, radius=1.5, name=None):
    return {
        "finess_et": code,
        "nom": name or f"Ville {code}",
        "rayon_mm": radius,
        "x": FRAME.x_min + x_mm * UNIT,
        "y": FRAME.y_min + y_mm * UNIT,
    }


def link(number, a, b, modality="A", etp=1.0, pdses="non", sens="reciproque", **more):
    return {
        "id": f"L{number}",
        "type": "temps_medical",
        "theme": "urgences",
        "finess_a": a,
        "finess_b": b,
        "objet": None,
        "modalite": modality,
        "etp": etp,
        "pdses": pdses,
        "sens": sens,
        **more,
    }


def draw(links, sites, frame=FRAME, **more):
    return curves(pd.DataFrame(links), pd.DataFrame(sites), frame, **more)


def paper(geometry, frame=FRAME):
    """Map units to millimetres of the frame."""
    return shapely.transform(geometry, lambda xy: (xy - [frame.x_min, frame.y_min]) / frame.unit_per_mm)


def ends(line):
    parts = shapely.get_parts(line)
    return np.array(parts[0].coords[0]), np.array(parts[-1].coords[-1])


BUNDLE = [link(n, "a", "b", modality=m) for n, m in enumerate(["A", "B", "C", "D", "E", "ND"])]
TWO_SITES = [site("a", 40, 80, 1.7), site("b", 110, 90, 1.2)]


def test_lines_are_trimmed_at_the_symbols_edge_plus_a_small_gap():
    drawn = draw(BUNDLE[:4], TWO_SITES)
    for line in paper(drawn.geom.to_numpy()):
        start, end = ends(line)
        assert 1.7 < np.hypot(*(start - [40, 80])) < 1.7 + 1.2
        assert 1.2 < np.hypot(*(end - [110, 90])) < 1.2 + 1.4  # four lines of 1 ETP are wider than its rim
        for x, y, radius in ((40, 80, 1.7), (110, 90, 1.2)):
            assert line.distance(shapely.Point(x, y)) > radius + 0.3


def test_links_of_a_pair_keep_apart_in_the_middle_and_at_the_sites():
    drawn = draw(BUNDLE, TWO_SITES)
    lines = paper(drawn.geom.to_numpy())
    for one, other in itertools.combinations(range(len(lines)), 2):
        strokes = (drawn.largeur_mm[one] + drawn.largeur_mm[other]) / 2
        assert lines[one].distance(lines[other]) > strokes + 0.1, (one, other)
        assert not lines[one].crosses(lines[other])


def test_direction_runs_from_a_to_b_whatever_the_order_of_the_codes():
    for a, b in (("a", "b"), ("b", "a")):
        drawn = draw([link(1, a, b)], TWO_SITES)
        start, _end = ends(paper(drawn.geom[0]))
        expected = {"a": (40, 80), "b": (110, 90)}[a]
        assert np.hypot(*(start - expected)) < 4


def test_arrow_only_for_a_vers_b_and_it_points_at_b():
    drawn = draw([link(1, "b", "a", sens="a_vers_b"), link(2, "a", "b", modality="B")], TWO_SITES).set_index("id")
    assert drawn.fleche_geom["L2"] is None
    tip_side = paper(drawn.fleche_geom["L1"])
    assert np.hypot(tip_side.x - 40, tip_side.y - 80) == pytest.approx(1.7 + 0.7 + ARROW_LENGTH / 2, abs=0.4)
    heading = np.degrees(np.arctan2(80 - tip_side.y, 40 - tip_side.x))
    assert abs((drawn.fleche_angle["L1"] - heading + 180) % 360 - 180) < 35
    assert all(drawn.fleche_geom.notna() == [True, False])


def test_a_curve_goes_round_a_third_site():
    third = [*TWO_SITES, site("c", 75, 85.2)]
    drawn = draw([link(1, "a", "b")], third)
    assert drawn.traverse[0] == ""
    assert paper(drawn.geom[0]).distance(shapely.Point(75, 85.2)) > 1.5 + drawn.largeur_mm[0] / 2


def test_an_unavoidable_third_site_is_told():
    wall = [site(f"w{n}", 75, y) for n, y in enumerate(np.arange(-40, 220, 2.0))]
    drawn = draw([link(1, "a", "b")], [*TWO_SITES, *wall])
    assert "Ville w" in drawn.traverse[0]


def test_label_stands_on_the_line_which_opens_for_it():
    drawn = draw([link(1, "a", "b", "B", 0.8, "oui")], TWO_SITES)
    assert drawn.etiquette[0] == "B 0,8"
    assert drawn.pdses_partagee[0]
    line = paper(drawn.geom[0])
    first, second = shapely.get_parts(line)
    hole = shapely.Point(first.coords[-1]).distance(shapely.Point(second.coords[0]))
    text, mark = paper(drawn.etiquette_geom[0]), paper(drawn.pdses_geom[0])
    assert 8 < hole < 14
    assert line.distance(text) > 1.5
    assert line.distance(mark) > 1.0
    assert mark.x > text.x
    assert -90 <= drawn.angle[0] <= 90


def test_labels_of_a_bundle_do_not_overlap_and_miss_the_symbols():
    drawn = draw(BUNDLE, [*TWO_SITES, site("c", 60, 100)])
    boxes = []
    for row in drawn.itertuples():
        centre = paper(row.etiquette_geom)
        half = 0.65 * len(row.etiquette)
        turn = np.radians(row.angle)
        along, across = np.array([np.cos(turn), np.sin(turn)]) * half, np.array([-np.sin(turn), np.cos(turn)]) * 0.85
        middle = np.array([centre.x, centre.y])
        boxes.append(
            shapely.Polygon(
                [
                    middle + along + across,
                    middle + along - across,
                    middle - along - across,
                    middle - along + across,
                ]
            )
        )
    for one, other in itertools.combinations(boxes, 2):
        assert not one.intersects(other)
    for box in boxes:
        assert box.distance(shapely.Point(60, 100)) > 1.5


def test_short_links_are_flagged_and_their_label_stands_beside():
    near = [site("a", 40, 80), site("b", 50, 80)]
    drawn = draw([link(1, "a", "b", "D"), link(2, "a", "b", "A")], near).set_index("id")
    assert drawn.trop_court["L1"]  # three periods of the dash-dot need 14 mm
    assert not drawn.trop_court["L2"]
    assert shapely.get_num_geometries(drawn.geom["L1"]) == 1
    assert paper(drawn.geom["L1"]).distance(paper(drawn.etiquette_geom["L1"])) > 1.5


@pytest.mark.parametrize("distance", [0.8, 2.5, 5.0])
def test_a_link_within_a_town_swings_out_and_shows_its_pattern(distance):
    near = [site("a", 100, 80, 1.5), site("b", 100 + distance, 80.4, 1.5)]
    links = [link(1, "a", "b", "A"), link(2, "a", "b", "E", np.nan, "oui"), link(3, "b", "a", "A", sens="a_vers_b")]
    drawn = draw(links, near)
    assert not drawn.trop_court.any()
    lines = paper(drawn.geom.to_numpy())
    for line in lines:
        assert not line.crosses(shapely.Point(100, 80).buffer(1.4))
        assert not line.crosses(shapely.Point(100 + distance, 80.4).buffer(1.4))
    for one, other in itertools.combinations(lines, 2):
        assert not one.crosses(other)


def test_three_periods_of_the_shrunk_pattern_are_the_bound():
    for pen in PENS.values():
        if 3 * LEAST_PATTERN * pen.period < 3.5:
            continue  # so short that the link swings out
        for share, short in ((0.9, True), (1.15, False)):
            length = 3 * pen.period * LEAST_PATTERN * share
            pair = [site("a", 40, 80), site("b", 40 + length + 2 * (1.5 + 0.7), 80)]
            drawn = draw([link(1, "a", "b", pen.code)], pair)
            assert bool(drawn.trop_court[0]) is short, (pen.code, share)
            assert LEAST_PATTERN <= drawn.motif[0] <= 1
            if not short:
                assert drawn.longueur_mm[0] / (pen.period * drawn.motif[0]) > 2.9


def test_patterns_are_whole_on_lines_long_enough():
    drawn = draw([link(1, "a", "b", "D")], TWO_SITES)
    assert drawn.motif[0] == 1


@pytest.mark.parametrize("distance", [8, 10, 14, 20, 60])
def test_links_between_different_places_make_no_detour(distance):
    """Whatever is in the way, a link strays from its chord by a fifth of it at most."""
    there = [site("a", 60, 80), site("b", 60 + distance, 80)]
    in_the_way = [site("c", 60 + distance / 2, 80.4), site("d", 60 + distance / 2, 83), site("e", 60, 84)]
    for sites in (there, [*there, *in_the_way]):
        line = paper(draw([link(1, "a", "b")], sites).geom[0])
        bulge = np.abs(shapely.get_coordinates(line)[:, 1] - 80).max()
        assert bulge <= 0.2 * distance


def test_labels_keep_off_the_limits_where_the_line_has_room():
    """A limit across the middle of the link: the label slides, and stays in the middle without a limit."""
    free = draw([link(1, "a", "b")], TWO_SITES)
    middle = free.etiquette_geom[0]
    across = shapely.LineString([(middle.x, FRAME.y_min), (middle.x, FRAME.y_max)])
    kept_off = draw([link(1, "a", "b")], TWO_SITES, avoid=across)
    assert paper(kept_off.etiquette_geom[0]).distance(paper(across)) > 2.5
    assert paper(kept_off.geom[0]).distance(paper(kept_off.etiquette_geom[0])) > 1.5


def test_a_label_longer_than_its_link_is_set_level_beside_it():
    steep = [site("a", 100, 70), site("b", 103, 85)]
    drawn = draw([link(1, "a", "b", "B", 0.5, "ND")], steep)
    assert drawn.etiquette[0] == "B 0,5 PDSES ND"
    assert drawn.angle[0] == 0
    assert paper(drawn.geom[0]).distance(paper(drawn.etiquette_geom[0])) > 5


def test_labels_of_a_short_pair_stand_outside_its_links():
    near = [site("a", 100, 70), site("b", 103, 85)]
    drawn = draw([link(1, "a", "b", "D", 2.5, "oui"), link(2, "a", "b", "E", np.nan, "oui")], near).set_index("id")
    lines = dict(zip(drawn.index, paper(drawn.geom.to_numpy()), strict=True))
    texts = dict(zip(drawn.index, paper(drawn.etiquette_geom.to_numpy()), strict=True))
    for one, other in (("L1", "L2"), ("L2", "L1")):
        assert texts[one].distance(lines[one]) < texts[one].distance(lines[other])
    assert (texts["L1"].x - lines["L2"].centroid.x) * (texts["L2"].x - lines["L1"].centroid.x) < 0


def test_heads_shrink_with_their_line():
    for distance in (9, 15, 60):
        drawn = draw([link(1, "a", "b", sens="a_vers_b")], [site("a", 40, 80), site("b", 40 + distance, 80)])
        whole = drawn.longueur_mm[0] + drawn.fleche_mm[0]
        assert drawn.fleche_mm[0] <= min(ARROW_LENGTH, max(2.0, 0.25 * whole))


def test_links_that_leave_the_frame_are_cut_there_and_name_the_far_end():
    inset = MapFrame(
        "carton",
        FRAME.x_min + 20 * UNIT,
        FRAME.y_min + 60 * UNIT,
        FRAME.x_min + 50 * UNIT,
        FRAME.y_min + 100 * UNIT,
        60,
    )
    links = [link(1, "a", "b"), link(2, "a", "b", "B"), link(3, "b", "c")]
    drawn = draw(links, [*TWO_SITES, site("c", 180, 90)], inset)
    assert drawn.id.tolist() == ["L1", "L2"]
    assert drawn.coupe.all()
    assert sorted(drawn.renvoi) == ["", "Ville b"]
    for line in paper(drawn.geom.to_numpy(), inset):
        assert shapely.box(0, 0, 60, 80).contains(line)
    named = drawn[drawn.renvoi != ""].iloc[0]
    assert abs(named.renvoi_angle) <= 90
    assert shapely.box(0, 0, 60, 80).contains(paper(named.renvoi_geom, inset))


def test_the_main_map_leaves_to_an_inset_what_is_inside_and_stops_at_its_edge():
    inset = MapFrame(
        "carton", FRAME.x_min + 30 * UNIT, FRAME.y_min + 70 * UNIT, FRAME.x_min + 50 * UNIT, FRAME.y_min + 90 * UNIT, 60
    )
    sites = [*TWO_SITES, site("d", 44, 84)]
    links = pd.DataFrame([link(1, "a", "b"), link(2, "a", "d"), link(3, "b", "a", "C", sens="a_vers_b")])
    main = curves(links, pd.DataFrame(sites), FRAME, [inset]).set_index("id")
    assert main.index.tolist() == ["L1", "L3"]
    hole = shapely.box(30, 70, 50, 90)
    for line in paper(main.geom.to_numpy()):
        assert not line.intersects(hole)
        assert line.distance(hole) < 4.5
    assert main.fleche_geom["L3"] is not None
    assert not main.coupe.any()
    sheet = sheet_curves(links, {FRAME.name: pd.DataFrame(sites), inset.name: pd.DataFrame(sites)}, FRAME, [inset])
    assert sheet.groupby("cadre").id.apply(sorted).to_dict() == {
        "principale": ["L1", "L3"],
        "carton": ["L1", "L2", "L3"],
    }


def test_unplaced_establishments_stop_the_drawing_and_are_named():
    with pytest.raises(InputError) as error:
        draw([link(1, "a", "zz")], TWO_SITES)
    assert error.value.findings[0].code == "COO06"
    assert error.value.findings[0].params["finess"] == ["zz"]


def test_nothing_to_draw_is_an_empty_table():
    drawn = draw([link(1, "a", "b")], [site("a", -500, 80), site("b", -400, 80)])
    assert len(drawn) == 0
    assert "geom" in drawn


def test_angles_around_a_site_are_the_nearest_that_keep_apart():
    """Against scipy's constrained optimum, on random fans."""
    from scipy.optimize import minimize

    rng = np.random.default_rng(5)
    for _trial in range(20):
        wanted = np.sort(rng.uniform(0, 2.0, 5))
        room = rng.uniform(0.1, 0.3, 5)
        found = spread_around(np.zeros(5, dtype=int), wanted, room, np.arange(5.0))
        gaps = room[:-1] + room[1:]
        best = minimize(
            lambda angle, wanted=wanted: ((angle - wanted) ** 2).sum(),
            wanted,
            constraints=[{"type": "ineq", "fun": lambda angle, gaps=gaps: np.diff(angle) - gaps}],
        )
        assert np.diff(found).min() >= gaps.min() - 1e-9
        assert (np.diff(found) >= gaps - 1e-9).all()
        assert ((found - wanted) ** 2).sum() <= best.fun + 1e-4


@pytest.mark.parametrize(
    ("values", "text", "moon"),
    [
        ({"modality": "B", "etp": 0.8, "pdses": "oui"}, "B 0,8", True),
        ({"modality": "B", "etp": 0.25, "pdses": "non"}, "B 0,25", False),
        ({"modality": "A", "etp": 2.0, "pdses": "ND"}, "A 2,0 PDSES ND", False),
        ({"modality": "A", "etp": 2.0, "pdses": None}, "A 2,0 PDSES ND", False),
        ({"modality": "ND", "etp": 0.5, "pdses": "non"}, "0,5 mod. ND", False),
        ({"modality": "D", "etp": np.nan, "pdses": "oui"}, "D ETP ND", True),
        ({"modality": "E", "etp": np.nan, "pdses": "oui"}, "E", True),
        ({"modality": "E", "etp": 0.0, "pdses": None}, "E", True),
        ({"modality": "ND", "etp": np.nan, "pdses": "ND"}, "mod., ETP, PDSES ND", False),
        ({"modality": None, "etp": np.nan, "pdses": "non"}, "mod., ETP ND", False),
        ({"modality": None, "etp": 0.6, "pdses": "oui", "theme": "chimiotherapie"}, "0,6", True),
        ({"modality": None, "etp": 0.6, "pdses": "oui", "type": "logistique", "theme": "logistique"}, "", False),
    ],
)
def test_label_says_what_is_known_and_which_is_not(values, text, moon):
    row = pd.DataFrame([link(1, "a", "b", **values)])
    assert label_texts(row)[0] == text
    assert bool(shared_pdses(row)[0]) is moon


def test_width_grows_with_etp_and_the_legend_tells_three_apart():
    widths = width_of(np.array([0.2, 0.5, 1, 2, 3, 5]))
    assert (np.diff(widths) > 0.1).all()
    assert width_of([1.0])[0] > 1.8 * width_of([0.2])[0]
    assert width_of([np.nan])[0] < width_of([0.2])[0]


@pytest.mark.parametrize(
    ("values", "named"),
    [
        ([0.1, 0.3, 0.8, 1.5, 3.0], [0.1, 1.0, 3.0]),
        ([0.2, 0.3, 0.5], [0.2, 0.5]),
        ([0.2, 0.3, 0.4], [0.2, 0.4]),
        ([0.4, np.nan], [0.4]),
        ([0.5, 0.5], [0.5]),
        ([np.nan, 0.0], []),
    ],
)
def test_the_legend_names_round_values_the_sheet_shows(values, named):
    assert legend_etp(pd.Series(values)) == named


def test_a_long_object_is_printed_where_it_fits_only():
    far, near = TWO_SITES, [site("a", 40, 80), site("b", 70, 80)]
    row = [link(1, "a", "b", objet="consultations de chirurgie vasculaire")]
    assert draw(row, far, print_object=True).etiquette[0] == "A 1,0 – consultations de chirurgie vasculaire"
    assert draw(row, near, print_object=True).etiquette[0] == "A 1,0"
