"""The demo's tables as the workspace gives them, and the model of questions over them, made once a session."""

from __future__ import annotations

from functools import cache

import pandas as pd
from demo_tables import read_table

from plugin.core.questions.region import RegionTables, region_tables

DATE = "2026-01-01"


@cache
def demo_tables() -> dict[str, pd.DataFrame]:
    """Those that hold rows."""
    names = (
        "commune", "territoire", "composition", "etablissement", "autorisation", "equipement", "capacite",
        "cooperation", "effecteur_urgence", "temps_acces", "dispositif",
    )
    tables = {name: read_table(name) for name in names}
    tables["cooperation"]["affichee"] = tables["cooperation"]["affichee"].astype("boolean")
    return tables


@cache
def demo_region() -> RegionTables:
    """The demo, with practitioners, APL and a zoning of our own beside it."""
    communes = demo_tables()["commune"]
    codes = communes["insee"]
    rank = pd.Series(range(len(codes)))
    more = {
        "praticien": pd.DataFrame(
            {
                "insee": codes, "profession": "medecin", "nombre": rank % 4,
                "annee": pd.array([2024] * len(codes), "Int64"),
            }
        ),
        "indicateur": pd.DataFrame(
            {
                "territoire": codes, "type": "commune", "indicateur": "apl_medecin", "periode": "2024",
                "valeur": 1.0 + rank % 5, "statut": "valeur", "unite": "consultations/an/hab.", "source": "essai",
            }
        ),
        "zonage_ps": pd.DataFrame(
            {
                "profession": "medecin", "annee": 2024, "unite": "departement", "id_unite": ["22", "29", "35"],
                "classe": ["prioritaire", "fragile", "fragile"],
            }
        ),
    }
    return region_tables({**demo_tables(), **more}, DATE)
