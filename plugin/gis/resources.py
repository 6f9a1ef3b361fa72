"""Where the plugin's own files lie."""

from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtGui import QIcon

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
RESOURCES = ROOT / "resources"
STYLES = ROOT / "styles"


def icon(name: str) -> QIcon:
    """One of our icons by its name, without the extension."""
    return QIcon(str(RESOURCES / "icons" / f"{name}.svg"))


def language() -> str:
    """The two letters of the language QGIS speaks: the one of its command line, else of its settings."""
    return (QgsApplication.instance().translation() or QgsApplication.locale())[:2]
