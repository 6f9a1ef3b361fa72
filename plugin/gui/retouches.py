"""The list of what is held by hand on the sheets of the project, and the way to let some of it go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import QgsProject
from qgis.PyQt.QtCore import QCoreApplication, Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from .run_bar import RunBar
from .session import Session

if TYPE_CHECKING:
    from ..atlas.retouch.held import Retouch


def open_retouches(session: Session) -> RetouchDialog | None:
    """Show the list beside the window; nothing without an open atlas."""
    if session.path is None:
        return None
    dialog = RetouchDialog(session, session.iface.mainWindow())
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.show()
    return dialog


class RetouchDialog(QDialog):
    """A row a retouch; those ticked are let go: ``atlas_soins:draw_sheets`` draws their sheets anew without them."""

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(self.tr("Held by hand"))
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.table = QTableWidget(0, 4)
        self.table.setHorizontalHeaderLabels([self.tr("Sheet"), self.tr("What"), self.tr("Which"), self.tr("Detail")])
        self.table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setAccessibleName(self.tr("Retouches of the sheets; ticked: to be let go"))
        self.bar = RunBar(session, self.tr("Progress of the sheets"))
        self.release_button = QPushButton(self.tr("&Let go what is ticked"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.addButton(self.release_button, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        for widget in (self.said, self.table, self.bar, self.buttons):
            layout.addWidget(widget)
        QWidget.setTabOrder(self.table, self.release_button)
        self.release_button.clicked.connect(self.release)
        self.buttons.rejected.connect(self.reject)
        self.table.itemChanged.connect(self._update_state)
        self.bar.changed.connect(self._update_state)
        self.resize(720, 420)
        self.refresh()

    def refresh(self) -> None:
        """Read the project again."""
        from ..atlas.retouch.layers import base_retouches
        from ..atlas.retouch.review import retouched

        project = QgsProject.instance()
        self.retouches = [*retouched(project), *base_retouches(project)]
        self.table.blockSignals(True)
        self.table.setRowCount(len(self.retouches))
        for row, retouch in enumerate(self.retouches):
            texts = (retouch.sheet, _word(retouch), retouch.subject, ", ".join(retouch.aspects))
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column == 0:
                    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
                    item.setCheckState(Qt.CheckState.Unchecked)
                self.table.setItem(row, column, item)
        self.table.blockSignals(False)
        self.said.setText(
            self.tr("These things stay as you put them when their sheet is drawn again.")
            if self.retouches
            else self.tr("Nothing is held by hand: every sheet of the project is as it was generated.")
        )
        self._update_state()

    def ticked(self) -> list[Retouch]:
        """The retouches to be let go."""
        rows = range(self.table.rowCount())
        return [self.retouches[row] for row in rows if self.table.item(row, 0).checkState() == Qt.CheckState.Checked]

    def release(self) -> None:
        """Draw the sheets concerned without the retouches ticked; a base layer is drawn with any sheet."""
        from ..atlas.retouch.layers import BASE
        from ..atlas.retouch.review import drawn_sheets

        chosen = self.ticked()
        sheets = sorted({one.sheet for one in chosen} - {BASE}) or drawn_sheets(QgsProject.instance())[:1]
        parameters = {
            "WORKSPACE": str(self.session.path),
            "SHEETS": ",".join(sheets),
            "RELEASE": "\n".join(one.key for one in chosen),
        }
        self.bar.start(
            "atlas_soins:draw_sheets", parameters, self.tr("Drawing the sheets…"), lambda run, outputs: self.refresh()
        )

    def _update_state(self) -> None:
        self.release_button.setEnabled(self.bar.run is None and bool(self.ticked()))


def _word(retouch: Retouch) -> str:
    """What a retouch is about, in the language of QGIS."""
    words = {
        "element": QCoreApplication.translate("RetouchDialog", "Item"),
        "ajout": QCoreApplication.translate("RetouchDialog", "Item added"),
        "absent": QCoreApplication.translate("RetouchDialog", "Taken away"),
        "classe": QCoreApplication.translate("RetouchDialog", "Class"),
        "nom": QCoreApplication.translate("RetouchDialog", "Name"),
        "lien": QCoreApplication.translate("RetouchDialog", "Link"),
        "texte": QCoreApplication.translate("RetouchDialog", "Text"),
        "couche": QCoreApplication.translate("RetouchDialog", "Layer"),
    }
    return words[retouch.kind.value]
