"""The page of territories: load, check, build, draw, correct by hand, with the findings under them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QLocale
from qgis.PyQt.QtWidgets import (
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from .findings_table import FindingsTable
from .reading import PageReading, no_atlas
from .result_layers import add_result_layers, remove_result_layers
from .road_picker import own_roads
from .run_bar import RunBar
from .session import Session
from .source_fields import ChoiceBox, TypeBox, map_scale, show_row, tab_order
from .step_tabs import StepTabs, break_texts, reveal
from .territory_build_tab import BuildTab
from .territory_load_tab import LoadTab
from .territory_moves_tab import MovesTab

if TYPE_CHECKING:
    from ..gis.territory_overview import Decision, TerritoryOverview

_LAYERS = "draw_territories"
_LISTED = 4  # more zonings than that are counted, not named


class TerritoriesPage(QWidget):
    """Five jobs in tabs; the progress of what runs and what it found stand under them."""

    def __init__(self, session: Session):
        super().__init__()
        self.session = session
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.bar = RunBar(session, self.tr("Progress on territories"))
        self.findings = FindingsTable(session, self.tr("Findings on territories"))
        self.load = LoadTab(session, self.bar, self._show_findings)
        self.check = CheckTab(session, self.bar, self._show_findings)
        self.build = BuildTab(session, self.bar, self._show_findings)
        self.draw = DrawTab(session, self.bar, self._show_findings)
        self.moves = MovesTab(session, self.bar)
        self.reading = PageReading(self, session, self.state, self._update_state)
        self.tabs = StepTabs(
            self.tr("Jobs on territories"),
            [
                (self.load, self.tr("&1 Load")),
                (self.check, self.tr("&2 Check")),
                (self.build, self.tr("&3 Build")),
                (self.draw, self.tr("&4 Draw")),
                (self.moves, self.tr("&5 Correct")),
            ],
        )
        layout = QVBoxLayout(self)
        layout.addWidget(self.state)
        layout.addWidget(self.tabs)
        layout.addWidget(self.bar)
        layout.addWidget(self.findings, 1)
        tab_order(self.tabs, self.bar.cancel_button, self.findings)
        break_texts(self)
        self.bar.changed.connect(self._update_state)
        session.workspace_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Read the open atlas again, and say what is done and what comes next."""
        self.reading.refresh(_read, self._show, (self.moves.reading,))

    def _show(self, held: _Held) -> None:
        state = held.state
        self.load.refresh(state)
        self.check.refresh(state)
        self.build.refresh(state, held.roads)
        self.draw.refresh(state)
        self.moves.refresh(state, held.communes, held.decisions)
        self.state.setText(self._words(state))

    def _words(self, state: TerritoryOverview) -> str:
        if self.session.path is None:
            return no_atlas()
        if not state.communes:
            return self.tr("Nothing yet. Next: load the communes, everything is built from them.")
        done = self.tr("{n} communes").format(n=QLocale().toString(state.communes))
        zonings = [f"{state.label(code)} ({count})" for code, count in sorted(state.territories.items())]
        self.state.setToolTip("\n".join(zonings))
        if not zonings:
            return self.tr("Done: {done}. Next: load a zoning, or build one.").format(done=done)
        if len(zonings) > _LISTED:
            zonings = [self.tr("{n} types of territories").format(n=len(zonings))]
        text = self.tr("Done: {done}; {zonings}. Next: check them, then draw them.")
        return text.format(done=done, zonings=", ".join(zonings))

    def _show_findings(self, run) -> None:
        self.findings.set_findings(run.feedback.findings)
        if run.feedback.findings:
            reveal(self.findings)

    def _update_state(self) -> None:
        idle = self.reading.ready and self.bar.run is None
        for tab in (self.load, self.check, self.build, self.draw, self.moves):
            tab.update_state(idle)


@dataclass(frozen=True)
class _Held:
    """What the page reads: ``communes`` are code and name, ``roads`` those the atlas names, "" for none."""

    state: TerritoryOverview
    communes: dict[str, str]
    decisions: list[Decision]
    roads: str


def _read(path: Path | None) -> _Held:
    from ..gis.territory_overview import TerritoryOverview, commune_names, decisions, overview
    from ..gis.workspace import Workspace

    if path is None:
        return _Held(TerritoryOverview(), {}, [], "")
    workspace = Workspace.open(path)
    return _Held(overview(workspace), commune_names(workspace), decisions(workspace), own_roads(workspace))


