"""The tab that compares two editions: what is new, ended or changed, as a list and in the map."""

from __future__ import annotations

import csv
from itertools import pairwise
from pathlib import Path

from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from .link_table import LinkTable
from .result_layers import add_result_layers, remove_result_layers, show_extent
from .run_bar import RunBar
from .runner import AlgorithmRun
from .session import Session

LAYERS = "cooperation_difference"
_ALL = -1


class DifferenceTab(QWidget):
    """Runs ``cooperation_difference`` and shows its table and its layers."""

    def __init__(self, session: Session, bar: RunBar):
        super().__init__()
        self.session, self.bar = session, bar
        self.before = QComboBox()
        self.after = QComboBox()
        self.theme = QComboBox()
        self.theme.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.theme.setMinimumContentsLength(14)
        self.unchanged = QCheckBox(self.tr("Draw the &unchanged links too"))
        self.compare_button = QPushButton(self.tr("&Compare"))
        self.counts = QLabel(self.tr("Two editions are needed."))
        self.counts.setWordWrap(True)
        self.counts.setOpenExternalLinks(True)
        headings = [
            self.tr("Site A"),
            self.tr("Site B"),
            self.tr("Change"),
            self.tr("Modality"),
            "ETP",
            "PDSES",
            self.tr("Theme"),
        ]
        self.table = LinkTable(session.iface.mapCanvas(), self.tr("Changes between the editions"), headings)
        table_label = QLabel(self.tr("Cha&nges (select here or in the map; double click to go there):"))
        table_label.setWordWrap(True)
        table_label.setBuddy(self.table)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.tr("&Earlier edition:"), self.before)
        form.addRow(self.tr("&Later edition:"), self.after)
        form.addRow(self.tr("&Theme:"), self.theme)
        form.addRow(self.unchanged)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        for widget in (self.compare_button, self.counts, table_label):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        order = (self.before, self.after, self.theme, self.unchanged, self.compare_button, self.table)
        for first, second in pairwise(order):
            QWidget.setTabOrder(first, second)
        self._idle = False
        self._fill_themes()
        self.before.currentIndexChanged.connect(lambda _: self.update_state(self._idle))
        self.after.currentIndexChanged.connect(lambda _: self.update_state(self._idle))
        self.compare_button.clicked.connect(self.compare)

    def refresh(self, editions: list[int]) -> None:
        """Offer the editions (the latest first); the two latest at the start."""
        chosen = [self.before.currentData(), self.after.currentData()]
        for place, box in ((1, self.before), (0, self.after)):
            box.clear()
            for year in editions:
                box.addItem(str(year), year)
            kept = box.findData(chosen[0 if box is self.before else 1])
            box.setCurrentIndex(kept if kept >= 0 else min(place, len(editions) - 1))
        self.update_state(self._idle)

    def compare(self) -> None:
        """Run the comparison; its table is kept beside the atlas."""
        path = self.session.path
        years = f"{self.before.currentData()}_{self.after.currentData()}"
        parameters = {
            "WORKSPACE": str(path),
            "BEFORE": self.before.currentData(),
            "AFTER": self.after.currentData(),
            "UNCHANGED": self.unchanged.isChecked(),
            "OUTPUT": str(path.with_name(f"{path.stem}_evolution.gpkg")),
            "TABLE": str(path.with_name(f"{path.stem}_evolution_{years}.csv")),
        }
        if self.theme.currentData() != _ALL:
            parameters["THEME"] = self.theme.currentData()
        self.table.bind(None)
        self.table.fill([])
        remove_result_layers(LAYERS)
        words = self.tr("The editions are being compared…")
        self.bar.start(
            "atlas_soins:cooperation_difference",
            parameters,
            words,
            lambda run, outputs: self._compared(run, outputs, Path(parameters["TABLE"])),
        )

    def update_state(self, idle: bool) -> None:
        """Enable what can be done; ``idle``: an atlas is open and nothing runs."""
        self._idle = idle
        two = self.before.count() > 1 and self.before.currentData() != self.after.currentData()
        self.compare_button.setEnabled(idle and two)

    def _compared(self, run: AlgorithmRun, outputs: dict, table: Path) -> None:
        layers = add_result_layers(run, LAYERS, [outputs["MARKS"], outputs["LINES"]], self.tr("Cooperations"))
        self.table.fill(self._rows(table))
        self.table.bind(layers[-1])
        show_extent(self.session.iface.mapCanvas(), layers[-1])
        text = self.tr(
            "<b>{new}</b> new, <b>{ended}</b> ended, <b>{changed}</b> changed, {same} unchanged. Table: {file}"
        )
        link = f'<a href="{QUrl.fromLocalFile(str(table)).toString()}">{table.name}</a>'
        self.counts.setText(
            text.format(
                new=outputs["NEW"], ended=outputs["ENDED"], changed=outputs["CHANGED"], same=outputs["SAME"], file=link
            )
        )
        for words in dict.fromkeys(run.feedback.warnings):
            self.session.say(words)

    def _rows(self, table: Path) -> list[tuple[str, list[object], str, bool]]:
        from ..core.cooperations.difference import SAME
        from ..core.cooperations.themes import THEMES
        from ..gis.cooperation_list import establishment_names
        from ..gis.workspace import Workspace

        names = establishment_names(
            Workspace.open(self.session.path).read("etablissement", ["finess_et", "rs", "nom_court"])
        )
        with table.open(encoding="utf-8-sig", newline="") as lines:
            changes = list(csv.DictReader(lines, delimiter=";"))
        # What changed comes first.
        changes.sort(key=lambda change: change["evolution"] == SAME)
        rows = []
        for change in changes:
            ends = [names.get(change[end], change[end]) for end in ("finess_a", "finess_b")]
            pairs = [_pair(change, name) for name in ("modalite", "etp", "pdses")]
            theme = THEMES.get(change["theme"])
            cells = [*ends, change["evolution"], *pairs, theme.label if theme else change["theme"]]
            drawn = self.unchanged.isChecked() or change["evolution"] != SAME
            rows.append((change["id"], cells, change["objet"] or change["changements"], drawn))
        return rows

    def _fill_themes(self) -> None:
        from ..core.cooperations.themes import THEMES

        self.theme.addItem(self.tr("all themes"), _ALL)
        for number, theme in enumerate(THEMES.values()):
            self.theme.addItem(f"{theme.sheet} – {theme.label}", number)


def _pair(change: dict[str, str], name: str) -> str:
    """One value where nothing changed, else both."""
    before, after = change[f"{name}_avant"] or "–", change[f"{name}_apres"] or "–"
    return ("" if before == "–" else before) if before == after else f"{before} → {after}"
