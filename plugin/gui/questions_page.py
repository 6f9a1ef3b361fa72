"""The page of questions: a territory picked, seen, compared, asked about, and what was found carried away."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsFillSymbol, QgsSingleSymbolRenderer
from qgis.PyQt.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QPushButton, QTabWidget, QVBoxLayout, QWidget

from .algorithm_window import open_algorithm
from .charts.panel import ChartPanel
from .findings_table import FindingsTable
from .question_ask_tab import AskTab
from .question_profile_tab import ProfileTab
from .reading import Reading, being_read, no_atlas
from .result_layers import remove_result_layers, show_layer
from .run_bar import RunBar
from .scrolling import scrolling
from .session import Session
from .undock import Undockable
from .warm_up import warm_up_charts

_LAYERS = "question_territories"


class QuestionsPage(QWidget):
    """Three steps in tabs; the charts and the answer can stand in panels of their own."""

    def __init__(self, session: Session):
        super().__init__()
        self.session = session
        self._following = False
        self._outlines = None
        self._ranked = ""  # the measure whose ranks are asked for while the charts to offer are being read
        self.reading = Reading(self, session)
        self._warming = warm_up_charts()  # held here: QGIS runs a Python task only while somebody keeps it
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.bar = RunBar(session, self.tr("Progress on questions"))
        self.findings = FindingsTable(session, self.tr("Findings on questions"))
        self.profile = ProfileTab(session, self.bar, self._show_findings)
        self.charts = ChartPanel(session, self.bar, self.profile.territory)
        self.ask = AskTab(session, self.bar, self.profile.choice, self._show_findings)
        self.linked = QCheckBox(self.tr("&Territories in the map, chosen together with the chart"))
        self.chart_place = Undockable(session, "charts", self.tr("Charts – Atlas Soins"), self.charts)
        self.answer_place = Undockable(session, "answer", self.tr("Answer – Atlas Soins"), self.ask.answer)
        self.ask.answer_place.insertWidget(self.ask.answer_place.count() - 1, self.answer_place, 1)
        chart_tab = QWidget()
        layout = QVBoxLayout(chart_tab)
        layout.addWidget(self.chart_place, 1)
        layout.addWidget(self.linked)
        self.tabs = QTabWidget()
        self.tabs.setAccessibleName(self.tr("Steps of questions"))
        self.tabs.addTab(scrolling(self.profile), self.tr("&1 Territory"))
        self.tabs.addTab(scrolling(chart_tab), self.tr("&2 Charts"))
        self.tabs.addTab(scrolling(self.ask), self.tr("&3 Ask"))
        self.tabs.addTab(self.findings, self.tr("&4 Findings"))
        self.imports = [
            self._import_button(self.tr("Import &indicators…"), "atlas_soins:import_indicators"),
            self._import_button(self.tr("Import &OQOS…"), "atlas_soins:import_oqos"),
        ]
        row = QHBoxLayout()
        for button in self.imports:
            row.addWidget(button)
        row.addStretch()
        layout = QVBoxLayout(self)
        layout.addWidget(self.state)
        layout.addLayout(row)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.bar)
        self.bar.changed.connect(self._update_state)
        self.profile.choice.offered.connect(self._update_state)
        self.profile.shown.connect(self._read_charts)
        self.profile.ranked.connect(self._show_ranks)
        self.charts.chosen.connect(self._choose)
        self.linked.toggled.connect(self._link)
        session.workspace_changed.connect(self.refresh)
        self.refresh()
        for place in (self.chart_place, self.answer_place):
            place.restore()

    def refresh(self) -> None:
        """Read the open atlas again, and say what comes next."""
        self.linked.setChecked(False)
        self.reading.stop()
        self.profile.refresh()
        self.charts.offer({})
        self.ask.refresh()
        self._update_state()

    def _import_button(self, words: str, algorithm_id: str) -> QPushButton:
        button = QPushButton(words)
        button.clicked.connect(lambda: open_algorithm(self.session, algorithm_id))
        return button

    def _show_findings(self, run) -> None:
        self.findings.set_findings(run.feedback.findings)

    def _read_charts(self) -> None:
        choice, path = self.profile.choice, self.session.path
        codes = choice.codes()
        kind = "" if choice.area else choice.type.type_code() or ""
        self._ranked = ""
        self.reading.start(lambda _task: _charts_of(path, kind, codes[0] if codes else ""), self._offer_charts)

    def _offer_charts(self, choices: dict[str, dict[str, str]]) -> None:
        self.charts.offer(choices)
        if self._ranked:
            self.charts.show_ranks(self._ranked)
        self._link()

    def _show_ranks(self, measure: str) -> None:
        self.tabs.setCurrentIndex(1)
        if self.reading.busy:
            self._ranked = measure
        else:
            self.charts.show_ranks(measure)

    def _link(self, *_: object) -> None:
        """Outlines of the type in the map, whose selection and the chart's are one."""
        remove_result_layers(_LAYERS)
        self._outlines = None
        kind = self.profile.choice.type.type_code()
        if not self.linked.isChecked() or kind is None or self.session.path is None:
            return
        layer = self.profile.choice.layer(kind)
        outline = {"style": "no", "outline_color": "#1f4e79", "outline_width": "0.4"}
        layer.setRenderer(QgsSingleSymbolRenderer(QgsFillSymbol.createSimple(outline)))
        show_layer(self.session, layer, _LAYERS, self.tr("Atlas Soins: questions"))
        self._outlines = layer
        layer.selectionChanged.connect(self._follow_map)
        layer.willBeDeleted.connect(self._forget)

    def _choose(self, keys: list[str]) -> None:
        """What is chosen in the chart is chosen in the map and in the answer."""
        if self._following:
            return
        self._following = True
        if self._outlines is not None:
            field = self.profile.choice.key(self.profile.choice.type.type_code() or "")
            wanted = set(keys)
            self._outlines.selectByIds([one.id() for one in self._outlines.getFeatures() if one[field] in wanted])
        self._following = False

    def _follow_map(self, *_: object) -> None:
        if self._following or self._outlines is None:
            return
        self._following = True
        field = self.profile.choice.key(self.profile.choice.type.type_code() or "")
        self.charts.plot.select([one[field] for one in self._outlines.getSelectedFeatures()])
        self._following = False

    def _forget(self) -> None:
        self._outlines = None

    def _update_state(self) -> None:
        path, reading = self.session.path, self.profile.choice.reading.busy
        if path is None:
            self.state.setText(no_atlas())
        elif reading:
            self.state.setText(being_read())
        else:
            self.state.setText(self.tr("Choose a territory, see its profile and charts, or ask a question."))
        idle = path is not None and self.bar.run is None and not reading
        for part in (self.profile, self.charts, self.ask):
            part.update_state(idle)


def _charts_of(path: Path, kind: str, place: str) -> dict[str, dict[str, str]]:
    from ..core.questions.territory_charts import choices
    from ..gis.question_store import load_region
    from ..gis.workspace import Workspace

    return choices(load_region(Workspace.open(path)), kind, place)
