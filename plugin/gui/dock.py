"""The one dock of the plugin: a list of jobs and the page of the job chosen."""

from __future__ import annotations

from qgis.gui import QgsCollapsibleGroupBoxBasic, QgsDockWidget
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QSize, Qt
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ..gis.packages import OF_THE_WORKSPACE, missing, obstacle
from ..gis.resources import icon
from .changed import PAGES_NAME
from .help_window import help_key, show_help
from .pages import PAGES
from .session import Session
from .warm_up import warm_up


class AtlasDock(QgsDockWidget):
    """Pages are made when they are first shown, so that QGIS starts without waiting for them."""

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__("Atlas Soins", parent)
        self.setObjectName("AtlasSoinsDock")
        self.session = session
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Jobs"))
        self.list.setIconSize(QSize(22, 22))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stack = QStackedWidget()
        self.stack.setObjectName(PAGES_NAME)
        self.help_button = QPushButton(self.tr("Help (F1)"))
        self.help_button.clicked.connect(self.show_help)
        self._made: dict[int, QWidget] = {}
        for entry in PAGES:
            item = QListWidgetItem(icon(entry.icon), QCoreApplication.translate("Pages", entry.title))
            item.setSizeHint(QSize(_text_width(self.list, item.text()) + 50, 36))
            self.list.addItem(item)
            holder = QScrollArea()
            holder.setWidgetResizable(True)
            holder.setFrameShape(QScrollArea.Shape.NoFrame)
            self.stack.addWidget(holder)
        width = max(self.list.sizeHintForColumn(0) + 2 * self.list.frameWidth(), self.help_button.sizeHint().width())
        self.list.setFixedWidth(width)
        self.help_button.setFixedWidth(width)
        body = QWidget()
        layout = QHBoxLayout(body)
        layout.setContentsMargins(4, 4, 4, 4)
        side = QVBoxLayout()
        side.addWidget(self.list, 1)
        side.addWidget(self.help_button)
        layout.addLayout(side)
        layout.addWidget(self.stack, 1)
        self.setWidget(body)
        self.setMinimumWidth(480)
        self.setFocusProxy(self.list)
        session.job_wanted.connect(self.show_job)
        self._warming = None  # held here: QGIS runs a Python task only as long as somebody keeps it
        self._warm = True
        self.visibilityChanged.connect(self._come_to_front)
        help_key(self, self.show_help)
        self.list.setCurrentRow(0)
        self.list.currentRowChanged.connect(self._show_page)  # the first page too is made when it is shown

    def show_help(self) -> QWidget:
        """Open the help of the page in front."""
        return show_help(f"page_{PAGES[self.stack.currentIndex()].key}", self)

    def show_job(self, key: str) -> QWidget:
        """Bring the page of a job to the front and return it."""
        row = next(row for row, entry in enumerate(PAGES) if entry.key == key)
        self.list.setCurrentRow(row)
        return self._page(row)

    def _make(self, row: int) -> QWidget:
        """A page, or in its place why there is none; looking into a package itself is left until somebody asks."""
        reason = missing(OF_THE_WORKSPACE) or (obstacle(OF_THE_WORKSPACE) if row else "")
        if not reason:
            return PAGES[row].make(self.session)
        words = QLabel(reason)
        words.setWordWrap(True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        words.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        words.setAccessibleName(self.tr("Why this page is off"))
        return words

    def _come_to_front(self, shown: bool) -> None:
        if shown and self._warming is None:
            self._warm = False
            self._warming = warm_up(tuple(entry.key for entry in PAGES), self._warmed)
        if shown:
            self._show_page(self.list.currentRow())

    def _warmed(self) -> None:
        if not sip.isdeleted(self):
            self._warm = True
            self._show_page(self.list.currentRow())

    def _show_page(self, row: int) -> None:
        """Bring a page to the front; one whose modules are still on their way follows when they are in."""
        if self._warm or row == 0:
            self._page(row)
        elif self.stack.widget(row).widget() is None:
            words = QLabel(self.tr("The page is being made ready…"))
            words.setAlignment(Qt.AlignmentFlag.AlignTop)
            self.stack.widget(row).setWidget(words)
        self.stack.setCurrentIndex(row)
        self.session.workspace_changed.settle()

    def _page(self, row: int) -> QWidget:
        if row not in self._made:
            self._made[row] = self._make(row)
            self.stack.widget(row).setWidget(self._made[row])
            _name_arrows(self._made[row])
        return self._made[row]


def _name_arrows(page: QWidget) -> None:
    """The arrow that folds a box has no text: it takes the box's name, and its place before what the box holds."""
    for box in page.findChildren(QgsCollapsibleGroupBoxBasic):
        for arrow in box.findChildren(QToolButton, "collapseButton"):
            arrow.setAccessibleName(box.title())
            QWidget.setTabOrder(box, arrow)


def _text_width(widget: QWidget, text: str) -> int:
    return widget.fontMetrics().horizontalAdvance(text)
