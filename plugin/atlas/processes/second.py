"""Another QGIS process: which program, how it is started, how it ends with the one that started it."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

from qgis.core import QgsApplication, QgsSettings
from qgis.PyQt.QtCore import QCoreApplication, QProcess, QProcessEnvironment, QSettings

JOB_ALGORITHM = "atlas_soins:background_job"
_NAME = "atlas_soins"
_START_MS = 10_000
_KILL_MS = 2_000
_KEPT = 2_000  # characters of what the process said


def programs() -> Iterator[Path]:
    """The programs that run Processing algorithms without a window, the likeliest first, those that exist.

    A real program stands before a script that starts it. On Windows the installer names the script after the release:
    ``qgis_process-qgis-ltr.bat``.
    """
    here = Path(QCoreApplication.applicationFilePath())
    if here.name.startswith("qgis_process"):
        yield here
    prefix = Path(QgsApplication.prefixPath())
    folders = dict.fromkeys([here.parent, prefix / "bin", here.parent / "bin", prefix / "MacOS" / "bin"])
    root = os.environ.get("OSGEO4W_ROOT")
    if root:
        folders[Path(root) / "bin"] = None
    names = ("qgis_process.bin", "qgis_process.exe", "qgis_process")
    scripts = ("qgis_process-*.bat", "qgis_process.bat")
    found = [folder / name for folder in folders for name in names if (folder / name).is_file()]
    for pattern in scripts if sys.platform == "win32" else ():
        found += [path for folder in folders if folder.is_dir() for path in sorted(folder.glob(pattern))]
    yield from dict.fromkeys(found)


class SecondProcess:
    """A run of one of our algorithms by another process; it ends when this one does."""

    def __init__(self, algorithm_id: str, parameters: dict[str, str]):
        self._arguments = ["run", algorithm_id, *(f"--{name}={value}" for name, value in parameters.items())]
        self._process = QProcess()
        self._process.setProcessChannelMode(QProcess.ProcessChannelMode.MergedChannels)
        self._profiles: tempfile.TemporaryDirectory | None = None
        self.said = ""

    def start(self) -> bool:
        """Whether one of the programs could be started."""
        try:
            self._profiles = tempfile.TemporaryDirectory(prefix="atlas-", ignore_cleanup_errors=True)
            self._process.setProcessEnvironment(_environment(Path(self._profiles.name)))
        except OSError as error:
            self.said = str(error)
            return False
        for program in programs():
            self._process.start(str(program), self._arguments)
            if self._process.waitForStarted(_START_MS):
                return True
            self.said = self._process.errorString()
        return False

    def running(self, wait_ms: int = 0) -> bool:
        """Whether it still runs, after waiting for its end a little."""
        if self._process.state() == QProcess.ProcessState.NotRunning:
            return False
        self._process.waitForFinished(wait_ms)
        said = bytes(self._process.readAll()).decode("utf-8", "replace")
        self.said = (self.said + said)[-_KEPT:]
        return self._process.state() != QProcess.ProcessState.NotRunning

    def succeeded(self) -> bool:
        """Whether it ended well."""
        return self._process.exitStatus() == QProcess.ExitStatus.NormalExit and self._process.exitCode() == 0

    def process_id(self) -> int:
        """The system's number of the process, 0 when it does not run."""
        return self._process.processId()

    def end(self) -> None:
        """End it at once: what it writes has no name yet."""
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(_KILL_MS)
        if self._profiles is not None:
            self._profiles.cleanup()


def end_with_parent() -> None:
    """In a process started by `SecondProcess`: end when the first one ends, which closes our standard input."""

    def watch() -> None:
        try:
            while os.read(0, 1024):
                pass
        except OSError:
            return  # no standard input to watch
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _environment(profiles: Path) -> QProcessEnvironment:
    """The environment of a QGIS that has profiles of its own, in which our plugin is on and no other."""
    environment = QProcessEnvironment.systemEnvironment()
    profile = profiles / "profiles" / "default"
    settings = QSettings(str(profile / "QGIS" / "QGIS3.ini"), QSettings.Format.IniFormat)
    settings.setValue(f"PythonPlugins/{_NAME}", True)
    _copy_connections(settings)
    settings.sync()
    ours = Path(__file__).parents[3]
    if ours.name != _NAME:  # a clone of the repository: it has the plugin's name through a link
        plugins = profile / "python" / "plugins"
        plugins.mkdir(parents=True)
        (plugins / _NAME).symlink_to(ours, target_is_directory=True)
    environment.insert("QGIS_PLUGINPATH", str(ours.parent))
    environment.insert("QGIS_CUSTOM_CONFIG_PATH", str(profiles))
    # Libraries installed into the user's profile, as `make install` does.
    own = str(Path(QgsApplication.qgisSettingsDirPath()) / "python")
    environment.insert("PYTHONPATH", os.pathsep.join(filter(None, [environment.value("PYTHONPATH"), own])))
    if sys.platform.startswith("linux"):
        environment.insert("QT_QPA_PLATFORM", "offscreen")
    return environment


def _copy_connections(settings: QSettings) -> None:
    """The user's connections to databases: a workspace may be named by one."""
    ours = QgsSettings()
    ours.beginGroup("PostgreSQL")
    for key in ours.allKeys():
        settings.setValue(f"PostgreSQL/{key}", ours.value(key))
    ours.endGroup()
