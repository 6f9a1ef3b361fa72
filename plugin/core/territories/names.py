"""Short names for the map: an EPCI without the words that say its nature, which the colour or the legend tells."""

from __future__ import annotations

import re

_NATURE = re.compile(
    r"^(?:CC|CA|CU|Communauté (?:de communes|d['’]agglomération|urbaine))\s+"
    r"(?:(?:du|de la|de|des)\s+|(?:de )?(?=l['’])|d['’])?",
    re.IGNORECASE,
)
_GENERIC = re.compile(r"(?:^|(?<=\s))(?:Communauté|Agglomération)\b(?:\s+(?=\S))?")
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
