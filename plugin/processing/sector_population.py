"""``atlas_soins:sector_population``: inhabitants of the sectors of psychiatry against the reference."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

from .territory_algorithm import TerritoryAlgorithm


class SectorPopulation(TerritoryAlgorithm):
    """A layer of the sectors with their population, its distance from about 70,000 and their separate parts."""

    ID = "sector_population"

    IRIS_POPULATION = "IRIS_POPULATION"
    REFERENCE = "REFERENCE"
    TOLERANCE = "TOLERANCE"
    OUTPUT = "OUTPUT"
    FAR = "FAR"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Population of psychiatric sectors")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Workspace and type in, a layer out."""
        number = QgsProcessingParameterNumber
        self.add_workspace()
        self.addParameter(
            QgsProcessingParameterString(self.TYPE, self.tr("Type of the sectors"), defaultValue="secteur_psy_g")
        )
        self.addParameter(
            QgsProcessingParameterFile(self.IRIS_POPULATION, self.tr("Population of IRIS (table)"), optional=True)
        )
        self.addParameter(
            number(self.REFERENCE, self.tr("Inhabitants of a psychiatric sector"), defaultValue=70_000, minValue=1)
        )
        self.addParameter(
            number(self.TOLERANCE, self.tr("Tolerance on it (%)"), defaultValue=50, minValue=0, maxValue=100)
        )
        self.addParameter(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, self.tr("Sectors"), QgsProcessing.SourceType.TypeVectorPolygon
            )
        )
        self.addOutput(QgsProcessingOutputNumber(self.FAR, self.tr("Sectors beyond the tolerance")))

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """Population by composition, parts by outline."""
        from ..core.findings import Severity
        from ..core.territories.checks import separate_parts
        from ..core.territories.sectors import check_sectors, sector_population
        from ..gis.territory_store import composition_of

        workspace = self.workspace(parameters, context)
        kind = self.kind(parameters, context, workspace)
        communes = workspace.read("commune", ["insee", "population"])
        known = dict(zip(communes["insee"], communes["population"], strict=True))
        iris = self._iris(parameters, context, feedback)
        sectors, report = sector_population(composition_of(workspace, kind.code), known, iris)
        outlines = workspace.read("territoire", ["id_territoire", "libelle", "geom"], {"type": kind.code})
        sectors = sectors.merge(outlines, on="id_territoire", how="left")
        reference = self.parameterAsInt(parameters, self.REFERENCE, context)
        far = check_sectors(sectors, reference, self.parameterAsInt(parameters, self.TOLERANCE, context) / 100)
        report.extend(far)
        self.tell(report, feedback)

        fields = QgsFields()
        for name, field_type in _FIELDS.items():
            fields.append(QgsField(name, field_type))
        from qgis.core import QgsCoordinateReferenceSystem

        sink, destination = self.parameterAsSink(
            parameters, self.OUTPUT, context, fields, QgsWkbTypes.Type.MultiPolygon,
            QgsCoordinateReferenceSystem(workspace.crs),
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        for code, name, inhabitants, outline in zip(
            sectors["id_territoire"], sectors["libelle"], sectors["population"], sectors["geom"], strict=True
        ):
            feature = QgsFeature(fields)
            drawn = outline is not None and outline == outline
            gap = round(100 * (inhabitants - reference) / reference, 1)
            feature.setAttributes([
                code, name if isinstance(name, str) else code, round(inhabitants), gap,
                len(separate_parts(outline)) if drawn else None,
            ])
            if drawn:
                geometry = QgsGeometry()
                geometry.fromWkb(outline.wkb)
                feature.setGeometry(geometry)
            self.write(feature, sink, parameters, self.OUTPUT)
        warned = sum(finding.severity is Severity.WARNING for finding in far)
        return {self.OUTPUT: destination, self.FAR: warned}

    def _iris(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, float] | None:
        """Inhabitants by IRIS code, from a table with columns IRIS and population; None where no table is given."""
        from ..core.tables import read_table, to_number
        from ..core.territories.columns import chosen_columns, guess_commune_columns

        path = self.parameterAsFile(parameters, self.IRIS_POPULATION, context)
        if not path:
            return None
        table = read_table(path)
        columns = chosen_columns(
            guess_commune_columns(table.frame), {}, ("iris", "population"), list(table.frame.columns)
        )
        counts, wrong = to_number(table.frame[columns["population"]], list(table.rows), minimum=0)
        self.tell(wrong, feedback)
        return dict(zip(table.frame[columns["iris"]], counts, strict=True))


_FIELDS = {
    "id_territoire": QMetaType.Type.QString, "libelle": QMetaType.Type.QString, "population": QMetaType.Type.Int,
    "ecart_pourcent": QMetaType.Type.Double, "parties": QMetaType.Type.Int,
}
