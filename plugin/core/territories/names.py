"""What official names say: the nature of an EPCI, and the short names a map prints where colour or title tell it."""

from __future__ import annotations

import re

_KINDS = {
    "cc": "CC", "ca": "CA", "cu": "CU", "communauté de communes": "CC", "communauté d'agglomération": "CA",
    "communauté urbaine": "CU",
}  # fmt: skip
_KIND = re.compile(rf"({'|'.join(_KINDS)})\s", re.IGNORECASE)
_NATURE = re.compile(
    r"^(?:CC|CA|CU|Communauté (?:de communes|d['’]agglomération|urbaine))\s+"
    r"(?:(?:du|de la|de|des)\s+|(?:de )?(?=l['’])|d['’])?",
    re.IGNORECASE,
)
_GENERIC = re.compile(r"(?:^|(?<=\s))(?:Communauté|Agglomération)\b(?:\s+(?=\S))?")
_PAYS = re.compile(r"^Pays (?:(?:du|des|de la|de) |(?:de )?(?=l['’])|d['’])", re.IGNORECASE)
_ACRONYM = re.compile(r"\s*\(([^)]*)\)\s*$")


def short_epci_name(name: str) -> str:
    """An EPCI's name as a map prints it: "CA Lannion-Trégor Communauté" -> "Lannion-Trégor".

    A usual name in brackets is preferred ("… (Cap Atlantique)" -> "Cap Atlantique"), an acronym in brackets
    dropped. A metropolis keeps its word: "Rennes Métropole".
    """
    text = " ".join(name.split())
    bracket = _ACRONYM.search(text)
    if bracket:
        text = bracket[1] if not bracket[1].isupper() else text[: bracket.start()]
    text = _NATURE.sub("", text)
    bare = " ".join(_GENERIC.sub("", text).split()).strip(" -")
    text = bare or text
    return text[:1].upper() + text[1:]


def kind_of_epci(name: str) -> str | None:
    """METRO, CU, CA or CC as INSEE abbreviates the name ("CC du Pays d'Iroise"); None where the name does not say."""
    found = _KIND.match(name.replace("’", "'"))
    if found:
        return _KINDS[found[1].lower()]
    return "METRO" if re.search(r"\bmétropole\b", name, re.IGNORECASE) else None


def short_pays_name(name: str) -> str:
    """A pays' name without the word: "Pays de Brest" -> "Brest", "Pays d'Auray" -> "Auray"."""
    text = " ".join(name.split())
    text = _PAYS.sub("", text) or text
    return text[:1].upper() + text[1:]
