"""The folder in which two processes share a run: what is to do, who took it, what is done.

A part is taken by the one that can create its file ``<n>.taken``, and done when ``<n>.json`` is there. Files get the
names that a user knows when all are whole, and the folder goes when the run ends. What a killed run left goes with the
next run into the same folder: its lock is nobody's any more.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import time
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from qgis.PyQt.QtCore import QLockFile

from .options import ExportOptions

_PREFIX, _LOCK = ".atlas-", "run.lock"
_PATIENCE = 2.0  # seconds until a folder that another process just left can be removed


@dataclass(frozen=True)
class Task:
    """A part to make: its number in the book, its id and kind, its first page and the name of its files."""

    number: int
    id: str
    kind: str
    page: int
    name: str


@dataclass
class Made:
    """A part made: its files by format (paths in the desk), its layout's name, the seconds it took, what was found.

    ``data`` is the hash of the data it was drawn from (`states.data_state`). A part that the check ``stopped`` has no
    files.
    """

    id: str
    layout: str
    files: dict[str, list[str]]
    seconds: dict[str, float]
    findings: list[dict[str, Any]] = field(default_factory=list)
    data: str | None = None
    process: int = 1
    stopped: bool = False


class Desk:
    """The shared folder of a run."""

    def __init__(self, folder: Path):
        self.folder = folder
        self._lock = _lock(folder)

    @property
    def project(self) -> Path:
        """Where the project is saved before it has its name: beside, since paths in it are relative to its folder."""
        return self.folder.with_name(f"{self.folder.name.lstrip('.')}.qgz")

    @classmethod
    def set_up(cls, folder: Path) -> Desk:
        """A new one in the folder the files will go to: on the same disk they are moved, not copied."""
        folder.mkdir(parents=True, exist_ok=True)
        cls.clear_abandoned(folder)
        desk = cls(Path(tempfile.mkdtemp(prefix=_PREFIX, dir=folder)))
        desk._lock.tryLock(0)
        return desk

    @classmethod
    def clear_abandoned(cls, folder: Path) -> None:
        """Remove what runs of processes that are gone left in a folder; the desk of a run under way stays."""
        for left in map(cls, folder.glob(f"{_PREFIX}*")):
            if left._lock.tryLock(0):  # QLockFile takes over the lock of a process that is gone
                left.clear()

    def clear(self) -> None:
        """Remove it and the project; a process that is just being ended may still hold a file."""
        self._lock.unlock()
        until = time.monotonic() + _PATIENCE
        while self.folder.exists() or self.project.exists():
            with suppress(OSError):
                self.project.unlink(missing_ok=True)
            shutil.rmtree(self.folder, ignore_errors=True)
            if time.monotonic() > until:
                return
            time.sleep(0.02)

    def post(self, options: ExportOptions, tasks: list[Task]) -> None:
        """Say what is to do."""
        self._write("tasks.json", {"options": options.to_json(), "tasks": [asdict(task) for task in tasks]})

    def posted(self) -> tuple[ExportOptions, list[Task]] | None:
        """What is to do, None before it is said."""
        path = self.folder / "tasks.json"
        if not path.is_file():
            return None
        content = json.loads(path.read_text(encoding="utf-8"))
        return ExportOptions.from_json(content["options"]), [Task(**values) for values in content["tasks"]]

    def take(self, task: Task) -> bool:
        """Take a part, unless another has."""
        try:
            os.close(os.open(self.folder / f"{task.number}.taken", os.O_CREAT | os.O_EXCL | os.O_WRONLY))
        except FileExistsError:
            return False
        return True

    def give_back(self, task: Task) -> None:
        """A part taken by a process that died can be taken again."""
        (self.folder / f"{task.number}.taken").unlink(missing_ok=True)

    def done(self, task: Task, made: Made) -> None:
        """Say that a part is made."""
        self._write(f"{task.number}.json", asdict(made))

    def made(self, task: Task) -> Made | None:
        """A part that was made, None before."""
        path = self.folder / f"{task.number}.json"
        return Made(**json.loads(path.read_text(encoding="utf-8"))) if path.is_file() else None

    def counted(self) -> int:
        """How many parts are made."""
        return sum(path.stem.isdigit() for path in self.folder.glob("*.json"))

    def _write(self, name: str, content: dict[str, Any]) -> None:
        partial = self.folder / f"{name}.part"
        partial.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
        partial.replace(self.folder / name)


def _lock(folder: Path) -> QLockFile:
    """The lock of a run, which is never too old as long as its process lives."""
    lock = QLockFile(str(folder / _LOCK))
    lock.setStaleLockTime(0)
    return lock
