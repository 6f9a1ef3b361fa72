"""Work done a step at a time, so that who asked for it can do something else in between."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")


def exhausted(steps: Generator[object, None, T]) -> T:
    """What a generator returns, all its steps done at once."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            return end.value
