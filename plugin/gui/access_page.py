"""The page of access times: computed in the background, their results, and what if a site closed or opened."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.PyQt.QtWidgets import QLabel, QTabWidget, QVBoxLayout, QWidget

from .access_results_tab import ResultsTab
from .access_setup_tab import SetupTab
from .reading import PageReading, no_atlas
from .road_picker import own_roads
from .run_bar import RunBar
from .scrolling import scrolling
from .session import Session
from .what_if import WhatIfTab

if TYPE_CHECKING:
    from ..gis.what_if_store import Scenario


class AccessPage(QWidget):
    """Three steps in tabs, and under them the progress of what is running."""

    def __init__(self, session: Session):
        super().__init__()
        self.session = session
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.bar = RunBar(session, self.tr("Progress on access times"))
        self.setup = SetupTab(session, self.bar)
        self.results = ResultsTab(session, self.bounds)
        self.what_if = WhatIfTab(session, self.bar, self.setup, self.bounds)
        self.reading = PageReading(self, session, self.state, self._update_state)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.tr("Steps on access times"))
        self.tabs.addTab(scrolling(self.setup), self.tr("&1 Computation"))
        self.tabs.addTab(self.results, self.tr("&2 Results"))
        self.tabs.addTab(scrolling(self.what_if), self.tr("&3 What if"))
        layout = QVBoxLayout(self)
        layout.addWidget(self.state)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.bar)
        self.bar.changed.connect(self._update_state)
        self.setup.bounds.editingFinished.connect(self.results.show_classes)
        self.setup.bounds.editingFinished.connect(self.what_if.answer)
        self.what_if.found.connect(self.results.findings.set_findings)
        self.setup.computed.connect(self._show_results)
        session.workspace_changed.connect(self.refresh)
        self.refresh()

    def bounds(self) -> list[float]:
        """The bounds typed, in minutes.

        Raises:
            InputError: TPS05, they are no rising numbers.
        """
        from ..core.access.classes import read_bounds

        return read_bounds(self.setup.bounds.text())

    def refresh(self) -> None:
        """Read the open atlas again, and say what is done and what comes next."""
        following = (
            self.results.reading, self.results.communes_reading, self.what_if.reading, self.what_if.scenarios.reading,
        )
        self.reading.refresh(_read, self._show, following)

    def _show(self, held: _Held) -> None:
        self.setup.refresh(held.roads, held.responders, held.activities)
        self.results.refresh(held.kinds)
        self.what_if.clear(held.scenarios)
        if self.session.path is None:
            self.state.setText(no_atlas())
        elif not held.kinds:
            self.state.setText(self.tr("No access time yet. Next: choose the roads and compute."))
        else:
            self.state.setText(
                self.tr(
                    "The atlas holds access times. Next: look at the results, try what if a site closed, print H22."
                )
            )

    def _show_results(self, findings: list) -> None:
        self.results.findings.set_findings(findings)
        self.tabs.setCurrentWidget(self.results)

    def _update_state(self) -> None:
        idle = self.reading.ready and self.bar.run is None
        self.setup.update_state(idle)
        self.results.update_state(self.reading.ready)
        self.what_if.update_state(idle)


@dataclass(frozen=True)
class _Held:
    """What the page reads.

    ``roads`` the atlas names ("" for none), number of ``responders`` by kind, ``activities`` key and label, ``kinds``
    that have times, ``scenarios`` kept.
    """

    roads: str
    responders: dict[str, int]
    activities: dict[str, str]
    kinds: list[str]
    scenarios: list[Scenario]


def _read(path: Path | None) -> _Held:
    from ..core.establishments.activities import activities
    from ..gis.access_layers import kinds_of
    from ..gis.what_if_store import saved_scenarios
    from ..gis.workspace import Workspace

    labels = {key: activity.label for key, activity in activities().items()}
    if path is None:
        return _Held("", {}, labels, [], [])
    workspace = Workspace.open(path)
    responders = workspace.read("effecteur_urgence", ["type"])["type"].value_counts().to_dict()
    return _Held(own_roads(workspace), responders, labels, kinds_of(workspace), saved_scenarios(workspace))