class CheckTab(QWidget):
    """Runs ``check_territories`` on one type or all of them."""

    def __init__(self, session: Session, bar: RunBar, show_findings):
        super().__init__()
        self.session, self.bar, self._show_findings = session, bar, show_findings
        self._some = False
        self.type = TypeBox(self.tr("all types"))
        self.overhang = QDoubleSpinBox()
        self.overhang.setRange(0, 100_000)
        self.overhang.setValue(5)
        self.overhang.setSuffix(" ha")
        self.reference = QSpinBox()
        self.reference.setRange(1, 10_000_000)
        self.reference.setGroupSeparatorShown(True)
        self.reference.setValue(70_000)
        self.reference.setToolTip(self.tr("What a sector of psychiatry is held against"))
        self.tolerance = QSpinBox()
        self.tolerance.setRange(0, 100)
        self.tolerance.setValue(50)
        self.tolerance.setSuffix(" %")
        self.check_button = QPushButton(self.tr("&Check"))
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.tr("&Types:"), self.type)
        form.addRow(self.tr("&Overhang not told:"), self.overhang)
        form.addRow(self.tr("&Inhabitants of a sector:"), self.reference)
        form.addRow(self.tr("To&lerance on them:"), self.tolerance)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.check_button)
        layout.addStretch()
        tab_order(self.type, self.overhang, self.reference, self.tolerance, self.check_button)
        self.check_button.clicked.connect(self.check)

    def refresh(self, state: TerritoryOverview) -> None:
        """Offer the types that hold something."""
        held = sorted({*state.territories, *state.compositions})
        self._some = bool(held)
        self.type.set_types({code: state.label(code) for code in held})

    def update_state(self, idle: bool) -> None:
        """Enable what can be done; ``idle``: an atlas is open and nothing runs."""
        self.check_button.setEnabled(idle and self._some)

    def check(self) -> None:
        """Run the checks."""
        parameters = {
            "WORKSPACE": str(self.session.path),
            "TYPES": self.type.type_code() or "",
            "TOLERANCE_HA": self.overhang.value(),
            "REFERENCE": self.reference.value(),
            "SECTOR_TOLERANCE": self.tolerance.value(),
        }
        self.bar.start("atlas_soins:check_territories", parameters, self.tr("Checking…"), self._checked)

    def _checked(self, run, outputs: dict) -> None:
        self._show_findings(run)
        if not outputs["REMARKS"]:
            self.session.say(self.tr("Nothing found: every check passed."))


class DrawTab(QWidget):
    """Runs ``draw_territories`` and puts its layers in the project."""

    def __init__(self, session: Session, bar: RunBar, show_findings):
        super().__init__()
        self.session, self.bar, self._show_findings = session, bar, show_findings
        self.type = TypeBox()
        self.labels = ChoiceBox()
        self.labels.addItems([self.tr("nothing"), self.tr("names"), self.tr("codes")])
        self.labels.setCurrentIndex(1)
        self.limits = TypeBox(self.tr("none"))
        self.draw_button = QPushButton(self.tr("&Draw in the map"))
        hint = QLabel(self.tr("Sizes are those of the scale the map has now: draw again after zooming far."))
        hint.setWordWrap(True)
        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.addRow(self.tr("&Type:"), self.type)
        self.form.addRow(self.tr("&Written inside:"), self.labels)
        self.form.addRow(self.tr("&Finer limits over it:"), self.limits)
        layout = QVBoxLayout(self)
        layout.addLayout(self.form)
        layout.addWidget(hint)
        layout.addWidget(self.draw_button)
        layout.addStretch()
        tab_order(self.type, self.labels, self.limits, self.draw_button)
        self.draw_button.clicked.connect(self.draw)

    def refresh(self, state: TerritoryOverview) -> None:
        """Offer the types that have outlines."""
        self.type.set_types({code: state.label(code) for code in sorted(state.territories) if code in state.types})
        finer = {code: state.label(code) for code in ("canton", "epci", "departement") if code in state.territories}
        if state.communes:
            finer = {"commune": state.label("commune"), **finer}
        self.limits.set_types(finer)
        show_row(self.form, self.limits, bool(finer))

    def update_state(self, idle: bool) -> None:
        """Enable what can be done; ``idle``: an atlas is open and nothing runs."""
        self.draw_button.setEnabled(idle and self.type.type_code() is not None)

    def draw(self) -> None:
        """Run ``draw_territories`` for the scale of the map."""
        remove_result_layers(_LAYERS)
        parameters = {
            "WORKSPACE": str(self.session.path),
            "TYPE": self.type.type_code(),
            "LABELS": self.labels.currentIndex(),
            "LIMITS": self.limits.type_code() or "",
            "SCALE": map_scale(self.session.iface.mapCanvas()),
        }
        self.bar.start("atlas_soins:draw_territories", parameters, self.tr("Drawing…"), self._drawn)

    def _drawn(self, run, outputs: dict) -> None:
        self._show_findings(run)
        add_result_layers(run, _LAYERS, outputs["LAYERS"], self.tr("Atlas Soins: territories"))
        self.session.say(self.tr("{n} territories are drawn.").format(n=outputs["TERRITORIES"]))
