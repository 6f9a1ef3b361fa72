"""The export of the atlas: parts, files, names, and the run of ``atlas_soins:export_atlas``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qgis.core import Qgis, QgsApplication, QgsProject
from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from .algorithm_window import open_algorithm
from .reading import Reading
from .run_bar import RunBar
from .runner import AlgorithmRun
from .session import Session
from .source_fields import TypeBox, tab_order
from .territory_choice import territory_names

_ALGORITHM = "atlas_soins:export_atlas"
_TERRITORY_PART = 4  # among its PARTS


class ExportTab(QWidget):
    """What `export_atlas` asks, its parts and files read from the algorithm itself."""

    def __init__(self, session: Session, bar: RunBar, chosen: Callable[[], list[str]]):
        super().__init__()
        self.session = session
        self.bar = bar
        self.chosen = chosen
        self.algorithm = QgsApplication.processingRegistry().algorithmById(_ALGORITHM)
        self.folder = QgsFileWidget()
        self.folder.setStorageMode(QgsFileWidget.StorageMode.GetDirectory)
        self.folder.setAccessibleName(self.tr("Folder of the atlas"))
        self.parts = self._ticks("PARTS", self.tr("Parts of the book"))
        self.territories = TypeBox(self.tr("none"))
        self.reading = Reading(self, session)
        self.formats = self._ticks("FORMATS", self.tr("Files to write"))
        self.pattern = QLineEdit(str(self._default("PATTERN", "{feuille}")))
        self.dpi = QSpinBox()
        self.dpi.setRange(50, 1200)
        self.dpi.setValue(int(self._default("DPI", 300)))
        self.processes = QSpinBox()
        self.processes.setRange(1, 2)
        self.processes.setValue(int(self._default("PROCESSES", 2)))
        self.geopdf = QCheckBox(self.tr("PDF with coordinates (&GeoPDF)"))
        self.unchecked = QCheckBox(self.tr("Print &despite the check"))
        self.export_button = QPushButton(self.tr("&Export the atlas"))
        self.web_button = QPushButton(self.tr("&Web pages…"))
        self.result = QLabel()
        self.result.setWordWrap(True)
        self.result.setOpenExternalLinks(True)
        self.result.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(self.tr("&Folder:"), self.folder)
        form.addRow(self.tr("&Parts:"), self.parts)
        form.addRow(self.tr("Pages of &territories:"), self.territories)
        form.addRow(self.tr("F&iles:"), self.formats)
        form.addRow(self.tr("&Names of the files:"), self.pattern)
        form.addRow(self.tr("&Resolution (dpi):"), self.dpi)
        form.addRow(self.tr("Pr&ocesses:"), self.processes)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        for widget in (self.geopdf, self.unchecked, self.export_button, self.web_button, self.result):
            layout.addWidget(widget)
        layout.addStretch()
        tab_order(
            self.folder,
            self.parts,
            self.territories,
            self.formats,
            self.pattern,
            self.dpi,
            self.processes,
            self.geopdf,
            self.unchecked,
            self.export_button,
            self.web_button,
        )
        self.export_button.clicked.connect(self.export)
        self.web_button.clicked.connect(lambda: open_algorithm(session, "atlas_soins:export_web"))
        self.folder.fileChanged.connect(self.update_state)
        for ticks in (self.parts, self.formats):
            ticks.itemChanged.connect(self.update_state)

    def refresh(self) -> None:
        """Propose a folder beside the atlas that is open."""
        path = self.session.path
        self.result.clear()
        if path is not None:
            self.folder.setFilePath(str(path.parent / f"{path.stem}_pdf"))
            self.reading.start(lambda _task: territory_names(path)[1], self.territories.set_types)
        self.update_state()

    def update_state(self, *_: object) -> None:
        """What can be done now."""
        ready = self.session.path is not None and bool(self.chosen()) and bool(self.folder.filePath())
        ready = ready and bool(self._ticked(self.formats)) and bool(self._ticked(self.parts))
        self.export_button.setEnabled(ready and self.bar.run is None)
        self.web_button.setEnabled(self.session.path is not None and self.bar.run is None)
        self.territories.setEnabled(_TERRITORY_PART in self._ticked(self.parts))

    def export(self) -> None:
        """Start printing the ticked sheets of the open atlas."""
        parameters = {
            "WORKSPACE": str(self.session.path),
            "SHEETS": ",".join(self.chosen()),
            "OUTPUT_FOLDER": self.folder.filePath(),
            "PARTS": self._ticked(self.parts),
            "TERRITORIES": self.territories.type_code() or "",
            "FORMATS": self._ticked(self.formats),
            "PATTERN": self.pattern.text(),
            "DPI": self.dpi.value(),
            "GEOPDF": self.geopdf.isChecked(),
            "UNCHECKED": self.unchecked.isChecked(),
            "PROCESSES": self.processes.value(),
            "PROJECT": self._retouched_project(),
        }
        self.result.clear()
        self.bar.start(_ALGORITHM, parameters, self.tr("Printing the atlas…"), self._tell)

    def _retouched_project(self) -> str:
        """The file of the project, where it holds sheets: they print as the user left and saved them."""
        from ..atlas.retouch.review import drawn_sheets

        project = QgsProject.instance()
        if not drawn_sheets(project):
            return ""
        if project.isDirty() or not project.fileName():
            self.session.say(self.tr("Retouches print once the project is saved."), Qgis.MessageLevel.Warning)
        return project.fileName()

    def _tell(self, run: AlgorithmRun, outputs: dict) -> None:
        path = Path(str(outputs.get("PDF") or outputs["OUTPUT_FOLDER"]))
        link = f'<a href="{QUrl.fromLocalFile(str(path)).toString()}">{path.name}</a>'
        words = self.tr("The atlas is printed: {link}").format(link=link)
        self.result.setText(words)
        self.session.say(words, Qgis.MessageLevel.Success)

    def _ticks(self, parameter: str, name: str) -> QListWidget:
        ticks = QListWidget()
        ticks.setAccessibleName(name)
        ticks.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        ticks.setTextElideMode(Qt.TextElideMode.ElideRight)
        definition = self.algorithm.parameterDefinition(parameter) if self.algorithm is not None else None
        chosen = set(definition.defaultValue() or []) if definition is not None else set()
        for number, words in enumerate(definition.options() if definition is not None else []):
            item = QListWidgetItem(words, ticks)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setToolTip(words)
            item.setCheckState(Qt.CheckState.Checked if number in chosen else Qt.CheckState.Unchecked)
        row = ticks.sizeHintForRow(0) if ticks.count() else 20
        ticks.setFixedHeight(row * max(ticks.count(), 1) + 2 * ticks.frameWidth() + 2)
        return ticks

    def _ticked(self, ticks: QListWidget) -> list[int]:
        return [row for row in range(ticks.count()) if ticks.item(row).checkState() == Qt.CheckState.Checked]

    def _default(self, parameter: str, otherwise: object) -> object:
        definition = self.algorithm.parameterDefinition(parameter) if self.algorithm is not None else None
        return otherwise if definition is None else definition.defaultValue()
