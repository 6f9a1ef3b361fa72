"""Somebody who follows a page of the guide to the letter inside QGIS Desktop, and notes what is on the screen.

The page's words stand in the scripts as arguments of ``reads``; a test holds them against the page.
ATLAS_SOINS_FACTS is the JSON file of what was seen, ATLAS_SOINS_PICTURES where pictures go.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from hands import Hands, in_dialog, pause, plain, screen_picture, wait
from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QProgressBar, QWidget
from qgis.utils import iface, plugins

PICTURES = Path(os.environ["ATLAS_SOINS_PICTURES"])
FACTS = Path(os.environ["ATLAS_SOINS_FACTS"])


class Follower(Hands):
    """Hands on the dock of the plugin, with a memory: ``facts``."""

    def __init__(self, page: str):
        self.name = page
        self.facts: dict = {"read": [], "said": {}, "seconds": {}}
        self._began = time.monotonic()
        self._last = ""

    @property
    def place(self) -> QWidget:
        """The pages of the dock."""
        return self.dock.stack

    @property
    def dock(self) -> QWidget:
        """The dock, as it is now."""
        return plugins["atlas_soins"].dock

    def reads(self, words: str) -> None:
        """What the guide says next; a picture is kept of what the sentence before led to."""
        if self.facts["read"]:
            self.picture()
        self.facts["read"].append(words)
        self.facts["seconds"][words[:60]] = round(time.monotonic() - self._began, 1)

    def picture(self, name: str = "") -> None:
        """Keep the whole screen."""
        number = len(self.facts["read"])
        screen_picture(PICTURES / f"{self.name}_{number:02}{name}.png")

    def opens_the_dock(self) -> None:
        """Click the icon in the bar, unless QGIS remembers the dock open."""
        if not self.dock.isVisible():
            plugins["atlas_soins"].action.trigger()
        self.rests()

    def page(self, words: str) -> None:
        """Click a page of the dock's list."""
        names = self.dock.list
        row = next(row for row in range(names.count()) if plain(names.item(row).text()) == words)
        at = names.visualItemRect(names.item(row)).center()
        QTest.mouseClick(names.viewport(), Qt.MouseButton.LeftButton, pos=at)
        assert names.currentRow() == row, f"the page “{words}” does not come to the front"
        self.rests()

    def rests(self, seconds: float = 120) -> None:
        """Wait until nothing runs and nothing is read."""
        pause(0.3)
        session = self.dock.session
        wait(lambda: not session.tasks and not _bars_of_jobs(), seconds, "the job of the page")
        pause(0.3)

    def does(self, job: str, press: Callable[[], None], seconds: float = 120) -> str:
        """Press what starts a job, wait for its end; what the message bar said of it.

        Raises:
            AssertionError: the bar shows an error.
        """
        bar = iface.messageBar()
        bar.clearWidgets()
        pause(0.1)
        told: list[str] = []

        def note() -> None:
            told.extend(f"{int(item.level())} {item.text()}" for item in bar.items())

        new = bar.widgetAdded.connect(note)
        press()
        self.rests(seconds)
        bar.widgetAdded.disconnect(new)
        told = list(dict.fromkeys(told))
        self.facts["said"].setdefault(job, []).extend(told)
        errors = [text for text in told if text.startswith("2 ")]
        self.picture("_fin")
        assert not errors, f"{job}: {errors}"
        return " ".join(told)

    def job(self, words: str, seconds: float = 120) -> str:
        """Click the button of a job and wait for its end."""
        return self.does(words, lambda: self.click(words), seconds)

    def dialog(self, words: str, use: Callable[[Hands], None]) -> None:
        """Click a button that opens a dialog, and use that."""
        in_dialog(lambda: self.click(words), use)
        self.rests()

    def window(self, title: str) -> Hands:
        """A window beside that of QGIS."""

        def found() -> list[QWidget]:
            windows = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
            return [window for window in windows if plain(window.windowTitle()).startswith(title)]

        wait(found, 20, f"the window “{title}”")
        return Hands(found()[0])

    def ends(self) -> None:
        """Write what was seen, and leave QGIS without being asked to save."""
        self.picture()
        FACTS.write_text(json.dumps(self.facts, ensure_ascii=False, indent=1), encoding="utf-8")
        for designer in iface.openLayoutDesigners():
            designer.close()
        QgsProject.instance().clear()
        iface.actionExit().trigger()

    def follows(self, steps: Callable[[], None]) -> None:
        """Run the steps once QGIS stands; an exception becomes a fact, so that QGIS never waits with a dialog."""

        def guarded() -> None:
            iface.mainWindow().showNormal()
            iface.mainWindow().setGeometry(0, 0, 1600, 1000)
            try:
                steps()
            except Exception:
                self.facts["traceback"] = traceback.format_exc()
                self.facts["on_screen"] = self.says() if "atlas_soins" in plugins else ""
                self.picture("_echec")
            self.ends()

        sys.excepthook = lambda *error: self.facts.setdefault("errors", []).append(
            "".join(traceback.format_exception(*error))
        )
        QTimer.singleShot(1000, guarded)


def _bars_of_jobs() -> list[QProgressBar]:
    """The bars of jobs of ours that are in sight."""
    windows = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
    bars = [bar for window in windows for bar in window.findChildren(QProgressBar) if bar.isVisible()]
    return [bar for bar in bars if type(bar.parentWidget()).__name__ == "RunBar"]
