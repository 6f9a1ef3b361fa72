"""The table ``cooperation`` from ``cooperations.csv``: invented links that exercise every rule of display."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from plugin.core.cooperations.display import display
from plugin.core.cooperations.themes import THEMES

COOPERATIONS = Path(__file__).with_name("cooperations.csv")
STATE_DATES = {2012: "2012-03-31", 2014: "2013-12-31", 2015: "2015-06-01"}
# What an establishment's statute must be for its links to be in the survey's field (R1).
IN_FIELD = ("public", "espic")


def cooperation_table(sites: pd.DataFrame) -> pd.DataFrame:
    """The table ``cooperation`` with what the display rule says of each link.

    Args:
        sites: `hospitals.site_table`, by key of site.
    """
    links = pd.read_csv(COOPERATIONS, sep=";", dtype=str)
    outside = ~(links["a"].map(sites["statut"]).isin(IN_FIELD) & links["b"].map(sites["statut"]).isin(IN_FIELD))
    edition = links["edition"].astype(int)
    table = pd.DataFrame(
        {
            "id": links["edition"] + "-" + links["id"],
            "edition": edition,
            "date_etat": edition.map(STATE_DATES),
            "type": links["theme"].map({code: theme.kind for code, theme in THEMES.items()}),
            "theme": links["theme"],
            "finess_a": links["a"].map(sites["finess_et"]),
            "finess_b": links["b"].map(sites["finess_et"]),
            "objet": links["objet"],
            "modalite": links["modalite"],
            "etp": pd.to_numeric(links["etp"].where(links["etp"] != "ND").str.replace(",", ".")),
            "etp_nd": links["etp"] == "ND",
            "pdses": links["pdses"],
            "premier_atlas": links["premier_atlas"] == "oui",
            "sens": links["sens"],
            "cas_deux_non_referents": links["deux_non_referents"] == "oui",
            "source": "données illustratives",
            "commentaire": links["commentaire"],
        }
    )
    shown = display(table.assign(hors_champ=outside))
    return shown.drop(columns="hors_champ")
