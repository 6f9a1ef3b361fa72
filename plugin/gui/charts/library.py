"""pyqtgraph, imported when the first chart is shown, on the Qt that QGIS runs."""

from __future__ import annotations

import os
from importlib.util import find_spec

from qgis.PyQt.QtCore import QT_VERSION_STR


def available() -> bool:
    """Whether pyqtgraph is there."""
    return find_spec("pyqtgraph") is not None


def pyqtgraph():
    """The module.

    It looks for a Qt binding by itself and may find another than QGIS's: it is told which.
    """
    major = QT_VERSION_STR.split(".")[0]
    os.environ["PYQTGRAPH_QT_LIB"] = f"PyQt{major}"
    import pyqtgraph as module

    return module
