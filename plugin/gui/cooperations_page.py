"""The page of hospital cooperations: the survey in, the links of a theme in a list and in the map, two editions."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qgis.PyQt.QtWidgets import QLabel, QTabWidget, QVBoxLayout, QWidget

from .cooperation_difference_tab import DifferenceTab
from .cooperation_links_tab import LinksTab
from .cooperation_survey_tab import SurveyTab
from .reading import PageReading, no_atlas
from .run_bar import RunBar
from .scrolling import scrolling
from .session import Session


class CooperationsPage(QWidget):
    """Three steps in tabs, and under them the progress of what is running."""

    def __init__(self, session: Session):
        super().__init__()
        self.session = session
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.bar = RunBar(session, self.tr("Progress on cooperations"))
        self.survey = SurveyTab(session, self.bar)
        self.links = LinksTab(session, self.bar)
        self.difference = DifferenceTab(session, self.bar)
        self.reading = PageReading(self, session, self.state, self._update_state)
        self._first = True
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.tr("Steps on cooperations"))
        self.tabs.addTab(scrolling(self.survey), self.tr("&1 Survey"))
        self.tabs.addTab(self.links, self.tr("&2 Links"))
        self.tabs.addTab(self.difference, self.tr("&3 Editions"))
        layout = QVBoxLayout(self)
        layout.addWidget(self.state)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.bar)
        self.bar.changed.connect(self._update_state)
        session.workspace_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Read the open atlas again, and say what is done and what comes next."""
        self.reading.refresh(_read, self._show, (self.links.reading,))

    def _show(self, held: _Held) -> None:
        self.links.refresh(held.editions, held.threshold)
        self.difference.refresh(held.editions)
        if self._first and held.editions and self.tabs.currentIndex() == 0:
            self.tabs.setCurrentWidget(self.links)
        self._first = False
        if self.session.path is None:
            self.state.setText(no_atlas())
        elif not held.editions:
            self.state.setText(self.tr("No cooperation yet. Next: import the survey."))
        else:
            years = ", ".join(map(str, reversed(held.editions)))
            text = self.tr(
                "Editions in the atlas: {years}. Next: draw a theme, then print its sheet on the page “Atlas”."
            )
            self.state.setText(text.format(years=years))

    def _update_state(self) -> None:
        idle = self.reading.ready and self.bar.run is None
        for tab in (self.survey, self.links, self.difference):
            tab.update_state(idle)


@dataclass(frozen=True)
class _Held:
    """What the page reads: the editions, the latest first, and the medical time below which sheets hide a link."""

    editions: list[int]
    threshold: float | None


def _read(path: Path | None) -> _Held:
    from ..gis.cooperation_list import editions_of, threshold_of
    from ..gis.workspace import Workspace

    if path is None:
        return _Held([], None)
    workspace = Workspace.open(path)
    return _Held(editions_of(workspace), threshold_of(workspace))
