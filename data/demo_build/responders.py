"""The table ``effecteur_urgence``: emergency departments and SMUR of the sites, MCS, helicopters."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import shapely

from .places import places

RESPONDERS = Path(__file__).with_name("responders.csv")
# Word of ``sites.csv`` -> type of responder and what it is called.
OF_SITES = {
    "SU": ("SU", "Structure d’urgence"),
    "SU_SAISONNIER": ("SU_sais", "Structure d’urgence saisonnière"),
    "SU_PED": ("SU_ped", "Structure d’urgence pédiatrique"),
    "SMUR": ("SMUR", "SMUR"),
    "SMUR_ANTENNE": ("SMUR_ant", "Antenne de SMUR"),
}


def responder_table(sites: pd.DataFrame, table: pd.DataFrame, communes: pd.DataFrame) -> pd.DataFrame:
    """The table ``effecteur_urgence``.

    Args:
        sites: `hospitals.read_sites`.
        table: `hospitals.site_table`, same index.
        communes: the table ``commune``.
    """
    rows = [
        (f"{kind}-{site.Index}", f"{name} – {site.nom_court}", kind, site.finess_et, site.insee, site.x, site.y)
        for word, (kind, name) in OF_SITES.items()
        for site in table[[word in services for services in sites["services"]]].itertuples()
    ]
    of_sites = pd.DataFrame(rows, columns=["id", "libelle", "type", "finess_et", "insee", "x", "y"])
    responders = pd.concat([of_sites, _others(communes)], ignore_index=True)
    return responders.assign(geom=shapely.points(responders["x"], responders["y"]))


def _others(communes: pd.DataFrame) -> pd.DataFrame:
    """MCS at their commune's town hall, covering that commune; helicopters at their base."""
    others = pd.read_csv(RESPONDERS, sep=";", dtype={"ecart": str})
    where = places(communes, others["commune"], others["ecart"])
    return pd.DataFrame(
        {
            **others[["id", "libelle", "type"]],
            **where[["insee", "x", "y"]],
            "zone_mcs": where["insee"].where(others["type"] == "MCS"),
            **others[["delai", "vitesse", "rayon"]],
        }
    )
