"""``atlas_soins:import_practitioners``: liberal practitioners by commune and profession."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterNumber,
)

from . import import_steps as steps
from .base import AtlasAlgorithm


class ImportPractitioners(AtlasAlgorithm):
    """Fills ``praticien`` from the open extract of the Annuaire santé or a table already counted."""

    ID = "import_practitioners"
    GROUP = "import"
    PACKAGES = ("pandas",)

    YEAR = "YEAR"
    PRACTITIONERS = "PRACTITIONERS"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Import liberal practitioners")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace, file, year, departments."""
        steps.add_workspace(self)
        steps.add_file(self, self.tr("Extract of the Annuaire santé, or table of counts"))
        self.addParameter(
            QgsProcessingParameterNumber(self.YEAR, self.tr("Year"), defaultValue=2024, minValue=1990, maxValue=2100)
        )
        steps.add_departments(self)
        steps.add_mapping(self)
        steps.add_source(self, "Annuaire santé")
        self.addOutput(QgsProcessingOutputNumber(self.PRACTITIONERS, self.tr("Practitioners")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Count, keep the region, write."""
        from ..core.establishments.merging import keep_departments
        from ..core.establishments.practitioners import read_practitioners

        workspace = steps.open_workspace(self, parameters, context)
        source = steps.source_of(self, parameters, context)
        year = self.parameterAsInt(parameters, self.YEAR, context)
        counts, report = read_practitioners(source.fichier, year, steps.mapping_of(self, parameters, context))
        departments = steps.departments_of(self, parameters, context, feedback, workspace)
        counts = keep_departments(counts, departments, report)
        with workspace.writing() as write:
            write.replace("praticien", counts, source)
        self.tell(report, feedback)
        total = int(counts["nombre"].sum())
        feedback.pushInfo(self.tr("{} practitioners in {} communes.").format(total, counts["insee"].nunique()))
        return {self.PRACTITIONERS: total}
