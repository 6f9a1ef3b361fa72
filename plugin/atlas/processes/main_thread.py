"""Pieces of work that the main thread does for another one, between two events of the window."""

from __future__ import annotations

import threading
from collections.abc import Callable, Generator
from contextvars import copy_context
from typing import TypeVar

from qgis.PyQt.QtCore import QCoreApplication, QObject, Qt, QThread, QTimer, pyqtSignal, pyqtSlot

from ...core.pause import Stopped

T = TypeVar("T")
_POLL = 0.1  # seconds


def in_main_thread() -> bool:
    """Whether this is the thread of the window, or the only one."""
    application = QCoreApplication.instance()
    return application is None or QThread.currentThread() == application.thread()


class MainThread(QObject):
    """Has the main thread do pieces of work; made and used in another thread.

    ``wanted`` is asked before each, and while the main thread is busy elsewhere: QGIS may be closing, and waiting for
    this thread.
    """

    _asked = pyqtSignal(object)

    def __init__(self, wanted: Callable[[], bool] = lambda: True) -> None:
        super().__init__()
        self._wanted = wanted
        self.moveToThread(QCoreApplication.instance().thread())
        self._asked.connect(self._do, Qt.ConnectionType.QueuedConnection)

    def call(self, work: Callable[[], T]) -> T:
        """What the work returns or raises; at its pauses it is asked to stop as its caller is.

        Raises:
            Stopped: it was no longer wanted before the main thread came to it.
        """
        caller = copy_context()
        turn = _Turn(self, lambda: caller.run(work), self._wanted)
        self._asked.emit(turn)
        while not turn.ended.wait(_POLL):
            if not self._wanted() and turn.take():
                raise Stopped
        if turn.error is not None:
            raise turn.error
        return turn.result

    def all_of(self, steps: Generator[object, None, T]) -> T:
        """What a generator returns, each of its steps a piece of work; closed where it is no longer wanted."""
        try:
            while True:
                ended = self.call(lambda: _next(steps))
                if ended is not None:
                    return ended[0]
        finally:
            self.send(steps.close)

    def send(self, work: Callable[[], object]) -> None:
        """Have a piece of work done, wanted or not, and do not wait for it."""
        self._asked.emit(_Turn(self, work, lambda: True))

    @pyqtSlot(object)
    def _do(self, turn: _Turn) -> None:
        # As a timer's event: one at each round of the event loop, however fast the next is asked for.
        QTimer.singleShot(0, lambda: turn.do())


class _Turn:
    """A piece of work, its result or error. It belongs to who takes it: the main thread, or who gives it up."""

    def __init__(self, owner: MainThread, work: Callable[[], object], wanted: Callable[[], bool]) -> None:
        self._owner = owner  # which must live as long as the turn waits
        self._work, self._wanted = work, wanted
        self._taken = threading.Lock()
        self.ended = threading.Event()
        self.result: object = None
        self.error: BaseException | None = None

    def take(self) -> bool:
        """Whether nobody had taken it."""
        return self._taken.acquire(blocking=False)

    def do(self) -> None:
        if not self.take():
            return
        if self._wanted():
            try:
                self.result = self._work()
            except (Exception, Stopped) as error:
                self.error = error
        else:
            self.error = Stopped()
        self.ended.set()


def _next(steps: Generator[object, None, T]) -> tuple[T] | None:
    """None after a step; what the generator returns, in a tuple, at its end."""
    try:
        next(steps)
    except StopIteration as end:
        return (end.value,)
    return None
