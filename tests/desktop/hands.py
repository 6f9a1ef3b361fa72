"""The hands and eyes of a person in QGIS: finds what is visible by the words on it, fills it, clicks it.

Imported by scripts that run inside QGIS Desktop. Nothing here knows a page: only words, as a guide prints them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path

from qgis.gui import QgsFileWidget
from qgis.PyQt.QtCore import QEventLoop, QPoint, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QSpinBox,
    QTabBar,
    QTreeWidget,
    QTreeWidgetItem,
    QTreeWidgetItemIterator,
    QWidget,
)

LEFT, NO_KEY = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def plain(text: str) -> str:
    """The words as one reads them: no ``&``, one kind of space, no colon or star at the end of a caption."""
    return " ".join(text.replace("&", "").split()).rstrip(" :*")


def wait(ended: Callable[[], object], seconds: float, what: str) -> None:
    """Let QGIS go on until something has ended.

    Raises:
        AssertionError: it has not in that time.
    """
    end = time.monotonic() + seconds
    while not ended():
        if time.monotonic() > end:
            raise AssertionError(f"after {seconds} s still waiting for: {what}")
        pause(0.1)


def pause(seconds: float) -> None:
    """Let QGIS go on for a while."""
    loop = QEventLoop()
    QTimer.singleShot(int(seconds * 1000), loop.quit)
    loop.exec()


class Hands:
    """What one does inside a window or a dock; every failure names the words that were looked for."""

    def __init__(self, place: QWidget):
        self.place = place

    def seen(self, kind: type) -> list:
        """The visible widgets of a kind."""
        found = self.place.findChildren(kind)
        return [widget for widget in found if widget.isVisible()]

    def button(self, words: str) -> QAbstractButton:
        """The button with these words on it, or as its name where it shows a sign."""
        buttons = self.seen(QAbstractButton)
        for text in (QAbstractButton.text, QAbstractButton.accessibleName):
            for button in buttons:
                if plain(text(button)) == words:
                    return button
        shown = sorted({plain(button.text()) for button in buttons} - {""})
        raise AssertionError(f"no button “{words}” among {shown}")

    def click(self, words: str) -> None:
        """Click a button that is not grey."""
        button = self.button(words)
        wait(lambda: self.button(words).isEnabled(), 20, f"“{words}” is grey: {button.toolTip()}")
        button = self.button(words)
        bring_into_sight(button)
        QTest.mouseClick(button, LEFT)

    def field(self, label: str) -> QWidget:
        """The field beside a caption, or the one of that name."""
        captions = [caption for caption in self.seen(QLabel) if caption.buddy() is not None]
        for caption in captions:
            if plain(caption.text()) == label:
                return caption.buddy()
        for caption in captions:
            if plain(caption.text()).startswith(f"{label} ("):  # what stands in brackets explains
                return caption.buddy()
        for widget in self.seen(QWidget):
            if plain(widget.accessibleName()) == label:
                return widget
        shown = [plain(caption.text()) for caption in captions]
        raise AssertionError(f"no field “{label}” among {shown}")

    def fill(self, label: str, value: object) -> None:
        """Type into a field, choose from a list, or name a file."""
        field = self.field(label)
        bring_into_sight(field)
        if isinstance(field, QgsFileWidget):
            field.setFilePath(str(value))
        elif isinstance(field, QSpinBox):
            field.setValue(int(value))
        elif isinstance(field, QLineEdit):
            type_into(field, str(value))
        else:
            choose(field, str(value), label)

    def text(self, label: str) -> str:
        """What a field holds."""
        field = self.field(label)
        if isinstance(field, QgsFileWidget):
            return field.filePath()
        return inner_list(field).currentText() if not isinstance(field, QLineEdit) else field.text()

    def tick(self, words: str, ticked: bool = True) -> None:
        """Tick a box, or a line of a list that has boxes."""
        state = Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
        for button in self.seen(QAbstractButton):
            if plain(button.text()) == words and button.isCheckable():
                bring_into_sight(button)
                if button.isChecked() != ticked:
                    QTest.mouseClick(button, LEFT, NO_KEY, QPoint(10, button.height() // 2))
                return
        _, item = self.line(words)
        if isinstance(item, QTreeWidgetItem):
            item.setCheckState(0, state)
        else:
            item.setCheckState(state)

    def select(self, words: str) -> None:
        """Put the cursor on a line of a list or tree."""
        view, item = self.line(words)
        view.scrollToItem(item)
        pause(0.1)
        QTest.mouseClick(view.viewport(), LEFT, NO_KEY, view.visualItemRect(item).center())

    def line(self, words: str) -> tuple[QWidget, QListWidgetItem | QTreeWidgetItem]:
        """The first line that begins with these words."""
        for view, item, text in self.lines():
            if plain(text).startswith(words):
                return view, item
        raise AssertionError(f"no line “{words}” among {[plain(text) for _, _, text in self.lines()][:40]}")

    def lines(self) -> Iterator[tuple[QWidget, QListWidgetItem | QTreeWidgetItem, str]]:
        """Every line of every list and tree in sight, with its words."""
        for view in self.seen(QListWidget):
            for row in range(view.count()):
                yield view, view.item(row), view.item(row).text()
        for view in self.seen(QTreeWidget):
            walk = QTreeWidgetItemIterator(view)
            while walk.value() is not None:
                item = walk.value()
                yield view, item, "  ".join(item.text(column) for column in range(view.columnCount()))
                walk += 1

    def tab(self, words: str) -> None:
        """Click the tab of these words."""
        for bar in self.seen(QTabBar):
            for index in range(bar.count()):
                if plain(bar.tabText(index)) == words:
                    bring_into_sight(bar)
                    QTest.mouseClick(bar, LEFT, NO_KEY, bar.tabRect(index).center())
                    assert bar.currentIndex() == index, f"the tab “{words}” does not come to the front"
                    return
        raise AssertionError(f"no tab “{words}”")

    def says(self) -> str:
        """Every text in sight."""
        return " | ".join(plain(label.text()) for label in self.seen(QLabel) if label.text())


def in_dialog(press: Callable[[], None], use: Callable[[Hands], None], seconds: float = 30) -> None:
    """Press what opens a dialog and waits for its end, and use the dialog.

    Raises:
        AssertionError: no dialog came; whatever ``use`` raises, the dialog closed.
    """
    failures: list[BaseException] = []
    used: list[str] = []
    end = time.monotonic() + seconds

    def dialogs() -> list[QDialog]:
        shown = [window for window in QApplication.topLevelWidgets() if window.isVisible()]
        return [window for window in shown if isinstance(window, QDialog)]

    before = dialogs()

    def look() -> None:
        dialog = next((dialog for dialog in dialogs() if dialog not in before), None)
        if dialog is None:
            if time.monotonic() < end:
                QTimer.singleShot(100, look)
            return
        used.append(dialog.windowTitle())
        try:
            pause(0.3)
            use(Hands(dialog))
        except Exception as failure:
            failures.append(failure)
            dialog.reject()

    QTimer.singleShot(100, look)
    press()
    wait(lambda: used, seconds, "a dialog")
    if failures:
        raise failures[0]


def bring_into_sight(widget: QWidget) -> None:
    """Scroll the page as one does before a click."""
    area = widget.parentWidget()
    while area is not None:
        if isinstance(area, QScrollArea):
            area.ensureWidgetVisible(widget)
        area = area.parentWidget()
    pause(0.05)


def type_into(field: QLineEdit, text: str) -> None:
    """Replace what a field holds, as typing does."""
    field.setFocus()
    field.selectAll()
    field.insert(text) if text else field.clear()
    field.editingFinished.emit()


def inner_list(field: QWidget) -> QComboBox:
    """The list of a field that has buttons beside it."""
    box = field if isinstance(field, QComboBox) else field.findChild(QComboBox)
    assert box is not None, f"{type(field).__name__} holds no list"
    return box


def choose(field: QWidget, words: str, label: str) -> None:
    """Choose a line of a list by its words, or by how it begins where no line is just that."""
    box = inner_list(field)
    texts = [plain(box.itemText(row)) for row in range(box.count())]
    exact = [row for row, text in enumerate(texts) if text == words]
    rows = exact or [row for row, text in enumerate(texts) if text.startswith(words)]
    assert rows, f"“{label}” does not offer “{words}” but {texts}"
    box.setCurrentIndex(rows[0])
    box.activated.emit(rows[0])


def screen_picture(path: Path) -> None:
    """The whole screen, dialogs included."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pause(0.2)
    QApplication.primaryScreen().grabWindow(0).save(str(path))
