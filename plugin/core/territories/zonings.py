"""Zonings of under-served areas: their classes in order, and the checks ZON01 and ZON02."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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


@dataclass(frozen=True)
class ClassSystem:
    """Classes as a legend prints them, in order, and as the template ``zonages.csv`` codes them; ``note`` explains."""

    title: str
    classes: tuple[str, ...]
    codes: tuple[str, ...]
    note: str = ""


SYSTEMS = (
    ClassSystem(
        "Zonage SROS ambulatoire",
        SROS_2014,
        ("prioritaire", "fragile", "a_surveiller", "peu_de_difficultes", "sans_difficulte"),
    ),
    ClassSystem(
        "Zonage des médecins",
        MEDECINS_2017,
        ("ZIP", "ZAC", "hors_zone"),
        "ZIP : zone d’intervention prioritaire ; ZAC : zone d’action complémentaire.",
    ),
    ClassSystem(
        "Zonage",
        ARRETE_2011,
        ("tres_sous_dotee", "sous_dotee", "intermediaire", "tres_dotee", "surdotee"),
    ),
)


@dataclass(frozen=True)
class Zoning:
    """The rows of ``zonage_ps`` of one profession, year and kind of unit, and the classes they are of."""

    rows: pd.DataFrame
    year: int
    unit: str
    system: ClassSystem


def zoning_of(table: pd.DataFrame, profession: str, year: int | None = None) -> Zoning | None:
    """The zoning of a profession, of its latest year by default; None without a row.

    Where its rows speak of several kinds of units the most frequent is taken; the system of classes is the one that
    knows most of them.
    """
    rows = table[table["profession"].map(fold) == fold(profession)]
    years = rows["annee"].astype(int)
    chosen = years.max() if year is None else year
    rows = rows[years == chosen]
    if rows.empty:
        return None
    unit = rows["unite"].value_counts().index[0]
    rows = rows[rows["unite"] == unit].reset_index(drop=True)
    system = max(SYSTEMS, key=lambda one: order_classes(rows["classe"], one.classes).notna().sum())
    return Zoning(rows, int(chosen), str(unit), system)


def order_classes(values: pd.Series, classes: Sequence[str] = SROS_2014) -> pd.Series:
    """The rank (1 first) of each class: by its name with or without "Zones", its code or its number; else missing."""
    codes = next((system.codes for system in SYSTEMS if system.classes == tuple(classes)), ())
    ranks = {fold(code): rank for rank, code in enumerate(codes, start=1)}
    for rank, name in enumerate(classes, start=1):
        ranks.update({fold(name): rank, fold(name.replace("Zones", "")): rank, str(rank): rank})
    return values.astype("string").map(lambda value: ranks.get(fold(value), pd.NA), na_action="ignore").astype("Int64")


def check_zoning(zoning: pd.DataFrame, units: Iterable[str], classes: Sequence[str] = SROS_2014) -> Report:
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
