"""What must be done in the main thread and takes long, done a little at a time: between, the window has its turn."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator
from typing import Any

from qgis.core import QgsProject
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QWidget

from .session import Session

_TURN = 0.01  # seconds: several steps, or one that takes longer


class Turns:
    """One work at a time, as a generator: a newer one takes the place of the one under way.

    It stands among the tasks of the session meanwhile. A project that is closed ends it, since what it holds is gone.
    """

    ended = True  # as a task says it: nothing of it goes on in another thread

    def __init__(self, page: QWidget, session: Session):
        self._page, self._session = page, session
        self._steps: Generator[Any, None, Any] | None = None
        self._take: Callable[[Any], None] = lambda _: None
        self._timer = QTimer()
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._go_on)
        QgsProject.instance().aboutToBeCleared.connect(self.stop)

    @property
    def busy(self) -> bool:
        """Whether something is being done."""
        return self._steps is not None

    def start(self, steps: Generator[Any, None, Any], take: Callable[[Any], None] = lambda _: None) -> None:
        """Begin at the next turn; what the user can mend is told as one message, and nothing is taken.

        Args:
            steps: each short enough for the window to wait for; one that yields True ends the turn.
            take: gets what the generator returned.
        """
        self.stop()
        self._steps, self._take = steps, take
        self._session.tasks.append(self)
        self._timer.start()

    def stop(self) -> None:
        """Do no more of it."""
        steps, self._steps = self._steps, None
        self._timer.stop()
        if steps is not None:
            self._session.tasks.remove(self)

    def cancel(self) -> None:
        """As a task is told to stop."""
        self.stop()

    def isActive(self) -> bool:
        """As a task is asked whether it goes on."""
        return self.busy

    def _go_on(self) -> None:
        if sip.isdeleted(self._page):
            self.stop()
            return
        steps, end = self._steps, time.perf_counter() + _TURN
        with self._session.errors_told():
            try:
                while time.perf_counter() < end:
                    if next(steps) or self._steps is not steps:  # what was done in this step ended it, or began another
                        return
                return
            except StopIteration as whole:
                self.stop()
                self._take(whole.value)
                return
            except BaseException:
                self.stop()
                raise
