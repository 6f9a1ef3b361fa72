"""Who decides, and why: asked for each decision made by hand, the name remembered."""

from __future__ import annotations

from qgis.core import QgsSettings
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

_AUTHOR_KEY = "atlas_soins/author"


class ReasonForm(QFormLayout):
    """Two fields, both needed: the author, whose name is kept for the next time, and the reason."""

    def __init__(self) -> None:
        super().__init__()
        self.author = QLineEdit(QgsSettings().value(_AUTHOR_KEY, "", str))
        self.reason = QPlainTextEdit()
        self.reason.setTabChangesFocus(True)
        self.reason.setMaximumHeight(70)
        self.addRow(self.tr("Your &name:"), self.author)
        self.addRow(self.tr("&Reason:"), self.reason)

    def ready(self) -> bool:
        """Whether both are given."""
        return bool(self.author.text().strip() and self.reason.toPlainText().strip())

    def keep_author(self) -> None:
        """Remember the name for the next decision."""
        QgsSettings().setValue(_AUTHOR_KEY, self.author.text().strip())


class ReasonDialog(QDialog):
    """Asks for the author and the reason of a decision."""

    def __init__(self, title: str, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle(title)
        self.form = ReasonForm()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        layout = QVBoxLayout(self)
        layout.addLayout(self.form)
        layout.addWidget(self.buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.form.author.textChanged.connect(self._update_state)
        self.form.reason.textChanged.connect(self._update_state)
        (self.form.reason if self.form.author.text() else self.form.author).setFocus()
        self._update_state()

    def author(self) -> str:
        """The name given."""
        return self.form.author.text().strip()

    def reason(self) -> str:
        """The reason given."""
        return self.form.reason.toPlainText().strip()

    def accept(self) -> None:
        """Close and remember the name."""
        self.form.keep_author()
        super().accept()

    def _update_state(self) -> None:
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setEnabled(self.form.ready())
