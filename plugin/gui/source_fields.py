"""Fields several pages share: where data come from, a layer or a file to read, a type of territories."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from qgis.core import QgsProcessing, QgsProcessingContext, QgsProcessingParameterVectorLayer, QgsVectorLayer
from qgis.gui import QgsMapCanvas, QgsProcessingMapLayerComboBox
from qgis.PyQt.QtCore import QDate
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QLineEdit, QSpinBox, QWidget

_NO_YEAR = 1942
_USUAL_SCALE = 1_000_000


class YearBox(QSpinBox):
    """A year of communes (COG), or none."""

    def __init__(self, none: str):
        super().__init__()
        self.setRange(_NO_YEAR, 2100)
        self.setSpecialValueText(none)
        self.setValue(_NO_YEAR)

    def year(self) -> int | None:
        """The year given, None where it is not."""
        return None if self.value() == _NO_YEAR else self.value()


class DateEdit(QLineEdit):
    """A date typed as YYYY-MM-DD or DD/MM/YYYY; may be empty."""

    def __init__(self):
        super().__init__()
        self.setPlaceholderText(QDate.currentDate().toString("yyyy-MM-dd"))

    def date(self) -> str:
        """As the algorithms take it; what is no date is left for them to refuse."""
        text = self.text().strip()
        read = QDate.fromString(text, "dd/MM/yyyy")
        return read.toString("yyyy-MM-dd") if read.isValid() else text


class LayerBox(QgsProcessingMapLayerComboBox):
    """A vector layer of the project, or one from a file by the button "…"."""

    def __init__(self, name: str, kind: QgsProcessing.SourceType):
        self.parameter = QgsProcessingParameterVectorLayer("LAYER", name, [kind], optional=True)
        super().__init__(self.parameter)
        for part in (self, *self.findChildren(QComboBox)):  # the keyboard reaches the list inside
            part.setAccessibleName(name)
        self.setMinimumWidth(180)

    def layer(self) -> QgsVectorLayer | None:
        """The layer chosen."""
        value = self.value()
        if isinstance(value, QgsVectorLayer) or not value:
            return value or None
        from qgis.core import QgsProcessingUtils

        return QgsProcessingUtils.mapLayerFromString(str(value), self._context())

    def source(self) -> str:
        """What an algorithm in another thread can open for itself: the source of a file, else the layer's id."""
        layer = self.layer()
        if layer is None:
            return ""
        return layer.source() if layer.providerType() == "ogr" else layer.id()

    def _context(self) -> QgsProcessingContext:
        from qgis.core import QgsProject

        if not hasattr(self, "_opened"):
            self._opened = QgsProcessingContext()
            self._opened.setProject(QgsProject.instance())
        return self._opened


class ChoiceBox(QComboBox):
    """A list that may be narrower than its longest line: the dock is often a third of the screen."""

    def __init__(self, lines: Iterable[str] = ()):
        super().__init__()
        # Before the first layout: Qt keeps the least width it once found.
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.addItems(lines)


class TypeBox(ChoiceBox):
    """A type of territories by its name; ``type_code`` is None for the first line where ``none`` names one."""

    def __init__(self, none: str | None = None):
        super().__init__()
        self._none = none

    def set_types(self, labels: Mapping[str, str]) -> None:
        """Offer these types (code: what is shown); the one chosen stays where it can."""
        before = self.currentData()
        blocked = self.blockSignals(True)
        self.clear()
        if self._none is not None:
            self.addItem(self._none, None)
        for code, label in labels.items():
            self.addItem(label, code)
        self.setCurrentIndex(max(self.findData(before), 0))
        self.blockSignals(blocked)
        if self.currentData() != before:
            self.currentIndexChanged.emit(self.currentIndex())

    def type_code(self) -> str | None:
        """The code chosen."""
        return self.currentData()


def map_scale(canvas: QgsMapCanvas) -> int:
    """The scale of the map, within what the drawing algorithms take; theirs where the map shows nothing yet."""
    if not canvas.layers():
        return _USUAL_SCALE
    return min(max(int(canvas.scale()), 1_000), 50_000_000)


def show_row(form: QFormLayout, field: QWidget, visible: bool) -> None:
    """Show or hide a field with its label."""
    field.setVisible(visible)
    label = form.labelForField(field)
    if label is not None:
        label.setVisible(visible)


def tab_order(*widgets: QWidget) -> None:
    """The order in which the Tab key goes through the widgets."""
    from itertools import pairwise

    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)
