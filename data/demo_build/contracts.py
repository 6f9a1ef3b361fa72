"""Contrats locaux de santé and the animateurs of the pays. Illustrative."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import shapely

from .pays import PAYS
from .roads import ISLANDS

CONTRACTS = Path(__file__).with_name("cls.csv")
# The contract of the islands is on no pays or EPCI: its territory is its own, in as many parts as islands.
OWN_TERRITORY, OWN_CODE = "Îles du Ponant", "PONANT"
FACILITATOR = "animateur_territorial"


def contract_codes(communes: pd.DataFrame) -> tuple[pd.Series, dict[str, str]]:
    """The territory of type ``cls`` of each commune, missing outside the islands, and the name by code."""
    codes = pd.Series(OWN_CODE, index=communes.index, dtype=object)
    return codes.where(communes["insee"].isin(ISLANDS), None), {OWN_CODE: OWN_TERRITORY}


def contract_table(zonings: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The table ``cls``; ``zonings`` holds rows of ``territoire`` by type. KeyError for a name none of them has."""
    table = pd.read_csv(CONTRACTS, sep=";", dtype=str)
    known = {(kind, name): code for kind, rows in zonings.items()
             for name, code in zip(rows["libelle"], rows["id_territoire"], strict=True)}
    named = zip(table["type_territoire"], table["territoire"], strict=True)
    return table.assign(id_territoire=[known[key] for key in named]).drop(columns="territoire")


def facilitator_table(communes: pd.DataFrame) -> pd.DataFrame:
    """Rows of the table ``dispositif``: one animateur territorial de santé a pays, at its main town's hall."""
    towns = communes.set_index("insee").loc[list(PAYS.values())]
    table = pd.DataFrame(
        {
            "id": [f"ATS{number:02d}" for number in range(1, len(PAYS) + 1)],
            "type": FACILITATOR,
            "libelle": [f"Animateur territorial de santé – {name}" for name in PAYS],
            "insee": list(PAYS.values()),
            "x": towns["x_mairie"].to_numpy(),
            "y": towns["y_mairie"].to_numpy(),
            "date_debut": "2025-01-01",
            "commentaire": "poste inventé, placé à la mairie de la ville principale du pays",
        }
    )
    return table.assign(geom=shapely.points(table["x"], table["y"]))
