"""The tab of what was computed: communes and people by class, layers in the map, findings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsVectorLayer
from qgis.PyQt.QtCore import QLocale, Qt
from qgis.PyQt.QtGui import QColor, QIcon, QPixmap
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from .algorithm_window import open_algorithm
from .findings_table import FindingsTable
from .reading import Reading, being_read
from .result_layers import show_layer
from .session import Session

if TYPE_CHECKING:
    import pandas as pd

    from ..gis.access_layers import Outlines

LAYER_TIMES, LAYER_ZONES = "access_times", "access_zones"


class ResultsTab(QWidget):
    """Shows the tables ``temps_acces`` and ``zone_acces`` of the open atlas; ``bounds`` gives the classes' bounds."""

    def __init__(self, session: Session, bounds):
        super().__init__()
        self.session = session
        self._bounds = bounds
        self._ready = False
        self._zoned: str | None = None
        self.reading, self.communes_reading = Reading(self, session), Reading(self, session)
        self.kind = QComboBox()
        self.method = QComboBox()
        self.method.setToolTip(self.tr("The sheets of this atlas take these times too"))
        self.import_button = QPushButton(self.tr("&Import times…"))
        self.import_button.setToolTip(self.tr("A table of communes and minutes: METRIC, DREES or your own"))
        self.source = QLabel()
        self.source.setWordWrap(True)
        self.classes = QTreeWidget()
        self.classes.setRootIsDecorated(False)
        self.classes.setAccessibleName(self.tr("Communes and population by class"))
        self.classes.setHeaderLabels([self.tr("Class"), self.tr("Communes"), self.tr("Population"), "%"])
        self.classes.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.classes.setMinimumHeight(150)
        classes_label = QLabel(self.tr("By &class:"))
        classes_label.setBuddy(self.classes)
        self.communes_button = QPushButton(self.tr("Communes in the &map"))
        self.zones_button = QPushButton(self.tr("Z&ones in the map"))
        self.findings = FindingsTable(session, self.tr("Findings of the computation"))
        form = QFormLayout()
        form.addRow(self.tr("&Nearest:"), self.kind)
        form.addRow(self.tr("Times b&y:"), self.method)
        form.addRow(self.import_button)
        buttons = QVBoxLayout()  # side by side they are wider than a narrow dock
        buttons.addWidget(self.communes_button)
        buttons.addWidget(self.zones_button)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        for widget in (self.source, classes_label, self.classes):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        layout.addWidget(self.findings, 1)
        order = (
            self.kind,
            self.method,
            self.import_button,
            self.classes,
            self.communes_button,
            self.zones_button,
            self.findings.view,
        )
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)
        self.kind.currentIndexChanged.connect(lambda _: self.show_classes())
        self.method.activated.connect(lambda _: self.choose_method())
        self.import_button.clicked.connect(self.import_times)
        self.communes_button.clicked.connect(self.show_communes)
        self.zones_button.clicked.connect(self.show_zones)
        self._show_times(None)

    def refresh(self, kinds: Sequence[str]) -> None:
        """Offer the kinds that have times; the kind chosen stays where it can."""
        from ..core.access.times import ALL_KINDS

        chosen = self.kind.currentData()
        self.kind.blockSignals(True)
        self.kind.clear()
        for kind in sorted(kinds, key=lambda kind: kind != ALL_KINDS):
            self.kind.addItem(self.tr("of all responders") if kind == ALL_KINDS else kind, kind)
        self.kind.setCurrentIndex(max(self.kind.findData(chosen), 0))
        self.kind.blockSignals(False)
        self.show_classes()

    def update_state(self, ready: bool) -> None:
        """Enable what can be shown; ``ready``: an atlas is open and the page shows it."""
        self._ready = ready
        self.import_button.setEnabled(ready)
        self.method.setEnabled(ready and self.method.count() > 1)
        self.communes_button.setEnabled(ready and self.method.currentIndex() >= 0)
        self.zones_button.setEnabled(ready and self._zoned is not None)

    def choose_method(self) -> None:
        """Show the times of the method chosen; the sheets take them too."""
        from ..gis.access_layers import keep_method

        with self.session.errors_told():
            keep_method(self._workspace(), self.method.currentData())
        self.show_classes()

    def import_times(self) -> None:
        """Open the window of ``import_access_times``."""
        open_algorithm(self.session, "atlas_soins:import_access_times")

    def show_classes(self) -> None:
        """Read the times of the kind chosen, and fill the table of classes; until then nothing of it can be shown."""
        path, kind = self.session.path, self.kind.currentData()
        self.reading.stop()
        self._show_times(None)
        self.source.clear()
        if path is None or kind is None:
            self.source.setText(self.tr("No times yet. Next: compute them in the first tab."))
            return
        with self.session.errors_told():
            bounds = self._bounds()
            self.source.setText(being_read())
            self.reading.start(lambda _task: _read_times(path, kind, bounds), self._show_times, self.source.clear)

    def _show_times(self, times: _Times | None) -> None:
        """The methods that have times of the kind, that of the sheets chosen, and what these times give."""
        self.method.clear()
        self.classes.clear()
        words = {"reseau": self.tr("road network"), "metric": "METRIC (Insee)", "import": self.tr("import")}
        for method in times.methods if times is not None else ():
            self.method.addItem(words.get(method, method), method)
        chosen = times is not None and times.method is not None
        self.method.setCurrentIndex(self.method.findData(times.method) if chosen else -1)
        self._zoned = times.zoned if times is not None else None
        self.update_state(self._ready)
        if chosen:
            self._fill_classes(times.summary)
            self.source.setText(self.tr("{mention} ({date})").format(mention=times.mention, date=times.date or "–"))
        elif times is not None:
            self.source.setText(self.tr("Several imports stand side by side: choose one."))

    def _fill_classes(self, summary: pd.DataFrame) -> None:
        from ..gis.access_layers import class_colours, unreached_colour

        colours = [*class_colours(len(summary) - 1), unreached_colour()]
        locale = QLocale()
        for row, colour in zip(summary.itertuples(), colours, strict=True):
            cells = [row.classe, locale.toString(int(row.communes)), locale.toString(int(row.population))]
            cells.append(percent(row.part))
            item = QTreeWidgetItem(self.classes, cells)
            item.setIcon(0, swatch(colour))
            for column in (1, 2, 3):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def show_communes(self) -> None:
        """Put the communes in the map, filled by class."""
        from ..gis.access_layers import commune_layer

        with self.session.errors_told():
            path, kind, bounds = self.session.path, self.kind.currentData(), self._bounds()
            name = self.tr("Access times: {kind}").format(kind=self.kind.currentText())
            self.communes_reading.start(
                lambda _task: _read_communes(path, kind),
                lambda read: self._show(commune_layer(*read, bounds, name), LAYER_TIMES),
            )

    def show_zones(self) -> None:
        """Put the zones in the map."""
        from ..gis.access_layers import zone_layer

        with self.session.errors_told():
            workspace = self._workspace()
            name = self.tr("Access zones: {kind}").format(kind=self.kind.currentText())
            self._show(zone_layer(workspace, self._zoned, name), LAYER_ZONES)

    def _show(self, layer: QgsVectorLayer, key: str) -> None:
        show_layer(self.session, layer, key, self.tr("Access times"))

    def _workspace(self):
        if self.session.path is None:
            return None
        from ..gis.workspace import Workspace

        return Workspace.open(self.session.path)


