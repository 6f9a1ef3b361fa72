"""Empty classes: what is imported beside plain Qt, and not used by charts and plain-Qt widgets."""

from __future__ import annotations


def __getattr__(name: str) -> type:
    if name.startswith("__"):
        raise AttributeError(name)
    return type(name, (), {})
