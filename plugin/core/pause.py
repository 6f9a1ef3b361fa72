"""Where a long job may stop: computations call `pause` between two steps, whoever started them may ask to end there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass
class _Job:
    asked: Callable[[], bool]
    kept: bool = False


_job: ContextVar[_Job | None] = ContextVar("stoppable_job", default=None)


class Stopped(BaseException):
    """Somebody asked the job to stop. No fault, and nothing a computation may take for one: no ``Exception``."""


@contextmanager
def stoppable(asked: Callable[[], bool]) -> Iterator[None]:
    """What runs inside, in this thread, raises `Stopped` at its next `pause` once ``asked`` answers True."""
    token = _job.set(_Job(asked))
    try:
        yield
    finally:
        _job.reset(token)


def pause() -> None:
    """A place to stop at, before which nothing is left half done. Costs next to nothing where nobody may ask.

    Raises:
        Stopped: the job was asked to stop.
    """
    job = _job.get()
    if job is not None and not job.kept and job.asked():
        raise Stopped


def too_late() -> None:
    """What the job wrote is kept: from now on it is not stopped, so that its outputs tell what was done."""
    job = _job.get()
    if job is not None:
        job.kept = True
