"""The tab that computes access times and zones: roads, sites, conventions, bounds, outputs."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

from qgis.core import QgsApplication
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from .road_picker import RoadPicker
from .run_bar import RunBar
from .runner import AlgorithmRun
from .session import Session

_TIMES, _ZONES = "atlas_soins:access_times", "atlas_soins:access_zones"
_FROM_SITES = "atlas_soins:emergency_responders"
_RESPONDERS = ""
_NO_SPEED = 0.0


class SetupTab(QWidget):
    """Runs ``access_times`` and ``access_zones``. The words of choices are those of the algorithms."""

    computed = pyqtSignal(list)  # the findings, all runs together

    def __init__(self, session: Session, bar: RunBar):
        super().__init__()
        self.session, self.bar = session, bar
        self._idle = False
        self._findings: list = []
        self._times = QgsApplication.processingRegistry().createAlgorithmById(_TIMES)
        self._zones = QgsApplication.processingRegistry().createAlgorithmById(_ZONES)
        self.roads = RoadPicker(session, self.tr("Roads"))
        self.profile = self._choice("PROFILE")
        self.sites = QComboBox()
        self.sites.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.sites.setMinimumContentsLength(14)
        self.kinds = QListWidget()
        self.kinds.setAccessibleName(self.tr("Responders that count"))
        self.kinds.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.responders_button = QPushButton(self.tr("Take them &from the establishments"))
        self.bounds = QLineEdit("30 35")
        self.times = QCheckBox(self.tr("&Minutes of communes"))
        self.zones = QCheckBox(self.tr("&Zones on the ground"))
        self.times.setChecked(True)
        self.mode = self._choice("MODE", self._zones)
        self.division = self._choice("DIVISION", self._zones)
        self.run_button = QPushButton(self.tr("Comp&ute"))

        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.tr("&Roads:"), self.roads)
        form.addRow(self.tr("Speed &profile:"), self.profile)
        form.addRow(self.tr("&Sites:"), self.sites)
        kinds_label = QLabel(self.tr("&Kinds that count (none: all):"))
        kinds_label.setBuddy(self.kinds)
        form.addRow(kinds_label)
        form.addRow(self.kinds)  # below: beside it a narrow dock leaves the names a few letters
        form.addRow(self.responders_button)
        form.addRow(self.tr("&Bounds (minutes):"), self.bounds)
        form.addRow(self.times)
        form.addRow(self.zones)
        form.addRow(self.tr("Zones &drawn as:"), self.mode)
        form.addRow(self.tr("Sites of zo&nes:"), self.division)
        layout = QVBoxLayout(self)
        layout.addLayout(form)
        layout.addWidget(self._conventions())
        layout.addStretch()
        layout.addWidget(self.run_button)
        order = (
            self.roads.layers,
            self.roads.button,
            self.profile,
            self.sites,
            self.kinds,
            self.responders_button,
            self.bounds,
            self.times,
            self.zones,
            self.mode,
            self.division,
            self.conventions,
            self.intra_commune,
            self.ferries,
            self.period,
            self.distance,
            self.speed,
            self.run_button,
        )
        for before, after in pairwise(order):
            QWidget.setTabOrder(before, after)

        self._fill_activities({})
        for changed in (self.roads.changed, self.sites.currentIndexChanged):
            changed.connect(lambda _: self.update_state(self._idle))
        for box in (self.times, self.zones):
            box.toggled.connect(lambda _: self.update_state(self._idle))
        self.responders_button.clicked.connect(self.take_responders)
        self.run_button.clicked.connect(self.compute)

    def refresh(self, roads: str, responders: Mapping[str, int], activities: Mapping[str, str]) -> None:
        """Offer the roads the atlas names and the activities (key, label), count its responders by kind."""
        self.roads.offer(roads)
        self._fill_activities(activities)
        ticked = {item.data(Qt.ItemDataRole.UserRole) for item in self._items() if _is_ticked(item)}
        self.kinds.clear()
        names = self._times.parameterDefinition("KINDS").options()
        from ..processing.road_algorithm import KINDS

        for number, (kind, name) in enumerate(zip(KINDS, names, strict=True)):
            item = QListWidgetItem(f"{name} – {responders.get(kind, 0)}")
            item.setData(Qt.ItemDataRole.UserRole, number)
            item.setToolTip(self.tr("None ticked: all that have rows"))
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if number in ticked else Qt.CheckState.Unchecked)
            self.kinds.addItem(item)
        self.kinds.setFixedHeight(self.kinds.sizeHintForRow(0) * len(names) + 2 * self.kinds.frameWidth())

    def road_parameters(self) -> dict[str, Any]:
        """What every algorithm on roads takes: workspace, roads, sites, conventions."""
        parameters: dict[str, Any] = {
            "WORKSPACE": str(self.session.path),
            **self.roads.parameters(),
            "PROFILE": self.profile.currentIndex(),
            "FERRIES": self.ferries.isChecked(),
            "PERIOD": self.period.text(),
            "MAX_SNAP": self.distance.value(),
        }
        if self.speed.value() > _NO_SPEED:
            parameters["DEFAULT_SPEED"] = self.speed.value()
        if self.sites.currentData() != _RESPONDERS:
            parameters["ACTIVITY"] = self.sites.currentData()
        else:
            ticked = [item.data(Qt.ItemDataRole.UserRole) for item in self._items() if _is_ticked(item)]
            parameters["KINDS"] = ticked or None
        return parameters

    def time_parameters(self) -> dict[str, Any]:
        """The same with the convention inside the commune of a site."""
        return self.road_parameters() | {"INTRA_COMMUNE": self.intra_commune.currentIndex()}

    def compute(self) -> None:
        """Run what is ticked, one algorithm after the other."""
        self._findings = []
        if self.times.isChecked():
            self._compute_times()
        else:
            self._compute_zones()

    def take_responders(self) -> None:
        """Make responders of the establishments' emergency departments and SMUR; the agency's own stay."""
        parameters = {"WORKSPACE": str(self.session.path)}
        self.bar.start(_FROM_SITES, parameters, self.tr("The responders are being listed…"), self._responders_taken)

    def _responders_taken(self, run: AlgorithmRun, outputs: dict) -> None:
        self._findings = list(run.feedback.findings)
        self.session.say(self.tr("{n} emergency responders.").format(n=outputs["RESPONDERS"]))
        self._end()

    def update_state(self, idle: bool) -> None:
        """Enable what can be done; ``idle``: an atlas is open and nothing runs."""
        self._idle = idle
        by_table = self.roads.is_table()
        self.zones.setEnabled(not by_table)
        why = self.tr("Zones need roads: a table of times says nothing of the ground")
        self.zones.setToolTip(why if by_table else "")
        if by_table:
            self.zones.setChecked(False)
        wanted = self.times.isChecked() or self.zones.isChecked()
        self.run_button.setEnabled(idle and wanted and bool(self.roads.value()))
        for box in (self.mode, self.division):
            box.setEnabled(self.zones.isChecked())
        by_responders = self.sites.currentData() == _RESPONDERS
        self.kinds.setEnabled(by_responders)
        self.responders_button.setEnabled(idle and by_responders)

    def _compute_times(self) -> None:
        parameters = self.time_parameters() | {"BREAKS": self.bounds.text()}
        words = self.tr("The times of communes are being computed…")
        self.bar.start(_TIMES, parameters, words, self._times_done, self._failed)

    def _compute_zones(self) -> None:
        parameters = self.road_parameters() | {
            "BREAKS": self.bounds.text(),
            "MODE": self.mode.currentIndex(),
            "DIVISION": self.division.currentIndex(),
        }
        words = self.tr("The zones are being computed…")
        self.bar.start(_ZONES, parameters, words, self._zones_done, self._failed)

    def _times_done(self, run: AlgorithmRun, outputs: dict) -> None:
        self._findings += run.feedback.findings
        text = self.tr("{reached} communes reached, {unreached} not.")
        self.session.say(text.format(reached=outputs["REACHED"], unreached=outputs["UNREACHED"]))
        if self.zones.isChecked():
            self._compute_zones()
        else:
            self._end()

    def _zones_done(self, run: AlgorithmRun, outputs: dict) -> None:
        self._findings += [finding for finding in run.feedback.findings if finding not in self._findings]
        self.session.say(self.tr("{zones} zones drawn.").format(zones=outputs["ZONES"]))
        self._end()

    def _failed(self, run: AlgorithmRun, _outputs: dict) -> None:
        self._findings += run.feedback.findings
        self.computed.emit(self._findings)

    def _end(self) -> None:
        self.session.workspace_changed.emit()
        self.computed.emit(self._findings)

    def _choice(self, name: str, algorithm=None) -> QComboBox:
        """A list of the entries of an algorithm's parameter, its default chosen."""
        definition = (algorithm or self._times).parameterDefinition(name)
        box = QComboBox()
        box.addItems(definition.options())
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(14)
        box.setCurrentIndex(int(definition.defaultValue() or 0))
        return box

    def _conventions(self) -> QgsCollapsibleGroupBox:
        self.conventions = QgsCollapsibleGroupBox(self.tr("Conventions"))
        self.conventions.setAccessibleName(self.tr("Conventions"))
        self.intra_commune = self._choice("INTRA_COMMUNE")
        self.ferries = QCheckBox(self._times.parameterDefinition("FERRIES").description())
        self.period = QLineEdit()
        self.period.setPlaceholderText(self.tr("none: seasonal ones do not count"))
        self.distance = QDoubleSpinBox()
        self.distance.setRange(1, 100_000)
        self.distance.setDecimals(0)
        self.distance.setValue(2000)
        self.distance.setSuffix(" m")
        self.speed = QDoubleSpinBox()
        self.speed.setRange(_NO_SPEED, 200)
        self.speed.setDecimals(0)
        self.speed.setSuffix(" km/h")
        self.speed.setSpecialValueText(self.tr("as the profile says"))
        form = QFormLayout(self.conventions)
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        form.addRow(self.tr("&Inside the commune of a site:"), self.intra_commune)
        form.addRow(self.ferries)
        form.addRow(self.tr("S&eason:"), self.period)
        form.addRow(self.tr("Greatest distance &to a road:"), self.distance)
        form.addRow(self.tr("Speed w&here none is given:"), self.speed)
        self.conventions.setCollapsed(True)
        return self.conventions

    def _fill_activities(self, activities: Mapping[str, str]) -> None:
        chosen = self.sites.currentData()
        blocked = self.sites.blockSignals(True)
        self.sites.clear()
        self.sites.addItem(self.tr("Emergency responders"), _RESPONDERS)
        for key, label in activities.items():
            self.sites.addItem(label, key)
        self.sites.setCurrentIndex(max(self.sites.findData(chosen), 0))
        self.sites.blockSignals(blocked)

    def _items(self) -> list[QListWidgetItem]:
        return [self.kinds.item(row) for row in range(self.kinds.count())]


def _is_ticked(item: QListWidgetItem) -> bool:
    return item.checkState() == Qt.CheckState.Checked
