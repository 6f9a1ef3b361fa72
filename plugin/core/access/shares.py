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
    codes = np.asarray(classes)
    count = len(labels) if labels is not None else int(codes.max(initial=-1)) + 1
    names = [*(labels if labels is not None else [str(code) for code in range(count)]), UNREACHED_LABEL]
    every = [*range(count), UNREACHED]
    people = pd.to_numeric(pd.Series(np.asarray(population)), errors="coerce").astype(float)
    frame = pd.DataFrame({"code": codes, "population": people.to_numpy()})
    whole = frame.assign(id_territoire=ALL_TERRITORIES)
    parts = [whole]
    if territory is not None:
        parts.append(frame.assign(id_territoire=np.asarray(territory, dtype=object)).dropna(subset=["id_territoire"]))
    tables = []
    for part in parts:
        if part.empty:
            continue
        grouped = part.groupby(["id_territoire", "code"])["population"].agg(communes="size", population="sum")
        wanted = pd.MultiIndex.from_product([pd.unique(part["id_territoire"]), every], names=["id_territoire", "code"])
        tables.append(grouped.reindex(wanted, fill_value=0).reset_index())
    if not tables:
        return pd.DataFrame(columns=["id_territoire", "code", "classe", "communes", "population", "part"])
    table = pd.concat(tables, ignore_index=True)
    table.insert(2, "classe", [names[code] for code in table["code"]])
    total = table.groupby("id_territoire")["population"].transform("sum")
    table["part"] = (100.0 * table["population"] / total).where(total > 0)
    return table


def share_below(minutes: np.ndarray, population: np.ndarray, bound: float, closed: str = LEFT) -> float:
    """Per cent of the population under a bound; strictly under with ``closed="left"`` ("à moins de 45 min").

    NaN where nobody lives.
    """
    people = np.asarray(population, dtype=float)
    known = np.isfinite(people)
    total = people[known].sum()
    inside = classify(minutes, [bound], closed) == 0
    return float(100.0 * people[known & inside].sum() / total) if total > 0 else float("nan")
