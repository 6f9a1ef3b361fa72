"""Points of core readers (x, y, srid) brought into the reference system of a workspace."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsProject,
)

from ..core.findings import InputError, Report


def project_points(frame: pd.DataFrame, crs: str, report: Report) -> pd.DataFrame:
    """The frame with ``x`` and ``y`` in ``crs``, a shapely point (or None) in ``geom``, and no ``srid``.

    Args:
        frame: ``x``, ``y`` and ``srid`` (EPSG code; missing where the row has no point).
        crs: identifier of the workspace's system (``EPSG:2154``).
        report: receives ETA12, one a row that cannot be transformed; its coordinates become missing.

    Raises:
        InputError: ESP09 where ``crs`` or a ``srid`` names no reference system.
    """
    result = frame.drop(columns="srid").reset_index(drop=True)
    srid = frame["srid"].reset_index(drop=True)
    target = _system(crs)
    coordinates = result[["x", "y"]].to_numpy(dtype=float, copy=True)
    for code in srid.dropna().unique():
        chosen = np.flatnonzero((srid == code).fillna(value=False).to_numpy() & np.isfinite(coordinates).all(axis=1))
        transform = QgsCoordinateTransform(_system(f"EPSG:{code}"), target, QgsProject.instance().transformContext())
        coordinates[chosen] = _transformed(coordinates[chosen], transform)
        for position in chosen[~np.isfinite(coordinates[chosen]).all(axis=1)]:
            row = frame.iloc[position]
            report.add("ETA12", value=row.get("finess_et"), rs=row.get("rs"), x=row["x"], y=row["y"], srid=int(code))
    coordinates[srid.isna().to_numpy()] = np.nan
    result[["x", "y"]] = coordinates
    return with_geometry(result)


def with_geometry(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame on a plain index with a shapely point in ``geom`` for each ``x``, ``y``; None where one is missing."""
    coordinates = frame[["x", "y"]].to_numpy(dtype=float)
    there = np.isfinite(coordinates).all(axis=1)
    points = np.full(len(frame), None, dtype=object)
    points[there] = shapely.points(coordinates[there])
    return frame.reset_index(drop=True).assign(geom=points)


def to_degrees(coordinates: np.ndarray, crs: str) -> np.ndarray:
    """Longitude and latitude (n, 2) of x, y (n, 2) in a reference system (``EPSG:2154``); NaN where there is none."""
    degrees = np.full((len(coordinates), 2), np.nan)
    there = np.isfinite(coordinates).all(axis=1)
    transform = QgsCoordinateTransform(_system(crs), _system("EPSG:4326"), QgsProject.instance().transformContext())
    degrees[there] = _transformed(coordinates[there], transform)
    return degrees


def _system(identifier: str) -> QgsCoordinateReferenceSystem:
    system = QgsCoordinateReferenceSystem(identifier)
    if not system.isValid():
        raise InputError.of("ESP09", crs=identifier)
    return system


def _transformed(coordinates: np.ndarray, transform: QgsCoordinateTransform) -> np.ndarray:
    """All points in one call; halves of halves where one of them is outside the transform's domain."""
    if transform.isShortCircuited() or not len(coordinates):
        return coordinates
    try:
        geometry = QgsGeometry()
        geometry.fromWkb(shapely.to_wkb(shapely.multipoints(coordinates)))
        if geometry.transform(transform) != Qgis.GeometryOperationResult.Success:
            raise QgsCsException(transform.sourceCrs().authid())
        return shapely.get_coordinates(shapely.from_wkb(bytes(geometry.asWkb())))
    except QgsCsException:
        if len(coordinates) == 1:
            return np.full((1, 2), np.nan)
        middle = len(coordinates) // 2
        return np.vstack([_transformed(part, transform) for part in (coordinates[:middle], coordinates[middle:])])
