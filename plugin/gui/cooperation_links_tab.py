"""The tab of one theme and edition: which links the sheet shows, how many of each modality, and their drawing."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from .link_table import LinkTable
from .reading import Reading, being_read
from .result_layers import add_result_layers, remove_result_layers, show_extent
from .run_bar import RunBar
from .runner import AlgorithmRun
from .session import Session

if TYPE_CHECKING:
    import pandas as pd

LAYERS = "cooperation_lines"


class LinksTab(QWidget):
    """Lists the links of a theme with the verdict of the display rule, and runs ``cooperation_lines``."""

    def __init__(self, session: Session, bar: RunBar):
        super().__init__()
        self.session, self.bar = session, bar
        self._idle = False
        self._stored = 0.0
        self._links: pd.DataFrame | None = None
        self.reading = Reading(self, session)
        self.theme = QComboBox()
        self.theme.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.theme.setMinimumContentsLength(14)
        self.edition = QComboBox()
        self.threshold = QDoubleSpinBox()
        self.threshold.setRange(0, 20)
        self.threshold.setSingleStep(0.1)
        self.threshold.setSuffix(" ETP")
        self.threshold.setKeyboardTracking(False)
        self.keep_button = QPushButton(self.tr("&Use on the sheets"))
        self.keep_button.setToolTip(self.tr("The sheets of this atlas hide links below this medical time, and say so"))
        self.caption = QLabel()
        self.caption.setWordWrap(True)
        self.counts = QLabel()
        self.counts.setWordWrap(True)
        self.hidden = QCheckBox(self.tr("List the &hidden links too, with the reason"))
        self.hidden.setChecked(True)
        headings = [
            self.tr("Site A"),
            self.tr("Site B"),
            self.tr("Modality"),
            "ETP",
            "PDSES",
            self.tr("Shown"),
            self.tr("Why"),
        ]
        self.table = LinkTable(session.iface.mapCanvas(), self.tr("Links of the theme"), headings)
        table_label = QLabel(self.tr("Li&nks (select here or in the map; double click to go there):"))
        table_label.setWordWrap(True)
        table_label.setBuddy(self.table)
        self.in_view = QCheckBox(self.tr("Draw for the &ground the map shows"))
        self.in_view.setToolTip(self.tr("Curves and labels are spaced for a map of that ground, 212 mm wide"))
        self.objects = QCheckBox(self.tr("&Write the object where the line is long enough"))
        self.draw_button = QPushButton(self.tr("&Draw in the map"))

        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.tr("&Theme:"), self.theme)
        form.addRow(self.tr("&Edition:"), self.edition)
        threshold_row = QHBoxLayout()
        threshold_row.addWidget(self.threshold, 1)
        threshold_row.addWidget(self.keep_button)
        threshold_label = QLabel(self.tr("&Least medical time:"))
        threshold_label.setBuddy(self.threshold)
        form.addRow(threshold_label, threshold_row)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        for widget in (self.caption, self.counts, table_label):
            layout.addWidget(widget)
        layout.addWidget(self.table, 1)
        for widget in (self.hidden, self.in_view, self.objects, self.draw_button):
            layout.addWidget(widget)
        order = (
            self.theme,
            self.edition,
            self.threshold,
            self.keep_button,
            self.table,
            self.hidden,
            self.in_view,
            self.objects,
            self.draw_button,
        )
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

        self._fill_themes()
        self.theme.currentIndexChanged.connect(self._other_links)
        self.edition.currentIndexChanged.connect(self._other_links)
        self.threshold.valueChanged.connect(self.show_links)
        self.hidden.toggled.connect(self._fill)
        self.keep_button.clicked.connect(self.keep_threshold)
        self.draw_button.clicked.connect(self.draw)

    def editions(self) -> list[int]:
        """The editions the atlas holds, the latest first."""
        return [self.edition.itemData(row) for row in range(self.edition.count())]

    def refresh(self, editions: list[int], threshold: float | None) -> None:
        """Offer the editions, show the threshold of the sheets; the theme and edition chosen stay where they can."""
        chosen = self.edition.currentData()
        blocked = self.edition.blockSignals(True)
        self.edition.clear()
        for year in editions:
            self.edition.addItem(str(year), year)
        self.edition.setCurrentIndex(max(self.edition.findData(chosen), 0) if editions else -1)
        self.edition.blockSignals(blocked)
        if threshold is not None:
            self._stored = threshold
            blocked = self.threshold.blockSignals(True)
            self.threshold.setValue(threshold)
            self.threshold.blockSignals(blocked)
        self.show_links()

    def show_links(self) -> None:
        """Read the links of the theme, edition and threshold chosen, then fill the list and the counts."""
        self.caption.setText(self._caption())
        self.update_state(self._idle)
        path, edition = self.session.path, self.edition.currentData()
        if path is None or edition is None:
            self.reading.stop()
            self._take(None)
            return
        asked = (path, self.theme.currentData(), edition, self.threshold.value())
        self.reading.start(lambda _task: _read(*asked), self._take, lambda: self._take(None))
        self.counts.setText(being_read())

    def keep_threshold(self) -> None:
        """Write the threshold in the atlas: the sheets apply and print it."""
        from ..gis.cooperation_list import keep_threshold

        with self.session.errors_told():
            keep_threshold(self._workspace(), self.threshold.value())
            self._stored = self.threshold.value()
        self.show_links()

    def _take(self, links: pd.DataFrame | None) -> None:
        self._links = links
        self.counts.setText("" if links is None else self._counted(links))
        self._fill()

    def _fill(self, *_: object) -> None:
        links = self._links
        if links is None:
            self.table.fill([])
            return
        listed = links if self.hidden.isChecked() else links[links["affichee"]]
        self.table.fill(self._row(link) for link in listed.itertuples())

    def draw(self) -> None:
        """Run ``cooperation_lines`` and put its layers in the map."""
        path = self.session.path
        parameters = {
            "WORKSPACE": str(path),
            "THEME": self.theme.currentIndex(),
            "EDITION": self.edition.currentData(),
            "THRESHOLD": self.threshold.value(),
            "PRINT_OBJECT": self.objects.isChecked(),
            "OUTPUT": str(path.with_name(f"{path.stem}_cooperations.gpkg")),
        }
        if self.in_view.isChecked():
            canvas = self.session.iface.mapCanvas()
            view = canvas.extent()
            crs = canvas.mapSettings().destinationCrs().authid()
            ends = (view.xMinimum(), view.xMaximum(), view.yMinimum(), view.yMaximum())
            parameters["EXTENT"] = ",".join(map(repr, ends)) + f" [{crs}]"
        self.table.bind(None)
        remove_result_layers(LAYERS)
        self.bar.start("atlas_soins:cooperation_lines", parameters, self.tr("The links are being drawn…"), self._drawn)

    def update_state(self, idle: bool) -> None:
        """Enable what can be done; ``idle``: an atlas is open and nothing runs."""
        self._idle = idle
        self.draw_button.setEnabled(idle and self.edition.currentData() is not None)
        self.keep_button.setEnabled(idle and abs(self.threshold.value() - self._stored) > 1e-9)

    def _drawn(self, run: AlgorithmRun, outputs: dict) -> None:
        layers = add_result_layers(run, LAYERS, [outputs["MARKS"], outputs["LINES"]], self.tr("Cooperations"))
        self.table.bind(layers[-1])
        if not self.in_view.isChecked():
            show_extent(self.session.iface.mapCanvas(), layers[-1])
        text = self.tr("{shown} links drawn, {hidden} hidden by the rule.")
        self.session.say(text.format(shown=outputs["SHOWN"], hidden=outputs["HIDDEN"]))
        for words in dict.fromkeys(run.feedback.warnings):
            self.session.say(words)

    def _workspace(self):
        if self.session.path is None:
            return None
        from ..gis.workspace import Workspace

        return Workspace.open(self.session.path)

    def _fill_themes(self) -> None:
        from ..core.cooperations.themes import THEMES

        for theme in THEMES.values():
            self.theme.addItem(f"{theme.sheet} – {theme.label}", theme.code)
        self.theme.setCurrentIndex(self.theme.findData("urgences"))

    def _other_links(self) -> None:
        self.table.bind(None)  # the map still shows another theme or edition
        self._take(None)
        self.show_links()

    def _caption(self) -> str:
        if abs(self.threshold.value() - self._stored) > 1e-9:
            text = self.tr("The sheets still hide links below {value} ETP.")
        else:
            text = self.tr("The sheets hide links below {value} ETP, and say so.")
        return text.format(value=self.threshold.locale().toString(self._stored, "g", 6))

    def _counted(self, links: pd.DataFrame) -> str:
        """Shown links by modality, each with its colour, and the hidden ones."""
        from ..core.cooperations.pen import pens_for

        shown = links[links["affichee"]]
        total = self.tr("<b>{shown}</b> links shown, {hidden} hidden")
        lines = [total.format(shown=len(shown), hidden=len(links) - len(shown))]
        number = shown["trait"].value_counts()
        for code, pen in pens_for(shown["trait"]).items():
            lines.append(f'<span style="color:{pen.colour}">■</span> {pen.label} : <b>{number[code]}</b>')
        return "<br>".join(lines)

    def _row(self, link) -> tuple[str, list[object], str, bool]:
        """One row of the list; a missing quality is an empty cell, as ND is not a blank."""
        etp = float(link.etp) if link.etp == link.etp else ("ND" if link.etp_nd is True else None)
        words = [link.nom_a, link.nom_b, link.modalite, etp, link.pdses]
        verdict = self.tr("yes") if link.affichee else self.tr("no")
        cells = ["" if value is None else value for value in words]
        tip = " – ".join(text for text in (link.objet, link.motif_affichage) if text)
        return link.id, [*cells, verdict, link.motif_affichage], tip, link.affichee


def _read(path: Path, theme: str, edition: int, threshold: float) -> pd.DataFrame:
    from ..gis.cooperation_list import cooperation_list
    from ..gis.workspace import Workspace

    return cooperation_list(Workspace.open(path), theme, edition, threshold)
