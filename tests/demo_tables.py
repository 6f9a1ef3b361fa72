"""Tables of the committed demo files, read without QGIS and without touching the files."""

import sqlite3
from pathlib import Path

import pandas as pd
import shapely

DEMO = Path(__file__).resolve().parents[1] / "data" / "demo"
WORKSPACE, ROADS = DEMO / "bretagne.gpkg", DEMO / "routes.gpkg"
_ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}


def read_table(table: str, path: Path = WORKSPACE) -> pd.DataFrame:
    """A table of a GeoPackage; ``geom`` holds shapely geometries."""
    with sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True) as connection:
        frame = pd.read_sql_query(f'select * from "{table}"', connection)
        found = connection.execute("select column_name from gpkg_geometry_columns where table_name = ?", (table,))
        column = found.fetchone()
    if column:
        frame["geom"] = [geometry(blob) for blob in frame[column[0]]]
    return frame


def geometry(blob: bytes) -> shapely.Geometry:
    """A geometry of a GeoPackage: 8 bytes, an envelope whose size the flags tell, then WKB."""
    return shapely.from_wkb(blob[8 + _ENVELOPES[(blob[3] >> 1) & 7] :])
