"""What the algorithms on sheets share: the atlas, the sheets asked for, the catalogue of one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)
from qgis.PyQt.QtCore import QCoreApplication

if TYPE_CHECKING:
    from .base import AtlasAlgorithm

SHEETS, CATALOGUE = "SHEETS", "CATALOGUE"


def add_sheets(algorithm: AtlasAlgorithm) -> None:
    """The optional parameter of the sheets, all by default."""
    label = QCoreApplication.translate("Sheets", "Sheets (ids separated by commas; empty: all)")
    algorithm.addParameter(QgsProcessingParameterString(SHEETS, label, optional=True, defaultValue=""))


def add_catalogue(algorithm: AtlasAlgorithm) -> None:
    """The optional parameter of a folder whose sheets replace ours or add to them."""
    label = QCoreApplication.translate("Sheets", "Catalogue folder of your own")
    folder = QgsProcessingParameterFile.Behavior.Folder
    algorithm.addParameter(QgsProcessingParameterFile(CATALOGUE, label, behavior=folder, optional=True))


def sheet_ids(algorithm: AtlasAlgorithm, parameters: dict[str, Any], context: QgsProcessingContext) -> tuple[str, ...]:
    """The sheets asked for, in their order; none: all."""
    names = algorithm.parameterAsString(parameters, SHEETS, context).split(",")
    return tuple(name.strip() for name in names if name.strip())
