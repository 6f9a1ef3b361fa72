"""APL, the local potential accessibility: supply within reach by demand within reach of that supply (E2SFCA)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from ..findings import InputError, Report, Severity
from ..network.graph import Graph
from ..network.matrix import times_within
from ..network.search import TO_SITE
from .roads import Roads
from .times import AccessOptions, town_halls

UNIT = "consultations par an et par habitant standardisé"


@dataclass(frozen=True)
class AplOptions:
    """How distance counts: ``steps`` are (minutes, weight); a time under the first bound has the first weight.

    With ``closed="right"`` a time on a bound still has the weight of the step that ends there.
    """

    steps: Sequence[tuple[float, float]] = ((10.0, 1.0), (15.0, 0.3), (20.0, 0.1))
    closed: str = "left"

    def __post_init__(self) -> None:
        bounds = [bound for bound, _ in self.steps]
        falling = all(weight >= 0 for _, weight in self.steps)
        if not bounds or bounds != sorted(set(bounds)) or bounds[0] <= 0 or not falling:
            raise InputError.of("APL01", value=", ".join(f"{bound:g} min : {weight:g}" for bound, weight in self.steps))

    @property
    def reach(self) -> float:
        """Minutes beyond which nothing counts."""
        return self.steps[-1][0]

    def weights(self, minutes: np.ndarray) -> np.ndarray:
        """The weight (n,) of times (n,), 0 beyond the last step or where not reached."""
        bounds = np.array([bound for bound, _ in self.steps])
        weight = np.array([*(weight for _, weight in self.steps), 0.0])
        known = np.where(np.isfinite(minutes), np.round(minutes, 6), np.inf)
        return weight[np.searchsorted(bounds, known, side="right" if self.closed == "left" else "left")]


def apl(
    demand: np.ndarray,
    supply: np.ndarray,
    pairs: tuple[np.ndarray, np.ndarray, np.ndarray],
    options: AplOptions | None = None,
) -> np.ndarray:
    """Consultations a year and standardised inhabitant: ``R_j = S_j / sum_i w(d_ij) P_i``, ``A_i = sum_j w(d_ij) R_j``.

    Args:
        demand: (n,) standardised inhabitants of each commune.
        supply: (m,) consultations a year at each place of practice.
        pairs: commune, place and minutes of the pairs within reach, all (p,); other pairs have weight 0.
        options: steps and weights.

    Returns:
        (n,) APL; 0 where nothing is in reach. A place nobody can reach serves nobody.
    """
    commune, place, minutes = pairs
    weight = (options or AplOptions()).weights(minutes)
    people = np.where(np.isfinite(demand), demand, 0.0)
    wanted = np.bincount(place, weights=weight * people[commune], minlength=len(supply))
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = np.where(wanted > 0, np.where(np.isfinite(supply), supply, 0.0) / wanted, 0.0)
    return np.bincount(commune, weights=weight * ratio[place], minlength=len(demand))


def read_steps(text: str) -> tuple[tuple[float, float], ...]:
    """Steps typed by a person, ``10:1 15:0,3 20:0.1``. Raises InputError APL01 where they cannot be read."""
    try:
        pairs = [part.replace(",", ".").split(":") for part in text.replace(";", " ").split()]
        steps = tuple((float(minutes), float(weight)) for minutes, weight in pairs)
    except ValueError:
        raise InputError.of("APL01", value=text) from None
    return tuple(AplOptions(steps).steps)


def apl_of_communes(
    communes: pd.DataFrame,
    practitioners: pd.DataFrame,
    roads: Graph | Roads,
    *,
    acts: float,
    options: AplOptions | None = None,
    access: AccessOptions | None = None,
    rates: Mapping[str, float] | None = None,
    canceled: Callable[[], bool] = lambda: False,
) -> tuple[pd.DataFrame, Report]:
    """APL of every commune for one profession, practitioners standing at their town hall.

    Args:
        communes: ``insee``, ``x_mairie``, ``y_mairie``, ``population`` and the age columns of ``rates``.
        practitioners: ``insee`` and ``nombre`` (full-time equivalents count as parts), one profession, one year.
        roads: the road graph, or what stands in for one.
        acts: consultations a year and practitioner.
        options: steps and weights.
        access: how points are snapped; two places in one commune are 0 minute apart.
        rates: relative need by age column; None: every inhabitant counts 1.
        canceled: asked during the search.

    Returns:
        ``insee``, ``apl``, ``population`` (standardised); findings TPS04, RES06, TER02 (practitioners of a commune
        that is not in the workspace are left out).
    """
    options = options or AplOptions()
    report = Report()
    insee = communes["insee"].astype(str).to_numpy()
    demand = standardised(communes, rates) if rates else communes["population"].to_numpy(dtype=float)
    position = pd.Series(np.arange(len(insee)), index=insee)
    place = practitioners["insee"].astype(str).map(position)
    for row in np.flatnonzero(place.isna()):
        report.add("TER02", Severity.WARNING, row=int(row) + 2, insee=practitioners["insee"].iloc[row])
    known = place.notna().to_numpy()
    number = practitioners["nombre"].to_numpy(dtype=float)
    supply = np.bincount(place[known].astype(int), weights=acts * number[known], minlength=len(insee))
    there = np.flatnonzero(supply > 0)
    # Patients drive to the practice: the places of practice are the sites.
    if isinstance(roads, Graph):
        _, places = town_halls(communes, roads, access or AccessOptions(), report)
        site, commune, minutes = times_within(
            roads, places.take(there), places, 60.0 * options.reach, direction=TO_SITE, canceled=canceled
        )
    else:
        practices = pd.DataFrame({"id": insee[there], "insee": insee[there], "type": "apl"})
        table = roads.table(practices, np.zeros(len(there)), TO_SITE, options.reach)
        site, commune = np.nonzero(~np.isnan(table))
        minutes = table[site, commune]
    elsewhere = there[site] != commune
    pairs = (
        np.concatenate([commune[elsewhere], there]),
        np.concatenate([site[elsewhere], np.arange(len(there))]),
        np.concatenate([minutes[elsewhere], np.zeros(len(there))]),
    )
    found = apl(demand, supply[there], pairs, options)
    return pd.DataFrame({"insee": insee, "apl": found, "population": demand}), report


def standardised(communes: pd.DataFrame, rates: Mapping[str, float]) -> np.ndarray:
    """Inhabitants weighted by the care their age asks for: ``rates`` maps an age column (``pop_65p``) to a need.

    The total is that of the age columns, so that only the ages of a commune, not the level of the rates, move its APL.
    """
    missing = [name for name in rates if name not in communes]
    if missing:
        raise InputError.of("FIC04", col=", ".join(missing), liste=", ".join(map(str, communes.columns)))
    ages = communes[list(rates)].to_numpy(dtype=float)
    weighted = np.nansum(ages * np.array(list(rates.values())), axis=1)
    total = np.nansum(weighted)
    return weighted * (np.nansum(ages) / total) if total > 0 else weighted


def indicator_rows(
    insee: pd.Series, values: pd.Series, population: pd.Series, composition: pd.DataFrame
) -> pd.DataFrame:
    """An APL as rows of ``indicateur``: ``territoire``, ``type``, ``valeur``, of communes and of every territory.

    Args:
        insee: (n,) communes.
        values: (n,) their APL, NaN where unknown.
        population: (n,) inhabitants that weigh in a territory's mean.
        composition: ``commune``, ``type``, ``id_territoire``.
    """
    frame = pd.DataFrame({"commune": insee, "apl": values, "population": population})
    rows = [pd.DataFrame({"territoire": frame["commune"], "type": "commune", "valeur": frame["apl"]})]
    for kind, members in composition.groupby("type"):
        parts = frame.merge(members, on="commune")
        table = by_territory(parts["apl"].to_numpy(), parts["population"].to_numpy(), parts["id_territoire"].to_numpy())
        rows.append(pd.DataFrame({"territoire": table["id_territoire"], "type": kind, "valeur": table["valeur"]}))
    return pd.concat(rows, ignore_index=True)


def by_territory(values: np.ndarray, weights: np.ndarray, territory: np.ndarray) -> pd.DataFrame:
    """Mean APL of each territory, weighted by inhabitants: ``id_territoire``, ``valeur``, ``population``."""
    frame = pd.DataFrame({"id_territoire": territory, "valeur": values, "poids": weights}).dropna()
    frame["produit"] = frame["valeur"] * frame["poids"]
    total = frame.groupby("id_territoire", as_index=False)[["produit", "poids"]].sum()
    total["valeur"] = (total["produit"] / total["poids"]).where(total["poids"] > 0)
    return total.rename(columns={"poids": "population"})[["id_territoire", "valeur", "population"]]
