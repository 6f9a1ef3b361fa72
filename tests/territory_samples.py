"""Territories for tests: real layers read without QGIS, and generated coverages."""

import sqlite3
import struct
from functools import lru_cache

import numpy as np
import pandas as pd
import shapely
from shared_data import shared_file

_ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}  # bytes, by the code in a GeoPackage geometry's flags


def geopackage_frame(path, table):
    """A GeoPackage table as a DataFrame, ``geom`` in shapely."""
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as connection:
        frame = pd.read_sql_query(f'SELECT * FROM "{table}"', connection)
    return frame.assign(geom=list(shapely.from_wkb([_wkb(blob) for blob in frame["geom"]])))


def _wkb(blob):
    (flags,) = struct.unpack_from("B", blob, 3)
    return bytes(blob[8 + _ENVELOPES[flags >> 1 & 7] :])


@lru_cache
def _real(name, table):
    return geopackage_frame(shared_file(f"territoires/{name}.gpkg"), table)


def bretagne_communes():
    """The 1,202 communes of 2025 (EPSG:2154)."""
    return _real("bretagne_communes", "communes").copy()


def bretagne_cantons():
    """The 100 cantons ou pseudo-cantons (EPSG:2154)."""
    return _real("bretagne_cantons", "cantons").copy()


def bretagne_communes_2018():
    """The 1,232 communes of 2018 (EPSG:4326)."""
    return _real("bretagne_communes_2018_wgs84", "communes-bretagne_fgj2018").copy()


def squares(columns, rows, side=1000.0):
    """A coverage of squares, row by row from the lower left."""
    x, y = np.meshgrid(np.arange(columns) * side, np.arange(rows) * side)
    return shapely.box(x.ravel(), y.ravel(), x.ravel() + side, y.ravel() + side)


def voronoi(count, seed, size=100_000.0):
    """A coverage of random polygons."""
    points = np.random.default_rng(seed).uniform(0, size, (count, 2))
    frame = shapely.box(0, 0, size, size)
    return shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=frame))


# Territoires de santé of Bretagne from zones d'emploi: an approximation for tests, not the agency's composition.
HEALTH_TERRITORIES = {
    "5302": "1", "5310": "1", "5303": "1", "5313": "2", "5309": "3", "5314": "3", "5318": "4", "5301": "4", "5311": "4",
    "5315": "5", "0062": "5", "5305": "5", "5319": "5", "5317": "6", "5304": "6", "5316": "7", "5308": "7", "5306": "7",
    "5307": "7", "5312": "8",
}
