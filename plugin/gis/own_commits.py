"""Who wrote a GeoPackage last: SQLite counts the commits of a file, and this process knows its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

State = tuple[object, ...]
_COUNTER = slice(24, 28)  # of the file's header: "file change counter"

_writing: Counter[str] = Counter()
_own: dict[str, State | None] = {}


def state_of(path: str | Path) -> State | None:
    """What changes with each commit to the file, whoever makes it; None where it cannot be read."""
    log = Path(f"{path}-wal")
    try:
        with Path(path).open("rb") as stream:
            counted = stream.read(_COUNTER.stop)[_COUNTER]
        return (counted, log.stat().st_size if log.exists() else 0)
    except OSError:
        return None


@contextmanager
def own_commit(path: str | Path) -> Iterator[None]:
    """What is committed to the file inside is this process's own."""
    key = str(Path(path).absolute())
    _writing[key] += 1
    try:
        yield
    finally:
        _own[key] = state_of(path)
        _writing[key] -= 1


def by_others(path: str | Path, seen: State | None) -> tuple[bool, State | None]:
    """Whether somebody else has written the file since its state ``seen``; and the state to give next time."""
    key = str(Path(path).absolute())
    now = None if _writing[key] else state_of(path)
    if now is None or now == seen:
        return False, seen
    return now != _own.get(key), now
