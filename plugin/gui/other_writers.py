"""Looks every few seconds whether another program wrote the open atlas; pages and layers then show it anew."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.PyQt.QtCore import QObject, QTimer

from ..gis.own_commits import State, by_others, state_of

_EVERY_MS = 2000


class OtherWriters(QObject):
    """Watches one file. Not by the system's notices: shared folders, where colleagues meet, give none."""

    def __init__(self, told: Callable[[], object]):
        """``told`` is called, in the main thread, for each change somebody else made."""
        super().__init__()
        self._told = told
        self._path: Path | None = None
        self._seen: State | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(_EVERY_MS)
        self._timer.timeout.connect(self.look)

    def watch(self, path: Path | None) -> None:
        """From now on this file, as it is; None: none."""
        self._path, self._seen = path, None if path is None else state_of(path)
        if path is None:
            self._timer.stop()
        else:
            self._timer.start()

    def look(self) -> None:
        """Tell what has changed since the last look."""
        if self._path is not None:
            changed, self._seen = by_others(self._path, self._seen)
            if changed:
                self._told()
