"""Small made-up workspaces and road layers whose times anyone can work out: one minute a kilometre."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import shapely
from qgis.core import (
    NULL,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsWkbTypes,
)

from plugin.core.schema import Source
from plugin.gis.workspace import Workspace

COMMUNES = ["insee", "nom", "x_mairie", "y_mairie", "population"]


def communes_at(places: Mapping[str, tuple[float, float, int]]) -> pd.DataFrame:
    """Communes by INSEE code: town hall in km (x, y), inhabitants; the outline is a square of 600 m around it."""
    rows = [(code, f"Commune {code}", 1000.0 * x, 1000.0 * y, people) for code, (x, y, people) in places.items()]
    frame = pd.DataFrame(rows, columns=COMMUNES)
    frame["geom"] = [
        shapely.box(x - 300, y - 300, x + 300, y + 300)
        for x, y in zip(frame["x_mairie"], frame["y_mairie"], strict=True)
    ]
    return frame


def make_workspace(path: Path, **tables: pd.DataFrame) -> Workspace:
    """A workspace with these tables."""
    made = Workspace.create(path)
    with made.writing() as write:
        for name, frame in tables.items():
            write.replace(name, frame, Source(fichier=f"{name}.csv", mention=f"essai {name}"))
    return made


def road_layer(
    path: Path, lines: Sequence[Sequence[tuple[float, float]]], fields: Mapping[str, tuple[str, Sequence[Any]]]
) -> str:
    """A GeoPackage of lines (km) with fields: name to QGIS type and one value a line."""
    described = "&".join(f"field={name}:{kind}" for name, (kind, _) in fields.items())
    layer = QgsVectorLayer(f"LineString?crs=EPSG:2154&{described}", "routes", "memory")
    features = []
    for number, line in enumerate(lines):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([values[number] for _, values in fields.values()])
        feature.setGeometry(QgsGeometry.fromPolylineXY([QgsPointXY(1000.0 * x, 1000.0 * y) for x, y in line]))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    error, said, *_ = QgsVectorFileWriter.writeAsVectorFormatV3(
        layer, str(path), QgsProcessingContext().transformContext(), options
    )
    assert error == QgsVectorFileWriter.WriterError.NoError, said
    return str(path)


def straight_road(path: Path, kilometres: int = 80, *others: Sequence[tuple[float, float]]) -> str:
    """A road along y = 0 in pieces of a kilometre at 60 km/h, and other lines at the same speed."""
    lines = [[(x, 0.0), (x + 1.0, 0.0)] for x in range(kilometres)] + [list(line) for line in others]
    return road_layer(path, lines, {"vitesse_kmh": ("double", [60.0] * len(lines))})


def run(kind: type, **parameters: Any) -> dict[str, Any]:
    """Run an algorithm as ``processing.run`` does: parameters checked, errors raised."""
    algorithm = kind().create()
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback()
    good, message = algorithm.checkParameterValues(parameters, context)
    if not good:
        raise QgsProcessingException(message)
    results, succeeded = algorithm.run(parameters, context, feedback, {}, False)
    assert succeeded
    stored = {}
    for name, value in results.items():  # a layer kept in the context goes with it: its rows are what a test reads
        layer = context.temporaryLayerStore().mapLayer(value) if isinstance(value, str) else None
        stored[name] = value if layer is None else rows_of(layer)
    return stored | {"LOG": feedback.textLog()}


def rows_of(layer: QgsVectorLayer) -> list[dict[str, Any]]:
    """Attributes and, as ``point``, the place of every feature."""
    names = layer.fields().names()
    rows = []
    for feature in layer.getFeatures():
        row = {name: None if feature[name] == NULL else feature[name] for name in names}
        if feature.hasGeometry() and layer.geometryType() == QgsWkbTypes.GeometryType.PointGeometry:
            point = feature.geometry().asPoint()
            row["point"] = (point.x(), point.y())
        rows.append(row)
    return rows
