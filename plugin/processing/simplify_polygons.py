"""``atlas_soins:simplify_polygons``: polygons simplified together for print, their common borders kept common."""

from __future__ import annotations

from typing import Any

from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProcessing,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProcessingParameterDistance,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsWkbTypes,
)

from .territory_algorithm import TerritoryAlgorithm


class SimplifyPolygons(TerritoryAlgorithm):
    """No gap, overlap or sliver that was not there; no island lost; every field kept."""

    ID = "simplify_polygons"

    INPUT = "INPUT"
    TOLERANCE = "TOLERANCE"
    OUTPUT = "OUTPUT"

    def displayName(self) -> str:
        """The name in the toolbox."""
        return self.tr("Simplify polygons together")

    def initAlgorithm(self, configuration: dict[str, Any] | None = None) -> None:
        """Polygons and tolerance in, polygons out."""
        polygons = QgsProcessing.SourceType.TypeVectorPolygon
        self.addParameter(QgsProcessingParameterFeatureSource(self.INPUT, self.tr("Polygons"), [polygons]))
        self.addParameter(
            QgsProcessingParameterDistance(
                self.TOLERANCE, self.tr("Tolerance"), defaultValue=100.0, parentParameterName=self.INPUT, minValue=0
            )
        )
        self.addParameter(QgsProcessingParameterFeatureSink(self.OUTPUT, self.tr("Simplified polygons"), polygons))

    def check(self, parameters: dict[str, Any], context: QgsProcessingContext) -> None:
        """Nothing to refuse: the layer is known to exist."""

    def compute(
        self, parameters: dict[str, Any], context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> dict[str, Any]:
        """All polygons at once: a border is simplified once for both its sides."""
        import shapely

        from ..core.territories.simplify import simplify

        source = self.parameterAsSource(parameters, self.INPUT, context)
        features = [feature for feature in source.getFeatures() if not feature.geometry().isEmpty()]
        outlines = shapely.from_wkb([bytes(feature.geometry().asWkb()) for feature in features])
        feedback.setProgress(20)
        simple = simplify(shapely.make_valid(outlines), self.parameterAsDouble(parameters, self.TOLERANCE, context))
        feedback.setProgress(80)
        if feedback.isCanceled():
            return {}
        sink, destination = self.parameterAsSink(
            parameters, self.OUTPUT, context, source.fields(), QgsWkbTypes.Type.MultiPolygon, source.sourceCrs()
        )
        if sink is None:
            raise QgsProcessingException(self.invalidSinkError(parameters, self.OUTPUT))
        for feature, outline in zip(features, simple, strict=True):
            geometry = QgsGeometry()
            geometry.fromWkb(outline.wkb)
            drawn = QgsFeature(feature)
            drawn.setGeometry(geometry)
            self.write(drawn, sink, parameters, self.OUTPUT)
        return {self.OUTPUT: destination}
