"""The overseas parts of a region of several parts: which communes they hold, and the reference system of each."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd
import shapely
from qgis.core import QgsCoordinateReferenceSystem

from .territory_layers import transformed

# Départements et régions d'outre-mer: INSEE prefix, name, legal projected system (décret 2019-165).
DEPARTMENTS = {
    "971": ("Guadeloupe", "EPSG:5490"),
    "972": ("Martinique", "EPSG:5490"),
    "973": ("Guyane", "EPSG:2972"),
    "974": ("La Réunion", "EPSG:2975"),
    "976": ("Mayotte", "EPSG:4471"),
}


@dataclass(frozen=True)
class OverseasPart:
    """``outline`` is in the workspace's system, ``own_bounds`` in the part's own system ``crs``."""

    name: str
    crs: str
    outline: shapely.Geometry
    own_bounds: tuple[float, float, float, float]

    def unit_ratio(self, workspace_crs: str) -> float:
        """Units of the workspace's system to one metre of the part's own, at its middle (both are conformal)."""
        x, y = (self.own_bounds[0] + self.own_bounds[2]) / 2, (self.own_bounds[1] + self.own_bounds[3]) / 2
        ends = transformed(np.array([shapely.Point(x, y), shapely.Point(x, y + 1000)]), self.crs, workspace_crs)
        return float(shapely.distance(ends[0], ends[1])) / 1000.0


def overseas_parts(communes: pd.DataFrame, workspace_crs: str) -> list[OverseasPart]:
    """The parts whose system is not the workspace's, in the order of their codes; none in a region of one part.

    ``communes`` has ``insee`` and ``geom`` in the workspace's system.
    """
    workspace = QgsCoordinateReferenceSystem(workspace_crs)
    prefix = communes["insee"].astype(str).str[:3]
    far = [
        code
        for code, (_, crs) in DEPARTMENTS.items()
        if (prefix == code).any() and QgsCoordinateReferenceSystem(crs) != workspace
    ]
    if not (~prefix.isin(far)).any():
        return []
    parts = []
    for code in far:
        name, crs = DEPARTMENTS[code]
        outline = shapely.union_all(communes.loc[prefix == code, "geom"].to_numpy())
        own = transformed(np.array([outline]), workspace_crs, crs)[0]
        parts.append(OverseasPart(name, crs, outline, tuple(shapely.bounds(own))))
    return parts
