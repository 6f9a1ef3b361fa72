"""A region of several parts: the mainland on the map, each overseas part in an inset of its own reference system."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import shapely
from made_up_region import make_workspace
from qgis.core import QgsPointXY, QgsProject

from plugin.atlas.catalogue import load_catalogue
from plugin.atlas.context import AtlasContext
from plugin.atlas.export.files import export_pdf
from plugin.atlas.layout_items import place_of
from plugin.atlas.sheet import build_sheet, prepare
from plugin.gis.territory_layers import transformed

# Middle of a made-up land of each part, in its own system, and half its side in metres.
PARTS = {
    "971": ("EPSG:5490", 660_000, 1_790_000, 25_000),
    "972": ("EPSG:5490", 710_000, 1_620_000, 20_000),
    "973": ("EPSG:2972", 250_000, 450_000, 150_000),
    "974": ("EPSG:2975", 340_000, 7_660_000, 30_000),
    "976": ("EPSG:4471", 520_000, 8_590_000, 15_000),
}


def squares(x: float, y: float, half: float, crs: str) -> list[shapely.Geometry]:
    """Two communes side by side, in the workspace's system; edges are densified so that they bend with it."""
    west, east = shapely.box(x - half, y - half, x, y + half), shapely.box(x, y - half, x + half, y + half)
    return list(transformed(shapely.segmentize(np.array([west, east]), half / 10), crs, "EPSG:2154"))


def built(folder):
    """The sheet of the EPCI of such a region, and its context."""
    rows = []
    for code, (crs, x, y, half) in {"35": ("EPSG:2154", 350_000, 6_790_000, 40_000), **PARTS}.items():
        for number, outline in enumerate(squares(x, y, half, crs), start=1):
            hall = shapely.centroid(outline)
            insee = f"{code}{number:0{5 - len(code)}d}"
            rows.append((insee, f"Commune {insee}", 1000, hall.x, hall.y, outline))
    communes = pd.DataFrame(rows, columns=["insee", "nom", "population", "x_mairie", "y_mairie", "geom"])
    territories = pd.DataFrame(
        {"id_territoire": communes["insee"], "type": "epci", "libelle": communes["nom"], "geom": communes["geom"]}
    )
    workspace = make_workspace(folder / "region.gpkg", commune=communes, territoire=territories)
    context = AtlasContext(workspace, QgsProject())
    prepared = prepare(context, load_catalogue().sheet("T03"))
    assert not prepared.lacking
    return context, build_sheet(context, prepared, 1)


def test_each_part_has_an_inset_in_its_own_system_and_hides_nothing(tmp_path):
    context, layout = built(tmp_path)
    check_systems(layout)
    check_room(context, layout)
    export_pdf(layout, tmp_path / "T03.pdf")
    assert (tmp_path / "T03.pdf").stat().st_size > 10_000


def check_systems(layout):
    """Insets in the right system, on the part, with a scale bar of true length inside the frame."""
    insets = [layout.itemById(f"carton_{number}") for number in range(1, 6)]
    assert [inset.crs().authid() for inset in insets] == [crs for crs, *_ in PARTS.values()]
    for number, (inset, (crs, x, y, half)) in enumerate(zip(insets, PARTS.values(), strict=True), start=1):
        shown = inset.extent()
        for corner in ((x - half, y - half), (x + half, y + half)):
            assert shown.contains(QgsPointXY(*corner)), crs
        assert 2 * half > 0.5 * shown.width()
        bar = layout.itemById(f"carton_{number}_echelle")
        length = bar.unitsPerSegment() * (1000 if bar.unitLabel() == "km" else 1)
        place, frame = place_of(bar), place_of(inset)
        assert place.x >= frame.x and place.right <= frame.right and place.bottom <= frame.bottom
        # A round length of true ground: a third of the frame at most.
        assert length * frame.width / shown.width() <= frame.width / 3 + 0.1


def check_room(context, layout):
    """Insets one under the other, left of the land."""
    carte = layout.itemById("carte")
    extent, frame = carte.extent(), place_of(carte)
    left = min(shapely.bounds(context.base.mainland)[0], shapely.bounds(context.base.mainland)[2])
    at = frame.x + (left - extent.xMinimum()) / extent.width() * frame.width
    places = [place_of(layout.itemById(f"carton_{number}")) for number in range(1, 6)]
    assert all(place.right < at for place in places)
    assert all(one.bottom < other.y for one, other in itertools.pairwise(places))
    assert places[-1].bottom <= frame.bottom
    assert extent.contains(QgsPointXY(350_000, 6_790_000))
