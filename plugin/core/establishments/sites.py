"""Lists of sites with longitude and latitude, as agencies and open-data portals keep them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from ..decoding import fold
from ..findings import Report
from ..tables import read_table, to_number
from .checks import check_finess
from .codes import insee_code
from .sae import legal_status

# Names each column goes by in the files met so far; a mapping given by the user comes first.
ALIASES: dict[str, tuple[str, ...]] = {
    "finess_et": ("finess_et", "fi", "nofinesset", "finess", "num_finess_et", "finess_geographique"),
    "finess_ej": ("finess_ej", "fi_ej", "nofinessej", "finess_juridique"),
    "rs": ("rs", "raison_sociale", "nom", "libelle", "rset"),
    "nom_court": ("nom_court", "libelle_court"),
    "categ": ("categ", "cat", "categetab", "categ_code"),
    "insee": ("insee", "cominsee", "com_code", "code_commune", "cog"),
    "commune": ("commune", "nomcom", "libcom", "nom_commune"),
    "lon": ("lon", "longitude", "geoloc_4326_long", "lng", "x_wgs84"),
    "lat": ("lat", "latitude", "geoloc_4326_lat", "y_wgs84"),
    "statut": ("statut",),
    "stjr": ("stjr",),
    "espic": ("espic",),
}
LOCATED, UNLOCATED, TOWN_HALL, BY_HAND = "géocodé", "absente", "mairie", "corrigé"
WGS84 = 4326


def read_sites(path: str | Path, mapping: Mapping[str, str] | None = None) -> tuple[pd.DataFrame, Report]:
    """Read a list of sites; columns are known by their usual names (``ALIASES``) or by ``mapping`` {ours: theirs}.

    Returns:
        A frame in the columns of ``etablissement``, with ``x`` and ``y`` in the system of the further column ``srid``
        (4326: degrees; missing where a site has no coordinates), for ``gis.projection`` to bring into the workspace.
        Findings: ETA01, ETA02, ETA03, ETA04, FIC05.

    Raises:
        InputError: FIC01 to FIC08; FIC04 where no column gives the FINESS number or the name.
    """
    table = read_table(path)
    names = {**_recognised(table.frame), **(mapping or {})}
    table = read_table(path, columns=names, required=("finess_et", "rs", *(mapping or ())))
    frame, rows, report = table.frame, table.rows, Report(table.report)
    texts = ("finess_et", "finess_ej", "rs", "nom_court", "categ", "commune", "statut")
    sites = frame[[name for name in texts if name in frame]].copy()
    sites["insee"] = insee_code(frame["insee"]) if "insee" in frame else None
    if "statut" not in frame and "stjr" in frame:
        blank = pd.Series(None, index=frame.index, dtype=object)
        sites["statut"] = legal_status(frame["stjr"], frame.get("espic", blank))
    for axis, source in (("x", "lon"), ("y", "lat")):
        sites[axis], bad = to_number(frame[source], rows) if source in frame else (float("nan"), Report())
        report.extend(bad)
    located = sites[["x", "y"]].notna().all(axis=1)
    sites.loc[~located, ["x", "y"]] = float("nan")
    sites["srid"] = pd.Series(WGS84, index=sites.index, dtype="Int64").where(located)
    sites["localisation"] = located.map({True: LOCATED, False: UNLOCATED})
    sites = check_finess(sites, rows, report)
    return sites, report


def _recognised(frame: pd.DataFrame) -> dict[str, str]:
    present = {fold(name): name for name in reversed(frame.columns)}
    return {
        ours: present[fold(alias)]
        for ours, aliases in ALIASES.items()
        for alias in reversed(aliases) if fold(alias) in present
    }
