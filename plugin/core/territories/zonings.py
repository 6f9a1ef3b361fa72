"""Zonings of under-served areas: their classes in order, and the checks ZON01 and ZON02."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from ..decoding import fold
from ..findings import Report, Severity

# SROS ambulatoire 2014, from the areas that most need doctors to those that need none.
SROS_2014 = (
    "Zones prioritaires",
    "Zones fragiles",
    "Zones à surveiller",
    "Zones avec peu de difficultés",
    "Zones sans difficulté",
)
# Arrêté of 2011 for nurses, physiotherapists, speech therapists …
ARRETE_2011 = ("Très sous-dotées", "Sous-dotées", "Intermédiaires", "Très dotées", "Surdotées")
# Doctors since 2017, by territoire de vie-santé.
MEDECINS_2017 = ("ZIP", "ZAC", "Hors zonage")


def order_classes(values: pd.Series, classes: Sequence[str] = SROS_2014) -> pd.Series:
    """The rank (1 first) of each class, by its full name, its name without "Zones" or its number; else missing."""
    ranks: dict[str, int] = {}
    for rank, name in enumerate(classes, start=1):
        ranks.update({fold(name): rank, fold(name.replace("Zones", "")): rank, str(rank): rank})
    return values.astype("string").map(lambda value: ranks.get(fold(value), pd.NA), na_action="ignore").astype("Int64")


def check_zoning(
    zoning: pd.DataFrame, units: Iterable[str], classes: Sequence[str] = SROS_2014
) -> Report:
    """ZON01 for each unknown class, ZON02 for each unit of the region that the zoning leaves out.

    ``zoning`` has ``id_unite``, ``classe`` and, if known, ``ligne``; ``units`` are the codes of all units.
    """
    report = Report()
    lines = zoning["ligne"] if "ligne" in zoning else pd.Series(range(2, len(zoning) + 2), index=zoning.index)
    unknown = order_classes(zoning["classe"], classes).isna()
    for line, value in zip(lines[unknown], zoning.loc[unknown, "classe"], strict=True):
        report.add("ZON01", row=int(line), column="classe", value=value, attendu=list(classes))
    for code in sorted(set(units) - set(zoning["id_unite"])):
        report.add("ZON02", Severity.WARNING, column="id_unite", value=code, id=code)
    return report
