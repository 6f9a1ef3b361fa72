"""The dialog of the express map: a theme, a territory, and in a moment a page, a slide and a picture to paste."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtGui import QDesktopServices, QGuiApplication, QPixmap
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from .run_bar import RunBar
from .runner import AlgorithmRun
from .session import Session

_REGION, _COMMUNE = "region", "commune"
_PREVIEW_WIDTH = 560


def open_express(session: Session) -> ExpressDialog | None:
    """Show the dialog beside the window; nothing without an open atlas."""
    if session.path is None:
        return None
    with session.errors_told():
        dialog = ExpressDialog(session, session.iface.mainWindow())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()
        return dialog
    return None


class ExpressDialog(QDialog):
    """Runs ``atlas_soins:express_map`` and shows what came of it."""

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(self.tr("Express map"))
        self.theme = _searched(QComboBox())
        self.kind = QComboBox()
        self.territory = _searched(QComboBox())
        self.folder = QgsFileWidget()
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setFilePath(str(session.path.parent / f"{session.path.stem}_express"))
        self.bar = RunBar(session, self.tr("Progress of the map"))
        self.preview = QLabel(self.tr("The slide will be shown here."))
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.preview.setMinimumSize(_PREVIEW_WIDTH, _PREVIEW_WIDTH * 9 // 16)
        self.preview.setAccessibleName(self.tr("The map drawn last"))
        self.draw_button = QPushButton(self.tr("&Draw"))
        self.draw_button.setDefault(True)
        self.copy_button = QPushButton(self.tr("&Copy the slide"))
        self.page_button = QPushButton(self.tr("Open the A4 &page"))
        self.closing = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self._files: dict[str, str] = {}
        self._lay_out()
        self._fill()
        self.kind.currentIndexChanged.connect(self._fill_territories)
        self.draw_button.clicked.connect(self.draw)
        self.copy_button.clicked.connect(self.copy)
        self.page_button.clicked.connect(self._open_page)
        self.closing.rejected.connect(self.reject)
        self.bar.changed.connect(self._update_state)
        self._update_state()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("&Theme:"), self.theme)
        form.addRow(self.tr("T&ype of territory:"), self.kind)
        form.addRow(self.tr("T&erritory:"), self.territory)
        form.addRow(self.tr("&Folder of the files:"), self.folder)
        buttons = QHBoxLayout()
        for button in (self.draw_button, self.copy_button, self.page_button):
            buttons.addWidget(button)
        buttons.addStretch()
        buttons.addWidget(self.closing)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self.bar)
        layout.addWidget(self.preview, 1)
        layout.addLayout(buttons)
        order = (
            self.theme, self.kind, self.territory, self.folder, self.draw_button, self.copy_button, self.page_button,
            self.closing,
        )  # fmt: skip
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

    def _fill(self) -> None:
        from ..atlas.own_catalogue import catalogue_of
        from ..core.establishments.activities import activities
        from ..gis.territory_store import territory_types
        from ..gis.workspace import Workspace

        workspace = Workspace.open(self.session.path)
        for sheet in catalogue_of(workspace).sheets:
            self.theme.addItem(f"{sheet.id}  {sheet.title}", sheet.id)
        for key, activity in sorted(activities().items(), key=lambda item: item[1].label):
            self.theme.addItem(self.tr("{activity} (activity)").format(activity=activity.label), key)
        territories = workspace.read("territoire", ["type", "id_territoire", "libelle"])
        communes = workspace.read("commune", ["insee", "nom"]).set_axis(["id_territoire", "libelle"], axis=1)
        self._places = dict(list(territories.groupby("type"))) | {_COMMUNE: communes}
        words = territory_types(workspace)
        self.kind.addItem(self.tr("The whole region"), _REGION)
        for kind in self._places:
            if kind != _REGION:
                label = words[kind].libelle if kind in words else kind
                self.kind.addItem(self.tr("Commune") if kind == _COMMUNE else label, kind)
        self._fill_territories()

    def _fill_territories(self) -> None:
        self.territory.clear()
        kind = self.kind.currentData()
        if kind != _REGION:
            rows = self._places[kind].sort_values("libelle", kind="stable")
            for code, name in zip(rows["id_territoire"], rows["libelle"], strict=True):
                self.territory.addItem(str(name), str(code))
        self.territory.setEnabled(kind != _REGION)
        self._update_state()

    def draw(self) -> None:
        """Draw the chosen theme on the chosen territory."""
        parameters = {
            "WORKSPACE": str(self.session.path),
            "THEME": self.theme.currentData(),
            "TERRITORY_TYPE": self.kind.currentData(),
            "TERRITORY": self.territory.currentData() or "",
            "OUTPUT_FOLDER": self.folder.filePath(),
        }
        self.bar.start("atlas_soins:express_map", parameters, self.tr("Drawing the map…"), self._show_map)

    def copy(self) -> None:
        """Put the slide on the clipboard, to be pasted into a presentation or a message."""
        QGuiApplication.clipboard().setPixmap(QPixmap(self._files["PNG"]))
        self.session.say(self.tr("The slide is on the clipboard."))

    def _show_map(self, run: AlgorithmRun, outputs: dict) -> None:
        self._files = {name: outputs[name] for name in ("PDF", "PNG")}
        picture = QPixmap(outputs["PNG"])
        self.preview.setPixmap(
            picture.scaled(
                self.preview.size(), Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        )
        self.preview.setAccessibleDescription(outputs["TITLE"])
        self._update_state()

    def _open_page(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(self._files["PDF"]))

    def _update_state(self) -> None:
        running = self.bar.run is not None
        chosen = self.kind.currentData() == _REGION or self.territory.currentData() is not None
        self.draw_button.setEnabled(not running and chosen and bool(self.theme.currentData()))
        drawn = bool(self._files) and Path(self._files.get("PNG", "")).is_file()
        self.copy_button.setEnabled(drawn and not running)
        self.page_button.setEnabled(drawn and not running)


def _searched(box: QComboBox) -> QComboBox:
    """A list in which typing a part of a name finds it."""
    box.setEditable(True)
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    box.completer().setFilterMode(Qt.MatchFlag.MatchContains)
    box.completer().setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
    return box
