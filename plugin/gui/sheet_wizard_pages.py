"""The pages of the wizard that adds a sheet: where its table is, how it is drawn, what it says."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsMapLayerProxyModel
from qgis.gui import QgsColorButton, QgsFileWidget, QgsMapLayerComboBox
from qgis.PyQt.QtGui import QColor
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QRadioButton,
    QSpinBox,
    QWizardPage,
)

from ..processing.add_sheet import INDICATOR, METHODS, POINTS
from .reading import Reading
from .session import Session
from .source_fields import DateEdit

_LONGITUDE, _LATITUDE, _NAME = ("lon", "x_", "coord_x"), ("lat", "y_", "coord_y"), ("nom", "libel", "name", "rs")
_COLOUR = "#0072B2"


class TablePage(QWizardPage):
    """Points or an indicator; a file, a layer of the project, or what the workspace holds."""

    def __init__(self, session: Session):
        super().__init__()
        self.session = session
        self.reading = Reading(self, session)
        self._of_file: list[str] = []  # the columns of the file, once it has been read
        self.setTitle(self.tr("What the sheet shows"))
        self.points = QRadioButton(self.tr("&Points (a dot each)"))
        self.indicator = QRadioButton(self.tr("An &indicator by territory (filled areas)"))
        self.points.setChecked(True)
        self.file = QgsFileWidget()
        self.file.setFilter("CSV, XLSX, ODS (*.csv *.xlsx *.ods *.txt)")
        self.file.setAccessibleName(self.tr("Table"))
        self.layer = QgsMapLayerComboBox()
        self.layer.setFilters(QgsMapLayerProxyModel.Filter.PointLayer)
        self.layer.setAllowEmptyLayer(True)
        self.layer.setLayer(None)
        self.known = QComboBox()
        form = QFormLayout(self)
        form.addRow(self.points)
        form.addRow(self.indicator)
        form.addRow(self.tr("&Table (CSV, XLSX, ODS):"), self.file)
        form.addRow(self.tr("or a &layer of the project:"), self.layer)
        form.addRow(self.tr("or what the &workspace holds:"), self.known)
        self.points.toggled.connect(self._fill_known)
        self.file.fileChanged.connect(self._read_file)
        self.layer.layerChanged.connect(self.completeChanged)
        self.known.currentIndexChanged.connect(self.completeChanged)
        self._fill_known()

    def is_points(self) -> bool:
        """Whether points are asked for."""
        return self.points.isChecked()

    def columns(self) -> list[str]:
        """The columns of the table or layer; none where the workspace holds the data."""
        if self.file.filePath():
            return self._of_file
        if self.is_points() and self.layer.currentLayer() is not None:
            return self.layer.currentLayer().fields().names()
        return []

    def isComplete(self) -> bool:
        """A source was chosen, and a file could be read; if not, the user was told."""
        if self.file.filePath():
            return bool(self._of_file)
        return bool(self.known.currentData() or (self.is_points() and self.layer.currentLayer()))

    def parameters(self) -> dict[str, object]:
        """What the algorithm takes of this page."""
        given: dict[str, object] = {"KIND": POINTS if self.is_points() else INDICATOR}
        if self.file.filePath():
            return given | {"FILE": self.file.filePath()}
        if self.is_points() and self.layer.currentLayer() is not None:
            return given | {"LAYER": self.layer.currentLayer().id()}
        return given | {"CODE": self.known.currentData() or ""}

    def _read_file(self, *_: object) -> None:
        self._of_file = []
        self.reading.stop()
        path = self.file.filePath()
        if path:
            self.reading.start(lambda _task: _columns_of(path), self._take)
        self.completeChanged.emit()

    def _take(self, columns: list[str]) -> None:
        self._of_file = columns
        self.completeChanged.emit()

    def _fill_known(self) -> None:
        from ..gis.workspace import Workspace

        table, column = ("dispositif", "type") if self.is_points() else ("indicateur", "indicateur")
        workspace = Workspace.open(self.session.path)
        names = sorted(set(workspace.read(table, [column])[column].dropna())) if workspace.count(table) else []
        self.known.clear()
        self.known.addItem(self.tr("(nothing)"), "")
        for name in names:
            self.known.addItem(str(name), str(name))
        self.layer.setEnabled(self.is_points())
        self.completeChanged.emit()


def _columns_of(path: str) -> list[str]:
    from ..core.column_guesses import head

    return [str(name) for name in head(path, titles=True).columns]


class DrawingPage(QWizardPage):
    """Columns and colour of points; territories and classes of an indicator."""

    def __init__(self, session: Session, table: TablePage):
        super().__init__()
        self.session = session
        self.table = table
        self.setTitle(self.tr("How it is drawn"))
        self.x, self.y, self.name, self.kind = QComboBox(), QComboBox(), QComboBox(), QComboBox()
        self.colour = QgsColorButton()
        self.colour.setColor(QColor(_COLOUR))
        self.colour.setAccessibleName(self.tr("Colour of the points"))
        self.code = QComboBox()
        self.code.setEditable(True)
        self.territories = QComboBox()
        self.period = QLineEdit()
        self.period.setPlaceholderText(self.tr("the latest"))
        self.method = QComboBox()
        for word in (
            self.tr("Quantiles"),
            self.tr("Natural breaks (Jenks)"),
            self.tr("Equal intervals"),
            self.tr("Mean and standard deviations"),
            self.tr("Thresholds of your own"),
        ):
            self.method.addItem(word)
        self.classes = QSpinBox()
        self.classes.setRange(2, 7)
        self.classes.setValue(5)
        self.bounds = QLineEdit()
        self.bounds.setPlaceholderText("10; 20; 30")
        self.decimals = QSpinBox()
        self.decimals.setRange(0, 4)
        self.values = QCheckBox(self.tr("&Write names and values on the map"))
        self.values.setChecked(True)
        self.form = QFormLayout(self)
        self._of_points = [
            self._row(self.tr("L&ongitude (degrees):"), self.x),
            self._row(self.tr("L&atitude (degrees):"), self.y),
            self._row(self.tr("&Name:"), self.name),
            self._row(self.tr("&Kinds, a colour each:"), self.kind),
            self._row(self.tr("&Colour:"), self.colour),
        ]
        self._of_indicator = [
            self._row(self.tr("&Indicator:"), self.code),
            self._row(self.tr("&Territories:"), self.territories),
            self._row(self.tr("&Period:"), self.period),
            self._row(self.tr("&Classes by:"), self.method),
            self._row(self.tr("N&umber of classes:"), self.classes),
            self._row(self.tr("&Bounds:"), self.bounds),
            self._row(self.tr("&Decimals:"), self.decimals),
            self._row("", self.values),
        ]
        self.method.currentIndexChanged.connect(self._update_state)
        self.kind.currentIndexChanged.connect(self._update_state)

    def _row(self, label: str, field) -> object:
        if label:
            self.form.addRow(label, field)
        else:
            self.form.addRow(field)
        return field

    def initializePage(self) -> None:
        """Offer the columns of the table, guessed by their names, and the territories there are."""
        columns = self.table.columns()
        points = self.table.is_points()
        of_layer = points and not self.table.file.filePath()
        for box, words in ((self.x, _LONGITUDE), (self.y, _LATITUDE), (self.name, _NAME), (self.kind, ())):
            box.clear()
            box.addItem(self.tr("(none)"), "")
            for column in columns:
                box.addItem(column, column)
            found = next((column for column in columns if any(word in column.lower() for word in words)), "")
            box.setCurrentIndex(max(box.findData(found), 0))
        self.code.clear()
        self.code.addItems(columns)
        self.code.setCurrentText(str(self.table.parameters().get("CODE", "")) or (columns[-1] if columns else ""))
        self._fill_territories()
        for field in (*self._of_points, *self._of_indicator):
            shown = (field in self._of_points) == points and not (of_layer and field in (self.x, self.y))
            field.setVisible(shown)
            label = self.form.labelForField(field)
            if label is not None:
                label.setVisible(shown)
        self._update_state()

    def _fill_territories(self) -> None:
        from ..gis.territory_store import territory_types
        from ..gis.workspace import Workspace

        workspace = Workspace.open(self.session.path)
        words = territory_types(workspace)
        there = sorted(set(workspace.read("territoire", ["type"])["type"]))
        self.territories.clear()
        for kind in there:
            self.territories.addItem(words[kind].libelle if kind in words else kind, kind)
        self.territories.addItem(self.tr("Commune"), "commune")
        self.territories.setCurrentIndex(max(self.territories.findData("departement"), 0))

    def parameters(self) -> dict[str, object]:
        """What the algorithm takes of this page."""
        if self.table.is_points():
            return {
                "X_FIELD": self.x.currentData() or "",
                "Y_FIELD": self.y.currentData() or "",
                "NAME_FIELD": self.name.currentData() or "",
                "CLASS_FIELD": self.kind.currentData() or "",
                "COLOUR": self.colour.color().name(),
            }
        return {
            "CODE": self.code.currentText().strip(),
            "TERRITORY_TYPE": self.territories.currentData(),
            "PERIOD": self.period.text().strip(),
            "METHOD": self.method.currentIndex(),
            "CLASSES": self.classes.value(),
            "BOUNDS": self.bounds.text().strip(),
            "DECIMALS": self.decimals.value(),
            "LABELS": self.values.isChecked(),
        }

    def _update_state(self) -> None:
        own = METHODS[self.method.currentIndex()] == "seuils"
        self.bounds.setEnabled(own)
        self.classes.setEnabled(not own)
        self.colour.setEnabled(not self.kind.currentData())


class WordsPage(QWizardPage):
    """Id, title, family, legend and source of the sheet; the next page adds it."""

    def __init__(self, session: Session, table: TablePage, drawing: DrawingPage):
        super().__init__()
        self.session = session
        self.table = table
        self.drawing = drawing
        self.setTitle(self.tr("What it says"))
        self.sheet, self.heading, self.under, self.legend = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.family = QComboBox()
        self.mention, self.date = QLineEdit(), DateEdit()
        form = QFormLayout(self)
        form.addRow(self.tr("&Id (letters and digits):"), self.sheet)
        form.addRow(self.tr("&Title:"), self.heading)
        form.addRow(self.tr("&Line under the title:"), self.under)
        form.addRow(self.tr("&Family:"), self.family)
        form.addRow(self.tr("&Heading of the legend:"), self.legend)
        form.addRow(self.tr("&Source, as it is printed:"), self.mention)
        form.addRow(self.tr("&Date of the data:"), self.date)
        self.under.setPlaceholderText(self.tr("made from the data"))
        for field in (self.sheet, self.heading, self.mention):
            field.textChanged.connect(self.completeChanged)

    def initializePage(self) -> None:
        """Propose a free id, and the words of the file's name."""
        from ..atlas.own_catalogue import catalogue_of
        from ..gis.workspace import Workspace

        catalogue = catalogue_of(Workspace.open(self.session.path))
        taken = {sheet.id for sheet in catalogue.sheets}
        if not self.sheet.text():
            self.sheet.setText(next(f"P{rank:02}" for rank in range(1, 999) if f"P{rank:02}" not in taken))
        if not self.family.count():
            for family in catalogue.families:
                self.family.addItem(family.title, family.id)
            self.family.setCurrentIndex(max(self.family.findData("A"), 0))
        proposal = str(self.drawing.parameters().get("CODE") or self.table.parameters().get("CODE") or "")
        file = self.table.file.filePath()
        if not self.heading.text():
            self.heading.setText((proposal or Path(file).stem).replace("_", " ").capitalize())
        known = bool(self.table.parameters().get("CODE"))
        for field in (self.mention, self.date):
            field.setEnabled(not known)

    def isComplete(self) -> bool:
        """An id, a title, and a source where a table comes in."""
        sourced = not self.mention.isEnabled() or bool(self.mention.text().strip())
        return bool(self.sheet.text().strip() and self.heading.text().strip()) and sourced

    def parameters(self) -> dict[str, object]:
        """What the algorithm takes of this page."""
        return {
            "SHEET": self.sheet.text().strip(),
            "SHEET_TITLE": self.heading.text().strip(),
            "SUBTITLE": self.under.text().strip(),
            "FAMILY": self.family.currentData() or "A",
            "LEGEND": self.legend.text().strip(),
            "MENTION": self.mention.text().strip(),
            "DATE": self.date.date(),
        }
