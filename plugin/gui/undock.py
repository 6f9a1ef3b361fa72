"""A part of a page that can stand in a panel of its own, and stands there again the next time."""

from __future__ import annotations

from qgis.core import QgsSettings
from qgis.gui import QgsDockWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QPushButton, QVBoxLayout, QWidget

_SETTING = "atlas_soins/panels"


class Undockable(QWidget):
    """Holds a part; its button moves the part to a panel, closing the panel brings it back."""

    def __init__(self, session, key: str, title: str, part: QWidget):
        super().__init__()
        self.session, self.key, self.title, self.part = session, key, title, part
        self.panel: QgsDockWidget | None = None
        self.button = QPushButton(self.tr("Open in a panel of its own"))
        self.button.setToolTip(self.tr("Closing the panel brings it back here"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(part, 1)
        layout.addWidget(self.button)
        self.button.clicked.connect(self.undock)

    def restore(self) -> None:
        """Open the panel where it was open the last time."""
        if QgsSettings().value(f"{_SETTING}/{self.key}", False, type=bool):
            self.undock()

    def undock(self) -> None:
        """Move the part to a panel."""
        if self.panel is not None:
            self.panel.setUserVisible(True)
            return
        window = self.session.iface.mainWindow()
        self.panel = QgsDockWidget(self.title, window)
        self.panel.setObjectName(f"AtlasSoins_{self.key}")
        self.panel.setWidget(self.part)
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, self.panel)
        self.panel.closed.connect(self.redock)
        # The page goes: its panel goes with it, and is open again the next time.
        self.destroyed.connect(self.panel.deleteLater)
        self.part.show()
        QgsSettings().setValue(f"{_SETTING}/{self.key}", True)

    def redock(self) -> None:
        """Bring the part back to the page."""
        if self.panel is None:
            return
        panel, self.panel = self.panel, None
        self.layout().insertWidget(0, self.part, 1)
        self.part.show()
        self.session.iface.mainWindow().removeDockWidget(panel)
        panel.deleteLater()
        QgsSettings().setValue(f"{_SETTING}/{self.key}", False)
