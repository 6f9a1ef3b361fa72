"""What the pages share: the atlas that is open, and the way to tell the user something."""

from __future__ import annotations

import time
from collections.abc import Mapping
from contextlib import contextmanager
from pathlib import Path

from qgis.core import Qgis, QgsProcessingUtils, QgsProject, QgsTask
from qgis.gui import QgisInterface, QgsMessageViewer
from qgis.PyQt.QtCore import QObject, QUrl, pyqtSignal
from qgis.PyQt.QtWidgets import QPushButton

from ..core.findings import InputError
from ..gis.log import TAG, log
from ..gis.messages import sentences
from ..gis.packages import OF_THE_WORKSPACE, missing, obstacle
from .changed import Changed
from .other_writers import OtherWriters

_READ_OUTSIDE = (".csv", ".xlsx", ".ods", ".pdf", ".html", ".yaml", ".md")
_PATIENCE = 10  # seconds
_SCOPE, _KEY = "atlas_soins", "workspace"


class Session(QObject):
    """The open atlas. Its path is saved in the QGIS project, relative to it, as QGIS saves the paths of layers."""

    job_wanted = pyqtSignal(str)  # the key of a page of the dock that should come to the front

    def __init__(self, iface: QgisInterface):
        super().__init__()
        self.iface = iface
        self.path: Path | None = None
        self.workspace_changed = Changed()
        self.tasks: list[QgsTask] = []  # readings; held here: QGIS runs a Python task only while somebody keeps it
        self.others = OtherWriters(self._show_anew)
        QgsProject.instance().readProject.connect(self._read_from_project)
        QgsProject.instance().cleared.connect(self._forget)
        self._read_from_project()

    def close(self) -> None:
        """Let go of the project and of what is being read: the last thing before the plugin is unloaded."""
        QgsProject.instance().readProject.disconnect(self._read_from_project)
        QgsProject.instance().cleared.disconnect(self._forget)
        self.others.watch(None)
        for task in list(self.tasks):
            task.cancel()
        end = time.monotonic() + _PATIENCE
        # Not waitForFinished(): it would hold the interpreter, which the readings need to come to their end.
        while any(task.isActive() and not task.ended for task in self.tasks) and time.monotonic() < end:
            time.sleep(0.005)

    def open(self, path: Path) -> None:
        """Make ``path`` the open atlas.

        Raises:
            InputError: it is not a workspace; PAQ01 Python packages are missing.
        """
        reason = obstacle(OF_THE_WORKSPACE)
        if reason:
            raise InputError.of("PAQ01", texte=reason)
        from ..gis.workspace import Workspace

        Workspace.open(path)
        self._take(path)
        project = QgsProject.instance()
        project.writeEntry(_SCOPE, _KEY, project.writePath(str(path)))
        self.workspace_changed.emit()

    def _read_from_project(self) -> None:
        project = QgsProject.instance()
        saved, known = project.readEntry(_SCOPE, _KEY)
        self._take(Path(project.readPath(saved)) if known and saved and not missing(OF_THE_WORKSPACE) else None)
        self.workspace_changed.emit()

    def _forget(self) -> None:
        self._take(None)
        self.workspace_changed.emit()

    def _take(self, path: Path | None) -> None:
        self.path = path
        self.others.watch(path)

    def _show_anew(self) -> None:
        """Another program wrote the atlas: what is on screen is out of date."""
        from ..gis.workspace import reload_shown

        reload_shown(self.path)
        self.workspace_changed.emit()
        self.say(self.tr("Another program changed the atlas: shown anew."))

    # What the user is told

    def say(self, text: str, level: Qgis.MessageLevel = Qgis.MessageLevel.Info) -> None:
        """A line in the message bar; ``text`` may hold a link."""
        self.iface.messageBar().pushMessage(TAG, text, level, 0 if level != Qgis.MessageLevel.Info else 8)

    def say_results(self, outputs: Mapping[str, object]) -> None:
        """A link to each file or folder a job made to be read outside QGIS, where no message leads there already."""
        from html import escape  # late: its table of names costs more than the rest of this module

        paths = [Path(value) for value in outputs.values() if isinstance(value, str) and _is_result(value)]
        told = "\n".join(item.text() for item in self.iface.messageBar().items())
        links = {QUrl.fromLocalFile(str(path)).toString(): path.name for path in paths}
        links = {address: name for address, name in links.items() if f'"{address}"' not in told}
        if links:
            shown = ", ".join(f'<a href="{escape(address)}">{escape(name)}</a>' for address, name in links.items())
            self.say(self.tr("Result: {links}").format(links=shown), Qgis.MessageLevel.Success)

    def complain(self, text: str, again: bool = True) -> None:
        """Show a failure once: its first line in the message bar, all of it behind a button when there is more.

        ``again``: also where the bar still says it, as when a job was run once more.
        """
        log(text, Qgis.MessageLevel.Critical)
        bar = self.iface.messageBar()
        lines = text.strip().splitlines() or [""]
        if not again and any(item.text() == lines[0] for item in bar.items()):
            return
        item = bar.createMessage(TAG, lines[0])
        if len(lines) > 1:
            details = QPushButton(self.tr("Details…"), item)
            details.clicked.connect(lambda: self._show(text))
            item.layout().addWidget(details)
        bar.pushWidget(item, Qgis.MessageLevel.Critical)

    @contextmanager
    def errors_told(self):
        """Whatever the user can mend inside becomes one message instead of a traceback."""
        try:
            yield
        except InputError as error:
            self.complain(sentences(error.findings))

    def _show(self, text: str) -> None:
        viewer = QgsMessageViewer(self.iface.mainWindow())
        viewer.setTitle(TAG)
        viewer.setMessageAsPlainText(text)
        viewer.showMessage()


def _is_result(text: str) -> bool:
    """Whether an output is a file for another program, or a folder of such."""
    path = Path(text)
    scratch = Path(QgsProcessingUtils.tempFolder())  # between two jobs of ours: nobody's result
    if not path.is_absolute() or scratch in path.parents:
        return False
    try:
        return path.is_dir() or (path.suffix.lower() in _READ_OUTSIDE and path.is_file())
    except (OSError, ValueError):  # a text too long for a path, or with a null character
        return False
