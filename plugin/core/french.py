"""French numbers and spacing, for what is printed or pasted."""

from __future__ import annotations

NARROW_SPACE = "\u202f"


def french_number(value: float, decimals: int = 0) -> str:
    """3449370.5 with one decimal is "3 449 370,5", the spaces narrow and unbreakable."""
    return f"{value:,.{decimals}f}".replace(",", NARROW_SPACE).replace(".", ",")


def typeset(text: str) -> str:
    """French spacing: a narrow no-break space before ; : ! ? % and inside « »; the typographic apostrophe."""
    text = text.replace("'", "’")
    for mark in ";:!?%»":
        text = text.replace(f" {mark}", f"{NARROW_SPACE}{mark}")
    return text.replace("« ", f"«{NARROW_SPACE}")
