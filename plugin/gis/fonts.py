"""The fonts of this machine."""

from __future__ import annotations

from qgis.PyQt.QtCore import QT_VERSION_STR
from qgis.PyQt.QtGui import QFontDatabase


def font_families() -> list[str]:
    """The families installed. Qt 6 asks the class; there, no instance can be made."""
    database = QFontDatabase() if QT_VERSION_STR.startswith("5.") else QFontDatabase
    return database.families()
