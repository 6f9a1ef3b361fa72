"""Any origin-destination table with a value, drawn like cooperations: patients, market shares, transfers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pandas as pd

from ..findings import InputError
from ..tables import to_number
from .pen import Pen

_HUE = "#35507a"
_RAMP = ("#7f9cc4", "#567bb0", "#35507a", "#22355a", "#101b33")
_LEAST_MM, _LEAST_SHOWN = 2.2, 0.35


@dataclass(frozen=True)
class Flows:
    """Flows ready for ``curves``: their links, their pens, and the legend as (label, width in mm) pairs.

    ``below`` counts the flows under the threshold, ``within`` those from a place to itself: neither is drawn.
    """

    links: pd.DataFrame
    pens: dict[str, Pen]
    legend: list[tuple[str, float]]
    below: int
    within: int


def flows(
    table: pd.DataFrame,
    threshold: float = 0.0,
    bounds: Sequence[float] = (),
    widest_mm: float = 4.0,
    unit: str = "",
) -> Flows:
    """Turn a table of flows into links.

    Args:
        table: ``origine``, ``destination`` (site numbers) and ``valeur``; rows without a value are left out, rows of
            the same pair and direction are summed.
        threshold: a lower value is not drawn.
        bounds: inner bounds of classes, closed on the left; without any, widths are proportional to the value.
        widest_mm: width of the largest flow.
        unit: printed after the legend's values.
    """
    known = table.dropna(subset=["valeur"])
    known = known.groupby(["origine", "destination"], sort=False)["valeur"].sum().reset_index()
    loops = known["origine"] == known["destination"]
    kept = known[~loops & (known["valeur"] >= threshold) & (known["valeur"] > 0)].reset_index(drop=True)
    value = kept["valeur"].to_numpy(dtype=float)
    if len(bounds):
        width, trait, pens, legend = _classed(value, sorted(bounds), threshold, widest_mm, unit)
    else:
        largest = float(value.max()) if len(value) else 1.0
        width = np.maximum(value / largest * widest_mm, _LEAST_SHOWN)
        trait = np.full(len(value), "flux", dtype=object)
        pens = {"flux": Pen("flux", "Flux", _HUE)}
        steps = [_round(largest * share) for share in (1.0, 0.5, 0.2)]
        legend = [(_number(step, unit), max(step / largest * widest_mm, _LEAST_SHOWN)) for step in steps]
    links = pd.DataFrame(
        {
            "id": kept["origine"] + ">" + kept["destination"],
            "finess_a": kept["origine"],
            "finess_b": kept["destination"],
            "valeur": value,
            "sens": "a_vers_b",
            "objet": None,
            "trait": trait,
            "largeur_mm": width.round(2),
            "etiquette": [_number(number, "") for number in value],
            "pdses_partagee": False,
        }
    )
    return Flows(links, pens, legend, int((~loops & (known["valeur"] < threshold)).sum()), int(loops.sum()))


def _classed(
    value: np.ndarray, bounds: list[float], threshold: float, widest_mm: float, unit: str
) -> tuple[np.ndarray, np.ndarray, dict[str, Pen], list[tuple[str, float]]]:
    """Width and shade by class; the classes without a flow are left out of the legend."""
    edges = [threshold, *(bound for bound in bounds if bound > threshold), np.inf]
    place = np.searchsorted(edges[1:-1], value, side="right")
    widths = np.linspace(_LEAST_MM / 4, widest_mm, len(edges) - 1)
    codes, pens, legend = [], {}, []
    for number, (low, high) in enumerate(pairwise(edges)):
        label = (
            f"{_number(low, unit)} et plus"
            if np.isinf(high)
            else f"{_number(low, '')} à moins de {_number(high, unit)}"
        )
        code = f"classe {number + 1}"
        codes.append(code)
        if (place == number).any():
            shade = _RAMP[round(number * (len(_RAMP) - 1) / max(len(edges) - 2, 1))]
            pens[code] = Pen(code, label, shade)
            legend.append((label, float(widths[number])))
    return widths[place], np.array(codes, dtype=object)[place], pens, legend


def _round(value: float) -> float:
    """The value at one significant figure, as legends show."""
    power = 10.0 ** np.floor(np.log10(value)) if value > 0 else 1.0
    return float(np.round(value / power) * power)


def _number(value: float, unit: str) -> str:
    """A French number with narrow no-break spaces between thousands, one decimal below 100 where needed."""
    text = f"{value:,.1f}" if abs(value) < 100 and round(value, 1) % 1 else f"{value:,.0f}"
    text = text.replace(",", "\u202f").replace(".", ",")
    return f"{text}\u00a0{unit}" if unit else text


def read_bounds(text: str) -> list[float]:
    """Class bounds as a person writes them ("10 25 50", "0,5 ; 2"), in rising order.

    Raises:
        InputError: FIC05 for what is no number, or does not rise.
    """
    words = text.replace(";", " ").split()
    values, report = to_number(pd.Series(words, dtype=object, name="bornes"))
    if len(report):
        raise InputError(*report)
    bounds = [float(value) for value in values]
    if any(after <= before for before, after in pairwise(bounds)):
        raise InputError.of("FIC05", n="?", c="bornes", v=text, attendu="des valeurs croissantes")
    return bounds
