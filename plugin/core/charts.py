"""What each chart shows, as plain data: categories, series with values, words and the role that gives the colour.

Nothing is drawn here. Print (SVG) and screen paint the same data; ``keys`` tie a bar or a point to the map and table.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .french import french_number
from .indicators.oqos import AFTER, BEFORE, DASH, line_label
from .questions.measures import MODALITIES, by_key, kind_label, measures
from .questions.members import Members
from .questions.region import AGES, RegionTables

BARS, STACKED, LINES, PYRAMID, CURVE, RANKS, SCATTER, TARGETS = (
    "barres", "barres_empilees", "lignes", "pyramide", "courbe", "rangs", "nuage", "existant_cible",
)
# A role is what a mark stands for; whoever paints may take the charter's colour for it.
TOTAL, SUBSET, TERRITORY, REFERENCE, PEER = "total", "sous_ensemble", "territoire", "reference", "pair"
EXISTING, TARGET_MIN, TARGET_MAX = "existant", "cible_min", "cible_max"
COLOURS: Mapping[str, str] = {
    TOTAL: "#9db4c8", SUBSET: "#1f4e79", TERRITORY: "#1f4e79", REFERENCE: "#b0b4bb", PEER: "#cfd6de",
    EXISTING: "#1f4e79", TARGET_MIN: "#e8a33d", TARGET_MAX: "#f6e3b4",
    "modalite:A": "#0072B2", "modalite:B": "#009E73", "modalite:C": "#D55E00", "modalite:D": "#9C4F96",
    "modalite:E": "#222222", "modalite:ND": "#8a8a8a", "modalite:": "#d9d6cf",
    "serie:0": "#0072B2", "serie:1": "#D55E00", "serie:2": "#009E73", "serie:3": "#9C4F96", "serie:4": "#a6761d",
    "serie:5": "#56789a",
}
VALUE, NO_DATA = "valeur", "ND"
_SCOPES = {
    "internes": "internes", "entrantes": "entrantes", "sortantes": "sortantes",
    "exterieur": "réciproques avec l’extérieur",
}


@dataclass(frozen=True)
class Series:
    """One value a category: a number or None, its status ("valeur", "ND", "secret", "tiret", …), the text printed."""

    name: str
    role: str
    values: tuple[float | None, ...]
    statuses: tuple[str, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True)
class Chart:
    """A chart.

    ``form`` says how it is drawn; ``categories`` are the words along its axis and ``keys`` what they stand for (a
    territory's code, a period); ``x`` are numbers along the axis where it is one (curve, scatter); ``marks`` are
    reference lines (words, x or None, y or None); ``notes`` what must be printed with it.
    """

    form: str
    title: str
    categories: tuple[str, ...]
    keys: tuple[str, ...]
    series: tuple[Series, ...]
    unit: str = ""
    x: tuple[float, ...] = ()
    x_unit: str = ""
    marks: tuple[tuple[str, float | None, float | None], ...] = ()
    notes: tuple[str, ...] = ()


def chart_table(chart: Chart) -> pd.DataFrame:
    """The chart as a table: ``cle``, ``categorie``, ``x`` where it has one, a column a series and its ``statut``."""
    columns: dict[str, object] = {"cle": chart.keys, "categorie": chart.categories}
    if chart.x:
        columns["x"] = chart.x
    for series in chart.series:
        columns[series.name] = pd.array(series.values, "Float64")
        if set(series.statuses) != {VALUE}:
            columns[f"{series.name} (statut)"] = series.statuses
    return pd.DataFrame(columns)


def evolution(
    indicators: pd.DataFrame, territory: str, total: str, subset: str | None = None, title: str = ""
) -> Chart:
    """Bars by period of one indicator, and within each the part that a second one is.

    Args:
        indicators: rows of ``indicateur``.
        territory: code (or name, for regions) of the territory.
        total: the indicator of the whole bars.
        subset: the one inside them.
        title: the chart's; the total's name by default.
    """
    names = [total, *([subset] if subset else [])]
    roles = [TOTAL, SUBSET]
    return _by_period(indicators, territory, names, roles[: len(names)], BARS, title or total)


def several_series(indicators: pd.DataFrame, territory: str, names: Sequence[str], title: str = "") -> Chart:
    """A line an indicator over the periods any of them has."""
    roles = [f"serie:{rank % 6}" for rank in range(len(names))]
    return _by_period(indicators, territory, list(names), roles, LINES, title or ", ".join(names))


def age_pyramid(region: RegionTables, members: Members, reference: Members | None = None) -> Chart:
    """Shares of the age bands, youngest first: the territory on one side, the reference on the other.

    The workspace knows no sexes; two places are set against each other instead.
    """
    beside = reference or region.whole
    bands = [key for key in AGES if key in region.ages]
    series = []
    for role, place in ((TERRITORY, members), (REFERENCE, beside)):
        found = by_key(measures(region, place))
        values = [_one(found[f"part_{key}"].values[0]) for key in bands]
        series.append(_series(str(place.names[0]), role, values, 1))
    return Chart(
        PYRAMID, "Population par âge", tuple(AGES[key] for key in bands), tuple(bands), tuple(series), "%",
    )


def cooperations_by_modality(region: RegionTables, members: Members) -> Chart:
    """Stacked bars: cooperations inside, entering, leaving, and reciprocal with the outside, by modality."""
    found = by_key(measures(region, members))
    scopes = [scope for scope in _SCOPES if f"coop_{scope}" in found]
    series = []
    for letter in MODALITIES:
        keys = [f"coop_{scope}_{letter or 'sans'}" for scope in scopes]
        if all(key in found for key in keys) and keys:
            values = [_one(found[key].values[0]) for key in keys]
            series.append(_series(letter or "sans modalité", f"modalite:{letter}", values, 0))
    return Chart(
        STACKED, "Coopérations par modalité", tuple(_SCOPES[scope] for scope in scopes), tuple(scopes), tuple(series),
        "coopérations",
    )


def existing_against_target(oqos: pd.DataFrame, zone: str, activity: str) -> Chart:
    """Existing implantations beside the least and greatest target of each line of an activity in a zone.

    A dash, a blank and "does not apply" stay words; lines of two nomenclatures stay apart, each with what it has.

    Args:
        oqos: rows of ``oqos``.
        zone: the zone's code.
        activity: the ``filiere``.
    """
    rows = oqos[(oqos["zone"] == zone) & (oqos["filiere"] == activity)]
    labels = [line_label(dict(row)) for _, row in rows[["filiere", "modalite", "mention"]].iterrows()]
    series = []
    for name, role, column, status in (
        ("Existant", EXISTING, "existant", "statut_existant"),
        ("Cible minimale", TARGET_MIN, "cible_min", "statut_cible"),
        ("Cible maximale", TARGET_MAX, "cible_max", "statut_cible"),
    ):
        values = [_one(value) for value in rows[column]]
        statuses = rows[status].fillna("").tolist()
        texts = tuple(
            french_number(value) if value is not None else {DASH: "–"}.get(state, "")
            for value, state in zip(values, statuses, strict=True)
        )
        series.append(Series(name, role, tuple(values), tuple(statuses), texts))
    notes: tuple[str, ...] = ()
    if {BEFORE, AFTER} <= set(rows["nomenclature"]):
        notes = (
            "Existant (ancien régime) et cible (après réforme) ne sont pas comparables sans table de correspondance",
        )
    return Chart(
        TARGETS, f"{activity} : existant et cibles", tuple(labels), tuple(map(str, range(len(rows)))), tuple(series),
        "implantations", notes=notes,
    )


def access_curve(
    region: RegionTables, members: Members, kind: str, reference: Members | None = None, step: float = 1.0
) -> Chart:
    """Share of the population within each number of minutes; it stops short of 100 % where some reach no site."""
    times = region.times[kind]
    known = times.minutes[np.isfinite(times.minutes)]
    steps = np.arange(0, np.ceil(known.max(initial=step) / step) + 1) * step
    series = []
    for role, place in ((TERRITORY, members), (REFERENCE, reference or region.whole)):
        inside = np.unique(place.commune)
        people = np.where(times.known, np.nan_to_num(region.population), 0)[inside]
        minutes = np.where(np.isfinite(times.minutes), times.minutes, np.inf)[inside]
        order = np.argsort(minutes)
        cumulated = np.concatenate([[0.0], np.cumsum(people[order])])
        within = cumulated[np.searchsorted(minutes[order], steps, side="right")]
        total = people.sum()
        shares = [None if total <= 0 else float(100 * value / total) for value in within]
        series.append(_series(str(place.names[0]), role, shares, 1))
    if members.codes[0] == (reference or region.whole).codes[0]:
        series = series[:1]
    words = tuple(f"{french_number(minute)} min" for minute in steps)
    return Chart(
        CURVE, f"Part de la population selon le temps d’accès : {kind_label(kind)}", words, words, tuple(series), "%",
        tuple(steps.tolist()), "min",
    )


def rank_plot(region: RegionTables, kind: str, key: str, highlighted: Sequence[str] = ()) -> Chart:
    """Every territory of a type by one measure, the highest first, those without a value last; some highlighted."""
    members = region.members(kind)
    measure = by_key(measures(region, members))[key]
    whole = by_key(measures(region, region.whole))[key]
    order = np.argsort(np.where(np.isfinite(measure.values), -measure.values, np.inf), kind="stable")
    series = []
    for name, role, chosen in (
        ("Territoires", PEER, ~np.isin(members.codes, list(highlighted))),
        ("Territoire choisi", TERRITORY, np.isin(members.codes, list(highlighted))),
    ):
        values = [_one(measure.values[place]) if chosen[place] else None for place in order]
        statuses = tuple(
            "" if not chosen[place] else VALUE if np.isfinite(measure.values[place]) else NO_DATA for place in order
        )
        texts = tuple("" if value is None else french_number(value, measure.decimals) for value in values)
        series.append(Series(name, role, tuple(values), statuses, texts))
    return Chart(
        RANKS, measure.label, tuple(members.names[order]), tuple(members.codes[order]), tuple(series), measure.unit,
        marks=_marks(((str(region.whole.names[0]), None, _mean(whole)),)),
    )


def scatter(region: RegionTables, kind: str, key_x: str, key_y: str) -> Chart:
    """Territories of a type by two measures, with the region's values as lines; those that lack one are left out."""
    members = region.members(kind)
    found = by_key(measures(region, members))
    whole = by_key(measures(region, region.whole))
    across, up = found[key_x], found[key_y]
    there = np.flatnonzero(np.isfinite(across.values) & np.isfinite(up.values))
    values = [_one(up.values[place]) for place in there]
    region_name = str(region.whole.names[0])
    return Chart(
        SCATTER, f"{up.label} selon {across.label[:1].lower()}{across.label[1:]}", tuple(members.names[there]),
        tuple(members.codes[there]), (_series(up.label, PEER, values, up.decimals),), up.unit,
        tuple(float(across.values[place]) for place in there), across.unit,
        marks=_marks(((region_name, _mean(whole[key_x]), None), (region_name, None, _mean(whole[key_y])))),
    )


def _by_period(
    indicators: pd.DataFrame, territory: str, names: list[str], roles: list[str], form: str, title: str
) -> Chart:
    rows = indicators[(indicators["territoire"] == territory) & indicators["indicateur"].isin(names)]
    periods = sorted(set(rows["periode"].dropna()))
    series = []
    for name, role in zip(names, roles, strict=True):
        mine = rows[rows["indicateur"] == name].drop_duplicates("periode").set_index("periode")
        values = [_one(mine["valeur"].get(period)) for period in periods]
        statuses = tuple(str(mine["statut"].get(period) or NO_DATA) for period in periods)
        decimals = 0 if all(value is None or float(value).is_integer() for value in values) else 1
        texts = tuple(
            french_number(value, decimals) if value is not None else "secret" if status == "secret" else "n. d."
            for value, status in zip(values, statuses, strict=True)
        )
        series.append(Series(name, role, tuple(values), statuses, texts))
    unit = next(iter(rows["unite"].dropna()), "")
    return Chart(form, title, tuple(periods), tuple(periods), tuple(series), unit)


def _series(name: str, role: str, values: Sequence[float | None], decimals: int) -> Series:
    statuses = tuple(VALUE if value is not None else NO_DATA for value in values)
    texts = tuple("n. d." if value is None else french_number(value, decimals) for value in values)
    return Series(name, role, tuple(values), statuses, texts)


def _one(value: object) -> float | None:
    """A number, None where there is none."""
    return None if value is None or pd.isna(value) else float(value)  # type: ignore[call-overload,arg-type]


def _mean(measure: object) -> float | None:
    """The region's value of a measure that is a mean or a rate; a sum of the region is no line among its parts."""
    unit = getattr(measure, "unit", "")
    rate = unit in ("%", "min") or "/" in unit or unit.startswith("pour ")
    return _one(measure.values[0]) if rate else None  # type: ignore[attr-defined]


def _marks(
    lines: Sequence[tuple[str, float | None, float | None]],
) -> tuple[tuple[str, float | None, float | None], ...]:
    return tuple(line for line in lines if line[1] is not None or line[2] is not None)
