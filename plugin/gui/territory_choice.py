"""The choice of territories: by name, by a click in the map, by a drawn area, by what is selected in the map."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from qgis.core import (
    QgsCoordinateTransform,
    QgsExpression,
    QgsFeature,
    QgsFeatureRequest,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingUtils,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QFormLayout,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from .map_tools import AreaTool, PlaceTool
from .reading import Reading
from .session import Session
from .source_fields import TypeBox, tab_order

_CODE = Qt.ItemDataRole.UserRole
_COMMUNE = "commune"


class TerritoryChoice(QWidget):
    """``changed`` tells that other territories, or another area, are chosen, ``offered`` that the lists are filled."""

    changed = pyqtSignal()
    offered = pyqtSignal()

    def __init__(self, session: Session):
        super().__init__()
        self.session = session
        self.area = ""
        self._names: dict[str, dict[str, str]] = {}
        self.reading = Reading(self, session)
        self.type = TypeBox(self.tr("the whole region"))
        self.search = QLineEdit()
        self.search.setPlaceholderText(self.tr("Search a name or a code"))
        self.search.setAccessibleName(self.tr("Search territories"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Territories"))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setFixedHeight(120)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMinimumWidth(120)
        self.click_button = QPushButton(self.tr("&Click on the map"))
        self.click_button.setToolTip(self.tr("A territory by a click; with Ctrl one more"))
        self.draw_button = QPushButton(self.tr("&Draw an area"))
        self.draw_button.setToolTip(
            self.tr("Corners by clicks; Enter or a right click ends, Backspace takes the last corner, Escape gives up")
        )
        self.selection_button = QPushButton(self.tr("Use the &selection"))
        self.selection_button.setToolTip(self.tr("The polygons selected in the current layer"))
        self.said = QLabel()
        self.said.setWordWrap(True)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.tr("&Territories:"), self.type)
        row = QGridLayout()
        row.addWidget(self.click_button, 0, 0)
        row.addWidget(self.draw_button, 0, 1)
        row.addWidget(self.selection_button, 1, 0, 1, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(form)
        layout.addWidget(self.search)
        layout.addWidget(self.list)
        layout.addLayout(row)
        layout.addWidget(self.said)
        tab_order(
            self.type, self.search, self.list, self.click_button, self.draw_button, self.selection_button,
        )
        canvas = session.iface.mapCanvas()
        self.place_tool = PlaceTool(canvas, self.choose_at)
        self.area_tool = AreaTool(canvas, self.choose_area)
        self.type.currentIndexChanged.connect(self._fill)
        self.search.textChanged.connect(self._filter)
        self.list.itemSelectionChanged.connect(self._select)
        self.click_button.clicked.connect(lambda: canvas.setMapTool(self.place_tool))
        self.draw_button.clicked.connect(lambda: canvas.setMapTool(self.area_tool))
        self.selection_button.clicked.connect(self.choose_selection)
        self._fill()

    def refresh(self) -> None:
        """Offer the territories of the open atlas, when they have been read."""
        self.reading.stop()
        if self.session.path is None:
            self._offer(({}, {}))
            return
        path = self.session.path
        self.reading.start(lambda _task: territory_names(path), self._offer, lambda: self._offer(({}, {})))

    def _offer(self, read: tuple[dict[str, dict[str, str]], dict[str, str]]) -> None:
        self._names, labels = read
        self.type.set_types(labels)
        self._fill()
        self.offered.emit()

    def codes(self) -> list[str]:
        """The codes chosen."""
        return [item.data(_CODE) for item in self.list.selectedItems()]

    def known(self, kind: str | None) -> dict[str, str]:
        """The territories of a type: code and name."""
        return self._names.get(kind or "", {})

    def names(self) -> str:
        """What is chosen, in words."""
        if self.area:
            return self.tr("the area drawn")
        if self.type.type_code() is None:
            return self.tr("the whole region")
        return " + ".join(item.text() for item in self.list.selectedItems()) or self.type.currentText()

    def parameters(self) -> dict[str, Any]:
        """What the algorithms are given."""
        if self.area:
            return {"WORKSPACE": str(self.session.path), "AREA": self.area}
        return {
            "WORKSPACE": str(self.session.path), "TYPE": self.type.type_code() or "",
            "TERRITORIES": ";".join(self.codes()),
        }

    def select(self, codes: list[str], more: bool = False) -> None:
        """Choose these territories; ``more``: beside those chosen."""
        wanted = set(codes) | (set(self.codes()) if more else set())
        self.area = ""
        blocked = self.list.blockSignals(True)
        last = None
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setSelected(item.data(_CODE) in wanted)
            last = item if item.data(_CODE) in codes else last
        self.list.blockSignals(blocked)
        if last is not None:
            self.list.scrollToItem(last)
        self._tell()

    def choose_at(self, point: QgsPointXY, more: bool) -> None:
        """The territory of the type chosen at a point of the map."""
        kind = self.type.type_code()
        if kind is None:
            self.session.say(self.tr("Choose a type of territories first."))
            return
        layer = self.layer(kind)
        canvas = self.session.iface.mapCanvas()
        transform = QgsCoordinateTransform(
            canvas.mapSettings().destinationCrs(), layer.crs(), QgsProject.instance()
        )
        place = QgsGeometry.fromPointXY(transform.transform(point))
        request = QgsFeatureRequest().setFilterRect(place.boundingBox())
        field = self.key(kind)
        found = [feature[field] for feature in layer.getFeatures(request) if feature.geometry().contains(place)]
        if found:
            self.search.clear()
            self.select(found[:1], more)
        else:
            self.session.say(self.tr("No territory of this type there."))

    def choose_area(self, drawn: QgsGeometry) -> None:
        """An area given in the map's system."""
        canvas = self.session.iface.mapCanvas()
        layer = QgsVectorLayer("Polygon", "zone", "memory")
        layer.setCrs(canvas.mapSettings().destinationCrs())
        feature = QgsFeature()
        feature.setGeometry(drawn)
        layer.dataProvider().addFeatures([feature])
        self._keep_area(layer, False)

    def choose_selection(self) -> None:
        """The polygons selected in the current layer."""
        active = getattr(self.session.iface, "activeLayer", lambda: None)()
        layer = active if isinstance(active, QgsVectorLayer) else None
        polygons = layer is not None and layer.geometryType() == QgsWkbTypes.GeometryType.PolygonGeometry
        if not polygons or not layer.selectedFeatureCount():
            self.session.say(self.tr("Select polygons of a layer first."))
            return
        self._keep_area(layer, True)

    def layer(self, kind: str) -> QgsVectorLayer:
        """The outlines of a type, with their codes in the field `key`."""
        from ..gis.workspace import Workspace

        workspace = Workspace.open(self.session.path)
        if kind == _COMMUNE:
            return workspace.layer("commune", name=self.type.currentText())
        subset = f"type = {QgsExpression.quotedValue(kind)}"
        return workspace.layer("territoire", subset, self.type.currentText())

    @staticmethod
    def key(kind: str) -> str:
        """The field of the codes of a type."""
        return "insee" if kind == _COMMUNE else "id_territoire"

    def _keep_area(self, layer: QgsVectorLayer, selected: bool) -> None:
        # As a file: the algorithm reads it in another thread.
        path = QgsProcessingUtils.generateTempFilename("zone.gpkg")
        options = QgsVectorFileWriter.SaveVectorOptions()
        options.onlySelectedFeatures = selected
        context = QgsProject.instance().transformContext()
        error = QgsVectorFileWriter.writeAsVectorFormatV3(layer, path, context, options)
        if error[0] != QgsVectorFileWriter.WriterError.NoError:
            self.session.complain(error[1])
            return
        blocked = self.list.blockSignals(True)
        self.list.clearSelection()
        self.list.blockSignals(blocked)
        self.area = path
        self._tell()

    def _fill(self, *_: object) -> None:
        kind = self.type.type_code()
        blocked = self.list.blockSignals(True)
        self.list.clear()
        for code, name in self._names.get(kind or "", {}).items():
            item = QListWidgetItem(name)
            item.setData(_CODE, code)
            item.setToolTip(code)
            self.list.addItem(item)
        self.list.blockSignals(blocked)
        for widget in (self.search, self.list, self.click_button):
            widget.setVisible(kind is not None)
        self._filter()
        self._select()

    def _filter(self, *_: object) -> None:
        wanted = self.search.text().casefold()
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(wanted not in item.text().casefold() and wanted not in item.data(_CODE).casefold())

    def _select(self) -> None:
        self.area = ""
        self._tell()

    def _tell(self) -> None:
        self.said.setText(self.tr("Chosen: {names}").format(names=self.names()))
        self.changed.emit()


def territory_names(path: Path) -> tuple[dict[str, dict[str, str]], dict[str, str]]:
    """Code and name of the territories by type, and what each type is called."""
    from ..gis.territory_overview import commune_names, overview, territories_by_type
    from ..gis.workspace import Workspace

    workspace = Workspace.open(path)
    names = territories_by_type(workspace)
    names[_COMMUNE] = commune_names(workspace)
    state = overview(workspace)
    return names, {kind: state.label(kind) for kind in names}
