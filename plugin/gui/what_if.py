"""The tab “What if”: sites are ticked and unticked, communes and shares of population change at once."""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsProcessingUtils
from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QPushButton, QSplitter, QVBoxLayout, QWidget

from .access_setup_tab import SetupTab
from .reading import Reading
from .result_layers import remove_result_layers, show_layer
from .run_bar import RunBar
from .runner import AlgorithmRun
from .session import Session
from .turns import Turns
from .what_if_effect import CLASSES, EffectPart
from .what_if_scenarios import ScenarioRow
from .what_if_sites import SitePart

if TYPE_CHECKING:
    import pandas as pd

    from ..core.access.scenario import Sites
    from ..gis.access_layers import Outlines
    from ..gis.what_if_store import Scenario
    from .what_if_state import WhatIfState

LAYER = "what_if"
_ALGORITHM = "atlas_soins:site_minutes"


class WhatIfTab(QWidget):
    """Runs ``site_minutes`` once; then every tick is answered from its table, with the difference to the reference."""

    found = pyqtSignal(list)  # the findings of a run

    def __init__(self, session: Session, bar: RunBar, setup: SetupTab, bounds: Callable[[], list[float]]):
        super().__init__()
        self.session, self.bar, self.setup = session, bar, setup
        self._bounds = bounds
        self._idle = False
        self.state: WhatIfState | None = None
        self.reading = Reading(self, session)
        self.turns = Turns(self, session)
        self._names: dict[str, str] = {}
        self._later = QTimer(self)  # a ticked group changes many sites: one answer for all
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self.prepare_button = QPushButton(self.tr("&Read the minutes of every site"))
        self.prepare_button.setToolTip(self.tr("With the roads, sites and conventions of the first tab"))
        self.sites = SitePart()
        self.effect = EffectPart(session.iface.mapCanvas())
        self.scenarios = ScenarioRow(session)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self.sites)
        splitter.addWidget(self.effect)
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.addWidget(self.prepare_button)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.scenarios)
        self.prepare_button.clicked.connect(lambda: self.prepare())
        self.sites.ticked.connect(self._ticked)
        self.sites.add_button.clicked.connect(self.add_site)
        self.effect.reset_button.clicked.connect(self.reset)
        self.effect.shown.currentIndexChanged.connect(self._colour_map)
        self._later.timeout.connect(self.answer)
        self.scenarios.open_button.clicked.connect(self.open_scenario)
        self.scenarios.save_button.clicked.connect(self.save_scenario)
        self.clear()

    def clear(self, kept: Sequence[Scenario] = ()) -> None:
        """Forget the sites: another atlas, or other data in it; it keeps these scenarios."""
        self.turns.stop()
        self.state = None
        self.effect.clear(self.tr("Sites and times are those of the first tab."))
        remove_result_layers(LAYER)
        self.sites.clear()
        self.scenarios.show_kept(kept)
        self.update_state(self._idle)

    def prepare(self, scenario: Scenario | None = None) -> None:
        """Run ``site_minutes`` for the sites of the first tab, and for those a saved scenario opens."""
        opened = scenario.opened if scenario is not None else ()
        self._run({"NEW_SITES": "; ".join(opened)}, lambda path: self._prepared(path, scenario))

    def add_site(self) -> None:
        """Open a site at the town hall of the commune chosen."""
        name = self.sites.new_site()
        if name is None:
            self.session.say(self.tr("Choose a commune of the list."))
        elif name in self.state.sites.ids:
            self.sites.tick(name, True)
        else:
            self._run({"NEW_SITES": name, "ONLY_NEW": True}, lambda path: self._added(path, name))

    def reset(self) -> None:
        """Every site as in the reference."""
        self.state.active = self.state.reference.copy()
        self.sites.fill(self.state, self._names)
        self.answer()

    def answer(self) -> None:
        """Show what the sites ticked change: shares, communes and map."""
        if self.state is None:
            return
        from ..gis.access_layers import set_times

        with self.session.errors_told():
            bounds = self._bounds()
            difference = self.state.difference(bounds)
            self.effect.show_difference(difference, self.state, self._names)
            self.sites.count_nearest(difference.communes["site"])
            if self.effect.communes.layer is not None:
                reference = difference.communes["minutes_reference"].to_numpy(dtype=float)
                set_times(self.effect.communes.layer, difference.communes, bounds, reference)
        self.update_state(self._idle)

    def open_scenario(self) -> None:
        """Read the sites of the scenario chosen, and open and close them as it says."""
        scenario = self.scenarios.chosen()
        if scenario is not None:
            self.setup.sites.setCurrentIndex(max(self.setup.sites.findData(scenario.activity), 0))
            self.prepare(scenario)

    def save_scenario(self) -> None:
        """Run ``access_scenario`` with what is ticked, under the name typed."""
        parameters = self.setup.time_parameters() | {
            "NAME": self.scenarios.name(),
            "CLOSED": "; ".join(self.state.closed()),
            "NEW_SITES": "; ".join(self.state.opened()),
            "BREAKS": self.setup.bounds.text(),
        }
        self.bar.start("atlas_soins:access_scenario", parameters, self.tr("The scenario is being saved…"), self._saved)

    def update_state(self, idle: bool) -> None:
        """Enable what can be done; ``idle``: an atlas is open and nothing runs."""
        self._idle = idle
        ready = idle and self.state is not None
        self.prepare_button.setEnabled(idle and bool(self.setup.roads.value()))
        self.sites.setEnabled(ready)
        self.effect.shown.setEnabled(ready)
        changed = ready and bool(self.state.closed() or self.state.opened())
        self.effect.reset_button.setEnabled(changed)
        self.scenarios.update_state(idle and bool(self.setup.roads.value()), changed)

    # Runs and their ends

    def _run(self, parameters: dict, then: Callable[[str], None]) -> None:
        path = QgsProcessingUtils.generateTempFilename("minutes.csv")
        parameters = self.setup.time_parameters() | parameters | {"OUTPUT": path}
        words = self.tr("The minutes of every site are being read…")
        self.bar.start(_ALGORITHM, parameters, words, lambda run, outputs: self._read(run, then, outputs["OUTPUT"]))

    def _read(self, run: AlgorithmRun, then: Callable[[str], None], path: str) -> None:
        with self.session.errors_told():
            then(path)
        self.found.emit(run.feedback.findings)
        number = len(dict.fromkeys(run.feedback.warnings))
        if number:
            self.session.say(self.tr("Remarks listed with the results: {n}").format(n=number))

    def _prepared(self, path: str, scenario: Scenario | None) -> None:
        atlas = self.session.path
        self.reading.start(
            lambda _task: _read_sites(atlas, path), lambda read: self.turns.start(self._fill(read, scenario))
        )

    def _fill(self, read: _Sites, scenario: Scenario | None) -> Generator[None, None, None]:
        """List, layer and answer, with a turn for the window between them."""
        import numpy as np

        from ..gis.access_layers import commune_layer
        from .what_if_state import WhatIfState

        communes, sites = read.communes, read.sites
        new = set(scenario.opened) if scenario is not None else set()
        reference = np.array([name not in new for name in sites.ids], dtype=bool)
        self.state = WhatIfState(self.setup.sites.currentData(), communes, sites, read.kinds, reference)
        if scenario is not None:
            gone = [name for name in scenario.closed if name not in sites.ids]
            if gone:
                self.session.say(
                    self.tr("Sites of the scenario that are no more: {sites}").format(sites=", ".join(gone))
                )
            for name in (*scenario.closed, *scenario.opened):
                if name in sites.ids:
                    self.state.set_open(name, name in new)
        self._names = read.names
        self.sites.fill(self.state, self._names)
        yield
        frame = self.state.difference(self._bounds()).communes.assign(nom=communes["nom"])
        layer = commune_layer(read.outlines, frame, self._bounds(), self.tr("What if"))
        yield
        show_layer(self.session, layer, LAYER, self.tr("Access times"))
        self.effect.communes.bind(layer)
        self._colour_map()
        yield
        self.answer()

    def _added(self, path: str, name: str) -> None:
        from ..gis.what_if_store import read_site_minutes

        if self.state is None:  # another atlas was opened meanwhile
            return
        sites, kinds = read_site_minutes(path, self.state.communes)
        self.state.add(name, kinds[0], sites.minutes[0])
        self.sites.fill(self.state, self._names)
        self.answer()

    def _saved(self, run: AlgorithmRun, _outputs: dict) -> None:
        self.scenarios.read_again()
        name = run.parameters["NAME"]
        self.session.say(self.tr("The scenario “{name}” is kept in the atlas.").format(name=name))

    def _ticked(self, name: str, is_open: bool) -> None:
        if self.state is not None:
            self.state.set_open(name, is_open)
            self._later.start()

    def _colour_map(self) -> None:
        from ..gis.access_layers import change_renderer, class_renderer

        layer = self.effect.communes.layer
        if layer is None:
            return
        by_class = self.effect.shown.currentIndex() == CLASSES
        with self.session.errors_told():
            layer.setRenderer(class_renderer(self._bounds()) if by_class else change_renderer())
            layer.emitStyleChanged()  # the legend follows
            layer.triggerRepaint()


@dataclass(frozen=True)
class _Sites:
    """What is read after a run: communes, sites with their minutes and kinds, the names of all sites by id."""

    outlines: Outlines
    communes: pd.DataFrame
    sites: Sites
    kinds: list[str]
    names: dict[str, str]


def _read_sites(atlas: Path, minutes: str) -> _Sites:
    from ..gis.access_layers import commune_outlines
    from ..gis.what_if_store import read_site_minutes, site_names
    from ..gis.workspace import Workspace

    workspace = Workspace.open(atlas)
    communes = workspace.read("commune", ["insee", "nom", "population"])
    sites, kinds = read_site_minutes(minutes, communes)
    return _Sites(commune_outlines(workspace), communes, sites, kinds, site_names(workspace))
