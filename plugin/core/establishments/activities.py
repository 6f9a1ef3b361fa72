"""What the atlas calls an activity, and where each table says it: ``data/nomenclatures/activites_atlas.yaml``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ..findings import InputError
from ..nomenclatures import FOLDER
from ..yaml_text import read_yaml

FILE = FOLDER / "activites_atlas.yaml"
BEFORE, AFTER = "avant", "apres"


ANY = frozenset({"*"})


@dataclass(frozen=True)
class AuthorisationRule:
    """Authorisations that show an activity: the codes allowed in each column, ``ANY`` for all; "00" is a blank."""

    activities: frozenset[str]
    modalities: frozenset[str] = ANY
    forms: frozenset[str] = ANY
    mentions: frozenset[str] = ANY


@dataclass(frozen=True)
class SaeRule:
    """Rows of ``capacite`` that show an activity: those of a table and row code whose variable ``si`` is at least 1."""

    tables: tuple[str, ...]
    units: tuple[str, ...]
    condition: str | None
    exclusion: str | None
    values: tuple[str, ...]


@dataclass(frozen=True)
class Activity:
    """An activity of the atlas: its legend text, symbol and order, and its rule for each origin.

    ``before`` and ``after`` are the authorisations in the codes of each side of the reform of 2022-2023; a site that
    also holds one of ``except_with`` is left out. ``tables`` maps a table of the agency (``msp``, ``dispositif``,
    ``effecteur_urgence``) to the types that count there. ``places`` is the table (``bordereau``) and variable of
    ``capacite`` that give the value of sites known by their category alone.
    """

    key: str
    label: str
    symbol: str
    order: int
    before: tuple[AuthorisationRule, ...]
    after: tuple[AuthorisationRule, ...]
    except_with: tuple[AuthorisationRule, ...]
    sae: tuple[SaeRule, ...]
    equipment: tuple[str, ...]
    categories: tuple[str, ...]
    tables: dict[str, tuple[str, ...]]
    places: tuple[str, str] | None = None


def activity(key: str) -> Activity:
    """The activity of a key.

    Raises:
        InputError: ACT01, naming the closest keys.
    """
    known = activities()
    if key not in known:
        import difflib

        raise InputError.of("ACT01", cle=key, proches=difflib.get_close_matches(key, known, n=3))
    return known[key]


@cache
def activities(path: Path = FILE) -> dict[str, Activity]:
    """All activities by key, in their order on a site.

    Raises:
        InputError: ACT02 for an entry that lacks its label, symbol or order, or names an unknown field.
    """
    entries = read_yaml(path.read_text(encoding="utf-8"))
    found = [_activity(key, entry) for key, entry in entries.items()]
    return {item.key: item for item in sorted(found, key=lambda item: item.order)}


def sae_variables() -> set[tuple[str, str]]:
    """The (table, variable) pairs some rule reads: where a blank there matters (CAP01)."""
    return {
        (table, variable)
        for item in activities().values()
        for rule in item.sae
        for table in rule.tables
        for variable in (rule.condition, rule.exclusion, *rule.values)
        if variable
    }


_TABLES = {"effecteur": "effecteur_urgence", "msp": "msp", "dispositif": "dispositif"}
_FIELDS = {"libelle", "symbole", "ordre", "autorisation", "sauf", "sae", "equipement", "categorie", "places", *_TABLES}


def _activity(key: str, entry: dict[str, Any]) -> Activity:
    wrong = {"libelle", "symbole", "ordre"} - set(entry) | set(entry) - _FIELDS
    if wrong:
        raise InputError.of("ACT02", cle=key, champs=sorted(wrong))
    rules = entry.get("autorisation") or {}
    return Activity(
        key=key,
        label=str(entry["libelle"]),
        symbol=str(entry["symbole"]),
        order=int(entry["ordre"]),
        before=tuple(authorisation_rule(text) for text in rules.get(BEFORE, ())),
        after=tuple(authorisation_rule(text) for text in rules.get(AFTER, ())),
        except_with=tuple(authorisation_rule(text) for text in entry.get("sauf", ())),
        sae=tuple(_sae_rule(rule) for rule in entry.get("sae", ())),
        equipment=_texts(entry.get("equipement")),
        categories=_texts(entry.get("categorie")),
        tables={table: _texts(entry[field]) for field, table in _TABLES.items() if field in entry},
        places=(entry["places"]["bordereau"], entry["places"]["variable"]) if "places" in entry else None,
    )


def authorisation_rule(text: str) -> AuthorisationRule:
    """``14/23/13`` is activity/modality/form; ``QA014/MO032/ME000/DE017`` activity/modality/mention/declaration."""
    parts = [frozenset(part.split("|")) for part in str(text).split("/")]
    activities, modalities, third, fourth = [*parts, ANY, ANY, ANY][:4]
    if any(code.startswith("Q") for code in activities):
        return AuthorisationRule(activities, modalities, forms=fourth, mentions=third)
    return AuthorisationRule(activities, modalities, forms=third)


def _sae_rule(rule: dict[str, Any]) -> SaeRule:
    return SaeRule(
        tables=_texts(rule["bordereau"]),
        units=_texts(rule.get("unite")),
        condition=str(rule["si"]) if "si" in rule else None,
        exclusion=str(rule["sauf"]) if "sauf" in rule else None,
        values=_texts(rule.get("valeur")),
    )


def _texts(value: Any) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(str(item) for item in value) if isinstance(value, list | tuple) else (str(value),)
