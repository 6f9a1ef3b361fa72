"""How many people live in each class of access time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pandas as pd

from .classes import LEFT, UNREACHED, UNREACHED_LABEL, classify

ALL_TERRITORIES = "ensemble"


def population_shares(
    classes: np.ndarray,
    population: np.ndarray,
    territory: np.ndarray | None = None,
    labels: Sequence[str] | None = None,
) -> pd.DataFrame:
    """Population and its share by class, of each territory and of all of them together.

    Args:
        classes: (n,) class number of each commune, -1 not reached.
        population: (n,) inhabitants (or of one age band); NaN counts as unknown and is left out.
        territory: (n,) territory of each commune, None or NaN outside any; None: only the whole.
        labels: the classes' names; they also fix which classes are listed, even empty.

    Returns:
        Rows ``id_territoire``, ``code``, ``classe``, ``communes``, ``population``, ``part`` (per cent of the known
        population of the territory, NaN where it has none). A class with nobody is there with 0; the whole is
        ``ensemble``.
    """
    codes = np.asarray(classes, dtype=np.intp)
    count = len(labels) if labels is not None else int(codes.max(initial=-1)) + 1
    names = [*(labels if labels is not None else map(str, range(count))), UNREACHED_LABEL]
    people = np.nan_to_num(pd.to_numeric(pd.Series(np.asarray(population)), errors="coerce").to_numpy(dtype=float))
    column = np.where(codes == UNREACHED, count, codes)
    zones, number = [ALL_TERRITORIES], np.full(len(codes), -1)
    if territory is not None:
        number, found = pd.factorize(np.asarray(territory, dtype=object))
        zones += list(found)
    inside = number >= 0
    # Sums in one pass, not by groups: a what-if asks for them at every click.
    row = np.concatenate([np.zeros(len(codes), dtype=np.intp), number[inside] + 1])
    cell = row * (count + 1) + np.concatenate([column, column[inside]])
    size = len(zones) * (count + 1)
    total = np.bincount(cell, weights=np.concatenate([people, people[inside]]), minlength=size)
    whole = np.repeat(total.reshape(len(zones), count + 1).sum(axis=1), count + 1)
    with np.errstate(invalid="ignore", divide="ignore"):
        part = np.where(whole > 0, 100.0 * total / whole, np.nan)
    if not len(codes):
        zones, size = [], 0
    return pd.DataFrame(
        {
            "id_territoire": np.repeat(np.array(zones, dtype=object), count + 1),
            "code": np.tile([*range(count), UNREACHED], len(zones)),
            "classe": np.tile(np.array(names, dtype=object), len(zones)),
            "communes": np.bincount(cell, minlength=size)[:size],
            "population": total[:size],
            "part": part[:size],
        }
    )


def zonal_shares(
    classes: np.ndarray,
    insee: pd.Series,
    population: pd.Series,
    composition: pd.DataFrame,
    labels: Sequence[str],
) -> pd.DataFrame:
    """Population by class of every territory of every type, the whole first.

    Args:
        classes: (n,) class number of each commune, -1 not reached.
        insee: (n,) their codes.
        population: (n,) inhabitants (or of one age band).
        composition: ``commune``, ``type``, ``id_territoire``; a commune may lie in several territories of a type.
        labels: the classes' names.

    Returns:
        ``type`` (``ensemble`` for the whole) and the columns of `population_shares`.
    """
    frame = pd.DataFrame({"commune": insee.to_numpy(), "classes": classes, "people": population.to_numpy()})
    tables = [population_shares(classes, population.to_numpy(), labels=labels).assign(type=ALL_TERRITORIES)]
    for kind, members in composition.groupby("type", sort=False):
        inside = members.merge(frame, on="commune")
        table = population_shares(
            inside["classes"].to_numpy(), inside["people"].to_numpy(), inside["id_territoire"].to_numpy(), labels
        )
        tables.append(table[table["id_territoire"] != ALL_TERRITORIES].assign(type=kind))
    return pd.concat(tables, ignore_index=True)


def share_below(minutes: np.ndarray, population: np.ndarray, bound: float, closed: str = LEFT) -> float:
    """Per cent of the population under a bound; strictly under with ``closed="left"`` ("à moins de 45 min").

    NaN where nobody lives.
    """
    people = np.asarray(population, dtype=float)
    known = np.isfinite(people)
    total = people[known].sum()
    inside = classify(minutes, [bound], closed) == 0
    return float(100.0 * people[known & inside].sum() / total) if total > 0 else float("nan")
