"""What a profile measures, for any number of territories at once: each measure is one array over the territories."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ..access.classes import LEFT, RIGHT, UNREACHED, UNREACHED_LABEL, class_labels, classify
from ..access.times import ALL_KINDS
from ..establishments.activities import activities, activity
from ..indicators.oqos import totals
from .members import Members
from .region import AGES, WHOLE, RegionTables

POPULATION, SITES, CAPACITY = "Population", "Établissements", "Lits, places et appareils"
PROFESSIONALS, ACCESS, APL, LINKS, ZONINGS = "Professionnels", "Temps d’accès", "APL", "Coopérations", "Zonages"
OBJECTIVES = "OQOS"
RUBRICS = (POPULATION, SITES, CAPACITY, PROFESSIONALS, ACCESS, APL, LINKS, ZONINGS, OBJECTIVES)
MODALITIES = ("A", "B", "C", "D", "E", "ND", "")
_KIND_LABELS = {
    ALL_KINDS: "soins urgents", "SU": "structure des urgences", "SU_sais": "structure d’urgence saisonnière",
    "SU_ped": "structure d’urgence pédiatrique", "SMUR_ant": "antenne de SMUR", "MCS": "médecin correspondant du SAMU",
    "HELISMUR": "HéliSMUR", "HELI_SC": "hélicoptère de la sécurité civile",
}


@dataclass(frozen=True)
class AccessClasses:
    """Classes of time to a kind of site: bounds in minutes and the side a time on a bound falls."""

    bounds: tuple[float, ...]
    closed: str = RIGHT


DEFAULT_CLASSES: Mapping[str, AccessClasses] = {
    ALL_KINDS: AccessClasses((30.0, 35.0)), "maternites": AccessClasses((30.0, 45.0), LEFT),
}


@dataclass(frozen=True)
class Measure:
    """One figure of a profile, (m,) ``values`` over the territories, NaN where it means nothing or is unknown.

    ``people`` (m,) is the number of persons a statistical secret protects (the count itself, or what a rate is made
    from); None where no person is counted. Measures of one ``partition`` add up to its whole, so that one hidden cell
    could be had from the others.
    """

    rubric: str
    key: str
    label: str
    unit: str
    values: np.ndarray
    decimals: int = 0
    people: np.ndarray | None = None
    partition: str = ""


def kind_label(kind: str) -> str:
    """What a kind of times is to: "structure des urgences", "maternités", the kind itself where nothing names it."""
    if kind in _KIND_LABELS:
        return _KIND_LABELS[kind]
    if kind in activities():
        label = activity(kind).label
        return label[:1].lower() + label[1:] if not label[:2].isupper() else label
    return kind


def measures(
    region: RegionTables, members: Members, classes: Mapping[str, AccessClasses] | None = None
) -> list[Measure]:
    """Every measure of every territory, by rubric.

    Args:
        region: the model.
        members: the territories.
        classes: of which kinds the population is shared by classes of time; `DEFAULT_CLASSES` by default.
    """
    population = members.sums(region.population)
    parts = (
        _population(region, members, population),
        _sites(region, members),
        _professionals(region, members, population),
        _access(region, members, DEFAULT_CLASSES if classes is None else classes),
        _apl(region, members),
        _links(region, members),
        _zonings(region, members),
        _objectives(region, members),
    )
    found = [measure for part in parts for measure in part]
    return sorted(found, key=lambda measure: RUBRICS.index(measure.rubric))


def weighted_median(values: np.ndarray, weights: np.ndarray, members: Members) -> np.ndarray:
    """(m,) least value that half of the weight of a territory does not exceed (the lower weighted median).

    NaN values stand for "never": they come last, and a territory whose half never gets there has no median. (n,)
    ``values`` and ``weights``; unknown weights count as nothing.
    """
    minutes = np.where(np.isfinite(values), values, np.inf)[members.commune]
    weight = np.nan_to_num(weights)[members.commune]
    order = np.lexsort((minutes, members.territory))
    total = np.bincount(members.territory, weight, minlength=len(members))
    cumulated = np.cumsum(weight[order])
    if not len(order):
        return np.full(len(members), np.nan)
    start = np.cumsum(total) - total
    # A hair less than half: sums of the same people in another order differ in the last digit.
    place = np.searchsorted(cumulated, start + 0.5 * total - 1e-9 * np.maximum(cumulated[-1], 1.0), side="left")
    found = minutes[order][np.minimum(place, len(order) - 1)]
    return np.where((total > 0) & np.isfinite(found), found, np.nan)


def weighted_mean(values: np.ndarray, weights: np.ndarray, members: Members) -> np.ndarray:
    """(m,) mean of (n,) values weighted by inhabitants, over the communes where both are known."""
    known = np.isfinite(values) & np.isfinite(weights)
    people = members.sums(np.where(known, weights, 0))
    return _ratio(members.sums(np.where(known, values * np.nan_to_num(weights), 0)), people)


def _ratio(top: np.ndarray, bottom: np.ndarray, scale: float = 1.0) -> np.ndarray:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(bottom > 0, scale * top / bottom, np.nan)


def _population(region: RegionTables, members: Members, population: np.ndarray) -> Iterator[Measure]:
    area = members.sums(region.area)
    yield Measure(POPULATION, "population", "Population", "habitants", population, people=population)
    yield Measure(POPULATION, "communes", "Communes", "", np.bincount(members.territory, minlength=len(members)))
    yield Measure(POPULATION, "superficie", "Superficie", "km²", area, 1)
    yield Measure(POPULATION, "densite", "Densité", "hab./km²", _ratio(population, area), 1, population)
    counts = {key: members.sums(region.ages[key]) for key in AGES if key in region.ages}
    every = np.sum(list(counts.values()), axis=0)
    for key, people in counts.items():
        yield Measure(POPULATION, key, AGES[key], "habitants", people, people=people, partition="age")
        part = _ratio(people, every, 100)
        yield Measure(POPULATION, f"part_{key}", f"Part des {AGES[key]}", "%", part, 1, people, "part_age")


def site_counts(region: RegionTables, members: Members, key: str) -> tuple[np.ndarray, np.ndarray]:
    """(m,) sites that practise an activity (FINESS numbers at one place count once), and the sum of their values."""
    practised = region.practised[key]
    row, territory = members.territories_of(region.sites.commune[practised.site])
    value = practised.value[row]
    known = np.bincount(territory, np.isfinite(value), minlength=len(members)) > 0
    total = np.bincount(territory, np.nan_to_num(value), minlength=len(members))
    place = region.sites.place[practised.site][row]
    pairs = np.unique(territory * (region.sites.place.max(initial=0) + 1) + place)
    count = np.bincount(pairs // (region.sites.place.max(initial=0) + 1), minlength=len(members))
    return count, np.where(known, total, np.where(count > 0, np.nan, 0.0))


def _sites(region: RegionTables, members: Members) -> Iterator[Measure]:
    for key, practised in region.practised.items():
        label = activity(key).label
        count, value = site_counts(region, members, key)
        if practised.unit != "passages":
            yield Measure(SITES, f"sites_{key}", label, "sites", count)
        if practised.unit and np.isfinite(practised.value).any():
            name = label if practised.unit == "passages" else f"{label} : {practised.unit}"
            yield Measure(CAPACITY, f"capacite_{key}", name, practised.unit, value)


def _professionals(region: RegionTables, members: Members, population: np.ndarray) -> Iterator[Measure]:
    for profession, figure in region.practitioners.items():
        count = members.sums(figure.values)
        label = profession.replace("_", " ").capitalize()
        yield Measure(PROFESSIONALS, f"ps_{profession}", f"{label} ({figure.period})", "", count, people=count)
        rate = _ratio(count, population, 100_000)
        name = f"{label} pour 100 000 habitants"
        yield Measure(PROFESSIONALS, f"densite_{profession}", name, "pour 100 000 hab.", rate, 1, count)


def _access(
    region: RegionTables, members: Members, classes: Mapping[str, AccessClasses]
) -> Iterator[Measure]:
    for kind, times in region.times.items():
        people = np.where(times.known, region.population, np.nan)
        name = kind_label(kind)
        median = weighted_median(times.minutes, people, members)
        yield Measure(ACCESS, f"mediane_{kind}", f"Temps médian : {name}", "min", median, 1)
        worst = np.full(len(members), -np.inf)
        reached = np.isfinite(times.minutes[members.commune])
        np.maximum.at(worst, members.territory[reached], times.minutes[members.commune[reached]])
        worst = np.where(np.isfinite(worst), worst, np.nan)
        yield Measure(ACCESS, f"maximum_{kind}", f"Temps le plus long : {name}", "min", worst, 1)
        if kind in classes:
            yield from _shares(kind, name, times.minutes, people, members, classes[kind])


def _shares(
    kind: str, name: str, minutes: np.ndarray, people: np.ndarray, members: Members, chosen: AccessClasses
) -> Iterator[Measure]:
    code = classify(minutes, chosen.bounds, chosen.closed)
    whole = members.sums(people)
    labels = [*class_labels(chosen.bounds, chosen.closed), UNREACHED_LABEL]
    for rank, label in zip([*range(len(labels) - 1), UNREACHED], labels, strict=True):
        inside = members.sums(np.where(code == rank, people, 0))
        suffix = "non_accessible" if rank == UNREACHED else str(rank)
        words = f"{name[:1].upper()}{name[1:]}, {label}"
        yield Measure(
            ACCESS, f"habitants_{kind}_{suffix}", f"{words} : habitants", "habitants", inside, people=inside,
            partition=f"classes_{kind}",
        )
        yield Measure(
            ACCESS, f"part_{kind}_{suffix}", f"{words} : part", "%", _ratio(inside, whole, 100), 1, inside,
            f"part_classes_{kind}",
        )


def _apl(region: RegionTables, members: Members) -> Iterator[Measure]:
    for name, figure in region.indicators.items():
        if name.startswith("apl"):
            words = f"{name.removeprefix('apl_').replace('_', ' ').capitalize()} ({figure.period})"
            mean = weighted_mean(figure.values, region.population, members)
            yield Measure(APL, name, words, figure.unit, mean, 2)


def _links(region: RegionTables, members: Members) -> Iterator[Measure]:
    """Cooperations whose both ends, or one, are in the territory; one without direction neither enters nor leaves."""
    links = region.links
    if links.edition is None:
        return
    size = len(members)
    first, second = (_keys(members, end) for end in (links.first, links.second))
    inside = np.intersect1d(first, second)
    # A link with a direction leaves the territory of its first end and enters that of its second.
    one_way = lambda keys: links.directed[keys // size]  # noqa: E731
    only_first, only_second = np.setdiff1d(first, second), np.setdiff1d(second, first)
    both_ways = np.concatenate([only_first[~one_way(only_first)], only_second[~one_way(only_second)]])
    groups = {
        "internes": ("internes", inside),
        "entrantes": ("entrantes", only_second[one_way(only_second)]),
        "sortantes": ("sortantes", only_first[one_way(only_first)]),
        "exterieur": ("réciproques avec l’extérieur", both_ways),
    }
    for key, (words, keys) in groups.items():
        total = np.bincount(keys % size, minlength=size)
        yield Measure(LINKS, f"coop_{key}", f"Coopérations {words}", "", total)
        for modality in MODALITIES:
            chosen = keys[links.modality[keys // size] == modality]
            if (links.modality == modality).any():
                name = f"modalité {modality}" if modality else "sans modalité"
                count = np.bincount(chosen % size, minlength=size)
                yield Measure(LINKS, f"coop_{key}_{modality or 'sans'}", f"Coopérations {words}, {name}", "", count)


def _keys(members: Members, communes: np.ndarray) -> np.ndarray:
    """One number for each (link, territory its end lies in)."""
    link, territory = members.territories_of(communes)
    return link * len(members) + territory


def _zonings(region: RegionTables, members: Members) -> Iterator[Measure]:
    for profession, zoning in region.zonings.items():
        words = f"Zonage {profession.replace('_', ' ')} {zoning.year}"
        for rank, label in [*enumerate(zoning.classes), (-1, "hors zonage")]:
            people = members.sums(np.where(zoning.code == rank, region.population, 0))
            suffix = "hors" if rank < 0 else str(rank)
            partition = f"zonage_{profession}"
            yield Measure(
                ZONINGS, f"zonage_{profession}_{suffix}", f"{words}, {label} : habitants", "habitants", people,
                people=people, partition=partition,
            )


def _objectives(region: RegionTables, members: Members) -> Iterator[Measure]:
    """Implantations existing and aimed at, by activity, of the zones the territories are, or are made of."""
    known = {str(code) for of_kind in region.kinds.values() for code in of_kind.codes}
    if "oqos" not in region.frames:
        return
    rows = region.frames["oqos"]
    rows = rows[rows["zone"].isin(known)]
    parts = [[*known] if code == WHOLE else str(code).split("+") for code in members.codes]
    for rank, (activity_name, of_activity) in enumerate(rows.groupby("filiere", sort=False)):
        sums = totals(of_activity, ("zone",)).set_index("zone")
        for column, words in (
            ("existant", "existant"), ("cible_min", "cible minimale"), ("cible_max", "cible maximale")
        ):
            of_zone = sums[column].astype(float).to_dict()
            found = [[of_zone[zone] for zone in zones if zone in of_zone] for zones in parts]
            values = np.array([np.nansum(items) if np.isfinite(items).any() else np.nan for items in found])
            label = f"{activity_name} : {words}"
            yield Measure(OBJECTIVES, f"oqos_{rank}_{column}", label, "implantations", values)


def by_key(found: Sequence[Measure]) -> dict[str, Measure]:
    """The measures by their keys."""
    return {measure.key: measure for measure in found}
