"""As QGIS has it."""

from PyQt6.QtCore import *  # noqa: F403
from PyQt6.QtCore import QT_VERSION_STR as QT_VERSION_STR
