"""The way from an empty atlas to the book: each step with its state in words, and a button to the page that does it."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QGridLayout, QLabel, QSizePolicy, QToolButton, QWidget

if TYPE_CHECKING:
    from ..gis.atlas_steps import Step

# step: what it is called, and the page that does it ("" is the dialog of the edition)
_STEPS = {
    "edition": (QT_TRANSLATE_NOOP("RegionSteps", "Edition: region, agency, date of the maps"), ""),
    "communes": (QT_TRANSLATE_NOOP("RegionSteps", "Communes"), "territories"),
    "territories": (QT_TRANSLATE_NOOP("RegionSteps", "Territories"), "territories"),
    "sites": (QT_TRANSLATE_NOOP("RegionSteps", "Establishments"), "establishments"),
    "links": (QT_TRANSLATE_NOOP("RegionSteps", "Cooperations"), "cooperations"),
    "times": (QT_TRANSLATE_NOOP("RegionSteps", "Access times"), "access"),
    "book": (QT_TRANSLATE_NOOP("RegionSteps", "The printed atlas"), "atlas"),
}


class RegionSteps(QWidget):
    """``wanted`` gives the key of the page a button leads to, "" for the edition."""

    wanted = pyqtSignal(str)

    def __init__(self):
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(2)
        grid.setColumnStretch(0, 1)
        self.states: dict[str, QLabel] = {}
        self.buttons: dict[str, QToolButton] = {}
        for row, (key, (name, page)) in enumerate(_STEPS.items()):
            state, button = QLabel(), QToolButton()
            state.setWordWrap(True)
            state.setTextFormat(Qt.TextFormat.RichText)
            button.setText(self.tr("Go"))
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            title = QCoreApplication.translate("RegionSteps", name)
            button.setAccessibleName(self.tr("Go to: {step}").format(step=title))
            button.setToolTip(button.accessibleName())
            button.clicked.connect(lambda _=False, page=page: self.wanted.emit(page))
            grid.addWidget(state, row, 0)
            grid.addWidget(button, row, 1)
            self.states[key], self.buttons[key] = state, button
        for before, after in pairwise(self.buttons.values()):
            QWidget.setTabOrder(before, after)

    def show_steps(self, steps: list[Step], following: str) -> None:
        """Say of each step whether it is done; ``following`` is the key of the next one."""
        for number, step in enumerate(steps, start=1):
            title = QCoreApplication.translate("RegionSteps", _STEPS[step.key][0])
            self.states[step.key].setText(f"{number}. {self._words(step, step.key == following, title)}")

    def _words(self, step: Step, is_next: bool, title: str) -> str:
        if step.count and step.key in ("edition", "book"):
            return self.tr("{step}: ✓ done").format(step=title)
        if step.count:
            return self.tr("{step}: ✓ {n}").format(step=title, n=QLocale().toString(step.count))
        if is_next:
            return self.tr("<b>{step}: → next</b>").format(step=title)
        if step.optional:
            return self.tr("{step}: optional").format(step=title)
        return self.tr("{step}: to do").format(step=title)
