"""The first rows of a file before it is imported, and which column is taken for what: a guess the user can correct."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHeaderView,
    QLabel,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from .reading import Reading
from .session import Session

if TYPE_CHECKING:
    import pandas as pd

    from ..core.column_guesses import Wanted
    from ..core.territories.columns import ColumnGuess

    Previewed = tuple[pd.DataFrame, Mapping[Wanted, ColumnGuess], Mapping[str, str] | None]

_ROWS = 5


class ImportPreview(QWidget):
    """Shows the guesses as lists to choose from, and the first rows.

    ``changed``: the user chose another column, or a file has been read. While it is, `busy` holds and nothing is ready.
    """

    changed = pyqtSignal()

    def __init__(self, session: Session, name: str):
        super().__init__()
        self.reading = Reading(self, session)
        self._guessed: dict[str, str | None] = {}
        self.choices: dict[str, QComboBox] = {}
        self._required: list[str] = []
        self.missing = QLabel()
        self.missing.setWordWrap(True)
        self.holder = QScrollArea()
        self.holder.setWidgetResizable(True)
        self.holder.setFrameShape(QScrollArea.Shape.NoFrame)
        self.holder.setMinimumHeight(150)
        self.holder.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.holder.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows = QTableWidget()
        self.rows.setAccessibleName(name)
        self.rows.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.rows.verticalHeader().hide()
        self.rows.setFixedHeight(_ROWS * self.rows.verticalHeader().minimumSectionSize() + 48)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.holder, 1)
        layout.addWidget(self.missing)
        layout.addWidget(self.rows)
        self.clear()

    def clear(self) -> None:
        """Nothing to preview."""
        self.reading.stop()
        self._guessed, self._required, self.choices = {}, [], {}
        self.setVisible(False)

    @property
    def busy(self) -> bool:
        """Whether a file is being read."""
        return self.reading.busy

    def read(self, read: Callable[[], Previewed]) -> None:
        """Read the beginning of a file in the background, and show it; what the user can mend is told.

        Args:
            read: gives what `show_table` takes; it runs in another thread, as in `Reading.start`.
        """
        self.clear()
        for widget in (self.holder, self.rows):
            widget.setVisible(False)
        self.missing.setText(self.tr("The file is being read…"))
        self.missing.setVisible(True)
        self.setVisible(True)
        self.reading.start(lambda _task: read(), self._take, self._fail)

    def _take(self, previewed: Previewed) -> None:
        self.show_table(*previewed)
        self.changed.emit()

    def _fail(self) -> None:
        self.clear()
        self.changed.emit()

    def show_table(
        self, frame: pd.DataFrame, found: Mapping[Wanted, ColumnGuess], remembered: Mapping[str, str] | None = None
    ) -> None:
        """Show the first rows of a table and the columns guessed; no guesses: the rows alone.

        A column ``remembered`` from the last import stands in for the guess where the table has it.
        """
        remembered = remembered or {}
        columns = [str(name) for name in frame.columns if name != "geom"]
        self._guessed = {wanted.name: guess.column for wanted, guess in found.items()}
        self._required = [wanted.name for wanted in found if wanted.required]
        self.choices = {}
        body = QWidget()
        grid = QGridLayout(body)
        grid.setContentsMargins(0, 0, 4, 0)
        grid.setColumnStretch(1, 1)
        for row, (wanted, guess) in enumerate(found.items()):
            title = f"{wanted.name} *" if wanted.required else wanted.name
            label = QLabel(title)
            label.setToolTip(wanted.label or wanted.name)
            choice = QComboBox()
            choice.addItem(self.tr("(none)"), None)
            for column in columns:
                choice.addItem(column, column)
            known = remembered.get(wanted.name)
            choice.setCurrentIndex(max(choice.findData(known if known in columns else guess.column), 0))
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.setMinimumContentsLength(8)
            choice.setAccessibleName(self.tr("Column for {wanted}").format(wanted=wanted.label or wanted.name))
            choice.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel scrolls the list, it does not choose
            label.setBuddy(choice)
            self.choices[wanted.name] = choice
            choice.currentIndexChanged.connect(lambda _, c=choice: self._show_examples(c, frame))
            choice.currentIndexChanged.connect(self._choose)
            self._show_examples(choice, frame)
            grid.addWidget(label, row, 0)
            grid.addWidget(choice, row, 1)
        grid.setRowStretch(len(found), 1)
        self.holder.setWidget(body)
        self.holder.setVisible(bool(found))
        self._fill(frame[columns].head(_ROWS))
        self.rows.setVisible(True)
        self.setVisible(True)
        self._tell_missing()

    def mapping(self) -> dict[str, str]:
        """The column of each thing wanted, those without one left out."""
        return {name: choice.currentData() for name, choice in self.choices.items() if choice.currentData()}

    def corrections(self) -> dict[str, str]:
        """What differs from the guesses: {wanted: column}, an empty text where a guess was dropped."""
        chosen = {name: choice.currentData() for name, choice in self.choices.items()}
        return {name: column or "" for name, column in chosen.items() if column != self._guessed[name]}

    def ready(self) -> bool:
        """Whether every required column is given."""
        return not self.busy and not self._lacking()

    def _lacking(self) -> list[str]:
        return [name for name in self._required if self.choices[name].currentData() is None]

    def _choose(self) -> None:
        self._tell_missing()
        self.changed.emit()

    def _tell_missing(self) -> None:
        names = self._lacking()
        self.missing.setVisible(bool(names))
        self.missing.setText(self.tr("Choose a column for: {names}").format(names=", ".join(names)))

    @staticmethod
    def _show_examples(choice: QComboBox, frame: pd.DataFrame) -> None:
        column = choice.currentData()
        values = frame[column].dropna().drop_duplicates().head(3) if column else ()
        choice.setToolTip(", ".join(map(str, values)))

    def _fill(self, frame: pd.DataFrame) -> None:
        self.rows.setRowCount(len(frame))
        self.rows.setColumnCount(len(frame.columns))
        self.rows.setHorizontalHeaderLabels(list(frame.columns))
        for row, values in enumerate(frame.itertuples(index=False, name=None)):
            for column, value in enumerate(values):
                missing = value is None or value != value
                self.rows.setItem(row, column, QTableWidgetItem("" if missing else str(value)))
        self.rows.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.rows.resizeColumnsToContents()


def as_text(columns: Mapping[str, str]) -> str:
    """Columns as the algorithms take them: ``insee=code; nom=libelle``."""
    return "; ".join(f"{wanted}={column}" for wanted, column in columns.items())
