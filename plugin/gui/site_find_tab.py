"""The tab that finds establishments by what they do, are and hold: a list, and a layer in the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.core import QgsProcessingUtils
from qgis.gui import QgsCheckableComboBox
from qgis.PyQt.QtCore import QLocale, Qt
from qgis.PyQt.QtWidgets import QDoubleSpinBox, QFormLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from ..processing.select_establishments import STATUSES
from .result_layers import remove_result_layers, show_layer
from .run_bar import RunBar
from .session import Session
from .site_activities import ActivityList
from .site_table import SiteTable, go_to
from .source_fields import ChoiceBox, DateEdit, TypeBox, show_row, tab_order

if TYPE_CHECKING:
    import pandas as pd

    from ..gis.workspace import Workspace

_LAYERS = "find_sites"


class FindTab(QWidget):
    """Runs ``select_establishments``; every criterion left empty does not limit."""

    def __init__(self, session: Session, bar: RunBar, show_findings):
        super().__init__()
        self.session, self.bar, self._show_findings = session, bar, show_findings
        self._choices: FindChoices | None = None
        self.some = False
        self.picker = ActivityList(self.tr("Activities to find"))
        self.activity, self.modality, self.form_level = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.categories = _checkable(self.tr("Categories"), self.tr("any"))
        self.status = _checkable(self.tr("Status"), self.tr("any"))
        names = (
            self.tr("public"), self.tr("private of collective interest (ESPIC)"), self.tr("other private non-profit"),
            self.tr("private for-profit"),
        )
        for number, name in enumerate(names):
            self.status.addItemWithCheckState(name, Qt.CheckState.Unchecked, STATUSES[number])
        self.type = TypeBox(self.tr("everywhere"))
        self.territory = ChoiceBox()
        self.opened_from, self.opened_to, self.date = DateEdit(), DateEdit(), DateEdit()
        for field in (self.opened_from, self.opened_to):
            field.setPlaceholderText(self.tr("any"))
        self.date.setPlaceholderText(self.tr("that of the edition"))
        self.minimum = QDoubleSpinBox()
        self.minimum.setDecimals(0)
        self.minimum.setMaximum(100_000)
        self.minimum.setSpecialValueText(self.tr("any"))
        self.minimum.setToolTip(self.tr("Beds, places or devices of the activities ticked"))
        self.find_button = QPushButton(self.tr("Find"))
        self.zoom_button = QPushButton(self.tr("Zoom to what was found"))
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        headings = [self.tr("Name"), self.tr("Commune"), self.tr("Category"), self.tr("Status"), self.tr("Capacity")]
        self.table = SiteTable(session.iface.mapCanvas(), self.tr("Establishments found"), headings)

        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.addRow(self.picker)
        for label, field in (
            (self.tr("&Authorisation:"), self.activity),
            (self.tr("&Modality:"), self.modality),
            (self.tr("F&orm or mention:"), self.form_level),
            (self.tr("&Categories:"), self.categories),
            (self.tr("&Status:"), self.status),
            (self.tr("&Territories:"), self.type),
            (self.tr("T&erritory:"), self.territory),
            (self.tr("Opened f&rom:"), self.opened_from),
            (self.tr("Opened &until:"), self.opened_to),
            (self.tr("&Least capacity:"), self.minimum),
            (self.tr("&Date of the map:"), self.date),
        ):
            self.form.addRow(label, field)
        layout = QVBoxLayout(self)
        layout.addLayout(self.form)
        for widget in (self.find_button, self.summary, self.table, self.zoom_button):
            layout.addWidget(widget)
        layout.addStretch()
        tab_order(
            self.picker.search, self.picker.activities, self.activity, self.modality, self.form_level, self.categories,
            self.status, self.type, self.territory, self.opened_from, self.opened_to, self.minimum, self.date,
            self.find_button, self.table, self.zoom_button,
        )
        self.activity.currentIndexChanged.connect(self._fill_modalities)
        self.modality.currentIndexChanged.connect(self._fill_forms)
        self.type.currentIndexChanged.connect(self._fill_territories)
        self.find_button.clicked.connect(self.find)
        self.zoom_button.clicked.connect(self.zoom)
        self._clear()

    def refresh(self, choices: FindChoices) -> None:
        """Offer what the open atlas holds: codes, categories, territories; what was chosen stays where it can."""
        self._choices = choices
        self.picker.fill()
        _offer(self.activity, choices.activities, self.tr("any"))
        checked = set(self.categories.checkedItemsData())
        self.categories.clear()
        for code, name, count in choices.categories:
            state = Qt.CheckState.Checked if code in checked else Qt.CheckState.Unchecked
            self.categories.addItemWithCheckState(f"{name} ({code}) – {count}", state, code)
        blocked = self.type.blockSignals(True)
        self.type.set_types(choices.types)
        self.type.blockSignals(blocked)
        self._fill_territories()

    def update_state(self, idle: bool) -> None:
        """Enable what can be done; ``idle``: an atlas is open and nothing runs."""
        self.find_button.setEnabled(idle and self.some)

    def parameters(self) -> dict[str, object]:
        """What the algorithm is given."""
        from ..core.establishments.authorisation_choices import pattern

        kind = self.type.type_code()
        parameters: dict[str, object] = {
            "WORKSPACE": str(self.session.path),
            "ACTIVITIES": " ".join(self.picker.chosen()),
            "AUTHORISATIONS": pattern(
                self.activity.currentData(), self.modality.currentData(), self.form_level.currentData()
            ),
            "CATEGORIES": " ".join(self.categories.checkedItemsData()),
            "TERRITORY": f"{kind}:{self.territory.currentData()}" if kind else "",
            "OPENED_FROM": self.opened_from.date(),
            "OPENED_TO": self.opened_to.date(),
            "DATE": self.date.date(),
            "OUTPUT": QgsProcessingUtils.generateTempFilename("etablissements.gpkg"),
        }
        if self.status.checkedItemsData():
            parameters["STATUS"] = [STATUSES.index(code) for code in self.status.checkedItemsData()]
        if self.minimum.value():
            parameters["MINIMUM"] = self.minimum.value()
        return parameters

    def find(self) -> None:
        """Run the algorithm."""
        self._clear()
        remove_result_layers(_LAYERS)
        name = "atlas_soins:select_establishments"
        self.bar.start(name, self.parameters(), self.tr("Searching…"), self._found, self._failed)

    def zoom(self) -> None:
        """The extent of what was found, whatever the map shows."""
        if self.table.layer is not None and not self.table.layer.extent().isNull():
            box = self.table.layer.extent()
            box.grow(3_000)
            go_to(self.session.iface.mapCanvas(), self.table.layer, box)

    def _found(self, run, outputs: dict) -> None:
        from ..core.nomenclatures import label

        self._show_findings(run)
        locale = QLocale()
        text = self.tr("{found} establishments found, {lost} of them without coordinates (see the findings).")
        self.summary.setText(
            text.format(found=locale.toString(outputs["FOUND"]), lost=locale.toString(outputs["UNLOCATED"]))
        )
        layer = QgsProcessingUtils.mapLayerFromString(outputs["OUTPUT"], run.context)
        layer = layer.clone()
        layer.setName(self.tr("Establishments found"))
        self.table.fill(
            (
                site["finess_et"],
                [
                    site["rs"], site["commune"] or "", label("categories", site["categ"]) if site["categ"] else "",
                    (site["statut"] or "").replace("_", " "), site["valeur"] or "",
                ],
                f"{site['finess_et']} – {site['rs']}",
                site.hasGeometry(),
            )
            for site in layer.getFeatures()
        )
        self.table.setVisible(outputs["FOUND"] > 0)
        located = outputs["FOUND"] > outputs["UNLOCATED"]
        self.zoom_button.setVisible(located)
        if located:
            show_layer(self.session, layer, _LAYERS, self.tr("Atlas Soins: establishments"))
            self.table.bind(layer)

    def _failed(self, run, _outputs: dict) -> None:
        self._show_findings(run)

    def _clear(self) -> None:
        self.table.bind(None)
        self.table.fill([])
        self.summary.clear()
        self.table.setVisible(False)
        self.zoom_button.setVisible(False)

    def _fill_modalities(self, *_: object) -> None:
        self._fill_level(self.modality, self.activity.currentData())
        self._fill_forms()

    def _fill_forms(self, *_: object) -> None:
        self._fill_level(self.form_level, self.activity.currentData(), self.modality.currentData())

    def _fill_level(self, box: ChoiceBox, *above: str | None) -> None:
        from ..core.establishments.authorisation_choices import codes_of

        known = self._choices is not None and None not in above
        _offer(box, codes_of(self._choices.authorisations, above) if known else {}, self.tr("any"))
        show_row(self.form, box, known)

    def _fill_territories(self, *_: object) -> None:
        kind, before = self.type.type_code(), self.territory.currentData()
        self.territory.clear()
        if kind is not None:
            for code, name in self._choices.territories[kind].items():
                self.territory.addItem(name, code)
        self.territory.setCurrentIndex(max(self.territory.findData(before), 0))
        show_row(self.form, self.territory, kind is not None)


@dataclass(frozen=True)
class FindChoices:
    """What the tab offers of an atlas.

    ``authorisations`` are the rows its codes come from, ``activities`` the codes of the first level with their labels,
    ``categories`` code, label and number of sites, ``types`` of territories with their names, ``territories`` code and
    name by type.
    """

    authorisations: pd.DataFrame
    activities: dict[str, str]
    categories: list[tuple[str, str, int]]
    types: dict[str, str]
    territories: dict[str, dict[str, str]]


def read_find_choices(workspace: Workspace | None) -> FindChoices:
    """What an atlas holds to choose from, nothing without one; it touches no widget."""
    import pandas as pd

    from ..core.establishments.authorisation_choices import codes_of
    from ..core.nomenclatures import label
    from ..gis.territory_overview import overview, territories_by_type

    columns = ["activite", "modalite", "forme", "mention"]
    if workspace is None:
        return FindChoices(pd.DataFrame(columns=columns), {}, [], {}, {})
    authorisations = workspace.read("autorisation", columns)
    counts = workspace.read("etablissement", ["categ"])["categ"].value_counts()
    categories = [(code, label("categories", code), int(count)) for code, count in counts.items()]
    territories, state = territories_by_type(workspace), overview(workspace)
    return FindChoices(
        authorisations,
        codes_of(authorisations),
        sorted(categories, key=lambda category: category[1].casefold()),
        {kind: state.label(kind) for kind in sorted(territories)},
        territories,
    )


def _offer(box: ChoiceBox, codes: dict[str, str], none: str) -> None:
    """Fill a list with codes and labels below a line for none; what was chosen stays where it can."""
    before = box.currentData()
    blocked = box.blockSignals(True)
    box.clear()
    box.addItem(none, None)
    for code, name in codes.items():
        box.addItem(f"{code}  {name}".strip(), code)
        box.setItemData(box.count() - 1, name, Qt.ItemDataRole.ToolTipRole)
    box.setCurrentIndex(max(box.findData(before), 0))
    box.blockSignals(blocked)
    box.currentIndexChanged.emit(box.currentIndex())


def _checkable(name: str, none: str) -> QgsCheckableComboBox:
    box = QgsCheckableComboBox()
    box.setAccessibleName(name)
    box.setDefaultText(none)
    box.setSizeAdjustPolicy(QgsCheckableComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(8)
    return box
