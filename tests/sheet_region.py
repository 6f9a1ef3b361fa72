"""A made-up region small enough to draw a sheet in a moment: two départements, seven hospitals, four cooperations."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import shapely
from made_up_region import make_workspace

from plugin.gis.workspace import Workspace

X, Y, SIDE = 200_000.0, 6_800_000.0, 20_000.0
CITY, CITY_CODE = "Villeneuve", "35021"
# Three hospitals a few hundred metres apart make an inset, the others stand far from each other.
PLACES = {
    "990000010": ("CH Ouest", "Ouestville", 10, 10, True),
    "990000020": ("CH Est", "Estville", 112, 30, True),
    "990000030": ("CH Sud", "Sudville", 70, 6, False),
    "990000040": ("CHU Villeneuve", CITY, 50.0, 28.0, True),
    "990000041": ("Clinique du Parc", CITY, 50.9, 28.3, True),
    "990000042": ("Polyclinique", CITY, 50.4, 28.8, True),
    "990000043": ("Hôpital du Port", CITY, 51.2, 27.6, True),
}
LINKS = [
    ("L1", "990000010", "990000030", "A", 1.5),
    ("L2", "990000030", "990000020", "C", 2.0),
    ("L3", "990000010", "990000020", "A", 0.5),
    ("L4", "990000040", "990000020", "B", 1.0),
]


def communes() -> pd.DataFrame:
    rows = []
    for column in range(6):
        for line in range(2):
            x, y = X + SIDE * column, Y + SIDE * line
            code = f"{35000 + 10 * column + line}"
            name = CITY if code == CITY_CODE else f"Commune {code}"
            rows.append((code, name, 5000, "35", x + 9000, y + 9000, shapely.box(x, y, x + SIDE, y + SIDE)))
    return pd.DataFrame(rows, columns=["insee", "nom", "population", "dep", "x_mairie", "y_mairie", "geom"])


def territories() -> pd.DataFrame:
    whole = shapely.box(X, Y, X + 6 * SIDE, Y + 2 * SIDE)
    west = shapely.box(X, Y, X + 3 * SIDE, Y + 2 * SIDE)
    rows = [
        ("R", "region", "Région d’essai", whole),
        ("W", "departement", "Ouest", west),
        ("E", "departement", "Est", whole.difference(west)),
    ]
    return pd.DataFrame(rows, columns=["id_territoire", "type", "libelle", "geom"])


def sites(places: dict[str, tuple]) -> pd.DataFrame:
    rows = [
        (
            code,
            name,
            name,
            _commune_at(x, y),
            commune,
            X + 1000 * x,
            Y + 1000 * y,
            reference,
            shapely.Point(X + 1000 * x, Y + 1000 * y),
        )
        for code, (name, commune, x, y, reference) in places.items()
    ]
    return pd.DataFrame(
        rows, columns=["finess_et", "rs", "nom_court", "insee", "commune", "x", "y", "ch_referent", "geom"]
    )


def _commune_at(x: float, y: float) -> str:
    return f"{35000 + 10 * int(1000 * x // SIDE) + int(1000 * y // SIDE)}"


def links(links: list[tuple]) -> pd.DataFrame:
    frame = pd.DataFrame(links, columns=["id", "finess_a", "finess_b", "modalite", "etp"])
    return frame.assign(
        edition=2026, type="temps_medical", theme="urgences", sens="reciproque", premier_atlas=True, pdses="non",
        date_etat="2026-01-01",
    )  # fmt: skip


def sheet_region(path: Path) -> Workspace:
    """The region as a workspace."""
    return make_workspace(
        path, commune=communes(), territoire=territories(), etablissement=sites(PLACES), cooperation=links(LINKS)
    )
