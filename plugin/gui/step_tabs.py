"""Tabs of a page that take no more height than the tab shown, in a dock that is narrow and scrolls."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtWidgets import QLabel, QLineEdit, QScrollArea, QSizePolicy, QTabWidget, QWidget

_FRAME = 8  # pixels of the pane's border above and below
_LEAST_FIELD = 150


class StepTabs(QTabWidget):
    """The jobs of a page, one a tab."""

    def __init__(self, name: str, tabs: list[tuple[QWidget, str]]):
        super().__init__()
        self.setAccessibleName(name)
        self.setUsesScrollButtons(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        for tab, title in tabs:
            self.addTab(tab, title)
            for field in tab.findChildren(QLineEdit, options=Qt.FindChildOption.FindDirectChildrenOnly):
                field.setMinimumWidth(_LEAST_FIELD)  # else a long caption leaves it a few letters
        self.currentChanged.connect(self._fit)
        self._fit(0)

    def heightForWidth(self, width: int) -> int:
        """The height the tab shown needs; Qt's own answer is that of the highest of all tabs."""
        page, frame = self.currentWidget(), self.sizeHint() - self.currentWidget().sizeHint()
        inner = width - max(frame.width(), 0)
        height = page.heightForWidth(inner) if page.hasHeightForWidth() else page.sizeHint().height()
        return height + self.tabBar().sizeHint().height() + _FRAME

    def _fit(self, shown: int) -> None:
        for index in range(self.count()):
            policy = QSizePolicy.Policy.Preferred if index == shown else QSizePolicy.Policy.Ignored
            self.widget(index).setSizePolicy(policy, policy)
        self.updateGeometry()


def break_texts(page: QWidget) -> None:
    """Let the texts that are no captions of fields break: the dock is often a third of the screen."""
    for label in page.findChildren(QLabel):
        if label.buddy() is None:
            label.setWordWrap(True)


def reveal(widget: QWidget) -> None:
    """Scroll a widget of a page into sight, once the page has taken its new shape."""
    area = widget.parentWidget()
    while area is not None and not isinstance(area, QScrollArea):
        area = area.parentWidget()
    if area is not None:
        QTimer.singleShot(0, lambda: area.ensureWidgetVisible(widget, 0, 0))
