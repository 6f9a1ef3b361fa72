"""The modality colours stay apart for every eye: CIEDE2000 in normal sight and three colour-blindnesses."""

import itertools

import pytest

from plugin.core.colours import GREYSCALE, SIGHTS, ciede2000, difference
from plugin.core.cooperations.pen import PENS

MODALITIES = ("A", "B", "C", "D", "E", "ND")


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [  # the published test data of Sharma, Wu and Dalal
        ((50.0, 2.6772, -79.7751), (50.0, 0.0, -82.7485), 2.0425),
        ((50.0, -1.3802, -84.2814), (50.0, 0.0, -82.7485), 1.0000),
        ((50.0, 2.5, 0.0), (73.0, 25.0, -18.0), 27.1492),
        ((60.2574, -34.0099, 36.2677), (60.4626, -34.1751, 39.4387), 1.2644),
        ((6.7747, -0.2908, -2.4247), (5.8714, -0.0985, -2.2286), 0.6377),
    ],
)
def test_the_measure_itself(one, other, expected):
    assert ciede2000(one, other) == pytest.approx(expected, abs=1e-4)


def test_modality_colours_are_apart_in_every_sight(capsys):
    smallest = {}
    for sight in SIGHTS.keys() - {GREYSCALE}:  # in grey patterns tell them apart, see below
        pairs = itertools.combinations(MODALITIES, 2)
        distances = {pair: difference(PENS[pair[0]].colour, PENS[pair[1]].colour, sight) for pair in pairs}
        smallest[sight] = min(distances.items(), key=lambda item: item[1])
    with capsys.disabled():
        for sight, (pair, distance) in smallest.items():
            print(f"\n  {sight}: smallest CIEDE2000 {distance:.1f} between {pair[0]} and {pair[1]}", end="")
    # 2.3 is a just noticeable difference of a patch; lines are thin, so ten times that in normal sight.
    assert smallest["normal"][1] > 20
    assert min(distance for _pair, distance in smallest.values()) > 10


def test_patterns_alone_tell_the_modalities_apart():
    """Without hue: each pen differs by stroke, gap, double line or dot from every other."""
    for one, other in itertools.combinations((PENS[code] for code in MODALITIES), 2):
        if one.double != other.double or bool(one.dash) != bool(other.dash) or one.round_cap != other.round_cap:
            continue
        longest = sorted([max(one.dash), max(other.dash)])
        assert len(one.dash) != len(other.dash) or longest[1] > 2 * longest[0]
