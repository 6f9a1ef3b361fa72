"""The tab that compares two extracts of the register: what opened, closed or moved, as a list and in the map."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsMarkerSymbol,
    QgsProcessingUtils,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtWidgets import QDoubleSpinBox, QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ..core.establishments import change_words as words
from .result_layers import remove_result_layers, show_layer
from .run_bar import RunBar
from .session import Session
from .site_table import SiteTable
from .source_fields import ChoiceBox, tab_order

_LAYERS = "compare_sites"
# A form of its own for each change: the colour is only a second sign.
_SIGNS = {
    words.OPENED: ("circle", "#1b7837"),
    words.CLOSED: ("cross2", "#b2182b"),
    words.MOVED: ("diamond", "#2166ac"),
    words.RENAMED: ("square", "#6a6a6a"),
    words.GAINED: ("triangle", "#1b7837"),
    words.LOST: ("equilateral_triangle", "#b2182b"),
}


class CompareTab(QWidget):
    """Runs ``compare_establishments``."""

    def __init__(self, session: Session, bar: RunBar, show_findings):
        super().__init__()
        self.session, self.bar, self._show_findings = session, bar, show_findings
        self._idle = False
        self._rows: list[tuple] = []
        self.files = {
            name: _file(title)
            for name, title in (
                ("OLD", self.tr("Earlier extract")),
                ("NEW", self.tr("Later extract")),
                ("OLD_AUTHORISATIONS", self.tr("Authorisations at the earlier date")),
                ("NEW_AUTHORISATIONS", self.tr("Authorisations at the later date")),
            )
        }
        self.distance = QDoubleSpinBox()
        self.distance.setDecimals(0)
        self.distance.setMaximum(100_000)
        self.distance.setValue(100)
        self.distance.setSuffix(" m")
        self.compare_button = QPushButton(self.tr("Compare"))
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        self.kind = ChoiceBox()
        self.kind.setAccessibleName(self.tr("Changes shown"))
        headings = [self.tr("Change"), self.tr("Name"), self.tr("Detail"), "FINESS"]
        self.table = SiteTable(session.iface.mapCanvas(), self.tr("Changes between the extracts"), headings)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for name, label in (
            ("OLD", self.tr("&Earlier extract:")),
            ("NEW", self.tr("&Later extract:")),
            ("OLD_AUTHORISATIONS", self.tr("Earlier a&uthorisations:")),
            ("NEW_AUTHORISATIONS", self.tr("Later au&thorisations:")),
        ):
            form.addRow(label, self.files[name])
        form.addRow(self.tr("&Moved from:"), self.distance)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        for widget in (self.compare_button, self.summary, self.kind, self.table):
            layout.addWidget(widget)
        layout.addStretch()
        tab_order(*self.files.values(), self.distance, self.compare_button, self.kind, self.table)
        for file in self.files.values():
            file.fileChanged.connect(lambda *_: self.update_state(self._idle))
        self.compare_button.clicked.connect(self.compare)
        self.kind.currentIndexChanged.connect(self._show_kind)
        self._clear()

    def update_state(self, idle: bool) -> None:
        """Enable what can be done; ``idle``: an atlas is open and nothing runs."""
        self._idle = idle
        self.compare_button.setEnabled(
            idle and bool(self.files["OLD"].filePath()) and bool(self.files["NEW"].filePath())
        )

    def parameters(self) -> dict[str, object]:
        """What the algorithm is given; points in the system of the atlas."""
        from ..gis.workspace import Workspace

        files = {name: file.filePath() or None for name, file in self.files.items()}
        return files | {
            "CRS": Workspace.open(self.session.path).crs,
            "DISTANCE": self.distance.value(),
            "OUTPUT": QgsProcessingUtils.generateTempFilename("evolutions.gpkg"),
        }

    def compare(self) -> None:
        """Run the algorithm."""
        self._clear()
        remove_result_layers(_LAYERS)
        with self.session.errors_told():
            name = "atlas_soins:compare_establishments"
            self.bar.start(name, self.parameters(), self.tr("Comparing…"), self._compared, self._failed)

    def _compared(self, run, outputs: dict) -> None:
        self._show_findings(run)
        layer = QgsProcessingUtils.mapLayerFromString(outputs["OUTPUT"], run.context).clone()
        layer.setName(self.tr("Changes between two extracts"))
        self._rows = [
            (
                change["finess_et"],
                [change["changement"], change["rs"], change["detail"] or "", change["finess_et"]],
                f"{change['rs']} – {change['changement']} {change['detail'] or ''}".strip(),
                change.hasGeometry(),
            )
            for change in layer.getFeatures()
        ]
        counts = {word: sum(row[1][0] == word for row in self._rows) for word in _SIGNS}
        self.kind.addItem(self.tr("all changes"), None)
        for word, count in counts.items():
            if count:
                self.kind.addItem(f"{word} ({count})", word)
        text = self.tr("{n} changes: {counts}.")
        listed = ", ".join(f"{word} {count}" for word, count in counts.items() if count)
        none = self.tr("Nothing changed.")
        self.summary.setText(text.format(n=len(self._rows), counts=listed) if self._rows else none)
        for widget in (self.kind, self.table):
            widget.setVisible(bool(self._rows))
        self._show_kind()
        if self._rows:
            layer.setRenderer(_renderer(layer, [word for word, count in counts.items() if count]))
            show_layer(self.session, layer, _LAYERS, self.tr("Atlas Soins: establishments"))
            self.table.bind(layer)

    def _failed(self, run, _outputs: dict) -> None:
        self._show_findings(run)

    def _show_kind(self, *_: object) -> None:
        word = self.kind.currentData()
        self.table.fill(row for row in self._rows if word in (None, row[1][0]))

    def _clear(self) -> None:
        self.table.bind(None)
        self._rows = []
        self.kind.clear()
        self.summary.clear()
        for widget in (self.kind, self.table):
            widget.setVisible(False)


def _renderer(layer: QgsVectorLayer, shown: list[str]) -> QgsCategorizedSymbolRenderer:
    categories = []
    for word in shown:
        form, colour = _SIGNS[word]
        symbol = QgsMarkerSymbol.createSimple(
            {"name": form, "color": colour, "outline_color": colour if form == "cross2" else "#ffffff", "size": "3.2"}
        )
        symbol.setSizeUnit(Qgis.RenderUnit.Millimeters)
        if form == "cross2":
            symbol.symbolLayer(0).setStrokeWidth(0.7)
        if word == words.LOST:
            symbol.setAngle(180)
        categories.append(QgsRendererCategory(word, symbol, word))
    return QgsCategorizedSymbolRenderer("changement", categories)


def _file(name: str) -> QgsFileWidget:
    widget = QgsFileWidget()
    widget.setAccessibleName(name)
    return widget
