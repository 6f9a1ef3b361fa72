"""How far colours look apart, by sight."""

from itertools import combinations, pairwise
from pathlib import Path

import pytest
import yaml

from plugin.core.colours import GREYSCALE, NORMAL, SIGHTS, difference, lab

STYLES = Path(__file__).parents[2] / "styles"


def test_lab_of_known_colours():
    assert lab("#ffffff") == pytest.approx([100, 0, 0], abs=0.02)
    assert lab("#ff0000") == pytest.approx([53.24, 80.09, 67.20], abs=0.02)  # sRGB red, D65


def test_red_and_green_part_for_the_normal_eye_only():
    red, green = "#c85a5a", "#7c7c2f"
    assert difference(red, green, NORMAL) > 30
    assert difference(red, green, "deuteranopia") < difference(red, green, NORMAL) / 2


def test_in_grey_only_lightness_counts():
    assert difference("#ff0000", "#7f7f7f", GREYSCALE) < 5
    assert difference("#ff0000", "#7f7f7f", NORMAL) > 25
    assert lab("#3366cc", GREYSCALE)[1:] == pytest.approx([0, 0], abs=0.05)


@pytest.mark.parametrize("sight", SIGHTS)
def test_white_stays_white(sight):
    assert difference("#ffffff", "#fefefe", sight) < 0.5
    assert difference("#ffffff", "#ffffff", sight) == 0


def _house(name):
    return yaml.safe_load((STYLES / name).read_text(encoding="utf-8"))


@pytest.mark.parametrize("sight", [sight for sight in SIGHTS if sight != GREYSCALE])
def test_areas_of_a_zoning_are_told_apart_in_every_sight(sight):
    for colours in _house("palettes.yaml")["zonage"].values():
        assert min(difference(one, other, sight) for one, other in combinations(colours, 2)) > 4


@pytest.mark.parametrize("sight", SIGHTS)
def test_steps_of_a_choropleth_and_no_data_are_told_apart_in_every_sight(sight):
    charter = _house("charte.yaml")
    ramp = charter["choroplethes"]["couleurs"]
    assert min(difference(one, other, sight) for one, other in pairwise(ramp)) > 4
    assert difference(ramp[0], charter["fond"]["sans_donnee"], sight) > 4
    assert lab(ramp[-1])[0] > 30  # dark names with their white halo stay readable
