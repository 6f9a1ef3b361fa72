"""The sites a saved scenario closes and opens, with names and places."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
import shapely

from ..core.access.places import TABLES, located
from ..core.access.scenario import NewSite
from ..core.establishments.activities import activity
from .what_if_store import saved_scenarios, site_names
from .workspace import Workspace

CLOSED, OPENED = "ferme", "ouvert"


def scenario_sites(workspace: Workspace, name: str, kinds: Mapping[str, str]) -> pd.DataFrame:
    """``id``, ``libelle``, ``etat`` (CLOSED, OPENED), ``x``, ``y``, ``geom`` of a scenario's sites.

    Args:
        workspace: that holds the scenario.
        name: of the scenario.
        kinds: the words for each kind of responder; an activity is called by its own label.
    """
    scenario = next((one for one in saved_scenarios(workspace) if one.name == name), None)
    if scenario is None:
        return pd.DataFrame(columns=["id", "libelle", "etat", "x", "y", "geom"])
    filled = set(workspace.tables())
    tables = {table: workspace.read(table) for table in TABLES if table in filled}
    names = site_names(workspace)
    closed = located(pd.DataFrame({"id": list(scenario.closed)}, dtype=object), tables)
    closed = closed.assign(libelle=[names.get(site, site) for site in closed["id"]], etat=CLOSED)
    communes = workspace.read("commune", ["insee", "nom", "x_mairie", "y_mairie", "geom"])
    opened = pd.DataFrame(
        [_opened(site, communes, kinds) for site in scenario.opened], columns=["id", "libelle", "etat", "x", "y"]
    )
    sites = pd.concat([closed, opened], ignore_index=True)[["id", "libelle", "etat", "x", "y"]]
    sites[["x", "y"]] = sites[["x", "y"]].astype(float)
    return sites.assign(geom=list(shapely.points(sites[["x", "y"]].to_numpy())))


def _opened(text: str, communes: pd.DataFrame, kinds: Mapping[str, str]) -> tuple[object, ...]:
    """A site opened: the words for its kind and its commune."""
    site = NewSite.read(text)
    if site is None:
        return text, text, OPENED, None, None
    if site.point is None:
        around = communes[communes["insee"] == site.insee]
        place = tuple(around[["x_mairie", "y_mairie"]].iloc[0]) if len(around) else (None, None)
    else:
        place = site.point
        outlines = communes["geom"].to_numpy()
        around = communes[shapely.contains(outlines, shapely.Point(place))]
    what = kinds[site.kind] if site.kind in kinds else activity(site.kind).label
    where = around["nom"].iloc[0] if len(around) else site.id.rpartition(" ")[2]
    return text, f"{what} ({where})", OPENED, *place
