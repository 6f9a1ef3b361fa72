"""As QGIS has it."""

from PyQt6.sip import *  # noqa: F403
