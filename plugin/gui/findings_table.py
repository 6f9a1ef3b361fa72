"""Findings as a table: sorted by any column, zoomed to in the map, accepted with a reason."""

from __future__ import annotations

from collections.abc import Iterable

from qgis.core import QgsCoordinateTransform, QgsProject, QgsRectangle
from qgis.PyQt.QtCore import QSortFilterProxyModel, Qt
from qgis.PyQt.QtGui import QStandardItem, QStandardItemModel
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QStyle,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from ..core.finding_subjects import Subject, finding_key, subjects_of
from ..core.findings import Finding, InputError, Severity
from ..gis.messages import sentence, severity_name
from .corrections import ReasonDialog
from .session import Session

_SORT, _KEY = Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
_SEVERITY, _MESSAGE, _LINE, _ACCEPTED = range(4)
_RANK = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_ICONS = {
    Severity.ERROR: QStyle.StandardPixmap.SP_MessageBoxCritical,
    Severity.WARNING: QStyle.StandardPixmap.SP_MessageBoxWarning,
    Severity.INFO: QStyle.StandardPixmap.SP_MessageBoxInformation,
}
_AROUND_A_POINT = 3_000.0  # map units shown on each side of a site
_MARGIN = 1.3


class FindingsTable(QWidget):
    """The findings of one run. A severity is a shape and a word; Enter or a double click goes to the place."""

    def __init__(self, session: Session, name: str):
        super().__init__()
        self.session = session
        self._findings: list[Finding] = []
        self._accepted: dict[str, str] = {}
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.summary.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.model = QStandardItemModel(0, 4, self)
        self.proxy = _Sorted(self)
        self.proxy.setSourceModel(self.model)
        self.view = QTreeView()
        self.view.setModel(self.proxy)
        self.view.setRootIsDecorated(False)
        self.view.setUniformRowHeights(True)
        self.view.setAlternatingRowColors(True)
        self.view.setSortingEnabled(True)
        self.view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setAccessibleName(name)
        self.view.setMinimumHeight(120)
        self.summary.setBuddy(self.view)
        self.detail = QLabel()
        self.detail.setWordWrap(True)
        self.detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.zoom_button = QPushButton(self.tr("&Zoom to it"))
        self.accept_button = QPushButton(self.tr("&Accept…"))
        self.accept_button.setToolTip(self.tr("Keep with a reason that this is known and right"))
        self.take_back_button = QPushButton(self.tr("Take acceptance &back"))
        self.show_accepted = QCheckBox(self.tr("Show accepted ones"))

        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.summary)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.detail)
        row = QHBoxLayout()
        row.addWidget(self.zoom_button)
        row.addWidget(self.accept_button)
        row.addStretch()
        layout.addLayout(row)
        layout.addWidget(self.show_accepted)
        layout.addWidget(self.take_back_button)

        self.view.selectionModel().selectionChanged.connect(self._update_state)
        self.view.activated.connect(self.zoom)  # Enter, or a double click
        self.zoom_button.clicked.connect(self.zoom)
        self.accept_button.clicked.connect(self.accept)
        self.take_back_button.clicked.connect(self.take_back)
        self.show_accepted.toggled.connect(self._fill)
        self._fill()

    def set_findings(self, findings: Iterable[Finding]) -> None:
        """Show these findings, those accepted before set apart."""
        self._findings = list(findings)
        self._read_accepted()
        self._fill()

    def selected(self) -> list[Finding]:
        """The findings of the rows chosen."""
        return [self._findings[index.data(_KEY)] for index in self.view.selectionModel().selectedRows(_SEVERITY)]

    def shown(self) -> list[Finding]:
        """The findings in the table, in the order they stand."""
        rows = range(self.proxy.rowCount())
        return [self._findings[self.proxy.index(row, _SEVERITY).data(_KEY)] for row in rows]

    def zoom(self) -> None:
        """Go to the places of the rows chosen and make them flash."""
        subjects = [subject for finding in self.selected() for subject in subjects_of(finding)]
        if self.session.path is None or not subjects:
            return
        with self.session.errors_told():
            if not zoom_to(self.session, subjects):
                self.session.say(self.tr("This has no place in the workspace."))

    def accept(self) -> None:
        """Ask who accepts the rows chosen and why, and keep it in the workspace."""
        findings = self.selected()
        if not findings or self.session.path is None:
            return
        dialog = ReasonDialog(self.tr("Accept {n} findings").format(n=len(findings)), self)
        if dialog.exec():
            self.keep_accepted(findings, dialog.author(), dialog.reason())

    def keep_accepted(self, findings: list[Finding], author: str, reason: str) -> None:
        """Write that findings are accepted, and by whom and why."""
        from ..gis.correction_store import accept_findings
        from ..gis.workspace import Workspace

        keys = {finding_key(finding): (finding.code, sentence(finding)) for finding in findings}
        with self.session.errors_told():
            accept_findings(Workspace.open(self.session.path), keys, author, reason)
        self._read_accepted()
        self._fill()

    def take_back(self) -> None:
        """The rows chosen are findings like any other again."""
        from ..gis.correction_store import ACCEPTED, take_back
        from ..gis.workspace import Workspace

        with self.session.errors_told():
            workspace = Workspace.open(self.session.path)
            for finding in self.selected():
                take_back(workspace, ACCEPTED, finding_key(finding), finding.code)
        self._read_accepted()
        self._fill()

    def _read_accepted(self) -> None:
        from ..gis.correction_store import accepted_findings
        from ..gis.workspace import Workspace

        self._accepted = {}
        if self._findings and self.session.path is not None:
            with self.session.errors_told():
                self._accepted = accepted_findings(Workspace.open(self.session.path))

    def _fill(self) -> None:
        self.model.clear()
        self.model.setHorizontalHeaderLabels(["", self.tr("Finding"), self.tr("Line"), self.tr("Accepted")])
        for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            self.model.setHeaderData(_SEVERITY, Qt.Orientation.Horizontal, self.tr("Severity"), role)
        set_apart = 0
        for number, finding in enumerate(self._findings):
            reason = self._accepted.get(finding_key(finding), "")
            set_apart += bool(reason)
            if not reason or self.show_accepted.isChecked():
                self.model.appendRow(self._row(number, finding, reason))
        header = self.view.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_MESSAGE, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        self.view.setColumnHidden(_ACCEPTED, not self.show_accepted.isChecked())
        self.view.setColumnHidden(_LINE, all(finding.row is None for finding in self._findings))
        self.view.sortByColumn(_SEVERITY, Qt.SortOrder.AscendingOrder)
        counts = {severity: 0 for severity in Severity}
        for finding in self._findings:
            counts[finding.severity] += 1
        text = self.tr("Errors: {errors}. Warnings: {warnings}. Information: {infos}. Accepted: {accepted}.")
        self.summary.setText(
            text.format(
                errors=counts[Severity.ERROR],
                warnings=counts[Severity.WARNING],
                infos=counts[Severity.INFO],
                accepted=set_apart,
            )
            if self._findings
            else self.tr("No findings to show.")
        )
        self.show_accepted.setVisible(set_apart > 0 or self.show_accepted.isChecked())
        self._update_state()

    def _row(self, number: int, finding: Finding, reason: str) -> list[QStandardItem]:
        text = sentence(finding)
        severity = QStandardItem(self.style().standardIcon(_ICONS[finding.severity]), "")
        word = severity_name(finding.severity)
        severity.setToolTip(word)
        severity.setAccessibleText(word)
        severity.setData((_RANK[finding.severity], finding.code, number), _SORT)
        severity.setData(number, _KEY)
        message = QStandardItem(text)
        message.setToolTip(text)
        line = QStandardItem("" if finding.row is None else str(finding.row))
        line.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        message.setData(text.casefold(), _SORT)
        line.setData(-1 if finding.row is None else int(finding.row), _SORT)
        accepted = QStandardItem(reason)
        accepted.setToolTip(reason)
        accepted.setData(reason.casefold(), _SORT)
        return [severity, message, line, accepted]

    def _update_state(self) -> None:
        findings = self.selected()
        opened = self.session.path is not None
        self.zoom_button.setEnabled(opened and any(subjects_of(finding) for finding in findings))
        accepted = [finding for finding in findings if finding_key(finding) in self._accepted]
        self.accept_button.setEnabled(opened and len(accepted) < len(findings))
        self.take_back_button.setEnabled(opened and bool(accepted))
        self.take_back_button.setVisible(self.show_accepted.isChecked())
        one = findings[0] if len(findings) == 1 else None
        self.detail.setText(f"{severity_name(one.severity)} {one.code} – {sentence(one)}" if one else "")
        self.detail.setVisible(len(findings) == 1)
        for widget in (self.view, self.zoom_button, self.accept_button):
            widget.setVisible(bool(self._findings))


