"""The tab that draws sites on the map: a sheet of the catalogue, or activities of the user's own choice."""

from __future__ import annotations

from qgis.core import QgsReferencedRectangle
from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..gis.resources import RESOURCES
from ..processing.draw_sites import POINTS
from .result_layers import add_result_layers, remove_result_layers
from .run_bar import RunBar
from .session import Session
from .source_fields import ChoiceBox, map_scale, show_row, tab_order

_LAYERS = "draw_sites"
_KEY = Qt.ItemDataRole.UserRole


class ThemeTab(QWidget):
    """Runs ``draw_sites`` for the extent and the scale the map has now."""

    def __init__(self, session: Session, bar: RunBar, show_findings):
        super().__init__()
        self.session, self.bar, self._show_findings = session, bar, show_findings
        self._idle = False
        self.theme = ChoiceBox()
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(self.tr("words of an activity"))
        self.activities = QListWidget()
        self.activities.setAccessibleName(self.tr("Activities to draw"))
        self.activities.setIconSize(QSize(20, 20))
        self.activities.setMinimumHeight(150)
        self.activities.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.chosen_label = QLabel()
        self.chosen_label.setWordWrap(True)
        self.title = QLineEdit("Sites")
        self.names = QCheckBox(self.tr("&Names of the sites"))
        self.names.setChecked(True)
        self.sized = QCheckBox(self.tr("Si&ze by capacity"))
        self.sized.setToolTip(self.tr("The area of a symbol follows the beds, places or devices of its activity"))
        self.draw_button = QPushButton(self.tr("&Draw in the map"))
        hint = QLabel(self.tr("Symbols are placed for the ground and scale the map has now: draw again after zooming."))
        hint.setWordWrap(True)

        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.addRow(self.tr("&Theme:"), self.theme)
        self.form.addRow(self.tr("&Find:"), self.search)
        self.form.addRow(self.activities)
        self.form.addRow(self.chosen_label)
        self.form.addRow(self.tr("Title in the &legend:"), self.title)
        layout = QVBoxLayout(self)
        layout.addLayout(self.form)
        for widget in (self.names, self.sized, hint, self.draw_button):
            layout.addWidget(widget)
        layout.addStretch()
        tab_order(self.theme, self.search, self.activities, self.title, self.names, self.sized, self.draw_button)
        self.theme.currentIndexChanged.connect(self._show_fields)
        self.search.textChanged.connect(self._filter)
        self.activities.itemChanged.connect(self._show_chosen)
        self.draw_button.clicked.connect(self.draw)
        with session.errors_told():
            self._fill()
        self._show_fields()

    def chosen(self) -> list[str]:
        """The keys of the activities ticked, in their order."""
        items = (self.activities.item(row) for row in range(self.activities.count()))
        return [item.data(_KEY) for item in items if item.checkState() == Qt.CheckState.Checked]

    def update_state(self, idle: bool) -> None:
        """Enable what can be done; ``idle``: an atlas is open and nothing runs."""
        self._idle = idle
        self.draw_button.setEnabled(idle and bool(self.theme.currentData() or self.chosen()))

    def parameters(self) -> dict[str, object]:
        """What the algorithm is given: the theme, and the map as it is."""
        canvas = self.session.iface.mapCanvas()
        parameters: dict[str, object] = {
            "WORKSPACE": str(self.session.path),
            "SCALE": map_scale(canvas),
            "NAMES": self.names.isChecked(),
        }
        if canvas.layers():  # the region where the map shows nothing yet
            parameters["EXTENT"] = QgsReferencedRectangle(canvas.extent(), canvas.mapSettings().destinationCrs())
        sheet = self.theme.currentData()
        if sheet:
            return parameters | {"SHEET": sheet}
        return parameters | {
            "ACTIVITIES": " ".join(self.chosen()),
            "TITLE": self.title.text().strip(),
            "SIZED": self.sized.isChecked(),
        }

    def draw(self) -> None:
        """Run ``draw_sites``."""
        remove_result_layers(_LAYERS)
        self.bar.start("atlas_soins:draw_sites", self.parameters(), self.tr("Drawing…"), self._drawn, self._failed)

    def _drawn(self, run, outputs: dict) -> None:
        self._show_findings(run)
        add_result_layers(run, _LAYERS, outputs["LAYERS"], self.tr("Atlas Soins: establishments"))
        text = self.tr("{drawn} sites are on the map, {lost} have no coordinates.")
        self.session.say(text.format(drawn=outputs["DRAWN"], lost=outputs["UNLOCATED"]))

    def _failed(self, run, _outputs: dict) -> None:
        self._show_findings(run)

    def _fill(self) -> None:
        from ..atlas.catalogue import load_catalogue
        from ..core.establishments.activities import activities
        from ..gis.symbol_book import SymbolBook

        self.theme.addItem(self.tr("activities of my choice"), None)
        for sheet in load_catalogue().sheets:
            if any(layer["type"] in POINTS for layer in sheet.layers):
                self.theme.addItem(f"{sheet.id}  {sheet.title}", sheet.id)
                self.theme.setItemData(self.theme.count() - 1, sheet.title, Qt.ItemDataRole.ToolTipRole)
        book = SymbolBook.load()
        for key, activity in activities().items():
            item = QListWidgetItem(_icon(book, activity.symbol), activity.label, self.activities)
            item.setData(_KEY, key)
            item.setToolTip(activity.label)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)

    def _filter(self, text: str) -> None:
        from ..core.decoding import fold

        words = [fold(word) for word in text.split()]
        for row in range(self.activities.count()):
            item = self.activities.item(row)
            name = fold(item.text())
            item.setHidden(not all(word in name for word in words))

    def _show_fields(self, *_: object) -> None:
        own = self.theme.currentData() is None
        for field in (self.search, self.title):
            show_row(self.form, field, own)
        for widget in (self.activities, self.chosen_label, self.sized):
            widget.setVisible(own)
        self._show_chosen()

    def _show_chosen(self, *_: object) -> None:
        items = (self.activities.item(row) for row in range(self.activities.count()))
        names = [item.text() for item in items if item.checkState() == Qt.CheckState.Checked]
        none = self.tr("No activity ticked yet.")
        self.chosen_label.setText(self.tr("Ticked: {names}").format(names=", ".join(names)) if names else none)
        self.update_state(self._idle)


def _icon(book, key: str):
    """The symbol of an activity as it is drawn."""
    from qgis.core import QgsSymbolLayerUtils

    if key not in book.entries:
        from qgis.PyQt.QtGui import QIcon

        return QIcon(str(RESOURCES / "symbols" / "etablissement.svg"))
    return QgsSymbolLayerUtils.symbolPreviewIcon(book.marker(key, 4.5), QSize(20, 20))
