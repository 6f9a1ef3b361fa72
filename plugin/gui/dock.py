"""The one dock of the plugin: a list of jobs and the page of the job chosen."""

from __future__ import annotations

from qgis.core import QgsTask
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
from .warm_up import warm_up, warm_up_drawing


class AtlasDock(QgsDockWidget):
    """What it holds is made when it is first shown, so that QGIS starts without waiting for it."""

    def __init__(self, session: Session, parent: QWidget | None = None):
        super().__init__("Atlas Soins", parent)
        self.setObjectName("AtlasSoinsDock")
        self.session = session
        self._body: _Body | None = None
        self._made: dict[int, QWidget] = {}
        self._warming: list[QgsTask] = []  # held here: QGIS runs a Python task only as long as somebody keeps it
        self._warm = True
        self.setMinimumWidth(480)
        session.job_wanted.connect(self.show_job)
        self.visibilityChanged.connect(self._come_to_front)

    @property
    def body(self) -> _Body:
        """The list of jobs beside their pages, made when it is first asked for."""
        if self._body is None:
            self._body = _Body()
            self.setWidget(self._body)
            self.setFocusProxy(self._body.list)
            help_key(self, self.show_help)
            self._body.help_button.clicked.connect(self.show_help)
            self._body.list.currentRowChanged.connect(self._show_page)
        return self._body

    @property
    def list(self) -> QListWidget:
        """The jobs."""
        return self.body.list

    @property
    def stack(self) -> QStackedWidget:
        """A place for each page."""
        return self.body.stack

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
        if shown and not self._warming:
            self._warm = False
            self._warming.append(warm_up(tuple(entry.key for entry in PAGES), self._warmed))
        if shown:
            self._show_page(self.list.currentRow())

    def _warmed(self) -> None:
        if not sip.isdeleted(self):
            self._warm = True
            self._warming.append(warm_up_drawing())
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


class _Body(QWidget):
    """The list of jobs with the button of help under it, and an empty place for each page."""

    def __init__(self):
        super().__init__()
        self.list = QListWidget()
        self.list.setAccessibleName(QCoreApplication.translate("AtlasDock", "Jobs"))
        self.list.setIconSize(QSize(22, 22))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stack = QStackedWidget()
        self.stack.setObjectName(PAGES_NAME)
        self.help_button = QPushButton(QCoreApplication.translate("AtlasDock", "Help (F1)"))
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
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        side = QVBoxLayout()
        side.addWidget(self.list, 1)
        side.addWidget(self.help_button)
        layout.addLayout(side)
        layout.addWidget(self.stack, 1)
        self.list.setCurrentRow(0)


def _name_arrows(page: QWidget) -> None:
    """The arrow that folds a box has no text: it takes the box's name, and its place before what the box holds."""
    for box in page.findChildren(QgsCollapsibleGroupBoxBasic):
        for arrow in box.findChildren(QToolButton, "collapseButton"):
            arrow.setAccessibleName(box.title())
            QWidget.setTabOrder(box, arrow)


def _text_width(widget: QWidget, text: str) -> int:
    return widget.fontMetrics().horizontalAdvance(text)
