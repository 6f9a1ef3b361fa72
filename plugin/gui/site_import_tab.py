"""The tab that imports registers and tables on establishments, their columns looked at before."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QUrl
from qgis.PyQt.QtGui import QDesktopServices
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ..core.establishments.template_titles import template_titles
from .import_preview import ImportPreview, as_text
from .run_bar import RunBar
from .session import Session
from .source_fields import ChoiceBox, DateEdit, show_row, tab_order

if TYPE_CHECKING:
    from ..core.column_guesses import Wanted
    from ..core.territories.columns import ColumnGuess
    from .import_preview import Previewed

REGISTER, SITES, SAE, AUTHORISATIONS, EQUIPMENT, MEDICO_SOCIAL, PRACTITIONERS, AGENCY = range(8)
_ALGORITHMS = (
    "import_establishments", "import_establishments", "import_sae", "import_authorisations", "import_authorisations",
    "import_medico_social", "import_practitioners", "import_agency_table",
)
_COUNTED = ("ESTABLISHMENTS", "CAPACITIES", "AUTHORISATIONS", "EQUIPMENT", "PLACES", "PRACTITIONERS", "ROWS")
_FLOW = "finess"  # first word of a national file in sections
_MENTIONS = ("FINESS", "FINESS", "SAE", "FINESS", "FINESS", "FINESS", "Annuaire santé", "")


class SiteImportTab(QWidget):
    """Gathers what the imports of establishments need, and runs one of them."""

    def __init__(self, session: Session, bar: RunBar, show_findings):
        super().__init__()
        self.session, self.bar, self._show_findings = session, bar, show_findings
        self._idle = False
        self.kind = ChoiceBox()
        self.kind.addItems(
            [
                self.tr("FINESS register (any layout)"),
                self.tr("List of sites with longitude and latitude"),
                self.tr("SAE tables (a folder)"),
                self.tr("Authorisations (FINESS, ARHGOS)"),
                self.tr("Heavy equipment (FINESS, ARHGOS)"),
                self.tr("Places of medico-social establishments"),
                self.tr("Liberal practitioners"),
                self.tr("A table of the agency"),
            ]
        )
        self.template = ChoiceBox()
        for key, title in template_titles().items():
            self.template.addItem(title, key)
        self.template_button = QPushButton(self.tr("Open the e&mpty template"))
        self.file = _file_box(self.tr("File to import"))
        self.folder = QgsFileWidget()
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setAccessibleName(self.tr("Folder of the SAE tables"))
        self.second = _file_box(self.tr("File of legal entities"))
        self.year = QSpinBox()
        self.year.setRange(1990, 2100)
        self.year.setValue(2024)
        self.departments = QLineEdit()
        self.departments.setPlaceholderText(self.tr("22 29 35 56; empty: those of the communes"))
        self.mention = QLineEdit()
        self.producer = QLineEdit()
        self.date = DateEdit()
        self.licence = QLineEdit()
        self.town_halls = QCheckBox(self.tr("&Place the unlocated at town halls"))
        self.town_halls.setToolTip(self.tr("Sites without coordinates go to their commune's town hall, and are marked"))
        self.complete = QCheckBox(self.tr("&Add to those already there"))
        self.complete.setToolTip(self.tr("Without this the file takes the place of the establishments of the atlas"))
        self.preview = ImportPreview(session, self.tr("First rows of what is imported"))
        self.preview_label = QLabel(self.tr("First rows, and columns found (correct what is wrong):"))
        self.preview_label.setWordWrap(True)
        self.import_button = QPushButton(self.tr("&Import into the atlas"))

        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for label, field in (
            (self.tr("&What:"), self.kind),
            (self.tr("&Table:"), self.template),
            ("", self.template_button),
            (self.tr("&File:"), self.file),
            (self.tr("Fo&lder:"), self.folder),
            (self.tr("Legal e&ntities:"), self.second),
            (self.tr("&Year:"), self.year),
            (self.tr("&Departments kept:"), self.departments),
            (self.tr("S&ource, as printed:"), self.mention),
            (self.tr("P&roducer:"), self.producer),
            (self.tr("Date of t&he data:"), self.date),
            (self.tr("Li&cence:"), self.licence),
        ):
            self.form.addRow(label, field)
        self.form.addRow(self.town_halls)
        self.form.addRow(self.complete)
        layout = QVBoxLayout(self)
        layout.addLayout(self.form)
        layout.addWidget(self.preview_label)
        layout.addWidget(self.preview, 1)
        layout.addWidget(self.import_button)
        layout.addStretch()
        tab_order(
            self.kind, self.template, self.template_button, self.file, self.folder, self.second, self.year,
            self.departments, self.mention, self.producer, self.date, self.licence, self.town_halls, self.complete,
            self.preview, self.import_button,
        )
        self.kind.currentIndexChanged.connect(self._show_fields)
        self.template.currentIndexChanged.connect(self._read_head)
        self.template_button.clicked.connect(self._open_template)
        self.file.fileChanged.connect(self._read_head)
        for signal in (self.second.fileChanged, self.folder.fileChanged, self.mention.textChanged):
            signal.connect(lambda *_: self.update_state(self._idle))
        self.preview.changed.connect(self._previewed)
        self.import_button.clicked.connect(self.import_file)
        self._show_fields()

    def update_state(self, idle: bool) -> None:
        """Enable what can be done; ``idle``: an atlas is open and nothing runs."""
        self._idle = idle
        kind = self.kind.currentIndex()
        given = self.folder.filePath() if kind == SAE else self.file.filePath()
        sourced = bool(self.mention.text().strip())
        self.import_button.setEnabled(idle and bool(given) and sourced and not self.preview.busy)
        self.import_button.setToolTip("" if sourced else self.tr("The source is needed: sheets print it"))

    def import_file(self) -> None:
        """Run the import of what is chosen; the columns chosen are kept for the next file of this kind."""
        self._remember()
        name = f"atlas_soins:{_ALGORITHMS[self.kind.currentIndex()]}"
        self.bar.start(name, self.parameters(), self.tr("Importing…"), self._imported, self._failed)

    def parameters(self) -> dict[str, object]:
        """What the algorithm is given."""
        kind = self.kind.currentIndex()
        parameters: dict[str, object] = {
            "WORKSPACE": str(self.session.path),
            "MENTION": self.mention.text().strip(),
            "PRODUCER": self.producer.text().strip(),
            "DATE": self.date.date(),
            "LICENCE": self.licence.text().strip(),
        }
        if kind == SAE:
            parameters["FOLDER"] = self.folder.filePath()
        elif kind == EQUIPMENT:
            parameters["EQUIPMENT_FILE"] = self.file.filePath()
            parameters["EQUIPMENT_MAPPING"] = as_text(self._mapping())
        else:
            parameters["FILE"] = self.file.filePath()
            parameters["MAPPING"] = as_text(self._mapping())
        if kind in (REGISTER, SITES):
            parameters |= {
                "LAYOUT": kind,
                "LEGAL_ENTITIES": self.second.filePath() or None,
                "TOWN_HALLS": self.town_halls.isChecked(),
                "COMPLETE": self.complete.isChecked(),
            }
        if kind in (REGISTER, SITES, SAE, PRACTITIONERS):
            parameters["DEPARTMENTS"] = self.departments.text().strip()
        if kind in (MEDICO_SOCIAL, PRACTITIONERS):
            parameters["YEAR"] = self.year.value()
        if kind == AGENCY:
            parameters["TEMPLATE"] = self.template.currentIndex()
        return parameters

    def _mapping(self) -> dict[str, str]:
        """The columns the reader is told; a national table needs none unless one was changed."""
        if self.kind.currentIndex() in (AUTHORISATIONS, EQUIPMENT, MEDICO_SOCIAL) and not self.preview.corrections():
            return {}
        return self.preview.mapping()

    def _imported(self, run, outputs: dict) -> None:
        self._show_findings(run)
        rows = sum(outputs.get(name) or 0 for name in _COUNTED)
        text = self.tr("{n} rows imported. Next: look at the findings, then draw a theme.")
        self.session.say(text.format(n=rows))
        self.session.workspace_changed.emit()

    def _failed(self, run, _outputs: dict) -> None:
        self._show_findings(run)

    def _show_fields(self) -> None:
        kind = self.kind.currentIndex()
        for field in (self.template, self.template_button):
            show_row(self.form, field, kind == AGENCY)
        show_row(self.form, self.file, kind != SAE)
        show_row(self.form, self.folder, kind == SAE)
        show_row(self.form, self.second, kind in (REGISTER, SITES))
        show_row(self.form, self.year, kind in (MEDICO_SOCIAL, PRACTITIONERS))
        show_row(self.form, self.departments, kind in (REGISTER, SITES, SAE, PRACTITIONERS))
        for box in (self.town_halls, self.complete):
            box.setVisible(kind in (REGISTER, SITES))
        if self.mention.text() in _MENTIONS:
            self.mention.setText(_MENTIONS[kind])
        self._read_head()

    def _kind_of_columns(self) -> str | None:
        """The name under which columns of this kind of file are guessed and remembered; None: a fixed layout."""
        kind = self.kind.currentIndex()
        if kind == AGENCY:
            return f"agence:{self.template.currentData()}"
        names = {SITES: "sites", AUTHORISATIONS: "autorisations", EQUIPMENT: "equipements", MEDICO_SOCIAL: "places"}
        return names.get(kind)

    def _read_head(self, *_: object) -> None:
        """Show the first rows of the file, with the columns guessed or remembered."""
        file, atlas, kind = self.file.filePath(), self.session.path, self._kind_of_columns()
        if file and self.kind.currentIndex() != SAE and atlas is not None:
            self.preview.read(lambda: _read_head(file, kind, atlas))
        else:
            self.preview.clear()
        self._previewed()

    def _previewed(self) -> None:
        self.preview_label.setVisible(self.preview.isVisibleTo(self))
        self.update_state(self._idle)

    def _remember(self) -> None:
        from ..gis.territory_store import remember_columns
        from ..gis.workspace import Workspace

        kind, chosen = self._kind_of_columns(), self.preview.mapping()
        if kind is not None and chosen:
            with self.session.errors_told(), Workspace.open(self.session.path).writing() as write:
                remember_columns(write, kind, chosen)

    def _open_template(self) -> None:
        from ..core.establishments.agency_tables import templates

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(templates()[self.template.currentData()].file)))


def _read_head(file: str, kind: str | None, atlas: Path) -> Previewed:
    """The first rows of a file, the columns guessed and those remembered in the atlas for a kind of columns."""
    from ..core import column_guesses as columns
    from ..gis.territory_store import remembered_columns
    from ..gis.workspace import Workspace

    frame = columns.head(file)
    found: dict[Wanted, ColumnGuess] = {}
    if kind is None:
        return frame, found, None
    name, _, detail = kind.partition(":")
    if kind == columns.SITES or _FLOW not in frame.columns:  # a national flow: its layout is known
        found = columns.guesses(name, frame, detail)
    return frame, found, remembered_columns(Workspace.open(atlas), kind)


def _file_box(name: str) -> QgsFileWidget:
    widget = QgsFileWidget()
    widget.setAccessibleName(name)
    return widget
