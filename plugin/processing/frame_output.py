"""A DataFrame as the table or the points an algorithm gives out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import QMetaType

if TYPE_CHECKING:
    import pandas as pd

    from .base import AtlasAlgorithm

_KINDS = {"i": QMetaType.Type.Int, "f": QMetaType.Type.Double}


def write_frame(
    algorithm: AtlasAlgorithm,
    parameters: dict[str, Any],
    output: str,
    context: QgsProcessingContext,
    frame: pd.DataFrame,
    crs: str | None = None,
    shapes: Mapping[str, QgsGeometry] | None = None,
) -> str | None:
    """Write a frame to an output: whole numbers and reals as such, all else as text, missing values empty.

    Args:
        algorithm: that has the output.
        parameters: its parameters.
        output: the output's name.
        context: its context.
        frame: one row a feature.
        crs: for points, the system of the columns ``x`` and ``y``, which are then the geometry; None: a table.
        shapes: instead of points, the polygons of the rows by their first column, in the system ``crs``.

    Returns:
        The layer's id, None where the output is left out.
    """
    points = crs is not None and shapes is None
    shown = [name for name in frame.columns if not points or name not in ("x", "y")]
    fields = QgsFields()
    for name in shown:
        fields.append(QgsField(name, _KINDS.get(frame[name].dtype.kind, QMetaType.Type.QString)))
    kind = QgsWkbTypes.Type.NoGeometry if crs is None else QgsWkbTypes.Type.Point
    if shapes is not None:
        kind = QgsWkbTypes.Type.MultiPolygon
    system = QgsCoordinateReferenceSystem(crs) if crs else QgsCoordinateReferenceSystem()
    sink, destination = algorithm.parameterAsSink(parameters, output, context, fields, kind, system)
    if sink is None:
        return None
    plain = frame.astype(object).where(frame.notna(), None)  # NaN and NA alike
    for row in plain.to_dict("records"):
        feature = QgsFeature(fields)
        feature.setAttributes([row[name] for name in shown])
        if shapes is not None:
            feature.setGeometry(shapes.get(row[shown[0]], QgsGeometry()))
        elif points and row["x"] is not None:
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(row["x"], row["y"])))
        algorithm.write(feature, sink, parameters, output)
    return destination
