"""What the official name of an EPCI says: its kind and its proper name."""

from __future__ import annotations

import re

METROPOLIS, URBAN, AGGLOMERATION, COMMUNES = "METRO", "CU", "CA", "CC"
_KINDS = {
    "CC": COMMUNES, "CA": AGGLOMERATION, "CU": URBAN,
    "communauté de communes": COMMUNES, "communauté d'agglomération": AGGLOMERATION, "communauté urbaine": URBAN,
}  # fmt: skip
_KIND = re.compile(rf"^({'|'.join(_KINDS)})\s+(de la |de l'|du |des |de |d')?", re.IGNORECASE)


def kind_of_epci(name: str) -> str | None:
    """METRO, CU, CA or CC as INSEE abbreviates the name ("CC du Pays d'Iroise"); None where the name does not say."""
    found = _KIND.match(name.replace("’", "'"))
    if found:
        return _KINDS.get(found[1].upper()) or _KINDS[found[1].lower()]
    return METROPOLIS if re.search(r"\bmétropole\b", name, re.IGNORECASE) else None


def proper_name(name: str) -> str:
    """The name without its kind and without what stands in brackets: "CC du Pays d'Iroise" is "Pays d'Iroise"."""
    bare = re.sub(r"\s*\([^)]*\)", "", name)
    found = _KIND.match(bare.replace("’", "'"))
    return bare[found.end() :] if found else bare
