"""The communes' outlines and town halls in EPSG:2154: merged communes filled in, borders shared vertex for vertex."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely
from osgeo import osr

from plugin.core.territories.coverage import clean

# Communes merged since the outlines were drawn, which have none of their own -> the commune that took them in.
MERGED = {"22027": "22241", "22043": "22241", "22200": "22237", "22309": "22147"}
# The hole of a merged commune is larger than this (m²); a smaller gap is a bit of river or a sliver.
MERGED_AREA = 5e6
GRID = 0.1


def to_lambert93(geometries: pd.Series) -> pd.Series:
    """Geometries from EPSG:4326 to EPSG:2154, on a grid of 10 cm: a shared vertex stays shared."""
    target = osr.SpatialReference()
    target.ImportFromEPSG(2154)
    source = osr.SpatialReference()
    source.ImportFromEPSG(4326)
    source.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    transformation = osr.CoordinateTransformation(source, target)

    def project(coordinates: np.ndarray) -> np.ndarray:
        return np.round(np.array(transformation.TransformPoints(coordinates))[:, :2] / GRID) * GRID

    present = geometries.notna()
    projected = shapely.transform(geometries[present].to_numpy(), project)
    return pd.Series(list(projected), index=geometries.index[present], dtype=object).reindex(geometries.index)


def commune_outlines(raw: pd.DataFrame, codes: pd.Series) -> pd.DataFrame:
    """Outlines and town halls of the region's communes.

    Args:
        raw: `Sources.communes` of the region.
        codes: INSEE codes wanted, sorted.

    Returns:
        ``geom`` (MultiPolygon, a clean coverage), ``x_mairie``, ``y_mairie``, indexed by INSEE code.
    """
    communes = raw[raw["kind"] == "COM"].set_index("insee").reindex(codes)
    if communes["outline"].isna().any():
        raise ValueError(f"no outline: {communes.index[communes['outline'].isna()].tolist()}")
    outlines = shapely.make_valid(to_lambert93(communes["outline"]).to_numpy())
    outlines = _fill_merged(outlines, codes.tolist())
    # The gaps left are slivers and bits of river.
    cleaned = clean(outlines, gap_area=MERGED_AREA).polygons
    halls = _town_halls(raw, communes, cleaned)
    return pd.DataFrame(
        {"x_mairie": shapely.get_x(halls), "y_mairie": shapely.get_y(halls), "geom": cleaned}, index=codes.to_numpy()
    )


def _fill_merged(outlines: np.ndarray, codes: list[str]) -> np.ndarray:
    """Give each of the large holes of the region to the commune that took in the merged one."""
    union = shapely.union_all(outlines)
    holes = shapely.polygons(shapely.get_rings(shapely.get_parts(union)))
    exterior = shapely.get_exterior_ring(shapely.get_parts(union))
    holes = [hole for hole in holes if not any(shapely.equals(hole, shapely.polygons(ring)) for ring in exterior)]
    large = [hole for hole in holes if shapely.area(hole) > MERGED_AREA]
    if len(large) != len(MERGED):
        raise ValueError(f"{len(large)} large holes, {len(MERGED)} merged communes")
    takers = sorted(set(MERGED.values()))
    outlines = outlines.copy()
    for hole in large:
        shared = shapely.length(shapely.intersection(outlines[[codes.index(code) for code in takers]], hole))
        neighbours = [code for code, length in zip(takers, shared, strict=True) if length > 0]
        if len(neighbours) != 1:
            raise ValueError(f"a hole at {shapely.centroid(hole).wkt} touches {neighbours}")
        index = codes.index(neighbours[0])
        outlines[index] = shapely.union(outlines[index], hole)
    return outlines


def _town_halls(raw: pd.DataFrame, communes: pd.DataFrame, outlines: np.ndarray) -> np.ndarray:
    """Town halls; a missing one is that of the commune déléguée of the same code, one far outside a point inside."""
    deleguees = raw[raw["kind"] == "COMD"].drop_duplicates("insee").set_index("insee")["town_hall"]
    known = communes["town_hall"]
    halls = to_lambert93(known.where(known.notna(), deleguees.reindex(known.index))).to_numpy()
    lost = shapely.is_missing(halls) | ~(shapely.distance(halls, outlines) < 500)
    halls[lost] = shapely.point_on_surface(outlines[lost])
    return halls
