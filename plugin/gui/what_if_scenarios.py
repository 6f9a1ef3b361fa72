"""The scenarios kept in the atlas: a name to choose or to type, and two buttons."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.PyQt.QtWidgets import QComboBox, QGridLayout, QLabel, QPushButton, QWidget

from .reading import Reading
from .session import Session

if TYPE_CHECKING:
    from ..gis.what_if_store import Scenario


class ScenarioRow(QWidget):
    """Lists the scenarios; the tab opens and saves them."""

    def __init__(self, session: Session):
        super().__init__()
        self.session = session
        self._kept: list[Scenario] = []
        self.reading = Reading(self, session)
        self.names = QComboBox()
        self.names.setEditable(True)
        self.names.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.names.setMinimumContentsLength(12)
        self.names.lineEdit().setPlaceholderText(self.tr("name"))
        label = QLabel(self.tr("S&cenario:"))
        label.setBuddy(self.names)
        self.open_button = QPushButton(self.tr("O&pen"))
        self.save_button = QPushButton(self.tr("&Save"))
        rows = QGridLayout(self)  # two lines: the dock is often a third of the screen
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addWidget(label, 0, 0)
        rows.addWidget(self.names, 0, 1, 1, 2)
        rows.addWidget(self.open_button, 1, 1)
        rows.addWidget(self.save_button, 1, 2)
        self._can_open = self._can_save = False
        self.names.editTextChanged.connect(lambda _: self.update_state(self._can_open, self._can_save))

    def show_kept(self, kept: Sequence[Scenario]) -> None:
        """Offer the scenarios of the open atlas; what is typed stays."""
        typed = self.name()
        self._kept = list(kept)
        self.names.clear()
        self.names.addItems([scenario.name for scenario in self._kept])
        self.names.setEditText(typed)

    def read_again(self) -> None:
        """Read them, after one was saved."""
        path = self.session.path
        if path is not None:
            self.reading.start(lambda _task: _read(path), self.show_kept)

    def name(self) -> str:
        """The name typed or chosen."""
        return self.names.currentText().strip()

    def chosen(self) -> Scenario | None:
        """The kept scenario of that name."""
        return next((scenario for scenario in self._kept if scenario.name == self.name()), None)

    def update_state(self, can_open: bool, can_save: bool) -> None:
        """Enable what can be done."""
        self._can_open, self._can_save = can_open, can_save
        self.open_button.setEnabled(can_open and self.chosen() is not None)
        self.save_button.setEnabled(can_save and bool(self.name()))


def _read(path: Path) -> list[Scenario]:
    from ..gis.what_if_store import saved_scenarios
    from ..gis.workspace import Workspace

    return saved_scenarios(Workspace.open(path))
