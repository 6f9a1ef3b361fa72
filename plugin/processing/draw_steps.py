"""What the algorithms that draw on the map of QGIS share: a theme of the catalogue for the extent and scale shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import QgsProcessingContext, QgsProcessingParameterNumber
from qgis.PyQt.QtCore import QCoreApplication

from .layer_output import show_layers

if TYPE_CHECKING:
    from qgis.core import QgsVectorLayer

    from ..atlas.catalogue import Sheet
    from ..atlas.context import AtlasContext
    from ..gis.workspace import Workspace
    from .base import AtlasAlgorithm

SCALE, LAYERS = "SCALE", "LAYERS"


def add_scale(algorithm: AtlasAlgorithm) -> None:
    """The scale at which sizes in millimetres are meant."""
    label = QCoreApplication.translate("Drawing", "Scale of the map (1:…)")
    algorithm.addParameter(
        QgsProcessingParameterNumber(SCALE, label, defaultValue=1_000_000, minValue=1_000, maxValue=50_000_000)
    )


def screen_context(workspace: Workspace) -> AtlasContext:
    """A run of the atlas that enters no project; derived layers stand beside the workspace."""
    from ..atlas.context import AtlasContext

    return AtlasContext(workspace, None)


def screen_sheet() -> Sheet:
    """A sheet of no catalogue: its id begins the names of the derived tables."""
    from dataclasses import replace

    from ..atlas.catalogue import load_catalogue

    return replace(load_catalogue().sheets[0], id="ecran", title="", subtitle="", layers=(), limits=(), notes=())


def shown(layers: list[QgsVectorLayer], context: QgsProcessingContext) -> dict[str, Any]:
    """The layers, topmost first, handed to the run under the names they have."""
    return {LAYERS: show_layers(layers, [layer.name() for layer in layers], context)}
