"""Laboratories, establishments for the disabled and social schemes: invented sites, placed by rule."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .hospitals import SAE_YEAR
from .identifiers import entity_number, site_number
from .rule import aside, share, shares, with_points

LABORATORY = "611"
# Category, short name, name, and places of an ordinary one.
_CHILDREN = (
    ("183", "IME", "Institut médico-éducatif", 55),
    ("182", "SESSAD", "Service d’éducation spéciale et de soins à domicile", 30),
    ("186", "ITEP", "Institut thérapeutique, éducatif et pédagogique", 40),
)
_ADULTS = (
    ("246", "ESAT", "Établissement et service d’aide par le travail", 90),
    ("382", "Foyer de vie", "Foyer de vie", 35),
    ("437", "FAM", "Foyer d’accueil médicalisé", 32),
    ("255", "MAS", "Maison d’accueil spécialisée", 40),
)
PLACES = ("FINESS_MS", "CAPINSTOT")  # table and variable of ``capacite``
# Type, words, and how many people there are for one of them, at least one a département.
SCHEMES = (
    ("dar", "Dispositif d’autorégulation", 260_000),
    ("ueea", "Unité d’enseignement en élémentaire autisme", 300_000),
    ("emploi_accompagne", "Emploi accompagné", 400_000),
    ("metiers_autonomie", "Plateforme des métiers de l’autonomie", 900_000),
    ("drad", "Dispositif renforcé d’appui au domicile", 160_000),
    ("pass", "Permanence d’accès aux soins de santé", 130_000),
    ("lits_halte_soins_sante", "Lits halte soins santé", 330_000),
    ("csapa", "Centre de soins, d’accompagnement et de prévention en addictologie", 150_000),
)
_FIRST_LABORATORY, _FIRST_OF_DISABLED = 1_001, 2_001


def laboratory_table(communes: pd.DataFrame, sante: pd.Series) -> pd.DataFrame:
    """Rows of ``etablissement``: a laboratory in every town of 6,000 inhabitants, one more for each 25,000."""
    towns = communes.assign(sante=sante)
    towns = towns[towns["population"] >= 6_000]
    towns = towns.loc[towns.index.repeat(1 + towns["population"].astype(int) // 25_000)]
    names = "Laboratoire de biologie médicale – " + towns["nom"]
    return _establishments(towns, _FIRST_LABORATORY, LABORATORY, names, None, "labo")


def disabled_tables(communes: pd.DataFrame, sante: pd.Series) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Rows of ``etablissement`` and of ``capacite`` (places) for disabled children and adults, in towns."""
    towns = communes.assign(sante=sante)
    towns = towns[towns["population"] >= 2_500]
    rows = []
    for town in towns.itertuples():
        for public, kinds in (("enfant", _CHILDREN), ("adulte", _ADULTS)):
            for number in range(1 + int(town.population) // 40_000):
                if share(town.insee, public, number) < 0.42:
                    kind = kinds[int(len(kinds) * share(town.insee, public, number, "genre") * 0.999)]
                    rows.append((town.Index, *kind))
    chosen = towns.loc[[row[0] for row in rows]]
    categories, short, words, places = (np.array([row[i] for row in rows], dtype=object) for i in (1, 2, 3, 4))
    names = pd.Series(words, index=chosen.index) + " – " + chosen["nom"]
    short_names = pd.Series(short, index=chosen.index) + " " + chosen["nom"]
    sites = _establishments(chosen, _FIRST_OF_DISABLED, categories, names, short_names, "handicap")
    capacity = pd.DataFrame(
        {
            "finess_et": sites["finess_et"],
            "annee": SAE_YEAR,
            "bordereau": PLACES[0],
            "unite": None,
            "variable": PLACES[1],
            "valeur": (places.astype(float) * (0.5 + 1.1 * shares(sites["finess_et"], "places"))).round(),
        }
    )
    return sites, capacity


def scheme_tables(communes: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Rows of ``dispositif`` by type: in the towns of each département where chance puts them, mostly the larger."""
    tables = {}
    for kind, words, people_each in SCHEMES:
        parts = []
        for _, own in communes[communes["population"] >= 3_000].groupby("dep"):
            total = communes.loc[communes["dep"] == own["dep"].iloc[0], "population"].sum()
            wanted = max(1, round(total / people_each))
            order = np.sqrt(own["population"].to_numpy(dtype=float)) * shares(own["insee"], kind)
            parts.append(own.iloc[np.sort(np.argsort(-order, kind="stable")[:wanted])])
        towns = pd.concat(parts)
        x, y = aside(towns, kind, 300 + 100 * len(tables), 0)
        tables[kind] = with_points(
            pd.DataFrame(
                {
                    "id": [f"{kind.upper()}-{number:02d}" for number in range(1, len(towns) + 1)],
                    "type": kind,
                    "libelle": (words + " – " + towns["nom"]).to_numpy(),
                    "insee": towns["insee"].to_numpy(),
                    "x": x,
                    "y": y,
                    "date_debut": "2023-01-01",
                }
            )
        )
    return tables


def _establishments(
    towns: pd.DataFrame,
    first: int,
    category: object,
    names: pd.Series,
    short_names: pd.Series | None,
    what: str,
) -> pd.DataFrame:
    """Rows of ``etablissement``, one for each row of ``towns``; one invented entity a département runs them."""
    x, y = aside(towns, what, 420, 450)
    entities = {dep: entity_number(first + rank) for rank, dep in enumerate(sorted(set(towns["dep"])))}
    return with_points(
        pd.DataFrame(
            {
                "finess_et": [site_number(first + rank) for rank in range(len(towns))],
                "finess_ej": towns["dep"].map(entities).to_numpy(),
                "rs": names.to_numpy(),
                "nom_court": None if short_names is None else short_names.to_numpy(),
                "categ": category,
                "insee": towns["insee"].to_numpy(),
                "commune": towns["nom"].to_numpy(),
                "x": x,
                "y": y,
                "localisation": "inventée : près de la mairie",
                "statut": "prive",
                "ch_referent": False,
                "territoire_sante": towns["sante"].to_numpy(),
            }
        )
    )
