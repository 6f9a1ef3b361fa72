"""Any QGIS vector layer as a frame in the workspace's reference system: ADMIN EXPRESS, BD TOPO, GeoJSON, a database."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import shapely
from qgis.core import (
    NULL,
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeatureRequest,
    QgsGeometry,
    QgsProject,
    QgsVectorLayer,
    QgsWkbTypes,
)

from ..core.findings import InputError, Report
from ..core.pause import Stopped
from ..core.territories.columns import chosen_columns, guess_commune_columns
from .projection import project_points

_STEP = 500  # features between two looks at the cancel button


def layer_frame(
    layer: QgsVectorLayer, crs: str, progress: Callable[[float], bool] | None = None, geometry: bool = True
) -> pd.DataFrame:
    """All rows a layer shows (its filter holds), with ``geom`` in ``crs`` as shapely geometries.

    Args:
        layer: any vector layer or table.
        crs: identifier of the workspace's system.
        progress: called with a part from 0 to 1; False stops the reading.
        geometry: False for a table.

    Raises:
        InputError: FIC22 a layer with outlines but no reference system.
        Stopped: ``progress`` answered False.
    """
    names = layer.fields().names()
    request = QgsFeatureRequest()
    if geometry:
        if not layer.crs().isValid():
            raise InputError.of("FIC22", chemin=layer.name())
        target = QgsCoordinateReferenceSystem(crs)
        request.setDestinationCrs(target, QgsProject.instance().transformContext())
    else:
        request.setFlags(QgsFeatureRequest.Flag.NoGeometry)
    curved = QgsWkbTypes.isCurvedType(layer.wkbType())
    total = max(layer.featureCount(), 1)
    rows, shapes = [], []
    for count, feature in enumerate(layer.getFeatures(request)):
        if progress is not None and count % _STEP == 0 and not progress(min(count / total, 1.0)):
            raise Stopped
        rows.append(feature.attributes())
        shapes.append(_wkb(feature.geometry(), curved))
    table = pd.DataFrame(np.array(rows, dtype=object).reshape(-1, len(names)), columns=names)
    frame = table.where(table.notna() & (table != NULL), None).infer_objects()
    if geometry:
        frame["geom"] = pd.Series(shapely.from_wkb(np.array(shapes, dtype=object)), index=frame.index, dtype=object)
    return frame


def _wkb(geometry: QgsGeometry, curved: bool) -> bytes | None:
    if geometry.isNull():
        return None
    if curved:
        geometry = QgsGeometry(geometry.constGet().segmentize())
    return bytes(geometry.asWkb())


def join_town_halls(communes: pd.DataFrame, code: str, points: pd.DataFrame) -> pd.DataFrame:
    """Communes with ``x_mairie`` and ``y_mairie`` from a frame of town-hall points (ADMIN EXPRESS ``chflieu_commune``).

    ``code`` is the communes' column of INSEE codes; ``points`` has one of its own and ``geom`` in the same system.
    """
    columns = chosen_columns(guess_commune_columns(points), {}, ("insee",), list(points.columns))
    there = points[points["geom"].notna()].drop_duplicates(columns["insee"])
    centres = shapely.get_coordinates(shapely.centroid(there["geom"].to_numpy(dtype=object)))
    places = pd.DataFrame(centres, columns=["x_mairie", "y_mairie"], index=there[columns["insee"]].astype(str))
    placed = communes.drop(columns=["x_mairie", "y_mairie"], errors="ignore")
    return placed.join(places, on=code)


def town_halls_from_degrees(frame: pd.DataFrame, longitude: str, latitude: str, crs: str) -> pd.DataFrame:
    """``x_mairie`` and ``y_mairie`` (two columns, index of the frame) in ``crs`` from columns in degrees."""
    degrees = pd.DataFrame({
        "x": pd.to_numeric(frame[longitude], errors="coerce"), "y": pd.to_numeric(frame[latitude], errors="coerce"),
        "srid": 4326,
    })
    placed = project_points(degrees, crs, Report())
    return placed[["x", "y"]].set_axis(["x_mairie", "y_mairie"], axis=1).set_axis(frame.index, axis=0)


def transformed(geometries: np.ndarray, source: str, target: str) -> np.ndarray:
    """Geometries from one reference system to another (identifiers such as ``EPSG:4326``)."""
    systems = QgsCoordinateReferenceSystem(source), QgsCoordinateReferenceSystem(target)
    transform = QgsCoordinateTransform(*systems, QgsProject.instance().transformContext())

    def move(xy: np.ndarray) -> np.ndarray:
        points = QgsGeometry()
        points.fromWkb(shapely.to_wkb(shapely.multipoints(xy)))
        if points.transform(transform) != Qgis.GeometryOperationResult.Success:
            raise InputError.of("ESP09", crs=source)
        return shapely.get_coordinates(shapely.from_wkb(bytes(points.asWkb())))

    return geometries if transform.isShortCircuited() else shapely.transform(geometries, move)
