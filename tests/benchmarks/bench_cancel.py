"""Cancel: the longest a job goes on after it was asked to stop, on the demo region.

Each job runs once, whole; the time between two moments at which it asks whether to stop is what a user may have to
wait, the start and the end included. Exports asked for in the plugin run in another process, which is ended at once.
"""

from __future__ import annotations

import gc
import tempfile
import time
from itertools import pairwise
from pathlib import Path

from long_jobs import jobs, region
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback, QgsProject
from rows import Row

from plugin.gis.question_store import forget_region
from plugin.processing.provider import AtlasProvider


class Clock(QgsProcessingFeedback):
    """Notes when it is asked whether to stop."""

    def __init__(self):
        super().__init__(False)
        self.moments = [time.perf_counter()]

    def isCanceled(self) -> bool:  # noqa: N802 - QGIS's own name
        self.moments.append(time.perf_counter())
        return False


def run() -> list[Row]:
    """A row a job, the slowest to hear first."""
    application = QgsApplication([], False)
    application.initQgis()
    provider = AtlasProvider()
    QgsApplication.processingRegistry().addProvider(provider)
    with tempfile.TemporaryDirectory() as folder:
        rows = [_longest(Path(folder), name) for name in jobs(Path("x") / "bretagne.gpkg")]
    QgsProject.instance().clear()  # sheets left in it would outlive QGIS
    gc.collect()
    return sorted(rows, key=lambda row: -row.seconds)


def _longest(folder: Path, name: str) -> Row:
    path = region(folder / name)
    parameters = jobs(path)[name]()
    forget_region()
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"atlas_soins:{name}")
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    clock = Clock()
    _, succeeded = algorithm.run(parameters, context, clock)
    moments = [*clock.moments, time.perf_counter()]
    if not succeeded:
        raise RuntimeError(name)
    size = f"{len(moments) - 2} questions in {moments[-1] - moments[0]:.2f} s"
    return Row(name, size, max(after - before for before, after in pairwise(moments)))
