"""As QGIS has it."""

from PyQt6.QtGui import *  # noqa: F403
