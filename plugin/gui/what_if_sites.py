"""The sites of “What if”: a box each, kind by kind, and a row to open one that does not exist."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QLocale, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QCompleter,
    QGridLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

if TYPE_CHECKING:
    import pandas as pd

    from .what_if_state import WhatIfState

_ID_ROLE = Qt.ItemDataRole.UserRole


class SitePart(QWidget):
    """``ticked`` gives the id of a site and whether it is open now; the group of a kind ticks all of its sites."""

    ticked = pyqtSignal(str, bool)

    def __init__(self):
        super().__init__()
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(self.tr("Find a site"))
        self.filter.setAccessibleName(self.tr("Find a site"))
        self.filter.setClearButtonEnabled(True)
        self.tree = QTreeWidget()
        self.tree.setHeaderLabels([self.tr("Site"), self.tr("Communes")])
        self.tree.headerItem().setToolTip(1, self.tr("Number of communes it is nearest to"))
        self.tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.tree.header().setStretchLastSection(False)
        self.tree.setMinimumHeight(100)
        tree_label = QLabel(self.tr("&Tick the sites that are open:"))
        tree_label.setBuddy(self.tree)
        self.new_kind = QComboBox()
        self.new_kind.setAccessibleName(self.tr("Kind of the new site"))
        self.new_commune = QComboBox()
        self.new_commune.setEditable(True)
        self.new_commune.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.new_commune.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.new_commune.setMinimumContentsLength(8)
        self.new_commune.setAccessibleName(self.tr("Commune of the new site"))
        self.new_commune.completer().setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.new_commune.completer().setFilterMode(Qt.MatchFlag.MatchContains)
        self.add_button = QPushButton(self.tr("&Open it"))
        new_label = QLabel(self.tr("&New site:"))
        new_label.setBuddy(self.new_kind)
        new_site = QGridLayout()  # two lines: the dock is often a third of the screen
        new_site.addWidget(new_label, 0, 0)
        new_site.addWidget(self.new_kind, 0, 1, 1, 2)
        new_site.addWidget(self.new_commune, 1, 0, 1, 2)
        new_site.addWidget(self.add_button, 1, 2)
        new_site.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(tree_label)
        layout.addWidget(self.filter)
        layout.addWidget(self.tree, 1)
        layout.addLayout(new_site)
        for before, after in pairwise((self.filter, self.tree, self.new_kind, self.new_commune, self.add_button)):
            QWidget.setTabOrder(before, after)
        self.filter.textChanged.connect(self._filter)
        self.tree.itemChanged.connect(self._tell)

    def fill(self, state: WhatIfState, names: Mapping[str, str]) -> None:
        """Show the sites of a state, and offer its kinds and communes for a new one."""
        kind = self.new_kind.currentText()
        self.new_kind.clear()
        self.new_kind.addItems(list(dict.fromkeys(state.kinds)))
        self.new_kind.setCurrentText(kind)
        if self.new_commune.count() != len(state.communes):
            self.new_commune.clear()
            for commune in state.communes.sort_values("nom").itertuples():
                self.new_commune.addItem(f"{commune.nom} ({commune.insee[:2]})", commune.insee)
        communes = dict(zip(state.communes["insee"], state.communes["nom"], strict=True))
        self.tree.blockSignals(True)
        self.tree.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        for name, kind, active in zip(state.sites.ids, state.kinds, state.active, strict=True):
            if kind not in groups:
                groups[kind] = QTreeWidgetItem(self.tree, [kind])
                flags = Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable
                groups[kind].setFlags(groups[kind].flags() | flags)
                groups[kind].setExpanded(True)
            new = name.removeprefix(f"{kind} ")
            label = self.tr("new, {commune}").format(commune=communes[new]) if new in communes else name
            item = QTreeWidgetItem(groups[kind], [names.get(name, label)])
            item.setToolTip(0, item.text(0))
            item.setData(0, _ID_ROLE, name)
            item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            item.setCheckState(0, Qt.CheckState.Checked if active else Qt.CheckState.Unchecked)
        self.tree.blockSignals(False)
        self._filter(self.filter.text())

    def clear(self) -> None:
        """No sites."""
        self.tree.clear()
        self.new_kind.clear()
        self.new_commune.clear()

    def new_site(self) -> str | None:
        """Kind and commune of the site to open, as the algorithms take it; None where no commune is meant."""
        # What is typed may not be the entry last chosen.
        row = self.new_commune.findText(self.new_commune.currentText())
        return None if row < 0 else f"{self.new_kind.currentText()} {self.new_commune.itemData(row)}"

    def items(self) -> list[QTreeWidgetItem]:
        """The rows of the sites, kind by kind."""
        groups = [self.tree.topLevelItem(row) for row in range(self.tree.topLevelItemCount())]
        return [group.child(row) for group in groups for row in range(group.childCount())]

    def tick(self, name: str, is_open: bool) -> None:
        """Tick or untick one site."""
        for item in self.items():
            if item.data(0, _ID_ROLE) == name:
                item.setCheckState(0, Qt.CheckState.Checked if is_open else Qt.CheckState.Unchecked)

    def count_nearest(self, nearest: pd.Series) -> None:
        """Beside each site the number of communes it is the nearest to; ``nearest`` has a site's id a commune."""
        counts = nearest.value_counts()
        self.tree.blockSignals(True)
        for item in self.items():
            item.setText(1, QLocale().toString(int(counts.get(item.data(0, _ID_ROLE), 0))))
        self.tree.blockSignals(False)

    def _tell(self, item: QTreeWidgetItem, column: int) -> None:
        name = item.data(0, _ID_ROLE)
        if column == 0 and name is not None:
            self.ticked.emit(name, item.checkState(0) == Qt.CheckState.Checked)

    def _filter(self, text: str) -> None:
        for item in self.items():
            item.setHidden(text.casefold() not in item.text(0).casefold())
