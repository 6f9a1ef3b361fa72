"""The tab that asks: a form writes the question as a line of text, which can be kept, shared and pasted."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsApplication, QgsProcessingUtils
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QFileDialog,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ..core.findings import InputError
from ..core.questions.question import (
    COMMUNES,
    INHABITANTS,
    LESS,
    MORE,
    SITES,
    Condition,
    InClass,
    Indicator,
    Inhabitants,
    NoAccess,
    Question,
    Within,
    question_text,
    read_question,
)
from .question_profile_tab import ANSWER_FILES
from .reading import Reading, being_read
from .result_layers import remove_result_layers, show_layer
from .run_bar import RunBar
from .session import Session
from .site_table import SiteTable, go_to
from .source_fields import ChoiceBox, show_row, tab_order
from .territory_choice import TerritoryChoice

_LAYERS = "question"
_NEAR, _FAR, _UNREACHED, _SMALL, _LARGE, _BELOW, _ABOVE, _ZONE = range(8)


class AskTab(QWidget):
    """Runs ``query_territory`` in the territory chosen on the first tab."""

    def __init__(self, session: Session, bar: RunBar, choice: TerritoryChoice, show_findings):
        super().__init__()
        self.session, self.bar, self.choice, self._show_findings = session, bar, choice, show_findings
        self.reading = Reading(self, session)
        self._text = ""
        self._targets: dict[int, list[tuple[str, object]]] = {}
        self.saved = ChoiceBox()
        self.subject, self.activity = ChoiceBox(), ChoiceBox()
        for words, value in (
            (self.tr("communes"), COMMUNES), (self.tr("inhabitants"), INHABITANTS), (self.tr("sites"), SITES),
        ):
            self.subject.addItem(words, value)
        self.condition, self.target = ChoiceBox(), ChoiceBox()
        for words, value in (
            (self.tr("less than … minutes from"), _NEAR), (self.tr("more than … minutes from"), _FAR),
            (self.tr("without access to"), _UNREACHED), (self.tr("with fewer inhabitants than"), _SMALL),
            (self.tr("with more inhabitants than"), _LARGE), (self.tr("with an indicator below"), _BELOW),
            (self.tr("with an indicator above"), _ABOVE), (self.tr("in the zone"), _ZONE),
        ):
            self.condition.addItem(words, value)
        self.amount = QDoubleSpinBox()
        self.amount.setRange(0, 10_000_000)
        self.amount.setDecimals(0)
        self.amount.setValue(20)
        self.negated = QCheckBox(self.tr("&but not so"))
        self.add_button = QPushButton(self.tr("A&dd the condition"))
        self.clear_button = QPushButton(self.tr("C&lear the conditions"))
        self.question = QPlainTextEdit()
        self.question.setAccessibleName(self.tr("The question"))
        self.question.setTabChangesFocus(True)
        self.question.setFixedHeight(self.question.fontMetrics().height() * 4)
        self.ask_button = QPushButton(self.tr("&Ask"))
        self.share_button = QPushButton(self.tr("Copy the q&uestion"))
        self.name = QLineEdit()
        self.keep_button = QPushButton(self.tr("&Keep"))
        self.sentence = QLabel()
        self.sentence.setWordWrap(True)
        self.sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.table = SiteTable(session.iface.mapCanvas(), self.tr("Answer"), [])
        self.copy_button = QPushButton(self.tr("Cop&y"))
        self.save_button = QPushButton(self.tr("Sa&ve…"))
        self.zoom_button = QPushButton(self.tr("&Zoom"))
        for button in (self.copy_button, self.save_button):
            button.setToolTip(self.tr("Small numbers of persons are hidden"))
        self.answer = QWidget(self)

        self.form = QFormLayout()
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        amount_row = QHBoxLayout()
        amount_row.addWidget(self.amount)
        amount_row.addWidget(self.negated)
        for label, field in (
            (self.tr("&Saved:"), self.saved), (self.tr("&Find:"), self.subject),
            (self.tr("&Practising:"), self.activity), (self.tr("C&ondition:"), self.condition),
        ):
            self.form.addRow(label, field)
        number = QLabel(self.tr("&Number:"))
        number.setBuddy(self.amount)
        self.form.addRow(number, amount_row)
        self.form.addRow(self.tr("&What:"), self.target)
        condition_row, ask_row, answer_grid = QHBoxLayout(), QHBoxLayout(), QGridLayout()
        for widget in (self.add_button, self.clear_button):
            condition_row.addWidget(widget)
        for widget in (self.ask_button, self.share_button):
            ask_row.addWidget(widget)
        keep = QLabel(self.tr("Na&me:"))
        keep.setBuddy(self.name)
        keep_row = QHBoxLayout()
        for widget in (keep, self.name, self.keep_button):
            keep_row.addWidget(widget)
        inner = QVBoxLayout(self.answer)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.addWidget(self.sentence)
        inner.addWidget(self.table, 1)
        answer_grid.addWidget(self.copy_button, 0, 0)
        answer_grid.addWidget(self.save_button, 0, 1)
        answer_grid.addWidget(self.zoom_button, 1, 0, 1, 2)
        inner.addLayout(answer_grid)
        layout = QVBoxLayout(self)
        layout.addLayout(self.form)
        layout.addLayout(condition_row)
        layout.addWidget(self.question)
        layout.addLayout(ask_row)
        layout.addLayout(keep_row)
        self.answer_place = layout
        layout.addStretch()
        tab_order(
            self.saved, self.subject, self.activity, self.condition, self.amount, self.negated, self.target,
            self.add_button, self.clear_button, self.question, self.ask_button, self.share_button, self.name,
            self.keep_button, self.table, self.copy_button, self.save_button, self.zoom_button,
        )
        self.saved.activated.connect(self._take_saved)
        self.subject.currentIndexChanged.connect(self._compose)
        self.activity.currentIndexChanged.connect(self._compose)
        self.condition.currentIndexChanged.connect(self._fill_targets)
        self.add_button.clicked.connect(self.add_condition)
        self.clear_button.clicked.connect(lambda: self._compose(conditions=()))
        self.ask_button.clicked.connect(self.ask)
        self.share_button.clicked.connect(lambda: QgsApplication.clipboard().setText(self.question.toPlainText()))
        self.keep_button.clicked.connect(self.keep)
        self.copy_button.clicked.connect(lambda: QgsApplication.clipboard().setText(self._text))
        self.save_button.clicked.connect(self.save)
        self.zoom_button.clicked.connect(self.zoom)
        choice.changed.connect(self._compose)
        self._compose()
        self._fill_targets()
        self._clear()

    def refresh(self) -> None:
        """Offer what the open atlas holds: questions kept, activities, kinds of times, indicators, zones."""
        self._clear()
        self._targets = {}
        self.reading.stop()
        if self.session.path is not None:
            path = self.session.path
            self.reading.start(lambda _task: _read_choices(path), self._offer, self._fill_targets)
        self._fill_targets()
        self._compose()

    def _offer(self, choices: _Choices) -> None:
        """Fill the lists with what was read; what was typed or chosen meanwhile stays."""
        self._offer_saved(choices.saved)
        self._targets = choices.targets
        before = self.activity.currentData()
        blocked = self.activity.blockSignals(True)
        self.activity.clear()
        self.activity.addItem(self.tr("any activity"), "")
        for label, key in choices.activities:
            self.activity.addItem(label, key)
        self.activity.setCurrentIndex(max(self.activity.findData(before), 0))
        self.activity.blockSignals(blocked)
        self._fill_targets()
        if (self.activity.currentData() or "") != (before or ""):
            self._compose()

    def _offer_saved(self, saved: list[tuple[str, str]]) -> None:
        self.saved.clear()
        self.saved.addItem(self.tr("choose…"), "")
        for name, text in saved:
            self.saved.addItem(name, text)

    def update_state(self, idle: bool) -> None:
        """Enable what can be done; ``idle``: an atlas is open and nothing runs."""
        self.ask_button.setEnabled(idle)
        self.keep_button.setEnabled(idle)
        self.save_button.setEnabled(idle)

    def add_condition(self) -> None:
        """One more condition at the end of the question."""
        condition = self._condition()
        if condition is None:
            self.session.say(self.tr("The atlas has nothing for this condition."))
            return
        self._compose(conditions=(*self._conditions(), condition))

    def ask(self) -> None:
        """Run the algorithm."""
        self._run({}, self.tr("Searching…"), self._answered)

    def keep(self) -> None:
        """Ask and keep the question under its name."""
        if not self.name.text().strip():
            self.session.say(self.tr("Give the question a name."))
            return
        self._run({"NAME": self.name.text().strip()}, self.tr("Searching…"), self._kept)

    def save(self) -> None:
        """The answer as a file, masked."""
        path, kind = QFileDialog.getSaveFileName(self, self.tr("Save the answer"), "", ANSWER_FILES)
        if path:
            suffix = f".{kind.rpartition('.')[2].rstrip(')')}"
            self.write(path if Path(path).suffix else f"{path}{suffix}")

    def write(self, path: str) -> None:
        """Run the algorithm with a file."""
        self._run({"FILE": path}, self.tr("Writing the answer…"), self._written)

    def zoom(self) -> None:
        """The extent of the answer, whatever the map shows."""
        if self.table.layer is not None and not self.table.layer.extent().isNull():
            box = self.table.layer.extent()
            box.grow(3_000)
            go_to(self.session.iface.mapCanvas(), self.table.layer, box)

    def _run(self, more: dict[str, object], words: str, done) -> None:
        parameters = {
            "WORKSPACE": str(self.session.path), "QUESTION": self.question.toPlainText().strip(), "OUTPUT": "memory:",
            "AREA": self.choice.area or None, **more,
        }
        self.bar.start("atlas_soins:query_territory", parameters, words, done, self._failed)

    def _answered(self, run, outputs: dict) -> None:
        self._show_findings(run)
        remove_result_layers(_LAYERS)
        self._text = outputs["TEXT"]
        self.sentence.setText(outputs["SENTENCE"])
        layer = QgsProcessingUtils.mapLayerFromString(outputs["OUTPUT"], run.context).clone()
        layer.setName(self.tr("Answer"))
        names = [field.name() for field in layer.fields() if field.name() not in ("x", "y")]
        self.table.key = names[0]
        self.table.setHeaderLabels([name.replace("_", " ") for name in names])
        self.table.fill(
            (feature[names[0]], [_cell(feature[name]) for name in names], str(feature["nom"]), feature.hasGeometry())
            for feature in layer.getFeatures()
        )
        self.answer.setVisible(True)
        self.table.setVisible(outputs["COUNT"] > 0)
        if outputs["COUNT"] > 0:
            show_layer(self.session, layer, _LAYERS, self.tr("Atlas Soins: questions"))
            self.table.bind(layer)

    def _kept(self, run, outputs: dict) -> None:
        from ..gis.question_store import saved_questions
        from ..gis.workspace import Workspace

        self._answered(run, outputs)
        kept = saved_questions(Workspace.open(self.session.path))
        self._offer_saved(list(zip(kept["nom"], kept["texte"], strict=True)))
        self.saved.setCurrentIndex(max(self.saved.findText(self.name.text().strip()), 0))

    def _written(self, run, outputs: dict) -> None:
        self._show_findings(run)
        self.session.say(self.tr("Written: {path}").format(path=outputs["FILE"]))

    def _failed(self, run, _outputs: dict) -> None:
        self._show_findings(run)

    def _clear(self) -> None:
        self._text = ""
        self.table.bind(None)
        self.table.fill([])
        self.sentence.clear()
        self.answer.setVisible(False)

    # The form writes the text

    def _compose(self, *_: object, conditions: tuple[Condition, ...] | None = None) -> None:
        kept = self._conditions() if conditions is None else conditions
        kind = "" if self.choice.area else self.choice.type.type_code() or ""
        sites = self.subject.currentData() == SITES
        activities = (self.activity.currentData(),) if sites and self.activity.currentData() else ()
        question = Question(
            self.subject.currentData(), kind, tuple(self.choice.codes()) if kind else (), activities, None, kept
        )
        self.question.setPlainText(question_text(question))
        show_row(self.form, self.activity, sites)

    def _conditions(self) -> tuple[Condition, ...]:
        try:
            return read_question(self.question.toPlainText()).conditions
        except InputError:
            return ()

    def _condition(self) -> Condition | None:
        kind, amount, target = self.condition.currentData(), self.amount.value(), self.target.currentData()
        negated = self.negated.isChecked() and self.negated.isEnabled()
        if kind in (_SMALL, _LARGE):
            return Inhabitants(LESS if kind == _SMALL else MORE, amount)
        if target is None:
            return None
        if kind in (_NEAR, _FAR):
            return Within(LESS if kind == _NEAR else MORE, amount, kind=target, negated=negated)
        if kind == _UNREACHED:
            return NoAccess(target, negated)
        if kind == _ZONE:
            return InClass(*target, negated)
        return Indicator(target, LESS if kind == _BELOW else MORE, amount)

    def _fill_targets(self, *_: object) -> None:
        kind = self.condition.currentData()
        before = self.target.currentData()
        self.target.clear()
        for words, value in self._targets.get(kind, ()):
            self.target.addItem(words, value)
        if self.reading.busy:
            self.target.addItem(being_read(), None)
        self.target.setEnabled(not self.reading.busy)
        self.add_button.setEnabled(not self.reading.busy or kind in (_SMALL, _LARGE))
        self.target.setCurrentIndex(max(self.target.findData(before), 0))
        show_row(self.form, self.target, kind not in (_SMALL, _LARGE))
        self.amount.setDecimals(2 if kind in (_BELOW, _ABOVE) else 0)
        self.amount.setEnabled(kind not in (_UNREACHED, _ZONE))
        self.negated.setEnabled(kind in (_NEAR, _FAR, _UNREACHED, _ZONE))

    def _take_saved(self, *_: object) -> None:
        if self.saved.currentData():
            self.question.setPlainText(self.saved.currentData())
            self.name.setText(self.saved.currentText())


def _cell(value: object) -> object:
    """A number stays one, an absent value is blank."""
    return value if isinstance(value, int | float | str) else ""


@dataclass(frozen=True)
class _Choices:
    """What the lists offer: questions kept (name, text), ``targets`` (words, value) by condition, activities."""

    saved: list[tuple[str, str]]
    targets: dict[int, list[tuple[str, object]]]
    activities: list[tuple[str, str]]


def _read_choices(path: Path) -> _Choices:
    from ..core.establishments.activities import activity
    from ..core.questions.measures import kind_label
    from ..gis.question_store import load_region, saved_questions
    from ..gis.workspace import Workspace

    workspace = Workspace.open(path)
    saved = saved_questions(workspace)
    region = load_region(workspace)
    times = [(kind_label(kind), kind) for kind in region.times]
    zones = [(f"{profession} : {label}", (label, profession))
             for profession, zoning in region.zonings.items() for label in zoning.classes]
    indicators = [(name, name) for name in sorted(region.indicators)]
    return _Choices(
        list(zip(saved["nom"], saved["texte"], strict=True)),
        {_NEAR: times, _FAR: times, _UNREACHED: times, _BELOW: indicators, _ABOVE: indicators, _ZONE: zones},
        sorted(((activity(key).label, key) for key in region.practised), key=lambda pair: pair[0].casefold()),
    )
