"""What an export tells while it runs and when it has skipped sheets."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from qgis.core import QgsProcessingFeedback
from qgis.PyQt.QtCore import QCoreApplication

if TYPE_CHECKING:
    from ..atlas.export.run import Book, Step


def following(feedback: QgsProcessingFeedback) -> Callable[[Step], bool]:
    """Shows each step; answers False when the run was cancelled."""

    def progress(step: Step) -> bool:
        feedback.setProgress(100 * step.done / max(step.total, 1))
        if step.what:
            feedback.setProgressText(step.what)
        return not feedback.isCanceled()

    return progress


def tell_skipped(book: Book, feedback: QgsProcessingFeedback) -> None:
    """A warning for each sheet that waits for data."""
    words = QCoreApplication.translate("ExportAtlas", "Sheet {} not printed: no rows in {}.")
    for sheet in book.skipped:
        feedback.pushWarning(words.format(sheet.id, ", ".join(sheet.lacking)))
