"""A tall tab with a scroll bar of its own, so that it does not stretch the other tabs."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QScrollArea, QWidget


def scrolling(tab: QWidget) -> QScrollArea:
    """The tab in a frameless scroll area that takes no focus."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(tab)
    return area
