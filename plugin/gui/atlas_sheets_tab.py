"""The sheets of the atlas: their state, what they wait for, a picture of those drawn, the way to the designer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QEvent, Qt, QUrl, pyqtSignal
from qgis.PyQt.QtGui import QDesktopServices, QIcon
from qgis.PyQt.QtWidgets import (
    QHeaderView,
    QLabel,
    QPushButton,
    QStyle,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ..gis.resources import DATA
from .atlas_designer import drawn_layouts, open_designer
from .atlas_thumbnails import Thumbnails
from .reading import Reading
from .run_bar import RunBar
from .session import Session
from .source_fields import tab_order

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from qgis.core import QgsTask

    from ..atlas.catalogue import Catalogue
    from ..atlas.context import AtlasContext
    from ..atlas.states import SheetState

_ID_ROLE = Qt.ItemDataRole.UserRole
_PICTURE_HEIGHT = 150
# The page of the dock that imports a table; all others are imported with the establishments.
_PAGE_OF = {
    "commune": "territories",
    "territoire": "territories",
    "composition": "territories",
    "pta": "territories",
    "cls": "territories",
    "zonage_ps": "territories",
    "cooperation": "cooperations",
    "temps_acces": "access",
    "scenario": "access",
}


class SheetsTab(QWidget):
    """Families and sheets with a box each. ``changed`` says that a state, a tick or a drawing changed."""

    changed = pyqtSignal()

    def __init__(self, session: Session, bar: RunBar):
        super().__init__()
        self.session = session
        self.bar = bar
        self.states: dict[str, SheetState] = {}
        self.thumbnails = Thumbnails(self, session)
        self.reading = Reading(self, session)
        self._context = None
        self._catalogue = None
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([self.tr("Sheet"), self.tr("State")])
        self.tree.setAccessibleName(self.tr("Sheets of the atlas"))
        self.tree.setMinimumHeight(160)
        self.tree.setUniformRowHeights(True)
        self.tree.setIndentation(14)
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        caption = QLabel(self.tr("&Sheets (ticked ones are printed):"))
        caption.setBuddy(self.tree)
        caption.setWordWrap(True)
        self.detail = QLabel()
        self.detail.setWordWrap(True)
        self.picture = QLabel()
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setAccessibleName(self.tr("Picture of the sheet"))
        self.picture.setFixedHeight(_PICTURE_HEIGHT)  # also before it is made
        self.open_button = QPushButton(self.tr("Open in the &designer"))
        self.template_button = QPushButton(self.tr("Open the &template"))
        self.import_button = QPushButton(self.tr("&Import its data"))
        self.express_button = QPushButton(self.tr("E&xpress map…"))
        self.add_button = QPushButton(self.tr("&Add a sheet…"))

        layout = QVBoxLayout(self)
        for widget in (caption, self.tree, self.detail, self.picture):
            layout.addWidget(widget, 1 if widget is self.tree else 0)
        buttons = (self.open_button, self.template_button, self.import_button, self.express_button, self.add_button)
        for button in buttons:  # one under the other: the dock is often a third of the screen
            layout.addWidget(button)
        tab_order(self.tree, *buttons)

        self.tree.currentItemChanged.connect(self._show_current)
        self.tree.itemActivated.connect(lambda *_: self.open_current())
        self.tree.itemChanged.connect(lambda *_: self.changed.emit())
        self.open_button.clicked.connect(self.open_current)
        self.template_button.clicked.connect(self._open_template)
        self.import_button.clicked.connect(self._go_to_import)
        self.express_button.clicked.connect(self._express)
        self.add_button.clicked.connect(self._add)
        bar.changed.connect(self._show_current)
        self.thumbnails.made.connect(self._show_picture)

    def refresh(self) -> None:
        """Read the catalogue, then the state of every sheet again, both in the background."""
        self.thumbnails.forget()
        self.states.clear()
        self._context = None
        path = self.session.path
        self.reading.start(lambda _task: _read_catalogue(path), self._fill, self.changed.emit)
        self._show_current()

    def items(self) -> list[QTreeWidgetItem]:
        """The rows of the sheets, in the order of the book."""
        parents = [self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount())]
        return [parent.child(row) for parent in parents for row in range(parent.childCount())]

    def chosen(self) -> list[str]:
        """The ids of the ticked sheets, in the order of the book."""
        return [item.data(0, _ID_ROLE) for item in self.items() if item.checkState(0) == Qt.CheckState.Checked]

    def counts(self) -> tuple[int, int, int]:
        """How many sheets can be drawn, wait for data, are drawn."""
        known = self.states.values()
        return sum(not one.lacking for one in known), sum(bool(one.lacking) for one in known), len(drawn_layouts())

    def current(self) -> str:
        """The id of the sheet the cursor is on, empty on a family."""
        item = self.tree.currentItem()
        return str(item.data(0, _ID_ROLE) or "") if item is not None else ""

    def open_current(self) -> None:
        """Open the sheet in the designer, drawn first where it is not or where its data have changed."""
        sheet = self.current()
        state = self.states.get(sheet)
        if not sheet or self.session.path is None or self.bar.run is not None or (state and state.lacking):
            return
        layout = drawn_layouts().get(sheet)
        if layout is not None and not (state and state.state == "stale"):
            open_designer(self.session, layout)
            return
        parameters = {"WORKSPACE": str(self.session.path), "SHEETS": sheet}
        words = self.tr("Drawing the sheet {sheet}…").format(sheet=sheet)
        self.bar.start("atlas_soins:draw_sheets", parameters, words, lambda *_: self._drawn(sheet))

    def _drawn(self, sheet: str) -> None:
        self.thumbnails.forget(sheet)
        self._read_again(sheet)
        layout = drawn_layouts().get(sheet)
        if layout is not None:
            open_designer(self.session, layout)
        self._show_current()
        self.changed.emit()

    def _fill(self, catalogue: Catalogue) -> None:
        before, chosen = self.current(), set(self.chosen())
        known = {item.data(0, _ID_ROLE) for item in self.items()}
        self._catalogue = catalogue
        blocked = self.tree.blockSignals(True)
        self.tree.clear()
        for family in catalogue.families:
            sheets = [sheet for sheet in catalogue.sheets if sheet.family.id == family.id]
            if not sheets:
                continue
            parent = QTreeWidgetItem(self.tree, [family.title])
            parent.setFirstColumnSpanned(True)
            parent.setFlags(parent.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
            for sheet in sheets:
                item = QTreeWidgetItem(parent, [f"{sheet.id}  {sheet.title}", ""])
                item.setToolTip(0, sheet.title)
                item.setData(0, _ID_ROLE, sheet.id)
                ticked = sheet.id in chosen or sheet.id not in known
                item.setCheckState(0, Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
            parent.setExpanded(True)
        self.tree.blockSignals(blocked)
        items = self.items()
        self.tree.setCurrentItem(next((item for item in items if item.data(0, _ID_ROLE) == before), items[0]))
        if self.session.path is not None:
            self._start_states()
        self.changed.emit()

    def _start_states(self) -> None:
        from ..atlas.states import drawn_states

        # The layouts are looked at here: the other thread is to touch nothing of the project.
        path, project, catalogue = self.session.path, QgsProject.instance(), self._catalogue
        drawn = drawn_states(project)
        self.reading.start(
            lambda task: _read_states(task, path, project, catalogue, drawn), self._take_states, self.changed.emit
        )

    def _take_states(self, read: tuple[AtlasContext, list[SheetState]]) -> None:
        self._context, states = read
        self._show_states(states)
        self._show_current()
        self.changed.emit()

    def _read_again(self, sheet_id: str) -> None:
        """The state of a sheet that was drawn."""
        from ..atlas.catalogue import Catalogue
        from ..atlas.states import sheet_states

        if self._context is None:
            self.refresh()
            return
        with self.session.errors_told():
            one = Catalogue(self._catalogue.families, (self._catalogue.sheet(sheet_id),))
            self._show_states(sheet_states(self._context, one))

    def _show_states(self, states: Iterable[SheetState]) -> None:
        items = {item.data(0, _ID_ROLE): item for item in self.items()}
        icons: dict[QStyle.StandardPixmap, QIcon] = {}
        blocked = self.tree.blockSignals(True)
        for state in states:
            self.states[state.id] = state
            word, picture = self._words(state.state)
            if picture not in icons:
                icons[picture] = self.style().standardIcon(picture)
            if state.id in items:
                items[state.id].setText(1, word)
                items[state.id].setIcon(1, icons[picture])
        self.tree.blockSignals(blocked)
        self.tree.viewport().update()

    def _words(self, state: str) -> tuple[str, QStyle.StandardPixmap]:
        return {
            "ready": (self.tr("ready"), QStyle.StandardPixmap.SP_DialogApplyButton),
            "missing": (self.tr("data missing"), QStyle.StandardPixmap.SP_MessageBoxWarning),
            "stale": (self.tr("data changed"), QStyle.StandardPixmap.SP_BrowserReload),
            "illegible": (self.tr("illegible source"), QStyle.StandardPixmap.SP_MessageBoxQuestion),
        }[state]

    def _show_current(self, *_: object) -> None:
        sheet = self.current()
        state = self.states.get(sheet)
        lacking = state.lacking if state else ()
        opened = self.session.path is not None and self.bar.run is None
        self.open_button.setEnabled(opened and bool(sheet) and not lacking)
        self.template_button.setVisible(bool(state and state.templates))
        self.import_button.setVisible(bool(lacking))
        self.express_button.setEnabled(opened)
        self.add_button.setEnabled(opened)
        self.detail.setText(self._detail(sheet, state))
        self.detail.setVisible(bool(self.detail.text()))
        self._show_picture()

    def _show_picture(self, *_: object) -> None:
        sheet = self.current()
        shown = sheet in drawn_layouts() and self.bar.run is None and self.isVisible()
        self.picture.clear()
        picture = self.thumbnails.of(sheet) if shown else None
        if picture is not None:
            mode = Qt.TransformationMode.SmoothTransformation
            self.picture.setPixmap(picture.scaledToHeight(_PICTURE_HEIGHT, mode))
        self.picture.setVisible(shown)

    def _detail(self, sheet: str, state: SheetState | None) -> str:
        if not sheet or state is None:
            return ""
        lines = []
        if state.state == "illegible":
            lines.append(self._catalogue.sheet(sheet).illegible)
        if state.lacking:
            lines.append(self.tr("Waits for: {tables}.").format(tables=", ".join(state.lacking)))
        if state.templates:
            lines.append(self.tr("Template: {files}.").format(files=", ".join(state.templates)))
        if state.state == "stale":
            lines.append(self.tr("Its data have changed since it was drawn: opening it draws it again."))
        return "\n".join(lines)

    def showEvent(self, event: QEvent) -> None:
        """The picture of the sheet is made when it can be seen."""
        super().showEvent(event)
        self._show_current()

    def _open_template(self) -> None:
        state = self.states.get(self.current())
        for name in state.templates if state else ():
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(DATA / "templates" / name)))

    def _go_to_import(self) -> None:
        state = self.states.get(self.current())
        if state is None or not state.lacking:
            return
        table = state.lacking[0].split(" ")[0].partition(":")[0]
        self.session.job_wanted.emit(_PAGE_OF.get(table, "establishments"))

    def _express(self) -> None:
        from .express_map import open_express

        open_express(self.session)

    def _add(self) -> None:
        from .sheet_wizard import open_wizard

        wizard = open_wizard(self.session)
        if wizard is not None:
            wizard.finished.connect(lambda *_: self.refresh())


def _read_catalogue(path: Path | None) -> Catalogue:
    from ..atlas.own_catalogue import catalogue_at

    return catalogue_at(path)


def _read_states(
    task: QgsTask, path: Path, project: QgsProject, catalogue: Catalogue, drawn: dict[str, str]
) -> tuple[AtlasContext, list[SheetState]]:
    """The states, and the context with the tables it has read; ``project`` is but kept in it."""
    from ..atlas.catalogue import Catalogue
    from ..atlas.context import AtlasContext
    from ..atlas.states import sheet_states
    from ..gis.workspace import Workspace

    context = AtlasContext(Workspace.open(path), project)
    states: list[SheetState] = []
    for sheet in catalogue.sheets:
        if task.isCanceled():
            break
        states += sheet_states(context, Catalogue(catalogue.families, (sheet,)), drawn)
    return context, states
