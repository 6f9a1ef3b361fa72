"""What answers a question: rows, how many people they stand for, and a sentence."""

from __future__ import annotations

import difflib
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..establishments.activities import activities
from ..findings import InputError, Report, Severity
from ..french import french_number, typeset
from .members import Members
from .question import (
    KILOMETRES,
    LESS,
    MINUTES,
    MORE,
    SITES,
    Condition,
    InClass,
    Indicator,
    Inhabitants,
    NoAccess,
    Question,
    Within,
    question_text,
)
from .region import WHOLE, RegionTables
from .secrecy import MASKED, hidden

# Minutes by road from a point to (k, 2) places, NaN where there is no way.
MinutesFrom = Callable[[tuple[float, float], np.ndarray], np.ndarray]


@dataclass(frozen=True)
class Answer:
    """``rows``: communes (``insee``, ``nom``, ``population``, …) or sites (``id``, ``nom``, ``x``, ``y``, …).

    Both have a column a time, distance or indicator the question names. ``population`` counts the communes' people,
    of ``whole`` in the territory asked about, whose name is ``territory``.
    """

    question: Question
    territory: str
    rows: pd.DataFrame
    population: float
    whole: float
    report: Report


@dataclass
class _Items:
    """The things a condition is asked of: (p,) communes (-1: a site of no known commune) and (p, 2) places."""

    commune: np.ndarray
    xy: np.ndarray
    names: np.ndarray
    columns: dict[str, np.ndarray]


def answer(
    region: RegionTables, question: Question, minutes_from: MinutesFrom | None = None, area: Members | None = None
) -> Answer:
    """Answer a question.

    Args:
        region: the model.
        question: what is asked.
        minutes_from: the roads, for minutes from a point.
        area: instead of the question's own territory.

    Raises:
        InputError: QST01, QST02 territories; QST11 to QST14 a kind of times, activity, indicator or zoning nobody has;
            QST15 minutes from a point without roads.
    """
    report = Report()
    where = area if area is not None else region.territory(question.kind or WHOLE, question.codes)
    inside = np.zeros(len(region.insee) + 1, dtype=bool)  # the last place is that of the commune -1
    inside[where.commune] = True
    items, chosen, value = _sites(region, question) if question.subject == SITES else _communes(region)
    keep = chosen & inside[items.commune]
    for condition in question.conditions:
        keep &= _holds(region, condition, items, keep, minutes_from, report)
    rows = _site_rows(region, items, keep, value) if question.subject == SITES else _commune_rows(region, keep)
    for name, values in items.columns.items():
        rows[name] = np.round(values[keep], 2)
    rows = rows.sort_values(["nom", rows.columns[0]], kind="stable", ignore_index=True)
    people = region.population if question.subject != SITES else np.zeros(0)
    total = float(np.nansum(people[keep])) if question.subject != SITES else float("nan")
    whole = float(np.nansum(region.population[inside[:-1]]))
    return Answer(question, str(where.names[0]), rows, total, whole, report)


def masked_rows(found: Answer, threshold: int) -> pd.DataFrame:
    """The rows as they may be published: small populations are missing, and their ``statut`` says "secret"."""
    rows = found.rows.copy()
    if "population" in rows:
        secret = hidden(rows["population"].to_numpy(dtype=float), threshold, ["somme"] * len(rows))
        rows["population"] = rows["population"].astype(float).where(~secret)
        rows["statut"] = np.where(secret, MASKED, "valeur")
    return rows


def answer_sentence(found: Answer, threshold: int = 0) -> str:
    """The answer in a French sentence, its number of people hidden below the threshold."""
    count = len(found.rows)
    where = f"{found.territory} : " if found.territory else ""
    if found.question.subject == SITES:
        head = f"{french_number(count)} site{'s' if count > 1 else ''}"
    else:
        communes = f"{french_number(count)} commune{'s' if count > 1 else ''}"
        share = 100 * found.population / found.whole if found.whole > 0 else float("nan")
        small = 0 < found.population < threshold
        people = MASKED if small else french_number(found.population)
        part = "" if small or not np.isfinite(share) else f", {french_number(share, 1)} % de la population"
        head = f"{communes} ({people} habitants{part})"
    # The question as it stands: it can be pasted back.
    return f"{typeset(f'{where}{head}. Question : ')}{question_text(found.question)}"


def answer_text(found: Answer, threshold: int) -> str:
    """The sentence and the table, with tabs, ready to paste; small numbers hidden."""
    rows = masked_rows(found, threshold)
    cells = [list(map(str, rows.columns)), *([_cell(value) for value in row] for row in rows.itertuples(index=False))]
    return "\n".join([answer_sentence(found, threshold), *("\t".join(row) for row in cells)])


def _cell(value: object) -> str:
    if isinstance(value, float | np.floating):
        if np.isnan(value):
            return ""
        return french_number(float(value), 0 if float(value).is_integer() else 1)
    return "" if value is None else str(value).replace("\t", " ").replace("\n", " ")


def _communes(region: RegionTables) -> tuple[_Items, np.ndarray, np.ndarray]:
    size = len(region.insee)
    items = _Items(np.arange(size), region.xy, region.name, {})
    return items, np.ones(size, dtype=bool), np.zeros(0)


