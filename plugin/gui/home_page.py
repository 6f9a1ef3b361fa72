"""The first page: open an atlas, make one, and see what it holds."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from qgis.core import QgsSettings
from qgis.PyQt.QtCore import QDir, QLocale, Qt
from qgis.PyQt.QtWidgets import (
    QFileDialog,
    QHeaderView,
    QLabel,
    QPushButton,
    QSizePolicy,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from .session import Session

_FOLDER_KEY = "atlas_soins/last_folder"


class HomePage(QWidget):
    """Opens a workspace and lists its tables with where their rows come from."""

    def __init__(self, session: Session):
        super().__init__()
        self.session = session
        self.title = QLabel()
        self.title.setWordWrap(True)
        self.demo_button = QPushButton(self.tr("Open the &demo region…"))
        self.demo_button.setToolTip(self.tr("Copies the region that comes with the plugin into a folder, and opens it"))
        self.open_button = QPushButton(self.tr("&Open an atlas…"))
        self.new_button = QPushButton(self.tr("&New atlas…"))
        self.layers_button = QPushButton(self.tr("Show its &layers in the map"))
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
        for widget in (self.demo_button, self.open_button, self.new_button, self.title, caption):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        layout.addWidget(self.layers_button)
        order = (self.demo_button, self.open_button, self.new_button, self.table, self.layers_button)
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

        self.demo_button.clicked.connect(self._choose_demo)
        self.open_button.clicked.connect(self._choose_atlas)
        self.new_button.clicked.connect(self._choose_new)
        self.layers_button.clicked.connect(self.show_layers)
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
        from ..gis.workspace import Workspace
        from ..gis.workspace_layers import add_workspace_layers

        with self.session.errors_told():
            layer = add_workspace_layers(Workspace.open(self.session.path))
            if layer is not None:
                canvas = self.session.iface.mapCanvas()
                canvas.setExtent(canvas.mapSettings().layerExtentToOutputExtent(layer, layer.extent()))
                canvas.refresh()

    def refresh(self) -> None:
        """Read the open atlas again and fill the list."""
        self.table.clear()
        self.layers_button.setEnabled(self.session.path is not None)
        if self.session.path is None:
            self.title.setText(self.tr("No atlas is open. An atlas is one GeoPackage file."))
            return
        self.title.setText(f"<b>{self.session.path.stem}</b><br>{QDir.toNativeSeparators(str(self.session.path))}")
        with self.session.errors_told():
            self._fill()
        if self.table.topLevelItemCount() == 0:
            self.table.addTopLevelItem(QTreeWidgetItem([self.tr("Nothing yet")]))

    def _fill(self) -> None:
        from ..gis.workspace import Workspace

        workspace = Workspace.open(self.session.path)
        sources = workspace.sources()
        origins = sources["table_nom"].str.split(":").str[0]  # "territoire:canton" is a part of "territoire"
        for table in workspace.tables():
            of_table = sources[origins == table]
            dates = sorted(set(of_table["date_donnees"].dropna()))
            mentions = "; ".join(dict.fromkeys(of_table["mention"].dropna()))
            item = QTreeWidgetItem(
                [table, QLocale().toString(workspace.count(table)), dates[-1] if dates else "", mentions]
            )
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setToolTip(3, mentions)
            if of_table["illustratif"].fillna(False).any():
                item.setText(3, self.tr("{source} (illustrative)").format(source=mentions))
            self.table.addTopLevelItem(item)

    # Dialogs

    def _choose_demo(self) -> None:
        title = self.tr("Folder for the copy of the demo region")
        folder = QFileDialog.getExistingDirectory(self, title, _last_folder())
        if folder:
            QgsSettings().setValue(_FOLDER_KEY, folder)
            self.open_demo(Path(folder))

    def _choose_atlas(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, self.tr("Open an atlas"), _last_folder(), "GeoPackage (*.gpkg)")
        if path:
            QgsSettings().setValue(_FOLDER_KEY, str(Path(path).parent))
            with self.session.errors_told():
                self.session.open(Path(path))

    def _choose_new(self) -> None:
        from .new_atlas import NewAtlasDialog

        dialog = NewAtlasDialog(_last_folder(), self)
        if not dialog.exec():
            return
        from ..gis.workspace import Workspace

        with self.session.errors_told():
            Workspace.create(dialog.path(), dialog.crs())
            self.session.open(dialog.path())
            QgsSettings().setValue(_FOLDER_KEY, str(dialog.path().parent))


def _last_folder() -> str:
    return QgsSettings().value(_FOLDER_KEY, QDir.homePath())
