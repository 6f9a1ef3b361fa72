"""A layer of points as a table of text: its fields, and longitude and latitude."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeatureRequest,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
)

if TYPE_CHECKING:
    import pandas as pd

X, Y = "longitude (couche)", "latitude (couche)"


def point_frame(
    source: QgsProcessingFeatureSource, context: QgsProcessingContext
) -> tuple[pd.DataFrame, tuple[str, str]]:
    """The rows of a layer, all text, with two more columns for longitude and latitude in degrees; and their names.

    Of several points of one feature the middle is taken; a feature without a point has none.
    """
    import pandas as pd

    names = [field.name() for field in source.fields()]
    wgs84 = QgsCoordinateReferenceSystem("EPSG:4326")
    transform = QgsCoordinateTransform(source.sourceCrs(), wgs84, context.transformContext())
    rows = []
    for feature in source.getFeatures(QgsFeatureRequest()):
        values = [None if value == NULL else str(value) for value in feature.attributes()]
        geometry = feature.geometry()
        if feature.hasGeometry() and not geometry.isEmpty():
            point = transform.transform(geometry.centroid().asPoint())
            rows.append([*values, f"{point.x():.9f}", f"{point.y():.9f}"])
        else:
            rows.append([*values, None, None])
    return pd.DataFrame(rows, columns=[*names, X, Y], dtype=object), (X, Y)
