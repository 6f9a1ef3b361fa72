"""The plugin as QGIS sees it: wiring only."""

from __future__ import annotations

from pathlib import Path

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

ROOT = Path(__file__).resolve().parents[1]


class AtlasSoins:
    """Puts the provider, the toolbar button and the dock in QGIS, and takes them out again."""

    def __init__(self, iface):
        """``iface`` is the desktop's interface, None in ``qgis_process``."""
        self.iface = iface
        self.translator = None
        self.provider = None
        self.dock = None
        self._install_translator()

    def _install_translator(self) -> None:
        path = ROOT / "resources" / "i18n" / f"atlas_soins_{QgsApplication.locale()[:2]}.qm"
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
        self.initProcessing()

    def unload(self) -> None:
        """Take everything out again."""
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        if self.translator is not None:
            QCoreApplication.removeTranslator(self.translator)
            self.translator = None
