"""The tab of hand corrections: a commune goes to another territory, for a reason somebody gives."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QCompleter,
    QFormLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from .corrections import ReasonForm
from .reading import Reading, being_read
from .run_bar import RunBar
from .session import Session
from .source_fields import ChoiceBox, TypeBox, tab_order

if TYPE_CHECKING:
    from ..gis.territory_overview import Decision, TerritoryOverview

_DECISION = Qt.ItemDataRole.UserRole


class MovesTab(QWidget):
    """Runs ``move_commune``, and lists the decisions made so far."""

    def __init__(self, session: Session, bar: RunBar):
        super().__init__()
        self.session, self.bar = session, bar
        self._idle = False
        self._names: dict[str, str] = {}
        self._member_of: dict[str, str] = {}
        self.reading = Reading(self, session)
        self.type = TypeBox()
        self.commune = ChoiceBox()
        self.commune.setEditable(True)
        self.commune.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.commune.completer().setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.commune.completer().setFilterMode(Qt.MatchFlag.MatchContains)
        self.current = QLabel()
        self.current.setWordWrap(True)
        self.territory = ChoiceBox()
        self.why = ReasonForm()
        self.move_button = QPushButton(self.tr("&Move the commune"))
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setAlternatingRowColors(True)
        self.list.setMinimumHeight(90)
        self.list.setHeaderLabels(
            [self.tr("Commune"), self.tr("Goes to"), self.tr("Reason"), self.tr("Author"), self.tr("Date")]
        )
        self.list.setAccessibleName(self.tr("Communes moved by hand"))
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        list_label = QLabel(self.tr("&Communes moved by hand; each later import obeys:"))
        list_label.setBuddy(self.list)
        list_label.setWordWrap(True)
        self.forget_button = QPushButton(self.tr("&Take back"))
        self.forget_button.setToolTip(
            self.tr("Forgets the decision; the commune goes back when its zoning is loaded or computed again")
        )

        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.tr("T&ype:"), self.type)
        form.addRow(self.tr("C&ommune:"), self.commune)
        form.addRow(self.tr("Lies in:"), self.current)
        form.addRow(self.tr("&Goes to:"), self.territory)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addLayout(self.why)
        layout.addWidget(self.move_button)
        layout.addWidget(list_label)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.forget_button)
        tab_order(
            self.type, self.commune, self.territory, self.why.author, self.why.reason, self.move_button, self.list,
            self.forget_button,
        )
        self.type.currentIndexChanged.connect(self._read_members)
        self.commune.currentTextChanged.connect(self._show_current)
        for signal in (
            self.territory.currentIndexChanged, self.why.author.textChanged, self.why.reason.textChanged,
            self.list.itemSelectionChanged,
        ):
            signal.connect(lambda *_: self.update_state(self._idle))
        self.move_button.clicked.connect(self.move_commune)
        self.forget_button.clicked.connect(self.take_back)

    def refresh(self, state: TerritoryOverview, communes: dict[str, str], decisions: list[Decision]) -> None:
        """Offer the partitions that have a composition and the communes (code, name), and list the decisions."""
        movable = {code for code in state.compositions if code not in state.types or state.types[code].partition}
        blocked = self.type.blockSignals(True)
        self.type.set_types({code: state.label(code) for code in sorted(movable)})
        self.type.blockSignals(blocked)
        self.list.clear()
        for one in decisions:
            place = f"{one.territory} ({state.label(one.kind)})"
            item = QTreeWidgetItem([f"{one.name} ({one.commune})", place, one.reason, one.author, one.date])
            item.setData(0, _DECISION, (one.commune, one.kind))
            for column in range(5):
                item.setToolTip(column, item.text(column))
            self.list.addTopLevelItem(item)
        blocked = self.commune.blockSignals(True)
        before = self.commune.currentData()
        self.commune.clear()
        for code, name in communes.items():
            self.commune.addItem(f"{name} ({code})", code)
        self.commune.setCurrentIndex(max(self.commune.findData(before), 0))
        self.commune.blockSignals(blocked)
        self._read_members()

    def update_state(self, idle: bool) -> None:
        """Enable what can be done; ``idle``: an atlas is open and nothing runs."""
        self._idle = idle
        commune = self._commune_code()
        elsewhere = self.territory.currentData() not in (None, self._member_of.get(commune))
        self.move_button.setEnabled(idle and commune is not None and elsewhere and self.why.ready())
        self.forget_button.setEnabled(idle and bool(self.list.selectedItems()))

    def move_commune(self) -> None:
        """Run ``move_commune`` on what is chosen."""
        parameters = {
            "WORKSPACE": str(self.session.path),
            "TYPE": self.type.type_code(),
            "COMMUNE": self._commune_code(),
            "TERRITORY": self.territory.currentData(),
            "AUTHOR": self.why.author.text().strip(),
            "REASON": self.why.reason.toPlainText().strip(),
        }
        self.why.keep_author()
        self.bar.start("atlas_soins:move_commune", parameters, self.tr("Moving the commune…"), self._moved)

    def take_back(self) -> None:
        """Forget the decision chosen in the list."""
        from ..gis.correction_store import take_back
        from ..gis.territory_moves import TABLE
        from ..gis.workspace import Workspace

        commune, kind = self.list.selectedItems()[0].data(0, _DECISION)
        with self.session.errors_told():
            take_back(Workspace.open(self.session.path), TABLE, commune, kind)
            self.session.say(self.tr("Taken back. Load or compute this zoning again to see the commune where it was."))
        self.session.workspace_changed.emit()

    def _moved(self, _run, _outputs: dict) -> None:
        self.session.say(self.tr("The commune is moved, the outlines are built again."))
        self.why.reason.clear()
        self.session.workspace_changed.emit()

    def _read_members(self, *_: object) -> None:
        """Which communes lie in which territories of the type chosen; until it is known nothing can be moved."""
        kind, path = self.type.type_code(), self.session.path
        self.reading.stop()
        if kind is not None and path is not None:
            self.reading.start(lambda _task: _members(path, kind), self._offer_members, self._show_current)
        self._offer_members(({}, {}))

    def _offer_members(self, read: tuple[dict[str, str], dict[str, str]]) -> None:
        self._names, self._member_of = read
        self.territory.clear()
        for code, name in self._names.items():
            self.territory.addItem(f"{name} ({code})" if name != code else name, code)
        self._show_current()

    def _commune_code(self) -> str | None:
        """The code of the commune whose name stands in the field; None while another text is typed."""
        row = self.commune.findText(self.commune.currentText(), Qt.MatchFlag.MatchFixedString)
        return self.commune.itemData(row) if row >= 0 else None

    def _show_current(self, *_: object) -> None:
        commune = self._commune_code()
        code = self._member_of.get(commune)
        nowhere = self.tr("no territory of this type") if commune else ""
        nowhere = being_read() if self.reading.busy else nowhere
        self.current.setText(self._names.get(code, code) if code else nowhere)
        self.update_state(self._idle)


def _members(path: Path, kind: str) -> tuple[dict[str, str], dict[str, str]]:
    from ..gis.territory_overview import members
    from ..gis.workspace import Workspace

    return members(Workspace.open(path), kind)
