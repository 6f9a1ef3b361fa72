"""``atlas_soins:check_territories``: all findings on the territories of a workspace, each with its place."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from .territory_algorithm import TerritoryAlgorithm


class CheckTerritories(TerritoryAlgorithm):
    """Checks codes, compositions, outlines, nesting and sectors; changes nothing."""

    ID = "check_territories"

    TYPES = "TYPES"
    TOLERANCE_HA = "TOLERANCE_HA"
    REFERENCE = "REFERENCE"
    SECTOR_TOLERANCE = "SECTOR_TOLERANCE"
    ERRORS = "ERRORS"
    REMARKS = "REMARKS"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Check territories")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace in, findings out."""
        number = QgsProcessingParameterNumber
        self.add_workspace()
        self.addParameter(
            QgsProcessingParameterString(self.TYPES, self.tr("Types to check (codes; none: all)"), optional=True)
        )
        self.addParameter(
            number(self.TOLERANCE_HA, self.tr("Overhang not told (ha)"), number.Type.Double, defaultValue=5, minValue=0)
        )
        self.addParameter(
            number(self.REFERENCE, self.tr("Inhabitants of a psychiatric sector"), defaultValue=70_000, minValue=1)
        )
        self.addParameter(
            number(self.SECTOR_TOLERANCE, self.tr("Tolerance on it (%)"), defaultValue=50, minValue=0, maxValue=100)
        )
        self.add_findings()
        self.addOutput(QgsProcessingOutputNumber(self.ERRORS, self.tr("Errors")))
        self.addOutput(QgsProcessingOutputNumber(self.REMARKS, self.tr("Remarks")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """One report of every check."""
        from ..core.territories.audit import AuditOptions, audit
        from ..gis.territory_store import audit_tables, territory_types

        workspace = self.workspace(parameters, context)
        text = self.parameterAsString(parameters, self.TYPES, context)
        options = AuditOptions(
            types=tuple(text.replace(",", " ").replace(";", " ").split()),
            tolerance_ha=self.parameterAsDouble(parameters, self.TOLERANCE_HA, context),
            reference=self.parameterAsInt(parameters, self.REFERENCE, context),
            tolerance=self.parameterAsInt(parameters, self.SECTOR_TOLERANCE, context) / 100,
        )
        tables = audit_tables(workspace)
        report = audit(tables, territory_types(workspace), options)
        self.tell(report, feedback)
        return {
            self.ERRORS: len(report.errors),
            self.REMARKS: len(report),
            **self.write_findings(parameters, context, report, tables.places(), workspace.crs),
        }