class _Sorted(QSortFilterProxyModel):
    """Sorts by what a cell means rather than by its words: errors first, lines as numbers."""

    def lessThan(self, left, right) -> bool:
        return left.data(_SORT) < right.data(_SORT)


def zoom_to(session: Session, subjects: Iterable[Subject]) -> bool:
    """Bring places of the open atlas into the map and make them flash; False where none has a place."""
    from ..gis.places import geometry_of, system_of
    from ..gis.workspace import Workspace

    if session.path is None:
        raise InputError.of("FIC01", chemin="")
    workspace = Workspace.open(session.path)
    geometries = [geometry_of(workspace, subject) for subject in dict.fromkeys(subjects)]
    geometries = [geometry for geometry in geometries if not geometry.isNull()]
    if not geometries:
        return False
    system = system_of(workspace)
    box = QgsRectangle()
    for geometry in geometries:
        box.combineExtentWith(geometry.boundingBox())
    if box.width() < 2 * _AROUND_A_POINT and box.height() < 2 * _AROUND_A_POINT:
        box.grow(_AROUND_A_POINT)
    else:
        box.scale(_MARGIN)
    canvas = session.iface.mapCanvas()
    transform = QgsCoordinateTransform(system, canvas.mapSettings().destinationCrs(), QgsProject.instance())
    canvas.setExtent(transform.transformBoundingBox(box))
    canvas.refresh()
    canvas.flashGeometries(geometries, system)
    return True
