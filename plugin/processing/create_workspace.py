"""``atlas_soins:create_workspace``: a new, empty workspace, in a file or in a database."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputString,
    QgsProcessingParameterCrs,
    QgsProcessingParameterDefinition,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from .base import AtlasAlgorithm


class CreateWorkspace(AtlasAlgorithm):
    """Makes a workspace with all its tables; never over one that is there."""

    ID = "create_workspace"
    GROUP = "atlas"
    PACKAGES = ("numpy", "pandas", "shapely")

    FILE = "FILE"
    CRS = "CRS"
    DATABASE = "DATABASE"
    WORKSPACE = "WORKSPACE"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("New workspace")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """A file, or a database, and the reference system of all geometries."""
        self.addParameter(
            QgsProcessingParameterFileDestination(
                self.FILE, self.tr("Workspace"), "GeoPackage (*.gpkg)", optional=True, createByDefault=True
            )
        )
        self.addParameter(
            QgsProcessingParameterCrs(self.CRS, self.tr("Coordinate reference system"), defaultValue="EPSG:2154")
        )
        database = QgsProcessingParameterString(
            self.DATABASE, self.tr("Shared workspace in PostGIS, in place of the file"), optional=True
        )
        database.setFlags(database.flags() | QgsProcessingParameterDefinition.Flag.FlagAdvanced)
        self.addParameter(database)
        self.addOutput(QgsProcessingOutputString(self.WORKSPACE, self.tr("Workspace")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Make the tables; the output names the workspace as `Workspace.open` takes it."""
        from ..gis.workspace import Workspace

        place = self.parameterAsString(parameters, self.DATABASE, context).strip()
        place = place or self.parameterAsFileOutput(parameters, self.FILE, context)
        workspace = Workspace.create(place, self.parameterAsCrs(parameters, self.CRS, context).authid())
        feedback.pushInfo(self.tr("Workspace made: {}").format(workspace.path))
        return {self.WORKSPACE: place}
