"""The workspace: as many communes as France has, written, replaced and read, in a file and a database.

The 35,000 outlines are those of Bretagne, set down as often as it takes.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from osgeo import ogr
from postgis_cluster import running_cluster
from qgis.core import QgsApplication
from rows import Row, timed
from shared_data import shared_file

from plugin.core.schema import Source
from plugin.gis.workspace import Workspace

COMMUNES = 35_000


def communes(count: int = COMMUNES) -> pd.DataFrame:
    """As many communes as asked, each with a real outline, copies 400 km apart."""
    dataset = ogr.Open(str(shared_file("territoires/bretagne_communes.gpkg")))
    outlines = [bytes(feature.GetGeometryRef().ExportToWkb()) for feature in dataset.GetLayer(0)]
    shapes = shapely.from_wkb(outlines)
    number = np.arange(count)
    copies = [shapely.transform(shapes, lambda xy, by=by: xy + by * 400_000) for by in range(count // len(shapes) + 1)]
    return pd.DataFrame({
        "insee": [f"{i:05d}" for i in number],
        "nom": [f"Commune {i}" for i in number],
        "population": number * 7 % 5000,
        "dep": [f"{i % 95:02d}" for i in number],
        "epci": [f"2{i // 30:08d}" for i in number],
        "geom": np.concatenate(copies)[:count],
    })


def run() -> list[Row]:
    """Each step in a GeoPackage, then in PostGIS where a cluster can be made."""
    application = QgsApplication([], False)
    application.initQgis()
    frame = communes()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        places = {"GeoPackage": str(folder / "atlas.gpkg")}
        try:
            places["PostGIS"] = f"{stack.enter_context(running_cluster())}?schema=atlas"
        except pytest.skip.Exception as absent:
            print(absent)
        return [row for store, place in places.items() for row in _rows(store, place, frame)]


def _rows(store: str, place: str, frame: pd.DataFrame) -> list[Row]:
    workspace = Workspace.create(place)

    def write() -> int:
        with workspace.writing() as writing:
            writing.replace("commune", frame, Source("communes", "Communes"))
        return workspace.count("commune")

    steps: dict[str, Callable[[], object]] = {
        "written": write,
        "replaced": write,
        "read": lambda: len(workspace.read("commune")),
        "read without outlines": lambda: len(workspace.read("commune", ["insee", "population"])),
        "opened and counted": lambda: Workspace.open(place).count("commune"),
    }
    vertices = int(shapely.get_num_coordinates(frame["geom"]).sum())
    size = f"{COMMUNES:,} communes, {vertices:,} vertices"
    rows = []
    for step, work in steps.items():
        seconds, found = timed(work, repeats=1)
        rows.append(Row(f"{store}: {step}", size, seconds, f"{found:,} rows"))
    return rows
