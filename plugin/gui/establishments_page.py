"""The page of establishments: import, check, find, compare, draw a theme, with the findings under them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qgis.PyQt.QtCore import QLocale
from qgis.PyQt.QtWidgets import QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from .findings_table import FindingsTable
from .reading import PageReading, no_atlas
from .run_bar import RunBar
from .session import Session
from .site_activities import symbol_images
from .site_compare_tab import CompareTab
from .site_find_tab import FindChoices, FindTab, read_find_choices
from .site_import_tab import SiteImportTab
from .site_theme_tab import ThemeChoices, ThemeTab, read_theme_choices
from .source_fields import DateEdit, tab_order
from .step_tabs import StepTabs, break_texts, reveal

_TABLES = ("etablissement", "autorisation", "equipement", "capacite", "praticien", "msp", "dispositif")


class EstablishmentsPage(QWidget):
    """Five jobs in tabs; the progress of what runs and what it found stand under them."""

    def __init__(self, session: Session):
        super().__init__()
        self.session = session
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.bar = RunBar(session, self.tr("Progress on establishments"))
        self.findings = FindingsTable(session, self.tr("Findings on establishments"))
        self.imports = SiteImportTab(session, self.bar, self._show_findings)
        self.check = SiteCheckTab(session, self.bar, self._show_findings)
        self.find = FindTab(session, self.bar, self._show_findings)
        self.compare = CompareTab(session, self.bar, self._show_findings)
        self.theme = ThemeTab(session, self.bar, self._show_findings)
        self.reading = PageReading(self, session, self.state, self._update_state)
        self.tabs = StepTabs(
            self.tr("Jobs on establishments"),
            [
                (self.imports, self.tr("&1 Import")),
                (self.check, self.tr("&2 Check")),
                (self.find, self.tr("&3 Find")),
                (self.compare, self.tr("&4 Compare")),
                (self.theme, self.tr("&5 Draw")),
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
        self.reading.refresh(_read, self._show)

    def _show(self, held: _Held) -> None:
        self.check.some = self.find.some = bool(held.counts.get("etablissement"))
        self.find.refresh(held.find)
        self.theme.refresh(held.theme)
        self.state.setText(self._words(held.counts))

    def _words(self, counts: dict[str, int]) -> str:
        if self.session.path is None:
            return no_atlas()
        if not counts.get("etablissement"):
            return self.tr("Nothing yet. Next: import the FINESS register or a list of sites.")
        names = {
            "etablissement": self.tr("{n} establishments"),
            "autorisation": self.tr("{n} authorisations"),
            "equipement": self.tr("{n} rows of heavy equipment"),
            "capacite": self.tr("{n} rows of capacities (SAE, medico-social places)"),
            "praticien": self.tr("{n} rows of practitioners"),
            "msp": self.tr("{n} health centres (MSP)"),
            "dispositif": self.tr("{n} devices"),
        }
        done = ", ".join(names[table].format(n=QLocale().toString(count)) for table, count in counts.items() if count)
        if not (counts["autorisation"] or counts["capacite"]):
            text = self.tr("Done: {done}. Next: import authorisations or the SAE: they say who does what.")
        else:
            text = self.tr("Done: {done}. Next: check them, then draw a theme.")
        return text.format(done=done)

    def _show_findings(self, run) -> None:
        self.findings.set_findings(run.feedback.findings)
        if run.feedback.findings:
            reveal(self.findings)

    def _update_state(self) -> None:
        idle = self.reading.ready and self.bar.run is None
        for tab in (self.imports, self.check, self.find, self.compare, self.theme):
            tab.update_state(idle)


@dataclass(frozen=True)
class _Held:
    """What the page reads: the rows of each table, what its tabs offer."""

    counts: dict[str, int]
    find: FindChoices
    theme: ThemeChoices


def _read(path: Path | None) -> _Held:
    from ..gis.workspace import Workspace

    symbol_images()  # drawn here, so that the lists find them
    workspace = None if path is None else Workspace.open(path)
    held = {} if workspace is None else workspace.counts()
    counts = {table: held.get(table, 0) for table in _TABLES}
    return _Held(counts, read_find_choices(workspace), read_theme_choices(workspace))


class SiteCheckTab(QWidget):
    """Runs ``check_establishments``."""

    def __init__(self, session: Session, bar: RunBar, show_findings):
        super().__init__()
        self.session, self.bar, self._show_findings = session, bar, show_findings
        self.some = False
        explanation = QLabel(
            self.tr("Sites without coordinates, far from their commune or closed; legal entities; reference hospitals.")
        )
        explanation.setWordWrap(True)
        self.date = DateEdit()
        self.date.setPlaceholderText(self.tr("that of the edition"))
        self.check_button = QPushButton(self.tr("&Check"))
        form = QFormLayout()
        form.addRow(self.tr("&Date of the map:"), self.date)
        layout = QVBoxLayout(self)
        layout.addWidget(explanation)
        layout.addLayout(form)
        layout.addWidget(self.check_button)
        layout.addStretch()
        tab_order(self.date, self.check_button)
        self.check_button.clicked.connect(self.check)

    def update_state(self, idle: bool) -> None:
        """Enable what can be done; ``idle``: an atlas is open and nothing runs."""
        self.check_button.setEnabled(idle and self.some)

    def check(self) -> None:
        """Run the checks."""
        parameters = {"WORKSPACE": str(self.session.path), "DATE": self.date.date()}
        self.bar.start("atlas_soins:check_establishments", parameters, self.tr("Checking…"), self._checked)

    def _checked(self, run, outputs: dict) -> None:
        self._show_findings(run)
        if not outputs["REMARKS"]:
            self.session.say(self.tr("Nothing found: every check passed."))
