"""What a benchmark reports, and how it times."""

from __future__ import annotations

import resource
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Row:
    """One line of ``docs/benchmarks.md``. ``result`` is a number the step found, so that a fast wrong answer shows."""

    step: str
    size: str
    seconds: float
    result: str = ""


def timed(work: Callable[[], object], repeats: int = 3) -> tuple[float, object]:
    """The median duration in seconds of ``repeats`` runs, and what the last one returned."""
    durations = []
    outcome = None
    for _ in range(repeats):
        start = time.perf_counter()
        outcome = work()
        durations.append(time.perf_counter() - start)
    return median(durations), outcome


def peak_megabytes() -> float:
    """The most memory that this process, or one it started, has held so far."""
    return max(resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)) / 1024