@dataclass(frozen=True)
class _Times:
    """What is read of a kind.

    ``methods`` that have times of it, the ``method`` of the sheets (None where nobody chose between imports), the
    ``summary`` by class, ``mention`` and ``date`` of its sources, the kind whose zones answer (``zoned``).
    """

    methods: list[str]
    method: str | None
    summary: pd.DataFrame | None
    mention: str
    date: str
    zoned: str | None


def _read_times(path: Path, kind: str, bounds: list[float]) -> _Times:
    from ..gis.access_layers import class_colours, class_summary, methods_for, times_of
    from ..gis.workspace import Workspace

    workspace = Workspace.open(path)
    methods, method = methods_for(workspace, kind)
    zoned = _zoned(kind, set(workspace.read("zone_acces", ["type_effecteur"])["type_effecteur"]))
    if method is None:
        return _Times(methods, None, None, "", "", zoned)
    summary = class_summary(times_of(workspace, kind), bounds)
    class_colours(len(summary) - 1)  # the charter is read here
    sources = workspace.sources("temps_acces")
    by_method = sources["table_nom"] == f"temps_acces:{method}"
    sources = sources[by_method] if by_method.any() else sources
    mentions = "; ".join(dict.fromkeys(sources["mention"]))
    dates = ", ".join(sorted(set(sources["date_donnees"].dropna())))
    return _Times(methods, method, summary, mentions, dates, zoned)


def _read_communes(path: Path, kind: str) -> tuple[Outlines, pd.DataFrame]:
    from ..gis.access_layers import commune_outlines, times_of
    from ..gis.workspace import Workspace

    workspace = Workspace.open(path)
    return commune_outlines(workspace), times_of(workspace, kind)


def _zoned(kind: str, zoned: set[str]) -> str | None:
    """The kind whose zones answer the choice: where one kind alone counted, its zones are those of all."""
    from ..core.access.times import ALL_KINDS, KINDS

    if kind == ALL_KINDS and kind not in zoned:
        alone = zoned & set(KINDS)
        return alone.pop() if len(alone) == 1 else None
    return kind if kind in zoned else None


def percent(part: float) -> str:
    """A share with one decimal; few people are not nobody, and none known is a dash."""
    if part != part:
        return "–"
    few = 0 < part < 0.05
    return ("< " if few else "") + QLocale().toString(0.1 if few else float(part), "f", 1)


def swatch(colour: str) -> QIcon:
    """A square of a colour."""
    square = QPixmap(14, 14)
    square.fill(QColor(colour))
    return QIcon(square)
