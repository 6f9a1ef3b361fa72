"""How long the window could not answer while something ran: the longest pause between two turns of the event loop."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

from qgis.PyQt.QtCore import QTimer

_TURN = 5  # milliseconds


class LoopWatch:
    """Ticks while it is on. ``wall`` and ``own``: the longest pauses in seconds, ``own`` of this thread's work alone.

    ``own`` does not grow when other programs take the processor; what another thread does with the interpreter held
    is in ``wall`` only.
    """

    def __init__(self):
        self.wall = self.own = 0.0
        self._timer = QTimer()
        self._timer.timeout.connect(self._tick)
        self._last = (0.0, 0.0)

    def __enter__(self) -> LoopWatch:
        self._last = _now()
        self._timer.start(_TURN)
        return self

    def __exit__(self, *_: object) -> None:
        self._tick()
        self._timer.stop()

    def _tick(self) -> None:
        now = _now()
        self.wall = max(self.wall, now[0] - self._last[0])
        self.own = max(self.own, now[1] - self._last[1])
        self._last = now


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.thread_time()


def watched(start: Callable[[], None], ended: Callable[[], bool], wait_for: Callable[..., None]) -> LoopWatch:
    """Start something, let QGIS work until it ended, and give what was measured.

    What a whole session of tests keeps in memory is hidden from Python's collector meanwhile: going through it takes
    0.1 s, now and then, whatever runs.
    """
    gc.collect()
    gc.freeze()
    try:
        with LoopWatch() as watch:
            start()
            wait_for(ended, 240)
    finally:
        gc.unfreeze()
    return watch
