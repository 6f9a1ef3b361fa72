"""A part of the region as a world of its own: sub-regional sheets draw, count and name only what lies in it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
import shapely

from ..pause import pause

# Of a territory that reaches into the scope by less than this share of its ground nothing is shown: slivers of borders.
_LEAST_SHARE = 0.005
# The columns of a table that name a territory, and the one that tells its type.
_TERRITORY_COLUMNS = (
    ("id_territoire", "type_territoire"),
    ("id_unite", "unite"),
    ("territoire", "type"),
    ("zone", "type_zone"),
)


@dataclass(frozen=True)
class Scope:
    """A territory of the workspace that a sheet is about: its type, code, name and outline."""

    kind: str
    code: str
    name: str
    outline: shapely.Geometry

    @property
    def key(self) -> str:
        """What names its layers among those of the region: ``departement_56``."""
        return f"{self.kind}_{self.code}".lower()

    def communes_of(self, communes: pd.DataFrame) -> pd.DataFrame:
        """The communes whose ground lies in it."""
        inside = shapely.covers(self._prepared, shapely.point_on_surface(communes["geom"].to_numpy()))
        return communes[inside].reset_index(drop=True)

    def territories_of(self, territories: pd.DataFrame) -> pd.DataFrame:
        """The territories that reach into it, cut at its border; those around it are ``voisin``."""
        own = territories["type"] != "voisin"
        outlines = territories["geom"].to_numpy()
        within = shapely.covers(self._prepared, outlines)
        touching = np.flatnonzero(own & ~within & shapely.intersects(self._prepared, outlines))
        cut = np.array([shapely.make_valid(_areas(shapely.intersection(self.outline, outlines[i]))) for i in touching])
        shares = shapely.area(cut) / shapely.area(outlines[touching]) if len(touching) else np.empty(0)
        kept = touching[shares > _LEAST_SHARE]
        inner = territories.copy()
        inner.loc[territories.index[kept], "geom"] = cut[shares > _LEAST_SHARE]
        inside = own & (within | np.isin(np.arange(len(territories)), kept))
        around = territories[~own].copy()
        region = shapely.union_all(outlines[(territories["type"] == "region").to_numpy()])
        rest = territories.iloc[:1].assign(
            type="voisin", id_territoire="region", libelle="Région", geom=[shapely.difference(region, self.outline)]
        )
        return pd.concat([inner[inside], around, rest], ignore_index=True)

    @cached_property
    def _prepared(self) -> shapely.Geometry:
        # A little more than the outline: the borders of what lies in it are its own.
        outline = shapely.buffer(self.outline, 5.0, quad_segs=2)
        shapely.prepare(outline)
        return outline


def _areas(geometry: shapely.Geometry) -> shapely.Geometry:
    """The polygons of a geometry: two outlines may also share lines and points."""
    parts = shapely.get_parts(geometry)
    return shapely.multipolygons(parts[shapely.get_type_id(parts) == 3])


class ScopedTables:
    """Tables of the workspace cut to a scope.

    A row stays when the commune, the site, the territory or the point it speaks of lies there; a row that names none of
    these stays as well.
    """

    def __init__(self, scope: Scope, communes: pd.DataFrame, territories: pd.DataFrame):
        self.scope = scope
        self.insee = set(communes["insee"])
        inner = territories[territories["type"] != "voisin"]
        self.known = {kind: set(rows) for kind, rows in inner.groupby("type")["id_territoire"]}
        self.known["commune"] = self.insee
        self.any = set().union(*self.known.values())

    def cut(self, name: str, table: pd.DataFrame, sites: set[str]) -> pd.DataFrame:
        """The rows of a table that concern the scope; ``sites`` are the FINESS numbers that lie in it."""
        pause()
        for column, known in (("insee", self.insee), ("commune", self.insee), ("origine", self.insee)):
            if column in table and name != "etablissement":
                return self._placed(table, column, known)
        if name == "etablissement":
            return self._placed(table, "insee", self.insee)
        if name == "cooperation":
            return table[table["finess_a"].isin(sites) | table["finess_b"].isin(sites)].reset_index(drop=True)
        if "finess_et" in table:
            return table[table["finess_et"].isin(sites)].reset_index(drop=True)
        for column, kind in _TERRITORY_COLUMNS:
            if column in table:
                return table[self._known(table, column, kind)].reset_index(drop=True)
        return table

    def _known(self, table: pd.DataFrame, column: str, kind: str) -> np.ndarray:
        """Where the territory of a row lies in the scope; a code alone may be that of any type."""
        kinds = table[kind] if kind in table else pd.Series(None, index=table.index, dtype=object)
        return np.array(
            [code in self.known.get(of, set() if isinstance(of, str) else self.any)
             for code, of in zip(table[column], kinds, strict=True)],
            dtype=bool,
        )

    def _placed(self, table: pd.DataFrame, column: str, known: set[str]) -> pd.DataFrame:
        """By the commune, else by the point."""
        inside = table[column].isin(known)
        if {"x", "y"} <= set(table.columns):
            points = shapely.points(table["x"].astype(float), table["y"].astype(float))
            inside |= table[column].isna() & shapely.intersects(self.scope.outline, points)
        return table[inside].reset_index(drop=True)
