"""The tab “What if”: sites are ticked and unticked, communes and shares of population change at once."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from qgis.core import QgsProcessingUtils
from qgis.PyQt.QtCore import QLocale, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QCompleter,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from .access_results_tab import percent, swatch
from .access_setup_tab import SetupTab
from .link_table import LinkTable
from .result_layers import remove_result_layers, show_layer
from .run_bar import RunBar
from .runner import AlgorithmRun
from .session import Session
from .what_if_scenarios import ScenarioRow

if TYPE_CHECKING:
    from ..core.access.scenario import Difference
    from ..gis.what_if_store import Scenario
    from .what_if_state import WhatIfState

LAYER = "what_if"
_ALGORITHM = "atlas_soins:site_minutes"
_ID_ROLE = Qt.ItemDataRole.UserRole
_MOST_CHANGED = 300  # rows of the list of communes


class WhatIfTab(QWidget):
    """Runs ``site_minutes`` once; then every tick is answered from its table, with the difference to the reference."""

    found = pyqtSignal(list)  # the findings of a run

    def __init__(self, session: Session, bar: RunBar, setup: SetupTab, bounds: Callable[[], list[float]]):
        super().__init__()
        self.session, self.bar, self.setup = session, bar, setup
        self._bounds = bounds
        self._idle = False
        self.state: WhatIfState | None = None
        self._later = QTimer(self)  # a ticked group changes many sites: one answer for all
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._make_sites()
        self._make_answer()
        self.scenarios = ScenarioRow(session)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.addWidget(self._sites_part)
        splitter.addWidget(self._answer_part)
        splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.addWidget(splitter, 1)
        layout.addWidget(self.scenarios)
        order = (
            self.prepare_button,
            self.filter,
            self.tree,
            self.new_kind,
            self.new_commune,
            self.add_button,
            self.reset_button,
            self.shares,
            self.shown,
            self.communes,
            self.scenarios.names,
            self.scenarios.open_button,
            self.scenarios.save_button,
        )
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self.prepare_button.clicked.connect(lambda: self.prepare())
        self.filter.textChanged.connect(self._filter_sites)
        self.tree.itemChanged.connect(self._ticked)
        self.add_button.clicked.connect(self.add_site)
        self.reset_button.clicked.connect(self.reset)
        self.shown.currentIndexChanged.connect(self._colour_map)
        self._later.timeout.connect(self.answer)
        self.scenarios.open_button.clicked.connect(self.open_scenario)
        self.scenarios.save_button.clicked.connect(self.save_scenario)
        self.clear()

    def _make_sites(self) -> None:
        """The upper part: which sites there are."""
        self.prepare_button = QPushButton(self.tr("&Read the minutes of every site"))
        self.prepare_button.setToolTip(self.tr("With the roads, sites and conventions of the first tab"))
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Find a site or a commune"))
        self.filter.setAccessibleName(self.tr("Find a site"))
        self.filter.setClearButtonEnabled(True)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([self.tr("Site"), self.tr("Communes")])
        self.tree.headerItem().setToolTip(1, self.tr("Number of communes it is nearest to"))
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setStretchLastSection(False)
        self.tree.setMinimumHeight(100)
        tree_label = QLabel(self.tr("&Tick the sites that are open:"))
        tree_label.setBuddy(self.tree)
        self.new_kind = QComboBox()
        self.new_kind.setAccessibleName(self.tr("Kind of the new site"))
        self.new_commune = QComboBox()
        self.new_commune.setEditable(True)
        self.new_commune.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.new_commune.setMinimumContentsLength(12)
        self.new_commune.setAccessibleName(self.tr("Commune of the new site"))
        self.new_commune.completer().setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.new_commune.completer().setFilterMode(Qt.MatchFlag.MatchContains)
        self.add_button = QPushButton(self.tr("&Open it"))
        self.reset_button = QPushButton(self.tr("Back to re&ference"))
        new_label = QLabel(self.tr("&New site:"))
        new_label.setBuddy(self.new_kind)
        new_row = QHBoxLayout()
        for widget, stretch in ((new_label, 0), (self.new_kind, 0), (self.new_commune, 1), (self.add_button, 0)):
            new_row.addWidget(widget, stretch)
        self._sites_part = QWidget()
        layout = QVBoxLayout(self._sites_part)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.prepare_button, tree_label, self.filter):
            layout.addWidget(widget)
        layout.addWidget(self.tree, 1)
        layout.addLayout(new_row)

    def _make_answer(self) -> None:
        """The lower part: what changes."""
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.shares = QTreeWidget()
        self.shares.setRootIsDecorated(False)
        self.shares.setAccessibleName(self.tr("Shares of the population by class"))
        headings = [self.tr("Class"), self.tr("Before, %"), self.tr("Now, %"), self.tr("Points"), self.tr("People")]
        self.shares.setHeaderLabels(headings)
        self.shares.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.shares.setMinimumHeight(105)
        self.shares.setMaximumHeight(130)
        self.shown = QComboBox()
        self.shown.addItems([self.tr("classes"), self.tr("changes")])
        shown_label = QLabel(self.tr("The &map shows:"))
        shown_label.setBuddy(self.shown)
        headings = [self.tr("Commune"), self.tr("Reference"), self.tr("Now"), self.tr("Difference"), self.tr("Nearest")]
        canvas = self.session.iface.mapCanvas()
        self.communes = LinkTable(canvas, self.tr("Communes that change"), headings, key="insee")
        self.communes.setMinimumHeight(80)
        map_row = QHBoxLayout()
        map_row.addWidget(shown_label)
        map_row.addWidget(self.shown, 1)
        map_row.addWidget(self.reset_button)
        self._answer_part = QWidget()
        layout = QVBoxLayout(self._answer_part)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.summary)
        layout.addWidget(self.shares)
        layout.addLayout(map_row)
        layout.addWidget(self.communes, 1)

    def clear(self) -> None:
        """Forget the sites: another atlas, or other data in it."""
        self.state = None
        self.communes.bind(None)
        self.communes.fill([])
        remove_result_layers(LAYER)
        self.tree.clear()
        self.shares.clear()
        self.scenarios.refresh()
        self.summary.setText(self.tr("Sites and times are those of the first tab."))
        self.update_state(self._idle)

    def prepare(self, scenario: Scenario | None = None) -> None:
        """Run ``site_minutes`` for the sites of the first tab, and for those a saved scenario opens."""
        opened = scenario.opened if scenario is not None else ()
        self._run({"NEW_SITES": "; ".join(opened)}, lambda path: self._prepared(path, scenario))

    def add_site(self) -> None:
        """Open a site at the town hall of the commune chosen."""
        name = f"{self.new_kind.currentText()} {self.new_commune.currentData()}"
        if name in self.state.sites.ids:
            self._tick({name}, True)
        else:
            self._run({"NEW_SITES": name, "ONLY_NEW": True}, lambda path: self._added(path, name))

    def reset(self) -> None:
        """Every site as in the reference."""
        self.state.active = self.state.reference.copy()
        self._fill_tree()
        self.answer()

    def answer(self) -> None:
        """Show what the sites ticked change: shares, communes and map."""
        if self.state is None:
            return
        from ..gis.access_layers import set_times

        with self.session.errors_told():
            bounds = self._bounds()
            difference = self.state.difference(bounds)
            self._fill_shares(difference)
            self._fill_communes(difference)
            self._count_nearest(difference)
            if self.communes.layer is not None:
                reference = difference.communes["minutes_reference"].to_numpy(dtype=float)
                set_times(self.communes.layer, difference.communes, bounds, reference)
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
        for widget in (self.tree, self.filter, self.new_kind, self.new_commune, self.add_button, self.shown):
            widget.setEnabled(ready)
        changed = ready and bool(self.state.closed() or self.state.opened())
        self.reset_button.setEnabled(changed)
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
            self.session.say(self.tr("Remarks on roads and sites, listed with the results: {n}").format(n=number))

    def _prepared(self, path: str, scenario: Scenario | None) -> None:
        import numpy as np

        from ..gis.access_layers import commune_layer
        from ..gis.what_if_store import read_site_minutes, site_names
        from ..gis.workspace import Workspace
        from .what_if_state import WhatIfState

        workspace = Workspace.open(self.session.path)
        communes = workspace.read("commune", ["insee", "nom", "population"])
        sites, kinds = read_site_minutes(path, communes)
        new = set(scenario.opened) if scenario is not None else set()
        reference = np.array([name not in new for name in sites.ids], dtype=bool)
        self.state = WhatIfState(self.setup.sites.currentData(), communes, sites, kinds, reference)
        if scenario is not None:
            gone = [name for name in scenario.closed if name not in sites.ids]
            if gone:
                self.session.say(
                    self.tr("Sites of the scenario that are no more: {sites}").format(sites=", ".join(gone))
                )
            for name in (*scenario.closed, *scenario.opened):
                if name in sites.ids:
                    self.state.set_open(name, name in new)
        self._names = site_names(workspace)
        self._fill_choices()
        self._fill_tree()
        frame = self.state.difference(self._bounds()).communes.assign(nom=communes["nom"])
        layer = commune_layer(workspace, frame, self._bounds(), self.tr("What if"))
        show_layer(self.session, layer, LAYER, self.tr("Access times"))
        self.communes.bind(layer)
        self._colour_map()
        self.answer()

    def _added(self, path: str, name: str) -> None:
        from ..gis.what_if_store import read_site_minutes

        sites, kinds = read_site_minutes(path, self.state.communes)
        self.state.add(name, kinds[0], sites.minutes[0])
        self._fill_tree()
        self.answer()

    def _saved(self, run: AlgorithmRun, _outputs: dict) -> None:
        self.scenarios.refresh()
        name = run.parameters["NAME"]
        self.session.say(self.tr("The scenario “{name}” is kept in the atlas.").format(name=name))

    # What is shown

    def _fill_choices(self) -> None:
        kinds = list(dict.fromkeys(self.state.kinds))
        self.new_kind.clear()
        self.new_kind.addItems(kinds)
        self.new_commune.clear()
        for commune in self.state.communes.sort_values("nom").itertuples():
            self.new_commune.addItem(f"{commune.nom} ({commune.insee[:2]})", commune.insee)

    def _fill_tree(self) -> None:
        """Sites by kind, a box each."""
        self.tree.blockSignals(True)
        self.tree.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        communes = dict(zip(self.state.communes["insee"], self.state.communes["nom"], strict=True))
        checks = {True: Qt.CheckState.Checked, False: Qt.CheckState.Unchecked}
        for name, kind, active in zip(self.state.sites.ids, self.state.kinds, self.state.active, strict=True):
            if kind not in groups:
                groups[kind] = QTreeWidgetItem(self.tree, [kind])
                groups[kind].setFlags(
                    groups[kind].flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable
                )
                groups[kind].setExpanded(True)
            new = name.removeprefix(f"{kind} ")
            label = self.tr("new, {commune}").format(commune=communes[new]) if new in communes else name
            item = QTreeWidgetItem(groups[kind], [self._names.get(name, label)])
            item.setToolTip(0, item.text(0))
            item.setData(0, _ID_ROLE, name)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setCheckState(0, checks[bool(active)])
        self.tree.blockSignals(False)
        self._filter_sites(self.filter.text())

    def site_items(self) -> list[QTreeWidgetItem]:
        """The rows of the sites, kind by kind."""
        groups = [self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount())]
        return [group.child(row) for group in groups for row in range(group.childCount())]

    def _tick(self, names: set[str], is_open: bool) -> None:
        for item in self.site_items():
            if item.data(0, _ID_ROLE) in names:
                item.setCheckState(0, Qt.CheckState.Checked if is_open else Qt.CheckState.Unchecked)

    def _ticked(self, item: QTreeWidgetItem, column: int) -> None:
        name = item.data(0, _ID_ROLE)
        if column == 0 and name is not None and self.state is not None:
            self.state.set_open(name, item.checkState(0) == Qt.CheckState.Checked)
            self._later.start()

    def _filter_sites(self, text: str) -> None:
        for item in self.site_items():
            item.setHidden(text.casefold() not in item.text(0).casefold())

    def _colour_map(self) -> None:
        from ..gis.access_layers import change_renderer, class_renderer

        layer = self.communes.layer
        if layer is None:
            return
        with self.session.errors_told():
            layer.setRenderer(class_renderer(self._bounds()) if self.shown.currentIndex() == 0 else change_renderer())
            layer.emitStyleChanged()  # the legend follows
            layer.triggerRepaint()

    def _fill_shares(self, difference: Difference) -> None:
        from ..core.access.classes import UNREACHED
        from ..core.access.shares import ALL_TERRITORIES
        from ..gis.access_layers import class_colours, unreached_colour

        whole = difference.shares[difference.shares["id_territoire"] == ALL_TERRITORIES]
        colours = class_colours(len(whole) - 1)
        self.shares.clear()
        for row in whole.itertuples():
            people = row.population - row.population_reference
            cells = [row.classe, percent(row.part_reference), percent(row.part)]
            item = QTreeWidgetItem(self.shares, [*cells, _signed(row.ecart_part, 1), _signed(people, 0)])
            item.setIcon(0, swatch(unreached_colour() if row.code == UNREACHED else colours[row.code]))
            for column in range(1, 5):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _fill_communes(self, difference: Difference) -> None:
        from ..gis.access_layers import evolutions

        frame = difference.communes.assign(nom=self.state.communes["nom"].to_numpy())
        moves = evolutions(frame["minutes"].to_numpy(dtype=float), frame["minutes_reference"].to_numpy(dtype=float))
        changed = frame.assign(taille=frame["ecart"].abs().fillna(float("inf")))[moves != 0]
        changed = changed.sort_values("taille", ascending=False, kind="stable")
        words = self.tr(
            "{closed} sites closed, {opened} opened: <b>{farther}</b> communes farther, <b>{nearer}</b> nearer."
        )
        self.summary.setText(
            words.format(
                closed=len(self.state.closed()),
                opened=len(self.state.opened()),
                farther=int((moves > 0).sum()),
                nearer=int((moves < 0).sum()),
            )
        )
        rows = []
        for row in changed.head(_MOST_CHANGED).itertuples():
            times = [self._minutes(row.minutes_reference), self._minutes(row.minutes)]
            gap = round(float(row.ecart), 1) if row.ecart == row.ecart else "–"
            site = self._names.get(row.site, row.site or "–")
            rows.append((row.insee, [row.nom, *times, gap, site], row.insee, True))
        self.communes.fill(rows)

    def _count_nearest(self, difference: Difference) -> None:
        """How many communes each site is the nearest to, beside its name."""
        counts = difference.communes["site"].value_counts()
        self.tree.blockSignals(True)
        for item in self.site_items():
            item.setText(1, QLocale().toString(int(counts.get(item.data(0, _ID_ROLE), 0))))
        self.tree.blockSignals(False)

    def _minutes(self, minutes: float) -> float | str:
        return round(float(minutes), 1) if minutes == minutes else self.tr("none")


def _signed(value: float, decimals: int) -> str:
    """A difference with its sign; nothing where there is none."""
    if value != value or abs(value) < 0.5 * 10**-decimals:
        return "="
    sign = "+" if value > 0 else "−"
    return sign + QLocale().toString(abs(float(value)), "f", decimals)
