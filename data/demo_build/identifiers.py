"""Identifiers that have the shape of a FINESS number, key included, and can be none: no département is numbered 99."""

from __future__ import annotations

SITE_PREFIX, ENTITY_PREFIX = "990", "999"


def luhn_key(digits: str) -> str:
    """The digit that makes ``digits`` followed by it a valid Luhn number."""
    doubled = [int(digit) * (2 if place % 2 == 0 else 1) for place, digit in enumerate(reversed(digits))]
    return str(-sum(value // 10 + value % 10 for value in doubled) % 10)


def site_number(rank: int) -> str:
    """FINESS ET of the demo, nine digits."""
    return _number(SITE_PREFIX, rank)


def entity_number(rank: int) -> str:
    """FINESS EJ of the demo, nine digits."""
    return _number(ENTITY_PREFIX, rank)


def _number(prefix: str, rank: int) -> str:
    digits = f"{prefix}{rank:05d}"
    return digits + luhn_key(digits)
