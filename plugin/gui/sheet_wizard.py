"""The wizard that adds a sheet of one's own: from a table, a layer or what the workspace holds, to a YAML file."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QPixmap
from qgis.PyQt.QtWidgets import QLabel, QVBoxLayout, QWidget, QWizard, QWizardPage

from .run_bar import RunBar
from .runner import AlgorithmRun
from .session import Session
from .sheet_wizard_pages import DrawingPage, TablePage, WordsPage

_PREVIEW_WIDTH = 600


def open_wizard(session: Session) -> SheetWizard | None:
    """Show the wizard beside the window; nothing without an open atlas."""
    if session.path is None:
        return None
    with session.errors_told():
        wizard = SheetWizard(session, session.iface.mainWindow())
        wizard.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        wizard.show()
        return wizard
    return None


class SheetWizard(QWizard):
    """Table, drawing, words, then the sheet as it prints. ``sheet`` is the id of what was added, empty before."""

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__(parent)
        self.session = session
        self.sheet = ""
        self.setWindowTitle(self.tr("A sheet of your own"))
        self.setWizardStyle(QWizard.WizardStyle.ModernStyle)
        self.table = TablePage(session)
        self.drawing = DrawingPage(session, self.table)
        self.words = WordsPage(session, self.table, self.drawing)
        self.result_page = ResultPage(session, self)
        for page in (self.table, self.drawing, self.words, self.result_page):
            self.addPage(page)
        self.resize(760, 640)

    def parameters(self) -> dict[str, object]:
        """Those of ``atlas_soins:add_sheet``. A sheet this wizard added may be replaced when the user comes back."""
        given = {
            "WORKSPACE": str(self.session.path),
            **self.table.parameters(),
            **self.drawing.parameters(),
            **self.words.parameters(),
        }
        return given | {"REPLACE": given["SHEET"] == self.sheet}


class ResultPage(QWizardPage):
    """Adds the sheet, then prints it for the whole region as a picture."""

    def __init__(self, session: Session, wizard: SheetWizard):
        super().__init__()
        self.session = session
        self.owner = wizard
        self.setTitle(self.tr("The sheet"))
        self.bar = RunBar(session, self.tr("Progress of the sheet"))
        self.said = QLabel()
        self.said.setWordWrap(True)
        self.preview = QLabel()
        self.preview.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.preview.setMinimumSize(_PREVIEW_WIDTH, _PREVIEW_WIDTH * 9 // 16)
        self.preview.setAccessibleName(self.tr("The sheet as it prints"))
        layout = QVBoxLayout(self)
        for widget in (self.said, self.bar, self.preview):
            layout.addWidget(widget)
        layout.setStretchFactor(self.preview, 1)
        self._done = False

    def initializePage(self) -> None:
        """Add the sheet as soon as the page is shown."""
        self._done = False
        self.preview.clear()
        self.said.setText("")
        parameters = self.owner.parameters()
        self.bar.start("atlas_soins:add_sheet", parameters, self.tr("Adding the sheet…"), self._added, self._failed)

    def isComplete(self) -> bool:
        """Finished once the sheet is there."""
        return self._done

    def _added(self, run: AlgorithmRun, outputs: dict) -> None:
        self.owner.sheet = outputs["SHEET_ID"]
        words = [
            self.tr("Sheet {sheet} is in the catalogue: {path}").format(sheet=self.owner.sheet, path=outputs["OUTPUT"])
        ]
        self.said.setText("\n".join([*words, *run.feedback.warnings]))
        self._done = True
        self.completeChanged.emit()
        parameters = {
            "WORKSPACE": str(self.session.path),
            "THEME": self.owner.sheet,
            "TERRITORY_TYPE": "region",
            "OUTPUT_FOLDER": str(self.session.path.parent / f"{self.session.path.stem}_express"),
        }
        self.bar.start("atlas_soins:express_map", parameters, self.tr("Drawing the sheet…"), self._drawn)

    def _failed(self, run: AlgorithmRun, outputs: dict) -> None:
        self.said.setText("\n".join(dict.fromkeys(run.feedback.errors)))

    def _drawn(self, run: AlgorithmRun, outputs: dict) -> None:
        picture = QPixmap(str(Path(outputs["PNG"])))
        size = self.preview.size()
        self.preview.setPixmap(
            picture.scaled(size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        )
