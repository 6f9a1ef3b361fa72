"""The tab that draws sites on the map: a sheet of the catalogue, or activities of the user's own choice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qgis.core import QgsReferencedRectangle
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QCheckBox, QFormLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ..core.findings import Finding, InputError
from ..gis.messages import sentences
from ..processing.draw_sites import POINTS
from .result_layers import add_result_layers, remove_result_layers
from .run_bar import RunBar
from .session import Session
from .site_activities import ActivityList
from .site_symbol_choice import SymbolChoices
from .site_theme_save import ThemeSaveBox
from .source_fields import ChoiceBox, map_scale, show_row, tab_order

if TYPE_CHECKING:
    from ..gis.workspace import Workspace

_LAYERS = "draw_sites"
_SAME, _OWN = "", "own"  # sizes: all the same, the capacity of the activity; else "table:variable"


class ThemeTab(QWidget):
    """Runs ``draw_sites`` for the extent and the scale the map has now."""

    def __init__(self, session: Session, bar: RunBar, show_findings):
        super().__init__()
        self.session, self.bar, self._show_findings = session, bar, show_findings
        self._idle = False
        self.theme = ChoiceBox()
        self.picker = ActivityList(self.tr("Activities to draw"))
        self.symbols = SymbolChoices()
        self.title = QLineEdit("Sites")
        self.names = QCheckBox(self.tr("&Names of the sites"))
        self.names.setChecked(True)
        self.size = ChoiceBox()
        self.size.setToolTip(self.tr("The area of a symbol follows the value"))
        self.draw_button = QPushButton(self.tr("&Draw in the map"))
        hint = QLabel(self.tr("Symbols are placed for the ground and scale the map has now: draw again after zooming."))
        hint.setWordWrap(True)
        self.keep = ThemeSaveBox(session, bar, self._own_theme)

        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.form.addRow(self.tr("&Theme:"), self.theme)
        self.form.addRow(self.picker)
        self.form.addRow(self.symbols)
        self.form.addRow(self.tr("Title in the &legend:"), self.title)
        self.form.addRow(self.tr("Si&ze of the symbols:"), self.size)
        layout = QVBoxLayout(self)
        layout.addLayout(self.form)
        for widget in (self.names, hint, self.draw_button, self.keep):
            layout.addWidget(widget)
        layout.addStretch()
        tab_order(
            self.theme, self.picker.search, self.picker.activities, self.symbols, self.title, self.size, self.names,
            self.draw_button, self.keep,
        )
        self.theme.currentIndexChanged.connect(self._show_fields)
        self.picker.changed.connect(self._show_chosen)
        self.draw_button.clicked.connect(self.draw)
        self._offer_themes([])
        self._offer_sizes([])
        self._show_fields()

    def chosen(self) -> list[str]:
        """The keys of the activities ticked, in their order."""
        return self.picker.chosen()

    def refresh(self, choices: ThemeChoices) -> None:
        """Offer the sheets of the catalogue as themes, the capacities of the atlas as sizes; choices stay."""
        self.picker.fill()
        self._offer_themes(choices.themes)
        self._offer_sizes(choices.sizes)
        self.keep.refresh(choices.families, choices.folder)
        self._show_fields()
        if choices.faults:
            self.session.complain(sentences(choices.faults), again=False)

    def update_state(self, idle: bool) -> None:
        """Enable what can be done; ``idle``: an atlas is open and nothing runs."""
        self._idle = idle
        own = self.theme.currentData() is None
        self.draw_button.setEnabled(idle and bool(not own or self.chosen()))
        self.keep.update_state(idle and own and bool(self.chosen()))

    def parameters(self) -> dict[str, object]:
        """What the algorithm is given: the theme, and the map as it is."""
        canvas = self.session.iface.mapCanvas()
        parameters: dict[str, object] = {"WORKSPACE": str(self.session.path), "SCALE": map_scale(canvas)}
        if canvas.layers():  # the region where the map shows nothing yet
            parameters["EXTENT"] = QgsReferencedRectangle(canvas.extent(), canvas.mapSettings().destinationCrs())
        sheet = self.theme.currentData()
        if sheet:
            return parameters | {"SHEET": sheet, "NAMES": self.names.isChecked()}
        return parameters | self._own_theme()

    def draw(self) -> None:
        """Run ``draw_sites``."""
        remove_result_layers(_LAYERS)
        self.bar.start("atlas_soins:draw_sites", self.parameters(), self.tr("Drawing…"), self._drawn, self._failed)

    def _own_theme(self) -> dict[str, object]:
        size = self.size.currentData()
        return {
            "ACTIVITIES": " ".join(self.chosen()),
            "SYMBOLS": "; ".join(f"{key}={symbol}" for key, symbol in self.symbols.symbols().items()),
            "TITLE": self.title.text().strip(),
            "NAMES": self.names.isChecked(),
            "SIZED": size != _SAME,
            "SIZE_VARIABLE": size if size not in (_SAME, _OWN) else "",
        }

    def _drawn(self, run, outputs: dict) -> None:
        self._show_findings(run)
        add_result_layers(run, _LAYERS, outputs["LAYERS"], self.tr("Atlas Soins: establishments"))
        text = self.tr("{drawn} sites are on the map, {lost} have no coordinates.")
        self.session.say(text.format(drawn=outputs["DRAWN"], lost=outputs["UNLOCATED"]))

    def _failed(self, run, _outputs: dict) -> None:
        self._show_findings(run)

    def _offer_themes(self, themes: list[tuple[str, str]]) -> None:
        chosen = self.theme.currentData()
        blocked = self.theme.blockSignals(True)
        self.theme.clear()
        self.theme.addItem(self.tr("activities of my choice"), None)
        for sheet, title in themes:
            self.theme.addItem(f"{sheet}  {title}", sheet)
            self.theme.setItemData(self.theme.count() - 1, title, Qt.ItemDataRole.ToolTipRole)
        self.theme.setCurrentIndex(max(self.theme.findData(chosen), 0))
        self.theme.blockSignals(blocked)

    def _offer_sizes(self, sizes: list[tuple[str, str]]) -> None:
        before = self.size.currentData()
        self.size.clear()
        self.size.addItem(self.tr("all the same"), _SAME)
        self.size.addItem(self.tr("beds, places or devices of the activity"), _OWN)
        for table, variable in sizes:
            self.size.addItem(f"{table}  {variable}", f"{table}:{variable}")
        self.size.setCurrentIndex(max(self.size.findData(before), 0))

    def _show_fields(self, *_: object) -> None:
        own = self.theme.currentData() is None
        for field in (self.title, self.size):
            show_row(self.form, field, own)
        for widget in (self.picker, self.keep):
            widget.setVisible(own)
        self._show_chosen()

    def _show_chosen(self) -> None:
        with self.session.errors_told():
            self.symbols.show_activities(self.chosen())
        self.symbols.setVisible(self.theme.currentData() is None and bool(self.chosen()))
        self.update_state(self._idle)


@dataclass(frozen=True)
class ThemeChoices:
    """What the tab offers: ``themes`` id and title, ``sizes`` table and variable, ``families`` id and title.

    ``folder`` is where the atlas keeps its own sheets, "" without an atlas; ``faults`` say why these are not offered.
    """

    themes: list[tuple[str, str]]
    sizes: list[tuple[str, str]]
    families: dict[str, str]
    folder: str
    faults: tuple[Finding, ...] = ()


def read_theme_choices(workspace: Workspace | None) -> ThemeChoices:
    """Our sheets of sites and those of the atlas's own catalogue, and the capacities it holds; it touches no widget."""
    from ..atlas.catalogue import load_catalogue
    from ..atlas.own_catalogue import catalogue_of, own_folder

    faults: tuple[Finding, ...] = ()
    try:
        catalogue = load_catalogue() if workspace is None else catalogue_of(workspace)
    except InputError as error:  # of a sheet of the user's own: the rest of the page does not depend on it
        catalogue, faults = load_catalogue(), tuple(error.findings)
    themes = [
        (sheet.id, sheet.title) for sheet in catalogue.sheets if any(layer["type"] in POINTS for layer in sheet.layers)
    ]
    families = {family.id: family.title for family in catalogue.families}
    if workspace is None:
        return ThemeChoices(themes, [], families, "", faults)
    held = workspace.read("capacite", ["bordereau", "variable"]).drop_duplicates()
    sizes = sorted(held.itertuples(index=False, name=None))
    return ThemeChoices(themes, sizes, families, str(own_folder(workspace)), faults)
