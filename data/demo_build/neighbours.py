"""The land next to the region, for the base map: outlines of the neighbouring départements, simplified for print."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely

from plugin.core.territories.coverage import clean, dissolve
from plugin.core.territories.simplify import simplify_arcs
from plugin.core.territories.topology import build, rebuild

from .outlines import to_lambert93
from .sources import Sources
from .territories import COG_YEAR

KIND = "voisin"
# All within 150 km of the region that adjoin it or one that does.
DEPARTEMENTS = ("14", "44", "49", "50", "53", "61", "72", "85")
TOLERANCE = 200.0
# The largest hole inside the départements is Orée d'Anjou (49126), which the source has no outline for: 158 km².
LARGEST_HOLE = 2e8


def neighbour_table(sources: Sources, region: shapely.Geometry) -> pd.DataFrame:
    """Rows of the table ``territoire`` for the neighbouring départements.

    Borders are simplified each once, but that with the region stays vertex for vertex.

    Args:
        sources: the archives.
        region: the region's outline (EPSG:2154), made of the same source.

    Raises:
        ValueError: a simplified border crosses the region or another one.
    """
    raw = sources.communes(DEPARTEMENTS)
    raw = raw[(raw["kind"] == "COM") & raw["outline"].notna()]
    outlines = clean(shapely.make_valid(to_lambert93(raw["outline"]).to_numpy()), gap_area=LARGEST_HOLE).polygons
    units = pd.DataFrame({"id_territoire": raw["insee"].str[:2].to_numpy(), "geom": outlines})
    table = dissolve(units, "id_territoire").drop(columns="unites")
    return table.assign(
        type=KIND,
        libelle=table["id_territoire"].map(sources.departement_names()),
        cog_annee=COG_YEAR,
        date_etat=f"{COG_YEAR}-01-01",
        geom=_simplified(region, table["geom"].to_numpy()),
    )


def _simplified(region: shapely.Geometry, outlines: np.ndarray) -> np.ndarray:
    topology = build(clean([region, *outlines]).polygons)
    arcs = simplify_arcs(topology, TOLERANCE)
    of_region = (topology.left == 0) | (topology.right == 0)
    arcs[of_region] = topology.arcs[of_region]
    result = rebuild(topology, arcs)
    area = shapely.area(result).sum()
    if not shapely.is_valid(result).all() or abs(shapely.area(shapely.union_all(result)) - area) > 1e-6 * area:
        raise ValueError("simplified outlines overlap")
    return result[1:]
