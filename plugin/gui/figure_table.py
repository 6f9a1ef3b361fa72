"""A table of figures: sorted by the values behind its words, chosen rows copied with the headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem

_KEY, _SORT = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
_LEAST_WORDS, _LEAST_FIGURE, _MARGIN = 140, 62, 18  # pixels


class _Row(QTreeWidgetItem):
    def __lt__(self, other: QTreeWidgetItem) -> bool:
        column = self.treeWidget().sortColumn()
        mine, theirs = self.data(column, _SORT), other.data(column, _SORT)
        if mine is None or theirs is None:
            return theirs is not None
        return mine < theirs


class FigureTable(QTreeWidget):
    """Rows carry a key; a cell is its words and the value it sorts by, None where there is none."""

    def __init__(self, name: str):
        super().__init__()
        self.setAccessibleName(name)
        self.setRootIsDecorated(False)
        self.setAlternatingRowColors(True)
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSortingEnabled(True)
        self.setMinimumHeight(240)

    def fill(self, headings: Sequence[str], rows: Iterable[tuple[str, Sequence[tuple[str, object]], bool]]) -> None:
        """Replace the rows: key, cells, and whether the row stands out (a heading within the table)."""
        self.setSortingEnabled(False)
        self.clear()
        self.setHeaderLabels(list(headings))
        self.header().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        for key, cells, strong in rows:
            item = _Row(self)
            item.setData(0, _KEY, key)
            for column, (words, value) in enumerate(cells):
                item.setText(column, words)
                item.setToolTip(column, words)
                item.setData(column, _SORT, value)
                if isinstance(value, int | float):
                    item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                if strong:
                    font = item.font(column)
                    font.setBold(True)
                    item.setFont(column, font)
        self.setSortingEnabled(True)
        # Figures are as wide as they are, not as their headings; the words take what is left.
        self.header().setStretchLastSection(False)
        metrics, used = self.fontMetrics(), 0
        for column in range(1, self.columnCount()):
            texts = [self.topLevelItem(row).text(column) for row in range(self.topLevelItemCount())]
            width = max(map(metrics.horizontalAdvance, texts), default=0) + _MARGIN
            self.setColumnWidth(column, max(width, _LEAST_FIGURE))
            self.headerItem().setToolTip(column, self.headerItem().text(column))
            used += self.columnWidth(column)
        self.setColumnWidth(0, max(_LEAST_WORDS, self.viewport().width() - used))

    def key(self) -> str:
        """The key of the current row, "" without one."""
        item = self.currentItem()
        return "" if item is None else item.data(0, _KEY)
