"""Writes the built tables into the demo workspace and the road layer."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd
from osgeo import gdal, ogr

from plugin.core.schema import Source
from plugin.gis.frames import write_layer
from plugin.gis.workspace import Workspace

CRS = "EPSG:2154"
# One date for every build, so that a build of the same data gives the same files.
BUILT = "2026-11-22T00:00:00+00:00"
gdal.SetConfigOption("OGR_CURRENT_DATE", "2026-11-22T00:00:00.000Z")
ROADS_DESCRIPTION = (
    "Réseau de démonstration : routes principales © les contributeurs d’OpenStreetMap (ODbL), "
    "liaisons locales et vitesses fictives"
)


def write_workspace(path: Path, tables: Iterable[tuple[str, pd.DataFrame, Source]], settings: dict[str, str]) -> None:
    """Make the workspace anew: its tables, each with its source, and the settings of the edition.

    A table given in parts is named ``table:part``; each part has its own row in ``source``, under that name.
    """
    path.unlink(missing_ok=True)
    workspace = Workspace.create(path, CRS)
    names: list[str] = []
    with workspace.writing() as write:
        for name, frame, source in tables:
            write.append(name.partition(":")[0], frame, source)
            names.append(name)
        for key, value in settings.items():
            write.setting(key, value)
    _settle_sources(path, names)


def _settle_sources(path: Path, names: list[str]) -> None:
    """Give the rows of ``source``, in the order they were written, the names of the parts and one date of import."""
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    layer: ogr.Layer = dataset.GetLayerByName("source")
    for feature, name in zip(list(layer), names, strict=True):
        feature["table_nom"] = name
        feature["date_import"] = BUILT
        layer.SetFeature(feature)
    del layer, dataset


def write_roads(path: Path, frame: pd.DataFrame) -> None:
    """Make the road file anew: one layer ``troncon`` that says what it is."""
    path.unlink(missing_ok=True)
    write_layer(path, "troncon", frame, CRS, "LineString")
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    layer: ogr.Layer = dataset.GetLayerByName("troncon")
    layer.SetMetadataItem("IDENTIFIER", "Réseau de démonstration")
    layer.SetMetadataItem("DESCRIPTION", ROADS_DESCRIPTION)
    del layer, dataset
