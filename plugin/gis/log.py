"""The one way to write to QGIS's message log."""

from qgis.core import Qgis, QgsMessageLog

TAG = "Atlas Soins"


def log(text: str, level: Qgis.MessageLevel = Qgis.MessageLevel.Info) -> None:
    """Write a line under the plugin's tab of the message log; never interrupts the user."""
    QgsMessageLog.logMessage(text, TAG, level, notifyUser=False)
