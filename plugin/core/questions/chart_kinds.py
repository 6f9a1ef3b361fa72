"""The charts a territory has, by a word each; apart from what makes them, so that naming them loads nothing."""

from __future__ import annotations

AGE, ACCESS, LINKS, RANK, POINTS, EVOLUTION, OBJECTIVES = (
    "ages", "acces", "cooperations", "rangs", "nuage", "evolution", "oqos",
)
KINDS = (AGE, ACCESS, LINKS, RANK, POINTS, EVOLUTION, OBJECTIVES)
