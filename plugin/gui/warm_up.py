"""Brings in, while nobody waits for it, what the pages need: the first click finds pandas and the pages loaded."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from importlib import import_module

from qgis.core import QgsApplication, QgsTask

# Of a task nobody is shown, nor asked about when QGIS is closed.
UNSEEN = QgsTask.Flag.CanCancel | QgsTask.Flag.CancelWithoutPrompt | QgsTask.Flag.Hidden | QgsTask.Flag.Silent

# In this order; the last are what the algorithms take as they start.
_PACKAGES = ("numpy", "pandas", "shapely", "yaml", "osgeo.gdal")
_MODULES = (
    "..gis.workspace", "..gis.atlas_steps", "..gis.territory_overview", "..atlas.own_catalogue",
    "..core.access.classes", "..processing.road_algorithm", "..core.access.times", "..gis.access_store",
    "..atlas.states"
)  # fmt: skip
_OF_DRAWING = ("..atlas.drawing.run",)


def warm_up(pages: tuple[str, ...], done: Callable[[], None] = lambda: None) -> QgsTask:
    """Import packages and the modules of the pages in a background task that shows nowhere, then call ``done``.

    A package that is missing here is missing later too, where its absence is explained.
    """
    return _bring_in((*_PACKAGES, *_MODULES, *(f".{page}_page" for page in pages)), done)


def warm_up_drawing() -> QgsTask:
    """The same for what the first sheet drawn needs beside."""
    return _bring_in(_OF_DRAWING, lambda: None)


def warm_up_charts() -> QgsTask:
    """The same for what the first chart on screen needs."""
    from .charts.library import pyqtgraph

    def bring_in(_task: QgsTask) -> None:
        with suppress(ImportError):
            pyqtgraph()

    return _task(bring_in, lambda: None)


def _bring_in(names: tuple[str, ...], done: Callable[[], None]) -> QgsTask:
    def bring_in(task: QgsTask) -> None:
        for name in names:
            if task.isCanceled():
                return
            with suppress(ImportError):
                import_module(name, __package__)

    return _task(bring_in, done)


def _task(bring_in: Callable[[QgsTask], None], done: Callable[[], None]) -> QgsTask:
    task = QgsTask.fromFunction("Atlas Soins", bring_in, on_finished=lambda *_: done(), flags=UNSEEN)
    QgsApplication.taskManager().addTask(task)
    return task
