"""How a mark looks, by its role: a colour, and a pattern, dash or shape that tells it apart without the colour."""

from __future__ import annotations

from dataclasses import dataclass

from ...core import charts
from ..charter import Charter

SOLID, RISING, FALLING, CROSSED, LEVEL, EMPTY = "plein", "montant", "descendant", "croise", "horizontal", "vide"
# Lengths of stroke and gap, in widths of the line.
DASHES: dict[str, tuple[float, ...]] = {"continu": (), "tirets": (5, 3), "points": (1, 2), "mixte": (6, 2, 1, 2),
                                        "longs": (9, 3), "courts": (2.5, 2)}
ROUND, SQUARE, TRIANGLE, DIAMOND = "rond", "carre", "triangle", "losange"


@dataclass(frozen=True)
class Look:
    """Colour, pattern of an area, dash of a line, shape of a point."""

    colour: str
    pattern: str = SOLID
    dash: str = "continu"
    shape: str = ROUND


_PATTERNS = {
    "modalite:B": RISING, "modalite:C": CROSSED, "modalite:D": FALLING, "modalite:ND": LEVEL, "modalite:": EMPTY,
    "serie:1": RISING, "serie:2": FALLING, "serie:3": CROSSED, "serie:4": LEVEL, "serie:5": EMPTY,
    charts.REFERENCE: RISING, charts.TARGET_MAX: EMPTY,
}
_DASHES = {
    charts.REFERENCE: "tirets", "serie:1": "tirets", "serie:2": "points", "serie:3": "mixte", "serie:4": "longs",
    "serie:5": "courts",
}
_SHAPES = {"serie:1": SQUARE, "serie:2": TRIANGLE, "serie:3": DIAMOND, "serie:4": SQUARE, "serie:5": TRIANGLE}


def look(role: str, charter: Charter | None = None) -> Look:
    """The look of a role; a charter's section ``graphiques`` may give it another colour."""
    own = charter.values.get("graphiques", {}) if charter else {}
    colour = own.get(role) or charts.COLOURS.get(role, charts.COLOURS["serie:0"])
    return Look(colour, _PATTERNS.get(role, SOLID), _DASHES.get(role, "continu"), _SHAPES.get(role, ROUND))
