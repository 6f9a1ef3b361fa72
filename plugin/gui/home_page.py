"""The first page: open an atlas, make one, and see how far it has come and what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsSettings, QgsVectorLayer
from qgis.PyQt.QtCore import QDir, QLocale, QStandardPaths, Qt
from qgis.PyQt.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from .reading import Reading
from .region_steps import RegionSteps
from .run_bar import RunBar
from .session import Session
from .turns import Turns

if TYPE_CHECKING:
    from ..gis.atlas_steps import Step
    from ..gis.workspace import Workspace
    from ..gis.workspace_layers import Shown

_FOLDER_KEY = "atlas_soins/last_folder"


class HomePage(QWidget):
    """Opens a workspace and lists its tables with where their rows come from."""

    def __init__(self, session: Session):
        super().__init__()
        self.session = session
        self.reading, self.layers_reading = Reading(self, session), Reading(self, session)
        self.turns = Turns(self, session)
        self._shown: Path | None = None
        self.title = QLabel()
        self.title.setWordWrap(True)
        self.demo_button = QPushButton(self.tr("Open the &demo region"))
        self.demo_button.setToolTip(
            self.tr("Copies the region that comes with the plugin into {folder}, and opens it").format(
                folder=QDir.toNativeSeparators(str(demo_folder()))
            )
        )
        self.open_button = QPushButton(self.tr("&Open an atlas…"))
        self.new_button = QPushButton(self.tr("&New atlas…"))
        self.layers_button = QPushButton(self.tr("Show its &layers in the map"))
        self.edition_button = QPushButton(self.tr("&Edition…"))
        self.edition_button.setToolTip(self.tr("Agency, dates, logo, charter and rules of this atlas"))
        self.bar = RunBar(session, self.tr("Progress on the atlas"))
        self.steps_caption = QLabel(self.tr("Your own region, step by step:"))
        self.steps = RegionSteps()
        self.table = QTreeWidget()
        self.table.setRootIsDecorated(False)
        self.table.setAlternatingRowColors(True)
        self.table.setAccessibleName(self.tr("What the atlas holds"))
        self.table.setHeaderLabels([self.tr("Table"), self.tr("Rows"), self.tr("State of data"), self.tr("Source")])
        self.table.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.header().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        caption = QLabel(self.tr("What the atlas &holds:"))
        caption.setBuddy(self.table)

        layout = QVBoxLayout(self)
        layout.addWidget(self.demo_button)
        others = QHBoxLayout()
        others.addWidget(self.open_button)
        others.addWidget(self.new_button)
        layout.addLayout(others)
        for widget in (self.title, self.bar, self.steps_caption, self.steps, caption):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.edition_button)
        layout.addWidget(self.layers_button)
        order = (
            self.demo_button,
            self.open_button,
            self.new_button,
            self.bar.cancel_button,
            *self.steps.buttons.values(),
            self.table,
            self.edition_button,
            self.layers_button,
        )
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

        self.demo_button.clicked.connect(lambda: self.open_demo(demo_folder()))
        self.open_button.clicked.connect(self._choose_atlas)
        self.new_button.clicked.connect(self._choose_new)
        self.layers_button.clicked.connect(self.show_layers)
        self.edition_button.clicked.connect(self.edit_edition)
        self.steps.wanted.connect(self._go)
        session.workspace_changed.connect(self.refresh)
        self.refresh()

    def open_demo(self, folder: Path) -> None:
        """Copy the embedded region into ``folder``, open it and show its layers."""
        from ..gis.demo import copy_demo

        with self.session.errors_told():
            self.session.open(copy_demo(folder))
            self.show_layers()

    def show_layers(self) -> None:
        """Put the layers of the open atlas in the project and go there."""
        path = self.session.path
        self.layers_reading.start(lambda _task: _read_layers(path), self._add_layers)

    def _add_layers(self, read: tuple[Workspace, list[Shown]]) -> None:
        from ..gis.workspace_layers import add_workspace_layers

        self.turns.start(add_workspace_layers(*read), self._zoom_to)

    def _zoom_to(self, layer: QgsVectorLayer | None) -> None:
        if layer is not None:
            canvas = self.session.iface.mapCanvas()
            canvas.setExtent(canvas.mapSettings().layerExtentToOutputExtent(layer, layer.extent()))
            canvas.refresh()

    def refresh(self) -> None:
        """Say which atlas is open, and read again how far it has come and what it holds."""
        path = self.session.path
        for widget in (self.layers_button, self.edition_button):
            widget.setEnabled(path is not None)
        if path is None or path != self._shown:
            self._forget()
        if path is None:
            self.reading.stop()
            self.title.setText(
                self.tr(
                    "No atlas is open. Next: open the demo region to look around, or make a new atlas for your own "
                    "region: one GeoPackage file."
                )
            )
            return
        self.title.setText(f"<b>{escape(path.stem)}</b><br>{escape(QDir.toNativeSeparators(str(path)))}")
        self.reading.start(lambda _task: _read(path), lambda held: self._show(path, held), self._forget)

    def _forget(self) -> None:
        """Show nothing of an atlas."""
        self._shown = None
        self.table.clear()
        for widget in (self.steps_caption, self.steps):
            widget.setVisible(False)

    def _show(self, path: Path, held: _Held) -> None:
        self._shown = path
        self.steps.show_steps(held.steps, held.following)
        for widget in (self.steps_caption, self.steps):
            widget.setVisible(True)
        self.table.clear()
        for table in held.tables:
            item = QTreeWidgetItem([table.name, QLocale().toString(table.count), table.date, table.mentions])
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setToolTip(3, table.mentions)
            if table.illustrative:
                item.setText(3, self.tr("{source} (illustrative)").format(source=table.mentions))
            self.table.addTopLevelItem(item)
        if not held.tables:
            self.table.addTopLevelItem(QTreeWidgetItem([self.tr("Nothing yet")]))

    # Dialogs

    def edit_edition(self) -> None:
        """Ask for the settings of the edition and store what was changed."""
        from ..gis.workspace import Workspace
        from .edition_dialog import EditionDialog

        with self.session.errors_told():
            workspace = Workspace.open(self.session.path)
            dialog = EditionDialog(workspace.name, workspace.settings(), self.session.path.parent, self)
            if dialog.exec():
                self._store(self.session.path, dialog.changes())

    def make_atlas(self, path: Path, crs: str) -> None:
        """Make an empty atlas that starts with the user's settings, and open it."""
        from ..gis.settings import current_settings, for_new_atlas

        def made(_run, _outputs: dict) -> None:
            with self.session.errors_told():
                self.session.open(path)
            self._store(path, for_new_atlas(current_settings()))

        parameters = {"FILE": str(path), "CRS": crs}
        self.bar.start("atlas_soins:create_workspace", parameters, self.tr("The atlas is being made…"), made)

    def _store(self, path: Path, settings: dict[str, str]) -> None:
        from ..atlas.edition_settings import as_lines

        if settings:
            parameters = {"WORKSPACE": str(path), "SETTINGS": as_lines(settings)}
            words = self.tr("The edition is being stored…")
            self.bar.start("atlas_soins:edit_settings", parameters, words, self._stored)

    def _stored(self, _run, _outputs: dict) -> None:
        self.session.workspace_changed.emit()

    def _go(self, page: str) -> None:
        if page:
            self.session.job_wanted.emit(page)
        else:
            self.edit_edition()

    def _choose_atlas(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Open an atlas"), _last_folder(), "GeoPackage (*.gpkg)")
        if path:
            QgsSettings().setValue(_FOLDER_KEY, str(Path(path).parent))
            with self.session.errors_told():
                self.session.open(Path(path))

    def _choose_new(self) -> None:
        from .new_atlas import NewAtlasDialog

        dialog = NewAtlasDialog(_last_folder(), self)
        if dialog.exec():
            QgsSettings().setValue(_FOLDER_KEY, str(dialog.path().parent))
            self.make_atlas(dialog.path(), dialog.crs())


def demo_folder() -> Path:
    """Where the copy of the demo region goes: beside the user's atlases, else in the documents."""
    from ..gis.settings import current_settings

    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(current_settings().dossier or documents or QDir.homePath()) / "atlas_soins_demo"


def _last_folder() -> str:
    from ..gis.settings import current_settings, start_folder

    return QgsSettings().value(_FOLDER_KEY, "") or start_folder(current_settings())


@dataclass(frozen=True)
class _Table:
    """A table of the atlas: its rows, the latest date and the mentions of its sources."""

    name: str
    count: int
    date: str
    mentions: str
    illustrative: bool


@dataclass(frozen=True)
class _Held:
    """What the page reads; ``following`` is the key of the next step."""

    steps: list[Step]
    following: str
    tables: list[_Table]


def _read_layers(path: Path) -> tuple[Workspace, list[Shown]]:
    from ..gis.workspace import Workspace
    from ..gis.workspace_layers import shown_layers

    workspace = Workspace.open(path)
    return workspace, shown_layers(workspace)


def _read(path: Path) -> _Held:
    from ..gis.atlas_steps import next_step, steps_of
    from ..gis.workspace import Workspace

    workspace = Workspace.open(path)
    counts = workspace.counts()
    steps = steps_of(workspace, counts)
    sources = workspace.sources()
    origins = sources["table_nom"].str.split(":").str[0]  # "territoire:canton" is a part of "territoire"
    tables = []
    for table, count in counts.items():
        of_table = sources[origins == table]
        dates = sorted(set(of_table["date_donnees"].dropna()))
        mentions = "; ".join(dict.fromkeys(of_table["mention"].dropna()))
        illustrative = bool(of_table["illustratif"].fillna(False).any())
        tables.append(_Table(table, count, dates[-1] if dates else "", mentions, illustrative))
    return _Held(steps, next_step(steps), tables)
