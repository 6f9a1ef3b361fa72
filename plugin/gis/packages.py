"""Whether the Python packages a feature needs can be used in this QGIS."""

from __future__ import annotations

import sys
from importlib.util import find_spec

from qgis.core import Qgis
from qgis.PyQt.QtCore import QCoreApplication

OF_THE_WORKSPACE = ("numpy", "pandas", "shapely", "yaml")  # without them no atlas can be opened

# As pip names them, where that is another name.
_PIP = {"yaml": "PyYAML", "odf": "odfpy"}


def missing(packages: tuple[str, ...]) -> str:
    """Which of these packages QGIS lacks and how they are installed, as sentences; empty where it lacks none."""
    names = [package for package in packages if find_spec(package) is None]
    if not names:
        return ""
    text = QCoreApplication.translate("Packages", "This needs Python packages that QGIS lacks here: {names}.")
    how = QCoreApplication.translate(
        "Packages",
        "To install them: on Windows, “python3 -m pip install --user {pip}” in the OSGeo4W Shell; on Debian or Ubuntu, "
        "“apt install {apt}”; elsewhere, the plugin QPIP. Then restart QGIS."
    )
    apt = " ".join(f"python3-{name}" for name in names)
    pip = " ".join(_PIP.get(name, name) for name in names)
    return f"{text.format(names=', '.join(names))} {how.format(apt=apt, pip=pip)}"


def obstacle(packages: tuple[str, ...]) -> str:
    """Why these packages cannot be used here, as a sentence; empty when they can.

    A shapely that brings another GEOS than QGIS's crashes the whole program on Linux, so there it counts as unusable.
    """
    lacking = missing(packages)
    if lacking:
        return lacking

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
