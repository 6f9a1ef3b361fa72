"""The tab that loads communes and zonings: a layer or a table, its columns looked at before it is imported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.core import QgsProcessing, QgsVectorLayer
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtWidgets import QCheckBox, QFormLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from .import_preview import ImportPreview, as_text
from .run_bar import RunBar
from .session import Session
from .source_fields import ChoiceBox, DateEdit, LayerBox, TypeBox, YearBox, show_row, tab_order

if TYPE_CHECKING:
    import pandas as pd

    from ..gis.territory_overview import TerritoryOverview
    from .import_preview import Previewed

COMMUNES, TERRITORIES, COMPOSITION = range(3)
_WORKBOOKS = (".xlsx", ".xlsm", ".ods")


class LoadTab(QWidget):
    """Gathers what ``import_communes``, ``import_territories`` and ``import_composition`` need; runs one of them."""

    def __init__(self, session: Session, bar: RunBar, show_findings):
        super().__init__()
        self.session, self.bar, self._show_findings = session, bar, show_findings
        self._idle = False
        self._declared = ""  # a type made a moment ago, chosen when the atlas has been read again
        self.kind = ChoiceBox()
        self.kind.addItems(
            [
                self.tr("Communes, from a layer"),
                self.tr("Territories, from a layer"),
                self.tr("Territories, from a table of communes"),
            ]
        )
        self.type = TypeBox()
        self.declare_button = QPushButton(self.tr("&New type…"))
        self.layer = LayerBox(self.tr("Layer to load"), QgsProcessing.SourceType.TypeVectorPolygon)
        self.file = QgsFileWidget()
        self.file.setFilter(self.tr("Tables") + " (*.csv *.txt *.xlsx *.xlsm *.ods)")
        self.file.setAccessibleName(self.tr("Table to load"))
        self.sheet = QLineEdit()
        self.sheet.setPlaceholderText(self.tr("the first"))
        self.units = TypeBox(self.tr("communes"))
        self.movements = QgsFileWidget()
        self.movements.setFilter("CSV (*.csv)")
        self.movements.setAccessibleName(self.tr("Movements of communes"))
        self.mention = QLineEdit()
        self.mention.setPlaceholderText(self.tr("such as: IGN, ADMIN EXPRESS 2025"))
        self.year = YearBox(self.tr("not given"))
        self.date = DateEdit()
        self.accept = QCheckBox(self.tr("Correct &malformed codes"))
        self.accept.setToolTip(self.tr("INSEE codes are corrected as the findings propose"))
        self.illustrative = QCheckBox(self.tr("A&pproximate or invented data"))
        self.illustrative.setToolTip(self.tr("Every sheet that draws them says so"))
        self.preview = ImportPreview(session, self.tr("First rows of what is loaded"))
        self.load_button = QPushButton(self.tr("&Load into the atlas"))

        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.addRow(self.tr("&What:"), self.kind)
        self.form.addRow(self.tr("&Type:"), self.type)
        self.form.addRow("", self.declare_button)
        self.form.addRow(self.tr("La&yer:"), self.layer)
        self.form.addRow(self.tr("Ta&ble:"), self.file)
        self.form.addRow(self.tr("&Sheet of the workbook:"), self.sheet)
        self.form.addRow(self.tr("&Its rows are:"), self.units)
        self.form.addRow(self.tr("Mo&vements of communes:"), self.movements)
        self.form.addRow(self.tr("S&ource, as printed:"), self.mention)
        self.form.addRow(self.tr("&COG year:"), self.year)
        self.form.addRow(self.tr("&Date of the data:"), self.date)
        self.form.addRow(self.accept)
        self.form.addRow(self.illustrative)
        layout = QVBoxLayout(self)
        layout.addLayout(self.form)
        self.preview_label = QLabel(self.tr("Columns found (correct what is wrong):"))
        layout.addWidget(self.preview_label)
        layout.addWidget(self.preview, 1)
        layout.addWidget(self.load_button)
        layout.addStretch()
        tab_order(
            self.kind, self.type, self.declare_button, self.layer, self.file, self.sheet, self.units, self.movements,
            self.mention, self.year, self.date, self.accept, self.illustrative, self.preview, self.load_button,
        )
        self.kind.currentIndexChanged.connect(self._show_fields)
        self.type.currentIndexChanged.connect(self._read_head)
        self.layer.valueChanged.connect(self._read_layer)
        self.file.fileChanged.connect(self._read_head)
        self.sheet.editingFinished.connect(self._read_head)
        self.preview.changed.connect(self._previewed)
        self.mention.textChanged.connect(lambda _: self.update_state(self._idle))
        self.load_button.clicked.connect(self.load)
        self.declare_button.clicked.connect(self.declare)
        self._show_fields()

    def refresh(self, state: TerritoryOverview) -> None:
        """Offer the types of the atlas; communes first where there are none."""
        self.type.set_types(state.zonings())
        if self._declared in state.types:
            self.type.setCurrentIndex(self.type.findData(self._declared))
            self._declared = ""
        self.units.set_types({code: state.label(code) for code in state.compositions})
        if state.communes and self.kind.currentIndex() == COMMUNES and not self.mention.text():
            self.kind.setCurrentIndex(TERRITORIES)

    def update_state(self, idle: bool) -> None:
        """Enable what can be done; ``idle``: an atlas is open and nothing runs."""
        self._idle = idle
        chosen = self.file.filePath() if self.kind.currentIndex() == COMPOSITION else self.layer.layer() is not None
        sourced = bool(self.mention.text().strip())
        self.declare_button.setEnabled(idle)
        self.load_button.setEnabled(idle and bool(chosen) and sourced and not self.preview.busy)
        self.load_button.setToolTip("" if sourced else self.tr("The source is needed: sheets print it"))

    def load(self) -> None:
        """Run the import of what is chosen."""
        kind = self.kind.currentIndex()
        names = ("atlas_soins:import_communes", "atlas_soins:import_territories", "atlas_soins:import_composition")
        self.bar.start(names[kind], self.parameters(), self.tr("Loading…"), self._loaded, self._failed)

    def declare(self) -> None:
        """Ask for a type of territories the plugin does not know, and keep it in the atlas."""
        from .territory_type_dialog import TerritoryTypeDialog

        dialog = TerritoryTypeDialog(self)
        if not dialog.exec():
            return
        from ..gis.territory_store import declare_type
        from ..gis.workspace import Workspace

        with self.session.errors_told():
            declare_type(Workspace.open(self.session.path), dialog.type())
            self._declared = dialog.type().code
            self.session.workspace_changed.emit()

    def parameters(self) -> dict[str, object]:
        """What the algorithm is given."""
        kind = self.kind.currentIndex()
        parameters: dict[str, object] = {
            "WORKSPACE": str(self.session.path),
            "MENTION": self.mention.text().strip(),
            "COG_YEAR": self.year.year(),
            "DATA_DATE": self.date.date(),
            "ILLUSTRATIVE": self.illustrative.isChecked(),
            "COLUMNS": as_text(self.preview.corrections()),
        }
        if kind != COMMUNES:
            parameters["TYPE"] = self.type.type_code() or ""
        if kind == COMPOSITION:
            parameters["TABLE"] = self.file.filePath()
            parameters["SHEET"] = self._sheet() or ""
            parameters["UNITS"] = self.units.type_code() or ""
            parameters["MOVEMENTS"] = self.movements.filePath() or None
        else:
            parameters["LAYER"] = self.layer.source()
        if kind != TERRITORIES:
            parameters["ACCEPT_PROPOSALS"] = self.accept.isChecked()
        return parameters

    def _loaded(self, run, outputs: dict) -> None:
        self._show_findings(run)
        if "COMMUNES" in outputs:
            text = self.tr("{n} communes loaded. Next: load a zoning, or build one.").format(n=outputs["COMMUNES"])
        else:
            text = self.tr("{n} territories loaded. Next: check them.").format(n=outputs["TERRITORIES"])
        self.session.say(text)
        self.session.workspace_changed.emit()

    def _failed(self, run, _outputs: dict) -> None:
        self._show_findings(run)

    def _show_fields(self) -> None:
        kind = self.kind.currentIndex()
        for field in (self.type, self.declare_button):
            show_row(self.form, field, kind != COMMUNES)
        show_row(self.form, self.layer, kind != COMPOSITION)
        for field in (self.file, self.sheet, self.units, self.movements):
            show_row(self.form, field, kind == COMPOSITION)
        self.accept.setVisible(kind != TERRITORIES)
        self._read_head()

    def _sheet(self) -> str | None:
        return self.sheet.text().strip() or None

    def _read_layer(self) -> None:
        # layers come and go in the project: a table is not read again for that
        if self.kind.currentIndex() == COMPOSITION:
            self.update_state(self._idle)
        else:
            self._read_head()

    def _read_head(self, *_: object) -> None:
        """Show the first rows of what is chosen, with the columns guessed or remembered."""
        kind = self.kind.currentIndex()
        show_row(self.form, self.sheet, kind == COMPOSITION and self.file.filePath().lower().endswith(_WORKBOOKS))
        chosen = self.file.filePath() if kind == COMPOSITION else self.layer.layer()
        atlas, sheet, code = self.session.path, self._sheet(), self.type.type_code() or ""
        if chosen and atlas is not None:
            # a layer is of the main thread: its first rows are taken here
            given = chosen if kind == COMPOSITION else _layer_head(chosen)
            self.preview.read(lambda: _read_head(given, sheet, kind, code, atlas))
        else:
            self.preview.clear()
        self._previewed()

    def _previewed(self) -> None:
        self.preview_label.setVisible(self.preview.isVisibleTo(self))
        self.update_state(self._idle)


def _layer_head(layer: QgsVectorLayer) -> pd.DataFrame:
    from ..gis.territory_overview import layer_head

    return layer_head(layer)


def _read_head(given: str | pd.DataFrame, sheet: str | None, kind: int, code: str, atlas: Path) -> Previewed:
    """The first rows of a file (or those given), the columns guessed and those remembered for a type of territories."""
    from ..core import column_guesses as columns
    from ..gis.territory_store import remembered_columns
    from ..gis.workspace import Workspace

    frame = columns.head(given, sheet) if isinstance(given, str) else given
    name = (columns.COMMUNES, columns.TERRITORIES, columns.COMPOSITION)[kind]
    table = ("commune", "territoire", "composition")[kind]
    known = remembered_columns(Workspace.open(atlas), table, "" if kind == COMMUNES else code)
    return frame, columns.guesses(name, frame, code), known
