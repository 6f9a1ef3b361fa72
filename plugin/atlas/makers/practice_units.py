"""The units a table of the agency speaks of: communes, or territories of a type."""

from __future__ import annotations

import numpy as np
import pandas as pd
import shapely

from ...core.establishments.agency_tables import templates_for_sheet
from ..context import AtlasContext

_WORDS = {
    "commune": ("commune", "communes"),
    "canton": ("canton", "cantons"),
    "epci": ("EPCI", "EPCI"),
    "territoire_vie": ("territoire de vie-santé", "territoires de vie-santé"),
    "territoire_premier_recours": ("territoire de premier recours", "territoires de premier recours"),
    "territoire_sante": ("territoire de santé", "territoires de santé"),
    "departement": ("département", "départements"),
}


def unit_words(unit: str, plural: bool = False) -> str:
    """How a kind of unit is said: "territoire de premier recours"; a type of one's own goes by its code."""
    words = _WORDS.get(unit, (unit.replace("_", " "),) * 2)
    return words[plural]


def table_to_fill(table: str, sheet_id: str, rows: str) -> str:
    """A table that lacks some rows, with the template that fills it for a sheet, as a person reads it."""
    names = [f"data/templates/{found.file.name}" for found in templates_for_sheet(sheet_id) if found.target == table]
    return f"{table} ({rows} ; modèle {names[0]})" if names else f"{table} ({rows})"


def units_of(context: AtlasContext, unit: str) -> pd.DataFrame:
    """The units of a kind, maybe none: ``id``, ``nom``, ``x``, ``y``, ``geom``.

    The point is the town hall of a commune, else one inside the territory's largest part.
    """
    return context.once(("units_of", unit), lambda: _units(context, unit)).copy()


def _units(context: AtlasContext, unit: str) -> pd.DataFrame:
    if unit == "commune":
        units = context.base.communes.rename(columns={"insee": "id", "x_mairie": "x", "y_mairie": "y"})
        units = units[["id", "nom", "x", "y", "geom"]].copy()
    else:
        units = context.base.zoning(unit).rename(columns={"id_territoire": "id", "libelle": "nom"})
        units = units[["id", "nom", "geom"]].assign(x=float("nan"), y=float("nan"))
    inner = shapely.point_on_surface(_largest_parts(units["geom"]))
    units["x"] = units["x"].astype(float).fillna(pd.Series(shapely.get_x(inner), index=units.index))
    units["y"] = units["y"].astype(float).fillna(pd.Series(shapely.get_y(inner), index=units.index))
    return units


def _largest_parts(outlines: pd.Series) -> np.ndarray:
    """The largest part of each outline."""
    parts, owner = shapely.get_parts(outlines.to_numpy(), return_index=True)
    by_area = np.lexsort((shapely.area(parts), owner))
    last = np.flatnonzero(np.diff(owner[by_area], append=len(outlines)))
    return parts[by_area][last]
