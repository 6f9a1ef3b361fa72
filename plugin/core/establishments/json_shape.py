"""Parsed JSON held against the shape it should have, so that what reads it meets no surprise."""

from __future__ import annotations

from typing import Any

# A shape is TEXT, a dict of the fields read with their shapes, or a list of one shape.
TEXT = str
Shape = Any


def shaped(value: Any, shape: Shape, faults: list[str], place: str = "") -> Any:
    """The value with the fields of the shape alone, each of the kind the shape says.

    What is missing or null becomes ``None`` (text), ``{}`` or ``[]``; so does what is of another kind, whose place
    ("pmej[3].ege") is added to ``faults``. Numbers are taken as text.
    """
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            if value is not None:
                faults.append(place)
            value = {}
        return {
            name: shaped(value.get(name), part, faults, f"{place}.{name}" if place else name)
            for name, part in shape.items()
        }
    if isinstance(shape, list):
        if not isinstance(value, list):
            if value is not None:
                faults.append(place)
            value = []
        return [shaped(item, shape[0], faults, f"{place}[{rank}]") for rank, item in enumerate(value)]
    if isinstance(value, dict | list | bool):
        faults.append(place)
        return None
    return None if value is None else str(value).strip() or None
