"""Classes of a choropleth: bounds by each method, against plain definitions and exhaustive search."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugin.core.indicators.discretise import METHODS, bound_labels, class_bounds, classify, kept_bounds

COMPUTED = [method for method in METHODS if method != "seuils"]
values = st.lists(st.integers(-500, 500).map(lambda number: number / 10), min_size=2, max_size=40)


def deviations(groups: list[list[float]]) -> float:
    return sum(sum((value - sum(group) / len(group)) ** 2 for value in group) for group in groups if group)


@pytest.mark.parametrize("method", COMPUTED)
@given(values=values, count=st.integers(2, 6))
def test_classes_are_never_empty_and_hold_every_value_once(method, values, count):
    bounds = class_bounds(values, method, count)
    assert bounds == sorted(set(bounds))
    assert len(bounds) < count
    codes = classify(values, bounds)
    assert set(codes) == set(range(len(bounds) + 1))
    assert len(bound_labels(bounds)) == len(bounds) + 1
    edges = [-np.inf, *bounds, np.inf]
    for value, code in zip(values, codes, strict=True):
        assert edges[code] <= value < edges[code + 1]


@given(values=st.lists(st.integers(0, 40), min_size=5, max_size=9, unique=True), count=st.integers(2, 4))
def test_natural_breaks_have_the_least_squared_deviations_of_all_partitions(values, count):
    ordered = sorted(map(float, values))
    best = min(
        deviations([ordered[a:b] for a, b in zip([0, *cuts], [*cuts, len(ordered)], strict=True)])
        for cuts in combinations(range(1, len(ordered)), count - 1)
    )
    codes = classify(ordered, class_bounds(ordered, "jenks", count, decimals=0))
    found = deviations([[v for v, c in zip(ordered, codes, strict=True) if c == code] for code in set(codes)])
    assert found == pytest.approx(best, abs=1e-6)


def test_each_method_on_known_values():
    numbers = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
    assert class_bounds(numbers, "quantiles", 5) == [1.8, 3.6, 5.4, 7.2]
    assert class_bounds(numbers, "amplitudes", 3) == [3.0, 6.0]
    assert class_bounds(numbers, "ecart_type", 4) == [1.6, 4.5, 7.4]  # 4.5 and 2.872 about it
    assert class_bounds([1, 1.1, 5, 5.1, 9, 9.1], "jenks", 3) == [5.0, 9.0]
    with pytest.raises(ValueError, match="seuils"):
        class_bounds(numbers, "seuils")


def test_a_bound_belongs_to_the_class_above_and_missing_is_apart():
    assert classify([29.9, 30.0, None, 45.0, float("nan")], [30, 45]).tolist() == [0, 1, -1, 2, -1]
    assert bound_labels([30, 45], 0) == ["moins de 30", "30 à moins de 45", "45 et plus"]
    assert bound_labels([1234.5]) == ["moins de 1\u202f234,5", "1\u202f234,5 et plus"]
    assert bound_labels([]) == ["ensemble"]


def test_thresholds_that_part_nothing_are_dropped():
    assert kept_bounds([3.4, 4.1, 5.2, 6.3], [2, 4, 4.05, 5, 6, 7]) == [4.0, 5.0, 6.0]
    assert class_bounds([5, 5, 5], "quantiles") == []
