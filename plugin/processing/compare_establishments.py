"""``atlas_soins:compare_establishments``: what changed between two extracts of the register, as a layer of points."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

from . import import_steps as steps
from .base import AtlasAlgorithm

_OF_DATES = ("AUT02", "AUT03", "AUT04", "AUT07")


class CompareEstablishments(AtlasAlgorithm):
    """Establishments opened, closed, moved or renamed, authorisations gained or lost between two FINESS extracts."""

    ID = "compare_establishments"
    GROUP = "tools"
    PACKAGES = ("pandas", "shapely", "yaml")

    OLD, NEW, CRS, DISTANCE, OUTPUT, CHANGES = "OLD", "NEW", "CRS", "DISTANCE", "OUTPUT", "CHANGES"
    OLD_AUTHORISATIONS, NEW_AUTHORISATIONS = "OLD_AUTHORISATIONS", "NEW_AUTHORISATIONS"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Compare two extracts of establishments")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Two files of any FINESS layout, and from how far a site has moved."""
        steps.add_file(self, self.tr("Earlier extract"), name=self.OLD)
        steps.add_file(self, self.tr("Later extract"), name=self.NEW)
        for name, label in (
            (self.OLD_AUTHORISATIONS, self.tr("Authorisations at the earlier date")),
            (self.NEW_AUTHORISATIONS, self.tr("Authorisations at the later date")),
        ):
            steps.add_file(self, label, optional=True, name=name)
        self.addParameter(QgsProcessingParameterCrs(self.CRS, self.tr("Reference system"), "EPSG:2154"))
        self.addParameter(
            QgsProcessingParameterNumber(
                self.DISTANCE, self.tr("A site has moved from (metres)"), defaultValue=100.0, minValue=0.0,
                type=QgsProcessingParameterNumber.Type.Double,
            )
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Changes"), QgsProcessing.SourceType.TypeVectorPoint
            )
        )
        self.addOutput(QgsProcessingOutputNumber(self.CHANGES, self.tr("Number of changes")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Read both, bring them into one system, compare."""
        import pandas as pd

        from ..core.establishments.extract_diff import (
            compare_authorisations,
            compare_establishments,
            place_authorisation_changes,
        )
        from ..core.establishments.finess import read_establishments
        from ..gis.projection import project_points

        crs = self.parameterAsCrs(parameters, self.CRS, context)
        states = []
        for name in (self.OLD, self.NEW):
            sites, report, _ = read_establishments(self.parameterAsFile(parameters, name, context))
            states.append(project_points(sites, crs.authid(), report))
            self.tell(report, feedback)
        changes = compare_establishments(*states, self.parameterAsDouble(parameters, self.DISTANCE, context))
        authorisations = self._authorisations(parameters, context, feedback)
        if authorisations:
            found = place_authorisation_changes(compare_authorisations(*authorisations), *states)
            changes = pd.concat([changes, found], ignore_index=True)
        destination = self._write(changes, crs, parameters, context)
        for word, count in changes["changement"].value_counts().items():
            feedback.pushInfo(f"{word} : {count}")
        return {self.OUTPUT: destination, self.CHANGES: len(changes)}

    def check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Refuse authorisations at one date only."""
        from ..core.findings import InputError

        names = (self.OLD_AUTHORISATIONS, self.NEW_AUTHORISATIONS)
        if len([name for name in names if self.parameterAsFile(parameters, name, context)]) == 1:
            raise InputError.of("AUT10")

    def _authorisations(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> list[Any]:
        """Those of both dates, or none; what each says of its dates does not matter to a comparison."""
        from ..core.establishments.authorisations import read_authorisations
        from ..core.findings import Report

        tables = []
        for name in (self.OLD_AUTHORISATIONS, self.NEW_AUTHORISATIONS):
            path = self.parameterAsFile(parameters, name, context)
            if path:
                table, report = read_authorisations(path)
                self.tell(Report(finding for finding in report if finding.code not in _OF_DATES), feedback)
                tables.append(table)
        return tables

    def _write(
        self, changes: Any, crs: QgsCoordinateReferenceSystem, parameters: dict[str, Any], context: QgsProcessingContext
    ) -> str:
        fields = QgsFields()
        for name in ("finess_et", "rs", "changement", "detail"):
            fields.append(QgsField(name, QMetaType.Type.QString))
        sink, destination = self.parameterAsSink(
            parameters, self.OUTPUT, context, fields, QgsWkbTypes.Type.Point, crs
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        for row in changes.itertuples():
            feature = QgsFeature(fields)
            feature.setAttributes([row.finess_et, row.rs, row.changement, row.detail])
            if row.x == row.x:  # NaN is unequal to itself
                feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(row.x, row.y)))
            self.write(feature, sink, parameters, self.OUTPUT)
        return destination
