"""The window QGIS makes for an algorithm, for what is done seldom and needs no page of its own."""

from __future__ import annotations

from .session import Session


def open_algorithm(session: Session, algorithm_id: str) -> None:
    """Open the window of an algorithm on the open atlas, and read the atlas again when it is closed."""
    from qgis import processing

    processing.execAlgorithmDialog(algorithm_id, {"WORKSPACE": str(session.path)})
    session.workspace_changed.emit()
