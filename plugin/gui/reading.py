"""Reads the open atlas in a background task and hands what was read to the page, which stays alive meanwhile."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QWidget

from ..core.findings import InputError
from ..gis.messages import sentences
from .session import Session

_FLAGS = QgsTask.Flag.CanCancel | QgsTask.Flag.Hidden | QgsTask.Flag.Silent


class Reading:
    """What a page reads of the atlas, one reading at a time: a newer one takes the place of the one under way."""

    def __init__(self, page: QWidget, session: Session):
        self._page, self._session = page, session
        self._tasks: list[_Task] = []  # held here: QGIS runs a Python task only as long as somebody keeps it
        self._wanted: _Task | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being read."""
        return self._wanted is not None

    def start(self, read: Callable[[QgsTask], Any], take: Callable[[Any], None]) -> None:
        """Read in the background, then take; what the user can mend is told as one message, and nothing is taken.

        Args:
            read: runs in another thread: it opens a workspace of its own and touches no layer, project or widget. The
                task it is given tells whether somebody still waits.
            take: gets what ``read`` returned, in the main thread, unless the page is gone or has asked anew.
        """
        self.stop()
        self._wanted = _Task(read, lambda task: self._end(task, take))
        self._tasks.append(self._wanted)
        QgsApplication.taskManager().addTask(self._wanted)

    def stop(self) -> None:
        """Let the reading under way go: nobody takes it any more."""
        if self._wanted is not None:
            self._wanted.cancel()
            self._wanted = None

    def _end(self, task: _Task, take: Callable[[Any], None]) -> None:
        self._tasks.remove(task)
        if self._wanted is not task:
            return
        self._wanted = None
        if sip.isdeleted(self._page):
            return
        if task.error is None:
            take(task.value)
        elif isinstance(task.error, InputError):
            self._session.complain(sentences(task.error.findings))
        else:
            raise task.error


class _Task(QgsTask):
    """Keeps what ``read`` returned or raised until it is back in the main thread."""

    def __init__(self, read: Callable[[QgsTask], Any], end: Callable[[_Task], None]):
        super().__init__("Atlas Soins", _FLAGS)
        self._read, self._end = read, end
        self.value: Any = None
        self.error: Exception | None = None

    def run(self) -> bool:
        try:
            self.value = self._read(self)
        except Exception as error:  # told, or raised again, in the main thread
            self.error = error
        return self.error is None

    def finished(self, result: bool) -> None:
        self._end(self)
