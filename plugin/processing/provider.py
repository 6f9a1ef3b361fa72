"""The Processing provider ``atlas_soins``."""

from __future__ import annotations

from qgis.core import QgsProcessingAlgorithm, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from ..gis.resources import icon


def algorithm_classes() -> tuple[type[QgsProcessingAlgorithm], ...]:
    """The algorithms, imported only when QGIS asks for them. A new one is added here by hand."""
    from .access_times import AccessTimes
    from .access_zones import AccessZones
    from .create_workspace import CreateWorkspace
    from .emergency_responders import EmergencyResponders
    from .export_atlas import ExportAtlas

    return (AccessTimes, AccessZones, CreateWorkspace, EmergencyResponders, ExportAtlas)


class AtlasProvider(QgsProcessingProvider):
    """Shows the algorithms of the plugin in the toolbox and to ``qgis_process``."""

    def id(self) -> str:
        """The prefix of every algorithm: ``atlas_soins:…``."""
        return "atlas_soins"

    def name(self) -> str:
        """The name shown in the toolbox: a proper noun, not translated."""
        return "Atlas Soins"

    def icon(self) -> QIcon:
        """The plugin's icon."""
        return icon("atlas_soins")

    def loadAlgorithms(self) -> None:
        """Create one of each algorithm."""
        for algorithm_class in algorithm_classes():
            self.addAlgorithm(algorithm_class())
