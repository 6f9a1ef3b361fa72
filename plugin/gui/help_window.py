"""Help on a page or an algorithm: a window of its own with our text, opened by F1 or a Help button."""

from __future__ import annotations

from qgis.PyQt.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from qgis.PyQt.QtGui import QKeySequence
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QShortcut, QTextBrowser, QVBoxLayout, QWidget

from ..processing.base import help_html

_TITLE = QT_TRANSLATE_NOOP("Help", "Help – Atlas Soins")


class HelpWindow(QDialog):
    """A text beside the work: it blocks nothing, Escape closes it."""

    def __init__(self, topic: str, parent: QWidget | None = None):
        super().__init__(parent)
        self.setWindowTitle(QCoreApplication.translate("Help", _TITLE))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.text = QTextBrowser()
        self.text.setAccessibleName(self.windowTitle())
        self.text.setOpenExternalLinks(True)
        self.text.setHtml(help_html(topic))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.text)
        layout.addWidget(buttons)
        self.resize(560, 520)


def show_help(topic: str, parent: QWidget) -> HelpWindow:
    """Open the text ``resources/help/<topic>.md`` in the language of QGIS."""
    window = HelpWindow(topic, parent)
    window.show()
    return window


def add_help(buttons: QDialogButtonBox, topic: str) -> None:
    """Give a dialog a Help button, and F1."""
    buttons.addButton(QDialogButtonBox.StandardButton.Help)
    buttons.helpRequested.connect(lambda: show_help(topic, buttons.window()))
    help_key(buttons.parentWidget() or buttons, lambda: show_help(topic, buttons.window()))


def help_key(widget: QWidget, opened) -> None:
    """F1 calls ``opened`` while the focus is in the widget."""
    shortcut = QShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents), widget)
    shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    shortcut.activated.connect(opened)
