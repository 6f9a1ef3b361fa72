"""Layers of the open project read again after a commit, whichever thread committed."""

from __future__ import annotations

from collections.abc import Callable

from qgis.core import QgsMapLayer, QgsProject
from qgis.PyQt.QtCore import QCoreApplication, QObject, Qt, QThread, pyqtSignal


class _Messenger(QObject):
    """Carries a call to the thread of the project: layers must not be touched from another one."""

    call = pyqtSignal(object)


def reload_layers(concerned: Callable[[QgsMapLayer], bool]) -> None:
    """Reloads the project's layers for which ``concerned`` is true: at once in the main thread, else by message."""
    application = QCoreApplication.instance()
    if application is None:
        return
    if QThread.currentThread() == application.thread():
        _reload(concerned)
        return
    messenger = _Messenger()
    messenger.moveToThread(application.thread())
    messenger.call.connect(_reload, Qt.ConnectionType.QueuedConnection)
    messenger.call.emit(concerned)


def _reload(concerned: Callable[[QgsMapLayer], bool]) -> None:
    for layer in QgsProject.instance().mapLayers().values():
        if concerned(layer) and not layer.isEditable():
            layer.dataProvider().reloadData()
            layer.triggerRepaint()
