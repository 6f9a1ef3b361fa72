"""Cooperations of a workspace drawn outside an atlas: the sites, one frame, layers and overlaps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd
from qgis.core import QgsVectorLayer

from ..core.cooperations.curves import curves
from ..core.cooperations.measure import measure
from ..core.cooperations.nodes import rings, with_ring
from ..core.cooperations.pen import Pen
from ..core.findings import InputError, Report, Severity
from ..core.map_frame import MapFrame
from .charter import Charter
from .cooperation_lines import cooperation_layers, ring_layer

REFERENCE_MM, OTHER_MM = 1.7, 1.25  # radii of the printed symbols
FRAME = "principale"
_MARGIN = 0.06  # of the sites' extent, on each side


@dataclass(frozen=True)
class DrawnSheet:
    """Layers (lines, labels and marks, rings if asked for), the curves, every overlap, and what could not be placed."""

    layers: list[QgsVectorLayer]
    drawn: pd.DataFrame
    overlaps: pd.DataFrame
    report: Report


def draw_links(
    links: pd.DataFrame,
    establishments: pd.DataFrame,
    path: str | Path,
    name: str,
    crs: str,
    width_mm: float,
    bounds: tuple[float, float, float, float] | None = None,
    print_object: bool = False,
    pens: Mapping[str, Pen] | None = None,
    ring: bool = False,
) -> DrawnSheet:
    """Draw links between establishments on one frame.

    Args:
        links: rows of ``cooperation`` to show, or links with their own ``trait`` and ``pens``.
        establishments: the workspace's table.
        path: GeoPackage of derived layers.
        name: table of the lines.
        crs: of the coordinates.
        width_mm: width of the map on paper.
        bounds: ground of the map; that of the sites concerned by default.
        print_object: write the object where it fits.
        pens: pens of other links.
        ring: draw around each site its number of links by modality.

    Raises:
        InputError: COO27 when no link has both ends on the map.
    """
    sites = sites_of(establishments, links)
    report = Report()
    placed = (links["finess_a"].isin(sites["finess_et"]) & links["finess_b"].isin(sites["finess_et"])).to_numpy()
    if not placed.all():
        lost = links.loc[~placed, "id"].tolist()
        report.add("COO24", Severity.WARNING, n=len(lost), liste=lost)
    links = links[placed]
    if len(links) == 0:
        raise InputError.of("COO27")
    frame = MapFrame(FRAME, *(bounds or _around(sites)), width_mm)
    around = with_ring(sites) if ring else sites
    drawn = curves(links, around, frame, (), print_object, pens)
    layers = cooperation_layers(drawn, path, name, Charter.load(), crs, pens)
    if ring:
        layers.append(ring_layer(rings(links, sites, frame, pens), path, f"{name}_anneau", crs, pens))
    return DrawnSheet(layers, drawn, measure(drawn, around, frame), report)


def sites_of(establishments: pd.DataFrame, links: pd.DataFrame) -> pd.DataFrame:
    """The located sites a sheet of these links prints: their ends and the reference hospitals."""
    located = establishments.dropna(subset=["x", "y"]).drop_duplicates("finess_et")
    reference = located["ch_referent"].astype("boolean").fillna(False).to_numpy(dtype=bool)
    linked = located["finess_et"].isin([*links["finess_a"], *links["finess_b"]]).to_numpy(dtype=bool)
    return (
        located.assign(
            nom=located["nom_court"].fillna(located["rs"]),
            rayon_mm=np.where(reference, REFERENCE_MM, OTHER_MM),
            ch_referent=reference,
        )
        .loc[linked | reference, ["finess_et", "nom", "x", "y", "rayon_mm", "ch_referent"]]
        .reset_index(drop=True)
    )


def _around(sites: pd.DataFrame) -> tuple[float, float, float, float]:
    low, high = sites[["x", "y"]].min().to_numpy(dtype=float), sites[["x", "y"]].max().to_numpy(dtype=float)
    margin = max(_MARGIN * float((high - low).max()), 1000.0)
    return float(low[0] - margin), float(low[1] - margin), float(high[0] + margin), float(high[1] + margin)
