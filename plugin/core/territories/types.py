"""The types of territories: which part the region among themselves, which may overlap, and what role they play."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

from ..findings import InputError, Report

DECISION, CONCERTATION, OBSERVATION, ACTION = "décision", "concertation", "observation", "action"
ROLES = (DECISION, CONCERTATION, OBSERVATION, ACTION)


@dataclass(frozen=True)
class TerritoryType:
    """A type of territory.

    ``partition``: a commune (or IRIS) lies in one territory of the type at most. ``couvrant``: every commune must
    lie in one; ``exceptions`` says that a few may stay out (island communes without EPCI): a hole is then a
    warning, not an error. ``roles``: what the territories are for (R16: action inside concertation, observation the
    same as concertation).
    """

    code: str
    libelle: str
    partition: bool = True
    couvrant: bool = False
    exceptions: bool = False
    roles: tuple[str, ...] = ()


_KNOWN = (
    TerritoryType("commune", "Communes", couvrant=True),
    TerritoryType("iris", "IRIS"),
    TerritoryType("canton", "Cantons ou pseudo-cantons", couvrant=True),
    TerritoryType("departement", "Départements", couvrant=True),
    TerritoryType("region", "Régions", couvrant=True, roles=(DECISION,)),
    TerritoryType("epci", "EPCI", couvrant=True, exceptions=True),
    TerritoryType("pays", "Pays", couvrant=True, exceptions=True),
    TerritoryType("cls", "Contrats locaux de santé", partition=False),
    TerritoryType("territoire_sante", "Territoires de santé", couvrant=True, roles=(CONCERTATION, OBSERVATION)),
    TerritoryType("territoire_premier_recours", "Territoires de premier recours", couvrant=True, roles=(ACTION,)),
    TerritoryType("zone_recours", "Zones de recours au médecin généraliste", couvrant=True),
    TerritoryType("territoire_vie", "Territoires de vie", couvrant=True),
    TerritoryType("ensemble_cooperation", "Ensembles de coopération", couvrant=True),
    TerritoryType("secteur_psy_g", "Secteurs de psychiatrie générale", couvrant=True),
    TerritoryType("secteur_psy_i", "Secteurs de psychiatrie infanto-juvénile", couvrant=True),
    TerritoryType("zone_psy", "Zones de psychiatrie"),
    TerritoryType("bassin_vie", "Bassins de vie", couvrant=True),
    TerritoryType("tvs", "Territoires de vie-santé", couvrant=True),
    TerritoryType("ght", "Groupements hospitaliers de territoire"),
    TerritoryType("zone_had", "Zones d’intervention HAD", partition=False),
    TerritoryType("zone_pta", "Zones des plates-formes territoriales d’appui", partition=False),
    TerritoryType("zone_implantation", "Zones d’implantation", couvrant=True),
)
KNOWN: dict[str, TerritoryType] = {kind.code: kind for kind in _KNOWN}
SETTING = "types_territoire"  # the key under which the workspace keeps the types a user declared


def registry(declared: Iterable[TerritoryType] = ()) -> dict[str, TerritoryType]:
    """All types by code; a declared type stands in for a known one of the same code (to give it other roles, say)."""
    return {**KNOWN, **{kind.code: kind for kind in declared}}


def to_setting(declared: Iterable[TerritoryType]) -> str:
    """The declared types as the text kept in the workspace."""
    return json.dumps([asdict(kind) for kind in declared], ensure_ascii=False)


def from_setting(text: str | None) -> list[TerritoryType]:
    """The declared types of a workspace.

    Raises:
        InputError: TER15 a type without code or name, or an unknown role; all such at once.
    """
    report, types = Report(), []
    for entry in json.loads(text or "[]"):
        kind = declare(entry, report)
        if kind is not None:
            types.append(kind)
    if report.findings:
        raise InputError(*report)
    return types


def declare(entry: Mapping[str, object], report: Report) -> TerritoryType | None:
    """A type from what a user gives, keyed by the attributes of `TerritoryType`; None and TER15 when it is none."""
    code, label = str(entry.get("code") or "").strip(), str(entry.get("libelle") or "").strip()
    given = entry.get("roles") or ()
    roles = tuple(str(role) for role in given) if isinstance(given, list | tuple) else (str(given),)
    wrong = [role for role in roles if role not in ROLES]
    if not code or not label or wrong:
        report.add("TER15", value=code or label, roles=wrong, attendu=list(ROLES))
        return None
    flags = {name: bool(entry.get(name, default)) for name, default in _FLAGS.items()}
    return TerritoryType(code, label, roles=roles, **flags)


_FLAGS = {"partition": True, "couvrant": False, "exceptions": False}
