"""The tab that builds territories: from a composition, from roads to poles, from commuting flows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtWidgets import (
    QDoubleSpinBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from .road_picker import RoadPicker
from .run_bar import RunBar
from .session import Session
from .source_fields import ChoiceBox, TypeBox, YearBox, show_row, tab_order

if TYPE_CHECKING:
    from ..gis.territory_overview import TerritoryOverview

DISSOLVE, POLES, FLOWS = range(3)
_TABLES = " (*.csv *.txt *.xlsx *.xlsm *.ods)"


class BuildTab(QWidget):
    """Gathers what ``build_territories``, ``premier_recours`` and ``territoires_de_vie`` need, and runs one of them."""

    def __init__(self, session: Session, bar: RunBar, show_findings):
        super().__init__()
        self.session, self.bar, self._show_findings = session, bar, show_findings
        self._idle = False
        self.method = ChoiceBox()
        self.method.addItems(
            [
                self.tr("Communes put together"),
                self.tr("Premier recours: each zone to its nearest pole"),
                self.tr("Territoires de vie, from commuting flows"),
            ]
        )
        self.explanation = QLabel()
        self.explanation.setWordWrap(True)
        self.type = TypeBox()
        self.column = ChoiceBox()
        self.column.addItem(self.tr("its composition"), "")
        self.column.addItem(self.tr("the département of each commune"), "dep")
        self.column.addItem(self.tr("the EPCI of each commune"), "epci")
        self.roads = RoadPicker(session, self.tr("Roads, or a table of times"))
        self.profile = ChoiceBox()
        self.profile.addItems([self.tr("Any layer with a speed"), "BD TOPO", "ROUTE 500", "OpenStreetMap"])
        self.units = TypeBox(self.tr("communes"))
        self.poles = QLineEdit()
        self.poles.setPlaceholderText(self.tr("INSEE codes; empty: chosen by their services"))
        self.services = _file(self.tr("Services of the communes"), self.tr("Tables"))
        self.least_services = _whole(16, 1, 1000)
        self.flows = _file(self.tr("Commuting flows"), self.tr("Tables"))
        self.threshold = QDoubleSpinBox()
        self.threshold.setRange(0, 100)
        self.threshold.setValue(15)
        self.threshold.setSuffix(" %")
        self.threshold.setToolTip(self.tr("Share of the workers of a unit that go to one other unit"))
        self.least_population = _whole(5000, 0, 10_000_000)
        self.mention = QLineEdit()
        self.mention.setPlaceholderText(self.tr("such as: IGN; agency, 2025"))
        self.year = YearBox(self.tr("not given"))
        self.build_button = QPushButton(self.tr("&Build"))

        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for label, field in (
            (self.tr("&How:"), self.method),
            (self.tr("&Type to build:"), self.type),
            (self.tr("&From:"), self.column),
            (self.tr("&Roads:"), self.roads),
            (self.tr("Spee&d profile:"), self.profile),
            (self.tr("&Units:"), self.units),
            (self.tr("&Poles:"), self.poles),
            (self.tr("&Services of communes:"), self.services),
            (self.tr("&Least services of a pole:"), self.least_services),
            (self.tr("Commuting flo&ws:"), self.flows),
            (self.tr("Least shar&e:"), self.threshold),
            (self.tr("Least popul&ation:"), self.least_population),
            (self.tr("S&ource, as printed:"), self.mention),
            (self.tr("&COG year:"), self.year),
        ):
            self.form.addRow(label, field)
        layout = QVBoxLayout(self)
        layout.addLayout(self.form)
        layout.addWidget(self.explanation)
        layout.addWidget(self.build_button)
        layout.addStretch()
        tab_order(
            self.method, self.type, self.column, self.roads, self.profile, self.units, self.poles, self.services,
            self.least_services, self.flows, self.threshold, self.least_population, self.mention, self.year,
            self.build_button,
        )
        self.method.currentIndexChanged.connect(self._show_fields)
        for signal in (
            self.roads.changed, self.poles.textChanged, self.services.fileChanged, self.flows.fileChanged,
            self.mention.textChanged,
        ):
            signal.connect(lambda *_: self.update_state(self._idle))
        self.build_button.clicked.connect(self.build)
        self._show_fields()

    def refresh(self, state: TerritoryOverview, roads: str) -> None:
        """Offer the types of the atlas, and the roads it names."""
        self.type.set_types(state.zonings())
        self.units.set_types({code: state.label(code) for code in state.compositions})
        self.roads.offer(roads)

    def update_state(self, idle: bool) -> None:
        """Enable what can be done; ``idle``: an atlas is open and nothing runs."""
        self._idle = idle
        method = self.method.currentIndex()
        ready = bool(self.mention.text().strip())
        self.build_button.setToolTip("" if ready else self.tr("The source is needed: sheets print it"))
        if method == POLES:
            ready = ready and bool(self.roads.value())
            ready = ready and bool(self.poles.text().strip() or self.services.filePath())
        elif method == FLOWS:
            ready = ready and bool(self.flows.filePath())
        self.build_button.setEnabled(idle and ready)

    def build(self) -> None:
        """Run the algorithm of the method chosen."""
        names = ("build_territories", "premier_recours", "territoires_de_vie")
        name = f"atlas_soins:{names[self.method.currentIndex()]}"
        self.bar.start(name, self.parameters(), self.tr("Building…"), self._built, self._failed)

    def parameters(self) -> dict[str, object]:
        """What the algorithm is given."""
        method = self.method.currentIndex()
        parameters: dict[str, object] = {
            "WORKSPACE": str(self.session.path),
            "MENTION": self.mention.text().strip(),
            "COG_YEAR": self.year.year(),
        }
        if method == DISSOLVE:
            parameters |= {"TYPE": self.type.type_code() or "", "COMMUNE_COLUMN": self.column.currentData()}
        elif method == POLES:
            parameters |= {
                **self.roads.parameters(),
                "PROFILE": self.profile.currentIndex(),
                "ZONES": self.units.type_code() or "",
                "POLES": self.poles.text().strip(),
                "SERVICES": self.services.filePath() or None,
                "LEAST_SERVICES": self.least_services.value(),
            }
        else:
            parameters |= {
                "TYPE": self.type.type_code() or "",
                "FLOWS": self.flows.filePath(),
                "UNITS": self.units.type_code() or "",
                "THRESHOLD": self.threshold.value(),
                "LEAST_POPULATION": self.least_population.value(),
            }
        return parameters

    def _built(self, run, outputs: dict) -> None:
        self._show_findings(run)
        text = self.tr("{n} territories built. Next: check and draw them.")
        self.session.say(text.format(n=outputs["TERRITORIES"]))
        self.session.workspace_changed.emit()

    def _failed(self, run, _outputs: dict) -> None:
        self._show_findings(run)

    def _show_fields(self) -> None:
        method = self.method.currentIndex()
        explanations = (
            self.tr("The communes of a composition, or of a column, become territories that share their borders."),
            self.tr("Zones go to the pole nearest by road or by a table of times; a missing route is a finding."),
            self.tr("Units join the one most of their workers go to; then contiguity and a population are asked for."),
        )
        self.explanation.setText(explanations[method])
        show_row(self.form, self.type, method != POLES)
        show_row(self.form, self.column, method == DISSOLVE)
        show_row(self.form, self.units, method != DISSOLVE)
        for field in (self.roads, self.profile, self.poles, self.services, self.least_services):
            show_row(self.form, field, method == POLES)
        for field in (self.flows, self.threshold, self.least_population):
            show_row(self.form, field, method == FLOWS)
        if method == FLOWS:
            self.type.setCurrentIndex(max(self.type.findData("territoire_vie"), 0))
        self.update_state(self._idle)


def _file(name: str, kind: str) -> QgsFileWidget:
    widget = QgsFileWidget()
    widget.setFilter(kind + _TABLES)
    widget.setAccessibleName(name)
    return widget


def _whole(value: int, least: int, most: int) -> QSpinBox:
    box = QSpinBox()
    box.setRange(least, most)
    box.setGroupSeparatorShown(True)
    box.setValue(value)
    return box
