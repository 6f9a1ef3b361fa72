"""The plugin as QGIS sees it: wiring only."""

from __future__ import annotations

from qgis.core import Qgis, QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, Qt, QTranslator
from qgis.PyQt.QtGui import QAction

from .gis.resources import RESOURCES, icon, language


class AtlasSoins:
    """Puts the provider, the toolbar button and the dock in QGIS, and takes them out again."""

    def __init__(self, iface):
        """``iface`` is the desktop's interface, None in ``qgis_process``."""
        self.iface = iface
        self.window = None
        self.translator = None
        self.provider = None
        self.action = None
        self.dock = None
        self.filters = []
        self.options = None
        self._install_translator()

    def _install_translator(self) -> None:
        path = RESOURCES / "i18n" / f"atlas_soins_{language()}.qm"
        if path.exists():
            self.translator = QTranslator()
            self.translator.load(str(path))
            QCoreApplication.installTranslator(self.translator)

    def initProcessing(self) -> None:
        """Register the provider: all that ``qgis_process`` needs."""
        from .processing.provider import AtlasProvider

        self.provider = AtlasProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:
        """Put everything in the desktop; ``unload`` undoes it in reverse."""
        from .atlas.preflight.registry import register_checks
        from .gis.messages import sentence
        from .gis.settings import read_settings
        from .gui.dock import AtlasDock
        from .gui.locator import add_filters
        from .gui.session import Session
        from .gui.settings_page import SettingsFactory

        self.initProcessing()

        # Held: dialogs made with it for parent keep their Python half only as long as it has one itself.
        self.window = self.iface.mainWindow()
        self.dock = AtlasDock(Session(self.iface), self.window)
        self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.dock.hide()

        self.action = QAction(icon("atlas_soins"), "Atlas Soins", self.window)
        self.action.setObjectName("AtlasSoinsAction")
        self.action.setCheckable(True)
        self.action.setToolTip(QCoreApplication.translate("AtlasSoins", "Show or hide the Atlas Soins panel"))
        self.iface.addToolBarIcon(self.action)
        self.iface.addPluginToMenu("Atlas Soins", self.action)
        self.dock.setToggleVisibilityAction(self.action)

        self.filters = add_filters(self.iface, self.dock.session)
        register_checks()

        self.options = SettingsFactory(self.dock.session)
        self.iface.registerOptionsWidgetFactory(self.options)
        _, faults = read_settings()
        for finding in faults:
            self.dock.session.say(sentence(finding), Qgis.MessageLevel.Warning)

    def unload(self) -> None:
        """Take everything out again."""
        from .atlas.preflight.registry import unregister_checks
        from .gui.locator import remove_filters

        if self.options is not None:
            self.iface.unregisterOptionsWidgetFactory(self.options)
            self.options = None
        unregister_checks()
        remove_filters(self.iface, self.filters)
        self.filters = []
        if self.action is not None:
            self.iface.removePluginMenu("Atlas Soins", self.action)
            self.iface.removeToolBarIcon(self.action)
            self.action.deleteLater()
            self.action = None
        if self.dock is not None:
            self.dock.session.close()
            self.iface.removeDockWidget(self.dock)
            self.dock.deleteLater()
            self.dock = None
        self.window = None
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        if self.translator is not None:
            QCoreApplication.removeTranslator(self.translator)
            self.translator = None
