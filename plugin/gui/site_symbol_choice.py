"""A symbol for each activity of a theme, chosen among all those of the book, each seen as it is drawn."""

from __future__ import annotations

from collections.abc import Sequence

from qgis.PyQt.QtCore import QSize, Qt
from qgis.PyQt.QtWidgets import QGridLayout, QLabel, QWidget

from .site_activities import ICON, symbol_icon, symbol_images
from .source_fields import ChoiceBox, tab_order


class SymbolChoices(QWidget):
    """A row an activity: its name, and the symbols of the book with its own chosen at first."""

    def __init__(self):
        super().__init__()
        self.boxes: dict[str, ChoiceBox] = {}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)

    def show_activities(self, keys: Sequence[str]) -> None:
        """Rows for these activities; a symbol already chosen for one of them stays."""
        if list(self.boxes) == list(keys):
            return
        chosen = self.symbols()
        while (item := self._grid.takeAt(0)) is not None:
            item.widget().deleteLater()
        self.boxes = {}
        from ..core.establishments.activities import activities
        from ..gis.symbol_book import SymbolBook

        book, known = SymbolBook.load(), activities()
        icons = {key: symbol_icon(key) for key in symbol_images()} if keys else {}
        for row, key in enumerate(keys):
            label = QLabel(known[key].label)
            label.setWordWrap(True)
            box = ChoiceBox()
            box.setIconSize(QSize(ICON, ICON))
            box.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel scrolls the page, it does not choose
            box.setAccessibleName(self.tr("Symbol for {activity}").format(activity=known[key].label))
            for symbol, icon in icons.items():
                box.addItem(icon, book[symbol].label, symbol)
            box.setCurrentIndex(max(box.findData(chosen.get(key, known[key].symbol)), 0))
            label.setBuddy(box)
            self._grid.addWidget(label, row, 0)
            self._grid.addWidget(box, row, 1)
            self.boxes[key] = box
        tab_order(*self.boxes.values())

    def symbols(self) -> dict[str, str]:
        """Activity -> symbol, where it is not the activity's own."""
        from ..core.establishments.activities import activities

        known = activities()
        return {key: box.currentData() for key, box in self.boxes.items() if box.currentData() != known[key].symbol}
