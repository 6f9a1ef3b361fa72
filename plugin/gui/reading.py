"""Reads the open atlas in a background task and hands what was read to the page, which stays alive meanwhile."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtWidgets import QLabel, QWidget

from ..core.findings import InputError
from ..gis.messages import sentences
from .session import Session
from .warm_up import UNSEEN


class Reading:
    """What a page reads of the atlas, one reading at a time: a newer one takes the place of the one under way."""

    def __init__(self, page: QWidget, session: Session):
        self._page, self._session = page, session
        self._wanted: _Task | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being read."""
        return self._wanted is not None

    def start(
        self, read: Callable[[QgsTask], Any], take: Callable[[Any], None], failed: Callable[[], None] = lambda: None
    ) -> None:
        """Read in the background, then take; what the user can mend is told as one message, and nothing is taken.

        Args:
            read: runs in another thread: it opens a workspace of its own and touches no layer, project or widget. The
                task it is given tells whether somebody still waits.
            take: gets what ``read`` returned, in the main thread, unless the page is gone or has asked anew.
            failed: called in its place where the reading failed.
        """
        self.stop()
        self._wanted = _Task(read, lambda task: self._end(task, take, failed))
        self._session.tasks.append(self._wanted)
        QgsApplication.taskManager().addTask(self._wanted)

    def stop(self) -> None:
        """Let the reading under way go: nobody takes it any more."""
        task, self._wanted = self._wanted, None  # first: one that has not begun ends within cancel()
        if task is not None:
            task.cancel()

    def _end(self, task: _Task, take: Callable[[Any], None], failed: Callable[[], None]) -> None:
        self._session.tasks.remove(task)
        if self._wanted is not task:
            return
        self._wanted = None
        if task.isCanceled() or sip.isdeleted(self._page):
            return
        if task.error is None:
            take(task.value)
            return
        failed()
        if not isinstance(task.error, InputError):
            raise task.error
        self._session.complain(sentences(task.error.findings), again=False)


class PageReading(Reading):
    """The reading of a whole page, told in its first line. ``ready``: the page shows the atlas, its jobs can run."""

    def __init__(self, page: QWidget, session: Session, state: QLabel, changed: Callable[[], None]):
        """``state`` is the first line of the page; ``changed`` is called when ``ready`` may be another."""
        super().__init__(page, session)
        self._state, self._changed = state, changed
        self._again: Callable[[], None] = lambda: None
        self.ready = False
        state.linkActivated.connect(lambda _: self._again())

    def refresh(
        self, read: Callable[[Path | None], Any], show: Callable[[Any], None], following: Iterable[Reading] = ()
    ) -> None:
        """Read the open atlas and show it; meanwhile the page keeps what it shows, and its jobs wait.

        Args:
            read: gets the path of the open atlas, None where none is; it runs in another thread, as in `start`.
            show: fills the page, and may start further readings.
            following: the readings ``show`` starts; those under way are let go.
        """
        path = self._session.path
        self._again = lambda: self.refresh(read, show, following)
        for one in following:
            one.stop()
        self.ready = False
        self._state.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._state.setText(no_atlas() if path is None else being_read())
        self.start(lambda _task: read(path), lambda value: self._show(show, value), self._failed)
        self._changed()

    def _show(self, show: Callable[[Any], None], value: Any) -> None:
        show(value)
        self.ready = self._session.path is not None
        self._changed()

    def _failed(self) -> None:
        words = QCoreApplication.translate("Reading", "The atlas could not be read.")
        again = QCoreApplication.translate("Reading", "Read it again")
        self._state.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self._state.setText(f'{words} <a href="again">{again}</a>')
        self._changed()


def no_atlas() -> str:
    """What a page says where no atlas is open."""
    return QCoreApplication.translate("Reading", "No atlas is open: open one on the page “Home”.")


def being_read() -> str:
    """What stands where something will, when it has been read."""
    return QCoreApplication.translate("Reading", "The atlas is being read…")


class _Task(QgsTask):
    """Keeps what ``read`` returned or raised until it is back in the main thread."""

    def __init__(self, read: Callable[[QgsTask], Any], end: Callable[[_Task], None]):
        super().__init__("Atlas Soins", UNSEEN)
        self._read, self._end = read, end
        self.value: Any = None
        self.error: Exception | None = None
        self.ended = False

    def run(self) -> bool:
        try:
            self.value = self._read(self)
        except Exception as error:  # told, or raised again, in the main thread
            self.error = error
        self.ended = True
        return self.error is None

    def finished(self, result: bool) -> None:
        self._end(self)
