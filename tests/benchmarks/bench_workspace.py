"""The workspace with as many communes as France has: 35,000 outlines written, replaced, read, in a file and a database.

The outlines are those of Bretagne, set down as often as it takes. ``rows()`` gives ``(step, seconds)``; as a script it
prints them.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
import shapely
from osgeo import ogr
from qgis.core import QgsApplication

sys.path[:0] = [str(Path(__file__).resolve().parents[2]), str(Path(__file__).resolve().parents[1])]
from postgis_cluster import running_cluster  # noqa: E402
from shared_data import SHARED  # noqa: E402

from plugin.core.schema import Source  # noqa: E402
from plugin.gis.workspace import Workspace  # noqa: E402

COMMUNES = 35_000


def communes(count: int = COMMUNES) -> pd.DataFrame:
    """As many communes as asked, each with a real outline, copies 400 km apart."""
    dataset = ogr.Open(str(SHARED / "data" / "territoires" / "bretagne_communes.gpkg"))
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


def rows() -> list[tuple[str, float]]:
    """What each step takes, in seconds."""
    frame, source = communes(), Source("communes", "Communes")
    vertices = int(shapely.get_num_coordinates(frame["geom"]).sum())
    measured: list[tuple[str, float]] = [(f"vertices of {COMMUNES} outlines (a number)", vertices)]
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        places = {"GeoPackage": str(folder / "atlas.gpkg")}
        try:
            places["PostGIS"] = f"{stack.enter_context(running_cluster())}?schema=atlas"
        except pytest.skip.Exception as absent:
            print(absent)
        for store, place in places.items():
            workspace = Workspace.create(place)

            def write(workspace: Workspace = workspace) -> None:
                with workspace.writing() as writing:
                    writing.replace("commune", frame, source)

            steps: dict[str, Callable[[], object]] = {
                "write": write,
                "replace": write,
                "read": lambda workspace=workspace: workspace.read("commune"),
                "read without outlines": lambda workspace=workspace: workspace.read("commune", ["insee", "population"]),
                "open": lambda place=place: Workspace.open(place),
            }
            for step, run in steps.items():
                start = time.perf_counter()
                run()
                measured.append((f"{store}: {step}", time.perf_counter() - start))
            assert workspace.count("commune") == COMMUNES
    return measured


if __name__ == "__main__":
    application = QgsApplication([], False)
    application.initQgis()
    for name, value in rows():
        print(f"{name:45} {value:10.2f}")
