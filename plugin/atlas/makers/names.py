"""Names on a map with sites: the sites' own short names, or the main towns; never over a symbol."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
import shapely

from ...core.placement.sites import PlacedSites, to_map
from ...gis.site_labels import LabelLayers, label_layers
from ..context import AtlasContext
from ..page import INSIDE, MAIN, Inset, reserved_boxes

# Least distance between two towns on paper; in an inset they are few and may stand closer.
_SPACING_MM, _INSET_SPACING_MM = 24.0, 14.0


def name_layers(
    context: AtlasContext,
    placed: PlacedSites,
    table: str,
    sites: pd.DataFrame | None,
    insets: Sequence[Inset] = (),
    limits: Sequence[str] = (),
    links: shapely.Geometry | None = None,
) -> LabelLayers:
    """Names for the frame of ``placed``: of its ``sites`` (``id``, ``nom_court``, ``commune``) or of the main towns.

    A site without a short name goes by its commune's. No name crosses a line of ``links`` or the ground of an
    inset, whose place is named beside it; the coast and the ``limits`` drawn are crossed where nothing else is left.
    """
    frame = placed.frame
    texts = towns = None
    if any(inset.frame is frame and inset.scale_bar != INSIDE for inset in insets):
        return LabelLayers()  # the cell of a strip: its title says what it shows
    if sites is None:
        spacing = _SPACING_MM if frame.name == MAIN else _INSET_SPACING_MM
        towns = context.base.main_towns(frame, spacing, to_map(frame, placed.strips[["ax", "ay"]].to_numpy(float)))
        towns = _with_places_of_insets(towns, insets) if frame.name == MAIN else towns
    else:
        texts = _texts(sites[sites["id"].isin(placed.strips["id"])])
        towns = _marked(insets) if frame.name == MAIN else None
    layers = label_layers(
        frame,
        context.side_file,
        table,
        context.workspace.crs,
        context.charter,
        placed=placed,
        sites=texts,
        towns=towns,
        reserved=reserved_boxes(frame, insets),
        avoid=context.base.drawn_lines(limits),
        obstacles=links,
        grounds=[inset.frame.bounds for inset in insets] if frame.name == MAIN else (),
        held=context.held.names(frame.name),
    )
    context.report.extend(layers.report)
    return layers


def _texts(sites: pd.DataFrame) -> pd.DataFrame:
    """The name of each site; a commune that stands in for several is said once."""
    nameless = sites["nom_court"].isna()
    told = sites[~(nameless & sites["commune"].where(nameless).duplicated())]
    return pd.DataFrame({"id": told["id"], "texte": told["nom_court"].fillna(told["commune"])})


def _marked(insets: Sequence[Inset]) -> pd.DataFrame:
    """The places drawn in insets, to be named beside their marks on the main map."""
    shown = [inset for inset in insets if inset.scale_bar == INSIDE]
    centres = [((i.frame.x_min + i.frame.x_max) / 2, (i.frame.y_min + i.frame.y_max) / 2) for i in shown]
    return pd.DataFrame([(i.title, *xy) for i, xy in zip(shown, centres, strict=True)], columns=["nom", "x", "y"])


def _with_places_of_insets(towns: pd.DataFrame, insets: Sequence[Inset]) -> pd.DataFrame:
    """The towns of the main map with the place of each inset in its ground, in place of the towns that lie there."""
    grounds = [shapely.box(*inset.frame.bounds) for inset in insets]
    if not grounds:
        return towns
    outside = ~shapely.intersects(shapely.union_all(grounds), shapely.points(towns[["x", "y"]].to_numpy(float)))
    middle = shapely.get_coordinates(shapely.centroid(grounds))
    places = pd.DataFrame({"nom": [inset.title for inset in insets], "x": middle[:, 0], "y": middle[:, 1]})
    return pd.concat([places, towns[outside]], ignore_index=True)
