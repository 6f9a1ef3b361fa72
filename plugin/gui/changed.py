"""The news that the open atlas changed: pages in front read it at once, those behind when they come to the front."""

from __future__ import annotations

from collections.abc import Callable

from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QStackedWidget, QWidget

PAGES_NAME = "AtlasSoinsPages"  # of the stack in the dock

Slot = Callable[[], object]


class Changed:
    """Stands where a signal would; reading an atlas again takes time, and six pages at once would stop the window."""

    def __init__(self):
        self._slots: list[Slot] = []
        self._waiting: list[Slot] = []

    def connect(self, slot: Slot) -> None:
        """Call ``slot`` from now on, until the widget it is a method of is deleted."""
        self._slots.append(slot)

    def emit(self) -> None:
        """Call everybody but the pages behind another, or in a dock that is closed: those wait for `settle`."""
        self._slots = [slot for slot in self._slots if not _gone(slot)]
        for slot in list(self._slots):
            if not _behind(slot):
                slot()
            elif slot not in self._waiting:
                self._waiting.append(slot)

    def settle(self) -> None:
        """Call those who waited and have come to the front."""
        ready = [slot for slot in self._waiting if _gone(slot) or not _behind(slot)]
        self._waiting = [slot for slot in self._waiting if slot not in ready]
        for slot in ready:
            if not _gone(slot):
                slot()


def _widget(slot: Slot) -> QWidget | None:
    owner = getattr(slot, "__self__", None)
    return owner if isinstance(owner, QWidget) else None


def _gone(slot: Slot) -> bool:
    widget = _widget(slot)
    return widget is not None and sip.isdeleted(widget)


def _behind(slot: Slot) -> bool:
    """Whether the widget is on a page of the dock that nobody sees; elsewhere nothing is behind."""
    widget = _widget(slot)
    while widget is not None:
        parent = widget.parentWidget()
        if isinstance(parent, QStackedWidget) and parent.objectName() == PAGES_NAME:
            return parent.currentWidget() is not widget or not parent.isVisible()
        widget = parent
    return False