def _sites(region: RegionTables, question: Question) -> tuple[_Items, np.ndarray, np.ndarray]:
    """All sites, which of them practise what is asked, and their values of it."""
    sites = region.sites
    chosen, value = np.ones(len(sites.id), dtype=bool), np.full(len(sites.id), np.nan)
    if question.activities:
        chosen[:] = False
        for key in question.activities:
            if key not in activities():
                raise InputError.of("QST12", value=key, proches=difflib.get_close_matches(key, activities(), n=3))
            practised = region.practised.get(key)
            if practised is not None:
                chosen[practised.site] = True
                known = np.isfinite(practised.value)
                there = practised.site[known]
                value[there] = np.nan_to_num(value[there]) + practised.value[known]
        if question.minimum is not None:
            chosen &= np.nan_to_num(value, nan=-np.inf) >= question.minimum
    return _Items(sites.commune, sites.xy, sites.name, {}), chosen, value


def _holds(
    region: RegionTables,
    condition: Condition,
    items: _Items,
    kept: np.ndarray,
    minutes_from: MinutesFrom | None,
    report: Report,
) -> np.ndarray:
    """(p,) whether a condition holds; what cannot be known does not, and is told."""
    if isinstance(condition, Within):
        return _within(region, condition, items, kept, minutes_from, report)
    if isinstance(condition, NoAccess):
        minutes, known = _times(region, condition.kind, items)
        _tell_unknown(condition.kind, ~known & kept, items, report)
        return known & (np.isfinite(minutes) == condition.negated)
    if isinstance(condition, InClass):
        return _in_class(region, condition, items)
    if isinstance(condition, Inhabitants):
        people = _of_communes(region.population, items)
        _tell_unknown("population", np.isnan(people) & kept, items, report)
        return people < condition.number if condition.side == LESS else people > condition.number
    return _indicator(region, condition, items, kept, report)


def _within(
    region: RegionTables,
    condition: Within,
    items: _Items,
    kept: np.ndarray,
    minutes_from: MinutesFrom | None,
    report: Report,
) -> np.ndarray:
    if condition.unit == KILOMETRES:
        values = np.hypot(*(items.xy - np.array(condition.point or (np.nan, np.nan))).T) / 1000
        known, column = np.isfinite(values), "km"
        lost = ~known & kept
        if lost.any():
            report.add("QST19", Severity.WARNING, n=int(lost.sum()), liste=items.names[lost].tolist())
    elif condition.point is not None:
        if minutes_from is None:
            raise InputError.of("QST15")
        values = minutes_from(condition.point, items.xy)
        known, column = np.isfinite(items.xy).all(axis=1), "minutes"
    else:
        values, known = _times(region, condition.kind, items)
        column = f"minutes_{condition.kind}"
        _tell_unknown(condition.kind, ~known & kept, items, report)
    items.columns.setdefault(column, values)
    reached = np.isfinite(values)
    if condition.side == MORE:
        # Not reached is neither nearer nor farther: it is asked for by itself.
        away = known & ~reached & kept
        if away.any() and condition.unit == MINUTES:
            name = condition.kind or "point"
            report.add("QST16", Severity.WARNING, value=name, n=int(away.sum()), liste=items.names[away].tolist())
        return known & reached & ((values > condition.amount) != condition.negated)
    return known & ((reached & (values < condition.amount)) != condition.negated)


def _times(region: RegionTables, kind: str, items: _Items) -> tuple[np.ndarray, np.ndarray]:
    if kind not in region.times:
        raise InputError.of("QST11", value=kind, liste=sorted(region.times))
    times = region.times[kind]
    return _of_communes(times.minutes, items), _of_communes(times.known.astype(float), items) == 1


def _in_class(region: RegionTables, condition: InClass, items: _Items) -> np.ndarray:
    names = {f"{profession} : {label}" for profession, item in region.zonings.items() for label in item.classes}
    zoning = region.zonings.get(condition.profession)
    if zoning is None or condition.label not in zoning.classes:
        raise InputError.of("QST14", value=f"{condition.profession} : {condition.label}", liste=sorted(names))
    code = np.append(zoning.code, -1)[items.commune]
    return (code == zoning.classes.index(condition.label)) != condition.negated


def _indicator(
    region: RegionTables, condition: Indicator, items: _Items, kept: np.ndarray, report: Report
) -> np.ndarray:
    if condition.name not in region.indicators:
        raise InputError.of("QST13", value=condition.name, liste=sorted(region.indicators))
    values = _of_communes(region.indicators[condition.name].values, items)
    _tell_unknown(condition.name, np.isnan(values) & kept, items, report)
    items.columns.setdefault(condition.name, values)
    return values < condition.number if condition.side == LESS else values > condition.number


def _of_communes(values: np.ndarray, items: _Items) -> np.ndarray:
    """(p,) the value of each item's commune, NaN where it has none."""
    return np.append(values, np.nan)[items.commune]


def _tell_unknown(what: str, unknown: np.ndarray, items: _Items, report: Report) -> None:
    if unknown.any():
        names = items.names[unknown].tolist()
        report.add("QST17", Severity.WARNING, value=what, n=len(names), liste=names)


def _commune_rows(region: RegionTables, keep: np.ndarray) -> pd.DataFrame:
    people = pd.Series(region.population[keep]).round().astype("Int64")
    return pd.DataFrame({"insee": region.insee[keep], "nom": region.name[keep], "population": people})


def _site_rows(region: RegionTables, items: _Items, keep: np.ndarray, value: np.ndarray) -> pd.DataFrame:
    sites, commune = region.sites, items.commune[keep]
    rows = pd.DataFrame(
        {
            "id": sites.id[keep], "nom": sites.name[keep], "categ": sites.category[keep], "statut": sites.status[keep],
            "insee": np.array([*region.insee, None], dtype=object)[commune],
            "commune": np.array([*region.name, None], dtype=object)[commune],
            "x": sites.xy[keep, 0], "y": sites.xy[keep, 1],
        }
    )
    return rows if np.isnan(value).all() or not len(value) else rows.assign(valeur=value[keep])
