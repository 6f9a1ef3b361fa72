"""What changes in “What if”: shares of the population by class, and the communes that gain or lose minutes."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING

from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QLocale, Qt
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from .access_results_tab import percent, swatch
from .link_table import LinkTable

if TYPE_CHECKING:
    from ..core.access.scenario import Difference
    from .what_if_state import WhatIfState

CLASSES, CHANGES = range(2)
_MOST_CHANGED = 300  # rows of the list of communes


class EffectPart(QWidget):
    """The answer in words, as a table of classes, and as a list of communes bound to the map."""

    def __init__(self, canvas: QgsMapCanvas):
        super().__init__()
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.shares = QTreeWidget()
        self.shares.setRootIsDecorated(False)
        self.shares.setAccessibleName(self.tr("Shares of the population by class"))
        headings = [self.tr("Class"), self.tr("Before, %"), self.tr("Now, %"), self.tr("Points"), self.tr("People")]
        self.shares.setHeaderLabels(headings)
        self.shares.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.shares.setMinimumHeight(105)
        self.shares.setMaximumHeight(130)
        self.shown = QComboBox()
        self.shown.addItems([self.tr("classes"), self.tr("changes")])
        self.shown.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.shown.setMinimumContentsLength(6)
        shown_label = QLabel(self.tr("The &map shows:"))
        shown_label.setBuddy(self.shown)
        self.reset_button = QPushButton(self.tr("Back to re&ference"))
        headings = [self.tr("Commune"), self.tr("Before"), self.tr("Now"), self.tr("Difference"), self.tr("Nearest")]
        self.communes = LinkTable(canvas, self.tr("Communes that change"), headings, key="insee")
        self.communes.setMinimumHeight(80)
        row = QHBoxLayout()
        row.addWidget(shown_label)
        row.addWidget(self.shown, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.summary)
        layout.addWidget(self.shares)
        layout.addLayout(row)
        layout.addWidget(self.reset_button)  # below, not beside: the dock is often a third of the screen
        layout.addWidget(self.communes, 1)
        for before, after in pairwise((self.shares, self.shown, self.reset_button, self.communes)):
            QWidget.setTabOrder(before, after)

    def clear(self, words: str) -> None:
        """Nothing to show but words."""
        self.communes.bind(None)
        self.communes.fill([])
        self.shares.clear()
        self.summary.setText(words)

    def show_difference(self, difference: Difference, state: WhatIfState, names: Mapping[str, str]) -> None:
        """Show what a state changes beside its reference; ``names`` are those of the sites."""
        self._fill_shares(difference)
        self._fill_communes(difference, state, names)

    def _fill_shares(self, difference: Difference) -> None:
        from ..core.access.classes import UNREACHED
        from ..core.access.shares import ALL_TERRITORIES
        from ..gis.access_layers import class_colours, unreached_colour

        whole = difference.shares[difference.shares["id_territoire"] == ALL_TERRITORIES]
        colours = class_colours(len(whole) - 1)
        self.shares.clear()
        for row in whole.itertuples():
            people = row.population - row.population_reference
            cells = [row.classe, percent(row.part_reference), percent(row.part)]
            item = QTreeWidgetItem(self.shares, [*cells, _signed(row.ecart_part, 1), _signed(people, 0)])
            item.setIcon(0, swatch(unreached_colour() if row.code == UNREACHED else colours[row.code]))
            for column in range(1, 5):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def _fill_communes(self, difference: Difference, state: WhatIfState, names: Mapping[str, str]) -> None:
        from ..gis.access_layers import evolutions

        frame = difference.communes.assign(nom=state.communes["nom"].to_numpy())
        moves = evolutions(frame["minutes"].to_numpy(dtype=float), frame["minutes_reference"].to_numpy(dtype=float))
        changed = frame.assign(taille=frame["ecart"].abs().fillna(float("inf")))[moves != 0]
        changed = changed.sort_values("taille", ascending=False, kind="stable")
        words = self.tr(
            "{closed} sites closed, {opened} opened: <b>{farther}</b> communes farther, <b>{nearer}</b> nearer."
        )
        self.summary.setText(
            words.format(
                closed=len(state.closed()),
                opened=len(state.opened()),
                farther=int((moves > 0).sum()),
                nearer=int((moves < 0).sum()),
            )
        )
        rows = []
        for row in changed.head(_MOST_CHANGED).itertuples():
            times = [self._minutes(row.minutes_reference), self._minutes(row.minutes)]
            gap = round(float(row.ecart), 1) if row.ecart == row.ecart else "–"
            site = names.get(row.site, row.site or "–")
            rows.append((row.insee, [row.nom, *times, gap, site], row.insee, True))
        self.communes.fill(rows)

    def _minutes(self, minutes: float) -> float | str:
        return round(float(minutes), 1) if minutes == minutes else self.tr("none")


def _signed(value: float, decimals: int) -> str:
    """A difference with its sign, "=" where there is none."""
    if value != value or abs(value) < 0.5 * 10**-decimals:
        return "="
    sign = "+" if value > 0 else "−"
    return sign + QLocale().toString(abs(float(value)), "f", decimals)
