"""The activities of the atlas as a list to tick, found by the words of their names."""

from __future__ import annotations

from functools import cache

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QImage, QPixmap
from qgis.PyQt.QtWidgets import QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from ..gis.resources import RESOURCES

_KEY = Qt.ItemDataRole.UserRole
ICON = 20  # pixels


class ActivityList(QWidget):
    """Search field, list, and what is ticked in words. ``changed``: another choice."""

    changed = pyqtSignal()

    def __init__(self, name: str):
        super().__init__()
        self.search = QLineEdit()
        self.search.setClearButtonEnabled(True)
        self.search.setPlaceholderText(self.tr("words of an activity"))
        self.search.setAccessibleName(self.tr("Find an activity"))
        self.activities = QListWidget()
        self.activities.setAccessibleName(name)
        self.activities.setIconSize(QSize(ICON, ICON))
        self.activities.setMinimumHeight(130)
        self.activities.setMaximumHeight(170)
        self.activities.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.ticked = QLabel()
        self.ticked.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        for widget in (self.search, self.activities, self.ticked):
            layout.addWidget(widget)
        QWidget.setTabOrder(self.search, self.activities)
        self.search.textChanged.connect(self._filter)
        self.activities.itemChanged.connect(self._tell)

    def fill(self) -> None:
        """All activities, in their order, none ticked; those there already stay as they are.

        Raises:
            InputError: the nomenclature or the book of symbols cannot be read.
        """
        from ..core.establishments.activities import activities

        if self.activities.count():
            return
        blocked = self.activities.blockSignals(True)
        for key, activity in activities().items():
            item = QListWidgetItem(symbol_icon(activity.symbol), activity.label)
            item.setData(_KEY, key)
            item.setToolTip(activity.label)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Unchecked)
            self.activities.addItem(item)
        self.activities.blockSignals(blocked)
        self._filter(self.search.text())
        self._tell()

    def chosen(self) -> list[str]:
        """The keys of the activities ticked, in their order."""
        return [item.data(_KEY) for item in self._ticked()]

    def tick(self, key: str, on: bool = True) -> None:
        """Tick an activity, or take the tick away."""
        for row in range(self.activities.count()):
            item = self.activities.item(row)
            if item.data(_KEY) == key:
                item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _ticked(self) -> list[QListWidgetItem]:
        items = (self.activities.item(row) for row in range(self.activities.count()))
        return [item for item in items if item.checkState() == Qt.CheckState.Checked]

    def _filter(self, text: str) -> None:
        from ..core.decoding import fold

        words = [fold(word) for word in text.split()]
        for row in range(self.activities.count()):
            item = self.activities.item(row)
            name = fold(item.text())
            item.setHidden(not all(word in name for word in words))

    def _tell(self, *_: object) -> None:
        names = [item.text() for item in self._ticked()]
        none = self.tr("No activity ticked yet.")
        self.ticked.setText(self.tr("Ticked: {names}").format(names=", ".join(names)) if names else none)
        self.changed.emit()


def symbol_icon(key: str) -> QIcon:
    """The symbol of a key as it is drawn, that of any establishment where the book has none."""
    image = symbol_images().get(key)
    return QIcon(str(RESOURCES / "symbols" / "etablissement.svg")) if image is None else QIcon(QPixmap.fromImage(image))


@cache
def symbol_images() -> dict[str, QImage]:
    """The symbols of our book by key, in its order, `ICON` pixels wide; drawn once, which may be in a task.

    Raises:
        InputError: the book or one of its drawings is not there.
    """
    from ..gis.symbol_book import SymbolBook

    book = SymbolBook.load()
    return {key: book.marker(key, 4.5).asImage(QSize(ICON, ICON)) for key in book}
