"""The charts of a territory by a word and, where they need one, a measure; and the same with few persons hidden."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from .. import charts
from ..charts import Chart, Series
from ..findings import InputError
from .chart_kinds import ACCESS, AGE, EVOLUTION, LINKS, OBJECTIVES, POINTS, RANK
from .measures import Measure, by_key, kind_label, measures
from .members import Members
from .region import AGES, WHOLE, RegionTables
from .secrecy import MASKED, hidden


@dataclass(frozen=True)
class Asked:
    """Which chart (one of KINDS), and of what.

    ``measure`` is the kind of sites of a curve, the key of a measure, an indicator, an activity of the OQOS; ``other``
    the second measure of points or a part of the indicator.
    """

    kind: str
    measure: str = ""
    other: str = ""


def territory_chart(
    region: RegionTables, members: Members, peers: str, codes: Sequence[str], asked: Asked,
    reference: Members | None = None, threshold: int = 0,
) -> Chart:
    """The chart asked for.

    Args:
        region: the model.
        members: the territory, as one.
        peers: the type of territories it is one of ("" for an area): those it ranks among.
        codes: of the territories chosen.
        asked: which chart.
        reference: what it stands beside; the region by default.
        threshold: numbers of persons below it are hidden (0: none is).

    Raises:
        InputError: QST11 kind of sites, QST13 indicator, QST21 measure, QST22 an area has no peers, QST23 OQOS.
    """
    beside = reference or region.whole
    if asked.kind == AGE:
        chart = charts.age_pyramid(region, members, beside)
        people = [_age_people(region, place) for place in (members, beside)]
        return _masked(chart, [hidden(counts, threshold, ["ages"] * len(counts)) for counts in people])
    if asked.kind == ACCESS:
        if asked.measure not in region.times:
            raise InputError.of("QST11", value=asked.measure, liste=sorted(region.times))
        chart = charts.access_curve(region, members, asked.measure, beside)
        totals = [np.nansum(region.population[place.commune]) for place in (members, beside)]
        counts = [_counts(one, total) for one, total in zip(chart.series, totals, strict=False)]
        return _masked(chart, [hidden(one, threshold) for one in counts])
    if asked.kind == LINKS:
        return charts.cooperations_by_modality(region, members)
    if asked.kind in (RANK, POINTS):
        return _compared(region, peers, codes, asked, threshold)
    place = codes[0] if codes else ""
    if asked.kind == EVOLUTION:
        return _evolution(region, place, asked)
    oqos = region.frames.get("oqos")
    if oqos is None or not ((oqos["zone"] == place) & (oqos["filiere"] == asked.measure)).any():
        known = [] if oqos is None else sorted(set(oqos["filiere"]))
        raise InputError.of("QST23", value=asked.measure, territoire=place, liste=known)
    return charts.existing_against_target(oqos, place, asked.measure)


def _compared(region: RegionTables, peers: str, codes: Sequence[str], asked: Asked, threshold: int) -> Chart:
    if peers not in region.kinds:
        raise InputError.of("QST22")
    found = by_key(measures(region, region.members(peers)))
    for key in [asked.measure, *([asked.other] if asked.kind == POINTS else [])]:
        if key not in found:
            raise InputError.of("QST21", value=key, liste=sorted(found))
    if asked.kind == POINTS:
        chart = charts.scatter(region, peers, asked.measure, asked.other)
        secret = _secret_codes(region, peers, found[asked.measure], threshold)
        secret |= _secret_codes(region, peers, found[asked.other], threshold)
        kept = [place for place, key in enumerate(chart.keys) if key not in secret]
        return _only(chart, kept)
    chart = charts.rank_plot(region, peers, asked.measure, codes)
    secret = _secret_codes(region, peers, found[asked.measure], threshold)
    here = np.array([key in secret for key in chart.keys])
    return _masked(chart, [here & np.array([bool(one) for one in series.statuses]) for series in chart.series])


def _evolution(region: RegionTables, place: str, asked: Asked) -> Chart:
    rows = region.frames.get("indicateur")
    names = [name.strip() for name in asked.measure.split(";") if name.strip()]
    known = set() if rows is None else set(rows.loc[rows["territoire"] == place, "indicateur"])
    wrong = [name for name in [*names, *([asked.other] if asked.other else [])] if name not in known]
    if rows is None or wrong or not names:
        raise InputError.of("QST13", value=wrong, liste=sorted(known))
    if len(names) > 1:
        return charts.several_series(rows, place, names)
    return charts.evolution(rows, place, names[0], asked.other or None)


def _age_people(region: RegionTables, place: Members) -> np.ndarray:
    inside = np.unique(place.commune)
    return np.array([np.nansum(region.ages[key][inside]) for key in AGES if key in region.ages])


def _counts(series: Series, total: float) -> np.ndarray:
    return np.array([np.nan if value is None else value * total / 100 for value in series.values])


def _secret_codes(region: RegionTables, kind: str, measure: Measure, threshold: int) -> set[str]:
    if measure.people is None:
        return set()
    secret = hidden(measure.people, threshold)
    return {str(code) for code in region.members(kind).codes[secret]}


def _masked(chart: Chart, secret: Sequence[np.ndarray]) -> Chart:
    return replace(
        chart,
        series=tuple(
            Series(
                one.name, one.role,
                tuple(None if hide else value for value, hide in zip(one.values, mask, strict=True)),
                tuple(MASKED if hide else status for status, hide in zip(one.statuses, mask, strict=True)),
                tuple(MASKED if hide else text for text, hide in zip(one.texts, mask, strict=True)),
            )
            for one, mask in zip(chart.series, secret, strict=False)
        ),
    )


def _only(chart: Chart, kept: Sequence[int]) -> Chart:
    def some(values: tuple) -> tuple:
        return tuple(values[place] for place in kept)

    series = tuple(
        replace(one, values=some(one.values), statuses=some(one.statuses), texts=some(one.texts))
        for one in chart.series
    )
    return replace(chart, categories=some(chart.categories), keys=some(chart.keys), x=some(chart.x), series=series)


def chart_text(chart: Chart) -> str:
    """A chart as JSON, for what hands it on as text."""
    return json.dumps(dataclasses.asdict(chart), ensure_ascii=False)


def read_chart(text: str) -> Chart:
    """The chart of a text that `chart_text` wrote."""
    found = json.loads(text)
    series = tuple(Series(**{key: _tuples(value) for key, value in one.items()}) for one in found.pop("series"))
    return Chart(series=series, **{key: _tuples(value) for key, value in found.items()})


def _tuples(value: Any) -> Any:
    return tuple(_tuples(item) for item in value) if isinstance(value, list) else value


def choices(region: RegionTables, kind: str, place: str) -> dict[str, dict[str, str]]:
    """What each kind of chart can be of, value and words: measures, kinds of times, indicators, activities.

    Args:
        region: the model.
        kind: the type of the territory ("" for an area).
        place: its code.
    """
    measured = measures(region, region.members(kind) if kind in region.kinds else region.whole)
    words = {one.key: f"{one.label} ({one.unit})" if one.unit else one.label for one in measured}
    rows, oqos = region.frames.get("indicateur"), region.frames.get("oqos")
    names = [] if rows is None else sorted(set(rows.loc[rows["territoire"] == place, "indicateur"]))
    activities = [] if oqos is None else sorted(set(oqos.loc[oqos["zone"] == place, "filiere"]))
    ranked = words if kind in region.kinds and kind != WHOLE else {}
    return {
        AGE: {"": ""} if region.ages else {},
        ACCESS: {time: kind_label(time) for time in region.times},
        LINKS: {"": ""} if region.links.edition is not None else {},
        RANK: ranked,
        POINTS: ranked,
        EVOLUTION: {name: name for name in names},
        OBJECTIVES: {name: name for name in activities},
    }
