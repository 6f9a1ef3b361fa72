"""Where the plugin's own files lie."""

from pathlib import Path

from qgis.PyQt.QtGui import QIcon

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
RESOURCES = ROOT / "resources"
STYLES = ROOT / "styles"


def icon(name: str) -> QIcon:
    """One of our icons by its name, without the extension."""
    return QIcon(str(RESOURCES / "icons" / f"{name}.svg"))
