"""The page of the atlas: the sheets and their state, the check before printing, the export, what is held by hand."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QLabel, QTabWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from .atlas_export_tab import ExportTab
from .atlas_preflight_tab import PreflightTab
from .atlas_retouches_tab import RetouchesTab
from .atlas_sheets_tab import SheetsTab
from .reading import no_atlas
from .run_bar import RunBar
from .runner import AlgorithmRun
from .scrolling import scrolling
from .session import Session


class AtlasPage(QWidget):
    """Four steps in tabs over one list of sheets, and under them the progress of what is running."""

    def __init__(self, session: Session):
        super().__init__()
        self.session = session
        self.state = QLabel()
        self.state.setWordWrap(True)
        self.bar = RunBar(session, self.tr("Progress on the atlas"))
        self.sheets_tab = SheetsTab(session, self.bar)
        self.preflight_tab = PreflightTab(session, self.bar)
        self.export_tab = ExportTab(session, self.bar, self.chosen)
        self.retouches_tab = RetouchesTab(session, self.bar)
        self.export_button = self.export_tab.export_button
        self.tabs = QTabWidget()
        self.tabs.setUsesScrollButtons(True)
        self.tabs.setAccessibleName(self.tr("Steps of the atlas"))
        self.tabs.addTab(self.sheets_tab, self.tr("&1 Sheets"))
        self.tabs.addTab(self.preflight_tab, self.tr("&2 Check"))
        self.tabs.addTab(scrolling(self.export_tab), self.tr("&3 Export"))
        self.tabs.addTab(self.retouches_tab, self.tr("&4 Held by hand"))
        layout = QVBoxLayout(self)
        layout.addWidget(self.state)
        layout.addWidget(self.tabs, 1)
        layout.addWidget(self.bar)
        self.bar.changed.connect(self._update_state)
        self.sheets_tab.changed.connect(self._update_state)
        self.tabs.currentChanged.connect(self._show_tab)
        session.workspace_changed.connect(self.refresh)
        self.refresh()

    @property
    def run(self) -> AlgorithmRun | None:
        """The run under way."""
        return self.bar.run

    def items(self) -> list[QTreeWidgetItem]:
        """The rows of the sheets, in the order of the book."""
        return self.sheets_tab.items()

    def chosen(self) -> list[str]:
        """The ids of the ticked sheets, in the order of the book."""
        return self.sheets_tab.chosen()

    def export(self) -> None:
        """Start printing the ticked sheets of the open atlas."""
        self.export_tab.export()

    def refresh(self) -> None:
        """Read the open atlas again, and say what comes next."""
        self.sheets_tab.refresh()
        self.export_tab.refresh()
        self.preflight_tab.refresh()
        self._update_state()

    def _show_tab(self, index: int) -> None:
        if self.tabs.widget(index) is self.retouches_tab:
            self.retouches_tab.refresh()

    def _update_state(self) -> None:
        self.export_tab.update_state()
        self.preflight_tab.update_state()
        if self.session.path is None:
            self.state.setText(no_atlas())
            return
        if self.sheets_tab.reading.busy:
            words = self.tr("<b>{name}</b>: what its sheets lack is being read…")
            self.state.setText(words.format(name=self.session.path.stem))
            return
        ready, waiting, drawn = self.sheets_tab.counts()
        text = self.tr("<b>{name}</b>: sheets that can be printed {ready}, waiting for data {waiting}, drawn {drawn}.")
        hint = (
            self.tr("Choose a sheet and open it in the designer, or export them all.")
            if not drawn
            else self.tr("Check the drawn sheets, then export.")
        )
        words = text.format(name=self.session.path.stem, ready=ready, waiting=waiting, drawn=drawn)
        self.state.setText(f"{words} {hint}")
