"""What the user holds by hand in the drawn sheets, and the way back to what is drawn automatically."""

from __future__ import annotations

from collections.abc import Callable, Generator
from typing import TYPE_CHECKING

from qgis.core import QgsProject
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from .run_bar import RunBar
from .session import Session
from .source_fields import tab_order
from .turns import Turns

if TYPE_CHECKING:
    from ..atlas.retouch.held import Retouch

_KEY_ROLE = Qt.ItemDataRole.UserRole


class RetouchesTab(QWidget):
    """The list of retouches by sheet; those chosen are let go, and their sheets drawn again."""

    def __init__(self, session: Session, bar: RunBar):
        super().__init__()
        self.session = session
        self.bar = bar
        self.turns = Turns(self, session)
        self._outdated = False
        self.hint = QLabel(
            self.tr(
                "What you changed in the designer or the map is kept when a sheet is drawn again. It is listed here."
            )
        )
        self.hint.setWordWrap(True)
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setAlternatingRowColors(True)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setHeaderLabels([self.tr("Sheet"), self.tr("Kind"), self.tr("What"), self.tr("Detail")])
        self.list.setAccessibleName(self.tr("Held by hand"))
        header = self.list.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        self.refresh_button = QPushButton(self.tr("&Look again"))
        self.release_button = QPushButton(self.tr("&Back to automatic"))
        layout = QVBoxLayout(self)
        layout.addWidget(self.hint)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.refresh_button)
        layout.addWidget(self.release_button)
        tab_order(self.list, self.refresh_button, self.release_button)
        self.refresh_button.clicked.connect(self.refresh)
        self.release_button.clicked.connect(self.release)
        self.list.itemSelectionChanged.connect(self._update_state)
        bar.changed.connect(self._update_state)
        project = QgsProject.instance()
        project.layersWillBeRemoved.connect(self._begin_anew)
        project.layoutManager().layoutAboutToBeRemoved.connect(self._begin_anew)
        self._update_state()

    def refresh(self) -> None:
        """Compare the drawn sheets with what was generated, a little at a time; a run under way is waited for."""
        self.turns.stop()
        self.list.clear()
        self._outdated = self.bar.run is not None
        if not self._outdated:
            self.turns.start(_review_all(QgsProject.instance(), self._show), lambda _: self._update_state())
        self._update_state()

    def _show(self, retouches: list[Retouch]) -> None:
        for one in retouches:
            aspects = ", ".join(one.aspects) if one.applied else self.tr("no longer on the sheet")
            item = QTreeWidgetItem(self.list, [one.sheet, self._kind(one.kind.value), one.subject, aspects])
            item.setData(0, _KEY_ROLE, one.key)
            item.setToolTip(2, one.subject)

    def _begin_anew(self, *_: object) -> None:
        """What is being looked at is taken out of the project: nothing of it may be touched any more."""
        if self.turns.busy:
            self.turns.stop()
            self._outdated = True
            QTimer.singleShot(0, self._update_state)

    def release(self) -> None:
        """Let the chosen retouches go and draw their sheets again."""
        items = self.list.selectedItems()
        if not items or self.session.path is None or self.bar.run is not None:
            return
        parameters = {
            "WORKSPACE": str(self.session.path),
            "SHEETS": ",".join(sorted({item.text(0) for item in items})),
            "RELEASE": "\n".join(item.data(0, _KEY_ROLE) for item in items),
        }
        self.bar.start(
            "atlas_soins:draw_sheets", parameters, self.tr("Drawing the sheets again…"), lambda *_: self.refresh()
        )

    def _kind(self, kind: str) -> str:
        return {
            "element": self.tr("item"),
            "ajout": self.tr("added"),
            "absent": self.tr("removed"),
            "classe": self.tr("class"),
            "nom": self.tr("label"),
            "lien": self.tr("link"),
            "texte": self.tr("text"),
            "couche": self.tr("layer"),
        }.get(kind, kind)

    def _update_state(self) -> None:
        if self._outdated and self.bar.run is None:
            self.refresh()
            return
        free = self.session.path is not None and self.bar.run is None and not self.turns.busy
        self.release_button.setEnabled(free and bool(self.list.selectedItems()))
        self.refresh_button.setEnabled(free)


def _review_all(project: QgsProject, show: Callable[[list[Retouch]], None]) -> Generator[None, None, None]:
    """Looks at one drawn sheet after the other, and shows what is held on each."""
    from ..atlas.retouch.review import drawn_sheets, review_steps

    for sheet in drawn_sheets(project):
        found = yield from review_steps(project, sheet)
        show(found.retouches)
