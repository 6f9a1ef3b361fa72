"""Whether the Python packages a feature needs can be used in this QGIS."""

from __future__ import annotations

import sys
from importlib.util import find_spec

from qgis.core import Qgis
from qgis.PyQt.QtCore import QCoreApplication


def obstacle(packages: tuple[str, ...]) -> str:
    """Why these packages cannot be used here, as a sentence; empty when they can.

    A shapely that brings another GEOS than QGIS's crashes the whole program on Linux, so there it counts as unusable.
    """
    missing = [package for package in packages if find_spec(package) is None]
    if missing:
        text = QCoreApplication.translate("Packages", "This needs Python packages that QGIS lacks here: {names}.")
        return text.format(names=", ".join(missing))

    if "shapely" in packages and sys.platform.startswith("linux"):
        import shapely

        if not same_minor(shapely.geos_version_string, Qgis.geosVersion()):
            text = QCoreApplication.translate(
                "Packages",
                "The package shapely was built for GEOS {theirs}, QGIS runs GEOS {ours}: install shapely 2.0.7."
            )
            return text.format(theirs=shapely.geos_version_string, ours=Qgis.geosVersion())
    return ""


def same_minor(one: str, other: str) -> bool:
    """Whether two version texts ("3.11.1-CAPI-1.17.1") agree in their first two numbers."""
    return one.split(".")[:2] == other.split(".")[:2]
