"""Writes the built tables into the demo workspace and the road layer."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import pandas as pd
from osgeo import gdal, ogr

from plugin.core.access.times import AccessOptions, commune_times, site_times
from plugin.core.schema import Source
from plugin.gis.access_store import save_times
from plugin.gis.activity_sites import activity_sites
from plugin.gis.frames import write_layer
from plugin.gis.road_cache import road_graph
from plugin.gis.roads import load_profile
from plugin.gis.workspace import Workspace

CRS = "EPSG:2154"
PROFILE = "generique"
MATERNITIES = "maternites"
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
    with workspace.writing() as write:
        for name, frame, source in tables:
            table, _, part = name.partition(":")
            write.replace(table, frame, source, part=part or None)
        for key, value in settings.items():
            write.setting(key, value)


def write_times(path: Path, roads: Path) -> None:
    """The table ``temps_acces`` of a workspace, to responders and maternities, as the plugin computes it on roads."""
    workspace = Workspace.open(path)
    profile = load_profile(PROFILE)
    graph, _ = road_graph(roads, profile, workspace.crs)
    communes, responders = workspace.read("commune"), workspace.read("effecteur_urgence")
    options = AccessOptions(date=BUILT[:10])
    frame, _ = commune_times(communes, responders, graph, options)
    maternities, _ = activity_sites(workspace, MATERNITIES)
    births, _ = site_times(communes, maternities, MATERNITIES, graph, options)
    save_times(workspace, pd.concat([frame, births], ignore_index=True), str(roads), profile, BUILT[:10])


def settle_dates(path: Path) -> None:
    """Give the rows of ``source`` one date of import."""
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
    layer: ogr.Layer = dataset.GetLayerByName("source")
    for feature in list(layer):
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
